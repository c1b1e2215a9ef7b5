// TextEdit, and the drawing and keys of a text field.
#include <algorithm>
#include <cmath>

#include "ui/controls.h"
#include "ui/parts.h"

namespace foyer::ui {
namespace {

bool continues(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

std::size_t next_start(const std::string& text, std::size_t at) {
  if (at < text.size()) ++at;
  while (at < text.size() && continues(text[at])) ++at;
  return at;
}

std::size_t previous_start(const std::string& text, std::size_t at) {
  if (at > 0) --at;
  while (at > 0 && continues(text[at])) --at;
  return at;
}

bool is_control(std::string_view character) {
  return character.size() == 1 &&
         (static_cast<unsigned char>(character[0]) < 0x20 || character[0] == 0x7F);
}

std::string shown(const TextEdit& edit, bool masked) {
  if (!masked) return edit.text;
  std::string out;
  for (std::size_t i = 0; i < edit.characters(); ++i) out += "●";
  return out;
}

std::size_t shown_caret(const TextEdit& edit, bool masked) {
  if (!masked) return edit.caret;
  const auto before =
      std::count_if(edit.text.begin(), edit.text.begin() + static_cast<std::ptrdiff_t>(edit.caret),
                    [](char c) { return !continues(c); });
  return static_cast<std::size_t>(before) * std::string_view("●").size();
}

}  // namespace

std::size_t TextEdit::characters() const {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return !continues(c); }));
}

void TextEdit::insert(std::string_view characters, std::size_t characters_max) {
  caret = std::min(caret, text.size());
  const std::string all(characters);
  for (std::size_t at = 0; at < all.size();) {
    const std::size_t next = next_start(all, at);
    const std::string_view one = std::string_view(all).substr(at, next - at);
    at = next;
    if (is_control(one) || this->characters() >= characters_max) continue;
    text.insert(caret, one);
    caret += one.size();
  }
}

void TextEdit::backspace() {
  caret = std::min(caret, text.size());
  const std::size_t from = previous_start(text, caret);
  text.erase(from, caret - from);
  caret = from;
}

void TextEdit::erase_after() {
  caret = std::min(caret, text.size());
  text.erase(caret, next_start(text, caret) - caret);
}

void TextEdit::move(int characters) {
  caret = std::min(caret, text.size());
  for (; characters < 0; ++characters) caret = previous_start(text, caret);
  for (; characters > 0; --characters) caret = next_start(text, caret);
}

void TextEdit::clear() {
  text.clear();
  caret = 0;
}

bool Ui::edit_keys(TextEdit& edit, const TextFieldOptions& options, bool& entered) {
  const std::string before = edit.text;
  const bool rtl = canvas.direction() == Direction::right_to_left;
  const auto& keys = frame_.input->keys;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (used_[i] || keys[i].control) continue;
    const KeyPress& press = keys[i];
    used_[i] = true;
    if (press.key == Key::backspace) {
      edit.backspace();
    } else if (press.key == Key::del) {
      edit.erase_after();
    } else if (press.key == Key::left || press.key == Key::right) {
      edit.move((press.key == Key::right) != rtl ? 1 : -1);
    } else if (press.key == Key::home) {
      edit.caret = 0;
    } else if (press.key == Key::end) {
      edit.caret = edit.text.size();
    } else if (press.key == Key::enter) {
      entered = entered || (!press.repeat && !frame_.state->deaf(frame_.now_ms));
    } else if (!press.text.empty()) {
      const bool digits = std::all_of(press.text.begin(), press.text.end(),
                                      [](char c) { return c >= '0' && c <= '9'; });
      if (digits || !options.digits_only) edit.insert(press.text, options.characters_max);
    } else {
      used_[i] = false;  // Escape, function keys: the page's
    }
  }
  return edit.text != before;
}

TextFieldResult Ui::text_field(TextEdit& edit, const TextFieldOptions& o) {
  const float radius = px(o.radius);
  edit.caret = std::min(edit.caret, edit.text.size());
  const ControlBox box(*this, {.id = o.id,
                               .rect = o.rect,
                               .spoken = edit.text.empty() ? joined(o.spoken, o.hint) : o.spoken,
                               .enabled = o.enabled,
                               .radius = radius,
                               .takes_text = true,
                               .value = shown(edit, o.masked)});
  TextFieldResult out;
  out.focused = box.result.focused && o.enabled;
  if (out.focused) out.changed = edit_keys(edit, o, out.entered);

  const Theme& t = theme();
  const bool strong = o.strong_edge || box.result.hovered || t.high_contrast();
  canvas.box(o.rect, {.fill = o.enabled ? t.card : t.paper,
                      .edge = strong ? t.ink : t.edge,
                      .edge_px = px(t.high_contrast() ? std::max(o.edge_px, 2.0F) : o.edge_px),
                      .radius = radius});
  Rect inner = o.rect.inset({px(o.padding), 0, px(o.padding) + o.end_space, 0});
  TextStyle style = canvas.style(o.size, Weight::regular, t.ink);
  style.valign = VAlign::middle;
  style.lines_max = 1;
  style.spoken = false;
  if (!o.icon.empty()) {
    const float side = px(std::round(o.size.px * 1.41F));
    canvas.icon(cut_start(inner, side, px(o.padding * 0.75F)), o.icon, t.ink);
  }
  draw_field_text(edit, o, inner, style, out.focused, box.result);
  return out;
}

void Ui::draw_field_text(TextEdit& edit, const TextFieldOptions& o, const Rect& inner,
                         const TextStyle& style, bool focused, const ControlResult& result) {
  const Theme& t = theme();
  const std::string visible = shown(edit, o.masked);
  const TextSize size = canvas.measure(visible.empty() ? "x" : visible, style);
  const bool rtl = canvas.direction() == Direction::right_to_left;
  const auto caret_at = [&](std::size_t byte) {
    TextStyle full = style;
    if (full.language.empty()) full.language = canvas.look().language;
    const float x = frame_.text->caret_x(visible, full, byte, canvas.direction());
    return rtl ? size.width - x : x;  // from the start side
  };
  if (visible.empty()) {
    TextStyle hint = style;
    hint.color = t.ink_soft;
    hint.may_cut = true;
    canvas.text(inner, o.hint, hint);
  }
  const float caret_w = std::max(2.0F, px(o.size.px >= 30 ? 4 : 2));
  const float caret = visible.empty() ? 0 : caret_at(shown_caret(edit, o.masked));
  // What is typed last stays in sight: long text slides out at the start.
  const float slide = focused ? std::max(0.0F, caret + caret_w * 2 - inner.w) : 0.0F;
  if (result.held && frame_.input->went_down && pointer_ && !o.masked && !visible.empty()) {
    const float x = pointer_->x - inner.x + slide;
    std::size_t best = edit.text.size();
    for (std::size_t at = 0; at <= edit.text.size();) {
      if (std::fabs(caret_at(at) - x) < std::fabs(caret_at(best) - x)) best = at;
      if (at == edit.text.size()) break;
      at = next_start(edit.text, at);
    }
    edit.caret = best;
  }
  if (!visible.empty()) {
    const Canvas::Clip clip(canvas, {inner.x, o.rect.y, inner.w, o.rect.h});
    TextStyle line = style;
    line.color = o.enabled ? t.ink : t.ink_soft;
    line.may_cut = true;
    if (size.width <= inner.w || rtl) {
      const float wide = std::max(inner.w, size.width + 2);
      canvas.text({inner.x - slide, inner.y, wide, inner.h}, visible, line);
    } else {
      // Only the characters that are seen whole.
      std::size_t from = 0;
      while (from < visible.size() && caret_at(from) < slide) from = next_start(visible, from);
      const float x = caret_at(from) - slide;
      std::size_t to = from;
      while (to < visible.size()) {
        const std::size_t next = next_start(visible, to);
        if (caret_at(next) - slide > inner.w) break;
        to = next;
      }
      canvas.text({inner.x + x, inner.y, inner.w - x + 1, inner.h}, visible.substr(from, to - from),
                  line);
    }
  }
  if (focused && o.enabled) {
    const float h = std::round(style.px * 1.3F);
    canvas.fill({inner.x + caret - slide, inner.y + (inner.h - h) / 2, caret_w, h}, t.accent);
  }
}

}  // namespace foyer::ui

// Before the work: looking for the server, signing in, choosing a counter.
#include <algorithm>
#include <cmath>

#include "counter-client/screen_parts.h"

namespace foyer::counter_client {
namespace {

using ui::Rect;
using ui::Weight;
namespace type = ui::type;

/// A column in the middle of the page, from a little above its middle.
Rect middle_column(ui::Ui& ui, const Rect& rect, float width, float height) {
  const float wide = std::min(width, rect.w - 2 * ui.px(24));
  const float y = rect.y + std::max(ui.px(24), std::floor((rect.h - height) * 0.4F));
  return {rect.x + std::floor((rect.w - wide) / 2), y, wide, rect.bottom() - y - ui.px(16)};
}

void draw_label(Drawing& d, Rect& rest, const std::string& text) {
  const ui::TextStyle style = words(d.ui, type::desk_caption, Weight::bold, d.ui.theme().ink_soft);
  d.ui.canvas.text(ui::cut_top(rest, height_of(d.ui, text, style, rest.w), d.ui.px(8)), text,
                   style);
}

ui::TextFieldResult draw_field(Drawing& d, Rect& rest, ui::TextEdit& edit, const char* id,
                               const std::string& label, bool masked) {
  draw_label(d, rest, label);
  ui::TextFieldOptions field;
  field.id = id;
  field.rect = ui::cut_top(rest, d.ui.canvas.grown(48), d.ui.px(16));
  field.spoken = label;
  field.size = type::desk_lead;
  field.masked = masked;
  field.characters_max = masked ? 128 : name_length_max;
  return d.ui.text_field(edit, field);
}

float title_height(Drawing& d, const std::string& title, const std::string& text, float width) {
  return height_of(d.ui, title, words(d.ui, type::desk_title, Weight::bold, {}), width) +
         height_of(d.ui, text, words(d.ui, type::desk_body, Weight::regular, {}), width) +
         d.ui.px(32);
}

void draw_title(Drawing& d, Rect& rest, const std::string& title, const std::string& text) {
  const ui::Theme& t = d.ui.theme();
  const ui::TextStyle big = words(d.ui, type::desk_title, Weight::bold, t.ink);
  const ui::TextStyle soft = words(d.ui, type::desk_body, Weight::regular, t.ink_soft);
  d.ui.canvas.text(ui::cut_top(rest, height_of(d.ui, title, big, rest.w), d.ui.px(8)), title, big);
  d.ui.canvas.text(ui::cut_top(rest, height_of(d.ui, text, soft, rest.w), d.ui.px(24)), text, soft);
}

void draw_counter_row(Drawing& d, const Rect& rect, const CounterRow& row) {
  const ui::Theme& t = d.ui.theme();
  std::vector<ui::Shortcut> keys;
  if (!row.key.empty()) keys.emplace_back(row.key);
  const ui::ControlBox box(d.ui, {.id = "counter/" + row.counter.value,
                                  .rect = rect,
                                  .spoken = row.spoken,
                                  .enabled = row.enabled,
                                  .radius = d.ui.px(t.radius_small),
                                  .shortcuts = keys});
  const bool held = box.result.held;
  d.ui.canvas.box(rect, {.fill = held          ? t.accent_soft
                                 : row.enabled ? t.card
                                               : t.paper,
                         .edge = held                 ? t.accent
                                 : box.result.hovered ? t.ink
                                 : row.enabled        ? t.edge
                                                      : t.line,
                         .edge_px = d.ui.px(t.desk_border),
                         .radius = d.ui.px(t.radius_small)});
  Rect rest = rect.inset({d.ui.px(16), 0, d.ui.px(12), 0});
  const ui::Color ink = row.enabled ? t.ink : t.ink_soft;
  if (!row.key.empty() && row.enabled) {
    const ui::KeyCap cap{row.key, false};
    ui::key_cap(d.ui, ui::cut_end(rest, ui::key_cap_width(d.ui, cap), d.ui.px(12)), cap, ink);
  }
  const ui::TextStyle end = words(d.ui, type::desk_caption, Weight::regular, t.ink_soft,
                                  ui::VAlign::middle, ui::Align::end);
  d.ui.canvas.text(ui::cut_end(rest, width_of(d.ui, row.state, end), d.ui.px(12)), row.state, end);
  ui::TextStyle label = words(d.ui, type::desk_body, Weight::regular, ink, ui::VAlign::middle);
  label.bold_bytes = row.label.size();
  label.lines_max = 1;
  label.may_cut = true;
  d.ui.canvas.text(rest, row.label + "   " + row.name, label);
  if (box.result.pressed) d.out.intent = WantCounter{row.counter};
}

/// The two ways are parted by a line with a word in it.
void draw_or(Drawing& d, const Rect& rect, const std::string& text) {
  const ui::Theme& t = d.ui.theme();
  const ui::TextStyle style = words(d.ui, type::desk_caption, Weight::regular, t.ink_soft,
                                    ui::VAlign::middle, ui::Align::center);
  const float word_w = width_of(d.ui, text, style) + d.ui.px(24);
  const float side = std::floor((rect.w - word_w) / 2);
  const float y = std::round(rect.y + rect.h / 2);
  d.ui.canvas.hline(rect.x, y, side, t.line, d.ui.px(t.desk_border));
  d.ui.canvas.hline(rect.end() - side, y, side, t.line, d.ui.px(t.desk_border));
  d.ui.canvas.text({rect.x + side, rect.y, rect.w - 2 * side, rect.h}, text, style);
}

/// Name and PIN; Enter goes to the PIN first, and signs in from there.
void draw_pin_fields(Drawing& d, Rect& rest, const SignInView& v) {
  const bool name_entered = draw_field(d, rest, d.form.clerk, "clerk", v.name_label, false).entered;
  const bool secret_entered =
      draw_field(d, rest, d.form.secret, "secret", v.secret_label, true).entered;
  const bool ready = v.primary.button.enabled && v.primary.button.busy.empty();
  if (name_entered && d.form.secret.text.empty()) {
    d.ui.state().focus_on("secret");
  } else if ((name_entered || secret_entered) && ready) {
    d.out.intent = WantSignIn{};
  }
}

/// What stands in the card of the sign-in, in a column of some width.
struct SignInHeights {
  float head = 0, fields = 0, notice = 0, primary = 0, or_word = 0, other = 0;
  [[nodiscard]] float pin() const { return head + fields + primary; }
  [[nodiscard]] float account() const { return notice + other; }
  [[nodiscard]] float whole() const { return pin() + notice + or_word + other; }
};

SignInHeights measure_sign_in(Drawing& d, float width) {
  const SignInView& v = d.view.sign_in;
  SignInHeights heights;
  heights.head = title_height(d, v.title, v.text, width);
  if (v.by_pin) {
    heights.fields = 2 * (d.ui.canvas.grown(48) + line_of(d.ui, type::desk_caption) + d.ui.px(24));
  }
  if (d.view.notice) heights.notice = ui::banner_height(d.ui, width, *d.view.notice) + d.ui.px(16);
  heights.primary =
      d.ui.px(8) + ui::staff_button_height(d.ui, v.primary.button) + reason_height(d.ui, v.primary);
  if (!v.other) return heights;
  heights.or_word = line_of(d.ui, type::desk_caption) + d.ui.px(16);
  heights.other = ui::staff_button_height(d.ui, v.other->button) + reason_height(d.ui, *v.other);
  return heights;
}

}  // namespace

void draw_connecting(Drawing& d, const Rect& rect) {
  const CounterView& v = d.view;
  const float height = title_height(d, v.connecting_title, v.connecting_text, d.ui.px(560));
  Rect rest = middle_column(d.ui, rect, d.ui.px(560), height + d.ui.px(72));
  const Rect icon = ui::cut_top(rest, d.ui.px(48), d.ui.px(16));
  d.ui.canvas.icon({icon.x, icon.y, icon.h, icon.h}, "link", d.ui.theme().accent);
  draw_title(d, rest, v.connecting_title, v.connecting_text);
}

void draw_sign_in(Drawing& d, const Rect& rect) {
  const SignInView& v = d.view.sign_in;
  const ui::Theme& t = d.ui.theme();
  const float pad = d.ui.px(32);
  const float most = rect.w - d.ui.px(48);
  float inner_w =
      std::max(d.ui.canvas.grown(440) - 2 * pad, ui::staff_button_width(d.ui, v.primary.button));
  if (v.other) inner_w = std::max(inner_w, ui::staff_button_width(d.ui, v.other->button));
  inner_w = std::min(inner_w, most - 2 * pad);
  const SignInHeights one = measure_sign_in(d, inner_w);
  // Where it would not fit below each other, the city's account stands beside the PIN.
  const bool beside = v.other && one.whole() + 2 * pad > rect.h - d.ui.px(32);
  if (beside) inner_w = std::min(inner_w, std::floor((most - 3 * pad) / 2));
  const SignInHeights heights = beside ? measure_sign_in(d, inner_w) : one;
  const float wide = beside ? 2 * inner_w + 3 * pad : inner_w + 2 * pad;
  const float height =
      2 * pad + (beside ? std::max(heights.pin(), heights.account()) : heights.whole());
  const Rect at = middle_column(d.ui, rect, wide, height);
  const Rect card{at.x, at.y, at.w, height};
  d.ui.canvas.box(card, {.fill = t.card,
                         .edge = t.high_contrast() ? t.edge : t.line,
                         .edge_px = d.ui.px(t.desk_border),
                         .radius = d.ui.px(t.radius)});
  Rect rest = card.inset(pad);
  Rect side = beside ? ui::cut_end(rest, inner_w, pad) : Rect{};
  draw_title(d, rest, v.title, v.text);
  if (v.by_pin) draw_pin_fields(d, rest, v);
  Rect& notice_in = beside ? side : rest;
  if (d.view.notice) {
    const float high = heights.notice - d.ui.px(16);
    ui::banner(d.ui, ui::cut_top(notice_in, high, d.ui.px(16)), *d.view.notice);
  }
  ui::cut_top(rest, d.ui.px(8));
  const float button_h = ui::staff_button_height(d.ui, v.primary.button);
  action_button(d, ui::cut_top(rest, button_h, reason_height(d.ui, v.primary)), v.primary);
  if (!v.other) return;
  if (!beside) draw_or(d, ui::cut_top(rest, heights.or_word), v.or_words);
  Rect& other_in = beside ? side : rest;
  action_button(d, ui::cut_top(other_in, ui::staff_button_height(d.ui, v.other->button)), *v.other);
}

void draw_choose(Drawing& d, const Rect& rect) {
  const ChooseView& v = d.view.choose;
  const float wide = d.ui.canvas.grown(600);
  const float gap = d.ui.px(8);
  const float row_h = d.ui.canvas.grown(48);
  const float inner_w = std::min(wide, rect.w - d.ui.px(48));
  const float notice_h =
      d.view.notice ? ui::banner_height(d.ui, inner_w, *d.view.notice) + d.ui.px(16) : 0;
  const float button_h = ui::staff_button_height(d.ui, v.sign_out.button) + d.ui.px(24);
  const auto count = static_cast<int>(v.rows.size());
  const float head = title_height(d, v.title, v.text, inner_w) + notice_h;
  const float one = head + ui::grid_height(count, 1, row_h, gap) + button_h;
  const bool two = one > rect.h - d.ui.px(48);
  const float height = head + ui::grid_height(count, two ? 2 : 1, row_h, gap) + button_h;
  Rect rest = middle_column(d.ui, rect, two ? rect.w - d.ui.px(64) : wide, height);
  draw_title(d, rest, v.title, v.text);
  if (d.view.notice) {
    ui::banner(d.ui, ui::cut_top(rest, notice_h - d.ui.px(16), d.ui.px(16)), *d.view.notice);
  }
  const auto cells = ui::grid(rest, count, two ? 2 : 1, row_h, gap);
  for (std::size_t i = 0; i < v.rows.size(); ++i) draw_counter_row(d, cells[i], v.rows[i]);
  ui::cut_top(rest, ui::grid_height(count, two ? 2 : 1, row_h, gap) + d.ui.px(24));
  const float button_w = ui::staff_button_width(d.ui, v.sign_out.button);
  action_button(d, {rest.x, rest.y, button_w, ui::staff_button_height(d.ui, v.sign_out.button)},
                v.sign_out);
}

}  // namespace foyer::counter_client

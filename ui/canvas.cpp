#include "ui/canvas.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "ui/painter.h"

namespace foyer::ui {
namespace {

ImU32 packed(Color c) {
  return IM_COL32(c.r, c.g, c.b, c.a);
}
ImVec2 top_left(const Rect& r) {
  return {r.x, r.y};
}
ImVec2 bottom_right(const Rect& r) {
  return {r.end(), r.bottom()};
}

float share_before(Align align) {
  return align == Align::start ? 0.0F : align == Align::center ? 0.5F : 1.0F;
}

float text_top(const Rect& box, const TextSize& size, VAlign valign) {
  switch (valign) {
    case VAlign::top:
      return box.y;
    case VAlign::middle:
      return box.y + (box.h - size.height) / 2;
    case VAlign::bottom:
      return box.bottom() - size.height;
    case VAlign::ink_middle:
      return box.y + (box.h - size.ink.h) / 2 - size.ink.y;
  }
  return box.y;
}

}  // namespace

Canvas::Canvas(Size window, const Look& look, TextEngine& text, Painter* painter,
               AuditRecord& record)
    : window_(window),
      look_(look),
      text_(text),
      painter_(painter),
      record_(record),
      direction_(direction_of(look.language)),
      clip_{0, 0, window.w, window.h} {
  record_ = {};
  record_.window = window;
  record_.mirrored = direction_ == Direction::right_to_left;
}

Canvas::~Canvas() = default;

Rect Canvas::to_physical(const Rect& r) const {
  if (direction_ == Direction::left_to_right) return r;
  return {window_.w - r.end(), r.y, r.w, r.h};
}

Point Canvas::to_logical(Point p) const {
  if (direction_ == Direction::left_to_right) return p;
  return {window_.w - p.x, p.y};
}

Rect Canvas::placed(const Rect& logical) const {
  const float dx = direction_ == Direction::right_to_left ? -shift_.x : shift_.x;
  const Rect r = to_physical(logical).moved(std::round(dx), std::round(shift_.y));
  // Whole pixels on all sides, so that edges are crisp and neighbours meet.
  const float x = std::round(r.x);
  const float y = std::round(r.y);
  return {x, y, std::round(r.end()) - x, std::round(r.bottom()) - y};
}

Color Canvas::faded(Color color) const {
  color.a = static_cast<std::uint8_t>(std::lround(static_cast<float>(color.a) * opacity_));
  return color;
}

TextStyle Canvas::style(TypeSize size, Weight weight) const {
  return style(size, weight, theme().ink);
}

TextStyle Canvas::style(TypeSize size, Weight weight, Color color) const {
  TextStyle out;
  out.px = look_.metrics.type(size.px);
  out.line_height = look_.metrics.line(size.px, size.line);
  out.weight = weight;
  out.color = color;
  if (weight == Weight::bold && size.px >= 40) {
    out.tracking = size.px >= 80 ? -0.02F : size.px >= 56 ? -0.012F : -0.01F;
  }
  return out;
}

TextStyle Canvas::completed(const TextStyle& style) const {
  TextStyle out = style;
  if (out.language.empty()) out.language = look_.language;
  return out;
}

void Canvas::note_fill(const Rect& rect, Color color) {
  if (color.a == 255) fills_.push_back({rect, color});
}

TextSize Canvas::measure(std::string_view text, const TextStyle& style, float wrap_px) const {
  return text_.measure(text, completed(style), wrap_px, direction_);
}

TextSize Canvas::text(const Rect& box, std::string_view text, const TextStyle& style) {
  if (text.empty()) return {};
  const TextStyle full = completed(style);
  const float wrap = std::max(1.0F, box.w);
  const TextSize size = text_.measure(text, full, wrap, direction_);
  const Rect at{box.x + (box.w - size.width) * share_before(full.align),
                text_top(box, size, full.valign), size.width, size.height};
  note_text(box, at, size, text, full);
  if (painter_ != nullptr) draw_text({at.x, at.y}, text, full, wrap);
  return size;
}

TextSize Canvas::text_at(Point baseline, std::string_view text, const TextStyle& style) {
  if (text.empty()) return {};
  const TextStyle full = completed(style);
  const TextSize size = text_.measure(text, full, 0, direction_);
  const Rect at{baseline.x - size.width * share_before(full.align), baseline.y - size.baseline,
                size.width, size.height};
  note_text(at, at, size, text, full);
  if (painter_ != nullptr) draw_text({at.x, at.y}, text, full, 0);
  return size;
}

void Canvas::draw_text(Point at, std::string_view text, const TextStyle& style, float wrap_px) {
  const TextSize size = text_.measure(text, style, wrap_px, direction_);
  std::string key = "t";
  key.append(text).append(1, '\0').append(style.language).append(1, '\0');
  for (const float v : {style.px, style.line_height, style.tracking, wrap_px}) {
    key.append(reinterpret_cast<const char*>(&v), sizeof v);
  }
  key += std::to_string(style.lines_max) + "," + std::to_string(style.bold_bytes) + "," +
         std::to_string(static_cast<int>(style.align)) + (style.tabular ? "t" : "") +
         (style.weight == Weight::bold ? "b" : "") +
         (direction_ == Direction::right_to_left ? "r" : "");
  const Picture picture =
      painter_->mask(key, [&] { return text_.render(text, style, wrap_px, direction_); });
  if (picture.texture == nullptr) return;
  const Rect r = to_physical({at.x, at.y, size.width, size.height});
  const float dx = direction_ == Direction::right_to_left ? -shift_.x : shift_.x;
  const float x = std::round(r.x + dx) + picture.offset.x;
  const float y = std::round(r.y + shift_.y) + picture.offset.y;
  painter_->list().AddImage(
      picture.texture, {x, y},
      {x + static_cast<float>(picture.width), y + static_cast<float>(picture.height)}, {0, 0},
      {1, 1}, packed(faded(style.color)));
}

void Canvas::note_text(const Rect& box, const Rect& at, const TextSize& size, std::string_view text,
                       const TextStyle& style) {
  AuditText t;
  t.text = text;
  t.box = box;
  t.placed = at;
  const float ink_x =
      direction_ == Direction::right_to_left ? size.width - size.ink.end() : size.ink.x;
  t.ink = {at.x + ink_x, at.y + size.ink.y, size.ink.w, size.ink.h};
  t.clip = clip_;
  t.px = style.px;
  t.bold = style.weight == Weight::bold;
  t.cut = size.cut;
  t.broken = size.broken;
  t.may_cut = style.may_cut;
  t.spoken = style.spoken;
  t.color = style.color;
  t.background = rgb(0);
  const Point middle = t.ink.center();
  const auto under = std::find_if(fills_.rbegin(), fills_.rend(),
                                  [&](const Fill& f) { return f.rect.contains(middle); });
  if (under != fills_.rend()) t.background = under->color;
  t.parent = parent_;
  t.layer = layer_;
  bool in_control = false;
  for (int p = parent_; p != no_parent; p = record_.boxes[static_cast<std::size_t>(p)].parent) {
    in_control = in_control || record_.boxes[static_cast<std::size_t>(p)].control;
  }
  if (style.spoken && !in_control) {
    SpokenItem item;
    item.label = t.text;
    item.rect = t.ink;
    item.language = style.language == look_.language ? std::string() : style.language;
    item.parent = parent_;
    item.layer = layer_;
    record_.spoken.push_back(std::move(item));
  }
  record_.texts.push_back(std::move(t));
}

void Canvas::icon(const Rect& box, std::string_view name, Color color, IconStyle style) {
  if (painter_ == nullptr) return;
  const float side = std::floor(std::min(box.w, box.h));
  if (side < 1) return;
  const float design = side / look_.metrics.scale;
  const float stroke =
      style.stroke > 0 ? style.stroke : icon_stroke(design, theme().high_contrast());
  const bool flipped = style.flip == Flip::with_page && direction_ == Direction::right_to_left;
  const std::string key = "i" + std::string(name) + "," + std::to_string(static_cast<int>(side)) +
                          "," + std::to_string(stroke) + (flipped ? "f" : "") +
                          std::to_string(style.eighth_turns);
  const Picture picture = painter_->mask(key, [&] {
    return painter_->icons().render(name, static_cast<int>(side), stroke, flipped,
                                    style.eighth_turns);
  });
  const Rect r = placed(centered(box, {side, side}));
  painter_->list().AddImage(picture.texture, top_left(r), {r.x + side, r.y + side}, {0, 0}, {1, 1},
                            packed(faded(color)));
}

Rect Canvas::qr(Point start_top, const QrCode& code, int module_px) {
  const auto side = static_cast<float>(code.outer() * module_px);
  const Rect rect{start_top.x, start_top.y, side, side};
  fill(rect, rgb(0xFFFFFF));
  if (painter_ == nullptr) return rect;
  std::string key = "q" + std::to_string(module_px) + ":";
  for (const bool dark : code.dark) key += dark ? '1' : '0';
  const Picture picture = painter_->mask(key, [&] {
    const int px = code.size * module_px;
    Mask mask{px, px, {}, {}};
    for (int y = 0; y < px; ++y) {
      for (int x = 0; x < px; ++x) {
        mask.alpha.push_back(code.at(x / module_px, y / module_px) ? 255 : 0);
      }
    }
    return mask;
  });
  const Rect r = placed(rect).inset(static_cast<float>(QrCode::quiet * module_px));
  painter_->list().AddImage(picture.texture, top_left(r), bottom_right(r), {0, 0}, {1, 1},
                            packed(faded(rgb(0))));
  return rect;
}

void Canvas::image(const Rect& box, const std::filesystem::path& svg) {
  if (painter_ == nullptr || box.empty()) return;
  const Rect r = placed(box);
  const auto width = static_cast<int>(r.w);
  const auto height = static_cast<int>(r.h);
  const std::string key = "s" + svg.string() + "," + std::to_string(width) + "," +
                          std::to_string(height) + to_hex(theme().accent) +
                          to_hex(theme().on_accent);
  const Picture picture =
      painter_->pixels(key, [&] { return render_svg(svg, width, height, theme()); });
  painter_->list().AddImage(picture.texture, top_left(r), bottom_right(r), {0, 0}, {1, 1},
                            packed(faded(rgb(0xFFFFFF))));
}

int Canvas::open_control(const Rect& rect, std::string name, bool enabled) {
  const int before = parent_;
  record_.boxes.push_back({std::move(name), rect, true, enabled, parent_, layer_});
  parent_ = static_cast<int>(record_.boxes.size()) - 1;
  return before;
}

void Canvas::close_control(int before) {
  parent_ = before;
}

Canvas::Container::Container(Canvas& canvas, const Rect& rect, std::string name)
    : canvas_(canvas), before_(canvas.parent_) {
  canvas.record_.boxes.push_back(
      {std::move(name), rect, false, true, canvas.parent_, canvas.layer_});
  canvas.parent_ = static_cast<int>(canvas.record_.boxes.size()) - 1;
}
Canvas::Container::~Container() {
  canvas_.parent_ = before_;
}

Canvas::Clip::Clip(Canvas& canvas, const Rect& rect) : canvas_(canvas), before_(canvas.clip_) {
  canvas.clip_ = intersection(canvas.clip_, rect);
  if (canvas.painter_ == nullptr) return;
  const Rect r = canvas.placed(canvas.clip_);
  canvas.painter_->list().PushClipRect(top_left(r), bottom_right(r), true);
}
Canvas::Clip::~Clip() {
  canvas_.clip_ = before_;
  if (canvas_.painter_ != nullptr) canvas_.painter_->list().PopClipRect();
}

Canvas::Motion::Motion(Canvas& canvas, Point shift, float opacity)
    : canvas_(canvas), shift_before_(canvas.shift_), opacity_before_(canvas.opacity_) {
  canvas.shift_ = {canvas.shift_.x + shift.x, canvas.shift_.y + shift.y};
  canvas.opacity_ *= std::clamp(opacity, 0.0F, 1.0F);
}
Canvas::Motion::~Motion() {
  canvas_.shift_ = shift_before_;
  canvas_.opacity_ = opacity_before_;
}

Canvas::Layer::Layer(Canvas& canvas, LayerKind kind) : canvas_(canvas), before_(canvas.layer_) {
  canvas.layer_ = ++canvas.layers_made_;
  if (kind == LayerKind::modal) canvas.record_.modal_layer = canvas.modal_layer_ = canvas.layer_;
}
Canvas::Layer::~Layer() {
  canvas_.layer_ = before_;
}

Canvas::Unmirrored::Unmirrored(Canvas& canvas) : canvas_(canvas), before_(canvas.direction_) {
  canvas.direction_ = Direction::left_to_right;
}
Canvas::Unmirrored::~Unmirrored() {
  canvas_.direction_ = before_;
}

}  // namespace foyer::ui

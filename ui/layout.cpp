#include "ui/layout.h"

#include <algorithm>
#include <cmath>

#include "engine/assert.h"

namespace foyer::ui {

Rect Rect::inset(float by) const {
  return inset(Insets::all(by));
}

Rect Rect::inset(Insets by) const {
  return {x + by.start, y + by.top, std::max(0.0F, w - by.start - by.end),
          std::max(0.0F, h - by.top - by.bottom)};
}

Rect intersection(const Rect& a, const Rect& b) {
  const float x = std::max(a.x, b.x);
  const float y = std::max(a.y, b.y);
  return {x, y, std::max(0.0F, std::min(a.end(), b.end()) - x),
          std::max(0.0F, std::min(a.bottom(), b.bottom()) - y)};
}

Rect united(const Rect& a, const Rect& b) {
  if (a.empty()) return b;
  if (b.empty()) return a;
  const float x = std::min(a.x, b.x);
  const float y = std::min(a.y, b.y);
  return {x, y, std::max(a.end(), b.end()) - x, std::max(a.bottom(), b.bottom()) - y};
}

Rect centered(const Rect& outer, Size size) {
  return {std::round(outer.x + (outer.w - size.w) / 2),
          std::round(outer.y + (outer.h - size.h) / 2), size.w, size.h};
}

Rect cut_top(Rect& rest, float h, float gap) {
  const Rect piece{rest.x, rest.y, rest.w, std::min(h, rest.h)};
  const float taken = std::min(h + gap, rest.h);
  rest.y += taken;
  rest.h -= taken;
  return piece;
}

Rect cut_bottom(Rect& rest, float h, float gap) {
  const float high = std::min(h, rest.h);
  const Rect piece{rest.x, rest.bottom() - high, rest.w, high};
  rest.h -= std::min(h + gap, rest.h);
  return piece;
}

Rect cut_start(Rect& rest, float w, float gap) {
  const Rect piece{rest.x, rest.y, std::min(w, rest.w), rest.h};
  const float taken = std::min(w + gap, rest.w);
  rest.x += taken;
  rest.w -= taken;
  return piece;
}

Rect cut_end(Rect& rest, float w, float gap) {
  const float wide = std::min(w, rest.w);
  const Rect piece{rest.end() - wide, rest.y, wide, rest.h};
  rest.w -= std::min(w + gap, rest.w);
  return piece;
}

std::vector<Rect> columns(const Rect& box, int count, float gap) {
  FOYER_ASSERT(count >= 1);
  return columns(box, std::vector<float>(static_cast<std::size_t>(count), -1.0F), gap);
}

std::vector<Rect> columns(const Rect& box, const std::vector<float>& widths, float gap) {
  float fixed = gap * static_cast<float>(widths.size() - 1);
  float shares = 0;
  for (const float w : widths) (w < 0 ? shares : fixed) += std::fabs(w);
  const float unit = shares > 0 ? std::max(0.0F, box.w - fixed) / shares : 0;
  std::vector<Rect> out;
  float x = box.x;
  for (const float w : widths) {
    const float wide = w < 0 ? -w * unit : w;
    // Rounding the edges, not the widths, keeps the last one on the box's end.
    const float left = std::round(x);
    out.push_back({left, box.y, std::round(x + wide) - left, box.h});
    x += wide + gap;
  }
  return out;
}

std::vector<Rect> rows(const Rect& box, int count, float gap) {
  const std::vector<Rect> across = columns({box.y, box.x, box.h, box.w}, count, gap);
  std::vector<Rect> out;
  for (const Rect& r : across) out.push_back({r.y, r.x, r.h, r.w});
  return out;
}

std::vector<Rect> grid(const Rect& box, int count, int per_row, float cell_h, float gap) {
  FOYER_ASSERT(per_row >= 1);
  std::vector<Rect> out;
  for (int first = 0; first < count; first += per_row) {
    const float y = box.y + static_cast<float>(first / per_row) * (cell_h + gap);
    const std::vector<Rect> row = columns({box.x, y, box.w, cell_h}, per_row, gap);
    const int here = std::min(per_row, count - first);
    out.insert(out.end(), row.begin(), row.begin() + here);
  }
  return out;
}

float grid_height(int count, int per_row, float cell_h, float gap) {
  if (count <= 0) return 0;
  const auto lines = static_cast<float>((count + per_row - 1) / per_row);
  return lines * cell_h + (lines - 1) * gap;
}

Rect Stack::next(float h) {
  if (!first_ && !spaced_) y_ += gap_;
  first_ = false;
  spaced_ = false;
  const Rect out{box_.x, y_, box_.w, h};
  y_ += h;
  return out;
}

void Stack::space(float h) {
  y_ += h;
  spaced_ = true;
}

Rect Stack::rest() const {
  const float y = first_ || spaced_ ? y_ : y_ + gap_;
  return {box_.x, y, box_.w, std::max(0.0F, box_.bottom() - y)};
}

bool Stack::fits(float h) const {
  return rest().h >= h;
}

float Metrics::px(float design) const {
  const float real = std::round(design * scale);
  return design > 0 ? std::max(1.0F, real) : real;
}

float Metrics::type(float design) const {
  const float s = static_cast<float>(text_percent) / 100;
  const float grown_px = design <= 30 ? design * s : design * (1 + (s - 1) / 2);
  const float least = design > 28 ? 28 * s : 0;
  return std::max(1.0F, std::round(std::max(grown_px, least) * scale));
}

float Metrics::line(float design_type, float design_line) const {
  return std::round(design_line / design_type * type(design_type));
}

float Metrics::grown(float design) const {
  const float s = static_cast<float>(text_percent) / 100;
  return std::round(design * scale * (1 + (s - 1) / 2));
}

Metrics kiosk_metrics(Size window, int text_percent, float px_per_mm) {
  const float design = std::min(window.w, window.h) / 1080;
  const float finger = target_mm * px_per_mm / target_design_px;
  return {std::max(design, finger), std::clamp(text_percent, 100, 200), px_per_mm};
}

Metrics board_metrics(Size window) {
  return {std::min(window.w, window.h) / 1080, 100, 0};
}

Metrics desk_metrics(Size window, int text_percent) {
  const float steps = std::floor(window.h / 540) / 2;  // 1080: 1, 1620: 1.5, 2160: 2
  return {std::max(1.0F, window.h < 1600 ? 1.0F : steps), std::clamp(text_percent, 100, 200), 0};
}

}  // namespace foyer::ui

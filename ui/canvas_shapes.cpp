// The Canvas' boxes, lines and circles.
#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "ui/canvas.h"
#include "ui/painter.h"
#include "ui/shapes.h"

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

struct Rounding {
  float radius;  // whole pixels
  Corners corners;
};

// The four squares of side r.radius in the corners of a box, and their parts of a 2r × 2r mask.
void add_corners(ImDrawList& list, const Rect& box, const Rounding& r, const Picture& mask,
                 ImU32 color) {
  const float s = r.radius;
  const auto corner = [&](float x, float y, ImVec2 uv) {
    list.AddImage(mask.texture, {x, y}, {x + s, y + s}, uv, {uv.x + 0.5F, uv.y + 0.5F}, color);
  };
  if (r.corners.start_top) corner(box.x, box.y, {0, 0});
  if (r.corners.end_top) corner(box.end() - s, box.y, {0.5F, 0});
  if (r.corners.end_bottom) corner(box.end() - s, box.bottom() - s, {0.5F, 0.5F});
  if (r.corners.start_bottom) corner(box.x, box.bottom() - s, {0, 0.5F});
}

void add_rect(ImDrawList& list, const Rect& r, ImU32 color) {
  if (!r.empty()) list.AddRectFilled(top_left(r), bottom_right(r), color);
}

// The straight parts of a filled box, `in` pixels inside its sides (they lie under the edge).
void add_straight_fill(ImDrawList& list, const Rect& b, const Rounding& r, float in, ImU32 color) {
  const float s = r.radius;
  const Corners& c = r.corners;
  const auto square = [&](bool round, float x, float y) {
    if (!round) add_rect(list, intersection({x, y, s, s}, b.inset(in)), color);
  };
  add_rect(list, {b.x + s, b.y + in, b.w - 2 * s, b.h - 2 * in}, color);
  add_rect(list, {b.x + in, b.y + s, s - in, b.h - 2 * s}, color);
  add_rect(list, {b.end() - s, b.y + s, s - in, b.h - 2 * s}, color);
  square(c.start_top, b.x, b.y);
  square(c.end_top, b.end() - s, b.y);
  square(c.end_bottom, b.end() - s, b.bottom() - s);
  square(c.start_bottom, b.x, b.bottom() - s);
}

void add_straight_edge(ImDrawList& list, const Rect& b, const Rounding& r, float width,
                       ImU32 color) {
  const Corners& c = r.corners;
  const auto gap = [&](bool round) { return round ? r.radius : 0.0F; };
  const auto side = [&](bool round) { return round ? r.radius : width; };
  add_rect(list, {b.x + gap(c.start_top), b.y, b.w - gap(c.start_top) - gap(c.end_top), width},
           color);
  add_rect(list,
           {b.x + gap(c.start_bottom), b.bottom() - width,
            b.w - gap(c.start_bottom) - gap(c.end_bottom), width},
           color);
  add_rect(list,
           {b.x, b.y + side(c.start_top), width, b.h - side(c.start_top) - side(c.start_bottom)},
           color);
  add_rect(
      list,
      {b.end() - width, b.y + side(c.end_top), width, b.h - side(c.end_top) - side(c.end_bottom)},
      color);
}

Corners mirrored(const Corners& c) {
  return {c.end_top, c.start_top, c.start_bottom, c.end_bottom};
}

}  // namespace

void Canvas::clear(Color color) {
  fills_.clear();
  note_fill(bounds(), color);
  if (painter_ != nullptr) {
    painter_->list().AddRectFilled({0, 0}, {window_.w, window_.h}, packed(color));
  }
}

void Canvas::box(const Rect& rect, const BoxStyle& style) {
  if (rect.empty()) return;
  note_fill(rect, style.fill);
  if (painter_ == nullptr) return;
  const Rect r = placed(rect);
  ImDrawList& list = painter_->list();
  const Rounding rounding{
      std::floor(std::min({std::round(style.radius), r.w / 2, r.h / 2})),
      direction_ == Direction::right_to_left ? mirrored(style.rounded) : style.rounded};
  const int half = static_cast<int>(rounding.radius);
  const float width = style.edge.a > 0 ? std::round(style.edge_px) : 0;
  if (style.fill.a > 0) {
    const ImU32 color = packed(faded(style.fill));
    // Under the middle of the edge: further out it would shine through at the round corners.
    add_straight_fill(list, r, rounding, std::min(rounding.radius, std::ceil(width / 2)), color);
    if (half > 0) add_corners(list, r, rounding, disc(half, rounding.radius - width / 2), color);
  }
  if (width > 0) {
    const ImU32 color = packed(faded(style.edge));
    add_straight_edge(list, r, rounding, width, color);
    if (half > 0) add_corners(list, r, rounding, ring(half, width), color);
  }
}

Picture Canvas::disc(int half, float radius) const {
  const std::string key = "d" + std::to_string(half) + "," + std::to_string(radius);
  return painter_->mask(key, [&] { return disc_mask(half, radius); });
}

Picture Canvas::ring(int half, float width) const {
  const std::string key = "o" + std::to_string(half) + "," + std::to_string(width);
  return painter_->mask(key, [&] { return ring_mask(half, width); });
}

void Canvas::fill(const Rect& rect, Color color, float radius) {
  box(rect, {.fill = color, .radius = radius});
}

void Canvas::edge(const Rect& rect, Color color, float width_px, float radius) {
  box(rect, {.edge = color, .edge_px = width_px, .radius = radius});
}

void Canvas::dashed_edge(const Rect& rect, Color color, float width_px, float radius,
                         float dash_px) {
  if (painter_ == nullptr || rect.empty()) return;
  const Rect r = placed(rect);
  const DashedShape shape{static_cast<int>(r.w), static_cast<int>(r.h), width_px, radius, dash_px};
  std::string key = "-" + std::to_string(shape.width) + "," + std::to_string(shape.height);
  for (const float v : {width_px, radius, dash_px}) key += "," + std::to_string(v);
  const Picture picture = painter_->mask(key, [&] { return dashed_mask(shape); });
  painter_->list().AddImage(picture.texture, top_left(r), bottom_right(r), {0, 0}, {1, 1},
                            packed(faded(color)));
}

void Canvas::line(Point from, Point to, Color color, float width_px) {
  if (painter_ == nullptr) return;
  const float dx = direction_ == Direction::right_to_left ? -shift_.x : shift_.x;
  const Rect a = to_physical({from.x, from.y, 0, 0}).moved(dx, shift_.y);
  const Rect b = to_physical({to.x, to.y, 0, 0}).moved(dx, shift_.y);
  const float x = std::floor(a.x);
  const float y = std::floor(a.y);
  // Quarters of a pixel are fine enough, and let lines of one slope share a mask.
  const auto quarter = [](float v) { return std::round(v * 4) / 4; };
  const Point way{quarter(b.x - a.x), quarter(b.y - a.y)};
  const std::string key =
      "l" + std::to_string(way.x) + "," + std::to_string(way.y) + "," + std::to_string(width_px);
  const Picture picture = painter_->mask(key, [&] { return line_mask(way.x, way.y, width_px); });
  const Rect at{x + picture.offset.x, y + picture.offset.y, static_cast<float>(picture.width),
                static_cast<float>(picture.height)};
  painter_->list().AddImage(picture.texture, top_left(at), bottom_right(at), {0, 0}, {1, 1},
                            packed(faded(color)));
}

void Canvas::hline(float x, float y, float length, Color color, float width_px) {
  if (painter_ == nullptr) return;
  const Rect r = placed({x, y, length, width_px});
  painter_->list().AddRectFilled(top_left(r), bottom_right(r), packed(faded(color)));
}

void Canvas::vline(float x, float y, float length, Color color, float width_px) {
  hline(x, y, width_px, color, length);
}

void Canvas::circle(Point center, float radius, Color fill_color, Color edge_color, float edge_px) {
  note_fill({center.x - radius, center.y - radius, 2 * radius, 2 * radius}, fill_color);
  if (painter_ == nullptr) return;
  const int half = static_cast<int>(std::ceil(radius));
  const auto side = static_cast<float>(2 * half);
  const Rect r = placed({std::round(center.x - radius), std::round(center.y - radius), side, side});
  const auto add = [&](const Picture& picture, Color color) {
    painter_->list().AddImage(picture.texture, top_left(r), {r.x + side, r.y + side}, {0, 0},
                              {1, 1}, packed(faded(color)));
  };
  const bool edged = edge_px > 0 && edge_color.a > 0;
  if (fill_color.a > 0) add(disc(half, radius - (edged ? edge_px / 2 : 0)), fill_color);
  if (edged) add(ring(half, edge_px), edge_color);
}

}  // namespace foyer::ui

// Canvas: what plans are drawn with.
#include <imgui.h>

#include <cmath>
#include <vector>

#include "ui/canvas.h"
#include "ui/image.h"
#include "ui/painter.h"

namespace foyer::ui {
namespace {

ImU32 packed(Color c) {
  return IM_COL32(c.r, c.g, c.b, c.a);
}
ImVec2 at_point(const Rect& r) {
  return {r.x, r.y};
}

}  // namespace

void Canvas::pixels(const Rect& rect, const std::string& key, const Pixels& picture, Color ground) {
  note_fill(rect, ground);
  if (painter_ == nullptr || picture.rgba.empty()) return;
  const Rect r = placed(rect);
  const Picture made = painter_->pixels(key, [&] { return picture; });
  const Rect at{r.x, r.y, static_cast<float>(made.width), static_cast<float>(made.height)};
  painter_->list().AddImage(made.texture, {at.x, at.y}, {at.end(), at.bottom()}, {0, 0}, {1, 1},
                            packed(faded(rgb(0xFFFFFF))));
}

void Canvas::polyline(const std::vector<Point>& points, Color color, float width_px) {
  if (painter_ == nullptr || points.empty()) return;
  std::vector<ImVec2> at;
  for (const Point& point : points) at.push_back(at_point(placed({point.x, point.y, 0, 0})));
  for (std::size_t i = 1; i < at.size(); ++i) {
    painter_->list().AddLine(at[i - 1], at[i], packed(faded(color)), width_px);
  }
  for (const Point& point : points) circle(point, width_px / 2, color);
}

void Canvas::polygon(const std::vector<Point>& points, Color color) {
  if (painter_ == nullptr || points.size() < 3) return;
  std::vector<ImVec2> at;
  for (const Point& point : points) at.push_back(at_point(placed({point.x, point.y, 0, 0})));
  painter_->list().AddConvexPolyFilled(at.data(), static_cast<int>(at.size()),
                                       packed(faded(color)));
}

}  // namespace foyer::ui

#include "kiosk/plan_frame.h"

#include <algorithm>
#include <cmath>

namespace foyer::kiosk {
namespace {

using ui::Point;
using ui::Rect;

constexpr double around_way_m = 7;    // what is shown around the way
constexpr double shown_least_m = 34;  // nobody finds their way on less

struct Extent {
  double left = 1e9;
  double top = 1e9;
  double right = -1e9;
  double bottom = -1e9;

  void add(Point at) {
    left = std::min(left, static_cast<double>(at.x));
    top = std::min(top, static_cast<double>(at.y));
    right = std::max(right, static_cast<double>(at.x));
    bottom = std::max(bottom, static_cast<double>(at.y));
  }
  [[nodiscard]] bool empty() const { return left > right; }
  [[nodiscard]] double width() const { return right - left; }
  [[nodiscard]] double height() const { return bottom - top; }
};

/// Where the middle of the frame is, so that it shows nothing beside the plan if it can.
double kept_inside(double middle, double low, double high, double shown) {
  if (high - low <= shown) return (low + high) / 2;
  return std::clamp(middle, low + shown / 2, high - shown / 2);
}

}  // namespace

ui::PlanView fitted(const Plan& plan, int width, int height, double most_px_per_m) {
  // In turned metres around the plan's own origin: to_picture of an empty picture at 1 px a metre.
  const ui::PlanView turned{0, 0, {0, 0}, 1, plan.turn_degrees};
  Extent all;
  const PlanPoint from = plan.level.plan_from;
  for (const double x : {from.x_m, from.x_m + plan.level.plan_width_m}) {
    for (const double y : {from.y_m, from.y_m + plan.level.plan_height_m}) {
      all.add(turned.to_picture({x, y}));
    }
  }
  Extent way;
  for (const auto& route : plan.routes) {
    for (const PlanPoint at : route) way.add(turned.to_picture(at));
  }
  if (plan.here) way.add(turned.to_picture(*plan.here));
  if (plan.goal) way.add(turned.to_picture(*plan.goal));
  if (way.empty()) way = all;
  const double whole = std::min(width / all.width(), height / all.height());
  const double wide = std::max(way.width() + 2 * around_way_m, shown_least_m);
  const double high = std::max(way.height() + 2 * around_way_m, shown_least_m);
  const double near = std::min({width / wide, height / high, most_px_per_m});
  ui::PlanView view{width, height, {}, std::max(whole, near), plan.turn_degrees};
  const double x =
      kept_inside((way.left + way.right) / 2, all.left, all.right, width / view.px_per_m);
  const double y =
      kept_inside((way.top + way.bottom) / 2, all.top, all.bottom, height / view.px_per_m);
  // Back to the plan's metres.
  const ui::PlanView back{0, 0, {0, 0}, 1, -plan.turn_degrees};
  const Point center = back.to_picture({x, y});
  view.center = {center.x, center.y};
  return view;
}

void Clear::take_line(Point a, Point b, float width) {
  const float length = std::hypot(b.x - a.x, b.y - a.y);
  const int count = std::max(1, static_cast<int>(length / std::max(width, 1.0F)));
  for (int i = 0; i <= count; ++i) {
    const float t = static_cast<float>(i) / static_cast<float>(count);
    take({a.x + t * (b.x - a.x) - width / 2, a.y + t * (b.y - a.y) - width / 2, width, width});
  }
}

bool Clear::is_free(const Rect& rect) const {
  if (rect.x < bounds_.x || rect.y < bounds_.y || rect.end() > bounds_.end() ||
      rect.bottom() > bounds_.bottom()) {
    return false;
  }
  return std::none_of(taken_.begin(), taken_.end(), [&](const Rect& other) {
    return rect.x < other.end() && other.x < rect.end() && rect.y < other.bottom() &&
           other.y < rect.bottom();
  });
}

bool Clear::try_take(const Rect& rect) {
  if (!is_free(rect)) return false;
  take(rect);
  return true;
}

std::vector<Point> beginning_of(const std::vector<Point>& line, float share) {
  if (line.empty() || share >= 1) return line;
  float length = 0;
  const auto part = [&](std::size_t i) {
    return std::hypot(line[i].x - line[i - 1].x, line[i].y - line[i - 1].y);
  };
  for (std::size_t i = 1; i < line.size(); ++i) length += part(i);
  float left = length * std::max(0.0F, share);
  std::vector<Point> shown{line.front()};
  for (std::size_t i = 1; i < line.size(); ++i) {
    const float piece = part(i);
    if (left < piece) {
      const float t = left / piece;
      shown.push_back({line[i - 1].x + t * (line[i].x - line[i - 1].x),
                       line[i - 1].y + t * (line[i].y - line[i - 1].y)});
      break;
    }
    left -= piece;
    shown.push_back(line[i]);
  }
  return shown;
}

}  // namespace foyer::kiosk

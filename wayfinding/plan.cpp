#include "wayfinding/plan.h"

#include <cmath>
#include <numbers>

namespace foyer {

double distance_m(PlanPoint from, PlanPoint to) {
  return std::hypot(to.x_m - from.x_m, to.y_m - from.y_m);
}

double heading_degrees(PlanPoint from, PlanPoint to) {
  const double x_m = to.x_m - from.x_m;
  const double y_m = to.y_m - from.y_m;
  if (x_m == 0 && y_m == 0) return 0;
  // On the plan 0° is up and angles go clockwise; y grows downwards.
  const double degrees = std::atan2(x_m, -y_m) * 180.0 / std::numbers::pi;
  return degrees < 0 ? degrees + 360 : degrees;
}

double turn_degrees(double from_heading, double to_heading) {
  double turn = std::fmod(to_heading - from_heading, 360.0);
  if (turn <= -180) turn += 360;
  if (turn > 180) turn -= 360;
  return turn;
}

Direction direction_towards(PlanPoint from, PlanPoint to, double facing_degrees) {
  if (from == to) return Direction::ahead;
  const double degrees = heading_degrees(from, to) - facing_degrees;
  const auto eighth = static_cast<long>(std::lround(degrees / 45.0));
  return static_cast<Direction>(((eighth % 8) + 8) % 8);
}

}  // namespace foyer

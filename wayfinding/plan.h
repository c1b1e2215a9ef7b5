// Points and directions on the plan of a building.
#pragma once

#include "engine/words.h"

namespace foyer {

/// Which way, as seen by somebody who stands and looks. Clockwise in steps of 45°: the enumerator
/// times 45 is the turn of an arrow that points up when it is 0.
FOYER_WORDS(Direction, ahead, ahead_right, right, behind_right, behind, behind_left, left,
            ahead_left)

/// A point on a plan, in metres: x to the right, y down, as the plan is drawn. All levels of a
/// building share the origin.
struct PlanPoint {
  double x_m = 0;
  double y_m = 0;
  friend bool operator==(const PlanPoint&, const PlanPoint&) = default;
};

/// The arrow from `from` towards `to` for somebody who looks towards facing_degrees (0 up on the
/// plan, 90 right, 180 down, 270 left). The same point gives ahead.
[[nodiscard]] Direction direction_towards(PlanPoint from, PlanPoint to, double facing_degrees);

[[nodiscard]] double distance_m(PlanPoint from, PlanPoint to);

/// Which way `to` lies from `from`: 0 up on the plan, 90 right; 0 for the same point.
[[nodiscard]] double heading_degrees(PlanPoint from, PlanPoint to);

/// The turn from one heading to another, clockwise: over -180 to 180.
[[nodiscard]] double turn_degrees(double from_heading, double to_heading);

}  // namespace foyer

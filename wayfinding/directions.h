// A route as directions: what somebody does who follows it, one thing after the other, as data.
// The words are in site/way_words.h. Pure.
#pragma once

#include <vector>

#include "wayfinding/route.h"

namespace foyer::wayfinding {

/// walk: in a direction, until something comes. ride, climb, slope: take the elevator, the stairs,
/// the ramp. pass: go through a door. arrive: the goal is there.
FOYER_WORDS(Action, walk, pass, ride, climb, slope, arrive)

struct Maneuver {
  Action action{};
  LevelIndex level = 0;  ///< Where it begins.
  /// walk: which way to turn first, from how one looks then; nothing where nobody can know it.
  /// arrive: on which side the goal is.
  std::optional<Direction> direction;
  double distance_m = 0;    ///< Of walk.
  PassageId passage;        ///< Of pass, ride, climb, slope. A ramp or stairs always has one.
  LevelIndex to_level = 0;  ///< Of ride, climb and slope; the same level for a few steps.
  /// walk: a landmark where the turn is; empty: none is near.
  PlaceId turn_at;
  /// walk: a landmark that is passed, the last one; empty: none.
  PlaceId past;
  /// walk: what it leads to: a passage that is taken next. Empty: the goal, or a turn.
  PassageId towards;
  /// ride: elevators that are nearer but do not stop at the level; each once, nearest first.
  std::vector<PassageId> not_these;
  /// The line on the plan of `level`, 1 point at least; ride has the stop alone.
  std::vector<PlanPoint> line;
  friend bool operator==(const Maneuver&, const Maneuver&) = default;
};

/// `facing_degrees`: how the person looks at the start; nothing: not known. `past_goal`: the
/// place that is the goal is no landmark on the way; empty where the goal is no place.
[[nodiscard]] std::vector<Maneuver> directions(const Building& building, const Route& route,
                                               std::optional<double> facing_degrees,
                                               const PlaceId& goal);

}  // namespace foyer::wayfinding

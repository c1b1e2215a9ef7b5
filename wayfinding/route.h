// The best way from one spot of a building to another, and honestly what stands in the way. Pure:
// the time of day and what is closed come in.
//
// What things take is in the constants below; docs/WAYFINDING.md gives their sources. A route is
// optimal for its preference; of equal ones the same is chosen every time.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <vector>

#include "wayfinding/building.h"

namespace foyer::wayfinding {

/// shortest: the least time. step_free: the least time without stairs, at the pace of somebody who
/// goes slowly. fewest_turns: the fewest turns and changes of level, then the least time.
FOYER_WORDS(Preference, shortest, step_free, fewest_turns)

inline constexpr int walk_mm_per_s = 1070;         ///< MUTCD 2009, 4E.06: 3.5 feet a second.
inline constexpr int slow_walk_mm_per_s = 910;     ///< The same: 3.0 feet, for those who are slow.
inline constexpr int ramp_share_of_walk_pct = 80;  ///< An estimate for a slope of 1 in 12.
inline constexpr int stairs_up_ms_per_level = 14000;  ///< 4 m up at 30°, 0.51 m/s of Fruin (1971).
inline constexpr int stairs_down_ms_per_level = 10500;  ///< The same down: 0.67 m/s.
inline constexpr int elevator_wait_ms = 30000;      ///< CIBSE Guide D: an interval of 30 s is fair.
inline constexpr int elevator_doors_ms = 10000;     ///< Both stops: getting in and out.
inline constexpr int elevator_ms_per_level = 2500;  ///< 4 m at 1.6 m/s.
inline constexpr int manual_door_ms = 3000;         ///< Estimates.
inline constexpr int automatic_door_ms = 1000;
/// A change of direction below this is no turn: people follow the corridor.
inline constexpr double turn_least_degrees = 30;

/// How things stand now.
struct Conditions {
  int minute_of_day = 12 * 60;  ///< Local.
  std::set<PassageId> closed;   ///< Beside those that the building's files call closed.
};

/// One step of a route: from a node to the next one.
struct Hop {
  NodeIndex from = 0;
  NodeIndex to = 0;
  PassageIndex passage = 0;
  friend bool operator==(const Hop&, const Hop&) = default;
};

struct Route {
  Spot from;
  Spot to;
  std::vector<Hop> hops;  ///< Empty where both are reached from the same node.
  std::int64_t time_ms = 0;
  double distance_m = 0;  ///< On foot, without elevators and stairs between levels.
  int turns = 0;          ///< Changes of direction and of level.
  bool step_free = true;
};

/// What was asked for, and what there is.
struct Guidance {
  std::optional<Route> route;  ///< As preferred; nothing: there is none now.
  /// What is closed now and would be part of the best way, in its order; with a route the detour is
  /// because of it. Empty: nothing is in the way.
  std::vector<PassageId> because;
  bool never = false;  ///< There is no such way even when all is open.
  /// In place of a step-free route that there is not: the fastest with steps.
  std::optional<Route> with_steps;
};

/// Whether it can be used now.
[[nodiscard]] bool is_open(const Passage& passage, const Conditions& now);
[[nodiscard]] bool is_open(const std::optional<DailyHours>& hours, int minute_of_day);

/// The best route, or nothing. Time and distance include the way to the first node and from the
/// last one.
[[nodiscard]] std::optional<Route> find_route(const Building& building, const Spot& from,
                                              const Spot& to, Preference preference,
                                              const Conditions& now);

/// The best route and, if there is none now, why.
[[nodiscard]] Guidance guide(const Building& building, const Spot& from, const Spot& to,
                             Preference preference, const Conditions& now);

/// The place of a kind that is reached first, open now where there is one; null if none can be
/// reached. Ties by order of the files.
const Place* nearest_place(const Building& building, const Spot& from, PlaceKind kind,
                           Preference preference, const Conditions& now);

}  // namespace foyer::wayfinding

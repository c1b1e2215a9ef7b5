// A building as a graph: nodes where somebody can stand, and passages between them. Plain data,
// built once from a site's files (site/read_building.cpp) and checked (wayfinding/check.h). Names
// and texts are not here: what people read is looked up by the ids (site/site_files.h).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "engine/ids.h"
#include "wayfinding/plan.h"

namespace foyer {

using LevelId = Name<struct LevelTag>;
using PlaceId = Name<struct PlaceTag>;
using NodeId = Name<struct NodeTag>;
/// A door, stairs, a ramp or a group of elevators: what has a name and can be closed.
using PassageId = Name<struct PassageTag>;

namespace wayfinding {

/// What a place is for those who look for it.
FOYER_WORDS(PlaceKind, department, counter, room, hall, washroom, exit, entrance, cafe, information,
            waiting, payment, parking, outdoors, elevator, stairs)

/// How one gets from a node to the next. `elevator`: from one stop to another of the same group.
FOYER_WORDS(PassageKind, corridor, door, stairs, ramp, elevator)

using LevelIndex = std::size_t;
using NodeIndex = std::size_t;
using PassageIndex = std::size_t;

/// Part of every day: minutes after local midnight, opens < closes.
struct DailyHours {
  int opens_minute = 0;
  int closes_minute = 0;
  friend bool operator==(const DailyHours&, const DailyHours&) = default;
};

struct Level {
  LevelId id;
  int order = 0;  ///< 1 is the ground; a higher one is farther up.
};

struct Node {
  NodeId id;
  LevelIndex level = 0;
  PlanPoint at;
};

/// A corridor, door, stairs or ramp goes through `nodes` in order, both ways; an elevator stops at
/// each of them.
struct Passage {
  PassageKind kind{};
  PassageId id;  ///< Empty for a corridor.
  std::vector<NodeIndex> nodes;
  std::optional<DailyHours> hours;  ///< Of a door or an elevator; nothing: always.
  bool closed = false;              ///< Out of service until somebody changes the file.
  bool automatic = false;           ///< A door that opens by itself.
  /// Of an elevator: which way somebody looks who steps out; nothing: not known.
  std::optional<double> facing_degrees;
};

/// Where somebody stands or wants to go: a point and the node it is reached from, on one level.
struct Spot {
  LevelIndex level = 0;
  PlanPoint at;
  NodeIndex node = 0;
  friend bool operator==(const Spot&, const Spot&) = default;
};

struct Place {
  PlaceId id;
  PlaceKind kind{};
  Spot spot;
  bool landmark = false;  ///< Seen and known at once: directions are given by it.
  bool step_free = true;  ///< false: the building has no way to it without steps.
  std::optional<DailyHours> hours;
};

/// Invariant: every index is within its list; every passage has two nodes at least, each once.
struct Building {
  std::vector<Level> levels;  ///< In the order of the files.
  std::vector<Node> nodes;
  std::vector<Passage> passages;
  std::vector<Place> places;
};

/// Nothing if there is none.
[[nodiscard]] std::optional<LevelIndex> find_level(const Building& building, const LevelId& id);
[[nodiscard]] std::optional<NodeIndex> find_node(const Building& building, const NodeId& id);
/// Null if there is none.
const Place* find_place(const Building& building, const PlaceId& id);
const Passage* find_passage(const Building& building, const PassageId& id);

/// The node of a level that is nearest to a point; ties by order. Nothing on a level without nodes.
[[nodiscard]] std::optional<NodeIndex> nearest_node(const Building& building, LevelIndex level,
                                                    PlanPoint at);

}  // namespace wayfinding
}  // namespace foyer

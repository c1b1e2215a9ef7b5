#include "wayfinding/check.h"

#include <algorithm>

#include "engine/assert.h"

namespace foyer::wayfinding {
namespace {

enum class Steps { allowed, none };

/// Which nodes are reached from `entry` when everything is open.
std::vector<bool> reached_from(const Building& building, NodeIndex entry, Steps steps) {
  std::vector<bool> reached(building.nodes.size());
  reached[entry] = true;
  // A building has few nodes: going over all passages until nothing changes is simplest.
  for (bool changed = true; changed;) {
    changed = false;
    for (const Passage& passage : building.passages) {
      if (steps == Steps::none && passage.kind == PassageKind::stairs) continue;
      const bool any = std::any_of(passage.nodes.begin(), passage.nodes.end(),
                                   [&](NodeIndex node) { return reached[node]; });
      if (!any) continue;
      for (const NodeIndex node : passage.nodes) {
        if (!reached[node]) changed = reached[node] = true;
      }
    }
  }
  return reached;
}

void check_levels_of_passage(const Building& building, std::size_t index,
                             std::vector<Problem>& problems) {
  const Passage& passage = building.passages[index];
  const auto level_of = [&](NodeIndex node) { return building.nodes[node].level; };
  const auto say = [&](std::string reason) {
    problems.push_back({Subject::passage, passage.id.value, index, std::move(reason)});
  };
  if (passage.kind == PassageKind::corridor || passage.kind == PassageKind::door) {
    const LevelIndex level = level_of(passage.nodes.front());
    const bool one_level = std::all_of(passage.nodes.begin(), passage.nodes.end(),
                                       [&](NodeIndex node) { return level_of(node) == level; });
    if (!one_level) say("joins two levels; only stairs, a ramp or an elevator does");
  } else if (passage.kind == PassageKind::elevator) {
    std::vector<LevelIndex> levels;
    for (const NodeIndex node : passage.nodes) levels.push_back(level_of(node));
    std::sort(levels.begin(), levels.end());
    if (std::adjacent_find(levels.begin(), levels.end()) != levels.end()) {
      say("stops twice at the same level");
    }
  }
}

void check_nodes(const Building& building, const std::vector<bool>& reached,
                 std::vector<Problem>& problems) {
  std::vector<bool> used(building.nodes.size());
  for (const Passage& passage : building.passages) {
    for (const NodeIndex node : passage.nodes) used[node] = true;
  }
  for (NodeIndex i = 0; i < building.nodes.size(); ++i) {
    const std::string& id = building.nodes[i].id.value;
    if (!used[i]) {
      problems.push_back({Subject::node, id, i, "is in no corridor, door, stairs, ramp, elevator"});
    } else if (!reached[i]) {
      problems.push_back({Subject::node, id, i, "cannot be reached from the first kiosk"});
    }
  }
}

}  // namespace

std::vector<Problem> check(const Building& building, NodeIndex entry) {
  FOYER_ASSERT(entry < building.nodes.size());
  std::vector<Problem> problems;
  const std::vector<bool> reached = reached_from(building, entry, Steps::allowed);
  const std::vector<bool> step_free = reached_from(building, entry, Steps::none);
  check_nodes(building, reached, problems);
  for (std::size_t i = 0; i < building.passages.size(); ++i) {
    check_levels_of_passage(building, i, problems);
  }
  for (std::size_t i = 0; i < building.places.size(); ++i) {
    const Place& place = building.places[i];
    const auto say = [&](std::string reason) {
      problems.push_back({Subject::place, place.id.value, i, std::move(reason)});
    };
    if (building.nodes[place.spot.node].level != place.spot.level) {
      say("is on another level than its node");
    } else if (!reached[place.spot.node]) {
      say("cannot be reached from the first kiosk");
    } else if (place.step_free && !step_free[place.spot.node]) {
      say("cannot be reached without steps; add a ramp or an elevator, or say step_free = false");
    } else if (!place.step_free && step_free[place.spot.node]) {
      say("can be reached without steps, but says step_free = false");
    }
  }
  return problems;
}

}  // namespace foyer::wayfinding

#include "tests/wayfinding/random_building.h"

#include <algorithm>
#include <string>

namespace foyer::test {

using wayfinding::Building;
using wayfinding::Node;
using wayfinding::NodeIndex;
using wayfinding::Passage;
using wayfinding::PassageKind;
using wayfinding::Place;
using wayfinding::PlaceKind;
using wayfinding::Spot;

namespace {

int up_to(std::mt19937_64& random, int below) {
  return static_cast<int>(random() % static_cast<std::uint64_t>(below));
}

void join(std::mt19937_64& random, Building& building, NodeIndex a, NodeIndex b, int number) {
  Passage passage;
  passage.nodes = {a, b};
  const bool one_level = building.nodes[a].level == building.nodes[b].level;
  const int kind = up_to(random, one_level ? 10 : 4);
  passage.kind = one_level ? (kind < 6   ? PassageKind::corridor
                              : kind < 8 ? PassageKind::door
                              : kind < 9 ? PassageKind::ramp
                                         : PassageKind::stairs)
                           : (kind < 3 ? PassageKind::stairs : PassageKind::ramp);
  if (passage.kind != PassageKind::corridor) {
    passage.id = {"passage-" + std::to_string(number)};
    passage.closed = up_to(random, 8) == 0;
    passage.automatic = up_to(random, 2) == 0;
    if (up_to(random, 6) == 0) passage.hours = wayfinding::DailyHours{8 * 60, 16 * 60};
  }
  building.passages.push_back(std::move(passage));
}

}  // namespace

Building random_building(std::mt19937_64& random, int levels, int nodes_per_level) {
  Building building;
  for (int level = 0; level < levels; ++level) {
    building.levels.push_back(
        {{"l" + std::to_string(level)}, level * (1 + up_to(random, 2)) + level});
    for (int i = 0; i < nodes_per_level; ++i) {
      building.nodes.push_back({{"n" + std::to_string(building.nodes.size())},
                                static_cast<std::size_t>(level),
                                {5.0 * up_to(random, 6), 5.0 * up_to(random, 6)}});
    }
  }
  const int count = static_cast<int>(building.nodes.size());
  const int joins = count + up_to(random, count);
  for (int i = 0; i < joins; ++i) {
    const auto a = static_cast<NodeIndex>(up_to(random, count));
    const auto b = static_cast<NodeIndex>(up_to(random, count));
    const bool one_level = building.nodes[a].level == building.nodes[b].level;
    if (a != b && (one_level || up_to(random, 3) == 0)) join(random, building, a, b, i);
  }
  for (int i = 0; i < 2; ++i) {
    Passage elevator;
    elevator.kind = PassageKind::elevator;
    elevator.id = {"elevator-" + std::to_string(i)};
    elevator.closed = up_to(random, 6) == 0;
    for (int level = 0; level < levels; ++level) {
      if (up_to(random, 3) == 0) continue;
      elevator.nodes.push_back(
          static_cast<NodeIndex>(level * nodes_per_level + up_to(random, nodes_per_level)));
    }
    if (elevator.nodes.size() >= 2) building.passages.push_back(std::move(elevator));
  }
  return building;
}

Building small_building() {
  // Level 1: west (0,10) - elevator west (10,10) - middle (20,10) - east (40,10), with a side room
  // north of the middle (20,0) and one south of it (20,20). Level 2 lies over it.
  Building building;
  building.levels = {{{"level-1"}, 1}, {{"level-2"}, 2}, {{"level-3"}, 3}};
  const auto node = [&](const std::string& id, std::size_t level, double x, double y) {
    building.nodes.push_back({{id}, level, {x, y}});
    return building.nodes.size() - 1;
  };
  const NodeIndex west = node("west", 0, 0, 10);
  const NodeIndex near = node("near", 0, 10, 10);
  const NodeIndex middle = node("middle", 0, 20, 10);
  const NodeIndex far = node("far", 0, 40, 10);
  const NodeIndex north = node("north", 0, 20, 0);
  const NodeIndex south = node("south", 0, 20, 22);
  const NodeIndex near_2 = node("near-2", 1, 10, 10);
  const NodeIndex far_2 = node("far-2", 1, 40, 10);
  const NodeIndex end_2 = node("end-2", 1, 40, 30);
  const NodeIndex far_3 = node("far-3", 2, 40, 10);
  const NodeIndex end_3 = node("end-3", 2, 30, 10);
  const auto passage = [&](PassageKind kind, const std::string& id, std::vector<NodeIndex> nodes) {
    Passage one;
    one.kind = kind;
    one.id = {id};
    one.nodes = std::move(nodes);
    building.passages.push_back(std::move(one));
  };
  passage(PassageKind::corridor, "", {west, near, middle, far});
  passage(PassageKind::corridor, "", {north, middle});
  passage(PassageKind::door, "garden-door", {middle, south});
  passage(PassageKind::corridor, "", {near_2, far_2, end_2});
  passage(PassageKind::corridor, "", {far_3, end_3});
  passage(PassageKind::elevator, "near-elevators", {near, near_2});
  passage(PassageKind::elevator, "far-elevators", {far, far_2, far_3});
  building.passages.back().facing_degrees = 180;
  passage(PassageKind::stairs, "stairs", {near, near_2});
  const auto place = [&](const std::string& id, PlaceKind kind, NodeIndex at, PlanPoint point,
                         bool landmark) {
    Place one;
    one.id = {id};
    one.kind = kind;
    one.spot = {building.nodes[at].level, point, at};
    one.landmark = landmark;
    building.places.push_back(std::move(one));
  };
  place("cafe", PlaceKind::cafe, middle, {28, 8}, true);
  place("desk", PlaceKind::information, middle, {18, 12}, true);
  place("room", PlaceKind::room, end_2, {42, 30}, false);
  return building;
}

Spot spot_at(const Building& building, NodeIndex node) {
  return {building.nodes[node].level, building.nodes[node].at, node};
}

Spot spot_at(const Building& building, const std::string& node) {
  return spot_at(building, *wayfinding::find_node(building, {node}));
}

}  // namespace foyer::test

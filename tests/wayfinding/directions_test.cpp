// Directions on ways that one can walk in one's head: turns to both sides, by how one stands.
//
//   level 1     north (20,0)           level 2                 level 3
//                  |
//  west — near — middle —— far         near-2 ————— far-2       end-3 — far-3
//  (0,10) (10,10)  |      (40,10)                     |
//               south (20,22)                       end-2 (40,30)
#include "wayfinding/directions.h"

#include <doctest/doctest.h>

#include <string>

#include "tests/wayfinding/random_building.h"

using namespace foyer;
using namespace foyer::test;
using namespace foyer::wayfinding;

namespace {

/// "walk right 10 past cafe; ride far-elevators level-2": what a step says, in short.
std::string told(const Building& building, const Maneuver& maneuver) {
  std::string text(word(maneuver.action));
  if (maneuver.direction) text += " " + std::string(word(*maneuver.direction));
  if (maneuver.action == Action::walk) {
    text += " " + std::to_string(static_cast<int>(maneuver.distance_m));
  }
  if (!maneuver.turn_at.empty()) text += " at " + maneuver.turn_at.value;
  if (!maneuver.past.empty()) text += " past " + maneuver.past.value;
  if (!maneuver.towards.empty()) text += " to " + maneuver.towards.value;
  if (!maneuver.passage.empty()) text += " " + maneuver.passage.value;
  if (maneuver.to_level != maneuver.level)
    text += " " + building.levels[maneuver.to_level].id.value;
  for (const PassageId& other : maneuver.not_these) text += " not " + other.value;
  return text;
}

std::string way(const Building& building, const Spot& from, const Spot& to,
                std::optional<double> facing, Preference preference = Preference::step_free,
                const PlaceId& goal = {}) {
  const auto route = find_route(building, from, to, preference, {});
  REQUIRE(route);
  std::string all;
  for (const Maneuver& maneuver : directions(building, *route, facing, goal)) {
    all += (all.empty() ? "" : "; ") + told(building, maneuver);
  }
  return all;
}

std::string way(const std::string& from, const std::string& to, std::optional<double> facing,
                Preference preference = Preference::step_free) {
  const Building building = small_building();
  return way(building, spot_at(building, from), spot_at(building, to), facing, preference);
}

}  // namespace

TEST_CASE("directions: the first turn is by how the person stands") {
  CHECK(way("west", "near", 90) == "walk ahead 10; arrive ahead");
  CHECK(way("west", "near", 0) == "walk right 10; arrive ahead");
  CHECK(way("west", "near", 180) == "walk left 10; arrive ahead");
  CHECK(way("west", "near", 270) == "walk behind 10; arrive ahead");
  CHECK(way("west", "near", 135) == "walk ahead_left 10; arrive ahead");
  CHECK(way("west", "near", std::nullopt) == "walk 10; arrive ahead");
}

TEST_CASE("directions: turns are to the side to which one turns in both directions") {
  CHECK(way("west", "north", 90) == "walk ahead 20; walk left 10 at desk; arrive ahead");
  CHECK(way("far", "north", 270) == "walk ahead 20 past cafe; walk right 10 at desk; arrive ahead");
  CHECK(way("north", "west", 180) == "walk ahead 10; walk right 20 at desk; arrive ahead");
  CHECK(way("north", "far", 180) == "walk ahead 10; walk left 20 at desk past cafe; arrive ahead");
}

TEST_CASE("directions: a door is told between two walks") {
  CHECK(way("west", "south", 90) == "walk ahead 20 to garden-door; pass garden-door; arrive ahead");
}

TEST_CASE("directions: the elevator that does not stop there is warned of if it is nearer") {
  CHECK(way("west", "end-3", 90) ==
        "walk ahead 40 past cafe to far-elevators; "
        "ride far-elevators level-3 not near-elevators; walk right 10; arrive ahead");
  // The nearer one is taken where it stops.
  CHECK(way("west", "near-2", 90) ==
        "walk ahead 10 to near-elevators; ride near-elevators level-2; "
        "arrive");
  // From the other side it is not nearer.
  CHECK(way("far", "end-3", 90) == "ride far-elevators level-3; walk right 10; arrive ahead");
}

TEST_CASE("directions: after a ride the turn is from how one steps out") {
  CHECK(way("far", "near-2", 90) == "ride far-elevators level-2; walk right 30; arrive ahead");
  Building building = small_building();
  for (Passage& passage : building.passages) passage.facing_degrees.reset();
  CHECK(way(building, spot_at(building, "far"), spot_at(building, "near-2"), 90) ==
        "ride far-elevators level-2; walk 30; arrive ahead");
}

TEST_CASE("directions: stairs are taken where steps do not matter") {
  CHECK(way("west", "near-2", 90, Preference::shortest) ==
        "walk ahead 10 to stairs; climb stairs level-2; arrive");
}

TEST_CASE("directions: the goal is on the side on which it is") {
  const Building building = small_building();
  const auto to_place = [&](const std::string& id, const std::string& from, double facing) {
    return way(building, spot_at(building, from), find_place(building, {id})->spot, facing,
               Preference::step_free, {id});
  };
  CHECK(to_place("desk", "west", 90) == "walk ahead 20; arrive behind_right");
  CHECK(to_place("room", "far", 90) == "ride far-elevators level-2; walk ahead 20; arrive left");
}

TEST_CASE("directions: the line of each level joins up") {
  const Building building = small_building();
  const auto route = find_route(building, spot_at(building, "west"), spot_at(building, "end-2"),
                                Preference::step_free, {});
  REQUIRE(route);
  const auto maneuvers = directions(building, *route, 90, {});
  for (std::size_t i = 1; i < maneuvers.size(); ++i) {
    if (maneuvers[i].level != maneuvers[i - 1].level) continue;
    CHECK(maneuvers[i].line.front() == maneuvers[i - 1].line.back());
  }
}

TEST_CASE("directions: small bends of a corridor are no turns") {
  Building building = small_building();
  for (Node& node : building.nodes) {
    if (node.id.value == "near") node.at.y_m += 1;
  }
  CHECK(way(building, spot_at(building, "west"), spot_at(building, "far"), 90) ==
        "walk ahead 40 past cafe; arrive ahead");
}

TEST_CASE("directions: nobody is sent back past the kiosk that they came from") {
  const Building building = small_building();
  // The kiosk stands at 12 m, its node is at 10 m; the way leads on to 40 m.
  const Spot kiosk{0, {12, 10}, *find_node(building, {"near"})};
  CHECK(way(building, kiosk, spot_at(building, "far"), 90) ==
        "walk ahead 28 past cafe; arrive ahead");
}

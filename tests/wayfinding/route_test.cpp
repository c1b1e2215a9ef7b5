// Routes against other algorithms over random buildings, and what is said of closed things.
#include "wayfinding/route.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "tests/wayfinding/random_building.h"
#include "wayfinding/check.h"

using namespace foyer;
using namespace foyer::test;
using namespace foyer::wayfinding;

namespace {

constexpr std::uint64_t seed = 20261126;
constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max() / 4;

/// One step as docs/WAYFINDING.md has it, written down once more.
struct Step {
  NodeIndex from = 0;
  NodeIndex to = 0;
  PassageKind kind{};
  std::int64_t ms = 0;
  bool changes_level = false;
};

double metres(const Building& building, NodeIndex a, NodeIndex b) {
  const PlanPoint p = building.nodes[a].at;
  const PlanPoint q = building.nodes[b].at;
  return std::sqrt((p.x_m - q.x_m) * (p.x_m - q.x_m) + (p.y_m - q.y_m) * (p.y_m - q.y_m));
}

std::int64_t ms_of(const Building& building, const Passage& passage, NodeIndex a, NodeIndex b,
                   double speed_m_s) {
  const int difference = building.levels[building.nodes[b].level].order -
                         building.levels[building.nodes[a].level].order;
  const double walk = metres(building, a, b) / speed_m_s * 1000;
  switch (passage.kind) {
    case PassageKind::corridor:
      return std::llround(walk);
    case PassageKind::door:
      return std::llround(walk) + (passage.automatic ? 1000 : 3000);
    case PassageKind::ramp:
      return std::llround(walk / 0.8);
    case PassageKind::elevator:
      return 40000 + 2500LL * std::abs(difference);
    case PassageKind::stairs:
      break;
  }
  if (difference == 0) return std::llround(walk) + 3000;
  return difference > 0 ? 14000LL * difference : 10500LL * -difference;
}

std::vector<Step> steps_of(const Building& building, Preference preference, int minute) {
  std::vector<Step> steps;
  const double speed = preference == Preference::step_free ? 0.91 : 1.07;
  for (const Passage& passage : building.passages) {
    if (passage.closed) continue;
    if (passage.hours &&
        (minute < passage.hours->opens_minute || minute >= passage.hours->closes_minute)) {
      continue;
    }
    if (preference == Preference::step_free && passage.kind == PassageKind::stairs) continue;
    for (std::size_t i = 0; i < passage.nodes.size(); ++i) {
      for (std::size_t k = 0; k < passage.nodes.size(); ++k) {
        const bool next = i + 1 == k || k + 1 == i;
        if (i == k || (!next && passage.kind != PassageKind::elevator)) continue;
        const NodeIndex a = passage.nodes[i];
        const NodeIndex b = passage.nodes[k];
        steps.push_back({a, b, passage.kind, ms_of(building, passage, a, b, speed),
                         building.nodes[a].level != building.nodes[b].level});
      }
    }
  }
  return steps;
}

/// Floyd and Warshall: the least time between any two nodes.
std::vector<std::vector<std::int64_t>> all_times(const Building& building,
                                                 const std::vector<Step>& steps) {
  const std::size_t n = building.nodes.size();
  std::vector<std::vector<std::int64_t>> times(n, std::vector<std::int64_t>(n, never));
  for (std::size_t i = 0; i < n; ++i) times[i][i] = 0;
  for (const Step& step : steps) {
    times[step.from][step.to] = std::min(times[step.from][step.to], step.ms);
  }
  for (std::size_t k = 0; k < n; ++k) {
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j) {
        times[i][j] = std::min(times[i][j], times[i][k] + times[k][j]);
      }
    }
  }
  return times;
}

/// Fewest turns, then least time, of every way without a circle, one after the other.
class Exhaustive {
 public:
  Exhaustive(const Building& building, const std::vector<Step>& steps, NodeIndex to)
      : building_(building), steps_(steps), to_(to), seen_(building.nodes.size()) {}

  std::optional<std::pair<int, std::int64_t>> best_from(NodeIndex from) {
    go(from, std::nullopt, 0, 0);
    return best_;
  }

 private:
  void go(NodeIndex at, std::optional<double> looks, int turns, std::int64_t ms) {
    if (at == to_) {
      const std::pair<int, std::int64_t> found{turns, ms};
      if (!best_ || found < *best_) best_ = found;
      return;
    }
    seen_[at] = true;
    for (const Step& step : steps_) {
      if (step.from != at || seen_[step.to]) continue;
      const PlanPoint a = building_.nodes[at].at;
      const PlanPoint b = building_.nodes[step.to].at;
      std::optional<double> heading;
      if (step.kind != PassageKind::elevator && !(a == b)) {
        heading = std::atan2(b.y_m - a.y_m, b.x_m - a.x_m) * 180 / 3.14159265358979323846;
      }
      int turn = step.changes_level ? 1 : 0;
      if (!step.changes_level && looks && heading) {
        double difference = std::fabs(*heading - *looks);
        if (difference > 180) difference = 360 - difference;
        turn = difference >= 30 ? 1 : 0;
      }
      go(step.to, heading, turns + turn, ms + step.ms);
    }
    seen_[at] = false;
  }

  const Building& building_;
  const std::vector<Step>& steps_;
  NodeIndex to_;
  std::vector<bool> seen_;
  std::optional<std::pair<int, std::int64_t>> best_;
};

/// Its hops are real, open and joined, and what it says of itself is so.
void check_route(const Building& building, const Route& route, Preference preference,
                 const Conditions& now) {
  NodeIndex at = route.from.node;
  bool steps = false;
  for (const Hop& hop : route.hops) {
    CHECK(hop.from == at);
    at = hop.to;
    const Passage& passage = building.passages[hop.passage];
    CHECK(is_open(passage, now));
    steps = steps || passage.kind == PassageKind::stairs;
  }
  CHECK(at == route.to.node);
  CHECK(route.step_free == !steps);
  if (preference == Preference::step_free) CHECK(route.step_free);
}

}  // namespace

TEST_CASE("routes: the least time is that of Floyd and Warshall in 300 random buildings") {
  std::mt19937_64 random(seed);
  int found = 0;
  int none = 0;
  for (int round = 0; round < 300; ++round) {
    CAPTURE(round);
    const Building building = random_building(random, 3, 7);
    const Conditions now{.minute_of_day = round % 2 == 0 ? 10 * 60 : 20 * 60, .closed = {}};
    for (const Preference preference : {Preference::shortest, Preference::step_free}) {
      const auto times = all_times(building, steps_of(building, preference, now.minute_of_day));
      for (int i = 0; i < 12; ++i) {
        const NodeIndex from = random() % building.nodes.size();
        const NodeIndex to = random() % building.nodes.size();
        const auto route =
            find_route(building, spot_at(building, from), spot_at(building, to), preference, now);
        REQUIRE(route.has_value() == (times[from][to] < never));
        if (!route) {
          ++none;
          continue;
        }
        ++found;
        CHECK(route->time_ms == times[from][to]);
        check_route(building, *route, preference, now);
      }
    }
  }
  // Both happen, often.
  CHECK(found > 1000);
  CHECK(none > 300);
}

TEST_CASE("routes: the fewest turns are those of trying every way in 150 random buildings") {
  std::mt19937_64 random(seed + 1);
  int found = 0;
  for (int round = 0; round < 150; ++round) {
    CAPTURE(round);
    const Building building = random_building(random, 2, 5);
    const Conditions now{.minute_of_day = 10 * 60, .closed = {}};
    const auto steps = steps_of(building, Preference::fewest_turns, now.minute_of_day);
    for (int i = 0; i < 6; ++i) {
      const NodeIndex from = random() % building.nodes.size();
      const NodeIndex to = random() % building.nodes.size();
      if (from == to) continue;
      const auto best = Exhaustive(building, steps, to).best_from(from);
      const auto route = find_route(building, spot_at(building, from), spot_at(building, to),
                                    Preference::fewest_turns, now);
      REQUIRE(route.has_value() == best.has_value());
      if (!route) continue;
      ++found;
      CHECK(route->turns <= best->first);
      // A way with a circle may turn less often than any without; then time does not compare.
      if (route->turns == best->first) CHECK(route->time_ms <= best->second);
      check_route(building, *route, Preference::fewest_turns, now);
    }
  }
  CHECK(found > 200);
}

TEST_CASE("routes: the same question gets the same route") {
  std::mt19937_64 random(seed + 2);
  const Building building = random_building(random, 3, 9);
  for (NodeIndex from = 0; from < building.nodes.size(); ++from) {
    const auto ask = [&] {
      return find_route(building, spot_at(building, from), spot_at(building, NodeIndex{0}),
                        Preference::shortest, {});
    };
    const auto first = ask();
    const auto second = ask();
    REQUIRE(first.has_value() == second.has_value());
    if (first) CHECK(first->hops == second->hops);
  }
}

TEST_CASE("routes: stairs are faster than a short ride and no way for those without steps") {
  const Building building = small_building();
  const Spot from = spot_at(building, "west");
  const Spot to = spot_at(building, "near-2");
  const auto fast = find_route(building, from, to, Preference::shortest, {});
  REQUIRE(fast);
  CHECK_FALSE(fast->step_free);
  const auto free = find_route(building, from, to, Preference::step_free, {});
  REQUIRE(free);
  CHECK(free->step_free);
  CHECK(building.passages[free->hops.back().passage].id.value == "near-elevators");
  CHECK(free->time_ms == std::llround(10 / 0.91 * 1000) + 40000 + 2500);
  CHECK(free->distance_m == doctest::Approx(10));
}

TEST_CASE("routes: a closed elevator gives another route and says why") {
  const Building building = small_building();
  const Spot from = spot_at(building, "west");
  const Spot to = spot_at(building, "near-2");
  const Conditions now{.minute_of_day = 600, .closed = {PassageId{"near-elevators"}}};
  const Guidance guidance = guide(building, from, to, Preference::step_free, now);
  REQUIRE(guidance.route);
  CHECK(guidance.because == std::vector<PassageId>{{"near-elevators"}});
  const auto taken = std::find_if(
      guidance.route->hops.begin(), guidance.route->hops.end(),
      [&](const Hop& hop) { return building.passages[hop.passage].kind == PassageKind::elevator; });
  REQUIRE(taken != guidance.route->hops.end());
  CHECK(building.passages[taken->passage].id.value == "far-elevators");
}

TEST_CASE("routes: with every elevator closed it is not step-free now and the stairs are offered") {
  const Building building = small_building();
  const Conditions now{.minute_of_day = 600,
                       .closed = {PassageId{"near-elevators"}, PassageId{"far-elevators"}}};
  const Guidance guidance = guide(building, spot_at(building, "west"), spot_at(building, "near-2"),
                                  Preference::step_free, now);
  CHECK_FALSE(guidance.route);
  CHECK_FALSE(guidance.never);
  CHECK(guidance.because == std::vector<PassageId>{{"near-elevators"}});
  REQUIRE(guidance.with_steps);
  CHECK_FALSE(guidance.with_steps->step_free);
}

TEST_CASE("routes: a place that only stairs lead to is never step-free") {
  Building building = small_building();
  std::erase_if(building.passages,
                [](const Passage& passage) { return passage.kind == PassageKind::elevator; });
  const Guidance guidance = guide(building, spot_at(building, "west"), spot_at(building, "near-2"),
                                  Preference::step_free, {});
  CHECK_FALSE(guidance.route);
  CHECK(guidance.never);
  CHECK(guidance.because.empty());
  REQUIRE(guidance.with_steps);
}

TEST_CASE("routes: a door is passed in its hours alone") {
  Building building = small_building();
  for (Passage& passage : building.passages) {
    if (passage.id.value == "garden-door") passage.hours = DailyHours{8 * 60, 16 * 60};
  }
  const Spot from = spot_at(building, "west");
  const Spot to = spot_at(building, "south");
  const auto at = [&](int minute) {
    return guide(building, from, to, Preference::shortest, {.minute_of_day = minute, .closed = {}});
  };
  CHECK(at(8 * 60).route);
  CHECK_FALSE(at(8 * 60 - 1).route);
  CHECK_FALSE(at(16 * 60).route);
  CHECK(at(16 * 60).because == std::vector<PassageId>{{"garden-door"}});
  CHECK_FALSE(at(16 * 60).never);
}

TEST_CASE("routes: the nearest place of a kind is the nearest that is open") {
  Building building = small_building();
  Place other = building.places[0];
  other.id = {"cafe-west"};
  other.spot = spot_at(building, "west");
  other.hours = DailyHours{9 * 60, 15 * 60};
  building.places.push_back(other);
  const auto nearest = [&](int minute) {
    return nearest_place(building, spot_at(building, "near"), PlaceKind::cafe, Preference::shortest,
                         {.minute_of_day = minute, .closed = {}});
  };
  REQUIRE(nearest(10 * 60) != nullptr);
  CHECK(nearest(10 * 60)->id.value == "cafe-west");
  CHECK(nearest(16 * 60)->id.value == "cafe");
  CHECK(nearest_place(building, spot_at(building, "near"), PlaceKind::parking, Preference::shortest,
                      {}) == nullptr);
}

TEST_CASE("check: says what cannot be reached and what joins levels that it must not") {
  const auto reasons = [](const Building& building) {
    std::string all;
    for (const Problem& problem : check(building, 0))
      all += problem.id + ": " + problem.reason + "\n";
    return all;
  };
  Building building = small_building();
  CHECK(reasons(building).empty());

  Building alone = building;
  alone.nodes.push_back({{"alone"}, 0, {5, 5}});
  CHECK(reasons(alone) == "alone: is in no corridor, door, stairs, ramp, elevator\n");

  Building crossing = building;
  crossing.passages[0].nodes.push_back(*find_node(building, {"end-2"}));
  CHECK(reasons(crossing) == ": joins two levels; only stairs, a ramp or an elevator does\n");

  Building twice = building;
  twice.passages[5].nodes.push_back(*find_node(building, {"west"}));
  CHECK(reasons(twice) == "near-elevators: stops twice at the same level\n");

  Building steep = building;
  std::erase_if(steep.passages,
                [](const Passage& passage) { return passage.kind == PassageKind::elevator; });
  CHECK(reasons(steep).find("room: cannot be reached without steps") != std::string::npos);
  CHECK(reasons(steep).find("far-3: cannot be reached from the first kiosk") != std::string::npos);

  Building modest = building;
  modest.places[2].step_free = false;
  CHECK(reasons(modest) == "room: can be reached without steps, but says step_free = false\n");
}

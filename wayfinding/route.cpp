#include "wayfinding/route.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <utility>

#include "engine/assert.h"

namespace foyer::wayfinding {
namespace {

/// What a route is judged by, the first before the second.
using Cost = std::pair<std::int64_t, std::int64_t>;

enum class Closures { heeded, ignored };

int levels_between(const Building& building, NodeIndex a, NodeIndex b) {
  return std::abs(building.levels[building.nodes[a].level].order -
                  building.levels[building.nodes[b].level].order);
}

bool same_level(const Building& building, const Hop& hop) {
  return building.nodes[hop.from].level == building.nodes[hop.to].level;
}

std::int64_t walk_ms(double metres, Preference preference, int share_pct = 100) {
  const int speed = preference == Preference::step_free ? slow_walk_mm_per_s : walk_mm_per_s;
  return std::llround(metres * 1000.0 * 1000.0 * 100.0 / (speed * share_pct));
}

double length_m(const Building& building, const Hop& hop) {
  return distance_m(building.nodes[hop.from].at, building.nodes[hop.to].at);
}

std::int64_t hop_ms(const Building& building, const Hop& hop, Preference preference) {
  const Passage& passage = building.passages[hop.passage];
  const int levels = levels_between(building, hop.from, hop.to);
  const std::int64_t walk = walk_ms(length_m(building, hop), preference);
  switch (passage.kind) {
    case PassageKind::corridor:
      return walk;
    case PassageKind::door:
      return walk + (passage.automatic ? automatic_door_ms : manual_door_ms);
    case PassageKind::ramp:
      return walk_ms(length_m(building, hop), preference, ramp_share_of_walk_pct);
    case PassageKind::elevator:
      return elevator_wait_ms + elevator_doors_ms + std::int64_t{levels} * elevator_ms_per_level;
    case PassageKind::stairs:
      break;
  }
  const bool up = building.levels[building.nodes[hop.to].level].order >
                  building.levels[building.nodes[hop.from].level].order;
  // A few steps on one level cost little more than the way itself.
  if (levels == 0) return walk + manual_door_ms;
  return std::int64_t{levels} * (up ? stairs_up_ms_per_level : stairs_down_ms_per_level);
}

/// How far people walk on it; what goes from level to level is no walk.
double walked_m(const Building& building, const Hop& hop) {
  const bool walk =
      building.passages[hop.passage].kind == PassageKind::ramp || same_level(building, hop);
  return walk ? length_m(building, hop) : 0;
}

/// Which way somebody looks at the end of it; nothing after a ride.
std::optional<double> heading_of(const Building& building, const Hop& hop) {
  const PlanPoint from = building.nodes[hop.from].at;
  const PlanPoint to = building.nodes[hop.to].at;
  if (building.passages[hop.passage].kind == PassageKind::elevator || from == to) return {};
  return heading_degrees(from, to);
}

int turn_between(std::optional<double> before, std::optional<double> after) {
  if (!before || !after) return 0;
  return std::abs(turn_degrees(*before, *after)) >= turn_least_degrees ? 1 : 0;
}

std::optional<double> heading_between(PlanPoint from, PlanPoint to) {
  if (from == to) return {};
  return heading_degrees(from, to);
}

class Search {
 public:
  Search(const Building& building, const Spot& from, const Spot& to, Preference preference,
         const Conditions& now, Closures closures)
      : building_(building), from_(from), to_(to), preference_(preference) {
    for (PassageIndex i = 0; i < building.passages.size(); ++i) {
      const Passage& passage = building.passages[i];
      if (closures == Closures::heeded && !is_open(passage, now)) continue;
      if (preference == Preference::step_free && passage.kind == PassageKind::stairs) continue;
      add_hops(i);
    }
    leaving_.resize(building.nodes.size());
    for (std::size_t i = 0; i < hops_.size(); ++i) leaving_[hops_[i].from].push_back(i);
  }

  std::optional<Route> run() {
    spread();
    std::optional<std::size_t> last;
    std::optional<Cost> best;
    if (from_.node == to_.node) best = with_end(cost(0, 0), heading_between(from_.at, node_at()));
    for (std::size_t i = 0; i < hops_.size(); ++i) {
      if (hops_[i].to != to_.node || !reached_[i]) continue;
      const Cost total = with_end(*reached_[i], heading_of(building_, hops_[i]));
      if (best && *best <= total) continue;
      best = total;
      last = i;
    }
    if (!best) return std::nullopt;
    return route_to(last, *best);
  }

 private:
  void add_hops(PassageIndex index) {
    const std::vector<NodeIndex>& nodes = building_.passages[index].nodes;
    const bool elevator = building_.passages[index].kind == PassageKind::elevator;
    for (std::size_t a = 0; a < nodes.size(); ++a) {
      for (std::size_t b = 0; b < nodes.size(); ++b) {
        const bool neighbours = a + 1 == b || b + 1 == a;
        if (a != b && (elevator || neighbours)) hops_.push_back({nodes[a], nodes[b], index});
      }
    }
  }

  [[nodiscard]] PlanPoint node_at() const { return building_.nodes[to_.node].at; }

  [[nodiscard]] Cost cost(std::int64_t time_ms, std::int64_t turns) const {
    return preference_ == Preference::fewest_turns ? Cost{turns, time_ms} : Cost{time_ms, turns};
  }

  /// Hop `i` after something that ended looking towards `before`.
  [[nodiscard]] Cost cost_of(std::size_t i, std::optional<double> before) const {
    const Hop& hop = hops_[i];
    const int turns =
        same_level(building_, hop) ? turn_between(before, heading_of(building_, hop)) : 1;
    return cost(hop_ms(building_, hop, preference_), turns);
  }

  static Cost sum(const Cost& a, const Cost& b) { return {a.first + b.first, a.second + b.second}; }

  /// The way from the last node to the goal itself.
  [[nodiscard]] Cost with_end(const Cost& so_far, std::optional<double> before) const {
    return sum(so_far, cost(0, turn_between(before, heading_between(node_at(), to_.at))));
  }

  /// Dijkstra's algorithm over hops, not nodes: what a turn costs depends on the hop before.
  void spread() {
    reached_.assign(hops_.size(), std::nullopt);
    before_.assign(hops_.size(), std::nullopt);
    std::set<std::pair<Cost, std::size_t>> open;
    const auto offer = [&](std::size_t i, const Cost& total, std::optional<std::size_t> before) {
      if (reached_[i] && *reached_[i] <= total) return;
      if (reached_[i]) open.erase({*reached_[i], i});
      reached_[i] = total;
      before_[i] = before;
      open.insert({total, i});
    };
    const auto start = heading_between(from_.at, building_.nodes[from_.node].at);
    for (const std::size_t i : leaving_[from_.node]) offer(i, cost_of(i, start), std::nullopt);
    while (!open.empty()) {
      const auto [total, i] = *open.begin();
      open.erase(open.begin());
      const auto heading = heading_of(building_, hops_[i]);
      for (const std::size_t next : leaving_[hops_[i].to]) {
        offer(next, sum(total, cost_of(next, heading)), i);
      }
    }
  }

  Route route_to(std::optional<std::size_t> last, const Cost& total) {
    Route route{.from = from_, .to = to_, .hops = {}};
    const double ends_m =
        distance_m(from_.at, building_.nodes[from_.node].at) + distance_m(node_at(), to_.at);
    route.time_ms = walk_ms(ends_m, preference_) +
                    (preference_ == Preference::fewest_turns ? total.second : total.first);
    route.turns =
        static_cast<int>(preference_ == Preference::fewest_turns ? total.first : total.second);
    route.distance_m = ends_m;
    for (auto i = last; i; i = before_[*i]) {
      const Hop& hop = hops_[*i];
      route.hops.push_back(hop);
      route.distance_m += walked_m(building_, hop);
      if (building_.passages[hop.passage].kind == PassageKind::stairs) route.step_free = false;
    }
    std::reverse(route.hops.begin(), route.hops.end());
    return route;
  }

  const Building& building_;
  const Spot& from_;
  const Spot& to_;
  Preference preference_;
  std::vector<Hop> hops_;
  std::vector<std::vector<std::size_t>> leaving_;  ///< Hops by the node that they leave.
  std::vector<std::optional<Cost>> reached_;       ///< By hop: the least cost to its end.
  std::vector<std::optional<std::size_t>> before_;
};

std::optional<Route> search(const Building& building, const Spot& from, const Spot& to,
                            Preference preference, const Conditions& now, Closures closures) {
  FOYER_ASSERT(from.node < building.nodes.size());
  FOYER_ASSERT(to.node < building.nodes.size());
  return Search(building, from, to, preference, now, closures).run();
}

}  // namespace

bool is_open(const std::optional<DailyHours>& hours, int minute_of_day) {
  return !hours || (hours->opens_minute <= minute_of_day && minute_of_day < hours->closes_minute);
}

bool is_open(const Passage& passage, const Conditions& now) {
  return !passage.closed && is_open(passage.hours, now.minute_of_day) &&
         (passage.id.empty() || !now.closed.contains(passage.id));
}

std::optional<Route> find_route(const Building& building, const Spot& from, const Spot& to,
                                Preference preference, const Conditions& now) {
  return search(building, from, to, preference, now, Closures::heeded);
}

Guidance guide(const Building& building, const Spot& from, const Spot& to, Preference preference,
               const Conditions& now) {
  Guidance guidance;
  guidance.route = find_route(building, from, to, preference, now);
  const auto best = search(building, from, to, preference, now, Closures::ignored);
  guidance.never = !best;
  if (best) {
    for (const Hop& hop : best->hops) {
      const Passage& passage = building.passages[hop.passage];
      const auto& because = guidance.because;
      const bool said = std::find(because.begin(), because.end(), passage.id) != because.end();
      if (!is_open(passage, now) && !said) guidance.because.push_back(passage.id);
    }
  }
  if (!guidance.route && preference == Preference::step_free) {
    guidance.with_steps = find_route(building, from, to, Preference::shortest, now);
  }
  return guidance;
}

const Place* nearest_place(const Building& building, const Spot& from, PlaceKind kind,
                           Preference preference, const Conditions& now) {
  const Place* nearest = nullptr;
  std::pair<bool, std::int64_t> best;
  for (const Place& place : building.places) {
    if (place.kind != kind) continue;
    const auto route = find_route(building, from, place.spot, preference, now);
    if (!route) continue;
    const std::pair<bool, std::int64_t> judged{!is_open(place.hours, now.minute_of_day),
                                               route->time_ms};
    if (nearest != nullptr && best <= judged) continue;
    nearest = &place;
    best = judged;
  }
  return nearest;
}

}  // namespace foyer::wayfinding

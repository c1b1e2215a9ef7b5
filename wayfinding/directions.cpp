#include "wayfinding/directions.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

namespace foyer::wayfinding {
namespace {

/// A bend of a corridor by less than this from the straight line is no turn.
constexpr double bend_m = 1.2;
/// Nobody needs to be told a walk that is over at once.
constexpr double walk_least_m = 1.5;
/// The goal is seen from so far: it is on one side, not another walk.
constexpr double arrive_within_m = 6;
/// Landmarks are told that are so near to a turn or to the way.
constexpr double turn_landmark_m = 5;
constexpr double past_landmark_m = 6;
/// A landmark so near to where one came to a level lies behind.
constexpr double left_behind_m = 4.5;
/// Who turns by more than this goes back where they came from.
constexpr double backwards_degrees = 150;

Direction direction_of(double degrees) {
  const auto eighth = std::lround(degrees / 45.0);
  return static_cast<Direction>(((eighth % 8) + 8) % 8);
}

double length_m(const std::vector<PlanPoint>& line) {
  double length = 0;
  for (std::size_t i = 1; i < line.size(); ++i) length += distance_m(line[i - 1], line[i]);
  return length;
}

/// How far a point is from the line between two others.
double off_line_m(PlanPoint point, PlanPoint a, PlanPoint b) {
  const double x_m = b.x_m - a.x_m;
  const double y_m = b.y_m - a.y_m;
  const double square = x_m * x_m + y_m * y_m;
  if (square == 0) return distance_m(point, a);
  const double t = ((point.x_m - a.x_m) * x_m + (point.y_m - a.y_m) * y_m) / square;
  const double near = std::clamp(t, 0.0, 1.0);
  return distance_m(point, {a.x_m + near * x_m, a.y_m + near * y_m});
}

/// Indexes of the points at which the line really bends (Ramer, Douglas and Peucker), between
/// `first` and `last`, which are not among them.
void add_bends(const std::vector<PlanPoint>& line, std::size_t first, std::size_t last,
               std::vector<std::size_t>& bends) {
  std::size_t farthest = first;
  double far_m = bend_m;
  for (std::size_t i = first + 1; i < last; ++i) {
    const double off_m = off_line_m(line[i], line[first], line[last]);
    if (off_m <= far_m) continue;
    far_m = off_m;
    farthest = i;
  }
  if (farthest == first) return;
  add_bends(line, first, farthest, bends);
  bends.push_back(farthest);
  add_bends(line, farthest, last, bends);
}

class Teller {
 public:
  Teller(const Building& building, const Route& route, std::optional<double> facing,
         const PlaceId& goal)
      : building_(building), route_(route), goal_(goal), heading_(facing) {}

  std::vector<Maneuver> tell() {
    level_ = route_.from.level;
    run_ = {route_.from.at};
    add_point(building_.nodes[route_.from.node].at);
    leg_start_ = route_.from;
    for (std::size_t i = 0; i < route_.hops.size(); ++i) {
      const Hop& hop = route_.hops[i];
      if (building_.passages[hop.passage].kind == PassageKind::corridor) {
        add_point(building_.nodes[hop.to].at);
      } else {
        i = take_passage(i);
      }
    }
    arrive();
    name_landmarks();
    return std::move(told_);
  }

 private:
  void add_point(PlanPoint at) {
    if (run_.back() == at) return;
    // From the kiosk to its node and then back past the kiosk: straight on is meant.
    if (run_.size() == 2 && told_.empty()) {
      const double turn =
          turn_degrees(heading_degrees(run_[0], run_[1]), heading_degrees(run_[1], at));
      if (std::abs(turn) > backwards_degrees) run_.pop_back();
    }
    run_.push_back(at);
  }

  /// The hops of one passage, from the i-th on; returns the last of them.
  std::size_t take_passage(std::size_t i) {
    const Hop& first = route_.hops[i];
    const Passage& passage = building_.passages[first.passage];
    end_run(passage.id);
    std::size_t last = i;
    while (last + 1 < route_.hops.size() && route_.hops[last + 1].passage == first.passage) ++last;
    const NodeIndex to = route_.hops[last].to;
    Maneuver maneuver;
    maneuver.action = passage.kind == PassageKind::door       ? Action::pass
                      : passage.kind == PassageKind::elevator ? Action::ride
                      : passage.kind == PassageKind::stairs   ? Action::climb
                                                              : Action::slope;
    maneuver.level = level_;
    maneuver.to_level = building_.nodes[to].level;
    maneuver.passage = passage.id;
    maneuver.line = std::exchange(lead_in_, {});
    if (maneuver.line.empty()) maneuver.line = {building_.nodes[first.from].at};
    if (passage.kind == PassageKind::elevator) {
      maneuver.not_these = nearer_that_do_not_stop(first.passage, first.from, maneuver.to_level);
      heading_ = passage.facing_degrees;
    } else {
      for (std::size_t hop = i; hop <= last; ++hop) {
        maneuver.line.push_back(building_.nodes[route_.hops[hop].to].at);
      }
      turn_with(maneuver.line);
    }
    if (maneuver.to_level != level_) {
      level_ = maneuver.to_level;
      leg_start_ = {level_, building_.nodes[to].at, to};
    }
    run_ = {building_.nodes[to].at};
    told_.push_back(std::move(maneuver));
    return last;
  }

  /// After a passage one looks along its end; of stairs straight over each other nobody knows.
  void turn_with(const std::vector<PlanPoint>& line) {
    const PlanPoint before = line[line.size() - 2];
    heading_ = distance_m(before, line.back()) < 1
                   ? std::nullopt
                   : std::optional<double>(heading_degrees(before, line.back()));
  }

  /// Tells the walks of the run so far, which ends where `towards` begins.
  void end_run(const PassageId& towards) {
    std::vector<std::size_t> ends;
    if (run_.size() > 1) add_bends(run_, 0, run_.size() - 1, ends);
    ends.push_back(run_.size() - 1);
    std::size_t first = 0;
    for (const std::size_t last : ends) {
      walk({run_.begin() + static_cast<std::ptrdiff_t>(first),
            run_.begin() + static_cast<std::ptrdiff_t>(last) + 1},
           last == ends.back() ? towards : PassageId{});
      first = last;
    }
  }

  void walk(std::vector<PlanPoint> line, const PassageId& towards) {
    const double length = length_m(line);
    if (length == 0) return;
    const double heading = heading_degrees(line.front(), line.back());
    std::optional<double> turn;
    if (heading_) turn = turn_degrees(*heading_, heading);
    const bool goes_on = turn && std::abs(turn.value_or(0)) < turn_least_degrees;
    Maneuver* before = told_.empty() ? nullptr : &told_.back();
    if (goes_on && before != nullptr && before->action == Action::walk) {
      // A bend too small to be told: the walk before goes on.
      before->line.insert(before->line.end(), line.begin() + 1, line.end());
      before->distance_m += length;
      before->towards = towards;
      heading_ = heading;
      return;
    }
    if (length < walk_least_m && !towards.empty()) {
      // What it leads to is in front of one's eyes; the way is drawn all the same.
      lead_in_ = std::move(line);
      heading_ = heading;
      return;
    }
    Maneuver maneuver;
    maneuver.action = Action::walk;
    maneuver.level = maneuver.to_level = level_;
    if (turn) maneuver.direction = goes_on ? Direction::ahead : direction_of(*turn);
    maneuver.distance_m = length;
    maneuver.towards = towards;
    maneuver.line = std::move(line);
    heading_ = heading;
    told_.push_back(std::move(maneuver));
  }

  void arrive() {
    const PlanPoint goal = route_.to.at;
    const bool seen = distance_m(building_.nodes[route_.to.node].at, goal) <= arrive_within_m;
    if (!seen) add_point(goal);
    end_run({});
    Maneuver maneuver;
    maneuver.action = Action::arrive;
    maneuver.level = maneuver.to_level = level_;
    if (ends_with_short_turn()) {
      // The goal is seen from the last turn: it is on that side.
      maneuver.direction = told_.back().direction;
      maneuver.line = std::move(told_.back().line);
      if (maneuver.line.back() != goal) maneuver.line.push_back(goal);
      told_.pop_back();
      told_.push_back(std::move(maneuver));
      return;
    }
    maneuver.line = {run_.back()};
    const double left_m = distance_m(run_.back(), goal);
    if (left_m > 0) {
      maneuver.line.push_back(goal);
      if (heading_) {
        maneuver.direction =
            direction_of(turn_degrees(*heading_, heading_degrees(run_.back(), goal)));
      }
    } else if (heading_) {
      maneuver.direction = Direction::ahead;
    }
    told_.push_back(std::move(maneuver));
  }

  [[nodiscard]] bool ends_with_short_turn() const {
    if (told_.size() < 2 || told_.back().action != Action::walk) return false;
    const Maneuver& last = told_.back();
    const bool turns = last.direction && *last.direction != Direction::ahead;
    return turns && last.distance_m <= arrive_within_m;
  }

  std::vector<PassageId> nearer_that_do_not_stop(PassageIndex taken, NodeIndex stop,
                                                 LevelIndex to_level) const {
    const auto way_m = [&](NodeIndex node) {
      const auto way = find_route(building_, leg_start_, {level_, building_.nodes[node].at, node},
                                  Preference::shortest, {});
      return way ? std::optional(way->distance_m) : std::nullopt;
    };
    const auto taken_m = way_m(stop);
    std::vector<std::pair<double, PassageIndex>> nearer;
    for (PassageIndex i = 0; i < building_.passages.size(); ++i) {
      const Passage& other = building_.passages[i];
      if (other.kind != PassageKind::elevator || i == taken) continue;
      std::optional<NodeIndex> here;
      bool stops_there = false;
      for (const NodeIndex node : other.nodes) {
        if (building_.nodes[node].level == level_) here = node;
        stops_there = stops_there || building_.nodes[node].level == to_level;
      }
      if (!here || stops_there) continue;
      const auto other_m = way_m(*here);
      if (other_m && taken_m && *other_m < *taken_m) nearer.emplace_back(*other_m, i);
    }
    std::sort(nearer.begin(), nearer.end());
    std::vector<PassageId> ids;
    for (const auto& [metres, i] : nearer) ids.push_back(building_.passages[i].id);
    return ids;
  }

  /// The landmark nearest to a point of the level; not that at which the person came to it.
  [[nodiscard]] PlaceId landmark_at(LevelIndex level, PlanPoint at, PlanPoint came) const {
    PlaceId nearest;
    double near_m = turn_landmark_m;
    for (const Place& place : building_.places) {
      if (!is_landmark(place, level) || distance_m(place.spot.at, came) < left_behind_m) continue;
      const double off_m = distance_m(place.spot.at, at);
      if (off_m > near_m || (off_m == near_m && !nearest.empty())) continue;
      near_m = off_m;
      nearest = place.id;
    }
    return nearest;
  }

  [[nodiscard]] bool is_landmark(const Place& place, LevelIndex level) const {
    return place.landmark && place.spot.level == level && place.id != goal_;
  }

  /// The last landmark that a walk passes, neither at its beginning nor at its end.
  [[nodiscard]] PlaceId passed_on(const Maneuver& walk, PlanPoint came) const {
    PlaceId passed;
    double farthest_m = 0;
    for (const Place& place : building_.places) {
      if (!is_landmark(place, walk.level) || place.id == walk.turn_at) continue;
      if (distance_m(place.spot.at, came) < left_behind_m) continue;
      double before_m = 0;
      for (std::size_t i = 1; i < walk.line.size(); ++i) {
        const PlanPoint a = walk.line[i - 1];
        const PlanPoint b = walk.line[i];
        const double part_m = distance_m(a, b);
        // Where on this part the landmark stands: in front of it or behind it is not passed.
        const double along_m = ((place.spot.at.x_m - a.x_m) * (b.x_m - a.x_m) +
                                (place.spot.at.y_m - a.y_m) * (b.y_m - a.y_m)) /
                               std::max(part_m, 1e-9);
        const double at_m = before_m + along_m;
        before_m += part_m;
        if (along_m < 0 || along_m > part_m) continue;
        if (off_line_m(place.spot.at, a, b) > past_landmark_m) continue;
        const bool at_end = at_m < 2 || at_m > walk.distance_m - turn_landmark_m;
        if (at_end || at_m <= farthest_m) continue;
        farthest_m = at_m;
        passed = place.id;
      }
    }
    return passed;
  }

  void name_landmarks() {
    bool walked = false;
    PlanPoint came = route_.from.at;
    for (Maneuver& maneuver : told_) {
      if (maneuver.action != Action::walk) {
        walked = false;
        continue;
      }
      if (!walked) came = maneuver.line.front();
      // Only a turn after a walk happens at a place; the first one is where the person stands.
      const bool turns = maneuver.direction && *maneuver.direction != Direction::ahead;
      if (walked && turns)
        maneuver.turn_at = landmark_at(maneuver.level, maneuver.line.front(), came);
      maneuver.past = passed_on(maneuver, came);
      walked = true;
    }
  }

  const Building& building_;
  const Route& route_;
  const PlaceId& goal_;
  std::optional<double> heading_;
  LevelIndex level_ = 0;
  Spot leg_start_;                  ///< Where the person came to this level.
  std::vector<PlanPoint> run_;      ///< Walked since the last passage.
  std::vector<PlanPoint> lead_in_;  ///< A walk too short to be told, to the next passage.
  std::vector<Maneuver> told_;
};

}  // namespace

std::vector<Maneuver> directions(const Building& building, const Route& route,
                                 std::optional<double> facing_degrees, const PlaceId& goal) {
  return Teller(building, route, facing_degrees, goal).tell();
}

}  // namespace foyer::wayfinding

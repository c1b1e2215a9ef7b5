#include "site/way_words.h"

#include <algorithm>
#include <cmath>

#include "site/calendar.h"

namespace foyer {
namespace {

using wayfinding::Action;
using wayfinding::Maneuver;
using wayfinding::Preference;

std::optional<wayfinding::Spot> spot_of(const SiteFiles& site, const Destination& to) {
  if (!site.building) return std::nullopt;
  if (const auto* place = wayfinding::find_place(site.building->graph, to.place)) {
    return place->spot;
  }
  const CounterInfo* counter = find_counter_info(site, to.counter);
  return counter == nullptr ? std::nullopt : counter->spot;
}

/// To 5 m: nobody counts more exactly.
std::string metres(const Texts& in, double distance_m) {
  const auto rounded = std::max(5L, std::lround(distance_m / 5) * 5);
  return in.number(rounded);
}

/// How the thing is called within a sentence; empty where it has no name.
std::string phrase_of(const Texts& in, const SiteFiles& site, const PassageId& id) {
  const PassageInfo* info = find_passage_info(site, id);
  return info == nullptr ? std::string() : in.of_site(info->phrase);
}

std::string phrase_of(const Texts& in, const SiteFiles& site, const PlaceId& id) {
  const PlaceInfo* info = find_place_info(site, id);
  return info == nullptr ? std::string() : in.of_site(info->phrase);
}

std::string turn_words(const Texts& in, std::optional<Direction> direction) {
  if (!direction) return in(tr_context("way", "Walk on from here"));
  switch (*direction) {
    case Direction::ahead:
      return in(tr_context("way", "Walk straight ahead"));
    case Direction::ahead_left:
      return in(tr_context("way", "Keep to the left"));
    case Direction::ahead_right:
      return in(tr_context("way", "Keep to the right"));
    case Direction::left:
    case Direction::behind_left:
      return in(tr_context("way", "Turn left"));
    case Direction::right:
    case Direction::behind_right:
      return in(tr_context("way", "Turn right"));
    case Direction::behind:
      break;
  }
  return in(tr_context("way", "Turn around"));
}

bool is_left(Direction direction) {
  return direction == Direction::left || direction == Direction::behind_left;
}

bool is_right(Direction direction) {
  return direction == Direction::right || direction == Direction::behind_right;
}

std::string walk_title(const Texts& in, const SiteFiles& site, const Maneuver& walk) {
  const std::string at = phrase_of(in, site, walk.turn_at);
  if (!at.empty() && walk.direction && is_left(*walk.direction)) {
    return in(tr_context("way", "Turn left at {place}"), {{"place", at}});
  }
  if (!at.empty() && walk.direction && is_right(*walk.direction)) {
    return in(tr_context("way", "Turn right at {place}"), {{"place", at}});
  }
  return turn_words(in, walk.direction);
}

std::string walk_help(const Texts& in, const SiteFiles& site, const Maneuver& walk) {
  const std::string past = phrase_of(in, site, walk.past);
  const std::string goal = phrase_of(in, site, walk.towards);
  const std::string far = metres(in, walk.distance_m);
  if (!past.empty() && !goal.empty()) {
    return in(tr_context("way", "Past {place} to {goal}, about {metres} m"),
              {{"place", past}, {"goal", goal}, {"metres", far}});
  }
  if (!past.empty()) {
    return in(tr_context("way", "Past {place}, about {metres} m"),
              {{"place", past}, {"metres", far}});
  }
  if (!goal.empty()) {
    return in(tr_context("way", "To {goal}, about {metres} m"), {{"goal", goal}, {"metres", far}});
  }
  return in(tr_context("way", "About {metres} m"), {{"metres", far}});
}

std::string sign_of(const SiteFiles& site, wayfinding::LevelIndex level) {
  return site.building->levels[level].sign;
}

bool goes_up(const SiteFiles& site, const Maneuver& maneuver) {
  const auto& levels = site.building->graph.levels;
  return levels[maneuver.to_level].order > levels[maneuver.level].order;
}

std::string stairs_title(const Texts& in, const SiteFiles& site, const Maneuver& climb) {
  const std::string stairs = phrase_of(in, site, climb.passage);
  const std::string level = sign_of(site, climb.to_level);
  if (climb.to_level == climb.level) {
    return stairs.empty() ? in(tr_context("way", "Take the few steps"))
                          : in(tr_context("way", "Take {stairs}"), {{"stairs", stairs}});
  }
  const bool up = goes_up(site, climb);
  if (stairs.empty()) {
    return up ? in(tr_context("way", "Take the stairs up to level {level}"), {{"level", level}})
              : in(tr_context("way", "Take the stairs down to level {level}"), {{"level", level}});
  }
  return up ? in(tr_context("way", "Take {stairs} up to level {level}"),
                 {{"stairs", stairs}, {"level", level}})
            : in(tr_context("way", "Take {stairs} down to level {level}"),
                 {{"stairs", stairs}, {"level", level}});
}

std::string ramp_title(const Texts& in, const SiteFiles& site, const Maneuver& slope) {
  const std::string ramp = phrase_of(in, site, slope.passage);
  const std::string level = sign_of(site, slope.to_level);
  const bool same = slope.to_level == slope.level;
  if (ramp.empty()) {
    return same ? in(tr_context("way", "Take the ramp"))
                : in(tr_context("way", "Take the ramp to level {level}"), {{"level", level}});
  }
  return same ? in(tr_context("way", "Take {ramp}"), {{"ramp", ramp}})
              : in(tr_context("way", "Take {ramp} to level {level}"),
                   {{"ramp", ramp}, {"level", level}});
}

std::string elevator_help(const Texts& in, const SiteFiles& site, const Maneuver& ride) {
  if (ride.not_these.empty()) return {};
  return in(tr_context("way", "Not {elevators}: they do not stop at level {level}"),
            {{"elevators", phrase_of(in, site, ride.not_these.front())},
             {"level", sign_of(site, ride.to_level)}});
}

/// The goal, by the number of its door where it has one.
std::string arrive_title(const Texts& in, std::optional<Direction> direction,
                         const std::string& what) {
  if (!direction) return in(tr_context("way", "Here: {place}"), {{"place", what}});
  switch (*direction) {
    case Direction::left:
    case Direction::ahead_left:
    case Direction::behind_left:
      return in(tr_context("way", "On your left: {place}"), {{"place", what}});
    case Direction::right:
    case Direction::ahead_right:
    case Direction::behind_right:
      return in(tr_context("way", "On your right: {place}"), {{"place", what}});
    case Direction::behind:
      return in(tr_context("way", "Behind you: {place}"), {{"place", what}});
    case Direction::ahead:
      break;
  }
  return in(tr_context("way", "In front of you: {place}"), {{"place", what}});
}

std::string turn_icon(std::optional<Direction> direction) {
  if (!direction) return "arrow-up";
  if (is_left(*direction) || *direction == Direction::ahead_left) return "turn-left";
  if (is_right(*direction) || *direction == Direction::ahead_right) return "turn-right";
  return *direction == Direction::behind ? "undo" : "arrow-up";
}

WayStep step_of(const Texts& in, const SiteFiles& site, const Destination& to,
                const Maneuver& maneuver) {
  WayStep step{.action = maneuver.action,
               .direction = maneuver.direction,
               .level = maneuver.level,
               .icon = {},
               .title = {},
               .help = {}};
  switch (maneuver.action) {
    case Action::walk:
      step.icon = turn_icon(maneuver.direction);
      step.title = walk_title(in, site, maneuver);
      step.help = walk_help(in, site, maneuver);
      break;
    case Action::pass:
      step.icon = "door";
      step.title = in(tr_context("way", "Go through {door}"),
                      {{"door", phrase_of(in, site, maneuver.passage)}});
      break;
    case Action::ride:
      step.icon = "elevator";
      step.title = in(tr_context("way", "Take {elevators} to level {level}"),
                      {{"elevators", phrase_of(in, site, maneuver.passage)},
                       {"level", sign_of(site, maneuver.to_level)}});
      step.help = elevator_help(in, site, maneuver);
      break;
    case Action::climb:
      step.icon = "stairs";
      step.title = stairs_title(in, site, maneuver);
      break;
    case Action::slope:
      step.icon = "stepfree";
      step.title = ramp_title(in, site, maneuver);
      break;
    case Action::arrive: {
      step.icon = "pin";
      const PlaceInfo* place = find_place_info(site, to.place);
      const std::string name = name_of(in, site, to);
      const bool numbered = place != nullptr && !place->door.empty();
      step.title = arrive_title(
          in, maneuver.direction,
          numbered ? in(tr_context("way", "door {door}"), {{"door", place->door}}) : name);
      if (numbered) step.help = name;
      break;
    }
  }
  return step;
}

std::string name_of_passage(const Texts& in, const SiteFiles& site, const PassageId& id) {
  const PassageInfo* info = find_passage_info(site, id);
  if (info != nullptr && !info->name.empty()) return in.of_site(info->name);
  const auto* passage = wayfinding::find_passage(site.building->graph, id);
  return passage != nullptr && passage->kind == wayfinding::PassageKind::ramp
             ? in(tr_context("way", "a ramp"))
             : in(tr_context("way", "stairs"));
}

void add_notes(const Texts& in, const SiteFiles& site, const wayfinding::Guidance& guidance,
               Way& way) {
  const bool step_free = way.preference == Preference::step_free;
  if (!guidance.route && guidance.never) {
    way.notes.push_back(
        step_free ? in(tr_context("way",
                                  "There is no way to this place without steps. Please ask "
                                  "at the welcome desk."))
                  : in(tr_context("way",
                                  "We do not know a way to this place. Please ask at the "
                                  "welcome desk.")));
  } else if (!guidance.route) {
    way.notes.push_back(
        step_free ? in(tr_context("way",
                                  "There is no way without steps right now. Please ask at "
                                  "the welcome desk."))
                  : in(tr_context("way", "There is no open way to this place right now.")));
  }
  for (const PassageId& id : guidance.because) {
    way.notes.push_back(
        in(tr_context("way", "Closed now: {thing}"), {{"thing", name_of_passage(in, site, id)}}));
  }
}

void add_hours_note(const Texts& in, const SiteFiles& site, const Destination& to,
                    const wayfinding::Conditions& now, Way& way) {
  const auto* place = wayfinding::find_place(site.building->graph, to.place);
  if (place == nullptr || wayfinding::is_open(place->hours, now.minute_of_day)) return;
  // The date does not matter, only the clock; this one has no change of it.
  const auto clock = [&](int minute) {
    return in.time_of_day(instant_of(site.hours, {"2026-01-15"}, minute));
  };
  way.notes.push_back(in(
      tr_context("way", "Open from {from} to {to}"),
      {{"from", clock(place->hours->opens_minute)}, {"to", clock(place->hours->closes_minute)}}));
}

void replace(std::string& text, std::string_view placeholder, std::string_view value) {
  const std::size_t at = text.find(placeholder);
  if (at != std::string::npos) text.replace(at, placeholder.size(), value);
}

}  // namespace

std::string name_of(const Texts& in, const SiteFiles& site, const Destination& to) {
  if (const PlaceInfo* place = find_place_info(site, to.place)) return in.of_site(place->name);
  const CounterInfo* counter = find_counter_info(site, to.counter);
  if (counter == nullptr) return {};
  return in(tr_context("way", "Counter {counter}"), {{"counter", counter->label}});
}

std::string where_words(const Texts& in, const SiteFiles& site, const Destination& to) {
  const auto spot = spot_of(site, to);
  if (!spot) return {};
  const std::string level = in.of_site(site.building->levels[spot->level].name);
  const PlaceInfo* place = find_place_info(site, to.place);
  if (place == nullptr || place->door.empty()) return level;
  return in(tr_context("way", "{level}, door {door}"), {{"level", level}, {"door", place->door}});
}

std::string time_words(const Texts& in, const wayfinding::Route& route) {
  const Seconds time{(route.time_ms + 999) / 1000};
  return in(tr_context("way", "about {minutes}"), {{"minutes", in.minutes(time)}});
}

std::optional<Way> find_way(const Texts& in, const SiteFiles& site, const KioskInfo& from,
                            const Destination& to, Preference preference,
                            const wayfinding::Conditions& now) {
  const auto goal = spot_of(site, to);
  if (!goal || !from.spot) return std::nullopt;
  const wayfinding::Building& graph = site.building->graph;
  wayfinding::Guidance guidance = wayfinding::guide(graph, *from.spot, *goal, preference, now);
  Way way{.to = to,
          .name = name_of(in, site, to),
          .where = where_words(in, site, to),
          .preference = preference,
          .route = guidance.route ? guidance.route : guidance.with_steps,
          .maneuvers = {},
          .steps = {},
          .notes = {}};
  add_notes(in, site, guidance, way);
  add_hours_note(in, site, to, now, way);
  if (!way.route) return way;
  way.maneuvers = wayfinding::directions(graph, *way.route, from.facing_degrees, to.place);
  for (const Maneuver& maneuver : way.maneuvers) {
    way.steps.push_back(step_of(in, site, to, maneuver));
  }
  return way;
}

const PlaceInfo* nearest_place(const SiteFiles& site, const KioskInfo& from,
                               wayfinding::PlaceKind kind, Preference preference,
                               const wayfinding::Conditions& now) {
  if (!site.building || !from.spot) return nullptr;
  const auto* place =
      wayfinding::nearest_place(site.building->graph, *from.spot, kind, preference, now);
  return place == nullptr ? nullptr : find_place_info(site, place->id);
}

wayfinding::Conditions conditions_at(const SiteFiles& site, Instant at) {
  const LocalTime local = local_time(site.hours, at);
  return {.minute_of_day = local.hour * 60 + local.minute, .closed = {}};
}

std::string way_url_of(const SiteFiles& site, const DeviceId& from, const Destination& to,
                       Preference preference) {
  std::string url = site.way_url;
  replace(url, "{from}", from.value);
  replace(url, "{to}", to.place.empty() ? to.counter.value : to.place.value);
  replace(url, "{options}", word(preference));
  return url;
}

}  // namespace foyer

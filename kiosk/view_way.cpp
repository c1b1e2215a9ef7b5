// The way to a place: plan, lift, steps.
#include <algorithm>
#include <utility>

#include "kiosk/view_parts.h"

namespace foyer::kiosk::parts {
namespace {

using wayfinding::Action;
using wayfinding::LevelIndex;
using wayfinding::Maneuver;
using wayfinding::PassageKind;
using wayfinding::PlaceKind;
using wayfinding::Preference;

Switch preference_switch(const Texts& in, Preference chosen) {
  const std::vector<std::pair<Preference, ui::Segment>> all = {
      {Preference::step_free, {"way/step_free", in(tr_context("way", "Step-free")), "stepfree"}},
      {Preference::shortest, {"way/shortest", in(tr_context("way", "Shortest")), "route"}},
      {Preference::fewest_turns,
       {"way/fewest_turns", in(tr_context("way", "Fewest turns")), "arrow-up"}}};
  Switch options;
  for (const auto& [preference, segment] : all) {
    if (preference == chosen) options.chosen = options.segments.size();
    options.segments.push_back(segment);
    options.intents.emplace_back(ChooseWay{preference});
  }
  return options;
}

std::string icon_of(PlaceKind kind) {
  switch (kind) {
    case PlaceKind::washroom:
      return "washroom";
    case PlaceKind::exit:
      return "exit";
    case PlaceKind::cafe:
      return "cup";
    case PlaceKind::information:
      return "info";
    case PlaceKind::elevator:
      return "elevator";
    case PlaceKind::stairs:
      return "stairs";
    case PlaceKind::department:
    case PlaceKind::counter:
    case PlaceKind::room:
    case PlaceKind::hall:
    case PlaceKind::entrance:
    case PlaceKind::waiting:
    case PlaceKind::payment:
    case PlaceKind::parking:
    case PlaceKind::outdoors:
      break;
  }
  return {};
}

void add_labels(const ViewContext& context, const Destination& to, LevelIndex level, Plan& plan) {
  const BuildingInfo& building = *context.site.building;
  for (std::size_t i = 0; i < building.places.size(); ++i) {
    const PlaceInfo& info = building.places[i];
    const wayfinding::Place& place = building.graph.places[i];
    if (place.spot.level != level || info.label == LabelSize::none || info.id == to.place) continue;
    plan.labels.push_back(
        {place.spot.at, context.in.of_site(info.sign), icon_of(place.kind), info.label});
  }
  const bool named = std::any_of(
      building.graph.places.begin(), building.graph.places.end(), [&](const auto& place) {
        return place.kind == PlaceKind::counter && place.spot.level == level;
      });
  // "Counters 1 to 6" is easier to see than six figures.
  for (const CounterInfo& counter : context.site.counters) {
    if (named || !counter.spot || counter.spot->level != level || counter.id == to.counter)
      continue;
    plan.labels.push_back({counter.place, counter.label, {}, LabelSize::small});
  }
}

/// The lines of the way on one level: one for each time that it comes there.
std::vector<std::vector<PlanPoint>> routes_on(const std::vector<Maneuver>& maneuvers,
                                              LevelIndex level) {
  std::vector<std::vector<PlanPoint>> routes;
  bool before = false;
  for (const Maneuver& maneuver : maneuvers) {
    const bool here = maneuver.level == level;
    if (here && !before) routes.emplace_back();
    if (here) {
      auto& line = routes.back();
      for (const PlanPoint at : maneuver.line) {
        if (line.empty() || line.back() != at) line.push_back(at);
      }
    }
    // What leads to another level ends the line, even if the way comes back.
    before = here && maneuver.to_level == level;
  }
  return routes;
}

PlanPoint middle_of(const std::vector<PlanPoint>& line) {
  double length = 0;
  for (std::size_t i = 1; i < line.size(); ++i) length += distance_m(line[i - 1], line[i]);
  double left = length / 2;
  for (std::size_t i = 1; i < line.size(); ++i) {
    const double part = distance_m(line[i - 1], line[i]);
    if (left <= part && part > 0) {
      const double t = left / part;
      return {line[i - 1].x_m + t * (line[i].x_m - line[i - 1].x_m),
              line[i - 1].y_m + t * (line[i].y_m - line[i - 1].y_m)};
    }
    left -= part;
  }
  return line.front();
}

void add_marks(const ViewContext& context, const Way& way, LevelIndex level, Plan& plan) {
  const auto& levels = context.site.building->graph.levels;
  for (std::size_t i = 0; i < way.maneuvers.size(); ++i) {
    const Maneuver& maneuver = way.maneuvers[i];
    if (maneuver.level != level) continue;
    const std::string number = context.in.number(static_cast<std::int64_t>(i) + 1);
    if (maneuver.to_level != level) {
      const PlanPoint at =
          maneuver.action == Action::ride ? maneuver.line.back() : maneuver.line.front();
      plan.exits.push_back({at, way.steps[i].icon,
                            levels[maneuver.to_level].order > levels[level].order,
                            context.site.building->levels[maneuver.to_level].sign});
      plan.marks.push_back({at, number});
    } else if (maneuver.action != Action::arrive) {
      plan.marks.push_back({middle_of(maneuver.line), number});
    }
  }
}

// --- the lift

/// Places in the list of levels from the top one down, by index.
std::vector<std::size_t> rows_of_levels(const wayfinding::Building& graph) {
  std::vector<std::size_t> order(graph.levels.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return graph.levels[a].order > graph.levels[b].order;
  });
  std::vector<std::size_t> rows(order.size());
  for (std::size_t row = 0; row < order.size(); ++row) rows[order[row]] = row;
  return rows;
}

bool leads_elsewhere(const wayfinding::Building& graph, const wayfinding::Passage& passage) {
  return std::any_of(passage.nodes.begin(), passage.nodes.end(), [&](std::size_t node) {
    return graph.nodes[node].level != graph.nodes[passage.nodes.front()].level;
  });
}

/// Elevators and, where the way takes them, stairs and ramps between levels; those of the way
/// first.
std::vector<LiftShaft> shafts_of(const ViewContext& context, const Way& way,
                                 const std::vector<std::size_t>& rows) {
  const BuildingInfo& building = *context.site.building;
  std::vector<LiftShaft> used;
  std::vector<LiftShaft> others;
  for (std::size_t i = 0; i < building.graph.passages.size(); ++i) {
    const wayfinding::Passage& passage = building.graph.passages[i];
    if (passage.id.empty() || !leads_elsewhere(building.graph, passage)) continue;
    LiftShaft shaft;
    for (const Maneuver& maneuver : way.maneuvers) {
      if (maneuver.passage != passage.id || maneuver.to_level == maneuver.level) continue;
      shaft.trips.emplace_back(rows[maneuver.level], rows[maneuver.to_level]);
    }
    const bool elevator = passage.kind == PassageKind::elevator;
    if (!elevator && shaft.trips.empty()) continue;
    shaft.icon = elevator                              ? "elevator"
                 : passage.kind == PassageKind::stairs ? "stairs"
                                                       : "stepfree";
    shaft.label = context.in.of_site(building.passages[i].sign);
    for (const std::size_t node : passage.nodes) {
      shaft.stops.push_back(rows[building.graph.nodes[node].level]);
    }
    std::sort(shaft.stops.begin(), shaft.stops.end());
    shaft.stops.erase(std::unique(shaft.stops.begin(), shaft.stops.end()), shaft.stops.end());
    (shaft.trips.empty() ? others : used).push_back(std::move(shaft));
  }
  used.insert(used.end(), others.begin(), others.end());
  return used;
}

Lift lift_of(const ViewContext& context, const Way& way, LevelIndex shown) {
  const BuildingInfo& building = *context.site.building;
  Lift lift;
  if (building.levels.size() < 2) return lift;
  const std::vector<std::size_t> rows = rows_of_levels(building.graph);
  lift.levels.resize(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    LiftLevel& level = lift.levels[rows[i]];
    level.id = "level/" + building.levels[i].id.value;
    level.sign = building.levels[i].sign;
    level.spoken = context.in.of_site(building.levels[i].name);
    level.shown = i == shown;
    level.start = i == way.route->from.level;
    level.goal = i == way.route->to.level;
    level.intent = ShowLevel{i};
  }
  lift.shafts = shafts_of(context, way, rows);
  return lift;
}

Plan plan_of(const ViewContext& context, const KioskInfo& kiosk, const Way& way, LevelIndex shown) {
  const Texts& in = context.in;
  const BuildingInfo& building = *context.site.building;
  Plan plan;
  plan.level = building.levels[shown];
  plan.turn_degrees = -kiosk.facing_degrees;
  plan.north_degrees = building.north_degrees;
  plan.north_sign = in(tr_context("way", "N"));
  plan.routes = routes_on(way.maneuvers, shown);
  plan.progress = context.way_progress;
  plan.pictures = context.plans;
  if (way.route->from.level == shown) {
    plan.here = way.route->from.at;
    plan.here_words = in(tr_context("way", "You are here"));
  }
  plan.continues = true;
  if (way.route->to.level == shown) {
    plan.continues = false;
    plan.goal = way.route->to.at;
    const PlaceInfo* place = find_place_info(context.site, way.to.place);
    plan.goal_words = place == nullptr ? way.name : in.of_site(place->sign);
  }
  add_labels(context, way.to, shown, plan);
  add_marks(context, way, shown, plan);
  plan.lift = lift_of(context, way, shown);
  return plan;
}

Steps steps_of(const ViewContext& context, const KioskInfo& kiosk, const Way& way,
               LevelIndex shown) {
  const Texts& in = context.in;
  Steps steps;
  std::optional<LevelIndex> next;
  std::size_t last = 0;
  for (std::size_t i = 0; i < way.steps.size(); ++i) {
    const WayStep& step = way.steps[i];
    if (step.level != shown) continue;
    steps.rows.push_back(
        {in.number(static_cast<std::int64_t>(i) + 1), step.icon, step.title, step.help});
    last = i;
    if (way.maneuvers[i].to_level != shown) next = way.maneuvers[i].to_level;
  }
  if (next && last + 1 < way.steps.size()) {
    const auto more = static_cast<std::int64_t>(way.steps.size() - last - 1);
    steps.next_title = in(tr_context("way", "Then: {level}"),
                          {{"level", in.of_site(context.site.building->levels[*next].name)}});
    steps.next_text = in(tr_plural_context("way", "{n} more step", "{n} more steps"), more);
    steps.next = ShowLevel{*next};
  }
  steps.url = way_url_of(context.site, kiosk.id, way.to, way.preference);
  steps.url_title = in(tr_context("way", "Take it along"));
  steps.url_text = in(tr_context("way", "on your phone"));
  return steps;
}

std::string where_and_when(const Texts& in, const Way& way) {
  if (!way.route) return way.where;
  return in(tr_context("way", "{where} · {time}"),
            {{"where", way.where}, {"time", time_words(in, *way.route)}});
}

}  // namespace

Preference way_preference_of(const Form& form) {
  if (form.way_preference) return *form.way_preference;
  const auto& needs = form.special_needs;
  const bool step_free =
      std::find(needs.begin(), needs.end(), SpecialNeed::step_free) != needs.end();
  return step_free ? Preference::step_free : Preference::shortest;
}

std::optional<LinkItem> way_link(const ViewContext& context, const Destination& to,
                                 std::string title) {
  if (kiosk_of(context) == nullptr) return std::nullopt;
  std::string where = where_words(context.in, context.site, to);
  if (where.empty()) return std::nullopt;
  return LinkItem{{.id = "way", .icon = "way", .title = std::move(title), .text = std::move(where)},
                  ShowWay{to}};
}

std::optional<LinkItem> way_link(const ViewContext& context, const Contact& contact,
                                 const DepartmentId& department) {
  const PlaceInfo* place = place_of(context.site, contact, department);
  if (place == nullptr) return std::nullopt;
  return way_link(context, {place->id, {}}, context.in(tr_context("way", "Show me the way")));
}

void way(const ViewContext& context, const Form& form, KioskView& view) {
  const KioskInfo* kiosk = kiosk_of(context);
  if (kiosk == nullptr) return home(context, form, view);
  const Texts& in = context.in;
  const std::optional<Way> way =
      find_way(in, context.site, *kiosk, form.place.way_to, way_preference_of(form),
               conditions_at(context.site, context.lobby.at));
  if (!way) return home(context, form, view);
  view.spoken_title = way->name;
  view.body.start_share = 0.52F;
  view.body.head.push_back(Title{"way", in(tr_context("way", "Find my way")), true, way->name,
                                 where_and_when(in, *way)});

  const bool as_asked =
      way->route && (way->preference != Preference::step_free || way->route->step_free);
  for (std::size_t i = 0; i < way->notes.size(); ++i) {
    if (i == 0 && !as_asked) {
      view.body.start.push_back(Notice{"warn", way->notes[i]});
    } else {
      view.body.start.push_back(Note{"info", way->notes[i]});
    }
  }
  view.body.end.push_back(preference_switch(in, way->preference));
  if (way->route) {
    const LevelIndex shown = form.way_level.value_or(way->route->from.level);
    view.body.end.push_back(plan_of(context, *kiosk, *way, shown));
    view.body.tail.push_back(steps_of(context, *kiosk, *way, shown));
  }
  view.actions = {back_action(in), start_over_action(in)};
  add_paper(context, view.body.pinned);
  if (way->route && context.machine != nullptr && context.machine->prints) {
    ui::Button print{
        .id = "print-way", .label = in(tr_context("way", "Print the way")), .icon = "printer"};
    print.kind = ui::ButtonKind::primary;
    view.actions.push_back({print, PrintWay{}});
  }
}

}  // namespace foyer::kiosk::parts

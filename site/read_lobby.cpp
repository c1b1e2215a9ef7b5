#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "site/reading.h"

namespace foyer::site_reading {

namespace {

constexpr double plan_max_m = 1000;

PlanPoint read_place(Table& table) {
  return {table.decimal("x", 0, plan_max_m), table.decimal("y", 0, plan_max_m)};
}

void read_counter(Table& table, Catalogue& in, std::map<std::string, std::string>& labels) {
  CounterInfo info;
  CounterPlace place;
  info.id = {table.id(in.counters)};
  info.label = table.text("label", Presence::required, 4);
  info.name = table.shown("name", Presence::required, 60);
  info.place = read_place(table);
  info.spot = read_spot(table, in, info.place);
  const auto [it, fresh] = labels.emplace(info.label, info.id.value);
  if (!fresh && !info.label.empty()) {
    table.mistake("label", fmt::format("counter \"{}\" has the label \"{}\" already", it->second,
                                       info.label));
  }
  for (std::string& id : table.references("skills", in.skills, Presence::required)) {
    place.skills.push_back({std::move(id)});
  }
  place.step_free = table.flag("step_free", place.step_free);
  place.auto_call = table.flag("auto_call", place.auto_call);
  place.customer_display = {table.own_id("customer_display", in.devices, Presence::optional)};
  place.id = info.id;
  place.label = info.label;
  in.site.lobby.counters.push_back(std::move(place));
  in.site.counters.push_back(std::move(info));
}

void read_kiosk(Table& table, Catalogue& in) {
  KioskInfo info;
  info.id = {table.id(in.devices)};
  info.name = table.shown("name", Presence::required, 60);
  info.place = read_place(table);
  info.spot = read_spot(table, in, info.place);
  info.facing_degrees = table.decimal("facing", 0, 360);
  info.screen_bottom_mm = static_cast<int>(table.integer("screen_bottom_mm", {200, 2000}));
  info.screen_top_mm = static_cast<int>(table.integer("screen_top_mm", {300, 3000}));
  if (info.screen_top_mm <= info.screen_bottom_mm) {
    table.mistake("screen_top_mm", "is not above screen_bottom_mm");
  }
  in.site.kiosks.push_back(std::move(info));
}

void read_display(Table& table, Catalogue& in) {
  DisplayInfo info;
  info.id = {table.id(in.devices)};
  info.name = table.shown("name", Presence::required, 60);
  info.place = read_place(table);
  info.facing_degrees = table.decimal("facing", 0, 360);
  for (const CounterInfo& counter : in.site.counters) {
    info.arrows[counter.id] = direction_towards(info.place, counter.place, info.facing_degrees);
  }
  table.table("arrows", Presence::optional, [&](Table& arrows) {
    for (const std::string& counter : arrows.keys()) {
      const Direction direction = arrows.word<Direction>(counter);
      if (!in.counters.where.contains(counter)) {
        arrows.mistake(counter, fmt::format("no counter \"{}\"", counter));
      } else {
        info.arrows[{counter}] = direction;
      }
    }
  });
  in.site.displays.push_back(std::move(info));
}

/// What can be chosen must be served somewhere; otherwise a ticket waits for ever.
void check_skills_are_served(Reading& reading, const Catalogue& in) {
  std::set<SkillId> served;
  for (const CounterPlace& counter : in.site.lobby.counters) {
    served.insert(counter.skills.begin(), counter.skills.end());
  }
  if (served.empty()) return;
  for (const Service& service : in.site.lobby.services) {
    for (const SkillId& skill : {service.skill, service.specialist_skill}) {
      if (skill.empty() || served.contains(skill) || !in.skills.where.contains(skill.value))
        continue;
      const auto place = in.services.where.find(service.id.value);
      if (place == in.services.where.end()) continue;
      const std::size_t colon = place->second.rfind(':');
      reading.mistakes.push_back({place->second.substr(0, colon),
                                  std::stoi(place->second.substr(colon + 1)),
                                  fmt::format("service \"{}\"", service.id.value),
                                  fmt::format("no counter has the skill \"{}\"", skill.value)});
    }
  }
}

}  // namespace

void read_lobby(Reading& reading, Catalogue& in) {
  read_file(reading, "lobby.toml", [&](Table& file) {
    std::map<std::string, std::string> labels;
    file.tables("counter", {1, 200}, [&](Table& table) { read_counter(table, in, labels); });
    file.tables("kiosk", {0, 100}, [&](Table& table) { read_kiosk(table, in); });
    file.tables("display", {0, 100}, [&](Table& table) { read_display(table, in); });
  });
  check_skills_are_served(reading, in);
}

}  // namespace foyer::site_reading

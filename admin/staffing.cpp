// foyer staffing: how many counters a coming day needs, and what to do about the lobby now.
#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <iostream>
#include <memory>

#include "admin/commands.h"
#include "admin/parts.h"
#include "admin/past_events.h"
#include "admin/shifts.h"
#include "admin/staffing_report.h"
#include "engine/demand.h"
#include "engine/estimate.h"
#include "engine/forecaster.h"
#include "site/calendar.h"

namespace foyer::admin {
namespace {

constexpr const char* plan_examples = R"(
Examples:
  foyer staffing plan --data run/data --site assets/sites/clarington --date 2026-11-26
  foyer staffing plan --data run/data --site assets/sites/clarington --date 2026-11-26 \
      --shifts thursday.toml

A shift in the file; skills where the clerk has not all of the place, breaks where there are some:
  [[shift]]
  counter = "counter-1"
  hours = "8:30-16:30"
  skills = ["front-desk"]
  [[shift.break]]
  hours = "12:00-12:30"

It learns from the journal's days before that date. Also while the server runs.
docs/STAFFING.md says how it is computed.)";

constexpr const char* now_examples = R"(
Examples:
  foyer staffing now --data run/data --site assets/sites/clarington
  foyer staffing now --data run/data --site assets/sites/clarington --at 2026-11-26T15:40:00Z

Also while the server runs.)";

struct StaffingOptions {
  server::DataFolder folder;
  std::filesystem::path site;
  std::string date;
  std::string at;
  int weeks = 8;
  std::filesystem::path shifts;
  bool json = false;
};

LocalClock clock_of(const Hours& hours) {
  return [&hours](Instant at) {
    const LocalTime local = local_time(hours, at);
    return LocalMoment{local.weekday, local.hour * 60 + local.minute};
  };
}

/// The planned day's opening time, for people who ask for one on which there is none.
BusinessDay open_day(const SiteFiles& site, const std::string& text) {
  const auto date = parse_date(text);
  if (!date) throw CommandError("--date: " + text + " is no date like 2026-11-26");
  const auto day = business_day(site.hours, *date);
  if (day) return *day;
  const Holiday* holiday = find_holiday(site.hours, *date);
  throw CommandError("the office is closed on " + text +
                     (holiday == nullptr ? "" : " (" + holiday->name + ")"));
}

std::vector<SkilledCounter> counters_of(const Site& site, const std::vector<Shift>& shifts) {
  std::vector<SkilledCounter> counters;
  if (shifts.empty()) {
    for (const CounterPlace& place : site.counters) counters.push_back({place.id, place.skills});
  }
  for (const Shift& shift : shifts) counters.push_back(shift.counter);
  return counters;
}

ExitCode plan(const StaffingOptions& options) {
  const SiteFiles site = load_site(options.site);
  const BusinessDay day = open_day(site, options.date);
  std::vector<Shift> shifts;
  if (!options.shifts.empty()) shifts = read_shifts(options.shifts, site.lobby);

  const LocalClock clock = clock_of(site.hours);
  DemandHistory history(site.lobby, clock);
  const Past past{days_before(day.date, 7 * options.weeks), day.date, std::nullopt};
  read_past(options.folder, past, [&](const Event& event) { history.observe(event); });

  StaffingPlan told;
  told.date = day.date;
  told.opens_minute = clock(day.opens_at).minute;
  told.closes_minute =
      told.opens_minute +
      static_cast<int>(
          std::chrono::duration_cast<std::chrono::minutes>(day.closes_at - day.opens_at).count());
  const DayDemand demand = history.expected(clock(day.opens_at).weekday,
                                            open_hours(told.opens_minute, told.closes_minute));
  if (demand.weekday_days == 0) {
    throw CommandError("nothing is known of such a day: of the " + std::to_string(demand.days) +
                       " days that the journal has in the " + std::to_string(options.weeks) +
                       " weeks before " + day.date.value +
                       " none is of this weekday (--weeks looks farther back)");
  }
  told.plan = plan_day(demand, counters_of(site.lobby, shifts));
  if (!shifts.empty()) told.cover = cover_day(told.plan, shifts);
  std::cout << (options.json ? plan_json(told) : plan_text(told, site)) << std::flush;
  return ExitCode::ok;
}

Instant time_of(const std::string& text) {
  if (text.empty()) return system_now();
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  int hour = 0;
  int minute = 0;
  int second = 0;
  int used = 0;
  const int found = std::sscanf(text.c_str(), "%4d-%2u-%2uT%2d:%2d:%2dZ%n", &year, &month, &day,
                                &hour, &minute, &second, &used);
  const auto date = std::chrono::year(year) / month / day;
  if (found != 6 || used != static_cast<int>(text.size()) || !date.ok() || hour > 23 ||
      minute > 59 || second > 59 || hour < 0 || minute < 0 || second < 0) {
    throw CommandError("--at: " + text + " is no time like 2026-11-26T15:40:00Z");
  }
  return Instant(std::chrono::sys_days(date)) + std::chrono::hours(hour) +
         std::chrono::minutes(minute) + Seconds(second);
}

/// Of everybody who waits in a lobby as it could be, by what was learnt in the one there is.
Waits waits_of_all(const Site& site, const State& state, const Experience& experience, Instant at) {
  Waits waits{at, 0, {}, {}};
  for (const auto& [visit, estimate] : estimate_waits(site, state, experience, {}, at).visits) {
    waits.visits.push_back({visit, estimate.before, wait_of(estimate)});
  }
  return waits;
}

ExitCode now(const StaffingOptions& options) {
  const SiteFiles site = load_site(options.site);
  const Instant at = time_of(options.at);
  Forecaster forecaster(site.lobby);
  const Past past{days_before(business_date(site.hours, at), 7 * options.weeks), {}, at};
  read_past(options.folder, past, [&](const Event& event) { forecaster.observe(event); });
  const State& state = forecaster.state();
  const WaitsOf waits_of = [&](const State& lobby) {
    return waits_of_all(site.lobby, lobby, forecaster.experience(), at);
  };
  const Finding finding = find_best(site.lobby, state, at, waits_of);
  if (options.json)
    std::cout << advice_json(finding, state, at);
  else
    std::cout << advice_text(finding, state, site) << '\n';
  return ExitCode::ok;
}

void add_common(CLI::App& command, const std::shared_ptr<StaffingOptions>& options) {
  add_data_option(command, options->folder.path);
  command.add_option("--site", options->site, "Folder of the site's files")
      ->required()
      ->check(CLI::ExistingDirectory);
  command.add_option("--weeks", options->weeks, "How many past weeks to learn from")
      ->check(CLI::Range(1, 520))
      ->capture_default_str();
  command.add_flag("--json", options->json, "As JSON, for programs");
}

}  // namespace

void add_staffing(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<StaffingOptions>();
  CLI::App* staffing = app.add_subcommand("staffing", "How many counters are needed, and when");
  staffing->require_subcommand(1);

  CLI::App* plan_command = staffing->add_subcommand(
      "plan", "What each half hour of a coming day needs, and whether shifts cover it");
  plan_command->footer(plan_examples);
  add_common(*plan_command, options);
  plan_command->add_option("--date", options->date, "The day, like 2026-11-26")->required();
  plan_command->add_option("--shifts", options->shifts, "Who is there: a TOML file")
      ->check(CLI::ExistingFile);
  plan_command->callback([&chosen, options] { chosen = [options] { return plan(*options); }; });

  CLI::App* now_command =
      staffing->add_subcommand("now", "The one best thing to do about the lobby, if there is one");
  now_command->footer(now_examples);
  add_common(*now_command, options);
  now_command->add_option("--at", options->at, "As it was at this time; default: now");
  now_command->callback([&chosen, options] { chosen = [options] { return now(*options); }; });
}

}  // namespace foyer::admin

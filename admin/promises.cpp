// foyer promises: what people were promised and told, and what came of it.
#include <fmt/format.h>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "admin/commands.h"
#include "admin/parts.h"
#include "admin/past_events.h"
#include "engine/promises.h"
#include "site/calendar.h"

namespace foyer::admin {
namespace {

constexpr const char* examples = R"(
Per service, of the visits that are over: how many were called within the promised wait (the
standard), and how the ranges told at issue held: an honest one has a little more than half of the
waits within its lower end and nine in ten within its upper end. Visits that the day's end closed
out do not count.

Examples:
  foyer promises --data run/data
  foyer promises --data run/data --from 2026-11-01 --until 2026-12-01 --json

Also while the server runs.)";

struct PromisesOptions {
  server::DataFolder folder;
  std::string from;
  std::string until;
  bool json = false;
};

BusinessDate date_of(const std::string& option, const std::string& text) {
  if (!text.empty() && !parse_date(text)) {
    throw CommandError(option + ": \"" + text + "\" is no date like 2026-11-26");
  }
  return {text};
}

double share(int part, int whole) {
  return whole == 0 ? 0 : 100.0 * part / whole;
}

std::string minutes(std::int64_t sum_s, int count) {
  if (count == 0) return "-";
  return fmt::format("{:.1f}", static_cast<double>(sum_s) / count / 60);
}

std::string percent(int part, int whole) {
  return whole == 0 ? "-" : fmt::format("{:.1f}", share(part, whole));
}

std::string line(const std::string& name, const PromiseFigures& f) {
  return fmt::format("{:<28}{:>8}{:>7}{:>10}{:>10}{:>11}{:>11}{:>11}{:>11}\n", name, f.visits,
                     f.left, percent(f.in_time, f.called), minutes(f.wait_s, f.called),
                     minutes(f.told_p50_s, f.told), minutes(f.absolute_error_s, f.told),
                     percent(f.within_p50, f.told), percent(f.within_p90, f.told));
}

std::string to_text(const PromiseTally& tally, int days) {
  std::string text = fmt::format("{} {}\n", days, days == 1 ? "day" : "days");
  text += fmt::format("{:<28}{:>8}{:>7}{:>10}{:>10}{:>11}{:>11}{:>11}{:>11}\n", "service", "visits",
                      "left", "in time %", "wait min", "told P50", "off by min", "in P50 %",
                      "in P90 %");
  for (const auto& [service, figures] : tally.by_service()) text += line(service.value, figures);
  text += line("all", tally.all());
  return text;
}

nlohmann::ordered_json json_of(const PromiseFigures& f) {
  return {{"visits", f.visits},
          {"left", f.left},
          {"called", f.called},
          {"in_time", f.in_time},
          {"told", f.told},
          {"within_p50", f.within_p50},
          {"within_p90", f.within_p90},
          {"wait_s", f.wait_s},
          {"told_p50_s", f.told_p50_s},
          {"told_wait_s", f.told_wait_s},
          {"absolute_error_s", f.absolute_error_s}};
}

std::string to_json(const PromiseTally& tally, int days) {
  nlohmann::ordered_json json{{"days", days}, {"all", json_of(tally.all())}};
  json["services"] = nlohmann::ordered_json::object();
  for (const auto& [service, figures] : tally.by_service()) {
    json["services"][service.value] = json_of(figures);
  }
  return json.dump(2) + '\n';
}

ExitCode run(const PromisesOptions& options) {
  const Past past{date_of("--from", options.from), date_of("--until", options.until), std::nullopt};
  PromiseTally tally;
  const int days =
      read_past(options.folder, past, [&tally](const Event& event) { tally.observe(event); });
  std::cout << (options.json ? to_json(tally, days) : to_text(tally, days)) << std::flush;
  return ExitCode::ok;
}

}  // namespace

void add_promises(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<PromisesOptions>();
  CLI::App* command = app.add_subcommand("promises", "Promise against actual, per service");
  command->footer(examples);
  add_data_option(*command, options->folder.path);
  command->add_option("--from", options->from, "The first day, like 2026-11-26");
  command->add_option("--until", options->until, "The day after the last");
  command->add_flag("--json", options->json, "The counts and sums as one JSON object");
  command->callback([options, &chosen] { chosen = [options] { return run(*options); }; });
}

}  // namespace foyer::admin

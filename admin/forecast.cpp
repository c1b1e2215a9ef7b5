// foyer forecast: how good the forecasts of waits are, on a log of waits from the past.
#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fstream>
#include <iostream>
#include <memory>

#include "admin/commands.h"
#include "admin/evaluation.h"

namespace foyer::admin {
namespace {

constexpr const char* examples = R"(
Lets a log of past waits happen again to the forecaster that the queue server runs, and asks it
about each customer on arrival, who knows only what had happened before. It begins knowing nothing.

The log has the columns id,date,type,prio,arrive,wait,outcome,start,end,server: one customer a line
in the order of arrival; times in seconds since midnight; prio 2 is priority; outcome S served, A
left before. The predictions have a line for each: id,date,arrive,type,p50_s,p80_s,p90_s, zeros
where a counter was free. The summary, over those who waited and were served, is one line of JSON.

Examples:
  foyer forecast evaluate last-month.csv --out predictions.csv
  foyer forecast evaluate last-month.csv --compare         beside what queue systems usually show)";

struct ForecastOptions {
  std::filesystem::path log;
  std::filesystem::path out;
  bool compare = false;
};

void write(const std::filesystem::path& path, const std::string& text) {
  std::ofstream file(path, std::ios::binary);
  file << text;
  file.close();
  if (!file) throw CommandError("cannot write " + path.string());
}

ExitCode run(const ForecastOptions& options) {
  const std::vector<LoggedVisit> log = read_wait_log(options.log);
  const std::vector<Prediction> predictions = predict_waits(log);
  if (!options.out.empty()) write(options.out, to_csv(log, predictions));
  const Evaluation evaluation = evaluate(log, predictions);
  if (options.compare) std::cerr << to_table(evaluation);
  std::cout << to_json(evaluation) << '\n';
  return ExitCode::ok;
}

}  // namespace

void add_forecast(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<ForecastOptions>();
  CLI::App* command = app.add_subcommand("forecast", "How good the forecasts of waits are");
  command->require_subcommand(1);
  CLI::App* evaluate = command->add_subcommand("evaluate", "Forecast the waits of a log");
  evaluate->footer(examples);
  evaluate->add_option("log", options->log, "File of past waits")
      ->required()
      ->check(CLI::ExistingFile);
  evaluate->add_option("--out", options->out, "Write a line for each customer here");
  evaluate->add_flag("--compare", options->compare,
                     "Show the forecast beside waiting x mean / servers");
  evaluate->callback([options, &chosen] { chosen = [options] { return run(*options); }; });
}

}  // namespace foyer::admin

// foyer bench: measures this machine and this build.
#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <fstream>
#include <iostream>
#include <memory>

#include "admin/commands.h"
#include "bench/bench.h"
#include "bench/policies.h"
#include "bench/races.h"

namespace foyer::admin {
namespace {

constexpr const char* examples = R"(
Works in a folder of its own under $TMPDIR (put that on the disk that you want to know about) and
starts its own queue servers; no other lobby is touched. Close what else is running.
docs/BENCHMARKS.md says what is measured and how to read it.

Examples:
  foyer bench --site assets/sites/clarington
  foyer bench --site assets/sites/clarington --only throughput --json figures.json
  TMPDIR=/srv/fast foyer bench --site assets/sites/clarington --only round-trip)";

struct BenchOptions {
  bench::Options bench;
  std::string only;
  std::filesystem::path json;
};

std::filesystem::path server_beside_this_program() {
  return std::filesystem::read_symlink("/proc/self/exe").parent_path() / "foyer-queue-server";
}

/// Nothing where no file is named.
void write(const std::filesystem::path& path, const std::string& text) {
  if (path.empty()) return;
  std::ofstream file(path);
  file << text;
  file.close();
  if (!file) throw CommandError("cannot write " + path.string());
}

ExitCode run(BenchOptions options) {
  if (options.bench.site.empty()) throw CommandError("name the site's folder with --site");
  if (options.bench.server.empty()) options.bench.server = server_beside_this_program();
  if (!std::filesystem::exists(options.bench.server)) {
    throw CommandError("there is no " + options.bench.server.string() + "; name it with --server");
  }
  options.bench.say = [](const std::string& line) { std::cerr << "… " << line << std::endl; };
  bench::Figures figures;
  for (const bench::Benchmark& benchmark : bench::benchmarks()) {
    if (!options.only.empty() && options.only != benchmark.name) continue;
    for (bench::Figure& figure : benchmark.run(options.bench)) figures.push_back(std::move(figure));
  }
  std::cout << to_table(figures);
  write(options.json, to_json(figures));
  return ExitCode::ok;
}

constexpr const char* policies_examples = R"(
Plays the same days in the engine alone under Foyer's calling policy and under three that are in use,
at four loads and four ways to train the counters. docs/ASSIGNMENT.md discusses the figures.

Examples:
  foyer bench policies
  foyer bench policies --days 1000 --json policies.json
  foyer bench policies --days 50 --passed-over-max 30)";

struct PolicyOptions {
  bench::PolicyBench bench;
  std::int64_t passed_over_max_min = Seconds(bench.rules.passed_over_max).count() / 60;
  std::int64_t tie_slack_s = bench.rules.tie_slack.count();
  std::filesystem::path json;
};

ExitCode run_policies(PolicyOptions options) {
  options.bench.say = [](const std::string& line) { std::cerr << "… " << line << std::endl; };
  options.bench.rules.passed_over_max = std::chrono::minutes(options.passed_over_max_min);
  options.bench.rules.tie_slack = Seconds(options.tie_slack_s);
  const std::vector<bench::SettingResult> settings = bench::bench_policies(options.bench);
  std::cout << bench::to_table(settings);
  write(options.json, bench::to_json(settings, options.bench));
  return ExitCode::ok;
}

void add_policies(CLI::App& bench, Chosen& chosen) {
  auto options = std::make_shared<PolicyOptions>();
  CLI::App* command = bench.add_subcommand("policies", "Compare calling policies on the same days");
  command->footer(policies_examples);
  command->add_option("--days", options->bench.days, "Days of every setting")
      ->check(CLI::Range(1, 100000))
      ->capture_default_str();
  command->add_option("--seed", options->bench.seed, "Of the first day")->capture_default_str();
  command
      ->add_option("--passed-over-max", options->passed_over_max_min,
                   "Our weight of this name, in minutes")
      ->check(CLI::Range(5, 480))
      ->capture_default_str();
  command
      ->add_option("--promise-margin", options->bench.rules.promise_margin_pct,
                   "Our weight of this name, in per cent")
      ->check(CLI::Range(0, 1000))
      ->capture_default_str();
  command->add_option("--tie-slack", options->tie_slack_s, "Our weight of this name, in seconds")
      ->check(CLI::Range(0, 3600))
      ->capture_default_str();
  command->add_option("--json", options->json, "Write the figures here as well");
  command->callback([options, &chosen] { chosen = [options] { return run_policies(*options); }; });
}

constexpr const char* races_examples = R"(
Two counters act on the same visit at the same moment, over the link, at a server of its own. Ends
with 1 if anything happened twice, was lost, or was told wrongly.

Examples:
  foyer bench races --site assets/sites/clarington
  foyer bench races --site assets/sites/clarington --races 500 --seed 7)";

ExitCode hold_races(bench::RaceOptions options) {
  if (options.server.empty()) options.server = server_beside_this_program();
  options.say = [](const std::string& line) { std::cerr << "… " << line << std::endl; };
  const bench::RaceReport report = bench::run_races(options);
  std::cout << to_table(report);
  return report.faults.empty() ? ExitCode::ok : ExitCode::failure;
}

void add_races(CLI::App& bench, Chosen& chosen) {
  auto options = std::make_shared<bench::RaceOptions>();
  CLI::App* command =
      bench.add_subcommand("races", "Two counters want the same visit, again and again");
  command->footer(races_examples);
  command->add_option("--site", options->site, "Folder of the site whose catalogue is used")
      ->required()
      ->check(CLI::ExistingDirectory);
  command->add_option("--server", options->server,
                      "The program foyer-queue-server; default: beside this one");
  command->add_option("--races", options->races, "How many")
      ->check(CLI::Range(1, 1000000))
      ->capture_default_str();
  command->add_option("--seed", options->seed, "Of who sends first, and how much later the other")
      ->capture_default_str();
  command->callback([options, &chosen] { chosen = [options] { return hold_races(*options); }; });
}

std::vector<std::string> names() {
  std::vector<std::string> names;
  for (const bench::Benchmark& benchmark : bench::benchmarks()) names.emplace_back(benchmark.name);
  return names;
}

}  // namespace

void add_bench(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<BenchOptions>();
  CLI::App* command = app.add_subcommand("bench", "Measure speed on this machine");
  command->footer(examples);
  command->add_option("--site", options->bench.site, "Folder of the site whose catalogue is used")
      ->check(CLI::ExistingDirectory);
  command->add_option("--only", options->only, "Run only this one")->check(CLI::IsMember(names()));
  command->add_option("--json", options->json, "Write the figures here as well");
  command->add_option("--server", options->bench.server,
                      "The program foyer-queue-server; default: beside this one");
  command->add_flag("--smoke", options->bench.smoke,
                    "Only see that it works: seconds, and figures that mean nothing");
  command->callback([options, command, &chosen] {
    if (command->get_subcommands().empty()) chosen = [options] { return run(*options); };
  });
  add_policies(*command, chosen);
  add_races(*command, chosen);
}

}  // namespace foyer::admin

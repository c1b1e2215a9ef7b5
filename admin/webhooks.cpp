// foyer webhooks: how far other systems have been told what happened, and what to do when one will
// not take it.
#include <fmt/format.h>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <filesystem>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "admin/commands.h"
#include "admin/parts.h"
#include "followers/follower_store.h"
#include "queue-server/data_folder.h"
#include "queue-server/sqlite_journal.h"

namespace foyer::admin {
namespace {

using followers::FollowerStore;
using followers::Progress;

struct WebhookOptions {
  server::DataFolder folder;
  std::string name;
  std::int64_t seq = 0;
  bool json = false;
};

FollowerStore open_store(const WebhookOptions& options, storage::OpenMode mode) {
  const auto file = options.folder.followers();
  if (!std::filesystem::exists(file)) {
    throw CommandError("no foyer-followers has run in " + options.folder.path.string());
  }
  return {file, mode};
}

nlohmann::ordered_json to_json(const Progress& progress, std::int64_t last_seq) {
  nlohmann::ordered_json row;
  row["name"] = progress.name;
  row["cursor"] = progress.cursor;
  row["last_seq"] = last_seq;
  row["delivered"] = progress.delivered;
  row["paused"] = progress.paused;
  row["failures"] = progress.failures;
  if (progress.retry_at) row["retry_at_ms"] = to_ms(*progress.retry_at);
  if (progress.last_success_at) row["last_success_at_ms"] = to_ms(*progress.last_success_at);
  if (!progress.last_trouble.empty()) row["last_trouble"] = progress.last_trouble;
  return row;
}

void print(const Progress& progress, std::int64_t last_seq) {
  std::cout << fmt::format(
      "{:<20} {:>9} {:>7}  {:<21} {}\n", progress.name, progress.cursor, last_seq - progress.cursor,
      progress.last_success_at ? utc_text(*progress.last_success_at) : "-",
      progress.paused          ? "paused"
      : progress.failures == 0 ? "well"
                               : fmt::format("{} failures", progress.failures));
  if (progress.failures == 0) return;
  std::cout << fmt::format("    event {}: {}", progress.cursor + 1, progress.last_trouble);
  if (progress.retry_at) std::cout << "; again at " << utc_text(*progress.retry_at);
  std::cout << '\n';
}

ExitCode status(const WebhookOptions& options) {
  FollowerStore store = open_store(options, storage::OpenMode::read_only);
  server::SqliteJournal journal(options.folder.journal(), storage::OpenMode::read_only);
  const std::int64_t last_seq = journal.last_seq();
  const auto rows = store.all();
  if (options.json) {
    auto list = nlohmann::ordered_json::array();
    for (const Progress& progress : rows) list.push_back(to_json(progress, last_seq));
    std::cout << list.dump() << '\n';
    return ExitCode::ok;
  }
  std::cout << fmt::format("{:<20} {:>9} {:>7}  {:<21} {}\n", "NAME", "SEQ", "BEHIND",
                           "LAST DELIVERY", "STATE");
  for (const Progress& progress : rows) print(progress, last_seq);
  return ExitCode::ok;
}

template <class Change>
ExitCode change(const WebhookOptions& options, const Change& make) {
  FollowerStore store = open_store(options, storage::OpenMode::read_write);
  if (!store.find(options.name)) {
    throw CommandError("there is no \"" + options.name + "\"; foyer webhooks status names them");
  }
  make(store);
  std::cout << options.name << ": done\n";
  return ExitCode::ok;
}

ExitCode pause(const WebhookOptions& options) {
  return change(options, [&](FollowerStore& store) { store.pause(options.name, true); });
}

ExitCode retry(const WebhookOptions& options) {
  return change(options, [&](FollowerStore& store) { store.pause(options.name, false); });
}

ExitCode skip(const WebhookOptions& options) {
  return change(options, [&](FollowerStore& store) {
    if (!store.skip(options.name, options.seq)) {
      throw CommandError("it is past event " + std::to_string(options.seq));
    }
  });
}

}  // namespace

void add_webhooks(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<WebhookOptions>();
  CLI::App* webhooks =
      app.add_subcommand("webhooks", "Other systems that are told what happens (foyer-followers)");
  webhooks->require_subcommand(1);
  webhooks->footer(
      "\nfoyer-followers may run meanwhile; it notices at once. docs/FOLLOW-UPS.md\n\nExamples:\n"
      "  foyer webhooks status --data run/data\n  foyer webhooks pause crm --data run/data");
  const auto add = [&](const char* name, const char* what, ExitCode (*run)(const WebhookOptions&)) {
    CLI::App* command = webhooks->add_subcommand(name, what);
    add_data_option(*command, options->folder.path);
    command->callback(
        [options, run, &chosen] { chosen = [options, run] { return run(*options); }; });
    return command;
  };
  add("status", "How far each has come, and what is wrong", status)
      ->add_flag("--json", options->json, "As data");
  const auto add_name = [&](CLI::App* command) {
    command->add_option("name", options->name, "As in webhooks.toml")->required();
    return command;
  };
  add_name(add("pause", "Nothing goes there until retry; it is all kept", pause));
  add_name(add("retry", "Try again now, and after a pause", retry));
  add_name(add("skip", "Leave out all up to an event that the other side will never take", skip))
      ->add_option("seq", options->seq, "That event")
      ->required()
      ->check(CLI::PositiveNumber);
}

}  // namespace foyer::admin

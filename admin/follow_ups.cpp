// foyer follow-ups: what goes on after visits, for administrators.
#include <fmt/format.h>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <condition_variable>
#include <iostream>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>

#include "admin/commands.h"
#include "admin/parts.h"
#include "engine/engine.h"
#include "link/client.h"
#include "protocol/message.h"
#include "queue-server/data_folder.h"
#include "queue-server/sqlite_journal.h"

namespace foyer::admin {
namespace {

constexpr std::size_t chunk = 2000;
constexpr auto answer_within = std::chrono::seconds(15);

struct FollowUpOptions {
  server::DataFolder folder;
  std::filesystem::path device;
  std::string reference;
  std::string status;
  std::string department;
  bool all = false;
  bool overdue = false;
  bool json = false;
};

/// As the last day's events leave it.
State last_state(server::Journal& journal) {
  State state;
  std::int64_t at = std::max<std::int64_t>(journal.last_day_start() - 1, 0);
  while (true) {
    const auto events = journal.read(at, chunk);
    for (const server::StoredEvent& stored : events) evolve(state, stored.event);
    if (events.size() < chunk) return state;
    at = events.back().event.seq;
  }
}

nlohmann::ordered_json to_json(const FollowUp& follow_up, Instant now) {
  nlohmann::ordered_json row;
  row["reference"] = follow_up.reference;
  row["service"] = follow_up.service.value;
  if (!follow_up.department.empty()) row["department"] = follow_up.department.value;
  if (!follow_up.clerk.empty()) row["clerk"] = follow_up.clerk.value;
  row["status"] = word(follow_up.status);
  row["opened_at_ms"] = to_ms(follow_up.opened_at);
  row["due_at_ms"] = to_ms(follow_up.due_at);
  row["overdue"] = is_overdue(follow_up, now);
  return row;
}

/// Overdue ones first, then by what they are due.
ExitCode list(const FollowUpOptions& options) {
  server::SqliteJournal journal(options.folder.journal(), storage::OpenMode::read_only);
  const State state = last_state(journal);
  const Instant now = system_now();
  std::vector<const FollowUp*> rows;
  for (const auto& [reference, follow_up] : state.follow_ups) {
    if (!options.all && !is_open(follow_up.status)) continue;
    if (options.overdue && !is_overdue(follow_up, now)) continue;
    if (!options.department.empty() && follow_up.department.value != options.department) continue;
    rows.push_back(&follow_up);
  }
  std::sort(rows.begin(), rows.end(), [](const FollowUp* a, const FollowUp* b) {
    return std::tie(a->due_at, a->reference) < std::tie(b->due_at, b->reference);
  });
  if (options.json) {
    auto data = nlohmann::ordered_json::array();
    for (const FollowUp* row : rows) data.push_back(to_json(*row, now));
    std::cout << data.dump() << '\n';
    return ExitCode::ok;
  }
  for (const FollowUp* row : rows) {
    std::cout << fmt::format("{:<10} {:<21} {:<24} {:<20} {:<12} due {}{}\n", row->reference,
                             word(row->status), row->service.value, row->department.value,
                             row->clerk.value, utc_text(row->due_at),
                             is_overdue(*row, now) ? "  OVERDUE" : "");
  }
  return ExitCode::ok;
}

/// What an event says of this follow-up; empty: it is about something else.
std::string told(const EventBody& body, const std::string& reference) {
  if (const auto* e = std::get_if<FollowUpOpened>(&body); e && e->reference == reference) {
    return "opened for " + e->service.value + ", " + e->department.value + ", due " +
           utc_text(e->due_at);
  }
  if (const auto* e = std::get_if<FollowUpAdvanced>(&body); e && e->reference == reference) {
    return std::string(word(e->status));
  }
  if (const auto* e = std::get_if<FollowUpAssigned>(&body); e && e->reference == reference) {
    return "assigned to " + e->department.value + (e->clerk.empty() ? "" : ", " + e->clerk.value);
  }
  return {};
}

ExitCode show(const FollowUpOptions& options) {
  server::SqliteJournal journal(options.folder.journal(), storage::OpenMode::read_only);
  bool found = false;
  for (std::int64_t at = 0;;) {
    const auto events = journal.read(at, chunk);
    for (const server::StoredEvent& stored : events) {
      const Event& event = stored.event;
      const std::string what = told(event.body, options.reference);
      if (what.empty()) continue;
      found = true;
      std::cout << fmt::format("{}  {:<14} {:<12} {}\n", utc_text(event.at),
                               event.actor.device.value, event.actor.clerk.value, what);
    }
    if (events.size() < chunk) break;
    at = events.back().event.seq;
  }
  if (!found) throw CommandError("there never was a follow-up " + options.reference);
  return ExitCode::ok;
}

/// Asks as the device and waits for the answer.
protocol::Answer ask(const std::filesystem::path& device, Command command) {
  std::mutex mutex;
  std::condition_variable arrived;
  bool woken = false;
  link::Options link_options;
  link_options.device = link::read_device_file(device);
  link_options.follow = false;
  link::Client client(std::move(link_options), [&] {
    const std::lock_guard lock(mutex);
    woken = true;
    arrived.notify_one();
  });
  const std::string id = client.send(std::move(command));
  const auto end = std::chrono::steady_clock::now() + answer_within;
  while (true) {
    for (link::Update& update : client.poll()) {
      auto* answered = std::get_if<link::Answered>(&update);
      if (answered != nullptr && answered->answer.id == id) return std::move(answered->answer);
    }
    std::unique_lock lock(mutex);
    if (!arrived.wait_until(lock, end, [&] { return woken; })) {
      throw CommandError("the queue server does not answer; nothing may have happened, or it has");
    }
    woken = false;
  }
}

ExitCode advance(const FollowUpOptions& options) {
  const auto status = from_word<FollowUpStatus>(options.status);
  const auto answer = ask(options.device, AdvanceFollowUp{options.reference, status.value()});
  if (answer.refusal) {
    throw CommandError(std::string(word(answer.refusal->code)) + ": " + answer.refusal->text);
  }
  std::cout << options.reference << " is " << options.status << '\n';
  return ExitCode::ok;
}

}  // namespace

void add_follow_ups(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<FollowUpOptions>();
  CLI::App* follow_ups = app.add_subcommand("follow-ups", "What goes on after visits");
  follow_ups->require_subcommand(1);
  const auto add = [&](const char* name, const char* what,
                       ExitCode (*run)(const FollowUpOptions&)) {
    CLI::App* command = follow_ups->add_subcommand(name, what);
    command->callback(
        [options, run, &chosen] { chosen = [options, run] { return run(*options); }; });
    return command;
  };
  CLI::App* rows = add("list", "Those that go on, what is due first before the others", list);
  add_data_option(*rows, options->folder.path);
  rows->add_flag("--overdue", options->overdue, "Only what should have been done by now");
  rows->add_flag("--all", options->all, "Also what ended since the day was opened");
  rows->add_option("--department", options->department, "Only this department's");
  rows->add_flag("--json", options->json, "As data");
  CLI::App* one = add("show", "What was done with one, by whom and when", show);
  add_data_option(*one, options->folder.path);
  one->add_option("reference", options->reference, "Like F12-1")->required();
  CLI::App* step = add("advance", "Say how far one is, as a device of the role admin", advance);
  step->add_option("reference", options->reference, "Like F12-1")->required();
  step->add_option("status", options->status, "How far it is")
      ->required()
      ->check(CLI::IsMember(words<FollowUpStatus>()));
  step->add_option("--device", options->device, "Device file of the role admin or follower")
      ->required()
      ->check(CLI::ExistingFile);
  step->footer("\nExample:\n  foyer follow-ups advance F12-1 done --device run/admin.device");
}

}  // namespace foyer::admin

// foyer lobby: what a supervisor sees and changes while the day runs, by an administrator's device.
#include <CLI/App.hpp>
#include <iomanip>
#include <iostream>
#include <memory>

#include "admin/commands.h"
#include "admin/parts.h"
#include "admin/server_line.h"
#include "engine/state.h"

namespace foyer::admin {
namespace {

struct LobbyOptions {
  std::filesystem::path device;
  std::string what;   ///< Service, counter or ticket.
  std::string value;  ///< on or off; skills with commas; a priority; why there is a break.
};

template <class Names>
std::string joined(const Names& names) {
  std::string text;
  for (const auto& name : names) text += (text.empty() ? "" : ",") + name.value;
  return text.empty() ? "-" : text;
}

std::size_t waiting_in(const State& state) {
  std::size_t count = 0;
  for (const auto& [id, visit] : state.visits) {
    count += stage_of(visit) == NeedState::waiting ? 1 : 0;
  }
  return count;
}

void print_desk_calls(const State& state) {
  for (const auto& [device, call] : state.desk_alarms) {
    std::cout << "Welcome desk (device " << device.value << ", " << call.clerk.value
              << ") ASKS FOR HELP since " << utc_text(call.since) << '\n';
  }
}

void print_counter(const State& state, const Counter& counter) {
  const Visit* visit = counter.visit ? find_visit(state, *counter.visit) : nullptr;
  std::cout << std::left << std::setw(20) << counter.id.value << std::setw(10)
            << word(counter.state) << std::setw(16)
            << (counter.clerk.empty() ? "-" : counter.clerk.value) << std::setw(8)
            << (visit == nullptr ? "-" : visit->ticket) << joined(counter.skills)
            << (counter.alarm_since ? "  ASKS FOR HELP since " + utc_text(*counter.alarm_since)
                                    : std::string())
            << '\n';
}

ExitCode show(const LobbyOptions& options) {
  const protocol::Answer answer =
      ServerLine(options.device).ask(protocol::Query{protocol::GetSnapshot{}});
  const State& state = answer.snapshot->state;
  if (!state.day) {
    std::cout << "No day is open.\n";
    return ExitCode::ok;
  }
  std::cout << "Day " << state.day->date.value << ": " << waiting_in(state) << " waiting, "
            << state.visits.size() << " present, " << state.totals.issued << " tickets, "
            << state.totals.departed << " departed, " << state.totals.answered
            << " answered without a ticket.\n"
            << "Switched off today: " << joined(state.switched_off) << "\n";
  std::cout << std::left << std::setw(20) << "counter" << std::setw(10) << "state" << std::setw(16)
            << "clerk" << std::setw(8) << "ticket"
            << "skills\n";
  for (const auto& [id, counter] : state.counters) print_counter(state, counter);
  print_desk_calls(state);
  return ExitCode::ok;
}

ExitCode print_events(const protocol::Answer& answer) {
  for (const Event& event : answer.events) {
    std::cout << event.seq << ' ' << kind_of(event.body) << '\n';
  }
  return ExitCode::ok;
}

ExitCode tell(const LobbyOptions& options, const Command& command) {
  return print_events(ServerLine(options.device).ask(Command{command}));
}

ExitCode set_priority(const LobbyOptions& options) {
  ServerLine line(options.device);
  const protocol::Answer answer = line.ask(protocol::Query{protocol::GetSnapshot{}});
  const Visit* visit = find_ticket(answer.snapshot->state, options.what);
  if (visit == nullptr) throw CommandError("nobody present has the ticket " + options.what);
  line.ask(Command{SetPriority{visit->id, *from_word<Priority>(options.value)}});
  std::cout << options.what << " is " << options.value << " now.\n";
  return ExitCode::ok;
}

/// By its counter; or by its device where a welcome desk, which is no counter, has called.
ExitCode clear_alarm(const LobbyOptions& options) {
  ServerLine line(options.device);
  const protocol::Answer now = line.ask(protocol::Query{protocol::GetSnapshot{}});
  const bool of_desk = now.snapshot->state.desk_alarms.contains(DeviceId{options.what});
  ClearAlarm clear;
  if (of_desk) {
    clear.device = {options.what};
  } else {
    clear.counter = {options.what};
  }
  return print_events(line.ask(Command{clear}));
}

SetSkills skills_of(const LobbyOptions& options) {
  SetSkills set{CounterId{options.what}, {}};
  std::string_view rest = options.value;
  while (!rest.empty()) {
    const std::size_t comma = std::min(rest.find(','), rest.size());
    set.skills.push_back({std::string(rest.substr(0, comma))});
    require_name(set.skills.back().value, "a skill");
    rest.remove_prefix(std::min(comma + 1, rest.size()));
  }
  return set;
}

using Options = std::shared_ptr<LobbyOptions>;

CLI::App* add(CLI::App& lobby, Chosen& chosen, const Options& options, const char* name,
              const char* about, ExitCode (*run)(const LobbyOptions&)) {
  CLI::App* command = lobby.add_subcommand(name, about);
  command->add_option("--device", options->device, "Device file of the role admin")
      ->required()
      ->check(CLI::ExistingFile);
  command->callback([&chosen, options, run] { chosen = [options, run] { return run(*options); }; });
  return command;
}

}  // namespace

void add_lobby(CLI::App& app, Chosen& chosen) {
  const auto options = std::make_shared<LobbyOptions>();
  CLI::App* lobby = app.add_subcommand("lobby", "The lobby now, and a supervisor's changes of it");
  lobby->require_subcommand(1);
  lobby->footer(
      "\nExamples:\n  foyer keys enroll desk --role admin --data run/data --out run/admin.device\n"
      "  foyer lobby show --device run/admin.device\n"
      "  foyer lobby switch pay-property-tax off --device run/admin.device");
  add(*lobby, chosen, options, "show", "Counters, who waits, what is switched off", show);
  CLI::App* command = add(*lobby, chosen, options, "switch",
                          "Offer a service no more today, or again", [](const LobbyOptions& o) {
                            return tell(o, SwitchService{{o.what}, *from_word<Switch>(o.value)});
                          });
  command->add_option("service", options->what)->required();
  command->add_option("to", options->value)->required()->check(CLI::IsMember(words<Switch>()));
  command = add(*lobby, chosen, options, "set-skills", "What an open counter serves from now on",
                [](const LobbyOptions& o) { return tell(o, skills_of(o)); });
  command->add_option("counter", options->what)->required();
  command->add_option("skills", options->value, "With commas")->required();
  command = add(*lobby, chosen, options, "set-priority", "Somebody present goes first, or not",
                set_priority);
  command->add_option("ticket", options->what)->required();
  command->add_option("priority", options->value)
      ->required()
      ->check(CLI::IsMember(words<Priority>()));
  command = add(*lobby, chosen, options, "clear-alarm", "Somebody has seen to a call for help",
                clear_alarm);
  command->add_option("where", options->what, "A counter, or the device of a welcome desk")
      ->required();
  command = add(*lobby, chosen, options, "break-counter",
                "Puts a counter on a break where nobody is served, in the place of its clerk",
                [](const LobbyOptions& o) {
                  return tell(o, BreakCounter{{o.what}, *from_word<BreakReason>(o.value)});
                });
  command->add_option("counter", options->what)->required();
  command->add_option("reason", options->value)
      ->required()
      ->check(CLI::IsMember(words<BreakReason>()));
  command = add(*lobby, chosen, options, "close-counter",
                "Closes a counter where nobody is served, in the place of its clerk",
                [](const LobbyOptions& o) { return tell(o, CloseCounter{{o.what}}); });
  command->add_option("counter", options->what)->required();
  add(*lobby, chosen, options, "close-day", "Ends the day now: what is left is closed out",
      [](const LobbyOptions& o) { return tell(o, CloseDay{}); });
}

}  // namespace foyer::admin

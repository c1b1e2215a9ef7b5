// foyer lobby: what a supervisor sees and changes while the day runs, by an administrator's device.
#include <CLI/App.hpp>
#include <condition_variable>
#include <iomanip>
#include <iostream>
#include <memory>
#include <mutex>

#include "admin/commands.h"
#include "admin/parts.h"
#include "link/client.h"

namespace foyer::admin {
namespace {

constexpr std::chrono::seconds patience{10};

struct LobbyOptions {
  std::filesystem::path device;
  std::string what;   ///< Service, counter or ticket.
  std::string value;  ///< on or off; skills with commas; a priority.
};

/// One question after the other; each waits for its answer.
class Line {
 public:
  explicit Line(const std::filesystem::path& device)
      : client_(options_for(device), [this] {
          const std::lock_guard lock(mutex_);
          something_ = true;
          changed_.notify_one();
        }) {}

  /// Throws CommandError where the server refuses, or says nothing for 10 s.
  template <class T>
  protocol::Answer ask(T request) {
    const std::string id = client_.send(std::move(request));
    const auto until = std::chrono::steady_clock::now() + patience;
    while (true) {
      for (link::Update& update : client_.poll()) {
        auto* answered = std::get_if<link::Answered>(&update);
        if (answered != nullptr && answered->answer.id == id) return checked(answered->answer);
      }
      std::unique_lock lock(mutex_);
      if (!changed_.wait_until(lock, until, [this] { return something_; })) {
        throw CommandError("the queue server does not answer; what was asked may still happen");
      }
      something_ = false;
    }
  }

 private:
  static link::Options options_for(const std::filesystem::path& device) {
    link::Options options;
    options.device = link::read_device_file(device);
    options.follow = false;
    return options;
  }

  static protocol::Answer checked(protocol::Answer& answer) {
    if (!answer.refusal) return std::move(answer);
    std::string text = std::string(word(answer.refusal->code)) + ": " + answer.refusal->text;
    if (!answer.refusal->field.empty()) text += " (" + answer.refusal->field + ")";
    throw CommandError(text);
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  bool something_ = false;  // Guarded by mutex_.
  link::Client client_;
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
      Line(options.device).ask(protocol::Query{protocol::GetSnapshot{}});
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
  return ExitCode::ok;
}

ExitCode tell(const LobbyOptions& options, const Command& command) {
  const protocol::Answer answer = Line(options.device).ask(Command{command});
  for (const Event& event : answer.events) {
    std::cout << event.seq << ' ' << kind_of(event.body) << '\n';
  }
  return ExitCode::ok;
}

ExitCode set_priority(const LobbyOptions& options) {
  Line line(options.device);
  const protocol::Answer answer = line.ask(protocol::Query{protocol::GetSnapshot{}});
  const Visit* visit = find_ticket(answer.snapshot->state, options.what);
  if (visit == nullptr) throw CommandError("nobody present has the ticket " + options.what);
  line.ask(Command{SetPriority{visit->id, *from_word<Priority>(options.value)}});
  std::cout << options.what << " is " << options.value << " now.\n";
  return ExitCode::ok;
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
                [](const LobbyOptions& o) { return tell(o, ClearAlarm{{o.what}}); });
  command->add_option("counter", options->what)->required();
  add(*lobby, chosen, options, "close-day", "Ends the day now: what is left is closed out",
      [](const LobbyOptions& o) { return tell(o, CloseDay{}); });
}

}  // namespace foyer::admin

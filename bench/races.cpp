#include "bench/races.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <stdexcept>
#include <thread>

#include "bench/worker.h"
#include "bench/yard.h"
#include "link/client.h"
#include "link/replica.h"
#include "queue-server/sqlite_journal.h"
#include "queue-server/verify.h"
#include "simulation/bell.h"
#include "simulation/random.h"

namespace foyer::bench {
namespace {

using Steady = std::chrono::steady_clock;

constexpr std::chrono::seconds silent_most{30};
constexpr std::size_t gap_us_most = 20;  ///< So much later the second one sends, at most.
constexpr std::size_t faults_told = 20;

Instant local_now() {
  return std::chrono::floor<Milliseconds>(std::chrono::system_clock::now());
}

/// A counter's client as the program has it: requests, and a lobby that follows the server's.
class Contestant {
 public:
  Contestant(const link::DeviceFile& device, simulation::Bell& bell)
      : client_(options_for(device), [&bell] { bell.ring(); }) {}

  template <class T>
  std::string send(T body) {
    return client_.send(std::move(body));
  }
  /// Takes in what has arrived.
  void hear() {
    for (const link::Update& update : client_.poll()) {
      replica_.apply(update, local_now());
      const auto* answered = std::get_if<link::Answered>(&update);
      if (answered != nullptr) answers_.emplace(answered->answer.id, answered->answer);
    }
  }
  std::optional<protocol::Answer> answer_to(const std::string& id) {
    const auto found = answers_.find(id);
    if (found == answers_.end()) return std::nullopt;
    protocol::Answer answer = std::move(found->second);
    answers_.erase(found);
    return answer;
  }
  [[nodiscard]] const link::Replica& replica() const { return replica_; }

 private:
  static link::Options options_for(const link::DeviceFile& device) {
    link::Options options;
    options.device = device;
    return options;
  }

  std::map<std::string, protocol::Answer> answers_;
  link::Replica replica_;
  link::Client client_;
};

/// What each of the two sends, and what is right to come of it.
struct Contest {
  std::array<Command, 2> acts;  ///< Of the contestant `home`, and of the other one.
  int winners = 1;
  std::set<RefusalCode> told;  ///< What the loser may hear.
};

class Arena {
 public:
  explicit Arena(const RaceOptions& options)
      : options_(options),
        yard_({options.site, options.server, 3}),
        services_(ticket_services(yard_.site().lobby)),
        random_(options.seed) {
    yard_.start();
    for (std::size_t i = 0; i < 2; ++i) {
      contestants_[i] = std::make_unique<Contestant>(yard_.counters()[i], bell_);
      ask(i, protocol::Query(protocol::SignIn{{Yard::clerk_name(i)}, Yard::secret}));
      ask(i, Command(OpenCounter{counter(i)}));
    }
    last_seq_ = 0;
    wait_until([this] {
      return contestants_[0]->replica().has_state() && contestants_[1]->replica().has_state();
    });
  }

  RaceReport run();

 private:
  using Prepare = Contest (Arena::*)();
  struct Kind {
    const char* what;
    Prepare prepare;
  };

  static CounterId counter(std::size_t index) { return {Yard::counter_name(index)}; }
  [[nodiscard]] CounterId mine() const { return counter(home_); }
  [[nodiscard]] CounterId theirs() const { return counter(1 - home_); }
  [[nodiscard]] const State& state() const { return contestants_[0]->replica().state(); }

  template <class Done>
  void wait_until(Done done) {
    while (true) {
      for (auto& contestant : contestants_) {
        if (contestant) contestant->hear();
      }
      if (done()) return;
      if (!bell_.wait_until(Steady::now() + silent_most)) {
        throw std::runtime_error("the server is silent");
      }
    }
  }

  protocol::Answer answer(std::size_t who, const std::string& id);
  protocol::Answer ask(std::size_t who, std::variant<Command, protocol::Query> body);
  VisitId issue();
  void settle();
  void tidy();
  void fault(const std::string& what);
  void race(const Kind& kind, RaceRow& row);
  void judge(const Contest& contest, const std::array<protocol::Answer, 2>& answers,
             const std::string& what);
  void check_journal(RaceReport& report);

  // --- the kinds
  Contest next_and_next();
  Contest same_visit();
  Contest next_and_visit();
  Contest two_for_two();
  Contest bring_back();
  Contest resume();
  Contest undo_and_bring_back();
  Contest serve_and_leave();
  Contest same_need();
  Contest same_counter();

  const RaceOptions& options_;
  Yard yard_;
  std::vector<const Service*> services_;
  simulation::Random random_;
  simulation::Bell bell_;  ///< Rung by the links' threads when something has arrived.
  std::array<std::unique_ptr<Contestant>, 2> contestants_;
  std::size_t home_ = 0;  ///< Whose counter it is about, in this race.
  std::size_t issued_ = 0;
  std::int64_t last_seq_ = 0;
  std::map<std::int64_t, Event> acknowledged_;  ///< By seq.
  std::vector<std::string> faults_;
};

void Arena::fault(const std::string& what) {
  if (faults_.size() < faults_told) faults_.push_back(what);
}

protocol::Answer Arena::answer(std::size_t who, const std::string& id) {
  std::optional<protocol::Answer> answer;
  wait_until([&] { return (answer = contestants_[who]->answer_to(id)).has_value(); });
  for (const Event& event : answer->events) {
    last_seq_ = std::max(last_seq_, event.seq);
    if (!acknowledged_.emplace(event.seq, event).second) {
      fault(fmt::format("event {} was acknowledged twice", event.seq));
    }
  }
  return std::move(*answer);
}

/// What nobody disputes.
protocol::Answer Arena::ask(std::size_t who, std::variant<Command, protocol::Query> body) {
  const std::string id =
      std::visit([&](auto& b) { return contestants_[who]->send(std::move(b)); }, body);
  protocol::Answer got = answer(who, id);
  if (got.refusal) throw std::runtime_error("refused: " + got.refusal->text);
  return got;
}

VisitId Arena::issue() {
  IssueTicket ticket;
  ticket.services = {services_[issued_++ % services_.size()]->id};
  ticket.channel = Channel::welcome_desk;
  ticket.language = {"en"};
  const protocol::Answer got = ask(0, Command(ticket));
  return std::get<TicketIssued>(got.events.front().body).visit;
}

/// Until both lobbies have everything that was acknowledged.
void Arena::settle() {
  wait_until([this] {
    return std::all_of(contestants_.begin(), contestants_.end(), [this](const auto& contestant) {
      return contestant->replica().has_state() && contestant->replica().seq() >= last_seq_;
    });
  });
}

/// Nobody is here afterwards, and both stand at their own counters.
void Arena::tidy() {
  settle();
  while (!state().visits.empty()) {
    const Visit visit = state().visits.begin()->second;
    if (stage_of(visit) != NeedState::serving) {
      ask(0, Command(Leave{visit.id}));
    } else {
      Finish finish{visit.counter, visit.id, {}};
      for (const Need& need : visit.needs) {
        if (need.state == NeedState::serving) {
          finish.results.push_back({need.id, Outcome::resolved, {}, {}});
        }
      }
      ask(visit.counter == counter(0) ? 0 : 1, Command(finish));
    }
    settle();
  }
  for (std::size_t i = 0; i < 2; ++i) {
    const auto closed = [&](const CounterId& id) {
      const Counter* there = find_counter(state(), id);
      return there == nullptr || there->state == CounterState::closed;
    };
    const Counter* third = find_counter(state(), counter(2));
    const bool there = !closed(counter(2)) && third->clerk.value == Yard::clerk_name(i);
    if (there) ask(i, Command(CloseCounter{counter(2)}));
    if (there || closed(counter(i))) ask(i, Command(OpenCounter{counter(i)}));
  }
  settle();
}

// --- the kinds

Contest Arena::next_and_next() {
  issue();
  return {{CallNext{mine()}, CallNext{theirs()}}, 1, {RefusalCode::nobody_waiting}};
}

Contest Arena::same_visit() {
  const VisitId visit = issue();
  return {
      {CallVisit{mine(), visit}, CallVisit{theirs(), visit}}, 1, {RefusalCode::visit_not_waiting}};
}

Contest Arena::next_and_visit() {
  const VisitId visit = issue();
  return {{CallNext{mine()}, CallVisit{theirs(), visit}},
          1,
          {RefusalCode::nobody_waiting, RefusalCode::visit_not_waiting}};
}

Contest Arena::two_for_two() {
  issue();
  issue();
  return {{CallNext{mine()}, CallNext{theirs()}}, 2, {}};
}

Contest Arena::bring_back() {
  const VisitId visit = issue();
  ask(0, Command(Leave{visit}));
  return {{BringBack{visit}, BringBack{visit}}, 1, {RefusalCode::unknown_visit}};
}

Contest Arena::resume() {
  const VisitId visit = issue();
  ask(home_, Command(CallVisit{mine(), visit}));
  ask(home_, Command(Park{mine(), visit, std::chrono::minutes(10)}));
  return {{Resume{visit}, Resume{visit}}, 1, {RefusalCode::not_parked}};
}

Contest Arena::undo_and_bring_back() {
  const VisitId visit = issue();
  ask(home_, Command(CallVisit{mine(), visit}));
  ask(home_, Command(NoShow{mine(), visit}));
  return {{Undo{mine(), visit}, BringBack{visit}},
          1,
          {RefusalCode::nothing_to_undo, RefusalCode::unknown_visit}};
}

Contest Arena::serve_and_leave() {
  const VisitId visit = issue();
  ask(home_, Command(CallVisit{mine(), visit}));
  return {{Serve{mine(), visit}, Leave{visit}},
          1,
          {RefusalCode::unknown_visit, RefusalCode::visit_being_served}};
}

Contest Arena::same_need() {
  const VisitId visit = issue();
  const ServiceId other = services_[issued_ % services_.size()]->id;
  return {{AddNeed{visit, other}, AddNeed{visit, other}}, 1, {RefusalCode::duplicate_need}};
}

Contest Arena::same_counter() {
  for (std::size_t i = 0; i < 2; ++i) ask(i, Command(CloseCounter{counter(i)}));
  return {{OpenCounter{counter(2)}, OpenCounter{counter(2)}}, 1, {RefusalCode::counter_taken}};
}

// --- a race

void Arena::judge(const Contest& contest, const std::array<protocol::Answer, 2>& answers,
                  const std::string& what) {
  int won = 0;
  std::set<VisitId> called;
  for (const protocol::Answer& got : answers) {
    if (got.refusal) {
      if (!contest.told.contains(got.refusal->code)) {
        fault(what + ": the loser was told " + std::string(word(got.refusal->code)));
      }
      if (!got.events.empty()) fault(what + ": a refusal with events");
      continue;
    }
    ++won;
    if (got.events.empty()) fault(what + ": won, and nothing happened");
    for (const Event& event : got.events) {
      const auto* call = std::get_if<VisitCalled>(&event.body);
      if (call != nullptr && !called.insert(call->visit).second) {
        fault(what + ": one visit was called to both");
      }
    }
  }
  if (won != contest.winners) {
    fault(fmt::format("{}: {} won instead of {}", what, won, contest.winners));
  }
  // What both see of it is the same, and possible.
  settle();
  if (contestants_[0]->replica().seq() == contestants_[1]->replica().seq() &&
      state() != contestants_[1]->replica().state()) {
    fault(what + ": the two see different lobbies");
  }
  for (const std::string& broken : server::broken_invariants(state())) {
    fault(what + ": " + broken);
  }
}

void Arena::race(const Kind& kind, RaceRow& row) {
  home_ = random_.below(2);
  Contest contest = (this->*kind.prepare)();
  settle();
  const std::size_t first = random_.below(2);
  const std::chrono::microseconds gap(random_.below(gap_us_most));
  std::array<std::string, 2> ids;
  for (const std::size_t which : {first, 1 - first}) {
    // Sleeping would be longer than the whole race.
    const auto until = Steady::now() + gap;
    while (which != first && Steady::now() < until) std::this_thread::yield();
    ids[which] = contestants_[which == 0 ? home_ : 1 - home_]->send(contest.acts[which]);
  }
  std::array<protocol::Answer, 2> answers;
  for (std::size_t which = 0; which < 2; ++which) {
    answers[which] = answer(which == 0 ? home_ : 1 - home_, ids[which]);
  }
  ++row.races;
  const bool first_won = answers[first].ok();
  const bool second_won = answers[1 - first].ok();
  row.both += first_won && second_won ? 1 : 0;
  row.first += first_won && !second_won ? 1 : 0;
  row.second += second_won && !first_won ? 1 : 0;
  judge(contest, answers, kind.what);
  tidy();
}

/// What was told is there, each once, and nothing else of theirs; and all of it can have happened.
void Arena::check_journal(RaceReport& report) {
  contestants_ = {};
  yard_.kill();
  const server::DataFolder data{yard_.folder()};
  server::SqliteJournal journal(data.journal(), server::OpenMode::read_only);
  std::int64_t after = 0;
  for (auto events = journal.read(after, 5000); !events.empty();
       events = journal.read(after, 5000)) {
    after = events.back().event.seq;
    for (const server::StoredEvent& stored : events) {
      if (stored.request_id.empty()) continue;
      ++report.journal;
      const auto told = acknowledged_.find(stored.event.seq);
      if (told == acknowledged_.end()) {
        fault(fmt::format("event {} was told to nobody", stored.event.seq));
      } else if (told->second != stored.event) {
        fault(fmt::format("event {} is not what was told", stored.event.seq));
      }
    }
  }
  report.acknowledged = static_cast<std::int64_t>(acknowledged_.size());
  if (report.acknowledged != report.journal) {
    fault(fmt::format("{} events were acknowledged, {} are in the journal", report.acknowledged,
                      report.journal));
  }
  for (const auto& [seq, reason] : server::verify(journal).faults) {
    fault(fmt::format("journal, event {}: {}", seq, reason));
  }
}

RaceReport Arena::run() {
  static constexpr std::array<Kind, 10> kinds{{
      {"call next, one waits", &Arena::next_and_next},
      {"call the same visit out of order", &Arena::same_visit},
      {"call next against calling that visit", &Arena::next_and_visit},
      {"call next, two wait", &Arena::two_for_two},
      {"bring back the same person", &Arena::bring_back},
      {"end the same parking", &Arena::resume},
      {"undo a no-show against bringing back", &Arena::undo_and_bring_back},
      {"serve against giving up", &Arena::serve_and_leave},
      {"add the same need", &Arena::same_need},
      {"open the same counter", &Arena::same_counter},
  }};
  RaceReport report;
  for (const Kind& kind : kinds) report.rows.push_back({kind.what});
  for (int i = 0; i < options_.races; ++i) {
    const std::size_t at = static_cast<std::size_t>(i) % kinds.size();
    race(kinds[at], report.rows[at]);
    if ((i + 1) % 1000 == 0) options_.say(fmt::format("{} races", i + 1));
  }
  check_journal(report);
  report.faults = std::move(faults_);
  return report;
}

}  // namespace

RaceReport run_races(const RaceOptions& options) {
  return Arena(options).run();
}

std::string to_table(const RaceReport& report) {
  std::string table = fmt::format("{:<40}{:>8}{:>12}{:>13}{:>10}\n", "two counters at once",
                                  "races", "first won", "second won", "both did");
  int races = 0;
  for (const RaceRow& row : report.rows) {
    table += fmt::format("{:<40}{:>8}{:>12}{:>13}{:>10}\n", row.what, row.races, row.first,
                         row.second, row.both);
    races += row.races;
  }
  table += fmt::format("{} races; {} events acknowledged, {} in the journal\n", races,
                       report.acknowledged, report.journal);
  for (const std::string& fault : report.faults) table += "FAULT " + fault + "\n";
  if (report.faults.empty()) table += "nothing happened twice, nothing was lost\n";
  return table;
}

}  // namespace foyer::bench

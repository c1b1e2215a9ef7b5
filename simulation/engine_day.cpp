#include "simulation/engine_day.h"

#include <algorithm>
#include <map>
#include <queue>
#include <stdexcept>
#include <tuple>

namespace foyer::simulation {
namespace {

/// Midnight of the day that is played. Which day does not matter.
constexpr Instant midnight{std::chrono::sys_days{std::chrono::year{2026} / 11 / 26}};

class EngineDay {
 public:
  EngineDay(const Site& site, const EngineDayPlan& plan, const EngineDayHooks& hooks)
      : site_(site), plan_(plan), hooks_(hooks) {}

  std::vector<VisitFate> play() {
    const Instant opens = midnight + plan_.hours.begin;
    const Instant closes = midnight + plan_.hours.end;
    now_ = opens;
    must(OpenDay{{"2026-11-26"}, opens, closes, closes + plan_.overtime}, nullptr);
    for (std::size_t i = 0; i < plan_.workers.size(); ++i) start_work(i);
    for (const Arrival& arrival : plan_.arrivals) {
      at(midnight + arrival.at, [this, &arrival] { arrive(arrival); });
    }
    while (!agenda_.empty() && agenda_.top().at < closes + plan_.overtime) {
      const Entry entry = agenda_.top();
      agenda_.pop();
      now_ = entry.at;
      entry.action();
    }
    now_ = closes + plan_.overtime;
    must(CloseDay{}, nullptr);
    std::vector<VisitFate> fates;
    for (const auto& [id, person] : people_) fates.push_back(person.fate);
    return fates;
  }

 private:
  struct Entry {
    Instant at;
    std::size_t number = 0;
    std::function<void()> action;
    /// For a queue with the earliest on top.
    friend bool operator<(const Entry& a, const Entry& b) {
      return std::tie(b.at, b.number) < std::tie(a.at, a.number);
    }
  };

  struct Person {
    const Arrival* plan = nullptr;
    VisitFate fate;
    CounterId last_counter;
  };

  struct AtWork {
    bool ready = true;  ///< Not writing notes, not with anybody, not on a break.
    std::size_t breaks_taken = 0;
  };

  void at(Instant when, std::function<void()> action) {
    agenda_.push({when, next_number_++, std::move(action)});
  }

  /// What the day needs to go on; a refusal is a mistake here.
  void must(const Command& command, const Worker* worker) { does(command, worker, {}); }

  /// False if it was refused as it `may` be.
  bool does(const Command& command, const Worker* worker, std::optional<RefusalCode> may) {
    Context context;
    context.now = now_;
    context.token.value = "00000000000000000000000000000000";
    context.waits = hooks_.waits;
    if (worker != nullptr) {
      context.actor.clerk = ClerkId{worker->counter.value};
      context.clerk_skills = worker->skills;
      context.clerk_languages = worker->languages;
      context.clerk_rights = {Right::call_out_of_order};
    }
    auto events = decide(site_, state_, command, context);
    if (!events && events.error().code == may) return false;
    if (!events) {
      throw std::logic_error("a simulated " + std::string(name_of(command)) +
                             " was refused: " + events.error().text);
    }
    for (const EventBody& body : *events) {
      const Event event{++seq_, now_, context.actor, body};
      evolve(state_, event);
      note(event);
      if (hooks_.on_event) hooks_.on_event(event);
    }
    return true;
  }

  void note(const Event& event) {
    const auto* called = std::get_if<VisitCalled>(&event.body);
    if (called == nullptr) return;
    Person& person = people_.at(called->visit);
    if (!person.fate.first_called_at) person.fate.first_called_at = event.at;
    if (person.last_counter != called->counter) ++person.fate.counters;
    person.last_counter = called->counter;
    working_.at(called->counter).ready = false;
    const Worker& worker = worker_at(called->counter);
    at(now_ + person.plan->walk, [this, &worker, visit = called->visit] { serve(worker, visit); });
  }

  [[nodiscard]] const Worker& worker_at(const CounterId& id) const {
    return *std::find_if(plan_.workers.begin(), plan_.workers.end(),
                         [&id](const Worker& worker) { return worker.counter == id; });
  }

  void arrive(const Arrival& arrival) {
    IssueTicket command;
    for (const PlannedNeed& need : arrival.needs) command.services.push_back(need.service);
    command.language = arrival.language;
    command.special_needs = arrival.special_needs;
    command.priority = arrival.priority;
    if (arrival.appointment_at) command.appointment_at = midnight + *arrival.appointment_at;
    const VisitId id = state_.next_visit;
    Person& person = people_[id];
    person.plan = &arrival;
    person.fate.visit = id;
    must(command, nullptr);
    if (const Visit* visit = find_visit(state_, id)) enter(*visit, arrival, person.fate);
    see_to_idle();
  }

  void enter(const Visit& visit, const Arrival& arrival, VisitFate& fate) {
    fate.service = visit.needs.front().service;
    fate.waits_from = visit.waits_from;
    fate.due_at = visit.needs.front().due_at;
    fate.promise = visit.promise;
    at(visit.waits_from + arrival.patience, [this, id = visit.id] { lose_patience(id); });
  }

  void lose_patience(VisitId id) {
    const Visit* visit = find_visit(state_, id);
    if (visit == nullptr || visit->first_called_at) return;
    people_.at(id).fate.left_at = now_;
    must(Leave{id}, nullptr);
  }

  void start_work(std::size_t i) {
    const Worker& worker = plan_.workers[i];
    working_.emplace(worker.counter, AtWork{});
    must(OpenCounter{worker.counter}, &worker);
  }

  /// A break that is due, begun now; false if none is.
  bool take_break(const Worker& worker, AtWork& work) {
    if (work.breaks_taken == worker.breaks.size()) return false;
    const Break& due = worker.breaks[work.breaks_taken];
    if (now_ < midnight + due.span.begin) return false;
    ++work.breaks_taken;
    work.ready = false;
    must(BreakCounter{worker.counter, due.reason}, &worker);
    at(now_ + due.span.length(), [this, &worker, &work] {
      must(OpenCounter{worker.counter}, &worker);
      work.ready = true;
      see_to_idle();
    });
    return true;
  }

  /// Those who are ready call, the narrowest skills first, of these the longest idle.
  void see_to_idle() {
    std::vector<std::tuple<std::size_t, Instant, std::size_t>> order;
    for (std::size_t i = 0; i < plan_.workers.size(); ++i) {
      const Worker& worker = plan_.workers[i];
      if (!working_.at(worker.counter).ready) continue;
      order.emplace_back(worker.skills.size(), find_counter(state_, worker.counter)->idle_since, i);
    }
    std::sort(order.begin(), order.end());
    for (const auto& [skills, since, i] : order) call(plan_.workers[i]);
  }

  void call(const Worker& worker) {
    AtWork& work = working_.at(worker.counter);
    if (!work.ready || take_break(worker, work)) return;
    const Counter& counter = *find_counter(state_, worker.counter);
    if (!hooks_.policy) {
      (void)does(CallNext{worker.counter}, &worker, RefusalCode::nobody_waiting);
    } else if (const auto visit = hooks_.policy(state_, counter, now_)) {
      must(CallVisit{worker.counter, *visit}, &worker);
    }
  }

  void serve(const Worker& worker, VisitId id) {
    const Arrival& plan = *people_.at(id).plan;
    if (!plan.hears_call) {
      must(NoShow{worker.counter, id}, &worker);
      return end_visit(worker);
    }
    must(Serve{worker.counter, id}, &worker);
    Milliseconds handle{};
    for (const Need& need : find_visit(state_, id)->needs) {
      if (need.state == NeedState::serving) handle += handle_of(plan, need.service);
    }
    at(now_ + handle, [this, &worker, id] { finish(worker, id); });
  }

  static Milliseconds handle_of(const Arrival& plan, const ServiceId& service) {
    for (const PlannedNeed& need : plan.needs) {
      if (need.service == service) return need.handle;
    }
    return {};
  }

  void finish(const Worker& worker, VisitId id) {
    Finish command{worker.counter, id, {}};
    for (const Need& need : find_visit(state_, id)->needs) {
      if (need.state == NeedState::serving) command.results.push_back({need.id, {}, {}, {}});
    }
    // A clerk who is asked answers: what took long did take long.
    const auto forgotten = forgotten_at(site_.rules, *find_visit(state_, id));
    if (forgotten && *forgotten < now_) must(ConfirmServing{worker.counter, id}, &worker);
    must(command, &worker);
    end_visit(worker);
    see_to_idle();
  }

  void end_visit(const Worker& worker) {
    at(now_ + plan_.between, [this, &worker] {
      AtWork& work = working_.at(worker.counter);
      // It may have called by itself meanwhile.
      work.ready = !find_counter(state_, worker.counter)->visit;
      call(worker);
    });
  }

  const Site& site_;
  const EngineDayPlan& plan_;
  const EngineDayHooks& hooks_;
  State state_;
  Instant now_;
  std::int64_t seq_ = 0;
  std::size_t next_number_ = 0;
  std::priority_queue<Entry> agenda_;
  std::map<VisitId, Person> people_;
  std::map<CounterId, AtWork> working_;
};

}  // namespace

std::vector<VisitFate> play_day(const Site& site, const EngineDayPlan& plan,
                                const EngineDayHooks& hooks) {
  return EngineDay(site, plan, hooks).play();
}

}  // namespace foyer::simulation

// Counters that call by themselves while they are idle.
#include <algorithm>
#include <tuple>

#include "engine/decide_parts.h"

namespace foyer::detail {
namespace {

/// After these somebody may wait who did not wait before.
bool brings_somebody(const Command& command) {
  return std::holds_alternative<IssueTicket>(command) || std::holds_alternative<HandIn>(command) ||
         std::holds_alternative<CheckIn>(command) || std::holds_alternative<AddNeed>(command) ||
         std::holds_alternative<Resume>(command) || std::holds_alternative<Transfer>(command) ||
         std::holds_alternative<Tick>(command);
}

/// The counter that passed a need on: its clerk has not asked for the next one yet.
CounterId counter_of(const Command& command) {
  const auto* transfer = std::get_if<Transfer>(&command);
  return transfer == nullptr ? CounterId{} : transfer->counter;
}

bool calls_by_itself(const Site& site, const Counter& counter) {
  if (counter.state != CounterState::open || counter.visit) return false;
  const CounterPlace* place = find_counter(site, counter.id);
  return place != nullptr && place->auto_call;
}

std::vector<CounterId> idle_counters(const Site& site, const State& state, const CounterId& but) {
  std::vector<const Counter*> idle;
  for (const auto& [id, counter] : state.counters) {
    if (id != but && calls_by_itself(site, counter)) idle.push_back(&counter);
  }
  std::sort(idle.begin(), idle.end(), [](const Counter* a, const Counter* b) {
    return std::tuple(a->skills.size(), a->idle_since, a->id) <
           std::tuple(b->skills.size(), b->idle_since, b->id);
  });
  std::vector<CounterId> ids;
  for (const Counter* counter : idle) ids.push_back(counter->id);
  return ids;
}

}  // namespace

VisitCalled make_call(const Site& site, const State& state, Instant now, const Counter& counter,
                      const Choice& choice) {
  const Visit& visit = *find_visit(state, choice.visit);
  return VisitCalled{visit.id,    counter.id,       servable_needs(site, state, visit, counter),
                     choice.rule, choice.runner_up, now + site.rules.call_expires_after};
}

void call_at_idle_counters(const Situation& now, const Command& command, Events& events) {
  if (!brings_somebody(command)) return;
  const std::vector<CounterId> idle = idle_counters(now.site, now.state, counter_of(command));
  if (idle.empty()) return;
  State state = now.state;
  const Instant at = now.context.now;
  for (const EventBody& body : events) evolve(state, Event{0, at, now.context.actor, body});
  if (!state.day) return;
  for (const CounterId& id : idle) {
    const Counter& counter = *find_counter(state, id);
    const auto choice = choose(now.site, state, counter, at);
    if (!choice) continue;
    events.emplace_back(make_call(now.site, state, at, counter, *choice));
    evolve(state, Event{0, at, now.context.actor, events.back()});
  }
}

}  // namespace foyer::detail

#include "engine/forecast.h"

#include <algorithm>

namespace foyer {
namespace {

/// The open counters that could serve somebody, as far as a wait depends on them.
struct Servers {
  std::vector<const Counter*> counters;
  int idle = 0;
  [[nodiscard]] int open() const { return static_cast<int>(counters.size()); }
  [[nodiscard]] int busy() const { return open() - idle; }
};

bool may_serve(const Counter& counter, const Need& need) {
  return has_skill(counter.skills, need.skill) &&
         (need.only_counter.empty() || need.only_counter == counter.id) &&
         (need.only_clerk.empty() || need.only_clerk == counter.clerk);
}

Servers servers_for(const State& state, const Need& need) {
  Servers servers;
  for (const auto& [id, counter] : state.counters) {
    if (counter.state != CounterState::open || !may_serve(counter, need)) continue;
    servers.counters.push_back(&counter);
    if (!counter.visit) ++servers.idle;
  }
  return servers;
}

/// The need for which one of `servers` would take this visit first, as choose does: the earliest
/// due, and not after `mine`, which they all serve. Null if none would.
const Need* competing_need(const Visit& visit, const Servers& servers, const Need& mine) {
  if (!visit.counter.empty()) return nullptr;
  const Need* first = nullptr;
  for (const Need& need : visit.needs) {
    if (need.state != NeedState::waiting || need.due_at > mine.due_at) continue;
    if (first != nullptr && first->due_at <= need.due_at) continue;
    // Most are of one skill and bound to nobody. This runs for every visit whenever a ticket is
    // issued; looking up skills was a tenth of the server's time.
    const bool as_mine =
        need.skill == mine.skill && need.only_counter.empty() && need.only_clerk.empty();
    const bool served = as_mine || std::any_of(servers.counters.begin(), servers.counters.end(),
                                               [&need](const Counter* counter) {
                                                 return may_serve(*counter, need);
                                               });
    if (served) first = &need;
  }
  return first;
}

Wait wait_behind(const Site& site, const State& state, const Need& mine, VisitId me) {
  const Servers servers = servers_for(state, mine);
  if (servers.open() == 0) return Wait{};
  const Service* own = find_service(site, mine.service);
  std::int64_t handle_s = own == nullptr ? 300 : own->expected_handle.count();
  std::int64_t handled = 1;
  std::int64_t before = 0;
  for (const auto& [id, visit] : state.visits) {
    if (id == me) continue;
    const Need* other = competing_need(visit, servers, mine);
    if (other == nullptr) continue;
    if (other->due_at == mine.due_at && me.value != 0 && me < id) continue;
    const Service* service = find_service(site, other->service);
    if (service != nullptr) {
      handle_s += service->expected_handle.count();
      ++handled;
    }
    ++before;
  }
  if (before < servers.idle) return Wait{WaitStatus::known, 0, 0};
  const std::int64_t mean_s = handle_s / handled;
  // Half of a handle time is left at a busy counter on average; counted in halves to stay in
  // integers.
  const std::int64_t halves = 2 * before + servers.busy();
  const std::int64_t p50_s = halves * mean_s / (2 * servers.open());
  const std::int64_t p90_s = (halves + 2) * mean_s * 3 / (4 * servers.open());
  constexpr std::int64_t most_s = 7 * 24 * 60 * 60;
  return Wait{WaitStatus::known, static_cast<int>(std::min(p50_s, most_s)),
              static_cast<int>(std::min(p90_s, most_s))};
}

}  // namespace

Wait wait_for_newcomer(const Site& site, const State& state, const Service& service, Instant now,
                       Priority priority) {
  Need need;
  need.service = service.id;
  need.skill = service.skill;
  need.due_at = now + promised_wait(site, service, priority);
  return wait_behind(site, state, need, VisitId{});
}

Wait wait_for_visit(const Site& site, const State& state, const Visit& visit, Instant) {
  Wait best;
  for (const Need& need : visit.needs) {
    if (need.state != NeedState::waiting) continue;
    const Wait wait = wait_behind(site, state, need, visit.id);
    if (wait.status != WaitStatus::known) continue;
    if (best.status != WaitStatus::known || wait.p50_s < best.p50_s) best = wait;
  }
  return best;
}

}  // namespace foyer

#include "bench/calling_policies.h"

#include <algorithm>
#include <tuple>

#include "engine/choose.h"

namespace foyer::bench {
namespace {

/// Smaller is called first.
using Order = std::tuple<int, int, Instant, VisitId>;

/// The first, by `order`, of those whom the counter can serve.
template <class OrderOf>
std::optional<VisitId> first_by(const Site& town, const State& state, const Counter& counter,
                                OrderOf order_of) {
  std::optional<Order> first;
  for (const auto& [id, visit] : state.visits) {
    if (!visit.counter.empty()) continue;
    const auto need = std::find_if(
        visit.needs.begin(), visit.needs.end(),
        [&, &person = visit](const Need& n) { return can_serve(town, state, counter, person, n); });
    if (need == visit.needs.end()) continue;
    const Order order = order_of(visit, *need);
    if (!first || order < *first) first = order;
  }
  return first ? std::optional(std::get<VisitId>(*first)) : std::nullopt;
}

/// An appointment whose time has not come is called only where nobody else waits.
int too_early(const Visit& visit, Instant now) {
  return visit.waits_from > now ? 1 : 0;
}

int class_of(const Visit& visit) {
  if (visit.priority == Priority::priority) return 1;
  return visit.appointment_at ? 2 : 3;
}

int list_of(const Visit& visit, Instant now) {
  if (visit.appointment_at) return visit.waits_from > now ? 4 : 2;
  return visit.priority == Priority::priority ? 1 : 3;
}

}  // namespace

simulation::CallingPolicy calling_policy(Policy policy, const Site& town, Training training) {
  switch (policy) {
    case Policy::foyer:
      return {};
    case Policy::fifo:
      return [&town](const State& state, const Counter& counter, Instant now) {
        return first_by(town, state, counter, [now](const Visit& visit, const Need&) {
          return Order{too_early(visit, now), 0, visit.waits_from, visit.id};
        });
      };
    case Policy::priority_then_time:
      return [&town, training](const State& state, const Counter& counter, Instant) {
        const SkillId& home = home_of(training, counter.id);
        return first_by(town, state, counter, [&home](const Visit& visit, const Need& need) {
          return Order{need.skill == home ? 0 : 1, class_of(visit), visit.arrived_at, visit.id};
        });
      };
    case Policy::merged_list:
      return [&town](const State& state, const Counter& counter, Instant now) {
        return first_by(town, state, counter, [now](const Visit& visit, const Need&) {
          return Order{list_of(visit, now), 0, visit.waits_from, visit.id};
        });
      };
  }
  return {};
}

}  // namespace foyer::bench

#include <algorithm>
#include <type_traits>
#include <utility>

#include "engine/assert.h"
#include "engine/decide_parts.h"

namespace foyer {
namespace detail {

Events close_out(const Situation& now) {
  const State& state = now.state;
  const Instant end = std::min(now.context.now, state.day->ends_at);
  Events events;
  for (const auto& [id, visit] : state.visits) {
    if (visit.call_expires_at && *visit.call_expires_at <= end) {
      events.emplace_back(VisitNoShow{id, visit.counter, Cause::time_limit});
      continue;
    }
    for (const Need& need : visit.needs) {
      if (need.state == NeedState::done) continue;
      NeedFinished finished;
      finished.visit = id;
      finished.need = need.id;
      if (need.state == NeedState::called || need.state == NeedState::serving) {
        finished.counter = visit.counter;
      }
      finished.outcome = Outcome::closed_out;
      events.emplace_back(std::move(finished));
    }
  }
  for (const auto& [id, counter] : state.counters) {
    if (counter.state != CounterState::closed) events.emplace_back(CounterClosed{id, {}});
  }
  events.emplace_back(DayClosed{state.day->date});
  return events;
}

Result<Events> decide(const Situation& now, const OpenDay& command) {
  if (now.state.day) {
    return refuse(RefusalCode::day_already_open, "day " + now.state.day->date.value + " is open");
  }
  if (command.closes_at < command.opens_at) {
    return refuse(RefusalCode::malformed, "closes before it opens", "closes_at_ms");
  }
  if (command.ends_at < command.closes_at || command.ends_at <= now.context.now) {
    return refuse(RefusalCode::malformed, "ends before it closes, or is over", "ends_at_ms");
  }
  DayOpened opened{command.date, command.opens_at, command.closes_at, command.ends_at,
                   now.state.next_visit};
  // Two people with the same number on one date would be two answers to "who had A001 today?".
  if (command.date == now.state.closed_date) {
    opened.last_number = now.state.last_number;
    for (const auto& [device, lease] : now.state.leases) opened.leases.push_back(lease);
    opened.checked_in = now.state.checked_in;
  }
  for (const auto& [reference, follow_up] : now.state.follow_ups) {
    if (is_open(follow_up.status)) opened.follow_ups.push_back(follow_up);
  }
  return Events{std::move(opened)};
}

Result<Events> decide(const Situation& now, const CloseDay&) {
  return close_out(now);
}

Result<Events> decide(const Situation& now, const Tick&) {
  const Instant at = now.context.now;
  if (now.state.day->ends_at <= at) return close_out(now);
  Events events;
  for (const auto& [id, visit] : now.state.visits) {
    if (visit.call_expires_at && *visit.call_expires_at <= at) {
      events.emplace_back(VisitNoShow{id, visit.counter, Cause::time_limit});
    } else if (visit.parked_until && *visit.parked_until <= at) {
      events.emplace_back(VisitResumed{id, Cause::time_limit});
    }
  }
  if (events.empty()) return refuse(RefusalCode::nothing_due, "no deadline has passed");
  return events;
}

}  // namespace detail

Result<std::vector<EventBody>> decide(const Site& site, const State& state, const Command& command,
                                      const Context& context) {
  FOYER_ASSERT(context.now >= state.last_at);
  // A ticket that was issued alone is handed in also when its day is over, a follow-up moves on
  // while nobody is in the lobby, and people say at home how it was.
  const bool needs_day = !std::holds_alternative<OpenDay>(command) &&
                         !std::holds_alternative<HandIn>(command) &&
                         !std::holds_alternative<AdvanceFollowUp>(command) &&
                         !std::holds_alternative<AssignFollowUp>(command) &&
                         !std::holds_alternative<GiveFeedback>(command);
  if (!state.day && needs_day) return refuse(RefusalCode::day_not_open, "no day is open");
  const detail::Situation now{site, state, context};
  auto events = std::visit([&now](const auto& c) { return detail::decide(now, c); }, command);
  if (events) detail::call_at_idle_counters(now, command, *events);
  return events;
}

}  // namespace foyer

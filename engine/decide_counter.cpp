// Commands at a counter: open, call, serve, pass on, finish.
#include <algorithm>
#include <iterator>

#include "engine/decide_parts.h"

namespace foyer::detail {
namespace {

/// As at_own_counter, and the visit is called but not yet served.
Result<AtCounter> called_here(const Situation& now, const CounterId& counter_id, VisitId visit_id) {
  auto here = at_own_counter(now, counter_id, visit_id);
  if (here && stage_of(*here->visit) != NeedState::called) {
    return refuse(RefusalCode::not_called, here->visit->ticket + " is being served already",
                  "visit");
  }
  return here;
}

/// The clerk's counter, ready to call somebody.
Result<const Counter*> calling_counter(const Situation& now, const CounterId& id) {
  auto counter = own_counter(now, id);
  if (!counter) return counter;
  if ((*counter)->state == CounterState::on_break) {
    return refuse(RefusalCode::counter_on_break, "counter " + id.value + " is on a break",
                  "counter");
  }
  if ((*counter)->visit) {
    return refuse(RefusalCode::counter_busy, "somebody is at counter " + id.value, "counter");
  }
  return counter;
}

bool supervises(const Context& context) {
  const auto& rights = context.clerk_rights;
  return std::binary_search(rights.begin(), rights.end(), Right::supervise);
}

/// What a supervisor is told who would close a counter over somebody's head.
std::string who_is_there(const Situation& now, const Counter& counter) {
  const Visit& visit = *find_visit(now.state, *counter.visit);
  if (visit.call_expires_at) {
    return visit.ticket + " is called to counter " + counter.id.value +
           ": the call ends by itself if nobody comes";
  }
  return visit.ticket + " is served at counter " + counter.id.value +
         ": its clerk closes or parks that first";
}

/// The clerk's counter, for a supervisor also another's, with nobody at it.
Result<const Counter*> empty_counter(const Situation& now, const CounterId& id) {
  auto counter = supervises(now.context) ? manned_counter(now, id) : own_counter(now, id);
  if (counter && (*counter)->visit) {
    return refuse(RefusalCode::counter_busy, who_is_there(now, **counter), "counter");
  }
  return counter;
}

/// The clerk in whose place a supervisor acts; empty where it is the clerk.
ClerkId in_place_of(const Situation& now, const Counter& counter) {
  return counter.clerk == now.context.actor.clerk ? ClerkId{} : counter.clerk;
}

bool serves_elsewhere(const State& state, const ClerkId& clerk, const CounterId& here) {
  return std::any_of(state.counters.begin(), state.counters.end(), [&](const auto& entry) {
    return entry.first != here && entry.second.state != CounterState::closed &&
           entry.second.clerk == clerk;
  });
}

}  // namespace

Result<AtCounter> at_own_counter(const Situation& now, const CounterId& counter_id,
                                 VisitId visit_id) {
  auto counter = own_counter(now, counter_id);
  if (!counter) return tl::unexpected(counter.error());
  auto visit = present_visit(now, visit_id);
  if (!visit) return tl::unexpected(visit.error());
  if ((*visit)->counter != counter_id) {
    return refuse(RefusalCode::not_at_counter,
                  (*visit)->ticket + " is not at counter " + counter_id.value, "visit");
  }
  return AtCounter{*counter, *visit};
}

Result<const Counter*> manned_counter(const Situation& now, const CounterId& id) {
  if (find_counter(now.site, id) == nullptr) {
    return refuse(RefusalCode::unknown_counter, "no counter " + id.value, "counter");
  }
  const Counter* counter = find_counter(now.state, id);
  if (counter == nullptr || counter->state == CounterState::closed) {
    return refuse(RefusalCode::counter_closed, "counter " + id.value + " is closed", "counter");
  }
  return counter;
}

Result<const Counter*> own_counter(const Situation& now, const CounterId& id) {
  auto counter = manned_counter(now, id);
  if (!counter) return counter;
  const ClerkId& clerk = now.context.actor.clerk;
  if (clerk.empty()) return refuse(RefusalCode::not_signed_in, "no clerk is signed in here");
  if ((*counter)->clerk != clerk) {
    return refuse(RefusalCode::not_your_counter, "another clerk is at counter " + id.value,
                  "counter");
  }
  return counter;
}

Result<Events> decide(const Situation& now, const OpenCounter& command) {
  const CounterPlace* place = find_counter(now.site, command.counter);
  if (place == nullptr) {
    return refuse(RefusalCode::unknown_counter, "no counter " + command.counter.value, "counter");
  }
  const ClerkId& clerk = now.context.actor.clerk;
  if (clerk.empty()) return refuse(RefusalCode::not_signed_in, "no clerk is signed in here");
  const Counter* counter = find_counter(now.state, command.counter);
  if (counter != nullptr && counter->state != CounterState::closed && counter->clerk != clerk) {
    return refuse(RefusalCode::counter_taken,
                  "another clerk is at counter " + command.counter.value, "counter");
  }
  if (counter != nullptr && counter->state == CounterState::open) {
    return refuse(RefusalCode::counter_already_open,
                  "counter " + command.counter.value + " is open", "counter");
  }
  if (serves_elsewhere(now.state, clerk, command.counter)) {
    return refuse(RefusalCode::clerk_elsewhere, "close the other counter first", "counter");
  }
  std::vector<SkillId> skills;
  std::set_intersection(place->skills.begin(), place->skills.end(),
                        now.context.clerk_skills.begin(), now.context.clerk_skills.end(),
                        std::back_inserter(skills));
  if (skills.empty()) {
    return refuse(RefusalCode::no_skills,
                  "nothing at counter " + command.counter.value + " is among the clerk's skills",
                  "counter");
  }
  return Events{
      CounterOpened{command.counter, clerk, std::move(skills), now.context.clerk_languages}};
}

Result<Events> decide(const Situation& now, const BreakCounter& command) {
  auto counter = empty_counter(now, command.counter);
  if (!counter) return tl::unexpected(counter.error());
  if ((*counter)->state == CounterState::on_break) {
    return refuse(RefusalCode::counter_on_break,
                  "counter " + command.counter.value + " is on a break", "counter");
  }
  return Events{CounterOnBreak{command.counter, command.reason, in_place_of(now, **counter)}};
}

Result<Events> decide(const Situation& now, const CloseCounter& command) {
  auto counter = empty_counter(now, command.counter);
  if (!counter) return tl::unexpected(counter.error());
  return Events{CounterClosed{command.counter, in_place_of(now, **counter)}};
}

Result<Events> decide(const Situation& now, const CallNext& command) {
  auto counter = calling_counter(now, command.counter);
  if (!counter) return tl::unexpected(counter.error());
  const auto choice = choose(now.site, now.state, **counter, now.context.now);
  if (!choice) return refuse(RefusalCode::nobody_waiting, "nobody waits for this counter");
  return Events{make_call(now.site, now.state, now.context.now, **counter, *choice)};
}

Result<Events> decide(const Situation& now, const CallVisit& command) {
  auto counter = calling_counter(now, command.counter);
  if (!counter) return tl::unexpected(counter.error());
  auto visit = present_visit(now, command.visit);
  if (!visit) return tl::unexpected(visit.error());
  if (stage_of(**visit) != NeedState::waiting) {
    return refuse(RefusalCode::visit_not_waiting, (*visit)->ticket + " is not waiting", "visit");
  }
  if (servable_needs(now.site, now.state, **visit, **counter).empty()) {
    return refuse(RefusalCode::cannot_serve,
                  "counter " + command.counter.value + " can serve nothing of it", "visit");
  }
  const auto choice = choose(now.site, now.state, **counter, now.context.now);
  const auto& rights = now.context.clerk_rights;
  const bool is_next = choice && choice->visit == command.visit;
  if (!is_next && !std::binary_search(rights.begin(), rights.end(), Right::call_out_of_order)) {
    return refuse(RefusalCode::out_of_order, "this clerk calls in order", "visit");
  }
  Choice picked{command.visit, Rule::picked, {}};
  if (is_next) picked = *choice;
  if (choice && !is_next) picked.runner_up = choice->visit;
  return Events{make_call(now.site, now.state, now.context.now, **counter, picked)};
}

Result<Events> decide(const Situation& now, const Recall& command) {
  auto here = called_here(now, command.counter, command.visit);
  if (!here) return tl::unexpected(here.error());
  const Rules& rules = now.site.rules;
  if (here->visit->recalls >= rules.recalls_max) {
    return refuse(RefusalCode::recall_limit,
                  "recalled " + std::to_string(rules.recalls_max) + " times already");
  }
  if (now.context.now < *here->visit->last_summoned_at + rules.recall_after) {
    return refuse(RefusalCode::too_soon,
                  "recall again after " + std::to_string(rules.recall_after.count()) + " s");
  }
  return Events{
      VisitRecalled{command.visit, command.counter, now.context.now + rules.call_expires_after}};
}

Result<Events> decide(const Situation& now, const TakeBack& command) {
  auto here = called_here(now, command.counter, command.visit);
  if (!here) return tl::unexpected(here.error());
  const Seconds within = now.site.rules.take_back_within;
  if (now.context.now > *here->visit->called_at + within) {
    return refuse(RefusalCode::too_late,
                  "a call can be taken back for " + std::to_string(within.count()) + " s");
  }
  return Events{CallTakenBack{command.visit, command.counter}};
}

Result<Events> decide(const Situation& now, const Serve& command) {
  auto here = called_here(now, command.counter, command.visit);
  if (!here) return tl::unexpected(here.error());
  return Events{ServingStarted{command.visit, command.counter}};
}

Result<Events> decide(const Situation& now, const NoShow& command) {
  auto here = called_here(now, command.counter, command.visit);
  if (!here) return tl::unexpected(here.error());
  return Events{VisitNoShow{command.visit, command.counter, Cause::clerk}};
}

Result<Events> decide(const Situation& now, const Park& command) {
  auto here = at_own_counter(now, command.counter, command.visit);
  if (!here) return tl::unexpected(here.error());
  if (command.return_after > now.site.rules.park_max) {
    return refuse(RefusalCode::park_too_long,
                  "at most " + std::to_string(now.site.rules.park_max.count()) + " s",
                  "return_after_s");
  }
  return Events{VisitParked{command.visit, command.counter, now.context.now + command.return_after,
                            forgotten_since(now, *here->visit)}};
}

}  // namespace foyer::detail

// Refusals as sentences: what happened, that nothing was done, what is next.
#include <optional>

#include "counter-client/words.h"

namespace foyer::counter_client {
namespace {

std::string next_step(const Texts& in, const RefusedAsk& ask) {
  if (ask.next_ticket.empty()) return in(tr("Nothing was done."));
  return in(tr("Nothing was done. Next for you: {ticket}."), {{"ticket", ask.next_ticket}});
}

/// Somebody else was faster, or the call ran out. The state on this screen may be a moment old:
/// what it says of the clerk's own counter is not taken for an explanation.
Sentence gone(const Texts& in, const Refusal& refusal, const RefusedAsk& ask) {
  if (ask.ticket.empty()) return {in(tr("They are no longer here.")), next_step(in, ask)};
  const Visit* visit = ask.state == nullptr ? nullptr : find_visit(*ask.state, ask.visit);
  if (visit == nullptr || refusal.code == RefusalCode::unknown_visit) {
    return {in(tr("{ticket} is no longer here."), {{"ticket", ask.ticket}}), next_step(in, ask)};
  }
  if (!visit->counter.empty() && visit->counter != ask.counter) {
    return {in(tr("{ticket} is at counter {counter}."),
               {{"ticket", visit->ticket}, {"counter", counter_label(ask.site, visit->counter)}}),
            next_step(in, ask)};
  }
  if (visit->parked_until) {
    return {in(tr("{ticket} is parked."), {{"ticket", visit->ticket}}), next_step(in, ask)};
  }
  return {in(tr("{ticket} is not waiting any more."), {{"ticket", ask.ticket}}),
          next_step(in, ask)};
}

Sentence about_sign_in(const Texts& in, const Refusal& refusal) {
  const auto seconds = static_cast<int>(refusal.retry_after.value_or(Seconds{0}).count());
  if (refusal.code == RefusalCode::wrong_secret) {
    return {in(tr("The name and the PIN do not belong together.")), in(tr("Please try again."))};
  }
  if (seconds > 0 && seconds < 60) {
    return {in(tr("Too many wrong PINs.")),
            in(tr_plural("Wait {n} second, then try again.", "Wait {n} seconds, then try again."),
               seconds)};
  }
  if (seconds >= 60) {
    return {in(tr("Too many wrong PINs.")),
            in(tr("Wait {time}, then try again."), {{"time", in.minutes(Seconds{seconds})}})};
  }
  return {in(tr("Too many requests from this machine.")), in(tr("Wait a moment, then try again."))};
}

Sentence about_counter(const Texts& in, const Refusal& refusal, const RefusedAsk& ask) {
  using enum RefusalCode;
  const RefusalCode code = refusal.code;
  if (code == counter_taken || code == not_your_counter) {
    return {in(tr("Another clerk is at this counter.")), in(tr("Choose another counter."))};
  }
  if (code == clerk_elsewhere) {
    return {in(tr("You are still at another counter.")), in(tr("Close that one first."))};
  }
  if (code == no_skills) {
    return {in(tr("Nothing that this counter serves is among your skills.")),
            in(tr("Choose another counter, or ask your supervisor."))};
  }
  if (code == counter_on_break) {
    return {in(tr("This counter is on a break.")), in(tr("Open it first."))};
  }
  if (code == counter_busy) {
    return {in(tr("Somebody is at this counter.")), in(tr("Finish with them first."))};
  }
  if (code == counter_already_open) {
    return {in(tr("This counter is open already.")), in(tr("You can go on."))};
  }
  return {in(tr("This counter is closed.")), next_step(in, ask)};
}

Sentence about_time(const Texts& in, const Refusal& refusal, const RefusedAsk& ask) {
  const Rules& rules = ask.site.lobby.rules;
  using enum RefusalCode;
  const RefusalCode code = refusal.code;
  if (code == recall_limit) {
    return {in(tr_plural("{ticket} was called again {n} time already.",
                         "{ticket} was called again {n} times already."),
               rules.recalls_max, {{"ticket", ask.ticket}}),
            in(tr("You can wait, or mark a no-show."))};
  }
  if (code == too_soon) {
    return {in(tr("It is too soon to call again.")),
            in(tr("A call can be repeated after {time}."),
               {{"time", running_clock(rules.recall_after)}})};
  }
  const Visit* visit = ask.state == nullptr ? nullptr : find_visit(*ask.state, ask.visit);
  if (code == too_late && (visit == nullptr || !visit->call_expires_at)) {
    return {in(tr("It is too late for that.")), in(tr("A new ticket keeps them in the line."))};
  }
  if (code == nothing_to_undo) {
    return {in(tr("There is nothing to undo any more.")), in(tr("Look at the line for them."))};
  }
  if (code == too_late) {
    return {in(tr("It is too late to take the call back.")),
            in(tr("Start, park, or mark a no-show."))};
  }
  return {in(tr("That is too long to park.")),
          in(tr("At most {time}."), {{"time", in.minutes(rules.park_max)}})};
}

Sentence about_needs(const Texts& in, const Refusal& refusal, const RefusedAsk& ask) {
  using enum RefusalCode;
  const RefusalCode code = refusal.code;
  if (code == duplicate_need) {
    return {in(tr("They came for that already.")), in(tr("It is among the needs."))};
  }
  if (code == too_many_needs) {
    return {
        in(tr("That is too much for one visit.")),
        in(tr_plural("{n} need at most.", "{n} needs at most."), ask.site.lobby.rules.needs_max)};
  }
  if (code == service_off || code == service_is_referral || code == unknown_service) {
    return {in(tr("That is not served here.")), in(tr("Refer them to the department."))};
  }
  if (code == no_specialist) {
    return {in(tr("There is no specialist for this.")), in(tr("Transfer or refer it instead."))};
  }
  if (code == cannot_serve) {
    return {in(tr("That counter cannot serve this.")), in(tr("Choose another one."))};
  }
  if (code == unknown_clerk) {
    return {in(tr("That clerk is at no counter now.")), in(tr("Choose another one."))};
  }
  return {in(tr("A need has no outcome yet, or it ended elsewhere.")),
          in(tr("Look at the needs, then close again."))};
}

/// What other clerks and residents do meanwhile; of everything else, nothing.
std::optional<Sentence> about_lobby(const Texts& in, const Refusal& refusal) {
  using enum RefusalCode;
  const RefusalCode code = refusal.code;
  if (code == counter_busy && refusal.field == "skills") {
    return Sentence{in(tr("Somebody is there for just that.")), in(tr("Try again after them."))};
  }
  if (code == counter_busy) {
    return Sentence{in(tr("Somebody is at that counter now.")), in(tr("Try again after them."))};
  }
  if (code == counter_closed) {
    return Sentence{in(tr("That counter has closed.")), in(tr("Nothing was done."))};
  }
  if (code == cannot_serve || code == no_skills) {
    return Sentence{in(tr("That counter cannot do without it.")), in(tr("Nothing was done."))};
  }
  if (code == service_off || code == service_is_referral || code == unknown_service) {
    return Sentence{in(tr("That is not served here.")), in(tr("Nothing was done."))};
  }
  if (code == already_so || code == counter_on_break) {
    return Sentence{in(tr("That is so already.")), in(tr("Somebody else was faster."))};
  }
  if (code == day_not_open) {
    return Sentence{in(tr("No day is open.")), in(tr("Nothing was done."))};
  }
  if (code == not_allowed) {
    return Sentence{in(tr("You may not do that any more.")), in(tr("Ask an administrator."))};
  }
  return std::nullopt;
}

}  // namespace

Sentence refusal_words(const Texts& in, const Refusal& refusal, const RefusedAsk& ask) {
  if (ask.supervises) {
    if (auto words = about_lobby(in, refusal)) return std::move(*words);
  }
  switch (refusal.code) {
    case RefusalCode::wrong_secret:
    case RefusalCode::throttled:
      return about_sign_in(in, refusal);
    case RefusalCode::day_not_open:
      return {in(tr("The day has not begun.")), in(tr("Counters open with the lobby."))};
    case RefusalCode::office_closed:
      return {in(tr("The office is closed.")), in(tr("No more tickets today."))};
    case RefusalCode::not_signed_in:
      return {in(tr("You are not signed in any more.")), in(tr("Sign in again to go on."))};
    case RefusalCode::nobody_waiting:
      return {in(tr("Nobody waits for you.")), in(tr("Who comes next appears here."))};
    case RefusalCode::unknown_visit:
    case RefusalCode::visit_not_waiting:
    case RefusalCode::not_at_counter:
    case RefusalCode::not_called:
    case RefusalCode::not_parked:
    case RefusalCode::visit_being_served:
      return gone(in, refusal, ask);
    case RefusalCode::counter_taken:
    case RefusalCode::not_your_counter:
    case RefusalCode::clerk_elsewhere:
    case RefusalCode::no_skills:
    case RefusalCode::counter_on_break:
    case RefusalCode::counter_busy:
    case RefusalCode::counter_already_open:
    case RefusalCode::counter_closed:
    case RefusalCode::unknown_counter:
      return about_counter(in, refusal, ask);
    case RefusalCode::recall_limit:
    case RefusalCode::too_soon:
    case RefusalCode::too_late:
    case RefusalCode::park_too_long:
    case RefusalCode::nothing_to_undo:
      return about_time(in, refusal, ask);
    case RefusalCode::duplicate_need:
    case RefusalCode::too_many_needs:
    case RefusalCode::service_off:
    case RefusalCode::service_is_referral:
    case RefusalCode::unknown_service:
    case RefusalCode::no_specialist:
    case RefusalCode::cannot_serve:
    case RefusalCode::unknown_clerk:
    case RefusalCode::need_done:
    case RefusalCode::unknown_need:
    case RefusalCode::not_serving:
    case RefusalCode::outcome_missing:
    case RefusalCode::outcome_not_allowed:
    case RefusalCode::missing_not_named:
      return about_needs(in, refusal, ask);
    case RefusalCode::out_of_order:
      return {in(tr("You call in order.")), in(tr("Call next, or ask your supervisor."))};
    case RefusalCode::already_so:
      return {in(tr("That is so already.")), in(tr("You can go on."))};
    case RefusalCode::not_allowed:
      return {in(tr("This machine may not do that.")), in(tr("Ask your supervisor."))};
    case RefusalCode::unknown_follow_up:
      return {in(tr("This one has ended.")), in(tr("Look at the list again."))};
    case RefusalCode::follow_up_unchanged:
      return {in(tr("It is so already.")), in(tr("Look at the list again."))};
    case RefusalCode::follow_ups_full:
      return {in(tr("Too much goes on at once.")),
              in(tr("Choose another outcome, and tell your supervisor."))};
    case RefusalCode::unavailable:
      return {in(tr("The server cannot keep it right now.")),
              in(tr("Nothing was done, and nothing you entered is lost. Try again."))};
    case RefusalCode::day_already_open:
    case RefusalCode::no_needs:
    case RefusalCode::lobby_full:
    case RefusalCode::numbers_exhausted:
    case RefusalCode::not_leased:
    case RefusalCode::handed_in_already:
    case RefusalCode::unknown_appointment:
    case RefusalCode::checked_in_already:
    case RefusalCode::appointment_other_day:
    case RefusalCode::unknown_notice:
    case RefusalCode::unknown_department:
    case RefusalCode::unknown_item:
    case RefusalCode::unknown_language:
    case RefusalCode::not_your_visit:
    case RefusalCode::nothing_due:
    case RefusalCode::feedback_given:
    case RefusalCode::malformed:
    case RefusalCode::too_large:
    case RefusalCode::wrong_version:
    case RefusalCode::unknown_command:
    case RefusalCode::request_id_reused:
    case RefusalCode::seq_unknown:
      return {in(tr("That could not be done.")),
              in(tr("Nothing was done, and nothing you entered is lost. Ask your supervisor."))};
  }
  return {};
}

}  // namespace foyer::counter_client

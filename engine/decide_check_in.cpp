// Checking in for an appointment that was made before.
#include <algorithm>

#include "engine/decide_parts.h"

namespace foyer {

std::optional<Refusal> objection_to_check_in(const Site& site, const State& state,
                                             const Appointment& appointment, Instant now) {
  const auto& done = state.checked_in;
  if (appointment.cancelled) {
    return Refusal{RefusalCode::unknown_appointment, "it was cancelled", "code"};
  }
  if (std::binary_search(done.begin(), done.end(), appointment.id)) {
    return Refusal{RefusalCode::checked_in_already, "somebody has checked in for it", "code"};
  }
  const bool today =
      state.day && state.day->opens_at <= appointment.at && appointment.at <= state.day->ends_at;
  if (!today) return Refusal{RefusalCode::appointment_other_day, "it is not today", "code"};
  if (now < appointment.at - site.rules.appointment_early_max) {
    return Refusal{RefusalCode::too_soon, "it is too early to check in for it", "code"};
  }
  return std::nullopt;
}

namespace detail {

Result<Events> decide(const Situation& now, const CheckIn& command) {
  const std::optional<Appointment>& appointment = now.context.appointment;
  if (!appointment) {
    return refuse(RefusalCode::unknown_appointment, "no appointment has this code", "code");
  }
  if (auto objection = objection_to_check_in(now.site, now.state, *appointment, now.context.now)) {
    return tl::unexpected(std::move(*objection));
  }
  IssueTicket issue;
  issue.services = appointment->services;
  issue.channel = command.channel;
  issue.language = command.language;
  issue.special_needs = command.special_needs;
  issue.appointment_at = appointment->at;
  auto events = decide(now, issue);
  if (!events) return events;
  std::get<TicketIssued>(events->front()).appointment = appointment->id;
  return events;
}

}  // namespace detail
}  // namespace foyer

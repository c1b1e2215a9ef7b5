// The lists of what has happened, as the journal keeps it: see fields.h.
#pragma once

#include "protocol/fields_parts.h"

namespace foyer::protocol {

template <class V>
void fields(V& v, Is<DayOpened> auto& e) {
  v("date", e.date);
  v("opens_at_ms", e.opens_at);
  v("closes_at_ms", e.closes_at);
  v("ends_at_ms", e.ends_at);
  v("next_visit", e.next_visit);
  v("last_number", e.last_number, Presence::optional);
  v("leases", e.leases, leases_bounds, Presence::optional);
  v("checked_in", e.checked_in, checked_in_bounds, Presence::optional);
  v("follow_ups", e.follow_ups, follow_ups_bounds, Presence::optional);
}

template <class V>
void fields(V& v, Is<DayClosed> auto& e) {
  v("date", e.date);
}

template <class V>
void fields(V& v, Is<TicketIssued> auto& e) {
  v("visit", e.visit);
  v("ticket", e.ticket, TicketShape{});
  v("token", e.token, Presence::optional);
  v("channel", e.channel);
  v("language", e.language);
  v("special_needs", e.special_needs, special_needs_bounds, Presence::optional);
  v("priority", e.priority);
  v("needs", e.needs, needs_bounds);
  v("promise", e.promise);
  v("appointment_at_ms", e.appointment_at, Presence::optional);
  v("waits_from_ms", e.waits_from, Presence::optional);
  v("arrived_at_ms", e.arrived_at, Presence::optional);
  v("appointment", e.appointment, Presence::optional);
}

template <class V>
void fields(V& v, Is<NumbersLeased> auto& e) {
  v("device", e.device);
  v("date", e.date);
  v("opens_at_ms", e.opens_at);
  v("expires_at_ms", e.expires_at);
  v("blocks", e.blocks, blocks_bounds);
}

template <class V>
void fields(V& v, Is<TicketLapsed> auto& e) {
  v("ticket", e.ticket, TicketShape{});
  v("date", e.date);
  v("issued_at_ms", e.issued_at);
  v("services", e.services, needs_bounds);
}

template <class V>
void fields(V& v, Is<NeedAdded> auto& e) {
  v("visit", e.visit);
  v("need", e.need);
}

template <class V>
void fields(V& v, Is<VisitLeft> auto& e) {
  v("visit", e.visit);
}

template <class V>
void fields(V& v, Is<CounterOpened> auto& e) {
  v("counter", e.counter);
  v("clerk", e.clerk);
  v("skills", e.skills, skills_bounds);
  v("languages", e.languages, languages_bounds, Presence::optional);
}

template <class V>
void fields(V& v, Is<CounterOnBreak> auto& e) {
  v("counter", e.counter);
  v("reason", e.reason);
  v("in_place_of", e.in_place_of, Presence::optional);
}

template <class V>
void fields(V& v, Is<CounterClosed> auto& e) {
  v("counter", e.counter);
  v("in_place_of", e.in_place_of, Presence::optional);
}

template <class V>
void fields(V& v, Is<VisitCalled> auto& e) {
  v("visit", e.visit);
  v("counter", e.counter);
  v("needs", e.needs, needs_bounds);
  v("rule", e.rule);
  v("runner_up", e.runner_up, Presence::optional);
  v("expires_at_ms", e.expires_at);
}

template <class V>
void fields(V& v, Is<VisitRecalled> auto& e) {
  v("visit", e.visit);
  v("counter", e.counter);
  v("expires_at_ms", e.expires_at);
}

template <class T>
concept CounterEvent =
    Is<T, CallTakenBack> || Is<T, ServingStarted> || Is<T, Undone> || Is<T, ServingConfirmed>;

template <class V>
void fields(V& v, CounterEvent auto& e) {
  v("visit", e.visit);
  v("counter", e.counter);
}

template <class V>
void fields(V& v, Is<VisitNoShow> auto& e) {
  v("visit", e.visit);
  v("counter", e.counter);
  v("cause", e.cause);
}

template <class V>
void fields(V& v, Is<VisitParked> auto& e) {
  v("visit", e.visit);
  v("counter", e.counter);
  v("until_ms", e.until);
  v("forgotten_since_ms", e.forgotten_since, Presence::optional);
}

template <class V>
void fields(V& v, Is<VisitResumed> auto& e) {
  v("visit", e.visit);
  v("cause", e.cause);
}

template <class V>
void fields(V& v, Is<NeedTransferred> auto& e) {
  v("visit", e.visit);
  v("need", e.need);
  v("counter", e.counter);
  v("transfer", e.transfer);
  v("service", e.service);
  v("skill", e.skill);
  v("only_counter", e.only_counter, Presence::optional);
  v("only_clerk", e.only_clerk, Presence::optional);
  v("forgotten_since_ms", e.forgotten_since, Presence::optional);
}

template <class V>
void fields(V& v, Is<NeedFinished> auto& e) {
  v("visit", e.visit);
  v("need", e.need);
  v("counter", e.counter, Presence::optional);
  v("outcome", e.outcome);
  v("missing", e.missing, items_bounds, Presence::optional);
  v("delivered", e.delivered, items_bounds, Presence::optional);
  v("department", e.department, Presence::optional);
  v("reference", e.reference, reference_bounds, Presence::optional);
  v("forgotten_since_ms", e.forgotten_since, Presence::optional);
}

template <class V>
void fields(V& v, Is<FollowUpOpened> auto& e) {
  v("reference", e.reference, ReferenceShape{});
  v("visit", e.visit);
  v("service", e.service);
  v("department", e.department, Presence::optional);
  v("due_at_ms", e.due_at);
}

template <class V>
void fields(V& v, Is<FollowUpAdvanced> auto& e) {
  v("reference", e.reference, ReferenceShape{});
  v("status", e.status);
}

template <class V>
void fields(V& v, Is<FollowUpAssigned> auto& e) {
  v("reference", e.reference, ReferenceShape{});
  v("department", e.department, Presence::optional);
  v("clerk", e.clerk, Presence::optional);
}

template <class V>
void fields(V& v, Is<FeedbackGiven> auto& e) {
  v("visit", e.visit);
  v("counter", e.counter);
  v("rating", e.rating);
}

template <class V>
void fields(V& v, Is<VisitBroughtBack> auto& e) {
  v("visit", e.visit);
}

template <class V>
void fields(V& v, Is<PriorityChanged> auto& e) {
  v("visit", e.visit);
  v("priority", e.priority);
  v("needs", e.needs, needs_bounds);
}

}  // namespace foyer::protocol

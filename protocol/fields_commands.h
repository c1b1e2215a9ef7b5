// The lists of what is asked of the engine: see fields.h.
#pragma once

#include "protocol/fields_parts.h"

namespace foyer::protocol {

template <class V>
void fields(V& v, Is<OpenDay> auto& c) {
  v("date", c.date);
  v("opens_at_ms", c.opens_at);
  v("closes_at_ms", c.closes_at);
  v("ends_at_ms", c.ends_at);
}

template <class V>
void fields(V&, Is<CloseDay> auto&) {}

template <class V>
void fields(V& v, Is<IssueTicket> auto& c) {
  v("services", c.services, needs_bounds);
  v("channel", c.channel);
  v("language", c.language);
  v("special_needs", c.special_needs, special_needs_bounds, Presence::optional);
  v("priority", c.priority);
  v("appointment_at_ms", c.appointment_at, Presence::optional);
}

template <class V>
void fields(V& v, Is<LeaseNumbers> auto& c) {
  v("left", c.left, Presence::optional);
}

template <class V>
void fields(V& v, Is<HandIn> auto& c) {
  v("ticket", c.ticket, TicketShape{});
  v("token", c.token);
  v("date", c.date);
  v("issued_at_ms", c.issued_at);
  v("services", c.services, needs_bounds);
  v("language", c.language);
  v("special_needs", c.special_needs, special_needs_bounds, Presence::optional);
}

template <class V>
void fields(V& v, Is<CheckIn> auto& c) {
  v("code", c.code, code_bounds);
  v("channel", c.channel);
  v("language", c.language);
  v("special_needs", c.special_needs, special_needs_bounds, Presence::optional);
}

template <class V>
void fields(V& v, Is<AddNeed> auto& c) {
  v("visit", c.visit);
  v("service", c.service);
}

template <class V>
void fields(V& v, Is<Leave> auto& c) {
  v("visit", c.visit);
  v("token", c.token, Presence::optional);
}

template <class V>
void fields(V& v, Is<OpenCounter> auto& c) {
  v("counter", c.counter);
}

template <class V>
void fields(V& v, Is<BreakCounter> auto& c) {
  v("counter", c.counter);
  v("reason", c.reason);
}

template <class V>
void fields(V& v, Is<CloseCounter> auto& c) {
  v("counter", c.counter);
}

template <class V>
void fields(V& v, Is<CallNext> auto& c) {
  v("counter", c.counter);
}

/// The commands about one visit at one counter.
template <class T>
concept AtCounter =
    Is<T, CallVisit> || Is<T, Recall> || Is<T, TakeBack> || Is<T, Serve> || Is<T, NoShow>;

template <class V>
void fields(V& v, AtCounter auto& c) {
  v("counter", c.counter);
  v("visit", c.visit);
}

template <class V>
void fields(V& v, Is<Park> auto& c) {
  v("counter", c.counter);
  v("visit", c.visit);
  v("return_after_s", c.return_after, duration_bounds);
}

template <class V>
void fields(V& v, Is<Resume> auto& c) {
  v("visit", c.visit);
}

template <class V>
void fields(V& v, Is<Transfer> auto& c) {
  v("counter", c.counter);
  v("visit", c.visit);
  v("need", c.need);
  v("kind", c.kind);
  v("target", c.target, target_bounds, Presence::optional);
}

template <class V>
void fields(V& v, Is<ConfirmServing> auto& c) {
  v("counter", c.counter);
  v("visit", c.visit);
}

template <class V>
void fields(V& v, Is<Refer> auto& c) {
  v("counter", c.counter);
  v("visit", c.visit);
  v("need", c.need);
  v("department", c.department);
}

template <class V>
void fields(V& v, Is<Finish> auto& c) {
  v("counter", c.counter);
  v("visit", c.visit);
  v("results", c.results, needs_bounds);
}

template <class V>
void fields(V& v, Is<AdvanceFollowUp> auto& c) {
  v("reference", c.reference, ReferenceShape{});
  v("status", c.status);
}

template <class V>
void fields(V& v, Is<AssignFollowUp> auto& c) {
  v("reference", c.reference, ReferenceShape{});
  v("department", c.department, Presence::optional);
  v("clerk", c.clerk, Presence::optional);
}

template <class V>
void fields(V& v, Is<Undo> auto& c) {
  v("counter", c.counter);
  v("visit", c.visit);
}

template <class V>
void fields(V& v, Is<BringBack> auto& c) {
  v("visit", c.visit);
}

template <class V>
void fields(V& v, Is<GiveFeedback> auto& c) {
  v("visit", c.visit);
  v("token", c.token, Presence::optional);
  v("rating", c.rating);
}

template <class V>
void fields(V& v, Is<RaiseAlarm> auto& c) {
  v("counter", c.counter, Presence::optional);
}

template <class V>
void fields(V& v, Is<SetPriority> auto& c) {
  v("visit", c.visit);
  v("priority", c.priority);
}

template <class V>
void fields(V&, Is<Tick> auto&) {}

}  // namespace foyer::protocol

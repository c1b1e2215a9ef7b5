// The lists of the lobby as it stands, as a snapshot keeps it: see fields.h.
#pragma once

#include "protocol/fields_parts.h"

namespace foyer::protocol {

template <class V>
void fields(V& v, Is<Need> auto& n) {
  v("need", n.id);
  v("service", n.service);
  v("skill", n.skill);
  v("due_at_ms", n.due_at);
  v("place_at_ms", n.place_at);
  v("expected_s", n.expected, duration_bounds);
  v("state", n.state);
  v("outcome", n.outcome, Presence::optional);
  v("only_counter", n.only_counter, Presence::optional);
  v("only_clerk", n.only_clerk, Presence::optional);
  v("brought", n.brought, items_bounds, Presence::optional);
  v("steps", n.steps, steps_bounds, Presence::optional);
}

template <class V>
void fields(V& v, Is<Visit> auto& s) {
  v("visit", s.id);
  v("ticket", s.ticket, TicketShape{});
  v("token", s.token, Presence::optional);
  v("channel", s.channel);
  v("language", s.language);
  v("special_needs", s.special_needs, special_needs_bounds, Presence::optional);
  v("priority", s.priority);
  v("arrived_at_ms", s.arrived_at);
  v("appointment_at_ms", s.appointment_at, Presence::optional);
  v("waits_from_ms", s.waits_from);
  v("promise", s.promise);
  v("needs", s.needs, needs_bounds);
  v("counter", s.counter, Presence::optional);
  v("first_called_at_ms", s.first_called_at, Presence::optional);
  v("called_at_ms", s.called_at, Presence::optional);
  v("last_summoned_at_ms", s.last_summoned_at, Presence::optional);
  v("call_expires_at_ms", s.call_expires_at, Presence::optional);
  v("serving_since_ms", s.serving_since, Presence::optional);
  v("confirmed_at_ms", s.confirmed_at, Presence::optional);
  v("parked_until_ms", s.parked_until, Presence::optional);
  v("served_by", s.served_by, Presence::optional);
  v("recalls", s.recalls, number_bounds);
  v("calls", s.calls, number_bounds);
}

template <class T>
concept Before = Is<T, LastDone> || Is<T, Gone>;

template <class V>
void fields(V& v, Before auto& b) {
  v("visit", b.visit);
  v("at_ms", b.at);
}

template <class V>
void fields(V& v, Is<Departed> auto& d) {
  v("visit", d.visit);
  v("ticket", d.ticket, TicketShape{});
  v("token", d.token, Presence::optional);
  v("language", d.language);
  v("counter", d.counter);
  v("clerk", d.clerk, Presence::optional);
  v("at_ms", d.at);
  v("rating", d.rating, Presence::optional);
}

template <class V>
void fields(V& v, Is<Counter> auto& c) {
  v("counter", c.id);
  v("state", c.state);
  v("clerk", c.clerk, Presence::optional);
  v("skills", c.skills, skills_bounds);
  v("languages", c.languages, languages_bounds, Presence::optional);
  v("break_reason", c.break_reason);
  v("since_ms", c.since);
  v("in_place_of", c.in_place_of, Presence::optional);
  v("idle_since_ms", c.idle_since);
  v("visit", c.visit, Presence::optional);
  v("last_done", c.last_done, Presence::optional);
  v("alarm_since_ms", c.alarm_since, Presence::optional);
}

template <class V>
void fields(V& v, Is<Day> auto& d) {
  v("date", d.date);
  v("opens_at_ms", d.opens_at);
  v("closes_at_ms", d.closes_at);
  v("ends_at_ms", d.ends_at);
}

template <class V>
void fields(V& v, Is<SwitchedNotice> auto& n) {
  v("notice", n.id);
  v("to", n.to);
  v("since_ms", n.since);
}

template <class V>
void fields(V& v, Is<DeskAlarm> auto& a) {
  v("device", a.id);
  v("clerk", a.clerk);
  v("since_ms", a.since);
}

template <class V>
void fields(V& v, Is<RecentCall> auto& c) {
  v("visit", c.visit);
  v("ticket", c.ticket, TicketShape{});
  v("counter", c.counter);
  v("language", c.language);
  v("called_at_ms", c.called_at);
  v("recalls", c.recalls, number_bounds);
}

template <class V>
void fields(V& v, Is<DayTotals> auto& t) {
  v("issued", t.issued, number_bounds);
  v("departed", t.departed, number_bounds);
  v("answered", t.answered, number_bounds);
}

template <class V>
void fields(V& v, Is<State> auto& s) {
  v("day", s.day, Presence::optional);
  v("closed_date", s.closed_date, Presence::optional);
  v("visits", s.visits);
  v("counters", s.counters);
  v("last_number", s.last_number);
  v("leases", s.leases, Presence::optional);
  v("checked_in", s.checked_in, checked_in_bounds, Presence::optional);
  v("follow_ups", s.follow_ups, follow_ups_bounds, Presence::optional);
  v("next_visit", s.next_visit);
  v("recent_calls", s.recent_calls, Bounds{0, static_cast<std::int64_t>(recent_calls_max)});
  v("gone", s.gone, Bounds{0, static_cast<std::int64_t>(gone_max)}, Presence::optional);
  v("departed", s.departed, Bounds{0, static_cast<std::int64_t>(departed_max)}, Presence::optional);
  v("switched_off", s.switched_off, Bounds{0, 1000}, Presence::optional);
  v("notices", s.notices, Bounds{0, 1000}, Presence::optional);
  v("desk_alarms", s.desk_alarms, Bounds{0, 1000}, Presence::optional);
  v("totals", s.totals);
  v("last_at_ms", s.last_at);
}

}  // namespace foyer::protocol

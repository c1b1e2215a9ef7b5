// The one list of every struct's members as they stand on the wire and in the journal: name, and
// bounds. Writing, checked reading and the published JSON Schemas are three visitors of these
// lists, so they cannot differ. Member names end in their unit: _ms (since 1970, UTC), _s, _bp.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <type_traits>

#include "engine/command.h"
#include "engine/event.h"
#include "engine/state.h"

namespace foyer::protocol {

/// How many elements, bytes or units; both ends included.
struct Bounds {
  std::int64_t least = 0;
  std::int64_t most = std::numeric_limits<std::int64_t>::max();
};

/// A member that may be left out; it is left out when empty.
enum class Presence { required, optional };

/// Marks a text as a ticket: a letter and three digits.
struct TicketShape {};
/// Marks a text as the reference of a follow-up: F, the visit, the need.
struct ReferenceShape {};

template <class T, class U>
concept Is = std::same_as<std::remove_const_t<T>, U>;

inline constexpr Bounds needs_bounds{1, 16};
inline constexpr Bounds special_needs_bounds{0,
                                             static_cast<std::int64_t>(word_count<SpecialNeed>())};
inline constexpr Bounds items_bounds{0, 32};
inline constexpr Bounds skills_bounds{0, 256};
inline constexpr Bounds languages_bounds{0, 40};
inline constexpr Bounds delivered_count_bounds{1, 1000};
inline constexpr Bounds blocks_bounds{0, 999};        ///< Of one device, of all letters.
inline constexpr Bounds used_bounds{0, 1100};         ///< Runs of numbers.
inline constexpr Bounds leases_bounds{0, 1000};       ///< Devices.
inline constexpr Bounds checked_in_bounds{0, 20000};  ///< Appointments of a day.
inline constexpr Bounds code_bounds{4, 40};
inline constexpr Bounds duration_bounds{0, 24 * 60 * 60};
inline constexpr Bounds wait_bounds{0, 7 * 24 * 60 * 60};
inline constexpr Bounds target_bounds{0, 64};
inline constexpr Bounds id_bounds{1, std::int64_t{1} << 53};  ///< What every JSON library can hold.
inline constexpr Bounds instant_bounds{0, 253402300799999};   ///< To the end of the year 9999.
inline constexpr Bounds reference_bounds{0, 40};
inline constexpr Bounds milestones_bounds{0, static_cast<std::int64_t>(milestones_max)};
inline constexpr Bounds follow_ups_bounds{0, static_cast<std::int64_t>(follow_ups_most)};
inline constexpr Bounds number_bounds{0, std::numeric_limits<std::int32_t>::max()};

// --- parts -------------------------------------------------------------------------------------

template <class V>
void fields(V& v, Is<Delivered> auto& d) {
  v("item", d.item);
  v("count", d.count, delivered_count_bounds);
}

template <class V>
void fields(V& v, Is<NeedResult> auto& r) {
  v("need", r.need);
  v("outcome", r.outcome);
  v("missing", r.missing, items_bounds, Presence::optional);
  v("delivered", r.delivered, items_bounds, Presence::optional);
}

template <class V>
void fields(V& v, Is<Wait> auto& w) {
  v("status", w.status);
  v("p50_s", w.p50_s, wait_bounds);
  v("p90_s", w.p90_s, wait_bounds);
}

template <class V>
void fields(V& v, Is<NewNeed> auto& n) {
  v("need", n.need);
  v("service", n.service);
  v("skill", n.skill);
  v("due_at_ms", n.due_at);
  v("place_at_ms", n.place_at, Presence::optional);
  v("expected_s", n.expected, duration_bounds, Presence::optional);
}

template <class V>
void fields(V& v, Is<NumberBlock> auto& b) {
  v("first", b.first, TicketShape{});
  v("last", b.last, TicketShape{});
}

template <class V>
void fields(V& v, Is<Lease> auto& l) {
  v("device", l.id);
  v("since_ms", l.since);
  v("expires_at_ms", l.expires_at);
  v("blocks", l.blocks, blocks_bounds);
  v("used", l.used, used_bounds);
}

template <class V>
void fields(V& v, Is<Actor> auto& a) {
  v("device", a.device);
  v("clerk", a.clerk, Presence::optional);
}

template <class V>
void fields(V& v, Is<Milestone> auto& m) {
  v("status", m.status);
  v("at_ms", m.at);
  v("clerk", m.clerk, Presence::optional);
}

template <class V>
void fields(V& v, Is<FollowUp> auto& f) {
  v("reference", f.reference, ReferenceShape{});
  v("visit", f.visit);
  v("token", f.token, Presence::optional);
  v("service", f.service);
  v("department", f.department, Presence::optional);
  v("clerk", f.clerk, Presence::optional);
  v("status", f.status);
  v("opened_at_ms", f.opened_at);
  v("due_at_ms", f.due_at);
  v("milestones", f.milestones, milestones_bounds, Presence::optional);
}

// --- commands ----------------------------------------------------------------------------------

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

inline constexpr Bounds steps_bounds{0, 40};

template <class T>
concept OfSteps = Is<T, SetSteps> || Is<T, StepsDone>;

template <class V>
void fields(V& v, OfSteps auto& s) {
  v("counter", s.counter);
  v("visit", s.visit);
  v("need", s.need);
  v("brought", s.brought, items_bounds, Presence::optional);
  v("steps", s.steps, steps_bounds, Presence::optional);
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

template <class T>
concept Answered = Is<T, RecordAnswer> || Is<T, AnswerRecorded>;

template <class V>
void fields(V& v, Answered auto& a) {
  v("counter", a.counter, Presence::optional);
  v("service", a.service);
  v("outcome", a.outcome);
  v("delivered", a.delivered, items_bounds, Presence::optional);
  v("department", a.department, Presence::optional);
}

template <class V>
void fields(V& v, Is<SetPriority> auto& c) {
  v("visit", c.visit);
  v("priority", c.priority);
}

template <class T>
concept OfSwitch = Is<T, SwitchService> || Is<T, ServiceSwitched>;

template <class V>
void fields(V& v, OfSwitch auto& s) {
  v("service", s.service);
  v("to", s.to);
}

template <class T>
concept OfSkills = Is<T, SetSkills> || Is<T, SkillsChanged>;

template <class V>
void fields(V& v, OfSkills auto& s) {
  v("counter", s.counter);
  v("skills", s.skills, skills_bounds);
}

template <class T>
concept OfAlarm =
    Is<T, RaiseAlarm> || Is<T, ClearAlarm> || Is<T, AlarmRaised> || Is<T, AlarmCleared>;

template <class V>
void fields(V& v, OfAlarm auto& a) {
  v("counter", a.counter);
}

template <class V>
void fields(V&, Is<Tick> auto&) {}

// --- events ------------------------------------------------------------------------------------

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
}

template <class V>
void fields(V& v, Is<CounterClosed> auto& e) {
  v("counter", e.counter);
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
void fields(V& v, Is<VisitBroughtBack> auto& e) {
  v("visit", e.visit);
}

template <class V>
void fields(V& v, Is<PriorityChanged> auto& e) {
  v("visit", e.visit);
  v("priority", e.priority);
  v("needs", e.needs, needs_bounds);
}

// --- state (the snapshot) ----------------------------------------------------------------------

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
void fields(V& v, Is<Counter> auto& c) {
  v("counter", c.id);
  v("state", c.state);
  v("clerk", c.clerk, Presence::optional);
  v("skills", c.skills, skills_bounds);
  v("languages", c.languages, languages_bounds, Presence::optional);
  v("break_reason", c.break_reason);
  v("since_ms", c.since);
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
  v("switched_off", s.switched_off, Bounds{0, 1000}, Presence::optional);
  v("totals", s.totals);
  v("last_at_ms", s.last_at);
}

}  // namespace foyer::protocol

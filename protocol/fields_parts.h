// Bounds, and the lists of what commands, events and state have in common: see fields.h.
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
inline constexpr Bounds steps_bounds{0, 40};
inline constexpr Bounds number_bounds{0, std::numeric_limits<std::int32_t>::max()};

inline constexpr Bounds five_bounds{1, 5};
inline constexpr Bounds recommendation_bounds{0, 10};

template <class V>
void fields(V& v, Is<Rating> auto& r) {
  v("satisfaction", r.satisfaction, five_bounds, Presence::optional);
  v("effort", r.effort, five_bounds, Presence::optional);
  v("recommendation", r.recommendation, recommendation_bounds, Presence::optional);
}

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

template <class T>
concept OfSwitch = Is<T, SwitchService> || Is<T, ServiceSwitched>;

template <class V>
void fields(V& v, OfSwitch auto& s) {
  v("service", s.service);
  v("to", s.to);
}

template <class T>
concept OfNotice = Is<T, SwitchNotice> || Is<T, NoticeSwitched>;

template <class V>
void fields(V& v, OfNotice auto& s) {
  v("notice", s.notice);
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
concept OfAlarm = Is<T, ClearAlarm> || Is<T, AlarmRaised> || Is<T, AlarmCleared>;

template <class V>
void fields(V& v, OfAlarm auto& a) {
  v("counter", a.counter, Presence::optional);
  v("device", a.device, Presence::optional);
}

}  // namespace foyer::protocol

// The lobby at one moment: what evolve makes of the events of a day. The server and every replica
// hold the same. Only who is present is here; what is over is in the journal.
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/event.h"
#include "engine/site.h"

namespace foyer {

struct Need {
  NeedId id;
  ServiceId service;
  SkillId skill;
  Instant due_at;
  Instant place_at;  ///< See NewNeed.
  Seconds expected{300};
  NeedState state = NeedState::waiting;
  std::optional<Outcome> outcome;  ///< Set exactly when done.
  CounterId only_counter;          ///< Not empty: transferred to this counter.
  ClerkId only_clerk;              ///< Not empty: transferred to this clerk.
  std::vector<ItemId> brought;     ///< See StepsDone.
  std::vector<StepId> steps;       ///< Likewise.
  friend bool operator==(const Need&, const Need&) = default;
};

/// Invariants: at least one need is not done; needs called or serving stand at `counter`, which
/// then names this visit too; parked needs and parked_until come together.
struct Visit {
  VisitId id;
  std::string ticket;
  Token token;
  Channel channel{};
  LanguageTag language;
  std::vector<SpecialNeed> special_needs;
  Priority priority{};
  Instant arrived_at;
  std::optional<Instant> appointment_at;
  Instant waits_from;  ///< The arrival, or the time of an appointment that was kept.
  Wait promise;
  std::vector<Need> needs;
  CounterId counter;  ///< Empty while at no counter.
  std::optional<Instant> first_called_at;
  std::optional<Instant> called_at;         ///< The present call.
  std::optional<Instant> last_summoned_at;  ///< Call or recall.
  std::optional<Instant> call_expires_at;   ///< Set exactly while called.
  std::optional<Instant> serving_since;
  std::optional<Instant> confirmed_at;  ///< While serving: when it was said last that it goes on.
  std::optional<Instant> parked_until;
  ClerkId served_by;  ///< Who served it last; empty before the first time.
  int recalls = 0;    ///< Of the present call.
  int calls = 0;      ///< Without those taken back; 0 exactly while first_called_at is not set.
  friend bool operator==(const Visit&, const Visit&) = default;
};

/// What stood at a counter before it was finished, passed on, parked or a no-show: for undo.
struct LastDone {
  Visit visit;  ///< As it was; with its token.
  Instant at;
  friend bool operator==(const LastDone&, const LastDone&) = default;
};

/// A visit that did not come when called, or left: for bring_back.
struct Gone {
  Visit visit;  ///< As it would wait again; with its token.
  Instant at;
  friend bool operator==(const Gone&, const Gone&) = default;
};

/// A visit that was served and is over: for feedback.
struct Departed {
  VisitId visit;
  std::string ticket;
  Token token;
  LanguageTag language;
  CounterId counter;  ///< That served it last.
  ClerkId clerk;      ///< Who served it last.
  Instant at;
  std::optional<Rating> rating;  ///< What was said of it.
  friend bool operator==(const Departed&, const Departed&) = default;
};

struct Counter {
  CounterId id;
  CounterState state = CounterState::closed;
  ClerkId clerk;                       ///< Empty while closed.
  std::vector<SkillId> skills;         ///< Sorted; empty while closed.
  std::vector<LanguageTag> languages;  ///< Of the clerk; empty while closed, or not known.
  BreakReason break_reason{};          ///< While on_break.
  Instant since;                       ///< Of this state.
  ClerkId in_place_of;                 ///< Whose it is, or was, where a supervisor made it so.
  Instant idle_since;                  ///< Since when nobody is here.
  std::optional<VisitId> visit;        ///< Called or served here.
  std::optional<LastDone> last_done;   ///< Until something else happens to that visit.
  std::optional<Instant> alarm_since;  ///< Help was asked for; not yet seen to.
  friend bool operator==(const Counter&, const Counter&) = default;
};

/// What a supervisor has made of a notice, for today.
struct SwitchedNotice {
  NoticeId id;
  Switch to{};
  Instant since;
  friend bool operator==(const SwitchedNotice&, const SwitchedNotice&) = default;
};

/// A welcome desk, which is no counter, asks for help; not yet seen to.
struct DeskAlarm {
  DeviceId id;
  ClerkId clerk;  ///< Who was signed in there.
  Instant since;
  friend bool operator==(const DeskAlarm&, const DeskAlarm&) = default;
};

struct Day {
  BusinessDate date;
  Instant opens_at;
  Instant closes_at;
  Instant ends_at;
  friend bool operator==(const Day&, const Day&) = default;
};

/// A summons as the lobby display shows it. Taken back: removed again.
struct RecentCall {
  VisitId visit;
  std::string ticket;
  CounterId counter;
  LanguageTag language;
  Instant called_at;
  int recalls = 0;
  friend bool operator==(const RecentCall&, const RecentCall&) = default;
};

struct DayTotals {
  int issued = 0;
  int departed = 0;
  int answered = 0;  ///< Helped without a ticket.
  friend bool operator==(const DayTotals&, const DayTotals&) = default;
};

struct State {
  std::optional<Day> day;    ///< Nothing: no day is open.
  BusinessDate closed_date;  ///< Of the day that was closed last, while none is open.
  std::map<VisitId, Visit> visits;
  std::map<CounterId, Counter> counters;  ///< Those that were open today.
  /// By ticket letter; kept when the day is closed, for the same date may be opened again.
  std::map<char, int> last_number;
  /// By device; kept as last_number is. Invariant: no two blocks have a number in common, and the
  /// numbers that are issued in order stay below all of them.
  std::map<DeviceId, Lease> leases;
  /// Appointments of today that were checked in for; sorted.
  std::vector<AppointmentId> checked_in;
  /// By reference: those that go on, and those that ended since the day was opened. Kept over the
  /// close of the day; they are moved on also while none is open. At most Rules::follow_ups_max.
  std::map<std::string, FollowUp> follow_ups;
  VisitId next_visit{1};
  std::deque<RecentCall> recent_calls;  ///< Newest first, at most recent_calls_max.
  std::deque<Gone> gone;                ///< Newest first, at most gone_max.
  /// Newest first, at most departed_max. Kept over the close of the day.
  std::deque<Departed> departed;
  std::vector<ServiceId> switched_off;  ///< For today, by a supervisor; sorted.
  std::map<NoticeId, SwitchedNotice> notices;
  std::map<DeviceId, DeskAlarm> desk_alarms;
  DayTotals totals;
  Instant last_at;  ///< Of the last event.
  friend bool operator==(const State&, const State&) = default;
};

inline constexpr std::size_t recent_calls_max = 12;
inline constexpr std::size_t gone_max = 40;
inline constexpr std::size_t departed_max = 500;

/// What the visit as a whole is: the furthest of its open needs (serving, called, parked, waiting).
NeedState stage_of(const Visit& visit);

/// Whether something of this visit goes on after it that was opened at that moment: other systems
/// may know of it already, so that it is not undone.
bool has_follow_up_since(const State& state, VisitId visit, Instant opened_at);

/// From when on a visit that is served counts as forgotten, unless the clerk says that it goes on:
/// so many times as long as all that is served, or was, should take together, since it began or was
/// confirmed last. Nothing where it is not served, or the site does not ask.
std::optional<Instant> forgotten_at(const Rules& rules, const Visit& visit);

/// Offered at this site, and not switched off today.
bool is_offered(const State& state, const Service& service);

/// Whether it may be shown at `at`, as far as a supervisor is concerned; its dates may say no.
bool is_switched_on(const State& state, const SiteNotice& notice, Instant at);

bool has_skill(const std::vector<SkillId>& sorted_skills, const SkillId& skill);

/// Null if there is none.
const Visit* find_visit(const State& state, VisitId id);
const Visit* find_ticket(const State& state, std::string_view ticket);
const Counter* find_counter(const State& state, const CounterId& id);
const Departed* find_departed(const State& state, VisitId id);

}  // namespace foyer

// What happened. Past names; `kind` is the wire and journal word. Everything that evolve needs is
// in the event: ids, numbers, tokens, limits, the promise, the rule. No personal data, no free
// text.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/command.h"
#include "engine/ids.h"
#include "engine/words.h"

namespace foyer {

/// A wait as a range: p50_s is the expected wait (a little more than half of such visits wait no
/// longer, see docs/WAITS.md); nine in ten wait at most p90_s. Both 0 unless status is known.
struct Wait {
  WaitStatus status = WaitStatus::no_counter_open;
  int p50_s = 0;
  int p90_s = 0;
  friend bool operator==(const Wait&, const Wait&) = default;
};

/// A need as it enters the lobby.
struct NewNeed {
  NeedId need;
  ServiceId service;
  SkillId skill;
  Instant due_at;  ///< When the promise ends: arrival (or appointment) + promised wait.
  /// Its place in the order of arrival: the arrival, earlier for priority and for those who need
  /// longer to the counter. Absent in older journals: the arrival.
  Instant place_at{};
  /// What handling is expected to take. Absent in older journals: 5 minutes.
  Seconds expected{};
  friend bool operator==(const NewNeed&, const NewNeed&) = default;
};

/// From `first` to `last`, both included, of one letter: "B970" to "B999".
struct NumberBlock {
  std::string first;
  std::string last;
  friend bool operator==(const NumberBlock&, const NumberBlock&) = default;
};

/// The numbers that a kiosk may issue from while it cannot reach the server. Nobody else is given
/// them on that date, also after the lease has expired.
struct Lease {
  DeviceId id;
  Instant since;
  Instant expires_at;
  std::vector<NumberBlock> blocks;
  std::vector<NumberBlock> used;  ///< Of these, what was handed in, as it came.
  friend bool operator==(const Lease&, const Lease&) = default;
};

struct DayOpened {
  static constexpr std::string_view kind = "day_opened";
  BusinessDate date;
  Instant opens_at;
  Instant closes_at;
  Instant ends_at;
  VisitId next_visit;  ///< Visit ids go on over the days.
  /// By ticket letter, where this date was open before: ticket numbers go on. Absent on a date's
  /// first opening, and in older journals.
  std::map<char, int> last_number = {};
  /// Likewise: what was leased on that date stays leased.
  std::vector<Lease> leases = {};
  /// Likewise: nobody checks in for the same appointment twice.
  std::vector<AppointmentId> checked_in = {};
  /// What goes on after visits of earlier days and has not ended. Absent in older journals:
  /// nothing.
  std::vector<FollowUp> follow_ups = {};
  friend bool operator==(const DayOpened&, const DayOpened&) = default;
};

struct DayClosed {
  static constexpr std::string_view kind = "day_closed";
  BusinessDate date;
  friend bool operator==(const DayClosed&, const DayClosed&) = default;
};

struct TicketIssued {
  static constexpr std::string_view kind = "ticket_issued";
  VisitId visit;
  std::string ticket;
  Token token;
  Channel channel{};
  LanguageTag language;
  std::vector<SpecialNeed> special_needs;
  Priority priority{};
  std::vector<NewNeed> needs;
  Wait promise;
  std::optional<Instant> appointment_at;
  /// From when its wait counts, where that is not the arrival: the appointment's time.
  std::optional<Instant> waits_from;
  /// Which one was checked in for, where it was made before.
  std::optional<AppointmentId> appointment;
  /// When it was really issued: there for a ticket that a kiosk issued alone and handed in later.
  std::optional<Instant> arrived_at;
  friend bool operator==(const TicketIssued&, const TicketIssued&) = default;
};

/// `blocks` are new ones, beside what the device holds; empty where it has enough, or there are no
/// more.
struct NumbersLeased {
  static constexpr std::string_view kind = "numbers_leased";
  DeviceId device;
  BusinessDate date;
  Instant opens_at;  ///< From when to when tickets may be issued with them.
  Instant expires_at;
  std::vector<NumberBlock> blocks;
  friend bool operator==(const NumbersLeased&, const NumbersLeased&) = default;
};

/// A ticket that a kiosk issued alone, and that came in when its day was over: nobody can be called
/// with it any more. It is recorded as closed_out would be, and counts in no statistic.
struct TicketLapsed {
  static constexpr std::string_view kind = "ticket_lapsed";
  std::string ticket;
  BusinessDate date;
  Instant issued_at;
  std::vector<ServiceId> services;
  friend bool operator==(const TicketLapsed&, const TicketLapsed&) = default;
};

struct NeedAdded {
  static constexpr std::string_view kind = "need_added";
  VisitId visit;
  NewNeed need;
  friend bool operator==(const NeedAdded&, const NeedAdded&) = default;
};

struct VisitLeft {
  static constexpr std::string_view kind = "visit_left";
  VisitId visit;
  friend bool operator==(const VisitLeft&, const VisitLeft&) = default;
};

struct CounterOpened {
  static constexpr std::string_view kind = "counter_opened";
  CounterId counter;
  ClerkId clerk;
  std::vector<SkillId> skills;         ///< What this place with this clerk can serve; sorted.
  std::vector<LanguageTag> languages;  ///< What the clerk speaks; empty where nobody has said so.
  friend bool operator==(const CounterOpened&, const CounterOpened&) = default;
};

struct CounterOnBreak {
  static constexpr std::string_view kind = "counter_on_break";
  CounterId counter;
  BreakReason reason{};
  /// Whose counter it is, where a supervisor did it in the place of that clerk.
  ClerkId in_place_of = {};
  friend bool operator==(const CounterOnBreak&, const CounterOnBreak&) = default;
};

struct CounterClosed {
  static constexpr std::string_view kind = "counter_closed";
  CounterId counter;
  ClerkId in_place_of = {};  ///< As in counter_on_break: whose it was.
  friend bool operator==(const CounterClosed&, const CounterClosed&) = default;
};

struct VisitCalled {
  static constexpr std::string_view kind = "visit_called";
  VisitId visit;
  CounterId counter;
  std::vector<NeedId> needs;  ///< Those that will be served here.
  Rule rule{};
  std::optional<VisitId> runner_up;  ///< Who would have been next.
  Instant expires_at;
  friend bool operator==(const VisitCalled&, const VisitCalled&) = default;
};

struct VisitRecalled {
  static constexpr std::string_view kind = "visit_recalled";
  VisitId visit;
  CounterId counter;
  Instant expires_at;
  friend bool operator==(const VisitRecalled&, const VisitRecalled&) = default;
};

struct CallTakenBack {
  static constexpr std::string_view kind = "call_taken_back";
  VisitId visit;
  CounterId counter;
  friend bool operator==(const CallTakenBack&, const CallTakenBack&) = default;
};

struct ServingStarted {
  static constexpr std::string_view kind = "serving_started";
  VisitId visit;
  CounterId counter;
  friend bool operator==(const ServingStarted&, const ServingStarted&) = default;
};

/// What is done of the need so far; nothing of before stays.
struct StepsDone {
  static constexpr std::string_view kind = "steps_done";
  VisitId visit;
  NeedId need;
  CounterId counter;
  std::vector<ItemId> brought;  ///< Sorted, each once.
  std::vector<StepId> steps;    ///< Likewise.
  friend bool operator==(const StepsDone&, const StepsDone&) = default;
};

/// The clerk said that it goes on.
struct ServingConfirmed {
  static constexpr std::string_view kind = "serving_confirmed";
  VisitId visit;
  CounterId counter;
  friend bool operator==(const ServingConfirmed&, const ServingConfirmed&) = default;
};

struct VisitNoShow {
  static constexpr std::string_view kind = "visit_no_show";
  VisitId visit;
  CounterId counter;
  Cause cause{};
  friend bool operator==(const VisitNoShow&, const VisitNoShow&) = default;
};

struct VisitParked {
  static constexpr std::string_view kind = "visit_parked";
  VisitId visit;
  CounterId counter;
  Instant until;
  std::optional<Instant> forgotten_since = {};  ///< As in need_finished.
  friend bool operator==(const VisitParked&, const VisitParked&) = default;
};

struct VisitResumed {
  static constexpr std::string_view kind = "visit_resumed";
  VisitId visit;
  Cause cause{};
  friend bool operator==(const VisitResumed&, const VisitResumed&) = default;
};

/// The need waits again, in its old place, for `skill`; only at `only_counter` or with `only_clerk`
/// where that was asked.
struct NeedTransferred {
  static constexpr std::string_view kind = "need_transferred";
  VisitId visit;
  NeedId need;
  CounterId counter;
  TransferKind transfer{};
  ServiceId service;
  SkillId skill;
  CounterId only_counter;
  ClerkId only_clerk;
  std::optional<Instant> forgotten_since = {};  ///< As in need_finished.
  friend bool operator==(const NeedTransferred&, const NeedTransferred&) = default;
};

struct NeedFinished {
  static constexpr std::string_view kind = "need_finished";
  VisitId visit;
  NeedId need;
  CounterId counter;  ///< Empty if no counter had it.
  Outcome outcome{};
  std::vector<ItemId> missing;
  std::vector<Delivered> delivered;
  DepartmentId department;  ///< Where it was referred to.
  std::string reference;    ///< Of a follow-up: what the resident can ask by.
  /// Closed late: since then nobody had said that the customer was still here. How long it was
  /// served says nothing.
  std::optional<Instant> forgotten_since = {};
  friend bool operator==(const NeedFinished&, const NeedFinished&) = default;
};

/// Takes back the last need_finished, need_transferred, visit_parked or visit_no_show of this visit
/// at this counter, and those of the same moment: it is served (or called) there as before.
struct Undone {
  static constexpr std::string_view kind = "undone";
  VisitId visit;
  CounterId counter;
  friend bool operator==(const Undone&, const Undone&) = default;
};

/// After a visit_no_show or visit_left: it waits again, in its old place.
struct VisitBroughtBack {
  static constexpr std::string_view kind = "visit_brought_back";
  VisitId visit;
  friend bool operator==(const VisitBroughtBack&, const VisitBroughtBack&) = default;
};

/// Somebody was helped without a ticket.
struct AnswerRecorded {
  static constexpr std::string_view kind = "answer_recorded";
  CounterId counter;  ///< Empty: at the welcome desk.
  ServiceId service;
  Outcome outcome{};
  std::vector<Delivered> delivered;
  DepartmentId department;  ///< Where they were referred to.
  friend bool operator==(const AnswerRecorded&, const AnswerRecorded&) = default;
};

/// `needs` are those that are open, with their times as they are now.
struct PriorityChanged {
  static constexpr std::string_view kind = "priority_changed";
  VisitId visit;
  Priority priority{};
  std::vector<NewNeed> needs;
  friend bool operator==(const PriorityChanged&, const PriorityChanged&) = default;
};

struct ServiceSwitched {
  static constexpr std::string_view kind = "service_switched";
  ServiceId service;
  Switch to{};
  friend bool operator==(const ServiceSwitched&, const ServiceSwitched&) = default;
};

struct NoticeSwitched {
  static constexpr std::string_view kind = "notice_switched";
  NoticeId notice;
  Switch to{};
  friend bool operator==(const NoticeSwitched&, const NoticeSwitched&) = default;
};

struct SkillsChanged {
  static constexpr std::string_view kind = "skills_changed";
  CounterId counter;
  std::vector<SkillId> skills;  ///< Sorted.
  friend bool operator==(const SkillsChanged&, const SkillsChanged&) = default;
};

struct AlarmRaised {
  static constexpr std::string_view kind = "alarm_raised";
  CounterId counter;     ///< Empty: at a welcome desk,
  DeviceId device = {};  ///< where this device stands.
  friend bool operator==(const AlarmRaised&, const AlarmRaised&) = default;
};

struct AlarmCleared {
  static constexpr std::string_view kind = "alarm_cleared";
  CounterId counter;
  DeviceId device = {};  ///< As in alarm_raised.
  friend bool operator==(const AlarmCleared&, const AlarmCleared&) = default;
};

/// Stands before the need_finished that it comes from: the visit, whose token it takes, is there.
struct FollowUpOpened {
  static constexpr std::string_view kind = "follow_up_opened";
  std::string reference;  ///< As in need_finished.
  VisitId visit;
  ServiceId service;
  DepartmentId department;
  Instant due_at;
  friend bool operator==(const FollowUpOpened&, const FollowUpOpened&) = default;
};

struct FollowUpAdvanced {
  static constexpr std::string_view kind = "follow_up_advanced";
  std::string reference;
  FollowUpStatus status{};
  friend bool operator==(const FollowUpAdvanced&, const FollowUpAdvanced&) = default;
};

/// Whose it is now.
struct FollowUpAssigned {
  static constexpr std::string_view kind = "follow_up_assigned";
  std::string reference;
  DepartmentId department;
  ClerkId clerk;  ///< Empty: nobody's in particular.
  friend bool operator==(const FollowUpAssigned&, const FollowUpAssigned&) = default;
};

/// What somebody who was served there thinks of it.
struct FeedbackGiven {
  static constexpr std::string_view kind = "feedback_given";
  VisitId visit;
  CounterId counter;  ///< That served it last.
  Rating rating;
  friend bool operator==(const FeedbackGiven&, const FeedbackGiven&) = default;
};

using EventBody =
    std::variant<DayOpened, DayClosed, TicketIssued, NumbersLeased, TicketLapsed, NeedAdded,
                 VisitLeft, CounterOpened, CounterOnBreak, CounterClosed, VisitCalled,
                 VisitRecalled, CallTakenBack, ServingStarted, StepsDone, ServingConfirmed,
                 VisitNoShow, VisitParked, VisitResumed, NeedTransferred, NeedFinished, Undone,
                 VisitBroughtBack, AnswerRecorded, PriorityChanged, ServiceSwitched, NoticeSwitched,
                 SkillsChanged, AlarmRaised, AlarmCleared, FollowUpOpened, FollowUpAdvanced,
                 FollowUpAssigned, FeedbackGiven>;

/// Who did it. `clerk` is empty where nobody was signed in.
struct Actor {
  DeviceId device;
  ClerkId clerk;
  friend bool operator==(const Actor&, const Actor&) = default;
};

/// A line of the journal. `seq` counts from 1 without gaps.
struct Event {
  std::int64_t seq = 0;
  Instant at;
  Actor actor;
  EventBody body;
  friend bool operator==(const Event&, const Event&) = default;
};

/// Whether it ends handling that had been forgotten (forgotten_since).
inline bool is_closed_late(const EventBody& body) {
  return std::visit(
      [](const auto& e) {
        if constexpr (requires { e.forgotten_since; }) {
          return e.forgotten_since.has_value();
        } else {
          return false;
        }
      },
      body);
}

inline std::string_view kind_of(const EventBody& body) {
  return std::visit([](const auto& e) { return e.kind; }, body);
}

}  // namespace foyer

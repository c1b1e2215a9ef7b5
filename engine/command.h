// What can be asked of the lobby. Imperative names; `name` is the wire word. Every list is bounded
// where it enters (protocol/), and again by the site's rules in decide.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/follow_up.h"
#include "engine/ids.h"
#include "engine/words.h"

namespace foyer {

/// Calendar and clock are computed outside. opens_at <= closes_at <= ends_at.
/// Between opens_at and closes_at tickets are issued; at ends_at the day is closed by itself.
struct OpenDay {
  static constexpr std::string_view name = "open_day";
  BusinessDate date;
  Instant opens_at;
  Instant closes_at;
  Instant ends_at;
  friend bool operator==(const OpenDay&, const OpenDay&) = default;
};

/// Ends the day: what is left is closed_out, counters are closed.
struct CloseDay {
  static constexpr std::string_view name = "close_day";
  friend bool operator==(const CloseDay&, const CloseDay&) = default;
};

struct IssueTicket {
  static constexpr std::string_view name = "issue_ticket";
  std::vector<ServiceId> services;  ///< One or more needs, the first gives the ticket its letter.
  Channel channel{};
  LanguageTag language;
  std::vector<SpecialNeed> special_needs;
  Priority priority{};
  std::optional<Instant> appointment_at;  ///< Checks in for an appointment at this time.
  friend bool operator==(const IssueTicket&, const IssueTicket&) = default;
};

/// A ticket for an appointment that was made before. Whose it is, at what time and for what, the
/// server knows by the code (Context::appointment).
struct CheckIn {
  static constexpr std::string_view name = "check_in";
  std::string code;  ///< As it was typed or scanned; capitals and blanks do not matter.
  Channel channel{};
  LanguageTag language;
  std::vector<SpecialNeed> special_needs;
  friend bool operator==(const CheckIn&, const CheckIn&) = default;
};

struct AddNeed {
  static constexpr std::string_view name = "add_need";
  VisitId visit;
  ServiceId service;
  friend bool operator==(const AddNeed&, const AddNeed&) = default;
};

/// Asks for numbers to issue tickets from while the server cannot be reached. docs/ALONE.md.
struct LeaseNumbers {
  static constexpr std::string_view name = "lease_numbers";
  /// By ticket letter, how many the kiosk still holds of today's; a letter that is missing has
  /// none. Only what runs short is made up.
  std::map<char, int> left;
  friend bool operator==(const LeaseNumbers&, const LeaseNumbers&) = default;
};

/// A ticket that the kiosk issued alone, with a number of its lease.
struct HandIn {
  static constexpr std::string_view name = "hand_in";
  std::string ticket;
  Token token;        ///< The kiosk's own 128 random bits; it is on the ticket already.
  BusinessDate date;  ///< Of the lease.
  Instant issued_at;  ///< By the kiosk's clock; its place in the order of arrival.
  std::vector<ServiceId> services;
  LanguageTag language;
  std::vector<SpecialNeed> special_needs;
  friend bool operator==(const HandIn&, const HandIn&) = default;
};

/// The customer gives up: waiting, called or parked, not while being served.
struct Leave {
  static constexpr std::string_view name = "leave";
  VisitId visit;
  /// Shows that whoever asks had the ticket; for who has no clerk. Empty: not shown.
  Token token = {};
  friend bool operator==(const Leave&, const Leave&) = default;
};

/// Opens a closed counter for the signed-in clerk, or ends that clerk's break.
struct OpenCounter {
  static constexpr std::string_view name = "open_counter";
  CounterId counter;
  friend bool operator==(const OpenCounter&, const OpenCounter&) = default;
};

struct BreakCounter {
  static constexpr std::string_view name = "break_counter";
  CounterId counter;
  BreakReason reason{};
  friend bool operator==(const BreakCounter&, const BreakCounter&) = default;
};

struct CloseCounter {
  static constexpr std::string_view name = "close_counter";
  CounterId counter;
  friend bool operator==(const CloseCounter&, const CloseCounter&) = default;
};

struct CallNext {
  static constexpr std::string_view name = "call_next";
  CounterId counter;
  friend bool operator==(const CallNext&, const CallNext&) = default;
};

/// Calls this one, out of order.
struct CallVisit {
  static constexpr std::string_view name = "call_visit";
  CounterId counter;
  VisitId visit;
  friend bool operator==(const CallVisit&, const CallVisit&) = default;
};

struct Recall {
  static constexpr std::string_view name = "recall";
  CounterId counter;
  VisitId visit;
  friend bool operator==(const Recall&, const Recall&) = default;
};

/// Undo of a mistaken call; the visit is where it was.
struct TakeBack {
  static constexpr std::string_view name = "take_back";
  CounterId counter;
  VisitId visit;
  friend bool operator==(const TakeBack&, const TakeBack&) = default;
};

struct Serve {
  static constexpr std::string_view name = "serve";
  CounterId counter;
  VisitId visit;
  friend bool operator==(const Serve&, const Serve&) = default;
};

struct NoShow {
  static constexpr std::string_view name = "no_show";
  CounterId counter;
  VisitId visit;
  friend bool operator==(const NoShow&, const NoShow&) = default;
};

struct Park {
  static constexpr std::string_view name = "park";
  CounterId counter;
  VisitId visit;
  Seconds return_after{};
  friend bool operator==(const Park&, const Park&) = default;
};

struct Resume {
  static constexpr std::string_view name = "resume";
  VisitId visit;
  friend bool operator==(const Resume&, const Resume&) = default;
};

/// What is done of a need so far, in place of what was said before: so that whoever goes on with it
/// after a hand-off does not start again.
struct SetSteps {
  static constexpr std::string_view name = "set_steps";
  CounterId counter;
  VisitId visit;
  NeedId need;
  std::vector<ItemId> brought;  ///< Of what the service asks residents to bring.
  std::vector<StepId> steps;    ///< Of its article.
  friend bool operator==(const SetSteps&, const SetSteps&) = default;
};

/// It takes long, and the customer is still here: see forgotten_at.
struct ConfirmServing {
  static constexpr std::string_view name = "confirm_serving";
  CounterId counter;
  VisitId visit;
  friend bool operator==(const ConfirmServing&, const ConfirmServing&) = default;
};

/// `target` is a service, counter or clerk id by `kind`; empty for kind specialist, which hands a
/// partial service on to whoever has its specialist_skill.
struct Transfer {
  static constexpr std::string_view name = "transfer";
  CounterId counter;
  VisitId visit;
  NeedId need;
  TransferKind kind{};
  std::string target;
  friend bool operator==(const Transfer&, const Transfer&) = default;
};

/// Passes a need on to a department outside the queue; ends it as referred.
struct Refer {
  static constexpr std::string_view name = "refer";
  CounterId counter;
  VisitId visit;
  NeedId need;
  DepartmentId department;
  friend bool operator==(const Refer&, const Refer&) = default;
};

struct Delivered {
  ItemId item;
  int count = 1;
  friend bool operator==(const Delivered&, const Delivered&) = default;
};

struct NeedResult {
  NeedId need;
  Outcome outcome{};  ///< resolved, follow_up, incomplete or cancelled.
  std::vector<ItemId> missing;
  std::vector<Delivered> delivered;
  friend bool operator==(const NeedResult&, const NeedResult&) = default;
};

/// Ends what is being served here: one result for every need that is.
struct Finish {
  static constexpr std::string_view name = "finish";
  CounterId counter;
  VisitId visit;
  std::vector<NeedResult> results;
  friend bool operator==(const Finish&, const Finish&) = default;
};

/// A follow-up has come so far. Any status but opened, also back from an end that was a mistake, as
/// long as the day lasts.
struct AdvanceFollowUp {
  static constexpr std::string_view name = "advance_follow_up";
  std::string reference;
  FollowUpStatus status{};
  friend bool operator==(const AdvanceFollowUp&, const AdvanceFollowUp&) = default;
};

/// Whose it is from now on: a department's, a clerk's, or both. Another department alone takes it
/// from the clerk.
struct AssignFollowUp {
  static constexpr std::string_view name = "assign_follow_up";
  std::string reference;
  DepartmentId department;  ///< Empty: as it is.
  ClerkId clerk;            ///< Empty: nobody's in particular.
  friend bool operator==(const AssignFollowUp&, const AssignFollowUp&) = default;
};

/// Takes back what this counter did with this visit last: finish, refer, transfer, park, no_show.
/// For a few seconds (Rules::undo_within), while nobody else has acted on it.
struct Undo {
  static constexpr std::string_view name = "undo";
  CounterId counter;
  VisitId visit;
  friend bool operator==(const Undo&, const Undo&) = default;
};

/// Somebody who did not come when called, or had left, is here after all: waits in the old place.
struct BringBack {
  static constexpr std::string_view name = "bring_back";
  VisitId visit;
  friend bool operator==(const BringBack&, const BringBack&) = default;
};

/// Somebody was helped without a ticket: a quick service at a counter, an answer or a referral at
/// the welcome desk. Counted as a touchpoint of its own; resolved is first-touch resolution.
struct RecordAnswer {
  static constexpr std::string_view name = "record_answer";
  CounterId counter;  ///< Empty: at the welcome desk.
  ServiceId service;
  Outcome outcome{};  ///< resolved or referred.
  std::vector<Delivered> delivered;
  DepartmentId department;  ///< Of referred; else empty.
  friend bool operator==(const RecordAnswer&, const RecordAnswer&) = default;
};

/// What somebody who was served thinks of it. Absent: not answered. docs/PROTOCOL.md has the
/// questions.
struct Rating {
  std::optional<int> satisfaction = {};    ///< 1 to 5, very satisfied (CSAT).
  std::optional<int> effort = {};          ///< 1 to 5, very easy (CES).
  std::optional<int> recommendation = {};  ///< 0 to 10, certainly (NPS).
  friend bool operator==(const Rating&, const Rating&) = default;
};

/// After a visit that was served: once, from the ticket's phone page or the kiosk, which show its
/// token, or from the display in front of the customer at the counter (CounterPlace).
struct GiveFeedback {
  static constexpr std::string_view name = "give_feedback";
  VisitId visit;
  Token token = {};    ///< Empty at the counter's own display.
  Rating rating = {};  ///< One answer at least.
  friend bool operator==(const GiveFeedback&, const GiveFeedback&) = default;
};

// --- a supervisor's (Right::supervise)

struct SetPriority {
  static constexpr std::string_view name = "set_priority";
  VisitId visit;
  Priority priority{};
  friend bool operator==(const SetPriority&, const SetPriority&) = default;
};

/// Offers a service no more today, or again. Who waits for it already is served.
struct SwitchService {
  static constexpr std::string_view name = "switch_service";
  ServiceId service;
  Switch to{};
  friend bool operator==(const SwitchService&, const SwitchService&) = default;
};

/// Shows a notice of the site's files from now on, or no more, for the rest of the day.
struct SwitchNotice {
  static constexpr std::string_view name = "switch_notice";
  NoticeId notice;
  Switch to{};
  friend bool operator==(const SwitchNotice&, const SwitchNotice&) = default;
};

/// What an open counter serves from now on; of what its place can.
struct SetSkills {
  static constexpr std::string_view name = "set_skills";
  CounterId counter;
  std::vector<SkillId> skills;
  friend bool operator==(const SetSkills&, const SetSkills&) = default;
};

/// A clerk asks for help, silently.
struct RaiseAlarm {
  static constexpr std::string_view name = "raise_alarm";
  CounterId counter;  ///< Empty: at the welcome desk, by the device that stands there.
  friend bool operator==(const RaiseAlarm&, const RaiseAlarm&) = default;
};

/// Somebody has seen to it.
struct ClearAlarm {
  static constexpr std::string_view name = "clear_alarm";
  CounterId counter;
  DeviceId device = {};  ///< Of a welcome desk; then `counter` is empty.
  friend bool operator==(const ClearAlarm&, const ClearAlarm&) = default;
};

/// Time has passed; see next_deadline. Sent by the server to itself.
struct Tick {
  static constexpr std::string_view name = "tick";
  friend bool operator==(const Tick&, const Tick&) = default;
};

using Command =
    std::variant<OpenDay, CloseDay, IssueTicket, LeaseNumbers, HandIn, CheckIn, AddNeed, Leave,
                 OpenCounter, BreakCounter, CloseCounter, CallNext, CallVisit, Recall, TakeBack,
                 Serve, NoShow, Park, Resume, SetSteps, ConfirmServing, Transfer, Refer, Finish,
                 Undo, BringBack, RecordAnswer, SetPriority, SwitchService, SwitchNotice, SetSkills,
                 RaiseAlarm, ClearAlarm, AdvanceFollowUp, AssignFollowUp, GiveFeedback, Tick>;

/// The wire word of a command.
inline std::string_view name_of(const Command& command) {
  return std::visit([](const auto& c) { return c.name; }, command);
}

}  // namespace foyer

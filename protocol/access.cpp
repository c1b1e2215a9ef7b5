#include "protocol/access.h"

#include <algorithm>
#include <string>
#include <type_traits>
#include <utility>

namespace foyer::protocol {
namespace {

template <class T, class... Ts>
constexpr bool is_one_of = (std::is_same_v<T, Ts> || ...);

template <class T>
constexpr bool is_supervisors =
    is_one_of<T, SetPriority, SwitchService, SwitchNotice, SetSkills, ClearAlarm>;

template <class T>
bool may_send(Role role) {
  constexpr bool follows = is_one_of<T, GetSnapshot, GetEvents, GetSession>;
  constexpr bool of_visitors = is_one_of<T, IssueTicket, CheckIn, AddNeed, Leave>;
  constexpr bool of_clerks =
      is_one_of<T, SignIn, SignOut, BeginSignOn, CancelSignOn, Resume, OpenCounter, BreakCounter,
                CloseCounter, CallNext, CallVisit, Recall, TakeBack, Serve, NoShow, Park, SetSteps,
                ConfirmServing, Transfer, Refer, Finish, Undo, BringBack, RecordAnswer, RaiseAlarm,
                AdvanceFollowUp, AssignFollowUp, VoteArticle, ProposeArticle>;
  constexpr bool of_supervisors = is_supervisors<T>;
  constexpr bool of_private = is_one_of<T, SetNote, SetContact, GetPrivateRecord>;
  constexpr bool of_managers = is_one_of<T, SignIn, SignOut, BeginSignOn, CancelSignOn>;
  constexpr bool of_feedback = is_one_of<T, GiveFeedback, SetComment>;
  constexpr bool of_days = is_one_of<T, OpenDay, CloseDay>;
  constexpr bool reports = std::is_same_v<T, ReportDevice>;
  switch (role) {
    case Role::kiosk:
      return follows || reports || std::is_same_v<T, GetAppointment> || of_feedback ||
             is_one_of<T, IssueTicket, CheckIn, Leave, LeaseNumbers, HandIn, FindVisit>;
    case Role::counter:
      return follows || reports || of_visitors || of_clerks || of_private || of_supervisors ||
             is_one_of<T, GetAppointment, GetFollowUps, FindVisit, CloseDay, ReadAudit>;
    case Role::display:
      return follows || reports || of_feedback;
    case Role::web:
      return follows || of_feedback || is_one_of<T, Leave, GetFollowUps, FindVisit>;
    case Role::manager:
      return follows || of_managers || of_days || of_supervisors;
    case Role::follower:
      return follows || is_one_of<T, AdvanceFollowUp, GetPrivateRecord>;
    case Role::admin:
      // Time passes by the server alone, and what residents say is for those who serve them;
      // everything else is open to an administrator.
      return !is_one_of<T, Tick, SetComment> && !of_private;
  }
  return false;
}

/// The channel that a device of `role` issues its tickets for; nothing: any.
std::optional<Channel> channel_of(Role role) {
  switch (role) {
    case Role::kiosk:
      return Channel::kiosk;
    case Role::counter:
      return Channel::welcome_desk;
    case Role::web:
      return Channel::web;
    case Role::display:
    case Role::manager:
    case Role::admin:
    case Role::follower:
      return std::nullopt;
  }
  return std::nullopt;
}

std::optional<Refusal> not_allowed(Role role, std::string_view what, std::string field) {
  return Refusal{RefusalCode::not_allowed,
                 "a " + std::string(word(role)) + " may not " + std::string(what),
                 std::move(field)};
}

std::optional<Refusal> wrong_channel(Channel asked, const Sender& sender) {
  const auto channel = channel_of(sender.role);
  if (!channel || asked == *channel) return std::nullopt;
  return not_allowed(sender.role, "issue tickets of the channel " + std::string(word(asked)),
                     "channel");
}

std::optional<Refusal> objection(const IssueTicket& command, const Sender& sender,
                                 const Rules& rules) {
  if (auto wrong = wrong_channel(command.channel, sender)) return wrong;
  if (sender.role == Role::kiosk && command.appointment_at) {
    return not_allowed(sender.role, "name an appointment: check_in knows it by its code",
                       "appointment_at_ms");
  }
  if (sender.role == Role::kiosk && command.priority != Priority::normal && !rules.kiosk_priority) {
    return not_allowed(sender.role, "ask for priority at this site", "priority");
  }
  return std::nullopt;
}

std::optional<Refusal> objection(const CheckIn& command, const Sender& sender, const Rules&) {
  return wrong_channel(command.channel, sender);
}

std::optional<Refusal> without_clerk(const Sender& sender) {
  if (sender.role != Role::counter || sender.signed_in) return std::nullopt;
  return Refusal{RefusalCode::not_signed_in, "no clerk is signed in at this device", ""};
}

std::optional<Refusal> objection(const Leave& command, const Sender& sender, const Rules&) {
  const bool by_token = sender.role == Role::kiosk || sender.role == Role::web;
  if (by_token && command.token.value.empty()) {
    return not_allowed(sender.role, "give up a visit without its token", "token");
  }
  return without_clerk(sender);
}

std::optional<Refusal> objection(const AddNeed&, const Sender& sender, const Rules&) {
  return without_clerk(sender);
}

std::optional<Refusal> objection(const Resume&, const Sender& sender, const Rules&) {
  return without_clerk(sender);
}

std::optional<Refusal> objection(const AdvanceFollowUp&, const Sender& sender, const Rules&) {
  return without_clerk(sender);
}

std::optional<Refusal> objection(const AssignFollowUp&, const Sender& sender, const Rules&) {
  return without_clerk(sender);
}

std::optional<Refusal> objection(const BringBack&, const Sender& sender, const Rules&) {
  return without_clerk(sender);
}

/// An administrator needs no clerk; everybody else is one with the right.
std::optional<Refusal> without_supervisor(const Sender& sender) {
  if (sender.role == Role::admin) return std::nullopt;
  if (!sender.signed_in) {
    return Refusal{RefusalCode::not_signed_in, "no clerk is signed in at this device", ""};
  }
  const auto& rights = sender.rights;
  if (std::find(rights.begin(), rights.end(), Right::supervise) != rights.end()) {
    return std::nullopt;
  }
  return Refusal{RefusalCode::not_allowed, "that is a supervisor's to do", "command"};
}

/// A board that may end the day needs no clerk for it.
std::optional<Refusal> objection(const CloseDay&, const Sender& sender, const Rules&) {
  return sender.role == Role::counter ? without_supervisor(sender) : std::nullopt;
}

/// The rights of all others are the engine's to check: the counter that they name must be open for
/// the clerk.
template <class T>
std::optional<Refusal> objection(const T&, const Sender& sender, const Rules&) {
  return is_supervisors<T> ? without_supervisor(sender) : std::nullopt;
}

}  // namespace

std::optional<Refusal> objection_to_private(const Sender& sender) {
  return without_clerk(sender);
}

std::optional<Refusal> objection_to_audit(const Sender& sender) {
  return without_supervisor(sender);
}

std::optional<Refusal> objection_to(const Command& command, const Sender& sender,
                                    const Rules& rules) {
  return std::visit([&](const auto& c) { return objection(c, sender, rules); }, command);
}

bool may(Role role, const Request& request) {
  return std::visit(
      [role](const auto& kind) {
        return std::visit(
            [role](const auto& r) { return may_send<std::remove_cvref_t<decltype(r)>>(role); },
            kind);
      },
      request.body);
}

bool is_advised(Role role) {
  switch (role) {
    case Role::display:
    case Role::manager:
    case Role::admin:
      return true;
    case Role::kiosk:
    case Role::counter:
    case Role::web:
    case Role::follower:
      return false;
  }
  return false;
}

}  // namespace foyer::protocol

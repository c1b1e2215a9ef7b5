#include "protocol/access.h"

#include <type_traits>

namespace foyer::protocol {
namespace {

template <class T, class... Ts>
constexpr bool is_one_of = (std::is_same_v<T, Ts> || ...);

template <class T>
bool may_send(Role role) {
  constexpr bool follows = is_one_of<T, GetSnapshot, GetEvents, GetSession>;
  constexpr bool of_visitors = is_one_of<T, IssueTicket, AddNeed, Leave>;
  constexpr bool of_clerks =
      is_one_of<T, SignIn, SignOut, Resume, OpenCounter, BreakCounter, CloseCounter, CallNext,
                CallVisit, Recall, TakeBack, Serve, NoShow, Park, Transfer, Refer, Finish>;
  constexpr bool of_managers = is_one_of<T, SignIn, SignOut>;
  constexpr bool of_days = is_one_of<T, OpenDay, CloseDay>;
  switch (role) {
    case Role::kiosk:
      return follows || is_one_of<T, IssueTicket>;
    case Role::counter:
      return follows || of_visitors || of_clerks;
    case Role::display:
      return follows;
    case Role::web:
      return follows || is_one_of<T, Leave>;
    case Role::manager:
      return follows || of_managers || of_days;
    case Role::admin:
      // Time passes by the server alone; everything else is open to an administrator.
      return !is_one_of<T, Tick>;
  }
  return false;
}

}  // namespace

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
      return false;
  }
  return false;
}

}  // namespace foyer::protocol

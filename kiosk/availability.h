// Whether a service can be had now, and if not, why and what then. Pure functions of the site, the
// replica and the time.
#pragma once

#include <optional>

#include "engine/state.h"
#include "protocol/message.h"
#include "site/site_files.h"

namespace foyer::kiosk {

/// What the kiosk knows of the lobby in this moment.
struct Lobby {
  const State* state = nullptr;  ///< Null: the server was never heard.
  const Waits* waits = nullptr;  ///< What it publishes; may be null.
  bool connected = false;
  Instant at;  ///< The server's time, as near as it is known.
};

enum class Availability {
  now,           ///< A ticket, with a wait.
  no_counter,    ///< A ticket, but nobody who serves this is there.
  closed,        ///< The office is closed.
  no_link,       ///< The server does not answer: no tickets.
  not_here_yet,  ///< Its stage of the roll-out has not come; a referral.
  referral,      ///< Never at the desk.
};

struct ServiceNow {
  Availability availability = Availability::no_link;
  Wait wait;       ///< Known exactly where availability is now.
  int before = 0;  ///< People who are before somebody who joins now.
};

[[nodiscard]] ServiceNow service_now(const SiteFiles& site, const Lobby& lobby,
                                     const ServiceInfo& service);

/// A ticket can be had for it now (with or without a counter that is open).
[[nodiscard]] bool gives_ticket(Availability availability);

/// Tickets are issued now: the day is open and it is between opening and closing time.
[[nodiscard]] bool office_open(const Lobby& lobby);

/// Visits that wait to be called.
[[nodiscard]] int people_waiting(const State& state);

/// Visits that are called before somebody with this skill and due time, as far as it is known now.
[[nodiscard]] int people_before(const State& state, const SkillId& skill, Instant due_at,
                                VisitId self);

/// The waits of all services that can be had now, from the shortest to the longest; nothing if none
/// has one.
[[nodiscard]] std::optional<Wait> wait_of_lobby(const SiteFiles& site, const Lobby& lobby);

}  // namespace foyer::kiosk

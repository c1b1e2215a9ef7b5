// Whether a service can be had now, and if not, why and what then. Pure functions of the site, the
// replica and the time.
#pragma once

#include <optional>

#include "engine/state.h"
#include "kiosk/held.h"
#include "protocol/message.h"
#include "site/site_files.h"

namespace foyer::kiosk {

/// What the kiosk knows of the lobby in this moment.
struct Lobby {
  const State* state = nullptr;  ///< Null: the server was never heard.
  const Waits* waits = nullptr;  ///< What it publishes; may be null.
  bool connected = false;
  Instant at;                            ///< The server's time, as near as it is known.
  std::optional<HeldNumbers> held = {};  ///< What tickets are issued from while there is no link.
};

enum class Availability {
  now,            ///< A ticket, with a wait where that is known.
  no_counter,     ///< A ticket, but nobody who serves this is there.
  after_closing,  ///< A ticket, but as things are nobody gets round to it today.
  alone,          ///< A ticket without the server, which does not answer.
  closed,         ///< The office is closed.
  no_link,        ///< The server does not answer: no tickets.
  off_today,      ///< A supervisor has switched it off for the rest of the day.
  not_here_yet,   ///< Its stage of the roll-out has not come; a referral.
  referral,       ///< Never at the desk.
};

struct ServiceNow {
  Availability availability = Availability::no_link;
  /// Of somebody who joins now, and the people before them. Nothing where availability is not now,
  /// and for the moment until the server has told it.
  struct Joining {
    Wait wait;
    int before = 0;
  };
  std::optional<Joining> joining;
};

[[nodiscard]] ServiceNow service_now(const SiteFiles& site, const Lobby& lobby,
                                     const ServiceInfo& service);

/// These numbers are for this time.
[[nodiscard]] bool allows_tickets(const HeldNumbers& held, Instant at);

/// The server does not answer, and the kiosk has a number for a ticket that begins with this
/// service.
[[nodiscard]] bool issues_alone(const SiteFiles& site, const Lobby& lobby,
                                const ServiceId& service);
/// The same for any service.
[[nodiscard]] bool issues_alone(const Lobby& lobby);

/// Switched off for the rest of today, as far as the server was heard.
[[nodiscard]] bool is_off_today(const SiteFiles& site, const Lobby& lobby,
                                const ServiceId& service);

/// A ticket can be had for it now (whether or not somebody will get round to it).
[[nodiscard]] bool gives_ticket(Availability availability);

/// `lobby.at` is a time that can be shown and believed: the server's, or that of a clock that was
/// set. A machine whose clock lost its battery begins years ago.
[[nodiscard]] bool knows_time(const Lobby& lobby);

/// Tickets are issued now: the day is open and it is between opening and closing time.
[[nodiscard]] bool office_open(const Lobby& lobby);

/// Visits that wait to be called.
[[nodiscard]] int people_waiting(const State& state);

/// The rest of the wait of a visit that is waiting; null where the server has not told it.
[[nodiscard]] const VisitWait* wait_of_visit(const Lobby& lobby, VisitId visit);

/// The waits of all services that can be had now, from the shortest to the longest; nothing if none
/// has one.
[[nodiscard]] std::optional<Wait> wait_of_lobby(const SiteFiles& site, const Lobby& lobby);

}  // namespace foyer::kiosk

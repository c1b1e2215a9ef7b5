// What the welcome desk prints; private to App.
#pragma once

#include "counter-client/welcome_form.h"
#include "engine/event.h"

namespace foyer::counter_client {

/// The paper of a ticket that was issued here.
[[nodiscard]] PrintOrder paper_of(const TicketIssued& issued);

}  // namespace foyer::counter_client

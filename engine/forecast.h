// How long it takes, from the lobby as it is and the catalogue's handle times alone: for the moment
// before a Forecaster has anything to say. The same method without what is learnt. Waits are
// ranges, and where nobody who could serve is open, they say so instead of a number.
#pragma once

#include "engine/site.h"
#include "engine/state.h"

namespace foyer {

/// The wait of somebody who joins now for `service`. A full forecast each time: O(calls · (counters
/// + waiting)).
[[nodiscard]] Wait wait_for_newcomer(const Site& site, const State& state, const Service& service,
                                     Instant now, Priority priority = Priority::normal);

/// The rest of the wait of a visit that is waiting, to its next call.
[[nodiscard]] Wait wait_for_visit(const Site& site, const State& state, const Visit& visit,
                                  Instant now);

}  // namespace foyer

// How long it takes. Waits are ranges, and where nobody who could serve is open, they say so
// instead of a number.
#pragma once

#include "engine/site.h"
#include "engine/state.h"

namespace foyer {

/// The wait of somebody who joins now for `service`. p50 is (N + b/2)·m/n, with N those who really
/// go before (waiting visits that the same counters would serve and that are due earlier), b the
/// busy ones of those counters (half a handling is left on average), m the mean expected handle
/// time of those before and the newcomer, n the open counters with the skill. p90 is (N + b/2 +
/// 1)·m/n and half as much again. Fewer before than counters idle now: 0.
[[nodiscard]] Wait wait_for_newcomer(const Site& site, const State& state, const Service& service,
                                     Instant now, Priority priority = Priority::normal);

/// The rest of the wait of a visit that is waiting, by the same formula.
[[nodiscard]] Wait wait_for_visit(const Site& site, const State& state, const Visit& visit,
                                  Instant now);

}  // namespace foyer

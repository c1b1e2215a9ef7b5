// How long it takes. Waits are ranges, and where nobody who could serve is open, they say so
// instead of a number.
#pragma once

#include "engine/site.h"
#include "engine/state.h"

namespace foyer {

/// The wait of somebody who joins now for `service`. Formula: N·m/n, with N those who really go
/// before (waiting visits with an earlier due time that the same counters would serve), m the mean
/// expected handle time of those, n the open counters with the skill. p90 takes (N + 1)·m/n and
/// half as much again. A counter idle now, and nobody before: 0.
[[nodiscard]] Wait wait_for_newcomer(const Site& site, const State& state, const Service& service,
                                     Instant now);

/// The rest of the wait of a visit that is waiting, by the same formula.
[[nodiscard]] Wait wait_for_visit(const Site& site, const State& state, const Visit& visit,
                                  Instant now);

}  // namespace foyer

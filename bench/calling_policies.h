// Three calling policies that are in use, written from their descriptions, to compare ours with.
#pragma once

#include "bench/policy_town.h"
#include "simulation/engine_day.h"

namespace foyer::bench {

/// fifo: the oldest ticket of the services that this counter has. priority_then_time: three classes
/// (priority needs, appointments, walk-ins), then arrival; a counter's own department first, then
/// anyone. merged_list: one list for the whole site: priority walk-ins first, then appointments
/// whose time has come, then walk-ins by arrival.
FOYER_WORDS(Policy, foyer, fifo, priority_then_time, merged_list)

/// Empty for Policy::foyer: the engine's own choose. `town` must outlive it.
[[nodiscard]] simulation::CallingPolicy calling_policy(Policy policy, const Site& town,
                                                       Training training);

}  // namespace foyer::bench

// The lobby in which the policies are compared: eight services of five departments, ten counters,
// and people who come as they do to a real walk-in office. docs/ASSIGNMENT.md says where the
// numbers come from.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/site.h"
#include "simulation/engine_day.h"

namespace foyer::bench {

/// How widely the ten counters are trained.
FOYER_WORDS(Training, generalists, half_generalists, mixed, specialists)

[[nodiscard]] Site policy_town(Training training);

/// The department that a counter belongs to, for policies that serve their own first.
[[nodiscard]] const SkillId& home_of(Training training, const CounterId& counter);

/// A day at `load`: work that comes, as a share of what the counters can do in their hours without
/// breaks. The same seed brings the same people at whatever training.
[[nodiscard]] simulation::EngineDayPlan policy_day(const Site& town, double load,
                                                   std::uint64_t seed);

}  // namespace foyer::bench

// What the plan and its cover share; private to the engine.
#pragma once

#include <vector>

#include "engine/pool.h"
#include "engine/staffing.h"

namespace foyer::detail {

/// How many of each pool's counters can be had at once: `wanted` and the answer by pool. Nobody is
/// in two pools. `can_serve[c][p]`: counter c can serve pool p. Pools that stand first are served
/// first, but the sum is the greatest there is. `pool_of` tells where each counter is; -1: left
/// over.
struct Matching {
  std::vector<int> found;
  std::vector<int> pool_of;
};
[[nodiscard]] Matching match(const std::vector<int>& wanted,
                             const std::vector<std::vector<bool>>& can_serve);

/// Whether sorted `skills` has all of sorted `wanted`.
[[nodiscard]] bool has_all(const std::vector<SkillId>& skills, const std::vector<SkillId>& wanted);

/// The open part of a half hour, in minutes of the day: at its end where it is the first of the
/// day.
[[nodiscard]] MinuteSpan open_part(const OpenHours& open, int half_hour);

/// What comes to a pool in a half hour, `factor` times the usual.
[[nodiscard]] Traffic traffic_of(const PoolPlan& pool, const OpenHours& open, int half_hour,
                                 double factor);

/// The pool's line with room for a day `factor` times the usual.
[[nodiscard]] PoolOverTime empty_line(const PoolPlan& pool, double factor);

/// Whether the office is open and past days tell what to expect.
[[nodiscard]] bool is_planned(const PoolPlan& pool, int half_hour);

}  // namespace foyer::detail

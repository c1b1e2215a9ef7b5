#include "engine/staffing.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "engine/assert.h"
#include "engine/staffing_parts.h"

namespace foyer {
namespace detail {
namespace {

/// Finds room for one more of pool `p`, moving others where that helps (Kuhn's augmenting path).
bool place(std::size_t p, const std::vector<std::vector<bool>>& can_serve,
           std::vector<int>& pool_of, std::vector<bool>& seen) {
  for (std::size_t c = 0; c < can_serve.size(); ++c) {
    if (!can_serve[c][p] || seen[c]) continue;
    seen[c] = true;
    if (pool_of[c] < 0 || place(static_cast<std::size_t>(pool_of[c]), can_serve, pool_of, seen)) {
      pool_of[c] = static_cast<int>(p);
      return true;
    }
  }
  return false;
}

}  // namespace

Matching match(const std::vector<int>& wanted, const std::vector<std::vector<bool>>& can_serve) {
  Matching matching{std::vector<int>(wanted.size(), 0), std::vector<int>(can_serve.size(), -1)};
  const int most = wanted.empty() ? 0 : *std::max_element(wanted.begin(), wanted.end());
  for (int round = 0; round < most; ++round) {
    for (std::size_t p = 0; p < wanted.size(); ++p) {
      if (wanted[p] <= round) continue;
      std::vector<bool> seen(can_serve.size(), false);
      if (place(p, can_serve, matching.pool_of, seen)) ++matching.found[p];
    }
  }
  return matching;
}

bool has_all(const std::vector<SkillId>& skills, const std::vector<SkillId>& wanted) {
  return std::includes(skills.begin(), skills.end(), wanted.begin(), wanted.end());
}

MinuteSpan open_part(const OpenHours& open, int half_hour) {
  const int begins = half_hour * 30;
  const double share = open[static_cast<std::size_t>(half_hour)];
  const int minutes = static_cast<int>(std::lround(share * 30));
  const bool first = half_hour == 0 || open[static_cast<std::size_t>(half_hour - 1)] == 0;
  return first ? MinuteSpan{begins + 30 - minutes, begins + 30}
               : MinuteSpan{begins, begins + minutes};
}

Traffic traffic_of(const PoolPlan& pool, const OpenHours& open, int half_hour, double factor) {
  const MinuteSpan part = open_part(open, half_hour);
  const double arrivals = pool.half_hours[static_cast<std::size_t>(half_hour)].arrivals * factor;
  Traffic traffic;
  traffic.arrivals_per_s = arrivals / ((part.to - part.from) * 60.0);
  traffic.handle_s = pool.handle_s;
  if (pool.patience_s) traffic.patience_s = *pool.patience_s;
  return traffic;
}

PoolOverTime empty_line(const PoolPlan& pool, double factor) {
  // The day's arrivals all at once, and six standard deviations more.
  const double arrivals = pool.arrivals * factor;
  const double most = arrivals + 6 * std::sqrt(arrivals) + 20;
  return PoolOverTime(static_cast<int>(std::min(most, 1500.0)), pool.variability);
}

bool is_planned(const PoolPlan& pool, int half_hour) {
  const PoolHalfHour& at = pool.half_hours[static_cast<std::size_t>(half_hour)];
  return at.open && at.known;
}

}  // namespace detail

namespace {

using detail::has_all;
using detail::is_planned;

/// So few in a half hour, and nobody left from before: no counter is held for them.
constexpr double hardly_anybody = 0.05;

struct Requirement {
  int counters = 0;
  bool enough = true;
};

/// The fewest counters that keep the standards for one half hour; the line then passes it with
/// them. `before`: what the half hour before needed, where the search begins.
Requirement need_of(const PoolPlan& pool, const Traffic& traffic, double span_s, int before,
                    PoolOverTime& line) {
  const std::array<double, 1> within_s{pool.promised_s};
  const double share = std::min(pool.share_bp, share_bp_most) / 10000.0;
  if (traffic.arrivals_per_s * span_s < hardly_anybody && line.waiting(0) < 0.5) {
    line.pass(traffic, 0, span_s, {});
    return {};
  }
  const auto attempt = [&](int counters) {
    PoolOverTime after = line;
    const Met met = after.pass(traffic, counters, span_s, within_s);
    return std::pair{met.called_within[0] >= share, std::move(after)};
  };
  // One counter more never keeps fewer. From what the half hour before needed in growing strides to
  // one that is enough and one that is not, then by halving.
  int too_few = 0;
  int counters = std::clamp(before, 1, counters_most);
  auto best = attempt(counters);
  for (int stride = 1; !best.first && counters < counters_most; stride *= 2) {
    too_few = counters;
    counters = std::min(counters + stride, counters_most);
    best = attempt(counters);
  }
  for (int stride = 1; best.first && counters - too_few > 1;) {
    // Downwards from the start, which is mostly right, the first stride is short as well.
    const int middle = too_few == 0 ? std::max(counters - stride, 1) : (too_few + counters) / 2;
    stride *= 2;
    auto fewer = attempt(middle);
    if (fewer.first) {
      best = std::move(fewer);
      counters = middle;
    } else {
      too_few = middle;
    }
  }
  line = std::move(best.second);
  return {counters, best.first};
}

/// By half hour; a day `factor` times the usual.
ByHalfHour<Requirement> needs_of(const PoolPlan& pool, const OpenHours& open, double factor) {
  ByHalfHour<Requirement> needs{};
  PoolOverTime line = detail::empty_line(pool, factor);
  int before = 0;
  for (int i = 0; i < half_hours; ++i) {
    if (!is_planned(pool, i)) continue;
    const MinuteSpan part = detail::open_part(open, i);
    const double span_s = (part.to - part.from) * 60.0;
    Requirement& need = needs[static_cast<std::size_t>(i)];
    need = need_of(pool, detail::traffic_of(pool, open, i, factor), span_s, before, line);
    before = need.counters;
  }
  return needs;
}

/// What is promised to those who come, on average, and the strictest share.
void promise_of(PoolPlan& pool) {
  double sum_s = 0;
  int asked = 0;
  for (const Standard& standard : pool.standards) {
    sum_s += static_cast<double>(standard.within.count()) * standard.asked;
    asked += standard.asked;
    pool.share_bp = std::max(pool.share_bp, standard.share_bp);
  }
  if (asked > 0) pool.promised_s = sum_s / asked;
}

/// One line for these skills; its needs on a usual day.
PoolPlan make_pool(std::vector<SkillId> skills, const DayDemand& demand,
                   const std::vector<SkilledCounter>& counters) {
  PoolPlan pool;
  std::sort(skills.begin(), skills.end());
  pool.skills = std::move(skills);
  for (const SkilledCounter& counter : counters) {
    if (has_all(counter.skills, pool.skills)) pool.counters.push_back(counter.counter);
  }
  double work_s = 0;
  double squares_s2 = 0;
  double leaving = 0;
  for (const SkillDemand& of_skill : demand.skills) {
    if (!has_skill(pool.skills, of_skill.skill)) continue;
    double arrivals = 0;
    for (std::size_t i = 0; i < of_skill.arrivals.size(); ++i) {
      pool.half_hours[i].arrivals += of_skill.arrivals[i];
      arrivals += of_skill.arrivals[i];
    }
    pool.arrivals += arrivals;
    work_s += arrivals * of_skill.handle_s;
    squares_s2 += arrivals * of_skill.handle_s * of_skill.handle_s * (1 + of_skill.variability);
    if (of_skill.patience_s) leaving += arrivals / *of_skill.patience_s;
    pool.standards.insert(pool.standards.end(), of_skill.standards.begin(),
                          of_skill.standards.end());
    if (pool.handle_s == 0) pool.handle_s = of_skill.handle_s;
  }
  if (pool.arrivals > 0) {
    pool.handle_s = work_s / pool.arrivals;
    pool.variability = squares_s2 / pool.arrivals / (pool.handle_s * pool.handle_s) - 1;
  }
  promise_of(pool);
  if (leaving > 0) pool.patience_s = pool.arrivals / leaving;
  pool.on_call = true;
  for (std::size_t i = 0; i < pool.half_hours.size(); ++i) {
    PoolHalfHour& at = pool.half_hours[i];
    at.open = demand.open[i] > 0;
    at.known = at.open && demand.known[i] > 0;
    if (!at.open) continue;
    at.load = at.arrivals * pool.handle_s / (demand.open[i] * 1800);
    if (at.arrivals >= on_call_below * demand.open[i]) pool.on_call = false;
  }
  const ByHalfHour<Requirement> needs = needs_of(pool, demand.open, 1);
  for (std::size_t i = 0; i < needs.size(); ++i) {
    pool.half_hours[i].needed = needs[i].counters;
    pool.half_hours[i].enough = needs[i].enough;
  }
  return pool;
}

/// What a set of pools costs: first what cannot be had, then what is needed, in counters times half
/// hours.
struct Cost {
  int missing = 0;
  int needed = 0;
  friend auto operator<=>(const Cost&, const Cost&) = default;
};

Cost cost_of(const std::vector<const PoolPlan*>& pools,
             const std::vector<SkilledCounter>& counters) {
  std::vector<std::vector<bool>> can_serve;
  for (const SkilledCounter& counter : counters) {
    std::vector<bool> can;
    for (const PoolPlan* pool : pools) can.push_back(has_all(counter.skills, pool->skills));
    can_serve.push_back(std::move(can));
  }
  Cost cost;
  std::vector<int> wanted(pools.size());
  for (std::size_t i = 0; i < static_cast<std::size_t>(half_hours); ++i) {
    int all = 0;
    for (std::size_t p = 0; p < pools.size(); ++p) {
      wanted[p] = pools[p]->on_call ? 0 : pools[p]->half_hours[i].needed;
      all += wanted[p];
    }
    if (all == 0) continue;
    int found = 0;
    for (const int count : detail::match(wanted, can_serve).found) found += count;
    cost.missing += all - found;
    cost.needed += all;
  }
  return cost;
}

std::vector<PoolPlan> pools_of_same_counters(const DayDemand& demand,
                                             const std::vector<SkilledCounter>& counters) {
  std::map<std::vector<CounterId>, std::vector<SkillId>> by_counters;
  std::vector<PoolPlan> pools;
  for (const SkillDemand& of_skill : demand.skills) {
    std::vector<CounterId> can;
    for (const SkilledCounter& counter : counters) {
      if (has_skill(counter.skills, of_skill.skill)) can.push_back(counter.counter);
    }
    if (can.empty())
      pools.push_back(make_pool({of_skill.skill}, demand, counters));
    else
      by_counters[can].push_back(of_skill.skill);
  }
  for (auto& [can, skills] : by_counters) pools.push_back(make_pool(skills, demand, counters));
  return pools;
}

/// Every pool but `a` and `b`, and `joined` for those two.
std::vector<const PoolPlan*> with_joined(const std::vector<PoolPlan>& pools, std::size_t a,
                                         std::size_t b, const PoolPlan& joined) {
  std::vector<const PoolPlan*> all;
  for (std::size_t i = 0; i < pools.size(); ++i) {
    if (i != a && i != b) all.push_back(&pools[i]);
  }
  all.push_back(&joined);
  return all;
}

/// Joins the two pools whose joining saves most; false where none saves anything.
bool join_two(std::vector<PoolPlan>& pools, const DayDemand& demand,
              const std::vector<SkilledCounter>& counters) {
  std::vector<const PoolPlan*> now;
  for (const PoolPlan& pool : pools) now.push_back(&pool);
  Cost least = cost_of(now, counters);
  std::optional<PoolPlan> best;
  std::pair<std::size_t, std::size_t> best_two;
  for (std::size_t a = 0; a < pools.size(); ++a) {
    for (std::size_t b = a + 1; b < pools.size(); ++b) {
      // Who is called when needed has no counter to share.
      if (pools[a].on_call || pools[b].on_call) continue;
      std::vector<SkillId> skills = pools[a].skills;
      skills.insert(skills.end(), pools[b].skills.begin(), pools[b].skills.end());
      std::sort(skills.begin(), skills.end());
      if (std::none_of(counters.begin(), counters.end(), [&](const SkilledCounter& counter) {
            return has_all(counter.skills, skills);
          }))
        continue;
      PoolPlan joined = make_pool(std::move(skills), demand, counters);
      const Cost cost = cost_of(with_joined(pools, a, b, joined), counters);
      if (!(cost < least)) continue;
      least = cost;
      best = std::move(joined);
      best_two = {a, b};
    }
  }
  if (!best) return false;
  pools[best_two.first] = std::move(*best);
  pools.erase(pools.begin() + static_cast<std::ptrdiff_t>(best_two.second));
  return true;
}

}  // namespace

Plan plan_day(const DayDemand& demand, const std::vector<SkilledCounter>& counters) {
  Plan plan;
  plan.demand = demand;
  plan.pools = pools_of_same_counters(demand, counters);
  while (join_two(plan.pools, demand, counters)) {
  }
  std::sort(plan.pools.begin(), plan.pools.end(), [](const PoolPlan& a, const PoolPlan& b) {
    return a.arrivals != b.arrivals ? a.arrivals > b.arrivals : a.skills < b.skills;
  });
  for (PoolPlan& pool : plan.pools) {
    const ByHalfHour<Requirement> needs = needs_of(pool, demand.open, demand.busy_factor);
    for (std::size_t i = 0; i < needs.size(); ++i) {
      // Calmer half hours can follow from more counters before them: a busy day never needs fewer.
      PoolHalfHour& at = pool.half_hours[i];
      at.needed_busy = std::max(at.needed, needs[i].counters);
      at.enough = at.enough && needs[i].enough;
    }
  }
  return plan;
}

}  // namespace foyer

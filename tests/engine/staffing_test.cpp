// Plans and cover, worked by hand where that can be done, and held against the formulas, against
// each other and against days drawn at random where it cannot.
#include "engine/staffing.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <queue>

#include "engine/erlang.h"
#include "engine/staffing_parts.h"
#include "tests/engine/random_source.h"

namespace foyer::test {
namespace {

constexpr int nine = 18;  ///< The half hour from 9:00.

std::vector<SkillId> skills(std::vector<std::string> names) {
  std::sort(names.begin(), names.end());
  std::vector<SkillId> skills;
  for (std::string& name : names) skills.push_back(SkillId{std::move(name)});
  return skills;
}

SkilledCounter counter(const std::string& id, const std::vector<std::string>& can) {
  return {CounterId{id}, skills(can)};
}

/// The same number in every half hour from 9:00 to 17:00.
SkillDemand demand_for(const std::string& skill, double each_half_hour, double handle_min) {
  SkillDemand demand;
  demand.skill = SkillId{skill};
  for (std::size_t i = nine; i < 34; ++i) demand.arrivals[i] = each_half_hour;
  demand.handle_s = handle_min * 60;
  demand.standards = {{ServiceId{skill + "-service"}, Seconds(900), 9000, 100}};
  return demand;
}

DayDemand day_of(std::vector<SkillDemand> demands) {
  DayDemand day;
  day.open = open_hours(9 * 60, 17 * 60);
  for (std::size_t i = nine; i < 34; ++i) day.known[i] = 8;
  day.days = 40;
  day.weekday_days = 8;
  day.spread_known = true;
  day.busy_factor = 1.2;
  std::sort(demands.begin(), demands.end(),
            [](const SkillDemand& a, const SkillDemand& b) { return a.skill < b.skill; });
  for (const SkillDemand& demand : demands) {
    for (const double arrivals : demand.arrivals) day.jobs += arrivals;
  }
  day.skills = std::move(demands);
  return day;
}

std::vector<SkilledCounter> counters_of(int count, const std::vector<std::string>& can) {
  std::vector<SkilledCounter> counters;
  for (int i = 0; i < count; ++i) counters.push_back(counter("c" + std::to_string(i), can));
  return counters;
}

std::vector<Shift> all_day(const std::vector<SkilledCounter>& counters) {
  std::vector<Shift> shifts;
  for (const SkilledCounter& one : counters) shifts.push_back({one, {9 * 60, 17 * 60}, {}});
  return shifts;
}

const PoolPlan& pool_of(const Plan& plan, const std::string& skill) {
  for (const PoolPlan& pool : plan.pools) {
    if (has_skill(pool.skills, SkillId{skill})) return pool;
  }
  throw std::logic_error("no pool serves " + skill);
}

/// Of many days drawn at random, the share of those who come in each half hour that is called in
/// time: counters of the plan, first come, first served, nothing of the chain.
ByHalfHour<double> drawn_kept(const PoolPlan& pool, const std::function<int(int)>& counters_at,
                              int days) {
  RandomSource random(5);
  const auto exponential = [&](double mean) {
    return -mean * std::log((static_cast<double>(random.below(1'000'000)) + 0.5) / 1e6);
  };
  ByHalfHour<double> kept{};
  ByHalfHour<double> came{};
  for (int day = 0; day < days; ++day) {
    // A visit starts at the first counter that is free; counters that close later matter not here.
    std::vector<double> free_at(static_cast<std::size_t>(counters_at(nine)), 0.0);
    for (std::size_t i = nine; i < 34; ++i) {
      const double begins = static_cast<double>(i) * 1800;
      if (counters_at(static_cast<int>(i)) != static_cast<int>(free_at.size()))
        throw std::logic_error("the same number all day");
      double at = begins;
      while ((at += exponential(1800 / pool.half_hours[i].arrivals)) < begins + 1800) {
        const auto first = std::min_element(free_at.begin(), free_at.end());
        const double start = std::max(at, *first);
        const double patience = pool.patience_s ? exponential(*pool.patience_s) : INFINITY;
        const auto within = static_cast<double>(pool.standards.front().within.count());
        ++came[i];
        if (start - at <= within) ++kept[i];
        if (start - at <= patience) *first = start + exponential(pool.handle_s);
      }
    }
  }
  for (std::size_t i = 0; i < kept.size(); ++i) kept[i] = came[i] > 0 ? kept[i] / came[i] : 0;
  return kept;
}

}  // namespace

TEST_CASE("staffing: a steady day ends at what Erlang asks for") {
  // 10 in half an hour of 8 minutes: load 2.67.
  const Plan plan = plan_day(day_of({demand_for("desk", 10, 8)}), counters_of(6, {"desk"}));
  REQUIRE_EQ(plan.pools.size(), 1);
  const PoolPlan& pool = plan.pools[0];
  CHECK_EQ(pool.counters.size(), 6);
  CHECK_FALSE(pool.on_call);
  const Traffic traffic{.arrivals_per_s = 10 / 1800.0, .handle_s = 480};
  const int settled = servers_needed(traffic, 900, 0.9).value();
  CHECK_EQ(settled, 4);
  CHECK_EQ(pool.half_hours[33].needed, settled);
  CHECK_EQ(pool.half_hours[33].load, doctest::Approx(10 * 480 / 1800.0));
  // The first half hour begins with an empty lobby and needs no more.
  CHECK(pool.half_hours[nine].needed <= settled);
  CHECK_EQ(pool.half_hours[17].needed, 0);
  CHECK_FALSE(pool.half_hours[17].open);
  // 1.2 times as many.
  const Traffic busy{.arrivals_per_s = 12 / 1800.0, .handle_s = 480};
  CHECK_EQ(pool.half_hours[33].needed_busy, servers_needed(busy, 900, 0.9).value());
}

TEST_CASE("staffing: where people leave the patience that was learnt counts") {
  SkillDemand patient = demand_for("desk", 30, 8);
  SkillDemand impatient = patient;
  impatient.patience_s = 600;
  const Plan stay = plan_day(day_of({patient}), counters_of(12, {"desk"}));
  const Plan leave = plan_day(day_of({impatient}), counters_of(12, {"desk"}));
  const Traffic traffic{.arrivals_per_s = 30 / 1800.0, .handle_s = 480, .patience_s = 600};
  CHECK_EQ(leave.pools[0].half_hours[33].needed, servers_needed(traffic, 900, 0.9).value());
  CHECK(leave.pools[0].half_hours[33].needed < stay.pools[0].half_hours[33].needed);
}

TEST_CASE("staffing: services of a line are promised what they are on average") {
  SkillDemand desk = demand_for("desk", 10, 8);
  const auto needed = [&] {
    return plan_day(day_of({desk}), counters_of(9, {"desk"})).pools[0].half_hours[33].needed;
  };
  const Traffic traffic{.arrivals_per_s = 10 / 1800.0, .handle_s = 480};
  CHECK_EQ(needed(), servers_needed(traffic, 900, 0.9).value());
  // As many are promised 60 s: 480 s on average, as they are called before the others.
  desk.standards.push_back({ServiceId{"urgent"}, Seconds(60), 9000, 100});
  CHECK_EQ(needed(), servers_needed(traffic, 480, 0.9).value());
  // Nearly all are; and the strictest share counts.
  desk.standards[1].asked = 100'000;
  desk.standards[0].share_bp = 9900;
  const PoolPlan pool = plan_day(day_of({desk}), counters_of(9, {"desk"})).pools[0];
  CHECK_EQ(pool.promised_s, doctest::Approx(60).epsilon(0.02));
  CHECK_EQ(pool.share_bp, 9900);
  CHECK_EQ(needed(), servers_needed(traffic, 61, 0.99).value());
  // Chance cannot be excluded: all is planned as nearly all.
  desk.standards = {{ServiceId{"all"}, Seconds(900), 10000, 100}};
  const Plan all = plan_day(day_of({desk}), counters_of(9, {"desk"}));
  CHECK(all.pools[0].half_hours[33].enough);
  CHECK(called_within(all.pools[0].half_hours[33].needed, traffic, 900) >= 0.999);
  // A promise of no wait at all for a flood is more than counters can do.
  desk = demand_for("desk", 2000, 30);
  const Plan flood = plan_day(day_of({desk}), counters_of(9, {"desk"}));
  CHECK_FALSE(flood.pools[0].half_hours[20].enough);
  CHECK_EQ(flood.pools[0].half_hours[20].needed, counters_most);
}

TEST_CASE("staffing: handling that varies less needs fewer counters") {
  int sum_random = 0;
  int sum_even = 0;
  for (double arrivals = 4; arrivals < 20; arrivals += 0.5) {
    SkillDemand desk = demand_for("desk", arrivals, 8);
    sum_random += plan_day(day_of({desk}), counters_of(9, {"desk"})).pools[0].half_hours[33].needed;
    desk.variability = 0.5;
    sum_even += plan_day(day_of({desk}), counters_of(9, {"desk"})).pools[0].half_hours[33].needed;
  }
  CHECK(sum_even < sum_random);
  // Two skills of one line that take 4 and 12 minutes, each always the same, vary by a quarter.
  SkillDemand quick = demand_for("quick", 6, 4);
  SkillDemand slow = demand_for("slow", 6, 12);
  quick.variability = 0;
  slow.variability = 0;
  const Plan plan = plan_day(day_of({quick, slow}), counters_of(9, {"quick", "slow"}));
  REQUIRE_EQ(plan.pools.size(), 1);
  CHECK_EQ(plan.pools[0].handle_s, doctest::Approx(480));
  CHECK_EQ(plan.pools[0].variability, doctest::Approx(0.25));
}

TEST_CASE("staffing: a rush leaves a line that the next half hour must serve too") {
  SkillDemand desk = demand_for("desk", 4, 8);
  const Plan calm = plan_day(day_of({desk}), counters_of(9, {"desk"}));
  desk.arrivals[nine] = 30;
  const Plan rush = plan_day(day_of({desk}), counters_of(9, {"desk"}));
  CHECK(rush.pools[0].half_hours[nine].needed > calm.pools[0].half_hours[nine].needed);
  CHECK(rush.pools[0].half_hours[nine + 1].needed >= calm.pools[0].half_hours[nine + 1].needed);
  // With one counter too few for the rush the half hours after it suffer: same arrivals, fewer
  // kept.
  const auto few = all_day(counters_of(2, {"desk"}));
  const Cover after_calm = cover_day(calm, few);
  const Cover after_rush = cover_day(rush, few);
  CHECK(after_calm.pools[0][nine + 2].kept > 0.9);
  CHECK(after_rush.pools[0][nine + 2].kept < 0.5);
  CHECK(after_rush.pools[0][nine + 2].waiting > 5);
}

TEST_CASE("staffing: what the plan promises holds on days drawn at random") {
  for (const bool leave : {false, true}) {
    SkillDemand desk = demand_for("desk", 11, 9);
    desk.arrivals[20] = 18;
    desk.arrivals[21] = 18;
    if (leave) desk.patience_s = 1800;
    const auto four = counters_of(4, {"desk"});
    const Plan plan = plan_day(day_of({desk}), four);
    const Cover cover = cover_day(plan, all_day(four));
    const auto drawn = drawn_kept(
        plan.pools[0], [](int) { return 4; }, 4000);
    for (std::size_t i = nine; i < 34; ++i) {
      CAPTURE(i);
      CHECK_EQ(cover.pools[0][i].kept, doctest::Approx(drawn[i]).epsilon(0.02));
    }
    CHECK(drawn[22] < 0.9);
  }
}

TEST_CASE("staffing: skills that the same counters have are one line") {
  const auto counters = std::vector{counter("c1", {"desk"}), counter("c2", {"desk"}),
                                    counter("c8", {"fire", "roads", "council"})};
  const Plan plan = plan_day(day_of({demand_for("desk", 6, 6), demand_for("fire", 0.3, 6),
                                     demand_for("roads", 0.3, 6), demand_for("council", 0.3, 6)}),
                             counters);
  REQUIRE_EQ(plan.pools.size(), 2);
  CHECK_EQ(plan.pools[0].skills, skills({"desk"}));
  CHECK_EQ(plan.pools[1].skills, skills({"council", "fire", "roads"}));
  CHECK_EQ(plan.pools[1].half_hours[25].needed, 1);
  CHECK_EQ(plan.pools[1].arrivals, doctest::Approx(14.4));
}

TEST_CASE("staffing: lines are joined where counters have the skills and it saves some") {
  const std::vector<SkillDemand> two{demand_for("desk", 3, 8), demand_for("tax", 3, 8)};
  // Each alone needs 2. Three counters that can do both do it together; the specialist alone does
  // not make two lines one.
  auto counters = counters_of(3, {"desk", "tax"});
  counters.push_back(counter("s1", {"desk"}));
  counters.push_back(counter("t1", {"tax"}));
  const Plan together = plan_day(day_of(two), counters);
  REQUIRE_EQ(together.pools.size(), 1);
  const int joined = together.pools[0].half_hours[33].needed;
  const Plan apart = plan_day(day_of(two), {counter("s1", {"desk"}), counter("s2", {"desk"}),
                                            counter("t1", {"tax"}), counter("t2", {"tax"})});
  REQUIRE_EQ(apart.pools.size(), 2);
  CHECK(joined < apart.pools[0].half_hours[33].needed + apart.pools[1].half_hours[33].needed);
  // One counter that has both is not enough for a line of both.
  const Plan one =
      plan_day(day_of({demand_for("desk", 12, 8), demand_for("tax", 3, 8)}),
               {counter("b1", {"desk", "tax"}), counter("s1", {"desk"}), counter("s2", {"desk"}),
                counter("s3", {"desk"}), counter("s4", {"desk"})});
  CHECK_EQ(one.pools.size(), 2);
}

TEST_CASE("staffing: a few a day are on call and nobody may be able to serve some") {
  const Plan plan = plan_day(day_of({demand_for("desk", 8, 6), demand_for("building", 0.1, 20),
                                     demand_for("parking", 1, 6)}),
                             {counter("c1", {"desk"}), counter("c6", {"building"})});
  CHECK(pool_of(plan, "building").on_call);
  CHECK_FALSE(pool_of(plan, "desk").on_call);
  CHECK(pool_of(plan, "parking").counters.empty());
  const Cover cover = cover_day(plan, all_day({counter("c1", {"desk"})}));
  const auto at = static_cast<std::size_t>(&pool_of(plan, "parking") - plan.pools.data());
  CHECK_EQ(cover.pools[at][25].short_of, 1);
  CHECK_EQ(cover.pools[at][25].kept, doctest::Approx(0));
  const auto building = static_cast<std::size_t>(&pool_of(plan, "building") - plan.pools.data());
  CHECK_EQ(cover.pools[building][25].short_of, 0);
}

TEST_CASE("staffing: half hours of which nothing is known are not planned") {
  DayDemand day = day_of({demand_for("desk", 8, 6)});
  day.known[nine] = 0;
  day.skills[0].arrivals[nine] = 0;
  const Plan plan = plan_day(day, counters_of(4, {"desk"}));
  CHECK(plan.pools[0].half_hours[nine].open);
  CHECK_FALSE(plan.pools[0].half_hours[nine].known);
  CHECK_EQ(plan.pools[0].half_hours[nine].needed, 0);
  CHECK(plan.pools[0].half_hours[nine + 1].known);
  const Plan nothing = plan_day(DayDemand{}, counters_of(4, {"desk"}));
  CHECK(nothing.pools.empty());
  CHECK_EQ(cover_day(nothing, all_day(counters_of(2, {"desk"}))).pools.size(), 0);
}

TEST_CASE("staffing: cover counts who is there the whole half hour and sees breaks") {
  const Plan plan = plan_day(day_of({demand_for("desk", 10, 8)}), counters_of(6, {"desk"}));
  REQUIRE_EQ(plan.pools[0].half_hours[26].needed, 4);
  auto shifts = all_day(counters_of(4, {"desk"}));
  // Two follow each other with their breaks: three are there all the time.
  shifts[0].breaks = {{13 * 60, 13 * 60 + 15}};
  shifts[1].breaks = {{13 * 60 + 15, 13 * 60 + 30}};
  shifts[2].hours = {10 * 60 + 10, 17 * 60};
  const Cover cover = cover_day(plan, shifts);
  CHECK_EQ(cover.present[26], 3);
  CHECK_EQ(cover.pools[0][26].present, 3);
  CHECK_EQ(cover.pools[0][26].short_of, 1);
  CHECK_EQ(cover.present[27], 4);
  CHECK_EQ(cover.pools[0][27].short_of, 0);
  CHECK_EQ(cover.present[20], 3);
  CHECK_EQ(cover.present[21], 4);
  CHECK(cover.pools[0][26].kept <
        cover_day(plan, all_day(counters_of(4, {"desk"}))).pools[0][26].kept);
  const Cover six = cover_day(plan, all_day(counters_of(6, {"desk"})));
  CHECK_EQ(six.over[30], 2);
  CHECK_EQ(six.pools[0][30].present, 6);
}

TEST_CASE("staffing: cross-trained counters go where they are missing") {
  const std::vector<SkillDemand> two{demand_for("desk", 4, 6), demand_for("tax", 1, 6)};
  const Plan plan = plan_day(
      day_of(two), {counter("a", {"desk", "tax"}), counter("b", {"desk"}), counter("c", {"tax"})});
  // Desk could use both; then tax would have nobody.
  REQUIRE_EQ(plan.pools.size(), 2);
  REQUIRE_EQ(pool_of(plan, "desk").half_hours[25].needed, 2);
  const Cover cover =
      cover_day(plan, all_day({counter("a", {"desk", "tax"}), counter("b", {"desk"})}));
  const auto tax = static_cast<std::size_t>(&pool_of(plan, "tax") - plan.pools.data());
  CHECK_EQ(cover.pools[tax][25].present, 1);
  CHECK_EQ(cover.pools[tax][25].short_of, 0);
  CHECK_EQ(cover.pools[1 - tax][25].short_of, 1);
}

TEST_CASE("staffing: the matching is the greatest there is over random cases") {
  RandomSource random(3);
  for (int i = 0; i < 300; ++i) {
    const auto counters = random.below(6) + 1;
    const auto pools = random.below(3) + 1;
    std::vector<int> wanted;
    int all = 0;
    for (std::size_t p = 0; p < pools; ++p) {
      wanted.push_back(static_cast<int>(random.below(4)));
      all += wanted.back();
    }
    std::vector<std::vector<bool>> can(counters, std::vector<bool>(pools));
    for (auto& row : can) {
      for (std::size_t p = 0; p < pools; ++p) row[p] = random.percent(45);
    }
    // Every way to send each counter to a pool or nowhere.
    int most = 0;
    std::size_t ways = 1;
    for (std::size_t c = 0; c < counters; ++c) ways *= pools + 1;
    for (std::size_t way = 0; way < ways; ++way) {
      std::vector<int> left = wanted;
      int found = 0;
      std::size_t rest = way;
      for (std::size_t c = 0; c < counters; ++c, rest /= pools + 1) {
        const std::size_t p = rest % (pools + 1);
        if (p < pools && can[c][p] && left[p]-- > 0) ++found;
      }
      most = std::max(most, found);
    }
    const detail::Matching matching = detail::match(wanted, can);
    std::vector<int> counted(pools, 0);
    for (std::size_t c = 0; c < counters; ++c) {
      if (matching.pool_of[c] < 0) continue;
      const auto p = static_cast<std::size_t>(matching.pool_of[c]);
      CHECK(can[c][p]);
      ++counted[p];
    }
    CHECK(counted == matching.found);
    int found = 0;
    for (std::size_t p = 0; p < pools; ++p) {
      CHECK(counted[p] <= wanted[p]);
      found += counted[p];
    }
    CHECK_EQ(found, most);
  }
}

TEST_CASE("staffing: more arrivals and longer handling never need fewer counters") {
  RandomSource random(9);
  for (int i = 0; i < 12; ++i) {
    const auto arrivals = static_cast<double>(random.between(2, 25));
    const auto minutes = static_cast<double>(random.between(3, 15));
    const auto needed = [&](double factor, double longer) {
      const Plan plan = plan_day(day_of({demand_for("desk", arrivals * factor, minutes * longer)}),
                                 counters_of(3, {"desk"}));
      int sum = 0;
      for (const PoolHalfHour& at : plan.pools[0].half_hours) {
        CHECK(at.needed_busy >= at.needed);
        sum += at.needed;
      }
      return sum;
    };
    CHECK(needed(1.3, 1) >= needed(1, 1));
    CHECK(needed(1, 1.3) >= needed(1, 1));
  }
}

}  // namespace foyer::test

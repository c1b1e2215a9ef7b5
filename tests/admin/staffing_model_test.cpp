// The plan's line against days of simulated residents and clerks: other handling times than it
// assumes (log-normal, by service), two needs in a visit, people who leave. It must say what first
// come, first served would keep, and never more than the lobby's own order of calls keeps.
#include <doctest/doctest.h>

#include <cmath>

#include "engine/staffing.h"
#include "simulation/engine_day.h"
#include "simulation/plan.h"
#include "tests/admin/past_journal.h"

namespace foyer::test {
namespace {

constexpr int days = 150;
constexpr int opens_minute = 8 * 60 + 30;
constexpr int closes_minute = 16 * 60 + 30;

/// The simulated midnight is one of UTC; every day is the same weekday.
LocalMoment clock(Instant at) {
  const auto day = std::chrono::floor<std::chrono::days>(at);
  return {3, static_cast<int>(std::chrono::duration_cast<std::chrono::minutes>(at - day).count())};
}

std::optional<VisitId> first_come(const State& state, const Counter& counter, Instant) {
  for (const auto& [id, visit] : state.visits) {
    if (stage_of(visit) != NeedState::waiting) continue;
    for (const Need& need : visit.needs) {
      if (need.state == NeedState::waiting && has_skill(counter.skills, need.skill)) return id;
    }
  }
  return std::nullopt;
}

/// By half hour of the opening time.
struct Kept {
  std::vector<double> simulated;
  std::vector<double> planned;
  [[nodiscard]] double mean_difference() const {
    double sum = 0;
    for (std::size_t i = 0; i < simulated.size(); ++i) sum += simulated[i] - planned[i];
    return sum / static_cast<double>(simulated.size());
  }
  [[nodiscard]] double worst_difference() const {
    double worst = 0;
    for (std::size_t i = 0; i < simulated.size(); ++i) {
      worst = std::max(worst, std::abs(simulated[i] - planned[i]));
    }
    return worst;
  }
};

/// Two at the desk, `busyness` times the arrivals of the profile; the plan learns from those days.
Kept two_at_the_desk(double busyness, const simulation::CallingPolicy& policy) {
  const std::string folder = FOYER_SOURCE_DIR "/assets/sites/clarington";
  const SiteFiles site = load_site(folder);
  simulation::Profile profile = simulation::read_profile(folder + "/profiles/weekday.toml", site);
  for (simulation::ArrivalRate& rate : profile.arrivals) rate.per_hour *= busyness;
  simulation::EngineDayPlan plan;
  plan.hours = profile.day;
  plan.overtime = std::chrono::minutes(45);
  plan.workers = {worker_at(site, "counter-1"), worker_at(site, "counter-2")};
  plan.between = Seconds(36);

  DemandHistory history(site.lobby, clock);
  simulation::EngineDayHooks hooks;
  hooks.policy = policy;
  hooks.on_event = [&history](const Event& event) { history.observe(event); };
  const Waits nothing_told;
  hooks.waits = &nothing_told;
  ByHalfHour<double> came{};
  ByHalfHour<double> in_time{};
  for (int day = 0; day < days; ++day) {
    plan.arrivals = simulation::plan_day(profile, site.lobby, static_cast<std::uint64_t>(day));
    for (const simulation::VisitFate& fate : simulation::play_day(site.lobby, plan, hooks)) {
      const auto at = static_cast<std::size_t>(clock(fate.waits_from).minute / 30);
      // Who left before the promise ended says nothing about it.
      if (fate.left_at && *fate.left_at < fate.due_at) continue;
      ++came[at];
      if (fate.first_called_at && *fate.first_called_at <= fate.due_at) ++in_time[at];
    }
  }

  std::vector<SkilledCounter> counters;
  std::vector<Shift> shifts;
  for (const simulation::Worker& worker : plan.workers) {
    counters.push_back({worker.counter, worker.skills});
    shifts.push_back({counters.back(), {opens_minute, closes_minute}, {}});
  }
  const DayDemand demand = history.expected(3, open_hours(opens_minute, closes_minute));
  const Plan planned = plan_day(demand, counters);
  REQUIRE_EQ(planned.pools.size(), 1);
  const Cover cover = cover_day(planned, shifts);
  Kept kept;
  for (std::size_t i = opens_minute / 30; i < closes_minute / 30; ++i) {
    kept.simulated.push_back(in_time[i] / came[i]);
    kept.planned.push_back(cover.pools[0][i].kept);
  }
  return kept;
}

}  // namespace

TEST_CASE("staffing: the plan says what first come first served keeps on simulated days") {
  for (const double busyness : {0.55, 0.7, 0.85, 1.0}) {
    CAPTURE(busyness);
    const Kept kept = two_at_the_desk(busyness, first_come);
    CHECK(std::abs(kept.mean_difference()) < 0.03);
    CHECK(kept.worst_difference() < 0.1);
  }
}

TEST_CASE("staffing: the lobby's own order of calls keeps what the plan says and more") {
  for (const double busyness : {0.55, 0.7, 0.85}) {
    CAPTURE(busyness);
    const Kept kept = two_at_the_desk(busyness, {});
    for (std::size_t i = 0; i < kept.simulated.size(); ++i) {
      CAPTURE(i);
      CHECK(kept.simulated[i] > kept.planned[i] - 0.03);
    }
  }
}

}  // namespace foyer::test

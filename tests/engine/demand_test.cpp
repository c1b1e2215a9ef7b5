// What past days say of a coming one, worked by hand.
#include "engine/demand.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "tests/engine/past_lobby.h"
#include "tests/engine/random_source.h"
#include "tests/engine/town.h"

namespace foyer::test {
namespace {

constexpr int monday = 0;
constexpr int tuesday = 1;
const OpenHours eight_to_four = open_hours(8 * 60, 16 * 60);

const SkillDemand& of_skill(const DayDemand& demand, const char* skill) {
  const auto found = std::find_if(demand.skills.begin(), demand.skills.end(),
                                  [skill](const SkillDemand& s) { return s.skill.value == skill; });
  REQUIRE_MESSAGE(found != demand.skills.end(), "nobody came for ", skill);
  return *found;
}

double sum(const ByHalfHour<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

/// `count` visits for the desk, spread evenly from 8:00 on, each handled for a minute.
void desk_day(PastLobby& lobby, int day, int count) {
  lobby.open_day(day);
  lobby.open_counter(480, "c1");
  for (int i = 0; i < count; ++i) lobby.serve(480 + i * 480.0 / count, "property-tax", "c1", 1);
  lobby.close_day();
}

}  // namespace

TEST_CASE("demand: the half hours of an opening time") {
  const OpenHours hours = open_hours(8 * 60 + 40, 10 * 60);
  CHECK_EQ(hours[16], 0);
  CHECK_EQ(hours[17], doctest::Approx(2.0 / 3));
  CHECK_EQ(hours[18], 1);
  CHECK_EQ(hours[19], 1);
  CHECK_EQ(hours[20], 0);
  CHECK_EQ(sum(open_hours(0, 24 * 60)), 48);
  CHECK_EQ(sum(open_hours(600, 600)), 0);
}

TEST_CASE("demand: nothing is known before anything was seen") {
  const Site site = town();
  const DayDemand demand = DemandHistory(site, utc_clock).expected(monday, eight_to_four);
  CHECK_EQ(demand.days, 0);
  CHECK_EQ(demand.weekday_days, 0);
  CHECK(demand.skills.empty());
  CHECK(demand.first.value.empty());
  CHECK_EQ(*std::max_element(demand.known.begin(), demand.known.end()), 0);
}

TEST_CASE("demand: a weekday that was never seen is not invented from the others") {
  const Site site = town();
  PastLobby lobby(site);
  desk_day(lobby, monday, 48);
  const DemandHistory history = learnt(site, lobby.events());
  const DayDemand demand = history.expected(tuesday, eight_to_four);
  CHECK_EQ(demand.days, 1);
  CHECK_EQ(demand.weekday_days, 0);
  CHECK_EQ(*std::max_element(demand.known.begin(), demand.known.end()), 0);
  CHECK_EQ(demand.jobs, 0);
  // Nor are half hours in which the office was not open before.
  const DayDemand longer = history.expected(monday, open_hours(7 * 60, 17 * 60));
  CHECK_EQ(longer.known[15], 0);
  CHECK_EQ(longer.known[16], 1);
  CHECK_EQ(of_skill(longer, "desk").arrivals[15], 0);
  CHECK_EQ(longer.first.value, "2026-09-07");
  CHECK_EQ(longer.last.value, "2026-09-07");
}

TEST_CASE("demand: arrivals by weekday and half hour are drawn to the course of all days") {
  const Site site = town();
  PastLobby lobby(site);
  // Mondays of 16 in the first half hour alone, Tuesdays of none then and 16 in the second.
  for (int week = 0; week < 2; ++week) {
    for (int weekday : {monday, tuesday}) {
      lobby.open_day(7 * week + weekday);
      lobby.open_counter(480, "c1");
      for (int i = 0; i < 16; ++i) lobby.serve(480 + 30 * weekday + i, "property-tax", "c1", 0.5);
      lobby.close_day();
    }
  }
  const DayDemand demand = learnt(site, lobby.events()).expected(monday, eight_to_four);
  CHECK_EQ(demand.days, 4);
  CHECK_EQ(demand.weekday_days, 2);
  // All days: 8 in each of the two. Monday's level is that of all: (32 + 10)/(32 + 10). With four
  // days of belief: (32 + 4·8)/(2 + 4) and (0 + 4·8)/(2 + 4).
  const SkillDemand& desk = of_skill(demand, "desk");
  CHECK_EQ(desk.arrivals[16], doctest::Approx(64.0 / 6));
  CHECK_EQ(desk.arrivals[17], doctest::Approx(32.0 / 6));
  CHECK_EQ(sum(desk.arrivals), doctest::Approx(16));
  // Open for half of it: half as many come.
  const DayDemand late = learnt(site, lobby.events()).expected(monday, open_hours(495, 960));
  CHECK_EQ(of_skill(late, "desk").arrivals[16], doctest::Approx(32.0 / 6));
}

TEST_CASE("demand: a busy weekday keeps its level") {
  const Site site = town();
  PastLobby lobby(site);
  for (int week = 0; week < 10; ++week) {
    desk_day(lobby, 7 * week + monday, 96);
    desk_day(lobby, 7 * week + tuesday, 32);
  }
  const DemandHistory history = learnt(site, lobby.events());
  CHECK_EQ(history.expected(monday, eight_to_four).jobs, doctest::Approx(96).epsilon(0.01));
  CHECK_EQ(history.expected(tuesday, eight_to_four).jobs, doctest::Approx(32).epsilon(0.02));
}

TEST_CASE("demand: one job per visit and skill and one more for whom it is handed on to") {
  const Site site = town();
  PastLobby lobby(site);
  lobby.open_day(monday);
  lobby.open_counter(480, "c1");
  lobby.open_counter(480, "c5");
  // Both at the desk: one job, of 8 minutes. The dog is at the same counter: two skills share 10.
  const VisitId both = lobby.issue(481, {"property-tax", "building-permit"});
  lobby.call(482, both, "c1");
  lobby.finish(490, both, "c1");
  const VisitId dog = lobby.issue(491, {"property-tax", "dog-licence"});
  lobby.call(491, dog, "c1");
  lobby.finish(501, dog, "c1");
  const VisitId permit = lobby.issue(510, {"building-permit"});
  lobby.call(510, permit, "c1");
  lobby.transfer(513, permit, "c1", "planning");
  lobby.call(520, permit, "c5");
  lobby.finish(540, permit, "c5");
  lobby.close_day();
  const DayDemand demand = learnt(site, lobby.events()).expected(monday, eight_to_four);
  const SkillDemand& desk = of_skill(demand, "desk");
  CHECK_EQ(desk.handled, 3);
  // 8 + 5 + 3 minutes and ten as the catalogue expects: two taxes of 5, two permits of 10.
  CHECK_EQ(desk.handle_s, doctest::Approx((16 * 60 + 10 * 450) / 13.0));
  CHECK_EQ(desk.standards.size(), 2);
  CHECK_EQ(desk.standards[0], Standard{ServiceId{"building-permit"}, Seconds(1200), 9000, 2});
  // The three vary by (8² + 5² + 3²)/3 − (16/3)² around 16/3; ten more are as good as random.
  const double varies = (98.0 / 3 - 256.0 / 9) / (256.0 / 9);
  CHECK_EQ(desk.variability, doctest::Approx((3 * varies + 10) / 13));
  const SkillDemand& planning = of_skill(demand, "planning");
  CHECK_EQ(planning.handled, 1);
  CHECK_EQ(planning.handle_s, doctest::Approx((20 * 60 + 10 * 600) / 11.0));
  CHECK_EQ(of_skill(demand, "animals").handled, 1);
  // Half a day's belief in four more days of the same course and level: the sum is what was seen.
  CHECK_EQ(demand.jobs, doctest::Approx(5));
}

TEST_CASE("demand: no-shows take their time and mistakes and closing take none") {
  const Site site = town();
  PastLobby lobby(site);
  lobby.open_day(monday);
  lobby.open_counter(480, "c1");
  const VisitId away = lobby.issue(480, {"property-tax"});
  lobby.call(480, away, "c1");
  lobby.take_back(481, away, "c1");
  lobby.call(482, away, "c1");
  lobby.no_show(485, away, "c1");
  const VisitId last = lobby.issue(490, {"property-tax"});
  lobby.call(490, last, "c1");
  lobby.close_day();
  const DayDemand demand = learnt(site, lobby.events()).expected(monday, eight_to_four);
  CHECK_EQ(of_skill(demand, "desk").handled, 1);
  CHECK_EQ(of_skill(demand, "desk").handle_s, doctest::Approx((180 + 10 * 300) / 11.0 + 60));
}

TEST_CASE("demand: the gap between two visits counts while somebody waits") {
  const Site site = town();
  PastLobby lobby(site);
  lobby.open_day(monday);
  lobby.open_counter(480, "c1");
  const VisitId a = lobby.issue(480, {"property-tax"});
  const VisitId b = lobby.issue(480, {"property-tax"});
  lobby.call(480, a, "c1");
  lobby.finish(485, a, "c1");
  lobby.call(486.5, b, "c1");
  lobby.finish(490, b, "c1");
  // Nobody waits: no gap. Then somebody comes, and waits for a clerk who is away: at most 5
  // minutes.
  const VisitId c = lobby.issue(520, {"property-tax"});
  lobby.call(521, c, "c1");
  const VisitId d = lobby.issue(522, {"property-tax"});
  lobby.finish(524, c, "c1");
  lobby.call(554, d, "c1");
  lobby.finish(555, d, "c1");
  lobby.close_day();
  const DayDemand demand = learnt(site, lobby.events()).expected(monday, eight_to_four);
  CHECK_EQ(of_skill(demand, "desk").gap_s, doctest::Approx((90 + 300) / 2.0));
}

TEST_CASE("demand: patience is learnt where enough people leave") {
  const Site site = town();
  PastLobby lobby(site);
  lobby.open_day(monday);
  lobby.open_counter(480, "c1");
  for (int i = 0; i < 6; ++i) {
    const VisitId stays = lobby.issue(500 + i, {"property-tax"});
    const VisitId leaves = lobby.issue(500 + i, {"property-tax"});
    lobby.leave(510 + i, leaves);
    lobby.call(510 + i + 0.5, stays, "c1");
    lobby.finish(510 + i + 0.9, stays, "c1");
  }
  for (int i = 0; i < 4; ++i) lobby.leave(560, lobby.issue(550, {"dog-licence"}));
  lobby.close_day();
  const DayDemand demand = learnt(site, lobby.events()).expected(monday, eight_to_four);
  // 6 left in 6·10 + 6·10.5 minutes of waiting.
  CHECK_EQ(of_skill(demand, "desk").left, 6);
  CHECK_EQ(of_skill(demand, "desk").patience_s.value(), doctest::Approx(123 * 60 / 6.0));
  CHECK_EQ(of_skill(demand, "animals").left, 4);
  CHECK_FALSE(of_skill(demand, "animals").patience_s);
}

TEST_CASE("demand: the busy day of ten is as far away as days differ") {
  const Site site = town();
  const auto factor_of = [&](double spread, std::uint64_t seed) {
    RandomSource random(seed);
    PastLobby lobby(site);
    for (int week = 0; week < 40; ++week) {
      // A day's busyness and, within it, chance: the variance of a Poisson count is its mean.
      const auto share =
          static_cast<std::size_t>(1000 * (1 + spread * (random.percent(50) ? 1 : -1)));
      int count = 0;
      for (int i = 0; i < 1000; ++i) count += random.below(10'000) < share ? 1 : 0;
      desk_day(lobby, 7 * week, count);
    }
    return learnt(site, lobby.events()).expected(monday, eight_to_four);
  };
  const DayDemand alike = factor_of(0, 1);
  CHECK(alike.spread_known);
  CHECK_EQ(alike.jobs, doctest::Approx(100).epsilon(0.05));
  CHECK(alike.busy_factor < 1.08);
  const DayDemand unlike = factor_of(0.3, 2);
  CHECK_EQ(unlike.busy_factor, doctest::Approx(1 + 1.2816 * 0.3).epsilon(0.06));
}

TEST_CASE("demand: two days do not tell how days differ") {
  const Site site = town();
  PastLobby lobby(site);
  desk_day(lobby, 0, 10);
  desk_day(lobby, 7, 90);
  const DayDemand demand = learnt(site, lobby.events()).expected(monday, eight_to_four);
  CHECK_FALSE(demand.spread_known);
  // Only how well a mean of 50 is known from two days.
  CHECK_EQ(demand.busy_factor, doctest::Approx(1 + 1.2816 * std::sqrt(1 / 50.0 / 2)));
}

TEST_CASE("demand: a day on which nobody came and one that is not over are not learnt from") {
  const Site site = town();
  PastLobby lobby(site);
  desk_day(lobby, 0, 20);
  lobby.open_day(7);
  lobby.open_counter(480, "c1");
  lobby.close_day();
  lobby.open_day(14);
  lobby.issue(490, {"property-tax"});
  CHECK_EQ(learnt(site, lobby.events()).expected(monday, eight_to_four).days, 1);
}

}  // namespace foyer::test

// Waits from the lobby as it is and the catalogue alone, worked by hand. The town's passport takes
// 600 s, its tax and its dog licence 300 s. What is left of somebody who is just being served is
// 600 s as well, and a counter pauses a second between two visits.
#include "engine/forecast.h"

#include <doctest/doctest.h>

#include <cmath>

#include "engine/estimate.h"
#include "tests/engine/lobby.h"

namespace foyer::test {
namespace {

Wait newcomer(const Lobby& lobby, const char* service, Priority priority = Priority::normal) {
  return wait_for_newcomer(lobby.site(), lobby.state(),
                           *find_service(lobby.site(), ServiceId{service}), lobby.state().last_at,
                           priority);
}

Wait rest_of(const Lobby& lobby, const char* ticket) {
  return wait_for_visit(lobby.site(), lobby.state(), lobby.visit(ticket), lobby.state().last_at);
}

int before(const Lobby& lobby, const char* ticket) {
  const Estimates estimates = estimate_waits(lobby.site(), lobby.state(), Experience(lobby.site()),
                                             {}, lobby.state().last_at);
  const VisitId id = lobby.visit(ticket).id;
  for (const auto& of_visit : estimates.visits) {
    if (of_visit.visit == id) return of_visit.estimate.before;
  }
  return -1;
}

constexpr Wait no_wait{WaitStatus::known, 0, 0};

/// Within a few seconds, which the pauses make; and the nine tenths are later than the half.
void check_about(const Wait& wait, int p50_s) {
  CHECK_EQ(wait.status, WaitStatus::known);
  CHECK_LE(std::abs(wait.p50_s - p50_s), 5);
  CHECK_GT(wait.p90_s, wait.p50_s);
}

}  // namespace

TEST_CASE("forecast: no counter is open for this") {
  Lobby lobby;
  lobby.plays("08:00 open_day");
  CHECK_EQ(newcomer(lobby, "passport"), Wait{});
  CHECK_EQ(newcomer(lobby, "passport").status, WaitStatus::no_counter_open);
  lobby.plays("08:00 open_counter c1 ana");
  CHECK_EQ(newcomer(lobby, "passport").status, WaitStatus::no_counter_open);
  CHECK_EQ(newcomer(lobby, "property-tax"), no_wait);
  lobby.plays("08:01 break_counter c1 lunch");
  CHECK_EQ(newcomer(lobby, "property-tax").status, WaitStatus::no_counter_open);
  lobby.plays("08:01 issue property-tax -> B001");
  CHECK_EQ(rest_of(lobby, "B001"), Wait{});
}

TEST_CASE("forecast: an idle counter and nobody before is no wait") {
  Lobby lobby;
  lobby.plays("08:00 open_day \n 08:00 open_counter c2 ana");
  CHECK_EQ(newcomer(lobby, "passport"), no_wait);
}

TEST_CASE("forecast: behind one who is served it is what is left of serving") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:01 issue passport -> A001
    08:01 call_next c2
    08:01 serve c2 A001
  )");
  check_about(newcomer(lobby, "passport"), 600);
  // Half way through: most that take so long already are not yet at an end.
  const Instant later = Lobby::at("08:06");
  const Service& passport = *find_service(lobby.site(), ServiceId{"passport"});
  const Wait wait = wait_for_newcomer(lobby.site(), lobby.state(), passport, later);
  CHECK_GT(wait.p50_s, 300);
  CHECK_LT(wait.p50_s, 550);
}

TEST_CASE("forecast: who is called and not yet there takes up the counter") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:01 issue passport -> A001
    08:01 call_next c2
  )");
  check_about(newcomer(lobby, "passport"), 600);
}

TEST_CASE("forecast: counts those who really go before") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:01 issue passport -> A001
    08:01 call_next c2
    08:02 issue passport -> A002
    08:02 issue passport -> A003
    08:02 issue dog-licence -> C001
  )");
  // Nobody at c2 takes the dog.
  CHECK_EQ(before(lobby, "A002"), 0);
  CHECK_EQ(before(lobby, "A003"), 1);
  CHECK_EQ(rest_of(lobby, "C001").status, WaitStatus::no_counter_open);
  const int first_s = rest_of(lobby, "A002").p50_s;
  // A002 is at the counter for 600 s, unless it has left by then: one in four hours leaves.
  check_about(rest_of(lobby, "A003"), first_s + 575);
  CHECK_GT(newcomer(lobby, "passport").p50_s, rest_of(lobby, "A003").p50_s + 500);
}

TEST_CASE("forecast: several counters get free in turn") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:00 open_counter c3 bob
    08:01 issue passport -> A001
    08:01 issue passport -> A002
    08:01 call_next c2
    08:01 call_next c3
    08:01 issue passport -> A003
    08:01 issue passport -> A004
  )");
  check_about(rest_of(lobby, "A003"), 300);
  check_about(rest_of(lobby, "A004"), 600);
}

TEST_CASE("forecast: fewer before than idle counters is no wait") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:00 open_counter c3 bob
    08:02 issue passport -> A001
  )");
  CHECK_EQ(newcomer(lobby, "passport"), no_wait);
  CHECK_LE(rest_of(lobby, "A001").p50_s, 5);
  lobby.plays("08:02 issue passport -> A002");
  // Both idle counters are spoken for.
  check_about(newcomer(lobby, "passport"), 300);
}

TEST_CASE("forecast: of several needs the one that can be had soonest") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:00 open_counter c1 bob
    08:01 issue passport -> A001
    08:01 call_next c2
    08:02 issue passport+dog-licence -> A002
  )");
  CHECK_EQ(lobby.visit("A002").promise, no_wait);
  CHECK_LE(rest_of(lobby, "A002").p50_s, 5);
}

TEST_CASE("forecast: priority is told its shorter wait") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:01 issue property-tax -> B001
    08:01 call_next c2
    08:01 serve c2 B001
    08:02 issue property-tax -> B002
    08:02 issue property-tax priority -> B003
  )");
  CHECK_EQ(before(lobby, "B003"), 0);
  CHECK_EQ(before(lobby, "B002"), 1);
  CHECK_LT(rest_of(lobby, "B003").p50_s, rest_of(lobby, "B002").p50_s - 250);
}

TEST_CASE("forecast: a parked visit is before nobody") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:01 issue passport -> A001
    08:01 call_next c2
    08:01 park c2 A001 60
  )");
  CHECK_EQ(newcomer(lobby, "passport"), no_wait);
}

TEST_CASE("forecast: what was sent to one counter waits for that one") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:00 open_counter c3 bob
    08:01 issue passport -> A001
    08:01 issue passport -> A002
    08:01 call_next c2 -> A001
    08:01 call_next c3 -> A002
    08:01 serve c2 A001
    08:01 transfer c2 A001 counter c3
  )");
  check_about(rest_of(lobby, "A001"), 600);
  lobby.plays("08:03 close_counter c2 \n 08:03 no_show c3 A002 \n 08:03 close_counter c3");
  CHECK_EQ(rest_of(lobby, "A001").status, WaitStatus::no_counter_open);
}

TEST_CASE("forecast: what would be called after the day's end is said so") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    16:25 issue passport -> A001
    16:25 call_next c2
    16:25 issue passport -> A002
    16:25 issue passport -> A003
    16:25 issue passport -> A004
    16:25 issue passport -> A005
  )");
  CHECK_EQ(rest_of(lobby, "A004").status, WaitStatus::known);
  CHECK_EQ(rest_of(lobby, "A005"), Wait{WaitStatus::after_closing, 0, 0});
  CHECK_EQ(newcomer(lobby, "passport").status, WaitStatus::after_closing);
}

TEST_CASE("forecast: is bounded by a week") {
  Lobby lobby;
  lobby.site().services[4].expected_handle = std::chrono::hours(2000);
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:01 issue passport -> A001
    08:01 call_next c2
    08:02 issue passport -> A002
  )");
  const std::vector<Joiner> joiner{
      joiner_for(lobby.site(), lobby.site().services[4], Priority::normal, Lobby::at("08:03"))};
  const Estimate estimate = estimate_waits(lobby.site(), lobby.state(), Experience(lobby.site()),
                                           joiner, Lobby::at("08:03"))
                                .joiners.front();
  CHECK_EQ(estimate.p90_s, 7 * 24 * 3600);
  CHECK_EQ(estimate.status, WaitStatus::after_closing);
}

}  // namespace foyer::test

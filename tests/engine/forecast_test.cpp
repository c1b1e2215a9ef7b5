// Waits, worked by hand: p50 = (N + b/2)·m/n, p90 = (N + b/2 + 1)·m/n and half as much again.
#include "engine/forecast.h"

#include <doctest/doctest.h>

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

Wait known(int p50_s, int p90_s) {
  return Wait{WaitStatus::known, p50_s, p90_s};
}

}  // namespace

TEST_CASE("forecast: no counter is open for this") {
  Lobby lobby;
  lobby.plays("08:00 open_day");
  CHECK_EQ(newcomer(lobby, "passport"), Wait{});
  CHECK_EQ(newcomer(lobby, "passport").status, WaitStatus::no_counter_open);
  lobby.plays("08:00 open_counter c1 ana");
  CHECK_EQ(newcomer(lobby, "passport").status, WaitStatus::no_counter_open);
  CHECK_EQ(newcomer(lobby, "property-tax"), known(0, 0));
  lobby.plays("08:01 break_counter c1 lunch");
  CHECK_EQ(newcomer(lobby, "property-tax").status, WaitStatus::no_counter_open);
  lobby.plays("08:01 issue property-tax -> B001");
  CHECK_EQ(rest_of(lobby, "B001").status, WaitStatus::no_counter_open);
}

TEST_CASE("forecast: an idle counter and nobody before is no wait") {
  Lobby lobby;
  lobby.plays("08:00 open_day \n 08:00 open_counter c2 ana");
  CHECK_EQ(newcomer(lobby, "passport"), known(0, 0));
}

TEST_CASE("forecast: behind one being served is half a handling") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:01 issue passport -> A001
    08:01 call_next c2
  )");
  // N = 0, b = 1, m = 600 s, n = 1.
  CHECK_EQ(newcomer(lobby, "passport"), known(300, 1350));
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
  // N = 2 (nobody at c2 takes the dog), b = 1, m = 600 s, n = 1.
  CHECK_EQ(newcomer(lobby, "passport"), known(1500, 3150));
  CHECK_EQ(rest_of(lobby, "A002"), known(300, 1350));
  CHECK_EQ(rest_of(lobby, "A003"), known(900, 2250));
  CHECK_EQ(rest_of(lobby, "C001").status, WaitStatus::no_counter_open);
  // The tax is due five minutes earlier than the passports: it goes before both. m = 300 s.
  CHECK_EQ(newcomer(lobby, "property-tax"), known(150, 675));
}

TEST_CASE("forecast: several counters share the work") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:00 open_counter c3 bob
    08:01 issue passport -> A001
    08:01 issue passport -> A002
    08:01 call_next c2
    08:01 call_next c3
    08:02 issue passport -> A003
    08:02 issue property-tax -> B001
  )");
  // N = 2, b = 2, m = (600 + 600 + 300) / 3 = 500 s, n = 2: (2 + 1) · 500 / 2.
  CHECK_EQ(newcomer(lobby, "passport"), known(750, 1500));
}

TEST_CASE("forecast: fewer before than idle counters is no wait") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:00 open_counter c3 bob
    08:02 issue passport -> A001
  )");
  CHECK_EQ(newcomer(lobby, "passport"), known(0, 0));
  lobby.plays("08:02 issue passport -> A002");
  // Both idle counters are spoken for: N = 2, b = 0, m = 600 s, n = 2.
  CHECK_EQ(newcomer(lobby, "passport"), known(600, 1350));
}

TEST_CASE("forecast: a visit counts by the need for which it would be called first") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:01 issue property-tax -> B001
    08:01 call_next c2
    08:02 issue building-permit+property-tax -> A001
    08:02 issue property-tax -> B002
  )");
  // A001's tax is due before B002's; its permit, the first of its needs, is not.
  CHECK_EQ(rest_of(lobby, "B002"), known(450, 1125));
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
    08:02 issue passport -> A003
  )");
  CHECK_EQ(lobby.visit("A002").promise, known(0, 0));
  CHECK_EQ(rest_of(lobby, "A002"), known(0, 0));
  CHECK_EQ(lobby.visit("A003").promise, rest_of(lobby, "A003"));
}

TEST_CASE("forecast: priority is told its shorter wait") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:01 issue passport -> A001
    08:01 call_next c2
    08:02 issue passport -> A002
    08:02 issue passport priority -> A003
  )");
  CHECK_EQ(newcomer(lobby, "passport", Priority::priority), known(900, 2250));
  // A003 goes before A002: nobody is before it.
  CHECK_EQ(lobby.visit("A003").promise, known(300, 1350));
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
  CHECK_EQ(newcomer(lobby, "passport"), known(0, 0));
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
    08:02 serve c2 A001
    08:03 transfer c2 A001 counter c3
  )");
  // c2 is idle, but A001 waits for c3 alone: N = 0, b = 1, n = 1.
  CHECK_EQ(rest_of(lobby, "A001"), known(300, 1350));
  lobby.plays("08:03 close_counter c2 \n 08:03 no_show c3 A002 \n 08:03 close_counter c3");
  CHECK_EQ(rest_of(lobby, "A001").status, WaitStatus::no_counter_open);
}

TEST_CASE("forecast: is bounded by a week") {
  Lobby lobby;
  lobby.site().services[4].expected_handle = std::chrono::hours(200);
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:01 issue passport -> A001
    08:01 call_next c2
    08:02 issue passport -> A002
  )");
  CHECK_EQ(newcomer(lobby, "passport"), known(604800, 604800));
}

}  // namespace foyer::test

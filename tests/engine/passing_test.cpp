// Taking back, parking, transferring: what must be as before, and what must not.
#include <doctest/doctest.h>

#include "tests/engine/lobby.h"

namespace foyer::test {
namespace {

/// The lobby but for the time of its last event, which passes whatever happens.
State without_time(State state) {
  state.last_at = Instant{};
  return state;
}

}  // namespace

TEST_CASE("take_back: the lobby is as if the call had never happened") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:01 issue passport+dog-licence+property-tax -> A001
  )");
  const State before = without_time(lobby.state());
  lobby.plays(R"(
    08:02 call_next c2 -> A001
    08:02:05 take_back c2 A001 -> call_taken_back A001 c2
    A001 is waiting+waiting+waiting
    c2 is open
  )");
  CHECK(without_time(lobby.state()) == before);
  CHECK_EQ(lobby.counter("c2").idle_since, Lobby::at("08:00"));
}

TEST_CASE("take_back: an earlier call stays the first one") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:01 issue passport -> A001
    08:02 call_next c2
    08:03 park c2 A001 10
    08:04 resume A001
    08:05 call_next c2 -> A001
    08:05 take_back c2 A001
  )");
  CHECK_EQ(lobby.visit("A001").first_called_at, Lobby::at("08:02"));
  CHECK_EQ(lobby.visit("A001").calls, 1);
}

TEST_CASE("take_back: an earlier call in the same moment stays too") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:01 issue passport -> A001
    08:02 call_next c2
    08:02 park c2 A001 10
    08:02 resume A001
    08:02 call_next c2 -> A001
    08:02 take_back c2 A001
  )");
  CHECK_EQ(lobby.visit("A001").first_called_at, Lobby::at("08:02"));
}

TEST_CASE("take_back: after a recall counts from the call") {
  Lobby lobby;
  lobby.site().rules.recall_after = Seconds(2);
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:01 issue passport -> A001
    08:02 call_next c2
    08:02:04 recall c2 A001
    08:02:06 take_back c2 A001 -> too_late
  )");
}

TEST_CASE("take_back: the display no longer shows the call") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:00 open_counter c3 bob
    08:01 issue passport -> A001
    08:01 issue passport -> A002
    08:02 call_next c2 -> A001
    08:02 call_next c3 -> A002
    08:02:01 take_back c3 A002
  )");
  REQUIRE_EQ(lobby.state().recent_calls.size(), 1);
  CHECK_EQ(lobby.state().recent_calls[0].ticket, "A001");
}

TEST_CASE("recent calls: newest first with each visit once and bounded") {
  Lobby lobby;
  lobby.plays("08:00 open_day \n 08:00 open_counter c2 ana");
  for (int i = 1; i <= 15; ++i) {
    lobby.plays(R"(
      08:01 issue passport
      08:01 call_next c2
    )");
    const std::string ticket = find_visit(lobby.state(), VisitId{i})->ticket;
    lobby.plays("08:01 no_show c2 " + ticket);
  }
  REQUIRE_EQ(lobby.state().recent_calls.size(), recent_calls_max);
  CHECK_EQ(lobby.state().recent_calls.front().ticket, "A015");
  CHECK_EQ(lobby.state().recent_calls.back().ticket, "A004");
  lobby.plays(R"(
    08:02 issue property-tax -> B001
    08:02 call_next c2
    08:03 recall c2 B001
  )");
  CHECK_EQ(lobby.state().recent_calls.front().ticket, "B001");
  CHECK_EQ(lobby.state().recent_calls.front().recalls, 1);
  CHECK_EQ(lobby.state().recent_calls[1].ticket, "A015");
}

TEST_CASE("park: whoever is away is called by nobody until resumed") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:00 open_counter c1 bob
    08:01 issue passport+dog-licence -> A001
    08:02 call_next c2 -> A001
    08:02 serve c2 A001
    08:03 park c2 A001 60 -> visit_parked A001 c2
    A001 is parked+parked
    c2 is open
    08:04 call_next c1 -> nobody_waiting
    08:04 call_visit c1 A001 -> visit_not_waiting
    08:10 resume A001 -> visit_resumed A001 clerk
    A001 is waiting+waiting
    08:11 call_next c1 -> A001
    A001 is waiting+called at c1
  )");
}

TEST_CASE("park: a resumed visit has its old place in time") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:01 issue passport -> A001
    08:02 issue passport -> A002
    08:03 call_next c2 -> A001
    08:03 park c2 A001 10
    08:05 resume A001
    08:06 call_next c2 -> A001
  )");
}

TEST_CASE("park: done needs stay done") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:01 issue passport+property-tax -> A001
    08:03 call_next c2
    08:03 serve c2 A001
    08:04 refer c2 A001/1 parks
    08:05 park c2 A001 0
    A001 is done+parked
    08:05 tick -> visit_resumed A001 time_limit
    A001 is done+waiting
  )");
}

TEST_CASE("transfer: to a service waits again in the old place") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:00 open_counter c1 bob
    08:01 issue property-tax -> B001
    08:02 issue dog-licence  -> C001
    08:03 call_next c2 -> B001
    08:03 serve c2 B001
    08:04 transfer c2 B001 service dog-licence -> need_transferred B001 c2 service dog-licence animals
    B001 is waiting
    c2 is open
    08:05 call_next c1 -> B001 first_come before C001
  )");
  CHECK_EQ(lobby.visit("B001").needs[0].service.value, "dog-licence");
}

TEST_CASE("transfer: one need goes and the others are served on") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:00 open_counter c1 bob
    08:01 issue passport+property-tax -> A001
    08:03 call_next c2 -> A001
    08:03 serve c2 A001
    08:04 transfer c2 A001/2 counter c1
    A001 is serving+waiting at c2
    # It stands at c2: nobody else may call it away.
    08:05 call_next c1 -> nobody_waiting
    08:05 call_visit c1 A001 -> visit_not_waiting
    08:06 finish c2 A001 resolved
    A001 is done+waiting
    08:07 call_next c1 -> A001 transferred_here
  )");
}

TEST_CASE("transfer: to a counter nobody else calls it") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:00 open_counter c1 bob
    08:01 issue property-tax -> B001
    08:03 call_next c2 -> B001
    08:03 serve c2 B001
    08:04 transfer c2 B001 counter c3 -> need_transferred B001 counter c3
    08:05 call_next c2 -> nobody_waiting
    08:05 call_visit c1 B001 -> cannot_serve
    08:06 close_counter c2
    08:06 open_counter c3 ana
    08:06 call_next c3 -> B001 transferred_here
  )");
}

TEST_CASE("transfer: to a clerk it follows the clerk") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:00 open_counter c3 bob
    08:01 issue property-tax -> B001
    08:03 call_next c2 -> B001
    08:03 serve c2 B001
    08:04 transfer c2 B001 clerk bob -> need_transferred B001 clerk bob
    08:05 call_next c2 -> nobody_waiting
    08:06 close_counter c3
    08:06 open_counter c1 bob
    08:06 call_next c1 -> B001 transferred_here
  )");
}

TEST_CASE("transfer: a partial service goes on to its specialist") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:00 open_counter c5 eve
    08:01 issue building-permit -> A001
    08:02 call_next c5 -> nobody_waiting
    08:03 call_next c2 -> A001
    08:03 serve c2 A001
    08:04 transfer c2 A001 specialist -> need_transferred building-permit planning
    08:05 call_next c2 -> nobody_waiting
    08:05 call_next c5 -> A001 first_come
  )");
}

TEST_CASE("transfer: to a specialist's counter takes the specialist's skill") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:00 open_counter c5 eve
    08:01 issue building-permit -> A001
    08:03 call_next c2 -> A001
    08:03 serve c2 A001
    08:04 transfer c2 A001 counter c5 -> planning c5
    08:05 call_next c5 -> A001 transferred_here
    08:05 serve c5 A001
    # And on to the desk again, for the skill with which it began.
    08:06 transfer c5 A001 service building-permit -> building-permit desk
    08:07 call_next c2 -> A001 first_come
  )");
}

TEST_CASE("transfer: is refused where the need could not be served") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:00 open_counter c1 ida
    08:01 issue passport -> A001
    08:03 call_next c2 -> A001
    08:03 transfer c2 A001 counter c3 -> not_serving need
    08:03 serve c2 A001
    08:04 transfer c2 A001 counter c9 -> unknown_counter target
    08:04 transfer c2 A001 counter c1 -> cannot_serve target
    08:04 transfer c2 A001 clerk ida -> cannot_serve target
    08:04 transfer c2 A001 clerk -> unknown_clerk target
    08:04 transfer c2 A001 service -> unknown_service target
    08:04 transfer c2 A001 service garden-tour -> service_off target
    08:04 transfer c2 A001 service court-date -> service_is_referral target
    A001 is serving at c2
  )");
}

TEST_CASE("transfer: does not end the wait a second time") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:01 issue property-tax -> B001
    08:03 call_next c2
    08:03 serve c2 B001
    08:04 transfer c2 B001 counter c2
    08:05 call_next c2 -> B001 transferred_here
  )");
  CHECK_EQ(lobby.visit("B001").first_called_at, Lobby::at("08:03"));
  CHECK_EQ(lobby.visit("B001").called_at, Lobby::at("08:05"));
  CHECK_EQ(lobby.visit("B001").calls, 2);
}

}  // namespace foyer::test

// What time alone does: next_deadline says when, tick does it.
#include <doctest/doctest.h>

#include "tests/engine/lobby.h"

namespace foyer::test {

TEST_CASE("next_deadline: none without a day and its end on an empty one") {
  Lobby lobby;
  CHECK_FALSE(next_deadline(lobby.state()));
  lobby.plays("08:00 open_day");
  CHECK_EQ(next_deadline(lobby.state()), Lobby::at("17:00"));
  lobby.plays("16:00 close_day");
  CHECK_FALSE(next_deadline(lobby.state()));
}

TEST_CASE("tick: a call expires into a no-show") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:01 issue passport -> A001
    08:02 call_next c2
  )");
  CHECK_EQ(next_deadline(lobby.state()), Lobby::at("08:05"));
  lobby.plays(R"(
    08:04:59 tick -> nothing_due
    08:05 tick -> visit_no_show A001 c2 time_limit
    A001 is gone
    c2 is open
    08:05 tick -> nothing_due
  )");
}

TEST_CASE("tick: a recall gives the call its whole time again") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:01 issue passport -> A001
    08:02 call_next c2
    08:04 recall c2 A001
  )");
  CHECK_EQ(next_deadline(lobby.state()), Lobby::at("08:07"));
  lobby.plays(R"(
    08:05 tick -> nothing_due
    08:07 tick -> visit_no_show A001
  )");
}

TEST_CASE("tick: who is being served is never a no-show") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:01 issue passport -> A001
    08:02 call_next c2
    08:03 serve c2 A001
    09:00 tick -> nothing_due
    A001 is serving at c2
  )");
}

TEST_CASE("tick: until it comes an expired call can still be answered") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:01 issue passport -> A001
    08:02 call_next c2
    08:05:01 serve c2 A001
    08:05:02 tick -> nothing_due
  )");
}

TEST_CASE("tick: a parked visit returns at its time") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:01 issue passport -> A001
    08:02 call_next c2
    08:03 park c2 A001 20
  )");
  CHECK_EQ(next_deadline(lobby.state()), Lobby::at("08:23"));
  lobby.plays(R"(
    08:22 tick -> nothing_due
    08:23 tick -> visit_resumed A001 time_limit
    A001 is waiting
  )");
}

TEST_CASE("tick: all that is due happens at once and in the order of visits") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:00 open_counter c3 bob
    08:01 issue passport -> A001
    08:01 issue passport -> A002
    08:02 call_next c2 -> A001
    08:02 call_next c3 -> A002
    08:02 park c2 A001 3
    08:30 tick -> visit_resumed A001 visit_no_show A002
    08:30 tick -> nothing_due
  )");
}

TEST_CASE("tick: at its end the day closes by itself") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:01 issue passport -> A001
    16:58 call_next c2 -> A001
    16:59:59 tick -> nothing_due
    # The call would expire at 17:01; the day ends first.
    17:00 tick -> need_finished A001 c2 closed_out counter_closed c2 day_closed
    17:00 tick -> day_not_open
  )");
}

TEST_CASE("tick: a call that expired before the end is a no-show although the tick comes late") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c1 ida
    08:00 open_counter c2 ana
    08:00 open_counter c3 bob
    08:01 issue passport -> A001
    08:01 issue passport -> A002
    08:01 issue property-tax -> B001
    16:56:59 call_next c2 -> A001
    16:57 call_next c3 -> A002
    16:57:01 call_next c1 -> B001
    # The third would have expired a second after the end.
    17:30 tick -> visit_no_show A001 c2 visit_no_show A002 c3 need_finished B001 c1 closed_out
  )");
  CHECK_EQ(lobby.state().totals.departed, 3);
}

TEST_CASE("close_day: a call that has expired is a no-show and the others are closed out") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:00 open_counter c3 bob
    08:01 issue passport -> A001
    08:01 issue passport -> A002
    09:00 call_next c2 -> A001
    09:01 call_next c3 -> A002
    09:03 close_day -> visit_no_show A001 c2 time_limit need_finished A002 c3 closed_out
  )");
}

TEST_CASE("tick: a server that was off overnight ends the day when it is back") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:01 issue passport -> A001
    31:00 tick -> need_finished A001 closed_out day_closed
    31:00 open_day 32:00 40:30 41:00
  )");
}

TEST_CASE("issue_ticket: from opening time until closing time") {
  Lobby lobby;
  lobby.plays(R"(
    07:30 open_day
    07:59:59 issue passport -> office_closed
    08:00 issue passport -> A001
    16:29:59 issue passport -> A002
    16:30 issue passport -> office_closed
    # Who is here already is served on.
    16:31 add_need A001 dog-licence
    16:31 open_counter c2 ana
    16:31 call_next c2 -> A001
  )");
}

}  // namespace foyer::test

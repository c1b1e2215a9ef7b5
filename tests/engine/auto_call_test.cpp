// Counters that call by themselves while they are idle.
#include <doctest/doctest.h>

#include <algorithm>

#include "tests/engine/lobby.h"

namespace foyer::test {
namespace {

Site eager(const std::vector<std::string>& counters) {
  Site site = town();
  for (CounterPlace& counter : site.counters) {
    counter.auto_call =
        std::find(counters.begin(), counters.end(), counter.id.value) != counters.end();
  }
  return site;
}

const Site all_eager = eager({"c1", "c2", "c3", "c5"});

}  // namespace

TEST_CASE("auto_call: who arrives at an idle counter is called with the ticket") {
  Lobby lobby(eager({"c2"}));
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:01 issue passport -> ticket_issued A001 visit_called A001 c2 first_come
    A001 is called at c2
    # The counter is not idle any more.
    08:02 issue passport -> ticket_issued A002
    A002 is waiting
    08:03 serve c2 A001
    08:04 finish c2 A001 resolved
    # After a visit the clerk says when the next one may come.
    A002 is waiting
    08:05 call_next c2 -> A002
  )");
  // The call is the counter's; what is told of it is the same as of any other.
  CHECK(lobby.visit("A002").calls == 1);
  CHECK(lobby.journal()[3].actor == lobby.journal()[2].actor);
}

TEST_CASE("auto_call: not at a counter that is on a break or closed or does not call by itself") {
  Lobby lobby(eager({"c2"}));
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:00 open_counter c3 bob
    08:01 issue dog-licence -> C001
    C001 is waiting
    08:01 break_counter c2 lunch
    08:02 issue passport -> A001
    A001 is waiting
    08:03 close_counter c2
    08:04 issue passport -> A002
    A002 is waiting
  )");
}

TEST_CASE("auto_call: opening a counter calls nobody") {
  Lobby lobby(all_eager);
  lobby.plays(R"(
    08:00 open_day
    08:01 issue passport -> A001
    08:02 open_counter c2 ana
    A001 is waiting
  )");
}

TEST_CASE("auto_call: of equal counters the one that is idle longest") {
  Lobby lobby(eager({"c1", "c2"}));
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:01 open_counter c1 bob
    08:02 issue property-tax -> B001 visit_called B001 c2
    08:03 issue property-tax -> B002 visit_called B002 c1
    08:04 serve c1 B002
    08:04 serve c2 B001
    08:05 finish c1 B002 resolved
    08:06 finish c2 B001 resolved
    08:07 issue property-tax -> B003 visit_called B003 c1
  )");
}

TEST_CASE("auto_call: the counter with the fewest skills before one that is idle longer") {
  Lobby lobby(all_eager);
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c3 ana
    08:05 open_counter c2 bob
    # c3 knows three skills, c2 two.
    08:06 issue passport -> A001 visit_called A001 c2
    08:07 issue passport -> A002 visit_called A002 c3
  )");
}

TEST_CASE("auto_call: a call that was taken back leaves the counter idle as long as before") {
  Lobby lobby(eager({"c1", "c2"}));
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:01 open_counter c1 bob
    08:02 issue property-tax -> B001 visit_called c2
    08:02 take_back c2 B001
    08:03 issue property-tax -> B002 visit_called B001 c2 visit_called B002 c1
  )");
}

TEST_CASE("auto_call: a transfer is called elsewhere and not by the counter that passed it on") {
  Lobby lobby(all_eager);
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:00 open_counter c1 bob
    08:00 open_counter c5 eve
    08:01 issue building-permit -> A001 visit_called A001 c1
    08:01 issue property-tax    -> B001 visit_called B001 c2
    08:01 issue dog-licence     -> C001
    08:02 serve c1 A001
    08:05 transfer c1 A001 specialist -> need_transferred visit_called A001 c5 first_come
    # C001 waits for c1, whose clerk has not asked for the next one yet.
    C001 is waiting
    08:06 call_next c1 -> C001
    08:07 serve c2 B001
    08:08 transfer c2 B001 service property-tax -> need_transferred B001
    B001 is waiting
  )");
}

TEST_CASE("auto_call: a transfer to a counter by name is called there and says so") {
  Lobby lobby(all_eager);
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:01 issue property-tax -> B001 visit_called c2
    08:01 open_counter c3 bob
    08:02 serve c2 B001
    08:03 transfer c2 B001 counter c3 -> visit_called B001 c3 transferred_here
  )");
}

TEST_CASE("auto_call: a parked visit that comes back is called at once") {
  Lobby lobby(all_eager);
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:01 issue passport -> A001 visit_called A001 c2
    08:02 serve c2 A001
    08:03 park c2 A001 10
    08:04 resume A001 -> visit_resumed A001 clerk visit_called A001 c2
    08:05 serve c2 A001
    08:06 park c2 A001 10
    # By the clock, too.
    08:16 tick -> visit_resumed A001 time_limit visit_called A001 c2
    A001 is called at c2
  )");
}

TEST_CASE("auto_call: when a call expires the counter calls the next") {
  Lobby lobby(all_eager);
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:01 issue passport -> A001 visit_called A001 c2
    08:02 issue passport -> A002
    # c2 was busy when the time came: its clerk calls.
    08:04 tick -> visit_no_show A001 time_limit
    A002 is waiting
    08:05 issue passport -> A003 visit_called A002 c2
  )");
}

TEST_CASE("auto_call: a need that is added brings a visit to a counter that can serve it") {
  Lobby lobby(all_eager);
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c1 ida
    08:01 issue passport -> A001
    A001 is waiting
    08:02 add_need A001 property-tax -> need_added visit_called A001 c1
    A001 is waiting+called at c1
  )");
}

TEST_CASE("auto_call: at the day's end nobody is called") {
  Lobby lobby(all_eager);
  lobby.plays(R"(
    08:00 open_day 08:00 09:00 09:30
    08:00 open_counter c2 ana
    08:01 issue passport -> A001 visit_called c2
    08:02 serve c2 A001
    08:03 park c2 A001 60
    09:30 tick -> need_finished A001 closed_out counter_closed day_closed
  )");
}

TEST_CASE("auto_call: a refused ticket calls nobody") {
  Lobby lobby(all_eager);
  lobby.plays(R"(
    08:00 open_day
    08:01 issue passport -> A001
    08:02 open_counter c2 ana
    08:03 issue court-date -> service_is_referral
    A001 is waiting
  )");
}

}  // namespace foyer::test

// Who is next at a counter, and why.
#include "engine/choose.h"

#include <doctest/doctest.h>

#include "engine/assert.h"
#include "tests/engine/lobby.h"

namespace foyer::test {
namespace {

std::optional<Choice> choice_at(const Lobby& lobby, const char* counter) {
  return choose(lobby.site(), lobby.state(), lobby.counter(counter), lobby.state().last_at);
}

}  // namespace

TEST_CASE("choose: the earliest due goes first and not the earliest arrived") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c3 ana
    08:01 issue passport     -> A001
    08:05 issue property-tax -> B001
    08:06 issue building-permit -> A002
    # Due 08:15, 08:16, 08:26.
    08:10 call_next c3 -> B001 earliest_due before A001
    08:11 no_show c3 B001
    08:11 call_next c3 -> A001 before A002
  )");
}

TEST_CASE("choose: ties go by visit id") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c3 ana
    08:01 issue property-tax -> B001
    08:01 issue dog-licence  -> C001
    08:01 issue property-tax -> B002
    08:10 call_next c3 -> B001 earliest_due before C001
    08:10 no_show c3 B001
    08:10 call_next c3 -> C001 before B002
  )");
}

TEST_CASE("choose: the runner-up is the second by due time") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c3 ana
    08:01 issue property-tax    -> B001
    08:01 issue building-permit -> A001
    08:02 issue property-tax    -> B002
    08:10 call_next c3 -> B001 before B002
  )");
}

TEST_CASE("choose: priority shortens the promised wait") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c3 ana
    08:01 issue passport          -> A001
    08:08 issue passport priority -> A002
    08:09 issue passport priority -> A003
    # Due 08:16, 08:15:30, 08:16:30: nobody starves behind priority.
    08:10 call_next c3 -> A002 before A001
    08:10 no_show c3 A002
    08:10 call_next c3 -> A001 before A003
  )");
}

TEST_CASE("choose: only what place and clerk can serve") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c3 ida
    08:01 issue dog-licence -> C001
    08:01 issue passport    -> A001
    08:02 call_next c3 -> nobody_waiting
    08:03 issue property-tax -> B001
    08:03 call_next c3 -> B001
  )");
}

TEST_CASE("choose: a visit with several needs is due by the earliest that is served here") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:01 issue building-permit+dog-licence -> A001
    08:02 issue passport                    -> A002
    # At c2 the permit is due 08:21; the dog licence, due 08:11, is not for c2.
    08:03 call_next c2 -> A002 before A001
    08:03 open_counter c1 bob
    08:04 call_next c1 -> A001
    A001 is called+called at c1
  )");
}

TEST_CASE("choose: what was transferred here keeps its place among the others") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:00 open_counter c1 bob
    08:01 issue property-tax -> B001
    08:02 issue property-tax -> B002
    08:03 issue property-tax -> B003
    08:04 call_visit c2 B002
    08:04 serve c2 B002
    08:05 transfer c2 B002 counter c1
    08:06 call_next c1 -> B001 earliest_due before B002
    08:06 no_show c1 B001
    08:06 call_next c1 -> B002 transferred_here before B003
  )");
}

TEST_CASE("choose: without another waiting there is no runner-up") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:01 issue passport -> A001
    08:01 issue dog-licence -> C001
  )");
  const auto choice = choice_at(lobby, "c2");
  REQUIRE(choice);
  CHECK_EQ(choice->visit, VisitId{1});
  CHECK_EQ(choice->rule, Rule::earliest_due);
  CHECK_FALSE(choice->runner_up);
}

TEST_CASE("choose: tells the same as call_next then does and changes nothing") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c3 ana
    08:01 issue passport -> A001
    08:02 issue dog-licence -> C001
  )");
  const auto choice = choice_at(lobby, "c3");
  REQUIRE(choice);
  lobby.plays("08:03 call_next c3 -> C001 before A001");
  CHECK_EQ(choice->visit, *lobby.counter("c3").visit);
}

TEST_CASE("choose: a closed counter calls nobody") {
  Lobby lobby;
  lobby.plays("08:00 open_day \n 08:00 open_counter c3 ana \n 08:01 close_counter c3");
  CHECK_THROWS_AS((void)choice_at(lobby, "c3"), std::logic_error);
}

TEST_CASE("due_at: the earliest of the needs that the counter can serve") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:00 open_counter c1 bob
    08:00 open_counter c5 eve
    08:01 issue building-permit+passport+dog-licence -> A001
  )");
  const Visit& visit = lobby.visit("A001");
  CHECK_EQ(due_at(lobby.site(), lobby.state(), visit, lobby.counter("c2")), Lobby::at("08:16"));
  CHECK_EQ(due_at(lobby.site(), lobby.state(), visit, lobby.counter("c1")), Lobby::at("08:11"));
  CHECK_FALSE(due_at(lobby.site(), lobby.state(), visit, lobby.counter("c5")));
  CHECK_EQ(servable_needs(lobby.site(), lobby.state(), visit, lobby.counter("c2")),
           std::vector<NeedId>{NeedId{1}, NeedId{2}});
  CHECK_EQ(servable_needs(lobby.site(), lobby.state(), visit, lobby.counter("c1")),
           std::vector<NeedId>{NeedId{1}, NeedId{3}});
  CHECK(servable_needs(lobby.site(), lobby.state(), visit, lobby.counter("c5")).empty());
}

}  // namespace foyer::test

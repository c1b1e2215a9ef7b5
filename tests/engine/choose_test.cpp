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

TEST_CASE("choose: in the order of arrival while every promise is safe") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c3 ana
    08:00 open_counter c2 bob
    08:01 issue building-permit -> A001
    08:02 issue property-tax    -> B001
    # The permit takes 10 minutes of two counters: with the margin the tax is safe till 08:12:59.
    08:02 call_next c3 -> A001 first_come before B001
  )");
}

TEST_CASE("choose: a promise that would be broken goes before who came first") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c3 ana
    08:00 open_counter c2 bob
    08:01 issue building-permit -> A001
    08:02 issue property-tax    -> B001
    08:03 call_next c3 -> B001 earliest_due before A001
    08:03 call_next c2 -> A001 first_come
  )");
}

TEST_CASE("choose: a promise that is broken already yields to one that can be kept") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c3 ana
    08:01 issue property-tax -> B001
    08:25 issue property-tax -> B002
    # Due 08:11, and 08:35 with 5 minutes of work before it: safe till 08:25.
    08:25 call_next c3 -> B001 first_come before B002
    08:25 take_back c3 B001
    08:27 call_next c3 -> B002 earliest_due before B001
    08:27 no_show c3 B002
    08:27 call_next c3 -> B001 first_come
  )");
}

TEST_CASE("choose: who has waited as long as one may be passed over goes before everybody") {
  Lobby lobby;
  lobby.site().rules.passed_over_max = std::chrono::minutes(20);
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c3 ana
    08:01 issue building-permit -> A001
    08:02 issue building-permit -> A002
    08:10 issue property-tax -> B001
    08:19 call_next c3 -> B001 earliest_due before A001
    08:19 take_back c3 B001
    08:22 call_next c3 -> A001 waited_longest before A002
    08:22 no_show c3 A001
    08:22 call_next c3 -> A002 waited_longest before B001
  )");
}

TEST_CASE("choose: among those nearly first the one that fewer counters can serve") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c1 ana
    08:00 open_counter c3 bob
    08:00 open_counter c2 ida
    08:01 issue property-tax -> B001
    08:02 issue dog-licence  -> C001
    08:03 issue dog-licence  -> C002
    08:04 issue dog-licence  -> C003
    # c1 and c3 know animals, all three know the desk; 2 minutes are nearly first, 3 are not.
    08:04 call_next c1 -> C001 fewest_counters before C002
    08:04 no_show c1 C001
    08:04 call_next c1 -> C002 fewest_counters before B001
    08:04 no_show c1 C002
    08:04 call_next c1 -> B001 first_come before C003
  )");
}

TEST_CASE("choose: without a slack nobody is nearly first") {
  Lobby lobby;
  lobby.site().rules.tie_slack = Seconds{0};
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c1 ana
    08:00 open_counter c2 ida
    08:01 issue property-tax -> B001
    08:01 issue dog-licence  -> C001
    08:02 call_next c1 -> B001 before C001
  )");
}

TEST_CASE("choose: a preference never breaks a promise") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c1 ana
    08:00 open_counter c2 ida
    08:01 issue property-tax -> B001
    08:02 issue dog-licence  -> C001
    # Five minutes of work for two counters: B001, due 08:11, is safe till 08:06.
    08:05 call_next c1 -> C001 fewest_counters before B001
    08:05 take_back c1 C001
    08:07 call_next c1 -> B001 first_come before C001
  )");
}

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
    08:04 issue property-tax -> B002
    08:05 issue property-tax -> B003
    08:05 call_visit c2 B002
    08:05 serve c2 B002
    08:06 transfer c2 B002 counter c1
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
  CHECK_EQ(choice->rule, Rule::first_come);
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

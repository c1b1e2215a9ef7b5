// What decides among those who are nearly first, who may go to which counter, and head starts.
#include <doctest/doctest.h>

#include <algorithm>

#include "tests/engine/lobby.h"

namespace foyer::test {
namespace {

/// No promise is in danger early, so that the order of arrival decides.
Lobby by_arrival() {
  Lobby lobby;
  lobby.site().rules.promise_margin_pct = 0;
  return lobby;
}

Site with_steps(const std::vector<std::string>& counters) {
  Site site = town();
  for (CounterPlace& counter : site.counters) {
    counter.step_free =
        std::find(counters.begin(), counters.end(), counter.id.value) == counters.end();
  }
  return site;
}

}  // namespace

TEST_CASE("same_language: of those nearly first the one whose language the clerk speaks") {
  Lobby lobby = by_arrival();
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana speaks fr
    08:01 issue property-tax en    -> B001
    08:02 issue property-tax fr    -> B002
    08:03:01 issue property-tax fr -> B003
    # B003 is behind the first by more than two minutes.
    08:04 call_next c2 -> B002 same_language before B001
    08:04 no_show c2 B002
    08:04 call_next c2 -> B001 first_come before B003
  )");
}

TEST_CASE("same_language: a clerk of whom no language is told favours nobody") {
  Lobby lobby = by_arrival();
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:01 issue property-tax en -> B001
    08:02 issue property-tax fr -> B002
    08:04 call_next c2 -> B001 first_come before B002
  )");
  CHECK(lobby.counter("c2").languages.empty());
}

TEST_CASE("same_language: the languages are the clerk's and change with the clerk") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana speaks en,fr
  )");
  CHECK(lobby.counter("c2").languages == std::vector<LanguageTag>{{"en"}, {"fr"}});
  lobby.plays(R"(
    08:01 close_counter c2
    08:01 open_counter c2 bob speaks en
  )");
  CHECK(lobby.counter("c2").languages == std::vector<LanguageTag>{{"en"}});
}

TEST_CASE("same_clerk: within the slack only and at the other counter never") {
  Lobby lobby = by_arrival();
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:00 open_counter c3 bob
    08:01 issue passport -> A001
    08:02 issue passport -> A002
    08:02 call_visit c2 A002 -> A002 picked before A001
    08:02 serve c2 A002
    08:03 park c2 A002 10
    08:05 resume A002
    # A001 came a minute earlier; Ana has served A002 before.
    08:06 call_next c2 -> A002 same_clerk before A001
    08:06 take_back c2 A002
    08:06 call_next c3 -> A001 first_come before A002
  )");
}

TEST_CASE("fewest_counters: who can go nowhere else is called before who can") {
  Lobby lobby = by_arrival();
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c1 ana
    08:00 open_counter c2 bob
    08:01 issue property-tax -> B001
    08:02 issue dog-licence  -> C001
    # Two counters serve B001, only this one serves C001.
    08:04 call_next c1 -> C001 fewest_counters before B001
  )");
}

TEST_CASE("ties: without a slack nothing but the order of arrival decides") {
  Lobby lobby = by_arrival();
  lobby.site().rules.tie_slack = Seconds(0);
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c1 ana speaks fr
    08:00 open_counter c2 bob
    08:01 issue property-tax en -> B001
    08:02 issue dog-licence fr  -> C001
    08:04 call_next c1 -> B001 first_come before C001
  )");
}

TEST_CASE(
    "step_free: who needs it is not called where there are steps while there is another way") {
  Lobby lobby(with_steps({"c2"}));
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:00 open_counter c3 bob
    08:01 issue passport step_free -> A001
    08:02 issue passport           -> A002
    08:03 call_visit c2 A001 -> cannot_serve
    08:03 call_next c2 -> A002
    08:03 call_next c3 -> A001
  )");
}

TEST_CASE("step_free: with no open counter that is reached without a step any serves") {
  Lobby lobby(with_steps({"c2"}));
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:00 open_counter c3 bob
    08:01 issue passport step_free -> A001
    08:02 break_counter c3 lunch
    # Nobody shall wait for a lunch that only the sign knows of.
    08:03 call_next c2 -> A001 first_come
    08:03 take_back c2 A001
    08:04 open_counter c3 bob
    08:04 call_next c2 -> nobody_waiting
    08:05 close_counter c3
    08:05 call_next c2 -> A001
  )");
}

TEST_CASE("step_free: a counter without the skill is no other way") {
  Lobby lobby(with_steps({"c2"}));
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:00 open_counter c1 bob
    # c1 has no step and no passports.
    08:01 issue passport step_free     -> A001
    08:01 issue property-tax step_free -> B001
    08:02 call_next c2 -> A001
    08:02 no_show c2 A001
    08:02 call_next c2 -> nobody_waiting
    08:02 call_next c1 -> B001
  )");
}

TEST_CASE("step_free: who was sent to a counter by name goes there") {
  Lobby lobby(with_steps({"c2"}));
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:00 open_counter c3 bob
    08:01 issue passport step_free -> A001
    08:02 call_next c3 -> A001
    08:02 serve c3 A001
    08:03 transfer c3 A001 counter c2
    08:04 call_next c2 -> A001 transferred_here
  )");
}

TEST_CASE("head start: who takes longer to the counter or comes from a phone is a little ahead") {
  Lobby lobby = by_arrival();
  lobby.plays(R"(
    08:00 open_day
    08:01 issue passport            -> A001
    08:01:30 issue passport more_time -> A002
    08:02 issue passport web        -> A003
    08:02 issue passport web step_free cannot_see -> A004
    08:03 issue passport cannot_hear -> A005
  )");
  const auto place = [&lobby](const char* ticket) { return lobby.visit(ticket).needs[0].place_at; };
  CHECK(place("A001") == Lobby::at("08:01"));
  CHECK(place("A002") == Lobby::at("08:00:30"));
  CHECK(place("A003") == Lobby::at("08:00"));
  // One minute for the way, however many reasons there are, and two for the phone.
  CHECK(place("A004") == Lobby::at("07:59"));
  CHECK(place("A005") == Lobby::at("08:03"));
  // The promise is the same for all, and so is the wait.
  CHECK(lobby.visit("A004").needs[0].due_at == Lobby::at("08:17"));
  CHECK(lobby.visit("A004").waits_from == Lobby::at("08:02"));
  lobby.plays(R"(
    08:04 open_counter c2 ana
    08:04 call_next c2 -> A004 before A003
    08:04 no_show c2 A004
    08:04 call_next c2 -> A003 before A002
    08:04 no_show c2 A003
    08:04 call_next c2 -> A002 before A001
  )");
}

TEST_CASE("head start: the site sets it") {
  Lobby lobby = by_arrival();
  lobby.site().rules.slow_head_start = Seconds(0);
  lobby.site().rules.far_head_start = std::chrono::minutes(5);
  lobby.plays(R"(
    08:00 open_day
    08:01 issue passport               -> A001
    08:02 issue passport more_time     -> A002
    08:03 issue passport web           -> A003
    08:04 open_counter c2 ana
    08:04 call_next c2 -> A003 first_come before A001
    08:04 no_show c2 A003
    08:04 call_next c2 -> A001 before A002
  )");
}

TEST_CASE("ties: those due nearly first are as good where a promise is in danger") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c1 ana speaks fr
    08:01 issue property-tax en -> B001
    08:02 issue property-tax fr -> B002
    08:02 issue dog-licence en  -> C001
    # At 08:04 fifteen minutes of work wait for one counter, and all are due by 08:12.
    08:04 call_next c1 -> B002 same_language before B001
    08:04 take_back c1 B002
    08:04 open_counter c2 bob
    # Now B001 and B002 can go to another counter and C001 to this one only.
    08:04 call_next c1 -> C001 fewest_counters before B002
  )");
}

}  // namespace foyer::test

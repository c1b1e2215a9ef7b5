// Why somebody was called when they were: worked days, one for each rule, and days at random.
#include "engine/why.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "engine/assert.h"
#include "tests/engine/lobby.h"
#include "tests/engine/random_lobby.h"

namespace foyer::test {
namespace {

VisitId visit_with(const Lobby& lobby, std::string_view ticket) {
  for (const Event& event : lobby.journal()) {
    const auto* issued = std::get_if<TicketIssued>(&event.body);
    if (issued != nullptr && issued->ticket == ticket) return issued->visit;
  }
  FAIL("nobody has ticket ", std::string(ticket));
  return {};
}

TicketStory story(const Lobby& lobby, std::string_view ticket) {
  return tell_story(lobby.journal(), visit_with(lobby, ticket));
}

CallStory last_call(const Lobby& lobby, std::string_view ticket) {
  const TicketStory told = story(lobby, ticket);
  REQUIRE_FALSE(told.calls.empty());
  return told.calls.back();
}

/// "A001 due_first, B001 promise_lost"
std::string in_words(const std::vector<Compared>& others) {
  std::string text;
  for (const Compared& other : others) {
    text += (text.empty() ? "" : ", ") + other.other.ticket + " " + std::string(word(other.why));
  }
  return text;
}

std::string in_words(const std::optional<Compared>& other) {
  return other ? in_words(std::vector{*other}) : "";
}

/// Who was called before it: "B001 at c2 earliest_due: due_first"
std::vector<std::string> overtaken(const TicketStory& told) {
  std::vector<std::string> lines;
  for (const Overtaking& one : told.overtaken) {
    lines.push_back(one.called.ticket + " at " + one.counter.value + " " +
                    std::string(word(one.rule)) + ": " + std::string(word(one.before.why)));
  }
  return lines;
}

using Lines = std::vector<std::string>;

Lobby by_arrival(Site site = town()) {
  Lobby lobby(std::move(site));
  lobby.site().rules.promise_margin_pct = 0;
  return lobby;
}

}  // namespace

TEST_CASE("why: first_come and what a head start does") {
  Lobby lobby = by_arrival();
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:01 issue passport               -> A001
    08:01:30 issue passport more_time  -> A002
    08:02 issue passport               -> A003
    08:03 call_next c2 -> A002 first_come
    08:03 no_show c2 A002
    08:04 call_next c2 -> A001 first_come
  )");
  const CallStory ahead = last_call(lobby, "A002");
  CHECK(ahead.rule == Rule::first_come);
  CHECK(ahead.counter == CounterId{"c2"});
  CHECK(ahead.clerk == ClerkId{"ana"});
  CHECK_FALSE(ahead.by_itself);
  CHECK(ahead.called.place_at == Lobby::at("08:00:30"));
  CHECK(ahead.called.arrived_at == Lobby::at("08:01:30"));
  CHECK(in_words(ahead.runner_up) == "A001 earlier_place");
  CHECK(in_words(ahead.passed_over) == "A001 earlier_place");
  CHECK(overtaken(story(lobby, "A001")) == Lines{"A002 at c2 first_come: earlier_place"});
  CHECK(overtaken(story(lobby, "A003")).empty());
  CHECK(in_words(last_call(lobby, "A001").runner_up) == "A003 earlier_place");
}

TEST_CASE("why: earliest_due before one who is still in time and one who is late already") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c3 ana
    08:01 issue building-permit -> A001
    08:05 issue property-tax    -> B001
    # Due 08:21 and 08:15: ten minutes for A001 and B001 would be late.
    08:12 call_next c3 -> B001 earliest_due before A001
    08:12 no_show c3 B001
    08:13 issue passport        -> A002
    # Due 08:21 and 08:28; A001 is late at 08:22.
    08:22 call_next c3 -> A002 earliest_due before A001
  )");
  const CallStory in_time = last_call(lobby, "B001");
  CHECK(in_time.rule == Rule::earliest_due);
  CHECK(in_time.called.due_at == Lobby::at("08:15"));
  CHECK(in_words(in_time.passed_over) == "A001 due_first");
  CHECK(in_time.passed_over.front().other.due_at == Lobby::at("08:21"));
  CHECK(in_words(last_call(lobby, "A002").passed_over) == "A001 promise_lost");
  CHECK(overtaken(story(lobby, "A001")) ==
        Lines{"B001 at c3 earliest_due: due_first", "A002 at c3 earliest_due: promise_lost"});
  CHECK(story(lobby, "A001").calls.empty());
}

TEST_CASE("why: waited_longest") {
  Lobby lobby;
  lobby.site().rules.passed_over_max = std::chrono::minutes(30);
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:01 issue passport -> A001
    08:25 issue passport -> A002
    08:31 call_next c2 -> A001 waited_longest before A002
  )");
  const CallStory call = last_call(lobby, "A001");
  CHECK(call.rule == Rule::waited_longest);
  CHECK(call.called.waits_from == Lobby::at("08:01"));
  CHECK(in_words(call.runner_up) == "A002 waited_longest");
}

TEST_CASE("why: fewest_counters tells how many counters each could go to") {
  Lobby lobby = by_arrival();
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c1 ana
    08:00 open_counter c2 bob
    08:01 issue property-tax -> B001
    08:02 issue dog-licence  -> C001
    08:04 call_next c1 -> C001 fewest_counters before B001
  )");
  const CallStory call = last_call(lobby, "C001");
  CHECK(call.called.counters == 1);
  CHECK(in_words(call.passed_over) == "B001 fewest_counters");
  CHECK(call.passed_over.front().other.counters == 2);
}

TEST_CASE("why: same_clerk after a park") {
  Lobby lobby = by_arrival();
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:01 issue passport -> A001
    08:02 issue passport -> A002
    08:02 call_visit c2 A002 -> A002 picked before A001
    08:02 serve c2 A002
    08:03 park c2 A002 10
    08:05 resume A002
    08:06 call_next c2 -> A002 same_clerk before A001
  )");
  const TicketStory told = story(lobby, "A002");
  REQUIRE(told.calls.size() == 2);
  CHECK(told.calls[0].rule == Rule::picked);
  CHECK(in_words(told.calls[0].passed_over) == "A001 picked");
  CHECK(in_words(told.calls[0].runner_up) == "A001 picked");
  CHECK(told.calls[1].called.served_by == ClerkId{"ana"});
  CHECK(in_words(told.calls[1].passed_over) == "A001 same_clerk");
  CHECK(overtaken(story(lobby, "A001")) ==
        Lines{"A002 at c2 picked: picked", "A002 at c2 same_clerk: same_clerk"});
  CHECK(told.events.size() == 6);
}

TEST_CASE("why: same_language") {
  Lobby lobby = by_arrival();
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana speaks fr
    08:01 issue property-tax en -> B001
    08:02 issue property-tax fr -> B002
    08:04 call_next c2 -> B002 same_language before B001
  )");
  const CallStory call = last_call(lobby, "B002");
  CHECK(call.rule == Rule::same_language);
  CHECK(call.called.language == LanguageTag{"fr"});
  CHECK(in_words(call.passed_over) == "B001 same_language");
}

TEST_CASE("why: transferred_here and sent elsewhere") {
  Lobby lobby = by_arrival();
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:00 open_counter c3 bob
    08:01 issue property-tax -> B001
    08:01 call_next c2 -> B001
    08:02 issue property-tax -> B002
    08:03 serve c2 B001
    08:04 transfer c2 B001 counter c3
    # c2 must not call B001 any more; that came first, and is for c3.
    08:05 call_next c2 -> B002 first_come
    08:06 call_next c3 -> B001 transferred_here
  )");
  CHECK(overtaken(story(lobby, "B001")) == Lines{"B002 at c2 first_come: sent_elsewhere"});
  const CallStory call = last_call(lobby, "B001");
  CHECK(call.rule == Rule::transferred_here);
  CHECK(call.called.only_counter == CounterId{"c3"});
  CHECK(call.passed_over.empty());
}

TEST_CASE("why: a counter that could not serve it and one that is reached by steps only") {
  Site site = town();
  for (CounterPlace& counter : site.counters) counter.step_free = counter.id.value != "c2";
  Lobby lobby = by_arrival(site);
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c1 ana
    08:00 open_counter c2 bob
    08:01 issue passport step_free     -> A001
    08:02 issue property-tax           -> B001
    08:03 issue dog-licence            -> C001
    08:05 call_next c1 -> C001 fewest_counters before B001
    08:05 serve c1 C001
    08:06 finish c1 C001 resolved
    08:07 issue property-tax step_free -> B002
    # A001 has only c2, steps or not; B002 is for c1.
    08:08 call_next c2 -> A001
    08:08 no_show c2 A001
    08:09 issue property-tax           -> B003
    08:10 call_next c2 -> B001
    08:11 no_show c2 B001
    08:12 call_next c2 -> B003
  )");
  CHECK(overtaken(story(lobby, "A001")) == Lines{"C001 at c1 fewest_counters: no_skill"});
  CHECK(overtaken(story(lobby, "B001")) == Lines{"C001 at c1 fewest_counters: fewest_counters"});
  CHECK(overtaken(story(lobby, "B002")) == Lines{"B003 at c2 first_come: step_free"});
  CHECK(in_words(last_call(lobby, "B003").passed_over) == "B002 step_free");
}

TEST_CASE("why: not counted are calls that were taken back or made while it was at a counter") {
  Lobby lobby = by_arrival();
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:00 open_counter c3 bob
    08:01 issue passport -> A001
    08:02 issue passport -> A002
    08:03 issue passport -> A003
    08:03 call_visit c2 A003 -> picked
    08:03 take_back c2 A003
    08:04 call_next c3 -> A001
    08:04 call_next c2 -> A002
    08:05 serve c3 A001
    08:06 park c3 A001 10
    08:07 call_next c3 -> A003
  )");
  CHECK(overtaken(story(lobby, "A001")) == Lines{"A003 at c3 first_come: not_waiting"});
  CHECK(story(lobby, "A003").calls.size() == 2);
}

TEST_CASE("why: an appointment that has not come is behind whoever came later") {
  Lobby lobby = by_arrival();
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:30 issue passport appointment 09:30 -> A001
    08:40 issue passport                   -> A002
    08:41 call_next c2 -> A002 first_come before A001
  )");
  const TicketStory told = story(lobby, "A001");
  REQUIRE(told.overtaken.size() == 1);
  CHECK(told.overtaken[0].before.why == WhyBefore::earlier_place);
  CHECK(told.overtaken[0].before.other.appointment_at == Lobby::at("09:30"));
  CHECK(told.overtaken[0].before.other.place_at == Lobby::at("09:25"));
  CHECK(told.visit.appointment_at == Lobby::at("09:30"));
}

TEST_CASE("why: a counter that calls by itself") {
  Site site = town();
  for (CounterPlace& counter : site.counters) counter.auto_call = true;
  Lobby lobby(site);
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:01 issue passport -> A001 visit_called c2
  )");
  CHECK(last_call(lobby, "A001").by_itself);
}

TEST_CASE("why: a journal from before there were rules names the only one there was") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:01 issue passport -> A001
    08:02 issue property-tax -> B001
    08:40 call_next c2
  )");
  std::vector<Event> day = lobby.journal();
  for (Event& event : day) {
    if (auto* issued = std::get_if<TicketIssued>(&event.body)) {
      issued->needs[0].place_at = {};
      issued->needs[0].expected = {};
    }
  }
  auto& call = std::get<VisitCalled>(day.back().body);
  call = {VisitId{2}, {"c2"}, {NeedId{1}}, Rule::earliest_due, VisitId{1}, call.expires_at};
  // Both promises were broken, and the one that ended first was called.
  const TicketStory told = tell_story(day, VisitId{2});
  CHECK(in_words(told.calls.front().runner_up) == "A001 due_first");
}

TEST_CASE("why: a visit that is not of the day is our own mistake") {
  Lobby lobby;
  lobby.plays("08:00 open_day\n08:01 issue passport -> A001");
  CHECK_THROWS_AS((void)tell_story(lobby.journal(), VisitId{2}), std::logic_error);
}

TEST_CASE("why: the story of everybody on random days can be told and agrees with the events") {
  const std::uint64_t seed = seed_of_run();
  MESSAGE("FOYER_SEED=", seed);
  Site site = town();
  for (CounterPlace& counter : site.counters) {
    counter.step_free = counter.id.value != "c3";
    counter.auto_call = counter.id.value == "c2";
  }
  std::set<WhyBefore> reasons;
  for (std::uint64_t run = 0; run < 4; ++run) {
    RandomLobby lobby(site, seed + run);
    for (int step = 0; step < 2000; ++step) lobby.step();
    const std::vector<Event>& day = lobby.day();
    for (const Event& event : day) {
      const auto* issued = std::get_if<TicketIssued>(&event.body);
      if (issued == nullptr) continue;
      const TicketStory told = tell_story(day, issued->visit);
      const auto calls = std::count_if(day.begin(), day.end(), [&](const Event& one) {
        const auto* called = std::get_if<VisitCalled>(&one.body);
        return called != nullptr && called->visit == issued->visit;
      });
      CHECK(static_cast<std::ptrdiff_t>(told.calls.size()) == calls);
      for (const CallStory& call : told.calls) {
        const Event& source = day[static_cast<std::size_t>(call.seq - day.front().seq)];
        CHECK(std::get<VisitCalled>(source.body).rule == call.rule);
        CHECK(call.called.visit == issued->visit);
      }
      for (const Overtaking& one : told.overtaken) {
        reasons.insert(one.before.why);
        CHECK(one.called.visit > issued->visit);
        CHECK(one.before.other.visit == issued->visit);
      }
    }
  }
  CHECK(reasons.size() >= 5);
}

}  // namespace foyer::test

// The good paths: days in the lobby, as they go.
#include <doctest/doctest.h>

#include "tests/engine/lobby.h"

namespace foyer::test {

TEST_CASE("a day: one passport from arrival to the end") {
  Lobby lobby;
  lobby.plays(R"(
    07:55 open_day              -> day_opened
    07:58 open_counter c2 ana   -> counter_opened c2 ana desk passports
    c2 is open
    08:00 issue passport        -> ticket_issued A001
    A001 is waiting
    08:03 call_next c2          -> visit_called A001 c2 first_come
    A001 is called at c2
    c2 is open with A001
    08:04 recall c3 A001        -> counter_closed counter
    08:04 recall c2 A001        -> visit_recalled A001 c2
    08:05 serve c2 A001         -> serving_started A001 c2
    A001 is serving at c2
    08:14 finish c2 A001 resolved -> need_finished A001 c2 resolved
    A001 is gone
    c2 is open
    16:45 close_counter c2      -> counter_closed c2
    c2 is closed
    16:50 close_day             -> day_closed
  )");
  CHECK_EQ(lobby.state().totals, DayTotals{1, 1});
  CHECK_FALSE(lobby.state().day);
}

TEST_CASE("issue_ticket: what was asked for is in the visit") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:05:30 issue dog-licence+property-tax fr priority more_time step_free web -> C001
  )");
  const Visit& visit = lobby.visit("C001");
  CHECK_EQ(visit.arrived_at, Lobby::at("08:05:30"));
  CHECK_EQ(visit.language.value, "fr");
  CHECK_EQ(visit.channel, Channel::web);
  CHECK_EQ(visit.priority, Priority::priority);
  CHECK_EQ(visit.special_needs,
           std::vector<SpecialNeed>{SpecialNeed::step_free, SpecialNeed::more_time});
  CHECK_EQ(visit.token.value.size(), 32);
  REQUIRE_EQ(visit.needs.size(), 2);
  CHECK_EQ(visit.needs[0].service.value, "dog-licence");
  CHECK_EQ(visit.needs[0].skill.value, "animals");
  CHECK_EQ(visit.needs[1].id, NeedId{2});
  // Priority halves the promised wait of ten minutes.
  CHECK_EQ(visit.needs[0].due_at, Lobby::at("08:10:30"));
}

TEST_CASE("issue_ticket: a wish told twice is kept once") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:05 issue passport cannot_see step_free cannot_see -> A001
  )");
  CHECK_EQ(lobby.visit("A001").special_needs,
           std::vector<SpecialNeed>{SpecialNeed::step_free, SpecialNeed::cannot_see});
}

TEST_CASE("a visit with several needs is served at one counter as far as its skills reach") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:00 open_counter c1 bob
    08:01 issue passport+dog-licence+property-tax -> A001
    08:02 issue dog-licence                       -> C001
    08:03 call_next c2 -> A001
    A001 is called+waiting+called at c2
    08:04 serve c2 A001
    A001 is serving+waiting+serving at c2
    08:05 call_next c1 -> visit_called C001
    08:06 finish c2 A001 1=resolved 3=follow_up -> resolved need_finished follow_up F1-3
    # The dog licence goes on at its old place in time, before whoever came after.
    A001 is done+waiting+done
    08:07 no_show c1 C001
    08:08 call_next c1 -> A001
    A001 is done+called+done at c1
    08:09 serve c1 A001
    08:12 finish c1 A001 resolved*dog-tag -> A001 c1 resolved dog-tag
    A001 is gone
  )");
  CHECK_EQ(lobby.state().totals, DayTotals{2, 2});
}

TEST_CASE("add_need: joins what is served where the visit stands") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:01 issue passport            -> A001
    08:01 add_need A001 dog-licence -> need_added A001
    A001 is waiting+waiting
    08:02 call_next c2 -> A001
    A001 is called+waiting at c2
    08:02 serve c2 A001
    08:03 add_need A001 property-tax
    A001 is serving+waiting+serving at c2
    08:05 finish c2 A001 2=resolved -> not_serving results[0].need
    08:05 finish c2 A001 resolved
    A001 is done+waiting+done
  )");
}

TEST_CASE("add_need: joins the call and the parking too") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:01 issue passport -> A001
    08:02 call_next c2 -> A001
    08:02 add_need A001 property-tax
    A001 is called+called at c2
    08:03 park c2 A001 10
    08:04 add_need A001 dog-licence
    A001 is parked+parked+parked
    08:05 resume A001
    A001 is waiting+waiting+waiting
  )");
}

TEST_CASE("add_need: what is done can be asked for once more") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:01 issue passport+property-tax -> A001
    08:02 call_next c2
    08:02 serve c2 A001
    08:03 refer c2 A001/1 parks
    08:04 add_need A001 passport
    A001 is done+serving+serving at c2
    08:04 add_need A001 passport -> duplicate_need service
  )");
}

TEST_CASE("add_need: is due as if it had been asked for on arrival") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:01 issue passport -> A001
    08:30 add_need A001 property-tax
  )");
  CHECK_EQ(lobby.visit("A001").needs[1].due_at, Lobby::at("08:11"));
}

TEST_CASE("leave: whoever waits or is called or is parked may go") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:01 issue passport -> A001
    08:01 issue passport -> A002
    08:01 issue passport -> A003
    08:02 leave A003 -> visit_left A003
    A003 is gone
    08:03 call_next c2 -> A001
    08:04 leave A001
    c2 is open
    08:05 call_next c2 -> A002
    08:05 park c2 A002 5
    08:06 leave A002
    A002 is gone
    08:06 call_next c2 -> nobody_waiting
  )");
}

TEST_CASE("no_show: the clerk ends a call and the counter is free") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:01 issue passport+dog-licence -> A001
    08:02 call_next c2 -> A001
    08:04 no_show c2 A001 -> visit_no_show A001 c2 clerk
    A001 is gone
    c2 is open
  )");
}

TEST_CASE("break: a counter on a break comes back with the same clerk") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:01 issue passport -> A001
    10:00 break_counter c2 short_break -> counter_on_break c2 short_break
    c2 is on_break
    10:01 call_next c2 -> counter_on_break counter
    10:15 open_counter c2 ana -> counter_opened c2 ana
    10:15 call_next c2 -> A001
  )");
  CHECK_EQ(lobby.counter("c2").since, Lobby::at("10:15"));
}

TEST_CASE("break: a counter on a break can be closed") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    10:00 break_counter c2 lunch
    10:30 close_counter c2
    c2 is closed
    10:31 open_counter c3 ana -> c3 ana animals desk passports
  )");
}

TEST_CASE("counters: are idle since somebody was last there") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:01 issue passport -> A001
    08:02 call_next c2
    08:04 no_show c2 A001
  )");
  CHECK_EQ(lobby.counter("c2").idle_since, Lobby::at("08:04"));
  CHECK_EQ(lobby.counter("c2").since, Lobby::at("08:00"));
}

TEST_CASE("open_counter: a counter has the skills which both place and clerk have") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c3 ida -> counter_opened c3 ida desk
    08:00 open_counter c5 eve -> counter_opened c5 eve planning
  )");
  CHECK_EQ(lobby.counter("c5").skills, std::vector<SkillId>{SkillId{"planning"}});
}

TEST_CASE("call_visit: out of order the rule says so and who would have been next") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c3 ana
    08:01 issue property-tax -> B001
    08:02 issue passport     -> A001
    08:03 call_visit c3 A001 -> visit_called A001 c3 picked before B001
    08:04 no_show c3 A001
    08:05 call_visit c3 B001 -> visit_called B001 c3 first_come
  )");
}

TEST_CASE("refer: a need goes to a department outside the queue") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:01 issue passport+property-tax -> A001
    08:02 call_next c2 -> A001
    08:02 serve c2 A001
    08:04 refer c2 A001/2 parks -> need_finished A001 c2 referred parks
    A001 is serving+done at c2
    08:09 refer c2 A001/1 clerks-office
    A001 is gone
    c2 is open
  )");
}

TEST_CASE("finish: incomplete names what was missing") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:01 issue passport -> A001
    08:02 call_next c2 -> A001
    08:02 serve c2 A001
    08:04 finish c2 A001 1=incomplete:photo,id -> need_finished A001 incomplete photo id
    08:05 issue property-tax -> B001
    08:06 call_next c2 -> B001
    08:06 serve c2 B001
    # Nothing is to be brought for the tax: then nothing can be named.
    08:07 finish c2 B001 incomplete -> need_finished B001 incomplete
    08:08 issue property-tax -> B002
    08:08 call_next c2
    08:08 serve c2 B002
    08:09 finish c2 B002 cancelled -> need_finished B002 cancelled
  )");
}

TEST_CASE("close_day: what is left is closed out and flagged") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c1 ana
    08:00 open_counter c2 bob
    08:01 issue passport+dog-licence -> A001
    08:01 issue property-tax -> B001
    08:01 issue property-tax -> B002
    08:01 issue property-tax -> B003
    08:02 call_next c2 -> B001
    08:02 no_show c2 B001
    08:03 call_visit c1 B002
    08:03 serve c1 B002
    08:04 call_next c2 -> B003
    08:04 park c2 B003 30
    08:05 call_visit c2 A001
    08:05 serve c2 A001
    # The passport was at c2; the dog licence at no counter.
    16:50 close_day -> need_finished A001 c2 closed_out need_finished A001 closed_out need_finished B002 c1 closed_out need_finished B003 closed_out counter_closed c1 counter_closed c2 day_closed
    A001 is gone
    c1 is closed
    16:51 issue passport -> day_not_open
  )");
  CHECK_EQ(lobby.state().totals, DayTotals{4, 4});
  for (const EventBody& body : lobby.last_events()) {
    const auto* finished = std::get_if<NeedFinished>(&body);
    if (finished == nullptr) continue;
    CHECK_EQ(finished->outcome, Outcome::closed_out);
    if (finished->need == NeedId{2}) CHECK(finished->counter.empty());
  }
}

TEST_CASE("open_day: a new day begins empty while visit ids go on") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:01 issue passport -> A001
    08:02 issue passport -> A002
    16:50 close_day
    32:00 open_day 32:00 40:30 41:00
    32:01 issue passport -> A001
    32:02 open_counter c2 ana -> ok
  )");
  CHECK_EQ(lobby.visit("A001").id, VisitId{3});
  CHECK_EQ(lobby.state().totals, DayTotals{1, 0});
}

}  // namespace foyer::test

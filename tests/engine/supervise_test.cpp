// Helped without a ticket, and what a supervisor changes while the day runs.
#include <doctest/doctest.h>

#include "tests/engine/lobby.h"

namespace foyer::test {
namespace {

constexpr std::string_view morning = R"(
  08:00 open_day
  08:00 open_counter c2 ana
  08:01 issue passport -> A001
  08:01 issue passport -> A002
)";

}  // namespace

TEST_CASE("answer: at the welcome desk and at a counter") {
  Lobby lobby;
  lobby.plays(morning);
  lobby.plays(R"(
    08:02 answer - court-date referred parks by bob -> answer_recorded referred court-date parks
    08:02 answer - passport resolved by bob  -> answer_recorded resolved passport
    08:02 answer c2 dog-licence resolved*dog-tag -> answer_recorded c2 resolved dog-licence dog-tag
    08:03 answer - passport resolved by nobody -> not_signed_in
    08:03 answer c3 passport resolved by bob -> counter_closed counter
    08:03 answer - moon-permit resolved by bob -> unknown_service service
    08:03 answer - passport incomplete by bob -> outcome_not_allowed outcome
    08:03 answer - passport referred by bob -> unknown_department department
    08:03 answer - passport resolved parks by bob -> unknown_department department
    08:03 answer - passport resolved*dog-tag by bob -> unknown_item delivered[0].item
  )");
  CHECK_EQ(lobby.state().totals.answered, 3);
  CHECK_EQ(lobby.state().totals.issued, 2);
}

TEST_CASE("set_priority: the promise is shorter and the call is sooner") {
  Lobby lobby;
  lobby.plays(morning);
  const Instant due = lobby.visit("A002").needs.front().due_at;
  lobby.plays(R"(
    08:02 set_priority A002 priority -> priority_changed A002 priority
    08:02 set_priority A002 priority -> already_so priority
  )");
  CHECK(lobby.visit("A002").needs.front().due_at < due);
  lobby.plays(R"(
    08:03 call_next c2 -> A002
    08:03:01 take_back c2 A002
    08:04 set_priority A002 normal
    08:05 call_next c2 -> A001
  )");
  CHECK_EQ(lobby.visit("A002").needs.front().due_at, due);
}

TEST_CASE("switch_service: no more tickets and who waits is served") {
  Lobby lobby;
  lobby.plays(morning);
  lobby.plays(R"(
    08:02 switch_service passport off -> service_switched passport off
    08:03 issue passport -> service_off services[0]
    08:03 add_need A001 dog-licence
    08:04 call_next c2 -> A001
    08:05 switch_service passport on
    08:05 issue passport -> A003
    08:06 switch_service court-date off -> service_is_referral service
    08:06 switch_service garden-tour on -> service_off service
    08:06 switch_service moon-permit on -> unknown_service service
    08:07 switch_service passport off
    08:08 close_day
    09:00 open_day
    09:01 issue passport
  )");
}

TEST_CASE("close_counter: a supervisor in the place of a clerk who went") {
  Lobby lobby;
  lobby.plays(morning);
  lobby.plays(R"(
    08:02 close_counter c2 by ida -> not_your_counter counter
    08:02 break_counter c2 lunch by ida -> not_your_counter counter
    08:02 break_counter c2 other by sue -> counter_on_break ana
    08:02 break_counter c2 other by sue -> counter_on_break counter
  )");
  CHECK_EQ(lobby.counter("c2").in_place_of, ClerkId{"ana"});
  CHECK_EQ(lobby.counter("c2").clerk, ClerkId{"ana"});
  lobby.plays("08:03 open_counter c2 ana");
  CHECK(lobby.counter("c2").in_place_of.empty());
  lobby.plays("08:04 close_counter c2 by sue -> counter_closed ana");
  CHECK_EQ(lobby.counter("c2").in_place_of, ClerkId{"ana"});
  lobby.plays(R"(
    08:04 close_counter c2 by sue -> counter_closed counter
    08:04 close_counter c9 by sue -> unknown_counter counter
    08:05 open_counter c2 ana
    08:06 close_counter c2 -> counter_closed c2
  )");
  CHECK(lobby.counter("c2").in_place_of.empty());
}

TEST_CASE("close_counter: not over somebody's head and by an administrator too") {
  Lobby lobby;
  lobby.plays(morning);
  lobby.plays(R"(
    08:02 call_next c2 -> A001
    08:02 close_counter c2 by sue -> counter_busy counter
  )");
  CHECK(lobby.last_refusal()->text.find("A001 is called to counter c2") != std::string::npos);
  lobby.plays(R"(
    08:03 serve c2 A001
    08:03 break_counter c2 other by sue -> counter_busy counter
  )");
  CHECK(lobby.last_refusal()->text.find("A001 is served at counter c2") != std::string::npos);
  lobby.plays(R"(
    08:04 finish c2 A001 resolved
    08:05 close_counter c2 by nobody -> not_signed_in
    08:05 close_counter c2 from office by nobody -> counter_closed ana
  )");
  CHECK_EQ(lobby.state().counters.at(CounterId{"c2"}).in_place_of, ClerkId{"ana"});
}

TEST_CASE("switch_notice: shown and taken back for the day") {
  Lobby lobby;
  lobby.plays("08:00 open_day");
  const SiteNotice elevator = *find_notice(lobby.site(), NoticeId{"elevator"});
  const auto on = [&](std::string_view clock) {
    return is_switched_on(lobby.state(), elevator, Lobby::at(clock));
  };
  CHECK_FALSE(on("08:01"));
  lobby.plays(R"(
    08:02 switch_notice elevator off -> already_so to
    08:02 switch_notice elevator on -> notice_switched elevator on
    08:02 switch_notice elevator on -> already_so to
    08:02 switch_notice pool on -> already_so to
    08:03 switch_notice pool off -> notice_switched pool off
    08:03 switch_notice moon on -> unknown_notice notice
  )");
  CHECK(on("08:03"));
  CHECK_EQ(lobby.state().notices.at(elevator.id).since, Lobby::at("08:02"));
  lobby.plays("08:04 switch_notice elevator off");
  CHECK_FALSE(on("08:04"));
  lobby.plays(R"(
    08:05 switch_notice elevator on
    16:00 close_day
  )");
  CHECK(lobby.state().notices.empty());
  CHECK_FALSE(on("16:00"));
  lobby.plays("16:01 switch_notice elevator on -> day_not_open");
}

TEST_CASE("set_skills: an open counter serves something else and never nothing") {
  Lobby lobby;
  lobby.plays(morning);
  const std::vector<SkillId> all = lobby.counter("c2").skills;
  REQUIRE(all.size() > 1);
  const std::string passports = lobby.visit("A001").needs.front().skill.value;
  std::string other;
  for (const SkillId& skill : all) {
    if (skill.value != passports) other = skill.value;
  }
  lobby.plays("08:02 set_skills c2 " + other + " -> skills_changed c2 " + other);
  lobby.plays("08:03 call_next c2 -> nobody_waiting");
  lobby.plays("08:04 set_skills c2 " + other + "," + passports);
  lobby.plays("08:05 call_next c2 -> A001");
  lobby.plays("08:06 set_skills c2 " + other + " -> counter_busy skills");
  lobby.plays("08:06 set_skills c2 parking -> cannot_serve skills[0]");
  lobby.plays("08:06 set_skills c9 parking -> unknown_counter counter");
  lobby.plays("08:06 set_skills c3 " + other + " -> counter_closed counter");
}

TEST_CASE("alarm: raised once and kept until somebody has seen to it") {
  Lobby lobby;
  lobby.plays(morning);
  lobby.plays(R"(
    08:02 raise_alarm c2 -> alarm_raised c2
    08:02 raise_alarm c2 -> already_so
    08:03 close_counter c2
  )");
  CHECK_EQ(lobby.counter("c2").alarm_since, Lobby::at("08:02"));
  lobby.plays(R"(
    08:04 open_counter c2 ana
    08:05 clear_alarm c2 -> alarm_cleared c2
    08:05 clear_alarm c2 -> already_so
    08:05 clear_alarm c9 -> unknown_counter
  )");
  CHECK_FALSE(lobby.counter("c2").alarm_since.has_value());
}

TEST_CASE("alarm: at a welcome desk it is the device's") {
  Lobby lobby;
  lobby.plays(morning);
  lobby.plays(R"(
    08:02 raise_alarm - from desk-1 by nobody -> not_signed_in
    08:02 raise_alarm - from desk-1 by ida -> alarm_raised desk-1
    08:02 raise_alarm - from desk-1 by ida -> already_so
    08:03 raise_alarm - from desk-2 by bob -> alarm_raised desk-2
    08:03 raise_alarm c2 -> alarm_raised c2
  )");
  const DeskAlarm expected{DeviceId{"desk-1"}, ClerkId{"ida"}, Lobby::at("08:02")};
  CHECK(lobby.state().desk_alarms.at(DeviceId{"desk-1"}) == expected);
  lobby.plays(R"(
    08:04 clear_alarm - desk-3 -> already_so device
    08:04 clear_alarm - desk-1 -> alarm_cleared desk-1
    08:04 clear_alarm - desk-1 -> already_so device
  )");
  CHECK_EQ(lobby.state().desk_alarms.size(), 1);
  CHECK(lobby.counter("c2").alarm_since.has_value());
  const auto both =
      lobby.tries(Lobby::at("08:05"), ClearAlarm{CounterId{"c2"}, DeviceId{"desk-2"}});
  REQUIRE_FALSE(both);
  CHECK_EQ(both.error().code, RefusalCode::malformed);
}

TEST_CASE("call_visit: out of order by right and the next one by anybody") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana in_order
    08:01 issue passport -> A001
    08:01 issue passport -> A002
    08:02 call_visit c2 A002 -> out_of_order visit
    08:02 call_visit c2 A001 -> A001
  )");
}

}  // namespace foyer::test

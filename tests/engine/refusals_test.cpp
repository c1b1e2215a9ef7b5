// Every reason for which the engine says no, and which reason comes first where there are several.
#include <doctest/doctest.h>

#include "tests/engine/lobby.h"

namespace foyer::test {
namespace {

/// A day that is open, with Ana at c2, somebody called there, and one more waiting.
constexpr std::string_view morning = R"(
  08:00 open_day
  08:00 open_counter c2 ana
  08:01 issue passport -> A001
  08:01 issue passport -> A002
  08:02 call_next c2   -> A001
)";

/// What leads to the refusal after `morning`; its last line is the one refused. Empty: this is for
/// the boundary (protocol, link, access) to say.
std::string_view script_of(RefusalCode code) {
  switch (code) {
    case RefusalCode::day_not_open:
      return "08:03 close_day \n 08:04 issue passport -> day_not_open";
    case RefusalCode::day_already_open:
      return "08:03 open_day -> day_already_open";
    case RefusalCode::office_closed:
      return "16:30 issue passport -> office_closed";
    case RefusalCode::unknown_service:
      return "08:03 issue passport+moon-permit -> unknown_service services[1]";
    case RefusalCode::service_off:
      return "08:03 issue garden-tour -> service_off services[0]";
    case RefusalCode::service_is_referral:
      return "08:03 issue court-date -> service_is_referral services[0]";
    case RefusalCode::no_needs:
      return "08:03 issue -> no_needs services";
    case RefusalCode::too_many_needs:
      return "08:03 issue passport+dog-licence+property-tax+building-permit -> too_many_needs "
             "services";
    case RefusalCode::duplicate_need:
      return "08:03 issue passport+dog-licence+passport -> duplicate_need services[2]";
    case RefusalCode::lobby_full:
      return R"(
        08:03 issue passport -> A003
        08:03 issue passport -> A004
        08:03 issue passport -> A005
        08:03 issue passport -> lobby_full)";
    case RefusalCode::numbers_exhausted:
      return "(see the test of ticket numbers)";
    case RefusalCode::not_leased:
      return "08:03 lease \n 08:04 hand_in A500 passport 08:04 -> not_leased ticket";
    case RefusalCode::handed_in_already:
      return R"(
        08:03 lease
        08:04 hand_in A970 passport 08:04 -> A970
        08:04 hand_in A970 passport 08:04 -> handed_in_already ticket)";
    case RefusalCode::unknown_appointment:
      return "08:03 check_in 0 -> unknown_appointment code";
    case RefusalCode::checked_in_already:
      return R"(
        08:03 check_in 7 08:30 passport -> A003
        08:04 check_in 7 08:30 passport -> checked_in_already code)";
    case RefusalCode::appointment_other_day:
      return "08:03 check_in 7 08:30 passport tomorrow -> appointment_other_day code";
    case RefusalCode::unknown_visit:
      return "08:03 leave A001 \n 08:03 leave A001 -> unknown_visit visit";
    case RefusalCode::unknown_need:
      return "08:03 serve c2 A001 \n 08:04 refer c2 A001/7 parks -> unknown_need need";
    case RefusalCode::unknown_counter:
      return "08:03 call_next c9 -> unknown_counter counter";
    case RefusalCode::unknown_notice:
      return "08:03 switch_notice moon on -> unknown_notice notice";
    case RefusalCode::unknown_department:
      return "08:03 serve c2 A001 \n 08:04 refer c2 A001 moon -> unknown_department department";
    case RefusalCode::unknown_clerk:
      return "08:03 serve c2 A001 \n 08:04 transfer c2 A001 clerk bob -> unknown_clerk target";
    case RefusalCode::unknown_item:
      return "08:03 serve c2 A001 \n"
             "08:04 finish c2 A001 incomplete:hat -> unknown_item results[0].missing";
    case RefusalCode::unknown_language:
      return "08:03 issue passport de -> unknown_language language";
    case RefusalCode::counter_closed:
      return "08:03 call_next c1 by bob -> counter_closed counter";
    case RefusalCode::counter_already_open:
      return "08:03 open_counter c2 ana -> counter_already_open counter";
    case RefusalCode::counter_on_break:
      return R"(
        08:03 no_show c2 A001
        08:03 break_counter c2 lunch
        08:04 call_visit c2 A002 -> counter_on_break counter)";
    case RefusalCode::counter_busy:
      return "08:03 call_next c2 -> counter_busy counter";
    case RefusalCode::counter_taken:
      return "08:03 open_counter c2 bob -> counter_taken counter";
    case RefusalCode::clerk_elsewhere:
      return "08:03 open_counter c3 ana -> clerk_elsewhere counter";
    case RefusalCode::not_your_counter:
      return "08:03 serve c2 A001 by bob -> not_your_counter counter";
    case RefusalCode::not_your_visit:
      return "08:03 leave A001 token A002 -> not_your_visit token";
    case RefusalCode::not_signed_in:
      return "08:03 serve c2 A001 by nobody -> not_signed_in";
    case RefusalCode::no_skills:
      return "08:03 open_counter c1 tom -> no_skills counter";
    case RefusalCode::nobody_waiting:
      return R"(
        08:03 open_counter c1 bob
        08:03 call_next c1 -> nobody_waiting)";
    case RefusalCode::visit_not_waiting:
      return R"(
        08:03 open_counter c3 bob
        08:03 call_visit c3 A001 -> visit_not_waiting visit)";
    case RefusalCode::cannot_serve:
      return R"(
        08:03 open_counter c1 bob
        08:03 call_visit c1 A002 -> cannot_serve visit)";
    case RefusalCode::not_at_counter:
      return "08:03 recall c2 A002 -> not_at_counter visit";
    case RefusalCode::not_called:
      return "08:03 serve c2 A001 \n 08:04 recall c2 A001 -> not_called visit";
    case RefusalCode::not_serving:
      return "08:03 finish c2 A001 1=resolved -> not_serving visit";
    case RefusalCode::not_parked:
      return "08:03 resume A002 -> not_parked";
    case RefusalCode::visit_being_served:
      return "08:03 serve c2 A001 \n 08:04 leave A001 -> visit_being_served";
    case RefusalCode::recall_limit:
      return R"(
        08:03 recall c2 A001
        08:04 recall c2 A001
        08:05 recall c2 A001
        08:06 recall c2 A001 -> recall_limit)";
    case RefusalCode::too_soon:
      return "08:02:29 recall c2 A001 -> too_soon";
    case RefusalCode::too_late:
      return "08:02:06 take_back c2 A001 -> too_late";
    case RefusalCode::park_too_long:
      return "08:03 park c2 A001 61 -> park_too_long return_after_s";
    case RefusalCode::no_specialist:
      return "08:03 serve c2 A001 \n 08:04 transfer c2 A001 specialist -> no_specialist kind";
    case RefusalCode::feedback_given:
      return R"(
        08:03 serve c2 A001
        08:04 finish c2 A001 resolved
        08:05 feedback A001 token=own satisfaction=4
        08:06 feedback A001 token=own satisfaction=1 -> feedback_given visit)";
    case RefusalCode::unknown_follow_up:
      return "08:03 advance F1-1 done -> unknown_follow_up reference";
    case RefusalCode::follow_up_unchanged:
      return R"(
        08:03 serve c2 A001
        08:04 finish c2 A001 follow_up
        08:05 advance F1-1 accepted
        08:06 advance F1-1 accepted -> follow_up_unchanged status)";
    case RefusalCode::follow_ups_full:
      return R"(
        08:03 add_need A001 property-tax
        08:03 add_need A001 building-permit
        08:03 serve c2 A001
        08:04 finish c2 A001 follow_up -> follow_ups_full results[2].outcome)";
    case RefusalCode::need_done:
      return R"(
        08:03 add_need A001 property-tax
        08:03 serve c2 A001
        08:04 refer c2 A001/1 parks
        08:05 refer c2 A001/1 parks -> need_done need)";
    case RefusalCode::outcome_missing:
      return R"(
        08:03 add_need A001 property-tax
        08:03 serve c2 A001
        08:04 finish c2 A001 1=resolved -> outcome_missing results)";
    case RefusalCode::outcome_not_allowed:
      return "08:03 serve c2 A001 \n"
             "08:04 finish c2 A001 no_show -> outcome_not_allowed results[0].outcome";
    case RefusalCode::missing_not_named:
      return "08:03 serve c2 A001 \n"
             "08:04 finish c2 A001 incomplete -> missing_not_named results[0].missing";
    case RefusalCode::nothing_to_undo:
      return "08:03 undo c2 A001 -> nothing_to_undo visit";
    case RefusalCode::already_so:
      return "08:03 switch_service passport on -> already_so to";
    case RefusalCode::out_of_order:
      return R"(
        08:03 issue passport -> A003
        08:03 open_counter c3 bob in_order
        08:03 call_visit c3 A003 -> out_of_order visit)";
    case RefusalCode::nothing_due:
      return "08:03 tick -> nothing_due";
    case RefusalCode::malformed:
      return "08:03 close_day \n 08:04 open_day 09:00 08:00 17:00 -> malformed closes_at_ms";
    case RefusalCode::too_large:
    case RefusalCode::wrong_version:
    case RefusalCode::unknown_command:
    case RefusalCode::not_allowed:
    case RefusalCode::unavailable:
    case RefusalCode::throttled:
    case RefusalCode::wrong_secret:
    case RefusalCode::request_id_reused:
    case RefusalCode::seq_unknown:
      return {};
  }
  return {};
}

Lobby small_lobby() {
  Lobby lobby;
  lobby.site().rules.needs_max = 3;
  lobby.site().rules.follow_ups_max = 2;
  lobby.site().rules.present_max = 5;
  return lobby;
}

}  // namespace

TEST_CASE("refusals: every code of the engine is given where it should be") {
  for (std::size_t i = 0; i < word_count<RefusalCode>(); ++i) {
    const auto code = static_cast<RefusalCode>(i);
    const std::string_view script = script_of(code);
    if (script.empty() || code == RefusalCode::numbers_exhausted) continue;
    INFO("refusal: ", std::string(word(code)));
    Lobby lobby = small_lobby();
    lobby.plays(morning);
    const std::size_t last_line = script.rfind('\n');
    if (last_line != std::string_view::npos) lobby.plays(script.substr(0, last_line));
    const State before = lobby.state();
    lobby.plays(last_line == std::string_view::npos ? script : script.substr(last_line + 1));
    REQUIRE(lobby.last_refusal());
    CHECK_EQ(lobby.last_refusal()->code, code);
    CHECK_FALSE(lobby.last_refusal()->text.empty());
    CHECK(lobby.state() == before);
  }
}

TEST_CASE("refusals: the engine's codes are all that stand before malformed") {
  for (std::size_t i = 0; i < word_count<RefusalCode>(); ++i) {
    const auto code = static_cast<RefusalCode>(i);
    INFO("refusal: ", std::string(word(code)));
    CHECK_EQ(script_of(code).empty(), code > RefusalCode::malformed);
  }
}

TEST_CASE("refusals: without a day every command but open_day says so") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 close_day             -> day_not_open
    08:00 tick                  -> day_not_open
    08:00 issue moon-permit     -> day_not_open
    08:00 add_need A001 x       -> day_not_open
    08:00 leave A001            -> day_not_open
    08:00 resume A001           -> day_not_open
    08:00 open_counter c9 nobody -> day_not_open
    08:00 break_counter c9 lunch -> day_not_open
    08:00 close_counter c9      -> day_not_open
    08:00 call_next c9          -> day_not_open
    08:00 call_visit c9 A001    -> day_not_open
    08:00 recall c9 A001        -> day_not_open
    08:00 take_back c9 A001     -> day_not_open
    08:00 serve c9 A001         -> day_not_open
    08:00 no_show c9 A001       -> day_not_open
    08:00 park c9 A001 999      -> day_not_open
    08:00 transfer c9 A001 service x -> day_not_open
    08:00 refer c9 A001 x       -> day_not_open
    08:00 finish c9 A001 1=left -> day_not_open
  )");
}

TEST_CASE("refusals: a command at a counter checks counter and clerk and visit and state in turn") {
  Lobby lobby;
  lobby.plays(morning);
  // Each line still has the faults of those below it.
  for (const char* command : {"recall", "take_back", "serve", "no_show"}) {
    const std::string verb = std::string("08:40 ") + command;
    lobby.plays(verb + " c9 B999 by nobody -> unknown_counter");
    lobby.plays(verb + " c3 B999 by nobody -> counter_closed");
    lobby.plays(verb + " c2 B999 by nobody -> not_signed_in");
    lobby.plays(verb + " c2 B999 by bob -> not_your_counter");
    lobby.plays(verb + " c2 B999 -> unknown_visit");
    lobby.plays(verb + " c2 A002 -> not_at_counter");
  }
  lobby.plays("08:41 serve c2 A001");
  for (const char* command : {"recall", "take_back", "serve", "no_show"}) {
    lobby.plays(std::string("08:42 ") + command + " c2 A001 -> not_called");
  }
}

TEST_CASE("refusals: recall says the limit before the pause") {
  Lobby lobby;
  lobby.plays(morning);
  lobby.plays(R"(
    08:03 recall c2 A001
    08:03:29 recall c2 A001 -> too_soon
    08:03:30 recall c2 A001
    08:04 recall c2 A001
    08:04:01 recall c2 A001 -> recall_limit
  )");
}

TEST_CASE("refusals: open_counter checks in its order") {
  Lobby lobby;
  lobby.plays(morning);
  lobby.plays(R"(
    08:03 open_counter c9 nobody -> unknown_counter
    08:03 open_counter c2 nobody -> not_signed_in
    08:03 open_counter c2 tom -> counter_taken
    08:03 open_counter c2 ana -> counter_already_open
    08:03 open_counter c5 ana -> clerk_elsewhere
    08:03 open_counter c5 tom -> no_skills
  )");
}

TEST_CASE("refusals: issue_ticket checks the services before the hour and the room") {
  Lobby lobby = small_lobby();
  lobby.site().rules.present_max = 2;
  lobby.plays(morning);
  lobby.plays(R"(
    16:40 issue                 -> no_needs
    16:40 issue moon-permit+x+y+z -> too_many_needs
    16:40 issue moon-permit     -> unknown_service
    16:40 issue court-date      -> service_is_referral
    16:40 issue garden-tour     -> service_off
    16:40 issue passport        -> office_closed
  )");
}

TEST_CASE("refusals: add_need checks visit and service and number and doubles in turn") {
  Lobby lobby = small_lobby();
  lobby.plays(morning);
  lobby.plays(R"(
    08:03 add_need B999 moon-permit -> unknown_visit visit
    08:03 add_need A002 moon-permit -> unknown_service service
    08:03 add_need A002 court-date  -> service_is_referral service
    08:03 add_need A002 garden-tour -> service_off service
    08:03 add_need A002 passport    -> duplicate_need service
    08:03 add_need A002 dog-licence
    08:03 add_need A002 property-tax
    08:03 add_need A002 passport    -> too_many_needs service
  )");
}

TEST_CASE("refusals: call_visit checks the counter before the visit") {
  Lobby lobby;
  lobby.plays(morning);
  lobby.plays(R"(
    08:03 call_visit c2 B999 -> counter_busy
    08:03 no_show c2 A001
    08:04 call_visit c2 B999 -> unknown_visit
    08:04 break_counter c2 lunch
    08:04 call_visit c2 B999 -> counter_on_break
    08:04 break_counter c2 lunch -> counter_on_break
  )");
}

TEST_CASE("refusals: nobody leaves a counter alone while somebody is at it") {
  Lobby lobby;
  lobby.plays(morning);
  lobby.plays(R"(
    08:03 break_counter c2 lunch -> counter_busy counter
    08:03 close_counter c2 -> counter_busy counter
    08:03 serve c2 A001
    08:04 break_counter c2 lunch -> counter_busy counter
    08:04 close_counter c2 -> counter_busy counter
  )");
}

TEST_CASE("refusals: finish checks each result in its order") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c3 ana
    08:01 issue passport+dog-licence+property-tax -> A001
    08:02 call_next c3 -> A001
    08:02 serve c3 A001
    08:03 refer c3 A001/3 parks
    08:04 finish c3 A001 9=resolved                       -> unknown_need results[0].need
    08:04 finish c3 A001 3=resolved                       -> need_done results[0].need
    08:04 finish c3 A001 1=resolved 1=resolved            -> duplicate_need results[1].need
    08:04 finish c3 A001 1=left                           -> outcome_not_allowed results[0].outcome
    08:04 finish c3 A001 1=referred                       -> outcome_not_allowed
    08:04 finish c3 A001 1=closed_out                     -> outcome_not_allowed
    08:04 finish c3 A001 1=resolved:photo                 -> outcome_not_allowed results[0].missing
    08:04 finish c3 A001 1=resolved 2=resolved*cat-tag    -> unknown_item results[1].delivered
    08:04 finish c3 A001 1=incomplete:vaccination         -> unknown_item results[0].missing
    08:04 finish c3 A001 2=resolved                       -> outcome_missing results
    08:04 finish c3 A001                                  -> outcome_missing results
    08:04 finish c3 A001 2=resolved 1=incomplete:photo
    A001 is gone
  )");
}

TEST_CASE("refusals: open_day names the time that cannot be") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day 09:00 08:59 17:00 -> malformed closes_at_ms
    08:00 open_day 09:00 16:00 15:59 -> malformed ends_at_ms
    18:00 open_day 08:00 16:30 17:00 -> malformed ends_at_ms
    18:00 open_day 08:00 16:30 18:00 -> malformed ends_at_ms
    18:00 open_day 08:00 16:30 18:01 -> day_opened
  )");
}

TEST_CASE("refusals: time never goes back") {
  Lobby lobby;
  lobby.plays("08:10 open_day");
  CHECK_THROWS_AS((void)lobby.tries(Lobby::at("08:09:59"), Tick{}), std::logic_error);
}

}  // namespace foyer::test

// Appointments: who has one waits from its time on, and is called near it.
#include <doctest/doctest.h>

#include "tests/engine/lobby.h"

namespace foyer::test {
namespace {

/// No promise is in danger early, so that the order of arrival decides.
Lobby by_arrival() {
  Lobby lobby;
  lobby.site().rules.promise_margin_pct = 0;
  return lobby;
}

}  // namespace

TEST_CASE("appointment: who comes early waits from its time and not from the arrival") {
  Lobby lobby = by_arrival();
  lobby.plays(R"(
    08:00 open_day
    08:30 issue passport appointment 09:00 -> A001
    08:58 issue passport                   -> A002
    # The appointment is called within 10 minutes of its time, where the service promises 15.
  )");
  const Visit& early = lobby.visit("A001");
  CHECK(early.appointment_at == Lobby::at("09:00"));
  CHECK(early.arrived_at == Lobby::at("08:30"));
  CHECK(early.waits_from == Lobby::at("09:00"));
  CHECK(early.needs[0].due_at == Lobby::at("09:10"));
  // Its place is that of a walk-in who is due then.
  CHECK(early.needs[0].place_at == Lobby::at("08:55"));
  lobby.plays(R"(
    09:00 open_counter c2 ana
    09:00 call_next c2 -> A001 first_come before A002
  )");
}

TEST_CASE("appointment: who came before it in the order of arrival is called before it") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:30 issue passport appointment 09:30 -> A001
    08:40 issue passport                   -> A002
    # The counter is idle for the appointment, but the walk-in is due at 08:55.
    08:41 call_next c2 -> A002 first_come before A001
    08:42 serve c2 A002
    08:45 finish c2 A002 resolved
    # Nobody else waits: then an early one need not sit and wait.
    08:46 call_next c2 -> A001 first_come
  )");
}

TEST_CASE("appointment: who comes on time is due soon after it") {
  Lobby lobby = by_arrival();
  lobby.plays(R"(
    08:00 open_day
    08:50 issue passport                      -> A001
    09:00 issue passport appointment 09:00    -> A002
    09:00 issue property-tax appointment 09:00 -> B001
    09:00 issue dog-licence priority appointment 09:00 -> C001
  )");
  CHECK(lobby.visit("A002").waits_from == Lobby::at("09:00"));
  CHECK(lobby.visit("A002").needs[0].due_at == Lobby::at("09:10"));
  // A service that promises as little keeps its promise; priority halves it.
  CHECK(lobby.visit("B001").needs[0].due_at == Lobby::at("09:10"));
  CHECK(lobby.visit("C001").needs[0].due_at == Lobby::at("09:05"));
  lobby.plays(R"(
    # 08:50, 08:55, 09:00, 08:55 in the order of arrival; A002 came before C001.
    09:01 open_counter c3 ana
    09:01 call_next c3 -> A001
    09:01 no_show c3 A001
    09:01 call_next c3 -> A002 before C001
    09:01 no_show c3 A002
    09:01 call_next c3 -> C001 before B001
  )");
}

TEST_CASE("appointment: a little late is in time and too late is as if there had been none") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    09:15 issue passport appointment 09:00    -> A001
    09:15:01 issue passport appointment 09:00 -> A002
  )");
  const Visit& kept = lobby.visit("A001");
  CHECK(kept.waits_from == Lobby::at("09:15"));
  CHECK(kept.needs[0].due_at == Lobby::at("09:25"));
  const Visit& missed = lobby.visit("A002");
  CHECK(missed.appointment_at == Lobby::at("09:00"));
  CHECK(missed.waits_from == Lobby::at("09:15:01"));
  CHECK(missed.needs[0].due_at == Lobby::at("09:30:01"));
  CHECK(missed.needs[0].place_at == Lobby::at("09:15:01"));
}

TEST_CASE("appointment: the time that was waited before it does not count as passed over") {
  Lobby lobby;
  lobby.site().rules.passed_over_max = std::chrono::minutes(45);
  lobby.plays(R"(
    08:00 open_day
    08:10 issue passport appointment 09:00 -> A001
    08:14 issue passport                   -> A002
    # At 09:00 the walk-in has waited 46 minutes, the appointment none.
    09:00 open_counter c2 ana
    09:00 call_next c2 -> A002 waited_longest before A001
    09:00 no_show c2 A002
    09:00 call_next c2 -> A001 first_come
  )");
}

TEST_CASE("appointment: a need that is added later has the same appointment") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:30 issue passport appointment 09:00 -> A001
    08:35 add_need A001 property-tax
  )");
  CHECK(lobby.visit("A001").needs[1].due_at == Lobby::at("09:10"));
  lobby.plays(R"(
    09:20 issue passport appointment 09:00 -> A002
    09:25 add_need A002 property-tax
  )");
  CHECK(lobby.visit("A002").needs[1].due_at == Lobby::at("09:30"));
}

TEST_CASE("appointment: one that is not on the open day is refused") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day 08:00 16:30 17:00
    08:01 issue passport appointment 07:59 -> malformed appointment_at_ms
    08:01 issue passport appointment 08:00 -> A001
    08:01 issue passport appointment 17:00 -> A002
    08:01 issue passport appointment 17:01 -> malformed appointment_at_ms
    # What is asked for is looked at first; whether tickets are issued, after it.
    08:01 issue moon appointment 07:59     -> unknown_service services[0]
    16:31 issue passport appointment 07:59 -> malformed appointment_at_ms
    16:31 issue passport appointment 16:30 -> office_closed
  )");
  const auto yesterday =
      lobby.tries(Lobby::at("16:31"), IssueTicket{{{"passport"}},
                                                  Channel::kiosk,
                                                  {"en"},
                                                  {},
                                                  Priority::normal,
                                                  Lobby::at("09:00") - std::chrono::hours(24)});
  REQUIRE_FALSE(yesterday);
  CHECK(yesterday.error().field == "appointment_at_ms");
}

TEST_CASE("check in: by its code at its time for what it was made for") {
  Lobby lobby = by_arrival();
  lobby.plays(R"(
    08:00 open_day
    08:30 check_in 7 09:00 passport+dog-licence step_free -> A001
  )");
  const Visit& visit = lobby.visit("A001");
  CHECK(visit.appointment_at == Lobby::at("09:00"));
  CHECK(visit.waits_from == Lobby::at("09:00"));
  CHECK(visit.needs.size() == 2);
  CHECK(visit.special_needs == std::vector<SpecialNeed>{SpecialNeed::step_free});
  const auto* issued = std::get_if<TicketIssued>(&lobby.last_events().front());
  REQUIRE(issued != nullptr);
  CHECK(issued->appointment == AppointmentId{7});
}

TEST_CASE("check in: once whatever became of the visit") {
  Lobby lobby = by_arrival();
  lobby.plays(R"(
    08:00 open_day
    08:30 check_in 7 09:00 passport -> A001
    08:31 check_in 7 09:00 passport -> checked_in_already code
    08:32 leave A001
    08:33 check_in 7 09:00 passport -> checked_in_already code
    08:34 check_in 8 09:00 passport -> A002
    # The same date opened again still knows.
    08:35 close_day
    08:36 open_day
    08:37 check_in 7 09:00 passport -> checked_in_already code
    08:37 check_in 8 09:00 passport -> checked_in_already code
    08:37 check_in 9 09:00 passport -> A003
  )");
}

TEST_CASE("check in: an hour before at the earliest; late is better than never") {
  Lobby lobby = by_arrival();
  lobby.plays(R"(
    08:00 open_day
    08:29 check_in 7 09:30 passport           -> too_soon code
    08:30 check_in 7 09:30 passport           -> A001
    08:30 check_in 8 09:00 passport cancelled -> unknown_appointment code
    08:30 check_in 9 09:00 passport tomorrow  -> appointment_other_day code
    # Later than a quarter of an hour after it: a ticket as if there had been none.
    09:31 check_in 10 09:15 passport          -> A002
  )");
  CHECK(lobby.visit("A002").waits_from == Lobby::at("09:31"));
  CHECK(lobby.visit("A002").appointment_at == Lobby::at("09:15"));
}

TEST_CASE("check in: refused like any ticket where the service or the office is closed") {
  Lobby lobby = by_arrival();
  lobby.plays(R"(
    08:00 open_day
    08:30 check_in 7 09:00 garden-tour -> service_off services[0]
    16:31 check_in 8 16:45 passport    -> office_closed
  )");
}

}  // namespace foyer::test

// Numbers on lease, and tickets that kiosks issued alone: given once, placed by the time at which
// they were really issued, and never lost.
#include <doctest/doctest.h>

#include "engine/leases.h"
#include "tests/engine/lobby.h"

namespace foyer::test {

TEST_CASE("lease: numbers come from the top and normal numbers go on in order") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:01 issue passport   -> A001
    08:02 lease            -> numbers_leased A970-A999 B970-B999 C970-C999
    08:03 issue passport   -> A002
    08:04 lease from kiosk-2 -> numbers_leased A940-A969 B940-B969 C940-C969
    08:05 issue passport   -> A003
  )");
  const auto& leased = std::get<NumbersLeased>(lobby.journal()[2].body);
  CHECK(leased.device.value == "device");
  CHECK(leased.date.value == "2026-11-26");
  CHECK(leased.opens_at == Lobby::at("08:00"));
  // Tickets are issued until closing time; so it is with those that are issued alone.
  CHECK(leased.expires_at == Lobby::at("16:30"));
}

TEST_CASE("lease: what runs short is made up and nothing else") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:02 lease                       -> A970-A999 B970-B999 C970-C999
    08:03 lease A=30 B=15 C=14        -> numbers_leased C954-C969
    08:04 lease A=30 B=30 C=30        -> numbers_leased
    # One that lost what it held has new ones; the old ones are nobody's.
    08:05 lease                       -> A940-A969 B940-B969 C924-C953
  )");
}

TEST_CASE("lease: half of the numbers stay for tickets in order however many kiosks ask") {
  Lobby lobby;
  lobby.plays("08:00 open_day");
  for (int i = 0; i < 40; ++i) {
    lobby.plays("08:02 lease from kiosk-" + std::to_string(i) + " -> numbers_leased");
  }
  CHECK(lowest_leased(lobby.state(), 'A') == 501);
  // One alone has at most four blocks: it may not take all.
  Lobby greedy;
  greedy.plays("08:00 open_day");
  for (int i = 0; i < 10; ++i) greedy.plays("08:02 lease -> numbers_leased");
  CHECK(lowest_leased(greedy.state(), 'A') == 880);
}

TEST_CASE("lease: numbers in order end where leased ones begin and then start again") {
  Lobby lobby;
  lobby.site().rules.present_max = 2000;
  lobby.plays("08:00 open_day\n 08:00 lease");
  for (int i = 1; i <= 969; ++i) lobby.plays("08:01 issue passport -> ticket_issued");
  CHECK(lobby.state().last_number.at('A') == 969);
  lobby.plays(R"(
    08:02 issue passport -> numbers_exhausted
    08:02 leave A005
    08:02 issue passport -> A005
    # Nothing is left that could be leased without taking it from somebody.
    08:03 lease B=30 C=30 from kiosk-2 -> numbers_leased
  )");
  CHECK(lobby.state().leases.at(DeviceId{"kiosk-2"}).blocks.empty());
}

TEST_CASE("lease: not where the site's kiosks do not go on alone") {
  Lobby lobby;
  lobby.site().rules.alone_numbers = 0;
  lobby.plays("08:00 open_day\n 08:00 lease -> numbers_leased");
  CHECK(lobby.state().leases.at(DeviceId{"device"}).blocks.empty());
}

TEST_CASE("hand in: a ticket has the place of the time at which it was really issued") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 lease
    08:10 issue passport            -> A001
    08:14 issue passport            -> A002
    # The link was gone for five minutes; this one came between the two.
    08:16 hand_in A970 passport 08:12 fr more_time -> ticket_issued A970
    08:16 issue passport            -> A003
    08:16 open_counter c2 ana
    08:16 call_next c2              -> A001
    08:17 no_show c2 A001
    08:17 call_next c2              -> A970 before A002
    08:18 no_show c2 A970
    08:18 call_next c2              -> A002
  )");
  const Event& event = lobby.journal()[4];
  const auto& issued = std::get<TicketIssued>(event.body);
  CHECK(event.at == Lobby::at("08:16"));
  CHECK(issued.arrived_at == Lobby::at("08:12"));
  CHECK(issued.promise.status == WaitStatus::not_told);
  CHECK(issued.channel == Channel::kiosk);
  CHECK(issued.token.value == "a0000000000000000000000000000001");
  CHECK(issued.needs.front().due_at == Lobby::at("08:27"));
  CHECK(issued.needs.front().place_at == Lobby::at("08:11"));  // More time: a head start.
}

TEST_CASE("hand in: a clock that is wrong gives no place before the lease nor after now") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:05 lease
    09:00 hand_in A970 passport 07:00
    09:00 hand_in A971 passport 11:00
  )");
  CHECK(lobby.visit("A970").arrived_at == Lobby::at("08:05"));
  CHECK(lobby.visit("A971").arrived_at == Lobby::at("09:00"));
  CHECK(lobby.visit("A971").waits_from == Lobby::at("09:00"));
}

TEST_CASE("hand in: who holds a paper is let in also where no new ticket would be given") {
  Lobby lobby;
  lobby.site().rules.present_max = 2;
  lobby.plays(R"(
    08:00 open_day
    08:00 lease
    08:01 issue passport     -> A001
    08:01 issue passport     -> A002
    08:02 issue passport     -> lobby_full
    08:03 hand_in A970 passport 08:02  -> A970
    # It was offered when the kiosk was alone.
    08:04 hand_in C970 garden-tour 08:02 -> C970
    16:40 issue passport     -> office_closed
    16:40 hand_in A971 passport 16:20  -> A971
  )");
}

TEST_CASE("hand in: each number once and only by the kiosk that has it") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 hand_in A970 passport 08:00 -> not_leased ticket
    08:00 lease
    08:00 lease from kiosk-2
    08:01 hand_in A970 passport 08:01 from kiosk-2 -> not_leased ticket
    08:01 hand_in A940 passport 08:01 -> not_leased ticket
    08:01 hand_in A970 passport 08:01 -> A970
    08:02 leave A970
    08:03 hand_in A970 passport 08:01 -> handed_in_already ticket
    08:03 hand_in A972 passport 08:01 -> A972
    08:03 hand_in A971 passport 08:01 -> A971
    08:03 hand_in A971 passport 08:01 -> handed_in_already ticket
  )");
}

TEST_CASE("hand in: what is wrong is named") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 lease
    08:01 issue passport -> A001
    08:02 hand_in A970 - 08:01 -> no_needs services
    08:02 hand_in A970 passport+moon-permit 08:01 -> unknown_service services[1]
    08:02 hand_in A970 court-date 08:01 -> service_is_referral services[0]
    08:02 hand_in A970 passport+passport 08:01 -> duplicate_need services[1]
    08:02 hand_in A970 passport 08:01 de -> unknown_language language
    08:02 hand_in A970 passport 08:01 token_of A001 -> malformed token
    08:02 hand_in A970 passport 08:01 date 2026-11-27 -> malformed date
    # Nothing of that has used the number.
    08:02 hand_in A970 passport 08:01 -> A970
  )");
}

TEST_CASE("hand in: a ticket whose day is over is recorded and nobody is called with it") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 lease
    09:00 close_day
    09:10 hand_in A970 passport 08:30 -> ticket_lapsed A970
    09:11 hand_in A970 passport 08:30 -> handed_in_already ticket
    09:11 hand_in B001 passport 08:30 -> not_leased ticket
    32:00 open_day 32:00 40:30 41:00
    # Whose numbers those of yesterday were is not known any more.
    32:01 hand_in A971 passport 08:31 -> ticket_lapsed A971
  )");
  CHECK(lobby.state().visits.empty());
  CHECK(lobby.state().totals.issued == 0);
  const auto& lapsed = std::get<TicketLapsed>(lobby.journal().back().body);
  CHECK(lapsed.date.value == "2026-11-26");
  CHECK(lapsed.issued_at == Lobby::at("08:31"));
  CHECK(lapsed.services == std::vector{ServiceId{"passport"}});
}

TEST_CASE("hand in: a date that is opened again keeps its leases") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 lease
    08:10 hand_in A970 passport 08:05 -> A970
    09:00 close_day
    09:10 open_day
    09:11 issue passport -> A001
    09:11 hand_in A970 passport 08:05 -> handed_in_already ticket
    09:11 hand_in A971 passport 08:50 -> A971
    09:12 lease -> A940-A969
  )");
  lobby.plays("16:00 close_day \n 32:00 open_day 32:00 40:30 41:00");
  CHECK(lobby.state().leases.empty());
}

TEST_CASE("hand in: an idle counter that calls by itself calls who is handed in") {
  Lobby lobby;
  for (CounterPlace& place : lobby.site().counters) place.auto_call = place.id.value == "c2";
  lobby.plays(R"(
    08:00 open_day
    08:00 lease
    08:00 open_counter c2 ana
    08:10 hand_in A970 passport 08:05 -> ticket_issued A970 visit_called A970 c2
  )");
}

}  // namespace foyer::test

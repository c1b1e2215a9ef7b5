// Ticket numbers.
#include <doctest/doctest.h>

#include <set>

#include "tests/engine/lobby.h"

namespace foyer::test {
namespace {

Result<std::vector<EventBody>> issue(Lobby& lobby, const char* service) {
  IssueTicket command;
  command.services = {ServiceId{service}};
  command.language = LanguageTag{"en"};
  return lobby.tries(Lobby::at("09:00"), command);
}

std::string ticket_of(const Result<std::vector<EventBody>>& issued) {
  REQUIRE(issued);
  return std::get<TicketIssued>(issued->front()).ticket;
}

}  // namespace

TEST_CASE("ticket numbers: each letter counts for itself and in order") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:01 issue passport                  -> A001
    08:01 issue property-tax              -> B001
    08:01 issue building-permit           -> A002
    08:01 issue dog-licence               -> C001
    # The first need gives the letter.
    08:01 issue property-tax+passport     -> B002
    08:02 leave A002
    # A number that is free again waits for its turn.
    08:03 issue passport                  -> A003
  )");
}

TEST_CASE("ticket numbers: after 999 comes 001 unless its visit is still here") {
  Lobby lobby;
  lobby.plays("08:00 open_day");
  for (int i = 0; i < 999; ++i) {
    const std::string ticket = ticket_of(issue(lobby, "passport"));
    if (i != 0 && i != 2) lobby.plays("09:00 leave " + ticket);
  }
  CHECK_EQ(lobby.state().last_number.at('A'), 999);
  CHECK_EQ(ticket_of(issue(lobby, "passport")), "A002");
  CHECK_EQ(ticket_of(issue(lobby, "passport")), "A004");
  CHECK_EQ(ticket_of(issue(lobby, "property-tax")), "B001");
}

TEST_CASE("ticket numbers: a date that is opened again goes on with its numbers") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:01 issue passport      -> A001
    08:01 issue passport      -> A002
    08:01 issue property-tax  -> B001
    08:30 close_day
    08:40 open_day
    08:41 issue passport      -> A003
    08:42 issue dog-licence   -> C001
    # Nobody comes for B; it is not forgotten.
    09:00 close_day
    09:10 open_day
    09:11 issue property-tax  -> B002
    09:11 issue passport      -> A004
    09:11 issue dog-licence   -> C002
    17:00 tick
  )");
  const OpenDay next{BusinessDate{"2026-11-27"}, Lobby::at("32:00"), Lobby::at("40:30"),
                     Lobby::at("41:00")};
  const auto opened = lobby.tries(Lobby::at("32:00"), next);
  REQUIRE(opened);
  CHECK(std::get<DayOpened>(opened->front()).last_number.empty());
  lobby.plays("32:01 issue passport -> A001");
}

TEST_CASE("leave: whoever has the token of a visit gives it up and no other") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:01 issue passport -> A001
    08:01 issue passport -> A002
    08:02 leave A001 token A002 -> not_your_visit token
    A001 is waiting
    08:02 leave A002 token A002 -> visit_left A002
    08:03 leave A001            -> visit_left A001
  )");
}

TEST_CASE("ticket numbers: when all are with present visits the letter is exhausted") {
  Lobby lobby;
  lobby.plays("08:00 open_day");
  std::set<std::string> tickets;
  for (int i = 0; i < 999; ++i) tickets.insert(ticket_of(issue(lobby, "passport")));
  CHECK_EQ(tickets.size(), 999);
  const auto refused = issue(lobby, "passport");
  REQUIRE_FALSE(refused);
  CHECK_EQ(refused.error().code, RefusalCode::numbers_exhausted);
  lobby.plays("09:00 leave A500");
  CHECK_EQ(ticket_of(issue(lobby, "passport")), "A500");
}

}  // namespace foyer::test

// What people see while the kiosk cannot reach its server.
#include <doctest/doctest.h>

#include "tests/kiosk/stand.h"

namespace foyer::test {
namespace {

void to_property_tax(Stand& stand) {
  stand.find("job/payment");
  stand.find("service/pay-property-tax");
}

}  // namespace

TEST_CASE("kiosk alone: a ticket comes at once and waits are said not to be known") {
  Stand stand({1080, 1920}, ui::Painting::off, with_numbers());
  stand.server.lends();
  stand.server.gets_busy();
  stand.connected = false;
  stand.settle();
  CHECK(stand.shows("Waits are not known right now: the connection is lost."));
  to_property_tax(stand);
  CHECK(stand.shows("Waits are not known right now: the connection is lost."));
  CHECK_FALSE(stand.shows("Wait now"));
  stand.tap("get-ticket");
  REQUIRE(stand.form().ticket);
  CHECK(stand.form().ticket->ticket.substr(1) == "970");
  CHECK(stand.shows(stand.form().ticket->ticket));
  CHECK(stand.shows("You are called in the order of arrival."));
  CHECK(stand.sent.empty());
  // The server is back while the ticket is still on the screen: its wait is known.
  stand.connected = true;
  stand.settle();
  REQUIRE(stand.sent.size() == 1);
  CHECK(std::holds_alternative<HandIn>(stand.sent.front().command));
  stand.serve();
  const Visit* visit = find_ticket(stand.server.state, stand.form().ticket->ticket);
  REQUIRE(visit != nullptr);
  CHECK(visit->token == stand.form().ticket->token);
  CHECK(stand.shows("Wait about"));
  CHECK_FALSE(stand.shows("You are called in the order of arrival."));
}

TEST_CASE("kiosk alone: who waits four seconds in vain gets a ticket and the late one goes back") {
  Stand stand({1080, 1920}, ui::Painting::off, with_numbers());
  stand.server.lends();
  stand.server.gets_busy();
  stand.settle();
  const auto present = stand.server.state.visits.size();
  to_property_tax(stand);
  stand.tap("get-ticket");
  stand.passes(Milliseconds(3'000));
  CHECK_FALSE(stand.form().ticket);
  CHECK(stand.shows("One moment …"));
  stand.passes(Milliseconds(1'000));
  REQUIRE(stand.form().ticket);
  const std::string number = stand.form().ticket->ticket;
  stand.serve();  // The answer to the first request, late; what is handed in; what goes back.
  stand.serve();
  CHECK(stand.server.state.visits.size() == present + 1);
  CHECK(find_ticket(stand.server.state, number) != nullptr);
  CHECK(stand.form().ticket->ticket == number);
  CHECK(stand.app.issuing().is_settled());
}

TEST_CASE("kiosk alone: without numbers it says so and sends people to the welcome desk") {
  Stand stand({1080, 1920}, ui::Painting::off, with_numbers(1));
  stand.connected = false;
  stand.settle();
  to_property_tax(stand);
  stand.tap("get-ticket");
  REQUIRE(stand.form().ticket);
  stand.tap("done");
  to_property_tax(stand);
  CHECK(stand.shows("We cannot issue tickets right now. Please go to the welcome desk."));
  CHECK(stand.shows("No tickets right now"));
  stand.tap("get-ticket");
  CHECK_FALSE(stand.form().ticket);
}

TEST_CASE("kiosk alone: not before opening and not after closing time") {
  for (const char* clock : {"08:29", "16:30"}) {
    Stand stand({1080, 1920}, ui::Painting::off, with_numbers());
    stand.connected = false;
    stand.server.now = at(clock);
    stand.settle();
    to_property_tax(stand);
    stand.tap("get-ticket");
    CHECK_FALSE(stand.form().ticket);
  }
}

TEST_CASE("kiosk alone: a ticket that nobody is known to have is there again after a restart") {
  const kiosk::AppOptions options = with_numbers();
  std::string number;
  {
    Stand stand({1080, 1920}, ui::Painting::off, options);
    stand.connected = false;
    stand.settle();
    to_property_tax(stand);
    stand.tap("get-ticket");
    number = stand.form().ticket->ticket;
  }
  {
    Stand again({1080, 1920}, ui::Painting::off, options);
    again.settle();
    REQUIRE(again.form().ticket);
    CHECK(again.form().ticket->ticket == number);
    CHECK(again.shows(number));
    again.tap("done");
  }
  Stand third({1080, 1920}, ui::Painting::off, options);
  third.settle();
  CHECK_FALSE(third.form().ticket);
}

TEST_CASE("kiosk alone: it asks for numbers as soon as the server is there") {
  kiosk::AppOptions options;
  options.store = std::make_shared<kiosk::Store>(":memory:");
  Stand stand({1080, 1920}, ui::Painting::off, options);
  stand.settle();
  REQUIRE(stand.sent.size() == 1);
  CHECK(std::holds_alternative<LeaseNumbers>(stand.sent.front().command));
  stand.serve();
  REQUIRE(stand.app.issuing().held());
  CHECK(stand.app.issuing().held()->left.at('A') == 30);
  CHECK(stand.server.state.leases.size() == 1);
  stand.passes(Seconds(100));
  CHECK(stand.sent.size() == 1);
}

}  // namespace foyer::test

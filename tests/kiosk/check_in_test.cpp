// "I have an appointment": codes that are typed and scanned, what they stand for, and the ticket.
#include "kiosk/check_in.h"

#include <doctest/doctest.h>

#include "tests/kiosk/stand.h"

using namespace foyer;
using namespace foyer::test;
using kiosk::Page;

namespace {

std::vector<ui::KeyPress> keys_of(std::string_view text, bool enter = false) {
  std::vector<ui::KeyPress> keys;
  for (const char c : text) keys.push_back({ui::Key::none, std::string(1, c), false, false});
  if (enter) keys.push_back({ui::Key::enter, "", false, false});
  return keys;
}

void open_check_in(Stand& stand) {
  stand.settle();
  stand.tap("check-in");
}

void type_code(Stand& stand, std::string_view code) {
  for (const char c : code) stand.tap("key/" + std::string(1, c));
  stand.tap("find-appointment");
  stand.serve();
}

}  // namespace

TEST_CASE("a code is what stands at the end of an address or by itself") {
  CHECK(kiosk::code_in("K7M2QP") == "K7M2QP");
  CHECK(kiosk::code_in("  k7m-2qp\r\n") == "k7m-2qp");
  CHECK(kiosk::code_in("https://book.example/a/K7M2QP") == "K7M2QP");
  CHECK(kiosk::code_in("https://book.example/?code=K7M2QP") == "K7M2QP");
  CHECK(kiosk::code_in("K7M2").empty());
  CHECK(kiosk::code_in("").empty());
  CHECK(kiosk::code_in(std::string(41, 'A')).empty());
}

TEST_CASE("scanner: what types fast and ends with Enter is one code; people are not") {
  kiosk::Scanner scanner;
  auto keys = keys_of("K7M");
  CHECK_FALSE(scanner.take(keys, 1000).has_value());
  CHECK(keys.empty());
  keys = keys_of("2QP", true);
  CHECK(scanner.take(keys, 1040) == "K7M2QP");
  CHECK(keys.empty());
  // A person's letters do nothing; Enter stays theirs.
  keys = keys_of("a");
  CHECK_FALSE(scanner.take(keys, 2000).has_value());
  keys = keys_of("b", true);
  CHECK_FALSE(scanner.take(keys, 2500).has_value());
  REQUIRE(keys.size() == 1);
  CHECK(keys[0].key == ui::Key::enter);
}

TEST_CASE("check in: a code that is typed gives the appointment and then the ticket") {
  Stand stand;
  stand.server.gets_busy();
  stand.server.books("K7M2QP", "10:50", {"pay-property-tax"});
  open_check_in(stand);
  CHECK(stand.form().place.page == Page::check_in);
  type_code(stand, "K7M2QP");
  CHECK(stand.form().place.page == Page::appointment);
  CHECK(stand.shows("10:50 am"));
  CHECK(stand.shows("What to bring"));
  stand.tap("check-in");
  stand.serve();
  REQUIRE(stand.form().place.page == Page::ticket);
  const Visit* visit = find_ticket(stand.server.state, stand.form().ticket->ticket);
  REQUIRE(visit != nullptr);
  CHECK(visit->appointment_at == at("10:50"));
  CHECK(visit->needs.front().service.value == "pay-property-tax");
}

TEST_CASE("check in: a scanner on the home screen leads to the appointment at once") {
  Stand stand;
  stand.server.gets_busy();
  stand.server.books("K7M2QP", "10:50", {"pay-property-tax"});
  stand.settle();
  stand.frames.type("https://book.example/a/K7M2QP");
  stand.frames.key(ui::Key::enter);
  stand.serve();
  CHECK(stand.form().place.page == Page::appointment);
  CHECK(stand.shows("10:50 am"));
}

TEST_CASE("check in: an unknown code and one of another day say so and what to do") {
  Stand stand;
  stand.server.gets_busy();
  stand.server.books("TMRRW2", "10:50", {"pay-property-tax"}, std::chrono::days(1));
  open_check_in(stand);
  type_code(stand, "NQSUCH");
  CHECK(stand.form().place.page == Page::check_in);
  CHECK(stand.shows("We found no appointment with this code."));
  stand.tap("clear");
  type_code(stand, "TMRRW2");
  CHECK(stand.form().place.page == Page::appointment);
  CHECK(stand.shows("This appointment is not today: it is on Fri 27 Nov, 10:50 am."));
  CHECK(stand.frames.record().control("check-in") == nullptr);
}

TEST_CASE("check in: early and late are told what it means") {
  Stand stand;
  stand.server.gets_busy();
  stand.server.books("EARLY2", "12:30", {"pay-property-tax"});
  stand.server.books("LATEEE", "10:20", {"pay-property-tax"});
  open_check_in(stand);
  type_code(stand, "EARLY2");
  CHECK(stand.shows("You can check in from 11:30 am on."));
  stand.tap("start-over");
  open_check_in(stand);
  type_code(stand, "LATEEE");
  CHECK(stand.shows("You are late for your appointment."));
  stand.tap("check-in");
  stand.serve();
  CHECK(stand.form().place.page == Page::ticket);
}

TEST_CASE("check in: a service that was switched off today is said before the button") {
  Stand stand;
  stand.server.books("K7M2QP", "11:00", {"marriage-licence"});
  stand.server.gets_busy();
  stand.server.does(SwitchService{ServiceId{"marriage-licence"}, Switch::off});
  open_check_in(stand);
  type_code(stand, "K7M2QP");
  CHECK(stand.shows("There are no tickets for this service any more."));
  CHECK(stand.frames.record().control("check-in") == nullptr);
}

TEST_CASE("check in: the second one is refused in words and nothing is left for the next person") {
  Stand stand;
  stand.server.gets_busy();
  stand.server.books("K7M2QP", "10:50", {"pay-property-tax"});
  open_check_in(stand);
  type_code(stand, "K7M2QP");
  stand.tap("check-in");
  stand.serve();
  stand.tap("done");
  CHECK_FALSE(stand.form().appointment.has_value());
  open_check_in(stand);
  CHECK(stand.form().query.text.empty());
  type_code(stand, "K7M2QP");
  CHECK(stand.shows("Somebody has checked in with this code already."));
}

TEST_CASE("check in: without a link the page says so at once") {
  Stand stand;
  open_check_in(stand);
  stand.connected = false;
  stand.settle();
  CHECK(stand.shows("Appointments cannot be looked up right now."));
  // Home does not lead there before the link is back.
  stand.tap("back");
  CHECK(stand.shows("We cannot issue tickets right now"));
  CHECK(stand.frames.record().control("check-in") == nullptr);
}

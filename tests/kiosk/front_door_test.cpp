// Notices, opening hours, and what a kiosk says that cannot give tickets.
#include <doctest/doctest.h>

#include <algorithm>

#include "kiosk/views.h"
#include "site/notices.h"
#include "tests/kiosk/stand.h"

using namespace foyer;
using namespace foyer::test;

namespace {

const std::string parking =
    "From December 1 to March 31, cars may not park on the street overnight.";
const std::string slow =
    "Our systems are slow today. Everything takes longer than usual. Thank you for waiting.";
const std::string closing = "This office is closed on December 25 and 28 and on January 1.";

bool has_control(const Stand& stand, const char* id) {
  return stand.frames.record().control(id) != nullptr;
}

bool was_heard(const Stand& stand, const std::string& text) {
  return std::any_of(
      stand.heard_words.begin(), stand.heard_words.end(),
      [&](const ui::Utterance& words) { return words.text.find(text) != std::string::npos; });
}

}  // namespace

TEST_CASE("notices: home shows the one of the day and leads nowhere else") {
  Stand stand;
  stand.server.gets_busy();
  stand.settle();
  CHECK(stand.shows(parking));
  CHECK_FALSE(has_control(stand, "notices"));
}

TEST_CASE("notices: two take turns and the important one comes first") {
  Stand stand({1080, 1920}, ui::Painting::off, {}, with_two_notices());
  stand.settle();
  const bool first = stand.shows(closing);
  CHECK(first != stand.shows(parking));
  CHECK(stand.shows(first ? "1 of 2" : "2 of 2"));
  REQUIRE(stand.frames.next_ms().has_value());
  CHECK(*stand.frames.next_ms() - stand.frames.now_ms() <= notice_turn.count());
  stand.passes(notice_turn);
  CHECK(stand.shows(closing) != first);
  CHECK(stand.shows(parking) == first);
}

TEST_CASE("notices: a touch shows all of them standing still") {
  Stand stand({1080, 1920}, ui::Painting::off, {}, with_two_notices());
  stand.settle();
  stand.tap("notices");
  CHECK(stand.form().place.page == kiosk::Page::notices);
  CHECK(stand.shows(closing));
  CHECK(stand.shows(parking));
  stand.tap("back");
  CHECK(stand.form().place.page == kiosk::Page::home);
}

TEST_CASE("notices: one that has ended goes by itself") {
  Stand stand({1080, 1920}, ui::Painting::off, {}, with_two_notices());
  stand.server.now = at("12:00");
  stand.settle();
  CHECK_FALSE(stand.shows(closing));
  CHECK(stand.shows(parking));
  CHECK_FALSE(has_control(stand, "notices"));
}

TEST_CASE("notices: stand still for whoever listens and are heard") {
  Stand stand({1080, 1920}, ui::Painting::off, {}, with_two_notices());
  stand.settle();
  stand.press(ui::Key::f1);
  CHECK(stand.shows(closing));
  CHECK(was_heard(stand, closing));
  stand.passes(notice_turn);
  CHECK(stand.shows(closing));
  stand.by_keys = true;
  stand.heard_words.clear();
  stand.tap("notices");
  CHECK(was_heard(stand, closing));
  CHECK(was_heard(stand, parking));
}

TEST_CASE("notices: the page of a service shows those that concern it") {
  Stand stand({1080, 1920}, ui::Painting::off, {}, with_two_notices());
  stand.server.gets_busy();
  stand.settle();
  stand.find("job/payment");
  stand.find("service/pay-parking-ticket");
  CHECK(stand.shows(parking));
  CHECK_FALSE(stand.shows(closing));
  stand.tap("back");
  stand.find("service/pay-property-tax");
  CHECK_FALSE(stand.shows(parking));
}

TEST_CASE("notices: a kiosk that rests shows them in the language of the turn") {
  Stand stand({1080, 1920}, ui::Painting::off, {}, with_two_notices());
  stand.settle();
  stand.passes(Seconds(121));
  CHECK(stand.shows(closing));
  const auto languages = static_cast<std::int64_t>(clarington().languages.size());
  stand.passes(Milliseconds(kiosk::rest_turn_ms * languages));
  CHECK(stand.shows(parking));
}

TEST_CASE(
    "notices: one that a supervisor switches on is there at once and goes when it is switched "
    "off") {
  Stand stand({1080, 1920}, ui::Painting::off, {}, with_two_notices());
  stand.settle();
  CHECK_FALSE(stand.shows(slow));
  stand.server.does(SwitchNotice{NoticeId{"slow-today"}, Switch::on});
  stand.settle();
  CHECK(stand.shows(slow));
  stand.passes(notice_turn);
  stand.settle();
  stand.tap("notices");
  CHECK(stand.shows(slow));
  CHECK(stand.shows(parking));
  stand.server.does(SwitchNotice{NoticeId{"slow-today"}, Switch::off});
  stand.server.does(SwitchNotice{NoticeId{"winter-parking"}, Switch::off});
  stand.settle();
  CHECK_FALSE(stand.shows(slow));
  CHECK_FALSE(stand.shows(parking));
  CHECK(stand.shows(closing));
}

TEST_CASE("notices: one that is switched on is not kept back until its turn comes") {
  for (const auto* which : {"slow-today", "winter-parking"}) {
    for (int turns = 0; turns < 3; ++turns) {
      Stand stand({1080, 1920}, ui::Painting::off, {}, with_two_notices());
      stand.server.does(SwitchNotice{NoticeId{"elevator-out-of-service"}, Switch::on});
      stand.server.does(SwitchNotice{NoticeId{"winter-parking"}, Switch::off});
      stand.passes(notice_turn * turns);
      stand.settle();
      stand.server.now += Seconds(30);
      stand.server.does(SwitchNotice{NoticeId{which}, Switch::on});
      stand.settle();
      CHECK(stand.shows(std::string(which) == "slow-today" ? slow : parking));
    }
  }
}

TEST_CASE("notices: what was switched on for today ends with the day") {
  Stand stand;
  stand.server.does(SwitchNotice{NoticeId{"slow-today"}, Switch::on});
  stand.settle();
  CHECK(stand.shows(slow));
  stand.server.does(CloseDay{});
  stand.settle();
  CHECK_FALSE(stand.shows(slow));
  CHECK(stand.shows(parking));
}

TEST_CASE("off today: nobody is led to a service that was switched off") {
  Stand stand;
  stand.server.gets_busy();
  stand.server.does(SwitchService{ServiceId{"pay-property-tax"}, Switch::off});
  stand.settle();
  stand.find("job/payment");
  stand.find("service/pay-property-tax");
  CHECK(stand.shows("We do not offer this any more today."));
  CHECK(stand.shows("Whom to call"));
  CHECK_FALSE(has_control(stand, "get-ticket"));
  CHECK_FALSE(has_control(stand, "add-another"));
  // Back again while somebody reads.
  stand.server.does(SwitchService{ServiceId{"pay-property-tax"}, Switch::on});
  stand.settle();
  CHECK(has_control(stand, "get-ticket"));
}

TEST_CASE("off today: who had chosen it gets a ticket for the rest") {
  Stand stand;
  stand.server.gets_busy();
  stand.settle();
  stand.find("job/payment");
  stand.find("service/pay-property-tax");
  stand.tap("add-another");
  stand.server.does(SwitchService{ServiceId{"pay-property-tax"}, Switch::off});
  stand.settle();
  CHECK(stand.shows("Not offered any more today"));
  CHECK_FALSE(has_control(stand, "get-ticket"));
  stand.find("job/payment");
  stand.find("service/pay-parking-ticket");
  CHECK(stand.shows("Not offered any more today"));
  stand.tap("get-ticket");
  stand.serve();
  stand.settle();
  REQUIRE(stand.form().ticket);
  CHECK(stand.form().ticket->services == std::vector{ServiceId{"pay-parking-ticket"}});
}

TEST_CASE("off today: a kiosk that issues alone knows it too") {
  Stand stand({1080, 1920}, ui::Painting::off, with_numbers());
  stand.server.gets_busy();
  stand.server.does(SwitchService{ServiceId{"pay-property-tax"}, Switch::off});
  stand.settle();
  stand.connected = false;
  stand.settle();
  stand.find("job/payment");
  stand.find("service/pay-property-tax");
  CHECK(stand.shows("We do not offer this any more today."));
  CHECK_FALSE(has_control(stand, "get-ticket"));
}

TEST_CASE("opening hours: the fact of home leads to them") {
  Stand stand;
  stand.server.gets_busy();
  stand.settle();
  stand.tap("hours");
  CHECK(stand.form().place.page == kiosk::Page::hours);
  CHECK(stand.shows("Open now until 4:30 pm"));
  CHECK(stand.shows("Today"));
  CHECK(stand.shows("Thursday 26 November"));
  CHECK(stand.shows("8:30 am to 4:30 pm"));
  CHECK(stand.shows("Saturday 28 November"));
  CHECK(stand.shows("closed"));
  CHECK(stand.shows("Christmas Day"));
  CHECK(stand.shows("Friday 25 December"));
  CHECK(stand.shows("Friday 1 January"));
  CHECK_FALSE(stand.shows("Thanksgiving"));
}

TEST_CASE("opening hours: after closing they say when it opens again") {
  Stand stand;
  stand.server.now = at("16:45");
  stand.settle();
  stand.tap("hours");
  CHECK(stand.shows("Closed until Fri 27 Nov, 8:30 am"));
}

TEST_CASE("opening hours: in low reach a door among the others leads there") {
  Stand stand;
  stand.server.gets_busy();
  stand.settle();
  stand.tap("access/low");
  stand.find("hours");
  CHECK(stand.form().place.page == kiosk::Page::hours);
}

TEST_CASE("a kiosk that is closed still answers and gives no ticket") {
  Stand stand;
  stand.server.now = at("16:45");
  stand.settle();
  CHECK(stand.shows("We are closed now"));
  stand.find("job/payment");
  stand.find("service/pay-property-tax");
  CHECK(stand.shows("What to bring"));
  stand.tap("get-ticket");
  CHECK(stand.sent.empty());
  stand.tap("back");
  stand.tap("back");
  stand.find("job/use");
  stand.find("service/go-swimming");
  CHECK(stand.shows("Your recreation centre"));
  CHECK(stand.shows("905-555-0112"));
}

TEST_CASE("a kiosk that never heard the server says so on home and while it rests") {
  Stand stand;
  stand.heard = false;
  stand.settle();
  CHECK(stand.shows("We cannot issue tickets right now"));
  CHECK(stand.shows(parking));
  stand.tap("hours");
  CHECK(stand.shows("8:30 am to 4:30 pm"));
  stand.tap("back");
  stand.passes(Seconds(300));
  CHECK(stand.shows("We cannot issue tickets right now"));
  CHECK(stand.shows("Please go to the welcome desk."));
  CHECK_FALSE(stand.shows("We are closed now"));
}

TEST_CASE("without the server the calendar says that it is closed") {
  Stand stand;
  stand.heard = false;
  stand.server.now = at("20:00");
  stand.settle();
  CHECK(stand.shows("We are closed now"));
  CHECK_FALSE(stand.shows("We cannot issue tickets right now"));
}

TEST_CASE("a kiosk whose clock was never set shows no time and promises none") {
  Stand stand;
  stand.heard = false;
  stand.server.now = Instant(std::chrono::hours(5));  // 1970
  stand.settle();
  CHECK(stand.shows("We cannot issue tickets right now"));
  CHECK_FALSE(stand.shows("12:00 am"));
  CHECK_FALSE(stand.shows(parking));
  CHECK_FALSE(has_control(stand, "hours"));
  stand.find("job/payment");
  stand.find("service/pay-property-tax");
  CHECK(stand.shows("What to bring"));
}

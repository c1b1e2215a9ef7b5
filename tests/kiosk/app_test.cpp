// What people do at the kiosk, by finger and by keys alone, and what becomes of it.
#include <doctest/doctest.h>

#include "tests/kiosk/stand.h"

using namespace foyer;
using namespace foyer::kiosk;
using namespace foyer::test;

namespace {

const IssueTicket& asked(const Stand& stand, std::size_t i = 0) {
  return std::get<IssueTicket>(stand.sent.at(i).command);
}

void to_property_tax(Stand& stand) {
  stand.find("job/payment");
  stand.find("service/pay-property-tax");
}

/// Tab until this control has the focus, as somebody without sight of the whole page would.
void focus(Stand& stand, const std::string& id) {
  for (int i = 0; i < 60 && stand.frames.state().focus != id; ++i) stand.press(ui::Key::tab);
  REQUIRE(stand.frames.state().focus == id);
}

}  // namespace

TEST_CASE("kiosk: three touches to a ticket") {
  Stand stand;
  stand.server.gets_busy();
  stand.settle();
  to_property_tax(stand);
  stand.tap("get-ticket");
  stand.serve();
  REQUIRE(stand.form().ticket);
  CHECK(stand.shows(stand.form().ticket->ticket));
  CHECK(stand.shows("Your number"));
  CHECK(stand.form().ticket->before == 3);
  CHECK(asked(stand).services == std::vector<ServiceId>{ServiceId{"pay-property-tax"}});
  CHECK(asked(stand).channel == Channel::kiosk);
  CHECK(asked(stand).language == LanguageTag{"en"});
}

TEST_CASE("kiosk: a second tap does not issue a second ticket") {
  Stand stand;
  stand.server.gets_busy();
  stand.settle();
  to_property_tax(stand);
  stand.frames.tap("get-ticket");
  stand.frames.tap("get-ticket");
  stand.settle();
  stand.frames.tap("get-ticket");
  CHECK(stand.sent.size() == 1);
  CHECK(stand.app.waits_for_ticket());
}

TEST_CASE("kiosk: after 150 ms the button asks for a moment and after 8 s the page does") {
  Stand stand;
  stand.server.gets_busy();
  stand.settle();
  to_property_tax(stand);
  stand.frames.tap("get-ticket");
  stand.frames.frame();
  CHECK(stand.shows("Get my ticket"));
  stand.frames.advance(160);
  CHECK(stand.shows("One moment"));
  stand.passes(Seconds(9));
  CHECK(stand.shows("We are still trying"));
  stand.serve();  // and it comes all the same
  CHECK(stand.form().ticket);
}

TEST_CASE("kiosk: a refusal is told in words and can be tried again") {
  Stand stand;
  stand.server.gets_busy();
  stand.settle();
  to_property_tax(stand);
  stand.tap("get-ticket");
  stand.server.now = at("16:31");
  stand.serve();
  CHECK_FALSE(stand.form().ticket);
  CHECK(stand.shows("The office has just closed"));
  stand.server.now = at("16:29");
  stand.settle();
  stand.tap("get-ticket");
  stand.serve();
  CHECK(stand.form().ticket);
  CHECK(stand.sent.size() == 2);
  CHECK(stand.sent[0].id != stand.sent[1].id);
}

TEST_CASE("kiosk: anything else adds a second need to the same ticket") {
  Stand stand;
  stand.server.gets_busy();
  stand.settle();
  to_property_tax(stand);
  stand.tap("add-another");
  CHECK(stand.shows("Anything else today?"));
  stand.tap("job/payment");
  stand.tap("service/pay-parking-ticket");
  CHECK(stand.shows("On the same ticket"));
  stand.tap("get-ticket");
  stand.serve();
  CHECK(asked(stand).services ==
        std::vector<ServiceId>{ServiceId{"pay-property-tax"}, ServiceId{"pay-parking-ticket"}});
  CHECK(stand.form().ticket);
}

TEST_CASE("kiosk: a need can be taken off again") {
  Stand stand;
  stand.settle();
  to_property_tax(stand);
  stand.tap("add-another");
  stand.tap("need/pay-property-tax");
  CHECK(stand.form().needs.empty());
  CHECK(stand.shows("What would you like to do today?"));
}

TEST_CASE("kiosk: a ticket from home for what was chosen before") {
  Stand stand;
  stand.settle();
  to_property_tax(stand);
  stand.tap("add-another");
  stand.tap("get-ticket");
  stand.serve();
  CHECK(asked(stand).services == std::vector<ServiceId>{ServiceId{"pay-property-tax"}});
}

TEST_CASE("kiosk: special needs and the language of the clerk go with the ticket") {
  Stand stand;
  stand.server.gets_busy();
  stand.settle();
  to_property_tax(stand);
  stand.tap("for-you");
  stand.tap("need/cannot_hear");
  stand.tap("need/step_free");
  stand.tap("speak/fr");
  stand.tap("get-ticket");
  stand.serve();
  CHECK(asked(stand).special_needs ==
        std::vector<SpecialNeed>{SpecialNeed::step_free, SpecialNeed::cannot_hear});
  CHECK(asked(stand).language == LanguageTag{"fr"});
  CHECK(stand.shows("A clerk also comes to you"));
}

TEST_CASE("kiosk: the language of the screen is the ticket's") {
  Stand stand;
  stand.settle();
  stand.tap("language/fr");
  CHECK(stand.shows("Que voulez-vous faire"));
  to_property_tax(stand);
  stand.tap("get-ticket");
  stand.serve();
  CHECK(asked(stand).language == LanguageTag{"fr"});
}

TEST_CASE("kiosk: from home to the ticket by keys alone") {
  Stand stand;
  stand.server.gets_busy();
  stand.settle();
  focus(stand, "job/payment");
  CHECK(stand.frames.state().focus_shown);
  stand.press(ui::Key::enter);
  focus(stand, "service/pay-parking-ticket");
  stand.press(ui::Key::enter);
  CHECK(stand.form().place.page == Page::service);
  stand.press(ui::Key::escape);
  CHECK(stand.form().place.page == Page::services);
  focus(stand, "service/pay-parking-ticket");
  stand.press(ui::Key::space);
  focus(stand, "get-ticket");
  stand.press(ui::Key::enter);
  stand.serve();
  REQUIRE(stand.form().ticket);
  stand.press(ui::Key::escape);  // Done
  CHECK(stand.form().place.page == Page::home);
  CHECK_FALSE(stand.form().ticket);
}

TEST_CASE("kiosk: text size and contrast and language by keys alone") {
  Stand stand;
  stand.settle();
  focus(stand, "access/text");
  stand.press(ui::Key::enter);
  CHECK(stand.form().text_percent == 125);
  focus(stand, "access/contrast");
  stand.press(ui::Key::enter);
  CHECK(stand.form().scheme == ui::Scheme::high_contrast);
  focus(stand, "access/language");
  stand.press(ui::Key::enter);
  focus(stand, "sheet/language/fr");
  stand.press(ui::Key::enter);
  CHECK(stand.form().language == LanguageTag{"fr"});
  CHECK(stand.form().sheet == Sheet::none);
}

TEST_CASE("kiosk: the search by the keys on the screen and by a keyboard") {
  Stand stand;
  stand.server.gets_busy();
  stand.settle();
  stand.tap("search");
  for (const char* key : {"b", "i", "n", "h"}) stand.frames.tap(std::string("key/") + key);
  stand.frames.tap("key/delete");
  CHECK(stand.form().query.text == "bin");
  stand.frames.type("go");
  stand.settle();
  CHECK(stand.form().query.text == "bingo");
  CHECK(stand.shows("2 services"));
  stand.press(ui::Key::enter);
  CHECK(stand.form().place.service == ServiceId{"lottery-licence"});
  stand.press(ui::Key::escape);
  CHECK(stand.form().query.text == "bingo");
  stand.tap("clear");
  CHECK(stand.form().query.text.empty());
}

TEST_CASE("kiosk: the warning comes after a minute and can be answered") {
  Stand stand;
  stand.server.gets_busy();
  stand.settle();
  to_property_tax(stand);
  stand.passes(Seconds(58));
  CHECK_FALSE(stand.shows("Are you still here?"));
  stand.passes(Seconds(3));
  stand.settle();
  CHECK(stand.shows("Are you still here?"));
  stand.tap("sheet/keep");
  CHECK_FALSE(stand.shows("Are you still here?"));
  CHECK(stand.form().place.page == Page::service);
  stand.passes(Seconds(62));
  stand.passes(Seconds(20));
  CHECK(stand.shows("This screen clears in"));
  stand.passes(Seconds(6));
  stand.settle();
  CHECK(stand.form().place.page == Page::home);
}

TEST_CASE("kiosk: nothing of the person stays after the screen has cleared") {
  Stand stand;
  stand.server.gets_busy();
  stand.settle();
  stand.tap("language/fr");
  stand.tap("access/text");
  stand.tap("access/contrast");
  stand.tap("search");
  stand.frames.type("impot");
  stand.tap("back");
  to_property_tax(stand);
  stand.find("bring/pay-property-tax/tax-bill");
  stand.find("for-you");
  stand.find("need/step_free");
  stand.passes(Seconds(61));
  stand.passes(Seconds(26));
  stand.settle();
  CHECK(is_fresh(stand.form(), LanguageTag{"en"}));
  CHECK(stand.shows("What would you like to do today?"));
}

TEST_CASE("kiosk: more time means five times as long") {
  Stand stand;
  stand.server.gets_busy();
  stand.settle();
  to_property_tax(stand);
  stand.tap("for-you");
  stand.tap("need/more_time");
  stand.passes(Seconds(290));
  CHECK_FALSE(stand.shows("Are you still here?"));
  stand.passes(Seconds(20));
  stand.settle();
  CHECK(stand.shows("Are you still here?"));
}

TEST_CASE("kiosk: the ticket clears by itself and each keep it open adds a minute") {
  Stand stand;
  stand.server.gets_busy();
  stand.settle();
  to_property_tax(stand);
  stand.tap("get-ticket");
  stand.serve();
  CHECK(stand.shows("This screen clears in"));
  stand.tap("keep");
  stand.passes(Seconds(90));
  CHECK(stand.form().ticket);
  stand.passes(Seconds(40));
  stand.settle();
  CHECK_FALSE(stand.form().ticket);
  CHECK(is_fresh(stand.form(), LanguageTag{"en"}));
}

TEST_CASE("kiosk: the ticket survives the loss of the link") {
  Stand stand;
  stand.server.gets_busy();
  stand.settle();
  to_property_tax(stand);
  stand.tap("get-ticket");
  stand.serve();
  const std::string number = stand.form().ticket->ticket;
  stand.connected = false;
  stand.settle();
  CHECK(stand.shows(number));
  CHECK(stand.shows("Wait about"));
  CHECK(stand.shows("3 people"));
}

TEST_CASE("kiosk: a call is told while the ticket is still on the screen") {
  Stand stand;
  stand.server.opens("counter-1");
  stand.settle();
  to_property_tax(stand);
  stand.tap("get-ticket");
  stand.serve();
  stand.server.does(CallNext{CounterId{"counter-1"}}, "clerk-of-counter-1");
  stand.settle();
  CHECK(stand.shows("It is your turn: please go to counter 1"));
}

TEST_CASE("kiosk: without a link it says so and comes back by itself") {
  Stand stand;
  stand.heard = false;
  stand.settle();
  CHECK(stand.shows("We cannot issue tickets right now"));
  to_property_tax(stand);
  CHECK(stand.shows("No tickets right now"));
  CHECK(stand.shows("Please go to the welcome desk"));
  stand.heard = true;
  stand.settle();
  CHECK(stand.shows("Get my ticket"));
}

TEST_CASE("kiosk: who leaves before the answer gets no ghost on the screen") {
  Stand stand;
  stand.server.gets_busy();
  stand.settle();
  to_property_tax(stand);
  stand.tap("get-ticket");
  stand.tap("start-over");
  stand.serve();
  CHECK_FALSE(stand.form().ticket);
  CHECK(stand.form().place.page == Page::home);
}

TEST_CASE("kiosk: the ticket of who has gone before the answer is given back") {
  Stand stand;
  stand.server.gets_busy();
  stand.settle();
  const auto present = stand.server.state.visits.size();
  to_property_tax(stand);
  stand.tap("get-ticket");
  SUBCASE("they went") {
    stand.tap("start-over");
  }
  SUBCASE("the screen timed out") {
    stand.passes(Seconds(61));
    stand.passes(Seconds(26));
    stand.settle();
    REQUIRE(is_fresh(stand.form(), LanguageTag{"en"}));
  }
  SUBCASE("they went; the server cannot take it back at first") {
    stand.tap("start-over");
    stand.refused_for_now = {"r2"};
    stand.serve();
    CHECK(stand.server.state.visits.size() == present + 1);
    stand.passes(Seconds(9));
    CHECK(stand.sent.size() == 2);
    stand.passes(Seconds(2));
    CHECK(stand.sent.size() == 3);
  }
  stand.serve();
  REQUIRE(stand.sent.size() >= 2);
  const auto* leave = std::get_if<Leave>(&stand.sent.back().command);
  REQUIRE(leave != nullptr);
  CHECK_FALSE(leave->token.value.empty());
  CHECK(find_visit(stand.server.state, leave->visit) == nullptr);
  CHECK(stand.server.state.visits.size() == present);
  CHECK_FALSE(stand.form().ticket);
  // Settled: nothing more is asked for, however long it goes on.
  const std::size_t asked_for = stand.sent.size();
  stand.passes(Seconds(60));
  stand.settle();
  CHECK(stand.sent.size() == asked_for);
}

TEST_CASE("kiosk: the next person gets a ticket of their own while one is given back") {
  Stand stand;
  stand.server.gets_busy();
  stand.settle();
  const auto present = stand.server.state.visits.size();
  to_property_tax(stand);
  stand.tap("get-ticket");
  stand.tap("start-over");
  to_property_tax(stand);
  stand.tap("get-ticket");
  stand.serve();
  REQUIRE(stand.form().ticket);
  CHECK(find_visit(stand.server.state, stand.form().ticket->visit) != nullptr);
  CHECK(stand.server.state.visits.size() == present + 1);
}

TEST_CASE("kiosk: a request that is refused after the person has gone is forgotten") {
  Stand stand;
  stand.server.gets_busy();
  stand.settle();
  to_property_tax(stand);
  stand.tap("get-ticket");
  stand.tap("start-over");
  stand.refused_for_now = {"r1"};
  stand.serve();
  CHECK(stand.sent.size() == 1);
  CHECK_FALSE(stand.form().problem);
}

TEST_CASE("kiosk: an idle home page sleeps until the minute turns") {
  Stand stand;
  stand.server.gets_busy();
  stand.settle();
  stand.frames.advance(1000);
  stand.frames.frame();
  REQUIRE(stand.frames.next_ms());
  CHECK(*stand.frames.next_ms() - stand.frames.now_ms() > 1000);
}

TEST_CASE("app: less movement is for one person and is forgotten with them") {
  Stand stand;
  stand.server.gets_busy();
  stand.settle();
  const auto slides = [&stand] {
    stand.frames.tap("job/payment");
    const auto next = stand.frames.next_ms();
    const bool moves = next && *next - stand.frames.now_ms() < ui::page_ms;
    stand.settle();
    return moves;
  };
  CHECK(slides());
  stand.tap("start-over");
  stand.tap("access/listen");
  stand.tap("sheet/motion");
  CHECK(stand.form().access.less_motion);
  stand.tap("sheet/close");
  CHECK_FALSE(slides());
  stand.passes(Seconds(100));
  stand.settle();
  CHECK_FALSE(stand.form().access.less_motion);
  CHECK(slides());
}

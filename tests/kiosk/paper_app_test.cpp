// Commit, then print, then confirm: what the kiosk does with paper, with a printer that does what
// the test says.
#include <doctest/doctest.h>

#include <algorithm>

#include "tests/kiosk/stand.h"
#include "tests/printing/tray.h"

using namespace foyer;
using namespace foyer::test;
using printing::PaperState;
using printing::PrinterProblem;
using printing::PrintOutcome;

namespace {

kiosk::AppOptions options_of(Tray& tray) {
  kiosk::AppOptions options;
  options.paper = tray.desk();
  options.machine.device = "kiosk-1";
  return options;
}

void take_ticket(Stand& stand) {
  stand.find("job/payment");
  stand.find("service/pay-property-tax");
  stand.tap("get-ticket");
  stand.serve();
}

}  // namespace

TEST_CASE("paper: a ticket is printed once when the server has it and not before") {
  Tray tray;
  Stand stand({1080, 1920}, ui::Painting::off, options_of(tray));
  stand.server.gets_busy();
  stand.settle();
  stand.find("job/payment");
  stand.find("service/pay-property-tax");
  stand.tap("get-ticket");
  CHECK(tray.jobs.empty());
  stand.serve();
  REQUIRE(tray.jobs.size() == 1);
  CHECK(number_on(tray.jobs[0].paper) == stand.form().ticket->ticket);
  CHECK(tray.jobs[0].paper.language == LanguageTag{"en"});
  CHECK(stand.shows("It is being printed"));
  tray.ends(0, PrintOutcome::printed);
  stand.settle();
  CHECK(stand.shows("Take your paper below"));
  stand.passes(Seconds(5));
  CHECK(tray.jobs.size() == 1);
}

TEST_CASE("paper: without a printer nothing is said of paper") {
  Stand stand;
  take_ticket(stand);
  CHECK_FALSE(stand.shows("It is being printed"));
  CHECK(stand.form().ticket.has_value());
}

TEST_CASE("paper: what did not come out is offered again with the same number") {
  for (const PrintOutcome outcome : {PrintOutcome::failed, PrintOutcome::unknown}) {
    Tray tray;
    Stand stand({1080, 1920}, ui::Painting::off, options_of(tray));
    take_ticket(stand);
    const std::string number = stand.form().ticket->ticket;
    tray.ends(0, outcome);
    stand.settle();
    CHECK(stand.shows(outcome == PrintOutcome::failed
                          ? "Your number is good without paper: take a picture of this screen."
                          : "Is your paper complete?"));
    CHECK(tray.jobs.size() == 1);  // not by itself
    stand.find("print-again");
    REQUIRE(tray.jobs.size() == 2);
    CHECK(number_on(tray.jobs[1].paper) == number);
    CHECK(stand.sent.size() == 1);  // no second ticket
    tray.ends(1, PrintOutcome::printed);
    stand.settle();
    CHECK(stand.shows("Take your paper below"));
  }
}

TEST_CASE("paper: a printer with too much to do is a failure and not a wait") {
  Tray tray;
  tray.full = true;
  Stand stand({1080, 1920}, ui::Painting::off, options_of(tray));
  take_ticket(stand);
  CHECK(stand.shows("Your number is good without paper: take a picture of this screen."));
  CHECK(stand.form().ticket.has_value());
}

TEST_CASE("paper: a report for somebody who has gone changes nothing for the next person") {
  Tray tray;
  Stand stand({1080, 1920}, ui::Painting::off, options_of(tray));
  take_ticket(stand);
  stand.find("done");
  tray.ends(0, PrintOutcome::failed);
  stand.settle();
  take_ticket(stand);
  REQUIRE(tray.jobs.size() == 2);
  CHECK(stand.shows("It is being printed"));
  CHECK(number_on(tray.jobs[1].paper) != number_on(tray.jobs[0].paper));
}

// Commit, then print, then confirm: what the kiosk does with paper, with a printer that does what
// the test says.
#include <doctest/doctest.h>

#include <algorithm>

#include "tests/kiosk/stand.h"

using namespace foyer;
using namespace foyer::test;
using kiosk::PaperNumber;
using kiosk::PaperState;
using kiosk::PrinterProblem;
using kiosk::PrintOutcome;

namespace {

/// A printer that prints when it is told to.
struct Tray {
  struct Job {
    std::string name;
    kiosk::Paper paper;
  };
  std::vector<Job> jobs;
  std::vector<kiosk::PrintReport> reports;
  std::vector<PrinterProblem> problems;
  bool full = false;

  kiosk::AppOptions options() {
    kiosk::AppOptions options;
    options.paper.printer = "tcp:10.0.0.7:9100";
    options.paper.print = [this](std::string name, kiosk::Paper paper) {
      if (full) return false;
      jobs.push_back({std::move(name), std::move(paper)});
      return true;
    };
    options.paper.reports = [this] { return std::exchange(reports, {}); };
    options.paper.problems = [this] { return problems; };
    options.machine.device = "kiosk-1";
    return options;
  }
  void ends(std::size_t job, PrintOutcome outcome) {
    reports.push_back({jobs.at(job).name, outcome, std::nullopt, {}});
  }
};

std::string number_on(const kiosk::Paper& paper) {
  for (const auto& part : paper.parts) {
    if (const auto* number = std::get_if<PaperNumber>(&part)) return number->text;
  }
  return {};
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
  Stand stand({1080, 1920}, ui::Painting::off, tray.options());
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
    Stand stand({1080, 1920}, ui::Painting::off, tray.options());
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
  Stand stand({1080, 1920}, ui::Painting::off, tray.options());
  take_ticket(stand);
  CHECK(stand.shows("Your number is good without paper: take a picture of this screen."));
  CHECK(stand.form().ticket.has_value());
}

TEST_CASE("paper: a report for somebody who has gone changes nothing for the next person") {
  Tray tray;
  Stand stand({1080, 1920}, ui::Painting::off, tray.options());
  take_ticket(stand);
  stand.find("done");
  tray.ends(0, PrintOutcome::failed);
  stand.settle();
  take_ticket(stand);
  REQUIRE(tray.jobs.size() == 2);
  CHECK(stand.shows("It is being printed"));
  CHECK(number_on(tray.jobs[1].paper) != number_on(tray.jobs[0].paper));
}

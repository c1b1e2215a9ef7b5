// What a kiosk says of itself to staff: its printer, its supervisor's switch, a ticket that the
// server would not have.
#include <doctest/doctest.h>

#include "kiosk/device_problems.h"
#include "tests/kiosk/stand.h"

using namespace foyer;
using namespace foyer::test;
using printing::PrinterProblem;
using protocol::DeviceProblem;

namespace {

using Problems = std::vector<DeviceProblem>;

/// A kiosk whose printer is as the test says.
kiosk::AppOptions with_printer(const std::vector<PrinterProblem>& problems) {
  kiosk::AppOptions options;
  options.paper.print = [](const std::string&, const printing::Paper&) { return true; };
  options.paper.reports = [] { return std::vector<printing::PrintReport>{}; };
  options.paper.problems = [&problems] { return problems; };
  return options;
}

/// A ticket issued alone of the open day, and its request to hand it in.
protocol::Request hand_in_of(kiosk::Store& store) {
  kiosk::KeptTicket ticket;
  ticket.number = store.next_number('A').value();
  ticket.date = BusinessDate{"2026-11-26"};
  ticket.token = Token{"0123456789abcdef0123456789abcdef"};
  ticket.services = {ServiceId{"pay-property-tax"}};
  ticket.language = LanguageTag{"en"};
  ticket.promise.status = WaitStatus::not_told;
  ticket.issued_at = test::at("10:40");
  const protocol::Request hand_in{"hand-in", Command(HandIn{ticket.number,
                                                            ticket.token,
                                                            ticket.date,
                                                            ticket.issued_at,
                                                            ticket.services,
                                                            ticket.language,
                                                            {}})};
  store.issue_alone(ticket, hand_in, {});
  return hand_in;
}

}  // namespace

TEST_CASE("problems: every trouble of the printer has its word and the worst comes first") {
  kiosk::KioskState state;
  CHECK(problems_of(state).empty());
  for (std::size_t i = 0; i < word_count<PrinterProblem>(); ++i) {
    const auto problem = static_cast<PrinterProblem>(i);
    state.printer = {problem};
    const Problems told = problems_of(state);
    REQUIRE(told.size() == 1);
    CHECK(word(told.front()) == word(problem));
  }
  state = {.printer = {PrinterProblem::paper_low, PrinterProblem::cover_open},
           .out_of_service = true,
           .ticket_refused = true};
  CHECK(problems_of(state) == Problems{DeviceProblem::out_of_service, DeviceProblem::cover_open,
                                       DeviceProblem::ticket_refused, DeviceProblem::paper_low});
}

TEST_CASE("problems: a printer's trouble is there in the next frame and goes with it") {
  std::vector<PrinterProblem> printer;
  Stand stand({1080, 1920}, ui::Painting::off, with_printer(printer));
  stand.settle();
  CHECK(stand.app.problems().empty());
  printer = {PrinterProblem::paper_out};
  stand.settle();
  CHECK(stand.app.problems() == Problems{DeviceProblem::paper_out});
  printer.clear();
  stand.settle();
  CHECK(stand.app.problems().empty());
}

TEST_CASE("problems: a kiosk that is out of service says so while its screen rests") {
  kiosk::AppOptions options;
  options.machine.settings.out_of_service = true;
  Stand stand({1080, 1920}, ui::Painting::off, std::move(options));
  stand.settle();
  CHECK(stand.shows("This kiosk is out of service"));
  CHECK(stand.app.problems() == Problems{DeviceProblem::out_of_service});
}

TEST_CASE("problems: a refused ticket is told of for its day and over a restart") {
  kiosk::AppOptions options = with_numbers();
  const std::shared_ptr<kiosk::Store> store = options.store;
  const protocol::Request hand_in = hand_in_of(*store);
  {
    Stand stand({1080, 1920}, ui::Painting::off, std::move(options));
    stand.settle();
    CHECK(stand.app.problems().empty());
    protocol::Answer refused;
    refused.id = hand_in.id;
    refused.refusal = Refusal{RefusalCode::unknown_service, "no such service", "services[0]"};
    kiosk::Lobby lobby;
    lobby.state = &stand.server.state;
    lobby.connected = true;
    lobby.at = stand.server.now;
    stand.app.answered(refused, lobby, stand.frames.now_ms());
    stand.settle();
    CHECK(stand.app.problems() == Problems{DeviceProblem::ticket_refused});
  }
  kiosk::AppOptions again;
  again.store = store;
  Stand stand({1080, 1920}, ui::Painting::off, std::move(again));
  stand.settle();
  CHECK(stand.app.problems() == Problems{DeviceProblem::ticket_refused});
  // Nobody waits with it on another day.
  stand.server.state.day->date = BusinessDate{"2026-11-27"};
  stand.settle();
  CHECK(stand.app.problems().empty());
}

#include <doctest/doctest.h>

#include <stdexcept>

#include "simulation/agenda.h"
#include "simulation/simulation.h"
#include "simulation/tally.h"

namespace foyer::simulation {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

const Span office{minutes(8 * 60 + 30), minutes(16 * 60 + 30)};

Agenda agenda_from(Milliseconds from) {
  // Started long ago, so that much is due.
  Agenda agenda(office, from, 1000, std::chrono::steady_clock::now() - std::chrono::hours(1));
  agenda.open_doors();
  return agenda;
}

Event event(std::int64_t at_s, EventBody body) {
  return {1, Instant(Seconds(at_s)), {{"d"}, {}}, std::move(body)};
}

TicketIssued issued(std::int64_t visit, int needs) {
  TicketIssued body;
  body.visit = {visit};
  body.ticket = "A001";
  body.needs.resize(static_cast<std::size_t>(needs));
  return body;
}

NeedFinished finished(std::int64_t visit, Outcome outcome) {
  NeedFinished body;
  body.visit = {visit};
  body.outcome = outcome;
  return body;
}

VisitCalled called(std::int64_t visit) {
  VisitCalled body;
  body.visit = {visit};
  return body;
}

link::DeviceFile device(const std::string& name, Role role) {
  link::DeviceFile file;
  file.device.value = name;
  file.role = role;
  return file;
}

}  // namespace

TEST_CASE("agenda: working time knows no nights") {
  const Agenda agenda = agenda_from(hours(10));
  const Milliseconds opened = agenda.opened_at();
  CHECK(agenda.working_time(0, hours(10)) == opened);
  CHECK(agenda.working_time(0, hours(9)) == opened - hours(1));
  CHECK(agenda.working_time(1, hours(9)) == opened + hours(7));
  CHECK(agenda.time_of_day(opened + hours(6)) == hours(16));
  CHECK(agenda.time_of_day(opened + hours(7)) == hours(9));
}

TEST_CASE("agenda: things happen in order of time and what was cancelled does not") {
  Agenda agenda = agenda_from(office.begin);
  std::string seen;
  agenda.at(minutes(3), [&] { seen += 'c'; });
  agenda.at(minutes(1), [&] {
    seen += 'a';
    agenda.at(minutes(2), [&] { seen += 'b'; });
  });
  const auto never = agenda.at(minutes(2), [&] { seen += 'x'; });
  agenda.at(hours(24 * 365), [&] { seen += 'y'; });
  agenda.cancel(never);
  agenda.run_due();
  CHECK(seen == "abc");
}

TEST_CASE("agenda: after the doors have closed the last day's clock runs on") {
  const Agenda agenda = agenda_from(office.begin);
  const Milliseconds opened = agenda.opened_at();
  CHECK(agenda.clock(opened + minutes(5), opened + hours(8)) == "08:35");
  CHECK(agenda.clock(opened + hours(9), opened + hours(8)) == "17:30");
  CHECK(agenda.clock(opened + hours(9), opened + hours(80)) == "09:30 of day 2");
}

TEST_CASE("tally: counts visits by how they ended and times them in simulated time") {
  Tally tally(60);
  tally.count(event(0, issued(1, 2)));
  tally.count(event(0, issued(2, 1)));
  tally.count(event(0, issued(3, 1)));
  tally.count(event(0, issued(4, 1)));
  tally.count(event(10, called(1)));
  tally.count(event(11, ServingStarted{{1}, {"c1"}}));
  tally.count(event(15, finished(1, Outcome::resolved)));
  tally.count(event(15, finished(1, Outcome::follow_up)));
  tally.count(event(20, VisitLeft{{2}}));
  tally.count(event(30, called(3)));
  tally.count(event(33, VisitNoShow{{3}, {"c1"}, Cause::clerk}));
  tally.count(event(40, finished(4, Outcome::closed_out)));
  tally.count_refusal(RefusalCode::nobody_waiting);
  const Report report = tally.report();
  CHECK(report.issued == 4);
  CHECK(report.served == 1);
  CHECK(report.left == 1);
  CHECK(report.no_shows == 1);
  CHECK(report.closed_out == 1);
  CHECK(report.wait_mean == minutes(20));
  CHECK(report.wait_p90 == minutes(30));
  CHECK(report.handle_mean == minutes(4));
  CHECK(to_text(report).find("nobody_waiting 1") != std::string::npos);
}

TEST_CASE("quantile: the smallest value that covers the share") {
  const std::vector<Milliseconds> ten{Milliseconds(3), Milliseconds(1), Milliseconds(2)};
  CHECK(quantile(ten, 0.5) == Milliseconds(2));
  CHECK(quantile(ten, 0.9) == Milliseconds(3));
  CHECK(quantile({}, 0.9) == Milliseconds(0));
}

TEST_CASE("devices: a counter gets the device of its name and the others what is left") {
  Settings settings;
  assign_devices(
      settings,
      {device("tablet", Role::counter), device("counter-2", Role::counter),
       device("hall", Role::kiosk), device("phone", Role::web), device("wall", Role::display)},
      {{{"ann"}, {"counter-1"}, "1"}, {{"bob"}, {"counter-2"}, "2"}});
  CHECK(settings.kiosks.size() == 1);
  CHECK(settings.phone.has_value());
  REQUIRE(settings.places.size() == 2);
  for (const Place& place : settings.places) {
    const bool of_bob = place.shift.clerk.value == "bob";
    CHECK(place.device.device.value == (of_bob ? "counter-2" : "tablet"));
  }
}

TEST_CASE("devices: a clerk without a device is told") {
  Settings settings;
  CHECK_THROWS_WITH_AS(
      assign_devices(settings, {device("hall", Role::kiosk)}, {{{"ann"}, {"counter-1"}, "1"}}),
      doctest::Contains("no device of role counter is left for counter counter-1"),
      std::runtime_error);
}

}  // namespace foyer::simulation

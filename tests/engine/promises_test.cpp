// Promise against actual, worked out by hand.
#include "engine/promises.h"

#include <doctest/doctest.h>

#include "tests/engine/lobby.h"

namespace foyer::test {
namespace {

PromiseTally tally_of(const Lobby& lobby) {
  PromiseTally tally;
  for (const Event& event : lobby.journal()) tally.observe(event);
  return tally;
}

/// The same day, but every ticket was told this.
PromiseTally tally_of(const Lobby& lobby, Wait told) {
  PromiseTally tally;
  for (Event event : lobby.journal()) {
    if (auto* issued = std::get_if<TicketIssued>(&event.body)) issued->promise = told;
    tally.observe(event);
  }
  return tally;
}

constexpr const char* day = R"(
    08:00 open_day
    08:00 open_counter c3 ana
    08:00 issue property-tax -> B001
    08:01 issue property-tax -> B002
    08:02 issue passport     -> A001
    08:03 issue dog-licence  -> C001
    08:04 call_next c3 -> B001
    08:04 serve c3 B001
    08:09 finish c3 B001 resolved
    # Due 08:11, called at 08:14: too late.
    08:14 call_visit c3 B002
    08:15 no_show c3 B002
    08:16 call_visit c3 A001
    08:16 take_back c3 A001
    08:17 call_visit c3 A001
    08:17 serve c3 A001
    08:20 finish c3 A001 follow_up
    08:21 leave C001
    08:22 issue dog-licence -> C002
    08:30 close_day
)";

}  // namespace

TEST_CASE("promises: in time or too late or left or closed out") {
  Lobby lobby;
  lobby.plays(day);
  const PromiseTally tally = tally_of(lobby);
  const PromiseFigures& tax = tally.by_service().at({"property-tax"});
  CHECK_EQ(tax.visits, 2);
  CHECK_EQ(tax.called, 2);
  CHECK_EQ(tax.in_time, 1);
  CHECK_EQ(tax.wait_s, 4 * 60 + 13 * 60);
  // The call that was taken back did not end the wait: 08:02 to 08:17 is just in time.
  const PromiseFigures& passport = tally.by_service().at({"passport"});
  CHECK_EQ(passport.in_time, 1);
  CHECK_EQ(passport.wait_s, 15 * 60);
  const PromiseFigures& dog = tally.by_service().at({"dog-licence"});
  CHECK_EQ(dog.visits, 1);
  CHECK_EQ(dog.left, 1);
  CHECK_EQ(dog.called, 0);
  CHECK_EQ(tally.all().visits, 4);
}

TEST_CASE("promises: what was told against what came of it") {
  Lobby lobby;
  lobby.plays(day);
  const PromiseFigures all = tally_of(lobby, {WaitStatus::known, 5 * 60, 14 * 60}).all();
  CHECK_EQ(all.told, 3);
  CHECK_EQ(all.within_p50, 1);
  CHECK_EQ(all.within_p90, 2);
  CHECK_EQ(all.told_p50_s, 15 * 60);
  CHECK_EQ(all.absolute_error_s, (1 + 8 + 10) * 60);
}

TEST_CASE("promises: who was told that no counter is open was told no range") {
  Lobby lobby;
  lobby.plays(day);
  const PromiseFigures all = tally_of(lobby, {WaitStatus::no_counter_open, 0, 0}).all();
  CHECK_EQ(all.called, 3);
  CHECK_EQ(all.told, 0);
}

}  // namespace foyer::test

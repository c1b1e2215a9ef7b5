// What a counter did is undone as if it had never happened; who left or did not come can come back.
#include <doctest/doctest.h>

#include "engine/promises.h"
#include "tests/engine/lobby.h"

namespace foyer::test {
namespace {

/// Ana serves A001 at c2 for two needs; A002 waits.
constexpr std::string_view serving = R"(
  08:00 open_day
  08:00 open_counter c2 ana
  08:01 issue passport+dog-licence -> A001
  08:01 issue passport -> A002
  08:02 call_next c2   -> A001
  08:03 serve c2 A001
)";

State without_time(State state) {
  state.last_at = Instant{};
  for (auto& [id, counter] : state.counters) {
    counter.idle_since = Instant{};
    counter.last_done.reset();
  }
  return state;
}

/// After `serving`: does this, undoes it 9 s later, and compares.
void check_undone(std::string_view action) {
  CAPTURE(std::string(action));
  Lobby lobby;
  lobby.plays(serving);
  const State before = without_time(lobby.state());
  lobby.plays("08:10 " + std::string(action));
  CHECK(without_time(lobby.state()) != before);
  lobby.plays("08:10:09 undo c2 A001 -> undone A001 c2");
  CHECK(without_time(lobby.state()) == before);
  lobby.plays("08:10:09 undo c2 A001 -> nothing_to_undo visit");
}

}  // namespace

TEST_CASE("undo: the lobby is as if it had never been done") {
  check_undone("finish c2 A001 resolved");
  check_undone("refer c2 A001/1 parks");
  check_undone("park c2 A001 10");
  check_undone("transfer c2 A001/1 counter c3");
}

TEST_CASE("undo: a no-show is called as before") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:01 issue passport -> A001
    08:02 call_next c2   -> A001
    08:03 no_show c2 A001
    A001 is gone
    08:03:05 undo c2 A001 -> undone
    A001 is called at c2
    c2 is open with A001
  )");
  CHECK(lobby.state().gone.empty());
  CHECK_EQ(lobby.state().totals.departed, 0);
}

TEST_CASE("undo: too late after ten seconds") {
  Lobby lobby;
  lobby.plays(serving);
  lobby.plays(R"(
    08:10 finish c2 A001 resolved
    08:10:11 undo c2 A001 -> too_late
  )");
}

TEST_CASE("undo: not once somebody else stands there or has acted on it") {
  Lobby lobby;
  lobby.plays(serving);
  lobby.plays(R"(
    08:10 finish c2 A001 resolved
    08:10:01 call_next c2 -> A002
    08:10:02 undo c2 A001 -> counter_busy counter
    08:10:03 take_back c2 A002
    08:10:04 undo c2 A001 -> undone
    08:11 park c2 A001 10
    08:11:01 resume A001
    08:11:02 undo c2 A001 -> nothing_to_undo
  )");
}

TEST_CASE("undo: another clerk's work is not undone") {
  Lobby lobby;
  lobby.plays(serving);
  lobby.plays(R"(
    08:10 finish c2 A001 resolved
    08:10:01 undo c2 A001 by bob -> not_your_counter counter
    08:10:02 close_counter c2
    08:10:03 open_counter c2 bob
    08:10:04 undo c2 A001 -> nothing_to_undo
  )");
}

TEST_CASE("undo: a promise is counted once") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:01 issue passport -> A001
    08:01 issue passport -> A002
    08:02 call_next c2   -> A001
    08:03 serve c2 A001
    08:10 finish c2 A001 resolved
    A001 is gone
    08:10:04 undo c2 A001
    A001 is serving at c2
    08:12 finish c2 A001 resolved
    08:13 call_next c2 -> A002
    08:14 no_show c2 A002
    08:15 bring_back c2 A002
    08:16 call_next c2 -> A002
    08:16 serve c2 A002
    08:17 finish c2 A002 resolved
  )");
  PromiseTally tally;
  for (const Event& event : lobby.journal()) tally.observe(event);
  CHECK_EQ(tally.all().visits, 2);
  CHECK_EQ(tally.all().called, 2);
}

TEST_CASE("bring_back: who did not come waits again in the old place") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:01 issue passport -> A001
    08:02 issue passport -> A002
    08:03 call_next c2   -> A001
    08:04 no_show c2 A001
    08:30 bring_back c2 A001 -> visit_brought_back A001
    A001 is waiting
    08:31 call_next c2   -> A001
  )");
  CHECK_EQ(lobby.visit("A001").first_called_at, Lobby::at("08:03"));
  CHECK_EQ(lobby.state().totals.departed, 0);
}

TEST_CASE("bring_back: who left may too and nobody else") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:01 issue passport -> A001
    08:02 leave A001
    08:03 bring_back c2 A001
    08:04 bring_back c2 A001 -> unknown_visit visit
    08:05 call_next c2 -> A001
    08:05 serve c2 A001
    08:06 finish c2 A001 resolved
    08:07 bring_back c2 A001 -> unknown_visit visit
    08:08 issue passport -> A002
    08:09 leave A002
    09:09:01 bring_back c2 A002 -> too_late
  )");
}

TEST_CASE("bring_back: a call that ran out can be brought back and not undone") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:01 issue passport -> A001
    08:02 call_next c2   -> A001
    08:05 tick -> visit_no_show
    08:05:01 undo c2 A001 -> nothing_to_undo
    08:05:02 bring_back c2 A001
    A001 is waiting
  )");
}

}  // namespace foyer::test

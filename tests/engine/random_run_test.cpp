// The long run. A failure prints the seed: FOYER_SEED=… runs the same again.
#include <doctest/doctest.h>

#include "tests/engine/random_lobby.h"
#include "tests/engine/town.h"

namespace foyer::test {
namespace {

constexpr int steps = 250'000;

Site busy_town() {
  Site site = town();
  site.rules.needs_max = 4;
  site.rules.present_max = 60;  // Small enough to be full at times.
  site.rules.follow_ups_max = 400;
  for (CounterPlace& counter : site.counters) {
    counter.step_free = counter.id.value != "c2";
    counter.auto_call = counter.id.value == "c1";
  }
  return site;
}

void check_everything_happened(const RunTotals& totals) {
  CHECK_GT(totals.days, 5);
  CHECK_GT(totals.accepted, steps / 4);
  CHECK_GT(totals.present_max, 20);
  CHECK_EQ(totals.accepted_by_command.size(), std::variant_size_v<Command>);
  for (const auto& [command, count] : totals.accepted_by_command) {
    INFO("accepted ", std::string(command), ": ", count);
    CHECK_GE(count, 3);
  }
  CHECK_EQ(totals.calls.by_rule.size(), word_count<Rule>());
  for (const auto& [rule, count] : totals.calls.by_rule) {
    INFO("called by ", std::string(word(rule)), ": ", count);
    CHECK_GE(count, 3);
  }
  CHECK_GE(totals.calls.by_themselves, 3);
  CHECK_GE(totals.calls.reasons.size(), 8);
  // Nearly every refusal of the engine; a few are too rare to count on.
  CHECK_GE(totals.refusals.size(), static_cast<std::size_t>(RefusalCode::nothing_due) - 6);
}

}  // namespace

TEST_CASE("random run: whatever is asked the invariants hold and replay gives the equal state") {
  const std::uint64_t seed = seed_of_run();
  MESSAGE("FOYER_SEED=", seed);
  RandomLobby lobby(busy_town(), seed);
  int step = 0;
  try {
    for (; step < steps; ++step) {
      lobby.step();
      if (step % 500 == 0) lobby.check_replay();
      if (step % 500 == 250) lobby.check_snapshot();
    }
    lobby.check_replay();
  } catch (const std::logic_error& error) {
    FAIL("FOYER_SEED=", seed, ", step ", step, ": ", std::string(error.what()));
  }
  check_everything_happened(lobby.totals());
  MESSAGE("days: ", lobby.totals().days, " events: ", lobby.totals().events,
          " present at most: ", lobby.totals().present_max);
}

}  // namespace foyer::test

// Advice: worked by hand with waits that are written down, and over random lobbies with the
// engine's own. It must never make the forecast worse, ask for the impossible, or flicker.
#include "engine/advice.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <numeric>

#include "engine/engine.h"
#include "engine/estimate.h"
#include "tests/engine/lobby.h"
#include "tests/engine/random_lobby.h"

namespace foyer::test {
namespace {

/// The engine's own forecast before it has learnt anything.
Waits cold_waits(const Site& site, const State& state, Instant now) {
  Waits waits{now, 0, {}, {}};
  const Estimates estimates = estimate_waits(site, state, Experience(site), {}, now);
  for (const auto& [visit, estimate] : estimates.visits) {
    waits.visits.push_back({visit, estimate.before, wait_of(estimate)});
  }
  return waits;
}

WaitsOf cold(const Site& site, Instant now) {
  return [&site, now](const State& state) { return cold_waits(site, state, now); };
}

/// Everybody who waits, `minutes` each; by how many counters are open.
WaitsOf by_open_counters(std::map<int, int> minutes) {
  return [minutes = std::move(minutes)](const State& state) {
    int open = 0;
    for (const auto& [id, counter] : state.counters) {
      open += counter.state == CounterState::open ? 1 : 0;
    }
    Waits waits;
    const int p50_s = 60 * minutes.at(open);
    for (const auto& [id, visit] : state.visits) {
      if (stage_of(visit) != NeedState::waiting) continue;
      waits.visits.push_back({id, 0, Wait{WaitStatus::known, p50_s, 2 * p50_s}});
    }
    return waits;
  };
}

std::vector<SkillId> skills(const std::vector<std::string>& names) {
  std::vector<SkillId> skills;
  for (const std::string& name : names) skills.push_back(SkillId{name});
  return skills;
}

/// One counter, and `waiting` for it at 8:05 with ten minutes promised.
Lobby morning(int waiting) {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:01 issue passport
    08:01 call_next c2
    08:01 serve c2 A001
  )");
  for (int i = 0; i < waiting; ++i) lobby.plays("08:05 issue property-tax");
  return lobby;
}

std::int64_t all_waits_s(const Waits& waits) {
  return std::accumulate(waits.visits.begin(), waits.visits.end(), std::int64_t{0},
                         [](std::int64_t sum, const VisitWait& visit) {
                           const bool known = visit.wait.status == WaitStatus::known;
                           return sum + (known ? std::min(visit.wait.p50_s, 3600) : 3600);
                         });
}

}  // namespace

TEST_CASE("advice: the gain of a step is told in waits and promises") {
  const Lobby lobby = morning(4);
  const Instant now = Lobby::at("08:05");
  const State& state = lobby.state();
  Waits without;
  Waits with;
  // Due at 8:15, in 600 s. Half of those with p50 600 are called by then; with 300 and 600 it is
  // nine in ten; with 200 and 300 all.
  std::vector<VisitId> waiting;
  for (const auto& [id, visit] : state.visits) {
    if (stage_of(visit) == NeedState::waiting) waiting.push_back(id);
  }
  REQUIRE_EQ(waiting.size(), 4);
  without.visits = {{waiting[0], 0, {WaitStatus::known, 600, 1200}},
                    {waiting[1], 1, {WaitStatus::known, 600, 1200}},
                    {waiting[2], 2, {WaitStatus::known, 7200, 9000}},
                    {waiting[3], 3, {}}};
  with.visits = {{waiting[0], 0, {WaitStatus::known, 300, 600}},
                 {waiting[1], 1, {WaitStatus::known, 590, 1180}},
                 {waiting[2], 2, {WaitStatus::known, 3000, 3200}},
                 {waiting[3], 3, {WaitStatus::known, 200, 300}}};
  const Gain gain = gain_of(state, without, with, now);
  // Beyond an hour nothing counts: 300 + 10 + 600 + 3400.
  CHECK_EQ(gain.saved_s, 4310);
  CHECK_EQ(gain.visits_helped, 3);
  CHECK_EQ(gain.visits_freed, 1);
  // 9000 − 5000, 5000 + 4000·10/590 − 5000, 5000·600/3000 − 5000·600/7200, 10000.
  CHECK_EQ(gain.promises_bp, 4000 + 67 + (1000 - 416) + 10000);
  CHECK_EQ(promises_saved(gain), 1);
  CHECK_EQ(minutes_less(gain), 24);
  // The other way round it is the same with the sign changed, and nobody is helped.
  const Gain loss = gain_of(state, with, without, now);
  CHECK_EQ(loss.saved_s, -4310);
  CHECK_EQ(loss.promises_bp, -gain.promises_bp);
  CHECK_EQ(loss.visits_helped, 0);
  CHECK_EQ(minutes_less(loss), 0);
}

TEST_CASE("advice: what is worth it is the site's to say") {
  const Rules rules;
  CHECK(is_worth_it(rules, {3, 0, 1, 20000}));
  CHECK(is_worth_it(rules, {3, 0, 3600, 0}));
  CHECK_FALSE(is_worth_it(rules, {3, 0, 3599, 19999}));
  CHECK_FALSE(is_worth_it(rules, {2, 0, 9000, 90000}));
  // Who could not be served at all.
  CHECK(is_worth_it(rules, {1, 1, 60, 0}));
  // Nothing that makes anything worse in sum.
  CHECK_FALSE(is_worth_it(rules, {9, 1, 0, 90000}));
  CHECK_FALSE(is_worth_it(rules, {9, 1, 90000, -1}));
  Rules strict;
  strict.advice_promises_least = 5;
  strict.advice_wait_least = Seconds(7200);
  CHECK_FALSE(is_worth_it(strict, {9, 0, 3600, 40000}));
  CHECK(is_worth_it(strict, {9, 0, 3600, 40000}, 50));
}

TEST_CASE("advice: opens a counter for those who wait") {
  const Lobby lobby = morning(5);
  const Instant now = Lobby::at("08:05");
  const auto best =
      best_action(lobby.site(), lobby.state(), now, by_open_counters({{1, 25}, {2, 8}}));
  REQUIRE(best);
  CHECK_EQ(best->step.action, Action::open_counter);
  // c1 and c3 have the desk; of equally good ones the first.
  CHECK_EQ(best->step.counter.value, "c1");
  CHECK_EQ(best->step.skills, skills({"animals", "desk"}));
  CHECK_EQ(best->gain.visits_helped, 5);
  CHECK_EQ(minutes_less(best->gain), 17);
  // Due in 10 minutes: 2000 of 10000 before, 6000 after, each.
  CHECK_EQ(promises_saved(best->gain), 2);
  // The engine's own forecast says so too, where more wait.
  const Lobby full = morning(10);
  const auto by_forecast = best_action(full.site(), full.state(), now, cold(full.site(), now));
  REQUIRE(by_forecast);
  CHECK_EQ(by_forecast->step.action, Action::open_counter);
  CHECK(by_forecast->gain.saved_s > 0);
}

TEST_CASE("advice: what asks for less goes before what is as good") {
  Lobby lobby = morning(5);
  lobby.plays("08:05 open_counter c3 bob \n 08:05 break_counter c3 paperwork");
  const Instant now = Lobby::at("08:05");
  const auto best =
      best_action(lobby.site(), lobby.state(), now, by_open_counters({{1, 25}, {2, 8}}));
  REQUIRE(best);
  CHECK_EQ(best->step,
           Step{Action::end_break, CounterId{"c3"}, skills({"animals", "desk", "passports"})});
}

TEST_CASE("advice: breaks to rest are not cut short") {
  Lobby lobby = morning(5);
  lobby.site().counters.resize(3);
  lobby.plays(R"(
    08:05 open_counter c3 bob
    08:05 break_counter c3 lunch
    08:05 open_counter c1 ida
    08:05 break_counter c1 short_break
  )");
  const auto steps_at = [&](const char* clock) {
    std::vector<std::string> counters;
    for (const Step& step : possible_steps(lobby.site(), lobby.state(), Lobby::at(clock))) {
      CHECK_EQ(step.action, Action::end_break);
      counters.push_back(step.counter.value);
    }
    return counters;
  };
  CHECK(steps_at("08:19").empty());
  CHECK_EQ(steps_at("08:20"), std::vector<std::string>{"c1"});
  CHECK_EQ(steps_at("08:34"), std::vector<std::string>{"c1"});
  CHECK_EQ(steps_at("08:35"), std::vector<std::string>{"c1", "c3"});
  const Finding finding =
      find_best(lobby.site(), lobby.state(), Lobby::at("08:10"), by_open_counters({{1, 25}}));
  CHECK_FALSE(finding.best);
  CHECK_EQ(finding.reason, NoAdvice::nothing_possible);
}

TEST_CASE("advice: lends a skill that the place has and the clerk has not") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c3 ida
    08:01 issue dog-licence -> C001
  )");
  const Instant now = Lobby::at("08:01");
  const auto steps = possible_steps(lobby.site(), lobby.state(), now);
  // ida has the desk alone. c1 could be opened for animals, c3 be lent somebody for them; passports
  // would help nobody.
  REQUIRE_EQ(steps.size(), 2);
  CHECK_EQ(steps[0], Step{Action::lend_skill, CounterId{"c3"}, skills({"animals"})});
  CHECK_EQ(steps[1], Step{Action::open_counter, CounterId{"c1"}, skills({"animals", "desk"})});
  const State lent = with_step(lobby.site(), lobby.state(), steps[0], now);
  CHECK_EQ(lent.counters.at(CounterId{"c3"}).skills, skills({"animals", "desk"}));
  CHECK_EQ(lent.counters.at(CounterId{"c3"}).clerk.value, "ida");
  // Nobody can serve the dog as things are: one visit is enough to say so.
  const auto best = best_action(lobby.site(), lobby.state(), now, cold(lobby.site(), now));
  REQUIRE(best);
  CHECK_EQ(best->step.action, Action::lend_skill);
  CHECK_EQ(best->gain.visits_freed, 1);
}

TEST_CASE("advice: lending to a counter leaves who is served there where they are") {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c3 ida
    08:01 issue property-tax -> B001
    08:01 call_next c3
    08:02 issue dog-licence -> C001
  )");
  const auto steps = possible_steps(lobby.site(), lobby.state(), Lobby::at("08:02"));
  const State lent = with_step(lobby.site(), lobby.state(), steps[0], Lobby::at("08:02"));
  CHECK_EQ(lent.counters.at(CounterId{"c3"}).visit, lobby.visit("B001").id);
}

TEST_CASE("advice: nothing to do has its reason") {
  Lobby lobby;
  const WaitsOf never = [](const State&) -> Waits { throw std::logic_error("not asked for"); };
  const auto reason = [&](const char* clock, const WaitsOf& waits_of) {
    const Finding finding = find_best(lobby.site(), lobby.state(), Lobby::at(clock), waits_of);
    CHECK_FALSE(best_action(lobby.site(), lobby.state(), Lobby::at(clock), waits_of));
    return finding.reason;
  };
  CHECK_EQ(reason("07:00", never), NoAdvice::day_not_open);
  lobby.plays("08:00 open_day \n 08:00 open_counter c2 ana");
  CHECK_EQ(reason("08:00", never), NoAdvice::nobody_waiting);
  lobby.plays("08:01 issue property-tax -> B001 \n 08:01 call_next c2");
  CHECK_EQ(reason("08:01", never), NoAdvice::nobody_waiting);
  lobby.plays("08:01 issue property-tax -> B002");
  const WaitsOf waits_of = cold(lobby.site(), Lobby::at("08:01"));
  CHECK_EQ(reason("08:01", waits_of), NoAdvice::not_worth_it);
  // What it would be is told all the same.
  const Finding finding = find_best(lobby.site(), lobby.state(), Lobby::at("08:01"), waits_of);
  REQUIRE(finding.best);
  CHECK_EQ(finding.best->step.action, Action::open_counter);
  CHECK_EQ(finding.best->gain.visits_helped, 1);
}

TEST_CASE("advice: must be worth it for a while and stays while it is") {
  Lobby lobby = morning(5);
  Adviser adviser(lobby.site());
  const WaitsOf much = by_open_counters({{1, 25}, {2, 8}, {3, 7}});
  const WaitsOf half = by_open_counters({{1, 20}, {2, 12}, {3, 12}});
  const WaitsOf little = by_open_counters({{1, 9}, {2, 8}, {3, 7}});
  const auto says = [&](const char* clock, const WaitsOf& waits_of) {
    return adviser.advise(lobby.state(), Lobby::at(clock), waits_of);
  };
  CHECK_FALSE(says("08:05", much));
  CHECK_EQ(adviser.reason(), NoAdvice::not_yet);
  CHECK_FALSE(says("08:06", little));
  CHECK_EQ(adviser.reason(), NoAdvice::not_worth_it);
  CHECK_FALSE(says("08:07", much));
  CHECK_FALSE(says("08:09:59", much));
  const auto said = says("08:10", much);
  REQUIRE(said);
  CHECK_FALSE(adviser.reason());
  CHECK_EQ(said->step.counter.value, "c1");
  // Half as good is not good enough to begin with, but to stay; with its figures of now.
  CHECK_FALSE(best_action(lobby.site(), lobby.state(), Lobby::at("08:11"), half));
  const auto still = says("08:11", half);
  REQUIRE(still);
  CHECK_EQ(still->step, said->step);
  CHECK_EQ(minutes_less(still->gain), 8);
  // Done: it goes, and nothing else is said for half an hour.
  lobby.plays("08:12 open_counter c1 ida");
  CHECK_FALSE(says("08:12", by_open_counters({{2, 25}, {3, 8}})));
  CHECK_EQ(adviser.reason(), NoAdvice::resting);
  CHECK_FALSE(says("08:41", by_open_counters({{2, 25}, {3, 8}})));
  CHECK_FALSE(says("08:42", by_open_counters({{2, 25}, {3, 8}})));
  const auto next = says("08:45", by_open_counters({{2, 25}, {3, 8}}));
  REQUIRE(next);
  CHECK_EQ(next->step.counter.value, "c3");
  CHECK_FALSE(says("08:46", by_open_counters({{2, 9}, {3, 8}})));
}

TEST_CASE("advice: while nobody waits that is the reason whatever else there is") {
  Lobby lobby = morning(0);
  Adviser adviser(lobby.site());
  const WaitsOf nobody = [](const State&) { return Waits{}; };
  CHECK_FALSE(adviser.advise(lobby.state(), Lobby::at("08:05"), nobody));
  CHECK_EQ(adviser.reason(), NoAdvice::nobody_waiting);
  lobby.site().rules.advice_day_max = 0;
  CHECK_FALSE(adviser.advise(lobby.state(), Lobby::at("08:06"), nobody));
  CHECK_EQ(adviser.reason(), NoAdvice::nobody_waiting);
  CHECK_FALSE(adviser.advise(State{}, Lobby::at("08:07"), nobody));
  CHECK_EQ(adviser.reason(), NoAdvice::day_not_open);
}

TEST_CASE("advice: a few a day whatever the lobby does") {
  Lobby lobby = morning(6);
  Adviser adviser(lobby.site());
  RandomSource random(17);
  int begun = 0;
  int changes = 0;
  std::optional<Step> before;
  std::optional<Instant> ended;
  for (Instant now = Lobby::at("08:06"); now < Lobby::at("16:30"); now += Seconds(30)) {
    const int minutes = static_cast<int>(random.between(0, 45));
    const auto said = adviser.advise(
        lobby.state(), now,
        by_open_counters({{1, minutes + (random.percent(90) ? 20 : 0)}, {2, minutes}}));
    const auto step = said ? std::optional(said->step) : std::nullopt;
    if (step != before) {
      ++changes;
      CHECK((!step || !before));
      if (step) {
        ++begun;
        if (ended) CHECK(now - *ended >= lobby.site().rules.advice_rest);
      } else {
        ended = now;
      }
    }
    before = step;
  }
  CHECK_EQ(begun, lobby.site().rules.advice_day_max);
  CHECK(changes <= 2 * begun);
  // None at all where the site wants none; and another day begins anew.
  lobby.site().rules.advice_day_max = 0;
  Adviser silent(lobby.site());
  const WaitsOf much = by_open_counters({{1, 25}, {2, 8}});
  CHECK_EQ(silent.reason(), NoAdvice::day_not_open);
  CHECK_FALSE(silent.advise(lobby.state(), Lobby::at("10:00"), much));
  CHECK_EQ(silent.reason(), NoAdvice::enough_today);
  CHECK_FALSE(silent.advise(lobby.state(), Lobby::at("11:00"), much));
}

TEST_CASE("advice: over random lobbies it never makes things worse or asks for what cannot be") {
  const std::uint64_t seed = seed_of_run();
  INFO("FOYER_SEED=", seed);
  const Site site = town();
  RandomLobby lobby(site, seed);
  std::map<Action, int> advised;
  for (int i = 0; i < 12'000; ++i) {
    lobby.step();
    if (i % 4 != 0) continue;
    const State& state = lobby.state();
    const Instant now = state.last_at;
    const WaitsOf waits_of = cold(site, now);
    const Finding finding = find_best(site, state, now, waits_of);
    const bool somebody =
        std::any_of(state.visits.begin(), state.visits.end(),
                    [](const auto& entry) { return stage_of(entry.second) == NeedState::waiting; });
    REQUIRE((somebody || !finding.best));
    REQUIRE((finding.best || finding.reason));
    if (!finding.best || finding.reason) continue;
    const Step& step = finding.best->step;
    ++advised[step.action];

    // The lobby itself would let it be done, and then is what the forecast was made of.
    Context context;
    context.now = now;
    const CounterPlace* place = find_counter(site, step.counter);
    REQUIRE(place != nullptr);
    const Counter* counter = find_counter(state, step.counter);
    const State after = with_step(site, state, step, now);
    const Counter& then = after.counters.at(step.counter);
    CHECK(std::is_sorted(then.skills.begin(), then.skills.end()));
    CHECK(std::includes(place->skills.begin(), place->skills.end(), then.skills.begin(),
                        then.skills.end()));
    if (step.action == Action::lend_skill) {
      CHECK_EQ(counter->state, CounterState::open);
      CHECK_EQ(then.skills.size(), counter->skills.size() + 1);
    } else {
      context.actor.clerk =
          step.action == Action::end_break ? counter->clerk : ClerkId{"somebody-else"};
      context.clerk_skills = step.skills;
      CHECK(decide(site, state, OpenCounter{step.counter}, context));
      CHECK_EQ(then.state, CounterState::open);
    }

    const Waits without = waits_of(state);
    const Waits with = waits_of(after);
    CHECK(all_waits_s(with) < all_waits_s(without));
    CHECK_EQ(all_waits_s(without) - all_waits_s(with), finding.best->gain.saved_s);
    CHECK(finding.best->gain.promises_bp >= 0);
    CHECK((finding.best->gain.visits_helped >= site.rules.advice_visits_least ||
           finding.best->gain.visits_freed > 0));
  }
  CHECK(advised[Action::open_counter] > 0);
  CHECK(advised[Action::end_break] > 0);
  CHECK(advised[Action::lend_skill] > 0);
}

}  // namespace foyer::test

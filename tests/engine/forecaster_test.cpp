// The forecaster over days in which everything is known, and over lobbies in which anything
// happens.
#include "engine/forecaster.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>

#include "tests/engine/random_lobby.h"
#include "tests/engine/simulated_days.h"
#include "tests/engine/town.h"

namespace foyer::test {
namespace {

constexpr Forecaster::Settings look_each_time{Milliseconds(0), Milliseconds(0)};

/// What was promised on arrival beside what came, from the day `from` on.
struct Kept {
  int waited = 0;
  int kept_p80 = 0;
  int kept_p90 = 0;
  double promised_s = 0;
  double waited_s = 0;
  double off_s = 0;  ///< Sum of absolute differences.
};

/// Plays days with a forecaster beside.
class Trial {
 public:
  Trial(const DaysSettings& settings, std::uint64_t seed)
      : days_(town(), settings, seed, [this](const Event& event) { watch(event); }),
        forecaster_(std::make_unique<Forecaster>(days_.site(), look_each_time)) {}

  Kept play(int days) {
    kept_ = {};
    for (int i = 0; i < days; ++i) days_.play_day();
    return kept_;
  }
  [[nodiscard]] const Forecaster& forecaster() const { return *forecaster_; }
  SimulatedDays& days() { return days_; }

 private:
  void watch(const Event& event) {
    if (const auto* issued = std::get_if<TicketIssued>(&event.body)) {
      promised_[issued->visit] = {event.at,
                                  forecaster_->estimate(issued->needs, issued->priority, event.at)};
    }
    if (const auto* called = std::get_if<VisitCalled>(&event.body)) {
      const auto& [arrived_at, estimate] = promised_.at(called->visit);
      const double waited_s = static_cast<double>((event.at - arrived_at).count()) / 1000;
      if (waited_s > 0) {
        ++kept_.waited;
        kept_.kept_p80 += waited_s <= estimate.p80_s ? 1 : 0;
        kept_.kept_p90 += waited_s <= estimate.p90_s ? 1 : 0;
        kept_.promised_s += estimate.p50_s;
        kept_.waited_s += waited_s;
        kept_.off_s += std::abs(estimate.p50_s - waited_s);
      } else {
        CHECK(estimate.free);
      }
    }
    forecaster_->observe(event);
  }

  std::map<VisitId, std::pair<Instant, Estimate>> promised_;
  Kept kept_;
  SimulatedDays days_;
  std::unique_ptr<Forecaster> forecaster_;
};

std::vector<Event> journal_of_days(int days) {
  DaysSettings settings;
  settings.services = {{"passport"}, {"property-tax"}, {"dog-licence"}};
  settings.counters = {{"c1"}, {"c2"}, {"c3"}};
  settings.comes_per_h = 20;
  settings.patience_s = 1800;
  SimulatedDays played(town(), settings, 11, [](const Event&) {});
  for (int i = 0; i < days; ++i) played.play_day();
  return played.journal();
}

/// Everybody who could join.
std::vector<Joiner> all_joiners(const Site& site, Instant now) {
  std::vector<Joiner> joiners;
  for (const Service& service : site.services) {
    if (service.centralization == Centralization::none || !service.on) continue;
    for (const Priority priority : {Priority::normal, Priority::priority}) {
      joiners.push_back(joiner_for(site, service, priority, now));
    }
  }
  return joiners;
}

void check_range(const Estimate& estimate) {
  CHECK_LE(0, estimate.p50_s);
  CHECK_LE(estimate.p50_s, estimate.p80_s);
  CHECK_LE(estimate.p80_s, estimate.p90_s);
  CHECK_GE(estimate.before, 0);
  if (estimate.free) CHECK_EQ(estimate.p90_s, 0);
}

bool somebody_serves(const State& state, const SkillId& skill) {
  return std::any_of(state.counters.begin(), state.counters.end(), [&](const auto& entry) {
    return entry.second.state == CounterState::open && has_skill(entry.second.skills, skill);
  });
}

bool is_plain(const Visit& visit) {
  return visit.needs.size() == 1 && visit.special_needs.empty() &&
         visit.needs.front().only_counter.empty() && visit.needs.front().only_clerk.empty();
}

/// Visits with the same skill and priority, one need and no wishes: who is called later is told no
/// less, and whoever would join behind them neither.
void check_order(const State& state, const Estimates& estimates,
                 const std::vector<Joiner>& joiners) {
  using Alike = std::pair<SkillId, Priority>;
  std::map<Alike, std::vector<const Estimate*>> lines;
  for (const auto& of_visit : estimates.visits) {
    const Visit& visit = *find_visit(state, of_visit.visit);
    if (is_plain(visit)) {
      lines[{visit.needs.front().skill, visit.priority}].push_back(&of_visit.estimate);
    }
  }
  for (std::size_t j = 0; j < joiners.size(); ++j) {
    lines[{joiners[j].skill, joiners[j].priority}].push_back(&estimates.joiners[j]);
  }
  for (auto& [alike, line] : lines) {
    std::erase_if(line, [](const Estimate* estimate) { return estimate->free; });
    std::stable_sort(line.begin(), line.end(),
                     [](const Estimate* a, const Estimate* b) { return a->before < b->before; });
    for (std::size_t i = 1; i < line.size(); ++i) {
      if (line[i - 1]->before == line[i]->before) continue;
      CHECK_LE(line[i - 1]->p50_s, line[i]->p50_s);
      CHECK_LE(line[i - 1]->p80_s, line[i]->p80_s);
      CHECK_LE(line[i - 1]->p90_s, line[i]->p90_s);
    }
  }
}

void check_estimates(const Site& site, const State& state, const Experience& experience) {
  const std::vector<Joiner> joiners = all_joiners(site, state.last_at);
  const Estimates estimates = estimate_waits(site, state, experience, joiners, state.last_at);
  for (const auto& of_visit : estimates.visits) {
    check_range(of_visit.estimate);
    CHECK_LT(of_visit.estimate.before, static_cast<int>(estimates.visits.size()));
  }
  for (std::size_t j = 0; j < joiners.size(); ++j) {
    const Estimate& estimate = estimates.joiners[j];
    check_range(estimate);
    CHECK_EQ(estimate.status != WaitStatus::no_counter_open,
             somebody_serves(state, joiners[j].skill));
  }
  check_order(state, estimates, joiners);
}

}  // namespace

TEST_CASE("forecaster: whatever happens in a lobby its forecasts can be true") {
  const std::uint64_t seed = seed_of_run();
  INFO("FOYER_SEED=", seed);
  Site site = town();
  site.rules.needs_max = 4;
  RandomLobby lobby(site, seed);
  const std::vector<Event> past = journal_of_days(3);
  Forecaster learnt(site);
  for (const Event& event : past) learnt.observe(event);
  const Experience nothing(site);
  for (int step = 0; step < 20'000; ++step) {
    lobby.step();
    if (step % 20 != 0 || !lobby.state().day) continue;
    check_estimates(site, lobby.state(), nothing);
    check_estimates(site, lobby.state(), learnt.experience());
  }
}

TEST_CASE("forecaster: the same events give the same waits whenever it was asked") {
  const Site site = town();
  const std::vector<Event> events = journal_of_days(3);
  Forecaster asked_often(site);
  Forecaster asked_once(site);
  for (const Event& event : events) {
    asked_often.observe(event);
    (void)asked_often.forecast(event.at);
    asked_once.observe(event);
  }
  const Instant end = events.back().at;
  CHECK(asked_often.experience() == asked_once.experience());
  CHECK_EQ(asked_often.forecast(end), asked_once.forecast(end));
}

TEST_CASE("forecaster: what was learnt outlives the day and a restart reads it again") {
  const Site site = town();
  const std::vector<Event> events = journal_of_days(3);
  const auto last_day = std::find_if(events.rbegin(), events.rend(), [](const Event& event) {
    return std::holds_alternative<DayOpened>(event.body);
  });
  const auto middle = last_day.base() + (events.end() - last_day.base()) / 2;
  Forecaster never_stopped(site);
  for (auto event = events.begin(); event != middle; ++event) never_stopped.observe(*event);
  Forecaster restarted(site);
  for (auto event = events.begin(); event != middle; ++event) restarted.observe(*event);
  Forecaster forgetful(site);
  for (auto event = last_day.base() - 1; event != middle; ++event) forgetful.observe(*event);
  const Instant now = (middle - 1)->at;
  CHECK_EQ(never_stopped.forecast(now), restarted.forecast(now));
  CHECK(never_stopped.forecast(now) != forgetful.forecast(now));
}

TEST_CASE("forecaster: tells the waits of all who wait and of whoever would join") {
  const Site site = town();
  Forecaster forecaster(site);
  const std::vector<Event> events = journal_of_days(1);
  std::size_t checked = 0;
  for (const Event& event : events) {
    forecaster.observe(event);
    const Waits waits = forecaster.forecast(event.at);
    CHECK_EQ(waits.seq, event.seq);
    // Neither the tour, which is off, nor the court date, which is a referral.
    CHECK_EQ(waits.services.size(), 4);
    for (const VisitWait& wait : waits.visits) {
      REQUIRE(find_visit(forecaster.state(), wait.visit) != nullptr);
      ++checked;
    }
    if (waits.visits.empty()) continue;
    const ServiceWait* tax = find_wait(waits, ServiceId{"property-tax"});
    REQUIRE(tax != nullptr);
    CHECK_LE(tax->wait.p50_s, tax->wait.p90_s);
  }
  CHECK_GT(checked, 100);
}

TEST_CASE("forecaster: is right after a day where all takes twice what the catalogue says") {
  DaysSettings settings;
  settings.comes_per_h = 5.5;
  settings.handle_s = 1200;
  Trial trial(settings, 21);
  const Kept first = trial.play(1);
  CHECK(trial.forecaster().experience().handle_s(ServiceId{"passport"}) ==
        doctest::Approx(1200).epsilon(0.35));
  trial.play(4);
  const Kept later = trial.play(40);
  CHECK_GT(first.waited, 5);
  CHECK(later.promised_s == doctest::Approx(later.waited_s).epsilon(0.08));
}

TEST_CASE("forecaster: how many give up is learnt from a lobby") {
  DaysSettings settings;
  settings.comes_per_h = 16;
  settings.patience_s = 1500;
  Trial trial(settings, 22);
  trial.play(40);
  CHECK(1 / trial.forecaster().experience().leaves_per_s() == doctest::Approx(1500).epsilon(0.25));
}

TEST_CASE("forecaster: the walk to the counter is learnt and counts") {
  DaysSettings settings;
  settings.walk_s = 45;
  Trial trial(settings, 23);
  trial.play(3);
  CHECK(trial.forecaster().experience().walk_s() == doctest::Approx(45).epsilon(0.02));
}

TEST_CASE("forecaster: ranges keep their promise on days of random arrivals and handling") {
  DaysSettings settings;
  settings.services = {{"passport"}};
  settings.counters = {{"c2"}, {"c3"}};
  settings.comes_per_h = 10.5;
  settings.patience_s = 3600;
  Trial trial(settings, 24);
  trial.play(5);
  const Kept kept = trial.play(60);
  const double waited = kept.waited;
  MESSAGE("waited: ", kept.waited, " p80 kept: ", kept.kept_p80 / waited,
          " p90 kept: ", kept.kept_p90 / waited, " mean off by s: ", kept.off_s / waited,
          " mean wait s: ", kept.waited_s / waited);
  REQUIRE_GT(kept.waited, 2'000);
  CHECK(kept.kept_p80 / waited == doctest::Approx(0.8).epsilon(0.04));
  CHECK(kept.kept_p90 / waited == doctest::Approx(0.9).epsilon(0.03));
  CHECK(kept.promised_s == doctest::Approx(kept.waited_s).epsilon(0.07));
}

TEST_CASE("forecaster: one look does for the tickets of a moment and what is learnt is as good") {
  const Site site = town();
  const std::vector<Event> events = journal_of_days(20);
  Forecaster exact(site, look_each_time);
  Forecaster frugal(site);
  double off_s = 0;
  double all_s = 0;
  for (const Event& event : events) {
    if (std::holds_alternative<TicketIssued>(event.body) && event.seq > 2'000) {
      const auto& issued = std::get<TicketIssued>(event.body);
      const int exact_s = exact.estimate(issued.needs, issued.priority, event.at).p50_s;
      const int frugal_s = frugal.estimate(issued.needs, issued.priority, event.at).p50_s;
      off_s += std::abs(exact_s - frugal_s);
      all_s += exact_s;
    }
    exact.observe(event);
    frugal.observe(event);
  }
  CHECK_LT(off_s, all_s / 10);
}

}  // namespace foyer::test

#include "engine/estimate.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace foyer {
namespace {

constexpr double wait_s_max = 7 * 24 * 3600;
constexpr double feature_max = 50;
constexpr int before_max = 2000;
// The spread of waits is taken to grow with what is expected, from this share of a visit on.
constexpr double spread_least = 1.0 / 6;
constexpr double expected_least = 1.0 / 40;

double seconds(Milliseconds span) {
  return static_cast<double>(span.count()) / 1000;
}

/// One who is asked about.
struct Asked {
  const SkillId& skill;
  Priority priority{};
  Instant place_at;
  const Ahead& ahead;
};

/// The mean time until `before` and one more have gone, with counters that get free at random and
/// people who give up. Source: Ibrahim and Whitt, Real-time delay estimation in overloaded
/// multiserver queues with abandonments, Management Science 55 (2009): QLm.
double until_called_s(double calls_per_s, double leaves_per_s, int before) {
  double sum_s = 0;
  for (int j = 0; j <= std::min(before, before_max); ++j) {
    sum_s += 1 / (calls_per_s + leaves_per_s * j);
  }
  return sum_s;
}

class Estimator {
 public:
  Estimator(const State& state, const Experience& experience, Played played, Instant now)
      : state_(state), experience_(experience), played_(std::move(played)), now_(now) {}

  Estimates run(const std::vector<Joiner>& joiners) {
    Estimates estimates;
    for (const auto& person : played_.visits) {
      const Asked asked{person.skill, person.priority, person.place_at, person.ahead};
      estimates.visits.push_back({person.visit, estimate(asked)});
    }
    for (std::size_t j = 0; j < joiners.size(); ++j) {
      const Joiner& joiner = joiners[j];
      const Asked asked{joiner.skill, joiner.priority, joiner.place_at, played_.joiners[j]};
      estimates.joiners.push_back(estimate(asked));
    }
    put_in_order(estimates, joiners);
    for (auto& of_visit : estimates.visits) finish(of_visit.estimate);
    for (Estimate& estimate : estimates.joiners) finish(estimate);
    return estimates;
  }

 private:
  [[nodiscard]] const CounterPool& pool_of(const Ahead& ahead) const {
    return played_.pools[static_cast<std::size_t>(ahead.pool)];
  }

  /// How many will come later and be called first, at the counters of `pool`, in `wait_s`.
  [[nodiscard]] double overtaking(const Asked& asked, const CounterPool& pool,
                                  double wait_s) const {
    double come = 0;
    for (const auto& [who, joining] : experience_.joining()) {
      const double ahead_s = seconds(asked.place_at - now_) + joining.head_start_s;
      if (ahead_s <= 0) continue;
      if (!std::binary_search(pool.skills.begin(), pool.skills.end(), joining.skill)) continue;
      come += experience_.joins_per_s(joining, now_) * std::min(ahead_s, wait_s);
    }
    return come;
  }

  /// In units of a visit's time, so that what one lobby has learnt about the weights is near what
  /// another one would.
  [[nodiscard]] Regression::Features features_of(const Asked& asked, double unit_s) const {
    const CounterPool& pool = pool_of(asked.ahead);
    const double open = std::max(static_cast<double>(pool.open), 0.5);
    const double visit_s = std::max(pool.visit_s, 1.0);
    const double leaves = experience_.leaves_per_s();
    const int before = asked.ahead.before;
    const double returning_s = until_called_s(open / visit_s + pool.returns_per_s, leaves, before);
    const double staying_s = until_called_s(open / visit_s, leaves, before);
    const double overtaken = overtaking(asked, pool, returning_s);
    const RecentWaits* same = experience_.recent(asked.skill);
    const RecentWaits& all = experience_.recent();
    const double mean_s = all.mean_s().value_or(returning_s);
    const double last_s = all.last.empty() ? returning_s : all.last.back();
    Regression::Features features{
        unit_s,
        asked.ahead.called_in_s.value_or(returning_s),
        returning_s,
        staying_s,
        visit_s / open,
        overtaken * visit_s / open,
        same == nullptr ? last_s : same->last.back(),
        same == nullptr ? mean_s : same->mean_s().value_or(mean_s),
        last_s,
        mean_s,
        pool.head_waits_s,
    };
    for (double& feature : features) feature = std::clamp(feature / unit_s, 0.0, feature_max);
    return features;
  }

  [[nodiscard]] Estimate estimate(const Asked& asked) const {
    Estimate estimate;
    const Ahead& ahead = asked.ahead;
    estimate.before = ahead.before;
    estimate.status = ahead.somebody_open ? WaitStatus::known : WaitStatus::no_counter_open;
    Experience::Promise& promise = estimate.promise;
    promise.before = ahead.before;
    promise.unit_s = std::max(experience_.visit_s(), 1.0);
    if (ahead.free) {
      estimate.free = true;
      return estimate;
    }
    promise.features = features_of(asked, promise.unit_s);
    const double least = std::min(promise.features[1], expected_least);
    const double expected = std::max(experience_.regression().predict(promise.features), least);
    const double bias = experience_.bias({asked.skill, asked.priority});
    const double base_s = std::min(expected * promise.unit_s, wait_s_max);
    promise.base_s = base_s;
    promise.spread_s = base_s + spread_least * promise.unit_s;
    promise.expected_s = std::max(base_s + bias * promise.spread_s, base_s / 4);
    const auto within = [&](double share) {
      const double margin = experience_.margin({asked.skill, asked.priority}, ahead.before, share);
      const double within_s = promise.expected_s + margin * promise.spread_s;
      return static_cast<int>(std::lround(std::clamp(within_s, 0.0, wait_s_max)));
    };
    estimate.p50_s = static_cast<int>(std::lround(promise.expected_s));
    promise.p80_s = std::max(within(0.8), estimate.p50_s);
    promise.p90_s = std::max(within(0.9), promise.p80_s);
    return estimate;
  }

  /// Of those who are alike, who is called later is not told less.
  void put_in_order(Estimates& estimates, const std::vector<Joiner>& joiners) const {
    using Alike = std::tuple<int, SkillId, Priority>;
    struct Place {
      double called_in_s;
      int before;
      std::size_t number;
      Alike alike;
      Estimate* estimate;
    };
    std::vector<Place> places;
    const auto add = [&places](const Ahead& ahead, const SkillId& skill, Priority priority,
                               Estimate& estimate) {
      if (!ahead.called_in_s || ahead.free) return;
      places.push_back({*ahead.called_in_s,
                        ahead.before,
                        places.size(),
                        {ahead.pool, skill, priority},
                        &estimate});
    };
    for (std::size_t i = 0; i < estimates.visits.size(); ++i) {
      const Played::Person& person = played_.visits[i];
      add(person.ahead, person.skill, person.priority, estimates.visits[i].estimate);
    }
    for (std::size_t j = 0; j < estimates.joiners.size(); ++j) {
      add(played_.joiners[j], joiners[j].skill, joiners[j].priority, estimates.joiners[j]);
    }
    std::sort(places.begin(), places.end(), [](const Place& a, const Place& b) {
      return std::tie(a.called_in_s, a.before, a.number) <
             std::tie(b.called_in_s, b.before, b.number);
    });
    std::map<Alike, const Estimate*> last;
    for (const Place& place : places) {
      const Estimate*& before = last[place.alike];
      if (before != nullptr) raise(*place.estimate, *before);
      before = place.estimate;
    }
  }

  static void raise(Estimate& estimate, const Estimate& least) {
    estimate.p50_s = std::max(estimate.p50_s, least.p50_s);
    Experience::Promise& promise = estimate.promise;
    promise.p80_s = std::max(promise.p80_s, least.promise.p80_s);
    promise.p90_s = std::max(promise.p90_s, least.promise.p90_s);
  }

  void finish(Estimate& estimate) const {
    estimate.p80_s = estimate.promise.p80_s;
    estimate.p90_s = estimate.promise.p90_s;
    const bool known = estimate.status == WaitStatus::known;
    if (known && state_.day && now_ + Seconds(estimate.p50_s) > state_.day->ends_at) {
      estimate.status = WaitStatus::after_closing;
    }
  }

  const State& state_;
  const Experience& experience_;
  Played played_;
  Instant now_;
};

}  // namespace

Wait wait_of(const Estimate& estimate) {
  if (estimate.status != WaitStatus::known) return Wait{estimate.status, 0, 0};
  return Wait{WaitStatus::known, estimate.p50_s, estimate.p90_s};
}

Estimates estimate_waits(const Site& site, const State& state, const Experience& experience,
                         const std::vector<Joiner>& joiners, Instant now) {
  Played played = play_forward(site, state, experience, joiners, now);
  return Estimator(state, experience, std::move(played), now).run(joiners);
}

Joiner joiner_for(const Site& site, const Service& service, Priority priority, Instant now) {
  const Instant due_at = now + promised_wait(site, service, priority);
  return Joiner{service.skill, priority, due_at, due_at - service.promised_wait,
                service.expected_handle};
}

}  // namespace foyer

#include "engine/pool.h"

#include <algorithm>
#include <cmath>

#include "engine/assert.h"

namespace foyer {
namespace {

/// Jumps per step at most: e^-30 is far from the smallest double.
constexpr double jumps_max = 30;
constexpr double large = 1e200;

/// Calls `add(weight)` for 0, 1, 2 ... jumps at a mean of `jumps`, until 1 − 10^-13 is told, and
/// `jump()` between them.
template <class Add, class Jump>
void for_each_jump(double jumps, const Add& add, const Jump& jump) {
  double weight = std::exp(-jumps);
  double left = 1;
  for (int i = 1;; ++i) {
    add(weight);
    left -= weight;
    if (left < 1e-13 || (i > jumps && weight < 1e-16)) return;
    weight *= jumps / i;
    jump();
  }
}

double leaving_per_s(const Traffic& traffic) {
  return traffic.is_patient() ? 0 : 1 / traffic.patience_s;
}

/// The share of two-stage people with which handling has this variability v: with p of them it is
/// (1 + 2p − p²)/(1 + p)², so (1 + v)·p² − 2(1 − v)·p − (1 − v) = 0.
double two_stages_of(double variability) {
  const double v = std::clamp(variability, 0.5, 1.0);
  return ((1 - v) + std::sqrt((1 - v) * (1 - v) + (1 + v) * (1 - v))) / (1 + v);
}

/// not_yet[m − 1]: the share of those who must wait for m stages to end that is not called within
/// `within_s`. The last of them ends at the rate of the counters, every one before it faster, as
/// those ahead in the line may leave. The same uniformization, backwards.
std::vector<double> not_called_yet(double served_per_s, double leaving_per_stage_s, double within_s,
                                   std::size_t ends_max) {
  std::vector<double> not_yet(ends_max, 1.0);
  const double fastest = served_per_s + static_cast<double>(ends_max) * leaving_per_stage_s;
  if (fastest == 0 || within_s == 0 || ends_max == 0) return not_yet;
  const int parts = static_cast<int>(std::ceil(fastest * within_s / jumps_max));
  std::vector<double> next;
  std::vector<double> sum(ends_max);
  for (int i = 0; i < parts; ++i) {
    next = not_yet;
    std::fill(sum.begin(), sum.end(), 0.0);
    const auto add = [&](double weight) {
      for (std::size_t m = 0; m < ends_max; ++m) sum[m] += weight * next[m];
    };
    const auto jump = [&] {
      for (std::size_t m = ends_max; m-- > 0;) {
        const double moves =
            (served_per_s + static_cast<double>(m) * leaving_per_stage_s) / fastest;
        next[m] += moves * ((m == 0 ? 0 : next[m - 1]) - next[m]);
      }
    };
    for_each_jump(fastest * within_s / parts, add, jump);
    not_yet.swap(sum);
  }
  return not_yet;
}

}  // namespace

PoolOverTime::PoolOverTime(int present_max, double variability)
    : two_stages_(two_stages_of(variability)),
      stages_(1 + two_stages_),
      stages_left_((1 + 2 * two_stages_) / (1 + two_stages_)) {
  FOYER_ASSERT(present_max >= 1);
  FOYER_ASSERT(present_max <= 5000);
  FOYER_ASSERT(variability >= 0);
  share_.assign(static_cast<std::size_t>(std::ceil(present_max * stages_)) + 1, 0.0);
  share_[0] = 1;
}

/// People in the line: all stages beyond those that the people at busy counters have left.
double PoolOverTime::in_line(std::size_t stages, int servers) const {
  return std::max(0.0, (static_cast<double>(stages) - servers * stages_left_) / stages_);
}

double PoolOverTime::waiting(int servers) const {
  double mean = 0;
  for (std::size_t s = 0; s < share_.size(); ++s) mean += share_[s] * in_line(s, servers);
  return mean;
}

/// How many people there are where so many stages are left and all are being served, for as many
/// stages as that can be: those with two and with one left are independent Poisson numbers, of
/// means as the load has them.
std::vector<double> PoolOverTime::people_served(double load, int servers) const {
  const auto most = static_cast<std::size_t>(2 * servers);
  std::vector<double> people(most + 1);
  const double with_two = std::max(load, 0.01) * two_stages_ / stages_;
  const double with_one = std::max(load, 0.01) / stages_;
  for (std::size_t s = 0; s <= most; ++s) {
    // Begins with all of them having one stage left; each step makes one out of two.
    double weight = 1;
    double all = 0;
    double sum = 0;
    for (std::size_t twos = 0; 2 * twos <= s; ++twos) {
      const auto ones = static_cast<double>(s - 2 * twos);
      all += weight;
      sum += weight * (ones + static_cast<double>(twos));
      weight *=
          with_two / static_cast<double>(twos + 1) * ones * (ones - 1) / (with_one * with_one);
      if (weight > large) {
        weight /= large;
        all /= large;
        sum /= large;
      }
    }
    people[s] = sum / all;
  }
  return people;
}

PoolOverTime::States PoolOverTime::look_at_states(const Traffic& traffic, int servers,
                                                  std::size_t most) const {
  const std::vector<double> served =
      people_served(std::min(traffic.load(), static_cast<double>(servers)), servers);
  const double leaving = leaving_per_s(traffic);
  States states;
  for (std::size_t s = 0; s <= most; ++s) {
    const double people = s < served.size() ? served[s] : servers + 1.0;
    const double busy = std::min(people, static_cast<double>(servers));
    states.out_per_s.push_back(stages_ * (busy / traffic.handle_s + in_line(s, servers) * leaving));
    states.late_from.push_back(std::clamp(people - (servers - 1), 0.0, 1.0));
    // One counter is free when so many stages are left as one person fewer has.
    const double ends = static_cast<double>(s) - (servers - 1) * stages_left_;
    states.ends.push_back(static_cast<std::size_t>(std::max(1.0, std::round(ends))));
  }
  return states;
}

/// The most stages that there can be within a span, but for a chance of 10^-13.
std::size_t PoolOverTime::reach(const Traffic& traffic, double span_s) const {
  const double come = traffic.arrivals_per_s * span_s;
  const double most =
      static_cast<double>(top_) + std::ceil(stages_) * (come + 8 * std::sqrt(come) + 20);
  return most < static_cast<double>(share_.size() - 1) ? static_cast<std::size_t>(most)
                                                       : share_.size() - 1;
}

void PoolOverTime::step(const Traffic& traffic, const States& states, double step_s,
                        std::size_t most) {
  const std::vector<double>& out = states.out_per_s;
  const double fastest = traffic.arrivals_per_s + *std::max_element(out.begin(), out.end());
  if (fastest == 0) return;
  const int parts = static_cast<int>(std::ceil(fastest * step_s / jumps_max));
  const double in_two = two_stages_ * traffic.arrivals_per_s / fastest;
  const double in_one = (1 - two_stages_) * traffic.arrivals_per_s / fastest;
  for (int i = 0; i < parts; ++i) {
    next_.assign(share_.begin(), share_.begin() + static_cast<std::ptrdiff_t>(most) + 1);
    sum_.assign(share_.size(), 0.0);
    const auto add = [&](double weight) {
      for (std::size_t s = 0; s <= most; ++s) sum_[s] += weight * next_[s];
    };
    const auto jump = [&] {
      // In place, upwards: what the two states below were before this jump is kept.
      double below = 0;
      double two_below = 0;
      for (std::size_t s = 0; s <= most; ++s) {
        const double now = next_[s];
        // For two stages there may be room for one only.
        const double goes = (s < most ? in_one + in_two : 0) + out[s] / fastest;
        next_[s] = now * (1 - goes) + below * in_one + two_below * in_two;
        if (s == most) next_[s] += below * in_two;
        if (s < most) next_[s] += next_[s + 1] * out[s + 1] / fastest;
        two_below = below;
        below = now;
      }
    };
    for_each_jump(fastest * step_s / parts, add, jump);
    share_.swap(sum_);
  }
  // What the sum left out, 10^-13 a step, must not add up over a day.
  double all = 0;
  for (const double share : share_) all += share;
  for (double& share : share_) share /= all;
}

Met PoolOverTime::pass(const Traffic& traffic, int servers, double span_s,
                       std::span<const double> within_s) {
  FOYER_ASSERT(span_s > 0);
  FOYER_ASSERT(servers >= 0);
  FOYER_ASSERT(servers <= servers_max);
  FOYER_ASSERT(traffic.handle_s > 0);
  FOYER_ASSERT(std::isfinite(traffic.arrivals_per_s));
  const std::size_t most = reach(traffic, span_s);
  const States states = look_at_states(traffic, servers, most);
  std::vector<std::vector<double>> not_yet;
  for (const double within : within_s) {
    not_yet.push_back(not_called_yet(servers * stages_ / traffic.handle_s, leaving_per_s(traffic),
                                     within, states.ends.back()));
  }
  Met met;
  met.called_within.assign(within_s.size(), 0.0);
  const auto look = [&](double weight) {
    met.waiting += weight * waiting(servers);
    for (std::size_t i = 0; i < not_yet.size(); ++i) {
      double late = 0;
      for (std::size_t s = 0; s <= most; ++s) {
        late += share_[s] * states.late_from[s] * not_yet[i][states.ends[s] - 1];
      }
      met.called_within[i] += weight * (1 - late);
    }
  };
  // Arrivals come evenly within the span: what they meet is the mean over it, by Simpson's rule on
  // steps of at most a minute.
  const int steps = 2 * static_cast<int>(std::ceil(span_s / 120));
  for (int i = 0; i <= steps; ++i) {
    const double end = i == 0 || i == steps ? 1 : (i % 2 == 1 ? 4 : 2);
    look(end / (3 * steps));
    if (i < steps) step(traffic, states, span_s / steps, most);
  }
  met.waiting_at_end = waiting(servers);
  for (top_ = most; top_ > 0 && share_[top_] < 1e-13;) --top_;
  return met;
}

}  // namespace foyer

#include "engine/pool.h"

#include <algorithm>
#include <cmath>

#include "engine/assert.h"

namespace foyer {
namespace {

/// Jumps per step at most: e^-30 is far from the smallest double.
constexpr double jumps_max = 30;

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

/// not_yet[k]: the share of those with k before them in the line that is not called within
/// `within_s`: k + 1 departures, of which the first comes at the rate of the counters, every other
/// one faster by one who may leave. The same uniformization, backwards.
std::vector<double> not_called_yet(const Traffic& traffic, int servers, double within_s,
                                   std::size_t line_max) {
  std::vector<double> not_yet(line_max, 1.0);
  const double served = servers / traffic.handle_s;
  const double leaving = leaving_per_s(traffic);
  const double fastest = served + static_cast<double>(line_max) * leaving;
  if (fastest == 0 || within_s == 0 || line_max == 0) return not_yet;
  const int steps = static_cast<int>(std::ceil(fastest * within_s / jumps_max));
  std::vector<double> next;
  std::vector<double> sum(line_max);
  for (int i = 0; i < steps; ++i) {
    next = not_yet;
    std::fill(sum.begin(), sum.end(), 0.0);
    const auto add = [&](double weight) {
      for (std::size_t k = 0; k < line_max; ++k) sum[k] += weight * next[k];
    };
    const auto jump = [&] {
      for (std::size_t k = line_max; k-- > 0;) {
        const double moves = (served + static_cast<double>(k) * leaving) / fastest;
        next[k] += moves * ((k == 0 ? 0 : next[k - 1]) - next[k]);
      }
    };
    for_each_jump(fastest * within_s / steps, add, jump);
    not_yet.swap(sum);
  }
  return not_yet;
}

}  // namespace

PoolOverTime::PoolOverTime(int present_max) {
  FOYER_ASSERT(present_max >= 1);
  FOYER_ASSERT(present_max <= 5000);
  share_.assign(static_cast<std::size_t>(present_max) + 1, 0.0);
  share_[0] = 1;
}

double PoolOverTime::waiting(int servers) const {
  double mean = 0;
  for (std::size_t k = static_cast<std::size_t>(servers); k < share_.size(); ++k) {
    mean += share_[k] * static_cast<double>(k - static_cast<std::size_t>(servers));
  }
  return mean;
}

/// The most people that there can be within a span, but for a chance of 10^-13.
std::size_t PoolOverTime::reach(const Traffic& traffic, double span_s) const {
  const double come = traffic.arrivals_per_s * span_s;
  const double most = static_cast<double>(top_) + come + 8 * std::sqrt(come) + 20;
  return most < static_cast<double>(share_.size() - 1) ? static_cast<std::size_t>(most)
                                                       : share_.size() - 1;
}

void PoolOverTime::step(const Traffic& traffic, int servers, double step_s, std::size_t most) {
  const double leaving = leaving_per_s(traffic);
  std::vector<double> out(most + 1);
  for (std::size_t k = 0; k <= most; ++k) {
    const double busy = std::min(static_cast<double>(k), static_cast<double>(servers));
    out[k] = busy / traffic.handle_s + (static_cast<double>(k) - busy) * leaving;
  }
  const double fastest = traffic.arrivals_per_s + out[most];
  if (fastest == 0) return;
  const int parts = static_cast<int>(std::ceil(fastest * step_s / jumps_max));
  const double in = traffic.arrivals_per_s / fastest;
  for (int i = 0; i < parts; ++i) {
    next_.assign(share_.begin(), share_.begin() + static_cast<std::ptrdiff_t>(most) + 1);
    sum_.assign(share_.size(), 0.0);
    const auto add = [&](double weight) {
      for (std::size_t k = 0; k <= most; ++k) sum_[k] += weight * next_[k];
    };
    const auto jump = [&] {
      // In place, upwards: `below` is what the state below was before this jump.
      double below = 0;
      for (std::size_t k = 0; k <= most; ++k) {
        const double now = next_[k];
        const double stays = 1 - (k < most ? in : 0) - out[k] / fastest;
        next_[k] = now * stays + below * in;
        if (k < most) next_[k] += next_[k + 1] * out[k + 1] / fastest;
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
  const auto busy_from = static_cast<std::size_t>(servers);
  const std::size_t most = reach(traffic, span_s);
  const std::size_t line_max = most + 1 > busy_from ? most + 1 - busy_from : 0;
  std::vector<std::vector<double>> not_yet;
  for (const double within : within_s) {
    not_yet.push_back(not_called_yet(traffic, servers, within, line_max));
  }
  Met met;
  met.called_within.assign(within_s.size(), 0.0);
  const auto look = [&](double weight) {
    met.waiting += weight * waiting(servers);
    for (std::size_t i = 0; i < not_yet.size(); ++i) {
      double late = 0;
      for (std::size_t k = 0; k < line_max; ++k) late += share_[busy_from + k] * not_yet[i][k];
      met.called_within[i] += weight * (1 - late);
    }
  };
  // Arrivals come evenly within the span: what they meet is the mean over it, by Simpson's rule on
  // steps of at most a minute.
  const int steps = 2 * static_cast<int>(std::ceil(span_s / 120));
  for (int i = 0; i <= steps; ++i) {
    const double end = i == 0 || i == steps ? 1 : (i % 2 == 1 ? 4 : 2);
    look(end / (3 * steps));
    if (i < steps) step(traffic, servers, span_s / steps, most);
  }
  met.waiting_at_end = waiting(servers);
  for (top_ = most; top_ > 0 && share_[top_] < 1e-13;) --top_;
  return met;
}

}  // namespace foyer

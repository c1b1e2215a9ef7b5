#include "engine/erlang.h"

#include <cmath>
#include <numbers>

#include "engine/assert.h"

namespace foyer {
namespace {

/// Handlings a patience. Beyond it a line that is longer than the counters can serve takes years to
/// settle, and its sum as long to add up.
constexpr double overload_max = 1e7;

bool is_amount(double value) {
  return std::isfinite(value) && value >= 0;
}

void check(int servers) {
  FOYER_ASSERT(servers >= 0);
  FOYER_ASSERT(servers <= servers_max);
}

void check(const Traffic& traffic) {
  FOYER_ASSERT(is_amount(traffic.arrivals_per_s));
  FOYER_ASSERT(is_amount(traffic.handle_s));
  FOYER_ASSERT(traffic.handle_s > 0);
  FOYER_ASSERT(traffic.patience_s > 0);
}

/// The states in which all counters are busy, by the number k that waits, relative to k = 0.
struct LineSum {
  double log_sum = 0;  ///< Of S: the sum itself can be beyond any double.
  double mean = 0;     ///< Of k.
};

/// S and its mean by the recursion of its terms. They rise as long as the line does, so the sums
/// are scaled down before they overflow; they are over when the rest is below a double's precision.
LineSum line_sum(double arrivals_per_s, double served_per_s, double leaving_per_s) {
  constexpr double large = 1e200;
  constexpr double precision = 1e-17;
  double term = 1;
  double sum = 1;
  double weighted = 0;
  double log_scale = 0;
  for (double k = 1;; ++k) {
    const double ratio = arrivals_per_s / (served_per_s + k * leaving_per_s);
    term *= ratio;
    sum += term;
    weighted += k * term;
    if (ratio < 1) {
      // From here on the terms are below those of a geometric series.
      const double fall = 1 - ratio;
      const double rest = term * ratio / fall * (k + 1 / fall);
      if (rest <= precision * (sum + weighted)) break;
    } else if (weighted > large) {
      term /= large;
      sum /= large;
      weighted /= large;
      log_scale += std::log(large);
    }
  }
  return {std::log(sum) + log_scale, weighted / sum};
}

/// Of one who must wait: the share that is not called within `within_s`.
double not_called_yet(int servers, const Traffic& traffic, double within_s) {
  const double served_per_s = servers / traffic.handle_s;
  const double arrivals = traffic.arrivals_per_s;
  if (traffic.is_patient()) return std::exp(-(served_per_s - arrivals) * within_s);
  const double leaving_per_s = 1 / traffic.patience_s;
  // (1 − e^(−θt))/θ, exact also where hardly anybody leaves.
  const double stayed_s = -std::expm1(-leaving_per_s * within_s) / leaving_per_s;
  const double arrivals_then = arrivals * std::exp(-leaving_per_s * within_s);
  const double log_share = -served_per_s * within_s + arrivals * stayed_s +
                           line_sum(arrivals_then, served_per_s, leaving_per_s).log_sum -
                           line_sum(arrivals, served_per_s, leaving_per_s).log_sum;
  return std::exp(std::fmin(log_share, 0));
}

SteadyQueue patient_queue(int servers, const Traffic& traffic, double delayed) {
  SteadyQueue queue;
  queue.delayed = delayed;
  const double load = traffic.load();
  queue.waiting = delayed * load / (servers - load);
  queue.mean_wait_s = delayed * traffic.handle_s / (servers - load);
  queue.utilisation = load / servers;
  return queue;
}

std::optional<SteadyQueue> impatient_queue(int servers, const Traffic& traffic) {
  const double leaving_per_s = 1 / traffic.patience_s;
  const double served_per_s = servers / traffic.handle_s;
  const double arrivals = traffic.arrivals_per_s;
  if ((arrivals - served_per_s) / leaving_per_s > overload_max) return std::nullopt;
  const LineSum line = line_sum(arrivals, served_per_s, leaving_per_s);
  const double blocked = erlang_b(servers, traffic.load());
  SteadyQueue queue;
  // 1/B is infinite where B is below the smallest double: then nobody waits.
  queue.delayed = 1 / (1 + (1 / blocked - 1) * std::exp(-line.log_sum));
  queue.waiting = queue.delayed * line.mean;
  queue.mean_wait_s = queue.waiting / arrivals;
  queue.leaves = std::fmin(leaving_per_s * queue.waiting / arrivals, 1);
  queue.utilisation = servers == 0 ? 0 : traffic.load() * (1 - queue.leaves) / servers;
  return queue;
}

}  // namespace

double erlang_b(int servers, double load) {
  check(servers);
  FOYER_ASSERT(is_amount(load));
  double blocked = 1;
  for (int n = 1; n <= servers; ++n) blocked = load * blocked / (n + load * blocked);
  return blocked;
}

std::optional<double> erlang_c(int servers, double load) {
  const double blocked = erlang_b(servers, load);
  if (load >= servers) return std::nullopt;
  return servers * blocked / (servers - load * (1 - blocked));
}

std::optional<SteadyQueue> steady_queue(int servers, const Traffic& traffic) {
  check(servers);
  check(traffic);
  if (traffic.arrivals_per_s == 0) {
    SteadyQueue empty;
    empty.delayed = servers == 0 ? 1 : 0;
    return empty;
  }
  if (!traffic.is_patient()) return impatient_queue(servers, traffic);
  const std::optional<double> delayed = erlang_c(servers, traffic.load());
  if (!delayed) return std::nullopt;
  return patient_queue(servers, traffic, *delayed);
}

double called_within(int servers, const Traffic& traffic, double within_s) {
  FOYER_ASSERT(is_amount(within_s));
  const std::optional<SteadyQueue> queue = steady_queue(servers, traffic);
  if (!queue || servers == 0) return 0;
  if (traffic.arrivals_per_s == 0) return 1;
  return 1 - queue->delayed * not_called_yet(servers, traffic, within_s);
}

std::optional<double> wait_quantile_s(int servers, const Traffic& traffic, double share) {
  FOYER_ASSERT(share >= 0);
  FOYER_ASSERT(share < 1);
  const std::optional<SteadyQueue> queue = steady_queue(servers, traffic);
  if (!queue || servers == 0) return std::nullopt;
  if (queue->delayed <= 1 - share) return 0.0;
  if (traffic.is_patient()) {
    return std::log(queue->delayed / (1 - share)) /
           (servers / traffic.handle_s - traffic.arrivals_per_s);
  }
  double too_short_s = 0;
  double long_enough_s = traffic.handle_s;
  const auto is_kept = [&](double within_s) {
    return queue->delayed * not_called_yet(servers, traffic, within_s) <= 1 - share;
  };
  while (!is_kept(long_enough_s)) {
    too_short_s = long_enough_s;
    long_enough_s *= 2;
  }
  // 60 halvings are below a double's precision.
  for (int i = 0; i < 60; ++i) {
    const double middle_s = (too_short_s + long_enough_s) / 2;
    (is_kept(middle_s) ? long_enough_s : too_short_s) = middle_s;
  }
  return long_enough_s;
}

std::optional<int> servers_needed(const Traffic& traffic, double within_s, double share) {
  FOYER_ASSERT(share >= 0);
  FOYER_ASSERT(share < 1);
  if (traffic.arrivals_per_s == 0) return 0;
  if (called_within(servers_max, traffic, within_s) < share) return std::nullopt;
  // One counter more never keeps fewer: the share can be searched by halving.
  int too_few = -1;
  int enough = servers_max;
  while (enough - too_few > 1) {
    const int middle = too_few + (enough - too_few) / 2;
    (called_within(middle, traffic, within_s) >= share ? enough : too_few) = middle;
  }
  return enough;
}

double halfin_whitt_delayed(double beta) {
  FOYER_ASSERT(std::isfinite(beta));
  FOYER_ASSERT(beta > 0);
  const double distribution = std::erfc(-beta / std::numbers::sqrt2) / 2;
  const double density = std::exp(-beta * beta / 2) / std::sqrt(2 * std::numbers::pi);
  return 1 / (1 + beta * distribution / density);
}

}  // namespace foyer

// Chance that repeats: the same seed gives the same people on every machine. The standard's
// distributions differ between libraries, so these are our own; the generator itself is portable.
#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <span>

namespace foyer::simulation {

class Random {
 public:
  /// Streams of one seed do not depend on each other: a visit's fate stays the same when another
  /// visit draws one number more.
  explicit Random(std::uint64_t seed, std::uint64_t stream = 0);

  /// 0 <= x < 1.
  double uniform();
  bool chance(double probability) { return uniform() < probability; }
  /// 0 <= x < count; count >= 1.
  std::size_t below(std::size_t count);
  /// An index, as likely as its weight. Weights are >= 0 and not all 0.
  std::size_t weighted(std::span<const double> weights);
  double exponential(double mean);
  /// Log-normal: what handling and patience look like. `spread` is the standard deviation as a
  /// share of the mean.
  double log_normal(double mean, double spread);

 private:
  double normal();

  std::mt19937_64 generator_;
};

}  // namespace foyer::simulation

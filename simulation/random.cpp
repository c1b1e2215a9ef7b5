#include "simulation/random.h"

#include <cmath>
#include <numbers>

#include "engine/assert.h"

namespace foyer::simulation {
namespace {

/// The finalizer of splitmix64 (Steele, Lea, Flood 2014): near seeds give far states.
std::uint64_t mixed(std::uint64_t x) {
  x += 0x9e3779b97f4a7c15ULL;
  x = (x ^ (x >> 30U)) * 0xbf58476d1ce4e5b9ULL;
  x = (x ^ (x >> 27U)) * 0x94d049bb133111ebULL;
  return x ^ (x >> 31U);
}

}  // namespace

Random::Random(std::uint64_t seed, std::uint64_t stream)
    : generator_(mixed(mixed(seed) + stream)) {}

double Random::uniform() {
  constexpr double step = 1.0 / 9007199254740992.0;  // 2^-53: every double of that grid.
  return static_cast<double>(generator_() >> 11U) * step;
}

std::size_t Random::below(std::size_t count) {
  FOYER_ASSERT(count >= 1);
  // The bias of a remainder of 2^64 is far below anything that a simulation could show.
  return static_cast<std::size_t>(generator_() % count);
}

std::size_t Random::weighted(std::span<const double> weights) {
  double total = 0;
  for (const double weight : weights) total += weight;
  FOYER_ASSERT(total > 0);
  double left = uniform() * total;
  std::size_t last = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (weights[i] <= 0) continue;
    last = i;
    left -= weights[i];
    if (left < 0) break;
  }
  return last;
}

double Random::exponential(double mean) {
  return -mean * std::log(1.0 - uniform());
}

double Random::normal() {
  // Box and Muller (1958); the second value is thrown away so that draws do not depend on history.
  const double radius = std::sqrt(-2.0 * std::log(1.0 - uniform()));
  return radius * std::cos(2.0 * std::numbers::pi * uniform());
}

double Random::log_normal(double mean, double spread) {
  const double variance = std::log(1.0 + spread * spread);
  return std::exp(std::log(mean) - variance / 2.0 + std::sqrt(variance) * normal());
}

}  // namespace foyer::simulation

// Numbers for random runs: a seeded std::mt19937_64, whose sequence the standard fixes, with draws
// of our own, because the standard's distributions differ by library.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <random>
#include <string>

namespace foyer::test {

class RandomSource {
 public:
  explicit RandomSource(std::uint64_t seed) : engine_(seed) {}

  /// 0 to below - 1; `below` >= 1.
  std::size_t below(std::size_t below) { return static_cast<std::size_t>(engine_() % below); }
  bool percent(std::size_t share) { return below(100) < share; }
  /// From `least` to `most`, both included.
  std::int64_t between(std::int64_t least, std::int64_t most) {
    return least + static_cast<std::int64_t>(below(static_cast<std::size_t>(most - least) + 1));
  }
  template <class Items>
  const auto& one_of(const Items& items) {
    return items[below(std::size(items))];
  }

 private:
  std::mt19937_64 engine_;
};

/// FOYER_SEED where it is set, to run a failed test again; else a new one each time.
inline std::uint64_t seed_of_run() {
  if (const char* given = std::getenv("FOYER_SEED")) return std::stoull(given);
  return std::random_device{}();
}

}  // namespace foyer::test

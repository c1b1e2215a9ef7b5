// Two counters want the same thing at the same moment: real clients of the real link at a real
// server, race after race. Counts who won, and whether anything happened that must not.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace foyer::bench {

struct RaceOptions {
  std::filesystem::path site;
  std::filesystem::path server;  ///< The program foyer-queue-server.
  int races = 10'000;
  std::uint64_t seed = 1;  ///< Of who begins, and by how much.
  std::function<void(const std::string&)> say = [](const std::string&) {};
};

/// What came of all races of one kind.
struct RaceRow {
  std::string what;
  int races = 0;
  int first = 0;   ///< The one who sent first won.
  int second = 0;  ///< The one who sent a moment later won.
  int both = 0;    ///< Both got something, each something else: where there is enough for two.
};

struct RaceReport {
  std::vector<RaceRow> rows;
  std::int64_t acknowledged = 0;    ///< Events that the two were told of.
  std::int64_t journal = 0;         ///< Events in the journal that they caused.
  std::vector<std::string> faults;  ///< What must not happen, at most 20 of it; empty: nothing.
};

/// Throws std::runtime_error where the server is silent or refuses what nobody disputes.
[[nodiscard]] RaceReport run_races(const RaceOptions& options);

/// A line for each kind, a line for the journal, and the faults.
[[nodiscard]] std::string to_table(const RaceReport& report);

}  // namespace foyer::bench

// The same simulated days under our calling policy and under three that are in use.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "bench/calling_policies.h"

namespace foyer::bench {

/// Over all days of a setting. Waits are from arrival (or the appointment's time) to the first
/// call, or to leaving, or to the end of the day.
struct PolicyResult {
  Policy policy{};
  double visits_a_day = 0;
  double kept_share = 0;  ///< Called within what was promised, of all who came.
  double left_share = 0;  ///< Out of patience before their call.
  double mean_wait_s = 0;
  double p90_wait_s = 0;
  double worst_wait_s = 0;        ///< Of all days.
  double daily_worst_wait_s = 0;  ///< The worst of a day, on average.
  double walks_a_day = 0;         ///< From one counter to another.
};

struct SettingResult {
  Training training{};
  double load = 0;
  std::vector<PolicyResult> policies;
};

struct PolicyBench {
  int days = 200;
  std::uint64_t seed = 1;
  Rules rules;  ///< The weights of choose under which ours calls.
  std::function<void(const std::string&)> say = [](const std::string&) {};
};

/// Every training at every load. Uses all processors.
[[nodiscard]] std::vector<SettingResult> bench_policies(const PolicyBench& options);

/// For people, with what ours has more than the best of the others.
[[nodiscard]] std::string to_table(const std::vector<SettingResult>& settings);
[[nodiscard]] std::string to_json(const std::vector<SettingResult>& settings,
                                  const PolicyBench& options);

}  // namespace foyer::bench

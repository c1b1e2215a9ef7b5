// What `foyer staffing` says: tables and sentences for people, JSON for programs.
#pragma once

#include <optional>
#include <string>

#include "engine/advice.h"
#include "engine/staffing.h"
#include "site/site_files.h"

namespace foyer::admin {

struct StaffingPlan {
  BusinessDate date;
  int opens_minute = 0;
  int closes_minute = 0;
  Plan plan;
  std::optional<Cover> cover;  ///< Where there are shifts.
};

[[nodiscard]] std::string plan_text(const StaffingPlan& day, const SiteFiles& site);
[[nodiscard]] std::string plan_json(const StaffingPlan& day);

/// "Open counter 3 (Property tax): 7 people would wait 12 minutes less, 4 more promises kept." or
/// "Nothing to do: …" with the reason. One line, without its end.
[[nodiscard]] std::string advice_text(const Finding& finding, const State& state,
                                      const SiteFiles& site);
[[nodiscard]] std::string advice_json(const Finding& finding, const State& state, Instant now);

}  // namespace foyer::admin

// A data folder with past days in its journal, as simulated residents and clerks make them: for
// tests of what learns from history.
#pragma once

#include <filesystem>
#include <vector>

#include "simulation/engine_day.h"
#include "site/site_files.h"

namespace foyer::test {

/// Writes days into folder/journal.sqlite, one after the other.
class PastJournal {
 public:
  PastJournal(const std::filesystem::path& folder, const SiteFiles& site);

  /// A day on which those work, with `busyness` times the arrivals of the profile. Different by
  /// date, the same each time.
  void add_day(const BusinessDate& date, const simulation::Profile& profile, double busyness,
               const std::vector<simulation::Worker>& workers);

 private:
  std::filesystem::path folder_;
  const SiteFiles& site_;
  std::int64_t seq_ = 0;
  std::int64_t visits_ = 0;
};

/// A worker with all skills of the place, there all day.
simulation::Worker worker_at(const SiteFiles& site, const std::string& counter);

/// The weekdays (Monday to Friday) from a date on, without holidays.
std::vector<BusinessDate> working_days(const SiteFiles& site, const std::string& from, int count);

}  // namespace foyer::test

// Who comes on a day and how those at the counters work: the assumptions of a simulation, in a file
// that a city can edit (assets/sites/NAME/profiles/*.toml). Nothing here is drawn yet: see plan.h.
#pragma once

#include <array>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/ids.h"
#include "engine/words.h"
#include "site/site_files.h"

namespace foyer::simulation {

/// How the handling of a need ends. handed_over: to the specialists of a partial service.
/// parked: the resident is sent away to fetch or fill in something, and comes back.
FOYER_WORDS(Ending, resolved, follow_up, incomplete, cancelled, referred, handed_over, parked)

/// A span of the day, in time since local midnight.
struct Span {
  Milliseconds begin{};
  Milliseconds end{};
  [[nodiscard]] Milliseconds length() const { return end - begin; }
};

struct ArrivalRate {
  Span span;
  double per_hour = 0;  ///< Arrivals of visits; a Poisson process.
};

struct ServiceShare {
  ServiceId service;
  double weight = 0;
  double handle_factor = 1;  ///< Of the service's expected_handle.
};

struct LanguageShare {
  LanguageTag language;
  double share = 0;
};

/// A mean and the standard deviation as a share of it.
struct Duration {
  Milliseconds mean{};
  double spread = 0;
};

struct Residents {
  double two_needs = 0;  ///< Share of visits with a second need.
  double priority = 0;
  double no_show = 0;        ///< Share that will not hear the call.
  double tells_leaving = 0;  ///< Of those out of patience: gives the ticket back by phone.
  Duration patience;
  Duration walk;  ///< From the call to the counter.
  /// Share that comes for an appointment, mostly a little early. Not in the files: an appointment
  /// is a time of the lobby's own clock, which only an EngineDay simulates.
  double appointments = 0;
  std::vector<LanguageShare> languages;
  std::array<double, word_count<SpecialNeed>()> special_needs{};
};

struct Break {
  Span span;  ///< Of the first clerk; the others go one after the other.
  BreakReason reason{};
};

struct Clerks {
  Duration reaction;  ///< From a visit that could be called to the call.
  Duration between;   ///< Notes after a visit, before the next.
  double handle_spread = 0;
  double mistaken_call = 0;      ///< Share of calls that are taken back at once.
  Milliseconds recall_after{};   ///< Nobody comes: call again, if the site's rules let them,
  Milliseconds no_show_after{};  ///< and give up after this.
  Milliseconds park_for{};
  std::vector<Break> breaks;
};

/// Invariants: arrivals lie within the day, in order; every id is of the site and can be had there;
/// services and languages are not empty and have weight.
struct Profile {
  std::string name;
  Span day;
  Milliseconds overtime{};  ///< Clerks stay so long for those who are still there.
  std::vector<ArrivalRate> arrivals;
  std::vector<ServiceShare> services;
  Residents residents;
  Clerks clerks;
  std::array<double, word_count<Ending>()> endings{};
};

/// Throws SiteMistakes with all that is wrong in the file.
[[nodiscard]] Profile read_profile(const std::filesystem::path& file, const SiteFiles& site);

}  // namespace foyer::simulation

// A day, drawn from a profile: who comes when, for what, how long each is handled and how it ends,
// and how long they are willing to wait. The same profile, site and seed give the same day, whoever
// serves it: two ways to staff a lobby can be compared on the same people.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/site.h"
#include "simulation/profile.h"
#include "simulation/random.h"

namespace foyer::simulation {

struct PlannedNeed {
  ServiceId service;
  Milliseconds handle{};
  Ending ending{};
};

struct Arrival {
  Milliseconds at{};  ///< Since local midnight.
  std::vector<PlannedNeed> needs;
  LanguageTag language;
  std::vector<SpecialNeed> special_needs;
  Priority priority{};
  Milliseconds patience{};
  Milliseconds walk{};
  bool tells_leaving = false;
  bool hears_call = true;
  /// Time of day of an appointment; `at` is when they check in for it.
  std::optional<Milliseconds> appointment_at;
};

/// In order of time.
[[nodiscard]] std::vector<Arrival> plan_day(const Profile& profile, const Site& site,
                                            std::uint64_t seed);

/// One need, also for visits that the plan does not know: a person took the ticket.
[[nodiscard]] PlannedNeed plan_need(const Profile& profile, const Site& site,
                                    const ServiceId& service, Random& random);

/// A time of this mean and spread; never negative.
[[nodiscard]] Milliseconds draw(const Duration& duration, Random& random);

}  // namespace foyer::simulation

// What people can be told about waiting, made by the Forecaster whenever something happened. The
// server publishes it; decide looks up the promise in it; every screen shows it. Data only.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/event.h"

namespace foyer {

/// The wait of somebody who joins now for a service.
struct ServiceWait {
  ServiceId service;
  Wait wait;
  Wait priority_wait;  ///< With Priority::priority.
  int before = 0;      ///< How many will be called before them, without priority.
  friend bool operator==(const ServiceWait&, const ServiceWait&) = default;
};

/// The rest of the wait of a visit that is waiting, from Waits::at to its next call.
struct VisitWait {
  VisitId visit;
  int before = 0;  ///< How many will be called before it at the counters that could take it.
  Wait wait;
  friend bool operator==(const VisitWait&, const VisitWait&) = default;
};

struct Waits {
  Instant at;
  std::int64_t seq = 0;               ///< Of the last event that is in it.
  std::vector<ServiceWait> services;  ///< Every service that gets tickets; sorted by service.
  std::vector<VisitWait> visits;      ///< Every visit that is waiting; sorted by visit.
  friend bool operator==(const Waits&, const Waits&) = default;
};

/// Null if there is none.
const ServiceWait* find_wait(const Waits& waits, const ServiceId& service);
const VisitWait* find_wait(const Waits& waits, VisitId visit);

}  // namespace foyer

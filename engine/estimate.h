// How long somebody waits, as a range: what lies ahead (play_forward), corrected by what was learnt
// (Experience). One method for those who wait, for those who would join, for the server, for the
// promise and for files of the past.
#pragma once

#include <vector>

#include "engine/experience.h"
#include "engine/play_forward.h"

namespace foyer {

struct Estimate {
  WaitStatus status = WaitStatus::no_counter_open;
  bool free = false;  ///< A counter is idle and nobody before: no wait.
  /// What is expected, with the shares of waits that are not longer. Also there where status is not
  /// known: what it would be if those on a break came back as they use to, and the day did not end.
  int p50_s = 0;
  int p80_s = 0;
  int p90_s = 0;
  int before = 0;
  /// What Experience::kept wants to hear of when the wait is over.
  Experience::Promise promise;
};

/// As it can be published: zeros unless the status is known.
[[nodiscard]] Wait wait_of(const Estimate& estimate);

struct Estimates {
  struct OfVisit {
    VisitId visit;
    Estimate estimate;
  };
  std::vector<OfVisit> visits;    ///< Everybody who is waiting; sorted by visit.
  std::vector<Estimate> joiners;  ///< As they were asked for.
};

/// At the same counters nobody is told less than who is called before: p50_s, p80_s and p90_s rise
/// with the order of calls, and in each estimate in this order.
[[nodiscard]] Estimates estimate_waits(const Site& site, const State& state,
                                       const Experience& experience,
                                       const std::vector<Joiner>& joiners, Instant now);

/// Somebody who takes a ticket for this at `now`, by a kiosk and with no special needs.
[[nodiscard]] Joiner joiner_for(const Site& site, const Service& service, Priority priority,
                                Instant now);

}  // namespace foyer

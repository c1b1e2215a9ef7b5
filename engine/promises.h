// Promise against actual: what was told at issue, what was promised by the standard, and what came
// of it, per service. Fed with every event in order; keeps a State of its own. Pure.
#pragma once

#include <cstdint>
#include <map>

#include "engine/state.h"

namespace foyer {

/// Of visits that are over. A visit counts by the service that its ticket was issued for. Waits are
/// from Visit::waits_from to the first call.
struct PromiseFigures {
  int visits = 0;   ///< All but what the day's end closed out.
  int left = 0;     ///< Gave up before their first call.
  int called = 0;   ///< Waited until they were called, also who did not come then.
  int in_time = 0;  ///< Of those called: by the end of the promised wait.
  /// Of those called, who were told a range at issue; how many waited no longer than its ends. An
  /// honest range has a little more than half and nine tenths.
  int told = 0;
  int within_p50 = 0;
  int within_p90 = 0;
  std::int64_t wait_s = 0;      ///< Sum over those called.
  std::int64_t told_p50_s = 0;  ///< Sums over those told.
  std::int64_t told_wait_s = 0;
  std::int64_t absolute_error_s = 0;  ///< Of p50 against the wait.
  friend bool operator==(const PromiseFigures&, const PromiseFigures&) = default;

  PromiseFigures& operator+=(const PromiseFigures& other);
  PromiseFigures& operator-=(const PromiseFigures& other);
};

class PromiseTally {
 public:
  void observe(const Event& event);

  [[nodiscard]] const std::map<ServiceId, PromiseFigures>& by_service() const {
    return by_service_;
  }
  [[nodiscard]] PromiseFigures all() const;

 private:
  void observe_return(const EventBody& body);
  void take_out(const Visit& visit);

  State state_;
  std::map<ServiceId, PromiseFigures> by_service_;
};

}  // namespace foyer

// Lets the past of a log happen again to a Forecaster, as a lobby's events, and asks it about every
// customer on arrival. Strictly causal: what it says of a customer comes from what had happened
// before that second, the customer's own type and priority, and nothing else of the log. Who
// arrived earlier in the same second and stands above in the log is known to have arrived.
//
// What a lobby's own journal would say and a log does not is inferred on the way: which servers are
// there, what they can serve, and who goes before whom.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "admin/wait_log.h"
#include "engine/forecaster.h"

namespace foyer::admin {

struct Prediction {
  bool free = false;  ///< A counter is free: no wait.
  int p50_s = 0;
  int p80_s = 0;
  int p90_s = 0;
  /// What queue systems show: N·m/n, with the N that wait, the mean time of serving m of the last
  /// ones, and the n servers that are there.
  double naive_s = 0;
};

/// One for each visit of the log, in its order.
[[nodiscard]] std::vector<Prediction> predict_waits(const std::vector<LoggedVisit>& log);

}  // namespace foyer::admin

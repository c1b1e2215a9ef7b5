#include "engine/waits.h"

#include <algorithm>

namespace foyer {

const ServiceWait* find_wait(const Waits& waits, const ServiceId& service) {
  const auto at =
      std::lower_bound(waits.services.begin(), waits.services.end(), service,
                       [](const ServiceWait& a, const ServiceId& b) { return a.service < b; });
  return at == waits.services.end() || at->service != service ? nullptr : &*at;
}

const VisitWait* find_wait(const Waits& waits, VisitId visit) {
  const auto at = std::lower_bound(waits.visits.begin(), waits.visits.end(), visit,
                                   [](const VisitWait& a, VisitId b) { return a.visit < b; });
  return at == waits.visits.end() || at->visit != visit ? nullptr : &*at;
}

}  // namespace foyer

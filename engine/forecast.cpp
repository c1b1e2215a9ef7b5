#include "engine/forecast.h"

#include "engine/estimate.h"

namespace foyer {

Wait wait_for_newcomer(const Site& site, const State& state, const Service& service, Instant now,
                       Priority priority) {
  const std::vector<Joiner> joiner{joiner_for(site, service, priority, now)};
  return wait_of(estimate_waits(site, state, Experience(site), joiner, now).joiners.front());
}

Wait wait_for_visit(const Site& site, const State& state, const Visit& visit, Instant now) {
  const Estimates estimates = estimate_waits(site, state, Experience(site), {}, now);
  for (const Estimates::OfVisit& of_visit : estimates.visits) {
    if (of_visit.visit == visit.id) return wait_of(of_visit.estimate);
  }
  return Wait{};
}

}  // namespace foyer

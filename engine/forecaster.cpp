#include "engine/forecaster.h"

#include "engine/engine.h"
#include "engine/forecast.h"

namespace foyer {

Forecaster::Forecaster(const Site& site) : site_(site) {}

void Forecaster::observe(const Event& event) {
  evolve(state_, event);
  seq_ = event.seq;
}

Waits Forecaster::forecast(Instant now) {
  Waits waits{now, seq_, {}, {}};
  for (const Service& service : site_.services) {
    if (!service.on || service.centralization == Centralization::none) continue;
    waits.services.push_back({service.id, wait_for_newcomer(site_, state_, service, now),
                              wait_for_newcomer(site_, state_, service, now, Priority::priority)});
  }
  for (const auto& [id, visit] : state_.visits) {
    if (stage_of(visit) != NeedState::waiting) continue;
    waits.visits.push_back({id, 0, wait_for_visit(site_, state_, visit, now)});
  }
  return waits;
}

}  // namespace foyer

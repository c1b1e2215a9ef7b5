// What the people of a simulation share. Owned by the runner; used by its thread only.
#pragma once

#include <functional>
#include <string>

#include "link/replica.h"
#include "simulation/agenda.h"
#include "simulation/plan.h"
#include "simulation/post.h"
#include "simulation/tally.h"

namespace foyer::simulation {

struct World {
  const Profile& profile;
  const SiteFiles& site;
  std::uint64_t seed = 0;
  Agenda agenda;
  Tally tally;
  link::Replica replica;
  Random random;  ///< For what no plan can know.
  std::function<void(const std::string&)> say;
};

}  // namespace foyer::simulation

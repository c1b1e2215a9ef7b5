// What must be true of every lobby at every moment.
#pragma once

#include <string>
#include <vector>

#include "engine/site.h"
#include "engine/state.h"

namespace foyer::test {

/// What is broken, in words; empty if all holds.
std::vector<std::string> broken_invariants(const Site& site, const State& state);

}  // namespace foyer::test

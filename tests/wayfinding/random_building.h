// Buildings at random, for comparing routes with other algorithms, and a small one to walk through.
#pragma once

#include <random>

#include "wayfinding/building.h"

namespace foyer::test {

/// Some levels with a grid of nodes, some of whose neighbours are joined; elevators that stop at
/// some levels, stairs, ramps and doors, some of them closed or with hours. Not all is connected.
wayfinding::Building random_building(std::mt19937_64& random, int levels, int nodes_per_level);

/// Two levels of one corridor each, 40 m long from west to east; see directions_test.cpp.
wayfinding::Building small_building();

wayfinding::Spot spot_at(const wayfinding::Building& building, wayfinding::NodeIndex node);
wayfinding::Spot spot_at(const wayfinding::Building& building, const std::string& node);

}  // namespace foyer::test

// What is wrong in a building that each part by itself does not show: nodes that lead nowhere,
// places that nobody can reach. Pure.
#pragma once

#include <string>
#include <vector>

#include "wayfinding/building.h"

namespace foyer::wayfinding {

/// What a problem is about, so that the reader of the files can say where it stands.
enum class Subject { level, node, passage, place };

struct Problem {
  Subject subject{};
  std::string id;         ///< Of the subject; empty for a corridor.
  std::size_t index = 0;  ///< In its list.
  std::string reason;     ///< What is wrong, and what would be right.
};

/// `entry`: a node from where everything must be reached, a kiosk's. In the order of the lists.
[[nodiscard]] std::vector<Problem> check(const Building& building, NodeIndex entry);

}  // namespace foyer::wayfinding

// The numbers that a kiosk holds to issue tickets from while it cannot reach the server.
#pragma once

#include <map>

#include "engine/ids.h"

namespace foyer::kiosk {

struct HeldNumbers {
  BusinessDate date;
  Instant opens_at;  ///< From when to when tickets may be issued with them.
  Instant expires_at;
  std::map<char, int> left;  ///< By letter; a letter without any is not there.
  friend bool operator==(const HeldNumbers&, const HeldNumbers&) = default;
};

}  // namespace foyer::kiosk

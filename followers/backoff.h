// How long to wait before trying again. Pure: chance is passed in.
#pragma once

#include <optional>

#include "engine/ids.h"

namespace foyer::followers {

struct Backoff {
  Milliseconds first{1'000};
  Milliseconds most{300'000};
};

/// After `failures` in a row, 1 or more: doubled each time up to `most`, of that between half and
/// all by `chance` (0 to 1), so that many that were cut off together do not come back together.
/// What the other side asked for (`retry_after`) is waited at least, but an hour at most.
[[nodiscard]] Milliseconds wait_after(const Backoff& backoff, int failures, double chance,
                                      std::optional<Seconds> retry_after);

}  // namespace foyer::followers

// What time it is at the server, and how long it was silent, as a display is to show it: the
// estimate wavers by the network's milliseconds, and words must not turn back and forth because of
// that. Pure.
#pragma once

#include <cstdint>
#include <optional>

#include "engine/ids.h"

namespace foyer::display {

class HeardClock {
 public:
  /// Never goes back by less than a clock that was set.
  Instant now(Instant estimate);
  /// Before the server was ever heard: since the first frame. `now_ms`: the frame's steady time.
  Milliseconds silence(Milliseconds silent, std::int64_t now_ms);

 private:
  Instant now_{};
  std::optional<std::int64_t> started_ms_;  // the first frame
};

}  // namespace foyer::display

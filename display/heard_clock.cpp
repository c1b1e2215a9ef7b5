#include "display/heard_clock.h"

#include <algorithm>

namespace foyer::display {
namespace {

constexpr Milliseconds clock_wavers_by{2000};

}  // namespace

Instant HeardClock::now(Instant estimate) {
  if (estimate > now_ || now_ - estimate > clock_wavers_by) now_ = estimate;
  return now_;
}

Milliseconds HeardClock::silence(Milliseconds silent, std::int64_t now_ms) {
  if (!started_ms_) started_ms_ = now_ms;
  return std::min(silent, Milliseconds(now_ms - *started_ms_));
}

}  // namespace foyer::display

#include "program/supervision.h"

#include <systemd/sd-daemon.h>

#include <algorithm>
#include <cstdint>

namespace foyer::program {

std::optional<std::chrono::milliseconds> beat_interval() {
  std::uint64_t limit_us = 0;
  if (sd_watchdog_enabled(0, &limit_us) <= 0) return std::nullopt;
  // Two beats may come late before anything happens.
  const std::chrono::microseconds third(limit_us / 3);
  return std::max(std::chrono::duration_cast<std::chrono::milliseconds>(third),
                  std::chrono::milliseconds(1));
}

void supervise(ui::WindowOptions& window) {
  const auto interval = beat_interval();
  window.beat_every = interval.value_or(std::chrono::milliseconds(0));
  window.beat = [ready = false, watched = interval.has_value()]() mutable {
    // The first beat comes after the first frame. sd_notify without NOTIFY_SOCKET does nothing.
    if (!ready) sd_notify(0, "READY=1");
    ready = true;
    if (watched) sd_notify(0, "WATCHDOG=1");
  };
}

}  // namespace foyer::program

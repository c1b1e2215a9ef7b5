// Wakes the threads of the followers: something was written, or it is time to end. What rings
// between a look and a wait is not lost.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>

#include "engine/ids.h"

namespace foyer::followers {

/// The kernel tells of a write before its commit can be seen, and the bell rings some times after
/// it (main.cpp). Should a disk be slower than that, somebody looks after so long all the same.
inline constexpr Milliseconds idle_most{5'000};

class Bell {
 public:
  void ring() {
    const std::lock_guard lock(mutex_);
    ++rung_;
    changed_.notify_all();
  }
  void stop() {
    stop_.store(true);
    ring();
  }
  [[nodiscard]] const std::atomic<bool>& stopped() const { return stop_; }

  /// To be asked before one looks at what there is to do.
  [[nodiscard]] std::uint64_t count() {
    const std::lock_guard lock(mutex_);
    return rung_;
  }
  /// Until it has rung since `seen` was asked for, or so much time is over; none: without an end.
  void wait(std::uint64_t seen, std::optional<Milliseconds> most) {
    std::unique_lock lock(mutex_);
    const auto rang = [this, seen] { return rung_ != seen || stop_.load(); };
    if (most) {
      changed_.wait_for(lock, *most, rang);
    } else {
      changed_.wait(lock, rang);
    }
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::uint64_t rung_ = 0;  // Guarded by mutex_.
  std::atomic<bool> stop_ = false;
};

}  // namespace foyer::followers

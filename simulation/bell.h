// Wakes one waiting thread from others and from signal handlers.
#pragma once

#include <chrono>

namespace foyer::simulation {

class Bell {
 public:
  /// Throws std::system_error.
  Bell();
  ~Bell();
  Bell(const Bell&) = delete;
  Bell& operator=(const Bell&) = delete;

  void ring() noexcept;
  /// Until it rings, or has rung since the last time, or the time is over: then false. At most a
  /// minute.
  bool wait_until(std::chrono::steady_clock::time_point until);

 private:
  int fd_;
};

}  // namespace foyer::simulation

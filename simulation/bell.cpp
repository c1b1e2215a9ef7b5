#include "simulation/bell.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <system_error>

namespace foyer::simulation {

Bell::Bell() : fd_(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {
  if (fd_ < 0) throw std::system_error(errno, std::generic_category(), "eventfd");
}

Bell::~Bell() {
  ::close(fd_);
}

void Bell::ring() noexcept {
  const std::uint64_t one = 1;
  [[maybe_unused]] const auto written = ::write(fd_, &one, sizeof one);
}

bool Bell::wait_until(std::chrono::steady_clock::time_point until) {
  using std::chrono::milliseconds;
  const auto rest = std::chrono::ceil<milliseconds>(until - std::chrono::steady_clock::now());
  pollfd item{fd_, POLLIN, 0};
  ::poll(&item, 1,
         static_cast<int>(std::clamp(rest, milliseconds(0), milliseconds(60'000)).count()));
  std::uint64_t count = 0;
  return ::read(fd_, &count, sizeof count) > 0;
}

}  // namespace foyer::simulation

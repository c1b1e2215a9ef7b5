#include "program/running.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <unistd.h>

#include <cstdlib>
#include <stdexcept>
#include <string>
#include <system_error>

namespace foyer::program {
namespace {

std::runtime_error nobody(const std::filesystem::path& file) {
  return std::runtime_error("nothing to raise: no window runs with this device here (" +
                            file.string() + ")");
}

/// Closed at the end of the scope, which also ends a lock.
struct File {
  int fd = -1;
  ~File() {
    if (fd >= 0) ::close(fd);
  }
};

}  // namespace

RunningMark::RunningMark(const std::filesystem::path& file) {
  if (file.empty()) return;
  std::error_code failed;
  std::filesystem::create_directories(file.parent_path(), failed);
  fd_ = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd_ < 0 || ::flock(fd_, LOCK_EX | LOCK_NB) != 0) return;
  const std::string number = std::to_string(::getpid()) + "\n";
  if (::ftruncate(fd_, 0) != 0) return;
  [[maybe_unused]] const auto written = ::pwrite(fd_, number.data(), number.size(), 0);
}

RunningMark::~RunningMark() {
  // The file stays: a lock on one that was deleted meanwhile would be nobody's.
  if (fd_ >= 0) ::close(fd_);
}

void raise_running(const std::filesystem::path& file) {
  const File opened{::open(file.c_str(), O_RDONLY | O_CLOEXEC)};
  // Whose lock it is not is of a process that has ended; its number may be another's by now.
  if (opened.fd < 0 || ::flock(opened.fd, LOCK_SH | LOCK_NB) == 0) throw nobody(file);
  char text[32] = {};
  if (::pread(opened.fd, text, sizeof text - 1, 0) <= 0) throw nobody(file);
  const long process = std::strtol(text, nullptr, 10);
  if (process <= 1 || ::kill(static_cast<::pid_t>(process), SIGUSR1) != 0) throw nobody(file);
}

}  // namespace foyer::program

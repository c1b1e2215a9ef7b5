// Put before a program with LD_PRELOAD, it kills the program right before its n-th write to a file
// whose name ends in -wal, .sqlite or -journal, or sync of one: DIE_AT_WRITE=n. As a power cut
// would, at every place where a database can be between two states.
// tests/followers/webhooks_test.py
#include <dlfcn.h>
#include <sys/types.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstdlib>
#include <string>

namespace {

bool is_database(int fd) {
  char name[4096];
  const std::string link = "/proc/self/fd/" + std::to_string(fd);
  const ssize_t size = ::readlink(link.c_str(), name, sizeof name);
  if (size <= 0) return false;
  const std::string file(name, static_cast<std::size_t>(size));
  return file.find("followers.sqlite") != std::string::npos;
}

void count(int fd) {
  static std::atomic<long> left = [] {
    const char* text = std::getenv("DIE_AT_WRITE");
    return text == nullptr ? 0L : std::atol(text);
  }();
  if (!is_database(fd)) return;
  if (left.load() > 0 && left.fetch_sub(1) == 1) std::raise(SIGKILL);
}

template <class Function>
Function real(const char* name) {
  return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

}  // namespace

extern "C" {

ssize_t pwrite64(int fd, const void* data, std::size_t size, off64_t at) {
  static const auto call = real<ssize_t (*)(int, const void*, std::size_t, off64_t)>("pwrite64");
  count(fd);
  return call(fd, data, size, at);
}

ssize_t pwrite(int fd, const void* data, std::size_t size, off_t at) {
  static const auto call = real<ssize_t (*)(int, const void*, std::size_t, off_t)>("pwrite");
  count(fd);
  return call(fd, data, size, at);
}

int fdatasync(int fd) {
  static const auto call = real<int (*)(int)>("fdatasync");
  count(fd);
  return call(fd);
}

int fsync(int fd) {
  static const auto call = real<int (*)(int)>("fsync");
  count(fd);
  return call(fd);
}
}

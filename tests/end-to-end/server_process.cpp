#include "tests/end-to-end/server_process.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/inotify.h>
#include <sys/poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <vector>

#include "queue-server/enroll.h"

extern char** environ;

namespace foyer::test {
namespace {

Instant system_now() {
  return std::chrono::time_point_cast<Milliseconds>(std::chrono::system_clock::now());
}

/// Tells when a file appears in a folder.
class FolderWatch {
 public:
  explicit FolderWatch(const std::filesystem::path& folder) : fd_(::inotify_init1(IN_CLOEXEC)) {
    REQUIRE(::inotify_add_watch(fd_, folder.c_str(), IN_MOVED_TO) >= 0);
  }
  ~FolderWatch() { ::close(fd_); }
  FolderWatch(const FolderWatch&) = delete;
  FolderWatch& operator=(const FolderWatch&) = delete;

  /// False if nothing appears within ten seconds.
  bool wait() {
    pollfd item{fd_, POLLIN, 0};
    if (::poll(&item, 1, 10000) != 1) return false;
    std::array<char, 4096> events{};
    return ::read(fd_, events.data(), events.size()) > 0;
  }

 private:
  int fd_;
};

std::string port_of(const std::string& endpoint) {
  return endpoint.substr(endpoint.rfind(':') + 1);
}

}  // namespace

ServerProcess::ServerProcess(const std::filesystem::path& dir) : folder_{dir} {
  server::init_data_folder(folder_);
}

ServerProcess::~ServerProcess() {
  if (pid_ > 0) kill();
}

void ServerProcess::start() {
  FolderWatch watch(folder_.path);
  std::vector<std::string> words{FOYER_BINARY_DIR "/foyer-queue-server",
                                 "--data",
                                 folder_.path.string(),
                                 "--site",
                                 FOYER_SOURCE_DIR "/assets/sites/clarington",
                                 "--open-all-day",
                                 "--no-ticket-limit",
                                 "--log-level",
                                 "warning",
                                 "--request-port",
                                 request_port_,
                                 "--event-port",
                                 event_port_};
  std::vector<char*> arguments;
  for (std::string& text : words) arguments.push_back(text.data());
  arguments.push_back(nullptr);
  REQUIRE(::posix_spawn(&pid_, words.front().c_str(), nullptr, nullptr, arguments.data(),
                        environ) == 0);
  // endpoints.toml is written once it listens.
  REQUIRE(watch.wait());
  const auto endpoints = server::read_endpoints(folder_);
  REQUIRE(endpoints.has_value());
  request_port_ = port_of(endpoints->request);
  event_port_ = port_of(endpoints->event);
}

int ServerProcess::wait_for_end() {
  int status = 0;
  ::waitpid(pid_, &status, 0);
  pid_ = -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

void ServerProcess::kill() {
  ::kill(pid_, SIGKILL);
  wait_for_end();
}

int ServerProcess::stop() {
  ::kill(pid_, SIGTERM);
  return wait_for_end();
}

link::DeviceFile ServerProcess::enroll(const std::string& name, Role role) {
  const auto endpoints = server::read_endpoints(folder_);
  REQUIRE(endpoints.has_value());
  return server::enroll_device(folder_, {name}, role, *endpoints, system_now());
}

}  // namespace foyer::test

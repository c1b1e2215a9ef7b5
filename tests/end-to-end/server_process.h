// A real foyer-queue-server as a process of its own, with a data folder that outlives it: started,
// killed as a power cut would, started again.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>

#include "link/device_file.h"
#include "queue-server/data_folder.h"

namespace foyer::test {

class ServerProcess {
 public:
  /// Makes the data folder in `dir`. Does not start.
  explicit ServerProcess(const std::filesystem::path& dir);
  /// Kills what still runs.
  ~ServerProcess();
  ServerProcess(const ServerProcess&) = delete;
  ServerProcess& operator=(const ServerProcess&) = delete;

  /// Free ports the first time, the same ones again later. Returns once it listens; fails the test
  /// if it does not within ten seconds.
  void start();
  /// SIGKILL: nothing can be tidied up.
  void kill();
  /// SIGTERM; returns the exit code.
  int stop();

  /// Makes a key and enrols it, as `foyer keys enroll` does. After the first start.
  link::DeviceFile enroll(const std::string& name, Role role);
  [[nodiscard]] const server::DataFolder& folder() const { return folder_; }

 private:
  int wait_for_end();

  server::DataFolder folder_;
  std::string request_port_ = "0";
  std::string event_port_ = "0";
  ::pid_t pid_ = -1;
};

}  // namespace foyer::test

// Where the benchmarks run: a folder of their own with a site that has counters enough, enrolled
// devices, clerks, and the queue server as the separate process that it is in life.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

#include "link/device_file.h"
#include "queue-server/data_folder.h"
#include "site/site_files.h"

namespace foyer::bench {

struct YardOptions {
  std::filesystem::path site;    ///< Its catalogue is used; its counters are replaced.
  std::filesystem::path server;  ///< The program foyer-queue-server.
  int counters = 16;
};

/// CPU time and memory of a process, as the kernel counts them.
struct Usage {
  double cpu_s = 0;
  double rss_mb = 0;
  double pss_mb = 0;
};

[[nodiscard]] Usage usage_of(pid_t process);

class Yard {
 public:
  /// Throws std::runtime_error, SiteMistakes.
  explicit Yard(const YardOptions& options);
  /// Ends the server and removes the folder.
  ~Yard();
  Yard(const Yard&) = delete;
  Yard& operator=(const Yard&) = delete;

  /// Starts the server, always at the same ports. Does not wait for it.
  void start();
  /// As a power cut would.
  void kill();

  [[nodiscard]] const SiteFiles& site() const { return site_; }
  [[nodiscard]] const std::filesystem::path& folder() const { return data_.path; }
  /// One of role counter for each counter, in the counters' order.
  [[nodiscard]] const std::vector<link::DeviceFile>& counters() const { return counters_; }
  [[nodiscard]] static std::string counter_name(std::size_t index);
  [[nodiscard]] static std::string clerk_name(std::size_t index);
  static constexpr const char* secret = "2468";
  [[nodiscard]] pid_t server() const { return server_; }

 private:
  void make_site();
  void enroll_all();

  YardOptions options_;
  std::filesystem::path root_;
  server::DataFolder data_;
  SiteFiles site_;
  std::string request_port_;
  std::string event_port_;
  std::vector<link::DeviceFile> counters_;
  pid_t server_ = -1;
};

}  // namespace foyer::bench

// What the round trip is compared with: the libraries alone.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>

#include "link/device_file.h"
#include "queue-server/sqlite.h"

namespace foyer::bench {

/// A ROUTER with CURVE in a process of its own that answers every message with the same bytes.
class RawEcho {
 public:
  /// Forks: while no thread is running in this process.
  explicit RawEcho(std::string answer);
  ~RawEcho();
  RawEcho(const RawEcho&) = delete;
  RawEcho& operator=(const RawEcho&) = delete;

  /// Endpoint and keys as a device would know them.
  [[nodiscard]] const link::DeviceFile& device() const { return device_; }

 private:
  link::DeviceFile device_;
  pid_t child_ = -1;
};

/// One commit of the bytes that an issued ticket leaves in the journal: its event and its request.
class RawCommit {
 public:
  /// The journal's own tables, in `folder`.
  explicit RawCommit(const std::filesystem::path& folder);
  void commit(const std::string& request_id, const std::string& body);

 private:
  server::Database db_;
  server::Statement begin_;
  server::Statement insert_event_;
  server::Statement insert_request_;
  server::Statement commit_;
  std::int64_t seq_ = 0;
};

}  // namespace foyer::bench

// A log of waits from the past, read from a file of comma-separated values with the columns
//   id,date,type,prio,arrive,wait,outcome,start,end,server
// one customer a line in the order of arrival. Times are seconds since midnight of `date` and may
// exceed 86400. `prio`: 2 is priority, 1 is not, 0 is not known. `outcome`: S served, A left
// before; empty: still waiting when the log was cut (then no wait, start, end, server). Who left
// has no start, end, server; who is still being served has no end. `server` may be empty where it
// was not recorded.
#pragma once

#include <filesystem>
#include <istream>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "engine/ids.h"

namespace foyer::admin {

enum class LoggedOutcome { waiting, served, left };

struct LoggedVisit {
  std::string id;
  std::string date;
  std::string type;
  std::string server;  ///< Empty unless served, or not recorded.
  int prio = 0;
  int arrive_s = 0;           ///< Since midnight.
  std::optional<int> wait_s;  ///< As the file says.
  LoggedOutcome outcome{};
  Instant arrived_at;              ///< With the local time of the file taken for UTC.
  std::optional<Instant> over_at;  ///< When the wait was over: served, or left.
  std::optional<Instant> end_at;   ///< Of serving.
};

/// What is wrong in a log, where: "FILE:LINE: column: what".
class WaitLogError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Throws WaitLogError. `name` is what errors call the file.
[[nodiscard]] std::vector<LoggedVisit> read_wait_log(std::istream& stream, const std::string& name);
[[nodiscard]] std::vector<LoggedVisit> read_wait_log(const std::filesystem::path& file);

}  // namespace foyer::admin

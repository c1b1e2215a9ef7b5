// Tells the server how this device is: at once when that changes, and every minute, so that the
// server knows that it is there at all. One report at a time, so that an older one can never come
// after a newer one. No clock and no sockets: time and what is sent come in from outside.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "protocol/message.h"

namespace foyer::link {

/// The server takes a device for silent after three minutes: two reports may be lost.
inline constexpr std::int64_t report_again_ms = 60'000;

class SelfReport {
 public:
  /// Sends the report until there is an answer, and returns its request id: Client::send.
  using Send = std::function<std::string(protocol::ReportDevice)>;
  explicit SelfReport(Send send) : send_(std::move(send)) {}

  /// Sends what is due. `problems`: all that is wrong now. `connected`: to the server; what changes
  /// without a link is told when there is one again. `now_ms`: any steady clock.
  void keep_up(const std::vector<protocol::DeviceProblem>& problems, bool connected,
               std::int64_t now_ms);
  /// Whether it was the answer to a report.
  bool answered(const protocol::Answer& answer);
  /// When keep_up has something to do although nothing happens; nothing: never.
  [[nodiscard]] std::optional<std::int64_t> next_ms() const;

 private:
  Send send_;
  bool connected_ = false;
  std::string waiting_;  ///< The report without an answer; empty: none.
  std::optional<std::vector<protocol::DeviceProblem>> told_;
  std::int64_t due_ms_ = 0;
};

}  // namespace foyer::link

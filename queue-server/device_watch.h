// What staff should see to at devices: what devices report of themselves, and kiosks at which
// tickets are asked for faster than people can. In memory alone: who is there reports again. Owned
// by the loop's thread.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "protocol/message.h"
#include "queue-server/token_bucket.h"

namespace foyer::server {

class DeviceWatch {
 public:
  using Clock = TokenBucket::Clock;

  /// A device that is silent for so long is left out, and a flood is over so long after its last
  /// request that was too much.
  static constexpr std::chrono::minutes forgotten_after{3};

  /// `tickets`: what one kiosk may ask for; 0 a second: as much as it likes.
  explicit DeviceWatch(TokenBucket::Rate tickets) : tickets_(tickets) {}

  /// Whether this issue_ticket of a kiosk has to wait, and for how long. The same request again
  /// costs nothing.
  [[nodiscard]] std::optional<Seconds> slows_down(const DeviceId& kiosk,
                                                  const std::string& request_id,
                                                  Clock::time_point now);

  void report(const DeviceId& device, std::vector<protocol::DeviceProblem> problems,
              Clock::time_point now);

  /// Everything that is known to be wrong; sorted by device.
  [[nodiscard]] std::vector<protocol::DeviceTrouble> troubles(Clock::time_point now);

 private:
  struct Known {
    std::vector<protocol::DeviceProblem> problems;
    Clock::time_point reported_at{};
    std::optional<TokenBucket> bucket;
    std::string last_request;  ///< That was let through.
    std::optional<Clock::time_point> flooded_at;
  };

  TokenBucket::Rate tickets_;
  std::map<DeviceId, Known> known_;  ///< Enrolled devices alone, so it is bounded.
};

}  // namespace foyer::server

// What staff should see to at devices: what devices report of themselves, unattended ones that are
// not heard any more, and kiosks at which tickets are asked for faster than people can. In memory
// alone: who is there reports again. Owned by the loop's thread.
#pragma once

#include <functional>
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

  /// Spans are counted by the steady clock; `at` is the server's time, for people to read.
  struct Moment {
    Clock::time_point steady{};
    Instant at{};
  };

  /// Silence is told of no longer than that, so that a device which was taken away is forgotten.
  /// Long enough that one which does not start in the morning is told of.
  static constexpr std::chrono::hours silence_told_for{18};

  /// `tickets`: what one kiosk may ask for; 0 a second: as much as it likes. What a device reported
  /// is forgotten after `silent_after`, and a flood is over so long after its last request that was
  /// too much.
  explicit DeviceWatch(TokenBucket::Rate tickets,
                       Milliseconds silent_after = std::chrono::minutes(3))
      : tickets_(tickets), silent_after_(silent_after) {}

  /// Whether this issue_ticket of a kiosk has to wait, and for how long. The same request again
  /// costs nothing.
  [[nodiscard]] std::optional<Seconds> slows_down(const DeviceId& kiosk,
                                                  const std::string& request_id, Moment now);

  /// All that is wrong with the device; nothing: it is there and well.
  void report(const DeviceId& device, Role role, std::vector<protocol::DeviceProblem> problems,
              Moment now);

  /// Forgets the devices for which `stays` is false.
  void keep(const std::function<bool(const DeviceId&)>& stays);

  enum class Silence { told, normal };
  /// Everything that is known to be wrong; sorted by device. `silence`: normal while people are not
  /// let in, when machines may be off. Only kiosks and displays can be silent: at a counter sits
  /// somebody who sees that the program has ended, or has ended it.
  [[nodiscard]] std::vector<protocol::DeviceTrouble> troubles(Moment now, Silence silence);

 private:
  struct Known {
    std::vector<protocol::KnownProblem> problems;
    std::optional<Moment> reported;  ///< Last.
    bool is_unattended = false;
    std::optional<TokenBucket> bucket;
    std::string last_request;           ///< That was let through.
    std::optional<Moment> flood_since;  ///< Of the last flood.
    std::optional<Moment> flooded;      ///< Its last request that was too much.
  };

  [[nodiscard]] bool is_silent(const Known& known, Moment now) const;
  [[nodiscard]] bool floods(const Known& known, Moment now) const;

  TokenBucket::Rate tickets_;
  Milliseconds silent_after_;
  std::map<DeviceId, Known> known_;  ///< Enrolled devices alone, so it is bounded.
};

}  // namespace foyer::server

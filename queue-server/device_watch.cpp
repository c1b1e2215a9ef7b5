#include "queue-server/device_watch.h"

#include <spdlog/spdlog.h>

#include <algorithm>

namespace foyer::server {

std::optional<Seconds> DeviceWatch::slows_down(const DeviceId& kiosk, const std::string& request_id,
                                               Clock::time_point now) {
  if (tickets_.per_second <= 0) return std::nullopt;
  Known& known = known_[kiosk];
  if (known.last_request == request_id) return std::nullopt;
  if (!known.bucket) known.bucket.emplace(tickets_, now);
  if (known.bucket->take(1, now)) {
    known.last_request = request_id;
    return std::nullopt;
  }
  if (!known.flooded_at || now - *known.flooded_at >= forgotten_after) {
    spdlog::warn("{} asks for tickets faster than people can; it is slowed down", kiosk.value);
  }
  known.flooded_at = now;
  return known.bucket->time_to(1);
}

void DeviceWatch::report(const DeviceId& device, std::vector<protocol::DeviceProblem> problems,
                         Clock::time_point now) {
  std::sort(problems.begin(), problems.end());
  problems.erase(std::unique(problems.begin(), problems.end()), problems.end());
  Known& known = known_[device];
  known.problems = std::move(problems);
  known.reported_at = now;
}

std::vector<protocol::DeviceTrouble> DeviceWatch::troubles(Clock::time_point now) {
  std::vector<protocol::DeviceTrouble> troubles;
  for (auto& [device, known] : known_) {
    protocol::DeviceTrouble trouble{device, {}};
    if (now - known.reported_at < forgotten_after) trouble.problems = known.problems;
    const bool floods = known.flooded_at && now - *known.flooded_at < forgotten_after;
    const auto& told = trouble.problems;
    if (floods && std::count(told.begin(), told.end(), protocol::DeviceProblem::flood) == 0) {
      trouble.problems.push_back(protocol::DeviceProblem::flood);
    }
    if (!trouble.problems.empty()) troubles.push_back(std::move(trouble));
  }
  return troubles;
}

}  // namespace foyer::server

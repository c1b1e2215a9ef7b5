#include "queue-server/device_watch.h"

#include <spdlog/spdlog.h>

#include <algorithm>

namespace foyer::server {

using protocol::DeviceProblem;
using protocol::KnownProblem;

std::optional<Seconds> DeviceWatch::slows_down(const DeviceId& kiosk, const std::string& request_id,
                                               Moment now) {
  if (tickets_.per_second <= 0) return std::nullopt;
  Known& known = known_[kiosk];
  if (known.last_request == request_id) return std::nullopt;
  if (!known.bucket) known.bucket.emplace(tickets_, now.steady);
  if (known.bucket->take(1, now.steady)) {
    known.last_request = request_id;
    return std::nullopt;
  }
  if (!floods(known, now)) {
    // Once per flood: whatever leans on the screen must not fill the log.
    spdlog::warn("{} asks for tickets faster than people can; it is slowed down", kiosk.value);
    known.flood_since = now;
  }
  known.flooded = now;
  return known.bucket->time_to(1);
}

void DeviceWatch::report(const DeviceId& device, Role role, std::vector<DeviceProblem> problems,
                         Moment now) {
  std::sort(problems.begin(), problems.end());
  problems.erase(std::unique(problems.begin(), problems.end()), problems.end());
  Known& known = known_[device];
  // What was forgotten meanwhile begins anew.
  if (is_silent(known, now)) known.problems.clear();
  std::vector<KnownProblem> told;
  for (const DeviceProblem problem : problems) {
    const auto before =
        std::find_if(known.problems.begin(), known.problems.end(),
                     [problem](const KnownProblem& k) { return k.problem == problem; });
    told.push_back({problem, before == known.problems.end() ? now.at : before->since});
  }
  known.problems = std::move(told);
  known.reported = now;
  known.is_unattended = role == Role::kiosk || role == Role::display;
}

void DeviceWatch::keep(const std::function<bool(const DeviceId&)>& stays) {
  std::erase_if(known_, [&stays](const auto& entry) { return !stays(entry.first); });
}

bool DeviceWatch::is_silent(const Known& known, Moment now) const {
  return known.reported && now.steady - known.reported->steady >= silent_after_;
}

bool DeviceWatch::floods(const Known& known, Moment now) const {
  return known.flooded && now.steady - known.flooded->steady < silent_after_;
}

std::vector<protocol::DeviceTrouble> DeviceWatch::troubles(Moment now, Silence silence) {
  std::vector<protocol::DeviceTrouble> troubles;
  for (const auto& [device, known] : known_) {
    protocol::DeviceTrouble trouble{device, {}};
    if (!is_silent(known, now)) {
      trouble.problems = known.problems;
    } else if (silence == Silence::told && known.is_unattended &&
               now.steady - known.reported->steady < silence_told_for) {
      trouble.problems.push_back({DeviceProblem::silent, known.reported->at});
    }
    if (floods(known, now)) {
      trouble.problems.push_back({DeviceProblem::flood, known.flood_since->at});
    }
    if (!trouble.problems.empty()) troubles.push_back(std::move(trouble));
  }
  return troubles;
}

}  // namespace foyer::server

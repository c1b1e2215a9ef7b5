#include "link/self_report.h"

namespace foyer::link {

void SelfReport::keep_up(const std::vector<protocol::DeviceProblem>& problems, bool connected,
                         std::int64_t now_ms) {
  // A server that was restarted has forgotten all that it was told.
  if (connected && !connected_) due_ms_ = now_ms;
  connected_ = connected;
  if (!connected || !waiting_.empty()) return;
  if (now_ms < due_ms_ && told_ == problems) return;
  waiting_ = send_(protocol::ReportDevice{problems});
  told_ = problems;
  due_ms_ = now_ms + report_again_ms;
}

bool SelfReport::answered(const protocol::Answer& answer) {
  if (waiting_.empty() || answer.id != waiting_) return false;
  waiting_.clear();
  return true;
}

std::optional<std::int64_t> SelfReport::next_ms() const {
  if (!connected_ || !waiting_.empty()) return std::nullopt;
  return due_ms_;
}

}  // namespace foyer::link

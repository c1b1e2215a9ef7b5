#include "kiosk/supervisor.h"

#include <algorithm>
#include <limits>

#include "link/secret.h"

namespace foyer::kiosk {
namespace {

constexpr float corner_share = 0.11F;  // of the shorter side: 120 px at 1080
constexpr int tries = 5;
constexpr std::int64_t first_lock_ms = 60'000;
constexpr std::int64_t longest_lock_ms = 15 * 60'000;

bool in_corner(const ui::FrameContext& frame) {
  if (!frame.input->down || !frame.input->pointer) return false;
  const float side = corner_share * std::min(frame.window.w, frame.window.h);
  return frame.input->pointer->x < side && frame.input->pointer->y < side;
}

}  // namespace

bool CornerHold::held(const ui::FrameContext& frame) {
  if (!in_corner(frame)) {
    since_ms_ = 0;
    told_ = false;
    return false;
  }
  if (since_ms_ == 0) since_ms_ = frame.now_ms;
  if (told_ || frame.now_ms < since_ms_ + corner_hold_ms) return false;
  told_ = true;
  return true;
}

std::int64_t CornerHold::next_ms() const {
  const bool waits = since_ms_ != 0 && !told_;
  return waits ? since_ms_ + corner_hold_ms : std::numeric_limits<std::int64_t>::max();
}

std::int64_t PinGate::wait_ms(std::int64_t now_ms) const {
  return std::max<std::int64_t>(0, locked_until_ms_ - now_ms);
}

PinGate::Answer PinGate::answer(std::string_view pin, std::int64_t now_ms) {
  if (!exists() || wait_ms(now_ms) > 0) return Answer::wait;
  if (link::secret_matches(hash_, pin)) {
    wrong_ = 0;
    return Answer::open;
  }
  ++wrong_;
  if (wrong_ < tries) return Answer::wrong;
  const int doubled = std::min(wrong_ - tries, 4);
  locked_until_ms_ = now_ms + std::min(longest_lock_ms, first_lock_ms << doubled);
  return Answer::wait;
}

}  // namespace foyer::kiosk

#include "ui/motion.h"

#include <algorithm>

namespace foyer::ui {

float ease_out(float t) {
  const float left = 1 - std::clamp(t, 0.0F, 1.0F);
  return 1 - left * left * left;
}

float Transition::at(std::int64_t now_ms) const {
  if (length_ms_ <= 0 || now_ms >= start_ms_ + length_ms_) return 1;
  if (now_ms <= start_ms_) return 0;
  return ease_out(static_cast<float>(now_ms - start_ms_) / static_cast<float>(length_ms_));
}

bool Transition::running(std::int64_t now_ms) const {
  return length_ms_ > 0 && now_ms < start_ms_ + length_ms_;
}

}  // namespace foyer::ui

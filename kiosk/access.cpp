#include "kiosk/access.h"

#include <algorithm>
#include <iterator>

namespace foyer::kiosk {
namespace {

int next_rate(int rate, int steps) {
  const auto at = std::find(std::begin(speech_rates), std::end(speech_rates), rate);
  const auto count = static_cast<int>(std::size(speech_rates));
  const auto now = static_cast<int>(at - std::begin(speech_rates));
  return speech_rates[std::clamp(now + steps, 0, count - 1)];
}

/// Whoever changes how it sounds wants to hear it.
void sound(Speech& speech, int volume, int rate) {
  speech.volume = std::clamp(volume, 1, ui::volume_steps);
  speech.rate = rate;
  speech.held = false;
}

}  // namespace

void change(Access& access, AccessChange wanted) {
  Speech& speech = access.speech;
  switch (wanted) {
    case AccessChange::speech_on:
      speech.on = true;
      speech.held = false;
      break;
    case AccessChange::speech_off:
      speech = Speech{};
      break;
    case AccessChange::hold:
      speech.held = !speech.held;
      break;
    case AccessChange::louder:
      return sound(speech, speech.volume + 1, speech.rate);
    case AccessChange::quieter:
      return sound(speech, speech.volume - 1, speech.rate);
    case AccessChange::faster:
      return sound(speech, speech.volume, next_rate(speech.rate, 1));
    case AccessChange::slower:
      return sound(speech, speech.volume, next_rate(speech.rate, -1));
    case AccessChange::low_reach:
      access.low_reach = !access.low_reach;
      break;
    case AccessChange::more_time:
      access.more_time = !access.more_time;
      break;
    case AccessChange::less_motion:
      access.less_motion = !access.less_motion;
      break;
  }
}

namespace {

bool height_known(const KioskInfo* kiosk) {
  return kiosk != nullptr && kiosk->screen_top_mm > kiosk->screen_bottom_mm &&
         kiosk->screen_bottom_mm > 0;
}

/// A screen that hangs higher than that leaves no room for its controls in reach.
float reach_most(Orientation orientation) {
  return orientation == Orientation::portrait ? 0.4F : 0.2F;
}

/// Of the screen's height, what is above the reach of a hand.
float share_above(const KioskInfo& kiosk) {
  const auto above = static_cast<float>(kiosk.screen_top_mm - reach_mm);
  return above / static_cast<float>(kiosk.screen_top_mm - kiosk.screen_bottom_mm);
}

}  // namespace

std::optional<float> reached_from(const KioskInfo* kiosk, Orientation orientation) {
  // 32 inches are 708 mm high, or 398 mm.
  if (!height_known(kiosk)) return orientation == Orientation::portrait ? 0.3375F : 0.196F;
  if (kiosk->screen_top_mm <= reach_mm) return std::nullopt;
  return std::min(reach_most(orientation), share_above(*kiosk));
}

bool hangs_too_high(const KioskInfo& kiosk, Orientation orientation) {
  return height_known(&kiosk) && share_above(kiosk) > reach_most(orientation);
}

float px_per_mm(const KioskInfo* kiosk, float window_height_px) {
  if (!height_known(kiosk)) return 0;
  return window_height_px / static_cast<float>(kiosk->screen_top_mm - kiosk->screen_bottom_mm);
}

}  // namespace foyer::kiosk

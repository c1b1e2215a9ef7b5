// What a person has asked for so that they can use the kiosk: speech, low reach, more time. Plain
// data, forgotten with the person; and what follows from where the screen hangs.
#pragma once

#include <optional>

#include "site/site_files.h"
#include "ui/voice.h"

namespace foyer::kiosk {

struct Speech {
  bool on = false;
  bool held = false;  ///< Stands still until somebody goes on.
  int volume = ui::volume_normal;
  int rate = ui::rate_normal;  ///< Words a minute.
  friend bool operator==(const Speech&, const Speech&) = default;
};

struct Access {
  bool low_reach = false;
  bool more_time = false;    ///< Five times as long before the screen clears.
  bool less_motion = false;  ///< Pages change at once.
  Speech speech;
  friend bool operator==(const Access&, const Access&) = default;
};

enum class AccessChange {
  speech_on,
  speech_off,
  hold,  ///< Or go on.
  louder,
  quieter,
  faster,
  slower,
  low_reach,  ///< These three: on, or off again.
  more_time,
  less_motion,
};

void change(Access& access, AccessChange wanted);

/// Words a minute that "slower" and "faster" lead through, in order.
inline constexpr int speech_rates[] = {ui::rate_slowest, 130, ui::rate_normal, 210, 270,
                                       ui::rate_fastest};

/// How high a hand reaches that comes from a wheelchair, in millimetres above the floor.
/// Source: EN 301 549 V3.2.1, 8.3.2.1 (unobstructed high forward reach); Section 508, 407.8.3.
inline constexpr int reach_mm = 1220;

enum class Orientation { portrait, landscape };

/// From which share of the screen's height downwards (0..1) everything is in reach; nothing where
/// the whole screen is. A kiosk whose height is not known is taken for one of 32 inches whose
/// lower edge is 750 mm above the floor, a wide one 900 mm.
[[nodiscard]] std::optional<float> reached_from(const KioskInfo* kiosk, Orientation orientation);

/// The screen hangs so high that what is in reach has no room for its buttons: low reach then
/// begins above 1,220 mm, as low as it can.
[[nodiscard]] bool hangs_too_high(const KioskInfo& kiosk, Orientation orientation);

/// Pixels of the screen in a millimetre; 0: not known. `window_height_px` is the whole screen's.
[[nodiscard]] float px_per_mm(const KioskInfo* kiosk, float window_height_px);

}  // namespace foyer::kiosk

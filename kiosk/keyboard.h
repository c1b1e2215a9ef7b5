// The keys on the screen: which there are for a language. Pure.
#pragma once

#include "kiosk/views.h"

namespace foyer::kiosk {

/// Latin letters as on the keyboards of the country, with the accents that the language needs in a
/// row of their own.
[[nodiscard]] KeyboardView build_keyboard(const Texts& in, KeyLayer layer);

}  // namespace foyer::kiosk

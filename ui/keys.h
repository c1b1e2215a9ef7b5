// Inside ui/: SDL's keys in our words.
#pragma once

#include <SDL.h>

#include "ui/input.h"

namespace foyer::ui {

/// Key::none for letters, digits and signs: those arrive as text.
[[nodiscard]] Key key_of(const SDL_Keysym& pressed);

}  // namespace foyer::ui

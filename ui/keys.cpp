#include "ui/keys.h"

#include <array>
#include <utility>

namespace foyer::ui {

Key key_of(const SDL_Keysym& pressed) {
  static constexpr std::array<std::pair<SDL_Keycode, Key>, 25> names = {{
      {SDLK_RETURN, Key::enter},
      {SDLK_KP_ENTER, Key::enter},
      {SDLK_RETURN2, Key::enter},
      {SDLK_SPACE, Key::space},
      {SDLK_ESCAPE, Key::escape},
      {SDLK_AC_BACK, Key::escape},
      {SDLK_BACKSPACE, Key::backspace},
      {SDLK_DELETE, Key::del},
      {SDLK_LEFT, Key::left},
      {SDLK_RIGHT, Key::right},
      {SDLK_UP, Key::up},
      {SDLK_DOWN, Key::down},
      {SDLK_HOME, Key::home},
      {SDLK_END, Key::end},
      {SDLK_PAGEUP, Key::page_up},
      {SDLK_PAGEDOWN, Key::page_down},
      {SDLK_SELECT, Key::enter},
      {SDLK_KP_TAB, Key::tab},
      {SDLK_KP_SPACE, Key::space},
      {SDLK_AC_HOME, Key::home},
      {SDLK_HELP, Key::help},
      {SDLK_VOLUMEUP, Key::volume_up},
      {SDLK_VOLUMEDOWN, Key::volume_down},
      // What audio keypads for kiosks send when a plug goes in or out.
      {SDLK_F15, Key::headphones_in},
      {SDLK_F16, Key::headphones_out},
  }};
  if (pressed.sym == SDLK_TAB) return (pressed.mod & KMOD_SHIFT) != 0 ? Key::backtab : Key::tab;
  for (const auto& [code, key] : names) {
    if (code == pressed.sym) return key;
  }
  if (pressed.sym >= SDLK_F1 && pressed.sym <= SDLK_F12) {
    return static_cast<Key>(static_cast<int>(Key::f1) + (pressed.sym - SDLK_F1));
  }
  return Key::none;
}

}  // namespace foyer::ui

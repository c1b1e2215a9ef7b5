// What the person did since the last frame. Made by Window from real events and by Offscreen from
// a script; screens ask Ui, not this.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ui/layout.h"

namespace foyer::ui {

enum class Key {
  none,
  enter,
  space,
  escape,
  tab,
  backtab,
  backspace,
  del,
  left,
  right,
  up,
  down,
  home,
  end,
  page_up,
  page_down,
  f1,
  f2,
  f3,
  f4,
  f5,
  f6,
  f7,
  f8,
  f9,
  f10,
  f11,
  f12,
  // Of tactile keypads and keyboards with such keys.
  help,
  volume_up,
  volume_down,
  headphones_in,   // plugged into the keypad's socket
  headphones_out,  // and pulled out
};

struct KeyPress {
  Key key = Key::none;   // none: only text
  std::string text{};    // UTF-8 that the key typed, empty for arrows and the like
  bool repeat = false;   // the key is held down
  bool control = false;  // Ctrl, Alt or the system key was held: never a letter shortcut
};

/// One frame's input. Invariant: at most one pointer transition (went_down or went_up) a frame, so
/// that a tap of no length is still a press and a release.
struct Input {
  std::optional<Point>
      pointer;         // physical pixels; none when no finger is down and no mouse is there
  bool touch = false;  // a finger: there is no hovering
  bool down = false;   // is held now
  bool went_down = false;
  bool went_up = false;
  float wheel = 0;  // lines, positive upwards
  std::vector<KeyPress> keys;
};

}  // namespace foyer::ui

// Inside ui/: frames, shared by Window and Offscreen. Queues what the person does, hands it out one
// transition a frame, and draws. Knows no window and no clock.
#pragma once

#include <cstdint>
#include <deque>
#include <limits>
#include <memory>

#include "ui/audit.h"
#include "ui/controls.h"
#include "ui/input.h"
#include "ui/painter.h"
#include "ui/text.h"
#include "ui/window.h"

namespace foyer::ui {

inline constexpr std::int64_t never_ms = std::numeric_limits<std::int64_t>::max();

class Stage {
 public:
  /// `renderer` may be null: measures and audits only.
  explicit Stage(SDL_Renderer* renderer);

  void pointer_move(Point at, bool touch);
  void pointer_down(Point at, bool touch);
  void pointer_up(Point at, bool touch);
  void pointer_gone();
  void press(KeyPress press);
  void wheel(float lines);

  /// Draws until all that is queued has had its frame, and one more for what that changed.
  void frames(Size size, std::int64_t now_ms, const DrawFrame& draw);
  /// Does the last frame differ from what is on the renderer? Paints it if so.
  bool paint_if_changed();

  UiState state;
  AuditRecord record;
  std::int64_t next_ms = never_ms;
  std::unique_ptr<Painter> painter;
  TextEngine text;

 private:
  struct Step {
    enum class Kind { move, down, up, gone, key, wheel } kind;
    Point at{};
    bool touch = false;
    KeyPress key{};
    float lines = 0;
  };
  Input take();
  void frame(const Input& input, Size size, std::int64_t now_ms, const DrawFrame& draw);

  std::deque<Step> queue_;
  std::optional<Point> pointer_;
  bool touch_ = false;
  bool down_ = false;
  bool changed_ = true;
  bool ignoring_ = false;  // the touch that is going on was one too many
};

}  // namespace foyer::ui

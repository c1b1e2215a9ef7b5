// Short, eased movements as functions of the time that is passed in. Nothing here asks a clock.
#pragma once

#include <cstdint>

namespace foyer::ui {

/// Starts fast and arrives softly; 0..1 to 0..1.
[[nodiscard]] float ease_out(float t);

/// One movement from 0 to 1. Value type: keep it in the form of the screen.
class Transition {
 public:
  Transition() = default;
  Transition(std::int64_t start_ms, int length_ms) : start_ms_(start_ms), length_ms_(length_ms) {}
  /// Eased progress at `now_ms`, 0..1; 1 for one that was never started.
  [[nodiscard]] float at(std::int64_t now_ms) const;
  [[nodiscard]] bool running(std::int64_t now_ms) const;

 private:
  std::int64_t start_ms_ = 0;
  int length_ms_ = 0;  // 0: not started, or cut
};

inline constexpr int page_ms = 200;  // a screen slides 24 px and fades in
inline constexpr float page_slide_px = 24;
inline constexpr int deaf_ms = 400;  // after a page change nothing acts

}  // namespace foyer::ui

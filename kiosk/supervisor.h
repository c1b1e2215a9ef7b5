// The supervisor's corner. Whoever holds a finger in the top left corner of any screen for a few
// seconds, or presses F12, is asked for the kiosk's PIN, and then finds what staff need at the
// kiosk itself. Nobody comes upon it by accident, and nothing there can touch a ticket.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "ui/controls.h"

namespace foyer::kiosk {

inline constexpr std::int64_t corner_hold_ms = 4'000;

/// A finger (or the mouse) that stays in the corner. Plain state.
class CornerHold {
 public:
  /// For every frame: true once, when it was held long enough.
  bool held(const ui::FrameContext& frame);
  /// When a frame is due for it.
  [[nodiscard]] std::int64_t next_ms() const;

 private:
  std::int64_t since_ms_ = 0;  // 0: nobody holds it
  bool told_ = false;
};

/// Guards the page behind the PIN. Guessing is slowed: five wrong ones, then a minute, then two, up
/// to a quarter of an hour. Time comes in.
class PinGate {
 public:
  enum class Answer { open, wrong, wait };

  /// `hash` as link::hash_secret makes it; empty: there is no PIN and no corner.
  explicit PinGate(std::string hash) : hash_(std::move(hash)) {}

  [[nodiscard]] bool exists() const { return !hash_.empty(); }
  /// Takes about a tenth of a second. `wait`: too many were wrong; the PIN was not looked at.
  Answer answer(std::string_view pin, std::int64_t now_ms);
  /// How long nothing is looked at any more; 0: now.
  [[nodiscard]] std::int64_t wait_ms(std::int64_t now_ms) const;

 private:
  std::string hash_;
  int wrong_ = 0;
  std::int64_t locked_until_ms_ = 0;
};

inline constexpr int pin_digits_least = 4;
inline constexpr int pin_digits_most = 12;

}  // namespace foyer::kiosk

// The screen while nobody is there, or may be there because the kiosk is out of service: dark and
// still, to save power and the panel, with one large invitation in the site's languages in turn.
// The first touch or key brings the home screen.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "kiosk/views.h"

namespace foyer::kiosk {

/// How long each language is shown; while the office is closed, longer.
inline constexpr std::int64_t rest_turn_ms = 8'000;
inline constexpr std::int64_t rest_turn_closed_ms = 60'000;

struct LanguageName {
  std::string tag;
  std::string own_name;
};

struct RestView {
  HeaderView header;
  std::string question;    ///< "What would you like to do today?", or that the office is closed.
  std::string more;        ///< When it opens; empty while it is open.
  std::string invitation;  ///< "Touch the screen to begin"
  std::optional<NoticeText> notice;
  std::string for_staff;  ///< Small: why it is out of service; may be empty.
  std::vector<LanguageName> languages;
  /// Where on the screen it stands, from 0: it moves a little each turn, so that nothing burns in.
  int position = 0;
};

inline constexpr int rest_positions = 3;

/// `context.in` is the language whose turn it is, `turn` counts up.
[[nodiscard]] RestView build_rest_view(const ViewContext& context, std::int64_t turn);
void draw_rest(ui::Ui& ui, const RestView& view);

/// Whether the kiosk rests. Plain state; time comes in.
class Rest {
 public:
  /// `after_ms`: so long after the last person; 0: never.
  explicit Rest(std::int64_t after_ms) : after_ms_(after_ms) {}

  /// For every frame. `fresh`: home, and nothing is left of anybody; `touched`: somebody is there.
  /// True exactly when it wakes up with this frame.
  bool woken_by(std::int64_t now_ms, bool fresh, bool touched);
  [[nodiscard]] bool is_on() const { return on_; }
  /// Whose turn it is, counted since it began to rest.
  [[nodiscard]] std::int64_t turn(std::int64_t now_ms, std::int64_t turn_ms) const {
    return (now_ms - since_ms_) / turn_ms;
  }
  /// When the next frame is due; nothing is due while it is never to rest.
  [[nodiscard]] std::int64_t next_ms(std::int64_t now_ms, std::int64_t turn_ms) const;

 private:
  std::int64_t after_ms_;
  std::int64_t since_ms_ = 0;  // Resting, or fresh and untouched, since then; 0: neither.
  bool on_ = false;
};

}  // namespace foyer::kiosk

// The lobby display between its edges: takes what the link knows, decides what arrives when, rings
// the chime, and draws. Knows no window and no socket, so that tests run it as it is.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "display/call_queue.h"
#include "display/heard_clock.h"
#include "display/views.h"
#include "protocol/message.h"
#include "ui/controls.h"
#include "ui/motion.h"
#include "ui/theme.h"

namespace foyer::display {

/// What the link knows at this frame.
struct Heard {
  const State* state = nullptr;  ///< Null: nothing yet.
  const Waits* waits = nullptr;
  const Advised* advised = nullptr;                 ///< For the manager's board.
  const protocol::DeviceReport* devices = nullptr;  ///< Likewise.
  Instant now;                                      ///< The server's time, as near as it is known.
  Milliseconds silent{};  ///< Since the server was heard; very large before the first time.
};

struct Settings {
  bool reduce_motion = false;
  ui::Scheme scheme = ui::Scheme::light;
};

class App {
 public:
  /// `site`, `translations` and `display` must outlive it. `chime` is called when a call arrives.
  App(const SiteFiles& site, const Translations& translations, const DisplayInfo& display,
      Settings settings, std::function<void()> chime);

  /// One frame: updates, draws, and asks for the next one when something changes by itself.
  void frame(const ui::FrameContext& context, const Heard& heard);

  /// The ticket that the last frame showed as the newest; empty for none.
  [[nodiscard]] const std::string& newest_ticket() const { return newest_ticket_; }

 private:
  void take_calls(const State& state, Instant now, std::int64_t now_ms);
  void wake_when_due(ui::Ui& ui, Instant now, Milliseconds silent) const;

  const SiteFiles& site_;
  const Translations& translations_;
  const DisplayInfo& display_;
  Settings settings_;
  std::function<void()> chime_;
  ui::Theme theme_;
  CallQueue calls_;
  ui::Transition arriving_;
  HeardClock clock_;
  std::string newest_ticket_;
};

/// The site's colours, or those of high contrast.
[[nodiscard]] ui::Theme theme_of(const SiteFiles& site, ui::Scheme scheme);

/// The display that this program is: `wanted` (an id; may be empty), else the one with the device's
/// own name, else the only one of the site. Throws std::runtime_error that names those there are.
const DisplayInfo& choose_display(const SiteFiles& site, const DeviceId& wanted,
                                  const DeviceId& device);

}  // namespace foyer::display

// A kiosk in the city hall that assets/sites/city-hall describes, for tests of the ways that it
// shows: the app with no server behind it, frames without a window.
#pragma once

#include <string>
#include <string_view>

#include "kiosk/app.h"
#include "ui/window.h"

namespace foyer::test {

/// Read once for all tests.
const SiteFiles& city_hall();
const Translations& city_hall_texts();

class WayStand {
 public:
  explicit WayStand(const std::string& device = "kiosk-main", ui::Size size = {1080, 1920},
                    ui::Painting painting = ui::Painting::off, bool prints = true);

  void settle();
  /// Taps a control and lets the page arrive.
  void tap(std::string_view id);
  /// The same wherever a long page has put it.
  void find(const std::string& id);
  void type(std::string_view text);
  void choose(const std::string& language, int text_percent, ui::Scheme scheme);
  /// From home to the way to a place that the search finds first for these words.
  void way_to(std::string_view words);

  [[nodiscard]] bool shows(std::string_view text) const { return frames.record().shows(text); }
  [[nodiscard]] const kiosk::Form& form() const { return app.form(); }

  Instant now;
  kiosk::App app;
  ui::Offscreen frames;  // last: it draws when it is made
};

}  // namespace foyer::test

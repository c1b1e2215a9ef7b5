// The display as it runs, without a window: the app, what it would hear, and frames on demand.
#pragma once

#include <memory>

#include "tests/display/morning.h"
#include "ui/window.h"

namespace foyer::test {

class Screen {
 public:
  explicit Screen(ui::Size size, display::Settings settings = {},
                  ui::Painting painting = ui::Painting::off, const SiteFiles& site = clarington())
      : app(site, clarington_texts(), over_the_seats(), settings, [this] { ++chimes; }),
        frames(
            size, [this](const ui::FrameContext& context) { frame(context); }, painting) {}

  /// Sets what is heard, and draws.
  void hears(const Morning& morning, Instant at, Milliseconds silent_for = {}) {
    state = morning.state();
    waits = morning.waits(at);
    now = at;
    silent = silent_for;
    frames.frame();
  }
  /// Time passes on the display and at the server alike.
  void passes(Milliseconds span) {
    now += span;
    frames.advance(span.count());
  }

  std::optional<State> state;
  Waits waits;
  Instant now = test::at("08:29");
  Milliseconds silent{};
  int chimes = 0;
  display::App app;
  ui::Offscreen frames;  // last: it draws when it is made

 private:
  void frame(const ui::FrameContext& context) {
    app.frame(context,
              {.state = state ? &*state : nullptr, .waits = &waits, .now = now, .silent = silent});
  }
};

}  // namespace foyer::test

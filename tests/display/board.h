// Lobbies as the manager's board sees them, for its tests: a morning with a line, forecasts and
// advice as the server would send them.
#pragma once

#include <memory>

#include "display/manager_app.h"
#include "tests/display/morning.h"
#include "ui/window.h"

namespace foyer::test {

/// What a board has heard.
struct BoardNews {
  std::optional<State> state;
  std::optional<Waits> waits;
  std::optional<Advised> advised;
  std::optional<protocol::DeviceReport> devices;
  Instant now = test::at("08:29");
  Milliseconds silent{};
};

/// Tickets for this service, for a line.
void wait_in_line(Morning& morning, std::string_view clock, const std::string& service, int count);

/// Counters in every state, a line of twelve at 09:20, some of them late or at risk.
[[nodiscard]] BoardNews busy_board();
/// With everything wrong that can be: at the site's kiosk and display, and at one that it does not
/// know.
[[nodiscard]] protocol::DeviceReport all_problems(Instant now);
/// A busy board with nobody there.
[[nodiscard]] BoardNews quiet_board();

[[nodiscard]] Advised advised_to(const Step& step, const Gain& gain, Instant at);
[[nodiscard]] Advised no_advice(NoAdvice reason, Instant at);
/// To open counter 6, for seven people.
[[nodiscard]] Advised open_counter_6(Instant at);

[[nodiscard]] display::ManagerView view_of(const BoardNews& news,
                                           const std::string& language = "en");

/// The board as it runs, without a window.
class BoardScreen {
 public:
  BoardScreen(ui::Size size, display::ManagerSettings settings, const BoardNews& first,
              ui::Painting painting = ui::Painting::off)
      : news(first),
        app(clarington(), clarington_texts(), std::move(settings)),
        frames(
            size, [this](const ui::FrameContext& context) { frame(context); }, painting) {}

  /// On the board and at the server alike.
  void passes(Milliseconds span) {
    news.now += span;
    frames.advance(span.count());
  }

  BoardNews news;
  display::ManagerApp app;
  ui::Offscreen frames;  // last: it draws when it is made

 private:
  void frame(const ui::FrameContext& context) {
    app.frame(context, {.state = news.state ? &*news.state : nullptr,
                        .waits = news.waits ? &*news.waits : nullptr,
                        .advised = news.advised ? &*news.advised : nullptr,
                        .devices = news.devices ? &*news.devices : nullptr,
                        .now = news.now,
                        .silent = news.silent});
  }
};

}  // namespace foyer::test

// foyer-kiosk: wiring only.
#include <CLI/CLI.hpp>
#include <optional>
#include <stdexcept>

#include "kiosk/app.h"
#include "program/program.h"

namespace {

using namespace foyer;

program::Description description() {
  program::Description about;
  about.name = "foyer-kiosk";
  about.purpose = "The touchscreen in the lobby: residents choose a service and take a ticket.";
  about.examples =
      "  foyer-kiosk --device kiosk.toml --site assets/sites/clarington --fullscreen\n"
      "  foyer-kiosk --device kiosk.toml --site assets/sites/clarington --size 1920x1080\n";
  about.window.title = "Foyer kiosk";
  about.window.size = {1080, 1920};
  about.window.hide_cursor = false;
  return about;
}

void run_kiosk(const program::Options& options, kiosk::AppOptions app_options) {
  std::optional<ui::Window> window;  // Outlives the session, which wakes it.
  program::Session session(options);
  if (session.device().role != Role::kiosk) {
    throw std::runtime_error("the device file is not that of a kiosk (its role is " +
                             std::string(word(session.device().role)) + ")");
  }
  ui::WindowOptions window_options = options.window;
  // A kiosk has no mouse; on a desktop, where it is tried out, there is one.
  window_options.hide_cursor = window_options.hide_cursor || window_options.fullscreen;
  window.emplace(window_options);
  session.wake(*window);
  kiosk::App app(session.site(), session.translations(),
                 {[&](Command command) { return session.client().send(std::move(command)); }},
                 app_options);
  window->run([&](const ui::FrameContext& frame) {
    const std::vector<protocol::Answer> answers = session.receive();
    kiosk::Lobby lobby;
    const link::Replica& replica = session.replica();
    if (replica.has_state()) lobby.state = &replica.state();
    lobby.connected = replica.connected();
    lobby.at = session.now();
    lobby.waits = replica.waits(lobby.at);
    for (const protocol::Answer& answer : answers) app.answered(answer, lobby);
    app.draw(frame, lobby);
  });
}

}  // namespace

int main(int argc, char** argv) {
  kiosk::AppOptions app_options;
  int rest_after_s = 120;
  return program::run_program(
      argc, argv, description(),
      [&](CLI::App& command_line) {
        command_line.add_flag("--reduce-motion", app_options.reduce_motion,
                              "Pages change at once, nothing slides");
        command_line
            .add_option("--rest-after", rest_after_s,
                        "Seconds after the last person until the screen rests; 0: never")
            ->check(CLI::Range(0, 86'400))
            ->capture_default_str();
      },
      [&](const program::Options& options) {
        app_options.rest_after_ms = rest_after_s * 1000LL;
        run_kiosk(options, app_options);
      });
}

// foyer-display: the lobby display. Wiring only.
#include <spdlog/spdlog.h>

#include <CLI/CLI.hpp>
#include <optional>

#include "display/app.h"
#include "display/frame_log.h"
#include "program/program.h"
#include "ui/sound.h"

namespace {

struct DisplayOptions {
  std::string display;
  bool mute = false;
  bool reduce_motion = false;
  bool high_contrast = false;
  std::filesystem::path frame_log;

  void add_to(CLI::App& app) {
    app.add_option("--display", display,
                   "Which display of the site this is: its arrows point from there. Default: the "
                   "device's name, or the site's only display");
    app.add_flag("--mute", mute, "No chime");
    app.add_flag("--reduce-motion", reduce_motion, "A call does not slide in, it is simply there");
    app.add_flag("--high-contrast", high_contrast, "White and yellow on black");
    app.add_option("--frame-log", frame_log,
                   "For measuring: a line per presented frame, steady ms and newest ticket");
  }
};

void run(const foyer::program::Options& options, const DisplayOptions& own) {
  using namespace foyer;
  program::Session session(options);
  const DisplayInfo& display =
      display::choose_display(session.site(), DeviceId{own.display}, session.device().device);
  std::optional<ui::Speaker> speaker;
  if (!own.mute) {
    speaker.emplace();
    if (!speaker->silent_because().empty()) {
      spdlog::warn("no chime: {}", speaker->silent_because());
    }
  }
  const std::vector<std::int16_t> chime = ui::chime();
  display::App app(session.site(), session.translations(), display,
                   {.reduce_motion = own.reduce_motion,
                    .scheme = own.high_contrast ? ui::Scheme::high_contrast : ui::Scheme::light},
                   [&] {
                     if (speaker) speaker->play(chime);
                   });

  std::optional<display::FrameLog> frames;
  ui::WindowOptions window_options = options.window;
  if (!own.frame_log.empty()) {
    frames.emplace(own.frame_log);
    window_options.presented = [&] { frames->presented(app.newest_ticket()); };
  }
  ui::Window window(window_options);
  session.wake(window);
  spdlog::info("display {} ({}), drawn by {}", display.id.value, session.device().device.value,
               window.renderer());
  window.run([&](const ui::FrameContext& context) {
    session.receive();
    const link::Replica& replica = session.replica();
    app.frame(context, {.state = replica.has_state() ? &replica.state() : nullptr,
                        .waits = &replica.waits(),
                        .now = session.now(),
                        .silent = session.silent_for()});
  });
}

}  // namespace

int main(int argc, char** argv) {
  foyer::program::Description description;
  description.name = "foyer-display";
  description.purpose =
      "The lobby display: called tickets with the way to their counter, and waits.";
  description.examples =
      "  foyer-display --device run/lobby-1.device --site assets/sites/clarington --fullscreen\n"
      "  foyer-display --device run/lobby-1.device --site assets/sites/clarington --size 1080x1920";
  description.window.title = "Foyer display";
  description.window.size = {1920, 1080};
  description.window.hide_cursor = true;
  DisplayOptions own;
  return foyer::program::run_program(
      argc, argv, description, [&](CLI::App& app) { own.add_to(app); },
      [&](const foyer::program::Options& options) { run(options, own); });
}

// foyer-display: the lobby display, the manager's board, and the display in front of the customer
// at a counter. Wiring only.
#include <spdlog/spdlog.h>

#include <CLI/CLI.hpp>
#include <map>
#include <optional>

#include "display/app.h"
#include "display/customer_app.h"
#include "display/frame_log.h"
#include "display/manager_app.h"
#include "program/program.h"
#include "protocol/access.h"
#include "ui/sound.h"

namespace {

enum class View { lobby, manager, customer };

struct DisplayOptions {
  View view = View::lobby;
  std::string display;
  std::string language;
  int text_percent = 100;
  bool mute = false;
  bool reduce_motion = false;
  bool high_contrast = false;
  std::filesystem::path frame_log;

  [[nodiscard]] foyer::ui::Scheme scheme() const {
    return high_contrast ? foyer::ui::Scheme::high_contrast : foyer::ui::Scheme::light;
  }

  void add_to(CLI::App& app) {
    app.add_option("--view", view,
                   "lobby: calls and waits, for everybody. manager: how the lobby stands and the "
                   "one best action, for staff; its device has the role display, manager or admin. "
                   "customer: in front of the customer at the counter whose customer_display the "
                   "device is: the ticket, and afterwards how it was. Default: lobby")
        ->transform(CLI::CheckedTransformer(std::map<std::string, View>{
            {"lobby", View::lobby}, {"manager", View::manager}, {"customer", View::customer}}));
    app.add_option("--language", language,
                   "manager: one of the site's languages. Default: its first");
    app.add_option("--text-size", text_percent,
                   "manager and customer: in per cent, 100 to 200. Default: 100")
        ->check(CLI::Range(100, 200));
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

foyer::display::Heard heard_by(foyer::program::Session& session) {
  const foyer::link::Replica& replica = session.replica();
  const foyer::Instant now = session.now();
  return {.state = replica.has_state() ? &replica.state() : nullptr,
          .waits = replica.waits(now),
          .advised = replica.advised(now),
          .devices = replica.devices(now),
          .now = now,
          .silent = session.silent_for()};
}

void run_manager_board(const foyer::program::Options& options, const DisplayOptions& own) {
  using namespace foyer;
  std::optional<ui::Window> window;  // Outlives the session, which wakes it.
  program::Session session(options);
  if (!protocol::is_advised(session.device().role)) {
    throw std::runtime_error("the device " + session.device().device.value + " has the role " +
                             std::string(word(session.device().role)) +
                             ", which is not told what a manager's board shows: enroll one with "
                             "the role display, manager or admin");
  }
  display::ManagerApp app(session.site(), session.translations(),
                          {.language = display::choose_language(session.site(), own.language),
                           .text_percent = own.text_percent,
                           .scheme = own.scheme()});
  ui::WindowOptions window_options = options.window;
  window_options.title = "Foyer manager board";
  window.emplace(window_options);
  session.wake(*window);
  spdlog::info("manager board ({}), drawn by {}", session.device().device.value,
               window->renderer());
  window->run([&](const ui::FrameContext& context) {
    session.receive();
    app.frame(context, heard_by(session));
  });
}

void run_lobby_display(const foyer::program::Options& options, const DisplayOptions& own) {
  using namespace foyer;
  std::optional<ui::Window> window;  // Outlives the session, which wakes it.
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
                   {.reduce_motion = own.reduce_motion, .scheme = own.scheme()}, [&] {
                     if (speaker) speaker->play(chime);
                   });

  std::optional<display::FrameLog> frames;
  ui::WindowOptions window_options = options.window;
  if (!own.frame_log.empty()) {
    frames.emplace(own.frame_log);
    window_options.presented = [&] { frames->presented(app.newest_ticket()); };
  }
  window.emplace(window_options);
  session.wake(*window);
  spdlog::info("display {} ({}), drawn by {}", display.id.value, session.device().device.value,
               window->renderer());
  window->run([&](const ui::FrameContext& context) {
    session.receive();
    app.frame(context, heard_by(session));
    session.report({}, context);
  });
}

void run_customer_display(const foyer::program::Options& options, const DisplayOptions& own) {
  using namespace foyer;
  std::optional<ui::Window> window;  // Outlives the session, which wakes it.
  program::Session session(options);
  const CounterId counter = display::counter_of_display(session.site(), session.device().device);
  display::CustomerApp app(
      session.site(), session.translations(), counter,
      {.text_percent = own.text_percent, .scheme = own.scheme()},
      [&session](Command command) { return session.client().send(std::move(command)); });
  ui::WindowOptions window_options = options.window;
  window_options.title = "Foyer customer display";
  window.emplace(window_options);
  session.wake(*window);
  spdlog::info("customer display of {} ({}), drawn by {}", counter.value,
               session.device().device.value, window->renderer());
  window->run([&](const ui::FrameContext& context) {
    const std::vector<protocol::Answer> answers = session.receive();
    app.frame(context, heard_by(session), answers);
    session.report({}, context);
  });
}

void run(const foyer::program::Options& options, const DisplayOptions& own) {
  switch (own.view) {
    case View::lobby:
      run_lobby_display(options, own);
      break;
    case View::manager:
      run_manager_board(options, own);
      break;
    case View::customer:
      run_customer_display(options, own);
      break;
  }
}

}  // namespace

int main(int argc, char** argv) {
  foyer::program::Description description;
  description.name = "foyer-display";
  description.purpose =
      "The lobby display: called tickets with the way to their counter, and waits. With "
      "--view manager the manager's board: how the lobby stands, and the one best action. With "
      "--view customer what stands in front of the customer at a counter.";
  description.examples =
      "  foyer-display --device run/lobby-1.device --site assets/sites/clarington --fullscreen\n"
      "  foyer-display --device run/lobby-1.device --site assets/sites/clarington --size "
      "1080x1920\n"
      "  foyer-display --device run/board-1.device --site assets/sites/clarington --view manager\n"
      "  foyer-display --device run/customer-3.device --site assets/sites/clarington --view "
      "customer "
      "--size 1280x800";
  description.window.title = "Foyer display";
  description.window.size = {1920, 1080};
  description.window.hide_cursor = true;
  DisplayOptions own;
  return foyer::program::run_program(
      argc, argv, description, [&](CLI::App& app) { own.add_to(app); },
      [&](const foyer::program::Options& options) { run(options, own); });
}

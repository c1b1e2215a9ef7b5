// Wiring of the counter client: command line, link, window.
#include <CLI/CLI.hpp>
#include <optional>

#include "counter-client/app.h"
#include "counter-client/preferences.h"
#include "printing/printing.h"
#include "program/program.h"
#include "program/running.h"

namespace {

using namespace foyer;                  // NOLINT: wiring only
using namespace foyer::counter_client;  // NOLINT

struct OwnOptions {
  std::string counter;
  bool welcome = false;
  std::string printer = "none";
  int paper_mm = 80;
  std::string language;
  int text_percent = 0;
  bool high_contrast = false;
  bool bar = false;
  bool raise = false;

  void add_to(CLI::App& app) {
    auto* at = app.add_option("--counter", counter,
                              "The counter where this machine stands, e.g. counter-1");
    app.add_flag("--welcome-desk", welcome, "This machine stands at the welcome desk")
        ->excludes(at);
    app.add_option("--printer", printer,
                   "Of the welcome desk: none, file:PATH, serial:PATH?baud=N, tcp:HOST[:PORT] or "
                   "cups:QUEUE[?raw]")
        ->capture_default_str();
    app.add_option("--paper", paper_mm, "How wide its paper is, in mm: 80 or 58")
        ->check(CLI::IsMember({58, 80}))
        ->capture_default_str();
    app.add_option("--language", language, "Language of the screen, e.g. fr (kept)");
    app.add_option("--text", text_percent, "Text size in per cent (kept)")
        ->check(CLI::IsMember({100, 125, 150}));
    app.add_flag("--high-contrast", high_contrast, "High contrast (kept)");
    app.add_flag("--bar", bar,
                 "A small bar above other programs while a counter is open (kept; F12)");
    app.add_flag("--raise", raise,
                 "Brings the window that runs with this device to the front, and ends: for a "
                 "shortcut of the desktop");
  }
  [[nodiscard]] ScreenChoice over(ScreenChoice choice) const {
    if (!language.empty()) choice.language = language;
    if (text_percent != 0) choice.text_percent = text_percent;
    if (high_contrast) choice.high_contrast = true;
    if (bar) choice.bar = true;
    return choice;
  }
};

std::filesystem::path preference_file(const DeviceId& device) {
  const std::filesystem::path folder = program::state_folder();
  return folder.empty() ? folder : folder / (device.value + ".screen");
}

std::filesystem::path running_file(const DeviceId& device) {
  const std::filesystem::path folder = program::state_folder();
  return folder.empty() ? folder : folder / (device.value + ".running");
}

News news_of(const program::Session& session) {
  const link::Replica& replica = session.replica();
  News news;
  news.state = replica.has_state() ? &replica.state() : nullptr;
  news.seq = replica.seq();
  news.connected = replica.connected();
  news.now = session.now();
  news.waits = replica.waits(news.now);
  news.silent_for = session.silent_for();
  return news;
}

void run_client(const program::Options& options, const OwnOptions& own) {
  if (own.raise) {
    return program::raise_running(running_file(link::read_device_file(options.device).device));
  }
  std::optional<ui::Window> window;  // Outlives the session, which wakes it.
  program::Session session(options);
  const program::RunningMark mark(running_file(session.device().device));
  const std::filesystem::path kept = preference_file(session.device().device);
  const ScreenChoice choice = own.over(read_preferences(kept));
  window.emplace(options.window);
  session.wake(*window);
  const auto library = knowledge::Library::of_site(session.site(), &session.translations(),
                                                   knowledge::Audience::staff);
  const auto printing = printing::open_printing(own.printer, own.paper_mm, session.site(),
                                                [&window] { window->wake(); });
  printing::PaperDesk paper;
  if (printing) paper = printing::desk_of(*printing, own.printer);
  App app(session.site(), session.translations(),
          {session.device().device, CounterId{own.counter}, own.welcome, choice, &library,
           std::move(paper)},
          [&session](std::variant<Command, protocol::Query> body) {
            return std::visit([&](auto& b) { return session.client().send(std::move(b)); }, body);
          });
  ScreenChoice written = read_preferences(kept);
  window->run([&](const ui::FrameContext& frame) {
    const std::vector<protocol::Answer> answers = session.receive();
    app.frame(frame, news_of(session), answers);
    window->show_as_bar(app.bar());
    if (!kept.empty() && app.screen() != written) {
      write_preferences(kept, app.screen());
      written = app.screen();
    }
  });
}

}  // namespace

int main(int argc, char** argv) {
  program::Description description;
  description.name = "foyer-counter-client";
  description.purpose = "The clerk's screen: call, serve and finish visits by keyboard.";
  description.examples =
      "  foyer-counter-client --device run/desk-1.toml --site assets/sites/clarington\n"
      "  foyer-counter-client --device run/desk-1.toml --site assets/sites/clarington "
      "--counter counter-1 --size 1440x900";
  description.window.title = "Foyer counter";
  description.window.size = {1440, 900};
  OwnOptions own;
  return program::run_program(
      argc, argv, description, [&own](CLI::App& app) { own.add_to(app); },
      [&own](const program::Options& options) { run_client(options, own); });
}

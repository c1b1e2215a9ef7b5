// The supervisor's corner: how it is found, how it is guarded, and what stands behind it.
#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>

#include "kiosk/supervisor.h"
#include "link/secret.h"
#include "tests/kiosk/stand.h"

using namespace foyer;
using namespace foyer::test;
using kiosk::Page;

namespace {

const std::string& hash_of_4711() {
  static const std::string hash = link::hash_secret("4711");
  return hash;
}

/// What the machine was asked to keep and how often to start anew.
struct Kept {
  kiosk::Settings settings;
  int restarts = 0;
};

kiosk::AppOptions with_pin(Kept& kept) {
  kiosk::AppOptions options;
  options.pin_hash = hash_of_4711();
  options.machine = {
      .device = "kiosk-1", .version = "1.2.3", .screen = "1080 × 1920", .settings = {}};
  options.keep = [&kept](const kiosk::Settings& settings) { kept.settings = settings; };
  options.restart = [&kept] { ++kept.restarts; };
  return options;
}

void hold_corner(Stand& stand, Milliseconds span) {
  stand.frames.finger_down({40, 40});
  stand.frames.advance(span.count());
  stand.frames.finger_up({40, 40});
  stand.settle();
}

void enter_pin(Stand& stand, const std::string& pin) {
  for (const char figure : pin) stand.tap("pin/" + std::string(1, figure));
  stand.tap("pin/open");
}

}  // namespace

TEST_CASE("supervisor: a long touch of the corner asks for the PIN a short one does nothing") {
  Kept kept;
  Stand stand({1080, 1920}, ui::Painting::off, with_pin(kept));
  stand.settle();
  hold_corner(stand, Milliseconds(kiosk::corner_hold_ms - 500));
  CHECK(stand.form().place.page == Page::home);
  hold_corner(stand, Milliseconds(kiosk::corner_hold_ms + 100));
  CHECK(stand.form().place.page == Page::pin);
  CHECK(stand.shows("For staff: your PIN"));
}

TEST_CASE("supervisor: without a PIN there is no corner") {
  Stand stand;
  stand.settle();
  hold_corner(stand, Milliseconds(kiosk::corner_hold_ms + 100));
  stand.press(ui::Key::f12);
  CHECK(stand.form().place.page == Page::home);
}

TEST_CASE("supervisor: the right PIN opens the page which forgets itself") {
  Kept kept;
  Stand stand({1080, 1920}, ui::Painting::off, with_pin(kept));
  stand.server.gets_busy();
  stand.settle();
  stand.press(ui::Key::f12);
  enter_pin(stand, "4711");
  CHECK(stand.form().place.page == Page::supervisor);
  CHECK(stand.shows("kiosk-1"));
  CHECK(stand.shows("1.2.3"));
  CHECK(stand.form().pin.text.empty());
  // No way leads back to it once it was left.
  stand.tap("done");
  CHECK(stand.form().place.page == Page::home);
  stand.press(ui::Key::escape);
  CHECK(stand.form().place.page == Page::home);
  // Nobody at it: it clears like any other page.
  stand.press(ui::Key::f12);
  enter_pin(stand, "4711");
  stand.passes(Seconds(90));
  stand.settle();
  CHECK(stand.form().place.page == Page::home);
}

TEST_CASE("supervisor: the PIN is typed on a keyboard as well and never shown or spoken") {
  Kept kept;
  Stand stand({1080, 1920}, ui::Painting::off, with_pin(kept));
  stand.settle();
  stand.press(ui::Key::f12);
  stand.frames.type("4711");
  stand.settle();
  CHECK(stand.form().pin.text == "4711");
  CHECK_FALSE(stand.shows("4711"));
  for (const ui::SpokenItem& item : stand.frames.record().spoken) {
    CHECK(item.label.find("4711") == std::string::npos);
  }
  stand.press(ui::Key::enter);
  CHECK(stand.form().place.page == Page::supervisor);
}

TEST_CASE("supervisor: guessing is slowed also for the right PIN") {
  kiosk::PinGate gate(hash_of_4711());
  using Answer = kiosk::PinGate::Answer;
  for (int i = 0; i < 4; ++i) CHECK(gate.answer("0000", 1000) == Answer::wrong);
  CHECK(gate.answer("0000", 1000) == Answer::wait);
  CHECK(gate.wait_ms(1000) == 60'000);
  CHECK(gate.answer("4711", 60'999) == Answer::wait);
  CHECK(gate.answer("0000", 61'000) == Answer::wait);
  CHECK(gate.wait_ms(61'000) == 120'000);
  CHECK(gate.answer("4711", 181'000) == Answer::open);
  // From now on as at first.
  CHECK(gate.answer("0000", 181'000) == Answer::wrong);
}

TEST_CASE("supervisor: a wrong PIN says so in words and how long to wait") {
  Kept kept;
  Stand stand({1080, 1920}, ui::Painting::off, with_pin(kept));
  stand.settle();
  stand.press(ui::Key::f12);
  enter_pin(stand, "0000");
  CHECK(stand.shows("That PIN is wrong. Please try again."));
  stand.tap("pin/1");
  CHECK_FALSE(stand.shows("That PIN is wrong"));
  for (int i = 0; i < 4; ++i) enter_pin(stand, "0000");
  CHECK(stand.shows("Please wait 1 minute"));
  CHECK(stand.form().place.page == Page::pin);
}

TEST_CASE("supervisor: out of service is kept and sends everybody to the welcome desk") {
  Kept kept;
  Stand stand({1080, 1920}, ui::Painting::off, with_pin(kept));
  stand.server.gets_busy();
  stand.settle();
  stand.press(ui::Key::f12);
  enter_pin(stand, "4711");
  stand.tap("out-of-service");
  CHECK(kept.settings.out_of_service);
  stand.tap("done");
  CHECK(stand.shows("This kiosk is out of service"));
  CHECK(stand.frames.record().control("job/payment") == nullptr);
  stand.frames.tap({540, 1200});
  stand.settle();
  CHECK(stand.shows("This kiosk is out of service"));
  // Only the corner leads on.
  hold_corner(stand, Milliseconds(kiosk::corner_hold_ms + 100));
  enter_pin(stand, "4711");
  stand.tap("out-of-service");
  CHECK_FALSE(kept.settings.out_of_service);
  stand.tap("done");
  CHECK(stand.frames.record().control("job/payment") != nullptr);
}

TEST_CASE("supervisor: the home screen begins in the language that was set") {
  Kept kept;
  Stand stand({1080, 1920}, ui::Painting::off, with_pin(kept));
  stand.settle();
  stand.press(ui::Key::f12);
  enter_pin(stand, "4711");
  stand.tap("first/fr");
  CHECK(kept.settings.first_language.value == "fr");
  stand.tap("done");
  CHECK(stand.form().language.value == "fr");
  CHECK(stand.shows("Que voulez-vous faire aujourd’hui"));
}

TEST_CASE("supervisor: the kiosk can be started anew") {
  Kept kept;
  Stand stand({1080, 1920}, ui::Painting::off, with_pin(kept));
  stand.settle();
  stand.press(ui::Key::f12);
  enter_pin(stand, "4711");
  stand.tap("restart");
  CHECK(kept.restarts == 1);
}

TEST_CASE("settings: what was kept is read again; a damaged file is not the end") {
  const std::filesystem::path file =
      std::filesystem::temp_directory_path() / ("foyer-settings-" + link::random_token());
  CHECK(kiosk::read_settings(file) == kiosk::Settings{});
  const kiosk::Settings settings{LanguageTag{"fr"}, true};
  kiosk::write_settings(file, settings);
  CHECK(kiosk::read_settings(file) == settings);
  std::ofstream(file, std::ios::trunc) << "first_language = [";
  CHECK(kiosk::read_settings(file) == kiosk::Settings{});
  std::filesystem::remove(file);
}

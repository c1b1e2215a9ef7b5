// Every screen of the kiosk, in every language, text size and theme, in both orientations: nothing
// is cut off, overlaps, is too small to touch or hard to read; also in every part of a page that is
// too long. With FOYER_PICTURES=FOLDER the screens are written there as PNG.
#include <doctest/doctest.h>

#include <cstdlib>

#include "tests/kiosk/screens_of_kiosk.h"
#include "ui/audit.h"

using namespace foyer;
using namespace foyer::test;

namespace {

struct Shape {
  std::string name;
  ui::Size size;
};

struct Manner {
  std::string language;
  int text_percent;
  ui::Scheme scheme;
};

const char* picture_folder() {
  return std::getenv("FOYER_PICTURES");
}

void check_part(Stand& stand, const Shape& shape, const std::string& name) {
  ui::AuditRules rules;
  // 20 mm: 96 px on a screen of 32 inches are 35 mm, on one of 22 inches 24 mm.
  rules.target_min_px = 0.081F * std::min(shape.size.w, shape.size.h);
  const auto findings = ui::audit(stand.frames.record(), rules);
  CHECK_MESSAGE(findings.empty(), name << ":\n" << ui::describe(findings));
  if (picture_folder() == nullptr) return;
  std::filesystem::create_directories(picture_folder());
  stand.frames.save_png(std::filesystem::path(picture_folder()) / (name + ".png"));
}

void check_screen(const ScreenCase& screen, const Shape& shape, const Manner& manner) {
  Stand stand(shape.size, picture_folder() != nullptr ? ui::Painting::on : ui::Painting::off,
              screen.options ? screen.options() : kiosk::AppOptions{});
  screen.prepare(stand);
  stand.settle();
  stand.choose(manner.language, manner.text_percent, manner.scheme);
  screen.go(stand);
  stand.settle();
  const std::string name = "kiosk-" + screen.name + "-" + shape.name + "-" + manner.language + "-" +
                           std::to_string(manner.text_percent) +
                           (manner.scheme == ui::Scheme::light ? "" : "-contrast");
  check_part(stand, shape, name);
  constexpr int parts_max = 40;
  for (int part = 2; part < parts_max && stand.frames.record().control("more") != nullptr; ++part) {
    if (stand.form().sheet != kiosk::Sheet::none || stand.app.waits_for_ticket() ||
        stand.frames.record().control("sheet/keep") != nullptr) {
      break;
    }
    stand.tap("more");
    check_part(stand, shape, name + "-part" + std::to_string(part));
  }
}

bool is_wanted(const std::string& name) {
  const char* only = std::getenv("FOYER_SCREEN");
  return only == nullptr || name == only;
}

void check_all(const Shape& shape, const std::vector<Manner>& manners) {
  for (const ScreenCase& screen : kiosk_screens()) {
    if (!is_wanted(screen.name)) continue;
    for (const Manner& manner : manners) check_screen(screen, shape, manner);
  }
}

const std::vector<Manner> all_manners = {
    {"en", 100, ui::Scheme::light},         {"fr", 100, ui::Scheme::light},
    {"en", 100, ui::Scheme::high_contrast}, {"fr", 150, ui::Scheme::light},
    {"en", 200, ui::Scheme::light},         {"fr", 200, ui::Scheme::high_contrast}};

}  // namespace

TEST_CASE("layout: every screen in portrait") {
  check_all({"portrait", {1080, 1920}}, all_manners);
}

TEST_CASE("layout: every screen in landscape") {
  check_all({"landscape", {1920, 1080}}, all_manners);
}

TEST_CASE("layout: every screen on a small and on a large screen") {
  check_all({"small", {768, 1366}}, {{"fr", 125, ui::Scheme::light}});
  check_all({"large", {2160, 3840}}, {{"fr", 175, ui::Scheme::light}});
}

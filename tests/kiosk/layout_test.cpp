// Every screen of the kiosk, in every language, text size and theme, in both orientations: nothing
// is cut off, overlaps, is too small to touch or hard to read; also in every part of a page that is
// too long. With FOYER_PICTURES=FOLDER the screens are written there as PNG; FOYER_SCREEN=home and
// FOYER_LANGUAGE=ur choose some; FOYER_ALL_MANNERS=1 goes through every language at every size.
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
              screen.options ? screen.options() : kiosk::AppOptions{}, screen.site());
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

bool is_wanted_language(const std::string& language) {
  const char* only = std::getenv("FOYER_LANGUAGE");
  return only == nullptr || language == only;
}

void check_all(const Shape& shape, const std::vector<Manner>& manners) {
  for (const ScreenCase& screen : kiosk_screens()) {
    if (!is_wanted(screen.name)) continue;
    for (const Manner& manner : manners) check_screen(screen, shape, manner);
  }
}

/// Every language: with FOYER_ALL_MANNERS at every size and, two of them, in high contrast;
/// otherwise each screen in a few languages, sizes and themes in turn, so that together they see
/// all of them.
std::vector<Manner> all_manners() {
  std::vector<Manner> manners;
  for (const LanguageInfo& language : clarington().languages) {
    for (const int percent : {100, 150, 200}) {
      manners.push_back({language.tag.value, percent, ui::Scheme::light});
    }
  }
  for (const char* language : {"en", "ur"}) {
    for (const int percent : {100, 200}) {
      manners.push_back({language, percent, ui::Scheme::high_contrast});
    }
  }
  return manners;
}

constexpr std::size_t manners_of_a_screen = 5;

/// Every fifth or so of all, beginning elsewhere for each screen.
std::vector<Manner> manners_of(std::size_t screen) {
  const std::vector<Manner> all = all_manners();
  if (std::getenv("FOYER_ALL_MANNERS") != nullptr) return all;
  std::vector<Manner> some;
  const std::size_t step = all.size() / manners_of_a_screen;
  for (std::size_t i = 0; i < manners_of_a_screen; ++i) {
    some.push_back(all[(screen * 7 + i * step) % all.size()]);
  }
  return some;
}

void check_in_turn(const Shape& shape) {
  const std::vector<ScreenCase> screens = kiosk_screens();
  for (std::size_t i = 0; i < screens.size(); ++i) {
    if (!is_wanted(screens[i].name)) continue;
    for (const Manner& manner : manners_of(i)) {
      if (is_wanted_language(manner.language)) check_screen(screens[i], shape, manner);
    }
  }
}

}  // namespace

TEST_CASE("layout: every screen in portrait") {
  check_in_turn({"portrait", {1080, 1920}});
}

TEST_CASE("layout: every screen in landscape") {
  check_in_turn({"landscape", {1920, 1080}});
}

TEST_CASE("layout: every screen on a small and on a large screen") {
  check_all({"small", {768, 1366}}, {{"fr", 125, ui::Scheme::light}});
  check_all({"large", {2160, 3840}}, {{"hi", 175, ui::Scheme::light}});
}

// The pages of ways, in languages, text sizes and themes, in both orientations: nothing is cut off,
// overlaps, is too small to touch or hard to read. With FOYER_PICTURES=FOLDER the screens are
// written there as PNG, with FOYER_SCREEN=NAME only those of one name.
#include <doctest/doctest.h>

#include <cstdlib>
#include <functional>

#include "tests/wayfinding/way_stand.h"
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

struct Screen {
  std::string name;
  std::string device;
  std::function<void(WayStand&)> go;
};

const std::vector<Screen> screens = {
    {"home", "kiosk-main", [](WayStand&) {}},
    {"find", "kiosk-main", [](WayStand& s) { s.find("find"); }},
    {"find-bingo", "kiosk-main",
     [](WayStand& s) {
       s.find("find");
       s.type("bingo");
     }},
    {"find-keys", "kiosk-main",
     [](WayStand& s) {
       s.find("find");
       s.tap("keyboard");
       s.type("plan");
     }},
    {"find-nothing", "kiosk-main",
     [](WayStand& s) {
       s.find("find");
       s.type("zzzzzz");
     }},
    {"way", "kiosk-main", [](WayStand& s) { s.way_to("planning"); }},
    {"way-step-free", "kiosk-facade",
     [](WayStand& s) {
       s.way_to("bingo");
       s.find("way/step_free");
     }},
    {"way-near", "kiosk-main",
     [](WayStand& s) {
       s.find("find");
       s.find("near/washroom");
     }},
    {"way-change", "kiosk-facade", [](WayStand& s) { s.way_to("council chamber"); }},
    {"way-other-level", "kiosk-main",
     [](WayStand& s) {
       s.way_to("planning");
       const auto to =
           wayfinding::find_place(city_hall().building->graph, s.form().place.way_to.place);
       s.find("level/" + city_hall().building->levels[to->spot.level].id.value);
     }},
    {"way-parking", "kiosk-parking", [](WayStand& s) { s.way_to("revenue"); }},
};

const char* picture_folder() {
  return std::getenv("FOYER_PICTURES");
}

void check_part(WayStand& stand, const Shape& shape, const std::string& name) {
  ui::AuditRules rules;
  rules.target_min_px = 0.081F * std::min(shape.size.w, shape.size.h);
  const auto findings = ui::audit(stand.frames.record(), rules);
  CHECK_MESSAGE(findings.empty(), name << ":\n" << ui::describe(findings));
  if (picture_folder() == nullptr) return;
  std::filesystem::create_directories(picture_folder());
  stand.frames.save_png(std::filesystem::path(picture_folder()) / (name + ".png"));
}

void check_screen(const Screen& screen, const Shape& shape, const Manner& manner) {
  WayStand stand(screen.device, shape.size,
                 picture_folder() != nullptr ? ui::Painting::on : ui::Painting::off);
  stand.settle();
  screen.go(stand);
  stand.choose(manner.language, manner.text_percent, manner.scheme);
  stand.settle();
  const std::string name = "way-" + screen.name + "-" + shape.name + "-" + manner.language + "-" +
                           std::to_string(manner.text_percent) +
                           (manner.scheme == ui::Scheme::light ? "" : "-contrast");
  check_part(stand, shape, name);
  constexpr int parts_max = 30;
  for (int part = 2; part < parts_max && stand.frames.record().control("more") != nullptr; ++part) {
    stand.tap("more");
    check_part(stand, shape, name + "-part" + std::to_string(part));
  }
}

void check_all(const Shape& shape, const std::vector<Manner>& manners) {
  const char* only = std::getenv("FOYER_SCREEN");
  for (const Screen& screen : screens) {
    if (only != nullptr && screen.name != only) continue;
    for (const Manner& manner : manners) check_screen(screen, shape, manner);
  }
}

const std::vector<Manner> all_manners = {
    {"en", 100, ui::Scheme::light},         {"fr", 100, ui::Scheme::light},
    {"en", 100, ui::Scheme::high_contrast}, {"fr", 150, ui::Scheme::light},
    {"en", 200, ui::Scheme::light},         {"fr", 200, ui::Scheme::high_contrast}};

}  // namespace

TEST_CASE("ways: every screen in portrait") {
  check_all({"portrait", {1080, 1920}}, all_manners);
}

TEST_CASE("ways: every screen in landscape") {
  check_all({"landscape", {1920, 1080}}, all_manners);
}

TEST_CASE("ways: every screen on a small and on a large screen") {
  check_all({"small", {768, 1366}}, {{"fr", 125, ui::Scheme::light}});
  check_all({"large", {2160, 3840}}, {{"fr", 175, ui::Scheme::light}});
}

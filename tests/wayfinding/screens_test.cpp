// The pages of ways, in languages, text sizes and themes, in both orientations: nothing is cut off,
// overlaps, is too small to touch or hard to read. With FOYER_PICTURES=FOLDER the screens are
// written there as PNG, with FOYER_SCREEN=NAME only those of one name.
#include <doctest/doctest.h>

#include <functional>

#include "tests/kiosk/manners.h"
#include "tests/wayfinding/way_stand.h"

using namespace foyer;
using namespace foyer::test;

namespace {

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

void check_screen(const Screen& screen, const Shape& shape, const Manner& manner) {
  WayStand stand(screen.device, shape.size, painting());
  stand.settle();
  screen.go(stand);
  stand.choose(manner.language, manner.text_percent, manner.scheme);
  stand.settle();
  for_each_part(stand, name_of("way", screen.name, shape, manner),
                [&](const std::string& name) { check_layout(stand.frames, shape, name); });
}

void check_all(const Shape& shape, const std::vector<Manner>& manners) {
  for (const Screen& screen : screens) {
    if (!is_wanted_screen(screen.name)) continue;
    for (const Manner& manner : manners) check_screen(screen, shape, manner);
  }
}

const std::vector<Manner> manners = {
    {"en", 100, ui::Scheme::light},         {"fr", 100, ui::Scheme::light},
    {"en", 100, ui::Scheme::high_contrast}, {"fr", 150, ui::Scheme::light},
    {"en", 200, ui::Scheme::light},         {"fr", 200, ui::Scheme::high_contrast}};

}  // namespace

TEST_CASE("ways: every screen in portrait") {
  check_all(portrait, manners);
}

TEST_CASE("ways: every screen in landscape") {
  check_all(landscape, manners);
}

TEST_CASE("ways: every screen on a small and on a large screen") {
  check_all({"small", {768, 1366}}, {{"fr", 125}});
  check_all({"large", {2160, 3840}}, {{"fr", 175}});
}

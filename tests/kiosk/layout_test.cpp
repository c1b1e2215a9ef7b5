// Every screen of the kiosk, in every language, text size and theme, in both orientations: nothing
// is cut off, overlaps, is too small to touch or hard to read; also in every part of a page that is
// too long. manners.h says how to choose some and to get pictures.
#include <doctest/doctest.h>

#include "tests/kiosk/manners.h"
#include "tests/kiosk/screens_of_kiosk.h"

using namespace foyer;
using namespace foyer::test;

namespace {

void check_screen(const ScreenCase& screen, const Shape& shape, const Manner& manner) {
  Stand stand(shape.size, painting(), screen.options ? screen.options() : kiosk::AppOptions{},
              screen.site());
  arrive(stand, screen, manner);
  for_each_part(stand, name_of("kiosk", screen.name, shape, manner),
                [&](const std::string& name) { check_layout(stand.frames, shape, name); });
}

void check_in_turn(const Shape& shape) {
  const std::vector<ScreenCase> screens = kiosk_screens();
  for (std::size_t i = 0; i < screens.size(); ++i) {
    if (!is_wanted_screen(screens[i].name)) continue;
    for (const Manner& manner : manners_in_turn(i, 5)) check_screen(screens[i], shape, manner);
  }
}

void check_all(const Shape& shape, const Manner& manner) {
  for (const ScreenCase& screen : kiosk_screens()) {
    if (is_wanted_screen(screen.name)) check_screen(screen, shape, manner);
  }
}

}  // namespace

TEST_CASE("layout: every screen in portrait") {
  check_in_turn(portrait);
}

TEST_CASE("layout: every screen in landscape") {
  check_in_turn(landscape);
}

TEST_CASE("layout: every screen on a small and on a large screen") {
  check_all({"small", {768, 1366}}, {"fr", 125});
  check_all({"large", {2160, 3840}}, {"hi", 175});
}

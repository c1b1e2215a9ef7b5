// Every screen of the kiosk and the way there, for the layout test and its pictures.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "tests/kiosk/manners.h"
#include "tests/kiosk/stand.h"

namespace foyer::test {

struct ScreenCase {
  std::string name;
  std::function<void(Stand&)> prepare;  ///< The lobby, before somebody comes.
  std::function<void(Stand&)> go;       ///< From home, in the chosen language, to the screen.
  std::function<kiosk::AppOptions()> options{};  ///< Of the kiosk; nothing: the defaults.
  std::function<const SiteFiles&()> site = clarington;
};

std::vector<ScreenCase> kiosk_screens();

/// From home to the screen, as somebody who first chooses language, text size and contrast, and
/// what else the access bar offers (`first`).
void arrive(Stand& stand, const ScreenCase& screen, const Manner& manner,
            const std::function<void(Stand&)>& first = {});

}  // namespace foyer::test

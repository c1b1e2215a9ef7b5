// Every screen, in every language of the site, at the sizes and text sizes that clerks have:
// nothing is cut off, overlaps, or is hard to read.
#include <doctest/doctest.h>

#include "tests/counter-client/scenes.h"
#include "ui/audit.h"

namespace {

using namespace foyer;
using namespace foyer::test;

struct Look {
  ui::Size size;
  int text_percent;
  bool high_contrast;
};

void check_all(const Look& look) {
  for (const LanguageInfo& language : clarington().languages) {
    if (!language.staff) continue;
    for (const Scene& scene : scenes()) {
      CAPTURE(scene.name);
      CAPTURE(language.tag.value);
      Stage stage(scene, look.size, {language.tag.value, look.text_percent, look.high_contrast});
      const auto findings = ui::audit(stage.client->screen.record());
      CHECK_MESSAGE(findings.empty(), scene.name << " " << language.tag.value << "\n"
                                                 << ui::describe(findings));
    }
  }
}

}  // namespace

TEST_CASE("layout: 1280 x 720") {
  check_all({{1280, 720}, 100, false});
}
TEST_CASE("layout: 1280 x 720 at 150 per cent") {
  check_all({{1280, 720}, 150, false});
}
TEST_CASE("layout: 1440 x 900 in high contrast") {
  check_all({{1440, 900}, 100, true});
}
TEST_CASE("layout: 1440 x 900 at 125 per cent") {
  check_all({{1440, 900}, 125, false});
}
TEST_CASE("layout: 1920 x 1080 at 150 per cent") {
  check_all({{1920, 1080}, 150, false});
}
TEST_CASE("layout: 4K in high contrast") {
  check_all({{3840, 2160}, 100, true});
}

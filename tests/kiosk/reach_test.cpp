// Low reach and fingers: nothing to touch above 1,220 mm on any screen, and no target under 20 mm
// on a screen whose real size is known.
#include <doctest/doctest.h>

#include <algorithm>

#include "kiosk/access.h"
#include "tests/kiosk/manners.h"
#include "tests/kiosk/screens_of_kiosk.h"
#include "ui/audit.h"

using namespace foyer;
using namespace foyer::test;

namespace {

bool for_staff(const Stand& stand) {
  const kiosk::Page page = stand.form().place.page;
  return page == kiosk::Page::pin || page == kiosk::Page::supervisor;
}

void check_reach(const Stand& stand, float from, const std::string& name) {
  const ui::AuditRecord& record = stand.frames.record();
  for (const ui::AuditBox& box : record.boxes) {
    if (!box.control || box.layer < record.modal_layer) continue;
    CHECK_MESSAGE(box.rect.y >= from, name << ": " << box.name << " begins at " << box.rect.y);
  }
}

struct Height {
  int bottom_mm = 0;
  int top_mm = 0;
};

/// The site with its screen hung so high.
SiteFiles hung(SiteFiles site, const Height& height) {
  for (KioskInfo& kiosk : site.kiosks) {
    kiosk.screen_bottom_mm = height.bottom_mm;
    kiosk.screen_top_mm = height.top_mm;
  }
  return site;
}

kiosk::AppOptions options_of(const ScreenCase& screen) {
  kiosk::AppOptions options = screen.options ? screen.options() : kiosk::AppOptions{};
  options.machine.device = "kiosk-1";
  return options;
}

void walk_low(const ScreenCase& screen, const Shape& shape, const Manner& manner,
              const Height& height) {
  const SiteFiles site = hung(screen.site(), height);
  Stand stand(shape.size, painting(), options_of(screen), site);
  arrive(stand, screen, manner, [](Stand& s) { s.tap("access/low"); });
  if (!stand.form().access.low_reach || for_staff(stand)) return;
  const KioskInfo* kiosk = find_kiosk(site, DeviceId{"kiosk-1"});
  REQUIRE(kiosk != nullptr);
  const float from = shape.size.h * static_cast<float>(kiosk->screen_top_mm - kiosk::reach_mm) /
                     static_cast<float>(kiosk->screen_top_mm - kiosk->screen_bottom_mm);
  for_each_part(stand, name_of("low", screen.name, shape, manner), [&](const std::string& name) {
    check_reach(stand, from, name);
    check_layout(stand.frames, shape, name);
  });
}

void walk_low_in_turn(const Shape& shape, const Height& height) {
  const std::vector<ScreenCase> screens = kiosk_screens();
  for (std::size_t i = 0; i < screens.size(); ++i) {
    if (!is_wanted_screen(screens[i].name)) continue;
    for (const Manner& manner : manners_in_turn(i, 4)) walk_low(screens[i], shape, manner, height);
  }
}

}  // namespace

TEST_CASE("reach: where the screen hangs says from where on it is in reach") {
  KioskInfo kiosk;
  const auto upright = kiosk::Orientation::portrait;
  const auto wide = kiosk::Orientation::landscape;
  CHECK(*kiosk::reached_from(nullptr, upright) == doctest::Approx(648.0 / 1920));
  CHECK(*kiosk::reached_from(nullptr, wide) == doctest::Approx(78.0 / 398).epsilon(0.01));
  kiosk.screen_bottom_mm = 751;
  kiosk.screen_top_mm = 1459;
  CHECK(*kiosk::reached_from(&kiosk, upright) == doctest::Approx(239.0 / 708));
  CHECK(!kiosk::hangs_too_high(kiosk, upright));
  kiosk.screen_bottom_mm = 700;
  kiosk.screen_top_mm = 1220;
  CHECK(!kiosk::reached_from(&kiosk, upright));
  kiosk.screen_bottom_mm = 900;
  kiosk.screen_top_mm = 1608;
  CHECK(kiosk::hangs_too_high(kiosk, upright));
  CHECK(*kiosk::reached_from(&kiosk, upright) < 388.0 / 708);
  // A wide screen whose middle is 1 015 mm high is all in reach.
  kiosk.screen_bottom_mm = 816;
  kiosk.screen_top_mm = 1214;
  CHECK(!kiosk::reached_from(&kiosk, wide));
  kiosk.screen_bottom_mm = 1000;
  kiosk.screen_top_mm = 1398;
  CHECK(kiosk::hangs_too_high(kiosk, wide));
  kiosk.screen_bottom_mm = 700;
  kiosk.screen_top_mm = 1220;
  CHECK(kiosk::px_per_mm(nullptr, 1920) == 0);
  CHECK(kiosk::px_per_mm(&kiosk, 1920) == doctest::Approx(1920.0 / 520));
}

TEST_CASE("reach: every screen in low reach has its controls within 1 220 mm") {
  walk_low_in_turn(portrait, {751, 1459});
}

TEST_CASE("reach: the same on a wide screen that hangs too high to be all in reach") {
  // 32 inches: 398 mm high.
  walk_low_in_turn(landscape, {900, 1298});
}

TEST_CASE("fingers: every target of every screen is 20 mm on a small screen") {
  // 19 inches upright: 236 × 420 mm.
  const ui::Size size{1080, 1920};
  const float px_per_mm = size.h / 420;
  for (const ScreenCase& screen : kiosk_screens()) {
    if (!is_wanted_screen(screen.name)) continue;
    const SiteFiles site = hung(screen.site(), {900, 1320});
    Stand stand(size, ui::Painting::off, options_of(screen), site);
    arrive(stand, screen, {"en"});
    const ui::AuditRecord& record = stand.frames.record();
    for (const ui::AuditBox& box : record.boxes) {
      // Ten letters in a row have 20 mm each from 22 inches on.
      const bool letter = box.name.starts_with("key/") || box.name.starts_with("pin/");
      if (!box.control || letter) continue;
      const float least = std::min(box.rect.w, box.rect.h) / px_per_mm;
      CHECK_MESSAGE(least >= 19.9F, screen.name << ": " << box.name << " is " << least << " mm");
    }
  }
}

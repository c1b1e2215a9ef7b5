// Low reach and fingers: nothing to touch above 1,220 mm on any screen, and no target under 20 mm
// on a screen whose real size is known.
#include <doctest/doctest.h>

#include <cmath>
#include <cstdlib>

#include "kiosk/access.h"
#include "tests/kiosk/screens_of_kiosk.h"
#include "ui/audit.h"

using namespace foyer;
using namespace foyer::test;

namespace {

bool is_wanted(const std::string& name) {
  const char* only = std::getenv("FOYER_SCREEN");
  return only == nullptr || name == only;
}

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
  const auto findings = ui::audit(record);
  CHECK_MESSAGE(findings.empty(), name << ":\n" << ui::describe(findings));
}

void picture(Stand& stand, const std::string& name) {
  const char* folder = std::getenv("FOYER_PICTURES");
  if (folder == nullptr) return;
  std::filesystem::create_directories(folder);
  stand.frames.save_png(std::filesystem::path(folder) / (name + ".png"));
}

void walk_low(const ScreenCase& screen, ui::Size size, const std::string& language, int percent) {
  kiosk::AppOptions options = screen.options ? screen.options() : kiosk::AppOptions{};
  options.machine.device = "kiosk-1";
  const bool paints = std::getenv("FOYER_PICTURES") != nullptr;
  Stand stand(size, paints ? ui::Painting::on : ui::Painting::off, options, screen.site());
  screen.prepare(stand);
  stand.settle();
  stand.choose(language, percent, ui::Scheme::light);
  stand.tap("access/low");
  screen.go(stand);
  stand.settle();
  if (!stand.form().access.low_reach || for_staff(stand)) return;
  const std::string name = "low-" + screen.name + "-" +
                           (size.w > size.h ? "landscape-" : "portrait-") + language + "-" +
                           std::to_string(percent);
  const KioskInfo* kiosk = find_kiosk(clarington(), DeviceId{"kiosk-1"});
  REQUIRE(kiosk != nullptr);
  const float from = size.h * static_cast<float>(kiosk->screen_top_mm - kiosk::reach_mm) /
                     static_cast<float>(kiosk->screen_top_mm - kiosk->screen_bottom_mm);
  check_reach(stand, from, name);
  picture(stand, name);
  for (int part = 2; part < 60; ++part) {
    const auto* more = stand.frames.record().control("more");
    if (more == nullptr || more->layer < stand.frames.record().modal_layer) return;
    if (stand.app.waits_for_ticket()) return;
    stand.tap("more");
    check_reach(stand, from, name + "-part" + std::to_string(part));
  }
}

}  // namespace

TEST_CASE("reach: where the screen hangs says from where on it is in reach") {
  KioskInfo kiosk;
  CHECK(*kiosk::reached_from(nullptr) == doctest::Approx(648.0 / 1920));
  kiosk.screen_bottom_mm = 751;
  kiosk.screen_top_mm = 1459;
  CHECK(*kiosk::reached_from(&kiosk) == doctest::Approx(239.0 / 708));
  kiosk.screen_bottom_mm = 700;
  kiosk.screen_top_mm = 1220;
  CHECK(!kiosk::reached_from(&kiosk));
  CHECK(kiosk::px_per_mm(nullptr, 1920) == 0);
  CHECK(kiosk::px_per_mm(&kiosk, 1920) == doctest::Approx(1920.0 / 520));
}

TEST_CASE("reach: every screen in low reach has its controls within 1 220 mm") {
  for (const ScreenCase& screen : kiosk_screens()) {
    if (!is_wanted(screen.name)) continue;
    walk_low(screen, {1080, 1920}, "en", 100);
    walk_low(screen, {1080, 1920}, "fr", 100);
  }
}

TEST_CASE("fingers: every target of every screen is 20 mm on a small screen") {
  // 19 inches upright: 236 × 420 mm.
  const ui::Size size{1080, 1920};
  const float px_per_mm = size.h / 420;
  for (const ScreenCase& screen : kiosk_screens()) {
    if (!is_wanted(screen.name)) continue;
    kiosk::AppOptions options = screen.options ? screen.options() : kiosk::AppOptions{};
    options.machine.device = "kiosk-1";
    SiteFiles small = screen.site();
    for (KioskInfo& kiosk : small.kiosks) {
      kiosk.screen_bottom_mm = 900;
      kiosk.screen_top_mm = 1320;
    }
    Stand stand(size, ui::Painting::off, options, small);
    screen.prepare(stand);
    stand.settle();
    screen.go(stand);
    stand.settle();
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

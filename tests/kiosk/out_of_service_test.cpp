// A kiosk that cannot serve: what its screen says, in which languages, and how it comes back.
#include <doctest/doctest.h>

#include <filesystem>
#include <stdexcept>

#include "kiosk/out_of_service.h"
#include "tests/kiosk/stand.h"
#include "ui/audit.h"
#include "ui/window.h"

using namespace foyer;
using namespace foyer::test;

namespace {

const std::filesystem::path assets = std::filesystem::path(FOYER_SOURCE_DIR) / "assets";
const std::filesystem::path site_folder = assets / "sites" / "clarington";

/// What serves, and how often it was started.
struct Fake {
  std::exception_ptr trouble;  ///< Thrown at the start.
  bool breaks = false;         ///< Thrown while it runs.
  int starts = 0;
  int drawn = 0;

  kiosk::KeepServing::Draw start() {
    ++starts;
    if (trouble) std::rethrow_exception(trouble);
    return [this](const ui::FrameContext&) {
      if (breaks) throw std::runtime_error("the disk is gone");
      ++drawn;
    };
  }
};

struct Screen {
  explicit Screen(Fake& fake, const std::filesystem::path& site = site_folder,
                  ui::Size size = {1080, 1920}, const std::filesystem::path& of = assets)
      : kiosk([&fake] { return fake.start(); }, of, site),
        frames(
            size, [this](const ui::FrameContext& frame) { kiosk.draw(frame); }, ui::Painting::off) {
    frames.frame();
  }
  [[nodiscard]] bool shows(std::string_view text) const { return frames.record().shows(text); }

  kiosk::KeepServing kiosk;
  ui::Offscreen frames;
};

template <class Error>
std::exception_ptr made(Error error) {
  return std::make_exception_ptr(std::move(error));
}

}  // namespace

TEST_CASE("out of service: a kiosk that can start is drawn and nothing else is") {
  Fake fake;
  const Screen screen(fake);
  CHECK(fake.starts == 1);
  CHECK(fake.drawn > 0);
  CHECK_FALSE(screen.kiosk.trouble());
  CHECK_FALSE(screen.shows("This kiosk is out of service"));
}

TEST_CASE("out of service: what stands in the way is said with a line for staff") {
  Fake fake;
  fake.trouble = made(kiosk::CannotServe(kiosk::Trouble::device, "kiosk.toml cannot be read"));
  const Screen screen(fake);
  CHECK(screen.kiosk.trouble() == kiosk::Trouble::device);
  CHECK(screen.shows("This kiosk is out of service"));
  CHECK(screen.shows("Please go to the welcome desk."));
  CHECK(screen.shows("For staff: the device file cannot be used. The log says why."));
  CHECK(screen.shows("Municipality of Clarington"));
  CHECK_FALSE(screen.shows("kiosk.toml cannot be read"));
}

TEST_CASE("out of service: it tries again every ten seconds and serves when it can") {
  Fake fake;
  fake.trouble = made(kiosk::CannotServe(kiosk::Trouble::folder, "no space left"));
  Screen screen(fake);
  CHECK(fake.starts == 1);
  REQUIRE(screen.frames.next_ms().has_value());
  screen.frames.advance(kiosk::try_again_ms - 1);
  CHECK(fake.starts == 1);
  screen.frames.advance(1);
  CHECK(fake.starts == 2);
  CHECK(screen.kiosk.trouble() == kiosk::Trouble::folder);
  fake.trouble = nullptr;
  screen.frames.advance(kiosk::try_again_ms);
  CHECK(fake.starts == 3);
  CHECK(fake.drawn > 0);
  CHECK_FALSE(screen.kiosk.trouble());
  CHECK_FALSE(screen.shows("This kiosk is out of service"));
}

TEST_CASE("out of service: what breaks while it runs is said and started anew") {
  Fake fake;
  Screen screen(fake);
  fake.breaks = true;
  screen.frames.frame();
  CHECK(screen.kiosk.trouble() == kiosk::Trouble::program);
  CHECK(screen.shows("For staff: the program could not start. The log says why."));
  CHECK(fake.starts == 1);
  fake.breaks = false;
  screen.frames.advance(kiosk::try_again_ms);
  CHECK(fake.starts == 2);
  CHECK_FALSE(screen.kiosk.trouble());
}

TEST_CASE("out of service: the words go through every language of the site") {
  Fake fake;
  fake.trouble = made(kiosk::CannotServe(kiosk::Trouble::setting, "wrong"));
  Screen screen(fake);
  for (const LanguageInfo& language : clarington().languages) {
    const Texts in = clarington_texts().in(language.tag);
    CHECK_MESSAGE(screen.shows(in(tr_context("kiosk", "This kiosk is out of service"))),
                  language.tag.value);
    screen.frames.advance(kiosk::rest_turn_ms);
  }
}

TEST_CASE("out of service: where the site cannot be read the program's own languages speak") {
  Fake fake;
  fake.trouble = made(SiteMistakes({{"services/clerks.toml", 7, "service 1.name", "is missing"}}));
  Screen screen(fake, "/nowhere/at-all");
  CHECK(screen.kiosk.trouble() == kiosk::Trouble::site);
  CHECK(screen.shows("This kiosk is out of service"));
  CHECK(screen.shows("For staff: the files of the site have a mistake. The log names it."));
  CHECK_FALSE(screen.shows("Municipality of Clarington"));
  const SiteFiles site = kiosk::site_without_files(assets);
  CHECK(site.languages.size() == 14);
  CHECK(site.languages.front().tag.value == "en");
  const Translations texts(assets, site);
  bool seen_urdu = false;
  for (std::size_t i = 0; i < site.languages.size(); ++i) {
    const Texts in = texts.in(LanguageTag{"ur"});
    seen_urdu |= screen.shows(in(tr_context("kiosk", "This kiosk is out of service")));
    screen.frames.advance(kiosk::rest_turn_ms);
  }
  CHECK(seen_urdu);
}

TEST_CASE("out of service: without any catalogue it says so in English") {
  Fake fake;
  fake.trouble = made(std::runtime_error("nothing works"));
  const Screen screen(fake, "/nowhere/at-all", {1080, 1920}, "/nowhere/at-all");
  CHECK(screen.shows("This kiosk is out of service"));
}

TEST_CASE("out of service: the screen is sound in every language and shape") {
  for (const ui::Size size : {ui::Size{1080, 1920}, ui::Size{1920, 1080}, ui::Size{768, 1366}}) {
    Fake fake;
    fake.trouble = made(kiosk::CannotServe(kiosk::Trouble::folder, "no space left"));
    Screen screen(fake, site_folder, size);
    for (std::size_t i = 0; i < clarington().languages.size(); ++i) {
      const auto findings = ui::audit(screen.frames.record(), {});
      CHECK_MESSAGE(findings.empty(), clarington().languages[i].tag.value
                                          << ":\n"
                                          << ui::describe(findings));
      screen.frames.advance(kiosk::rest_turn_ms);
    }
  }
}

// The screen while nobody is there: when it comes, what it shows, and what wakes it.
#include <doctest/doctest.h>

#include "kiosk/rest.h"
#include "tests/kiosk/stand.h"

using namespace foyer;
using namespace foyer::test;

TEST_CASE("rest: begins a while after the last person and ends with the first touch") {
  kiosk::Rest rest(1000);
  CHECK_FALSE(rest.woken_by(10'000, true, false));
  CHECK(rest.next_ms(10'000, 500) == 11'000);
  CHECK_FALSE(rest.woken_by(10'999, true, false));
  CHECK_FALSE(rest.is_on());
  CHECK_FALSE(rest.woken_by(11'000, true, false));
  CHECK(rest.is_on());
  CHECK(rest.turn(12'100, 500) == 2);
  CHECK(rest.next_ms(12'100, 500) == 12'500);
  CHECK(rest.woken_by(12'200, true, true));
  CHECK_FALSE(rest.is_on());
  CHECK(rest.next_ms(12'200, 500) == 13'200);
}

TEST_CASE("rest: never while something of a person is on the screen or where it is switched off") {
  kiosk::Rest rest(1000);
  for (std::int64_t now = 0; now < 100'000; now += 900)
    CHECK_FALSE(rest.woken_by(now, false, false));
  CHECK_FALSE(rest.is_on());
  kiosk::Rest never(0);
  CHECK_FALSE(never.woken_by(1, true, false));
  CHECK_FALSE(never.woken_by(100'000'000, true, false));
  CHECK_FALSE(never.is_on());
}

TEST_CASE("a kiosk that rests invites in every language in turn and is not woken by time alone") {
  Stand stand;
  stand.server.gets_busy();
  stand.settle();
  stand.passes(Seconds(119));
  CHECK(stand.shows("Pay"));
  stand.passes(Seconds(2));
  CHECK(stand.shows("Touch the screen to begin"));
  CHECK(stand.frames.record().control("job/payment") == nullptr);
  stand.passes(Milliseconds(kiosk::rest_turn_ms));
  CHECK(stand.shows("Touchez l’écran pour commencer"));
  // It sleeps until the next turn.
  REQUIRE(stand.frames.next_ms().has_value());
  CHECK(*stand.frames.next_ms() - stand.frames.now_ms() > kiosk::rest_turn_ms / 2);
}

TEST_CASE("the touch that wakes a kiosk presses nothing and changes no language") {
  Stand stand;
  stand.server.gets_busy();
  stand.settle();
  const auto pay = stand.frames.record().control("job/payment")->rect;
  stand.passes(Seconds(121));
  stand.passes(Milliseconds(kiosk::rest_turn_ms));
  stand.frames.tap({pay.x + pay.w / 2, pay.y + pay.h / 2});
  stand.settle();
  CHECK(stand.form().place.page == kiosk::Page::home);
  CHECK(stand.form().language.value == "en");
  CHECK(stand.shows("What would you like to do today?"));
  stand.tap("job/payment");
  CHECK(stand.form().place.page == kiosk::Page::services);
}

TEST_CASE("a key wakes a kiosk as well") {
  Stand stand;
  stand.settle();
  stand.passes(Seconds(121));
  CHECK(stand.frames.record().control("job/payment") == nullptr);
  stand.press(ui::Key::enter);
  CHECK(stand.form().place.page == kiosk::Page::home);
  CHECK(stand.frames.record().control("job/payment") != nullptr);
}

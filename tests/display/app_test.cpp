#include <doctest/doctest.h>

#include "tests/display/screen.h"

using namespace foyer;
using namespace foyer::test;

namespace {

constexpr ui::Size small{960, 540};

Morning open_morning() {
  Morning morning;
  for (const char* counter : {"counter-1", "counter-2", "counter-3"}) {
    morning.opens("08:30", counter);
  }
  return morning;
}

}  // namespace

TEST_CASE("app: a call is seen in the frame in which it is heard and rings once") {
  Morning morning = open_morning();
  Screen screen(small, {}, ui::Painting::on);
  screen.hears(morning, test::at("08:39"));
  const ui::Pixels before = screen.frames.pixels();
  morning.called("08:40", "counter-1");
  screen.hears(morning, test::at("08:40"));
  CHECK(screen.chimes == 1);
  CHECK(screen.app.newest_ticket() == "A001");
  CHECK(screen.frames.record().shows("A001"));
  CHECK(screen.frames.pixels().rgba != before.rgba);
}

TEST_CASE("app: an arrival takes 200 ms and then the page rests") {
  Morning morning = open_morning();
  Screen screen(small);
  screen.hears(morning, test::at("08:39"));
  morning.called("08:40", "counter-1");
  screen.hears(morning, test::at("08:40"));
  CHECK(*screen.frames.next_ms() - screen.frames.now_ms() <= 16);
  screen.passes(Milliseconds(199));
  CHECK(*screen.frames.next_ms() - screen.frames.now_ms() <= 16);
  screen.passes(Milliseconds(1));
  CHECK(*screen.frames.next_ms() - screen.frames.now_ms() == 9'800);
}

TEST_CASE("app: with reduced motion a call is simply there") {
  Morning morning = open_morning();
  Screen screen(small, {.reduce_motion = true}, ui::Painting::on);
  screen.hears(morning, test::at("08:39"));
  morning.called("08:40", "counter-1");
  screen.hears(morning, test::at("08:40"));
  const ui::Pixels at_once = screen.frames.pixels();
  CHECK(screen.chimes == 1);
  CHECK(*screen.frames.next_ms() - screen.frames.now_ms() == 10'000);
  screen.passes(Milliseconds(300));
  CHECK(screen.frames.pixels().rgba == at_once.rgba);
}

TEST_CASE("app: calls at once are shown in turn by its own alarm clock") {
  Morning morning = open_morning();
  Screen screen(small);
  screen.hears(morning, test::at("08:39"));
  morning.called("08:40", "counter-1");
  morning.called("08:40", "counter-2");
  screen.hears(morning, test::at("08:40"));
  CHECK(screen.app.newest_ticket() == "A001");
  screen.passes(Milliseconds(1'000));
  CHECK(*screen.frames.next_ms() - screen.frames.now_ms() == 5'000);
  screen.passes(Milliseconds(5'000));
  CHECK(screen.app.newest_ticket() == "A002");
  CHECK(screen.chimes == 2);
}

TEST_CASE("app: a recall rings again and a call that is taken back is gone") {
  Morning morning = open_morning();
  Screen screen(small);
  screen.hears(morning, test::at("08:39"));
  const VisitId visit = morning.called("08:40:00", "counter-1");
  screen.hears(morning, test::at("08:40"));
  screen.passes(Seconds(40));
  morning.recalled("08:40:40", "counter-1", visit);
  screen.hears(morning, test::at("08:40:40"));
  CHECK(screen.chimes == 2);
  screen.passes(Seconds(10));
  const VisitId other = morning.called("08:40:50", "counter-2");
  screen.hears(morning, test::at("08:40:50"));
  CHECK(screen.app.newest_ticket() == "A002");
  morning.taken_back("08:40:53", "counter-2", other);
  screen.hears(morning, test::at("08:40:53"));
  CHECK(screen.app.newest_ticket() == "A001");
  CHECK_FALSE(screen.frames.record().shows("A002"));
  CHECK(screen.chimes == 3);
}

TEST_CASE("app: a clock that wavers does not turn the words back") {
  Morning morning = open_morning();
  Screen screen(small);
  screen.hears(morning, test::at("08:39:10"));
  CHECK(screen.frames.record().shows("Attente"));
  screen.hears(morning, test::at("08:39:10") - Milliseconds(40));
  CHECK(screen.frames.record().shows("Attente"));
  // A clock that was set back by more than that is believed.
  screen.hears(morning, test::at("08:38:40"));
  CHECK(screen.frames.record().shows("Wait if you join now"));
}

TEST_CASE("app: before the first word from the server it does not cry wolf") {
  Screen screen(small);
  screen.silent = Milliseconds::max();
  screen.frames.frame();
  CHECK(screen.frames.record().shows("Your number will appear here"));
  CHECK_FALSE(screen.frames.record().shows("Calls may be missing."));
  screen.passes(Seconds(20));
  CHECK(screen.frames.record().shows("Please listen for the clerks"));
  CHECK(screen.frames.record().shows("Calls may be missing."));
}

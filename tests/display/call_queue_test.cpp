#include <doctest/doctest.h>

#include "display/call_queue.h"
#include "tests/display/morning.h"

using namespace foyer;
using namespace foyer::test;
using display::CallQueue;

namespace {

struct Fixture {
  Morning morning;
  CallQueue queue;

  Fixture() {
    for (const char* counter : {"counter-1", "counter-2", "counter-3"}) {
      morning.opens("08:30", counter);
    }
    queue.update({}, test::at("08:30"), 10'000);
  }
  bool update(std::string_view clock, std::int64_t now_ms) {
    return queue.update(morning.state().recent_calls, test::at(clock), now_ms);
  }
};

}  // namespace

TEST_CASE_FIXTURE(Fixture, "calls: a new call arrives once and is the newest") {
  morning.called("08:40", "counter-1");
  CHECK(update("08:40", 20'000));
  CHECK_FALSE(update("08:40", 20'001));
  CHECK(tickets(queue.shown()) == "A001");
  CHECK(queue.arrival()->at_ms == 20'000);
  CHECK(queue.arrival()->moved == 0);
  CHECK_FALSE(queue.next_ms());
}

TEST_CASE_FIXTURE(Fixture, "calls: several at once queue for six seconds each in their order") {
  morning.called("08:40", "counter-1");
  morning.called("08:40", "counter-2");
  morning.called("08:40", "counter-3");
  CHECK(update("08:40", 20'000));
  CHECK(tickets(queue.shown()) == "A001");
  CHECK(*queue.next_ms() == 26'000);
  CHECK_FALSE(update("08:40", 25'999));
  CHECK(update("08:40", 26'000));
  CHECK(tickets(queue.shown()) == "A002 A001");
  CHECK(queue.arrival()->moved == 1);
  CHECK(update("08:40", 32'500));
  CHECK(tickets(queue.shown()) == "A003 A002 A001");
  CHECK_FALSE(queue.next_ms());
}

TEST_CASE_FIXTURE(Fixture, "calls: a recall arrives again and leaves its old place") {
  const VisitId first = morning.called("08:40", "counter-1");
  update("08:40", 20'000);
  morning.called("08:41", "counter-2");
  update("08:41", 80'000);
  morning.recalled("08:42", "counter-1", first);
  CHECK(update("08:42", 140'000));
  CHECK(tickets(queue.shown()) == "A001 A002");
  CHECK(queue.arrival()->moved == 1);
  morning.recalled("08:43", "counter-1", first);
  CHECK(update("08:43", 200'000));
  CHECK(tickets(queue.shown()) == "A001 A002");
  CHECK(queue.arrival()->moved == 0);
}

TEST_CASE_FIXTURE(Fixture, "calls: one that is taken back disappears and the next comes at once") {
  const VisitId first = morning.called("08:40:00", "counter-1");
  morning.called("08:40:01", "counter-2");
  update("08:40:01", 20'000);
  CHECK(tickets(queue.shown()) == "A001");
  morning.taken_back("08:40:03", "counter-1", first);
  CHECK(update("08:40:03", 22'000));
  CHECK(tickets(queue.shown()) == "A002");
}

TEST_CASE_FIXTURE(Fixture, "calls: one that is taken back before its turn is never shown") {
  morning.called("08:40:00", "counter-1");
  const VisitId second = morning.called("08:40:01", "counter-2");
  update("08:40:01", 20'000);
  morning.taken_back("08:40:03", "counter-2", second);
  CHECK_FALSE(update("08:40:03", 22'000));
  CHECK_FALSE(update("08:40:10", 29'000));
  CHECK(tickets(queue.shown()) == "A001");
}

TEST_CASE_FIXTURE(Fixture, "calls: what was called before the display started is simply there") {
  morning.called("08:40", "counter-1");
  morning.called("08:41", "counter-2");
  CallQueue fresh;
  CHECK_FALSE(fresh.update(morning.state().recent_calls, test::at("08:41"), 10'000));
  CHECK(tickets(fresh.shown()) == "A002 A001");
  CHECK_FALSE(fresh.arrival());
}

TEST_CASE_FIXTURE(Fixture,
                  "calls: after a lost link old ones are simply there and fresh ones ring") {
  morning.called("08:40", "counter-1");
  update("08:40", 20'000);
  morning.called("08:45", "counter-2");
  morning.called("08:50", "counter-3");
  CHECK(update("08:50:05", 625'000));
  CHECK(tickets(queue.shown()) == "A003 A002 A001");
  CHECK_FALSE(update("08:50:20", 640'000));
}

TEST_CASE_FIXTURE(Fixture, "calls: a closed day leaves none") {
  morning.called("08:40", "counter-1");
  update("08:40", 20'000);
  morning.does("16:40", CloseDay{});
  CHECK_FALSE(update("16:40", 30'000'000));
  CHECK(queue.shown().empty());
}

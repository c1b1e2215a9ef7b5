// What staff are told of devices, and kiosks that ask too fast.
#include "queue-server/device_watch.h"

#include <doctest/doctest.h>

namespace foyer::server {
namespace {

using protocol::DeviceProblem;
using std::chrono::minutes;
using std::chrono::seconds;
using Clock = DeviceWatch::Clock;

const DeviceId kiosk{"kiosk-1"};
constexpr Clock::time_point start{};

std::vector<DeviceProblem> problems_of(DeviceWatch& watch, Clock::time_point now) {
  const auto troubles = watch.troubles(now);
  return troubles.empty() ? std::vector<DeviceProblem>{} : troubles.front().problems;
}

}  // namespace

TEST_CASE("device watch: a kiosk gets six tickets at once and then one every five seconds") {
  DeviceWatch watch({12 / 60.0, 6});
  int let_through = 0;
  for (int i = 0; i < 20; ++i) {
    if (!watch.slows_down(kiosk, "r" + std::to_string(i), start)) ++let_through;
  }
  CHECK(let_through == 6);
  CHECK(watch.slows_down(kiosk, "r6", start) == Seconds(5));
  CHECK(watch.slows_down(kiosk, "r6", start + seconds(4)) == Seconds(1));
  CHECK_FALSE(watch.slows_down(kiosk, "r6", start + seconds(5)));
  // The same request again, because its answer was lost, costs nothing.
  CHECK_FALSE(watch.slows_down(kiosk, "r6", start + seconds(5)));
  // Another kiosk has its own.
  CHECK_FALSE(watch.slows_down(DeviceId{"kiosk-2"}, "r6", start + seconds(5)));
  CHECK(problems_of(watch, start + seconds(5)) == std::vector{DeviceProblem::flood});
  CHECK(watch.troubles(start + minutes(4)).empty());
}

TEST_CASE("device watch: without a limit a kiosk gets what it asks for") {
  DeviceWatch watch({0, 0});
  for (int i = 0; i < 1000; ++i) {
    CHECK_FALSE(watch.slows_down(kiosk, "r" + std::to_string(i), start));
  }
  CHECK(watch.troubles(start).empty());
}

TEST_CASE("device watch: what is reported holds until it is over or the device is silent") {
  DeviceWatch watch({12 / 60.0, 6});
  watch.report(kiosk,
               {DeviceProblem::cover_open, DeviceProblem::paper_out, DeviceProblem::paper_out},
               start);
  CHECK(problems_of(watch, start + minutes(2)) ==
        std::vector{DeviceProblem::paper_out, DeviceProblem::cover_open});
  watch.report(DeviceId{"a-display"}, {DeviceProblem::paper_low}, start + minutes(2));
  CHECK(watch.troubles(start + minutes(2)).front().device == DeviceId{"a-display"});
  CHECK(watch.troubles(start + minutes(3)).size() == 1);
  watch.report(kiosk, {}, start + minutes(3));
  watch.report(DeviceId{"a-display"}, {}, start + minutes(3));
  CHECK(watch.troubles(start + minutes(3)).empty());
}

}  // namespace foyer::server

// What staff are told of devices, and kiosks that ask too fast.
#include "queue-server/device_watch.h"

#include <doctest/doctest.h>
#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <sstream>

namespace foyer::server {
namespace {

using protocol::DeviceProblem;
using protocol::KnownProblem;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using Silence = DeviceWatch::Silence;

const DeviceId kiosk{"kiosk-1"};

/// So long after the start, by both clocks.
DeviceWatch::Moment after(Milliseconds span) {
  return {DeviceWatch::Clock::time_point{} + span, from_ms(1795680000000) + span};
}
const DeviceWatch::Moment start = after(seconds(0));

/// Of the first device that something is wrong with.
std::vector<KnownProblem> problems_of(DeviceWatch& watch, DeviceWatch::Moment now,
                                      Silence silence = Silence::told) {
  const auto troubles = watch.troubles(now, silence);
  return troubles.empty() ? std::vector<KnownProblem>{} : troubles.front().problems;
}

/// Hears what is logged while it lives.
class Log {
 public:
  Log() : before_(spdlog::default_logger()) {
    auto sink = std::make_shared<spdlog::sinks::ostream_sink_mt>(text_);
    spdlog::set_default_logger(std::make_shared<spdlog::logger>("heard", std::move(sink)));
  }
  ~Log() { spdlog::set_default_logger(before_); }
  Log(const Log&) = delete;
  Log& operator=(const Log&) = delete;

  [[nodiscard]] auto lines() const {
    const std::string text = text_.str();
    return std::count(text.begin(), text.end(), '\n');
  }

 private:
  std::ostringstream text_;
  std::shared_ptr<spdlog::logger> before_;
};

}  // namespace

TEST_CASE("device watch: a kiosk gets six tickets at once and then one every five seconds") {
  DeviceWatch watch({12 / 60.0, 6});
  int let_through = 0;
  for (int i = 0; i < 20; ++i) {
    if (!watch.slows_down(kiosk, "r" + std::to_string(i), start)) ++let_through;
  }
  CHECK(let_through == 6);
  CHECK(watch.slows_down(kiosk, "r6", start) == Seconds(5));
  CHECK(watch.slows_down(kiosk, "r6", after(seconds(4))) == Seconds(1));
  CHECK_FALSE(watch.slows_down(kiosk, "r6", after(seconds(5))));
  // The same request again, because its answer was lost, costs nothing.
  CHECK_FALSE(watch.slows_down(kiosk, "r6", after(seconds(5))));
  // Another kiosk has its own.
  CHECK_FALSE(watch.slows_down(DeviceId{"kiosk-2"}, "r6", after(seconds(5))));
  CHECK(problems_of(watch, after(seconds(5))) ==
        std::vector{KnownProblem{DeviceProblem::flood, start.at}});
  CHECK(watch.troubles(after(minutes(4)), Silence::told).empty());
}

TEST_CASE("device watch: a flood is logged once and the next one once more") {
  const Log log;
  DeviceWatch watch({12 / 60.0, 6});
  for (int second = 0; second < 600; ++second) {
    for (int i = 0; i < 10; ++i) {
      static_cast<void>(watch.slows_down(kiosk, std::to_string(second) + "." + std::to_string(i),
                                         after(seconds(second))));
    }
  }
  CHECK(log.lines() == 1);
  CHECK(problems_of(watch, after(minutes(10))).front().since == start.at);
  for (int i = 0; i < 10; ++i) {
    static_cast<void>(watch.slows_down(kiosk, "late." + std::to_string(i), after(minutes(20))));
  }
  CHECK(log.lines() == 2);
  CHECK(problems_of(watch, after(minutes(20))).front().since == after(minutes(20)).at);
}

TEST_CASE("device watch: without a limit a kiosk gets what it asks for") {
  DeviceWatch watch({0, 0});
  for (int i = 0; i < 1000; ++i) {
    CHECK_FALSE(watch.slows_down(kiosk, "r" + std::to_string(i), start));
  }
  CHECK(watch.troubles(start, Silence::told).empty());
}

TEST_CASE("device watch: what is reported holds until it is over and says since when") {
  DeviceWatch watch({12 / 60.0, 6});
  watch.report(kiosk, Role::kiosk, {DeviceProblem::paper_low}, start);
  watch.report(kiosk, Role::kiosk,
               {DeviceProblem::paper_low, DeviceProblem::paper_out, DeviceProblem::paper_out},
               after(minutes(1)));
  CHECK(problems_of(watch, after(minutes(2))) ==
        std::vector{KnownProblem{DeviceProblem::paper_out, after(minutes(1)).at},
                    KnownProblem{DeviceProblem::paper_low, start.at}});
  watch.report(DeviceId{"a-display"}, Role::display, {DeviceProblem::paper_low}, after(minutes(2)));
  CHECK(watch.troubles(after(minutes(2)), Silence::told).front().device == DeviceId{"a-display"});
  CHECK(watch.troubles(after(minutes(2)), Silence::told).size() == 2);
  watch.report(kiosk, Role::kiosk, {}, after(minutes(3)));
  watch.report(DeviceId{"a-display"}, Role::display, {}, after(minutes(3)));
  CHECK(watch.troubles(after(minutes(3)), Silence::told).empty());
}

TEST_CASE("device watch: a kiosk or display that was heard and is not any more is silent") {
  DeviceWatch watch({12 / 60.0, 6});
  watch.report(kiosk, Role::kiosk, {DeviceProblem::paper_out}, start);
  // Of what it said last nothing is known any more.
  const std::vector silent{KnownProblem{DeviceProblem::silent, start.at}};
  CHECK(problems_of(watch, after(minutes(3) - seconds(1))).front().problem ==
        DeviceProblem::paper_out);
  CHECK(problems_of(watch, after(minutes(3))) == silent);
  CHECK(problems_of(watch, after(hours(17))) == silent);
  // At night machines are off; and one that does not come back has been taken away.
  CHECK(problems_of(watch, after(minutes(3)), Silence::normal).empty());
  CHECK(problems_of(watch, after(hours(18))).empty());
  // It is there again, with the same trouble, which nobody can know to have lasted.
  watch.report(kiosk, Role::kiosk, {DeviceProblem::paper_out}, after(minutes(5)));
  CHECK(problems_of(watch, after(minutes(5))) ==
        std::vector{KnownProblem{DeviceProblem::paper_out, after(minutes(5)).at}});
}

TEST_CASE("device watch: a counter client that has ended and a revoked kiosk are no alarm") {
  DeviceWatch watch({12 / 60.0, 6});
  watch.report(DeviceId{"desk-1"}, Role::counter, {DeviceProblem::printer_offline}, start);
  watch.report(kiosk, Role::kiosk, {}, start);
  CHECK(watch.troubles(after(minutes(4)), Silence::told).size() == 1);
  watch.keep([](const DeviceId& device) { return device != kiosk; });
  CHECK(watch.troubles(after(minutes(4)), Silence::told).empty());
}

}  // namespace foyer::server

// Devices tell how they are, and a board hears it: when a report is sent, and what a real queue
// server makes of it.
#include "link/self_report.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <condition_variable>
#include <mutex>

#include "link/client.h"
#include "link/replica.h"
#include "tests/queue-server/lab.h"

namespace foyer::test {
namespace {

using link::SelfReport;
using protocol::DeviceProblem;
using Problems = std::vector<DeviceProblem>;
using Sent = std::vector<Problems>;

/// A self-report whose queries are kept.
struct Desk {
  std::vector<Problems> sent;
  SelfReport report{[this](protocol::ReportDevice told) {
    sent.push_back(std::move(told.problems));
    return "r" + std::to_string(sent.size());
  }};
  bool answer_last() {
    protocol::Answer answer;
    answer.id = "r" + std::to_string(sent.size());
    return report.answered(answer);
  }
};

/// A device that reports what the test says, or a board that hears it.
class Device {
 public:
  Device(Lab& lab, const std::string& name, Role role)
      : client_({.device = lab.enroll(name, role)}, [this] { wake(); }) {}

  /// Reads what comes until `done`, for at most twenty seconds.
  template <class Done>
  bool until(Done done) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (true) {
      for (const link::Update& update : client_.poll()) {
        replica_.apply(update, system_now());
        if (const auto* answered = std::get_if<link::Answered>(&update)) {
          if (report_.answered(answered->answer)) ++taken_;
        }
      }
      if (reports_) report_.keep_up(problems, replica_.connected(), to_ms(system_now()));
      if (done()) return true;
      std::unique_lock lock(mutex_);
      if (!changed_.wait_until(lock, end, [this] { return woken_; })) return false;
      woken_ = false;
    }
  }
  bool until_reported(Problems now) {
    reports_ = true;
    problems = std::move(now);
    const int before = taken_;
    return until([&] { return taken_ > before; });
  }
  /// What the board is told of this device.
  Problems told_of(const std::string& name) {
    const auto* report = replica_.devices(replica_.now(system_now()));
    if (report == nullptr) return {};
    for (const protocol::DeviceTrouble& trouble : report->devices) {
      if (trouble.device.value != name) continue;
      Problems told;
      for (const auto& known : trouble.problems) told.push_back(known.problem);
      return told;
    }
    return {};
  }
  bool until_told(const std::string& name, const Problems& what) {
    return until([&] {
      return replica_.devices(replica_.now(system_now())) != nullptr && told_of(name) == what;
    });
  }

  [[nodiscard]] bool connected() const { return replica_.connected(); }

  Problems problems;

 private:
  void wake() {
    const std::lock_guard lock(mutex_);
    woken_ = true;
    changed_.notify_one();
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  bool woken_ = false;  // Guarded by mutex_.
  bool reports_ = false;
  int taken_ = 0;
  link::Replica replica_;
  link::Client client_;
  SelfReport report_{
      [this](protocol::ReportDevice report) { return client_.send(std::move(report)); }};
};

}  // namespace

TEST_CASE("self-report: all is well is told at once and every minute") {
  Desk desk;
  desk.report.keep_up({}, false, 1000);
  CHECK(desk.sent.empty());
  CHECK_FALSE(desk.report.next_ms());
  desk.report.keep_up({}, true, 2000);
  REQUIRE(desk.sent == Sent{Problems{}});
  CHECK_FALSE(desk.report.next_ms());  // its answer comes first
  CHECK(desk.answer_last());
  CHECK_FALSE(desk.answer_last());
  CHECK(desk.report.next_ms() == 62'000);
  desk.report.keep_up({}, true, 61'999);
  CHECK(desk.sent.size() == 1);
  desk.report.keep_up({}, true, 62'000);
  CHECK(desk.sent.size() == 2);
}

TEST_CASE("self-report: a change is told at once but never before the last report is answered") {
  Desk desk;
  desk.report.keep_up({}, true, 0);
  desk.report.keep_up({DeviceProblem::paper_out}, true, 10);
  CHECK(desk.sent.size() == 1);
  desk.answer_last();
  desk.report.keep_up({DeviceProblem::paper_out}, true, 20);
  CHECK(desk.sent.back() == Problems{DeviceProblem::paper_out});
  // It changed and changed back while nothing could be sent: nothing is to be told.
  desk.report.keep_up({}, true, 30);
  desk.answer_last();
  desk.report.keep_up({DeviceProblem::paper_out}, true, 40);
  CHECK(desk.sent.size() == 2);
  desk.report.keep_up({}, true, 50);
  CHECK(desk.sent.back().empty());
  CHECK(desk.sent.size() == 3);
}

TEST_CASE("self-report: after a lost link everything is told again") {
  Desk desk;
  const Problems cover{DeviceProblem::cover_open};
  desk.report.keep_up(cover, true, 0);
  desk.answer_last();
  desk.report.keep_up(cover, false, 1000);
  desk.report.keep_up(cover, true, 5000);
  CHECK(desk.sent == Sent{cover, cover});
  // The link went while the report had no answer: the link sends it again, and then comes what is.
  desk.report.keep_up({}, false, 6000);
  desk.report.keep_up({}, true, 7000);
  CHECK(desk.sent.size() == 2);
  desk.answer_last();
  desk.report.keep_up({}, true, 7010);
  CHECK(desk.sent.size() == 3);
  CHECK(desk.sent.back().empty());
}

TEST_CASE("devices: what a kiosk reports is on the board until it is over") {
  Lab lab;
  Device kiosk(lab, "kiosk-1", Role::kiosk);
  Device board(lab, "board-1", Role::display);
  CHECK(kiosk.until_reported({DeviceProblem::paper_low, DeviceProblem::out_of_service}));
  CHECK(board.until_told("kiosk-1", {DeviceProblem::out_of_service, DeviceProblem::paper_low}));
  CHECK(kiosk.until_reported({}));
  CHECK(board.until_told("kiosk-1", {}));
}

TEST_CASE("devices: a server that was away is told again at once") {
  Lab lab;
  Device kiosk(lab, "kiosk-1", Role::kiosk);
  Device board(lab, "board-1", Role::manager);
  CHECK(kiosk.until_reported({DeviceProblem::paper_out}));
  CHECK(board.until_told("kiosk-1", {DeviceProblem::paper_out}));
  lab.stop();
  CHECK(kiosk.until([&] { return !kiosk.connected(); }));
  lab.start();
  CHECK(kiosk.until_reported({DeviceProblem::paper_out}));
  CHECK(board.until_told("kiosk-1", {DeviceProblem::paper_out}));
}

TEST_CASE("devices: one that is not heard any more is silent until it is revoked") {
  Lab::Options options;
  options.device_silent_after = Milliseconds(400);
  Lab lab(options);
  Device board(lab, "board-1", Role::display);
  {
    Device kiosk(lab, "kiosk-1", Role::kiosk);
    Device display(lab, "lobby-1", Role::display);
    CHECK(kiosk.until_reported({DeviceProblem::paper_low}));
    CHECK(display.until_reported({}));
  }
  CHECK(board.until_told("kiosk-1", {DeviceProblem::silent}));
  CHECK(board.until_told("lobby-1", {DeviceProblem::silent}));
  lab.revoke("kiosk-1");
  CHECK(board.until_told("kiosk-1", {}));
  CHECK(board.until_told("lobby-1", {DeviceProblem::silent}));
}

TEST_CASE("devices: a kiosk that is flooded is slowed down and on the board") {
  Lab::Options options;
  options.kiosk_tickets = {0.1, 2};
  Lab lab(options);
  PlainClient kiosk(lab.enroll("kiosk-1", Role::kiosk));
  Device board(lab, "board-1", Role::display);
  CHECK(board.until_told("kiosk-1", {}));
  std::vector<std::string> codes;
  for (const char* id : {"a", "b", "c", "d"}) {
    codes.push_back(code_of(kiosk.ask(id, issue("passport"))));
  }
  CHECK(std::count(codes.begin(), codes.end(), "throttled") == 2);
  CHECK(board.until_told("kiosk-1", {DeviceProblem::flood}));
}

TEST_CASE("devices: what the server alone can know is refused where a device says it") {
  Lab lab;
  PlainClient kiosk(lab.enroll("kiosk-1", Role::kiosk));
  const auto answer =
      kiosk.ask("r1", protocol::ReportDevice{{DeviceProblem::paper_out, DeviceProblem::silent}});
  REQUIRE(answer.refusal);
  CHECK(answer.refusal->code == RefusalCode::malformed);
  CHECK(answer.refusal->field == "problems[1]");
  CHECK(kiosk.ask("r2", protocol::ReportDevice{{DeviceProblem::paper_out}}).ok());
}

}  // namespace foyer::test

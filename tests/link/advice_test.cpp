// What to do about the lobby, from a real queue server to the boards that may know it.
#include <doctest/doctest.h>

#include <atomic>
#include <condition_variable>
#include <mutex>

#include "link/client.h"
#include "link/replica.h"
#include "tests/queue-server/lab.h"

namespace foyer::test {
namespace {

/// The server's time: the system's, and as far ahead as the test has gone.
class Clock {
 public:
  void pass(Seconds span) { ahead_s_ += span.count(); }
  [[nodiscard]] Instant now() const { return system_now() + Seconds(ahead_s_.load()); }

 private:
  std::atomic<std::int64_t> ahead_s_ = 0;
};

Lab::Options with_clock(const Clock& clock) {
  Lab::Options options;
  options.clock = [&clock] { return clock.now(); };
  return options;
}

/// A device that follows the lobby and asks for things.
class Device {
 public:
  Device(Lab& lab, const Clock& clock, const std::string& name, Role role)
      : clock_(clock), client_({.device = lab.enroll(name, role)}, [this] { wake(); }) {}

  /// Reads what comes until `done`, for at most twenty seconds.
  template <class Done>
  bool until(Done done) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (true) {
      for (const link::Update& update : client_.poll()) {
        replica_.apply(update, clock_.now());
        if (const auto* answered = std::get_if<link::Answered>(&update)) {
          answers_.emplace(answered->answer.id, answered->answer);
        }
        heard_waits_ = heard_waits_ || std::holds_alternative<link::WaitsArrived>(update);
      }
      if (done()) return true;
      std::unique_lock lock(mutex_);
      if (!changed_.wait_until(lock, end, [this] { return woken_; })) return false;
      woken_ = false;
    }
  }
  protocol::Answer ask(Command command) { return answer_to(client_.send(std::move(command))); }
  protocol::Answer ask(protocol::Query query) { return answer_to(client_.send(std::move(query))); }
  [[nodiscard]] const Advised* advised() const { return replica_.advised(clock_.now()); }
  bool until_no_advice(NoAdvice reason) {
    return until([&] { return advised() != nullptr && advised()->reason == reason; });
  }
  bool until_advice() {
    return until([&] { return advised() != nullptr && advised()->advice.has_value(); });
  }
  bool until_day() {
    return until([&] { return replica_.has_state() && replica_.state().day.has_value(); });
  }
  /// Makes the server publish, and hears it.
  bool until_waits_after(const Command& command) {
    heard_waits_ = false;
    REQUIRE(ask(command).ok());
    return until([&] { return heard_waits_; });
  }
  link::Replica& replica() { return replica_; }

 private:
  protocol::Answer answer_to(const std::string& id) {
    REQUIRE(until([&] { return answers_.contains(id); }));
    return answers_.at(id);
  }
  void wake() {
    const std::lock_guard lock(mutex_);
    woken_ = true;
    changed_.notify_one();
  }

  const Clock& clock_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool woken_ = false;  // Guarded by mutex_.
  link::Replica replica_;
  std::map<std::string, protocol::Answer> answers_;
  bool heard_waits_ = false;
  link::Client client_;  // Last: its thread uses all of the above.
};

/// Somebody is served at c2, and a line waits for what c1 and c3 could do, too.
void begin_with_a_line(Device& desk, Device& kiosk) {
  REQUIRE(desk.ask(protocol::SignIn{{"ana"}, "4711"}).ok());
  REQUIRE(desk.ask(OpenCounter{{"c2"}}).ok());
  for (int i = 0; i < 10; ++i) REQUIRE(kiosk.ask(issue("property-tax")).ok());
  const auto called = desk.ask(CallNext{{"c2"}});
  REQUIRE(called.ok());
  const VisitId visit = std::get<VisitCalled>(called.events.front().body).visit;
  REQUIRE(desk.ask(Serve{{"c2"}, visit}).ok());
}

}  // namespace

TEST_CASE("advice: reaches a board while it is worth it and is gone when it was followed") {
  Clock clock;
  Lab lab(with_clock(clock));
  lab.add_clerk("ana", "4711");
  lab.add_clerk("bob", "4712");
  Device kiosk(lab, clock, "kiosk-1", Role::kiosk);
  Device desk(lab, clock, "desk-2", Role::counter);
  Device board(lab, clock, "board-1", Role::display);
  REQUIRE(kiosk.until_day());
  begin_with_a_line(desk, kiosk);

  // It must be worth it for a while first.
  clock.pass(Seconds(31));
  REQUIRE(kiosk.ask(issue("property-tax")).ok());
  REQUIRE(board.until_no_advice(NoAdvice::not_yet));
  clock.pass(lab.site().rules.advice_after + Seconds(1));
  REQUIRE(kiosk.ask(issue("property-tax")).ok());
  REQUIRE(board.until_advice());
  const Advice advice = *board.advised()->advice;
  CHECK(advice.step.action == Action::open_counter);
  CHECK(advice.step.counter == CounterId{"c1"});
  CHECK(advice.gain.visits_helped >= lab.site().rules.advice_visits_least);
  CHECK(advice.gain.saved_s >= lab.site().rules.advice_wait_least.count());

  // Who comes later is told at once; whose role has no part in it is not.
  Device late(lab, clock, "office", Role::manager);
  REQUIRE(late.until_advice());
  CHECK(late.advised()->advice->step == advice.step);
  REQUIRE(kiosk.until_waits_after(issue("property-tax")));
  CHECK(kiosk.advised() == nullptr);
  CHECK(desk.advised() == nullptr);

  // Followed: it goes at once, not with the next half minute.
  Device second(lab, clock, "desk-1", Role::counter);
  REQUIRE(second.ask(protocol::SignIn{{"bob"}, "4712"}).ok());
  REQUIRE(second.ask(OpenCounter{{"c1"}}).ok());
  CHECK(board.until_no_advice(NoAdvice::resting));
  CHECK_FALSE(board.advised()->advice);
  CHECK(late.until_no_advice(NoAdvice::resting));
}

TEST_CASE("advice: an empty lobby has its reason and an old one is not believed") {
  Clock clock;
  Lab lab(with_clock(clock));
  Device board(lab, clock, "board-1", Role::admin);
  REQUIRE(board.until_day());
  REQUIRE(board.until([&] { return board.advised() != nullptr; }));
  CHECK_FALSE(board.advised()->advice);
  const Instant at = board.advised()->at;
  CHECK(board.replica().advised(at + link::waits_hold - Milliseconds(1)) != nullptr);
  CHECK(board.replica().advised(at + link::waits_hold) == nullptr);
}

}  // namespace foyer::test

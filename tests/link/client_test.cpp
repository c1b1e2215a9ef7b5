#include <doctest/doctest.h>

#include <condition_variable>
#include <mutex>

#include "link/client.h"
#include "link/replica.h"
#include "tests/queue-server/lab.h"

namespace foyer::test {
namespace {

using link::Client;
using link::Update;

/// A program as the link sees it: woken when something came, with a replica of its own.
class Follower {
 public:
  explicit Follower(link::DeviceFile device, bool follow = true)
      : client_(options(std::move(device), follow), [this] { wake(); }) {}

  Client& client() { return client_; }
  link::Replica& replica() { return replica_; }
  int losses() const { return losses_; }

  /// Reads what comes until `done`, for at most ten seconds.
  template <class Done>
  bool until(Done done) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    while (true) {
      read();
      if (done()) return true;
      std::unique_lock lock(mutex_);
      if (!changed_.wait_until(lock, end, [this] { return woken_; })) return false;
      woken_ = false;
    }
  }

  protocol::Answer answer_to(const std::string& id) {
    REQUIRE(until([&] { return answers_.contains(id); }));
    return answers_.at(id);
  }
  protocol::Answer ask(Command command) { return answer_to(client_.send(std::move(command))); }
  protocol::Answer ask(protocol::Query query) { return answer_to(client_.send(std::move(query))); }
  bool until_seq(std::int64_t seq) {
    return until([&] { return replica_.has_state() && replica_.seq() >= seq; });
  }
  bool until_day() {
    return until([&] { return replica_.has_state() && replica_.state().day.has_value(); });
  }
  std::size_t answers() const { return answers_.size(); }

 private:
  static link::Options options(link::DeviceFile device, bool follow) {
    link::Options options;
    options.device = std::move(device);
    options.follow = follow;
    options.lost_after = Milliseconds(500);
    options.retry_first = Milliseconds(100);
    options.retry_most = Milliseconds(400);
    return options;
  }

  void read() {
    for (const Update& update : client_.poll()) {
      replica_.apply(update, system_now());
      if (const auto* answered = std::get_if<link::Answered>(&update)) {
        CHECK(answers_.emplace(answered->answer.id, answered->answer).second);
      }
      const auto* link_changed = std::get_if<link::LinkChanged>(&update);
      if (link_changed != nullptr && !link_changed->connected) ++losses_;
    }
  }
  void wake() {
    const std::lock_guard lock(mutex_);
    woken_ = true;
    changed_.notify_one();
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  bool woken_ = false;  // Guarded by mutex_.
  link::Replica replica_;
  std::map<std::string, protocol::Answer> answers_;
  int losses_ = 0;
  Client client_;
};

}  // namespace

TEST_CASE("link: a replica equals the server's state") {
  Lab lab;
  lab.add_clerk("ana", "4711");
  Follower kiosk(lab.enroll("kiosk-1", Role::kiosk));
  Follower desk(lab.enroll("desk-1", Role::counter));
  Follower display(lab.enroll("display-1", Role::display));
  REQUIRE(kiosk.until_day());
  const auto issued = kiosk.ask(issue("passport"));
  REQUIRE(issued.ok());
  const auto& ticket = std::get<TicketIssued>(issued.events.front().body);
  CHECK(ticket.token.value.size() == 32);
  CHECK(kiosk.ask(issue("property-tax")).ok());
  REQUIRE(desk.ask(protocol::SignIn{{"ana"}, "4711"}).ok());
  REQUIRE(desk.ask(OpenCounter{{"c2"}}).ok());
  const auto called = desk.ask(CallNext{{"c2"}});
  REQUIRE(called.ok());
  const VisitId visit = std::get<VisitCalled>(called.events.front().body).visit;
  const std::int64_t seq = desk.ask(Serve{{"c2"}, visit}).seq;
  for (Follower* follower : {&kiosk, &desk, &display}) {
    REQUIRE(follower->until_seq(seq));
    CHECK(follower->replica().state() == without_tokens(lab.replayed()));
    CHECK(follower->until([&] { return follower->replica().waits(system_now()) != nullptr; }));
    CHECK(follower->replica().silent_for(system_now()) < Seconds(2));
  }
}

TEST_CASE("link: everybody comes back by themselves after the server's restart") {
  Lab lab;
  Follower kiosk(lab.enroll("kiosk-1", Role::kiosk));
  Follower display(lab.enroll("display-1", Role::display));
  REQUIRE(kiosk.until_day());
  REQUIRE(kiosk.ask(issue("passport")).ok());
  REQUIRE(display.until_day());
  lab.stop();
  REQUIRE(display.until([&] { return !display.replica().connected(); }));
  CHECK(display.replica().has_state());
  // Asked while nobody is there: answered once the server is back.
  const std::string id = kiosk.client().send(issue("property-tax"));
  const std::string given_up = kiosk.client().send(issue("dog-licence"));
  kiosk.client().give_up(given_up);
  lab.start();
  const auto answer = kiosk.answer_to(id);
  CHECK(answer.ok());
  REQUIRE(display.until_seq(answer.seq));
  CHECK(display.until([&] { return display.replica().connected(); }));
  CHECK(display.replica().state() == without_tokens(lab.replayed()));
  CHECK(display.replica().state().visits.size() == 2);
}

TEST_CASE("link: what a subscriber misses is asked for again") {
  Lab lab;
  Follower kiosk(lab.enroll("kiosk-1", Role::kiosk));
  Follower display(lab.enroll("display-1", Role::display));
  REQUIRE(kiosk.until_day());
  REQUIRE(display.until_day());
  std::int64_t seq = 0;
  for (int round = 0; round < 3; ++round) {
    // A revoked device cuts all subscribers for a moment; what is published then is lost to them.
    const std::string name = "other-" + std::to_string(round);
    lab.enroll(name, Role::display);
    kiosk.ask(protocol::GetSession{});
    lab.revoke(name);
    for (int i = 0; i < 20; ++i) seq = kiosk.ask(issue("passport")).seq;
  }
  REQUIRE(display.until_seq(seq));
  CHECK(display.replica().state() == without_tokens(lab.replayed()));
  CHECK(display.replica().state().visits.size() == 60);
}

TEST_CASE("link: a device that was shut out is let in once it is enrolled") {
  Lab lab;
  const link::DeviceFile device = lab.enroll("kiosk-1", Role::kiosk);
  lab.revoke("kiosk-1");
  Follower kiosk(device);
  const std::string id = kiosk.client().send(protocol::GetSession{});
  Follower other(lab.enroll("kiosk-2", Role::kiosk));
  REQUIRE(other.until_day());
  CHECK_FALSE(kiosk.replica().connected());
  // As an administrator's new enrolment of the same key would.
  server::Database(lab.folder().access(), server::OpenMode::read_write)
      .run("UPDATE device SET revoked_at_ms = NULL WHERE name = 'kiosk-1'");
  CHECK(kiosk.answer_to(id).ok());
  CHECK(kiosk.until_day());
}

TEST_CASE("link: without following only answers and the link's state come") {
  Lab lab;
  Follower kiosk(lab.enroll("kiosk-1", Role::kiosk), false);
  REQUIRE(kiosk.until([&] { return kiosk.replica().connected(); }));
  for (int i = 0; i < 100 && kiosk.ask(protocol::GetSnapshot{}).snapshot->seq == 0; ++i) {
  }
  CHECK(kiosk.ask(issue("passport")).ok());
  CHECK_FALSE(kiosk.replica().has_state());
}

TEST_CASE("link: requests without an answer are bounded") {
  Lab lab;
  const link::DeviceFile device = lab.enroll("kiosk-1", Role::kiosk);
  lab.stop();
  Follower kiosk(device);
  std::vector<std::string> ids;
  for (int i = 0; i < 300; ++i) ids.push_back(kiosk.client().send(protocol::GetSession{}));
  CHECK(kiosk.until([&] { return kiosk.answers() == 44; }));
  CHECK(kiosk.answer_to(ids.back()).refusal->code == RefusalCode::throttled);
  lab.start();
  CHECK(kiosk.until([&] { return kiosk.answers() == 300; }));
  CHECK(kiosk.answer_to(ids.front()).ok());
}

TEST_CASE("link: what is throttled is asked again by itself when the server says") {
  Lab lab(Lab::Options{{2, 4}, Milliseconds(100)});
  Follower kiosk(lab.enroll("kiosk-1", Role::kiosk), false);
  const auto begin = std::chrono::steady_clock::now();
  std::vector<std::string> ids;
  for (int i = 0; i < 7; ++i) ids.push_back(kiosk.client().send(protocol::GetSession{}));
  for (const std::string& id : ids) CHECK(kiosk.answer_to(id).ok());
  // Four at once, two a second: the last cannot have been there before.
  CHECK(std::chrono::steady_clock::now() - begin >= Milliseconds(1400));
}

TEST_CASE("link: who signs in too often is told how long to wait") {
  Lab lab;
  lab.add_clerk("ana", "4711");
  Follower desk(lab.enroll("desk-1", Role::counter), false);
  for (int i = 0; i < 3; ++i) {
    const auto wrong = desk.ask(protocol::Query(protocol::SignIn{{"ana"}, "0000"}));
    CHECK(code_of(wrong) == "wrong_secret");
  }
  const auto refused = desk.ask(protocol::Query(protocol::SignIn{{"ana"}, "4711"}));
  CHECK(code_of(refused) == "throttled");
  CHECK(refused.refusal->retry_after.has_value());
}

TEST_CASE("link: the same id once more is one request") {
  Lab lab;
  Follower kiosk(lab.enroll("kiosk-1", Role::kiosk));
  REQUIRE(kiosk.until_day());
  kiosk.client().send(protocol::Request{"mine-1", Command(issue("passport"))});
  kiosk.client().send(protocol::Request{"mine-1", Command(issue("passport"))});
  const auto answer = kiosk.answer_to("mine-1");
  REQUIRE(kiosk.until_seq(answer.seq));
  CHECK(kiosk.replica().state().visits.size() == 1);
}

TEST_CASE("replica: goes on with the server's clock between heartbeats") {
  link::Replica replica;
  CHECK(replica.now(morning) == morning);
  CHECK(replica.silent_for(morning) > std::chrono::hours(1000));
  const Instant there = morning + std::chrono::hours(1);
  replica.apply(link::HeartbeatArrived{{3, there}}, morning);
  CHECK(replica.now(morning + Seconds(2)) == there + Seconds(2));
  CHECK(replica.silent_for(morning + Seconds(2)) == Seconds(2));
}

}  // namespace foyer::test

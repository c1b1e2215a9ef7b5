// Cut the link, the kiosk or the server at every step, and count.
#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <functional>

#include "tests/engine/random_source.h"
#include "tests/kiosk/lone_world.h"
#include "tests/kiosk/scratch_folder.h"

namespace foyer::test {
namespace {

/// An hour at two kiosks in which everything happens once: what is asked and answered, what is lost
/// in the one direction and in the other, a link that is gone for a while, people who walk away.
/// `lose` says for each message, in their order, whether it is lost although the link is there.
class Hour {
 public:
  explicit Hour(const std::filesystem::path& folder, std::function<bool()> lose = {})
      : one(server, "kiosk-1", folder), two(server, "kiosk-2", folder), lose_(std::move(lose)) {}

  void plays() {
    passes(1);  // Both get numbers.
    person(one, "passport");
    person(two, "tax");
    // The answer does not come in time.
    one.asks("tax");
    silence(one, 5);
    one.has_taken();
    passes(2);
    // The link is gone; both go on, and one of them uses more than half of what it has.
    one.connected = two.connected = false;
    for (int i = 0; i < 7; ++i) person(one, "passport");
    person(two, "passport");
    person(two, "tax");
    two.asks("tax");
    two.has_taken();
    two.connected = true;
    passes(1);
    one.connected = true;
    passes(3);
    // Gone in the middle of a request, and somebody who does not wait for it.
    two.asks("passport");
    two.connected = false;
    passes(1);
    two.connected = true;
    one.asks("passport");
    one.walks_away();
    passes(3);
    person(one, "passport");
  }

  void settles() {
    one.settles();
    two.settles();
    one.settles();
  }
  [[nodiscard]] LoneCounts counts() { return check_counts(server, {&one, &two}); }
  [[nodiscard]] int messages() const { return messages_; }

  LoneServer server;
  LoneKiosk one;
  LoneKiosk two;

 private:
  void person(LoneKiosk& kiosk, const std::string& service) {
    kiosk.starts();
    kiosk.asks(service);
    passes(1);
    kiosk.has_taken();
  }

  void silence(LoneKiosk& kiosk, int seconds) {
    for (int i = 0; i < seconds; ++i) {
      let_time_pass();
      kiosk.starts();
      kiosk.frame();
    }
  }

  void passes(int seconds) {
    for (int i = 0; i < seconds; ++i) {
      let_time_pass();
      for (LoneKiosk* kiosk : {&one, &two}) {
        kiosk->starts();
        kiosk->frame();
        exchange(*kiosk);
        kiosk->frame();
        exchange(*kiosk);
      }
    }
  }

  void exchange(LoneKiosk& kiosk) {
    for (std::size_t i = 0; i < 3; ++i) {
      if (lost()) {
        kiosk.request_is_lost(i);
      } else {
        kiosk.request_arrives(i);
      }
    }
    for (int i = 0; i < 5; ++i) {
      if (lost() ? !kiosk.answer_is_lost(0) : !kiosk.answer_arrives(0)) break;
    }
  }

  bool lost() {
    ++messages_;
    return lose_ && lose_();
  }

  void let_time_pass() {
    server.now += Seconds(1);
    one.now_ms += 1000;
    two.now_ms += 1000;
  }

  std::function<bool()> lose_;
  int messages_ = 0;
};

struct Moments {
  int one = 0;
  int two = 0;
};

/// How many moments there are at which a kiosk's death could matter.
Moments moments_of_an_hour() {
  const ScratchFolder folder;
  Hour hour(folder.path());
  hour.plays();
  return {hour.one.moments(), hour.two.moments()};
}

}  // namespace

TEST_CASE("alone: an hour without accidents") {
  const ScratchFolder folder;
  Hour hour(folder.path());
  hour.plays();
  hour.settles();
  const LoneCounts counts = hour.counts();
  CHECK(counts.shown == 15);
  CHECK(counts.alone == 12);
  CHECK(counts.lapsed == 0);
  // Who walked away, and those whose answers came too late.
  CHECK(counts.given_back == 3);
  CHECK(hour.server.state.leases.size() == 2);
}

TEST_CASE("alone: a kiosk that dies at every moment of the hour loses nothing") {
  const Moments moments = moments_of_an_hour();
  REQUIRE(moments.one > 60);
  REQUIRE(moments.two > 30);
  for (int which = 0; which < 2; ++which) {
    for (int at = 1; at <= (which == 0 ? moments.one : moments.two); ++at) {
      CAPTURE(which);
      CAPTURE(at);
      const ScratchFolder folder;
      Hour hour(folder.path());
      (which == 0 ? hour.one : hour.two).die_after(at);
      hour.plays();
      hour.settles();
      try {
        const LoneCounts counts = hour.counts();
        CHECK(counts.shown >= 12);
      } catch (const std::logic_error& error) {
        FAIL(std::string(error.what()));
      }
    }
  }
}

TEST_CASE("alone: every single message of the hour can be lost") {
  int all = 0;
  {
    const ScratchFolder folder;
    Hour hour(folder.path(), [] { return false; });
    hour.plays();
    all = hour.messages();
  }
  REQUIRE(all > 100);
  for (int at = 1; at <= all; ++at) {
    CAPTURE(at);
    const ScratchFolder folder;
    int message = 0;
    Hour hour(folder.path(), [&] { return ++message == at; });
    hour.plays();
    hour.settles();
    try {
      CHECK(hour.counts().shown >= 14);
    } catch (const std::logic_error& error) {
      FAIL(std::string(error.what()));
    }
  }
}

namespace {

/// Anything at any time.
class Chaos {
 public:
  Chaos(const std::filesystem::path& folder, std::uint64_t seed)
      : random_(seed), one_(server_, "kiosk-1", folder), two_(server_, "kiosk-2", folder) {}

  void step() {
    LoneKiosk& kiosk = random_.percent(50) ? one_ : two_;
    if (random_.percent(60)) {
      const auto passed = random_.between(0, 1500);
      server_.now += Milliseconds(passed);
      one_.now_ms += passed;
      two_.now_ms += passed;
    }
    switch (random_.below(16)) {
      case 0:
      case 1:
        return kiosk.asks(random_.percent(50) ? "passport" : "tax");
      case 2:
        if (random_.percent(10)) kiosk.connected = !kiosk.connected;
        return;
      case 3:
        if (random_.percent(20)) kiosk.walks_away();
        return;
      case 4:
        return kiosk.has_taken();
      case 5:
        if (random_.percent(10)) kiosk.die_after(static_cast<int>(random_.between(1, 6)));
        return;
      case 6:
        if (random_.percent(5)) kiosk.power_cut();
        return;
      case 7:
        return kiosk.starts();
      case 8:
        // The server is killed: what it was about to say is never said.
        if (random_.percent(10)) {
          for (LoneKiosk* each : {&one_, &two_}) {
            while (each->answer_is_lost(0)) continue;
          }
        }
        return;
      case 9:
        if (random_.below(400) == 0 && server_.date < 28) server_.next_day();
        return;
      case 10:
        kiosk.answer_is_lost(random_.below(3));
        return;
      case 11:
      case 12:
        kiosk.request_arrives(random_.below(3));
        return;
      case 13:
      case 14:
        kiosk.answer_arrives(random_.below(2));
        return;
      default:
        return kiosk.frame();
    }
  }

  LoneCounts counts() {
    one_.settles();
    two_.settles();
    return check_counts(server_, {&one_, &two_});
  }
  [[nodiscard]] const LoneServer& server() const { return server_; }

 private:
  RandomSource random_;
  LoneServer server_;
  LoneKiosk one_;
  LoneKiosk two_;
};

}  // namespace

TEST_CASE("alone: whatever is cut whenever the counts are right") {
  const std::uint64_t seed = seed_of_run();
  MESSAGE("FOYER_SEED=", seed);
  LoneCounts all;
  for (std::uint64_t run = 0; run < 20; ++run) {
    CAPTURE(run);
    const ScratchFolder folder;
    Chaos chaos(folder.path(), seed + run);
    int step = 0;
    try {
      for (; step < 3000; ++step) chaos.step();
      const LoneCounts counts = chaos.counts();
      all.shown += counts.shown;
      all.alone += counts.alone;
      all.lapsed += counts.lapsed;
      all.given_back += counts.given_back;
    } catch (const std::logic_error& error) {
      FAIL("FOYER_SEED=", seed, " run ", run, " step ", step, ": ", std::string(error.what()));
    }
    State again;
    for (const Event& event : chaos.server().journal) evolve(again, event);
    CHECK(again == chaos.server().state);
  }
  MESSAGE("shown: ", all.shown, " of them issued alone: ", all.alone, " lapsed: ", all.lapsed,
          " given back: ", all.given_back);
  CHECK(all.shown > 500);
  CHECK(all.alone > 50);
  CHECK(all.lapsed > 0);
  CHECK(all.given_back > 20);
}

}  // namespace foyer::test

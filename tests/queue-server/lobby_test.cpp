#include <doctest/doctest.h>
#include <fmt/format.h>

#include "protocol/message.h"
#include "queue-server/verify.h"
#include "tests/engine/town.h"
#include "tests/queue-server/lab.h"

namespace foyer::test {
namespace {

using server::Decided;
using server::Lobby;
using server::OpenMode;
using server::SqliteJournal;
using server::Submission;

const Actor kiosk{{"kiosk-1"}, {}};
const Actor desk_1{{"desk-1"}, {"ana"}};
const Actor desk_2{{"desk-2"}, {"bob"}};
const Actor manager{{"manager-1"}, {}};

struct Step {
  const Actor* actor;
  std::string id;
  Command command;
};

/// A short day: everything that a batch can hold, and refusals.
std::vector<std::vector<Step>> short_day() {
  return {
      {{&manager, "day", open_day(morning)}},
      {{&kiosk, "t1", issue("passport")},
       {&kiosk, "t2", issue("property-tax")},
       {&kiosk, "t3", issue("dog-licence")}},
      {{&desk_1, "o1", OpenCounter{{"c1"}}}, {&desk_2, "o2", OpenCounter{{"c2"}}}},
      {{&desk_1, "n1", CallNext{{"c1"}}},
       {&desk_2, "n2", CallNext{{"c2"}}},
       {&kiosk, "t4", issue("building-permit")}},
      {{&desk_1, "s1", Serve{{"c1"}, VisitId{3}}}},
      {{&desk_2, "s2", Serve{{"c2"}, VisitId{2}}}, {&desk_2, "n3", CallNext{{"c2"}}}},
      {{&desk_1, "f1", Finish{{"c1"}, VisitId{3}, {{NeedId{1}, Outcome::resolved, {}, {}}}}}},
      {{&desk_1, "n4", CallNext{{"c1"}}}, {&kiosk, "x1", issue("court-date")}},
      {{&desk_2, "p1", Park{{"c2"}, VisitId{2}, Seconds(600)}}},
      {{&manager, "end", CloseDay{}}},
  };
}

/// A lobby on a journal with a clock that is set by hand.
class Bench {
 public:
  explicit Bench(server::Journal& journal)
      : lobby_(
            site_, journal, [this] { return now_; }, counted_tokens()) {
    lobby_.recover();
  }

  std::vector<Decided> apply(const std::vector<Step>& steps) {
    std::vector<Submission> batch;
    for (const Step& step : steps) {
      batch.push_back({step.actor, step.id, &step.command, skills_of(step.actor->clerk.value)});
    }
    return lobby_.apply(batch);
  }
  Decided apply(const Step& step) { return apply(std::vector{step}).front(); }

  void at(Instant now) { now_ = now; }
  Lobby& lobby() { return lobby_; }

  std::vector<std::string> after(std::int64_t seq) {
    auto texts = lobby_.events_after(seq);
    REQUIRE(texts.has_value());
    return std::move(*texts);
  }

  std::vector<std::string> published() {
    std::vector<std::string> texts;
    lobby_.publish_new([&](std::string_view text, const Event& event) {
      CHECK(text == protocol::write_event(event));
      texts.emplace_back(text);
    });
    return texts;
  }

 private:
  Site site_ = town();
  Instant now_ = morning;
  Lobby lobby_;
};

std::string outcome(const Decided& decided) {
  return decided.refusal ? std::string(word(decided.refusal->code)) : "ok";
}

std::vector<std::string> outcomes(const std::vector<Decided>& all) {
  std::vector<std::string> texts;
  for (const Decided& decided : all) texts.push_back(outcome(decided));
  return texts;
}

/// All of a journal as text, without what is random.
std::vector<std::string> lines_of(server::Journal& journal) {
  std::vector<std::string> lines;
  for (const server::StoredEvent& stored : journal.read(0, 10000)) {
    lines.push_back(stored.request_id + " " +
                    protocol::write_event(protocol::redacted(stored.event)));
  }
  return lines;
}

struct MemoryJournal : SqliteJournal {
  MemoryJournal() : SqliteJournal(":memory:", OpenMode::read_write) {}
};

/// Plays the day; what is unavailable is asked again with the same id, as a client does.
std::vector<std::string> play(Bench& bench, std::vector<std::string>& published) {
  std::vector<std::string> all;
  Instant now = morning;
  for (const std::vector<Step>& steps : short_day()) {
    bench.at(now += Seconds(60));
    std::vector<Decided> decided = bench.apply(steps);
    for (int again = 0; again < 3 && outcome(decided.front()) == "unavailable"; ++again) {
      decided = bench.apply(steps);
    }
    for (const std::string& text : outcomes(decided)) all.push_back(text);
    for (std::string& text : bench.published()) published.push_back(std::move(text));
  }
  return all;
}

}  // namespace

TEST_CASE("lobby: a short day") {
  MemoryJournal journal;
  Bench bench(journal);
  std::vector<std::string> published;
  const auto all = play(bench, published);
  CHECK_EQ(fmt::format("{}", fmt::join(all, " ")),
           "ok ok ok ok ok ok ok ok ok ok ok counter_busy ok ok service_is_referral ok ok");
  CHECK(server::verify(journal).faults.empty());
  CHECK(published.size() == static_cast<std::size_t>(journal.last_seq()));
}

TEST_CASE("lobby: a failing write at any moment loses nothing and doubles nothing") {
  MemoryJournal undisturbed;
  Bench reference(undisturbed);
  std::vector<std::string> reference_published;
  const auto reference_outcomes = play(reference, reference_published);
  const int writes = static_cast<int>(short_day().size());
  using When = FaultyJournal::When;
  for (const When when : {When::before_write, When::after_commit}) {
    for (int n = 1; n <= writes; ++n) {
      CAPTURE(n);
      CAPTURE(static_cast<int>(when));
      MemoryJournal journal;
      FaultyJournal faulty(journal);
      Bench bench(faulty);
      faulty.fail_at(n, when);
      std::vector<std::string> published;
      CHECK(play(bench, published) == reference_outcomes);
      CHECK(lines_of(journal) == lines_of(undisturbed));
      CHECK(published == reference_published);
      CHECK(server::verify(journal).faults.empty());
      Bench restarted(journal);
      CHECK(restarted.lobby().state() == bench.lobby().state());
    }
  }
}

TEST_CASE(
    "lobby: what was committed before a day is opened is published also if that seems to fail") {
  MemoryJournal journal;
  FaultyJournal faulty(journal);
  Bench bench(faulty);
  bench.apply({&manager, "day", open_day(morning)});
  bench.apply({&kiosk, "t1", issue("passport")});
  CHECK(bench.published().size() == 2);
  // Nobody publishes between the two, as when the loop closes a day and opens the next.
  bench.apply({&manager, "end", CloseDay{}});
  faulty.fail_at(1, FaultyJournal::When::after_commit);
  CHECK(outcome(bench.apply({&manager, "day2", open_day(morning)})) == "unavailable");
  const std::vector<std::string> published = bench.published();
  REQUIRE(published.size() == 3);
  CHECK(published[0].find("need_finished") != std::string::npos);
  CHECK(published[1].find("day_closed") != std::string::npos);
  CHECK(published[2].find("day_opened") != std::string::npos);
}

TEST_CASE("lobby: while the journal fails all is refused and nothing published") {
  MemoryJournal journal;
  FaultyJournal faulty(journal);
  Bench bench(faulty);
  bench.apply({&manager, "day", open_day(morning)});
  bench.published();
  faulty.fail_at(1, FaultyJournal::When::before_write);
  // The refusal of t2 was decided on a state that never came to be: it is not given either.
  const auto decided =
      bench.apply({{&kiosk, "t1", issue("passport")}, {&kiosk, "t2", issue("court-date")}});
  CHECK(outcomes(decided) == std::vector<std::string>{"unavailable", "unavailable"});
  CHECK(bench.published().empty());
  CHECK(bench.lobby().state().visits.empty());
  CHECK(outcome(bench.apply({&kiosk, "t1", issue("passport")})) == "ok");
  CHECK(bench.published().size() == 1);
}

TEST_CASE("lobby: the same request again gets the same answer and changes nothing") {
  MemoryJournal journal;
  Bench bench(journal);
  bench.apply({&manager, "day", open_day(morning)});
  const Decided first = bench.apply({&kiosk, "t1", issue("passport")});
  REQUIRE(outcome(first) == "ok");
  const std::int64_t seq = bench.lobby().seq();

  SUBCASE("at once") {
    CHECK(bench.apply({&kiosk, "t1", issue("passport")}).events == first.events);
  }
  SUBCASE("after a restart") {
    Bench restarted(journal);
    CHECK(restarted.apply({&kiosk, "t1", issue("passport")}).events == first.events);
  }
  SUBCASE("days later") {
    bench.apply({&manager, "end", CloseDay{}});
    bench.at(morning + std::chrono::hours(48));
    bench.apply({&manager, "day2", open_day(morning + std::chrono::hours(48))});
    Bench restarted(journal);
    CHECK(restarted.apply({&kiosk, "t1", issue("passport")}).events == first.events);
    CHECK(restarted.lobby().state().visits.empty());
    return;
  }
  SUBCASE("many times in one batch") {
    const std::vector<Decided> decided = bench.apply({{&kiosk, "t2", issue("passport")},
                                                      {&kiosk, "t2", issue("passport")},
                                                      {&kiosk, "t1", issue("passport")},
                                                      {&kiosk, "t2", issue("property-tax")},
                                                      {&desk_1, "t2", issue("property-tax")}});
    CHECK(outcomes(decided) ==
          std::vector<std::string>{"ok", "ok", "ok", "request_id_reused", "ok"});
    CHECK(decided[0].events == decided[1].events);
    CHECK(decided[2].events == first.events);
    CHECK(bench.lobby().seq() == seq + 2);
    return;
  }
  SUBCASE("with another command it is refused") {
    CHECK(outcome(bench.apply({&kiosk, "t1", issue("property-tax")})) == "request_id_reused");
    Bench restarted(journal);
    CHECK(outcome(restarted.apply({&kiosk, "t1", issue("property-tax")})) == "request_id_reused");
  }
  CHECK(journal.last_seq() == seq);
}

TEST_CASE("lobby: a refused request stays refused although the world has changed") {
  MemoryJournal journal;
  Bench bench(journal);
  CHECK(outcome(bench.apply({&kiosk, "t1", issue("passport")})) == "day_not_open");
  bench.apply({&manager, "day", open_day(morning)});
  CHECK(outcome(bench.apply({&kiosk, "t1", issue("passport")})) == "day_not_open");
  CHECK(outcome(bench.apply({&kiosk, "t1", issue("property-tax")})) == "request_id_reused");
  CHECK(outcome(bench.apply({&kiosk, "t1", issue("passport")})) == "day_not_open");
  CHECK(outcome(bench.apply({&kiosk, "t2", issue("passport")})) == "ok");
}

TEST_CASE("lobby: time never goes back even if the clock does and over a restart") {
  MemoryJournal journal;
  Bench bench(journal);
  bench.at(morning + Seconds(100));
  bench.apply({&manager, "day", open_day(morning)});
  bench.at(morning);
  bench.apply({&kiosk, "t1", issue("passport")});
  Bench restarted(journal);
  restarted.at(morning - std::chrono::hours(1));
  restarted.apply({&kiosk, "t2", issue("passport")});
  for (const server::StoredEvent& stored : journal.read(0, 10)) {
    CHECK(stored.event.at == morning + Seconds(100));
  }
}

TEST_CASE("lobby: promises are made by the waits that it was given") {
  MemoryJournal journal;
  Bench bench(journal);
  bench.apply({&manager, "day", open_day(morning)});
  bench.apply({&desk_2, "o2", OpenCounter{{"c2"}}});
  const Wait told{WaitStatus::known, 1234, 2345};
  bench.lobby().use_waits(std::make_shared<Waits>(
      Waits{morning, bench.lobby().seq(), {{{"passport"}, told, told}}, {}}));
  bench.apply({&kiosk, "t1", issue("passport")});
  CHECK(bench.lobby().state().visits.at(VisitId{1}).promise == told);
  bench.lobby().use_waits(nullptr);
  bench.apply({&kiosk, "t2", issue("passport")});
  CHECK(bench.lobby().state().visits.at(VisitId{2}).promise.status == WaitStatus::known);
  CHECK(bench.lobby().state().visits.at(VisitId{2}).promise != told);
}

TEST_CASE("lobby: the token goes to the issuing device alone") {
  MemoryJournal journal;
  Bench bench(journal);
  bench.apply({&manager, "day", open_day(morning)});
  const Decided decided = bench.apply({&kiosk, "t1", issue("passport")});
  CHECK(decided.events.front().find("\"token\"") != std::string::npos);
  for (const std::string& text : bench.published()) {
    CHECK(text.find("token") == std::string::npos);
  }
  for (const std::string& text : bench.after(0)) {
    CHECK(text.find("token") == std::string::npos);
  }
  Bench restarted(journal);
  for (const std::string& text : restarted.after(0)) {
    CHECK(text.find("token") == std::string::npos);
  }
}

TEST_CASE("lobby: events of the open day are given again and others are not known") {
  MemoryJournal journal;
  Bench bench(journal);
  std::vector<std::string> published;
  play(bench, published);
  const std::int64_t first_day_end = bench.lobby().seq();
  bench.at(morning + std::chrono::hours(30));
  bench.apply({&manager, "day2", open_day(morning + std::chrono::hours(30))});
  bench.apply({&kiosk, "u1", issue("passport")});
  const auto refused = bench.lobby().events_after(first_day_end - 1);
  REQUIRE_FALSE(refused.has_value());
  CHECK(refused.error().code == RefusalCode::seq_unknown);
  CHECK_FALSE(bench.lobby().events_after(first_day_end + 3).has_value());
  CHECK(bench.after(first_day_end + 2).empty());
  CHECK(bench.after(first_day_end) == bench.published());
  Bench restarted(journal);
  CHECK(restarted.after(first_day_end) == bench.after(first_day_end));
  CHECK_FALSE(restarted.lobby().events_after(first_day_end - 1).has_value());
}

}  // namespace foyer::test

// The forecaster's thread: what it is told, what it tells, and what it learns from.
#include "queue-server/forecast_worker.h"

#include <doctest/doctest.h>

#include "engine/forecaster.h"
#include "protocol/message.h"
#include "queue-server/past_days.h"
#include "queue-server/throwing_asserts.h"
#include "tests/queue-server/lab.h"

namespace foyer::test {
namespace {

using server::ForecastWorker;
using server::Lobby;
using server::OpenMode;
using server::SqliteJournal;

constexpr Milliseconds day_apart = Seconds(24 * 60 * 60);
constexpr ForecastWorker::Pace no_renewal{Milliseconds(0), Seconds(3600), Seconds(60 * 86400)};

/// A journal on disk, written by the lobby itself, with a clock that is set by hand.
class Town {
 public:
  Town()
      : journal_(path_, OpenMode::read_write),
        lobby_(
            site_, journal_, [this] { return now_; }, counted_tokens()) {
    no_log();
    lobby_.recover();
  }

  void does(const Command& command, const std::string& clerk = "ana") {
    const Actor actor{{"desk-1"}, {clerk}};
    const std::string id = "r" + std::to_string(++requests_);
    const server::Submission submission{&actor,           id, &command,
                                        skills_of(clerk), {}, {Right::call_out_of_order}};
    const auto decided = lobby_.apply({&submission, 1});
    REQUIRE_FALSE(decided.front().refusal);
  }

  void opens() {
    does(OpenDay{{"2026-11-26"}, now_, now_ + Seconds(8 * 3600), now_ + Seconds(12 * 3600)});
    does(OpenCounter{{"c2"}});
  }

  /// A day on which passports take three times as long as the site's files say.
  void slow_day() {
    opens();
    for (int i = 0; i < 14; ++i) {
      does(issue("passport"));
      if (i % 2 == 0) does(issue("passport"));
      const VisitId next = lobby_.state().visits.begin()->first;
      does(CallVisit{{"c2"}, next});
      does(Serve{{"c2"}, next});
      now_ += Seconds(30 * 60);
      does(Finish{{"c2"}, next, {{NeedId{1}, Outcome::resolved, {}, {}}}});
    }
    does(CloseDay{});
    now_ += day_apart - Seconds(7 * 3600);
  }

  /// What was committed since the last time, as the loop hands it on.
  std::vector<Event> committed() {
    std::vector<Event> events;
    lobby_.publish_new([&](std::string_view, Event event) { events.push_back(std::move(event)); });
    return events;
  }

  /// What a forecaster says that has seen these days, and today.
  Waits reference(std::vector<std::pair<std::int64_t, std::int64_t>> first_and_last) {
    Forecaster forecaster(site_);
    first_and_last.emplace_back(lobby_.day_start(), lobby_.seq());
    for (const auto& [first, last] : first_and_last) {
      for (const auto& stored :
           journal_.read(first - 1, static_cast<std::size_t>(last - first + 1))) {
        forecaster.observe(stored.event);
      }
    }
    return forecaster.forecast(now_);
  }

  /// As somebody with the sqlite3 shell would.
  void tamper(const std::string& sql) {
    server::Database(path_, OpenMode::read_write).run(sql.c_str());
  }

  [[nodiscard]] const Site& site() const { return site_; }
  SqliteJournal& journal() { return journal_; }
  Lobby& lobby() { return lobby_; }
  [[nodiscard]] Instant now() const { return now_; }

 private:
  TempFolder folder_;
  std::filesystem::path path_ = folder_.path() / "journal.sqlite";
  Site site_ = town();
  Instant now_ = morning;
  int requests_ = 0;
  SqliteJournal journal_;
  Lobby lobby_;
};

/// A worker and who is woken by it.
class Ear {
 public:
  Ear(Town& town, Instant now, ForecastWorker::Pace pace)
      : worker_(
            town.site(), town.journal().reader(), {town.lobby().day_start(), town.lobby().seq()},
            [now] { return now; }, [this] { wake(); }, pace) {}

  /// Until something is told for which `enough` is true; nothing after 20 s.
  std::optional<ForecastWorker::Told> until(
      const std::function<bool(const ForecastWorker::Told&)>& enough) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (true) {
      {
        std::unique_lock lock(mutex_);
        if (!changed_.wait_until(lock, end, [this] { return woken_ > seen_; })) return std::nullopt;
        seen_ = woken_;
      }
      auto told = worker_.collect();
      if (told && enough(*told)) return told;
    }
  }
  std::shared_ptr<const Waits> waits_of(std::int64_t seq) {
    const auto told = until([&](const auto& t) { return t.waits && t.waits->seq >= seq; });
    REQUIRE(told);
    return told->waits;
  }

  ForecastWorker& worker() { return worker_; }
  int woken() {
    const std::lock_guard lock(mutex_);
    return woken_;
  }

 private:
  void wake() {
    const std::lock_guard lock(mutex_);
    ++woken_;
    changed_.notify_all();
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  int woken_ = 0;  // Guarded by mutex_.
  int seen_ = 0;   // Guarded by mutex_.
  ForecastWorker worker_;
};

bool same(const Waits& a, const Waits& b) {
  return a.services == b.services && a.visits == b.visits;
}

/// Three past days and a morning; where each day begins and ends.
struct History {
  Town town;
  std::vector<std::pair<std::int64_t, std::int64_t>> days;

  History() {
    for (int i = 0; i < 3; ++i) {
      const std::int64_t first = town.lobby().seq() + 1;
      town.slow_day();
      days.emplace_back(first, town.lobby().seq());
    }
    town.opens();
    for (int i = 0; i < 4; ++i) town.does(issue("passport"));
  }
};

}  // namespace

TEST_CASE("forecast worker: the open day is told at once and what comes after it follows") {
  Town town;
  town.opens();
  town.does(issue("passport"));
  (void)town.committed();
  Ear ear(town, town.now(), no_renewal);
  const auto first = ear.until([](const auto&) { return true; });
  REQUIRE(first);
  CHECK(first->waits->seq == town.lobby().seq());
  CHECK(first->waits->visits.size() == 1);
  const auto read = protocol::read_waits(first->text);
  REQUIRE(read);
  CHECK(*read == *first->waits);
  for (int i = 0; i < 5; ++i) {
    town.does(issue("passport"));
    ear.worker().observe(town.committed());
  }
  const auto waits = ear.waits_of(town.lobby().seq());
  CHECK(same(*waits, town.reference({})));
  CHECK(waits->visits.size() == 6);
}

TEST_CASE("forecast worker: before the first day there is nothing to tell and then it begins") {
  Town town;
  Ear ear(town, town.now(), no_renewal);
  CHECK(ear.waits_of(0)->visits.empty());
  town.opens();
  town.does(issue("passport"));
  ear.worker().observe(town.committed());
  CHECK(ear.waits_of(town.lobby().seq())->visits.size() == 1);
}

TEST_CASE("forecast worker: while events pour in there is a forecast now and then only") {
  Town town;
  town.opens();
  (void)town.committed();
  const Milliseconds between(50);
  Ear ear(town, town.now(), {between, Seconds(3600), Seconds(86400)});
  (void)ear.waits_of(0);
  const auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < 200; ++i) {
    town.does(issue("passport"));
    ear.worker().observe(town.committed());
  }
  (void)ear.waits_of(town.lobby().seq());
  const auto span = std::chrono::steady_clock::now() - start;
  CHECK(ear.woken() <= 3 + span / between);
}

TEST_CASE("forecast worker: it is told again after a while although nothing happened") {
  Town town;
  town.opens();
  (void)town.committed();
  Ear ear(town, town.now(), {Milliseconds(1), Milliseconds(20), Seconds(86400)});
  for (int i = 0; i < 3; ++i) {
    CHECK(ear.until([](const auto& told) { return !told.text.empty(); }));
  }
}

TEST_CASE("forecast worker: what says nothing new is not told to everybody") {
  Town town;
  town.opens();
  town.does(issue("passport"));
  (void)town.committed();
  Ear ear(town, town.now(), no_renewal);
  CHECK_FALSE(ear.until([](const auto&) { return true; })->text.empty());
  // Nothing begins at a counter for planning alone.
  town.does(OpenCounter{{"c5"}}, "eve");
  ear.worker().observe(town.committed());
  const auto told = ear.until([&](const auto& t) { return t.waits->seq == town.lobby().seq(); });
  REQUIRE(told);
  CHECK(told->text.empty());
}

TEST_CASE("forecast worker: what past days taught takes over and is the same after a restart") {
  History history;
  const Waits taught = history.town.reference(history.days);
  const Waits cold = history.town.reference({});
  REQUIRE_FALSE(same(taught, cold));
  for (int start = 0; start < 2; ++start) {
    Ear ear(history.town, history.town.now(), no_renewal);
    CHECK(ear.until([&](const auto& told) { return same(*told.waits, taught); }));
  }
}

TEST_CASE("forecast worker: today goes on while the past is read") {
  History history;
  (void)history.town.committed();
  Ear ear(history.town, history.town.now(), no_renewal);
  for (int i = 0; i < 20; ++i) {
    history.town.does(issue("passport"));
    ear.worker().observe(history.town.committed());
  }
  const Waits taught = history.town.reference(history.days);
  CHECK(ear.until([&](const auto& told) { return same(*told.waits, taught); }));
}

TEST_CASE("forecast worker: a day that is damaged is left out and the rest is learnt from") {
  History history;
  const auto [first, last] = history.days[1];
  SUBCASE("a line that cannot be read") {
    history.town.tamper("UPDATE event SET body = '{' WHERE seq = " + std::to_string(last - 5));
  }
  SUBCASE("a line that is missing") {
    history.town.tamper("DELETE FROM event WHERE seq = " + std::to_string(last - 5));
  }
  SUBCASE("an event that cannot have happened") {
    history.town.tamper(
        "UPDATE event SET kind = 'visit_left', body = '{\"visit\":99999}' "
        "WHERE seq = " +
        std::to_string(last - 5));
  }
  SUBCASE("its first line") {
    history.town.tamper("UPDATE event SET body = '[]' WHERE seq = " + std::to_string(first));
  }
  const Waits taught = history.town.reference({history.days[0], history.days[2]});
  Ear ear(history.town, history.town.now(), no_renewal);
  CHECK(ear.until([&](const auto& told) { return same(*told.waits, taught); }));
}

TEST_CASE("forecast worker: what is too long ago is not read") {
  History history;
  const Waits taught = history.town.reference({history.days[2]});
  Ear ear(history.town, history.town.now(),
          {Milliseconds(0), Seconds(3600), day_apart + Seconds(1)});
  CHECK(ear.until([&](const auto& told) { return same(*told.waits, taught); }));
}

TEST_CASE("past days: of too many events the last ones are read") {
  History history;
  const server::ThrowingAsserts guard;
  const std::int64_t until = history.town.lobby().day_start();
  const auto days_within = [&](std::int64_t events) {
    server::PastDays past(history.town.site(), history.town.journal(), {from_ms(0), until, events});
    while (past.read_on()) {
    }
    return past.days();
  };
  CHECK(days_within(until) == 3);
  CHECK(days_within(until - history.days[1].first) == 2);
  CHECK(days_within(until - history.days[1].first - 1) == 1);
  CHECK(days_within(0) == 0);
}

TEST_CASE("past days: with every day damaged nothing is learnt and it ends") {
  History history;
  const server::ThrowingAsserts guard;
  history.town.tamper("UPDATE event SET body = '{' WHERE kind = 'counter_opened'");
  server::PastDays past(history.town.site(), history.town.journal(),
                        {from_ms(0), history.town.lobby().day_start()});
  while (past.read_on()) {
  }
  CHECK(past.days() == 0);
  CHECK(past.damaged_days() == 3);
}

TEST_CASE("forecast worker: it can be ended at any time") {
  History history;
  for (int i = 0; i < 20; ++i) {
    Ear ear(history.town, history.town.now(), no_renewal);
    if (i % 2 == 0) (void)ear.waits_of(0);
  }
}

}  // namespace foyer::test

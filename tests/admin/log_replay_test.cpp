// A log of the past happens again: what is said of a customer may come only from what had happened
// before.
#include "admin/log_replay.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "admin/discipline.h"
#include "admin/evaluation.h"
#include "tests/engine/random_source.h"

namespace foyer::admin::test {
namespace {

using foyer::test::RandomSource;

const std::vector<LoggedVisit>& three_days() {
  static const auto log = read_wait_log(
      std::filesystem::path(FOYER_SOURCE_DIR "/tests/data/bank_1999_01_15_to_17.csv"));
  return log;
}

std::string lines_of(const std::vector<LoggedVisit>& log) {
  return to_csv(log, predict_waits(log));
}

std::string first_lines(const std::string& text, std::size_t count) {
  std::size_t end = 0;
  for (std::size_t i = 0; i <= count; ++i) end = text.find('\n', end) + 1;
  return text.substr(0, end);
}

/// What is not known at `cut` is made up: who was served later left or was served by somebody else,
/// who left later was served, at other times.
LoggedVisit with_another_future(LoggedVisit visit, Instant cut, RandomSource& random) {
  const auto later = [&] { return cut + Seconds(random.between(0, 5'000)); };
  if (visit.over_at && *visit.over_at >= cut) {
    visit.over_at = std::max(visit.arrived_at, later());
    visit.wait_s = static_cast<int>((*visit.over_at - visit.arrived_at).count() / 1000);
    const bool served = random.percent(50);
    visit.outcome = served ? LoggedOutcome::served : LoggedOutcome::left;
    visit.server = served ? "S" + std::to_string(random.below(40)) : "";
    visit.end_at.reset();
    if (served) visit.end_at = *visit.over_at + Seconds(random.between(0, 900));
  } else if (visit.end_at && *visit.end_at >= cut) {
    visit.end_at = later();
  }
  return visit;
}

/// The log as somebody could have it at `cut`, with whatever future.
std::vector<LoggedVisit> cut_at(Instant cut, RandomSource& random) {
  std::vector<LoggedVisit> log;
  for (const LoggedVisit& visit : three_days()) {
    if (visit.arrived_at > cut) break;
    log.push_back(with_another_future(visit, cut, random));
  }
  return log;
}

}  // namespace

TEST_CASE("log replay: no line depends on what happened later") {
  const std::string all = lines_of(three_days());
  RandomSource random(5);
  for (int i = 0; i < 25; ++i) {
    const Instant cut = random.one_of(three_days()).arrived_at + Seconds(random.between(0, 20));
    const auto log = cut_at(cut, random);
    INFO("cut after ", log.size());
    // Byte for byte, and the last one arrived no later than the cut.
    CHECK(lines_of(log) == first_lines(all, log.size()));
  }
}

TEST_CASE("log replay: no line depends on its own customer's wait or end") {
  const auto& log = three_days();
  const std::string all = lines_of(log);
  RandomSource random(6);
  for (int i = 0; i < 25; ++i) {
    const std::size_t row = random.below(log.size());
    auto changed = log;
    changed[row] = with_another_future(log[row], log[row].arrived_at, random);
    INFO("row ", row);
    CHECK(first_lines(lines_of(changed), row + 1) == first_lines(all, row + 1));
  }
}

TEST_CASE("log replay: an unknown priority is no priority") {
  auto log = three_days();
  const std::string all = lines_of(log);
  for (LoggedVisit& visit : log) {
    if (visit.prio == 0) visit.prio = 1;
  }
  CHECK(lines_of(log) == all);
}

TEST_CASE("log replay: what had happened before does change a line") {
  auto longer = three_days();
  for (LoggedVisit& visit : longer) {
    if (visit.outcome == LoggedOutcome::left) visit.over_at = *visit.over_at + Seconds(30);
  }
  CHECK(lines_of(longer) != lines_of(three_days()));
}

TEST_CASE("log replay: ranges are in order and nobody is told less than nothing") {
  const auto predictions = predict_waits(three_days());
  REQUIRE_EQ(predictions.size(), three_days().size());
  std::size_t free = 0;
  for (const Prediction& p : predictions) {
    CHECK_LE(0, p.p50_s);
    CHECK_LE(p.p50_s, p.p80_s);
    CHECK_LE(p.p80_s, p.p90_s);
    if (p.free) {
      CHECK_EQ(p.p90_s, 0);
      ++free;
    }
  }
  CHECK_GT(free, 100);
}

TEST_CASE("log replay: whoever is told that a counter is free is mostly served at once") {
  const auto predictions = predict_waits(three_days());
  int told = 0;
  int at_once = 0;
  for (std::size_t row = 0; row < predictions.size(); ++row) {
    if (!predictions[row].free) continue;
    ++told;
    at_once += three_days()[row].wait_s == 0 ? 1 : 0;
  }
  CHECK_GT(at_once, told * 85 / 100);
}

TEST_CASE("log replay: three days from nothing are forecast better than queue systems do") {
  const Evaluation e = evaluate(three_days(), predict_waits(three_days()));
  CHECK_GT(e.score.n, 800);
  CHECK_LT(e.score.mae_s, 0.9 * e.naive.mae_s);
  CHECK_LT(e.score.rmse_s, 0.9 * e.naive.rmse_s);
  CHECK(e.coverage_p80 == doctest::Approx(0.8).epsilon(0.06));
  CHECK(e.coverage_p90 == doctest::Approx(0.9).epsilon(0.05));
}

TEST_CASE("log replay: servers that the log forgot and services that overlap stop nobody") {
  auto log = three_days();
  for (std::size_t row = 0; row < log.size(); row += 7) log[row].server.clear();
  for (std::size_t row = 3; row < log.size(); row += 11) {
    if (log[row].outcome == LoggedOutcome::served) log[row].server = "S01";
  }
  CHECK_EQ(predict_waits(log).size(), log.size());
  CHECK(predict_waits({}).empty());
}

TEST_CASE("discipline: learns who goes before whom and by how much") {
  Discipline discipline;
  const Discipline::Class regular{"regular", false};
  const Discipline::Class prospect{"prospect", false};
  const Instant now{std::chrono::hours(1'000'000)};
  CHECK_EQ(discipline.place_of(regular, now), now);
  CHECK_EQ(discipline.place_of({"regular", true}, now), now - Seconds(90));
  // Regular customers are served as if they had come two minutes earlier.
  RandomSource random(3);
  for (int i = 0; i < 4'000; ++i) {
    const Instant one = now + Seconds(random.between(0, 600));
    const Instant other = now + Seconds(random.between(0, 600));
    if (one - Seconds(120) < other) {
      discipline.learn({regular, one}, {prospect, other});
    } else {
      discipline.learn({prospect, other}, {regular, one});
    }
  }
  const Milliseconds ahead = discipline.place_of(prospect, now) - discipline.place_of(regular, now);
  CHECK_LT(std::abs(ahead.count() - 120'000), 15'000);
}

TEST_CASE("evaluation: worked by hand over those who waited and were served") {
  LoggedVisit waited;
  waited.id = "7";
  waited.date = "1999-01-31";
  waited.type = "P\"S";
  waited.outcome = LoggedOutcome::served;
  waited.wait_s = 100;
  LoggedVisit longer = waited;
  longer.wait_s = 200;
  LoggedVisit at_once = waited;
  at_once.wait_s = 0;
  LoggedVisit left = waited;
  left.outcome = LoggedOutcome::left;
  const std::vector<LoggedVisit> log{waited, longer, at_once, left};
  const Prediction prediction{false, 130, 180, 250, 50};
  const std::vector<Prediction> predictions(4, prediction);
  const Evaluation e = evaluate(log, predictions);
  CHECK_EQ(e.score.n, 2);
  CHECK_EQ(e.score.mae_s, 50);  // (30 + 70) / 2
  CHECK(e.score.rmse_s == doctest::Approx(std::sqrt((900 + 4900) / 2.0)));
  CHECK_EQ(e.score.bias_s, -20);  // (30 - 70) / 2
  CHECK_EQ(e.score.late, 0.5);
  CHECK_EQ(e.coverage_p80, 0.5);
  CHECK_EQ(e.coverage_p90, 1);
  CHECK_EQ(e.mean_p80_s, 180);
  CHECK(e.pinball_p80_s == doctest::Approx((0.2 * 80 + 0.8 * 20) / 2));
  CHECK_EQ(e.naive.bias_s, -100);
  CHECK_EQ(to_json(e),
           R"({"n":2,"mae_s":50.00,"rmse_s":53.85,"bias_s":-20.00,"coverage_p80":0.5000,)"
           R"("coverage_p90":1.0000,"mean_p80_s":180.0,"pinball_p80_s":16.00,)"
           R"("naive":{"mae_s":100.00,"rmse_s":111.80,"bias_s":-100.00}})");
  CHECK(to_csv({waited}, {prediction}) ==
        "id,date,arrive,type,p50_s,p80_s,p90_s\n7,1999-01-31,0,\"P\"\"S\",130,180,250\n");
  CHECK_EQ(evaluate({}, {}).score.n, 0);
}

}  // namespace foyer::admin::test

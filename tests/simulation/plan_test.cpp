#include <doctest/doctest.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <fstream>

#include "simulation/plan.h"

namespace foyer::simulation {
namespace {

const std::filesystem::path clarington =
    std::filesystem::path(FOYER_SOURCE_DIR) / "assets/sites/clarington";

const SiteFiles& site() {
  static const SiteFiles loaded = load_site(clarington);
  return loaded;
}

Profile weekday() {
  return read_profile(clarington / "profiles/weekday.toml", site());
}

bool same(const Arrival& a, const Arrival& b) {
  const auto same_need = [](const PlannedNeed& x, const PlannedNeed& y) {
    return x.service == y.service && x.handle == y.handle && x.ending == y.ending;
  };
  return a.at == b.at && a.language == b.language && a.special_needs == b.special_needs &&
         a.priority == b.priority && a.patience == b.patience && a.walk == b.walk &&
         a.tells_leaving == b.tells_leaving && a.hears_call == b.hears_call &&
         std::equal(a.needs.begin(), a.needs.end(), b.needs.begin(), b.needs.end(), same_need);
}

}  // namespace

TEST_CASE("random: a seed gives the same numbers on every machine") {
  Random random(1);
  CHECK(random.below(1'000'000) == 497'542);
  CHECK(random.below(1'000'000) == 387'058);
  CHECK(Random(1).uniform() == Random(1).uniform());
  CHECK(Random(1).uniform() != Random(2).uniform());
  CHECK(Random(1, 1).uniform() != Random(1, 2).uniform());
}

TEST_CASE("random: the distributions have their mean and spread") {
  Random random(7);
  constexpr int draws = 100'000;
  double exponential = 0;
  double sum = 0;
  double squares = 0;
  int third = 0;
  const std::array<double, 3> weights{1, 0, 3};
  for (int i = 0; i < draws; ++i) {
    exponential += random.exponential(4);
    const double x = random.log_normal(6, 0.5);
    sum += x;
    squares += x * x;
    const std::size_t index = random.weighted(weights);
    CHECK_MESSAGE(index != 1, "weight 0 was drawn");
    third += index == 2 ? 1 : 0;
  }
  const double mean = sum / draws;
  CHECK(exponential / draws == doctest::Approx(4).epsilon(0.02));
  CHECK(mean == doctest::Approx(6).epsilon(0.02));
  CHECK(std::sqrt(squares / draws - mean * mean) == doctest::Approx(3).epsilon(0.03));
  CHECK(third / static_cast<double>(draws) == doctest::Approx(0.75).epsilon(0.02));
}

TEST_CASE("profile: Clarington's weekday can be read") {
  const Profile profile = weekday();
  CHECK(profile.day.begin == std::chrono::minutes(8 * 60 + 30));
  CHECK(profile.arrivals.size() == 8);
  CHECK(profile.services.size() == 26);
  CHECK(profile.clerks.breaks.size() == 3);
  CHECK(profile.residents.patience.mean == std::chrono::minutes(90));
}

TEST_CASE("profile: all mistakes are told at once with line and key") {
  const auto file = std::filesystem::temp_directory_path() /
                    ("foyer-profile-" + std::to_string(::getpid()) + ".toml");
  std::ifstream good(clarington / "profiles/weekday.toml");
  std::string text((std::istreambuf_iterator<char>(good)), std::istreambuf_iterator<char>());
  const auto change = [&text](std::string_view from, std::string_view to) {
    const std::size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    text.replace(at, from.size(), to);
  };
  change("\"9:00-10:00\"", "\"8:45-10:00\"");
  change("\"pay-property-tax\"", "\"pay-propperty-tax\"");
  change("resolved = 0.84", "solved = 0.84");
  change("fr = 0.06", "de = 0.06");
  std::ofstream(file) << text;
  std::string found;
  try {
    (void)read_profile(file, site());
  } catch (const SiteMistakes& mistakes) {
    found = mistakes.what();
    CHECK(mistakes.mistakes().size() == 4);
    for (const Mistake& mistake : mistakes.mistakes()) CHECK(mistake.line > 0);
  }
  std::filesystem::remove(file);
  CAPTURE(found);
  CHECK(found.find("arrivals 2") != std::string::npos);
  CHECK(found.find("pay-propperty-tax") != std::string::npos);
  CHECK(found.find("solved") != std::string::npos);
  CHECK(found.find("de: is no language") != std::string::npos);
}

TEST_CASE("plan: a seed gives the same day and another seed another") {
  const Profile profile = weekday();
  const auto first = plan_day(profile, site().lobby, 42);
  const auto again = plan_day(profile, site().lobby, 42);
  const auto other = plan_day(profile, site().lobby, 43);
  CHECK(std::equal(first.begin(), first.end(), again.begin(), again.end(), same));
  CHECK_FALSE(std::equal(first.begin(), first.end(), other.begin(), other.end(), same));
}

TEST_CASE("plan: arrivals are in order within the day and as many as the profile says") {
  const Profile profile = weekday();
  double expected = 0;
  for (const ArrivalRate& rate : profile.arrivals) {
    expected += rate.per_hour * static_cast<double>(rate.span.length().count()) / 3'600'000.0;
  }
  constexpr int days = 200;
  std::size_t total = 0;
  for (int seed = 0; seed < days; ++seed) {
    const auto day = plan_day(profile, site().lobby, static_cast<std::uint64_t>(seed));
    total += day.size();
    Milliseconds last = profile.day.begin;
    for (const Arrival& arrival : day) {
      REQUIRE(arrival.at >= last);
      REQUIRE(arrival.at < profile.day.end);
      REQUIRE(!arrival.needs.empty());
      REQUIRE(arrival.needs.size() <= 2);
      if (arrival.needs.size() == 2) {
        REQUIRE(arrival.needs[0].service != arrival.needs[1].service);
      }
      last = arrival.at;
    }
  }
  CHECK(static_cast<double>(total) / days == doctest::Approx(expected).epsilon(0.03));
}

TEST_CASE("plan: one assumption changed leaves everybody else as they were") {
  const Profile before = weekday();
  Profile after = before;
  after.residents.two_needs = 1;
  const auto a = plan_day(before, site().lobby, 5);
  const auto b = plan_day(after, site().lobby, 5);
  REQUIRE(a.size() == b.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    CHECK(a[i].at == b[i].at);
    CHECK(a[i].needs.front().service == b[i].needs.front().service);
    CHECK(a[i].needs.front().handle == b[i].needs.front().handle);
    CHECK(a[i].patience == b[i].patience);
    CHECK(b[i].needs.size() == 2);
  }
}

}  // namespace foyer::simulation

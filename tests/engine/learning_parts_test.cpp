// The parts that learning is made of.
#include <doctest/doctest.h>

#include <cmath>
#include <numeric>

#include "engine/experience.h"
#include "engine/quantiles.h"
#include "engine/regression.h"
#include "tests/engine/random_source.h"
#include "tests/engine/town.h"

namespace foyer::test {
namespace {

double uniform(RandomSource& random) {
  return (static_cast<double>(random.below(1'000'000)) + 0.5) / 1'000'000;
}

double exponential(RandomSource& random, double mean) {
  return -std::log(uniform(random)) * mean;
}

Regression::Features any_features(RandomSource& random) {
  Regression::Features features{};
  for (double& feature : features) feature = 2 * uniform(random);
  features[0] = 1;
  return features;
}

constexpr Regression::Features only_second{0, 1};
constexpr Regression::Features truth{0.3, 0.5, -0.2, 0, 0, 0.9, 0, 0, 0.1, 0, 0.4};

double by_truth(const Regression::Features& features) {
  return std::inner_product(features.begin(), features.end(), truth.begin(), 0.0);
}

}  // namespace

TEST_CASE("quantiles: the smallest score that so many do not exceed") {
  RollingScores scores(100);
  CHECK_EQ(scores.quantile(0.5), 0);
  for (const double score : {5.0, 1.0, 4.0, 2.0, 3.0}) scores.add(score);
  // Ranks ceil(6 q): 3, 5, and where 6 would be needed the largest.
  CHECK_EQ(scores.quantile(0.5), 3);
  CHECK_EQ(scores.quantile(0.8), 5);
  CHECK_EQ(scores.quantile(0.9), 5);
  CHECK_EQ(scores.quantile(0), 1);
}

TEST_CASE("quantiles: what is old is forgotten and what was known before first") {
  RollingScores scores(3, {100, 200});
  CHECK_EQ(scores.quantile(0.99), 200);
  for (const double score : {7.0, 7.0, 1.0}) scores.add(score);
  CHECK_EQ(scores.size(), 3);
  CHECK_EQ(scores.quantile(0.99), 7);
  scores.add(2);
  scores.add(3);
  CHECK_EQ(scores.quantile(0.99), 3);
}

TEST_CASE("quantiles: four in five are kept whatever the scores are like") {
  RandomSource random(7);
  RollingScores scores(300);
  int kept = 0;
  constexpr int draws = 20'000;
  for (int i = 0; i < draws; ++i) {
    const double score = std::pow(exponential(random, 1), 3) - 5;
    if (i >= 300 && score <= scores.quantile(0.8)) ++kept;
    scores.add(score);
  }
  CHECK(kept / static_cast<double>(draws - 300) == doctest::Approx(0.8).epsilon(0.015));
}

TEST_CASE("regression: predicts by the prior until it has learnt") {
  Regression regression(only_second);
  RandomSource random(1);
  const Regression::Features features = any_features(random);
  CHECK_EQ(regression.predict(features), features[1]);
}

TEST_CASE("regression: finds the weights in noise") {
  Regression regression(only_second);
  RandomSource random(2);
  for (int i = 0; i < 20'000; ++i) {
    const auto features = any_features(random);
    regression.learn(features, by_truth(features) + uniform(random) - 0.5);
  }
  for (std::size_t i = 0; i < Regression::size; ++i) {
    INFO("weight ", i);
    CHECK(std::abs(regression.weights()[i] - truth[i]) < 0.03);
  }
}

TEST_CASE("regression: follows when the truth changes") {
  Regression regression(only_second);
  RandomSource random(3);
  for (int i = 0; i < 20'000; ++i) {
    const auto features = any_features(random);
    regression.learn(features, i < 5'000 ? by_truth(features) : 2 * by_truth(features));
  }
  const auto features = any_features(random);
  CHECK(regression.predict(features) == doctest::Approx(2 * by_truth(features)).epsilon(0.1));
}

TEST_CASE("regression: stays sane when features hardly vary for years") {
  Regression regression(only_second);
  Regression::Features same{};
  same.fill(1);
  for (int i = 0; i < 300'000; ++i) regression.learn(same, 2);
  CHECK(regression.predict(same) == doctest::Approx(2).epsilon(0.001));
  for (const double weight : regression.weights()) CHECK(std::abs(weight) < 2);
  // Twice the play forward is still about twice as long.
  Regression::Features other = same;
  other[1] = 2;
  CHECK(regression.predict(other) > 2.5);
}

TEST_CASE("experience: without any it says what the catalogue says") {
  const Site site = town();
  const Experience experience(site);
  CHECK_EQ(experience.handle_s(ServiceId{"passport"}), 600);
  CHECK_EQ(experience.handle_s(ServiceId{"property-tax"}), 300);
  CHECK_EQ(experience.handle_s(ServiceId{"unheard-of"}), 300);
  CHECK_EQ(experience.walk_s(), 0);
  CHECK(experience.rest_of_handle_s(600, 0) == doctest::Approx(600).epsilon(0.001));
  CHECK_EQ(experience.returns_per_s(BreakReason::lunch, 60), 0);
}

TEST_CASE("experience: handle times are learnt for each service and for those not yet seen") {
  const Site site = town();
  Experience experience(site);
  RandomSource random(4);
  for (int i = 0; i < 400; ++i) {
    experience.served({ServiceId{"passport"}}, 30, exponential(random, 1200));
  }
  CHECK(experience.handle_s(ServiceId{"passport"}) == doctest::Approx(1200).epsilon(0.2));
  // Everything takes twice as long here as the catalogue says, as far as anybody knows.
  CHECK(experience.handle_s(ServiceId{"property-tax"}) == doctest::Approx(600).epsilon(0.2));
  CHECK(experience.walk_s() == doctest::Approx(30).epsilon(0.02));
}

TEST_CASE("experience: needs that are served together share the time") {
  const Site site = town();
  Experience experience(site);
  for (int i = 0; i < 400; ++i) {
    experience.served({ServiceId{"passport"}, ServiceId{"property-tax"}}, 0, 450);
  }
  CHECK(experience.handle_s(ServiceId{"passport"}) == doctest::Approx(300).epsilon(0.02));
  CHECK(experience.handle_s(ServiceId{"property-tax"}) == doctest::Approx(150).epsilon(0.02));
}

TEST_CASE("experience: what is left of handling is learnt from how handling ends") {
  const Site site = town();
  Experience random_length(site);
  Experience fixed_length(site);
  RandomSource random(5);
  for (int i = 0; i < 3'000; ++i) {
    random_length.served({ServiceId{"passport"}}, 0, exponential(random, 600));
    fixed_length.served({ServiceId{"passport"}}, 0, 600);
  }
  // Exponential: as much is left after ten minutes as at the start. Fixed: nothing much.
  CHECK(random_length.rest_of_handle_s(600, 600) == doctest::Approx(600).epsilon(0.15));
  CHECK(fixed_length.rest_of_handle_s(600, 0) == doctest::Approx(600).epsilon(0.5));
  CHECK(fixed_length.rest_of_handle_s(600, 500) < 400);
}

TEST_CASE("experience: giving up is learnt as a rate") {
  const Site site = town();
  Experience experience(site);
  RandomSource random(6);
  for (int i = 0; i < 3'000; ++i) {
    experience.waited(exponential(random, 900));
    experience.left();
  }
  CHECK(1 / experience.leaves_per_s() == doctest::Approx(900).epsilon(0.3));
}

TEST_CASE("experience: breaks are learnt by reason and by how long they have gone on") {
  const Site site = town();
  Experience experience(site);
  RandomSource random(8);
  for (int i = 0; i < 2'000; ++i) {
    experience.was_on_break(BreakReason::short_break, 0, exponential(random, 300), true);
  }
  CHECK(1 / experience.returns_per_s(BreakReason::short_break, 100) ==
        doctest::Approx(300).epsilon(0.15));
  CHECK_EQ(experience.returns_per_s(BreakReason::lunch, 100), 0);
}

}  // namespace foyer::test

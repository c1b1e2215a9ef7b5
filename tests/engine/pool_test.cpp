// A day's line against what is known of it otherwise: it settles where the formulas say, and what
// it does on the way there is what its differential equations say.
#include "engine/pool.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>
#include <vector>

#include "tests/engine/random_source.h"

namespace foyer::test {
namespace {

constexpr double hour_s = 3600;

Traffic per_hour(double arrivals, double handle_min, double patience_min = INFINITY) {
  return {.arrivals_per_s = arrivals / hour_s,
          .handle_s = handle_min * 60,
          .patience_s = patience_min * 60};
}

/// The share of lobbies with k present, by Euler steps of a tenth of a second from an empty one.
std::vector<double> euler(const Traffic& traffic, int servers, double span_s, std::size_t most) {
  std::vector<double> share(most + 1, 0.0);
  share[0] = 1;
  const double step_s = 0.1;
  const double leaving = traffic.is_patient() ? 0 : 1 / traffic.patience_s;
  const auto out = [&](std::size_t k) {
    const double busy = std::min<double>(static_cast<double>(k), servers);
    return busy / traffic.handle_s + (static_cast<double>(k) - busy) * leaving;
  };
  for (int i = 0; i < static_cast<int>(span_s / step_s); ++i) {
    std::vector<double> next = share;
    for (std::size_t k = 0; k <= most; ++k) {
      const double up = k < most ? traffic.arrivals_per_s * share[k] * step_s : 0;
      const double down = out(k) * share[k] * step_s;
      next[k] -= up + down;
      if (k < most) next[k + 1] += up;
      if (k > 0) next[k - 1] += down;
    }
    share = next;
  }
  return share;
}

}  // namespace

TEST_CASE("pool: a line that goes on for long settles where Erlang says") {
  const std::array<double, 3> within_s{0, 300, 900};
  for (const Traffic& traffic : {per_hour(14, 8), per_hour(14, 8, 40), per_hour(40, 8, 30)}) {
    const int servers = 3;
    PoolOverTime pool(300);
    for (int i = 0; i < 60; ++i) pool.pass(traffic, servers, hour_s, {});
    const Met met = pool.pass(traffic, servers, hour_s, within_s);
    const auto settled = steady_queue(servers, traffic);
    CHECK_EQ(met.waiting, doctest::Approx(settled->waiting).epsilon(1e-6));
    CHECK_EQ(met.waiting_at_end, doctest::Approx(settled->waiting).epsilon(1e-6));
    for (std::size_t i = 0; i < within_s.size(); ++i) {
      CHECK_EQ(met.called_within[i],
               doctest::Approx(called_within(servers, traffic, within_s[i])).epsilon(1e-6));
    }
  }
}

TEST_CASE("pool: on the way there it is what its differential equations say") {
  const Traffic traffic = per_hour(30, 6, 20);
  PoolOverTime pool(80);
  pool.pass(traffic, 2, 1800, {});
  const auto share = euler(traffic, 2, 1800, 80);
  double waiting = 0;
  for (std::size_t k = 2; k < share.size(); ++k) waiting += share[k] * static_cast<double>(k - 2);
  CHECK_EQ(pool.waiting(2), doctest::Approx(waiting).epsilon(1e-3));
}

TEST_CASE("pool: what one half hour leaves waiting the next one finds") {
  const std::array<double, 1> within_s{600};
  PoolOverTime rush(200);
  // 30 visits of 6 minutes for 1 counter in half an hour: some 25 are left.
  const Met overloaded = rush.pass(per_hour(60, 6), 1, 1800, within_s);
  CHECK_EQ(overloaded.waiting_at_end, doctest::Approx(24).epsilon(0.03));
  CHECK(overloaded.called_within[0] < 0.4);
  PoolOverTime calm(200);
  const double before = calm.pass(per_hour(6, 6), 1, 1800, within_s).called_within[0];
  const double after = rush.pass(per_hour(6, 6), 1, 1800, within_s).called_within[0];
  CHECK(before > 0.8);
  CHECK(after < 0.05);
  // Nobody comes any more: 3 counters serve 15 in half an hour.
  const double left = rush.waiting(3);
  const Met emptied = rush.pass(per_hour(0, 6), 3, 1800, {});
  CHECK_EQ(left - emptied.waiting_at_end, doctest::Approx(15).epsilon(0.1));
}

TEST_CASE("pool: no counter calls nobody and those who wait leave in their own time") {
  const std::array<double, 2> within_s{0, 3600};
  PoolOverTime pool(100);
  const Met met = pool.pass(per_hour(20, 6, 30), 0, hour_s, within_s);
  CHECK_EQ(met.called_within[0], doctest::Approx(0));
  CHECK_EQ(met.called_within[1], doctest::Approx(0));
  // M(t)/G/inf: 20 an hour for half an hour each, 10·(1 − e^-2) after an hour.
  CHECK_EQ(met.waiting_at_end, doctest::Approx(10 * (1 - std::exp(-2.0))).epsilon(1e-6));
}

TEST_CASE("pool: one counter more is never worse over random days") {
  RandomSource random(11);
  const std::array<double, 1> within_s{900};
  for (int i = 0; i < 25; ++i) {
    PoolOverTime fewer(150);
    PoolOverTime more(150);
    const double patience = random.percent(50) ? INFINITY : 30;
    for (int half_hour = 0; half_hour < 8; ++half_hour) {
      const auto traffic = per_hour(static_cast<double>(random.between(0, 60)), 7, patience);
      const int servers = static_cast<int>(random.between(0, 6));
      const Met with_fewer = fewer.pass(traffic, servers, 1800, within_s);
      const Met with_more = more.pass(traffic, servers + 1, 1800, within_s);
      CHECK(with_more.called_within[0] >= with_fewer.called_within[0] - 1e-9);
      CHECK(with_more.waiting_at_end <= with_fewer.waiting_at_end + 1e-9);
      CHECK(with_fewer.called_within[0] >= -1e-12);
      CHECK(with_more.called_within[0] <= 1 + 1e-12);
    }
  }
}

TEST_CASE("pool: handling that varies less is as good as Pollaczek and Khinchin say") {
  // One counter, load 0.8: the line is (1 + v)/2 of that with exponential handling.
  for (const double variability : {0.5, 0.7, 0.85, 1.0}) {
    PoolOverTime pool(400, variability);
    for (int i = 0; i < 200; ++i) pool.pass(per_hour(8, 6), 1, hour_s, {});
    CHECK_EQ(pool.waiting(1), doctest::Approx(3.2 * (1 + variability) / 2).epsilon(0.02));
  }
}

TEST_CASE("pool: what newcomers meet holds where handling of two stages is drawn") {
  // Several counters, for a long time: first come, first served, as it is done.
  RandomSource random(23);
  const auto exponential = [&](double mean) {
    return -mean * std::log((static_cast<double>(random.below(1'000'000)) + 0.5) / 1e6);
  };
  for (const int servers : {2, 3, 6, 12}) {
    const double load = servers * 0.85;
    std::vector<double> free_at(static_cast<std::size_t>(servers), 0.0);
    double at = 0;
    int kept = 0;
    double waited_s = 0;
    constexpr int visits = 300'000;
    for (int i = 0; i < visits; ++i) {
      at += exponential(480 / load);
      const auto first = std::min_element(free_at.begin(), free_at.end());
      const double start = std::max(at, *first);
      waited_s += start - at;
      kept += start - at <= 300 ? 1 : 0;
      *first = start + exponential(240) + exponential(240);
    }
    const Traffic traffic{.arrivals_per_s = load / 480, .handle_s = 480};
    PoolOverTime pool(400, 0.5);
    for (int i = 0; i < 100; ++i) pool.pass(traffic, servers, hour_s, {});
    const std::array<double, 1> within_s{300};
    const Met met = pool.pass(traffic, servers, hour_s, within_s);
    CAPTURE(servers);
    CHECK_EQ(met.called_within[0], doctest::Approx(kept / double(visits)).epsilon(0.02));
    CHECK_EQ(met.waiting, doctest::Approx(waited_s / at).epsilon(0.12));
  }
}

TEST_CASE("pool: bad arguments are caught") {
  CHECK_THROWS_AS(PoolOverTime(0), std::logic_error);
  PoolOverTime pool(10);
  CHECK_THROWS_AS(pool.pass(per_hour(1, 6), 1, 0, {}), std::logic_error);
  CHECK_THROWS_AS(pool.pass(per_hour(1, 6), -1, 60, {}), std::logic_error);
  CHECK_THROWS_AS(pool.pass(per_hour(1, 0), 1, 60, {}), std::logic_error);
}

}  // namespace foyer::test

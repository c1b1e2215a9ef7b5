// The formulas against tests/data/erlang_reference.csv (published examples, named there row by
// row), against each other where one is the limit of another, and against the states of the same
// lobby solved one by one.
#include "engine/erlang.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/engine/random_source.h"

namespace foyer::test {
namespace {

struct Row {
  std::string formula;
  std::string inputs;
  std::vector<std::string> quantities;
  std::vector<std::string> values;
};

std::vector<std::string> split(const std::string& text, const std::string& separator) {
  std::vector<std::string> parts;
  std::size_t from = 0;
  for (std::size_t at = 0; (at = text.find(separator, from)) != std::string::npos;) {
    parts.push_back(text.substr(from, at - from));
    from = at + separator.size();
  }
  parts.push_back(text.substr(from));
  return parts;
}

std::vector<Row> reference() {
  std::ifstream file(FOYER_SOURCE_DIR "/tests/data/erlang_reference.csv");
  REQUIRE(file.good());
  std::vector<Row> rows;
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    const auto cells = split(line, ",");
    rows.push_back(
        {cells.at(0), cells.at(1), split(cells.at(2), " / "), split(cells.at(3), " / ")});
  }
  return rows;
}

/// "2/3" and "48/min" too.
double number(const std::string& text) {
  const auto parts = split(text, "/");
  const double value = std::stod(parts[0]);
  return parts.size() > 1 && std::isdigit(parts[1][0]) ? value / std::stod(parts[1]) : value;
}

struct Inputs {
  int servers = 0;
  Traffic traffic;
  double within_s = 0;
};

/// "N=21 57 calls/h AHT=1110s SL180": the words of the file, each once.
Inputs inputs_of(const Row& row) {
  Inputs in;
  in.traffic.handle_s = 1;
  double load = -1;
  const auto words = split(row.inputs, " ");
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto pair = split(words[i], "=");
    const std::string& key = pair[0];
    const double value = pair.size() > 1 ? number(pair[1]) : 0;
    if (key == "N") in.servers = static_cast<int>(value);
    if (key == "A") load = value;
    if (key == "AHT") in.traffic.handle_s = value;
    if (key == "patience") in.traffic.patience_s = value;
    if (key == "mu") in.traffic.handle_s = 1 / value;
    if (key == "theta") in.traffic.patience_s = 1 / value;
    if (key == "lambda") {
      in.traffic.arrivals_per_s = pair[1].find("/min") != std::string::npos ? value / 60 : value;
    }
    if (key == "calls/h") in.traffic.arrivals_per_s = std::stod(words[i - 1]) / 3600;
  }
  if (load >= 0) in.traffic.arrivals_per_s = load / in.traffic.handle_s;
  return in;
}

double computed(const Row& row, const std::string& quantity) {
  const Inputs in = inputs_of(row);
  if (quantity == "B") return erlang_b(in.servers, in.traffic.load());
  const auto queue = steady_queue(in.servers, in.traffic);
  REQUIRE(queue);
  if (quantity == "Pw") return queue->delayed;
  if (quantity == "ASA") return queue->mean_wait_s;
  if (quantity == "Lq") return queue->waiting;
  if (quantity == "Pab") return queue->leaves;
  if (quantity == "util") return queue->utilisation;
  if (quantity == "p90 wait") return wait_quantile_s(in.servers, in.traffic, 0.9).value();
  if (quantity.starts_with("SL")) {
    return called_within(in.servers, in.traffic, std::stod(quantity.substr(2)));
  }
  throw std::invalid_argument("the file has a quantity that is not known: " + quantity);
}

/// Half a unit of the last digit that is printed.
void check_to_its_digits(double value, const std::string& printed) {
  const double expected = std::stod(printed);
  const std::string digits = split(printed, " ")[0];
  const std::size_t point = digits.find('.');
  const auto places = point == std::string::npos ? 0 : digits.size() - point - 1;
  const double half = 0.5 * std::pow(10.0, -static_cast<double>(places));
  CHECK_MESSAGE(std::abs(value - expected) <= half * (1 + 1e-9), value, " is not ", printed);
}

/// The same lobby by its balance equations, state by state in logarithms: no recursion of Erlang's.
struct Solved {
  double delayed = 0;
  double waiting = 0;
  double leaves = 0;
  double utilisation = 0;
};

Solved solve(int servers, double arrivals, double rate, double leaving) {
  std::vector<double> log_weight{0};
  double most = 0;
  for (int k = 1; k < 2'000'000; ++k) {
    const double out = std::min(k, servers) * rate + std::max(0, k - servers) * leaving;
    log_weight.push_back(log_weight.back() + std::log(arrivals) - std::log(out));
    most = std::max(most, log_weight.back());
    if (k > servers && log_weight.back() < most - 80) break;
  }
  double all = 0;
  Solved solved;
  double busy = 0;
  for (std::size_t i = 0; i < log_weight.size(); ++i) {
    const int k = static_cast<int>(i);
    const double share = std::exp(log_weight[i] - most);
    all += share;
    busy += share * std::min(k, servers);
    if (k < servers) continue;
    solved.delayed += share;
    solved.waiting += share * (k - servers);
  }
  solved.delayed /= all;
  solved.waiting /= all;
  solved.leaves = leaving * solved.waiting / arrivals;
  solved.utilisation = busy / all / servers;
  return solved;
}

/// P(V <= t) by the states, and in each the sum of exponentials by its density on a fine grid: the
/// k-th of the line waits for k + 1 departures.
double solved_called_within(int servers, const Traffic& traffic, double within_s) {
  const double rate = 1 / traffic.handle_s;
  const double leaving = traffic.is_patient() ? 0 : 1 / traffic.patience_s;
  constexpr int steps = 20'000;
  const double step_s = within_s / steps;
  // not_yet[k]: one with k before it is not called so far. Classical Runge-Kutta of fourth order.
  constexpr std::size_t line_max = 120;
  std::vector<double> not_yet(line_max, 1.0);
  const auto slope = [&](const std::vector<double>& at) {
    std::vector<double> change(line_max);
    for (std::size_t k = 0; k < line_max; ++k) {
      const double out = servers * rate + static_cast<double>(k) * leaving;
      change[k] = out * ((k == 0 ? 0 : at[k - 1]) - at[k]);
    }
    return change;
  };
  const auto along = [](const std::vector<double>& from, const std::vector<double>& by, double h) {
    std::vector<double> to = from;
    for (std::size_t k = 0; k < to.size(); ++k) to[k] += h * by[k];
    return to;
  };
  for (int i = 0; i < steps / 20; ++i) {
    const double h = 20 * step_s;
    const auto a = slope(not_yet);
    const auto b = slope(along(not_yet, a, h / 2));
    const auto c = slope(along(not_yet, b, h / 2));
    const auto d = slope(along(not_yet, c, h));
    for (std::size_t k = 0; k < line_max; ++k) {
      not_yet[k] += h / 6 * (a[k] + 2 * b[k] + 2 * c[k] + d[k]);
    }
  }
  double all = 0;
  double late = 0;
  double weight = 1;
  for (int k = 0; k < servers + static_cast<int>(line_max); ++k) {
    if (k > 0) {
      weight *= traffic.arrivals_per_s /
                (std::min(k, servers) * rate + std::max(0, k - servers) * leaving);
    }
    all += weight;
    if (k >= servers) late += weight * not_yet[static_cast<std::size_t>(k - servers)];
  }
  return 1 - late / all;
}

Traffic traffic(double arrivals, double handle, double patience) {
  return {.arrivals_per_s = arrivals, .handle_s = handle, .patience_s = patience};
}

double draw(RandomSource& random, double from, double to) {
  return from + (to - from) * static_cast<double>(random.between(0, 1'000'000)) / 1e6;
}

}  // namespace

TEST_CASE("erlang: every value of the reference to its printed digits") {
  int checked = 0;
  for (const Row& row : reference()) {
    CAPTURE(row.formula);
    CAPTURE(row.inputs);
    REQUIRE_EQ(row.quantities.size(), row.formula == "HalfinWhitt" ? 1 : row.values.size());
    for (std::size_t i = 0; i < row.values.size(); ++i) {
      if (row.formula == "HalfinWhitt") {
        const double beta = std::stod(split(split(row.inputs, "=")[1], " / ")[i]);
        check_to_its_digits(halfin_whitt_delayed(beta), row.values[i]);
      } else {
        CAPTURE(row.quantities[i]);
        check_to_its_digits(computed(row, row.quantities[i]), row.values[i]);
      }
      ++checked;
    }
  }
  CHECK_EQ(checked, 28);
}

TEST_CASE("erlang: worked examples with whole fractions") {
  // Gross and Harris, the eye clinic: 3 ophthalmologists, load 2: Lq = 8/9.
  const auto clinic = steady_queue(3, traffic(6, 1.0 / 3, INFINITY));
  CHECK_EQ(clinic->waiting, doctest::Approx(8.0 / 9).epsilon(1e-12));
  // Hillier and Lieberman, County Hospital: 2 doctors, 2 patients an hour, 3 an hour each:
  // Lq = 1/12, Wq = 1/24 h.
  const auto hospital = steady_queue(2, traffic(2 / 3600.0, 1200, INFINITY));
  CHECK_EQ(hospital->waiting, doctest::Approx(1.0 / 12).epsilon(1e-12));
  CHECK_EQ(hospital->mean_wait_s, doctest::Approx(3600.0 / 24).epsilon(1e-12));
  // One counter that nobody may wait at is Erlang's own: B(1, A) = A/(1 + A).
  CHECK_EQ(erlang_b(1, 3), doctest::Approx(0.75).epsilon(1e-15));
}

TEST_CASE("erlang: random lobbies against their balance equations") {
  RandomSource random(20261126);
  for (int i = 0; i < 400; ++i) {
    const int servers = static_cast<int>(random.between(1, 60));
    const double rate = draw(random, 0.1, 5);
    const bool patient = random.percent(30);
    const double load = servers * draw(random, 0.05, patient ? 0.97 : 3.0);
    const double leaving = patient ? 0 : rate * std::pow(10, draw(random, -3, 2));
    CAPTURE(i);
    CAPTURE(servers);
    CAPTURE(load);
    CAPTURE(leaving / rate);
    const auto queue =
        steady_queue(servers, traffic(load * rate, 1 / rate, patient ? INFINITY : 1 / leaving));
    REQUIRE(queue);
    const Solved solved = solve(servers, load * rate, rate, leaving);
    CHECK_EQ(queue->delayed, doctest::Approx(solved.delayed).epsilon(1e-9));
    CHECK_EQ(queue->waiting, doctest::Approx(solved.waiting).epsilon(1e-9));
    CHECK_EQ(queue->leaves, doctest::Approx(solved.leaves).epsilon(1e-9));
    CHECK_EQ(queue->utilisation, doctest::Approx(solved.utilisation).epsilon(1e-9));
    // Who comes is served or leaves; Little's law.
    CHECK_EQ(queue->mean_wait_s * load * rate, doctest::Approx(queue->waiting).epsilon(1e-12));
    CHECK_EQ(queue->utilisation * servers, doctest::Approx(load * (1 - queue->leaves)));
  }
}

TEST_CASE("erlang: the share called in time against the states solved one by one") {
  RandomSource random(7);
  for (int i = 0; i < 40; ++i) {
    const int servers = static_cast<int>(random.between(1, 12));
    const bool patient = i % 4 == 0;
    const double load = servers * draw(random, 0.3, patient ? 0.8 : 1.3);
    const Traffic some = traffic(load, 1, patient ? INFINITY : draw(random, 0.3, 6));
    const double within_s = draw(random, 0.05, 4);
    CAPTURE(i);
    CAPTURE(servers);
    CAPTURE(load);
    CAPTURE(some.patience_s);
    CAPTURE(within_s);
    CHECK_EQ(called_within(servers, some, within_s),
             doctest::Approx(solved_called_within(servers, some, within_s)).epsilon(1e-6));
  }
}

TEST_CASE("erlang: A becomes C with endless patience and B with none") {
  for (const int servers : {1, 4, 30, 400}) {
    const double load = 0.9 * servers;
    const auto endless = steady_queue(servers, traffic(load, 1, INFINITY));
    const auto long_patience = steady_queue(servers, traffic(load, 1, 1e9));
    CHECK_EQ(long_patience->delayed, doctest::Approx(endless->delayed).epsilon(1e-5));
    CHECK_EQ(long_patience->waiting, doctest::Approx(endless->waiting).epsilon(1e-5));
    CHECK_EQ(
        called_within(servers, traffic(load, 1, 1e9), 0.5),
        doctest::Approx(called_within(servers, traffic(load, 1, INFINITY), 0.5)).epsilon(1e-5));
    const auto none = steady_queue(servers, traffic(load, 1, 1e-9));
    const double blocked = erlang_b(servers, load);
    CHECK_EQ(none->leaves, doctest::Approx(blocked).epsilon(1e-5));
    CHECK_EQ(none->delayed, doctest::Approx(blocked).epsilon(1e-5));
    CHECK_EQ(*erlang_c(servers, load), doctest::Approx(blocked / (1 - 0.9 * (1 - blocked))));
  }
}

TEST_CASE("erlang: thousands of counters lose no precision") {
  // Halfin and Whitt is the limit of many counters: at n = A + √A it is near already.
  for (const double load : {900.0, 2500.0, 8100.0}) {
    const int servers = static_cast<int>(load + std::sqrt(load));
    CHECK_EQ(*erlang_c(servers, load), doctest::Approx(halfin_whitt_delayed(1)).epsilon(0.02));
  }
  CHECK_FALSE(erlang_c(3000, 3000));
  const double nearly = *erlang_c(3000, 2999.999);
  CHECK(nearly > 0.999);
  CHECK(nearly < 1);
  // Twice too much for a thousand counters: half leaves, whatever the patience.
  const auto flooded = steady_queue(1000, traffic(2000, 1, 20));
  CHECK_EQ(flooded->leaves, doctest::Approx(0.5).epsilon(1e-6));
  CHECK_EQ(flooded->waiting, doctest::Approx(20'000).epsilon(1e-6));
  CHECK_EQ(flooded->utilisation, doctest::Approx(1).epsilon(1e-9));
  // Far more counters than anybody needs.
  CHECK_EQ(steady_queue(5000, traffic(1, 1, 3))->delayed, 0);
  CHECK_EQ(called_within(5000, traffic(1, 1, 3), 0), 1);
}

TEST_CASE("erlang: one counter more never makes it worse and one arrival more never better") {
  for (const double patience : {double(INFINITY), 8.0, 0.7}) {
    double before_delayed = 1;
    double before_within = 0;
    for (int servers = 6; servers < 40; ++servers) {
      const auto queue = steady_queue(servers, traffic(5.5, 1, patience));
      CHECK(queue->delayed < before_delayed);
      const double within = called_within(servers, traffic(5.5, 1, patience), 0.4);
      CHECK(within >= before_within);
      before_delayed = queue->delayed;
      before_within = within;
    }
    for (double load = 0.5; load < 5.5; load += 0.5) {
      CHECK(called_within(6, traffic(load, 1, patience), 0.4) >
            called_within(6, traffic(load + 0.25, 1, patience), 0.4));
    }
  }
}

TEST_CASE("erlang: the fewest counters that keep a standard and the time they take for it") {
  // 17 calls at once of 180 s need 14 counters for 80 % in 20 s: with 13 it is 76.6 %.
  const Traffic calls = traffic(10 / 180.0, 180, INFINITY);
  CHECK_EQ(servers_needed(calls, 20, 0.8), 14);
  CHECK(called_within(13, calls, 20) < 0.8);
  CHECK_EQ(servers_needed(traffic(0, 180, INFINITY), 20, 0.8), 0);
  CHECK_EQ(servers_needed(traffic(1e-6, 180, INFINITY), 20, 0.8), 1);
  CHECK_FALSE(servers_needed(traffic(20'000, 1, INFINITY), 1, 0.9));
  for (const double patience : {double(INFINITY), 300.0}) {
    const Traffic some = traffic(10 / 180.0, 180, patience);
    const double p90_s = wait_quantile_s(11, some, 0.9).value();
    CHECK(p90_s > 0);
    CHECK_EQ(called_within(11, some, p90_s), doctest::Approx(0.9).epsilon(1e-9));
  }
  CHECK_EQ(wait_quantile_s(40, calls, 0.9), 0.0);
  CHECK_FALSE(wait_quantile_s(10, calls, 0.9));
  CHECK_EQ(called_within(10, calls, 1e6), 0);
}

TEST_CASE("erlang: bad arguments are caught") {
  CHECK_THROWS_AS((void)erlang_b(-1, 1), std::logic_error);
  CHECK_THROWS_AS((void)erlang_b(servers_max + 1, 1), std::logic_error);
  CHECK_THROWS_AS((void)erlang_b(1, -1), std::logic_error);
  CHECK_THROWS_AS((void)erlang_b(1, NAN), std::logic_error);
  CHECK_THROWS_AS((void)steady_queue(1, traffic(1, 0, 1)), std::logic_error);
  CHECK_THROWS_AS((void)steady_queue(1, traffic(1, 1, 0)), std::logic_error);
  CHECK_THROWS_AS((void)steady_queue(1, traffic(INFINITY, 1, 1)), std::logic_error);
  CHECK_THROWS_AS((void)called_within(1, traffic(1, 1, 1), -1), std::logic_error);
  CHECK_THROWS_AS((void)wait_quantile_s(2, traffic(1, 1, 1), 1), std::logic_error);
  CHECK_THROWS_AS((void)servers_needed(traffic(1, 1, 1), 1, -0.1), std::logic_error);
  CHECK_THROWS_AS((void)halfin_whitt_delayed(0), std::logic_error);
  // What is no bug but the world: nobody at the counters, or too few of them.
  CHECK_FALSE(erlang_c(0, 0.5));
  CHECK_EQ(steady_queue(0, traffic(2, 1, 3))->waiting, doctest::Approx(6));
  CHECK_FALSE(steady_queue(1, traffic(1e6, 1, 1e6)));
}

}  // namespace foyer::test

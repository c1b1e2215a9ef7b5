// The benchmarks behind `foyer bench`. Each starts what it measures, and what it is compared with,
// in the same run on the same disk; docs/BENCHMARKS.md says how to read the figures.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "bench/figures.h"
#include "bench/yard.h"

namespace foyer::bench {

struct Options {
  std::filesystem::path site;
  std::filesystem::path server;  ///< The program foyer-queue-server.
  /// Only shows that everything works: small counts, figures that mean nothing.
  bool smoke = false;
  std::function<void(const std::string&)> say = [](const std::string&) {};
};

/// Round trip of an acknowledged issue_ticket, beside a raw CURVE round trip and a raw commit.
Figures bench_round_trip(const Options& options);
/// Acknowledged commands per second from 16 clients.
Figures bench_throughput(const Options& options);
/// From starting the program to its first answer, after a day of 10,000 visits.
Figures bench_restart(const Options& options);
/// A full forecast of the waits of a full lobby.
Figures bench_forecast(const Options& options);
/// Search over 2,000 articles of knowledge.
Figures bench_knowledge(const Options& options);

struct Benchmark {
  std::string_view name;
  std::string_view what;
  Figures (*run)(const Options&);
};

/// In the order in which they run.
[[nodiscard]] const std::vector<Benchmark>& benchmarks();

}  // namespace foyer::bench

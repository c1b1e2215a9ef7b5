#include "bench/bench.h"

namespace foyer::bench {

const std::vector<Benchmark>& benchmarks() {
  static const std::vector<Benchmark> all{
      {"round-trip", "issue_ticket from sending to acknowledged", bench_round_trip},
      {"throughput", "acknowledged commands per second, 16 clients", bench_throughput},
      {"restart", "time to the first answer after a day of 10,000 visits", bench_restart},
      {"forecast", "all waits of a lobby with 300 waiting and 30 counters", bench_forecast},
      {"knowledge", "search over 2,000 articles", bench_knowledge},
  };
  return all;
}

}  // namespace foyer::bench

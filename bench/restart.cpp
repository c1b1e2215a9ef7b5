#include <numeric>
#include <zmq.hpp>

#include "bench/bench.h"
#include "bench/load.h"

namespace foyer::bench {
namespace {

using Steady = std::chrono::steady_clock;

double milliseconds_since(Steady::time_point start) {
  return std::chrono::duration<double, std::milli>(Steady::now() - start).count();
}

void play_day(const Options& options, const Yard& yard) {
  const std::int64_t visits = options.smoke ? 200 : 10'000;
  const auto services = ticket_services(yard.site().lobby);
  zmq::context_t context;
  std::vector<Worker> workers = make_workers(context, yard, services, 32);
  drive(workers, [&workers, visits] {
    const auto add = [](std::int64_t total, const Worker& worker) {
      return total + worker.issued();
    };
    return std::accumulate(workers.begin(), workers.end(), std::int64_t{0}, add) >= visits;
  });
  drain(workers);
}

}  // namespace

Figures bench_restart(const Options& options) {
  options.say("a day of 10,000 visits, then a power cut");
  Yard yard({options.site, options.server, 16});
  yard.start();
  play_day(options, yard);
  double first_answer_ms = 0;
  double first_snapshot_ms = 0;
  constexpr int restarts = 5;
  for (int i = 0; i < restarts; ++i) {
    yard.kill();
    zmq::context_t context;
    Caller caller(context, yard.counters().front());
    const auto start = Steady::now();
    yard.start();
    caller.ask(protocol::GetSession{});
    first_answer_ms = std::max(first_answer_ms, milliseconds_since(start));
    caller.ask(protocol::GetSnapshot{});
    first_snapshot_ms = std::max(first_snapshot_ms, milliseconds_since(start));
  }
  return {{"restart_first_answer", "restart after 10,000 visits to the first answer (slowest of 5)",
           first_answer_ms, "ms", Aim{1000, Better::lower}},
          {"restart_first_snapshot",
           "  and to the first snapshot of the lobby",
           first_snapshot_ms,
           "ms",
           {}}};
}

}  // namespace foyer::bench

#include <fmt/format.h>

#include <zmq.hpp>

#include "bench/bench.h"
#include "bench/load.h"

namespace foyer::bench {
namespace {

using Steady = std::chrono::steady_clock;

struct Mode {
  std::string name;
  std::string what;
  std::size_t outstanding = 1;
  double aim = 0;
};

std::int64_t sum(const std::vector<Worker>& workers, std::int64_t (Worker::*number)() const) {
  std::int64_t total = 0;
  for (const Worker& worker : workers) total += (worker.*number)();
  return total;
}

void run_for(std::vector<Worker>& workers, Steady::duration span, double& per_second) {
  const auto start = Steady::now();
  const auto end = start + span;
  const std::int64_t count = drive(workers, [end] { return Steady::now() >= end; });
  per_second =
      static_cast<double>(count) / std::chrono::duration<double>(Steady::now() - start).count();
}

Figures measure(const Options& options, const Mode& mode) {
  options.say(mode.what);
  Yard yard({options.site, options.server, 16});
  yard.start();
  const auto services = ticket_services(yard.site().lobby);
  zmq::context_t context;
  std::vector<Worker> workers = make_workers(context, yard, services, mode.outstanding);
  const auto span = options.smoke ? std::chrono::milliseconds(300) : std::chrono::seconds(5);
  double per_second = 0;
  run_for(workers, span / 3, per_second);  // The lobby fills, caches warm up.
  const Usage before = usage_of(yard.server());
  run_for(workers, span, per_second);
  const Usage after = usage_of(yard.server());
  drain(workers);
  const std::int64_t refused = sum(workers, &Worker::refused);
  if (refused > 0) throw std::runtime_error(fmt::format("{} commands were refused", refused));
  const double span_s = std::chrono::duration<double>(span).count();
  return {{mode.name, mode.what, per_second, "1/s", Aim{mode.aim, Better::higher}},
          {mode.name + "_server_cpu",
           "  processor time of the server for each of them",
           1e6 * (after.cpu_s - before.cpu_s) / (per_second * span_s),
           "us",
           {}},
          {mode.name + "_server_pss",
           "  memory of the server after it (PSS)",
           after.pss_mb,
           "MiB",
           {}}};
}

}  // namespace

Figures bench_throughput(const Options& options) {
  Figures figures;
  for (const Mode& mode :
       {Mode{"commands_per_second", "acknowledged commands, 16 clients, 1 outstanding each", 1,
             15'000},
        Mode{"commands_per_second_pipelined",
             "acknowledged commands, 16 clients, 32 outstanding each", 32, 40'000}}) {
    for (Figure& figure : measure(options, mode)) figures.push_back(std::move(figure));
  }
  return figures;
}

}  // namespace foyer::bench

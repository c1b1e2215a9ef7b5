#include "bench/load.h"

#include <algorithm>
#include <stdexcept>
#include <zmq.hpp>

namespace foyer::bench {
namespace {

constexpr std::chrono::milliseconds silent_most{30'000};

class Loop {
 public:
  explicit Loop(std::vector<Worker>& workers) : workers_(workers) {
    for (Worker& worker : workers) items_.push_back({worker.caller().handle(), 0, ZMQ_POLLIN, 0});
  }

  /// Waits for answers and takes them; how many.
  std::int64_t round() {
    if (zmq::poll(items_, silent_most) == 0) throw std::runtime_error("the server is silent");
    std::int64_t count = 0;
    // The server commits in groups: more is there, or will be when these are taken.
    for (Worker& worker : workers_) {
      const std::size_t taken = worker.take();
      if (taken == 0) continue;
      count += static_cast<std::int64_t>(taken);
      worker.fill();
    }
    return count;
  }

 private:
  std::vector<Worker>& workers_;
  std::vector<zmq::pollitem_t> items_;
};

}  // namespace

std::int64_t drive(std::vector<Worker>& workers, const std::function<bool()>& done) {
  Loop loop(workers);
  for (Worker& worker : workers) worker.fill();
  std::int64_t count = 0;
  while (!done()) count += loop.round();
  return count;
}

void drain(std::vector<Worker>& workers) {
  Loop loop(workers);
  for (Worker& worker : workers) worker.stop();
  const auto idle = [](const Worker& worker) { return worker.idle(); };
  while (!std::all_of(workers.begin(), workers.end(), idle)) loop.round();
}

}  // namespace foyer::bench

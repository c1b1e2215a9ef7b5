// One client of the throughput benchmark: at a counter of its own it takes tickets, calls, serves,
// finishes, and some visitors leave, such that the lobby stays as full as it was made.
#pragma once

#include <cstdint>
#include <deque>
#include <string_view>
#include <vector>

#include "bench/caller.h"
#include "engine/site.h"
#include "simulation/random.h"

namespace foyer::bench {

struct WorkerOptions {
  CounterId counter;
  std::size_t outstanding = 1;  ///< Requests under way at once.
  std::size_t waiting = 20;     ///< Own visits in the lobby.
  std::uint64_t seed = 1;
};

class Worker {
 public:
  /// `services`: those that get a ticket.
  Worker(Caller caller, const std::vector<const Service*>& services, WorkerOptions options);

  /// Sends as much as may be under way.
  void fill();
  /// Takes all answers that are there; how many.
  std::size_t take();
  /// Sends nothing more.
  void stop() { stopped_ = true; }
  [[nodiscard]] bool idle() const { return under_way_.empty(); }
  [[nodiscard]] Caller& caller() { return caller_; }
  [[nodiscard]] std::int64_t issued() const { return issued_; }
  [[nodiscard]] std::int64_t refused() const { return refused_; }

 private:
  enum class Kind { issue, call, serve, finish, leave };
  struct Visitor {
    VisitId visit;
    std::size_t needs = 1;
  };
  struct UnderWay {
    Kind kind{};
    std::size_t needs = 0;  ///< Of a ticket that is asked for.
  };

  void send_next();
  void issue();
  void send(Kind kind, const Command& command, std::size_t needs = 0);
  [[nodiscard]] Finish finish_for(const Visitor& visitor) const;
  void answered(const UnderWay& request, std::string_view text);

  Caller caller_;
  const std::vector<const Service*>& services_;
  WorkerOptions options_;
  simulation::Random random_;
  std::deque<UnderWay> under_way_;  ///< In order; the answers come in the same.
  std::deque<Visitor> visitors_;    ///< Known and not yet called.
  std::deque<Command> script_;      ///< What is to be sent next.
  std::size_t asked_for_ = 0;       ///< Tickets under way.
  bool stopped_ = false;
  std::int64_t issued_ = 0;
  std::int64_t refused_ = 0;
};

/// A worker at every counter: signed in, counter open, lobby filled.
[[nodiscard]] std::vector<Worker> make_workers(zmq::context_t& context, const class Yard& yard,
                                               const std::vector<const Service*>& services,
                                               std::size_t outstanding);

/// The services of a site that get a ticket.
[[nodiscard]] std::vector<const Service*> ticket_services(const Site& site);

}  // namespace foyer::bench

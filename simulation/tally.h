// What happened, counted from the events that the server publishes, and told in simulated time.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/event.h"

namespace foyer::simulation {

/// A ticket that the server has acknowledged to a resident of the simulation.
struct Acknowledged {
  VisitId visit;
  std::string ticket;
};

struct Report {
  std::vector<Acknowledged> acknowledged;
  int issued = 0;  ///< In the whole lobby: tickets that others took count as well.
  int served = 0;  ///< Visits that were served and are over.
  int left = 0;
  int no_shows = 0;
  int closed_out = 0;
  Milliseconds wait_mean{};  ///< Arrival to first call.
  Milliseconds wait_p90{};
  Milliseconds handle_mean{};  ///< Start of serving to its end, once per stay at a counter.
  std::map<RefusalCode, int> refusals;
  std::vector<std::string> problems;  ///< What kept a clerk or a device from working.
};

/// A few lines for people.
[[nodiscard]] std::string to_text(const Report& report);

class Tally {
 public:
  /// `speed`: how many simulated seconds go by in a second of the events' time.
  explicit Tally(double speed) : speed_(speed) {}

  void count(const Event& event);
  void count_acknowledged(Acknowledged ticket) { acknowledged_.push_back(std::move(ticket)); }
  void count_refusal(RefusalCode code) { ++refusals_[code]; }
  void add_problem(std::string problem) { problems_.push_back(std::move(problem)); }

  [[nodiscard]] Report report() const;
  [[nodiscard]] int issued() const { return issued_; }
  [[nodiscard]] int served() const { return served_; }
  [[nodiscard]] Milliseconds wait_mean() const;
  [[nodiscard]] int gone() const { return left_ + no_shows_; }

 private:
  struct Presence {
    Instant arrived_at;
    bool called = false;
    std::optional<Instant> serving_since;
    int needs_open = 0;
    bool served = false;
  };

  void count(const TicketIssued& issued, Instant at);
  void count(const NeedFinished& finished, Instant at);
  void called(VisitId visit, Instant at);
  /// `late`: it had been forgotten, so how long it was served is not counted.
  void left_counter(VisitId visit, Instant at, bool late);

  double speed_;
  std::map<VisitId, Presence> present_;
  std::vector<Milliseconds> waits_;
  std::vector<Milliseconds> handles_;
  std::vector<Acknowledged> acknowledged_;
  int issued_ = 0;
  int served_ = 0;
  int left_ = 0;
  int no_shows_ = 0;
  int closed_out_ = 0;
  std::map<RefusalCode, int> refusals_;
  std::vector<std::string> problems_;
};

/// The smallest value that at least `share` of the values do not exceed; 0 of none.
[[nodiscard]] Milliseconds quantile(std::vector<Milliseconds> values, double share);

}  // namespace foyer::simulation

// A pool of counters with one line, over a day on which arrivals and counters change: what one half
// hour leaves waiting, the next one finds. The states of the lobby are solved as they are, without
// the assumption that each half hour settles by itself. Numbers in, numbers out; deterministic.
#pragma once

#include <span>
#include <vector>

#include "engine/erlang.h"

namespace foyer {

/// What those meet who come within a span.
struct Met {
  /// Share that is called in time if they stay and the counters remain as they are; one for each
  /// span of time that was asked for.
  std::vector<double> called_within;
  double waiting = 0;         ///< Mean number in the line over the span.
  double waiting_at_end = 0;  ///< Mean number in the line at the end of it.
};

/// The Markov chain M(t)/M/c(t)+M, from an empty lobby, by uniformization.
/// Source: Jensen, Markoff chains as an aid in the study of Markoff processes, Skandinavisk
/// Aktuarietidskrift 36 (1953); compared with the usual approximations, and taken as the exact
/// answer, in Ingolfsson et al., A survey and experimental comparison of
/// service-level-approximation methods for nonstationary M(t)/M/s(t) queueing systems, INFORMS
/// Journal on Computing 19 (2007).
class PoolOverTime {
 public:
  /// At most `present_max` people, 1 to 5000; who comes beyond that is not counted. Time and memory
  /// of a step grow with it. `variability`: the variance of handling as a share of its mean
  /// squared; below 0.5 is taken as 0.5, above 1 as 1.
  explicit PoolOverTime(int present_max, double variability = 1);

  /// Lets `span_s` > 0 seconds pass with so many counters (0 to servers_max). Who is at a counter
  /// that closes goes back to the head of the line. `within_s`: >= 0 each.
  Met pass(const Traffic& traffic, int servers, double span_s, std::span<const double> within_s);

  /// Mean number in the line with so many counters.
  [[nodiscard]] double waiting(int servers) const;

 private:
  /// What there is to know of each state while so many counters are open.
  struct States {
    std::vector<double> out_per_s;  ///< Stages that end, by handling or by leaving.
    std::vector<double> late_from;  ///< How likely a newcomer finds every counter busy,
    std::vector<std::size_t> ends;  ///< and after how many stages one is free; at least 1.
  };

  [[nodiscard]] double in_line(std::size_t stages, int servers) const;
  [[nodiscard]] std::vector<double> people_served(double load, int servers) const;
  [[nodiscard]] States look_at_states(const Traffic& traffic, int servers, std::size_t most) const;
  void step(const Traffic& traffic, const States& states, double step_s, std::size_t most);
  [[nodiscard]] std::size_t reach(const Traffic& traffic, double span_s) const;

  double two_stages_ = 0;      ///< Share of people whose handling has two.
  double stages_ = 1;          ///< Mean of a person's stages,
  double stages_left_ = 1;     ///< and of one's who is being served.
  std::vector<double> share_;  ///< By the number of stages present. Invariant: sums to 1.
  std::size_t top_ = 0;        ///< The most stages of which there is any chance worth the name.
  std::vector<double> next_;
  std::vector<double> sum_;
};

}  // namespace foyer

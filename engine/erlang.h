// The stationary formulas of staffing: Erlang B, C and A, and what Halfin and Whitt make of many
// counters. Numbers in, numbers out; knows nothing of visits. docs/STAFFING.md has the derivations
// and every value against its source. A bad argument is a bug of the caller: a FOYER_ASSERT.
#pragma once

#include <limits>
#include <optional>

namespace foyer {

/// How many counters the formulas take at most.
inline constexpr int servers_max = 10'000;

/// What comes to a group of counters, as rates: a Poisson stream, exponential handling, and each
/// who waits has an exponential patience. Infinite patience: nobody leaves.
struct Traffic {
  double arrivals_per_s = 0;                                    ///< >= 0.
  double handle_s = 0;                                          ///< Mean; > 0.
  double patience_s = std::numeric_limits<double>::infinity();  ///< Mean; > 0.

  /// The offered load in Erlangs: how many counters would be busy if there were enough.
  [[nodiscard]] double load() const { return arrivals_per_s * handle_s; }
  [[nodiscard]] bool is_patient() const {
    return patience_s == std::numeric_limits<double>::infinity();
  }
};

/// A group of counters that has settled. Shares are 0 to 1.
struct SteadyQueue {
  double delayed = 0;      ///< Share that finds every counter busy.
  double waiting = 0;      ///< Mean number in the line.
  double mean_wait_s = 0;  ///< Of all that come: those who need not wait and who leave, too.
  double leaves = 0;       ///< Share that gives up.
  double utilisation = 0;  ///< Share of the counters' time that is handling.
};

/// Share of arrivals that find all `servers` busy where nobody can wait (M/M/n/n).
/// B(0) = 1, B(n) = A·B(n−1) / (n + A·B(n−1)). 0 <= servers <= servers_max, load >= 0, finite.
/// Source: Erlang 1917; the recursion as in Jagerman, Bell System Technical Journal 53 (1974).
[[nodiscard]] double erlang_b(int servers, double load);

/// Share of arrivals that must wait where everybody waits (M/M/n). Nothing where load >= servers:
/// the line grows for ever. C = n·B / (n − A·(1 − B)).
/// Source: Erlang 1917; Gross and Harris, Fundamentals of Queueing Theory, section 2.3.
[[nodiscard]] std::optional<double> erlang_c(int servers, double load);

/// What `servers` counters make of `traffic` once it has gone on for long: Erlang C where nobody
/// leaves, else Erlang A (M/M/n+M), which settles under any load. Nothing where it never settles,
/// or as good as never: where the load is above `servers` by more than 10^7 handlings a patience.
/// Over the states above n the line is S = Σ k>=0 Π j=1..k λ/(nμ + jθ); then delayed is
/// 1 / (1 + (1/B − 1)/S), and leaves is θ·waiting/λ.
/// Source: Palm 1957; Garnett, Mandelbaum and Reiman, Designing a call center with impatient
/// customers, Manufacturing & Service Operations Management 4 (2002), section 2.
[[nodiscard]] std::optional<SteadyQueue> steady_queue(int servers, const Traffic& traffic);

/// Share of arrivals that are, or would be if they stayed, called within `within_s` seconds: the
/// wait that the counters offer. (A share that counted leaving as kept would be best where
/// everybody leaves.) 0 where it never settles. Of the wait V of one who must wait,
/// P(V > t) = exp(−nμt + λ(1 − e^(−θt))/θ) · S(λe^(−θt)) / S(λ); for θ = 0 it is e^(−(nμ − λ)t).
/// Source: Zeltyn and Mandelbaum, Call centers with impatient customers, Queueing Systems 51
/// (2005), section 3, with exponential patience; derived in docs/STAFFING.md.
[[nodiscard]] double called_within(int servers, const Traffic& traffic, double within_s);

/// The shortest time within which a share of arrivals is called, in seconds; 0 <= share < 1.
/// Nothing where it never settles.
[[nodiscard]] std::optional<double> wait_quantile_s(int servers, const Traffic& traffic,
                                                    double share);

/// The fewest counters that call `share` (0 <= share < 1) within `within_s`: 0 where nobody comes,
/// nothing where `servers_max` are too few.
[[nodiscard]] std::optional<int> servers_needed(const Traffic& traffic, double within_s,
                                                double share);

/// Share of arrivals that must wait where n counters are many and n = A + beta·√A, beta > 0:
/// 1 / (1 + beta·Φ(beta)/φ(beta)).
/// Source: Halfin and Whitt, Heavy-traffic limits for queues with many exponential servers,
/// Operations Research 29 (1981), 567-588.
[[nodiscard]] double halfin_whitt_delayed(double beta);

}  // namespace foyer

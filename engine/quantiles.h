// The last so many scores and their quantiles, for ranges that keep what they promise however the
// scores are distributed: split conformal prediction over a rolling window. Source: Vovk, Gammerman
// and Shafer, Algorithmic Learning in a Random World (2005), chapter 4; docs/WAITS.md.
#pragma once

#include <cstddef>
#include <deque>
#include <vector>

namespace foyer {

class RollingScores {
 public:
  /// Keeps the last `most` scores, at least 1; begins with `prior`, which are forgotten first.
  explicit RollingScores(std::size_t most, const std::vector<double>& prior = {});

  void add(double score);
  /// The smallest score that at least ceil((n + 1) * level) of the n scores do not exceed; the
  /// largest where n is too small for that; 0 of none. `level` from 0 to 1.
  [[nodiscard]] double quantile(double level) const;
  [[nodiscard]] std::size_t size() const { return order_of_time_.size(); }

  friend bool operator==(const RollingScores&, const RollingScores&) = default;

 private:
  std::size_t most_;
  std::deque<double> order_of_time_;  ///< Oldest first.
  std::vector<double> sorted_;        ///< The same ones, smallest first.
};

}  // namespace foyer

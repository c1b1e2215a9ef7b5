#include "engine/quantiles.h"

#include <algorithm>
#include <cmath>

namespace foyer {

RollingScores::RollingScores(std::size_t most, const std::vector<double>& prior) : most_(most) {
  for (const double score : prior) add(score);
}

void RollingScores::add(double score) {
  if (order_of_time_.size() >= most_) {
    const auto oldest = std::lower_bound(sorted_.begin(), sorted_.end(), order_of_time_.front());
    sorted_.erase(oldest);
    order_of_time_.pop_front();
  }
  order_of_time_.push_back(score);
  sorted_.insert(std::upper_bound(sorted_.begin(), sorted_.end(), score), score);
}

double RollingScores::quantile(double level) const {
  if (sorted_.empty()) return 0;
  const double rank = std::ceil(static_cast<double>(sorted_.size() + 1) * level);
  const double last = static_cast<double>(sorted_.size());
  return sorted_[static_cast<std::size_t>(std::clamp(rank, 1.0, last)) - 1];
}

}  // namespace foyer

#include "engine/regression.h"

#include <algorithm>
#include <cmath>

namespace foyer {

Regression::Regression(const Features& prior, const Settings& settings)
    : settings_(settings), prior_(prior), weights_(prior) {
  for (std::size_t i = 0; i < size; ++i) {
    matrix_[i][i] = settings_.prior_weight;
    right_side_[i] = settings_.prior_weight * prior_[i];
  }
}

double Regression::predict(const Features& features) const {
  double sum = 0;
  for (std::size_t i = 0; i < size; ++i) sum += weights_[i] * features[i];
  return sum;
}

void Regression::learn(const Features& features, double value) {
  const double pull = (1 - settings_.kept) * settings_.prior_weight;
  for (std::size_t i = 0; i < size; ++i) {
    for (std::size_t j = 0; j < size; ++j) {
      matrix_[i][j] = settings_.kept * matrix_[i][j] + features[i] * features[j];
    }
    matrix_[i][i] += pull;
    right_side_[i] = settings_.kept * right_side_[i] + features[i] * value + pull * prior_[i];
  }
  solve();
}

/// By Cholesky's decomposition; the prior keeps the matrix positive definite.
void Regression::solve() {
  std::array<Features, size> lower{};
  for (std::size_t i = 0; i < size; ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      double sum = matrix_[i][j];
      for (std::size_t k = 0; k < j; ++k) sum -= lower[i][k] * lower[j][k];
      lower[i][j] = i == j ? std::sqrt(std::max(sum, 1e-9)) : sum / lower[j][j];
    }
  }
  Features half{};
  for (std::size_t i = 0; i < size; ++i) {
    double sum = right_side_[i];
    for (std::size_t k = 0; k < i; ++k) sum -= lower[i][k] * half[k];
    half[i] = sum / lower[i][i];
  }
  for (std::size_t i = size; i-- > 0;) {
    double sum = half[i];
    for (std::size_t k = i + 1; k < size; ++k) sum -= lower[k][i] * weights_[k];
    weights_[i] = sum / lower[i][i];
  }
}

}  // namespace foyer

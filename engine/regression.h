// Recursive least squares with forgetting, drawn towards what was known before: a straight line
// through what was seen, newer sights counting more. Kept as the normal equations, so that the pull
// of the prior never fades and nothing grows without bound when the features hardly vary.
// Source: Ljung, System Identification (1999), chapter 11; the constant pull is that of Kubin,
// Stabilization of the RLS algorithm in the absence of persistent excitation (1988).
#pragma once

#include <array>
#include <cstddef>

namespace foyer {

class Regression {
 public:
  static constexpr std::size_t size = 11;
  using Features = std::array<double, size>;

  struct Settings {
    double kept = 0.9998;     ///< What an observation counts for when the next one comes; below 1.
    double prior_weight = 3;  ///< The prior counts as so many observations of features of size 1.
    friend bool operator==(const Settings&, const Settings&) = default;
  };

  /// Predicts with `prior` until it has learnt otherwise.
  Regression(const Features& prior, const Settings& settings);
  explicit Regression(const Features& prior) : Regression(prior, Settings()) {}

  [[nodiscard]] double predict(const Features& features) const;
  /// Features and value should be of the order of 1.
  void learn(const Features& features, double value);
  [[nodiscard]] const Features& weights() const { return weights_; }

  friend bool operator==(const Regression&, const Regression&) = default;

 private:
  void solve();

  Settings settings_;
  Features prior_;
  std::array<Features, size> matrix_{};  ///< Symmetric, positive definite.
  Features right_side_{};
  Features weights_;  ///< matrix_ * weights_ = right_side_.
};

}  // namespace foyer

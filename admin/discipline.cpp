#include "admin/discipline.h"

#include <algorithm>
#include <cmath>

namespace foyer::admin {
namespace {

// Before anything is seen: what a priority customer is credited with in the logs that are known.
constexpr double priority_head_start_s = 90;
// Two who would be this far apart are served in that order nearly always.
constexpr double sharpness_s = 15;
constexpr double step_s = 3;

}  // namespace

double Discipline::head_start_s(const Class& who) const {
  const auto found = head_starts_.find(who);
  if (found != head_starts_.end()) return found->second;
  return who.second ? priority_head_start_s : 0;
}

Instant Discipline::place_of(const Class& who, Instant arrived_at) const {
  return arrived_at - Milliseconds(std::llround(head_start_s(who) * 1000));
}

/// A step of stochastic gradient descent on the logistic loss of the order of the two.
void Discipline::learn(const Customer& first, const Customer& second) {
  if (first.who == second.who) return;
  const Instant first_place = place_of(first.who, first.arrived_at);
  const Instant second_place = place_of(second.who, second.arrived_at);
  const double ahead_s = static_cast<double>((second_place - first_place).count()) / 1000;
  const double surprise = 1 / (1 + std::exp(std::clamp(ahead_s / sharpness_s, -30.0, 30.0)));
  const double first_start_s = head_start_s(first.who);
  const double second_start_s = head_start_s(second.who);
  head_starts_[first.who] = first_start_s + step_s * surprise;
  head_starts_[second.who] = second_start_s - step_s * surprise;
}

}  // namespace foyer::admin

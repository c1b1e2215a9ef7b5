#include "followers/backoff.h"

#include <algorithm>

namespace foyer::followers {
namespace {

constexpr Milliseconds retry_after_most{3'600'000};

}  // namespace

Milliseconds wait_after(const Backoff& backoff, int failures, double chance,
                        std::optional<Seconds> retry_after) {
  Milliseconds whole = backoff.first;
  for (int i = 1; i < failures && whole < backoff.most; ++i) whole *= 2;
  whole = std::min(whole, backoff.most);
  const double share = 0.5 + 0.5 * std::clamp(chance, 0.0, 1.0);
  const Milliseconds wait(
      static_cast<Milliseconds::rep>(static_cast<double>(whole.count()) * share));
  if (!retry_after) return wait;
  return std::max(wait, std::min<Milliseconds>(*retry_after, retry_after_most));
}

}  // namespace foyer::followers

// A bound on a rate: so many at once, and so many a second in the long run.
#pragma once

#include <algorithm>
#include <chrono>
#include <cmath>

namespace foyer::server {

class TokenBucket {
 public:
  using Clock = std::chrono::steady_clock;

  struct Rate {
    double per_second = 0;
    double burst = 0;
  };

  TokenBucket(Rate rate, Clock::time_point now)
      : rate_(rate), tokens_(rate.burst), filled_at_(now) {}

  [[nodiscard]] double burst() const { return rate_.burst; }

  /// Until `cost` would be there, from the last take on; whole seconds, 1 second to 1 hour.
  [[nodiscard]] std::chrono::seconds time_to(double cost) const {
    const double seconds = std::ceil((cost - tokens_) / rate_.per_second);
    return std::chrono::seconds(static_cast<int>(std::clamp(seconds, 1.0, 3600.0)));
  }

  /// Takes `cost` if it is there; false changes nothing.
  bool take(double cost, Clock::time_point now) {
    const std::chrono::duration<double> passed = now - filled_at_;
    filled_at_ = now;
    tokens_ = std::min(rate_.burst, tokens_ + passed.count() * rate_.per_second);
    if (tokens_ < cost) return false;
    tokens_ -= cost;
    return true;
  }

 private:
  Rate rate_;
  double tokens_;
  Clock::time_point filled_at_;
};

}  // namespace foyer::server

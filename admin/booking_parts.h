// Inside admin/: what both kinds of booking files check.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "admin/booking_file.h"

namespace foyer::admin {

inline constexpr std::size_t reference_length_max = 255;

/// Gathers mistakes; a booking with one is left out.
class Bookings {
 public:
  explicit Bookings(const SiteFiles& site) : site_(site) {}

  [[nodiscard]] const SiteFiles& site() const { return site_; }
  void mistake(std::string text) { mistakes_ += (mistakes_.empty() ? "" : "\n") + text; }
  void add(server::Booking booking) { bookings_.push_back(std::move(booking)); }
  /// Throws BookingError if there was a mistake.
  [[nodiscard]] std::vector<server::Booking> take();

  /// Why this service can have no appointment; empty if it can.
  [[nodiscard]] std::string fault_of_service(const ServiceId& id) const;

 private:
  const SiteFiles& site_;
  std::string mistakes_;
  std::vector<server::Booking> bookings_;
};

/// A local time of the site, or with Z of UTC: "2026-11-26 10:30", "2026-11-26T15:30Z".
[[nodiscard]] std::optional<Instant> parse_time(std::string_view text, const Hours& hours);

}  // namespace foyer::admin

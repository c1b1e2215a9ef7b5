// Business days, opening times and local clock of a site. Pure functions of the site's hours, the
// system's time zone data and the instant that is passed in: nothing here asks for the time.
// All throw std::runtime_error only if the time zone is not known, which load_site has checked.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/ids.h"
#include "site/site_files.h"

namespace foyer {

/// A day on which the office opens: what the engine's command open_day takes.
struct BusinessDay {
  BusinessDate date;
  Instant opens_at;
  Instant closes_at;
  Instant ends_at;  ///< Local midnight at the end of the day.
  friend bool operator==(const BusinessDay&, const BusinessDay&) = default;
};

/// The local clock. weekday: 0 is Monday.
struct LocalTime {
  int year = 0;
  int month = 0;
  int day = 0;
  int hour = 0;
  int minute = 0;
  int second = 0;
  int weekday = 0;
  friend bool operator==(const LocalTime&, const LocalTime&) = default;
};

[[nodiscard]] LocalTime local_time(const Hours& hours, Instant at);

/// The local date at `at`.
[[nodiscard]] BusinessDate business_date(const Hours& hours, Instant at);

/// The date after `date`. Throws std::invalid_argument if `date` is none.
[[nodiscard]] BusinessDate next_date(const BusinessDate& date);

/// Local midnight at the end of `date`: 23 or 25 hours after its start where clocks change.
[[nodiscard]] Instant ends_at(const Hours& hours, const BusinessDate& date);

/// Nothing on a day that is closed.
[[nodiscard]] std::optional<BusinessDay> business_day(const Hours& hours, const BusinessDate& date);

/// opens_at <= at < closes_at of its day.
[[nodiscard]] bool is_open(const Hours& hours, Instant at);

/// The first opening at or after `at`; nothing if there is none within 400 days.
[[nodiscard]] std::optional<Instant> next_opening(const Hours& hours, Instant at);

/// Closing time of the `count` open days after the local date of `at`, in order; fewer where the
/// office opens so rarely.
[[nodiscard]] std::vector<Instant> closings_after(const Hours& hours, Instant at,
                                                  std::size_t count);

/// The holiday on a date; null if it is none.
[[nodiscard]] const Holiday* find_holiday(const Hours& hours, const BusinessDate& date);

/// The same site open day and night with no holidays, for demonstrations and tests.
[[nodiscard]] Hours always_open(Hours hours);

/// A local time as an instant, for tests and simulations. Of a time that occurs twice the first;
/// of one that a clock change skips, the moment of the change.
[[nodiscard]] Instant instant_of(const Hours& hours, const BusinessDate& date, int minute_of_day);

/// "10:42", 24 hours, for logs and staff.
[[nodiscard]] std::string clock_24(const Hours& hours, Instant at);

/// A date as the files write it; nothing if it is no date. 2000-01-01 to 2199-12-31.
[[nodiscard]] std::optional<BusinessDate> parse_date(std::string_view text);

/// Whether the system knows this time zone.
[[nodiscard]] bool time_zone_exists(const std::string& name);

}  // namespace foyer

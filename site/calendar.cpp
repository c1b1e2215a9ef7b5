#include "site/calendar.h"

#include <date/tz.h>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace foyer {

namespace {

const date::time_zone& zone_of(const Hours& hours) {
  return *date::locate_zone(hours.time_zone);
}

std::optional<date::year_month_day> parsed(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  const char* begin = text.data();
  if (std::from_chars(begin, begin + 4, year).ptr != begin + 4 ||
      std::from_chars(begin + 5, begin + 7, month).ptr != begin + 7 ||
      std::from_chars(begin + 8, begin + 10, day).ptr != begin + 10) {
    return std::nullopt;
  }
  const date::year_month_day ymd = date::year(year) / date::month(month) / date::day(day);
  if (year < 2000 || year > 2199 || !ymd.ok()) return std::nullopt;
  return ymd;
}

date::local_days days_of(const BusinessDate& date) {
  const auto ymd = parsed(date.value);
  if (!ymd) throw std::invalid_argument("no date: \"" + date.value + "\"");
  return date::local_days(*ymd);
}

BusinessDate to_date(date::local_days days) {
  const date::year_month_day ymd(days);
  return {fmt::format("{:04}-{:02}-{:02}", int{ymd.year()}, unsigned{ymd.month()},
                      unsigned{ymd.day()})};
}

Instant to_instant(const Hours& hours, date::local_days day, int minute_of_day) {
  const auto local = day + std::chrono::minutes(minute_of_day);
  // choose also settles local times that do not exist: they become the moment of the change.
  return std::chrono::time_point_cast<Milliseconds>(
      zone_of(hours).to_sys(local, date::choose::earliest));
}

date::local_days day_at(const Hours& hours, Instant at) {
  return date::floor<date::days>(zone_of(hours).to_local(at));
}

std::optional<OpeningTime> opening_on(const Hours& hours, date::local_days day) {
  const Holiday* holiday = find_holiday(hours, to_date(day));
  if (holiday != nullptr) return holiday->hours;
  return hours.by_weekday[date::weekday(day).iso_encoding() - 1];
}

}  // namespace

LocalTime local_time(const Hours& hours, Instant at) {
  const auto local = zone_of(hours).to_local(at);
  const auto day = date::floor<date::days>(local);
  const date::year_month_day ymd(day);
  const date::hh_mm_ss time(date::floor<Seconds>(local - day));
  return {.year = int{ymd.year()},
          .month = static_cast<int>(unsigned{ymd.month()}),
          .day = static_cast<int>(unsigned{ymd.day()}),
          .hour = static_cast<int>(time.hours().count()),
          .minute = static_cast<int>(time.minutes().count()),
          .second = static_cast<int>(time.seconds().count()),
          .weekday = static_cast<int>(date::weekday(day).iso_encoding()) - 1};
}

BusinessDate business_date(const Hours& hours, Instant at) {
  return to_date(day_at(hours, at));
}

BusinessDate next_date(const BusinessDate& date) {
  return to_date(days_of(date) + date::days(1));
}

Instant ends_at(const Hours& hours, const BusinessDate& date) {
  return to_instant(hours, days_of(date) + date::days(1), 0);
}

std::optional<BusinessDay> business_day(const Hours& hours, const BusinessDate& date) {
  const date::local_days day = days_of(date);
  const auto opening = opening_on(hours, day);
  if (!opening) return std::nullopt;
  return BusinessDay{.date = date,
                     .opens_at = to_instant(hours, day, opening->opens_minute),
                     .closes_at = to_instant(hours, day, opening->closes_minute),
                     .ends_at = to_instant(hours, day + date::days(1), 0)};
}

bool is_open(const Hours& hours, Instant at) {
  const auto day = business_day(hours, business_date(hours, at));
  return day && day->opens_at <= at && at < day->closes_at;
}

std::optional<Instant> next_opening(const Hours& hours, Instant at) {
  date::local_days day = day_at(hours, at);
  for (int i = 0; i < 400; ++i, day += date::days(1)) {
    const auto opening = opening_on(hours, day);
    if (!opening) continue;
    const Instant opens_at = to_instant(hours, day, opening->opens_minute);
    if (opens_at >= at) return opens_at;
  }
  return std::nullopt;
}

std::vector<Instant> closings_after(const Hours& hours, Instant at, std::size_t count) {
  constexpr int days_looked_at_max = 400;
  std::vector<Instant> closings;
  BusinessDate date = business_date(hours, at);
  for (int i = 0; i < days_looked_at_max && closings.size() < count; ++i) {
    date = next_date(date);
    if (const auto day = business_day(hours, date)) closings.push_back(day->closes_at);
  }
  return closings;
}

const Holiday* find_holiday(const Hours& hours, const BusinessDate& date) {
  const auto before = [](const Holiday& holiday, const BusinessDate& d) {
    return holiday.date < d;
  };
  const auto it = std::lower_bound(hours.holidays.begin(), hours.holidays.end(), date, before);
  return it != hours.holidays.end() && it->date == date ? &*it : nullptr;
}

Hours always_open(Hours hours) {
  hours.by_weekday.fill(OpeningTime{.opens_minute = 0, .closes_minute = 24 * 60});
  hours.holidays.clear();
  return hours;
}

Instant instant_of(const Hours& hours, const BusinessDate& date, int minute_of_day) {
  return to_instant(hours, days_of(date), minute_of_day);
}

std::string clock_24(const Hours& hours, Instant at) {
  const LocalTime local = local_time(hours, at);
  return fmt::format("{:02}:{:02}", local.hour, local.minute);
}

std::optional<BusinessDate> parse_date(std::string_view text) {
  if (!parsed(text)) return std::nullopt;
  return BusinessDate{std::string(text)};
}

bool time_zone_exists(const std::string& name) {
  try {
    return date::locate_zone(name) != nullptr;
  } catch (const std::runtime_error&) {
    return false;
  }
}

}  // namespace foyer

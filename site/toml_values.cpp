// Numbers, times and words: the second half of Table.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "site/calendar.h"
#include "site/toml_reader.h"

namespace foyer::site_reading {

namespace {

/// Minutes of "8:30"; nothing if it is no time from 0:00 to 24:00.
std::optional<int> parse_minute(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == 0 || colon > 2 || text.size() != colon + 3) return std::nullopt;
  int hour = 0;
  int minute = 0;
  const char* begin = text.data();
  const auto hours = std::from_chars(begin, begin + colon, hour);
  const auto minutes = std::from_chars(begin + colon + 1, begin + text.size(), minute);
  if (hours.ptr != begin + colon || minutes.ptr != begin + text.size()) return std::nullopt;
  const int total = hour * 60 + minute;
  if (hour < 0 || minute < 0 || minute > 59 || total > 24 * 60) return std::nullopt;
  return total;
}

}  // namespace

std::int64_t Table::integer(std::string_view key, Bounds bounds, std::int64_t otherwise) {
  return has(key) ? integer(key, bounds) : (node(key, Presence::optional), otherwise);
}

std::int64_t Table::integer(std::string_view key, Bounds bounds) {
  const toml::node* found = node(key, Presence::required);
  if (found == nullptr) return bounds.min;
  const auto* value = found->as_integer();
  if (value != nullptr && value->get() >= bounds.min && value->get() <= bounds.max) {
    return value->get();
  }
  mistake(key, fmt::format("must be a whole number from {} to {}", bounds.min, bounds.max));
  return bounds.min;
}

double Table::decimal(std::string_view key, double min, double max) {
  const toml::node* found = node(key, Presence::required);
  if (found == nullptr) return min;
  const auto value = found->value<double>();
  if (found->is_number() && value && *value >= min && *value <= max) return *value;
  mistake(key, fmt::format("must be a number from {} to {}", min, max));
  return min;
}

std::optional<int> Table::stage(std::string_view key, Presence presence) {
  const toml::node* found = node(key, presence);
  if (found == nullptr) return std::nullopt;
  const double tenths = found->is_number() ? found->value_or(0.0) * 10.0 : 0.0;
  const double whole = std::round(tenths);
  // Written so that nan, which TOML has, is refused too.
  if (!(whole >= 10 && whole <= 99 && std::abs(tenths - whole) < 1e-6)) {
    mistake(key, "must be a stage from 1.0 to 9.9, like 2.0");
    return std::nullopt;
  }
  return static_cast<int>(whole);
}

bool Table::flag(std::string_view key, bool otherwise) {
  const toml::node* found = node(key, Presence::optional);
  if (found == nullptr) return otherwise;
  if (!found->is_boolean()) mistake(key, "must be true or false");
  return found->value_or(otherwise);
}

std::optional<Seconds> Table::parsed_duration(std::string_view key, Bounds bounds_s,
                                              Presence presence) {
  const std::string text = this->text(key, presence, 20);
  if (text.empty()) return std::nullopt;
  std::int64_t count = 0;
  const char* end = text.data() + text.size();
  const auto number = std::from_chars(text.data(), end, count);
  const std::string_view unit(number.ptr, static_cast<std::size_t>(end - number.ptr));
  const std::int64_t seconds = unit == " s" ? 1 : unit == " min" ? 60 : unit == " h" ? 3600 : 0;
  if (number.ec != std::errc() || count < 0 || count > 1'000'000 || seconds == 0) {
    mistake(key, fmt::format("\"{}\" is no time span, like \"90 s\", \"15 min\" or \"1 h\"", text));
    return std::nullopt;
  }
  if (count * seconds < bounds_s.min || count * seconds > bounds_s.max) {
    mistake(key,
            fmt::format("\"{}\" is not between {} s and {} s", text, bounds_s.min, bounds_s.max));
    return std::nullopt;
  }
  return Seconds(count * seconds);
}

Seconds Table::duration(std::string_view key, Bounds bounds_s, Seconds otherwise) {
  return parsed_duration(key, bounds_s, Presence::optional).value_or(otherwise);
}

Seconds Table::duration(std::string_view key, Bounds bounds_s) {
  return parsed_duration(key, bounds_s, Presence::required).value_or(Seconds(bounds_s.min));
}

std::optional<OpeningTime> Table::opening(std::string_view key, Presence presence) {
  const std::string text = this->text(key, presence, 20);
  if (text.empty() || text == "closed") return std::nullopt;
  const std::size_t dash = std::min(text.find('-'), text.size());
  const auto opens = parse_minute(std::string_view(text).substr(0, dash));
  const auto closes = parse_minute(std::string_view(text).substr(std::min(dash + 1, text.size())));
  if (!opens || !closes) {
    mistake(key, fmt::format("\"{}\" is no opening time, like \"8:30-16:30\" or \"closed\"", text));
    return std::nullopt;
  }
  if (*opens >= *closes) {
    mistake(key, fmt::format("\"{}\" closes before it opens", text));
    return std::nullopt;
  }
  return OpeningTime{*opens, *closes};
}

BusinessDate Table::date(std::string_view key) {
  const toml::node* found = node(key, Presence::required);
  if (found == nullptr) return {};
  if (const auto* value = found->as_date()) {
    const toml::date& date = value->get();
    const auto parsed = parse_date(
        fmt::format("{:04}-{:02}-{:02}", date.year, unsigned{date.month}, unsigned{date.day}));
    if (parsed) return *parsed;
  }
  mistake(key, "must be a date from 2000 to 2199 without quotes, like 2026-07-01");
  return {};
}

std::optional<Instant> Table::local_time(std::string_view key, const Hours& hours, DayEdge edge) {
  const toml::node* found = node(key, Presence::optional);
  if (found == nullptr) return std::nullopt;
  const toml::date* day = nullptr;
  toml::time time{};
  if (const auto* value = found->as_date()) {
    day = &value->get();
  } else if (const auto* both = found->as_date_time(); both != nullptr && !both->get().offset) {
    day = &both->get().date;
    time = both->get().time;
  }
  const auto date = day == nullptr
                        ? std::nullopt
                        : parse_date(fmt::format("{:04}-{:02}-{:02}", day->year,
                                                 unsigned{day->month}, unsigned{day->day}));
  if (!date) {
    mistake(key,
            "must be a local time from 2000 to 2199 without quotes, like 2026-11-26T08:30:00, or a "
            "date");
    return std::nullopt;
  }
  if (!time_zone_exists(hours.time_zone)) return std::nullopt;  // said where it is read
  const bool whole_day = found->is_date();
  if (whole_day && edge == DayEdge::end) return ends_at(hours, *date);
  return instant_of(hours, *date, time.hour * 60 + time.minute) + Seconds(time.second);
}

std::string Table::https_url(std::string_view key, Presence presence) {
  std::string url = text(key, presence, 300);
  if (url.empty()) return url;
  const bool blank = url.find(' ') != std::string::npos;
  if (!blank && url.starts_with("https://") && url.size() > 11) return url;
  mistake(key, fmt::format("\"{}\" is no address that begins with https://", url));
  return "";
}

std::string Table::choose_word(std::string_view key, Presence presence,
                               const std::vector<std::string_view>& words) {
  const std::string text = this->text(key, presence, 1000);
  if (text.empty() || std::find(words.begin(), words.end(), text) != words.end()) return text;
  mistake(key, fmt::format("\"{}\" is none of {}", text, fmt::join(words, ", ")));
  return "";
}

}  // namespace foyer::site_reading

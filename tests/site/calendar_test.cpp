// Business days in Toronto: clocks go forward on 8 March 2026 and back on 1 November 2026.
#include "site/calendar.h"

#include <date/tz.h>
#include <doctest/doctest.h>

namespace foyer {

namespace {

const Hours& toronto() {
  static const Hours hours = load_site(FOYER_SOURCE_DIR "/tests/site/small").hours;
  return hours;
}

Instant utc(int year, unsigned month, unsigned day, int hour, int minute = 0) {
  const date::sys_days date = date::year(year) / date::month(month) / date::day(day);
  return date + std::chrono::hours(hour) + std::chrono::minutes(minute);
}

std::chrono::hours length_of(const char* date, const char* day_before) {
  return std::chrono::duration_cast<std::chrono::hours>(ends_at(toronto(), {date}) -
                                                        ends_at(toronto(), {day_before}));
}

}  // namespace

TEST_CASE("calendar: the business date is the local one") {
  CHECK(business_date(toronto(), utc(2026, 11, 26, 4, 59)).value == "2026-11-25");
  CHECK(business_date(toronto(), utc(2026, 11, 26, 5)).value == "2026-11-26");
  CHECK(business_date(toronto(), utc(2026, 7, 1, 3, 59)).value == "2026-06-30");
  CHECK(business_date(toronto(), utc(2026, 7, 1, 4)).value == "2026-07-01");
}

TEST_CASE("calendar: a business day opens and closes by the local clock") {
  const auto winter = business_day(toronto(), {"2026-11-26"});
  REQUIRE(winter);
  CHECK(winter->opens_at == utc(2026, 11, 26, 13, 30));
  CHECK(winter->closes_at == utc(2026, 11, 26, 21, 30));
  CHECK(winter->ends_at == utc(2026, 11, 27, 5));
  const auto summer = business_day(toronto(), {"2026-07-02"});
  REQUIRE(summer);
  CHECK(summer->opens_at == utc(2026, 7, 2, 12, 30));
}

TEST_CASE("calendar: closed on weekends and holidays and shorter where the holiday says so") {
  CHECK_FALSE(business_day(toronto(), {"2026-11-28"}));
  CHECK_FALSE(business_day(toronto(), {"2026-07-01"}));
  const auto short_day = business_day(toronto(), {"2026-12-24"});
  REQUIRE(short_day);
  CHECK(short_day->closes_at == utc(2026, 12, 24, 17));
  REQUIRE(find_holiday(toronto(), {"2026-07-01"}) != nullptr);
  CHECK(find_holiday(toronto(), {"2026-07-01"})->name == "Canada Day");
  CHECK(find_holiday(toronto(), {"2026-07-02"}) == nullptr);
}

TEST_CASE("calendar: days on which clocks change have 23 and 25 hours") {
  CHECK(length_of("2026-03-07", "2026-03-06").count() == 24);
  CHECK(length_of("2026-03-08", "2026-03-07").count() == 23);
  CHECK(length_of("2026-11-01", "2026-10-31").count() == 25);
}

TEST_CASE("calendar: a local time that is skipped or occurs twice") {
  // 02:30 does not exist on 8 March: the clocks jump at 07:00 UTC.
  CHECK(instant_of(toronto(), {"2026-03-08"}, 150) == utc(2026, 3, 8, 7));
  // 01:30 occurs twice on 1 November; the first is still summer time.
  CHECK(instant_of(toronto(), {"2026-11-01"}, 90) == utc(2026, 11, 1, 5, 30));
  CHECK(clock_24(toronto(), utc(2026, 11, 1, 5, 30)) == "01:30");
  CHECK(clock_24(toronto(), utc(2026, 11, 1, 6, 30)) == "01:30");
}

TEST_CASE("calendar: the Monday after the clocks change opens at the same local time") {
  const auto before = business_day(toronto(), {"2026-03-06"});
  const auto after = business_day(toronto(), {"2026-03-09"});
  REQUIRE(before);
  REQUIRE(after);
  CHECK(after->opens_at - before->opens_at == std::chrono::hours(3 * 24 - 1));
  CHECK(clock_24(toronto(), after->opens_at) == "08:30");
}

TEST_CASE("calendar: open from the opening instant until before the closing instant") {
  CHECK_FALSE(is_open(toronto(), utc(2026, 11, 26, 13, 29)));
  CHECK(is_open(toronto(), utc(2026, 11, 26, 13, 30)));
  CHECK(is_open(toronto(), utc(2026, 11, 26, 21, 29)));
  CHECK_FALSE(is_open(toronto(), utc(2026, 11, 26, 21, 30)));
  CHECK_FALSE(is_open(toronto(), utc(2026, 11, 28, 15)));
}

TEST_CASE("calendar: the next opening skips weekends and holidays") {
  CHECK(next_opening(toronto(), utc(2026, 11, 26, 10)) == utc(2026, 11, 26, 13, 30));
  CHECK(next_opening(toronto(), utc(2026, 11, 26, 13, 30)) == utc(2026, 11, 26, 13, 30));
  // Friday noon leads to Monday.
  CHECK(next_opening(toronto(), utc(2026, 11, 27, 17)) == utc(2026, 11, 30, 13, 30));
  // The evening before Canada Day leads to the day after it.
  CHECK(next_opening(toronto(), utc(2026, 6, 30, 22)) == utc(2026, 7, 2, 12, 30));
  Hours never = toronto();
  never.by_weekday.fill(std::nullopt);
  never.holidays.clear();
  CHECK_FALSE(next_opening(never, utc(2026, 6, 30, 22)));
}

TEST_CASE("calendar: the local clock") {
  CHECK(local_time(toronto(), utc(2026, 11, 26, 15, 42)) ==
        LocalTime{.year = 2026, .month = 11, .day = 26, .hour = 10, .minute = 42, .weekday = 3});
}

TEST_CASE("calendar: dates follow each other and nonsense is no date") {
  CHECK(next_date({"2026-12-31"}).value == "2027-01-01");
  CHECK(next_date({"2028-02-28"}).value == "2028-02-29");
  CHECK(parse_date("2026-11-26"));
  for (const char* text : {"2026-02-29", "2026-13-01", "26-11-26", "2026/11/26", "", "2026-1-1 ",
                           "1999-12-31", "2026-11-2x"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_date(text));
  }
  CHECK_THROWS_AS((void)next_date({"soon"}), std::invalid_argument);
}

TEST_CASE("calendar: always open means day and night") {
  const Hours hours = always_open(toronto());
  CHECK(is_open(hours, utc(2026, 7, 1, 4)));
  CHECK(is_open(hours, utc(2026, 11, 29, 4, 59)));
  const auto long_day = business_day(hours, {"2026-11-01"});
  REQUIRE(long_day);
  CHECK(long_day->closes_at == long_day->ends_at);
}

}  // namespace foyer

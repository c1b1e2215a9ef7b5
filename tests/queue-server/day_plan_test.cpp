#include <doctest/doctest.h>

#include "queue-server/day_plan.h"
#include "site/calendar.h"
#include "tests/queue-server/lab.h"

namespace foyer::test {
namespace {

/// Monday to Friday, 8:30 to 16:30, in a place far from UTC.
Hours office_hours() {
  Hours hours;
  hours.time_zone = "America/Toronto";
  for (std::size_t day = 0; day < 5; ++day) hours.by_weekday[day] = OpeningTime{510, 990};
  return hours;
}

/// 26 November 2026 is a Thursday.
Instant at(const char* date, int hour) {
  return instant_of(office_hours(), BusinessDate{date}, hour * 60);
}

Day as_day(const OpenDay& open) {
  return Day{open.date, open.opens_at, open.closes_at, open.ends_at};
}

}  // namespace

TEST_CASE("day plan: the site's days open by themselves and once") {
  const server::DayPlan plan = server::days_of_site(office_hours());
  const auto thursday = plan.next(at("2026-11-26", 7), std::nullopt);
  REQUIRE(thursday.has_value());
  CHECK(thursday->date.value == "2026-11-26");
  CHECK(thursday->opens_at == at("2026-11-26", 8) + std::chrono::minutes(30));
  CHECK(thursday->ends_at == at("2026-11-27", 0));
  const Day last = as_day(*thursday);
  CHECK_FALSE(plan.is_over(last, at("2026-11-26", 23)));
  CHECK(plan.is_over(last, at("2026-11-27", 0)));
  // Closed early by somebody: not again today.
  CHECK_FALSE(plan.next(at("2026-11-26", 12), last).has_value());
  CHECK(plan.next(at("2026-11-27", 0), last)->date.value == "2026-11-27");
  CHECK_FALSE(plan.next(at("2026-11-28", 12), last).has_value());
}

TEST_CASE("day plan: a demonstration is open at any hour") {
  const server::DayPlan plan = server::days_without_end(office_hours());
  const Instant sunday = at("2026-11-29", 3);
  const auto day = plan.next(sunday, std::nullopt);
  REQUIRE(day.has_value());
  CHECK(day->opens_at == sunday);
  CHECK(day->closes_at == sunday + std::chrono::hours(12));
  const Day last = as_day(*day);
  CHECK_FALSE(plan.is_over(last, sunday + std::chrono::hours(11)));
  CHECK(plan.is_over(last, sunday + std::chrono::hours(12)));
  CHECK_FALSE(plan.next(sunday + std::chrono::hours(1), last).has_value());
  CHECK(plan.next(sunday + std::chrono::hours(12), last).has_value());
  // A new start of the program opens what was closed before.
  CHECK(server::days_without_end(office_hours()).next(sunday, last).has_value());
}

TEST_CASE("server: a day left over from yesterday is closed before today's is opened") {
  Lab lab;
  const link::DeviceFile device = lab.enroll("kiosk-1", Role::kiosk);
  lab.stop();
  std::filesystem::remove(lab.folder().journal());
  {
    server::SqliteJournal journal(lab.folder().journal(), server::OpenMode::read_write);
    const Instant yesterday = system_now() - std::chrono::hours(24);
    server::Lobby lobby(
        lab.site(), journal, [&] { return yesterday; }, counted_tokens());
    lobby.recover();
    REQUIRE(lobby.apply_own(open_day(yesterday)));
    REQUIRE(lobby.apply_own(Command(issue("passport"))));
  }
  lab.start();
  PlainClient kiosk(device);
  std::optional<Day> day;
  for (int i = 0; i < 1000 && !day; ++i) {
    const auto answer = kiosk.ask("s" + std::to_string(i), protocol::GetSnapshot{});
    if (answer.snapshot->state.visits.empty()) day = answer.snapshot->state.day;
  }
  REQUIRE(day.has_value());
  CHECK(day->ends_at > system_now());
  server::SqliteJournal journal(lab.folder().journal(), server::OpenMode::read_only);
  std::vector<std::string> kinds;
  for (const auto& stored : journal.read(0, 10)) {
    kinds.emplace_back(kind_of(stored.event.body));
    if (const auto* finished = std::get_if<NeedFinished>(&stored.event.body)) {
      CHECK(finished->outcome == Outcome::closed_out);
    }
  }
  CHECK(kinds == std::vector<std::string>{"day_opened", "ticket_issued", "need_finished",
                                          "day_closed", "day_opened"});
}

}  // namespace foyer::test

#include "queue-server/day_plan.h"

#include <memory>
#include <utility>

#include "site/calendar.h"

namespace foyer::server {
namespace {

constexpr auto demonstration_length = std::chrono::hours(12);
/// As many days as a site may give a follow-up at most.
constexpr std::size_t closings_max = 60;

/// Worked out once a date: clerks finish many visits a day.
std::function<std::vector<Instant>(Instant)> closings_of(const Hours& hours) {
  struct Known {
    BusinessDate date;
    std::vector<Instant> closings;
  };
  return [hours, known = std::make_shared<Known>()](Instant now) {
    const BusinessDate date = business_date(hours, now);
    if (known->date != date) *known = {date, closings_after(hours, now, closings_max)};
    return known->closings;
  };
}

}  // namespace

DayPlan days_of_site(Hours hours) {
  DayPlan plan;
  plan.closings = closings_of(hours);
  plan.is_over = [](const Day& open, Instant now) { return open.ends_at <= now; };
  plan.next = [hours = std::move(hours)](Instant now,
                                         const std::optional<Day>& last) -> std::optional<OpenDay> {
    const BusinessDate date = business_date(hours, now);
    if (last && last->date == date) return std::nullopt;
    const auto day = business_day(hours, date);
    if (!day || day->ends_at <= now) return std::nullopt;
    return OpenDay{day->date, day->opens_at, day->closes_at, day->ends_at};
  };
  return plan;
}

DayPlan days_without_end(Hours hours) {
  // A day that somebody closed stays closed, but not over a new start of the program.
  auto first = std::make_shared<bool>(true);
  DayPlan plan;
  plan.closings = closings_of(hours);
  plan.is_over = [](const Day& open, Instant now) { return open.closes_at <= now; };
  plan.next = [hours = std::move(hours), first](
                  Instant now, const std::optional<Day>& last) -> std::optional<OpenDay> {
    if (!std::exchange(*first, false) && last && now < last->closes_at) return std::nullopt;
    return OpenDay{business_date(hours, now), now, now + demonstration_length,
                   now + demonstration_length};
  };
  return plan;
}

}  // namespace foyer::server

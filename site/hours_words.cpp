#include "site/hours_words.h"

#include "site/calendar.h"

namespace foyer {

std::string words_of_times(const Hours& hours, const Texts& in, const BusinessDate& date) {
  const auto day = business_day(hours, date);
  if (!day) return in(tr_context("lobby display", "closed"));
  return in(tr_context("lobby display", "{opens} to {closes}"),
            {{"opens", in.time_of_day(day->opens_at)}, {"closes", in.time_of_day(day->closes_at)}});
}

std::vector<DayWords> words_of_days(const Hours& hours, const Texts& in, BusinessDate first,
                                    int count) {
  std::vector<DayWords> days;
  for (int i = 0; i < count; ++i, first = next_date(first)) {
    DayWords day{in.date_full(instant_of(hours, first, 12 * 60)), words_of_times(hours, in, first),
                 !business_day(hours, first)};
    const Holiday* holiday = find_holiday(hours, first);
    if (day.closed && holiday != nullptr) {
      day.hours = in(tr_context("lobby display", "closed: {holiday}"),
                     {{"holiday", in.of_site(holiday->name)}});
    }
    days.push_back(std::move(day));
  }
  return days;
}

std::vector<const Holiday*> holidays_from(const Hours& hours, const BusinessDate& date,
                                          std::size_t most) {
  std::vector<const Holiday*> coming;
  for (const Holiday& holiday : hours.holidays) {
    if (holiday.date >= date && coming.size() < most) coming.push_back(&holiday);
  }
  return coming;
}

}  // namespace foyer

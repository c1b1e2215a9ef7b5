// Opening hours in words, for kiosks and displays. Pure functions of the site's calendar.
#pragma once

#include <string>
#include <vector>

#include "site/site_files.h"
#include "site/translations.h"

namespace foyer {

/// "8:30 am to 4:30 pm", or "closed".
[[nodiscard]] std::string words_of_times(const Hours& hours, const Texts& in,
                                         const BusinessDate& date);

/// A day in words.
struct DayWords {
  std::string date;   ///< "Thursday 26 November".
  std::string hours;  ///< As words_of_times, but "closed: Labour Day" where that is the reason.
  bool closed = false;
};

/// So many days from `first`, in order.
[[nodiscard]] std::vector<DayWords> words_of_days(const Hours& hours, const Texts& in,
                                                  BusinessDate first, int count);

/// The first holidays on or after `date`, at most so many, in order. Pointers into `hours`.
[[nodiscard]] std::vector<const Holiday*> holidays_from(const Hours& hours,
                                                        const BusinessDate& date, std::size_t most);

}  // namespace foyer

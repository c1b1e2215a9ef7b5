// When a business day begins and ends by itself.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "engine/command.h"
#include "engine/state.h"
#include "site/site_files.h"

namespace foyer::server {

struct DayPlan {
  /// Whether an open day is to be closed now.
  std::function<bool(const Day& open, Instant now)> is_over;
  /// The day to open now while none is open; nothing: stay closed. `last` was open before.
  std::function<std::optional<OpenDay>(Instant now, const std::optional<Day>& last)> next;
  /// When the office closes on the open days after today, in order, as many as a follow-up may have
  /// time; empty function: not known.
  std::function<std::vector<Instant>(Instant now)> closings;
};

/// By the site's hours. A day that was closed early is not opened again.
[[nodiscard]] DayPlan days_of_site(Hours hours);

/// For demonstrations and tests: from now on for 12 hours, again and again.
[[nodiscard]] DayPlan days_without_end(Hours hours);

}  // namespace foyer::server

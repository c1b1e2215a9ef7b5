// The past of a lobby, out of its data folder. Opened for reading only: the queue server may run.
#pragma once

#include <functional>

#include "engine/event.h"
#include "queue-server/data_folder.h"

namespace foyer::admin {

/// Which events: of the days `from` <= date < `until`, and at most those at `latest` or before.
/// An empty date is no bound.
struct Past {
  BusinessDate from;
  BusinessDate until;
  std::optional<Instant> latest;
};

/// Hands over every event in order; each begins with a day_opened. How many days those were. Throws
/// JournalDamaged where the journal cannot be read, or `take` finds that an event cannot have
/// happened; CommandError where there is no journal.
int read_past(const server::DataFolder& folder, const Past& past,
              const std::function<void(const Event&)>& take);

/// The date so many days before.
[[nodiscard]] BusinessDate days_before(const BusinessDate& date, int days);

}  // namespace foyer::admin

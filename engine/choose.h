// Who is next at a counter, and why. A pure function of the lobby, so that a screen can show it
// before the button is pressed, and a forecast can play it forward.
#pragma once

#include <optional>
#include <vector>

#include "engine/site.h"
#include "engine/state.h"

namespace foyer {

struct Choice {
  VisitId visit;
  Rule rule{};
  std::optional<VisitId> runner_up;
};

/// The waiting visit that `counter` (open, idle) would call now; nothing if nobody waits whom it
/// can serve. Order: needs transferred to this counter or its clerk and all others alike by due
/// time of the earliest need served here, ties by visit id. O(needs waiting).
[[nodiscard]] std::optional<Choice> choose(const Site& site, const State& state,
                                           const Counter& counter, Instant now);

/// The needs of a waiting visit that `counter` can serve, in their order; empty if none.
[[nodiscard]] std::vector<NeedId> servable_needs(const Visit& visit, const Counter& counter);

/// The earliest due time of the needs that `counter` can serve; nothing if it can serve none.
[[nodiscard]] std::optional<Instant> due_at(const Visit& visit, const Counter& counter);

}  // namespace foyer

// Who is next at a counter, and why. A pure function of the lobby, so that a screen can show it
// before the button is pressed, and a forecast can play it forward. docs/ASSIGNMENT.md has the
// rules in words, what they were measured against, and the proof of the bound.
//
// In the order of the questions asked:
//  1. Has somebody waited as long as a visit may be passed over (Rules::passed_over_max)? The one
//     who has waited longest.
//  2. Can the first in the order of arrival be called without breaking a promise that can still be
//     kept? That one. Nearly first (Rules::tie_slack) is as good: of those the one that the fewest
//     counters can serve, whom this clerk served before, whose language this clerk speaks.
//  3. Otherwise: of those whose promise can still be kept, the one due first, with the same slack.
#pragma once

#include <optional>
#include <vector>

#include "engine/site.h"
#include "engine/state.h"

namespace foyer {

struct Choice {
  VisitId visit;
  Rule rule{};
  std::optional<VisitId> runner_up;  ///< Who would be called if that one were not there.
};

/// The waiting visit that `counter` (open, idle) would call now; nothing if nobody waits whom it
/// can serve. O(n log n) in the needs waiting.
[[nodiscard]] std::optional<Choice> choose(const Site& site, const State& state,
                                           const Counter& counter, Instant now);

/// Whether `counter`, by its skills and by what was asked for, can serve this need of `visit` now.
/// A visit that needs a step-free way is served where there is one, as long as such a counter with
/// the skill is open.
[[nodiscard]] bool can_serve(const Site& site, const State& state, const Counter& counter,
                             const Visit& visit, const Need& need);

/// The needs of a waiting visit that `counter` can serve, in their order; empty if none.
[[nodiscard]] std::vector<NeedId> servable_needs(const Site& site, const State& state,
                                                 const Visit& visit, const Counter& counter);

/// The earliest due time of the needs that `counter` can serve; nothing if it can serve none.
[[nodiscard]] std::optional<Instant> due_at(const Site& site, const State& state,
                                            const Visit& visit, const Counter& counter);

}  // namespace foyer

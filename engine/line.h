// The rules of choose over plain numbers: what choose asks once for a counter, and a forecast asks
// hundreds of times for counters that get free one after the other.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "engine/site.h"
#include "engine/state.h"

namespace foyer {

/// A waiting visit as one counter sees it, by the need that it would be called for first there.
struct Candidate {
  VisitId visit;
  std::size_t number = 0;  ///< Whatever the caller knows it by.
  const Visit* person = nullptr;
  const Need* need = nullptr;
  Instant due_at;
  Instant place_at;
  Instant waits_from;
  Milliseconds expected{};
};

/// Smaller is preferred, in this order of members; see Rules::tie_slack.
struct Preference {
  int counters = 0;         ///< Open counters that can serve it.
  bool other_clerk = true;  ///< Not this clerk served it before.
  bool no_language = true;  ///< This clerk does not speak its language.
};

/// What the rules must know of the counter that calls.
struct Desk {
  /// Open counters with a skill in common with this one, itself included; at least 1.
  int sharing = 1;
  /// Asked for the few that are nearly first only.
  std::function<Preference(const Candidate&)> preference;
};

struct Pick {
  const Candidate* candidate = nullptr;
  Rule rule{};
  /// Whether every promise that can be kept is safe, so that the order of arrival decides.
  bool safe = true;
};

/// Who of `waiting`, sorted by (due_at, visit), each visit once, is called. Nothing of nobody.
[[nodiscard]] std::optional<Pick> pick_next(const Rules& rules, const Desk& desk,
                                            const std::vector<const Candidate*>& waiting,
                                            Instant now);

/// Whether somebody who is not in the line would be called instead of `pick` (null: of nobody).
/// For a forecast; it takes whoever joins to change nothing for the others.
[[nodiscard]] bool would_go_first(const Rules& rules, const Desk& desk, const Candidate& joiner,
                                  const Pick* pick, Instant now);

/// Who waits for `counter`, in the order of visits; `number` is the index.
[[nodiscard]] std::vector<Candidate> candidates_at(const Site& site, const State& state,
                                                   const Counter& counter);

/// The order of `waiting` for pick_next. `candidates` must outlive it.
[[nodiscard]] std::vector<const Candidate*> in_due_order(const std::vector<Candidate>& candidates);

/// Desk::sharing of an open counter.
[[nodiscard]] int counters_sharing(const State& state, const Counter& counter);

/// Desk::preference of an open counter.
[[nodiscard]] Preference preference_at(const Site& site, const State& state, const Counter& counter,
                                       const Visit& visit, const Need& need);

/// The same where Preference::counters is known: it is the same at every counter.
[[nodiscard]] Preference preference_at(const Counter& counter, const Visit& visit, int counters);

/// The order of `waiting` for pick_next.
[[nodiscard]] inline bool is_due_before(const Candidate& a, const Candidate& b) {
  return a.due_at != b.due_at ? a.due_at < b.due_at : a.visit < b.visit;
}

}  // namespace foyer

#include "engine/line.h"

#include <algorithm>
#include <tuple>

namespace foyer {
namespace {

using Waiting = std::vector<const Candidate*>;

const Candidate* waited_longest(const Rules& rules, const Waiting& waiting, Instant now) {
  const Instant from = now - rules.passed_over_max;
  const Candidate* longest = nullptr;
  for (const Candidate* c : waiting) {
    if (c->waits_from > from) continue;
    if (longest == nullptr ||
        std::tie(c->waits_from, c->visit) < std::tie(longest->waits_from, longest->visit)) {
      longest = c;
    }
  }
  return longest;
}

const Candidate* first_come(const Waiting& waiting) {
  return *std::min_element(
      waiting.begin(), waiting.end(), [](const Candidate* a, const Candidate* b) {
        return std::tie(a->place_at, a->visit) < std::tie(b->place_at, b->visit);
      });
}

/// What `done` work for `sharing` counters takes, with the margin that makes a promise safe.
Milliseconds with_margin(const Rules& rules, Milliseconds work, int sharing) {
  return work * rules.promise_margin_pct / (100 * sharing);
}

bool can_be_kept(const Candidate& candidate, Instant now) {
  return candidate.due_at >= now;
}

/// Whether everybody else whose promise can be kept is still safe when `first` is called now: the
/// others follow in the order of their due times, shared out among the counters.
bool leaves_all_safe(const Rules& rules, const Desk& desk, const Waiting& by_due,
                     const Candidate& first, Instant now) {
  Milliseconds before = first.expected;
  for (const Candidate* c : by_due) {
    if (c == &first || !can_be_kept(*c, now)) continue;
    if (c->due_at < now + with_margin(rules, before, desk.sharing)) return false;
    before += c->expected;
  }
  return true;
}

/// Which rule made `chosen` better than `first`.
Rule rule_of(const Preference& chosen, const Preference& first) {
  if (chosen.counters != first.counters) return Rule::fewest_counters;
  if (chosen.other_clerk != first.other_clerk) return Rule::same_clerk;
  return Rule::same_language;
}

/// Of those that come within the slack of `first` by `order`, the one that is preferred here.
template <class Order, class Eligible>
Pick preferred(const Rules& rules, const Desk& desk, const Waiting& waiting, const Candidate& first,
               Rule rule, Order order, Eligible eligible) {
  Pick pick{&first, rule, true};
  if (rules.tie_slack.count() == 0 || !desk.preference) return pick;
  const Preference of_first = desk.preference(first);
  Preference best = of_first;
  const auto rank = [&order](const Preference& p, const Candidate& c) {
    return std::tuple(p.counters, p.other_clerk, p.no_language, order(c), c.visit);
  };
  for (const Candidate* c : waiting) {
    if (c == &first || order(*c) > order(first) + rules.tie_slack || !eligible(*c)) continue;
    const Preference preference = desk.preference(*c);
    if (rank(preference, *c) < rank(best, *pick.candidate)) {
      pick.candidate = c;
      best = preference;
    }
  }
  if (pick.candidate != &first) pick.rule = rule_of(best, of_first);
  return pick;
}

Instant place_of(const Candidate& c) {
  return c.place_at;
}
Instant due_of(const Candidate& c) {
  return c.due_at;
}

}  // namespace

std::optional<Pick> pick_next(const Rules& rules, const Desk& desk, const Waiting& waiting,
                              Instant now) {
  if (waiting.empty()) return std::nullopt;
  if (const Candidate* longest = waited_longest(rules, waiting, now)) {
    return Pick{longest, Rule::waited_longest, false};
  }
  const Candidate& first = *first_come(waiting);
  const auto anybody = [](const Candidate&) { return true; };
  const Pick by_arrival =
      preferred(rules, desk, waiting, first, Rule::first_come, place_of, anybody);
  if (leaves_all_safe(rules, desk, waiting, *by_arrival.candidate, now)) return by_arrival;
  if (by_arrival.candidate != &first && leaves_all_safe(rules, desk, waiting, first, now)) {
    return Pick{&first, Rule::first_come, true};
  }
  const auto kept = [now](const Candidate& c) { return can_be_kept(c, now); };
  const auto due_first = std::find_if(waiting.begin(), waiting.end(),
                                      [&kept](const Candidate* c) { return kept(*c); });
  // leaves_all_safe is true where no promise can be kept, so there is one here.
  Pick by_due = preferred(rules, desk, waiting, **due_first, Rule::earliest_due, due_of, kept);
  by_due.safe = false;
  return by_due;
}

bool would_go_first(const Rules& rules, const Desk& desk, const Candidate& joiner, const Pick* pick,
                    Instant now) {
  if (pick == nullptr) return true;
  const Candidate& chosen = *pick->candidate;
  const bool waited = joiner.waits_from <= now - rules.passed_over_max;
  if (pick->rule == Rule::waited_longest) {
    return waited && joiner.waits_from < chosen.waits_from;
  }
  if (waited) return true;
  const bool at_risk = can_be_kept(joiner, now) &&
                       joiner.due_at < now + with_margin(rules, chosen.expected, desk.sharing);
  if (pick->safe && !at_risk) return joiner.place_at < chosen.place_at;
  return can_be_kept(joiner, now) && (!can_be_kept(chosen, now) || joiner.due_at < chosen.due_at);
}

}  // namespace foyer

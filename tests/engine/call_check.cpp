#include "tests/engine/call_check.h"

#include <algorithm>
#include <initializer_list>
#include <stdexcept>

#include "engine/choose.h"

namespace foyer::test {
namespace {

void must(bool holds, const std::string& what) {
  if (!holds) throw std::logic_error(what);
}

bool needs_step_free(const Standing& standing) {
  const auto& needs = standing.special_needs;
  return std::find(needs.begin(), needs.end(), SpecialNeed::step_free) != needs.end();
}

/// A reason that fits the rule.
void check_rule(Rule rule, WhyBefore why) {
  const auto one_of = [&](std::initializer_list<WhyBefore> reasons) {
    must(std::find(reasons.begin(), reasons.end(), why) != reasons.end(),
         std::string(word(why)) + " is no reason of " + std::string(word(rule)));
  };
  using enum WhyBefore;
  switch (rule) {
    case Rule::waited_longest:
      return one_of({waited_longest});
    case Rule::first_come:
      return one_of({earlier_place});
    case Rule::earliest_due:
      return one_of({due_first, promise_lost});
    case Rule::picked:
      return one_of({picked});
    case Rule::fewest_counters:
    case Rule::same_clerk:
    case Rule::same_language:
      return one_of(
          {fewest_counters, same_clerk, same_language, earlier_place, due_first, promise_lost});
    case Rule::transferred_here:
      return one_of({sent_here, fewest_counters, same_clerk, same_language, earlier_place,
                     due_first, promise_lost, waited_longest});
  }
}

/// A reason that is so.
void check_reason(const CallStory& story, const Compared& compared) {
  const Standing& called = story.called;
  const Standing& other = compared.other;
  const std::string what = std::string(word(compared.why)) + " is not so of " + called.ticket +
                           " before " + other.ticket + " by " + std::string(word(story.rule));
  // Where there are steps is not told, so neither how many counters, nor which need of several.
  const bool all_known = !needs_step_free(called) && !needs_step_free(other);
  const auto in_order = [&](Instant mine, Instant others) {
    const bool is_first = std::pair(mine, called.visit) < std::pair(others, other.visit);
    must(is_first || !all_known, what);
  };
  using enum WhyBefore;
  if (compared.why == earlier_place) in_order(called.place_at, other.place_at);
  if (compared.why == due_first) in_order(called.due_at, other.due_at);
  if (compared.why == waited_longest) in_order(called.waits_from, other.waits_from);
  if (compared.why == promise_lost) must(other.due_at < story.at, what);
  if (compared.why == fewest_counters) must(called.counters < other.counters || !all_known, what);
  if (compared.why == same_clerk) must(called.served_by == story.clerk || !all_known, what);
}

void check_passed_over(const Site& site, const State& before, const CallStory& story,
                       const Compared& compared) {
  if (compared.why != WhyBefore::step_free) {
    check_rule(story.rule, compared.why);
    check_reason(story, compared);
    return;
  }
  must(needs_step_free(compared.other), "passed over for steps and has no need of a way without");
  const CounterPlace& place = *find_counter(site, story.counter);
  must(!place.step_free, "passed over for steps where there are none");
  const Visit& other = *find_visit(before, compared.other.visit);
  const Counter& counter = *find_counter(before, story.counter);
  must(servable_needs(site, before, other, counter).size() < other.needs.size(),
       "passed over for steps although all could be served");
}

}  // namespace

void check_call(const Site& site, const State& before, const Event& call, CallTotals& totals) {
  const auto& called = std::get<VisitCalled>(call.body);
  const CallStory story = explain_call(before, call);
  ++totals.by_rule[called.rule];
  totals.by_themselves += story.by_itself ? 1 : 0;
  must(story.rule == called.rule && story.called.visit == called.visit, "explains another call");
  must(story.runner_up.has_value() == called.runner_up.has_value(), "explains no runner-up");
  if (story.runner_up) {
    must(story.runner_up->other.visit == *called.runner_up, "explains another runner-up");
    // It was the next to be called, so the counter could have called it.
    must(story.runner_up->why > WhyBefore::step_free, "the runner-up could not be called");
    check_passed_over(site, before, story, *story.runner_up);
  }
  for (const Compared& other : story.passed_over) {
    check_passed_over(site, before, story, other);
    ++totals.reasons[other.why];
  }
}

}  // namespace foyer::test

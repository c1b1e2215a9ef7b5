#include "engine/advice.h"

#include <algorithm>
#include <set>

#include "engine/assert.h"

namespace foyer {
namespace {

constexpr std::int64_t horizon_s = 3600;
/// Less is no help that anybody would notice.
constexpr std::int64_t helped_s = 60;
/// What a promise kept counts for when actions are compared, in seconds of waiting.
constexpr std::int64_t promise_worth_s = 600;
/// An advice stays until it is worth less than this share of what made it be said.
constexpr int keep_pct = 50;

std::set<SkillId> skills_waited_for(const State& state) {
  std::set<SkillId> skills;
  for (const auto& [id, visit] : state.visits) {
    if (stage_of(visit) != NeedState::waiting) continue;
    for (const Need& need : visit.needs) {
      if (need.state == NeedState::waiting) skills.insert(need.skill);
    }
  }
  return skills;
}

bool has_any(const std::vector<SkillId>& skills, const std::set<SkillId>& wanted) {
  return std::any_of(skills.begin(), skills.end(),
                     [&wanted](const SkillId& skill) { return wanted.contains(skill); });
}

/// Breaks to rest are for resting.
bool may_end(const Rules& rules, const Counter& counter, Instant now) {
  switch (counter.break_reason) {
    case BreakReason::lunch:
      return now - counter.since >= rules.lunch_least;
    case BreakReason::short_break:
      return now - counter.since >= rules.short_break_least;
    case BreakReason::meeting:
    case BreakReason::paperwork:
    case BreakReason::other:
      return true;
  }
  return false;
}

/// How likely a wait ends within `within_s`, in 1/10000: straight lines through none at 0, half at
/// its p50, nine in ten at its p90 and all as far beyond.
std::int64_t likely_within_bp(const Wait& wait, std::int64_t within_s) {
  if (wait.status != WaitStatus::known || within_s < 0) return 0;
  const std::int64_t p50_s = wait.p50_s;
  const std::int64_t p90_s = std::max(wait.p90_s, wait.p50_s);
  if (within_s < p50_s) return 5000 * within_s / p50_s;
  if (within_s < p90_s) return 5000 + 4000 * (within_s - p50_s) / (p90_s - p50_s);
  const std::int64_t beyond_s = within_s - p90_s;
  return beyond_s >= p90_s - p50_s ? 10000 : 9000 + 1000 * beyond_s / (p90_s - p50_s);
}

std::int64_t within_horizon_s(const Wait& wait) {
  return wait.status == WaitStatus::known ? std::min<std::int64_t>(wait.p50_s, horizon_s)
                                          : horizon_s;
}

/// When the first of its promises ends; nothing where the wait that was promised is over.
std::optional<Instant> promise_ends(const Visit& visit) {
  if (visit.first_called_at) return std::nullopt;
  std::optional<Instant> first;
  for (const Need& need : visit.needs) {
    if (need.state == NeedState::waiting && (!first || need.due_at < *first)) first = need.due_at;
  }
  return first;
}

std::int64_t value_s(const Gain& gain) {
  return gain.saved_s + gain.promises_bp * promise_worth_s / 10000;
}

bool is_possible(const Site& site, const State& state, const Step& step, Instant now) {
  const CounterPlace* place = find_counter(site, step.counter);
  const Counter* counter = find_counter(state, step.counter);
  if (!state.day || place == nullptr) return false;
  const CounterState is = counter == nullptr ? CounterState::closed : counter->state;
  switch (step.action) {
    case Action::end_break:
      return is == CounterState::on_break && may_end(site.rules, *counter, now);
    case Action::lend_skill:
      return is == CounterState::open && step.skills.size() == 1 &&
             has_skill(place->skills, step.skills.front()) &&
             !has_skill(counter->skills, step.skills.front());
    case Action::open_counter:
      return is == CounterState::closed && step.skills == place->skills;
  }
  return false;
}

}  // namespace

int promises_saved(const Gain& gain) {
  return (gain.promises_bp + 5000) / 10000;
}

int minutes_less(const Gain& gain) {
  if (gain.visits_helped == 0) return 0;
  return static_cast<int>((gain.saved_s + 30 * gain.visits_helped) / (60 * gain.visits_helped));
}

std::vector<Step> possible_steps(const Site& site, const State& state, Instant now) {
  std::vector<Step> steps;
  const std::set<SkillId> wanted = skills_waited_for(state);
  std::set<std::vector<SkillId>> closed;
  for (const CounterPlace& place : site.counters) {
    const Counter* counter = find_counter(state, place.id);
    const CounterState is = counter == nullptr ? CounterState::closed : counter->state;
    std::vector<Step> of_counter;
    if (is == CounterState::on_break && has_any(counter->skills, wanted)) {
      of_counter.push_back({Action::end_break, place.id, counter->skills});
    } else if (is == CounterState::open) {
      for (const SkillId& skill : place.skills) {
        if (wanted.contains(skill)) of_counter.push_back({Action::lend_skill, place.id, {skill}});
      }
    } else if (is == CounterState::closed && has_any(place.skills, wanted) &&
               closed.insert(place.skills).second) {
      of_counter.push_back({Action::open_counter, place.id, place.skills});
    }
    for (Step& step : of_counter) {
      if (is_possible(site, state, step, now)) steps.push_back(std::move(step));
    }
  }
  std::stable_sort(steps.begin(), steps.end(),
                   [](const Step& a, const Step& b) { return a.action < b.action; });
  return steps;
}

State with_step(const Site& site, const State& state, const Step& step, Instant now) {
  FOYER_ASSERT(is_possible(site, state, step, now));
  State after = state;
  Counter& counter = after.counters[step.counter];
  switch (step.action) {
    case Action::end_break:
      counter.state = CounterState::open;
      counter.since = now;
      counter.idle_since = now;
      break;
    case Action::lend_skill:
      counter.skills.insert(
          std::upper_bound(counter.skills.begin(), counter.skills.end(), step.skills.front()),
          step.skills.front());
      break;
    case Action::open_counter:
      counter = Counter{};
      counter.id = step.counter;
      counter.state = CounterState::open;
      counter.skills = step.skills;
      counter.since = now;
      counter.idle_since = now;
      break;
  }
  return after;
}

Gain gain_of(const State& state, const Waits& without, const Waits& with, Instant now) {
  Gain gain;
  for (const VisitWait& before : without.visits) {
    const VisitWait* after = find_wait(with, before.visit);
    const Visit* visit = find_visit(state, before.visit);
    if (after == nullptr || visit == nullptr) continue;
    const std::int64_t saved_s = within_horizon_s(before.wait) - within_horizon_s(after->wait);
    gain.saved_s += saved_s;
    const bool freed = before.wait.status == WaitStatus::no_counter_open &&
                       after->wait.status == WaitStatus::known;
    if (freed) ++gain.visits_freed;
    if (freed || saved_s >= helped_s) ++gain.visits_helped;
    if (const auto ends = promise_ends(*visit)) {
      const auto left_s = std::chrono::floor<Seconds>(*ends - now).count();
      gain.promises_bp += static_cast<int>(likely_within_bp(after->wait, left_s) -
                                           likely_within_bp(before.wait, left_s));
    }
  }
  return gain;
}

bool is_worth_it(const Rules& rules, const Gain& gain, int share_pct) {
  if (gain.saved_s <= 0 || gain.promises_bp < 0) return false;
  if (gain.visits_freed > 0) return true;
  if (gain.visits_helped * 100 < rules.advice_visits_least * share_pct) return false;
  return std::int64_t{gain.promises_bp} * 100 >=
             std::int64_t{rules.advice_promises_least} * 10000 * share_pct ||
         gain.saved_s * 100 >= rules.advice_wait_least.count() * share_pct;
}

Finding find_best(const Site& site, const State& state, Instant now, const WaitsOf& waits_of) {
  if (!state.day) return {std::nullopt, NoAdvice::day_not_open};
  if (skills_waited_for(state).empty()) return {std::nullopt, NoAdvice::nobody_waiting};
  const std::vector<Step> steps = possible_steps(site, state, now);
  if (steps.empty()) return {std::nullopt, NoAdvice::nothing_possible};
  const Waits without = waits_of(state);
  Finding finding{std::nullopt, NoAdvice::not_worth_it};
  for (const Step& step : steps) {
    const Gain gain = gain_of(state, without, waits_of(with_step(site, state, step, now)), now);
    const bool worth_it = is_worth_it(site.rules, gain);
    // What is worth it goes before what is only much: one visit that nobody can serve, say, before
    // minutes that others would have to wait for.
    const bool better =
        !finding.best || (worth_it && finding.reason) ||
        (worth_it == !finding.reason && value_s(gain) > value_s(finding.best->gain));
    if (!better) continue;
    finding.best = Advice{step, gain};
    if (worth_it) finding.reason.reset();
  }
  return finding;
}

std::optional<Advice> best_action(const Site& site, const State& state, Instant now,
                                  const WaitsOf& waits_of) {
  Finding finding = find_best(site, state, now, waits_of);
  return finding.reason ? std::nullopt : std::move(finding.best);
}

std::optional<Advice> Adviser::advise(const State& state, Instant now, const WaitsOf& waits_of) {
  const BusinessDate date = state.day ? state.day->date : BusinessDate{};
  if (date != date_) {
    date_ = date;
    shown_.reset();
    worth_it_since_.reset();
    rests_until_ = now;
    given_ = 0;
  }
  reason_.reset();
  if (!state.day) return silent(NoAdvice::day_not_open);
  if (shown_) {
    if (auto renewed = renew(state, now, waits_of)) return renewed;
    shown_.reset();
    worth_it_since_.reset();
    rests_until_ = now + site_.rules.advice_rest;
  }
  if (skills_waited_for(state).empty()) {
    worth_it_since_.reset();
    return silent(NoAdvice::nobody_waiting);
  }
  if (given_ >= site_.rules.advice_day_max) return silent(NoAdvice::enough_today);
  if (now < rests_until_) return silent(NoAdvice::resting);
  return find(state, now, waits_of);
}

std::optional<Advice> Adviser::silent(NoAdvice reason) {
  reason_ = reason;
  return std::nullopt;
}

/// Something new to advise, once it has been worth it for long enough.
std::optional<Advice> Adviser::find(const State& state, Instant now, const WaitsOf& waits_of) {
  Finding finding = find_best(site_, state, now, waits_of);
  if (finding.reason) {
    worth_it_since_.reset();
    return silent(*finding.reason);
  }
  if (!worth_it_since_) worth_it_since_ = now;
  if (now - *worth_it_since_ < site_.rules.advice_after) return silent(NoAdvice::not_yet);
  shown_ = finding.best->step;
  ++given_;
  return finding.best;
}

/// The advice that is shown, with what it would do now; nothing once it is done or pointless.
std::optional<Advice> Adviser::renew(const State& state, Instant now, const WaitsOf& waits_of) {
  if (!is_possible(site_, state, *shown_, now)) return std::nullopt;
  const Gain gain =
      gain_of(state, waits_of(state), waits_of(with_step(site_, state, *shown_, now)), now);
  if (!is_worth_it(site_.rules, gain, keep_pct)) return std::nullopt;
  return Advice{*shown_, gain};
}

}  // namespace foyer

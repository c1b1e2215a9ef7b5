#include "engine/choose.h"

#include <algorithm>

#include "engine/assert.h"
#include "engine/line.h"

namespace foyer {
namespace {

bool needs_step_free(const Visit& visit) {
  return std::find(visit.special_needs.begin(), visit.special_needs.end(),
                   SpecialNeed::step_free) != visit.special_needs.end();
}

bool is_step_free(const Site& site, const Counter& counter) {
  const CounterPlace* place = find_counter(site, counter.id);
  return place == nullptr || place->step_free;
}

/// Whether an open counter with this skill has a way without a step.
bool has_step_free(const Site& site, const State& state, const SkillId& skill) {
  return std::any_of(state.counters.begin(), state.counters.end(), [&](const auto& entry) {
    const Counter& counter = entry.second;
    return counter.state == CounterState::open && has_skill(counter.skills, skill) &&
           is_step_free(site, counter);
  });
}

bool is_for(const Counter& counter, const Need& need) {
  return (need.only_counter.empty() || need.only_counter == counter.id) &&
         (need.only_clerk.empty() || need.only_clerk == counter.clerk);
}

/// can_serve for the needs of one lobby at one counter; what it finds out it finds out once.
class Reach {
 public:
  Reach(const Site& site, const State& state, const Counter& counter)
      : site_(site), state_(state), counter_(counter), step_free_(is_step_free(site, counter)) {}

  [[nodiscard]] bool has(const Visit& visit, const Need& need) {
    if (!knows(need.skill)) return false;
    if (step_free_ && is_for(counter_, need)) return need.state == NeedState::waiting;
    return can_serve(site_, state_, counter_, visit, need);
  }

 private:
  /// Needs are of a few skills again and again.
  bool knows(const SkillId& skill) {
    for (const auto& [seen, known] : seen_) {
      if (*seen == skill) return known;
    }
    return seen_.emplace_back(&skill, has_skill(counter_.skills, skill)).second;
  }

  const Site& site_;
  const State& state_;
  const Counter& counter_;
  bool step_free_;
  std::vector<std::pair<const SkillId*, bool>> seen_;
};

/// The need that a visit would be called for first here; null if it can have none here.
const Need* first_need(const Visit& visit, Reach& reach) {
  const Need* first = nullptr;
  for (const Need& need : visit.needs) {
    if ((first == nullptr || need.due_at < first->due_at) && reach.has(visit, need)) {
      first = &need;
    }
  }
  return first;
}

/// How many open counters can serve a need. Most needs in a line are of a few skills and bound to
/// nobody: for those it is found out once a skill.
class OpenCounters {
 public:
  OpenCounters(const Site& site, const State& state) : site_(site), state_(state) {}

  [[nodiscard]] int for_need(const Visit& visit, const Need& need) {
    const bool bound = !need.only_counter.empty() || !need.only_clerk.empty();
    if (bound || needs_step_free(visit)) return count(visit, need);
    for (const auto& [skill, counters] : seen_) {
      if (*skill == need.skill) return counters;
    }
    return seen_.emplace_back(&need.skill, count(visit, need)).second;
  }

 private:
  [[nodiscard]] int count(const Visit& visit, const Need& need) const {
    return static_cast<int>(
        std::count_if(state_.counters.begin(), state_.counters.end(), [&](const auto& entry) {
          return entry.second.state == CounterState::open &&
                 can_serve(site_, state_, entry.second, visit, need);
        }));
  }

  const Site& site_;
  const State& state_;
  std::vector<std::pair<const SkillId*, int>> seen_;
};

bool share_a_skill(const Counter& a, const Counter& b) {
  return std::any_of(a.skills.begin(), a.skills.end(),
                     [&b](const SkillId& skill) { return has_skill(b.skills, skill); });
}

}  // namespace

std::vector<Candidate> candidates_at(const Site& site, const State& state, const Counter& counter) {
  Reach reach(site, state, counter);
  std::vector<Candidate> candidates;
  candidates.reserve(state.visits.size());
  for (const auto& [id, visit] : state.visits) {
    if (!visit.counter.empty()) continue;
    const Need* need = first_need(visit, reach);
    if (need == nullptr) continue;
    candidates.push_back({id, candidates.size(), &visit, need, need->due_at, need->place_at,
                          visit.waits_from, need->expected});
  }
  return candidates;
}

std::vector<const Candidate*> in_due_order(const std::vector<Candidate>& candidates) {
  // Numbers side by side sort twice as fast as what pointers point to.
  std::vector<std::pair<Instant, std::size_t>> order;
  order.reserve(candidates.size());
  for (const Candidate& c : candidates) order.emplace_back(c.due_at, order.size());
  std::sort(order.begin(), order.end());
  std::vector<const Candidate*> sorted;
  sorted.reserve(order.size());
  for (const auto& [due_at, number] : order) sorted.push_back(&candidates[number]);
  return sorted;
}

int counters_sharing(const State& state, const Counter& counter) {
  int sharing = 1;
  for (const auto& [id, other] : state.counters) {
    const bool open = other.state == CounterState::open && id != counter.id;
    if (open && share_a_skill(counter, other)) ++sharing;
  }
  return sharing;
}

Preference preference_at(const Site& site, const State& state, const Counter& counter,
                         const Visit& visit, const Need& need) {
  return preference_at(counter, visit, OpenCounters(site, state).for_need(visit, need));
}

Preference preference_at(const Counter& counter, const Visit& visit, int counters) {
  Preference preference;
  preference.counters = counters;
  preference.other_clerk = visit.served_by.empty() || visit.served_by != counter.clerk;
  preference.no_language = std::find(counter.languages.begin(), counter.languages.end(),
                                     visit.language) == counter.languages.end();
  return preference;
}

bool can_serve(const Site& site, const State& state, const Counter& counter, const Visit& visit,
               const Need& need) {
  if (need.state != NeedState::waiting || !is_for(counter, need)) return false;
  if (!has_skill(counter.skills, need.skill)) return false;
  return !needs_step_free(visit) || !need.only_counter.empty() || is_step_free(site, counter) ||
         !has_step_free(site, state, need.skill);
}

std::vector<NeedId> servable_needs(const Site& site, const State& state, const Visit& visit,
                                   const Counter& counter) {
  Reach reach(site, state, counter);
  std::vector<NeedId> needs;
  for (const Need& need : visit.needs) {
    if (reach.has(visit, need)) needs.push_back(need.id);
  }
  return needs;
}

std::optional<Instant> due_at(const Site& site, const State& state, const Visit& visit,
                              const Counter& counter) {
  Reach reach(site, state, counter);
  const Need* need = first_need(visit, reach);
  return need == nullptr ? std::nullopt : std::optional(need->due_at);
}

std::optional<Choice> choose(const Site& site, const State& state, const Counter& counter,
                             Instant now) {
  FOYER_ASSERT(counter.state != CounterState::closed);
  const std::vector<Candidate> candidates = candidates_at(site, state, counter);
  std::vector<const Candidate*> waiting = in_due_order(candidates);
  OpenCounters open(site, state);
  const Desk desk{counters_sharing(state, counter), [&](const Candidate& c) {
                    return preference_at(counter, *c.person, open.for_need(*c.person, *c.need));
                  }};
  const auto pick = pick_next(site.rules, desk, waiting, now);
  if (!pick) return std::nullopt;
  const Need& need = *pick->candidate->need;
  const bool sent_here = !need.only_counter.empty() || !need.only_clerk.empty();
  Choice choice{pick->candidate->visit, sent_here ? Rule::transferred_here : pick->rule, {}};
  std::erase(waiting, pick->candidate);
  if (const auto next = pick_next(site.rules, desk, waiting, now)) {
    choice.runner_up = next->candidate->visit;
  }
  return choice;
}

}  // namespace foyer

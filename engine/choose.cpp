#include "engine/choose.h"

#include <algorithm>
#include <tuple>

#include "engine/assert.h"

namespace foyer {
namespace {

bool can_serve(const Counter& counter, const Need& need) {
  if (need.state != NeedState::waiting) return false;
  if (!need.only_counter.empty() && need.only_counter != counter.id) return false;
  if (!need.only_clerk.empty() && need.only_clerk != counter.clerk) return false;
  return has_skill(counter.skills, need.skill);
}

/// The need that a visit would be called for first here; null if it can have none here.
const Need* first_need(const Visit& visit, const Counter& counter) {
  const Need* first = nullptr;
  for (const Need& need : visit.needs) {
    if (!can_serve(counter, need)) continue;
    if (first == nullptr || need.due_at < first->due_at) first = &need;
  }
  return first;
}

struct Candidate {
  const Visit* visit = nullptr;
  const Need* need = nullptr;
  [[nodiscard]] auto order() const { return std::tie(need->due_at, visit->id); }
};

/// Whether no need of the visit is due as early as `than`: it comes after it whatever it can have.
bool is_due_after(const Visit& visit, const Candidate& than) {
  return than.need != nullptr &&
         std::all_of(visit.needs.begin(), visit.needs.end(),
                     [&](const Need& need) { return need.due_at > than.need->due_at; });
}

}  // namespace

std::vector<NeedId> servable_needs(const Visit& visit, const Counter& counter) {
  std::vector<NeedId> needs;
  for (const Need& need : visit.needs) {
    if (can_serve(counter, need)) needs.push_back(need.id);
  }
  return needs;
}

std::optional<Instant> due_at(const Visit& visit, const Counter& counter) {
  const Need* need = first_need(visit, counter);
  return need == nullptr ? std::nullopt : std::optional(need->due_at);
}

std::optional<Choice> choose(const Site&, const State& state, const Counter& counter, Instant) {
  FOYER_ASSERT(counter.state != CounterState::closed);
  Candidate best;
  Candidate second;
  for (const auto& [id, visit] : state.visits) {
    // Visits come in order of arrival: after the first few most are due too late to matter.
    if (!visit.counter.empty() || is_due_after(visit, second)) continue;
    Candidate candidate{&visit, first_need(visit, counter)};
    if (candidate.need == nullptr) continue;
    if (best.visit == nullptr || candidate.order() < best.order()) {
      second = best;
      best = candidate;
    } else if (second.visit == nullptr || candidate.order() < second.order()) {
      second = candidate;
    }
  }
  if (best.visit == nullptr) return std::nullopt;
  const bool sent_here = !best.need->only_counter.empty() || !best.need->only_clerk.empty();
  return Choice{best.visit->id, sent_here ? Rule::transferred_here : Rule::earliest_due,
                second.visit == nullptr ? std::nullopt : std::optional(second.visit->id)};
}

}  // namespace foyer

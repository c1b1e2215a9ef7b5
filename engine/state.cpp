#include "engine/state.h"

#include <algorithm>

namespace foyer {

NeedState stage_of(const Visit& visit) {
  auto any = [&visit](NeedState state) {
    return std::any_of(visit.needs.begin(), visit.needs.end(),
                       [state](const Need& need) { return need.state == state; });
  };
  for (NeedState state :
       {NeedState::serving, NeedState::called, NeedState::parked, NeedState::waiting}) {
    if (any(state)) return state;
  }
  return NeedState::done;
}

bool has_follow_up_since(const State& state, VisitId visit, Instant opened_at) {
  return std::any_of(state.follow_ups.begin(), state.follow_ups.end(), [&](const auto& entry) {
    return entry.second.visit == visit && entry.second.opened_at >= opened_at;
  });
}

std::optional<Instant> forgotten_at(const Rules& rules, const Visit& visit) {
  if (!visit.serving_since || rules.forgotten_after_factor == 0) return std::nullopt;
  Seconds usual{0};
  for (const Need& need : visit.needs) {
    // What has ended counts too: two of three that were referred took their time.
    const bool counts = need.state == NeedState::serving || need.state == NeedState::done;
    if (counts) usual += need.expected;
  }
  const Seconds span = std::max(usual * rules.forgotten_after_factor, rules.forgotten_after_least);
  return visit.confirmed_at.value_or(*visit.serving_since) + span;
}

bool is_offered(const State& state, const Service& service) {
  const auto& off = state.switched_off;
  return service.on && !std::binary_search(off.begin(), off.end(), service.id);
}

bool is_switched_on(const State& state, const SiteNotice& notice, Instant at) {
  const auto found = state.notices.find(notice.id);
  // A replica that has lost its link still knows when the day ends, and what was for today with it.
  const bool holds = found != state.notices.end() && state.day && at < state.day->ends_at;
  return holds ? found->second.to == Switch::on : !notice.prepared;
}

bool has_skill(const std::vector<SkillId>& sorted_skills, const SkillId& skill) {
  return std::binary_search(sorted_skills.begin(), sorted_skills.end(), skill);
}

const Visit* find_visit(const State& state, VisitId id) {
  auto found = state.visits.find(id);
  return found == state.visits.end() ? nullptr : &found->second;
}

const Visit* find_ticket(const State& state, std::string_view ticket) {
  for (const auto& [id, visit] : state.visits) {
    if (visit.ticket == ticket) return &visit;
  }
  return nullptr;
}

const Departed* find_departed(const State& state, VisitId id) {
  const auto found = std::find_if(state.departed.begin(), state.departed.end(),
                                  [id](const Departed& one) { return one.visit == id; });
  return found == state.departed.end() ? nullptr : &*found;
}

const Counter* find_counter(const State& state, const CounterId& id) {
  auto found = state.counters.find(id);
  return found == state.counters.end() ? nullptr : &found->second;
}

}  // namespace foyer

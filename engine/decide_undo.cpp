// Commands that take back what was done: undo, bring_back.
#include <algorithm>

#include "engine/decide_parts.h"

namespace foyer::detail {

const Need* need_without_skill(const Visit& visit, const std::vector<SkillId>& skills) {
  for (const Need& need : visit.needs) {
    const bool here = need.state == NeedState::called || need.state == NeedState::serving;
    if (here && !has_skill(skills, need.skill)) return &need;
  }
  return nullptr;
}

Result<Events> decide(const Situation& now, const Undo& command) {
  auto counter = own_counter(now, command.counter);
  if (!counter) return tl::unexpected(counter.error());
  const Counter& here = **counter;
  if (!here.last_done || here.last_done->visit.id != command.visit) {
    return refuse(RefusalCode::nothing_to_undo,
                  "nothing that was done with this visit here can be undone", "visit");
  }
  if (has_follow_up_since(now.state, command.visit, here.last_done->at)) {
    return refuse(RefusalCode::nothing_to_undo,
                  "what goes on after the visit is on its way: cancel that instead", "visit");
  }
  const Seconds within = now.site.rules.undo_within;
  if (now.context.now > here.last_done->at + within) {
    return refuse(RefusalCode::too_late,
                  "it can be undone for " + std::to_string(within.count()) + " s");
  }
  const Visit* same_number = find_ticket(now.state, here.last_done->visit.ticket);
  if (same_number != nullptr && same_number->id != command.visit) {
    return refuse(RefusalCode::too_late, "somebody else has the number " + same_number->ticket);
  }
  if (here.visit && here.visit != command.visit) {
    return refuse(RefusalCode::counter_busy, "somebody else is at counter " + here.id.value,
                  "counter");
  }
  if (here.state == CounterState::on_break) {
    return refuse(RefusalCode::counter_on_break, "counter " + here.id.value + " is on a break",
                  "counter");
  }
  if (need_without_skill(here.last_done->visit, here.skills) != nullptr) {
    return refuse(RefusalCode::cannot_serve,
                  "counter " + here.id.value + " does not serve that any more", "counter");
  }
  return Events{Undone{command.visit, command.counter}};
}

Result<Events> decide(const Situation& now, const BringBack& command) {
  const auto& gone = now.state.gone;
  const auto found = std::find_if(gone.begin(), gone.end(), [&command](const Gone& one) {
    return one.visit.id == command.visit;
  });
  if (found == gone.end()) {
    return refuse(RefusalCode::unknown_visit,
                  "visit " + std::to_string(command.visit.value) + " is not among those that left",
                  "visit");
  }
  const Seconds within = now.site.rules.bring_back_within;
  if (now.context.now > found->at + within) {
    return refuse(RefusalCode::too_late,
                  "who left can come back for " + std::to_string(within.count()) + " s");
  }
  if (find_ticket(now.state, found->visit.ticket) != nullptr) {
    return refuse(RefusalCode::too_late, "somebody else has the number " + found->visit.ticket);
  }
  if (now.state.visits.size() >= static_cast<std::size_t>(now.site.rules.present_max)) {
    return refuse(RefusalCode::lobby_full,
                  "at most " + std::to_string(now.site.rules.present_max) + " visits at once");
  }
  return Events{VisitBroughtBack{command.visit}};
}

}  // namespace foyer::detail

// What is ticked of a need while it is served: told to the server a moment after the last tick, so
// that a client that is killed has it again, and before every hand-off.
#include "counter-client/app_steps.h"

#include <variant>

#include "counter-client/app.h"

namespace foyer::counter_client {
namespace {

/// Who ticks one thing after the other is not followed tick by tick.
constexpr std::int64_t quiet_for_ms = 1500;

SetSteps set_steps(const CounterId& counter, VisitId visit, NeedId need,
                   const StepsTicked& ticked) {
  return SetSteps{counter,
                  visit,
                  need,
                  {ticked.brought.begin(), ticked.brought.end()},
                  {ticked.steps.begin(), ticked.steps.end()}};
}

StepsTicked steps_of(const Need& need) {
  return {{need.brought.begin(), need.brought.end()}, {need.steps.begin(), need.steps.end()}};
}

}  // namespace

VisitId visit_of(const Command& command) {
  return std::visit(
      [](const auto& c) {
        if constexpr (requires { c.visit; }) {
          return c.visit;
        } else {
          return VisitId{};
        }
      },
      command);
}

std::map<NeedId, StepsTicked> told_of(const Visit* visit) {
  std::map<NeedId, StepsTicked> told;
  if (visit == nullptr) return told;
  for (const Need& need : visit->needs) {
    told[need.id] = steps_of(need);
  }
  return told;
}

/// What the server has anew of a need, another service's steps for one, is what the form has.
void App::follow_steps(const Visit* here) {
  auto told = told_of(here);
  for (const auto& [need, steps] : told) {
    if (steps == form_.told[need]) continue;
    // What was sent from here comes back a moment later: what was ticked since then stays.
    const auto sent = steps_sent_.find(need);
    if (sent == steps_sent_.end() || sent->second != steps) form_.ticked[need] = steps;
  }
  form_.told = std::move(told);
}

/// One request at a time, beside everything else: nobody waits for it, and nothing is said where it
/// is refused; what is handed on is told again (steps_before).
void App::keep_steps(const News& news, std::int64_t now_ms) {
  if (form_.ticked != ticked_seen_) {
    ticked_seen_ = form_.ticked;
    ticked_at_ms_ = now_ms;
  }
  const Visit* visit = news.state == nullptr ? nullptr : find_visit(*news.state, form_.visit);
  const bool quiet = now_ms - ticked_at_ms_ >= quiet_for_ms;
  if (visit == nullptr || !quiet || pending_ || !steps_request_.empty() || !news.connected) return;
  // It would take back the chance to undo what was done a moment ago.
  const Counter* counter = find_counter(*news.state, desk_.counter);
  const Seconds undo_within = site_.lobby.rules.undo_within;
  if (counter != nullptr && counter->last_done && news.now < counter->last_done->at + undo_within) {
    return;
  }
  for (const Need& need : visit->needs) {
    const auto ticked = form_.ticked.find(need.id);
    if (need.state != NeedState::serving || ticked == form_.ticked.end()) continue;
    const auto sent = steps_sent_.find(need.id);
    const bool sent_so = sent != steps_sent_.end() && sent->second == ticked->second;
    if (sent_so || ticked->second == steps_of(need)) continue;
    steps_sent_[need.id] = ticked->second;
    steps_request_ = send_(Command{set_steps(desk_.counter, visit->id, need.id, ticked->second)});
    return;
  }
}

/// What is ticked of the needs that `command` passes on, so that whoever goes on with them does not
/// start again. Nothing where the server has it already.
std::vector<Command> App::steps_before(const News& news, const Command& command) const {
  std::vector<Command> before;
  const Visit* visit = news.state == nullptr ? nullptr : find_visit(*news.state, visit_of(command));
  if (visit == nullptr) return before;
  const auto* transfer = std::get_if<Transfer>(&command);
  const auto* refer = std::get_if<Refer>(&command);
  const bool parks = std::holds_alternative<Park>(command);
  for (const Need& need : visit->needs) {
    const bool passed_on = parks || (transfer != nullptr && transfer->need == need.id) ||
                           (refer != nullptr && refer->need == need.id);
    const auto ticked = form_.ticked.find(need.id);
    if (!passed_on || need.state != NeedState::serving || ticked == form_.ticked.end()) continue;
    if (ticked->second == steps_of(need)) continue;
    before.emplace_back(set_steps(desk_.counter, visit->id, need.id, ticked->second));
  }
  return before;
}

}  // namespace foyer::counter_client

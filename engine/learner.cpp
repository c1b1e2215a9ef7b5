#include "engine/learner.h"

#include <algorithm>

namespace foyer {
namespace {

double seconds(Milliseconds span) {
  return static_cast<double>(span.count()) / 1000;
}

VisitId visit_of(const EventBody& body) {
  return std::visit(
      [](const auto& e) {
        if constexpr (requires { e.visit; }) {
          return e.visit;
        } else {
          return VisitId{};
        }
      },
      body);
}

CounterId counter_of(const EventBody& body) {
  return std::visit(
      [](const auto& e) {
        if constexpr (requires { e.counter; }) {
          return e.counter;
        } else {
          return CounterId{};
        }
      },
      body);
}

/// What says nothing about how long handling takes: the end of the day, and what was closed late.
bool is_no_handling(const EventBody& body) {
  const auto* finished = std::get_if<NeedFinished>(&body);
  return is_closed_late(body) || (finished != nullptr && finished->outcome == Outcome::closed_out);
}

bool is_waiting(const Visit& visit) {
  return visit.counter.empty() && stage_of(visit) == NeedState::waiting;
}

}  // namespace

void Learner::before(const State& state, const Event& event) {
  let_time_pass(event.at);
  if (std::holds_alternative<DayOpened>(event.body)) forget_day();
  const Visit* visit = find_visit(state, visit_of(event.body));
  if (visit == nullptr) return;
  if (std::holds_alternative<VisitCalled>(event.body)) learn_called(*visit, event.at);
  if (std::holds_alternative<VisitLeft>(event.body)) learn_left(*visit);
  count_waiting(*visit, -1);
}

void Learner::after(const State& state, const Event& event) {
  const VisitId id = visit_of(event.body);
  const Visit* visit = find_visit(state, id);
  if (visit != nullptr) count_waiting(*visit, 1);
  if (visit == nullptr) promised_.erase(id);
  if (const auto* issued = std::get_if<TicketIssued>(&event.body)) {
    for (const NewNeed& need : issued->needs) {
      experience_.joined(need, issued->priority, event.at);
    }
  }
  learn_served(state, event);
  look_at_counters(state, event);
}

void Learner::promised(VisitId visit, const SkillId& skill, const Estimate& estimate) {
  promised_[visit] = {skill, estimate};
}

void Learner::forget_day() {
  waiting_ = 0;
  waiting_by_skill_.clear();
  serving_.clear();
  away_.clear();
  promised_.clear();
}

void Learner::let_time_pass(Instant at) {
  if (waiting_ > 0 && at > last_at_) experience_.waited(waiting_ * seconds(at - last_at_));
  last_at_ = at;
}

void Learner::count_waiting(const Visit& visit, int by) {
  if (!is_waiting(visit)) return;
  waiting_ += by;
  for (const Need& need : visit.needs) {
    if (need.state != NeedState::waiting) continue;
    int& count = waiting_by_skill_[need.skill];
    count += by;
    if (count == (by > 0 ? 1 : 0)) demand_changed_ = true;
    if (count == 0) waiting_by_skill_.erase(need.skill);
  }
}

void Learner::learn_called(const Visit& visit, Instant at) {
  // Who waits for an appointment, or was here before, says nothing about the wait of who comes.
  if (visit.calls > 0 || visit.waits_from != visit.arrived_at || visit.needs.empty()) return;
  const double waited_s = seconds(at - visit.arrived_at);
  // Who was called in the moment of coming did not wait.
  if (waited_s <= 0) return;
  const auto promised = promised_.find(visit.id);
  const SkillId& skill =
      promised == promised_.end() ? visit.needs.front().skill : promised->second.skill;
  experience_.called(skill, waited_s);
  if (promised == promised_.end()) return;
  const Estimate& estimate = promised->second.estimate;
  experience_.kept({skill, visit.priority}, estimate.promise, waited_s, estimate.free);
  promised_.erase(promised);
}

void Learner::learn_left(const Visit& visit) {
  if (is_waiting(visit)) experience_.left();
}

void Learner::learn_served(const State& state, const Event& event) {
  const VisitId id = visit_of(event.body);
  const Visit* visit = find_visit(state, id);
  if (std::holds_alternative<ServingStarted>(event.body)) {
    Serving serving;
    serving.since = event.at;
    serving.walked_s = seconds(event.at - visit->called_at.value_or(event.at));
    serving_[id] = std::move(serving);
  }
  const auto found = serving_.find(id);
  if (found == serving_.end()) return;
  if (visit != nullptr && stage_of(*visit) == NeedState::serving) {
    // Finished needs are kept in mind: all are handled in one go.
    for (const Need& need : visit->needs) {
      auto& services = found->second.services;
      const bool known =
          std::find(services.begin(), services.end(), need.service) != services.end();
      if (need.state == NeedState::serving && !known) services.push_back(need.service);
    }
    return;
  }
  const Serving serving = std::move(found->second);
  serving_.erase(found);
  if (is_no_handling(event.body) || serving.services.empty()) return;
  experience_.served(serving.services, serving.walked_s, seconds(event.at - serving.since));
}

void Learner::look_at_counters(const State& state, const Event& event) {
  const CounterId& touched = counter_of(event.body);
  const bool comes = std::holds_alternative<VisitCalled>(event.body) ||
                     std::holds_alternative<CounterOpened>(event.body);
  if (!demand_changed_) {
    const Counter* counter = find_counter(state, touched);
    if (counter != nullptr) look_at(*counter, event.at, comes);
    return;
  }
  demand_changed_ = false;
  for (const auto& [id, counter] : state.counters) {
    look_at(counter, event.at, comes && id == touched);
  }
}

bool Learner::somebody_waits_for(const Counter& counter) const {
  return std::any_of(counter.skills.begin(), counter.skills.end(),
                     [this](const SkillId& skill) { return waiting_by_skill_.count(skill) > 0; });
}

/// `called`: it has just called somebody, or come back.
void Learner::look_at(const Counter& counter, Instant at, bool called) {
  const bool away =
      counter.state != CounterState::closed && !counter.visit && somebody_waits_for(counter);
  const auto found = away_.find(counter.id);
  const bool same = found != away_.end() && away && found->second.state == counter.state &&
                    found->second.reason == counter.break_reason;
  if (same) return;
  if (found != away_.end()) {
    const Away& was = found->second;
    const double from_s = seconds(was.from - was.idle_since);
    const double to_s = seconds(at - was.idle_since);
    if (to_s > from_s && was.state == CounterState::on_break) {
      experience_.was_on_break(was.reason, from_s, to_s, called);
    } else if (to_s > from_s) {
      experience_.idled(from_s, to_s, called);
    }
    away_.erase(found);
  }
  if (!away) return;
  const bool on_break = counter.state == CounterState::on_break;
  away_[counter.id] = {counter.state, counter.break_reason, at, on_break ? counter.idle_since : at};
}

}  // namespace foyer

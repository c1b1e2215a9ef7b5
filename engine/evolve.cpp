#include <algorithm>

#include "engine/assert.h"
#include "engine/engine.h"
#include "engine/leases.h"

namespace foyer {
namespace {

class Evolution {
 public:
  Evolution(State& state, const Event& event)
      : state_(state), at_(event.at), clerk_(event.actor.clerk) {}

  void operator()(const DayOpened& e) {
    state_ = State{};
    state_.day = Day{e.date, e.opens_at, e.closes_at, e.ends_at};
    state_.next_visit = e.next_visit;
    state_.last_number = e.last_number;
    for (const Lease& lease : e.leases) state_.leases.emplace(lease.id, lease);
    state_.checked_in = e.checked_in;
    for (const FollowUp& follow_up : e.follow_ups) {
      state_.follow_ups.emplace(follow_up.reference, follow_up);
    }
  }

  void operator()(const DayClosed& e) {
    FOYER_ASSERT(state_.visits.empty());
    state_.day.reset();
    state_.closed_date = e.date;
    state_.recent_calls.clear();
    state_.gone.clear();
    state_.switched_off.clear();
    state_.notices.clear();
  }

  void operator()(const TicketIssued& e) {
    Visit visit;
    visit.id = e.visit;
    visit.ticket = e.ticket;
    visit.token = e.token;
    visit.channel = e.channel;
    visit.language = e.language;
    visit.special_needs = e.special_needs;
    visit.priority = e.priority;
    visit.arrived_at = e.arrived_at.value_or(at_);
    visit.appointment_at = e.appointment_at;
    visit.waits_from = e.waits_from.value_or(visit.arrived_at);
    visit.promise = e.promise;
    for (const NewNeed& need : e.needs) visit.needs.push_back(make_need(need, visit.arrived_at));
    state_.visits.emplace(e.visit, std::move(visit));
    state_.next_visit = VisitId{e.visit.value + 1};
    if (e.arrived_at) {
      use_leased(e.ticket);  // It is not one of those that are given in order.
    } else {
      state_.last_number[e.ticket.front()] = number_of(e.ticket);
    }
    if (e.appointment) {
      auto& done = state_.checked_in;
      done.insert(std::lower_bound(done.begin(), done.end(), *e.appointment), *e.appointment);
    }
    ++state_.totals.issued;
  }

  void operator()(const NumbersLeased& e) {
    const auto [place, is_new] = state_.leases.try_emplace(e.device);
    Lease& lease = place->second;
    lease.id = e.device;
    if (is_new) lease.since = at_;
    lease.expires_at = e.expires_at;
    lease.blocks.insert(lease.blocks.end(), e.blocks.begin(), e.blocks.end());
  }

  void operator()(const TicketLapsed& e) {
    const BusinessDate& date = state_.day ? state_.day->date : state_.closed_date;
    if (e.date == date) use_leased(e.ticket);
  }

  /// Joins what is called or served where the visit stands, if that counter can serve it.
  void operator()(const NeedAdded& e) {
    Visit& visit = get(e.visit);
    Need need = make_need(e.need, visit.arrived_at);
    const NeedState stage = stage_of(visit);
    if (stage == NeedState::parked ||
        (!visit.counter.empty() && has_skill(get(visit.counter).skills, need.skill))) {
      need.state = stage;
    }
    visit.needs.push_back(std::move(need));
    forget_done(e.visit);
  }

  void operator()(const VisitLeft& e) {
    forget_done(e.visit);
    Visit& visit = get(e.visit);
    keep_gone(visit);
    end_visit(visit, Outcome::left);
  }

  void operator()(const CounterOpened& e) {
    Counter& counter = state_.counters[e.counter];
    const auto alarm_since = counter.alarm_since;
    counter = Counter{};
    counter.alarm_since = alarm_since;
    counter.id = e.counter;
    counter.state = CounterState::open;
    counter.clerk = e.clerk;
    counter.skills = e.skills;
    counter.languages = e.languages;
    counter.since = at_;
    counter.idle_since = at_;
  }

  void operator()(const CounterOnBreak& e) {
    Counter& counter = get(e.counter);
    counter.state = CounterState::on_break;
    counter.break_reason = e.reason;
    counter.in_place_of = e.in_place_of;
    counter.since = at_;
  }

  void operator()(const CounterClosed& e) {
    Counter closed;
    closed.id = e.counter;
    closed.since = at_;
    closed.in_place_of = e.in_place_of;
    closed.alarm_since = get(e.counter).alarm_since;
    get(e.counter) = std::move(closed);
  }

  void operator()(const VisitCalled& e) {
    forget_done(e.visit);
    Visit& visit = get(e.visit);
    for (NeedId id : e.needs) get(visit, id).state = NeedState::called;
    visit.counter = e.counter;
    if (!visit.first_called_at) visit.first_called_at = at_;
    ++visit.calls;
    visit.called_at = at_;
    visit.last_summoned_at = at_;
    visit.call_expires_at = e.expires_at;
    visit.recalls = 0;
    get(e.counter).visit = e.visit;
    show_call(visit);
  }

  void operator()(const VisitRecalled& e) {
    Visit& visit = get(e.visit);
    ++visit.recalls;
    visit.last_summoned_at = at_;
    visit.call_expires_at = e.expires_at;
    show_call(visit);
  }

  void operator()(const CallTakenBack& e) {
    Visit& visit = get(e.visit);
    change_needs(visit, NeedState::called, NeedState::waiting);
    // A call that was taken back never happened: it must not count as the end of the wait, nor as
    // work that makes the counter's idle time begin anew.
    if (--visit.calls == 0) visit.first_called_at.reset();
    const Instant idle_since = get(e.counter).idle_since;
    leave_counter(visit);
    get(e.counter).idle_since = idle_since;
    forget_call(e.visit);
  }

  void operator()(const ServingStarted& e) {
    Visit& visit = get(e.visit);
    change_needs(visit, NeedState::called, NeedState::serving);
    visit.serving_since = at_;
    visit.served_by = get(e.counter).clerk;
    visit.call_expires_at.reset();
  }

  void operator()(const StepsDone& e) {
    Need& need = get(get(e.visit), e.need);
    need.brought = e.brought;
    need.steps = e.steps;
    forget_done(e.visit);
  }

  void operator()(const ServingConfirmed& e) {
    get(e.visit).confirmed_at = at_;
    forget_done(e.visit);
  }

  void operator()(const VisitNoShow& e) {
    Visit& visit = get(e.visit);
    if (e.cause == Cause::clerk) remember_done(visit);
    keep_gone(visit);
    end_visit(visit, Outcome::no_show);
  }

  void operator()(const VisitParked& e) {
    Visit& visit = get(e.visit);
    remember_done(visit);
    // Who is away can be called for nothing: all that is open is parked, not only what was here.
    for (Need& need : visit.needs) {
      if (need.state != NeedState::done) need.state = NeedState::parked;
    }
    leave_counter(visit);
    visit.parked_until = e.until;
  }

  void operator()(const VisitResumed& e) {
    forget_done(e.visit);
    Visit& visit = get(e.visit);
    change_needs(visit, NeedState::parked, NeedState::waiting);
    visit.parked_until.reset();
  }

  void operator()(const NeedTransferred& e) {
    Visit& visit = get(e.visit);
    remember_done(visit);
    Need& need = get(visit, e.need);
    need.state = NeedState::waiting;
    if (need.service != e.service) {
      need.brought.clear();
      need.steps.clear();
    }
    need.service = e.service;
    need.skill = e.skill;
    need.only_counter = e.only_counter;
    need.only_clerk = e.only_clerk;
    settle(visit);
  }

  void operator()(const NeedFinished& e) {
    Visit& visit = get(e.visit);
    remember_done(visit);
    finish(get(visit, e.need), e.outcome);
    const bool was_served = !e.counter.empty() && e.outcome != Outcome::closed_out;
    if (was_served && stage_of(visit) == NeedState::done) keep_departed(visit);
    settle(visit);
  }

  void operator()(const Undone& e) {
    Counter& counter = get(e.counter);
    FOYER_ASSERT(counter.last_done && counter.last_done->visit.id == e.visit);
    const auto [place, departed] =
        state_.visits.insert_or_assign(e.visit, std::move(counter.last_done->visit));
    if (departed) --state_.totals.departed;
    counter.last_done.reset();
    counter.visit = e.visit;
    forget_gone(e.visit);
    std::erase_if(state_.departed, [&e](const Departed& one) { return one.visit == e.visit; });
  }

  void operator()(const VisitBroughtBack& e) {
    const auto found = std::find_if(state_.gone.begin(), state_.gone.end(),
                                    [&e](const Gone& one) { return one.visit.id == e.visit; });
    FOYER_ASSERT(found != state_.gone.end());
    state_.visits.emplace(e.visit, std::move(found->visit));
    state_.gone.erase(found);
    forget_done(e.visit);
    --state_.totals.departed;
  }

  void operator()(const AnswerRecorded&) { ++state_.totals.answered; }

  void operator()(const PriorityChanged& e) {
    Visit& visit = get(e.visit);
    visit.priority = e.priority;
    for (const NewNeed& times : e.needs) {
      Need& need = get(visit, times.need);
      need.due_at = times.due_at;
      need.place_at = times.place_at;
    }
    forget_done(e.visit);
  }

  void operator()(const ServiceSwitched& e) {
    auto& off = state_.switched_off;
    std::erase(off, e.service);
    if (e.to == Switch::off)
      off.insert(std::lower_bound(off.begin(), off.end(), e.service), e.service);
  }

  void operator()(const SkillsChanged& e) { get(e.counter).skills = e.skills; }
  void operator()(const NoticeSwitched& e) {
    state_.notices.insert_or_assign(e.notice, SwitchedNotice{e.notice, e.to, at_});
  }

  void operator()(const AlarmRaised& e) {
    if (e.device.empty()) {
      get(e.counter).alarm_since = at_;
    } else {
      state_.desk_alarms.insert_or_assign(e.device, DeskAlarm{e.device, clerk_, at_});
    }
  }
  void operator()(const AlarmCleared& e) {
    if (e.device.empty()) {
      get(e.counter).alarm_since.reset();
    } else {
      state_.desk_alarms.erase(e.device);
    }
  }

  void operator()(const FollowUpOpened& e) {
    FollowUp follow_up;
    follow_up.reference = e.reference;
    follow_up.visit = e.visit;
    follow_up.token = get(e.visit).token;
    follow_up.service = e.service;
    follow_up.department = e.department;
    follow_up.opened_at = at_;
    follow_up.due_at = e.due_at;
    state_.follow_ups.emplace(e.reference, std::move(follow_up));
  }

  void operator()(const FollowUpAdvanced& e) {
    FollowUp& follow_up = get(e.reference);
    follow_up.status = e.status;
    auto& milestones = follow_up.milestones;
    milestones.push_back({e.status, at_, clerk_});
    if (milestones.size() > milestones_max) milestones.erase(milestones.begin());
  }

  void operator()(const FollowUpAssigned& e) {
    FollowUp& follow_up = get(e.reference);
    follow_up.department = e.department;
    follow_up.clerk = e.clerk;
  }

  /// What was said about is not undone any more.
  void operator()(const FeedbackGiven& e) {
    const auto found = std::find_if(state_.departed.begin(), state_.departed.end(),
                                    [&e](const Departed& one) { return one.visit == e.visit; });
    FOYER_ASSERT(found != state_.departed.end());
    found->rating = e.rating;
    forget_done(e.visit);
  }

 private:
  static Need make_need(const NewNeed& from, Instant arrived_at) {
    Need need;
    need.id = from.need;
    need.service = from.service;
    need.skill = from.skill;
    need.due_at = from.due_at;
    need.place_at = from.place_at == Instant{} ? arrived_at : from.place_at;
    if (from.expected > Seconds{0}) need.expected = from.expected;
    return need;
  }

  /// Marks it as handed in.
  void use_leased(const std::string& ticket) {
    for (auto& [device, lease] : state_.leases) {
      if (!holds(lease, ticket)) continue;
      // A kiosk hands in one number after the other: runs keep the list short.
      const auto run = std::find_if(
          lease.used.begin(), lease.used.end(),
          [&ticket](const NumberBlock& before) { return comes_after(before.last, ticket); });
      if (run == lease.used.end()) {
        lease.used.push_back({ticket, ticket});
      } else {
        run->last = ticket;
      }
    }
  }

  static bool comes_after(const std::string& one, const std::string& next) {
    return one.front() == next.front() && number_of(one) + 1 == number_of(next);
  }

  static void finish(Need& need, Outcome outcome) {
    need.state = NeedState::done;
    need.outcome = outcome;
  }

  static void change_needs(Visit& visit, NeedState from, NeedState to) {
    for (Need& need : visit.needs) {
      if (need.state == from) need.state = to;
    }
  }

  Visit& get(VisitId id) {
    auto found = state_.visits.find(id);
    FOYER_ASSERT(found != state_.visits.end());
    return found->second;
  }

  Counter& get(const CounterId& id) {
    auto found = state_.counters.find(id);
    FOYER_ASSERT(found != state_.counters.end());
    return found->second;
  }

  FollowUp& get(const std::string& reference) {
    auto found = state_.follow_ups.find(reference);
    FOYER_ASSERT(found != state_.follow_ups.end());
    return found->second;
  }

  static Need& get(Visit& visit, NeedId id) {
    auto found = std::find_if(visit.needs.begin(), visit.needs.end(),
                              [id](const Need& need) { return need.id == id; });
    FOYER_ASSERT(found != visit.needs.end());
    return *found;
  }

  void leave_counter(Visit& visit) {
    if (!visit.counter.empty()) {
      Counter& counter = get(visit.counter);
      counter.visit.reset();
      counter.idle_since = at_;
    }
    visit.counter = CounterId{};
    visit.called_at.reset();
    visit.last_summoned_at.reset();
    visit.call_expires_at.reset();
    visit.serving_since.reset();
    visit.confirmed_at.reset();
    visit.recalls = 0;
  }

  /// After a need has left the counter or is done: is the visit still there, or still present?
  void settle(Visit& visit) {
    switch (stage_of(visit)) {
      case NeedState::called:
      case NeedState::serving:
        return;
      case NeedState::waiting:
      case NeedState::parked:
        leave_counter(visit);
        return;
      case NeedState::done:
        depart(visit);
        return;
    }
  }

  void end_visit(Visit& visit, Outcome outcome) {
    for (Need& need : visit.needs) {
      if (need.state != NeedState::done) finish(need, outcome);
    }
    depart(visit);
  }

  void depart(Visit& visit) {
    leave_counter(visit);
    ++state_.totals.departed;
    const VisitId id = visit.id;
    state_.visits.erase(id);
  }

  /// Before a visit is changed at its counter. The events of one command, and of one moment, are
  /// one thing to undo.
  void remember_done(const Visit& visit) {
    forget_done(visit.id, visit.counter);
    if (visit.counter.empty()) return;
    auto& last = get(visit.counter).last_done;
    const bool same_moment = last && last->visit.id == visit.id && last->at == at_ &&
                             last->visit.serving_since == visit.serving_since;
    if (!same_moment) last = LastDone{visit, at_};
  }

  /// Something else has happened to this visit: what was done before it cannot be undone any more.
  void forget_done(VisitId id, const CounterId& but = {}) {
    for (auto& [place, counter] : state_.counters) {
      if (place != but && counter.last_done && counter.last_done->visit.id == id) {
        counter.last_done.reset();
      }
    }
  }

  /// As it would wait if it came back.
  void keep_gone(const Visit& visit) {
    Gone gone{visit, at_};
    Visit& kept = gone.visit;
    for (Need& need : kept.needs) {
      if (need.state != NeedState::done) need.state = NeedState::waiting;
    }
    kept.counter = CounterId{};
    kept.called_at.reset();
    kept.last_summoned_at.reset();
    kept.call_expires_at.reset();
    kept.serving_since.reset();
    kept.confirmed_at.reset();
    kept.parked_until.reset();
    kept.recalls = 0;
    state_.gone.push_front(std::move(gone));
    if (state_.gone.size() > gone_max) state_.gone.pop_back();
  }

  void keep_departed(const Visit& visit) {
    state_.departed.push_front(Departed{visit.id, visit.ticket, visit.token, visit.language,
                                        visit.counter, visit.served_by, at_, std::nullopt});
    if (state_.departed.size() > departed_max) state_.departed.pop_back();
  }

  void forget_gone(VisitId id) {
    std::erase_if(state_.gone, [id](const Gone& one) { return one.visit.id == id; });
  }

  void forget_call(VisitId id) {
    std::erase_if(state_.recent_calls, [id](const RecentCall& call) { return call.visit == id; });
  }

  void show_call(const Visit& visit) {
    forget_call(visit.id);
    state_.recent_calls.push_front(
        RecentCall{visit.id, visit.ticket, visit.counter, visit.language, at_, visit.recalls});
    if (state_.recent_calls.size() > recent_calls_max) state_.recent_calls.pop_back();
  }

  State& state_;
  Instant at_;
  const ClerkId& clerk_;
};

}  // namespace

void evolve(State& state, const Event& event) {
  Evolution evolution(state, event);
  std::visit(evolution, event.body);
  state.last_at = event.at;
}

std::optional<Instant> next_deadline(const State& state) {
  if (!state.day) return std::nullopt;
  Instant due = state.day->ends_at;
  for (const auto& [id, visit] : state.visits) {
    if (visit.call_expires_at) due = std::min(due, *visit.call_expires_at);
    if (visit.parked_until) due = std::min(due, *visit.parked_until);
  }
  return due;
}

}  // namespace foyer

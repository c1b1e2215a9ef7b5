#include "simulation/clerk.h"

#include <algorithm>
#include <utility>

#include "engine/choose.h"

namespace foyer::simulation {
namespace {

/// What a clerk sees of a refusal before trying to go on.
constexpr Milliseconds puzzled{2000};
/// A call that was a slip of the finger is noticed so soon.
constexpr Milliseconds slip{1500};

const VisitCalled* call_in(const protocol::Answer& answer) {
  for (const Event& event : answer.events) {
    if (const auto* called = std::get_if<VisitCalled>(&event.body)) return called;
  }
  return nullptr;
}

}  // namespace

SimulatedClerk::SimulatedClerk(World& world, Crowd& crowd, Post& post, Shift shift)
    : world_(world), crowd_(crowd), post_(post), shift_(std::move(shift)) {}

void SimulatedClerk::later(Milliseconds simulated, Step step) {
  state_ = State::occupied;
  step_ = std::move(step);
  const Milliseconds delay = going_home_ ? Milliseconds(0) : simulated;
  timer_ = world_.agenda.after(delay, [this] {
    timer_.reset();
    // The step may set the next one.
    const Step now = std::exchange(step_, nullptr);
    now();
  });
}

void SimulatedClerk::ask(Command command, std::function<void(const protocol::Answer&)> done) {
  state_ = State::occupied;
  post_.send(std::move(command), [this, done = std::move(done)](const protocol::Answer& answer) {
    if (!answer.refusal) return done(answer);
    world_.tally.count_refusal(answer.refusal->code);
    if (answer.refusal->code == RefusalCode::nobody_waiting) return become_idle();
    later(puzzled, [this] { take_stock(); });
  });
}

void SimulatedClerk::fail(const std::string& what, const Refusal& refusal) {
  world_.tally.count_refusal(refusal.code);
  const std::string problem = "clerk " + shift_.clerk.value + " at counter " +
                              shift_.counter.value + ": " + what + ": " + refusal.text;
  world_.tally.add_problem(problem);
  world_.say(problem);
  state_ = State::at_home;
}

void SimulatedClerk::plan_breaks(std::int64_t day_index) {
  for (const Break& planned : world_.profile.clerks.breaks) {
    const Milliseconds shifted =
        planned.span.begin + static_cast<std::int64_t>(shift_.position) * planned.span.length();
    const Milliseconds at = world_.agenda.working_time(day_index, shifted);
    if (at < world_.agenda.opened_at() || shifted >= world_.profile.day.end) continue;
    world_.agenda.at(at, [this, planned] {
      breaks_due_.push_back(planned);
      look();
    });
  }
}

void SimulatedClerk::start() {
  state_ = State::occupied;
  const protocol::SignIn sign_in{shift_.clerk, shift_.secret};
  post_.send(sign_in, [this](const protocol::Answer& answer) {
    if (answer.refusal) return fail("cannot sign in", *answer.refusal);
    if (going_home_) return sign_out();
    open_counter();
  });
}

void SimulatedClerk::open_counter() {
  state_ = State::occupied;
  post_.send(OpenCounter{shift_.counter}, [this](const protocol::Answer& answer) {
    if (!answer.refusal) return take_stock();
    not_opened(*answer.refusal);
  });
}

void SimulatedClerk::not_opened(const Refusal& refusal) {
  if (refusal.code == RefusalCode::counter_already_open) return take_stock();
  if (refusal.code != RefusalCode::day_not_open) return fail("cannot open the counter", refusal);
  later(world_.agenda.simulated(Milliseconds(1000)),
        [this] { going_home_ ? sign_out() : open_counter(); });
}

const Counter* SimulatedClerk::own_counter() const {
  const Counter* counter = find_counter(world_.replica.state(), shift_.counter);
  const bool ours = counter != nullptr && counter->state != CounterState::closed &&
                    counter->clerk == shift_.clerk;
  return ours ? counter : nullptr;
}

const Visit* SimulatedClerk::visit_here() const {
  const Visit* visit = find_visit(world_.replica.state(), visit_);
  return visit != nullptr && visit->counter == shift_.counter ? visit : nullptr;
}

void SimulatedClerk::become_idle() {
  state_ = State::idle;
  look();
}

void SimulatedClerk::take_stock() {
  opened_ = true;
  const Counter* counter = own_counter();
  if (counter == nullptr) {
    // The day was closed, or somebody else has closed the counter.
    if (going_home_) return sign_out();
    return open_counter();
  }
  if (counter->state == CounterState::on_break) return going_home_ ? leave() : open_counter();
  if (!counter->visit) return become_idle();
  visit_ = *counter->visit;
  const Visit* visit = visit_here();
  if (visit == nullptr) return become_idle();
  if (stage_of(*visit) == NeedState::serving) return handle();
  called(visit_);
}

void SimulatedClerk::look() {
  if (state_ != State::idle) return;
  if (going_home_) return leave();
  const Counter* counter = own_counter();
  if (counter == nullptr) return;
  if (counter->visit || counter->state != CounterState::open) return;
  if (!breaks_due_.empty()) {
    const Break planned = breaks_due_.front();
    breaks_due_.erase(breaks_due_.begin());
    return take_break(planned);
  }
  const Instant now = world_.replica.state().last_at;
  if (!choose(world_.site.lobby, world_.replica.state(), *counter, now)) return;
  later(draw(world_.profile.clerks.reaction, world_.random), [this] { call(); });
}

void SimulatedClerk::call() {
  if (going_home_) return leave();
  ask(CallNext{shift_.counter}, [this](const protocol::Answer& answer) {
    const VisitCalled* call = call_in(answer);
    if (call == nullptr) return become_idle();
    called(call->visit);
  });
}

void SimulatedClerk::called(VisitId visit) {
  visit_ = visit;
  passing_on_refused_ = false;
  if (going_home_ && !crowd_.is_ours(visit)) return send_back();
  if (world_.random.chance(world_.profile.clerks.mistaken_call)) {
    return later(slip, [this] {
      ask(TakeBack{shift_.counter, visit_}, [this](const auto&) { become_idle(); });
    });
  }
  if (!crowd_.comes(visit)) return wait_for_nobody(false);
  later(crowd_.walk_of(visit), [this] { serve(); });
}

void SimulatedClerk::serve() {
  if (going_home_ && !crowd_.is_ours(visit_)) return send_back();
  ask(Serve{shift_.counter, visit_}, [this](const auto&) { handle(); });
}

void SimulatedClerk::wait_for_nobody(bool recalled) {
  const Clerks& habits = world_.profile.clerks;
  const Rules& rules = world_.site.lobby.rules;
  // The server's rule counts real seconds: in fast motion there is no time for a recall.
  const bool may_recall = !recalled && !going_home_ && rules.recalls_max > 0 &&
                          world_.agenda.real(habits.recall_after) > rules.recall_after;
  if (may_recall) {
    return later(habits.recall_after, [this] {
      ask(Recall{shift_.counter, visit_}, [this](const auto&) { wait_for_nobody(true); });
    });
  }
  later(habits.no_show_after, [this] {
    ask(NoShow{shift_.counter, visit_}, [this](const auto&) { after_visit(); });
  });
}

/// Somebody else's visit, called when it was time to go home: it waits again in a moment.
void SimulatedClerk::send_back() {
  ask(Park{shift_.counter, visit_, Seconds(1)}, [this](const auto&) { become_idle(); });
}

std::vector<Need> SimulatedClerk::needs_served() const {
  std::vector<Need> served;
  const Visit* visit = visit_here();
  if (visit == nullptr) return served;
  for (const Need& need : visit->needs) {
    if (need.state == NeedState::serving) served.push_back(need);
  }
  return served;
}

void SimulatedClerk::handle() {
  Milliseconds length{};
  bool parks = false;
  for (const Need& need : needs_served()) {
    const PlannedNeed& plan = crowd_.plan_of(visit_, need.service);
    length += plan.handle;
    parks = parks || (plan.ending == Ending::parked && crowd_.is_ours(visit_));
  }
  if (parks && !going_home_) return work(length / 2, [this] { park(); });
  work(length, [this] { conclude(); });
}

std::optional<Milliseconds> SimulatedClerk::asked_in() const {
  const Visit* visit = visit_here();
  if (visit == nullptr) return std::nullopt;
  const auto asked_at = forgotten_at(world_.site.lobby.rules, *visit);
  if (!asked_at) return std::nullopt;
  // The server's rule counts real time; what it has published last is as late as is known here.
  const Milliseconds left = *asked_at - world_.replica.state().last_at;
  return world_.agenda.simulated(std::max(left, Milliseconds(0)));
}

void SimulatedClerk::work(Milliseconds left, std::function<void()> done) {
  const auto asked = asked_in();
  if (going_home_ || !asked || left <= *asked) return later(left, std::move(done));
  const Milliseconds reaction = draw(world_.profile.clerks.reaction, world_.random);
  const Milliseconds until = std::min(left, *asked + std::max(reaction, Milliseconds(1)));
  later(until, [this, rest = left - until, done = std::move(done)] {
    if (going_home_) return done();
    ask(ConfirmServing{shift_.counter, visit_},
        [this, rest, done](const auto&) { work(rest, done); });
  });
}

void SimulatedClerk::park() {
  // What is left is done at the second attempt.
  for (const Need& need : needs_served()) {
    PlannedNeed& plan = crowd_.plan_of(visit_, need.service);
    plan.handle /= 2;
    if (plan.ending == Ending::parked) plan.ending = Ending::resolved;
  }
  if (going_home_) return conclude();
  const auto back = std::chrono::ceil<Seconds>(world_.agenda.real(world_.profile.clerks.park_for));
  const Seconds return_after = std::clamp(back, Seconds(1), world_.site.lobby.rules.park_max);
  ask(Park{shift_.counter, visit_, return_after}, [this](const auto&) { after_visit(); });
}

bool SimulatedClerk::somebody_has(const SkillId& skill) const {
  const auto& counters = world_.replica.state().counters;
  return std::any_of(counters.begin(), counters.end(), [&](const auto& entry) {
    return entry.second.state == CounterState::open && has_skill(entry.second.skills, skill);
  });
}

std::optional<Command> SimulatedClerk::passing_on(const Need& need) {
  if (passing_on_refused_ || going_home_) return std::nullopt;
  const Service* service = find_service(world_.site.lobby, need.service);
  if (service == nullptr) return std::nullopt;
  const Ending ending = crowd_.plan_of(visit_, need.service).ending;
  if (ending == Ending::referred) {
    return Refer{shift_.counter, visit_, need.id, service->department};
  }
  const bool is_specialist = need.skill == service->specialist_skill;
  if (ending != Ending::handed_over || service->specialist_skill.empty() || is_specialist) {
    return std::nullopt;
  }
  if (!somebody_has(service->specialist_skill)) {
    return Refer{shift_.counter, visit_, need.id, service->department};
  }
  return Transfer{shift_.counter, visit_, need.id, TransferKind::specialist, {}};
}

void SimulatedClerk::conclude() {
  for (const Need& need : needs_served()) {
    auto command = passing_on(need);
    if (!command) continue;
    state_ = State::occupied;
    post_.send(std::move(*command), [this](const protocol::Answer& answer) {
      if (answer.refusal) {
        world_.tally.count_refusal(answer.refusal->code);
        passing_on_refused_ = true;
      }
      conclude();
    });
    return;
  }
  finish();
}

void SimulatedClerk::finish() {
  Finish command{shift_.counter, visit_, {}};
  for (const Need& need : needs_served()) {
    NeedResult result{need.id, Outcome::resolved, {}, {}};
    const Service* service = find_service(world_.site.lobby, need.service);
    const Ending ending = crowd_.plan_of(visit_, need.service).ending;
    if (ending == Ending::follow_up) result.outcome = Outcome::follow_up;
    if (ending == Ending::cancelled) result.outcome = Outcome::cancelled;
    if (ending == Ending::incomplete && service != nullptr && !service->bring.empty()) {
      result.outcome = Outcome::incomplete;
      result.missing.push_back(service->bring[world_.random.below(service->bring.size())]);
    }
    if (result.outcome == Outcome::resolved && service != nullptr) {
      for (const ItemId& item : service->delivers) result.delivered.push_back({item, 1});
    }
    command.results.push_back(std::move(result));
  }
  if (command.results.empty()) return after_visit();
  ask(std::move(command), [this](const auto&) { after_visit(); });
}

void SimulatedClerk::after_visit() {
  later(draw(world_.profile.clerks.between, world_.random), [this] { become_idle(); });
}

void SimulatedClerk::take_break(const Break& planned) {
  ask(BreakCounter{shift_.counter, planned.reason}, [this, planned](const auto&) {
    later(planned.span.length(), [this] { going_home_ ? leave() : open_counter(); });
  });
}

void SimulatedClerk::go_home() {
  going_home_ = true;
  if (state_ == State::away) {
    state_ = State::at_home;
  } else if (state_ == State::idle) {
    leave();
  } else if (timer_) {
    world_.agenda.cancel(*timer_);
    timer_.reset();
    later(Milliseconds(0), std::exchange(step_, nullptr));
  }
}

void SimulatedClerk::leave() {
  ask(CloseCounter{shift_.counter}, [this](const auto&) { sign_out(); });
}

void SimulatedClerk::sign_out() {
  state_ = State::occupied;
  post_.send(protocol::SignOut{}, [this](const protocol::Answer& answer) {
    if (answer.refusal) world_.tally.count_refusal(answer.refusal->code);
    state_ = State::at_home;
  });
}

}  // namespace foyer::simulation

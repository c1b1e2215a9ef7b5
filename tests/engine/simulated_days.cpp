#include "tests/engine/simulated_days.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "tests/engine/town.h"

namespace foyer::test {
namespace {

constexpr Instant first_morning{std::chrono::sys_days(std::chrono::year(2026) / 11 / 2) +
                                std::chrono::hours(8)};

}  // namespace

SimulatedDays::SimulatedDays(Site site, DaysSettings settings, std::uint64_t seed, Watch watch)
    : site_(std::move(site)),
      settings_(std::move(settings)),
      random_(seed),
      watch_(std::move(watch)) {}

Milliseconds SimulatedDays::exponential(double mean_s) {
  const double uniform = (static_cast<double>(random_.below(1'000'000)) + 0.5) / 1'000'000;
  return Milliseconds(std::llround(-std::log(uniform) * mean_s * 1000));
}

void SimulatedDays::plan(Instant at, What what, VisitId visit, const CounterId& counter) {
  const Due due{at, what, visit, counter};
  due_.insert(std::upper_bound(due_.begin(), due_.end(), due,
                               [](const Due& a, const Due& b) { return a.order() < b.order(); }),
              due);
}

/// False: refused.
bool SimulatedDays::give(const Command& command, const CounterId& counter) {
  Context context;
  context.now = now_;
  context.actor = {DeviceId{"device"}, ClerkId{counter.empty() ? "" : "clerk-" + counter.value}};
  context.clerk_skills = skills_of("ana");
  context.token = Token{std::string(32, 'a')};
  const auto events = decide(site_, state_, command, context);
  if (!events) return false;
  for (const EventBody& body : *events) {
    const Event event{static_cast<std::int64_t>(journal_.size()) + 1, now_, context.actor, body};
    watch_(event);
    evolve(state_, event);
    journal_.push_back(event);
  }
  return true;
}

/// A clerk who is asked answers: what took long here did take long.
void SimulatedDays::say_still_here(VisitId id, const CounterId& counter) {
  const Visit* visit = find_visit(state_, id);
  if (visit == nullptr) return;
  const auto forgotten = forgotten_at(site_.rules, *visit);
  if (forgotten && *forgotten < now_) give(ConfirmServing{counter, id}, counter);
}

void SimulatedDays::play_day() {
  const Instant opens = first_morning + std::chrono::hours(24 * day_++);
  now_ = opens;
  const Instant closes = opens + Seconds(std::llround(settings_.hours * 3600));
  if (!give(OpenDay{BusinessDate{"2026-11-02"}, opens, closes, opens + std::chrono::hours(23)},
            {})) {
    throw std::logic_error("the day does not open");
  }
  for (const CounterId& counter : settings_.counters) give(OpenCounter{counter}, counter);
  plan(now_ + exponential(3600 / settings_.comes_per_h), What::comes);
  while (!due_.empty()) {
    const Due due = due_.front();
    due_.erase(due_.begin());
    now_ = due.at;
    if (due.what == What::comes && now_ >= closes) continue;
    happen(due);
    call_at_idle_counters();
  }
  give(CloseDay{}, {});
}

void SimulatedDays::happen(const Due& due) {
  switch (due.what) {
    case What::comes: {
      IssueTicket issue;
      issue.services = {random_.one_of(settings_.services)};
      issue.language = LanguageTag{"en"};
      const VisitId visit = state_.next_visit;
      if (give(issue, {}) && settings_.patience_s > 0) {
        plan(now_ + exponential(settings_.patience_s), What::gives_up, visit);
      }
      plan(now_ + exponential(3600 / settings_.comes_per_h), What::comes);
      return;
    }
    case What::gives_up: {
      const Visit* visit = find_visit(state_, due.visit);
      if (visit != nullptr && visit->counter.empty()) give(Leave{due.visit}, {});
      return;
    }
    case What::starts:
      give(Serve{due.counter, due.visit}, due.counter);
      plan(now_ + exponential(settings_.handle_s), What::ends, due.visit, due.counter);
      return;
    case What::ends:
      say_still_here(due.visit, due.counter);
      give(Finish{due.counter, due.visit, {NeedResult{NeedId{1}, Outcome::resolved, {}, {}}}},
           due.counter);
      return;
  }
}

void SimulatedDays::call_at_idle_counters() {
  for (const CounterId& id : settings_.counters) {
    const Counter* counter = find_counter(state_, id);
    if (counter == nullptr || counter->visit) continue;
    if (!give(CallNext{id}, id)) continue;
    const VisitId visit = *find_counter(state_, id)->visit;
    plan(now_ + Milliseconds(std::llround(settings_.walk_s * 1000)), What::starts, visit, id);
  }
}

}  // namespace foyer::test

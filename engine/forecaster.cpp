#include "engine/forecaster.h"

#include <algorithm>

#include "engine/engine.h"

namespace foyer {
namespace {

bool gets_tickets(const Service& service) {
  return service.on && service.centralization != Centralization::none;
}

/// Whoever would join, each kind once: services of one skill and promise share one.
class Joiners {
 public:
  Joiners(const Site& site, Instant now) {
    for (const Service& service : site.services) {
      if (!gets_tickets(service)) continue;
      for (const Priority priority : {Priority::normal, Priority::priority}) {
        add(joiner_for(site, service, priority, now));
      }
    }
  }

  [[nodiscard]] const std::vector<Joiner>& each() const { return each_; }
  [[nodiscard]] std::size_t index_of(const Joiner& joiner) const { return index_.at(key(joiner)); }

 private:
  /// What it is expected to take matters to others only.
  static Joiner key(Joiner joiner) {
    joiner.expected = {};
    return joiner;
  }
  void add(const Joiner& joiner) {
    if (index_.try_emplace(key(joiner), each_.size()).second) each_.push_back(joiner);
  }

  std::vector<Joiner> each_;
  std::map<Joiner, std::size_t> index_;
};

std::vector<VisitWait> visits_of(const Estimates& estimates) {
  std::vector<VisitWait> visits;
  for (const auto& [visit, estimate] : estimates.visits) {
    visits.push_back({visit, estimate.before, wait_of(estimate)});
  }
  return visits;
}

/// The sooner of two, a known one before any other.
bool is_sooner(const Estimate& a, const Estimate& b) {
  const auto rank = [](const Estimate& e) {
    return std::pair(e.status == WaitStatus::no_counter_open, e.p50_s);
  };
  return rank(a) < rank(b);
}

}  // namespace

Forecaster::Forecaster(const Site& site, const Settings& settings)
    : site_(site), settings_(settings), learner_(site) {}

void Forecaster::observe(const Event& event) {
  const auto* issued = std::get_if<TicketIssued>(&event.body);
  // Who got a ticket from a kiosk that was alone had been waiting for a while: no test of what
  // would be told now.
  if (issued != nullptr && !issued->arrived_at) promise(*issued, event.at);
  if (std::holds_alternative<DayOpened>(event.body)) look_.reset();
  learner_.before(state_, event);
  evolve(state_, event);
  learner_.after(state_, event);
  seq_ = event.seq;
}

bool Forecaster::is_fresh(const Look& look, Instant now) const {
  const Milliseconds age = now - look.at;
  if (age < settings_.look_least) return true;
  const auto changes = static_cast<std::size_t>(std::max<std::int64_t>(seq_ - look.seq, 0));
  return age < settings_.look_most && changes < std::max<std::size_t>(8, state_.visits.size() / 4);
}

void Forecaster::promise(const TicketIssued& issued, Instant at) {
  if (issued.needs.empty()) return;
  if (settings_.look_most == Milliseconds(0)) {
    learner_.promised(issued.visit, issued.needs.front().skill,
                      estimate(issued.needs, issued.priority, at));
    return;
  }
  if (!look_ || !is_fresh(*look_, at)) look_ = look(at);
  const Estimate* best = nullptr;
  const NewNeed* best_need = nullptr;
  for (const NewNeed& need : issued.needs) {
    const auto found = look_->joiners.find({need.service, issued.priority});
    if (found == look_->joiners.end()) continue;
    if (best != nullptr && !is_sooner(found->second, *best)) continue;
    best = &found->second;
    best_need = &need;
  }
  if (best != nullptr) learner_.promised(issued.visit, best_need->skill, *best);
}

Forecaster::Look Forecaster::look(Instant now) const {
  const Joiners joiners(site_, now);
  const Estimates estimates = estimate_waits(site_, state_, experience(), joiners.each(), now);
  Look look{now, seq_, {}};
  for (const Service& service : site_.services) {
    if (!gets_tickets(service)) continue;
    for (const Priority priority : {Priority::normal, Priority::priority}) {
      const Joiner joiner = joiner_for(site_, service, priority, now);
      look.joiners[{service.id, priority}] = estimates.joiners[joiners.index_of(joiner)];
    }
  }
  return look;
}

Waits Forecaster::forecast(Instant now) const {
  const Joiners joiners(site_, now);
  const Estimates estimates = estimate_waits(site_, state_, experience(), joiners.each(), now);
  Waits waits{now, seq_, {}, {}};
  for (const Service& service : site_.services) {
    if (!gets_tickets(service)) continue;
    const auto joiner = [&](Priority priority) {
      return estimates.joiners[joiners.index_of(joiner_for(site_, service, priority, now))];
    };
    const Estimate normal = joiner(Priority::normal);
    waits.services.push_back(
        {service.id, wait_of(normal), wait_of(joiner(Priority::priority)), normal.before});
  }
  waits.visits = visits_of(estimates);
  return waits;
}

Waits Forecaster::waits_in(const State& lobby, Instant now) const {
  return {now, 0, {}, visits_of(estimate_waits(site_, lobby, experience(), {}, now))};
}

Estimate Forecaster::estimate(const std::vector<NewNeed>& needs, Priority priority,
                              Instant now) const {
  std::vector<Joiner> joiners;
  for (const NewNeed& need : needs) {
    const Instant place_at = need.place_at == Instant{} ? now : need.place_at;
    joiners.push_back({need.skill, priority, need.due_at, place_at, need.expected});
  }
  const Estimates estimates = estimate_waits(site_, state_, experience(), joiners, now);
  return *std::min_element(estimates.joiners.begin(), estimates.joiners.end(), is_sooner);
}

}  // namespace foyer

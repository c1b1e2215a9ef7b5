// Learns from a lobby's events, in their order: what took how long is said to an Experience when it
// is over. Keeps what is under way. Deterministic; the events alone decide.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "engine/estimate.h"
#include "engine/experience.h"

namespace foyer {

class Learner {
 public:
  explicit Learner(const Site& site) : experience_(site) {}

  /// Call before an event changes `state`, and after it.
  void before(const State& state, const Event& event);
  void after(const State& state, const Event& event);

  /// What a visit was promised when it joined, for the need that it can have soonest.
  void promised(VisitId visit, const SkillId& skill, const Estimate& estimate);

  [[nodiscard]] const Experience& experience() const { return experience_; }

 private:
  /// A visit that is being served.
  struct Serving {
    std::vector<ServiceId> services;
    Instant since;
    double walked_s = 0;
  };
  /// A counter for which somebody waits, and that is idle or on a break.
  struct Away {
    CounterState state{};
    BreakReason reason{};
    Instant from;        ///< Since when that is so.
    Instant idle_since;  ///< What its age is counted from.
  };
  struct Promised {
    SkillId skill;
    Estimate estimate;
  };

  void forget_day();
  void let_time_pass(Instant at);
  void count_waiting(const Visit& visit, int by);
  void learn_called(const Visit& visit, Instant at);
  void learn_left(const Visit& visit);
  void learn_served(const State& state, const Event& event);
  void look_at_counters(const State& state, const Event& event);
  void look_at(const Counter& counter, Instant at, bool called);
  [[nodiscard]] bool somebody_waits_for(const Counter& counter) const;

  Experience experience_;
  Instant last_at_;
  int waiting_ = 0;                          ///< Visits.
  std::map<SkillId, int> waiting_by_skill_;  ///< Needs that wait, by skill; none is 0.
  bool demand_changed_ =
      false;  ///< Somebody waits for a skill for which nobody did, or the reverse.
  std::map<VisitId, Serving> serving_;
  std::map<CounterId, Away> away_;
  std::map<VisitId, Promised> promised_;
};

}  // namespace foyer

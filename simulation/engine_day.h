// A whole day of a lobby in the engine alone: no server, no link, and the lobby's time is simulated
// too, so that hundreds of days take seconds. For benchmarks of policies, and for tests of what
// must hold on any day. Deterministic: the same plan gives the same events.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "engine/engine.h"
#include "simulation/plan.h"

namespace foyer::simulation {

/// A counter and whoever works at it.
struct Worker {
  CounterId counter;
  std::vector<SkillId> skills;  ///< Sorted.
  std::vector<LanguageTag> languages;
  std::vector<Break> breaks;  ///< In order; one that comes while somebody is served begins after.
};

struct EngineDayPlan {
  Span hours;               ///< Since local midnight: tickets are issued.
  Milliseconds overtime{};  ///< Workers stay so long after it; then what is left is closed out.
  std::vector<Arrival> arrivals;
  std::vector<Worker> workers;
  Milliseconds between{};  ///< From the end of a visit to being ready for the next.
};

/// What became of a visit.
struct VisitFate {
  VisitId visit;
  ServiceId service;  ///< Of the first need.
  Instant waits_from;
  Instant due_at;  ///< The promise of the first need.
  Wait promise;
  std::optional<Instant> first_called_at;
  std::optional<Instant> left_at;  ///< Out of patience, before the first call.
  int counters = 0;                ///< Different counters in a row that it was called to.
};

/// Whom `counter` calls; nothing: nobody. `call_next` is what the engine itself does.
using CallingPolicy =
    std::function<std::optional<VisitId>(const State&, const Counter&, Instant now)>;

struct EngineDayHooks {
  CallingPolicy policy;                        ///< Empty: the engine's own.
  std::function<void(const Event&)> on_event;  ///< After the state has it. May be empty.
  /// What the lobby tells newcomers; null: the engine's cold forecast for every ticket.
  const Waits* waits = nullptr;
};

/// Every visit of the plan that got a ticket, in order of visits.
[[nodiscard]] std::vector<VisitFate> play_day(const Site& site, const EngineDayPlan& plan,
                                              const EngineDayHooks& hooks);

}  // namespace foyer::simulation

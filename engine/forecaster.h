// How long it takes, learnt from the lobby's own days. Fed with every event in order; keeps a State
// of its own and what it has learnt. A pure object: no clock, no I/O; the same events give the same
// waits. The server runs one on a thread of its own; `foyer forecast evaluate` runs the same one
// over a file.
#pragma once

#include "engine/site.h"
#include "engine/state.h"
#include "engine/waits.h"

namespace foyer {

class Forecaster {
 public:
  /// `site` must outlive it. Knows nothing yet but the site's expected handle times.
  explicit Forecaster(const Site& site);

  /// Takes in what happened and learns from it. Events come in their order, from any day_opened on.
  void observe(const Event& event);

  /// The waits of everybody who waits, and of whoever would join for each service, at `now` (not
  /// before the last event).
  [[nodiscard]] Waits forecast(Instant now);

  [[nodiscard]] const State& state() const { return state_; }

 private:
  const Site& site_;
  State state_;
  std::int64_t seq_ = 0;
};

}  // namespace foyer

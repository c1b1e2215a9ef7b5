// How long it takes, learnt from the lobby's own days. Fed with every event in order; keeps a State
// of its own and what it has learnt. A pure object: no clock, no I/O; the same events give the same
// waits, whether or not forecasts were asked for in between. The server runs one on a thread of its
// own; `foyer forecast evaluate` runs the same one over a file. docs/WAITS.md has the method.
#pragma once

#include <map>
#include <optional>
#include <utility>

#include "engine/estimate.h"
#include "engine/learner.h"
#include "engine/site.h"
#include "engine/state.h"
#include "engine/waits.h"

namespace foyer {

class Forecaster {
 public:
  /// What the lobby looked like when a ticket was issued is what the forecaster learns from when it
  /// is called. One look (a forecast) can do for several tickets: it does for all within
  /// `look_least`, and within `look_most` as long as the lobby has hardly changed. Both 0: each
  /// ticket has a look of its own, and what is learnt of is exactly what `estimate` would have
  /// said.
  struct Settings {
    Milliseconds look_least{1'000};
    Milliseconds look_most{10'000};
  };

  /// `site` must outlive it. Knows nothing yet but the site's expected handle times.
  Forecaster(const Site& site, const Settings& settings);
  explicit Forecaster(const Site& site) : Forecaster(site, Settings()) {}

  /// Takes in what happened and learns from it. Events come in their order, from any day_opened on.
  /// A ticket costs a look at the lobby now and then, see Settings; anything else little.
  void observe(const Event& event);

  /// The waits of everybody who waits, and of whoever would join for each service, at `now` (not
  /// before the last event).
  [[nodiscard]] Waits forecast(Instant now) const;

  /// The waits of everybody who waits in a lobby as it could be (more counters open, say), by what
  /// was learnt in this one. To compare: nothing of who would join, and no seq.
  [[nodiscard]] Waits waits_in(const State& lobby, Instant now) const;

  /// Of somebody who would join now with these needs: the one that can be had soonest. At least
  /// one.
  [[nodiscard]] Estimate estimate(const std::vector<NewNeed>& needs, Priority priority,
                                  Instant now) const;

  [[nodiscard]] const State& state() const { return state_; }
  [[nodiscard]] const Experience& experience() const { return learner_.experience(); }

 private:
  using Kind = std::pair<ServiceId, Priority>;
  struct Look {
    Instant at;
    std::int64_t seq = 0;
    std::map<Kind, Estimate> joiners;
  };

  void promise(const TicketIssued& issued, Instant at);
  [[nodiscard]] Look look(Instant now) const;
  [[nodiscard]] bool is_fresh(const Look& look, Instant now) const;

  const Site& site_;
  const Settings settings_;
  State state_;
  Learner learner_;
  std::int64_t seq_ = 0;
  std::optional<Look> look_;
};

}  // namespace foyer

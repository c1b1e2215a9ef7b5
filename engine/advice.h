// What to do about the lobby now: the one best action, found by forecasting the lobby with it and
// without. Choosy: only what is worth it, for long enough, a few times a day. It knows counters,
// skills and breaks; it does not know who is in the building, so it says what to do and not who.
// Pure: the forecast comes in as a function, the time with the call. docs/STAFFING.md has the
// rules.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "engine/site.h"
#include "engine/state.h"
#include "engine/waits.h"

namespace foyer {

/// end_break: call this counter back from its break. lend_skill: somebody with this skill to a
/// counter that is open and may have it by its place. open_counter: open this closed counter. In
/// the order of how little they ask; of equally good ones the first is taken.
FOYER_WORDS(Action, end_break, lend_skill, open_counter)

/// `skills`: of end_break what the counter can serve, of lend_skill the one skill, of open_counter
/// all that it can serve by its place. Sorted.
struct Step {
  Action action{};
  CounterId counter;
  std::vector<SkillId> skills;
  friend bool operator==(const Step&, const Step&) = default;
};

/// What a step changes for those who wait now, within the next hour: a wait that is longer, or has
/// no end as things are, counts as an hour. Who comes later is not counted: the gain is a lower
/// bound.
struct Gain {
  int visits_helped = 0;  ///< Wait at least a minute less, or can be served at all.
  int visits_freed = 0;   ///< Of which: nobody who is open could serve them.
  std::int64_t saved_s =
      0;                ///< Less waiting, of all together; what others wait longer is taken off.
  int promises_bp = 0;  ///< Promises kept more, expected, in 1/10000; less those kept no more.
  friend bool operator==(const Gain&, const Gain&) = default;
};

struct Advice {
  Step step;
  Gain gain;
  friend bool operator==(const Advice&, const Advice&) = default;
};

/// How many promises more are kept, for people: rounded.
[[nodiscard]] int promises_saved(const Gain& gain);
/// How much less each who is helped waits, in whole minutes; for people.
[[nodiscard]] int minutes_less(const Gain& gain);

/// The waits of a lobby as it is told, now: every time the same for the same lobby.
using WaitsOf = std::function<Waits(const State&)>;

/// All that could be done at `now` that could help anybody who waits. Of closed counters with the
/// same skills only the first. Empty while no day is open.
[[nodiscard]] std::vector<Step> possible_steps(const Site& site, const State& state, Instant now);

/// The lobby after the step, which must be possible.
[[nodiscard]] State with_step(const Site& site, const State& state, const Step& step, Instant now);

/// From the waits with a step and without.
[[nodiscard]] Gain gain_of(const State& state, const Waits& without, const Waits& with,
                           Instant now);

/// Whether it is worth saying by the site's rules, times `share_pct`. Never if anything is worse.
[[nodiscard]] bool is_worth_it(const Rules& rules, const Gain& gain, int share_pct = 100);

/// Why there is no advice. The last three are an Adviser's alone: something is worth it, but not
/// for long enough yet; an advice was over a short while ago; the day's advice has all been given.
FOYER_WORDS(NoAdvice, day_not_open, nobody_waiting, nothing_possible, not_worth_it, not_yet,
            resting, enough_today)

/// The best that can be done, and whether it is worth it.
struct Finding {
  std::optional<Advice> best;      ///< Nothing: nothing helps.
  std::optional<NoAdvice> reason;  ///< Nothing: `best` is worth it.
};

[[nodiscard]] Finding find_best(const Site& site, const State& state, Instant now,
                                const WaitsOf& waits_of);

/// The one best action, if there is one that is worth it.
[[nodiscard]] std::optional<Advice> best_action(const Site& site, const State& state, Instant now,
                                                const WaitsOf& waits_of);

/// Says it: remembers over a day what was advised, so that an advice neither flickers nor comes too
/// often. Asked every half minute or so, with times that do not go backwards.
class Adviser {
 public:
  /// `site` must outlive it.
  explicit Adviser(const Site& site) : site_(site) {}

  /// What the manager is to see at `now`. A new advice comes once something has been worth it for
  /// Rules::advice_after. It stays, with its figures of now, while it can be done and is worth half
  /// as much; then nothing is said for Rules::advice_rest. At most Rules::advice_day_max a day.
  std::optional<Advice> advise(const State& state, Instant now, const WaitsOf& waits_of);
  /// Why advise() said nothing the last time; nothing exactly while there is an advice.
  [[nodiscard]] const std::optional<NoAdvice>& reason() const { return reason_; }

 private:
  std::optional<Advice> find(const State& state, Instant now, const WaitsOf& waits_of);
  std::optional<Advice> silent(NoAdvice reason);
  std::optional<Advice> renew(const State& state, Instant now, const WaitsOf& waits_of);

  const Site& site_;
  BusinessDate date_;
  std::optional<Step> shown_;
  std::optional<Instant> worth_it_since_;
  Instant rests_until_;
  int given_ = 0;  ///< On date_.
  std::optional<NoAdvice> reason_ = NoAdvice::day_not_open;
};

/// What a manager's board is told, now and then: an advice, or why there is none.
struct Advised {
  Instant at;
  std::int64_t seq = 0;  ///< Of the last event that is in it.
  std::optional<Advice> advice;
  std::optional<NoAdvice> reason;  ///< Set exactly where there is no advice.
  friend bool operator==(const Advised&, const Advised&) = default;
};

}  // namespace foyer

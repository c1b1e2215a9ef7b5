// How many counters a coming day needs to keep the site's standards, and whether the shifts cover
// it. From what past days say of it (demand.h) and the counters with their skills. Data in, data
// out; deterministic. docs/STAFFING.md has the method, its sources and a day worked through.
#pragma once

#include <optional>
#include <vector>

#include "engine/demand.h"

namespace foyer {

/// A counter and what it can serve with whoever is there.
struct SkilledCounter {
  CounterId counter;
  std::vector<SkillId> skills;  ///< Sorted.
};

struct MinuteSpan {
  int from = 0;  ///< Minutes of the local day; from < to <= 1440.
  int to = 0;
};

struct Shift {
  SkilledCounter counter;
  MinuteSpan hours;
  std::vector<MinuteSpan> breaks;
};

/// What a pool needs in one half hour.
struct PoolHalfHour {
  bool open = false;    ///< The office is open, if only for a part of it.
  bool known = false;   ///< Past days tell of it; else everything below is 0.
  double arrivals = 0;  ///< Of a usual day.
  double load = 0;      ///< In Erlangs: the counters that are busy if there are enough.
  int needed = 0;       ///< Counters that keep the standards on a usual day,
  int needed_busy = 0;  ///< and on the busy one of ten.
  bool enough = true;   ///< false: not even counters_most keep them.
};

/// Skills that are served from one line, by counters that have all of them.
struct PoolPlan {
  std::vector<SkillId> skills;      ///< Sorted.
  std::vector<CounterId> counters;  ///< Those that can serve the pool; sorted. Empty: nobody can.
  double handle_s = 0;
  std::optional<double> patience_s;  ///< Nothing: Erlang C's assumption, that everybody stays.
  double variability = 1;            ///< See SkillDemand.
  std::vector<Standard> standards;
  /// The mean of what is promised to those who come, in seconds; and the share of the strictest
  /// standard, which is to be called within it. Visits are called in the order in which promises
  /// end, so the longer promises of some make room for the shorter ones of others, and all services
  /// of a line are late alike.
  /// Source: Doytchinov, Lehoczky and Shreve, Real-time queues in heavy traffic with
  /// earliest-deadline-first queue discipline, Annals of Applied Probability 11 (2001).
  double promised_s = 0;
  int share_bp = 0;
  double arrivals = 0;  ///< Of a usual day.
  /// So few come that a counter held open for them would be idle nearly always: a specialist comes
  /// when called. Counted in no total.
  bool on_call = false;
  ByHalfHour<PoolHalfHour> half_hours;
};

struct Plan {
  DayDemand demand;
  std::vector<PoolPlan> pools;  ///< By arrivals, most first.
};

/// A pool that has fewer in every half hour of the day is on call.
inline constexpr double on_call_below = 0.25;
/// More counters are not tried.
inline constexpr int counters_most = 100;
/// No number of counters excludes chance: a standard of 100 % is planned as this.
inline constexpr int share_bp_most = 9990;

/// Skills that exactly the same counters have are one pool. Further pools are joined, the greatest
/// saving first, as long as this needs fewer counters: only skills that some counters have
/// together, and only where those are enough. So every pool's need can be kept by counters of its
/// own: an upper bound of what a lobby needs that shares them more cleverly. Each half hour finds
/// what the one before left waiting (pool.h). `counters`: those that may be opened; sorted by
/// counter.
[[nodiscard]] Plan plan_day(const DayDemand& demand, const std::vector<SkilledCounter>& counters);

struct CoverHalfHour {
  int present = 0;     ///< The fewest that are at the pool within the half hour.
  int short_of = 0;    ///< Counters that are missing on a usual day.
  double kept = 0;     ///< Of those who come: the share called within PoolPlan::promised_s.
  double waiting = 0;  ///< Mean number in the line.
};

struct Cover {
  /// By pool of the plan, in its order.
  std::vector<ByHalfHour<CoverHalfHour>> pools;
  ByHalfHour<int> present{};  ///< Counters on shift, the fewest within the half hour.
  ByHalfHour<int> over{};     ///< Of which are needed nowhere, in the whole half hour.
};

/// What these shifts make of the day. Counters go to the pools that need them (a greatest
/// matching), what is left over to whom it can help most; the line of each pool is followed over
/// the day.
[[nodiscard]] Cover cover_day(const Plan& plan, const std::vector<Shift>& shifts);

}  // namespace foyer

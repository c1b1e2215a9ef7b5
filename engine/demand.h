// What past days say of a coming one: how many come in each half hour for each skill, how long they
// are handled, whether they wait. Fed with the journal's events; data in, data out. Where there is
// no past day to learn from it says so; nothing is invented. docs/STAFFING.md has the formulas.
#pragma once

#include <array>
#include <functional>
#include <map>
#include <optional>
#include <vector>

#include "engine/site.h"
#include "engine/state.h"

namespace foyer {

inline constexpr int half_hours = 48;

/// A value for every half hour of the local day; 0 begins at midnight.
template <class T>
using ByHalfHour = std::array<T, half_hours>;

/// The local clock at an instant. weekday: 0 is Monday.
struct LocalMoment {
  int weekday = 0;
  int minute = 0;  ///< Of the day, 0 to 1439.
};

/// The site's local clock; a pure function of the instant, given from outside.
using LocalClock = std::function<LocalMoment(Instant)>;

/// The share of each half hour in which the office is open.
using OpenHours = ByHalfHour<double>;

/// Both in minutes of the local day, 0 to 1440; opens <= closes.
[[nodiscard]] OpenHours open_hours(int opens_minute, int closes_minute);

/// The promise of one service: a share is called within a time.
struct Standard {
  ServiceId service;
  Seconds within{};
  int share_bp = 0;
  int asked = 0;  ///< How many came for it.
  friend bool operator==(const Standard&, const Standard&) = default;
};

struct SkillDemand {
  SkillId skill;
  ByHalfHour<double> arrivals{};  ///< Expected, for the whole half hour as far as it is open.
  double handle_s = 0;  ///< How long one keeps a counter: walk, handling, the gap after it.
  double gap_s = 0;     ///< Of which: from the end of one to the next call.
  /// The variance of handle_s as a share of its mean squared; 1 where it is as good as random.
  double variability = 1;
  int handled = 0;                   ///< How many were seen.
  std::optional<double> patience_s;  ///< Mean; nothing where hardly anybody left.
  int left = 0;                      ///< How many left while they waited.
  std::vector<Standard> standards;   ///< Of the services people came for; sorted by service.
};

/// What a coming day is expected to be.
struct DayDemand {
  int weekday = 0;
  OpenHours open{};
  int days = 0;          ///< Past days in all that were learnt from,
  int weekday_days = 0;  ///< and those of this weekday.
  BusinessDate first;    ///< Of the past days; empty where there are none.
  BusinessDate last;
  /// How many days of this weekday were open in each half hour. 0: nothing is known of it.
  ByHalfHour<int> known{};
  double jobs = 0;                  ///< Expected in all.
  double busy_factor = 1;           ///< One day in ten has more than so many times the arrivals.
  bool spread_known = false;        ///< Whether enough days were seen to tell how much days differ.
  std::vector<SkillDemand> skills;  ///< Those that anybody came for; sorted by skill.
};

/// Learns from whole days. One comes for a skill when a ticket needs it, a need is added that does,
/// or a need is handed on to it: several needs of one visit for one skill are one job. What a
/// no-show takes of a counter counts as handling; who is still there when the day is closed does
/// not.
class DemandHistory {
 public:
  /// `site` must outlive it.
  DemandHistory(const Site& site, LocalClock clock);

  /// Events in their order, from a day_opened on. A day counts once it is closed and if anybody
  /// came.
  void observe(const Event& event);

  /// What a day of `weekday` that is open at `open` is expected to be.
  [[nodiscard]] DayDemand expected(int weekday, const OpenHours& open) const;

 private:
  struct PastDay {
    BusinessDate date;
    int weekday = 0;
    OpenHours open{};
    std::map<SkillId, ByHalfHour<int>> came;
  };
  /// What was seen of a skill.
  struct Seen {
    double occupied_s = 0;
    double squares_s2 = 0;  ///< Of each time that a counter was occupied.
    int handled = 0;
    double gap_s = 0;
    int gaps = 0;
    double waited_s = 0;
    int left = 0;
    std::map<ServiceId, int> services;
  };
  /// Somebody waits, or is at a counter, since then and for these skills.
  struct Spell {
    Instant since;
    std::vector<SkillId> skills;
  };

  void open_day(const DayOpened& opened);
  void close_day();
  void note_arrivals(const Event& event);
  void come(const SkillId& skill, const ServiceId& service, Instant at);
  void note_waits(const Event& event, VisitId visit);
  void note_stays(const Event& event);
  void end_stay(const Spell& stay, const Event& event);
  void note_gaps(const Event& event);
  [[nodiscard]] bool somebody_waits_for(const Counter& counter) const;

  [[nodiscard]] ByHalfHour<double> rates(const SkillId& skill, int weekday) const;
  void add_spread(DayDemand& demand) const;
  [[nodiscard]] SkillDemand skill_demand(const SkillId& skill, const Seen& seen,
                                         const DayDemand& demand) const;

  const Site& site_;
  LocalClock clock_;
  State state_;
  std::optional<PastDay> day_;  ///< Nothing: no day is open.
  std::vector<PastDay> days_;
  std::map<SkillId, Seen> seen_;
  std::map<VisitId, Spell> waiting_;
  std::map<CounterId, Spell> stays_;
  std::map<CounterId, Spell> gaps_;  ///< Counters that could call somebody, since the last left.
};

}  // namespace foyer

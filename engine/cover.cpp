// What shifts make of a day that was planned.
#include <algorithm>
#include <array>
#include <cmath>

#include "engine/assert.h"
#include "engine/staffing_parts.h"

namespace foyer {
namespace {

/// Counters come and go within a half hour: it is followed in steps of so many minutes.
constexpr int step_minutes = 5;

bool is_within(const MinuteSpan& span, int minute) {
  return span.from <= minute && minute < span.to;
}

bool is_there(const Shift& shift, int minute) {
  return is_within(shift.hours, minute) &&
         std::none_of(shift.breaks.begin(), shift.breaks.end(),
                      [minute](const MinuteSpan& pause) { return is_within(pause, minute); });
}

/// Who is where in one step.
struct Sharing {
  std::vector<int> at_pool;
  int present = 0;
  int over = 0;
};

class Coverage {
 public:
  Coverage(const Plan& plan, const std::vector<Shift>& shifts) : plan_(plan), shifts_(shifts) {
    cover_.pools.resize(plan.pools.size());
    for (const PoolPlan& pool : plan.pools) {
      lines_.push_back(detail::empty_line(pool, 1));
    }
  }

  Cover follow_day() {
    for (int i = 0; i < half_hours; ++i) {
      if (plan_.demand.open[static_cast<std::size_t>(i)] > 0) follow_half_hour(i);
    }
    return std::move(cover_);
  }

 private:
  void follow_half_hour(int half_hour) {
    const auto at = static_cast<std::size_t>(half_hour);
    const MinuteSpan part = detail::open_part(plan_.demand.open, half_hour);
    bool first = true;
    for (int minute = part.from; minute < part.to; minute += step_minutes) {
      const int end = std::min(minute + step_minutes, part.to);
      const double weight = (end - minute) / static_cast<double>(part.to - part.from);
      const Sharing sharing = share(half_hour, minute, end);
      cover_.present[at] = first ? sharing.present : std::min(cover_.present[at], sharing.present);
      cover_.over[at] = first ? sharing.over : std::min(cover_.over[at], sharing.over);
      for (std::size_t p = 0; p < plan_.pools.size(); ++p) {
        CoverHalfHour& here = cover_.pools[p][at];
        here.present = first ? sharing.at_pool[p] : std::min(here.present, sharing.at_pool[p]);
        if (!detail::is_planned(plan_.pools[p], half_hour)) continue;
        const std::array<double, 1> within_s{plan_.pools[p].promised_s};
        const Met met =
            lines_[p].pass(detail::traffic_of(plan_.pools[p], plan_.demand.open, half_hour, 1),
                           sharing.at_pool[p], (end - minute) * 60.0, within_s);
        here.waiting += weight * met.waiting;
        here.kept += weight * met.called_within[0];
      }
      first = false;
    }
    for (std::size_t p = 0; p < plan_.pools.size(); ++p) {
      const PoolPlan& pool = plan_.pools[p];
      CoverHalfHour& here = cover_.pools[p][at];
      if (!pool.on_call) here.short_of = std::max(0, pool.half_hours[at].needed - here.present);
    }
  }

  /// Counters that are there from `minute` to `end`, where they are needed most.
  Sharing share(int half_hour, int minute, int end) const {
    std::vector<std::vector<bool>> can_serve;
    for (const Shift& shift : shifts_) {
      bool there = true;
      for (int m = minute; m < end; ++m) there = there && is_there(shift, m);
      if (!there) continue;
      std::vector<bool> can;
      for (const PoolPlan& pool : plan_.pools) {
        can.push_back(detail::has_all(shift.counter.skills, pool.skills));
      }
      can_serve.push_back(std::move(can));
    }
    std::vector<int> wanted;
    for (const PoolPlan& pool : plan_.pools) {
      wanted.push_back(pool.on_call ? 0
                                    : pool.half_hours[static_cast<std::size_t>(half_hour)].needed);
    }
    const detail::Matching matching = detail::match(wanted, can_serve);
    Sharing sharing{matching.found, static_cast<int>(can_serve.size()), 0};
    for (std::size_t c = 0; c < can_serve.size(); ++c) {
      if (matching.pool_of[c] >= 0) continue;
      ++sharing.over;
      if (const int pool = where_it_helps(can_serve[c], sharing.at_pool, half_hour); pool >= 0)
        ++sharing.at_pool[static_cast<std::size_t>(pool)];
    }
    return sharing;
  }

  /// The pool with the most load for each counter it would have; -1 if it can serve none.
  int where_it_helps(const std::vector<bool>& can_serve, const std::vector<int>& at_pool,
                     int half_hour) const {
    int best = -1;
    double most = -1;
    for (std::size_t p = 0; p < plan_.pools.size(); ++p) {
      if (!can_serve[p]) continue;
      const double load = plan_.pools[p].half_hours[static_cast<std::size_t>(half_hour)].load;
      const double each = load / (at_pool[p] + 1);
      if (each <= most) continue;
      most = each;
      best = static_cast<int>(p);
    }
    return best;
  }

  const Plan& plan_;
  const std::vector<Shift>& shifts_;
  Cover cover_;
  std::vector<PoolOverTime> lines_;
};

}  // namespace

Cover cover_day(const Plan& plan, const std::vector<Shift>& shifts) {
  for (const Shift& shift : shifts) FOYER_ASSERT(shift.hours.from < shift.hours.to);
  return Coverage(plan, shifts).follow_day();
}

}  // namespace foyer

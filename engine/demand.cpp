#include "engine/demand.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <variant>

#include "engine/assert.h"
#include "engine/engine.h"

namespace foyer {
namespace {

constexpr int day_minutes = 24 * 60;
constexpr int half_hour_minutes = 30;

// How much is believed before anything is seen; docs/STAFFING.md says why these.
constexpr double prior_handled = 10;   ///< Handlings as long as the catalogue expects, at random.
constexpr double prior_days = 4;       ///< Days of the weekday with the course of all weekdays.
constexpr double prior_arrivals = 10;  ///< Arrivals at the level of all weekdays.
constexpr int left_least = 5;          ///< Fewer leaving tell nothing about patience.
constexpr int spread_days_least = 4;   ///< Days beyond one of each weekday.
constexpr double p90_of_normal = 1.2816;
/// A counter that calls nobody for longer, while somebody waits, is not between two visits.
constexpr Seconds gap_max{300};

double seconds(Milliseconds span) {
  return static_cast<double>(span.count()) / 1000;
}

int half_hour_of(const LocalMoment& moment) {
  return std::clamp(moment.minute / half_hour_minutes, 0, half_hours - 1);
}

std::size_t index(int half_hour) {
  return static_cast<std::size_t>(half_hour);
}

/// The visit that an event is about; nothing for those about the day or a counter.
std::optional<VisitId> visit_of(const EventBody& body) {
  return std::visit(
      [](const auto& e) -> std::optional<VisitId> {
        if constexpr (requires { e.visit; })
          return e.visit;
        else
          return std::nullopt;
      },
      body);
}

void add_once(std::vector<SkillId>& skills, const SkillId& skill) {
  if (std::find(skills.begin(), skills.end(), skill) == skills.end()) skills.push_back(skill);
}

/// The skills of those needs of a visit that are in one of `states`, each once.
std::vector<SkillId> skills_of(const Visit& visit, std::initializer_list<NeedState> states) {
  std::vector<SkillId> skills;
  for (const Need& need : visit.needs) {
    if (std::find(states.begin(), states.end(), need.state) == states.end()) continue;
    add_once(skills, need.skill);
  }
  return skills;
}

const Need* find_need(const Visit& visit, NeedId id) {
  for (const Need& need : visit.needs) {
    if (need.id == id) return &need;
  }
  return nullptr;
}

/// What says nothing about how long handling takes: a call that was a mistake, the end of the day,
/// what was closed late.
bool is_no_handling(const EventBody& body) {
  if (std::holds_alternative<CallTakenBack>(body) || is_closed_late(body)) return true;
  const auto* finished = std::get_if<NeedFinished>(&body);
  return finished != nullptr && finished->outcome == Outcome::closed_out;
}

}  // namespace

OpenHours open_hours(int opens_minute, int closes_minute) {
  FOYER_ASSERT(0 <= opens_minute);
  FOYER_ASSERT(opens_minute <= closes_minute);
  FOYER_ASSERT(closes_minute <= day_minutes);
  OpenHours open{};
  for (int i = 0; i < half_hours; ++i) {
    const int begins = i * half_hour_minutes;
    const int common =
        std::min(closes_minute, begins + half_hour_minutes) - std::max(opens_minute, begins);
    open[index(i)] = std::max(0, common) / static_cast<double>(half_hour_minutes);
  }
  return open;
}

DemandHistory::DemandHistory(const Site& site, LocalClock clock)
    : site_(site), clock_(std::move(clock)) {}

void DemandHistory::observe(const Event& event) {
  if (const auto* opened = std::get_if<DayOpened>(&event.body)) open_day(*opened);
  if (day_) note_arrivals(event);
  evolve(state_, event);
  if (day_) {
    if (const auto visit = visit_of(event.body)) note_waits(event, *visit);
    note_gaps(event);
    note_stays(event);
  }
  if (std::holds_alternative<DayClosed>(event.body)) close_day();
}

void DemandHistory::open_day(const DayOpened& opened) {
  const LocalMoment opens = clock_(opened.opens_at);
  const auto length =
      std::chrono::duration_cast<std::chrono::minutes>(opened.closes_at - opened.opens_at);
  const auto closes = std::min<std::int64_t>(opens.minute + length.count(), day_minutes);
  day_ =
      PastDay{opened.date, opens.weekday, open_hours(opens.minute, static_cast<int>(closes)), {}};
  waiting_.clear();
  stays_.clear();
  gaps_.clear();
}

void DemandHistory::close_day() {
  // A day on which nobody came is one on which the office was closed after all.
  if (day_ && !day_->came.empty()) days_.push_back(std::move(*day_));
  day_.reset();
}

void DemandHistory::come(const SkillId& skill, const ServiceId& service, Instant at) {
  ++day_->came[skill][index(half_hour_of(clock_(at)))];
  ++seen_[skill].services[service];
}

/// Looks at the state before the event.
void DemandHistory::note_arrivals(const Event& event) {
  if (const auto* issued = std::get_if<TicketIssued>(&event.body)) {
    std::vector<SkillId> skills;
    for (const NewNeed& need : issued->needs) {
      const std::size_t before = skills.size();
      add_once(skills, need.skill);
      if (skills.size() > before)
        come(need.skill, need.service, issued->arrived_at.value_or(event.at));
      else
        ++seen_[need.skill].services[need.service];
    }
  }
  if (const auto* added = std::get_if<NeedAdded>(&event.body)) {
    const Visit* visit = find_visit(state_, added->visit);
    FOYER_ASSERT(visit != nullptr);
    const auto open = skills_of(
        *visit, {NeedState::waiting, NeedState::called, NeedState::serving, NeedState::parked});
    if (std::find(open.begin(), open.end(), added->need.skill) == open.end())
      come(added->need.skill, added->need.service, event.at);
  }
  if (const auto* transferred = std::get_if<NeedTransferred>(&event.body)) {
    const Visit* visit = find_visit(state_, transferred->visit);
    FOYER_ASSERT(visit != nullptr);
    const Need* need = find_need(*visit, transferred->need);
    FOYER_ASSERT(need != nullptr);
    if (need->skill != transferred->skill) come(transferred->skill, transferred->service, event.at);
  }
}

/// Somebody's wait begins, or is over: called, given up, sent away to come back.
void DemandHistory::note_waits(const Event& event, VisitId id) {
  const Visit* visit = find_visit(state_, id);
  const bool waits = visit != nullptr && stage_of(*visit) == NeedState::waiting;
  const auto known = waiting_.find(id);
  if (!waits && known != waiting_.end()) {
    for (const SkillId& skill : known->second.skills) {
      Seen& seen = seen_[skill];
      seen.waited_s += seconds(event.at - known->second.since);
      if (std::holds_alternative<VisitLeft>(event.body)) ++seen.left;
    }
    waiting_.erase(known);
  } else if (waits && known == waiting_.end()) {
    waiting_.emplace(id, Spell{event.at, skills_of(*visit, {NeedState::waiting})});
  } else if (waits) {
    known->second.skills = skills_of(*visit, {NeedState::waiting});
  }
}

void DemandHistory::note_stays(const Event& event) {
  for (auto stay = stays_.begin(); stay != stays_.end();) {
    const Counter* counter = find_counter(state_, stay->first);
    if (counter != nullptr && counter->visit) {
      // Also what was added while it was there.
      for (const SkillId& skill : skills_of(*find_visit(state_, *counter->visit),
                                            {NeedState::called, NeedState::serving})) {
        add_once(stay->second.skills, skill);
      }
      ++stay;
      continue;
    }
    end_stay(stay->second, event);
    if (counter != nullptr && counter->state == CounterState::open && somebody_waits_for(*counter))
      gaps_[stay->first] = Spell{event.at, stay->second.skills};
    stay = stays_.erase(stay);
  }
  if (const auto* called = std::get_if<VisitCalled>(&event.body)) {
    const Visit* visit = find_visit(state_, called->visit);
    stays_[called->counter] = Spell{event.at, skills_of(*visit, {NeedState::called})};
  }
}

void DemandHistory::end_stay(const Spell& stay, const Event& event) {
  if (is_no_handling(event.body)) return;
  // Handled together: each skill has its share of the time.
  const double each_s = seconds(event.at - stay.since) / static_cast<double>(stay.skills.size());
  for (const SkillId& skill : stay.skills) {
    seen_[skill].occupied_s += each_s;
    seen_[skill].squares_s2 += each_s * each_s;
    ++seen_[skill].handled;
  }
}

void DemandHistory::note_gaps(const Event& event) {
  for (auto gap = gaps_.begin(); gap != gaps_.end();) {
    const Counter* counter = find_counter(state_, gap->first);
    const bool called = counter != nullptr && counter->visit.has_value();
    if (called) {
      const double gap_s = std::min(seconds(event.at - gap->second.since), seconds(gap_max));
      for (const SkillId& skill : gap->second.skills) {
        seen_[skill].gap_s += gap_s;
        ++seen_[skill].gaps;
      }
    }
    const bool goes_on = !called && counter != nullptr && counter->state == CounterState::open &&
                         somebody_waits_for(*counter);
    gap = goes_on ? std::next(gap) : gaps_.erase(gap);
  }
}

bool DemandHistory::somebody_waits_for(const Counter& counter) const {
  return std::any_of(state_.visits.begin(), state_.visits.end(), [&](const auto& entry) {
    const Visit& visit = entry.second;
    return visit.counter.empty() &&
           std::any_of(visit.needs.begin(), visit.needs.end(), [&](const Need& need) {
             return need.state == NeedState::waiting && has_skill(counter.skills, need.skill) &&
                    (need.only_counter.empty() || need.only_counter == counter.id) &&
                    (need.only_clerk.empty() || need.only_clerk == counter.clerk);
           });
  });
}

/// Arrivals of a full half hour on a weekday: what was seen, drawn towards the course of all
/// weekdays at the level of this one. 0 in half hours in which none was open.
ByHalfHour<double> DemandHistory::rates(const SkillId& skill, int weekday) const {
  ByHalfHour<double> came{};
  ByHalfHour<double> open{};
  ByHalfHour<double> came_all{};
  ByHalfHour<double> open_all{};
  for (const PastDay& day : days_) {
    const auto of_skill = day.came.find(skill);
    for (std::size_t i = 0; i < open.size(); ++i) {
      // After closing only needs that are handed on come; there is no rate to tell.
      const double count = of_skill == day.came.end() || day.open[i] == 0 ? 0 : of_skill->second[i];
      came_all[i] += count;
      open_all[i] += day.open[i];
      if (day.weekday != weekday) continue;
      came[i] += count;
      open[i] += day.open[i];
    }
  }
  double seen = prior_arrivals;
  double as_all = prior_arrivals;
  for (std::size_t i = 0; i < open.size(); ++i) {
    seen += came[i];
    if (open_all[i] > 0) as_all += open[i] * came_all[i] / open_all[i];
  }
  ByHalfHour<double> rates{};
  for (std::size_t i = 0; i < open.size(); ++i) {
    if (open[i] == 0) continue;
    const double usual = came_all[i] / open_all[i] * seen / as_all;
    rates[i] = (came[i] + prior_days * usual) / (open[i] + prior_days);
  }
  return rates;
}

SkillDemand DemandHistory::skill_demand(const SkillId& skill, const Seen& seen,
                                        const DayDemand& demand) const {
  SkillDemand of_skill;
  of_skill.skill = skill;
  const ByHalfHour<double> rate = rates(skill, demand.weekday);
  for (std::size_t i = 0; i < rate.size(); ++i) of_skill.arrivals[i] = rate[i] * demand.open[i];
  double expected_s = 0;
  int asked = 0;
  for (const auto& [id, count] : seen.services) {
    const Service* service = find_service(site_, id);
    if (service == nullptr) continue;
    expected_s += static_cast<double>(service->expected_handle.count() * count);
    asked += count;
    of_skill.standards.push_back({id, service->promised_wait, service->standard_share_bp, count});
  }
  expected_s = asked == 0 ? 300 : expected_s / asked;
  of_skill.handled = seen.handled;
  of_skill.gap_s = seen.gaps == 0 ? 0 : seen.gap_s / seen.gaps;
  of_skill.handle_s =
      (seen.occupied_s + prior_handled * expected_s) / (seen.handled + prior_handled) +
      of_skill.gap_s;
  if (seen.handled > 0) {
    const double mean_s = seen.occupied_s / seen.handled;
    const double variance_s2 = std::max(0.0, seen.squares_s2 / seen.handled - mean_s * mean_s);
    const double whole_s = mean_s + of_skill.gap_s;
    const double variability = whole_s > 0 ? variance_s2 / (whole_s * whole_s) : 1;
    of_skill.variability =
        (seen.handled * variability + prior_handled) / (seen.handled + prior_handled);
  }
  of_skill.left = seen.left;
  if (seen.left >= left_least && seen.waited_s > 0) of_skill.patience_s = seen.waited_s / seen.left;
  return of_skill;
}

/// How much busier one day in ten is: how days of one weekday differ beyond what chance does within
/// a day, and how well the mean is known from so few.
void DemandHistory::add_spread(DayDemand& demand) const {
  if (demand.weekday_days == 0 || demand.jobs <= 0) return;
  std::map<int, std::map<SkillId, ByHalfHour<double>>> by_weekday;
  double squares = 0;
  double sum = 0;
  double sum_of_squares = 0;
  for (const PastDay& day : days_) {
    auto [rates_of_day, is_new] = by_weekday.try_emplace(day.weekday);
    double expected = 0;
    double came = 0;
    for (const auto& [skill, seen] : seen_) {
      if (is_new) rates_of_day->second[skill] = rates(skill, day.weekday);
      const auto of_skill = day.came.find(skill);
      for (std::size_t i = 0; i < day.open.size(); ++i) {
        expected += rates_of_day->second[skill][i] * day.open[i];
        if (of_skill != day.came.end() && day.open[i] > 0) came += of_skill->second[i];
      }
    }
    squares += (came - expected) * (came - expected);
    sum += expected;
    sum_of_squares += expected * expected;
  }
  const auto free_days = static_cast<int>(days_.size() - by_weekday.size());
  demand.spread_known = free_days >= spread_days_least;
  double between_days = 0;
  if (demand.spread_known) {
    const double unbiased = squares * static_cast<double>(days_.size()) / free_days;
    between_days = std::max(0.0, (unbiased - sum) / sum_of_squares);
  }
  const double of_mean = (1 / demand.jobs + between_days) / demand.weekday_days;
  demand.busy_factor = 1 + p90_of_normal * std::sqrt(between_days + of_mean);
}

DayDemand DemandHistory::expected(int weekday, const OpenHours& open) const {
  FOYER_ASSERT(0 <= weekday);
  FOYER_ASSERT(weekday < 7);
  DayDemand demand;
  demand.weekday = weekday;
  demand.open = open;
  demand.days = static_cast<int>(days_.size());
  if (!days_.empty()) {
    demand.first = days_.front().date;
    demand.last = days_.back().date;
  }
  std::set<SkillId> came;
  for (const PastDay& day : days_) {
    for (const auto& [skill, counts] : day.came) came.insert(skill);
    if (day.weekday != weekday) continue;
    ++demand.weekday_days;
    for (std::size_t i = 0; i < open.size(); ++i) demand.known[i] += day.open[i] > 0 ? 1 : 0;
  }
  for (const SkillId& skill : came) {
    SkillDemand of_skill = skill_demand(skill, seen_.at(skill), demand);
    for (const double arrivals : of_skill.arrivals) demand.jobs += arrivals;
    demand.skills.push_back(std::move(of_skill));
  }
  add_spread(demand);
  return demand;
}

}  // namespace foyer

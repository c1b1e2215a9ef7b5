#include "admin/staffing_report.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <iterator>
#include <sstream>

#include "site/calendar.h"

namespace foyer::admin {
namespace {

constexpr std::array<const char*, 7> weekdays = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                 "Friday", "Saturday", "Sunday"};

using Text = std::back_insert_iterator<std::string>;

std::string clock_text(int minute) {
  return fmt::format("{}:{:02}", minute / 60, minute % 60);
}

std::string half_hour_text(int half_hour) {
  return clock_text(30 * half_hour) + "-" + clock_text(30 * half_hour + 30);
}

std::string counted(int count, const char* one, const char* many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

std::string skill_names(const std::vector<SkillId>& skills, const SiteFiles& site) {
  std::vector<std::string> names;
  for (const SkillId& skill : skills) {
    const SkillInfo* info = find_skill_info(site, skill);
    names.push_back(info == nullptr ? skill.value : info->name);
  }
  return joined(names);
}

std::string counter_label(const CounterId& counter, const SiteFiles& site) {
  const CounterPlace* place = find_counter(site.lobby, counter);
  return place == nullptr ? counter.value : place->label;
}

std::string counter_labels(const std::vector<CounterId>& counters, const SiteFiles& site) {
  if (counters.empty()) return "no counter can serve it";
  std::vector<std::string> labels;
  for (const CounterId& counter : counters) {
    const std::string label = counter_label(counter, site);
    if (std::find(labels.begin(), labels.end(), label) == labels.end()) labels.push_back(label);
  }
  return (labels.size() == 1 ? "counter " : "counters ") + joined(labels);
}

/// "15 min for 90 %", each once.
std::string standards_text(const std::vector<Standard>& standards) {
  std::vector<std::string> texts;
  for (const Standard& standard : standards) {
    std::string text =
        fmt::format("{:g} min for {:g} %", static_cast<double>(standard.within.count()) / 60,
                    standard.share_bp / 100.0);
    if (std::find(texts.begin(), texts.end(), text) == texts.end()) texts.push_back(text);
  }
  return joined(texts);
}

void head_text(Text out, const StaffingPlan& day) {
  const DayDemand& demand = day.plan.demand;
  const char* weekday = weekdays[static_cast<std::size_t>(demand.weekday)];
  fmt::format_to(out, "{} {}, {} to {}\n", weekday, day.date.value, clock_text(day.opens_minute),
                 clock_text(day.closes_minute));
  fmt::format_to(out, "Learnt from {} of {} ({} to {}).\n",
                 counted(demand.weekday_days, weekday, (std::string(weekday) + "s").c_str()),
                 counted(demand.days, "day", "days"), demand.first.value, demand.last.value);
  fmt::format_to(out, "A usual day has {:.0f} visits to a counter, the busy day of ten {:.0f}",
                 demand.jobs, demand.jobs * demand.busy_factor);
  fmt::format_to(out, "{}\n",
                 demand.spread_known
                     ? "."
                     : "; so few days do not tell how much days differ: that is only "
                       "how well the mean is known.");
  if (demand.weekday_days < 4) {
    fmt::format_to(out, "Few days: take the numbers for a first guess.\n");
  }
}

void pool_head(Text out, const PoolPlan& pool, const SiteFiles& site) {
  fmt::format_to(out, "\n{} ({})\n", skill_names(pool.skills, site),
                 counter_labels(pool.counters, site));
  fmt::format_to(out, "  {:.1f} a day, {:.1f} min each; ", pool.arrivals, pool.handle_s / 60);
  if (pool.patience_s)
    fmt::format_to(out, "patience {:.0f} min on average (Erlang A)\n", *pool.patience_s / 60);
  else
    fmt::format_to(out, "hardly anybody leaves (Erlang C)\n");
  fmt::format_to(out, "  promised: {}; on average {:.0f} min\n", standards_text(pool.standards),
                 pool.promised_s / 60);
}

void pool_table(Text out, const StaffingPlan& day, std::size_t at) {
  const PoolPlan& pool = day.plan.pools[at];
  fmt::format_to(out, "  {:<13}{:>6}{:>7}{:>6}{:>6}", "half hour", "come", "load", "need", "busy");
  if (day.cover) fmt::format_to(out, "{:>7}{:>7}{:>9}{:>8}", "there", "short", "waiting", "kept");
  fmt::format_to(out, "\n");
  for (std::size_t i = 0; i < pool.half_hours.size(); ++i) {
    const PoolHalfHour& half_hour = pool.half_hours[i];
    if (!half_hour.open) continue;
    const std::string name = half_hour_text(static_cast<int>(i));
    if (!half_hour.known) {
      fmt::format_to(out, "  {:<13}  nothing is known: no such day was open then\n", name);
      continue;
    }
    fmt::format_to(out, "  {:<13}{:>6.1f}{:>7.2f}{:>6}{:>6}", name, half_hour.arrivals,
                   half_hour.load, half_hour.needed, half_hour.needed_busy);
    if (day.cover) {
      const CoverHalfHour& cover = day.cover->pools[at][i];
      fmt::format_to(out, "{:>7}{:>7}{:>9.1f}{:>6.0f} %", cover.present,
                     cover.short_of == 0 ? "-" : std::to_string(cover.short_of), cover.waiting,
                     100 * cover.kept);
    }
    fmt::format_to(
        out, "{}\n",
        half_hour.enough ? "" : fmt::format("  more than {} would be needed", counters_most));
  }
}

struct Totals {
  int needed = 0;
  int needed_busy = 0;
  int short_of = 0;
};

/// Of all pools that have counters of their own.
Totals totals_of(const StaffingPlan& day, std::size_t half_hour) {
  Totals totals;
  for (std::size_t p = 0; p < day.plan.pools.size(); ++p) {
    const PoolPlan& pool = day.plan.pools[p];
    if (pool.on_call) continue;
    totals.needed += pool.half_hours[half_hour].needed;
    totals.needed_busy += pool.half_hours[half_hour].needed_busy;
    if (day.cover) totals.short_of += day.cover->pools[p][half_hour].short_of;
  }
  return totals;
}

void totals_table(Text out, const StaffingPlan& day) {
  fmt::format_to(out, "\nAll together\n  {:<13}{:>6}{:>6}", "half hour", "need", "busy");
  if (day.cover) fmt::format_to(out, "{:>7}{:>7}{:>7}", "there", "short", "over");
  fmt::format_to(out, "\n");
  for (std::size_t i = 0; i < day.plan.demand.open.size(); ++i) {
    if (day.plan.demand.open[i] == 0 || day.plan.demand.known[i] == 0) continue;
    const Totals totals = totals_of(day, i);
    fmt::format_to(out, "  {:<13}{:>6}{:>6}", half_hour_text(static_cast<int>(i)), totals.needed,
                   totals.needed_busy);
    if (day.cover) {
      const auto or_dash = [](int count) { return count == 0 ? "-" : std::to_string(count); };
      fmt::format_to(out, "{:>7}{:>7}{:>7}", day.cover->present[i], or_dash(totals.short_of),
                     or_dash(day.cover->over[i]));
    }
    fmt::format_to(out, "\n");
  }
}

void on_call_text(Text out, const StaffingPlan& day, const SiteFiles& site) {
  bool first = true;
  for (const PoolPlan& pool : day.plan.pools) {
    if (!pool.on_call) continue;
    if (first) fmt::format_to(out, "\nOn call: too few to hold a counter open for\n");
    first = false;
    fmt::format_to(out, "  {:.1f} a day of {:.0f} min: {} ({})\n", pool.arrivals,
                   pool.handle_s / 60, skill_names(pool.skills, site),
                   counter_labels(pool.counters, site));
  }
}

// --- advice ------------------------------------------------------------------------------------

int people_waiting(const State& state) {
  return static_cast<int>(std::count_if(
      state.visits.begin(), state.visits.end(),
      [](const auto& entry) { return stage_of(entry.second) == NeedState::waiting; }));
}

std::string step_text(const Step& step, const SiteFiles& site) {
  const std::string counter = counter_label(step.counter, site);
  const std::string skills = skill_names(step.skills, site);
  switch (step.action) {
    case Action::open_counter:
      return fmt::format("open counter {} ({})", counter, skills);
    case Action::lend_skill:
      return fmt::format("send somebody with {} to counter {}", skills, counter);
    case Action::end_break:
      return fmt::format("call counter {} back from its break ({})", counter, skills);
  }
  return {};
}

std::string gain_text(const Gain& gain) {
  std::vector<std::string> parts;
  if (gain.visits_helped > 0) {
    parts.push_back(fmt::format("{} would wait {} less",
                                counted(gain.visits_helped, "person", "people"),
                                counted(minutes_less(gain), "minute", "minutes")));
  }
  if (const int saved = promises_saved(gain); saved > 0) {
    parts.push_back(counted(saved, "more promise kept", "more promises kept"));
  }
  if (gain.visits_freed > 0) {
    parts.push_back(fmt::format("{} could be served whom nobody at a counter can serve now",
                                gain.visits_freed));
  }
  return parts.empty() ? "nobody would notice" : joined(parts);
}

std::string capital(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z')
    text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

std::string json(const toml::table& table) {
  std::ostringstream text;
  text << toml::json_formatter{table} << '\n';
  return text.str();
}

template <class Names>
toml::array names_array(const Names& names) {
  toml::array array;
  for (const auto& name : names) array.push_back(name.value);
  return array;
}

toml::table pool_json(const StaffingPlan& day, std::size_t at) {
  const PoolPlan& pool = day.plan.pools[at];
  toml::array standards;
  for (const Standard& standard : pool.standards) {
    standards.push_back(toml::table{{"service", standard.service.value},
                                    {"promised_wait_s", std::int64_t{standard.within.count()}},
                                    {"standard_share_bp", std::int64_t{standard.share_bp}},
                                    {"asked", std::int64_t{standard.asked}}});
  }
  toml::array half_hours_json;
  for (std::size_t i = 0; i < pool.half_hours.size(); ++i) {
    const PoolHalfHour& half_hour = pool.half_hours[i];
    if (!half_hour.open) continue;
    toml::table row{{"from", clock_text(static_cast<int>(i) * 30)}, {"known", half_hour.known}};
    if (half_hour.known) {
      row.insert("arrivals", half_hour.arrivals);
      row.insert("load", half_hour.load);
      row.insert("needed", std::int64_t{half_hour.needed});
      row.insert("needed_busy", std::int64_t{half_hour.needed_busy});
      row.insert("enough", half_hour.enough);
      if (day.cover) {
        const CoverHalfHour& cover = day.cover->pools[at][i];
        row.insert("present", std::int64_t{cover.present});
        row.insert("short", std::int64_t{cover.short_of});
        row.insert("waiting", cover.waiting);
        row.insert("kept_share", cover.kept);
      }
    }
    half_hours_json.push_back(std::move(row));
  }
  toml::table table{{"skills", names_array(pool.skills)},
                    {"counters", names_array(pool.counters)},
                    {"arrivals", pool.arrivals},
                    {"handle_s", pool.handle_s},
                    {"variability", pool.variability},
                    {"promised_s", pool.promised_s},
                    {"on_call", pool.on_call},
                    {"standards", std::move(standards)},
                    {"half_hours", std::move(half_hours_json)}};
  if (pool.patience_s) table.insert("patience_s", *pool.patience_s);
  return table;
}

}  // namespace

std::string plan_text(const StaffingPlan& day, const SiteFiles& site) {
  std::string text;
  const Text out(text);
  head_text(out, day);
  for (std::size_t p = 0; p < day.plan.pools.size(); ++p) {
    if (day.plan.pools[p].on_call) continue;
    pool_head(out, day.plan.pools[p], site);
    pool_table(out, day, p);
  }
  totals_table(out, day);
  on_call_text(out, day, site);
  fmt::format_to(out,
                 "\ncome: visits to a counter. load: counters that are always busy. need: counters "
                 "that keep what is "
                 "promised;\nbusy: on the busy day of ten.{}\n",
                 day.cover ? " there: the fewest within the half hour. waiting: the mean line.\n"
                             "kept: the share called in the promised time."
                           : "");
  return text;
}

std::string plan_json(const StaffingPlan& day) {
  const DayDemand& demand = day.plan.demand;
  toml::array pools;
  for (std::size_t p = 0; p < day.plan.pools.size(); ++p) pools.push_back(pool_json(day, p));
  toml::array all;
  for (std::size_t i = 0; i < demand.open.size(); ++i) {
    if (demand.open[i] == 0 || demand.known[i] == 0) continue;
    const Totals totals = totals_of(day, i);
    toml::table row{{"from", clock_text(static_cast<int>(i) * 30)},
                    {"needed", std::int64_t{totals.needed}},
                    {"needed_busy", std::int64_t{totals.needed_busy}}};
    if (day.cover) {
      row.insert("present", std::int64_t{day.cover->present[i]});
      row.insert("short", std::int64_t{totals.short_of});
      row.insert("over", std::int64_t{day.cover->over[i]});
    }
    all.push_back(std::move(row));
  }
  return json(toml::table{{"date", day.date.value},
                          {"opens", clock_text(day.opens_minute)},
                          {"closes", clock_text(day.closes_minute)},
                          {"days", std::int64_t{demand.days}},
                          {"weekday_days", std::int64_t{demand.weekday_days}},
                          {"first_day", demand.first.value},
                          {"last_day", demand.last.value},
                          {"arrivals", demand.jobs},
                          {"busy_factor", demand.busy_factor},
                          {"spread_known", demand.spread_known},
                          {"pools", std::move(pools)},
                          {"all", std::move(all)}});
}

std::string advice_text(const Finding& finding, const State& state, const SiteFiles& site) {
  if (!finding.reason) {
    return capital(step_text(finding.best->step, site)) + ": " + gain_text(finding.best->gain) +
           ".";
  }
  const std::string waiting = people_waiting(state) == 1
                                  ? std::string("1 person waits")
                                  : fmt::format("{} people wait", people_waiting(state));
  switch (*finding.reason) {
    case NoAdvice::day_not_open:
      return "Nothing to do: no day is open.";
    case NoAdvice::nobody_waiting:
      return "Nothing to do: nobody waits.";
    case NoAdvice::nothing_possible:
      return "Nothing to do: " + waiting +
             ", and there is no counter to open, no skill to lend and no break to end for them.";
    case NoAdvice::not_worth_it:
    // These are of who advises over a day; what is asked once is worth it or not.
    case NoAdvice::not_yet:
    case NoAdvice::resting:
    case NoAdvice::enough_today:
      break;
  }
  return fmt::format(
      "Nothing to do: {}. The best would be to {}: {}. That is less than [rules] asks for.",
      waiting, step_text(finding.best->step, site), gain_text(finding.best->gain));
}

std::string advice_json(const Finding& finding, const State& state, Instant now) {
  toml::table table{{"at_ms", to_ms(now)},
                    {"waiting", std::int64_t{people_waiting(state)}},
                    {"worth_it", !finding.reason.has_value()}};
  if (finding.reason) table.insert("reason", word(*finding.reason));
  if (finding.best) {
    const Gain& gain = finding.best->gain;
    table.insert("best", toml::table{{"action", word(finding.best->step.action)},
                                     {"counter", finding.best->step.counter.value},
                                     {"skills", names_array(finding.best->step.skills)},
                                     {"visits_helped", std::int64_t{gain.visits_helped}},
                                     {"visits_freed", std::int64_t{gain.visits_freed}},
                                     {"saved_s", std::int64_t{gain.saved_s}},
                                     {"promises_bp", std::int64_t{gain.promises_bp}}});
  }
  return json(table);
}

}  // namespace foyer::admin

#include "admin/shifts.h"

#include <fmt/format.h>

#include <algorithm>

#include "site/toml_reader.h"

namespace foyer::admin {
namespace {

using site_reading::Presence;
using site_reading::Table;

MinuteSpan read_hours(Table& table) {
  const auto hours = table.opening("hours", Presence::required);
  // A mistake is noted; a harmless span stands in.
  if (!hours) return {0, 1};
  return {hours->opens_minute, hours->closes_minute};
}

SkilledCounter read_counter(Table& table, const Site& site) {
  SkilledCounter counter;
  counter.counter.value = table.text("counter", Presence::required, name_length_max);
  const auto clerk_skills = table.texts("skills", Presence::optional, 100);
  const CounterPlace* place = find_counter(site, counter.counter);
  if (place == nullptr) {
    table.mistake("counter", fmt::format("the site has no counter \"{}\"", counter.counter.value));
    return counter;
  }
  if (!table.has("skills")) counter.skills = place->skills;
  for (const std::string& name : clerk_skills) {
    const SkillId skill{name};
    if (!has_skill(place->skills, skill)) {
      table.mistake("skills",
                    fmt::format("counter \"{}\" is no place for \"{}\"", place->id.value, name));
    }
    counter.skills.push_back(skill);
  }
  std::sort(counter.skills.begin(), counter.skills.end());
  return counter;
}

Shift read_shift(Table& table, const Site& site) {
  Shift shift{read_counter(table, site), read_hours(table), {}};
  table.tables("break", {0, 20}, [&](Table& pause) {
    const MinuteSpan span = read_hours(pause);
    if (span.from < shift.hours.from || span.to > shift.hours.to) {
      pause.mistake("hours", "must lie within the shift");
    }
    shift.breaks.push_back(span);
  });
  return shift;
}

}  // namespace

std::vector<Shift> read_shifts(const std::filesystem::path& file, const Site& site) {
  site_reading::Reading reading{.dir = file.parent_path(), .mistakes = {}, .texts = {}};
  std::vector<Shift> shifts;
  site_reading::read_file(reading, file.filename().string(), [&](Table& whole) {
    whole.tables("shift", {1, 500}, [&](Table& table) {
      const Shift shift = read_shift(table, site);
      const bool twice = std::any_of(shifts.begin(), shifts.end(), [&](const Shift& other) {
        return other.counter.counter == shift.counter.counter &&
               other.hours.from < shift.hours.to && shift.hours.from < other.hours.to;
      });
      if (twice) {
        table.mistake("hours", fmt::format("somebody else is at counter \"{}\" then",
                                           shift.counter.counter.value));
      }
      shifts.push_back(shift);
    });
  });
  if (!reading.mistakes.empty()) {
    std::sort(reading.mistakes.begin(), reading.mistakes.end());
    throw SiteMistakes(std::move(reading.mistakes));
  }
  return shifts;
}

}  // namespace foyer::admin

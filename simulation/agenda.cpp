#include "simulation/agenda.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/assert.h"

namespace foyer::simulation {
namespace {

Milliseconds scaled(Milliseconds span, double factor) {
  return Milliseconds(static_cast<std::int64_t>(static_cast<double>(span.count()) * factor));
}

}  // namespace

Agenda::Agenda(Span day, Milliseconds from, double speed, Steady real_start)
    : day_(day), from_(from), speed_(speed), real_start_(real_start) {
  FOYER_ASSERT(speed > 0);
  FOYER_ASSERT(day.begin < day.end);
  FOYER_ASSERT(day.begin <= from && from < day.end);
}

Milliseconds Agenda::real(Milliseconds simulated) const {
  return scaled(simulated, 1.0 / speed_);
}

Milliseconds Agenda::simulated(Milliseconds real) const {
  return scaled(real, speed_);
}

Milliseconds Agenda::now() const {
  const auto passed = std::chrono::steady_clock::now() - real_start_;
  return simulated(std::chrono::duration_cast<Milliseconds>(passed));
}

Milliseconds Agenda::working_time(std::int64_t day_index, Milliseconds time_of_day) const {
  FOYER_ASSERT(opened_at_.has_value());
  return *opened_at_ + day_index * day_.length() + time_of_day - from_;
}

Milliseconds Agenda::time_of_day(Milliseconds working) const {
  return day_.begin + (from_ - day_.begin + working - opened_at()) % day_.length();
}

std::string Agenda::clock(Milliseconds working, Milliseconds doors_close) const {
  const Milliseconds open = std::max(std::min(working, doors_close - Milliseconds(1)), opened_at());
  const Milliseconds shown = time_of_day(open) + (working - open);
  const auto minutes = std::chrono::floor<std::chrono::minutes>(shown).count();
  const std::int64_t day_index = (from_ - day_.begin + open - opened_at()) / day_.length();
  std::string text = fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
  if (day_index > 0) text += fmt::format(" of day {}", day_index + 1);
  return text;
}

Agenda::Entry Agenda::at(Milliseconds working, std::function<void()> action) {
  const Entry entry{working, ++next_number_};
  entries_.emplace(entry, std::move(action));
  return entry;
}

void Agenda::run_due() {
  while (!entries_.empty() && entries_.begin()->first.first <= now()) {
    const auto node = entries_.extract(entries_.begin());
    node.mapped()();
  }
}

std::optional<Agenda::Steady> Agenda::next_due() const {
  if (entries_.empty()) return std::nullopt;
  return real_start_ + real(entries_.begin()->first.first) + Milliseconds(1);
}

}  // namespace foyer::simulation

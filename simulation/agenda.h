// The simulation's own time and what is to happen in it. Working time counts from the start of the
// run and knows no nights: where one day's hours end, the next day's begin. It runs `speed` times
// as fast as the real one; the server's time stays real.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "engine/ids.h"
#include "simulation/profile.h"

namespace foyer::simulation {

class Agenda {
 public:
  using Steady = std::chrono::steady_clock::time_point;
  using Entry = std::pair<Milliseconds, std::uint64_t>;

  /// `from`: the time of day at which the run starts, within `day`.
  Agenda(Span day, Milliseconds from, double speed, Steady real_start);

  /// From now on the time of day runs, from `from`; until then it stands still.
  void open_doors() { opened_at_ = now(); }
  /// Working time when the doors opened.
  [[nodiscard]] Milliseconds opened_at() const { return opened_at_.value_or(now()); }
  /// Working time now.
  [[nodiscard]] Milliseconds now() const;
  /// The working time at which a time of day comes on day `day_index`; before opened_at() if it
  /// was over then. Only after open_doors().
  [[nodiscard]] Milliseconds working_time(std::int64_t day_index, Milliseconds time_of_day) const;
  [[nodiscard]] Milliseconds time_of_day(Milliseconds working) const;
  /// "10:42", and "10:42 of day 2" later. Where the last day's doors have closed at `doors_close`,
  /// its clock runs on.
  [[nodiscard]] std::string clock(Milliseconds working, Milliseconds doors_close) const;

  Entry at(Milliseconds working, std::function<void()> action);
  Entry after(Milliseconds delay, std::function<void()> action) {
    return at(now() + delay, std::move(action));
  }
  void cancel(const Entry& entry) { entries_.erase(entry); }

  /// Runs what is due, in order of time; what is added meanwhile and due at once, too.
  void run_due();
  /// When the next thing is due, in real time. Nothing: no entries.
  [[nodiscard]] std::optional<Steady> next_due() const;

  /// A simulated span in real time, and back.
  [[nodiscard]] Milliseconds real(Milliseconds simulated) const;
  [[nodiscard]] Milliseconds simulated(Milliseconds real) const;

 private:
  Span day_;
  Milliseconds from_;
  double speed_;
  Steady real_start_;
  std::optional<Milliseconds> opened_at_;
  std::uint64_t next_number_ = 0;
  std::map<Entry, std::function<void()>> entries_;  ///< By time, then as they were added.
};

}  // namespace foyer::simulation

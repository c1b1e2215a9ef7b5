// Teaches a forecaster by the journal's past days, a piece at a time, so that whoever reads can do
// something else in between. A day that is damaged is left out as a whole: the server serves today
// all the same, and the rest can be learnt from.
#pragma once

#include <cstdint>
#include <memory>
#include <set>

#include "engine/forecaster.h"
#include "queue-server/journal.h"

namespace foyer::server {

class PastDays {
 public:
  /// Which days: those opened at `since` or later, of the last `events_max` events before
  /// `until_seq`, which is the day_opened that is not past yet (0: there are no days at all).
  struct Bounds {
    Instant since;
    std::int64_t until_seq = 0;
    std::int64_t events_max = 500'000;
  };

  /// `site` and `journal` must outlive it. Throws JournalFailure, JournalDamaged where the journal
  /// cannot be read at all.
  PastDays(const Site& site, Journal& journal, const Bounds& bounds);

  /// Reads on by one piece; false when all is read. Needs ThrowingAsserts in its thread.
  bool read_on();

  /// Days that were read whole; those that were left out because they are damaged.
  [[nodiscard]] int days() const { return days_; }
  [[nodiscard]] int damaged_days() const { return static_cast<int>(damaged_.size()); }

  /// The forecaster, taught. Once, after read_on() said false.
  [[nodiscard]] std::unique_ptr<Forecaster> take() { return std::move(forecaster_); }

 private:
  void start_over();
  void next_day();
  void read_piece();
  void leave_out(const std::exception& why);

  const Site& site_;
  Journal& journal_;
  Bounds bounds_;
  std::int64_t first_ = 0;          ///< The day_opened to begin with; 0: there is none.
  std::set<std::int64_t> damaged_;  ///< By their day_opened.
  std::unique_ptr<Forecaster> forecaster_;
  std::int64_t day_ = 0;  ///< The day_opened of the day that is read; 0: none is left.
  std::int64_t end_ = 0;  ///< The first seq after that day.
  std::int64_t seq_ = 0;  ///< Of the last event that was read.
  int days_ = 0;
};

}  // namespace foyer::server

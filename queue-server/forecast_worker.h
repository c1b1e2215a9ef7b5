// The forecaster on a thread of its own, because the loop must not wait for it. The loop hands over
// what was committed and collects the newest waits; it never computes any. At the start the waits
// come from the site's catalogue and the open day alone; meanwhile the worker reads past days from
// the journal, and what it has learnt from them takes over.
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "engine/advice.h"
#include "engine/forecaster.h"
#include "engine/waits.h"
#include "queue-server/journal.h"

namespace foyer::server {

class PastDays;

class ForecastWorker {
 public:
  struct Pace {
    Milliseconds between{100};     ///< At most one forecast in so long,
    Milliseconds renewed{10'000};  ///< and one after so long although nothing happened.
    Milliseconds learns_from{Seconds(60 * 24 * 60 * 60)};  ///< So far back from now.
    /// By the lobby's time: so often it is asked what to do about the lobby. At once where counters
    /// changed while there is an advice: it may have been followed.
    Milliseconds advised{30'000};
  };
  /// Where the journal stands: the last day_opened (0: none yet) and the last event. What comes
  /// after it is handed over by observe().
  struct Position {
    std::int64_t day_start = 0;
    std::int64_t seq = 0;
  };
  struct Told {
    /// Null: the forecaster has failed, and there will be no more waits.
    std::shared_ptr<const Waits> waits;
    /// As it is to be published. Empty: it says nothing new.
    std::string text;
    std::string advice;  ///< The same of what the manager is told.
  };

  /// `site` must outlive it. `reader` is used by the worker's thread alone, until the past is read.
  /// `clock` is the system's time, called from the worker's thread; so is `wake`, when there is
  /// something to collect.
  ForecastWorker(const Site& site, std::unique_ptr<Journal> reader, Position position,
                 std::function<Instant()> clock, std::function<void()> wake, Pace pace);
  ForecastWorker(const Site& site, std::unique_ptr<Journal> reader, Position position,
                 std::function<Instant()> clock, std::function<void()> wake)
      : ForecastWorker(site, std::move(reader), position, std::move(clock), std::move(wake),
                       Pace()) {}
  /// Forgets what is not yet observed.
  ~ForecastWorker();
  ForecastWorker(const ForecastWorker&) = delete;
  ForecastWorker& operator=(const ForecastWorker&) = delete;

  /// Events that are committed, in their order, each once. Never waits for a forecast.
  void observe(std::vector<Event> events);
  /// The newest waits and advice, if there are some since the last time.
  std::optional<Told> collect();

 private:
  using Steady = std::chrono::steady_clock;

  void run();
  void work();
  bool wait_for_work(bool busy);
  void take_in(Forecaster& forecaster, std::int64_t& seq, std::int64_t until);
  void learn();
  bool learn_on();
  void open_past();
  void take(const Event& event);
  void forecast();
  [[nodiscard]] bool advice_due(Instant now) const;
  void advise(Instant now);
  void hand_over(Told told);

  const Site& site_;
  const Position start_;
  const std::function<Instant()> clock_;
  const std::function<void()> wake_;
  const Pace pace_;

  std::mutex mutex_;
  std::condition_variable changed_;
  // Guarded by mutex_. It grows only while a forecast is made or a piece of the past is read.
  std::vector<Event> inbox_;
  std::optional<Told> told_;  // Guarded by mutex_.
  bool stop_ = false;         // Guarded by mutex_.

  // The worker's thread only.
  std::unique_ptr<Journal> reader_;  ///< Null when the past is read.
  std::unique_ptr<PastDays> past_;   ///< Null when it is read.
  std::unique_ptr<Forecaster> forecaster_;
  std::int64_t seq_ = 0;                 ///< Of the last event that forecaster_ observed.
  std::unique_ptr<Forecaster> learner_;  ///< Has read the past, not yet all of today.
  std::int64_t learner_seq_ = 0;
  std::shared_ptr<const Waits> last_;
  bool changed_since_ = true;       ///< Something happened since the last forecast.
  Steady::time_point may_again_{};  ///< Then the next forecast may be made,
  Steady::time_point due_{};        ///< then it must.
  Steady::time_point published_{};
  Adviser adviser_;
  std::optional<Instant> advised_at_;  ///< By the lobby's time.
  bool advice_in_doubt_ = false;       ///< Counters changed since.
  Steady::time_point may_advise_{};    ///< Then it may be asked again.

  std::thread thread_;  // Last: it uses all of the above.
};

}  // namespace foyer::server

// Days of a lobby in which everything is known: how often people come, how long handling takes, who
// gives up. Played through decide, so that the events are such as a server writes.
#pragma once

#include <functional>
#include <string>
#include <tuple>
#include <vector>

#include "engine/engine.h"
#include "tests/engine/random_source.h"

namespace foyer::test {

struct DaysSettings {
  std::vector<ServiceId> services{{"passport"}};  ///< Each as often.
  std::vector<CounterId> counters{{"c2"}, {"c3"}};
  double comes_per_h = 10;
  double handle_s = 600;  ///< Of every service; exponential.
  double patience_s = 0;  ///< Exponential; 0: nobody gives up.
  double walk_s = 0;      ///< From the call to the start.
  double hours = 8;
};

class SimulatedDays {
 public:
  using Watch = std::function<void(const Event&)>;
  /// Every event goes to `watch` before it changes state().
  SimulatedDays(Site site, DaysSettings settings, std::uint64_t seed, Watch watch);

  /// From its opening until nobody is left.
  void play_day();

  [[nodiscard]] const Site& site() const { return site_; }
  [[nodiscard]] const State& state() const { return state_; }
  [[nodiscard]] const std::vector<Event>& journal() const { return journal_; }
  DaysSettings& settings() { return settings_; }

 private:
  enum class What { comes, gives_up, starts, ends };
  struct Due {
    Instant at;
    What what{};
    VisitId visit;
    CounterId counter;
    [[nodiscard]] auto order() const { return std::tie(at, what, visit, counter); }
  };

  void say_still_here(VisitId id, const CounterId& counter);
  bool give(const Command& command, const CounterId& counter);
  void call(const CounterId& counter);
  void call_at_idle_counters();
  void happen(const Due& due);
  void plan(Instant at, What what, VisitId visit = {}, const CounterId& counter = {});
  Milliseconds exponential(double mean_s);

  Site site_;
  DaysSettings settings_;
  RandomSource random_;
  Watch watch_;
  State state_;
  std::vector<Event> journal_;
  std::vector<Due> due_;  ///< Sorted.
  Instant now_;
  int day_ = 0;
};

}  // namespace foyer::test

// What a lobby's days have taught about time: how long handling takes, how soon a counter calls the
// next one, how soon who is on a break comes back, how many give up, what was waited lately, and
// how far the forecasts were from what came. A value: it outlives the day, and the same days teach
// the same. Spans are seconds as double; rates are per second.
#pragma once

#include <array>
#include <deque>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "engine/quantiles.h"
#include "engine/regression.h"
#include "engine/site.h"
#include "engine/state.h"

namespace foyer {

/// A mean in which a new value counts more than old ones: as 1 of all values so far, and not less
/// than as 1 of `most`.
struct RunningMean {
  double value = 0;
  double count = 0;  ///< Of values so far, and what the first one was worth.

  void learn(double seen, double most);
  friend bool operator==(const RunningMean&, const RunningMean&) = default;
};

/// How likely something ends, by how long it has gone on: ends counted against time passed, in
/// spans of age; what is old fades.
class EndingRates {
 public:
  static constexpr std::size_t spans = 5;
  struct Span {
    double until = 0;   ///< Age at which it ends; the last one never does.
    double ends = 0;    ///< What was known before, as so many ends ...
    double passed = 0;  ///< ... in so much time.
    friend bool operator==(const Span&, const Span&) = default;
  };
  explicit EndingRates(const std::array<Span, spans>& prior) : spans_(prior) {}

  /// It went on from age `from` to age `to`; whether it ended then.
  void learn(double from, double to, bool ended);
  [[nodiscard]] double rate_at(double age) const;
  /// How much longer it goes on, on average. The last span's rate must not be 0.
  [[nodiscard]] double rest_at(double age) const;

  friend bool operator==(const EndingRates&, const EndingRates&) = default;

 private:
  [[nodiscard]] std::size_t span_at(double age) const;
  std::array<Span, spans> spans_;
};

/// What was waited lately: the last, and the mean of the last ten.
struct RecentWaits {
  std::deque<double> last;  ///< Newest last, at most 10.

  void learn(double waited_s);
  [[nodiscard]] std::optional<double> mean_s() const;
  friend bool operator==(const RecentWaits&, const RecentWaits&) = default;
};

/// How often somebody joins, fading with half an hour, and how far ahead of the order of arrival.
struct Joining {
  double per_s = 0;  ///< At `at`.
  Instant at;
  SkillId skill;
  double head_start_s = 0;  ///< Of the last one.
  friend bool operator==(const Joining&, const Joining&) = default;
};

class Experience {
 public:
  /// Whose waits are alike.
  using Class = std::pair<SkillId, Priority>;

  /// Knows what the catalogue says: the expected handle times.
  explicit Experience(const Site& site);

  // --- what it says ---

  /// From the start of serving to its end, on average.
  [[nodiscard]] double handle_s(const ServiceId& service) const;
  /// What is left of handling that takes `handle_s` on average, `served_s` after its start.
  [[nodiscard]] double rest_of_handle_s(double handle_s, double served_s) const;
  /// From the call to the start of serving.
  [[nodiscard]] double walk_s() const { return walk_.value; }
  /// Of any visit at a counter, walk and handle; the unit in which features are measured.
  [[nodiscard]] double visit_s() const { return visit_.value; }
  /// How soon an open counter calls that has been idle for so long with somebody waiting for it.
  [[nodiscard]] double calls_per_s(double idle_s) const { return calls_.rate_at(idle_s); }
  /// How soon a counter on a break calls while somebody waits for it.
  [[nodiscard]] double returns_per_s(BreakReason reason, double idle_s) const;
  /// Of one who waits.
  [[nodiscard]] double leaves_per_s() const { return leaves_ / waited_s_; }
  /// Nothing: nobody has waited yet.
  [[nodiscard]] const RecentWaits* recent(const SkillId& skill) const;
  [[nodiscard]] const RecentWaits& recent() const { return recent_; }
  [[nodiscard]] double joins_per_s(const Joining& joining, Instant now) const;
  [[nodiscard]] const std::map<std::pair<ServiceId, Priority>, Joining>& joining() const {
    return joining_;
  }
  [[nodiscard]] const Regression& regression() const { return regression_; }
  /// By how many spreads a wait exceeds its expectation, at most, in this share of cases.
  [[nodiscard]] double margin(const Class& who, int before, double share) const;
  /// By how many spreads such waits exceed what the regression expects, on average.
  [[nodiscard]] double bias(const Class& who) const;

  // --- what teaches it ---

  /// All of these were served together.
  void served(const std::vector<ServiceId>& services, double walked_s, double handled_s);
  void idled(double from_age_s, double to_age_s, bool called);
  void was_on_break(BreakReason reason, double from_age_s, double to_age_s, bool came_back);
  void waited(double person_seconds);
  void left();
  void joined(const NewNeed& need, Priority priority, Instant at);
  void called(const SkillId& skill, double waited_s);

  struct Promise {
    Regression::Features features{};
    double base_s = 0;  ///< By the regression alone.
    double expected_s = 0;
    double spread_s = 0;
    double unit_s = 0;  ///< visit_s() when it was made.
    int p80_s = 0;
    int p90_s = 0;
    int before = 0;
    friend bool operator==(const Promise&, const Promise&) = default;
  };
  /// Of one who was promised that and waited. `free`: promised no wait, so there is nothing in it
  /// about the length of waits, only about what promises are worth.
  void kept(const Class& who, const Promise& promise, double waited_s, bool free);

  friend bool operator==(const Experience&, const Experience&) = default;

 private:
  struct Bias {
    RunningMean off;     ///< Waited - expected, in visits' times.
    RunningMean spread;  ///< Of the same ones.
    friend bool operator==(const Bias&, const Bias&) = default;
  };
  struct Handling {
    double expected_s = 300;  ///< The catalogue's.
    RunningMean mean;
    friend bool operator==(const Handling&, const Handling&) = default;
  };

  [[nodiscard]] double handle_of(const Handling& handling) const;

  std::map<ServiceId, Handling> handling_;
  RunningMean pace_;  ///< Handle time seen over the catalogue's.
  RunningMean walk_;
  RunningMean visit_;
  EndingRates handle_ends_;  ///< Ages in handle times.
  EndingRates calls_;
  std::vector<EndingRates> returns_;  ///< By BreakReason.
  double leaves_;
  double waited_s_;
  std::map<SkillId, RecentWaits> recent_by_skill_;
  RecentWaits recent_;
  std::map<std::pair<ServiceId, Priority>, Joining> joining_;
  Regression regression_;
  std::map<Class, Bias> bias_;
  std::map<std::pair<Class, int>, RollingScores> scores_;
  double share_p80_;  ///< What share to ask of the scores so that 80 % are kept.
  double share_p90_;
};

}  // namespace foyer

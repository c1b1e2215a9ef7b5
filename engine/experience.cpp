#include "engine/experience.h"

#include <algorithm>
#include <cmath>

namespace foyer {
namespace {

// How much memory there is. Each is a compromise between noise and yesterday's lobby, tried on one
// month of real waits (docs/WAITS.md says which others were tried).
constexpr double handles_remembered = 150;
constexpr double visits_remembered = 200;
constexpr double ends_remembered = 0.9995;            // Of a rate's past, at each end.
constexpr double person_seconds_remembered = 40'000;  // For giving up.
constexpr double joining_fades_s = 1800;
constexpr std::size_t scores_remembered = 300;
constexpr std::size_t recent_max = 10;

// What the catalogue is worth against what is seen.
constexpr double catalogue_is_worth = 10;

// How fast the shares asked of the scores follow what was kept (Gibbs and Candès, Adaptive
// conformal inference under distribution shift, 2021).
constexpr double share_follows = 0.006;
constexpr double share_strays_max = 0.1;
// Who was promised no wait and is called within this share of a visit has not been told wrong.
constexpr double no_wait_max = 0.1;

/// Until there are scores: those of an exponential rest, the spread being what is expected.
std::vector<double> prior_scores() {
  constexpr int count = 20;
  std::vector<double> scores;
  for (int i = 0; i < count; ++i) scores.push_back(-std::log(1 - (i + 0.5) / count) - 1);
  return scores;
}

/// Bins of visits before: none or one, two or three, more.
int bin_of(int before) {
  return std::min(before / 2, 2);
}

Regression::Features prior_weights() {
  Regression::Features weights{};
  weights[1] = 1;  // What is played forward; see features_of in forecaster.cpp.
  return weights;
}

constexpr double never = 1e12;

/// Ages in handle times. Handling is steadier than a coin thrown every second: short ones are rare,
/// and who has been served for long is likelier to be finished (a gamma distribution of shape 2).
EndingRates handle_ends_prior() {
  return EndingRates(
      {{{0.25, 5, 10}, {0.75, 10, 10}, {1.5, 12, 10}, {3, 14, 10}, {never, 16, 10}}});
}

/// Who has somebody waiting calls at once, or has gone away without saying so.
EndingRates calls_prior() {
  return EndingRates({{{15, 2, 2}, {60, 2, 20}, {180, 1, 60}, {480, 1, 300}, {never, 1, 900}}});
}

/// Until a break has been seen to end, none is taken to end.
EndingRates returns_prior() {
  return EndingRates({{{15, 0, 600}, {60, 0, 600}, {180, 0, 600}, {480, 0, 600}, {never, 0, 600}}});
}

}  // namespace

void RunningMean::learn(double seen, double most) {
  count = std::min(count + 1, most);
  value += (seen - value) / count;
}

std::size_t EndingRates::span_at(double age) const {
  std::size_t i = 0;
  while (i + 1 < spans && age >= spans_[i].until) ++i;
  return i;
}

void EndingRates::learn(double from, double to, bool ended) {
  double begins = 0;
  for (Span& span : spans_) {
    const double passed = std::min(to, span.until) - std::max(from, begins);
    if (passed > 0) span.passed += passed;
    begins = span.until;
  }
  if (!ended) return;
  spans_[span_at(to)].ends += 1;
  for (Span& span : spans_) {
    span.ends *= ends_remembered;
    span.passed *= ends_remembered;
  }
}

double EndingRates::rate_at(double age) const {
  const Span& span = spans_[span_at(age)];
  return span.ends / span.passed;
}

double EndingRates::rest_at(double age) const {
  double rest = 0;
  double still = 1;  // The share that has not ended.
  for (std::size_t i = span_at(age); i + 1 < spans; ++i) {
    const double rate = spans_[i].ends / spans_[i].passed;
    const double stays = std::exp(-rate * (spans_[i].until - age));
    rest += rate > 0 ? still * (1 - stays) / rate : still * (spans_[i].until - age);
    still *= stays;
    age = spans_[i].until;
  }
  return rest + still * spans_.back().passed / spans_.back().ends;
}

void RecentWaits::learn(double waited_s) {
  last.push_back(waited_s);
  if (last.size() > recent_max) last.pop_front();
}

std::optional<double> RecentWaits::mean_s() const {
  if (last.empty()) return std::nullopt;
  double sum = 0;
  for (const double waited_s : last) sum += waited_s;
  return sum / static_cast<double>(last.size());
}

Experience::Experience(const Site& site)
    : pace_{1, catalogue_is_worth},
      walk_{0, 1},
      handle_ends_(handle_ends_prior()),
      calls_(calls_prior()),
      returns_(word_count<BreakReason>(), returns_prior()),
      leaves_(1),
      waited_s_(4 * 3600),
      regression_(prior_weights()),
      share_p80_(0.8),
      share_p90_(0.9) {
  RunningMean mean;
  for (const Service& service : site.services) {
    if (service.centralization == Centralization::none) continue;
    const auto expected_s = static_cast<double>(service.expected_handle.count());
    handling_[service.id].expected_s = expected_s;
    mean.learn(expected_s, 1e9);
  }
  visit_ = {mean.count > 0 ? mean.value : 300, catalogue_is_worth};
}

double Experience::handle_of(const Handling& handling) const {
  const double guess = handling.expected_s * pace_.value;
  const double seen = handling.mean.count;
  return (handling.mean.value * seen + guess * catalogue_is_worth) / (seen + catalogue_is_worth);
}

double Experience::handle_s(const ServiceId& service) const {
  const auto found = handling_.find(service);
  return found == handling_.end() ? Handling().expected_s * pace_.value : handle_of(found->second);
}

double Experience::rest_of_handle_s(double handle_s, double served_s) const {
  const double handle = std::max(handle_s, 1.0);
  return handle * handle_ends_.rest_at(served_s / handle);
}

double Experience::returns_per_s(BreakReason reason, double idle_s) const {
  return returns_[static_cast<std::size_t>(reason)].rate_at(idle_s);
}

const RecentWaits* Experience::recent(const SkillId& skill) const {
  const auto found = recent_by_skill_.find(skill);
  return found == recent_by_skill_.end() ? nullptr : &found->second;
}

double Experience::joins_per_s(const Joining& joining, Instant now) const {
  const double passed_s = static_cast<double>((now - joining.at).count()) / 1000;
  return joining.per_s * std::exp(-std::max(passed_s, 0.0) / joining_fades_s);
}

double Experience::margin(const Class& who, int before, double share) const {
  const double asked = share < 0.85 ? share_p80_ : share_p90_;
  const auto found = scores_.find({who, bin_of(before)});
  if (found != scores_.end()) return found->second.quantile(asked);
  static const RollingScores prior(scores_remembered, prior_scores());
  return prior.quantile(asked);
}

void Experience::served(const std::vector<ServiceId>& services, double walked_s, double handled_s) {
  walk_.learn(walked_s, visits_remembered);
  visit_.learn(walked_s + handled_s, visits_remembered);
  double expected_s = 0;
  double guess_s = 0;
  for (const ServiceId& service : services) {
    expected_s += handling_[service].expected_s;
    guess_s += handle_s(service);
  }
  if (expected_s <= 0 || guess_s <= 0) return;
  pace_.learn(handled_s / expected_s, visits_remembered);
  for (const ServiceId& service : services) {
    const double share = handle_s(service) / guess_s;
    handling_[service].mean.learn(handled_s * share, handles_remembered);
  }
  const double in_handles = handled_s / guess_s;
  handle_ends_.learn(0, in_handles, true);
}

void Experience::idled(double from_age_s, double to_age_s, bool called) {
  calls_.learn(from_age_s, to_age_s, called);
}

void Experience::was_on_break(BreakReason reason, double from_age_s, double to_age_s,
                              bool came_back) {
  returns_[static_cast<std::size_t>(reason)].learn(from_age_s, to_age_s, came_back);
}

void Experience::waited(double person_seconds) {
  const double kept = std::exp(-person_seconds / person_seconds_remembered);
  leaves_ *= kept;
  waited_s_ = waited_s_ * kept + person_seconds;
}

void Experience::left() {
  leaves_ += 1;
}

void Experience::joined(const NewNeed& need, Priority priority, Instant at) {
  Joining& joining = joining_[{need.service, priority}];
  joining.per_s = joins_per_s(joining, at) + 1 / joining_fades_s;
  joining.at = at;
  joining.skill = need.skill;
  const Instant place_at = need.place_at == Instant{} ? at : need.place_at;
  joining.head_start_s = static_cast<double>((at - place_at).count()) / 1000;
}

void Experience::called(const SkillId& skill, double waited_s) {
  recent_.learn(waited_s);
  recent_by_skill_[skill].learn(waited_s);
}

double Experience::bias(const Class& who) const {
  const auto found = bias_.find(who);
  return found == bias_.end() ? 0 : found->second.off.value / found->second.spread.value;
}

void Experience::kept(const Class& who, const Promise& promise, double waited_s, bool free) {
  const auto follow = [](double& share, double wanted, bool broken) {
    share += share_follows * ((broken ? 1.0 : 0.0) - (1 - wanted));
    share = std::clamp(share, wanted - share_strays_max, std::min(wanted + share_strays_max, 0.99));
  };
  if (free && waited_s <= no_wait_max * promise.unit_s) return;
  follow(share_p80_, 0.8, waited_s > promise.p80_s);
  follow(share_p90_, 0.9, waited_s > promise.p90_s);
  if (free) return;
  Bias& bias = bias_.try_emplace(who, Bias{{0, 30}, {0.5, 30}}).first->second;
  bias.off.learn((waited_s - promise.base_s) / promise.unit_s, 300);
  bias.spread.learn(promise.spread_s / promise.unit_s, 300);
  regression_.learn(promise.features, waited_s / promise.unit_s);
  const auto scores =
      scores_.try_emplace({who, bin_of(promise.before)}, scores_remembered, prior_scores());
  scores.first->second.add((waited_s - promise.expected_s) / promise.spread_s);
}

}  // namespace foyer

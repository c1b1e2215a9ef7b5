#include "bench/policies.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <mutex>
#include <nlohmann/json.hpp>
#include <thread>

namespace foyer::bench {
namespace {

constexpr std::array<double, 4> loads{0.6, 0.8, 0.95, 1.1};

double seconds_of(Milliseconds span) {
  return static_cast<double>(span.count()) / 1000.0;
}

/// What is added up over the days.
struct Sum {
  int visits = 0;
  int kept = 0;
  int left = 0;
  int walks = 0;
  double daily_worst_s = 0;
  std::vector<double> waits_s;

  void add_day(const std::vector<simulation::VisitFate>& fates, Instant day_end) {
    double worst_s = 0;
    for (const simulation::VisitFate& fate : fates) {
      const Instant until = fate.first_called_at.value_or(fate.left_at.value_or(day_end));
      const double wait_s = seconds_of(std::max(until - fate.waits_from, Milliseconds{0}));
      ++visits;
      kept += fate.first_called_at && *fate.first_called_at <= fate.due_at ? 1 : 0;
      left += fate.left_at ? 1 : 0;
      walks += std::max(fate.counters - 1, 0);
      waits_s.push_back(wait_s);
      worst_s = std::max(worst_s, wait_s);
    }
    daily_worst_s += worst_s;
  }

  [[nodiscard]] PolicyResult result(Policy policy, int days) {
    std::sort(waits_s.begin(), waits_s.end());
    const auto count = static_cast<double>(visits);
    double total_s = 0;
    for (const double wait_s : waits_s) total_s += wait_s;
    const auto p90 = static_cast<std::size_t>(std::ceil(0.9 * count)) - 1;
    return {policy,         count / days,         kept / count,
            left / count,   total_s / count,      waits_s.at(p90),
            waits_s.back(), daily_worst_s / days, static_cast<double>(walks) / days};
  }
};

/// What newcomers are told plays no part here; a forecast for every ticket would cost hours.
Waits no_waits(const Site& town) {
  Waits waits;
  const Wait none{WaitStatus::known, 0, 0};
  for (const Service& service : town.services) waits.services.push_back({service.id, none, none});
  return waits;
}

PolicyResult run(Training training, double load, Policy policy, const PolicyBench& options) {
  Site town = policy_town(training);
  town.rules = options.rules;
  const Waits waits = no_waits(town);
  const simulation::EngineDayHooks hooks{calling_policy(policy, town, training), {}, &waits};
  Sum sum;
  for (int day = 0; day < options.days; ++day) {
    const auto seed = options.seed + static_cast<std::uint64_t>(day);
    const simulation::EngineDayPlan plan = policy_day(town, load, seed);
    Instant end{};
    const std::vector<simulation::VisitFate> fates = simulation::play_day(town, plan, [&] {
      simulation::EngineDayHooks with_end = hooks;
      with_end.on_event = [&end](const Event& event) { end = event.at; };
      return with_end;
    }());
    sum.add_day(fates, end);
  }
  return sum.result(policy, options.days);
}

struct Job {
  SettingResult* setting = nullptr;
  std::size_t policy = 0;
};

double best_other(const SettingResult& setting) {
  double best = 0;
  for (const PolicyResult& result : setting.policies) {
    if (result.policy != Policy::foyer) best = std::max(best, result.kept_share);
  }
  return best;
}

const PolicyResult& result_of(const SettingResult& setting, Policy policy) {
  return *std::find_if(setting.policies.begin(), setting.policies.end(),
                       [policy](const PolicyResult& r) { return r.policy == policy; });
}

}  // namespace

std::vector<SettingResult> bench_policies(const PolicyBench& options) {
  std::vector<SettingResult> settings;
  for (std::size_t t = 0; t < word_count<Training>(); ++t) {
    for (const double load : loads) {
      settings.push_back({static_cast<Training>(t), load, {}});
      settings.back().policies.resize(word_count<Policy>());
    }
  }
  std::vector<Job> jobs;
  for (SettingResult& setting : settings) {
    for (std::size_t p = 0; p < setting.policies.size(); ++p) jobs.push_back({&setting, p});
  }
  std::atomic<std::size_t> next = 0;
  std::mutex saying;
  const auto work = [&] {
    for (std::size_t i = next++; i < jobs.size(); i = next++) {
      SettingResult& setting = *jobs[i].setting;
      const auto policy = static_cast<Policy>(jobs[i].policy);
      setting.policies[jobs[i].policy] = run(setting.training, setting.load, policy, options);
      const std::lock_guard lock(saying);
      options.say(fmt::format("{} at {:.0f} %: {}", word(setting.training), setting.load * 100,
                              word(policy)));
    }
  };
  std::vector<std::jthread> threads;
  for (unsigned i = 0; i < std::max(1U, std::thread::hardware_concurrency()); ++i) {
    threads.emplace_back(work);
  }
  threads.clear();
  return settings;
}

std::string to_table(const std::vector<SettingResult>& settings) {
  std::string table;
  for (const SettingResult& setting : settings) {
    const PolicyResult& ours = result_of(setting, Policy::foyer);
    const PolicyResult& fifo = result_of(setting, Policy::fifo);
    table += fmt::format(
        "{}, load {:.0f} %: {:+.1f} points over the best of the others, worst wait {:.2f} times "
        "FIFO's ({:.2f} day by day)\n",
        word(setting.training), setting.load * 100, 100 * (ours.kept_share - best_other(setting)),
        ours.worst_wait_s / fifo.worst_wait_s, ours.daily_worst_wait_s / fifo.daily_worst_wait_s);
    table += fmt::format("  {:<20}{:>8}{:>8}{:>10}{:>10}{:>10}{:>12}{:>8}\n", "", "kept %",
                         "left %", "mean min", "P90 min", "worst min", "daily worst", "walks");
    for (const PolicyResult& r : setting.policies) {
      table += fmt::format("  {:<20}{:>8.1f}{:>8.1f}{:>10.1f}{:>10.1f}{:>10.1f}{:>12.1f}{:>8.1f}\n",
                           word(r.policy), 100 * r.kept_share, 100 * r.left_share,
                           r.mean_wait_s / 60, r.p90_wait_s / 60, r.worst_wait_s / 60,
                           r.daily_worst_wait_s / 60, r.walks_a_day);
    }
  }
  return table;
}

std::string to_json(const std::vector<SettingResult>& settings, const PolicyBench& options) {
  nlohmann::ordered_json json{{"days", options.days}, {"seed", options.seed}};
  for (const SettingResult& setting : settings) {
    nlohmann::ordered_json entry{{"training", word(setting.training)}, {"load", setting.load}};
    for (const PolicyResult& r : setting.policies) {
      entry["policies"].push_back({{"policy", word(r.policy)},
                                   {"visits_a_day", r.visits_a_day},
                                   {"kept_share", r.kept_share},
                                   {"left_share", r.left_share},
                                   {"mean_wait_s", r.mean_wait_s},
                                   {"p90_wait_s", r.p90_wait_s},
                                   {"worst_wait_s", r.worst_wait_s},
                                   {"daily_worst_wait_s", r.daily_worst_wait_s},
                                   {"walks_a_day", r.walks_a_day}});
    }
    json["settings"].push_back(std::move(entry));
  }
  return json.dump(2) + '\n';
}

}  // namespace foyer::bench

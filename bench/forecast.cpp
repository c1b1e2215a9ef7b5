// A full forecast of a full lobby, in this process: no server, no disk.
#include <algorithm>

#include "bench/bench.h"
#include "engine/engine.h"
#include "engine/forecaster.h"
#include "site/site_files.h"

namespace foyer::bench {
namespace {

using Steady = std::chrono::steady_clock;

constexpr std::size_t counters = 30;
constexpr std::size_t waiting = 300;
constexpr Instant opens{std::chrono::sys_days(std::chrono::year(2026) / 11 / 26) +
                        std::chrono::hours(8)};

/// The site's services and skills at 30 counters, every one with two thirds of the skills.
Site with_many_counters(Site site) {
  std::vector<SkillId> skills;
  for (const Service& service : site.services) {
    if (!service.skill.empty()) skills.push_back(service.skill);
  }
  std::sort(skills.begin(), skills.end());
  skills.erase(std::unique(skills.begin(), skills.end()), skills.end());
  site.counters.clear();
  for (std::size_t i = 0; i < counters; ++i) {
    CounterPlace place;
    place.id = CounterId{"counter-" + std::to_string(100 + i)};
    for (std::size_t s = 0; s < skills.size(); ++s) {
      if ((i + s) % 3 != 0) place.skills.push_back(skills[s]);
    }
    site.counters.push_back(std::move(place));
  }
  return site;
}

/// A lobby that a forecaster has seen come together.
class FullLobby {
 public:
  explicit FullLobby(Site site) : site_(std::move(site)), forecaster_(site_) {
    for (const Service& service : site_.services) {
      if (service.on && !service.skill.empty()) offered_.push_back(&service);
    }
    happen(DayOpened{{"2026-11-26"}, opens, opens + hours_, opens + hours_, VisitId{1}});
    for (const CounterPlace& place : site_.counters) {
      happen(CounterOpened{place.id, ClerkId{place.id.value}, place.skills, {}});
    }
    for (std::size_t i = 0; i < counters + waiting; ++i) {
      issue();
      if (i < counters) call(site_.counters[i]);
    }
  }

  /// Somebody joins, and the one who came first of all who wait leaves: as many wait as before.
  void change() {
    issue();
    for (const auto& [id, visit] : forecaster_.state().visits) {
      if (!visit.counter.empty()) continue;
      const VisitId leaver = id;
      happen(VisitLeft{leaver});
      return;
    }
  }

  [[nodiscard]] Waits forecast() const { return forecaster_.forecast(now_); }

 private:
  void happen(EventBody body) {
    forecaster_.observe(Event{++seq_, now_, Actor{}, std::move(body)});
    now_ += Milliseconds(1500);
  }

  void issue() {
    const Service& service = *offered_[static_cast<std::size_t>(issued_) % offered_.size()];
    const Priority priority = issued_ % 10 == 0 ? Priority::priority : Priority::normal;
    const Instant due_at = now_ + promised_wait(site_, service, priority);
    TicketIssued ticket;
    ticket.visit = VisitId{++issued_};
    ticket.ticket = "A" + std::to_string(100 + issued_ % 900);
    ticket.language = LanguageTag{"en"};
    ticket.priority = priority;
    ticket.needs = {NewNeed{NeedId{1}, service.id, service.skill, due_at,
                            due_at - service.promised_wait, service.expected_handle}};
    happen(std::move(ticket));
  }

  void call(const CounterPlace& place) {
    const VisitId visit{issued_};
    happen(VisitCalled{visit, place.id, {NeedId{1}}, Rule::first_come, {}, now_});
    happen(ServingStarted{visit, place.id});
  }

  static constexpr std::chrono::hours hours_{9};
  Site site_;
  std::vector<const Service*> offered_;
  Forecaster forecaster_;
  Instant now_ = opens;
  std::int64_t seq_ = 0;
  std::int64_t issued_ = 0;
};

}  // namespace

Figures bench_forecast(const Options& options) {
  options.say("forecasts of 300 visits at 30 counters");
  FullLobby lobby(with_many_counters(load_site(options.site).lobby));
  Samples forecasts;
  Samples events;
  const int rounds = options.smoke ? 5 : 400;
  for (int i = 0; i < rounds; ++i) {
    const auto start = Steady::now();
    lobby.change();
    const auto changed = Steady::now();
    const Waits waits = lobby.forecast();
    forecasts.add(Steady::now() - changed);
    events.add((changed - start) / 2);
    if (waits.visits.size() != waiting) throw std::logic_error("not everybody has a forecast");
  }
  return {{"forecast_p50", "a full forecast: 300 waiting, 30 counters, p50",
           forecasts.quantile_us(0.5) / 1000, "ms", Aim{5, Better::lower}},
          {"forecast_p99", "  p99", forecasts.quantile_us(0.99) / 1000, "ms", {}},
          {"forecast_event_p50",
           "  learning from an event, p50 (a look at the lobby now and then is in it)",
           events.quantile_us(0.5),
           "µs",
           {}}};
}

}  // namespace foyer::bench

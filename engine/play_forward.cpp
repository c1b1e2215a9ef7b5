#include "engine/play_forward.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "engine/line.h"

namespace foyer {
namespace {

// A counter that calls within this anyway is spoken for by whoever waits for it.
constexpr double at_once_s = 20;
constexpr double horizon_s = 24 * 3600;

double seconds(Milliseconds span) {
  return static_cast<double>(span.count()) / 1000;
}

/// A counter that takes part: open, or on a break from which it may come back.
struct Station {
  const Counter* counter = nullptr;
  std::vector<Candidate> candidates;
  std::vector<const Candidate*> waiting;  ///< For it, sorted as pick_next wants them.
  Desk desk;
  double rate = 0;  ///< How often it gets free, per second; 0: it will not any more.
  /// How far its turn has come: rises with its rate, and falls by one when it gets free.
  double turn = 0;
  bool free = false;  ///< Idle with nobody waiting for it.
};

class Play {
 public:
  Play(const Site& site, const State& state, const Experience& experience,
       const std::vector<Joiner>& joiners, Instant now)
      : site_(site), state_(state), experience_(experience), joiners_(joiners), now_(now) {}

  Played run() {
    add_people();
    add_stations();
    add_joiners();
    fill_pools();
    leave_free_ones();
    call_at_once();
    while (step()) {
    }
    return std::move(played_);
  }

 private:
  [[nodiscard]] bool is_open(const Station& station) const {
    return station.counter->state == CounterState::open;
  }

  void add_people() {
    for (const auto& [id, visit] : state_.visits) {
      if (!visit.counter.empty()) continue;
      const auto need = std::find_if(visit.needs.begin(), visit.needs.end(),
                                     [](const Need& n) { return n.state == NeedState::waiting; });
      if (need == visit.needs.end()) continue;
      played_.visits.push_back({id, need->skill, visit.priority, need->place_at, {}});
    }
    gone_.resize(played_.visits.size());
    counters_for_.resize(played_.visits.size());
  }

  void add_stations() {
    for (const auto& [id, counter] : state_.counters) {
      if (counter.state == CounterState::closed) continue;
      const double rate = first_rate(counter);
      if (counter.state == CounterState::on_break && rate <= 0) continue;
      Station station;
      station.counter = &counter;
      station.rate = rate;
      station.candidates = candidates_at(site_, state_, counter);
      number_candidates(station);
      stations_.push_back(std::move(station));
    }
    std::vector<std::vector<bool>> serve(played_.visits.size(),
                                         std::vector<bool>(stations_.size()));
    for (std::size_t s = 0; s < stations_.size(); ++s) {
      prepare(stations_[s]);
      for (const Candidate& c : stations_[s].candidates) serve[c.number][s] = true;
    }
    for (std::size_t i = 0; i < serve.size(); ++i) {
      played_.visits[i].ahead.pool = pool_of(std::move(serve[i]));
    }
  }

  /// Candidates come in the order of visits, as the people do.
  void number_candidates(Station& station) const {
    std::size_t i = 0;
    for (Candidate& candidate : station.candidates) {
      while (played_.visits[i].visit != candidate.visit) ++i;
      candidate.number = i;
    }
  }

  /// Once it stands where it stays.
  void prepare(Station& station) {
    for (const Candidate& candidate : station.candidates) station.waiting.push_back(&candidate);
    std::sort(station.waiting.begin(), station.waiting.end(),
              [](const Candidate* a, const Candidate* b) { return is_due_before(*a, *b); });
    const Counter& counter = *station.counter;
    station.desk.sharing = counters_sharing(state_, counter);
    station.desk.preference = [this, &counter](const Candidate& c) {
      return preference_of(c, counter);
    };
  }

  /// Looking at all counters for it is dear; it is done once for each need.
  Preference preference_of(const Candidate& c, const Counter& counter) {
    auto& [need, counters] = counters_for_[c.number];
    if (need == c.need) return preference_at(counter, *c.person, counters);
    const Preference preference = preference_at(site_, state_, counter, *c.person, *c.need);
    need = c.need;
    counters = preference.counters;
    return preference;
  }

  /// How soon a counter gets free for the first time.
  [[nodiscard]] double first_rate(const Counter& counter) const {
    const double idle_s = seconds(now_ - counter.idle_since);
    if (counter.state == CounterState::on_break) {
      return experience_.returns_per_s(counter.break_reason, idle_s);
    }
    if (!counter.visit) return experience_.calls_per_s(idle_s);  // See call_at_once.
    const Visit& visit = *find_visit(state_, *counter.visit);
    const double handle_s = handle_at(counter, visit);
    double rest_s = 0;
    if (visit.serving_since) {
      rest_s = experience_.rest_of_handle_s(handle_s, seconds(now_ - *visit.serving_since));
    } else {
      const double called_s = visit.called_at ? seconds(now_ - *visit.called_at) : 0;
      rest_s = std::max(experience_.walk_s() - called_s, 0.0) + handle_s;
    }
    return 1 / std::max(rest_s, 1.0);
  }

  /// What is done for a visit that is there, or would be, at this counter.
  [[nodiscard]] double handle_at(const Counter& counter, const Visit& visit) const {
    const bool there = visit.counter == counter.id;
    double handle_s = 0;
    for (const Need& need : visit.needs) {
      const bool done_here =
          there ? need.state == NeedState::called || need.state == NeedState::serving
                : need.state == NeedState::waiting && has_skill(counter.skills, need.skill);
      if (done_here) handle_s += experience_.handle_s(need.service);
    }
    return handle_s;
  }

  void add_joiners() {
    for (const Joiner& joiner : joiners_) {
      std::vector<bool> serve(stations_.size());
      for (std::size_t s = 0; s < stations_.size(); ++s) {
        serve[s] = has_skill(stations_[s].counter->skills, joiner.skill);
      }
      Ahead ahead;
      ahead.pool = pool_of(std::move(serve));
      played_.joiners.push_back(ahead);
    }
  }

  int pool_of(std::vector<bool> serve) {
    const auto next = static_cast<int>(pools_.size());
    const auto [found, is_new] = pools_.try_emplace(std::move(serve), next);
    return found->second;
  }

  void fill_pools() {
    played_.pools.resize(pools_.size());
    members_.resize(pools_.size());
    calls_.resize(pools_.size());
    for (const auto& [serve, index] : pools_) {
      CounterPool& pool = played_.pools[static_cast<std::size_t>(index)];
      RunningMean visit_s;
      for (std::size_t s = 0; s < serve.size(); ++s) {
        if (!serve[s]) continue;
        const Counter& counter = *stations_[s].counter;
        if (counter.state == CounterState::open) {
          ++pool.open;
        } else {
          pool.returns_per_s += stations_[s].rate;
        }
        if (counter.visit) {
          const Visit& visit = *find_visit(state_, *counter.visit);
          visit_s.learn(experience_.walk_s() + handle_at(counter, visit), horizon_s);
        }
        pool.skills.insert(pool.skills.end(), counter.skills.begin(), counter.skills.end());
      }
      std::sort(pool.skills.begin(), pool.skills.end());
      pool.skills.erase(std::unique(pool.skills.begin(), pool.skills.end()), pool.skills.end());
      pool.visit_s = visit_s.count > 0 ? visit_s.value : experience_.visit_s();
      members_[static_cast<std::size_t>(index)] = serve;
    }
    for (auto& person : played_.visits) tell_who_is_open(person.ahead);
    for (Ahead& ahead : played_.joiners) tell_who_is_open(ahead);
  }

  void tell_who_is_open(Ahead& ahead) const {
    ahead.somebody_open = played_.pools[static_cast<std::size_t>(ahead.pool)].open > 0;
  }

  [[nodiscard]] bool serves(int pool, std::size_t station) const {
    return members_[static_cast<std::size_t>(pool)][station];
  }

  void leave_free_ones() {
    for (std::size_t s = 0; s < stations_.size(); ++s) {
      const Counter& counter = *stations_[s].counter;
      const bool idle = counter.state == CounterState::open && !counter.visit;
      if (idle && stations_[s].candidates.empty()) set_free(s, 0);
    }
  }

  /// Nobody is left for this counter: it could take whoever joins.
  void set_free(std::size_t s, double at_s) {
    Station& station = stations_[s];
    const bool was_idle = is_open(station) && !station.counter->visit;
    station.rate = 0;
    station.free = true;
    for (Ahead& ahead : played_.joiners) {
      if (ahead.called_in_s || !serves(ahead.pool, s)) continue;
      ahead.called_in_s = at_s;
      ahead.before = calls_[static_cast<std::size_t>(ahead.pool)];
      ahead.free = was_idle && at_s <= 0;
    }
  }

  /// Idle counters for which somebody waits: those that will call in a moment do, the soonest and
  /// longest idle first; the others are as if away.
  void call_at_once() {
    std::vector<std::size_t> idle;
    for (std::size_t s = 0; s < stations_.size(); ++s) {
      Station& station = stations_[s];
      if (!is_open(station) || station.counter->visit || station.free) continue;
      Instant since = now_;
      for (const Candidate& c : station.candidates) since = std::min(since, c.waits_from);
      since = std::max(since, station.counter->idle_since);
      station.rate = experience_.calls_per_s(seconds(now_ - since));
      if (station.rate * at_once_s >= 1) idle.push_back(s);
    }
    std::stable_sort(idle.begin(), idle.end(), [this](std::size_t a, std::size_t b) {
      const Station& one = stations_[a];
      const Station& other = stations_[b];
      return std::tuple(-one.rate, one.counter->idle_since) <
             std::tuple(-other.rate, other.counter->idle_since);
    });
    std::vector<std::size_t> left_over;
    for (const std::size_t s : idle) {
      at_once_until_s_ = 1 / stations_[s].rate;
      if (!call(s, at_once_until_s_)) left_over.push_back(s);
    }
    for (const std::size_t s : left_over) set_free(s, 0);
  }

  /// The counter whose turn it is gets free. False: nobody waits for any that will.
  bool step() {
    double rate = 0;
    for (const Station& station : stations_) rate += station.rate;
    if (rate <= 0) return false;
    at_s_ += 1 / rate;
    if (at_s_ > horizon_s) return false;
    std::size_t next = 0;
    for (std::size_t s = 0; s < stations_.size(); ++s) {
      stations_[s].turn += stations_[s].rate / rate;
      if (stations_[s].rate > 0 &&
          (stations_[next].rate <= 0 || stations_[s].turn > stations_[next].turn)) {
        next = s;
      }
    }
    stations_[next].turn -= 1;
    const double at_s = std::max(at_s_, at_once_until_s_);
    if (!call(next, at_s)) set_free(next, at_s);
    return true;
  }

  /// Calls whom choose would call then. False: nobody.
  bool call(std::size_t s, double at_s) {
    Station& station = stations_[s];
    std::erase_if(station.waiting, [this](const Candidate* c) { return gone_[c->number]; });
    const Instant at = now_ + Milliseconds(std::llround(at_s * 1000));
    const auto pick = pick_next(site_.rules, station.desk, station.waiting, at);
    call_joiners(s, pick ? &*pick : nullptr, at, at_s);
    if (!pick) return false;
    const Candidate& called = *pick->candidate;
    gone_[called.number] = true;
    Ahead& ahead = played_.visits[called.number].ahead;
    ahead.called_in_s = at_s;
    ahead.before = calls_[static_cast<std::size_t>(ahead.pool)];
    for (std::size_t p = 0; p < members_.size(); ++p) {
      if (!members_[p][s]) continue;
      if (calls_[p]++ == 0) {
        played_.pools[p].head_waits_s = std::max(seconds(now_ - called.waits_from), 0.0);
      }
    }
    const double visit_s = experience_.walk_s() + handle_at(*station.counter, *called.person);
    const double still_there = std::exp(-experience_.leaves_per_s() * at_s);
    station.rate = 1 / std::max(visit_s * still_there + 1 / experience_.calls_per_s(0), 1.0);
    return true;
  }

  /// Whoever would be called now instead of `pick`. Nobody who waits is called later for that.
  void call_joiners(std::size_t s, const Pick* pick, Instant at, double at_s) {
    if (pick == nullptr) return;  // See set_free.
    for (std::size_t j = 0; j < joiners_.size(); ++j) {
      Ahead& ahead = played_.joiners[j];
      if (ahead.called_in_s || !serves(ahead.pool, s)) continue;
      Candidate joiner;
      joiner.due_at = joiners_[j].due_at;
      joiner.place_at = joiners_[j].place_at;
      joiner.waits_from = now_;
      joiner.expected = joiners_[j].expected;
      if (!would_go_first(site_.rules, stations_[s].desk, joiner, pick, at)) continue;
      ahead.called_in_s = at_s;
      ahead.before = calls_[static_cast<std::size_t>(ahead.pool)];
    }
  }

  const Site& site_;
  const State& state_;
  const Experience& experience_;
  const std::vector<Joiner>& joiners_;
  Instant now_;
  Played played_;
  std::vector<Station> stations_;
  std::vector<bool> gone_;  ///< By index in played_.visits.
  /// By index in played_.visits: how many open counters can serve a need, once that was asked.
  std::vector<std::pair<const Need*, int>> counters_for_;
  std::map<std::vector<bool>, int> pools_;
  std::vector<std::vector<bool>> members_;  ///< By pool and station.
  std::vector<int> calls_;                  ///< By pool: calls so far at its counters.
  double at_s_ = 0;
  double at_once_until_s_ = 0;  ///< Nobody is called by others before.
};

}  // namespace

Played play_forward(const Site& site, const State& state, const Experience& experience,
                    const std::vector<Joiner>& joiners, Instant now) {
  return Play(site, state, experience, joiners, now).run();
}

}  // namespace foyer

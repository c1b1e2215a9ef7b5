#include "admin/log_replay.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>

#include "admin/discipline.h"
#include "engine/assert.h"

namespace foyer::admin {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

// A server that has not served for so long has gone.
constexpr Milliseconds session_gap = minutes(20);
// A server that lets somebody wait for so long while it is idle is away.
constexpr Milliseconds away_after = Seconds(12);
// Idle servers are believed to be free when nine in ten were, with so many of them.
constexpr double believed_from = 0.9;
constexpr double believed_follows = 0.005;
constexpr std::size_t idle_counted = 6;
// Before anything is seen: of idle servers a little more than half are there.
constexpr double idle_is_away = 0.45;

// What serving takes before any is seen.
constexpr Seconds expected_handle{180};
// Nothing is promised in a log, so no promise is ever at risk.
constexpr Milliseconds promised = hours(24 * 365);

struct Server {
  CounterId counter;
  std::set<std::string> types;         ///< That it has served.
  std::optional<std::size_t> serving;  ///< Index in the log.
  Instant idle_since;
  bool here = false;  ///< In a session.
  bool away = false;  ///< Lets people wait.
};

enum class Happens { arrives, ends, leaves, starts, ends_at_once };

struct Happening {
  Instant at;
  Happens what{};
  std::size_t row = 0;
  [[nodiscard]] auto order() const { return std::tie(at, what, row); }
};

std::vector<Happening> happenings_of(const std::vector<LoggedVisit>& log) {
  std::vector<Happening> all;
  for (std::size_t row = 0; row < log.size(); ++row) {
    const LoggedVisit& visit = log[row];
    all.push_back({visit.arrived_at, Happens::arrives, row});
    if (!visit.over_at) continue;
    const bool served = visit.outcome == LoggedOutcome::served;
    all.push_back({*visit.over_at, served ? Happens::starts : Happens::leaves, row});
    if (!visit.end_at) continue;
    const bool at_once = *visit.end_at == *visit.over_at;
    all.push_back({*visit.end_at, at_once ? Happens::ends_at_once : Happens::ends, row});
  }
  std::sort(all.begin(), all.end(),
            [](const Happening& a, const Happening& b) { return a.order() < b.order(); });
  return all;
}

/// A service for each type. They are all alike, so that a type that comes later changes nothing.
Site site_of(const std::vector<LoggedVisit>& log) {
  Site site;
  site.id = SiteId{"log"};
  site.groups = {{GroupId{"all"}, 'A'}};
  site.rules.passed_over_max = hours(24 * 365);
  site.rules.tie_slack = Seconds(0);
  std::set<std::string> types;
  for (const LoggedVisit& visit : log) types.insert(visit.type);
  for (const std::string& type : types) {
    Service service;
    service.id = ServiceId{type};
    service.group = GroupId{"all"};
    service.skill = SkillId{type};
    service.promised_wait = std::chrono::duration_cast<Seconds>(promised);
    service.expected_handle = expected_handle;
    site.services.push_back(std::move(service));
  }
  return site;
}

class Replay {
 public:
  explicit Replay(const std::vector<LoggedVisit>& log)
      : log_(log),
        site_(site_of(log)),
        forecaster_(site_, Forecaster::Settings{Milliseconds(0), Milliseconds(0)}) {
    for (std::size_t k = 0; k < free_.size(); ++k) {
      free_[k] = 1 - std::pow(idle_is_away, static_cast<double>(k));
    }
  }

  std::vector<Prediction> run() {
    std::vector<Prediction> predictions(log_.size());
    for (const Happening& happening : happenings_of(log_)) {
      let_servers_go(happening.at);
      switch (happening.what) {
        case Happens::arrives:
          predictions[happening.row] = arrive(happening.row);
          break;
        case Happens::ends:
        case Happens::ends_at_once:
          end(happening.row, happening.at);
          break;
        case Happens::leaves:
          leave(happening.row, happening.at);
          break;
        case Happens::starts:
          start(happening.row, happening.at);
          break;
      }
    }
    return predictions;
  }

 private:
  // --- the lobby's events ---

  void observe(Instant at, EventBody body) {
    forecaster_.observe(Event{++seq_, at, Actor{}, std::move(body)});
  }

  void open(Server& server, Instant at) {
    std::vector<SkillId> skills;
    for (const std::string& type : server.types) skills.push_back(SkillId{type});
    observe(at,
            CounterOpened{server.counter, ClerkId{server.counter.value}, std::move(skills), {}});
  }

  [[nodiscard]] CounterState state_of(const Server& server) const {
    const Counter* counter = find_counter(forecaster_.state(), server.counter);
    return counter == nullptr ? CounterState::closed : counter->state;
  }

  static VisitId visit_id(std::size_t row) { return VisitId{static_cast<std::int64_t>(row) + 1}; }

  /// A new date is a new day as soon as nobody of the old one is there.
  void turn_page(const LoggedVisit& visit) {
    const State& state = forecaster_.state();
    const std::string today = state.day ? state.day->date.value : std::string();
    if (visit.date == today || !state.visits.empty()) return;
    const Instant at = visit.arrived_at;
    if (state.day) observe(at, DayClosed{state.day->date});
    const VisitId next{state.next_visit};
    observe(at, DayOpened{BusinessDate{visit.date}, at, at + promised, at + promised, next});
    for (auto& [name, server] : servers_) server.here = false;
  }

  // --- servers ---

  /// Those whom nobody has seen for long have gone; those who let people wait are away.
  void let_servers_go(Instant now) {
    for (auto& [name, server] : servers_) {
      if (!server.here || server.serving) continue;
      const std::optional<Instant> ignored = away_at(server);
      if (ignored && *ignored <= now && !server.away) {
        server.away = true;
        observe(last(*ignored), CounterOnBreak{server.counter, BreakReason::other});
      }
      const Instant gone_at = server.idle_since + session_gap;
      if (gone_at > now) continue;
      server.here = false;
      observe(last(gone_at), CounterClosed{server.counter});
    }
  }

  /// Events do not go back in time.
  [[nodiscard]] Instant last(Instant at) const { return std::max(at, forecaster_.state().last_at); }

  /// When this idle server will have let somebody wait for too long.
  [[nodiscard]] std::optional<Instant> away_at(const Server& server) const {
    std::optional<Instant> first;
    for (const auto& [row, type] : waiting_) {
      if (!can_serve(server, type)) continue;
      const Instant since = std::max(log_[row].arrived_at, server.idle_since);
      first = std::min(first.value_or(since + away_after), since + away_after);
    }
    return first;
  }

  static bool can_serve(const Server& server, const std::string& type) {
    return server.types.count(type) > 0;
  }

  /// What serves a type that nobody has been seen to serve is what serves the commonest one.
  [[nodiscard]] std::string line_for(const std::string& type) const {
    const bool seen = served_.count(type) > 0;
    if (seen || served_.empty()) return type;
    return std::max_element(served_.begin(), served_.end(),
                            [](const auto& a, const auto& b) { return a.second < b.second; })
        ->first;
  }

  /// The servers that are idle, not known to be away, and could serve this.
  std::vector<Server*> idle_servers(const std::string& line) {
    std::vector<Server*> idle;
    for (auto& [name, server] : servers_) {
      if (server.here && !server.serving && !server.away && can_serve(server, line)) {
        idle.push_back(&server);
      }
    }
    return idle;
  }

  /// Whether idle servers are really there cannot be seen in a log until somebody comes. They are
  /// taken for free where that has nearly always been so, with as many of them idle.
  void believe_or_not(std::size_t row, const std::string& line) {
    const Instant at = log_[row].arrived_at;
    const std::vector<Server*> idle = idle_servers(line);
    const auto waits_for_one = [&idle](const auto& entry) {
      return std::any_of(idle.begin(), idle.end(), [&entry](const Server* server) {
        return can_serve(*server, entry.second);
      });
    };
    const bool nobody_before = std::none_of(waiting_.begin(), waiting_.end(), waits_for_one);
    const std::size_t counted = std::min(idle.size(), free_.size() - 1);
    const bool believed = nobody_before && free_[counted] >= believed_from;
    if (nobody_before && !idle.empty()) believed_[row] = counted;
    for (Server* server : idle) {
      const CounterState state = state_of(*server);
      if (believed && state == CounterState::on_break) open(*server, at);
      if (!believed && nobody_before && state == CounterState::open) {
        observe(at, CounterOnBreak{server->counter, BreakReason::short_break});
      }
    }
  }

  void learn_belief(std::size_t row, Instant over_at) {
    const auto found = believed_.find(row);
    if (found == believed_.end()) return;
    const double was_free = over_at == log_[row].arrived_at ? 1 : 0;
    free_[found->second] += (was_free - free_[found->second]) * believed_follows;
    believed_.erase(found);
  }

  // --- what happens ---

  [[nodiscard]] Discipline::Class class_of(const LoggedVisit& visit) const {
    return {visit.type, visit.prio == 2};
  }

  Prediction arrive(std::size_t row) {
    const LoggedVisit& visit = log_[row];
    const Instant at = visit.arrived_at;
    turn_page(visit);
    const std::string line = line_for(visit.type);
    believe_or_not(row, line);

    TicketIssued issued;
    issued.visit = visit_id(row);
    issued.ticket = "A" + std::to_string(row % 1000);
    issued.priority = visit.prio == 2 ? Priority::priority : Priority::normal;
    issued.needs = {NewNeed{NeedId{1}, ServiceId{visit.type}, SkillId{line}, at + promised,
                            discipline_.place_of(class_of(visit), at), expected_handle}};
    const Estimate estimate = forecaster_.estimate(issued.needs, issued.priority, at);
    const double naive = naive_s();
    observe(at, std::move(issued));
    waiting_[row] = line;
    if (estimate.free) return {true, 0, 0, 0, naive};
    return {false, estimate.p50_s, estimate.p80_s, estimate.p90_s, naive};
  }

  [[nodiscard]] double naive_s() const {
    const auto here = std::count_if(servers_.begin(), servers_.end(),
                                    [](const auto& entry) { return entry.second.here; });
    const auto open = static_cast<double>(std::max<std::ptrdiff_t>(here, 1));
    return static_cast<double>(waiting_.size()) * handle_.value / open;
  }

  Server& server_of(const LoggedVisit& visit) {
    const auto [found, is_new] = servers_.try_emplace(visit.server);
    if (is_new) found->second.counter = CounterId{visit.server};
    return found->second;
  }

  void leave(std::size_t row, Instant at) {
    learn_belief(row, at);
    waiting_.erase(row);
    observe(at, VisitLeft{visit_id(row)});
  }

  void start(std::size_t row, Instant at) {
    const LoggedVisit& visit = log_[row];
    if (visit.server.empty()) return serve_somewhere(row, at);
    learn_belief(row, at);
    waiting_.erase(row);
    Server& server = server_of(visit);
    // Who serves the next one has finished with the last one, whatever the log says.
    if (server.serving) end(*server.serving, at);
    if (at > visit.arrived_at) learn_order(visit, server);
    const bool is_new = server.types.insert(visit.type).second;
    ++served_[visit.type];
    if (is_new || state_of(server) != CounterState::open) open(server, at);
    server.here = true;
    server.away = false;
    server.serving = row;
    observe(at, VisitCalled{visit_id(row), server.counter, {NeedId{1}}, Rule::first_come, {}, at});
    observe(at, ServingStarted{visit_id(row), server.counter});
  }

  /// By nobody knows whom: it waits no longer, and nothing is learnt from that.
  void serve_somewhere(std::size_t row, Instant at) {
    waiting_.erase(row);
    believed_.erase(row);
    observe(at, NeedFinished{visit_id(row), NeedId{1}, {}, Outcome::resolved, {}, {}, {}, {}});
  }

  void learn_order(const LoggedVisit& first, const Server& server) {
    for (const auto& [row, line] : waiting_) {
      const LoggedVisit& second = log_[row];
      if (!can_serve(server, second.type)) continue;
      discipline_.learn({class_of(first), first.arrived_at}, {class_of(second), second.arrived_at});
    }
  }

  void end(std::size_t row, Instant at) {
    const LoggedVisit& visit = log_[row];
    if (visit.server.empty()) return;
    Server& server = server_of(visit);
    if (server.serving != row) return;  // It was ended by the next one.
    server.serving.reset();
    server.idle_since = at;
    handle_.learn(static_cast<double>((at - *visit.over_at).count()) / 1000, 200);
    NeedFinished finished;
    finished.visit = visit_id(row);
    finished.need = NeedId{1};
    finished.counter = server.counter;
    observe(at, std::move(finished));
  }

  const std::vector<LoggedVisit>& log_;
  Site site_;
  Forecaster forecaster_;
  Discipline discipline_;
  std::int64_t seq_ = 0;
  std::map<std::string, Server> servers_;
  std::map<std::string, int> served_;            ///< By type.
  std::map<std::size_t, std::string> waiting_;   ///< By row: whose line it stands in.
  std::map<std::size_t, std::size_t> believed_;  ///< By row: idle servers counted on arrival.
  std::array<double, idle_counted + 1> free_{};  ///< Share served at once, by idle servers.
  RunningMean handle_{static_cast<double>(expected_handle.count()), 1};
};

}  // namespace

std::vector<Prediction> predict_waits(const std::vector<LoggedVisit>& log) {
  return Replay(log).run();
}

}  // namespace foyer::admin

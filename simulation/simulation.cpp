#include "simulation/simulation.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

namespace foyer::simulation {
namespace {

using Steady = std::chrono::steady_clock;

constexpr auto progress_every = std::chrono::milliseconds(250);
constexpr auto server_missed_after = std::chrono::seconds(3);
/// A server that is gone cannot keep the clerks here for ever.
constexpr auto going_home_most = std::chrono::seconds(30);
constexpr auto opening_most = std::chrono::seconds(20);

Instant steady_now() {
  return Instant(std::chrono::duration_cast<Milliseconds>(Steady::now().time_since_epoch()));
}

}  // namespace

class Simulation::Run {
 public:
  Run(const SiteFiles& site, const Settings& settings, Bell& bell, const std::atomic<bool>& stop)
      : settings_(settings),
        bell_(bell),
        stop_(stop),
        from_(std::clamp(settings.from.value_or(settings.profile.day.begin),
                         settings.profile.day.begin, settings.profile.day.end - Milliseconds(1))),
        duration_(settings.duration.value_or(settings.profile.day.end - from_)),
        world_{settings.profile,
               site,
               settings.seed,
               Agenda(settings.profile.day, from_, settings.speed, Steady::now()),
               Tally(settings.speed),
               {},
               Random(settings.seed, ~std::uint64_t{0}),
               settings.say} {}

  Report run() {
    make_people();
    if (!wait_for_server()) return world_.tally.report();
    open_counters();
    world_.agenda.open_doors();
    doors_close_ = world_.agenda.opened_at() + duration_;
    plan_day(0);
    world_.agenda.at(doors_close_, [this] { close_doors(); });
    while (phase_ != Phase::over) turn();
    return world_.tally.report();
  }

 private:
  enum class Phase { open, doors_closed, clerks_go, residents_go, over };

  Post& add_post(const link::DeviceFile& device) {
    link::Options options;
    options.device = device;
    // One of them follows the lobby for all.
    options.follow = posts_.empty();
    posts_.push_back(std::make_unique<Post>(std::move(options), [this] { bell_.ring(); }));
    return *posts_.back();
  }

  void make_people() {
    std::vector<Post*> kiosks;
    for (const link::DeviceFile& kiosk : settings_.kiosks) kiosks.push_back(&add_post(kiosk));
    Post* phone = settings_.phone ? &add_post(*settings_.phone) : nullptr;
    crowd_.emplace(world_, std::move(kiosks), phone);
    for (const Place& place : settings_.places) {
      Shift shift = place.shift;
      shift.position = clerks_.size();
      Post& post = add_post(place.device);
      if (clerks_.empty()) crowd_->use_desk(&post);
      clerks_.push_back(std::make_unique<SimulatedClerk>(world_, *crowd_, post, std::move(shift)));
    }
  }

  bool wait_for_server() {
    const auto missed_at = Steady::now() + server_missed_after;
    bool said = false;
    while (!world_.replica.has_state()) {
      if (stop_.load()) return false;
      if (!said && Steady::now() >= missed_at) {
        said = true;
        world_.say("the queue server does not answer yet; waiting for it");
      }
      bell_.wait_until(Steady::now() + progress_every);
      receive();
    }
    return true;
  }

  /// Clerks are there before the doors open; but not for ever, where no day is open.
  void open_counters() {
    for (const auto& clerk : clerks_) clerk->start();
    const auto end = Steady::now() + opening_most;
    const auto settled = [](const auto& clerk) { return clerk->is_settled(); };
    while (!stop_.load() && Steady::now() < end &&
           !std::all_of(clerks_.begin(), clerks_.end(), settled)) {
      turn();
    }
  }

  void plan_day(std::int64_t day_index) {
    crowd_->plan(day_index, doors_close_);
    for (const auto& clerk : clerks_) clerk->plan_breaks(day_index);
    const Milliseconds next = world_.agenda.working_time(day_index, settings_.profile.day.end);
    if (next >= doors_close_) return;
    world_.agenda.at(next, [this, day_index] { plan_day(day_index + 1); });
  }

  void turn() {
    receive();
    world_.agenda.run_due();
    look_around();
    change_phase();
    if (Steady::now() >= progress_due_) {
      settings_.progress(progress());
      progress_due_ = Steady::now() + progress_every;
    }
    if (phase_ == Phase::over) return;
    const auto due = world_.agenda.next_due();
    bell_.wait_until(due ? std::min(*due, progress_due_) : progress_due_);
  }

  void receive() {
    for (const auto& post : posts_) {
      for (const link::Update& update : post->receive()) {
        if (post == posts_.front()) take(update);
      }
    }
    if (!world_.replica.has_state()) return;
    for (const auto& post : posts_) post->deliver(world_.replica.seq());
  }

  void take(const link::Update& update) {
    world_.replica.apply(update, steady_now());
    if (std::holds_alternative<link::SnapshotArrived>(update)) changed_ = true;
    if (const auto* arrived = std::get_if<link::EventArrived>(&update)) {
      world_.tally.count(arrived->event);
      crowd_->on_event(arrived->event);
      changed_ = true;
    }
  }

  void look_around() {
    if (!changed_) return;
    changed_ = false;
    for (const auto& clerk : clerks_) clerk->look();
  }

  void close_doors() {
    if (phase_ != Phase::open) return;
    phase_ = Phase::doors_closed;
    crowd_->close_doors();
    overtime_ends_ = world_.agenda.now() + settings_.profile.overtime;
    // So that a turn comes when the time is over.
    world_.agenda.at(overtime_ends_, [] {});
  }

  void change_phase() {
    if (stop_.load() && phase_ < Phase::clerks_go) {
      crowd_->close_doors();
      send_clerks_home();
    }
    const bool lobby_is_empty = crowd_->waiting() == 0 && crowd_->settled();
    if (phase_ == Phase::doors_closed &&
        (lobby_is_empty || clerks_.empty() || world_.agenda.now() >= overtime_ends_)) {
      send_clerks_home();
    }
    const auto at_home = [](const auto& clerk) { return clerk->at_home(); };
    if (phase_ == Phase::clerks_go && std::all_of(clerks_.begin(), clerks_.end(), at_home)) {
      phase_ = Phase::residents_go;
      crowd_->go_home();
    }
    const auto quiet = [](const auto& post) { return post->outstanding() == 0; };
    if (phase_ == Phase::residents_go && std::all_of(posts_.begin(), posts_.end(), quiet)) {
      phase_ = Phase::over;
    }
    if (phase_ >= Phase::clerks_go && phase_ != Phase::over && Steady::now() >= give_up_at_) {
      give_up();
    }
  }

  void send_clerks_home() {
    phase_ = Phase::clerks_go;
    give_up_at_ = Steady::now() + going_home_most;
    for (const auto& clerk : clerks_) clerk->go_home();
  }

  void give_up() {
    for (const auto& clerk : clerks_) {
      if (clerk->at_home()) continue;
      world_.tally.add_problem("counter " + clerk->counter().value + " could not be closed");
    }
    phase_ = Phase::over;
  }

  std::string progress() const {
    int waiting = 0;
    int at_counters = 0;
    for (const auto& [id, visit] : world_.replica.state().visits) {
      if (stage_of(visit) == NeedState::waiting) ++waiting;
      if (!visit.counter.empty()) ++at_counters;
    }
    const Tally& tally = world_.tally;
    return fmt::format(
        "{}  issued {}  waiting {}  at counters {}  served {}  gone {}  mean wait {:.0f} min{}",
        world_.agenda.clock(world_.agenda.now(), doors_close_), tally.issued(), waiting,
        at_counters, tally.served(), tally.gone(),
        static_cast<double>(tally.wait_mean().count()) / 60'000.0,
        world_.replica.connected() ? "" : "  (no connection to the server)");
  }

  const Settings& settings_;
  Bell& bell_;
  const std::atomic<bool>& stop_;
  Milliseconds from_;
  Milliseconds duration_;
  Milliseconds doors_close_ = Milliseconds::max();  ///< Working time.
  World world_;
  std::optional<Crowd> crowd_;
  std::vector<std::unique_ptr<SimulatedClerk>> clerks_;
  // Last, so that no answer arrives for people who are gone.
  std::vector<std::unique_ptr<Post>> posts_;
  Phase phase_ = Phase::open;
  bool changed_ = false;
  Milliseconds overtime_ends_{};
  Steady::time_point progress_due_{};
  Steady::time_point give_up_at_{};
};

Simulation::Simulation(const SiteFiles& site, Settings settings)
    : site_(site), settings_(std::move(settings)) {}

Report Simulation::run() {
  return Run(site_, settings_, bell_, stop_).run();
}

void Simulation::stop() noexcept {
  stop_.store(true);
  bell_.ring();
}

}  // namespace foyer::simulation

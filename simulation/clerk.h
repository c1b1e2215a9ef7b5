// A simulated clerk: signs in at a counter, calls whoever is next, serves, says how it ended, takes
// breaks, and goes home leaving nobody standing. Used by the runner's thread only.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "simulation/crowd.h"
#include "simulation/world.h"

namespace foyer::simulation {

struct Shift {
  ClerkId clerk;
  CounterId counter;
  std::string secret;
  std::size_t position = 0;  ///< Among the clerks, from 0: breaks are taken one after the other.
};

class SimulatedClerk {
 public:
  SimulatedClerk(World& world, Crowd& crowd, Post& post, Shift shift);
  SimulatedClerk(const SimulatedClerk&) = delete;
  SimulatedClerk& operator=(const SimulatedClerk&) = delete;

  /// Puts the breaks of a day on the agenda.
  void plan_breaks(std::int64_t day_index);
  void start();
  /// The replica has changed; an idle clerk may have something to do.
  void look();
  /// Ends what goes on as fast as may be, closes the counter, signs out.
  void go_home();
  [[nodiscard]] bool at_home() const { return state_ == State::at_home; }
  /// Has opened the counter, or cannot.
  [[nodiscard]] bool is_settled() const { return opened_ || at_home(); }
  [[nodiscard]] const CounterId& counter() const { return shift_.counter; }

 private:
  enum class State { away, idle, occupied, at_home };
  using Step = std::function<void()>;

  /// Goes on with `step` after a simulated while; at once when on the way home.
  void later(Milliseconds simulated, Step step);
  /// Sends and goes on: with `done` if it was accepted, else from what the lobby shows.
  void ask(Command command, std::function<void(const protocol::Answer&)> done);
  void open_counter();
  void not_opened(const Refusal& refusal);
  void become_idle();
  /// Goes on with whoever stands at the counter by the lobby's account: after a refusal, a restart.
  void take_stock();
  void call();
  void called(VisitId visit);
  void serve();
  void wait_for_nobody(bool recalled);
  void send_back();
  void handle();
  /// Serves for so long, and says that the visit goes on whenever it is asked; then goes on.
  void work(Milliseconds left, std::function<void()> done);
  /// From now until it is asked whether the visit here goes on; nothing: it never is.
  [[nodiscard]] std::optional<Milliseconds> asked_in() const;
  void park();
  void conclude();
  void finish();
  void after_visit();
  void take_break(const Break& planned);
  void leave();
  void sign_out();
  void fail(const std::string& what, const Refusal& refusal);

  /// The counter in the replica while it is open for this clerk; null otherwise.
  [[nodiscard]] const Counter* own_counter() const;
  /// The visit in the replica while it stands here; null otherwise.
  [[nodiscard]] const Visit* visit_here() const;
  [[nodiscard]] std::vector<Need> needs_served() const;
  [[nodiscard]] std::optional<Command> passing_on(const Need& need);
  [[nodiscard]] bool somebody_has(const SkillId& skill) const;

  World& world_;
  Crowd& crowd_;
  Post& post_;
  Shift shift_;
  State state_ = State::away;
  bool opened_ = false;
  bool going_home_ = false;
  VisitId visit_;  ///< Called or served here.
  bool passing_on_refused_ = false;
  std::optional<Agenda::Entry> timer_;
  Step step_;  ///< What the timer waits for.
  std::vector<Break> breaks_due_;
};

}  // namespace foyer::simulation

// A lobby in which anything happens: days of commands drawn at random, sensible ones and absurd
// ones, with everything checked that must hold however the draws fall.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/engine.h"
#include "tests/engine/call_check.h"
#include "tests/engine/random_source.h"

namespace foyer::test {

struct RunTotals {
  int days = 0;
  int accepted = 0;
  int refused = 0;
  int events = 0;
  std::size_t present_max = 0;
  std::map<std::string_view, int> accepted_by_command;
  std::map<RefusalCode, int> refusals;
  CallTotals calls;
};

class RandomLobby {
 public:
  RandomLobby(Site site, std::uint64_t seed);

  /// One command at a time that has not gone back. Throws std::logic_error with what is wrong.
  void step();

  /// As the day's events again: by replay, and each through the wire. Throws as step.
  void check_replay() const;
  /// The state through the wire and back. Throws as step.
  void check_snapshot() const;

  [[nodiscard]] const RunTotals& totals() const { return totals_; }
  [[nodiscard]] const State& state() const { return state_; }
  /// The events since the last day_opened.
  [[nodiscard]] const std::vector<Event>& day() const { return day_; }

 private:
  struct Asked {
    Command command;
    std::string clerk;
    std::optional<Appointment> appointment = {};  ///< For check_in.
  };

  void let_time_pass();
  void ask(const Asked& asked);
  void accept(const Command& command, const Context& context, const std::vector<EventBody>& events);
  void append(const Event& event);
  void note_before_done(const Command& command, Instant now);
  void check_undone(const Event& event);
  void keep_priority(const PriorityChanged& changed);
  void check_take_back(const Event& event);
  void check_after(const Command& command);
  void check_forecasts();

  bool sensible();
  Asked draw();
  Asked draw_opening();
  Asked draw_visitor();
  Asked draw_calling();
  Asked draw_serving();
  Asked draw_staff();
  Asked draw_help(const CounterId& counter, const std::string& clerk);
  Command draw_issue();
  Asked draw_check_in();
  Leave draw_leave();
  Asked draw_feedback();
  Command draw_alone();
  Asked draw_follow_up();
  HandIn draw_hand_in(const Lease& lease);
  Command draw_going_on(const CounterId& counter, const Visit& visit);
  Command draw_transfer(const CounterId& counter, const Visit& visit);
  Command draw_finish(const CounterId& counter, const Visit& visit);
  CounterId any_counter();
  VisitId any_visit();
  NeedId any_need(const Visit& visit);
  std::string any_clerk();
  std::string clerk_at(const CounterId& counter);
  /// A counter where somebody is; null if nobody is anywhere.
  const Counter* busy_counter();

  Site site_;
  RandomSource random_;
  State state_;
  State shadow_;  ///< Evolved from events that have been through the wire.
  Instant now_;
  std::vector<Event> day_;  ///< Since the last day_opened.
  std::int64_t seq_ = 0;
  std::int64_t token_ = 0;
  bool absurd_ = false;
  bool rush_ = false;
  std::map<VisitId, Visit> before_call_;
  std::map<VisitId, LastDone> before_done_;  ///< Before it was finished, passed on or set aside.
  RunTotals totals_;
};

}  // namespace foyer::test

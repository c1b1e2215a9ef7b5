// A lobby that plays a day from text, so that a test reads like the day it is about:
//
//   08:00 open_day
//   08:00 open_counter c2 ana
//   08:01 issue passport+property-tax fr -> A001
//   08:03 call_next c2 -> A001 earliest_due
//   08:04 recall c3 A001 -> counter_closed counter
//   A001 is called+called at c2
//
// A line is a time, a command, and after the arrow what must come of it: a refusal code, with its
// field where that matters; or words of the events in their order (kind, ticket, counter, rule,
// outcome ... not all need be named); `ok` is any acceptance, as is no arrow at all.
// A line without a time says how things are. After every line the invariants are checked.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/engine.h"
#include "tests/engine/town.h"

namespace foyer::test {

/// The commands, as they stand in a script:
///   open_day [OPENS CLOSES ENDS]         08:00 16:30 17:00; from 24:00 on it is tomorrow
///   issue SERVICE[+SERVICE] [LANGUAGE] [priority] [step_free ...] [web ...] [appointment TIME]
///   check_in ID TIME SERVICE[+SERVICE] [cancelled|tomorrow]   what its code stands for; 0: nothing
///   lease [A=LEFT ...]                   what the device holds; nothing: of no letter any
///   hand_in TICKET SERVICE[+SERVICE] TIME [LANGUAGE] [date 2026-11-25]   issued alone at TIME
///   add_need TICKET SERVICE    leave TICKET [token TICKET]    resume TICKET
///   tick    close_day
///   open_counter COUNTER CLERK [speaks en,fr] [in_order]   the clerk signs in there; "nobody" is
///                                        nobody; in_order: may not call out of order
///   break_counter COUNTER REASON    close_counter COUNTER    call_next COUNTER
///   call_visit | recall | take_back | serve | no_show COUNTER TICKET
///   park COUNTER TICKET MINUTES
///   transfer COUNTER TICKET[/NEED] service|counter|clerk TARGET | specialist
///   refer COUNTER TICKET[/NEED] DEPARTMENT
///   steps COUNTER TICKET[/NEED] [ITEM|STEP,...]    what was brought, and which steps are done
///   still_here COUNTER TICKET
///   undo | bring_back COUNTER TICKET     (bring_back from any counter; "-" where nobody is)
///   answer COUNTER|- SERVICE OUTCOME[*DELIVERED,...] [DEPARTMENT]    helped without a ticket
///   set_priority TICKET PRIORITY    switch_service SERVICE on|off    set_skills COUNTER SKILL,...
///   raise_alarm COUNTER|-    clear_alarm COUNTER|- [DEVICE]    "-": at a welcome desk
///   switch_notice NOTICE on|off
///   finish COUNTER TICKET OUTCOME        for every need that is served
///   finish COUNTER TICKET NEED=OUTCOME[:MISSING,...][*DELIVERED,...] ...
///   advance REFERENCE STATUS             of a follow-up
///   assign REFERENCE DEPARTMENT|- CLERK|-
/// sue is a supervisor, and so is whoever is at the device "office";
/// and at the end of any: `by CLERK` where another clerk stands at that device, or `from DEVICE`
/// where it is another one than "device".
class Lobby {
 public:
  explicit Lobby(Site site = town()) : site_(std::move(site)) {}

  /// Plays the lines; a line that goes otherwise fails the test and is shown.
  void plays(std::string_view script);

  /// One command past the script; accepted events are appended and evolved.
  Result<std::vector<EventBody>> tries(Instant now, const Command& command,
                                       const std::string& clerk = {});

  /// What came of the last line of the last script: the refusal, if it was one.
  [[nodiscard]] const std::optional<Refusal>& last_refusal() const { return last_refusal_; }
  /// The events of the last command that was accepted.
  [[nodiscard]] const std::vector<EventBody>& last_events() const { return last_events_; }

  [[nodiscard]] const Site& site() const { return site_; }
  Site& site() { return site_; }
  [[nodiscard]] const State& state() const { return state_; }
  [[nodiscard]] const std::vector<Event>& journal() const { return journal_; }
  /// The present visit with this ticket; fails the test if there is none.
  [[nodiscard]] const Visit& visit(std::string_view ticket) const;
  [[nodiscard]] const Counter& counter(std::string_view id) const;

  /// "08:05" or "08:05:30" on the day of the tests.
  static Instant at(std::string_view clock);

 private:
  void play_command(const std::vector<std::string>& words, const std::string& expected);
  [[nodiscard]] std::string how_it_is(const std::vector<std::string>& words) const;
  [[nodiscard]] std::string outcome_words(const std::vector<EventBody>& events) const;
  [[nodiscard]] std::string ticket_of(VisitId id) const;
  [[nodiscard]] VisitId visit_of(const std::string& ticket) const;
  [[nodiscard]] Command command_of(const std::vector<std::string>& words);
  [[nodiscard]] Command visitor_command(const std::vector<std::string>& words) const;
  [[nodiscard]] Command alone_command(const std::vector<std::string>& words);
  [[nodiscard]] Command check_in_command(const std::vector<std::string>& words);
  [[nodiscard]] Command counter_command(const std::vector<std::string>& words) const;
  [[nodiscard]] Command passing_command(const std::vector<std::string>& words) const;
  [[nodiscard]] static Command follow_up_command(const std::vector<std::string>& words);
  [[nodiscard]] Command staff_command(const std::vector<std::string>& words) const;
  [[nodiscard]] Command feedback_command(const std::vector<std::string>& words) const;
  [[nodiscard]] Command finish_command(const std::vector<std::string>& words) const;

  Site site_;
  State state_;
  std::vector<Event> journal_;
  std::map<std::string, std::string> clerk_at_;  ///< Who is signed in, by counter.
  std::map<std::string, std::vector<LanguageTag>> languages_of_clerk_;
  std::set<std::string> in_order_;  ///< Clerks without the right to call out of order.
  std::map<std::string, VisitId> visit_of_ticket_;  ///< Also of those who have left.
  std::optional<Appointment> appointment_;          ///< Of the command that is tried.
  std::string device_ = "device";
  int tokens_ = 0;  ///< That kiosks made by themselves.
  std::optional<Refusal> last_refusal_;
  std::vector<EventBody> last_events_;
};

}  // namespace foyer::test

// The engine: a pure function of the events so far, the command, and now. No clock, no I/O, no
// randomness, no threads. The order of a command is decide, append to the journal, evolve, publish;
// a restart is evolve over the journal and nothing else.
#pragma once

#include <optional>
#include <vector>

#include "engine/command.h"
#include "engine/event.h"
#include "engine/result.h"
#include "engine/site.h"
#include "engine/state.h"
#include "engine/waits.h"

namespace foyer {

/// An appointment as it was made: what the server knows by its code.
struct Appointment {
  AppointmentId id;
  Instant at;
  std::vector<ServiceId> services;  ///< One or more.
  bool cancelled = false;
  friend bool operator==(const Appointment&, const Appointment&) = default;
};

/// What comes in from outside with a command.
struct Context {
  Instant now;  ///< Stamped by the server; never before the last event.
  Actor actor;
  /// What the signed-in clerk can do; for open_counter. Sorted.
  std::vector<SkillId> clerk_skills;
  /// What that clerk speaks; for open_counter.
  std::vector<LanguageTag> clerk_languages;
  /// What else that clerk may do; for call_visit and for the counters of others. Sorted.
  std::vector<Right> clerk_rights;
  /// Fresh and unguessable; for issue_ticket.
  Token token;
  /// What the code of check_in stands for; nothing: no such code.
  std::optional<Appointment> appointment;
  /// When the office closes on the open days after today, in order; for what follow-ups are due by.
  /// Null or too short: every day counts as open. Must live until decide returns.
  const std::vector<Instant>* coming_closings = nullptr;
  /// The newest there are, for the promise of issue_ticket; a moment old is good enough. Null where
  /// there are none. Must live until decide returns.
  const Waits* waits = nullptr;
};

/// What this command makes happen: one event or more, in order. Reads only. The first check that
/// fails refuses, in this order: the day, the ids named, the rights to the counter, the state.
[[nodiscard]] Result<std::vector<EventBody>> decide(const Site& site, const State& state,
                                                    const Command& command, const Context& context);

/// Why nobody can check in for it now, by itself: it was cancelled, somebody has, another day, too
/// early. Nothing: check_in gives a ticket if issue_ticket does for its services.
[[nodiscard]] std::optional<Refusal> objection_to_check_in(const Site& site, const State& state,
                                                           const Appointment& appointment,
                                                           Instant now);

/// Why `device` may say nothing of this visit: unknown_visit unless it was served today and is
/// over, not_your_visit without its token at any but the display where it was served, too_late.
/// Whether something was said before does not matter here.
[[nodiscard]] std::optional<Refusal> objection_to_feedback(const Site& site, const State& state,
                                                           VisitId visit, const Token& token,
                                                           const DeviceId& device, Instant now);

/// The state after the event. Cannot fail for an event that decide made for this state; what cannot
/// be is a FOYER_ASSERT (a damaged journal is found when it is read, by its own check).
void evolve(State& state, const Event& event);

/// When the command tick is due: a call that expires, a parked visit that returns, the day's end.
/// Nothing: time alone changes nothing.
[[nodiscard]] std::optional<Instant> next_deadline(const State& state);

}  // namespace foyer

// What the parts of decide share; private to the engine.
#pragma once

#include <vector>

#include "engine/choose.h"
#include "engine/engine.h"

namespace foyer::detail {

using Events = std::vector<EventBody>;

/// What decide reads: everything at once, so that the parts need no long argument lists.
struct Situation {
  const Site& site;
  const State& state;
  const Context& context;
};

/// A counter that is not closed, whoever is there. Refuses: unknown_counter, counter_closed.
Result<const Counter*> manned_counter(const Situation& now, const CounterId& id);

/// The counter, if it is this clerk's and not closed.
/// Refuses in this order: unknown_counter, counter_closed, not_signed_in, not_your_counter.
Result<const Counter*> own_counter(const Situation& now, const CounterId& id);

struct AtCounter {
  const Counter* counter = nullptr;
  const Visit* visit = nullptr;
};

/// The clerk's counter and the visit that stands there.
/// Refuses as own_counter, then unknown_visit, not_at_counter.
Result<AtCounter> at_own_counter(const Situation& now, const CounterId& counter_id,
                                 VisitId visit_id);

/// The need, if it is served now. `field` names it. Refuses: need_done, not_serving, unknown_need.
Result<const Need*> need_served(const Visit& visit, NeedId id, std::string field);

/// Since when it is forgotten, if it is.
std::optional<Instant> forgotten_since(const Situation& now, const Visit& visit);

Result<const Visit*> present_visit(const Situation& now, VisitId id);

/// Of the needs that are called or served at a counter, one that `skills` do not cover; or null.
const Need* need_without_skill(const Visit& visit, const std::vector<SkillId>& skills);

/// A service that can have a ticket, now. Refuses: unknown_service, service_is_referral,
/// service_off.
Result<const Service*> queued_service(const Situation& now, const ServiceId& id, std::string field);

/// What a need's times are made of.
struct Coming {
  Instant arrived_at;
  std::optional<Instant> appointment_at;  ///< Only one that is kept: see kept_appointment.
  Priority priority{};
  Channel channel{};
  const std::vector<SpecialNeed>& special_needs;
};

/// In the order of the vocabulary, so that equal wishes look equal in the journal.
std::vector<SpecialNeed> each_once(std::vector<SpecialNeed> wishes);

bool speaks(const Site& site, const LanguageTag& language);

/// The appointment, if who has it arrived in time for it.
std::optional<Instant> kept_appointment(const Rules& rules, std::optional<Instant> appointment_at,
                                        Instant arrived_at);

NewNeed make_need(const Situation& now, const Service& service, NeedId id, const Coming& coming);

/// What happens at a counter when it calls `visit`.
VisitCalled make_call(const Site& site, const State& state, Instant now, const Counter& counter,
                      const Choice& choice);

/// After `events`: idle counters that call by themselves (CounterPlace::auto_call) call whoever is
/// next there, those with the fewest skills first, of these the longest idle. Appends the calls.
void call_at_idle_counters(const Situation& now, const Command& command, Events& events);

/// Calls that had expired before the day ended become no-shows, though nobody came to say so in
/// time; every other open need closed_out, every counter closed, the day closed.
Events close_out(const Situation& now);

Result<Events> decide(const Situation& now, const OpenDay& command);
Result<Events> decide(const Situation& now, const CloseDay& command);
Result<Events> decide(const Situation& now, const Tick& command);
Result<Events> decide(const Situation& now, const IssueTicket& command);
Result<Events> decide(const Situation& now, const LeaseNumbers& command);
Result<Events> decide(const Situation& now, const HandIn& command);
Result<Events> decide(const Situation& now, const CheckIn& command);
Result<Events> decide(const Situation& now, const AddNeed& command);
Result<Events> decide(const Situation& now, const Leave& command);
Result<Events> decide(const Situation& now, const Resume& command);
Result<Events> decide(const Situation& now, const OpenCounter& command);
Result<Events> decide(const Situation& now, const BreakCounter& command);
Result<Events> decide(const Situation& now, const CloseCounter& command);
Result<Events> decide(const Situation& now, const CallNext& command);
Result<Events> decide(const Situation& now, const CallVisit& command);
Result<Events> decide(const Situation& now, const Recall& command);
Result<Events> decide(const Situation& now, const TakeBack& command);
Result<Events> decide(const Situation& now, const Serve& command);
Result<Events> decide(const Situation& now, const NoShow& command);
Result<Events> decide(const Situation& now, const Park& command);
Result<Events> decide(const Situation& now, const SetSteps& command);
Result<Events> decide(const Situation& now, const ConfirmServing& command);
Result<Events> decide(const Situation& now, const Transfer& command);
Result<Events> decide(const Situation& now, const Refer& command);
Result<Events> decide(const Situation& now, const Finish& command);
Result<Events> decide(const Situation& now, const AdvanceFollowUp& command);
Result<Events> decide(const Situation& now, const AssignFollowUp& command);
Result<Events> decide(const Situation& now, const Undo& command);
Result<Events> decide(const Situation& now, const BringBack& command);
Result<Events> decide(const Situation& now, const RecordAnswer& command);
Result<Events> decide(const Situation& now, const GiveFeedback& command);
Result<Events> decide(const Situation& now, const SetPriority& command);
Result<Events> decide(const Situation& now, const SwitchService& command);
Result<Events> decide(const Situation& now, const SwitchNotice& command);
Result<Events> decide(const Situation& now, const SetSkills& command);
Result<Events> decide(const Situation& now, const RaiseAlarm& command);
Result<Events> decide(const Situation& now, const ClearAlarm& command);

}  // namespace foyer::detail

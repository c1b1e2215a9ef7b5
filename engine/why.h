// Why somebody was called when they were, and before whom: found from a day's events alone, because
// the site's files may be others by now. The rule and the runner-up are in the event of the call;
// times and skills are in the state just before it. What no event tells is whether a counter is
// reached without a step; see WhyBefore::step_free.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/event.h"
#include "engine/state.h"

namespace foyer {

/// What put one visit before another at a counter. Of the other: not_waiting (called, served or
/// parked just then), no_skill (the counter could not serve it), sent_elsewhere (it was for another
/// counter or clerk), step_free (it needs a way without a step and nothing else explains it),
/// promise_lost (its promise was broken already, so that it could not be saved). Of the one that
/// was called: sent_here, picked, waited_longest, due_first (its promise ends sooner),
/// earlier_place (in the order of arrival), fewest_counters, same_clerk, same_language.
FOYER_WORDS(WhyBefore, not_waiting, no_skill, sent_elsewhere, step_free, promise_lost, sent_here,
            picked, waited_longest, due_first, earlier_place, fewest_counters, same_clerk,
            same_language)

/// A visit as it stood when a counter called somebody, by the need that counts there.
struct Standing {
  VisitId visit;
  std::string ticket;
  Instant arrived_at;
  std::optional<Instant> appointment_at;
  Priority priority{};
  Channel channel{};
  LanguageTag language;
  std::vector<SpecialNeed> special_needs;
  NeedState stage{};
  ServiceId service;
  Instant due_at;
  Instant place_at;
  Instant waits_from;
  CounterId only_counter;
  ClerkId only_clerk;
  ClerkId served_by;
  /// Open counters with the skill, the calling one included. Not all of them where the visit needs
  /// a way without a step.
  int counters = 0;
};

/// Why somebody was called before `other`.
struct Compared {
  Standing other;
  WhyBefore why{};
};

/// One call, explained.
struct CallStory {
  std::int64_t seq = 0;
  Instant at;
  CounterId counter;
  ClerkId clerk;           ///< At that counter.
  bool by_itself = false;  ///< The counter called: what somebody else did brought the visit there.
  Rule rule{};
  Standing called;
  std::optional<Compared> runner_up;  ///< Who would have been called if that one were not there.
  /// Who waited longer, could have been served there and was not called; in the order of arrival.
  std::vector<Compared> passed_over;
};

/// Somebody who came later than the visit of the story and was called before it.
struct Overtaking {
  std::int64_t seq = 0;
  Instant at;
  CounterId counter;
  ClerkId clerk;
  Rule rule{};
  Standing called;
  Compared before;  ///< `other` is the visit of the story as it stood then.
};

/// What happened to one visit on its day.
struct TicketStory {
  BusinessDate date;
  Visit visit;                        ///< As it arrived.
  std::vector<Event> events;          ///< Its own, in order; the first one is ticket_issued.
  std::vector<CallStory> calls;       ///< One for each visit_called among them, in order.
  std::vector<Overtaking> overtaken;  ///< While it waited or was parked; none taken back.
};

/// Explains `call`, which holds a visit_called, from the state just before it.
[[nodiscard]] CallStory explain_call(const State& before, const Event& call);

/// The story of `visit`. `day` begins with a day_opened and holds the visit's ticket_issued.
/// What cannot have happened is a FOYER_ASSERT, as in evolve.
[[nodiscard]] TicketStory tell_story(std::span<const Event> day, VisitId visit);

/// The visit that an event is about; nothing for those about the day or a counter.
[[nodiscard]] std::optional<VisitId> visit_of(const EventBody& body);

}  // namespace foyer

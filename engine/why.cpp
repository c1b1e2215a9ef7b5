#include "engine/why.h"

#include <algorithm>
#include <iterator>
#include <tuple>

#include "engine/assert.h"
#include "engine/engine.h"

namespace foyer {
namespace {

bool is_for(const Counter& counter, const Need& need) {
  return (need.only_counter.empty() || need.only_counter == counter.id) &&
         (need.only_clerk.empty() || need.only_clerk == counter.clerk);
}

/// As far as the events tell: see WhyBefore::step_free.
bool could_serve(const Counter& counter, const Need& need) {
  return need.state == NeedState::waiting && is_for(counter, need) &&
         has_skill(counter.skills, need.skill);
}

bool needs_step_free(const Standing& standing) {
  const auto& needs = standing.special_needs;
  return std::find(needs.begin(), needs.end(), SpecialNeed::step_free) != needs.end();
}

/// Of the needs that fit, the one that is due first; null if none fits.
template <class Fits>
const Need* due_first_of(const Visit& visit, Fits fits) {
  const Need* first = nullptr;
  for (const Need& need : visit.needs) {
    if (fits(need) && (first == nullptr || need.due_at < first->due_at)) first = &need;
  }
  return first;
}

/// Of what counts at `counter`; else of what is open, so that there is always one.
const Need& need_that_counts(const Visit& visit, const Counter& counter) {
  const Need* need =
      due_first_of(visit, [&counter](const Need& one) { return could_serve(counter, one); });
  if (need == nullptr) {
    need = due_first_of(visit, [](const Need& one) { return one.state != NeedState::done; });
  }
  FOYER_ASSERT(need != nullptr);
  return *need;
}

Standing standing_of(const State& state, const Visit& visit, const Need& need) {
  Standing standing;
  standing.visit = visit.id;
  standing.ticket = visit.ticket;
  standing.arrived_at = visit.arrived_at;
  standing.appointment_at = visit.appointment_at;
  standing.priority = visit.priority;
  standing.channel = visit.channel;
  standing.language = visit.language;
  standing.special_needs = visit.special_needs;
  standing.stage = stage_of(visit);
  standing.service = need.service;
  standing.due_at = need.due_at;
  standing.place_at = need.place_at;
  standing.waits_from = visit.waits_from;
  standing.only_counter = need.only_counter;
  standing.only_clerk = need.only_clerk;
  standing.served_by = visit.served_by;
  for (const auto& [id, counter] : state.counters) {
    if (counter.state == CounterState::open && could_serve(counter, need)) ++standing.counters;
  }
  return standing;
}

/// The need for which a visit is called: of those that the event names, the one due first.
const Need& need_called(const Visit& visit, const VisitCalled& call) {
  const Need* need = due_first_of(visit, [&call](const Need& one) {
    return std::find(call.needs.begin(), call.needs.end(), one.id) != call.needs.end();
  });
  FOYER_ASSERT(need != nullptr);
  return *need;
}

/// One call, and whoever it is compared with.
class Comparison {
 public:
  Comparison(const State& before, const Event& event)
      : before_(before),
        at_(event.at),
        call_(std::get<VisitCalled>(event.body)),
        counter_(counter_of(before, call_)),
        called_(standing_of(before, visit_called(), need_called(visit_called(), call_))) {}

  [[nodiscard]] const VisitCalled& call() const { return call_; }
  [[nodiscard]] const Counter& counter() const { return counter_; }
  [[nodiscard]] const Standing& called() const { return called_; }

  [[nodiscard]] Compared with(const Visit& other) const {
    Compared compared{standing_of(before_, other, need_that_counts(other, counter_)), {}};
    compared.why = why_before(other, compared.other);
    return compared;
  }

  /// Whether `other` waited and the counter could have called it, as far as the events tell.
  [[nodiscard]] bool was_there_for(const Visit& other) const {
    return other.counter.empty() &&
           std::any_of(other.needs.begin(), other.needs.end(),
                       [this](const Need& need) { return could_serve(counter_, need); });
  }

 private:
  static const Counter& counter_of(const State& state, const VisitCalled& call) {
    const Counter* counter = find_counter(state, call.counter);
    FOYER_ASSERT(counter != nullptr);
    return *counter;
  }

  [[nodiscard]] const Visit& visit_called() const {
    const Visit* visit = find_visit(before_, call_.visit);
    FOYER_ASSERT(visit != nullptr);
    return *visit;
  }

  [[nodiscard]] WhyBefore why_before(const Visit& other, const Standing& standing) const {
    if (!other.counter.empty() || stage_of(other) != NeedState::waiting) {
      return WhyBefore::not_waiting;
    }
    if (!was_there_for(other)) {
      const bool skilled =
          std::any_of(other.needs.begin(), other.needs.end(), [this](const Need& need) {
            return need.state == NeedState::waiting && has_skill(counter_.skills, need.skill);
          });
      return skilled ? WhyBefore::sent_elsewhere : WhyBefore::no_skill;
    }
    if (const auto why = by_rule(standing)) return *why;
    // The runner-up could have been called here, so steps were no obstacle.
    const bool could_be_called = other.id == call_.runner_up;
    const bool obstacle = needs_step_free(standing) && !could_be_called;
    return obstacle && !may_have_fewer_counters() ? WhyBefore::step_free : of_rule();
  }

  /// Whether it may have been preferred for a number of counters that is less than the events tell:
  /// those with a step do not count for who needs a way without.
  [[nodiscard]] bool may_have_fewer_counters() const {
    const bool preferred = call_.rule == Rule::fewest_counters || call_.rule == Rule::same_clerk ||
                           call_.rule == Rule::same_language;
    return preferred && needs_step_free(called_);
  }

  /// What the rule looked at, if it speaks for the one that was called.
  [[nodiscard]] std::optional<WhyBefore> by_rule(const Standing& other) const {
    switch (call_.rule) {
      case Rule::waited_longest:
        if (is_less(called_.waits_from, other.waits_from, other)) return WhyBefore::waited_longest;
        return std::nullopt;
      case Rule::first_come:
        return by_place(other);
      case Rule::earliest_due:
        return by_due(other);
      case Rule::fewest_counters:
      case Rule::same_clerk:
      case Rule::same_language:
        if (const auto why = by_preference(other)) return why;
        return by_either(other);
      case Rule::transferred_here:
        return by_any(other);
      case Rule::picked:
        return WhyBefore::picked;
    }
    return std::nullopt;
  }

  /// Where nothing that the events tell speaks for it: what the event itself says.
  [[nodiscard]] WhyBefore of_rule() const {
    switch (call_.rule) {
      case Rule::waited_longest:
        return WhyBefore::waited_longest;
      case Rule::first_come:
        return WhyBefore::earlier_place;
      case Rule::earliest_due:
        return WhyBefore::due_first;
      case Rule::fewest_counters:
        return WhyBefore::fewest_counters;
      case Rule::same_clerk:
        return WhyBefore::same_clerk;
      case Rule::same_language:
        return WhyBefore::same_language;
      case Rule::transferred_here:
        return WhyBefore::sent_here;
      case Rule::picked:
        return WhyBefore::picked;
    }
    return WhyBefore::picked;
  }

  [[nodiscard]] bool is_less(Instant mine, Instant others, const Standing& other) const {
    return std::tie(mine, called_.visit) < std::tie(others, other.visit);
  }

  [[nodiscard]] std::optional<WhyBefore> by_place(const Standing& other) const {
    if (is_less(called_.place_at, other.place_at, other)) return WhyBefore::earlier_place;
    return std::nullopt;
  }

  [[nodiscard]] std::optional<WhyBefore> by_due(const Standing& other) const {
    if (is_less(called_.due_at, other.due_at, other)) return WhyBefore::due_first;
    if (other.due_at < at_) return WhyBefore::promise_lost;
    return std::nullopt;
  }

  [[nodiscard]] std::optional<WhyBefore> by_either(const Standing& other) const {
    if (const auto why = by_place(other)) return why;
    return by_due(other);
  }

  /// For who was sent here: the event does not tell in which way it was its turn.
  [[nodiscard]] WhyBefore by_any(const Standing& other) const {
    if (const auto why = by_either(other)) return *why;
    if (const auto why = by_preference(other)) return *why;
    return called_.waits_from < other.waits_from ? WhyBefore::waited_longest : WhyBefore::sent_here;
  }

  /// As Preference in line.h, in the same order.
  [[nodiscard]] std::optional<WhyBefore> by_preference(const Standing& other) const {
    if (called_.counters != other.counters) {
      if (called_.counters > other.counters) return std::nullopt;
      return WhyBefore::fewest_counters;
    }
    const auto served_here = [this](const Standing& one) {
      return !one.served_by.empty() && one.served_by == counter_.clerk;
    };
    if (served_here(called_) != served_here(other)) {
      if (served_here(other)) return std::nullopt;
      return WhyBefore::same_clerk;
    }
    const auto spoken = [this](const Standing& one) {
      const auto& languages = counter_.languages;
      return std::find(languages.begin(), languages.end(), one.language) != languages.end();
    };
    if (spoken(called_) && !spoken(other)) return WhyBefore::same_language;
    return std::nullopt;
  }

  const State& before_;
  Instant at_;
  const VisitCalled& call_;
  const Counter& counter_;
  Standing called_;
};

CallStory tell_call(const State& before, const Event& event, const Comparison& comparison) {
  const Counter& counter = comparison.counter();
  CallStory story;
  story.seq = event.seq;
  story.at = event.at;
  story.counter = counter.id;
  story.clerk = counter.clerk;
  story.by_itself = event.actor.clerk != counter.clerk;
  story.rule = comparison.call().rule;
  story.called = comparison.called();
  if (const auto& runner_up = comparison.call().runner_up) {
    const Visit* visit = find_visit(before, *runner_up);
    FOYER_ASSERT(visit != nullptr);
    story.runner_up = comparison.with(*visit);
  }
  // Visits are numbered as they come.
  for (const auto& [id, visit] : before.visits) {
    if (id >= story.called.visit) break;
    if (comparison.was_there_for(visit)) story.passed_over.push_back(comparison.with(visit));
  }
  return story;
}

/// Goes through a day and notes what concerns one visit.
class Teller {
 public:
  explicit Teller(VisitId visit) : visit_(visit) {}

  void note(const Event& event) {
    if (const auto* opened = std::get_if<DayOpened>(&event.body)) story_.date = opened->date;
    if (std::holds_alternative<VisitCalled>(event.body)) note_call(event);
    if (const auto* back = std::get_if<CallTakenBack>(&event.body)) forget_call(back->visit);
    evolve(state_, event);
    if (visit_of(event.body) != visit_) return;
    if (std::holds_alternative<TicketIssued>(event.body)) {
      story_.visit = *find_visit(state_, visit_);
    }
    story_.events.push_back(event);
  }

  TicketStory take() {
    FOYER_ASSERT(!story_.events.empty());
    return std::move(story_);
  }

 private:
  void note_call(const Event& event) {
    const VisitId called = std::get<VisitCalled>(event.body).visit;
    if (called == visit_) {
      story_.calls.push_back(explain_call(state_, event));
      return;
    }
    const Visit* visit = find_visit(state_, visit_);
    if (visit == nullptr || called < visit_ || !visit->counter.empty()) return;
    const Comparison comparison(state_, event);
    story_.overtaken.push_back({event.seq, event.at, comparison.counter().id,
                                comparison.counter().clerk, comparison.call().rule,
                                comparison.called(), comparison.with(*visit)});
  }

  /// A call that was taken back never happened.
  void forget_call(VisitId visit) {
    const Visit* present = find_visit(state_, visit);
    FOYER_ASSERT(present != nullptr);
    const Instant called_at = present->called_at.value_or(Instant{});
    std::erase_if(story_.overtaken, [&](const Overtaking& one) {
      return one.called.visit == visit && one.at == called_at;
    });
  }

  VisitId visit_;
  State state_;
  TicketStory story_;
};

}  // namespace

CallStory explain_call(const State& before, const Event& call) {
  return tell_call(before, call, Comparison(before, call));
}

TicketStory tell_story(std::span<const Event> day, VisitId visit) {
  Teller teller(visit);
  for (const Event& event : day) teller.note(event);
  return teller.take();
}

std::optional<VisitId> visit_of(const EventBody& body) {
  return std::visit(
      [](const auto& e) -> std::optional<VisitId> {
        if constexpr (requires { e.visit; })
          return e.visit;
        else
          return std::nullopt;
      },
      body);
}

}  // namespace foyer

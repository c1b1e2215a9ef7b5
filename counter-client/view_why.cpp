// Why this visit is next here: the rule that chose it, in a sentence for the clerk.
#include "counter-client/view_parts.h"
#include "engine/choose.h"

namespace foyer::counter_client {
namespace {

/// The visit that would be called, and its need that counts here.
struct Chosen {
  const Situation& now;
  const Visit& visit;
  const Need& need;
  std::optional<Instant> appointment;  ///< That its place comes from; nothing for one missed.

  /// A sentence with {ticket}, {time} (due), {arrived}, {appointment}, {promise} in it.
  [[nodiscard]] std::string says(Text text) const {
    const Milliseconds promise = need.due_at - visit.arrived_at;
    return now.in(
        text,
        {{"ticket", visit.ticket},
         {"time", now.in.time_24(need.due_at)},
         {"arrived", now.in.time_24(visit.arrived_at)},
         {"appointment", appointment ? now.in.time_24(*appointment) : ""},
         {"promise", now.in.minutes(std::chrono::duration_cast<Seconds>(promise), Length::brief)}});
  }
};

/// Of the needs that can be served here, the one that is due first.
const Need& need_here(const Situation& now, const Visit& visit) {
  const Need* first = nullptr;
  for (const Need& need : visit.needs) {
    if (!can_serve(now.site.lobby, now.state, *now.counter, visit, need)) continue;
    if (first == nullptr || need.due_at < first->due_at) first = &need;
  }
  return first == nullptr ? main_need(visit) : *first;
}

/// The appointment that its place comes from; nothing for one that was missed.
std::optional<Instant> appointment_of(const Situation& now, const Visit& visit) {
  const Seconds late_max = now.site.lobby.rules.appointment_late_max;
  const bool kept = visit.appointment_at && visit.arrived_at <= *visit.appointment_at + late_max;
  return kept ? visit.appointment_at : std::nullopt;
}

std::string order_words(const Chosen& chosen) {
  if (chosen.appointment) {
    return chosen.says(tr("{ticket} is first by its appointment at {appointment}, due {time}."));
  }
  if (chosen.visit.priority == Priority::priority) {
    return chosen.says(tr("{ticket} is first with priority: arrived {arrived}, due {time}."));
  }
  if (chosen.need.place_at < chosen.visit.arrived_at) {
    return chosen.says(
        tr("{ticket} is first, as it takes longer to the counter: arrived {arrived}, due {time}."));
  }
  return chosen.says(tr("{ticket} is first: arrived {arrived}, due {time}."));
}

Sentence in_order_of_arrival(const Chosen& chosen) {
  return {chosen.now.in(tr("In order of arrival:")), order_words(chosen)};
}

Sentence promise_ends_first(const Chosen& chosen) {
  return {chosen.now.in(tr("Promise ends first:")),
          chosen.appointment
              ? chosen.says(tr("{ticket} is due {time}, for its appointment at {appointment}."))
              : chosen.says(tr("{ticket} is due {time}: arrived {arrived}, promised a call within "
                               "{promise}."))};
}

Sentence waited_longest(const Chosen& chosen) {
  const Situation& now = chosen.now;
  return {now.in(tr("Has waited longest:")),
          now.in(tr("{ticket} has waited since {time}. After {span} nobody is passed over."),
                 {{"ticket", chosen.visit.ticket},
                  {"time", now.in.time_24(chosen.visit.waits_from)},
                  {"span", now.in.minutes(now.site.lobby.rules.passed_over_max, Length::brief)}})};
}

/// What ties are decided among.
std::string nearly_first(const Chosen& chosen) {
  return " " + chosen.says(tr("It is nearly first, due {time}."));
}

/// The labels of the other open counters that could serve it: "5", "2, 5".
std::string other_counters(const Chosen& chosen) {
  const Situation& now = chosen.now;
  std::string labels;
  for (const auto& [id, counter] : now.state.counters) {
    if (id == now.counter->id || counter.state != CounterState::open) continue;
    if (!can_serve(now.site.lobby, now.state, counter, chosen.visit, chosen.need)) continue;
    labels += (labels.empty() ? "" : ", ") + counter_label(now.site, id);
  }
  return labels;
}

Sentence fewest_counters(const Chosen& chosen) {
  const Situation& now = chosen.now;
  const std::string others = other_counters(chosen);
  const std::string& ticket = chosen.visit.ticket;
  std::string text;
  if (others.empty()) {
    text = now.in(tr("No other open counter can serve {ticket}."), {{"ticket", ticket}});
  } else if (others.find(',') == std::string::npos) {
    text = now.in(tr("Only counter {counter} can also serve {ticket}."),
                  {{"counter", others}, {"ticket", ticket}});
  } else {
    text = now.in(tr("Only counters {counters} can also serve {ticket}."),
                  {{"counters", others}, {"ticket", ticket}});
  }
  return {now.in(tr("Fewest counters:")), text + nearly_first(chosen)};
}

Sentence same_clerk(const Chosen& chosen) {
  return {chosen.now.in(tr("You served it before:")),
          chosen.says(tr("{ticket} is back.")) + nearly_first(chosen)};
}

Sentence same_language(const Chosen& chosen) {
  const Situation& now = chosen.now;
  return {now.in(tr("Same language:")),
          now.in(tr("{ticket} speaks {language}, and so do you."),
                 {{"ticket", chosen.visit.ticket},
                  {"language", language_name(now.site, now.in, chosen.visit.language)}}) +
              nearly_first(chosen)};
}

Sentence sent_here(const Chosen& chosen) {
  return {
      chosen.now.in(tr("Sent to you:")),
      chosen.says(tr("{ticket} was passed on to this counter. Due {time}, arrived {arrived}."))};
}

Sentence rule_sentence(const Chosen& chosen, Rule rule) {
  switch (rule) {
    case Rule::transferred_here:
      return sent_here(chosen);
    case Rule::waited_longest:
      return waited_longest(chosen);
    case Rule::fewest_counters:
      return fewest_counters(chosen);
    case Rule::same_clerk:
      return same_clerk(chosen);
    case Rule::same_language:
      return same_language(chosen);
    case Rule::earliest_due:
      return promise_ends_first(chosen);
    case Rule::first_come:
    case Rule::picked:  // Nobody has picked anybody before the key is pressed.
      break;
  }
  return in_order_of_arrival(chosen);
}

}  // namespace

std::vector<Sentence> build_why(const Situation& now) {
  std::vector<Sentence> why;
  if (now.counter == nullptr) return why;
  const auto choice = choose(now.site.lobby, now.state, *now.counter, now.now);
  if (!choice) return why;
  const Visit& visit = *find_visit(now.state, choice->visit);
  why.push_back(
      rule_sentence({now, visit, need_here(now, visit), appointment_of(now, visit)}, choice->rule));
  if (choice->runner_up) {
    const Visit& second = *find_visit(now.state, *choice->runner_up);
    why.push_back(
        {now.in(tr("Then:")), now.in(tr("{ticket} would be next, due {time}."),
                                     {{"ticket", second.ticket},
                                      {"time", now.in.time_24(need_here(now, second).due_at)}})});
  }
  const auto all = static_cast<std::int64_t>(open_needs(visit));
  if (all > 1) {
    const auto here = static_cast<std::int64_t>(
        servable_needs(now.site.lobby, now.state, visit, *now.counter).size());
    why.push_back(
        {now.in(tr("At this counter:")), now.in(tr_plural("{n} of {all} needs can be served here.",
                                                          "{n} of {all} needs can be served here."),
                                                here, {{"all", now.in.number(all)}})});
  }
  return why;
}

}  // namespace foyer::counter_client

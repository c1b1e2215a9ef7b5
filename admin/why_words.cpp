// Why one was called and another was not, as clauses.
#include <fmt/format.h>

#include <algorithm>

#include "admin/why_text.h"
#include "site/calendar.h"

namespace foyer::admin {
namespace {

bool takes_longer(const Standing& standing) {
  for (const SpecialNeed need : standing.special_needs) {
    if (need != SpecialNeed::cannot_hear) return true;
  }
  return false;
}

/// Why its place in the order is not its arrival: " because it has priority"; empty if it is.
std::string reason_of_place(const Standing& standing, const Naming& naming) {
  if (standing.place_at == standing.arrived_at) return "";
  std::vector<std::string> reasons;
  if (standing.waits_from != standing.arrived_at) {
    reasons.push_back("of its appointment at " + naming.clock(standing.waits_from));
  } else if (standing.appointment_at) {
    reasons.push_back("it has an appointment");
  }
  if (standing.priority == Priority::priority) reasons.emplace_back("it has priority");
  if (takes_longer(standing)) reasons.emplace_back("it takes longer to the counter");
  if (standing.channel == Channel::web) reasons.emplace_back("it comes by phone");
  return reasons.empty() ? "" : fmt::format(" because {}", fmt::join(reasons, " and "));
}

/// "counted from 09:55 because it has priority", "since 10:02".
std::string place_words(const Standing& standing, const Naming& naming) {
  if (standing.place_at == standing.arrived_at) {
    return "since " + naming.clock(standing.arrived_at);
  }
  return "counted from " + naming.clock(standing.place_at) + reason_of_place(standing, naming);
}

std::string counters_words(int count) {
  return fmt::format("{} open {}", count, count == 1 ? "counter" : "counters");
}

/// Steps are not told by events, so neither how many counters there are without.
bool counters_known(const Standing& standing) {
  const auto& needs = standing.special_needs;
  return std::find(needs.begin(), needs.end(), SpecialNeed::step_free) == needs.end();
}

std::string fewest_words(const Standing& called) {
  if (!counters_known(called)) return "the fewest counters could serve it";
  if (called.counters == 1) return "no other open counter could serve it";
  return "only " + counters_words(called.counters) + " could serve it";
}

std::string waiting_words(const Standing& standing, Instant at, const Naming& naming) {
  if (standing.waits_from > at) return "appointment at " + naming.clock(standing.waits_from);
  return "waiting since " + naming.clock(standing.waits_from);
}

std::string stage_words(const Standing& standing) {
  switch (standing.stage) {
    case NeedState::parked:
      return " was set aside";
    case NeedState::called:
      return " was called elsewhere";
    case NeedState::serving:
      return " was being served";
    case NeedState::waiting:
    case NeedState::done:
      break;
  }
  return " was not waiting";
}

std::string elsewhere_words(const Standing& other, const Naming& naming) {
  if (!other.only_counter.empty())
    return " was for " + naming.counter(other.only_counter) + " only";
  if (!other.only_clerk.empty()) return " was for " + other.only_clerk.value + " only";
  return " was for another counter or clerk";
}

/// Of a visit that would come later by its promise.
std::string due_words(const Standing& other, Instant at, const Naming& naming) {
  const std::string due = naming.clock(other.due_at);
  const std::string who = fmt::format(" ({}) ", waiting_words(other, at, naming));
  if (other.due_at < at) return who + "was due later, at " + due;
  return who + "would still be in time until " + due;
}

}  // namespace

std::string Naming::clock(Instant at) const {
  int hour = 0;
  int minute = 0;
  int second = 0;
  if (site_ != nullptr) {
    const LocalTime local = local_time(site_->hours, at);
    hour = local.hour;
    minute = local.minute;
    second = local.second;
  } else {
    const auto of_day = std::chrono::floor<Seconds>(at - std::chrono::floor<std::chrono::days>(at));
    const std::chrono::hh_mm_ss<Seconds> time(of_day);
    hour = static_cast<int>(time.hours().count());
    minute = static_cast<int>(time.minutes().count());
    second = static_cast<int>(time.seconds().count());
  }
  if (second == 0) return fmt::format("{:02}:{:02}", hour, minute);
  return fmt::format("{:02}:{:02}:{:02}", hour, minute, second);
}

std::string Naming::time_zone() const {
  return site_ == nullptr ? "UTC" : site_->hours.time_zone;
}

std::string Naming::counter(const CounterId& id) const {
  const CounterInfo* info = site_ == nullptr ? nullptr : find_counter_info(*site_, id);
  return "counter " + (info == nullptr ? id.value : info->label);
}

std::string Naming::service(const ServiceId& id) const {
  const ServiceInfo* info = site_ == nullptr ? nullptr : find_service_info(*site_, id);
  return info == nullptr ? id.value : "“" + info->name + "”";
}

std::string rule_words(Rule rule, const Standing& called, const CounterId& counter,
                       const ClerkId& clerk, const Naming& naming) {
  switch (rule) {
    case Rule::first_come:
      return "it was first in the order of arrival (" + place_words(called, naming) +
             "), and every promise that could still be kept was safe";
    case Rule::earliest_due:
      return "its promise would have been broken first: due " + naming.clock(called.due_at);
    case Rule::waited_longest:
      return "it had waited as long as anybody may be passed over, since " +
             naming.clock(called.waits_from);
    case Rule::fewest_counters:
      return "it was nearly first, and " + fewest_words(called);
    case Rule::same_clerk:
      return "it was nearly first, and " + clerk.value + " had served it before";
    case Rule::same_language:
      return "it was nearly first, and " + clerk.value + " speaks its language (" +
             called.language.value + ")";
    case Rule::transferred_here:
      if (!called.only_clerk.empty()) return "it had been sent to " + called.only_clerk.value;
      return "it had been sent to " + naming.counter(counter);
    case Rule::picked:
      return clerk.value + " picked it out of order";
  }
  return "";
}

std::string other_words(const Compared& compared, const CounterId& counter, const ClerkId& clerk,
                        Instant at, const Naming& naming) {
  const Standing& other = compared.other;
  switch (compared.why) {
    case WhyBefore::not_waiting:
      return other.ticket + stage_words(other);
    case WhyBefore::no_skill:
      return naming.counter(counter) + " could not serve " + other.ticket;
    case WhyBefore::sent_elsewhere:
      return other.ticket + elsewhere_words(other, naming);
    case WhyBefore::step_free:
      return other.ticket + " needs a way without a step";
    case WhyBefore::promise_lost:
      return fmt::format("{} ({}) could no longer be kept in time: it was due {}", other.ticket,
                         waiting_words(other, at, naming), naming.clock(other.due_at));
    case WhyBefore::sent_here:
      return other.ticket + " had not been sent there";
    case WhyBefore::picked:
      return other.ticket + " was " + waiting_words(other, at, naming);
    case WhyBefore::waited_longest:
      return other.ticket + " had waited less, since " + naming.clock(other.waits_from);
    case WhyBefore::due_first:
      return other.ticket + due_words(other, at, naming);
    case WhyBefore::earlier_place:
      return other.ticket + " was behind it: " + place_words(other, naming);
    case WhyBefore::fewest_counters:
      if (!counters_known(other)) return "more counters could serve " + other.ticket;
      return other.ticket + " could go to " + counters_words(other.counters);
    case WhyBefore::same_clerk:
      return clerk.value + " had not served " + other.ticket;
    case WhyBefore::same_language:
      return clerk.value + " does not speak the language of " + other.ticket + " (" +
             other.language.value + ")";
  }
  return "";
}

}  // namespace foyer::admin

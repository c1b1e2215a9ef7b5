// Commands about a visit that need no counter: tickets, needs, leaving, coming back.
#include <algorithm>
#include <bitset>

#include "engine/decide_parts.h"
#include "engine/forecast.h"
#include "engine/leases.h"

namespace foyer::detail {
namespace {

/// The next free number of the letter, in order, below those that are leased to kiosks; nothing if
/// all are with present visits.
std::optional<std::string> next_ticket(const State& state, char letter) {
  // One walk over the visits: asking for each number in turn would be a walk for each.
  std::bitset<numbers_per_letter + 1> taken;
  for (const auto& [id, visit] : state.visits) {
    if (visit.ticket.front() != letter) continue;
    taken.set(static_cast<std::size_t>(number_of(visit.ticket)));
  }
  const int end = lowest_leased(state, letter) - 1;
  auto last = state.last_number.find(letter);
  int number = last == state.last_number.end() ? 0 : last->second;
  for (int tried = 0; tried < end; ++tried) {
    number = number % end + 1;
    if (!taken.test(static_cast<std::size_t>(number))) return ticket_of(letter, number);
  }
  return std::nullopt;
}

std::string at_index(const char* list, std::size_t i) {
  return std::string(list) + "[" + std::to_string(i) + "]";
}

/// The services asked for, each checked.
Result<std::vector<const Service*>> asked_services(const Situation& now,
                                                   const IssueTicket& command) {
  const std::vector<ServiceId>& ids = command.services;
  if (ids.empty()) return refuse(RefusalCode::no_needs, "a ticket is for something", "services");
  if (ids.size() > static_cast<std::size_t>(now.site.rules.needs_max)) {
    return refuse(RefusalCode::too_many_needs,
                  "at most " + std::to_string(now.site.rules.needs_max), "services");
  }
  std::vector<const Service*> services;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    auto service = queued_service(now, ids[i], at_index("services", i));
    if (!service) return tl::unexpected(service.error());
    if (std::find(services.begin(), services.end(), *service) != services.end()) {
      return refuse(RefusalCode::duplicate_need, ids[i].value + " is asked for twice",
                    at_index("services", i));
    }
    services.push_back(*service);
  }
  return services;
}

bool somebody_serves(const State& state, const SkillId& skill) {
  return std::any_of(state.counters.begin(), state.counters.end(), [&skill](const auto& entry) {
    const Counter& counter = entry.second;
    return counter.state == CounterState::open && has_skill(counter.skills, skill);
  });
}

/// What the forecaster says. Where it has not heard yet that the first counter opened for this, or
/// that the last one closed, the forecast without learning, from the state as it is.
Wait wait_for(const Situation& now, const Service& service, Priority priority) {
  const Waits* waits = now.context.waits;
  const ServiceWait* told = waits == nullptr ? nullptr : find_wait(*waits, service.id);
  if (told != nullptr) {
    const Wait& wait = priority == Priority::priority ? told->priority_wait : told->wait;
    const bool says_open = wait.status != WaitStatus::no_counter_open;
    if (says_open == somebody_serves(now.state, service.skill)) return wait;
  }
  return wait_for_newcomer(now.site, now.state, service, now.context.now, priority);
}

/// The wait to the first call: that of the need which can be had soonest.
Wait promise_for(const Situation& now, const std::vector<const Service*>& services,
                 Priority priority) {
  Wait best;
  for (const Service* service : services) {
    const Wait wait = wait_for(now, *service, priority);
    if (wait.status == WaitStatus::no_counter_open) continue;
    const bool sooner = wait.status == WaitStatus::known &&
                        (best.status != WaitStatus::known || wait.p50_s < best.p50_s);
    if (sooner || best.status == WaitStatus::no_counter_open) best = wait;
  }
  return best;
}

bool issues_tickets(const Day& day, Instant at) {
  return day.opens_at <= at && at < day.closes_at;
}

/// Clients check in for today's appointments: another day's, or one at night, is a mistake.
bool is_on_the_day(const Day& day, std::optional<Instant> appointment_at) {
  return !appointment_at || (day.opens_at <= *appointment_at && *appointment_at <= day.ends_at);
}

}  // namespace

std::optional<Instant> kept_appointment(const Rules& rules, std::optional<Instant> appointment_at,
                                        Instant arrived_at) {
  const bool kept = appointment_at && arrived_at <= *appointment_at + rules.appointment_late_max;
  return kept ? appointment_at : std::nullopt;
}

std::vector<SpecialNeed> each_once(std::vector<SpecialNeed> wishes) {
  std::sort(wishes.begin(), wishes.end());
  wishes.erase(std::unique(wishes.begin(), wishes.end()), wishes.end());
  return wishes;
}

bool speaks(const Site& site, const LanguageTag& language) {
  return std::find(site.languages.begin(), site.languages.end(), language) != site.languages.end();
}

Result<const Visit*> present_visit(const Situation& now, VisitId id) {
  const Visit* visit = find_visit(now.state, id);
  if (visit == nullptr) {
    return refuse(RefusalCode::unknown_visit,
                  "no visit " + std::to_string(id.value) + " is present", "visit");
  }
  return visit;
}

Result<const Service*> queued_service(const Situation& now, const ServiceId& id,
                                      std::string field) {
  const Service* service = find_service(now.site, id);
  if (service == nullptr) {
    return refuse(RefusalCode::unknown_service, "no service " + id.value, std::move(field));
  }
  if (service->centralization == Centralization::none) {
    return refuse(RefusalCode::service_is_referral, id.value + " is not served here",
                  std::move(field));
  }
  if (!service->on) {
    return refuse(RefusalCode::service_off, id.value + " is not offered here yet",
                  std::move(field));
  }
  if (!is_offered(now.state, *service)) {
    return refuse(RefusalCode::service_off, id.value + " is not offered any more today",
                  std::move(field));
  }
  return service;
}

/// The place in the order of arrival: what shortens the promise, or takes longer to the counter,
/// moves it forward.
Instant place_of(const Situation& now, const Service& service, const Coming& coming,
                 Instant due_at) {
  const Rules& rules = now.site.rules;
  const auto has = [&coming](SpecialNeed wanted) {
    const auto& needs = coming.special_needs;
    return std::find(needs.begin(), needs.end(), wanted) != needs.end();
  };
  Instant place = due_at - service.promised_wait;
  if (has(SpecialNeed::step_free) || has(SpecialNeed::cannot_see) || has(SpecialNeed::more_time)) {
    place -= rules.slow_head_start;
  }
  if (coming.channel == Channel::web) place -= rules.far_head_start;
  return place;
}

NewNeed make_need(const Situation& now, const Service& service, NeedId id, const Coming& coming) {
  Milliseconds promised = promised_wait(now.site, service, coming.priority);
  Instant from = coming.arrived_at;
  if (coming.appointment_at) {
    promised = std::min<Milliseconds>(promised, now.site.rules.appointment_wait);
    from = std::max(from, *coming.appointment_at);
  }
  const Instant due_at = from + promised;
  return NewNeed{id,
                 service.id,
                 service.skill,
                 due_at,
                 place_of(now, service, coming, due_at),
                 service.expected_handle};
}

Result<Events> decide(const Situation& now, const IssueTicket& command) {
  auto services = asked_services(now, command);
  if (!services) return tl::unexpected(services.error());
  if (!speaks(now.site, command.language)) {
    return refuse(RefusalCode::unknown_language,
                  "the site does not speak " + command.language.value, "language");
  }
  if (!is_on_the_day(*now.state.day, command.appointment_at)) {
    return refuse(RefusalCode::malformed, "the appointment is not between opening and end of today",
                  "appointment_at_ms");
  }
  if (!issues_tickets(*now.state.day, now.context.now)) {
    return refuse(RefusalCode::office_closed, "tickets are issued from opening to closing time");
  }
  if (now.state.visits.size() >= static_cast<std::size_t>(now.site.rules.present_max)) {
    return refuse(RefusalCode::lobby_full,
                  "at most " + std::to_string(now.site.rules.present_max) + " visits at once");
  }
  const Group* group = find_group(now.site, services->front()->group);
  auto ticket = next_ticket(now.state, group->letter);
  if (!ticket) {
    return refuse(RefusalCode::numbers_exhausted,
                  std::string("every number of ") + group->letter + " is in use");
  }
  TicketIssued issued;
  issued.visit = now.state.next_visit;
  issued.ticket = std::move(*ticket);
  issued.token = now.context.token;
  issued.channel = command.channel;
  issued.language = command.language;
  issued.special_needs = each_once(command.special_needs);
  issued.priority = command.priority;
  issued.promise = promise_for(now, *services, command.priority);
  issued.appointment_at = command.appointment_at;
  const auto kept = kept_appointment(now.site.rules, command.appointment_at, now.context.now);
  if (kept && *kept > now.context.now) issued.waits_from = kept;
  const Coming coming{now.context.now, kept, command.priority, command.channel,
                      issued.special_needs};
  for (const Service* service : *services) {
    const NeedId id{static_cast<std::int64_t>(issued.needs.size()) + 1};
    issued.needs.push_back(make_need(now, *service, id, coming));
  }
  return Events{std::move(issued)};
}

Result<Events> decide(const Situation& now, const AddNeed& command) {
  auto visit = present_visit(now, command.visit);
  if (!visit) return tl::unexpected(visit.error());
  auto service = queued_service(now, command.service, "service");
  if (!service) return tl::unexpected(service.error());
  const std::vector<Need>& needs = (*visit)->needs;
  if (needs.size() >= static_cast<std::size_t>(now.site.rules.needs_max)) {
    return refuse(RefusalCode::too_many_needs,
                  "at most " + std::to_string(now.site.rules.needs_max), "service");
  }
  for (const Need& need : needs) {
    if (need.state != NeedState::done && need.service == command.service) {
      return refuse(RefusalCode::duplicate_need, command.service.value + " is asked for already",
                    "service");
    }
  }
  // The visit keeps its place in time: the new need is due as if it had been asked for on arrival.
  const NeedId id{static_cast<std::int64_t>(needs.size()) + 1};
  const Visit& present = **visit;
  const Coming coming{present.arrived_at,
                      kept_appointment(now.site.rules, present.appointment_at, present.arrived_at),
                      present.priority, present.channel, present.special_needs};
  return Events{NeedAdded{command.visit, make_need(now, **service, id, coming)}};
}

Result<Events> decide(const Situation& now, const Leave& command) {
  auto visit = present_visit(now, command.visit);
  if (!visit) return tl::unexpected(visit.error());
  if (!command.token.value.empty() && command.token != (*visit)->token) {
    return refuse(RefusalCode::not_your_visit, "that is not this visit's token", "token");
  }
  if (stage_of(**visit) == NeedState::serving) {
    return refuse(RefusalCode::visit_being_served, "the counter ends a visit that is being served");
  }
  return Events{VisitLeft{command.visit}};
}

Result<Events> decide(const Situation& now, const Resume& command) {
  auto visit = present_visit(now, command.visit);
  if (!visit) return tl::unexpected(visit.error());
  if (stage_of(**visit) != NeedState::parked) {
    return refuse(RefusalCode::not_parked, (*visit)->ticket + " is not parked");
  }
  return Events{VisitResumed{command.visit, Cause::clerk}};
}

}  // namespace foyer::detail

// Commands that end or pass on a need which is being served: transfer, refer, finish.
#include <algorithm>

#include "engine/decide_follow_up.h"

namespace foyer::detail {
namespace {

struct Served {
  AtCounter here;
  const Need* need = nullptr;
};

Result<Served> served_here(const Situation& now, const CounterId& counter, VisitId visit,
                           NeedId need_id) {
  auto here = at_own_counter(now, counter, visit);
  if (!here) return tl::unexpected(here.error());
  auto need = need_served(*here->visit, need_id, "need");
  if (!need) return tl::unexpected(need.error());
  return Served{*here, *need};
}

/// The skill by which a place with these skills can go on with the need: its own, or the
/// specialist's of its service. Empty if neither.
SkillId skill_at(const Situation& now, const Need& need, const std::vector<SkillId>& skills) {
  if (has_skill(skills, need.skill)) return need.skill;
  const Service* service = find_service(now.site, need.service);
  if (service != nullptr && !service->specialist_skill.empty() &&
      has_skill(skills, service->specialist_skill)) {
    return service->specialist_skill;
  }
  return SkillId{};
}

Result<NeedTransferred> to_service(const Situation& now, const Transfer& command,
                                   NeedTransferred moved) {
  auto service = queued_service(now, ServiceId{command.target}, "target");
  if (!service) return tl::unexpected(service.error());
  moved.service = (*service)->id;
  moved.skill = (*service)->skill;
  return moved;
}

Result<NeedTransferred> to_skills(const Situation& now, const Need& need,
                                  const std::vector<SkillId>& skills, NeedTransferred moved) {
  moved.skill = skill_at(now, need, skills);
  if (moved.skill.empty()) {
    return refuse(RefusalCode::cannot_serve, need.service.value + " cannot be served there",
                  "target");
  }
  return moved;
}

Result<NeedTransferred> to_counter(const Situation& now, const Transfer& command, const Need& need,
                                   NeedTransferred moved) {
  const CounterPlace* place = find_counter(now.site, CounterId{command.target});
  if (place == nullptr) {
    return refuse(RefusalCode::unknown_counter, "no counter " + command.target, "target");
  }
  moved.only_counter = place->id;
  return to_skills(now, need, place->skills, std::move(moved));
}

Result<NeedTransferred> to_clerk(const Situation& now, const Transfer& command, const Need& need,
                                 NeedTransferred moved) {
  const ClerkId clerk{command.target};
  for (const auto& [id, counter] : now.state.counters) {
    if (clerk.empty() || counter.clerk != clerk) continue;
    moved.only_clerk = clerk;
    return to_skills(now, need, counter.skills, std::move(moved));
  }
  return refuse(RefusalCode::unknown_clerk, "that clerk is at no counter", "target");
}

Result<NeedTransferred> to_specialist(const Situation& now, const Need& need,
                                      NeedTransferred moved) {
  const Service* service = find_service(now.site, need.service);
  if (service == nullptr || service->specialist_skill.empty()) {
    return refuse(RefusalCode::no_specialist, need.service.value + " has no hand-off", "kind");
  }
  moved.skill = service->specialist_skill;
  return moved;
}

Result<NeedTransferred> moved_to(const Situation& now, const Transfer& command, const Need& need) {
  NeedTransferred moved;
  moved.visit = command.visit;
  moved.need = command.need;
  moved.counter = command.counter;
  moved.transfer = command.kind;
  moved.service = need.service;
  switch (command.kind) {
    case TransferKind::service:
      return to_service(now, command, std::move(moved));
    case TransferKind::counter:
      return to_counter(now, command, need, std::move(moved));
    case TransferKind::clerk:
      return to_clerk(now, command, need, std::move(moved));
    case TransferKind::specialist:
      return to_specialist(now, need, std::move(moved));
  }
  return refuse(RefusalCode::malformed, "no such kind of transfer", "kind");
}

template <class Items>
bool contains(const Items& items, const ItemId& item) {
  return std::find(items.begin(), items.end(), item) != items.end();
}

/// Whether this result may stand for this need. `field` is "results[i]".
std::optional<Refusal> check_result(const Situation& now, const NeedResult& result,
                                    const Need& need, const std::string& field) {
  auto no = [&field](RefusalCode code, std::string text, const char* member) {
    return Refusal{code, std::move(text), field + "." + member};
  };
  const bool may_end_so =
      result.outcome == Outcome::resolved || result.outcome == Outcome::follow_up ||
      result.outcome == Outcome::incomplete || result.outcome == Outcome::cancelled;
  if (!may_end_so) {
    return no(RefusalCode::outcome_not_allowed,
              std::string(word(result.outcome)) + " is not for finish to say", "outcome");
  }
  const Service* service = find_service(now.site, need.service);
  static const Service
      retired;  // The site's files changed during the day: it has no items any more.
  if (service == nullptr) service = &retired;
  if (result.outcome == Outcome::incomplete && result.missing.empty() && !service->bring.empty()) {
    return no(RefusalCode::missing_not_named, "say what was missing", "missing");
  }
  if (result.outcome != Outcome::incomplete && !result.missing.empty()) {
    return no(RefusalCode::outcome_not_allowed, "only incomplete has something missing", "missing");
  }
  for (const ItemId& item : result.missing) {
    if (!contains(service->bring, item)) {
      return no(RefusalCode::unknown_item, need.service.value + " does not ask for " + item.value,
                "missing");
    }
  }
  for (const Delivered& delivered : result.delivered) {
    if (!contains(service->delivers, delivered.item)) {
      return no(RefusalCode::unknown_item,
                need.service.value + " does not hand out " + delivered.item.value, "delivered");
    }
  }
  return std::nullopt;
}

bool has_result(const Finish& command, NeedId id) {
  return std::any_of(command.results.begin(), command.results.end(),
                     [id](const NeedResult& result) { return result.need == id; });
}

NeedFinished finished(const Finish& command, const NeedResult& result) {
  NeedFinished event;
  event.visit = command.visit;
  event.need = result.need;
  event.counter = command.counter;
  event.outcome = result.outcome;
  event.missing = result.missing;
  event.delivered = result.delivered;
  return event;
}

}  // namespace

Result<const Need*> need_served(const Visit& visit, NeedId id, std::string field) {
  for (const Need& need : visit.needs) {
    if (need.id != id) continue;
    if (need.state == NeedState::serving) return &need;
    const std::string name = "need " + std::to_string(id.value);
    if (need.state == NeedState::done) {
      return refuse(RefusalCode::need_done, name + " has ended", std::move(field));
    }
    return refuse(RefusalCode::not_serving, name + " is not served here", std::move(field));
  }
  return refuse(RefusalCode::unknown_need, "the visit has no need " + std::to_string(id.value),
                std::move(field));
}

std::optional<Instant> forgotten_since(const Situation& now, const Visit& visit) {
  const std::optional<Instant> from = forgotten_at(now.site.rules, visit);
  return from && *from < now.context.now ? from : std::nullopt;
}

Result<Events> decide(const Situation& now, const Transfer& command) {
  auto served = served_here(now, command.counter, command.visit, command.need);
  if (!served) return tl::unexpected(served.error());
  auto moved = moved_to(now, command, *served->need);
  if (!moved) return tl::unexpected(moved.error());
  moved->forgotten_since = forgotten_since(now, *served->here.visit);
  return Events{std::move(*moved)};
}

Result<Events> decide(const Situation& now, const Refer& command) {
  auto served = served_here(now, command.counter, command.visit, command.need);
  if (!served) return tl::unexpected(served.error());
  const std::vector<DepartmentId>& departments = now.site.departments;
  if (std::find(departments.begin(), departments.end(), command.department) == departments.end()) {
    return refuse(RefusalCode::unknown_department, "no department " + command.department.value,
                  "department");
  }
  NeedFinished referred;
  referred.visit = command.visit;
  referred.need = command.need;
  referred.counter = command.counter;
  referred.outcome = Outcome::referred;
  referred.department = command.department;
  referred.forgotten_since = forgotten_since(now, *served->here.visit);
  return Events{std::move(referred)};
}

Result<Events> decide(const Situation& now, const Finish& command) {
  auto here = at_own_counter(now, command.counter, command.visit);
  if (!here) return tl::unexpected(here.error());
  if (stage_of(*here->visit) != NeedState::serving) {
    return refuse(RefusalCode::not_serving, "serving " + here->visit->ticket + " has not begun",
                  "visit");
  }
  Events events;
  const auto most = static_cast<std::size_t>(now.site.rules.follow_ups_max);
  std::size_t opened = 0;
  for (std::size_t i = 0; i < command.results.size(); ++i) {
    const NeedResult& result = command.results[i];
    const std::string field = "results[" + std::to_string(i) + "]";
    auto need = need_served(*here->visit, result.need, field + ".need");
    if (!need) return tl::unexpected(need.error());
    const auto first = std::find_if(command.results.begin(), command.results.end(),
                                    [&](const NeedResult& r) { return r.need == result.need; });
    if (first != command.results.begin() + static_cast<std::ptrdiff_t>(i)) {
      return refuse(RefusalCode::duplicate_need, "two results for one need", field + ".need");
    }
    if (auto no = check_result(now, result, **need, field)) return tl::unexpected(std::move(*no));
    NeedFinished end = finished(command, result);
    end.forgotten_since = forgotten_since(now, *here->visit);
    if (result.outcome == Outcome::follow_up) {
      if (now.state.follow_ups.size() + opened++ >= most) {
        return refuse(RefusalCode::follow_ups_full,
                      "at most " + std::to_string(most) + " follow-ups at once",
                      field + ".outcome");
      }
      FollowUpOpened follow_up = open_follow_up(now, command.visit, **need);
      end.reference = follow_up.reference;
      events.emplace_back(std::move(follow_up));
    }
    events.emplace_back(std::move(end));
  }
  for (const Need& need : here->visit->needs) {
    if (need.state == NeedState::serving && !has_result(command, need.id)) {
      return refuse(RefusalCode::outcome_missing,
                    "no result for need " + std::to_string(need.id.value), "results");
    }
  }
  return events;
}

}  // namespace foyer::detail

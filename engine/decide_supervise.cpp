// What a supervisor changes while the day runs, and calls for help.
#include <algorithm>

#include "engine/decide_parts.h"

namespace foyer::detail {
namespace {

/// The welcome desk is no counter: the call is of the device that stands there.
Result<Events> raise_at_desk(const Situation& now) {
  const Actor& actor = now.context.actor;
  if (actor.clerk.empty()) return refuse(RefusalCode::not_signed_in, "no clerk is signed in here");
  if (now.state.desk_alarms.contains(actor.device)) {
    return refuse(RefusalCode::already_so, "help was asked for already", "counter");
  }
  return Events{AlarmRaised{{}, actor.device}};
}

Result<Events> clear_at_desk(const Situation& now, const DeviceId& device) {
  if (!now.state.desk_alarms.contains(device)) {
    return refuse(RefusalCode::already_so, "nobody asks for help there", "device");
  }
  return Events{AlarmCleared{{}, device}};
}

}  // namespace

Result<Events> decide(const Situation& now, const SetPriority& command) {
  auto found = present_visit(now, command.visit);
  if (!found) return tl::unexpected(found.error());
  const Visit& visit = **found;
  if (visit.priority == command.priority) {
    return refuse(RefusalCode::already_so,
                  visit.ticket + " is " + std::string(word(command.priority)) + " already",
                  "priority");
  }
  const auto kept = kept_appointment(now.site.rules, visit.appointment_at, visit.arrived_at);
  const Coming coming{visit.arrived_at, kept, command.priority, visit.channel, visit.special_needs};
  PriorityChanged changed{command.visit, command.priority, {}};
  for (const Need& need : visit.needs) {
    const Service* service = find_service(now.site, need.service);
    if (need.state == NeedState::done || service == nullptr) continue;
    NewNeed times = make_need(now, *service, need.id, coming);
    times.skill = need.skill;  // A specialist may have it by now.
    changed.needs.push_back(std::move(times));
  }
  if (changed.needs.empty()) {
    return refuse(RefusalCode::unknown_service, "its services are not offered here any more",
                  "visit");
  }
  return Events{std::move(changed)};
}

Result<Events> decide(const Situation& now, const SwitchService& command) {
  const Service* service = find_service(now.site, command.service);
  if (service == nullptr) {
    return refuse(RefusalCode::unknown_service, "no service " + command.service.value, "service");
  }
  if (service->centralization == Centralization::none) {
    return refuse(RefusalCode::service_is_referral, command.service.value + " is not served here",
                  "service");
  }
  if (!service->on) {
    return refuse(RefusalCode::service_off, command.service.value + " is not offered here yet",
                  "service");
  }
  if (is_offered(now.state, *service) == (command.to == Switch::on)) {
    return refuse(RefusalCode::already_so,
                  command.service.value + " is " + std::string(word(command.to)) + " already",
                  "to");
  }
  return Events{ServiceSwitched{command.service, command.to}};
}

Result<Events> decide(const Situation& now, const SwitchNotice& command) {
  const SiteNotice* notice = find_notice(now.site, command.notice);
  if (notice == nullptr) {
    return refuse(RefusalCode::unknown_notice, "no notice " + command.notice.value, "notice");
  }
  if (is_switched_on(now.state, *notice, now.context.now) == (command.to == Switch::on)) {
    return refuse(RefusalCode::already_so,
                  command.notice.value + " is " + std::string(word(command.to)) + " already", "to");
  }
  return Events{NoticeSwitched{command.notice, command.to}};
}

Result<Events> decide(const Situation& now, const SetSkills& command) {
  auto counter = manned_counter(now, command.counter);
  if (!counter) return tl::unexpected(counter.error());
  const CounterPlace& place = *find_counter(now.site, command.counter);
  std::vector<SkillId> skills = command.skills;
  std::sort(skills.begin(), skills.end());
  skills.erase(std::unique(skills.begin(), skills.end()), skills.end());
  if (skills.empty()) {
    return refuse(RefusalCode::no_skills, "a counter serves something", "skills");
  }
  for (std::size_t i = 0; i < command.skills.size(); ++i) {
    if (has_skill(place.skills, command.skills[i])) continue;
    return refuse(RefusalCode::cannot_serve,
                  command.skills[i].value + " cannot be served at counter " + place.id.value,
                  "skills[" + std::to_string(i) + "]");
  }
  const Visit* visit = (*counter)->visit ? find_visit(now.state, *(*counter)->visit) : nullptr;
  if (visit != nullptr && need_without_skill(*visit, skills) != nullptr) {
    return refuse(RefusalCode::counter_busy, visit->ticket + " is there for something else",
                  "skills");
  }
  if (skills == (*counter)->skills) {
    return refuse(RefusalCode::already_so, "counter " + place.id.value + " serves just that",
                  "skills");
  }
  return Events{SkillsChanged{command.counter, std::move(skills)}};
}

Result<Events> decide(const Situation& now, const RaiseAlarm& command) {
  if (command.counter.empty()) return raise_at_desk(now);
  auto counter = own_counter(now, command.counter);
  if (!counter) return tl::unexpected(counter.error());
  if ((*counter)->alarm_since) {
    return refuse(RefusalCode::already_so, "help was asked for already", "counter");
  }
  return Events{AlarmRaised{command.counter, {}}};
}

Result<Events> decide(const Situation& now, const ClearAlarm& command) {
  if (command.counter.empty()) return clear_at_desk(now, command.device);
  if (!command.device.empty()) {
    return refuse(RefusalCode::malformed, "a counter or a welcome desk, not both", "device");
  }
  if (find_counter(now.site, command.counter) == nullptr) {
    return refuse(RefusalCode::unknown_counter, "no counter " + command.counter.value, "counter");
  }
  // Also of a counter that was closed meanwhile.
  const Counter* counter = find_counter(now.state, command.counter);
  if (counter == nullptr || !counter->alarm_since) {
    return refuse(RefusalCode::already_so, "nobody asks for help there", "counter");
  }
  return Events{AlarmCleared{command.counter, {}}};
}

}  // namespace foyer::detail

#include "kiosk/availability.h"

#include <algorithm>

#include "engine/forecast.h"

namespace foyer::kiosk {
namespace {

Wait wait_now(const SiteFiles& site, const Lobby& lobby, const Service& service) {
  if (lobby.waits != nullptr) {
    for (const ServiceWait& published : lobby.waits->services) {
      if (published.service == service.id) return published.wait;
    }
  }
  return wait_for_newcomer(site.lobby, *lobby.state, service, lobby.at);
}

/// Would a counter that serves `skill` also take this need?
bool competes(const State& state, const Need& need, const SkillId& skill) {
  if (need.skill == skill) return true;
  return std::any_of(state.counters.begin(), state.counters.end(), [&](const auto& entry) {
    const Counter& counter = entry.second;
    return counter.state == CounterState::open && has_skill(counter.skills, skill) &&
           has_skill(counter.skills, need.skill);
  });
}

}  // namespace

bool gives_ticket(Availability availability) {
  return availability == Availability::now || availability == Availability::no_counter;
}

bool office_open(const Lobby& lobby) {
  if (lobby.state == nullptr || !lobby.state->day) return false;
  const Day& day = *lobby.state->day;
  return day.opens_at <= lobby.at && lobby.at < day.closes_at;
}

int people_waiting(const State& state) {
  return static_cast<int>(std::count_if(
      state.visits.begin(), state.visits.end(),
      [](const auto& entry) { return stage_of(entry.second) == NeedState::waiting; }));
}

int people_before(const State& state, const SkillId& skill, Instant due_at, VisitId self) {
  return static_cast<int>(
      std::count_if(state.visits.begin(), state.visits.end(), [&](const auto& entry) {
        const Visit& visit = entry.second;
        if (visit.id == self || !visit.counter.empty()) return false;
        return std::any_of(visit.needs.begin(), visit.needs.end(), [&](const Need& need) {
          return need.state == NeedState::waiting && need.due_at <= due_at &&
                 competes(state, need, skill);
        });
      }));
}

ServiceNow service_now(const SiteFiles& site, const Lobby& lobby, const ServiceInfo& service) {
  if (service.centralization == Centralization::none) return {Availability::referral, {}, 0};
  const Service* queued = find_service(site.lobby, service.id);
  if (!service.on || queued == nullptr) return {Availability::not_here_yet, {}, 0};
  if (!lobby.connected || lobby.state == nullptr) return {Availability::no_link, {}, 0};
  if (!office_open(lobby)) return {Availability::closed, {}, 0};
  ServiceNow now;
  now.wait = wait_now(site, lobby, *queued);
  now.availability =
      now.wait.status == WaitStatus::known ? Availability::now : Availability::no_counter;
  now.before = people_before(*lobby.state, queued->skill, lobby.at + queued->promised_wait, {});
  return now;
}

std::optional<Wait> wait_of_lobby(const SiteFiles& site, const Lobby& lobby) {
  std::optional<Wait> all;
  for (const ServiceInfo& service : site.services) {
    const ServiceNow now = service_now(site, lobby, service);
    if (now.availability != Availability::now) continue;
    if (!all) all = now.wait;
    all->p50_s = std::min(all->p50_s, now.wait.p50_s);
    all->p90_s = std::max(all->p90_s, now.wait.p90_s);
  }
  return all;
}

}  // namespace foyer::kiosk

#include "kiosk/availability.h"

#include <algorithm>

namespace foyer::kiosk {
namespace {

Availability availability_of(WaitStatus status) {
  switch (status) {
    case WaitStatus::known:
      return Availability::now;
    case WaitStatus::no_counter_open:
      return Availability::no_counter;
    case WaitStatus::after_closing:
      return Availability::after_closing;
    case WaitStatus::not_told:
      break;  // Of tickets alone; no forecast says it.
  }
  return Availability::now;
}

}  // namespace

bool allows_tickets(const HeldNumbers& held, Instant at) {
  return held.opens_at <= at && at < held.expires_at;
}

bool issues_alone(const Lobby& lobby) {
  return !lobby.connected && lobby.held && allows_tickets(*lobby.held, lobby.at) &&
         !lobby.held->left.empty();
}

bool issues_alone(const SiteFiles& site, const Lobby& lobby, const ServiceId& service) {
  const Service* queued = find_service(site.lobby, service);
  const Group* group = queued == nullptr ? nullptr : find_group(site.lobby, queued->group);
  return issues_alone(lobby) && group != nullptr && lobby.held->left.contains(group->letter);
}

bool is_off_today(const SiteFiles& site, const Lobby& lobby, const ServiceId& service) {
  const Service* queued = find_service(site.lobby, service);
  // What was heard before the link was lost holds as long as that day does.
  const bool heard =
      lobby.state != nullptr && lobby.state->day && lobby.at < lobby.state->day->ends_at;
  return heard && queued != nullptr && queued->on && !is_offered(*lobby.state, *queued);
}

bool gives_ticket(Availability availability) {
  return availability == Availability::now || availability == Availability::alone ||
         availability == Availability::no_counter || availability == Availability::after_closing;
}

bool knows_time(const Lobby& lobby) {
  using namespace std::chrono;
  constexpr sys_days this_program_was_written{year{2026} / 1 / 1};
  return lobby.state != nullptr || lobby.at >= this_program_was_written;
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

const VisitWait* wait_of_visit(const Lobby& lobby, VisitId visit) {
  return lobby.waits == nullptr ? nullptr : find_wait(*lobby.waits, visit);
}

ServiceNow service_now(const SiteFiles& site, const Lobby& lobby, const ServiceInfo& service) {
  if (service.centralization == Centralization::none) return {Availability::referral, {}};
  const Service* queued = find_service(site.lobby, service.id);
  if (!service.on || queued == nullptr) return {Availability::not_here_yet, {}};
  if (is_off_today(site, lobby, service.id)) return {Availability::off_today, {}};
  if (issues_alone(site, lobby, service.id)) return {Availability::alone, {}};
  if (!lobby.connected || lobby.state == nullptr) return {Availability::no_link, {}};
  if (!office_open(lobby)) return {Availability::closed, {}};
  const ServiceWait* told = lobby.waits == nullptr ? nullptr : find_wait(*lobby.waits, service.id);
  if (told == nullptr) return {Availability::now, {}};
  ServiceNow now{availability_of(told->wait.status), {}};
  if (now.availability == Availability::now) {
    now.joining = ServiceNow::Joining{told->wait, told->before};
  }
  return now;
}

std::optional<Wait> wait_of_lobby(const SiteFiles& site, const Lobby& lobby) {
  std::optional<Wait> all;
  for (const ServiceInfo& service : site.services) {
    const ServiceNow now = service_now(site, lobby, service);
    if (!now.joining) continue;
    const Wait& wait = now.joining->wait;
    if (!all) all = wait;
    all->p50_s = std::min(all->p50_s, wait.p50_s);
    all->p90_s = std::max(all->p90_s, wait.p90_s);
  }
  return all;
}

}  // namespace foyer::kiosk

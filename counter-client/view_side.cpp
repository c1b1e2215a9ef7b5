// The middle column while nobody is here: the lobby as it is now.
#include "counter-client/view_parts.h"
#include "engine/choose.h"

namespace foyer::counter_client {
namespace {

std::int64_t waiting_in(const Situation& now, const GroupId& group) {
  std::int64_t count = 0;
  for (const auto& [id, visit] : now.state.visits) {
    if (!visit.counter.empty() || stage_of(visit) != NeedState::waiting) continue;
    const Service* service = find_service(now.site.lobby, main_need(visit).service);
    if (service != nullptr && service->group == group) ++count;
  }
  return count;
}

bool gives_tickets(const Service& service) {
  return service.on && service.centralization != Centralization::none;
}

/// The range over the services of a group; where none of them has one, why; nothing while it is not
/// known.
std::optional<Wait> wait_of(const Situation& now, const GroupId& group) {
  std::optional<Wait> range;
  for (const Service& service : now.site.lobby.services) {
    if (service.group != group || !gives_tickets(service) || now.input.waits == nullptr) continue;
    const ServiceWait* told = find_wait(*now.input.waits, service.id);
    if (told == nullptr) continue;
    const Wait& wait = told->wait;
    const bool ranged = range && range->status == WaitStatus::known;
    if (ranged && wait.status == WaitStatus::known) {
      range->p50_s = std::min(range->p50_s, wait.p50_s);
      range->p90_s = std::max(range->p90_s, wait.p90_s);
    } else if (!ranged && (!range || wait.status != WaitStatus::no_counter_open)) {
      range = wait;
    }
  }
  return range;
}

EndsRow counter_row(const Situation& now, const CounterInfo& info) {
  EndsRow row;
  row.start = info.label;
  const Counter* counter = find_counter(now.state, info.id);
  row.mine = info.id == now.desk.counter;
  if (counter == nullptr || counter->state == CounterState::closed) {
    row.icon = "closed";
    row.text = now.in(tr("Closed"));
    row.soft = true;
    return row;
  }
  row.end = clerk_name(counter->clerk);
  if (counter->state == CounterState::on_break) {
    row.icon = "cup";
    row.text = now.in(tr_context("state of a counter", "Break"));
    row.soft = true;
    return row;
  }
  const Visit* visit = counter->visit ? find_visit(now.state, *counter->visit) : nullptr;
  if (visit == nullptr) {
    row.icon = "clock";
    row.text = now.in(tr("Ready"));
    row.end += ", " + running_clock(now.now - counter->idle_since);
  } else if (visit->serving_since) {
    row.icon = "user";
    row.text = now.in(tr("Serving {ticket}"), {{"ticket", visit->ticket}});
    row.end += ", " + passed_minutes(now.in, now.now - *visit->serving_since);
  } else {
    row.icon = "megaphone";
    row.text = now.in(tr("Calling {ticket}"), {{"ticket", visit->ticket}});
  }
  return row;
}

void add_figures(const Situation& now, LobbyView& lobby) {
  std::int64_t waiting = 0;
  std::int64_t open = 0;
  Milliseconds longest{0};
  for (const auto& [id, visit] : now.state.visits) {
    if (!visit.counter.empty() || stage_of(visit) != NeedState::waiting) continue;
    ++waiting;
    longest = std::max(longest, now.now - visit.arrived_at);
  }
  for (const auto& [id, counter] : now.state.counters) {
    open += counter.state == CounterState::open ? 1 : 0;
  }
  auto add = [&lobby](std::string number, std::string text) {
    EndsRow row;
    row.start = std::move(number);
    row.text = std::move(text);
    lobby.figures.push_back(std::move(row));
  };
  add(now.in.number(waiting), now.in(tr_context("figure: how many", "waiting")));
  add(now.in.number(std::chrono::floor<std::chrono::minutes>(longest).count()),
      now.in(tr("min longest")));
  add(now.in.number(open), now.in(tr_plural("counter open", "counters open"), open));
}

}  // namespace

LobbyView build_lobby(const Situation& now) {
  LobbyView lobby;
  lobby.title = now.in(tr("The lobby now"));
  add_figures(now, lobby);
  lobby.joins_title = now.in(tr("If someone joins now"));
  lobby.joins_waiting = now.in(tr_context("figure: how many", "waiting"));
  lobby.joins_minutes = now.in(tr_context("heading over waits", "wait"));
  for (const GroupInfo& group : now.site.groups) {
    const auto& services = now.site.lobby.services;
    const bool any_on = std::any_of(services.begin(), services.end(), [&](const Service& service) {
      return service.group == group.id && gives_tickets(service);
    });
    if (!any_on) continue;
    const std::optional<Wait> wait = wait_of(now, group.id);
    EndsRow row;
    row.start = std::string(1, group.letter);
    row.text = now.in.of_site(group.name);
    row.icon = now.in.number(waiting_in(now, group.id));
    row.soft = !wait || wait->status != WaitStatus::known;
    row.end = wait ? now.in.wait(*wait, Length::brief) : std::string("–");
    lobby.joins.push_back(std::move(row));
  }
  lobby.counters_title = now.in(tr("Counters"));
  for (const CounterInfo& info : now.site.counters) {
    lobby.counters.push_back(counter_row(now, info));
  }
  return lobby;
}

}  // namespace foyer::counter_client

// A supervisor's panels: counters, services, who waits, the end of the day; notices and calls for
// help are files of their own.
#include "counter-client/view_supervise.h"

#include "counter-client/view_panel_parts.h"

namespace foyer::counter_client {
namespace {

bool waits(const Visit& visit) {
  return visit.counter.empty() && stage_of(visit) == NeedState::waiting;
}

std::int64_t count_visits(const Situation& now, bool (*wanted)(const Visit&)) {
  return std::count_if(now.state.visits.begin(), now.state.visits.end(),
                       [wanted](const auto& entry) { return wanted(entry.second); });
}

const Counter* manned(const Situation& now, const CounterId& id) {
  const Counter* counter = find_counter(now.state, id);
  return counter == nullptr || counter->state == CounterState::closed ? nullptr : counter;
}

const Visit* visit_at(const Situation& now, const Counter& counter) {
  return counter.visit ? find_visit(now.state, *counter.visit) : nullptr;
}

/// "Serving B042, 6 min", "Break: Lunch", "Ready".
std::string doing(const Situation& now, const Counter* counter) {
  if (counter == nullptr) return now.in(tr("Closed"));
  if (counter->state == CounterState::on_break) {
    return now.in(tr("Break: {reason}"), {{"reason", word_of(now.in, counter->break_reason)}});
  }
  const Visit* visit = visit_at(now, *counter);
  if (visit == nullptr) return now.in(tr("Ready"));
  if (!visit->serving_since) return now.in(tr("Calling {ticket}"), {{"ticket", visit->ticket}});
  return now.in(tr("Serving {ticket}, {time}"),
                {{"ticket", visit->ticket},
                 {"time", passed_minutes(now.in, now.now - *visit->serving_since)}});
}

std::string counter_title(const Situation& now, const CounterInfo& info, const Counter* counter) {
  if (counter == nullptr) return now.in(tr("Counter {counter}"), {{"counter", info.label}});
  return now.in(tr("Counter {counter}: {clerk}"),
                {{"counter", info.label}, {"clerk", clerk_name(counter->clerk)}});
}

/// Of a counter that was closed meanwhile, too. Whoever stands at the clerk's own counter must not
/// see it.
std::optional<Instant> help_since(const Situation& now, const CounterId& id) {
  if (id == now.desk.counter) return std::nullopt;
  const Counter* counter = find_counter(now.state, id);
  return counter == nullptr ? std::nullopt : counter->alarm_since;
}

std::string skills_of(const Situation& now, const Counter& counter) {
  std::string list;
  for (const SkillInfo& skill : now.site.skills) {
    if (!has_skill(counter.skills, skill.id)) continue;
    if (!list.empty()) list += ", ";
    list += now.in.of_site(skill.name);
  }
  return list;
}

PanelRow counter_row(const Situation& now, const CounterInfo& info) {
  const Counter* counter = manned(now, info.id);
  const auto help = help_since(now, info.id);
  PanelRow row;
  row.action = Action::supervise_open;
  row.label = counter_title(now, info, counter);
  row.text = doing(now, counter);
  if (counter != nullptr) row.text += " · " + skills_of(now, *counter);
  if (help) {
    row.end = now.in(tr("asks for help since {time}"), {{"time", now.in.time_24(*help)}});
  } else if (counter != nullptr) {
    row.end = now.in(tr("since {time}"), {{"time", now.in.time_24(counter->since)}});
  }
  row.icon = help ? "late" : counter == nullptr ? "closed" : "user";
  row.confirm = now.in(tr("Look at counter {counter}"), {{"counter", info.label}});
  row.leads = PanelRow::Lead{Panel::supervise_counter, info.id, {}};
  return row;
}

ActionView door(const Situation& now, Action action, const char* id, Text label, std::string key) {
  ActionView view;
  view.action = action;
  view.button.id = id;
  view.button.label = now.in(label);
  view.button.key = key;
  view.button.shortcuts = {std::move(key)};
  return view;
}

std::string lobby_words(const Situation& now) {
  const std::int64_t waiting = count_visits(now, waits);
  Milliseconds longest{0};
  for (const auto& [id, visit] : now.state.visits) {
    if (waits(visit)) longest = std::max(longest, now.now - visit.arrived_at);
  }
  const std::int64_t open =
      std::count_if(now.state.counters.begin(), now.state.counters.end(),
                    [](const auto& entry) { return entry.second.state == CounterState::open; });
  return (waiting == 0
              ? now.in(tr("Nobody waits."))
              : now.in(tr_plural("{n} waits, the longest {time}.", "{n} wait, the longest {time}."),
                       waiting, {{"time", passed_minutes(now.in, longest)}})) +
         " " + now.in(tr_plural("{n} counter is open.", "{n} counters are open."), open);
}

void build_overview(const Situation& now, PanelView& panel) {
  panel.title = now.in(tr("Supervise"));
  panel.text = lobby_words(now);
  panel.doors = {
      door(now, Action::show_services, "show-services", tr("Services"), now.keys.services),
      door(now, Action::show_people, "show-people", tr("Who waits"), now.keys.people),
      door(now, Action::show_notices, "show-notices", tr("Notices"), now.keys.notices),
      door(now, Action::show_audit, "show-audit", tr("What happened"), now.keys.audit),
      door(now, Action::show_end, "show-end", tr("End the day"), now.keys.end_day)};
  // Always in the same order, so that a digit is always the same counter's.
  for (const CounterInfo& info : now.site.counters) add_row(panel, counter_row(now, info));
  add_desk_calls(now, panel);
}

// --- a counter
void add_help(const Situation& now, const CounterInfo& info, PanelView& panel) {
  const auto since = help_since(now, info.id);
  if (!since) return;
  PanelRow row;
  row.action = Action::clear_alarm;
  row.label = now.in(tr("Asked for help at {time}"), {{"time", now.in.time_24(*since)}});
  row.confirm = now.in(tr("Somebody has seen to it"));
  row.icon = "late";
  row.command = ClearAlarm{info.id};
  add_row(panel, std::move(row));
}

/// Why a counter cannot do without it now; empty: it can.
std::string why_kept(const Situation& now, const Counter& counter, const SkillId& skill) {
  const Visit* visit = visit_at(now, counter);
  const bool needed = visit != nullptr &&
                      std::any_of(visit->needs.begin(), visit->needs.end(), [&](const Need& need) {
                        return need.skill == skill && (need.state == NeedState::called ||
                                                       need.state == NeedState::serving);
                      });
  if (needed) return now.in(tr("{ticket} is there for it"), {{"ticket", visit->ticket}});
  if (counter.skills.size() == 1) return now.in(tr("it serves nothing else"));
  return {};
}

void add_skills(const Situation& now, const Counter& counter, PanelView& panel) {
  const CounterPlace* place = find_counter(now.site.lobby, counter.id);
  for (const SkillInfo& skill : now.site.skills) {
    if (place == nullptr || !has_skill(place->skills, skill.id)) continue;
    const bool on = has_skill(counter.skills, skill.id);
    SetSkills set{counter.id, counter.skills};
    if (on) {
      std::erase(set.skills, skill.id);
    } else {
      set.skills.push_back(skill.id);
      std::sort(set.skills.begin(), set.skills.end());
    }
    PanelRow row;
    row.action = Action::supervise;
    row.label = now.in.of_site(skill.name);
    row.text = on ? now.in(tr("Served here")) : now.in(tr("Not served here"));
    row.icon = on ? "check" : "ring";
    row.confirm = on ? now.in(tr("No more here: {skill}"), {{"skill", row.label}})
                     : now.in(tr("From now on here: {skill}"), {{"skill", row.label}});
    if (on) row.why_not = why_kept(now, counter, skill.id);
    row.command = std::move(set);
    add_row(panel, std::move(row));
  }
}

/// Why nobody may close it now, and what to do instead; empty: it can be closed.
std::string why_open(const Situation& now, const Counter& counter) {
  const Visit* visit = visit_at(now, counter);
  if (visit == nullptr) return {};
  if (visit->call_expires_at) {
    return now.in(tr("{ticket} is called there; the call ends by itself at {time}"),
                  {{"ticket", visit->ticket}, {"time", now.in.time_24(*visit->call_expires_at)}});
  }
  return now.in(tr("{ticket} is served there; {clerk} closes or parks that first"),
                {{"ticket", visit->ticket}, {"clerk", clerk_name(counter.clerk)}});
}

/// Of a clerk who went and left it open. Her own counter has its own keys.
void add_closing(const Situation& now, const CounterInfo& info, const Counter& counter,
                 PanelView& panel) {
  if (counter.clerk == now.desk.clerk) return;
  const Fill place = {{"counter", info.label}};
  const auto add = [&](std::string label, std::string confirm, std::string icon, Command command) {
    PanelRow row;
    row.action = Action::supervise;
    row.label = std::move(label);
    row.text = now.in(tr("{clerk} is told that a supervisor did it"),
                      {{"clerk", clerk_name(counter.clerk)}});
    row.confirm = std::move(confirm);
    row.icon = std::move(icon);
    row.why_not = why_open(now, counter);
    row.command = std::move(command);
    add_row(panel, std::move(row));
  };
  if (counter.state == CounterState::open) {
    add(now.in(tr("Put this counter on a break")),
        now.in(tr("Put counter {counter} on a break"), place), "cup",
        BreakCounter{info.id, BreakReason::other});
  }
  add(now.in(tr("Close this counter")), now.in(tr("Close counter {counter}"), place), "closed",
      CloseCounter{info.id});
}

void build_counter(const Situation& now, PanelView& panel) {
  const CounterInfo* info = find_counter_info(now.site, now.form.supervised_counter);
  if (info == nullptr) return;
  const Counter* counter = manned(now, info->id);
  panel.title = counter_title(now, *info, counter);
  panel.text = doing(now, counter);
  panel.empty = now.in(tr("It is closed. A clerk opens it."));
  add_help(now, *info, panel);
  if (counter == nullptr) return;
  panel.text += " · " + now.in(tr("since {time}"), {{"time", now.in.time_24(counter->since)}});
  add_skills(now, *counter, panel);
  add_closing(now, *info, *counter, panel);
}

// --- a service
std::int64_t waiting_for(const Situation& now, const ServiceId& service) {
  return std::count_if(now.state.visits.begin(), now.state.visits.end(), [&](const auto& entry) {
    const auto& needs = entry.second.needs;
    return std::any_of(needs.begin(), needs.end(), [&](const Need& need) {
      return need.service == service && need.state == NeedState::waiting;
    });
  });
}

void build_services(const Situation& now, PanelView& panel) {
  panel.title = now.in(tr("Which service?"));
  panel.text = now.in(tr("What you change holds for today."));
  panel.search_label = now.in(tr("Search services"));
  for (const ServiceInfo& info : now.site.services) {
    const Service* service = find_service(now.site.lobby, info.id);
    if (service == nullptr || !service->on || service->centralization == Centralization::none) {
      continue;
    }
    const bool offered = is_offered(now.state, *service);
    const std::int64_t waiting = waiting_for(now, info.id);
    auto row = service_panel_row(now, info, offered ? "ticket" : "closed");
    if (!row) continue;
    row->action = Action::supervise_open;
    if (!offered) row->end = now.in(tr("not offered today"));
    if (waiting > 0) {
      if (!row->end.empty()) row->end += " · ";
      row->end += now.in(tr_plural("{n} waiting", "{n} waiting"), waiting);
    }
    row->confirm = now.in(tr("Choose: {service}"), {{"service", row->label}});
    row->leads = PanelRow::Lead{Panel::supervise_service, {}, info.id};
    add_row(panel, std::move(*row));
  }
}

void build_service(const Situation& now, PanelView& panel) {
  const Service* service = find_service(now.site.lobby, now.form.supervised_service);
  if (service == nullptr) return;
  const Fill name = {{"service", service_name(now.site, now.in, service->id)}};
  PanelRow row;
  row.action = Action::supervise;
  if (is_offered(now.state, *service)) {
    const std::int64_t waiting = waiting_for(now, service->id);
    panel.title = now.in(tr("Offer no more today: {service}?"), name);
    panel.text = (waiting == 0 ? now.in(tr("Nobody waits for it."))
                               : now.in(tr_plural("{n} waits for it and is still served.",
                                                  "{n} wait for it and are still served."),
                                        waiting)) +
                 " " + now.in(tr("Nobody gets a ticket for it any more today."));
    row.label = now.in(tr("Offer it no more today"));
    row.icon = "closed";
    row.command = SwitchService{service->id, Switch::off};
  } else {
    panel.title = now.in(tr("Offer again: {service}?"), name);
    panel.text = now.in(tr("People get tickets for it again."));
    row.label = now.in(tr("Offer it again"));
    row.icon = "ticket";
    row.command = SwitchService{service->id, Switch::on};
  }
  row.confirm = row.label;
  add_row(panel, std::move(row));
}

// --- who waits
void build_people(const Situation& now, PanelView& panel) {
  panel.title = now.in(tr("Who goes first?"));
  panel.text = now.in(tr("Their promise is that of priority from now on, or the usual one again."));
  panel.search_label = now.in(tr("Search tickets and services"));
  for (const auto& [id, visit] : now.state.visits) {
    if (!visit.counter.empty()) continue;
    const bool first = visit.priority == Priority::priority;
    const std::string service = service_name(now.site, now.in, main_need(visit).service);
    PanelRow row;
    row.action = Action::supervise;
    row.label = visit.ticket;
    row.text = service;
    row.end = passed_minutes(now.in, now.now - visit.arrived_at);
    if (visit.parked_until) row.end = now.in(tr_context("state of a visit", "parked"));
    if (first) row.end = now.in(tr("goes first")) + " · " + row.end;
    row.icon = first ? "arrow-up" : "user";
    const Fill ticket = {{"ticket", visit.ticket}};
    row.confirm = first ? now.in(tr("{ticket} waits in the usual order"), ticket)
                        : now.in(tr("{ticket} goes first"), ticket);
    row.command = SetPriority{id, first ? Priority::normal : Priority::priority};
    if (wanted(now, row.label + " " + row.text)) add_row(panel, std::move(row));
  }
}

// --- the end of the day
std::string still_here(const Situation& now) {
  const std::int64_t here = static_cast<std::int64_t>(now.state.visits.size());
  if (here == 0) return now.in(tr("Nobody is here any more."));
  const std::int64_t at_counters =
      count_visits(now, [](const Visit& visit) { return !visit.counter.empty(); });
  return now.in(tr_plural("{n} person is still here, {served} of them at a counter.",
                          "{n} people are still here, {served} of them at counters."),
                here, {{"served", now.in.number(at_counters)}}) +
         " " + now.in(tr("Their tickets end, and they count in no figure of the standards."));
}

void build_end(const Situation& now, PanelView& panel) {
  panel.title = now.in(tr("End the day now?"));
  panel.empty = now.in(tr("No day is open."));
  if (!now.state.day) return;
  panel.text = still_here(now) + " " +
               now.in(tr("All counters close, and nobody gets a ticket any more today.")) + " " +
               now.in(tr("This cannot be undone."));
  PanelRow row;
  row.action = Action::supervise;
  row.label = now.in(tr("End the day"));
  row.icon = "closed";
  row.twice = true;
  row.confirm = now.form.end_armed ? now.in(tr("Press {key} again"), {{"key", space_key(now.in)}})
                                   : row.label;
  row.command = CloseDay{};
  add_row(panel, std::move(row));
}

/// Digits choose, where nobody types.
void number_rows(PanelView& panel) {
  if (!panel.search_label.empty()) return;
  for (std::size_t i = 0; i < panel.rows.size() && i < 9; ++i) {
    panel.rows[i].key = std::to_string(i + 1);
  }
}

}  // namespace

bool may_supervise(const Desk& desk) {
  return !desk.clerk.empty() &&
         std::binary_search(desk.rights.begin(), desk.rights.end(), Right::supervise);
}

void build_supervisors(const Situation& now, PanelView& panel) {
  if (panel.kind == Panel::supervise) build_overview(now, panel);
  if (panel.kind == Panel::supervise_counter) build_counter(now, panel);
  if (panel.kind == Panel::supervise_services) build_services(now, panel);
  if (panel.kind == Panel::supervise_service) build_service(now, panel);
  if (panel.kind == Panel::supervise_people) build_people(now, panel);
  if (panel.kind == Panel::supervise_notices) build_notices(now, panel);
  if (panel.kind == Panel::supervise_audit) build_audit(now, panel);
  if (panel.kind == Panel::supervise_end) build_end(now, panel);
  number_rows(panel);
}

}  // namespace foyer::counter_client

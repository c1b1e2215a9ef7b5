// The middle column: what the service is, what to bring, who goes on with it; while nobody is here,
// the lobby as it is now. Only what the site's files and the lobby say.
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

std::string contact_line(const Texts& in, const Contact& contact) {
  const std::string place = in.of_site(contact.place);
  if (place.empty()) return contact.phone;
  return contact.phone.empty() ? place : place + "  ·  " + contact.phone;
}

KnowledgeView::Section contact_section(const Situation& now, const DepartmentId& department,
                                       const Contact& contact) {
  KnowledgeView::Section section;
  section.title = now.in(tr("Refer to"));
  const DepartmentInfo* info = find_department_info(now.site, department);
  if (info != nullptr) section.lines.push_back(now.in.of_site(info->name));
  const std::string line = contact_line(now.in, contact);
  if (!line.empty()) section.lines.push_back(line);
  if (!contact.directions.empty()) section.lines.push_back(now.in.of_site(contact.directions));
  return section;
}

/// Who takes over a partial service, and whether they are there now.
KnowledgeView::Section hand_off_section(const Situation& now, const Service& service) {
  KnowledgeView::Section section;
  section.title = now.in(tr("Hand on to"));
  const SkillInfo* skill = find_skill_info(now.site, service.specialist_skill);
  if (skill != nullptr) section.lines.push_back(now.in.of_site(skill->name));
  std::string open;
  for (const auto& [id, counter] : now.state.counters) {
    if (counter.state != CounterState::open || id == now.desk.counter ||
        !has_skill(counter.skills, service.specialist_skill)) {
      continue;
    }
    if (!open.empty()) open += ", ";
    open += counter_label(now.site, id);
  }
  section.lines.push_back(open.empty()
                              ? now.in(tr("No specialist is at an open counter now."))
                              : now.in(tr("Open now: counter {counters}"), {{"counters", open}}));
  return section;
}

void add_bring(const Situation& now, const Need& need, const ServiceInfo& info,
               KnowledgeView& view) {
  if (info.bring.empty()) return;
  view.bring_title = now.in(tr("What to bring"));
  for (const BringInfo& item : info.bring) {
    ui::CheckItem row;
    row.id = "bring/" + std::to_string(need.id.value) + "/" + item.item.value;
    row.label = now.in.of_site(item.name);
    row.on = now.form.brought.contains(row.id);
    view.bring.push_back(std::move(row));
    view.bring_help.push_back(now.in.of_site(item.help));
  }
}

/// The need whose article is open, and the one after it.
const Need* open_need(const Situation& now, const std::vector<const Need*>& needs) {
  for (const Need* need : needs) {
    if (need->id == now.form.knowledge_need) return need;
  }
  for (const Need* need : needs) {
    if (!draft_of(now.form, need->id).ticked) return need;
  }
  return needs.empty() ? nullptr : needs.front();
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

std::optional<KnowledgeView> build_knowledge(const Situation& now) {
  std::vector<const Need*> needs;
  for (const Need& need : now.visit->needs) {
    if (need.state == NeedState::serving || need.state == NeedState::called) {
      needs.push_back(&need);
    }
  }
  const Need* need = open_need(now, needs);
  if (need == nullptr) return std::nullopt;
  KnowledgeView view;
  view.title = now.in(tr("About this service"));
  view.need = need->id;
  if (needs.size() > 1) {
    const auto at = std::find(needs.begin(), needs.end(), need);
    view.next = (at + 1 == needs.end() ? needs.front() : *(at + 1))->id;
    view.next_hint = now.in(tr("Next need"));
    view.next_key = now.keys.knowledge;
  }
  view.heading = service_name(now.site, now.in, need->service);
  const ServiceInfo* info = find_service_info(now.site, need->service);
  const Service* service = find_service(now.site.lobby, need->service);
  if (info == nullptr || service == nullptr) return view;
  view.text = now.in.of_site(info->description);
  add_bring(now, *need, *info, view);
  if (!service->specialist_skill.empty() && need->skill != service->specialist_skill) {
    view.sections.push_back(hand_off_section(now, *service));
  }
  if (info->online) {
    view.sections.push_back(
        {now.in(tr("Online instead")), {now.in.of_site(info->online->text), info->online->url}});
  }
  view.sections.push_back(contact_section(now, info->department, info->referral));
  return view;
}

}  // namespace foyer::counter_client

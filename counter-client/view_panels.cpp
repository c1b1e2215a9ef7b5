// The panels that take the place of the middle and the line: parking times, reasons for a break,
// whom to pass a need to, which need to add.
#include "counter-client/view_panel_parts.h"
#include "counter-client/view_supervise.h"
#include "site/calendar.h"

namespace foyer::counter_client {
namespace {

/// Whether the lobby gives a ticket for it.
bool is_queued(const ServiceInfo& info) {
  return info.on && info.centralization != Centralization::none;
}

bool has_open_need(const Visit& visit, const ServiceId& service) {
  return std::any_of(visit.needs.begin(), visit.needs.end(), [&](const Need& need) {
    return need.state != NeedState::done && need.service == service;
  });
}

template <class MakeCommand>
void add_services(const Situation& now, PanelView& panel, MakeCommand make) {
  for (const ServiceInfo& info : now.site.services) {
    if (!is_queued(info) || has_open_need(*now.visit, info.id)) continue;
    auto row = service_panel_row(now, info, "ticket");
    if (!row) continue;
    row->command = make(info);
    add_row(panel, std::move(*row));
  }
}

void build_park(const Situation& now, PanelView& panel) {
  panel.title = now.in(tr("Park {ticket} for how long?"), {{"ticket", now.visit->ticket}});
  panel.text = now.in(tr("They keep their place and come back into the line by themselves."));
  for (const int minutes : {5, 10, 15, 20, 30, 45, 60}) {
    const Seconds span = std::chrono::minutes{minutes};
    if (span > now.site.lobby.rules.park_max) break;
    PanelRow row;
    row.action = Action::park;
    row.label = now.in.minutes(span);
    row.confirm = now.in(tr("Park for {time}"), {{"time", row.label}});
    row.end = now.in(tr("back at {time}"), {{"time", now.in.time_24(now.now + span)}});
    row.icon = "park";
    row.key = std::to_string(panel.rows.size() + 1);
    row.command = Park{now.desk.counter, now.visit->id, span};
    add_row(panel, std::move(row));
  }
}

std::string icon_of(BreakReason reason) {
  switch (reason) {
    case BreakReason::lunch:
    case BreakReason::short_break:
      return "cup";
    case BreakReason::meeting:
      return "people";
    case BreakReason::paperwork:
      return "doc";
    case BreakReason::other:
      return "clock";
  }
  return "clock";
}

void build_pause(const Situation& now, PanelView& panel) {
  panel.title = now.in(tr("What kind of break?"));
  panel.text = now.in(tr("Nobody is called to this counter meanwhile."));
  for (std::size_t i = 0; i < word_count<BreakReason>(); ++i) {
    const auto reason = static_cast<BreakReason>(i);
    PanelRow row;
    row.action = Action::pause;
    row.label = word_of(now.in, reason);
    row.confirm = now.in(tr("Break: {reason}"), {{"reason", row.label}});
    row.icon = icon_of(reason);
    row.key = std::to_string(i + 1);
    row.command = BreakCounter{now.desk.counter, reason};
    add_row(panel, std::move(row));
  }
}

/// Which of several needs is passed on; the first that is not ticked where none was chosen.
const Need* build_needs(const Situation& now, PanelView& panel) {
  const std::vector<const Need*> needs = serving_needs(*now.visit);
  if (needs.empty()) return nullptr;
  std::size_t at = 0;
  for (std::size_t i = 0; i < needs.size(); ++i) {
    if (needs[i]->id == now.form.panel_need) at = i;
  }
  if (needs.size() > 1 && !now.form.finishing) {
    panel.needs_title = now.in(tr("Which need?"));
    for (const Need* need : needs) {
      panel.needs.push_back(service_name(now.site, now.in, need->service));
      panel.need_ids.push_back(need->id);
    }
    panel.need_at = at;
  }
  return needs[at];
}

Transfer transfer_of(const Situation& now, const Need& need, TransferKind kind,
                     std::string target = {}) {
  return Transfer{now.desk.counter, now.visit->id, need.id, kind, std::move(target)};
}

void add_specialist(const Situation& now, const Need& need, const Service& service,
                    PanelView& panel) {
  if (service.specialist_skill.empty() || need.skill == service.specialist_skill) return;
  const SkillInfo* skill = find_skill_info(now.site, service.specialist_skill);
  PanelRow row;
  row.action = Action::transfer;
  row.icon = "people";
  row.label = now.in(tr("To the specialist"));
  row.confirm = now.in(tr("Transfer to the specialist"));
  row.text = skill == nullptr ? std::string() : now.in.of_site(skill->name);
  const bool open =
      std::any_of(now.state.counters.begin(), now.state.counters.end(), [&](const auto& entry) {
        return entry.second.state == CounterState::open && entry.first != now.desk.counter &&
               has_skill(entry.second.skills, service.specialist_skill);
      });
  if (!open) row.end = now.in(tr("no specialist is open now"));
  if (!wanted(now, row.label + " " + row.text)) return;
  row.command = transfer_of(now, need, TransferKind::specialist);
  add_row(panel, std::move(row));
}

bool can_go_on(const std::vector<SkillId>& skills, const Need& need, const Service& service) {
  return has_skill(skills, need.skill) ||
         (!service.specialist_skill.empty() && has_skill(skills, service.specialist_skill));
}

void add_counters(const Situation& now, const Need& need, const Service& service,
                  PanelView& panel) {
  for (const CounterInfo& info : now.site.counters) {
    const CounterPlace* place = find_counter(now.site.lobby, info.id);
    if (info.id == now.desk.counter || place == nullptr ||
        !can_go_on(place->skills, need, service)) {
      continue;
    }
    const Counter* counter = find_counter(now.state, info.id);
    const bool closed = counter == nullptr || counter->state == CounterState::closed;
    PanelRow row;
    row.action = Action::transfer;
    row.icon = "pin";
    row.label = now.in(tr("To counter {counter}"), {{"counter", info.label}});
    row.confirm = now.in(tr("Transfer to counter {counter}"), {{"counter", info.label}});
    row.text = now.in.of_site(info.name);
    row.end = closed ? now.in(tr("closed now")) : clerk_name(counter->clerk);
    if (!wanted(now, row.label + " " + row.text + " " + row.end)) continue;
    row.command = transfer_of(now, need, TransferKind::counter, info.id.value);
    add_row(panel, std::move(row));
  }
}

void add_clerks(const Situation& now, const Need& need, const Service& service, PanelView& panel) {
  for (const auto& [id, counter] : now.state.counters) {
    if (counter.state == CounterState::closed || id == now.desk.counter ||
        !can_go_on(counter.skills, need, service)) {
      continue;
    }
    PanelRow row;
    row.action = Action::transfer;
    row.icon = "user";
    row.label = now.in(tr("To {clerk}"), {{"clerk", clerk_name(counter.clerk)}});
    row.confirm = now.in(tr("Transfer to {clerk}"), {{"clerk", clerk_name(counter.clerk)}});
    row.text = now.in(tr("wherever they sit; now counter {counter}"),
                      {{"counter", counter_label(now.site, id)}});
    if (!wanted(now, row.label)) continue;
    row.command = transfer_of(now, need, TransferKind::clerk, counter.clerk.value);
    add_row(panel, std::move(row));
  }
}

void build_transfer(const Situation& now, PanelView& panel) {
  panel.title = now.in(tr("Transfer to whom?"));
  panel.text = now.in(tr("The need keeps its place in time."));
  panel.search_label = now.in(tr("Search specialists, counters, clerks, services"));
  const Need* need = build_needs(now, panel);
  if (need == nullptr) return;
  if (const Service* service = find_service(now.site.lobby, need->service)) {
    add_specialist(now, *need, *service, panel);
    add_counters(now, *need, *service, panel);
    add_clerks(now, *need, *service, panel);
  }
  add_services(now, panel, [&](const ServiceInfo& info) {
    return transfer_of(now, *need, TransferKind::service, info.id.value);
  });
  for (PanelRow& row : panel.rows) {
    row.action = Action::transfer;
    if (row.confirm.empty()) {
      row.confirm = now.in(tr("Change to: {service}"), {{"service", row.label}});
    }
  }
}

void build_refer(const Situation& now, PanelView& panel) {
  panel.title = now.in(tr("Refer to which department?"));
  panel.text = now.in(tr("It ends here; the resident goes on there."));
  panel.search_label = now.in(tr("Search departments"));
  const Need* need = build_needs(now, panel);
  if (need == nullptr) return;
  const DepartmentId first = referred_to(now, *need);
  auto add = [&](const DepartmentInfo& info) {
    PanelRow row;
    row.action = Action::refer;
    row.icon = "way";
    row.label = now.in.of_site(info.name);
    row.confirm = now.in(tr("Refer to {department}"), {{"department", row.label}});
    row.text = now.in.of_site(info.contact.place);
    row.end = info.contact.phone;
    if (!wanted(now, row.label + " " + row.text)) return;
    row.command = Refer{now.desk.counter, now.visit->id, need->id, info.id};
    add_row(panel, std::move(row));
  };
  if (const DepartmentInfo* info = find_department_info(now.site, first)) add(*info);
  for (const DepartmentInfo& info : now.site.departments) {
    if (info.id != first) add(info);
  }
}

void build_add(const Situation& now, PanelView& panel) {
  panel.title = now.in(tr("What else did they come for?"));
  panel.text = now.in(tr("It joins this visit and keeps the same ticket."));
  panel.search_label = now.in(tr("Search services"));
  add_services(now, panel, [&](const ServiceInfo& info) {
    return AddNeed{now.visit->id, info.id};
  });
  for (PanelRow& row : panel.rows) {
    row.action = Action::add_need;
    row.confirm = now.in(tr("Add: {service}"), {{"service", row.label}});
  }
}

/// Articles: what was found; before anything is typed those about the desk's work at large.
void build_search(const Situation& now, PanelView& panel) {
  panel.title = now.in(tr("What do you want to know?"));
  panel.text = now.in(tr("Any words, in your language or the customer's."));
  panel.search_label = now.in(tr("Search all articles"));
  if (now.input.library == nullptr) return;
  std::vector<const knowledge::Article*> shown;
  if (!now.form.search.text.empty()) {
    if (now.input.found != nullptr) shown = *now.input.found;
  } else {
    for (const knowledge::Article& article : now.input.library->articles()) {
      const bool at_large = article.services.empty() && article.language.value == "en";
      if (at_large) shown.push_back(now.input.library->find(article.id, now.in.tag()));
    }
  }
  for (const knowledge::Article* article : shown) {
    const DepartmentInfo* owner = find_department_info(now.site, article->owner);
    PanelRow row;
    row.action = Action::open_article;
    row.article = article->id;
    row.label = article->title;
    row.confirm = now.in(tr("Read: {title}"), {{"title", article->title}});
    row.text = owner == nullptr ? std::string() : now.in.of_site(owner->name);
    row.icon = article->services.empty() ? "info" : "knowledge";
    if (is_stale(*article, business_date(now.site.hours, now.now))) {
      row.end = now.in(tr("to be reviewed"));
    }
    add_row(panel, std::move(row));
  }
}

void build_screen(const Situation& now, PanelView& panel) {
  panel.title = now.in(tr("How this screen looks"));
  PanelView::ChoiceRow language{now.in(tr("Language")), {}, 0};
  for (const LanguageInfo& info : now.site.languages) {
    if (!info.staff) continue;
    if (info.tag.value == now.form.screen.language) language.chosen = language.parts.size();
    language.parts.push_back({"language/" + info.tag.value, info.own_name, "globe", "", {}});
    ScreenChoice choice;
    choice.language = info.tag.value;
    panel.languages.push_back(std::move(choice));
  }
  panel.choices.push_back(std::move(language));
  PanelView::ChoiceRow size{now.in(tr("Text size")), {}, 0};
  for (const int percent : {100, 125, 150}) {
    if (percent == now.form.screen.text_percent) size.chosen = size.parts.size();
    size.parts.push_back(
        {"text/" + std::to_string(percent), now.in.share(percent * 100), "text", "", {}});
  }
  panel.choices.push_back(std::move(size));
  PanelView::ChoiceRow contrast{
      now.in(tr("Contrast")), {}, now.form.screen.high_contrast ? 1U : 0U};
  contrast.parts.push_back(
      {"contrast/normal", now.in(tr_context("contrast", "Normal")), "ring", "", {}});
  contrast.parts.push_back(
      {"contrast/high", now.in(tr_context("contrast", "High")), "contrast", "", {}});
  panel.choices.push_back(std::move(contrast));
}

void build_keys(const Situation& now, PanelView& panel) {
  const Texts& in = now.in;
  const Keys& k = now.keys;
  panel.title = in(tr("Keys"));
  if (now.desk.welcome) return build_welcome_keys(now, panel);
  const std::string space = space_key(in);
  panel.keys = {
      {in(tr("Always")),
       {{space, in(tr("the big button"))},
        {k.line, in(tr("the list, then ↑ ↓ and Enter"))},
        {"/", in(tr("search all articles"))},
        {k.follow_ups, in(tr("what goes on after visits"))},
        {"+", in(tr("vote on the article, or propose a change"))},
        {escape_key(in), in(tr("back"))},
        {"?", in(tr("all keys"))},
        {"F8", in(tr("language, text size, contrast"))},
        {"F12", in(tr("a small bar beside other programs"))},
        {"F9", in(tr("ask for help silently, pressed twice"))}}},
      {in(tr("Nobody here")),
       {{space, in(tr("call next"))},
        {k.pause, in(tr("break"))},
        {k.close_counter, in(tr("close counter"))},
        {k.quick, in(tr("helped without a ticket"))},
        {k.back_again, in(tr("here after all"))},
        {k.undo, in(tr("undo the last close, for 10 s"))},
        {k.sign_out, in(tr("sign out, when closed"))}}},
      {in(tr("Called")),
       {{space, in(tr("start"))},
        {k.recall, in(tr("recall"))},
        {k.no_show, in(tr("no-show, pressed twice"))},
        {k.park, in(tr("park"))},
        {k.take_back, in(tr("take back, for 5 s"))}}},
      {in(tr("Serving")),
       {{space, in(tr("finish"))},
        {"1–9", in(tr("tick a need"))},
        {k.add_need, in(tr("add a need"))},
        {k.park, in(tr("park"))},
        {k.transfer, in(tr("transfer"))},
        {k.refer, in(tr("refer"))},
        {k.note, in(tr("a note for the next counter"))},
        {"F7", in(tr("still here, when it is asked"))},
        {k.knowledge, in(tr("about the next need"))}}},
      {in(tr("Finish")),
       {{space, in(tr("close the visit"))},
        {"↑ ↓", in(tr("choose a need"))},
        {k.resolved, word_of(in, Outcome::resolved)},
        {k.follow_up, word_of(in, Outcome::follow_up)},
        {k.referred, word_of(in, Outcome::referred)},
        {k.department, in(tr("another department"))},
        {k.incomplete, word_of(in, Outcome::incomplete)},
        {"1–9", in(tr("what was missing, or which item"))},
        {"+ −", in(tr("how many were handed out"))}}},
  };
  if (!may_supervise(now.desk)) return;
  panel.keys.insert(panel.keys.begin() + 1,
                    {in(tr("Supervisor")),
                     {{"F10", in(tr("counters, services, notices, who waits, end of the day"))},
                      {"F10", in(tr("in the list: who goes first"))},
                      {"F11", in(tr("a call for help was seen to"))}}});
}

bool belongs(const Situation& now, Panel panel, Page page) {
  if (is_supervisors(panel)) {
    return may_supervise(now.desk) && page != Page::connecting && page != Page::sign_in &&
           page != Page::confirm;
  }
  if (panel == Panel::search || panel == Panel::remark) {
    return page == Page::closed || page == Page::on_break || page == Page::idle ||
           page == Page::called || page == Page::serving;
  }
  if (panel == Panel::keys || panel == Panel::screen) return true;
  if (panel == Panel::follow_ups || panel == Panel::follow_up) {
    return page == Page::closed || page == Page::on_break || page == Page::idle ||
           page == Page::called || page == Page::serving;
  }
  if (panel == Panel::pause || panel == Panel::quick || panel == Panel::back_again) {
    return page == Page::idle;
  }
  if (panel == Panel::park) return page == Page::called || page == Page::serving;
  if (panel == Panel::refer || panel == Panel::note)
    return page == Page::serving || page == Page::finishing;
  return page == Page::serving;
}

void finish_rows(const Situation& now, PanelView& panel) {
  if (!panel.search_label.empty()) {
    panel.searchable = true;
    panel.empty = now.in(tr("Nothing is called so. Try another word."));
  }
  if (!panel.rows.empty()) {
    panel.chosen = std::min(now.form.panel_at, panel.rows.size() - 1);
    panel.choose_hint = now.in(tr_context("with the arrow keys", "Choose"));
  }
}

}  // namespace

std::optional<PanelView> build_panel(const Situation& now, Page page) {
  const Panel kind = now.form.panel;
  if (kind == Panel::none || !belongs(now, kind, page)) return std::nullopt;
  PanelView panel;
  panel.kind = kind;
  if (kind == Panel::keys) build_keys(now, panel);
  if (kind == Panel::screen) build_screen(now, panel);
  if (kind == Panel::pause) build_pause(now, panel);
  if (kind == Panel::park) build_park(now, panel);
  if (kind == Panel::transfer) build_transfer(now, panel);
  if (kind == Panel::refer) build_refer(now, panel);
  if (kind == Panel::add_need) build_add(now, panel);
  if (kind == Panel::search) build_search(now, panel);
  if (kind == Panel::follow_ups) build_follow_ups(now, panel);
  if (kind == Panel::follow_up) build_follow_up(now, panel);
  if (kind == Panel::note) build_note_panel(now, panel);
  if (kind == Panel::quick) build_quick(now, panel);
  if (kind == Panel::back_again) build_return(now, panel);
  if (kind == Panel::remark) build_remark(now, panel);
  if (is_supervisors(kind)) build_supervisors(now, panel);
  panel.back = make_action(now, Action::back);
  finish_rows(now, panel);
  return panel;
}

}  // namespace foyer::counter_client

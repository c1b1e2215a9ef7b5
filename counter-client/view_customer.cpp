// The first column: who is here, what for, the clock, and what can be done now.
#include "counter-client/view_parts.h"
#include "engine/choose.h"

namespace foyer::counter_client {
namespace {

std::vector<EndsRow> need_rows(const Situation& now, const Visit& visit) {
  std::vector<EndsRow> rows;
  for (const Need& need : visit.needs) {
    if (need.state == NeedState::done) continue;
    EndsRow row;
    row.start = service_name(now.site, now.in, need.service);
    row.end = handle_minutes(now, need);
    row.soft = now.counter != nullptr && !served_here(now, need) &&
               servable_needs(now.site.lobby, now.state, visit, *now.counter).empty();
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<EndsRow> asked_rows(const Situation& now, const Visit& visit) {
  std::vector<EndsRow> rows;
  auto add = [&rows](std::string icon, std::string text) {
    EndsRow row;
    row.icon = std::move(icon);
    row.text = std::move(text);
    rows.push_back(std::move(row));
  };
  add("globe", language_name(now.site, now.in, visit.language));
  if (visit.priority == Priority::priority) add("info", now.in(tr("Priority")));
  for (SpecialNeed need : visit.special_needs) add(icon_of(need), word_of(now.in, need));
  return rows;
}

/// Clock of a visit that was called: from the call to the moment it ends by itself.
ClockView call_clock(const Situation& now, const Visit& visit) {
  const Instant from = *visit.called_at;
  const Milliseconds whole = std::max(Milliseconds{1000}, *visit.call_expires_at - from);
  const Milliseconds gone = std::clamp(now.now - from, Milliseconds{0}, whole);
  const Milliseconds recall = *visit.last_summoned_at + now.site.lobby.rules.recall_after - from;
  const auto share = [whole](Milliseconds part) {
    return static_cast<float>(part.count()) / static_cast<float>(whole.count());
  };
  ClockView clock;
  clock.bar.kind = ui::ClockBar::Kind::on_call;
  clock.bar.share = share(gone);
  clock.start = now.in(tr_context("on the clock", "Called"));
  clock.end = now.in(tr("Expires {time}"), {{"time", running_clock(whole)}});
  if (visit.recalls < now.site.lobby.rules.recalls_max && recall < whole) {
    clock.mark_at = share(recall);
    clock.bar.mark = clock.mark_at;
    clock.mark = now.in(tr("Recall {time}"), {{"time", running_clock(recall)}});
  }
  return clock;
}

/// Clock against the optimum: 0 to 4/3 of it, then it stays full.
ClockView handle_clock(const Situation& now, const Visit& visit) {
  const Milliseconds optimum = optimum_of(now, visit);
  const Milliseconds gone = now.now - visit.serving_since.value_or(now.now);
  ClockView clock;
  clock.mark_at = 0.75F;
  clock.bar.mark = 0.75F;
  clock.bar.share = std::clamp(static_cast<float>(gone.count()) * 0.75F /
                                   static_cast<float>(std::max<std::int64_t>(1, optimum.count())),
                               0.0F, 1.0F);
  clock.bar.kind = gone > optimum ? ui::ClockBar::Kind::over : ui::ClockBar::Kind::normal;
  clock.start = now.in(tr_context("on the clock", "Started"));
  clock.mark = now.in(tr("Optimum {time}"), {{"time", running_clock(optimum)}});
  clock.end = running_clock(optimum * 4 / 3);
  return clock;
}

void show_handling(const Situation& now, const Visit& visit, CustomerView& view) {
  const Milliseconds optimum = optimum_of(now, visit);
  const Milliseconds gone = now.now - visit.serving_since.value_or(now.now);
  view.figure = running_clock(gone);
  view.state_end = now.in(tr("Started {time}"),
                          {{"time", now.in.time_24(visit.serving_since.value_or(now.now))}});
  if (gone > optimum) {
    view.figure_mark = ui::StateMark{
        ui::Mark::late, now.in(tr("{time} over"), {{"time", running_clock(gone - optimum)}}),
        ui::type::desk_body};
  } else {
    const auto count = static_cast<std::int64_t>(serving_needs(visit).size());
    view.figure_note = now.in(
        tr_plural("of about {time}", "of about {time} for {n} needs"), count,
        {{"time", now.in.minutes(std::chrono::duration_cast<Seconds>(optimum), Length::brief)}});
  }
  view.clock = handle_clock(now, visit);
}

void show_serving(const Situation& now, const Visit& visit, CustomerView& view) {
  view.icon = "user";
  view.state = now.in(tr("Serving now"));
  view.ticket = visit.ticket;
  show_handling(now, visit, view);
  view.facts = build_facts(now, visit);
  view.facts_folded = fold_facts(now, visit);
  view.needs_title =
      now.in(tr_plural("{n} need", "{n} needs"), static_cast<std::int64_t>(visit.needs.size()));
  view.add_need = make_action(now, Action::add_need);
  int number = 0;
  for (const Need& need : visit.needs) {
    NeedView row;
    row.id = need.id;
    row.row.id = "need/" + std::to_string(need.id.value);
    row.row.name = service_name(now.site, now.in, need.service);
    row.row.minutes = handle_minutes(now, need);
    row.row.enabled = need.state == NeedState::serving;
    if (row.row.enabled) {
      ++number;
      if (number <= 9) row.row.key = std::to_string(number);
      row.row.ticked = draft_of(now.form, need.id).ticked;
      row.row.text = need_kind(now, need);
    } else {
      row.row.ticked = need.state == NeedState::done;
      row.row.text = need.outcome ? word_of(now.in, *need.outcome)
                                  : now.in(tr("Goes on at another counter afterwards"));
    }
    view.needs.push_back(std::move(row));
  }
  const auto current = std::find_if(view.needs.begin(), view.needs.end(), [](const NeedView& need) {
    return need.row.enabled && !need.row.ticked;
  });
  if (current != view.needs.end()) current->row.current = true;
  view.primary = make_action(now, Action::finish);
  for (Action action : {Action::park, Action::transfer, Action::refer}) {
    view.others.push_back(make_action(now, action));
  }
}

ui::Toast toast_of(const Situation& now, const ActionView& back, std::string lead,
                   Milliseconds left) {
  const auto seconds = std::chrono::ceil<Seconds>(left).count();
  return ui::Toast{back.button.id,       "undo",
                   std::move(lead),      back.button.label,
                   back.button.key,      now.in(tr("{n} s"), {{"n", std::to_string(seconds)}}),
                   back.button.shortcuts};
}

void show_called(const Situation& now, const Visit& visit, CustomerView& view) {
  view.amber = true;
  view.icon = "megaphone";
  view.state = now.in(tr("Called to counter {counter}"),
                      {{"counter", counter_label(now.site, now.desk.counter)}});
  view.ticket = visit.ticket;
  const std::string at = now.in.time_24(*visit.called_at);
  view.state_end =
      visit.recalls == 0
          ? now.in(tr("{time}, first call"), {{"time", at}})
          : now.in(tr_plural("{time}, called again once", "{time}, called again {n} times"),
                   visit.recalls, {{"time", at}});
  view.figure = running_clock(now.now - *visit.called_at);
  view.figure_note = now.in(tr("since the call"));
  view.clock = call_clock(now, visit);
  view.facts = build_facts(now, visit);
  view.facts_folded = fold_facts(now, visit);
  view.needs_title =
      now.in(tr_plural("{n} need", "{n} needs"), static_cast<std::int64_t>(visit.needs.size()));
  view.plain = need_rows(now, visit);
  view.primary = make_action(now, Action::start);
  for (Action action : {Action::recall, Action::park, Action::no_show}) {
    view.others.push_back(make_action(now, action));
  }
  const Milliseconds left = *visit.called_at + now.site.lobby.rules.take_back_within - now.now;
  if (left > Milliseconds{0} && visit.recalls == 0) {
    view.toast = toast_of(now, make_action(now, Action::take_back),
                          now.in(tr("{ticket} called."), {{"ticket", visit.ticket}}), left);
  }
}

void show_next(const Situation& now, const Visit& visit, CustomerView& view) {
  view.visit = visit.id;
  view.ticket = visit.ticket;
  view.figure_small = true;
  view.figure =
      now.in(tr("waited {time}"), {{"time", passed_minutes(now.in, now.now - visit.arrived_at)}});
  view.figure_mark = promise_state(now, visit).mark;
  view.figure_mark->size = ui::type::desk_body;
  view.plain = need_rows(now, visit);
  view.asked = asked_rows(now, visit);
  view.why_title = now.in(tr("Why {ticket} is next"), {{"ticket", visit.ticket}});
  view.why = build_why(now);
}

/// What was done here last can be taken back for some seconds.
void show_undo(const Situation& now, CustomerView& view) {
  const auto& last = now.counter->last_done;
  if (!last || has_follow_up_since(now.state, last->visit.id, last->at)) return;
  const Milliseconds left = last->at + now.site.lobby.rules.undo_within - now.now;
  if (left <= Milliseconds{0}) return;
  const Visit* visit = find_visit(now.state, last->visit.id);
  const bool parked = visit != nullptr && visit->parked_until.has_value();
  const auto said = [&](Text text) { return now.in(text, {{"ticket", last->visit.ticket}}); };
  std::string lead = visit == nullptr ? said(tr("{ticket} closed."))
                     : parked         ? said(tr("{ticket} parked."))
                                      : said(tr("{ticket} passed on."));
  view.undo = last->visit.id;
  view.toast = toast_of(now, make_action(now, Action::undo), std::move(lead), left);
}

bool may_come_back(const Situation& now) {
  return std::any_of(now.state.gone.begin(), now.state.gone.end(), [&now](const Gone& gone) {
    return now.now <= gone.at + now.site.lobby.rules.bring_back_within;
  });
}

void show_idle(const Situation& now, CustomerView& view) {
  view.icon = "clock";
  view.state =
      now.in(tr("Ready for {time}"), {{"time", running_clock(now.now - now.counter->idle_since)}});
  if (const auto& closed = now.desk.closed) {
    view.state_end = now.in(tr("{ticket} finished {time}, after {minutes}"),
                            {{"ticket", closed->ticket},
                             {"time", now.in.time_24(closed->at)},
                             {"minutes", passed_minutes(now.in, closed->handled)}});
  }
  const auto choice = choose(now.site.lobby, now.state, *now.counter, now.now);
  if (choice) {
    show_next(now, *find_visit(now.state, choice->visit), view);
  } else {
    view.title = now.in(tr("Nobody waits for you"));
    view.text = now.in(tr("Who comes next appears here."));
  }
  show_undo(now, view);
  view.primary = make_action(now, Action::call_next);
  view.others.push_back(make_action(now, Action::call_another));
  view.others.push_back(make_action(now, Action::quick));
  if (may_come_back(now)) view.others.push_back(make_action(now, Action::back_again));
  view.others.push_back(make_action(now, Action::pause));
  view.others.push_back(make_action(now, Action::close_counter));
}

void show_break(const Situation& now, CustomerView& view) {
  view.icon = "cup";
  view.state = now.in(tr("On a break"));
  view.state_end = now.in(tr("Since {time}"), {{"time", now.in.time_24(now.counter->since)}});
  view.title = word_of(now.in, now.counter->break_reason);
  view.figure = running_clock(now.now - now.counter->since);
  view.text = now.in(tr("Nobody is called to this counter meanwhile."));
  if (!now.counter->in_place_of.empty()) {
    view.text = now.in(tr("A supervisor began this break for you.")) + " " + view.text;
  }
  view.primary = make_action(now, Action::open);
  view.others.push_back(make_action(now, Action::close_counter));
}

void show_closed(const Situation& now, CustomerView& view) {
  view.icon = "closed";
  view.state = now.in(tr("Closed"));
  view.title = now.in(tr("Counter {counter} is closed"),
                      {{"counter", counter_label(now.site, now.desk.counter)}});
  view.text = now.state.day ? now.in(tr("Open it when you are ready to serve."))
                            : now.in(tr("The lobby's day has not begun."));
  const Counter* here = find_counter(now.state, now.desk.counter);
  if (now.state.day && here != nullptr && here->in_place_of == now.desk.clerk) {
    view.text = now.in(tr("A supervisor closed it for you at {time}."),
                       {{"time", now.in.time_24(here->since)}}) +
                " " + view.text;
  }
  view.primary = make_action(now, Action::open);
  if (!now.desk.counter_fixed) view.others.push_back(make_action(now, Action::other_counter));
  view.others.push_back(make_action(now, Action::sign_out));
}

ui::StateMark outcome_mark(const Situation& now, Outcome outcome) {
  const ui::Mark mark = outcome == Outcome::resolved     ? ui::Mark::kept
                        : outcome == Outcome::incomplete ? ui::Mark::at_risk
                                                         : ui::Mark::on_time;
  return {mark, word_of(now.in, outcome), ui::type::desk_body};
}

void append(std::string& list, const std::string& word) {
  if (!list.empty()) list += ", ";
  list += word;
}

/// What belongs to the outcome in a line: what was missing, where to, what was handed out.
std::string outcome_detail(const Situation& now, const Need& need, const NeedDraft& draft) {
  if (!draft.outcome) return now.in(tr("No outcome yet"));
  std::string list;
  if (*draft.outcome == Outcome::incomplete) {
    for (const ItemId& item : draft.missing) {
      const ItemInfo* info = find_item_info(now.site, item);
      append(list, info == nullptr ? item.value : now.in.of_site(info->name));
    }
    if (!list.empty()) return now.in(tr("Missing: {items}"), {{"items", list}});
    return has_outcome(now, need) ? std::string() : now.in(tr("Say what was missing"));
  }
  if (*draft.outcome == Outcome::resolved) {
    for (const auto& [item, count] : draft.delivered) {
      const ItemInfo* info = find_item_info(now.site, item);
      append(list, std::to_string(count) + " × " +
                       (info == nullptr ? item.value : now.in.of_site(info->name)));
    }
    return list;
  }
  const DepartmentInfo* info = find_department_info(now.site, referred_to(now, need));
  return info == nullptr ? std::string() : now.in.of_site(info->name);
}

void show_finishing(const Situation& now, const Visit& visit, CustomerView& view) {
  view.icon = "finish";
  view.state = now.in(tr("Finishing"));
  view.ticket = visit.ticket;
  show_handling(now, visit, view);
  const std::vector<const Need*> needs = serving_needs(visit);
  std::int64_t ready = 0;
  int number = 0;
  for (const Need* need : needs) {
    const NeedDraft& draft = draft_of(now.form, need->id);
    EndsRow row;
    row.icon = std::to_string(++number);
    row.start = service_name(now.site, now.in, need->service);
    row.text = outcome_detail(now, *need, draft);
    row.mine = needs.size() > 1 && need->id == now.form.finish_need;
    if (draft.outcome) row.mark = outcome_mark(now, *draft.outcome);
    row.soft = !has_outcome(now, *need);
    ready += row.soft ? 0 : 1;
    view.plain.push_back(std::move(row));
  }
  view.needs_title =
      now.in(tr_plural("{n} of {all} needs has an outcome", "{n} of {all} needs have an outcome"),
             ready, {{"all", now.in.number(static_cast<std::int64_t>(needs.size()))}});
  view.primary = make_action(now, Action::close_visit);
  view.others.push_back(make_action(now, Action::back));
}

}  // namespace

bool served_here(const Situation& now, const Need& need) {
  return now.counter != nullptr && has_skill(now.counter->skills, need.skill);
}

std::string need_kind(const Situation& now, const Need& need) {
  const Service* service = find_service(now.site.lobby, need.service);
  if (service == nullptr || service->centralization != Centralization::partial) {
    return now.in(tr("Done here in full"));
  }
  if (need.skill == service->specialist_skill) return now.in(tr("You are the specialist"));
  const DepartmentInfo* department = find_department_info(now.site, service->department);
  if (department == nullptr) return now.in(tr("You begin, a specialist goes on"));
  return now.in(tr("You begin, {department} goes on"),
                {{"department", now.in.of_site(department->name)}});
}

std::string handle_minutes(const Situation& now, const Need& need) {
  const Service* service = find_service(now.site.lobby, need.service);
  return service == nullptr ? std::string()
                            : now.in.minutes(service->optimum_handle, Length::brief);
}

std::vector<const Need*> serving_needs(const Visit& visit) {
  std::vector<const Need*> needs;
  for (const Need& need : visit.needs) {
    if (need.state == NeedState::serving) needs.push_back(&need);
  }
  return needs;
}

Seconds optimum_of(const Situation& now, const Visit& visit) {
  Seconds optimum{0};
  for (const Need* need : serving_needs(visit)) {
    const Service* service = find_service(now.site.lobby, need->service);
    if (service != nullptr) optimum += service->optimum_handle;
  }
  return std::max(optimum, Seconds{60});
}

std::vector<ui::StaffFact> build_facts(const Situation& now, const Visit& visit) {
  std::vector<ui::StaffFact> facts;
  const Instant called = visit.first_called_at.value_or(now.now);
  ui::StaffFact waited;
  waited.caption = now.in(tr("Waited"));
  waited.value = passed_minutes(now.in, called - visit.arrived_at);
  waited.has_mark = true;
  waited.mark = kept_state(now, visit);
  facts.push_back(std::move(waited));
  ui::StaffFact told;
  told.caption = now.in(tr("Was told"));
  told.value = now.in.wait(visit.promise, Length::brief);
  told.text = now.in(tr("at {time}"), {{"time", now.in.time_24(visit.arrived_at)}});
  facts.push_back(std::move(told));
  ui::StaffFact language;
  language.caption = now.in(tr("Language"));
  language.value = language_name(now.site, now.in, visit.language);
  facts.push_back(std::move(language));
  std::vector<std::string> asked;
  for (SpecialNeed need : visit.special_needs) asked.push_back(word_of(now.in, need));
  if (visit.priority == Priority::priority) asked.push_back(now.in(tr("Priority")));
  ui::StaffFact needs;
  needs.caption = now.in(tr("Asked for"));
  needs.value = asked.empty() ? now.in(tr_context("asked for", "Nothing special")) : asked.front();
  if (!visit.special_needs.empty()) needs.value_icon = icon_of(visit.special_needs.front());
  for (std::size_t i = 1; i < asked.size(); ++i) {
    if (i > 1) needs.text += ", ";
    needs.text += asked[i];
  }
  facts.push_back(std::move(needs));
  return facts;
}

std::string fold_facts(const Situation& now, const Visit& visit) {
  std::string line;
  for (const ui::StaffFact& fact : build_facts(now, visit)) {
    if (!line.empty()) line += "  ·  ";
    line += fact.caption + " " + fact.value;
    if (fact.has_mark)
      line += ", " + fact.mark.words;
    else if (!fact.text.empty())
      line += ", " + fact.text;
  }
  return line;
}

std::optional<ForgottenView> build_forgotten(const Situation& now, Page page) {
  if (now.visit == nullptr || (page != Page::serving && page != Page::finishing)) {
    return std::nullopt;
  }
  const std::optional<Instant> from = forgotten_at(now.site.lobby.rules, *now.visit);
  if (!from || now.now <= *from) return std::nullopt;
  const Instant since = now.visit->confirmed_at.value_or(*now.visit->serving_since);
  ForgottenView view;
  view.banner.icon = "hourglass";
  view.banner.kind = ui::BannerKind::warn;
  view.banner.full_width = true;
  view.banner.lead = now.in(tr("Is {ticket} still here?"), {{"ticket", now.visit->ticket}});
  const std::string passed = passed_minutes(now.in, now.now - since);
  view.banner.text = now.visit->confirmed_at
                         ? now.in(tr("You said so {time} ago. If not, finish."), {{"time", passed}})
                         : now.in(tr("Served for {time}, far longer than usual. If not, finish."),
                                  {{"time", passed}});
  view.still_here = make_action(now, Action::still_here);
  // There is no room under it, and the link has a line of its own.
  view.still_here.button.reason.clear();
  return view;
}

CustomerView build_customer(const Situation& now, Page page) {
  CustomerView view;
  if (now.visit != nullptr) view.visit = now.visit->id;
  if (page == Page::serving) show_serving(now, *now.visit, view);
  if (page == Page::called) show_called(now, *now.visit, view);
  if (page == Page::finishing) show_finishing(now, *now.visit, view);
  if (page == Page::idle) show_idle(now, view);
  if (page == Page::on_break) show_break(now, view);
  if (page == Page::closed) show_closed(now, view);
  return view;
}

}  // namespace foyer::counter_client

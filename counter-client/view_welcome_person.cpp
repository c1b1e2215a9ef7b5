// The welcome desk's column about the person: what is done for them now, and what was done last.
#include "counter-client/view_welcome_parts.h"

namespace foyer::counter_client {
namespace {

using What = WelcomeAct::What;

LanguageTag language_of(const Situation& now) {
  const LanguageTag& chosen = now.form.welcome.person.language;
  if (!chosen.value.empty() || now.site.languages.empty()) return chosen;
  return now.site.languages.front().tag;
}

/// Of the site's, in their order; after the last one the first.
std::string next_language(const Situation& now) {
  const auto& all = now.site.languages;
  const LanguageTag current = language_of(now);
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].tag == current) return all[(i + 1) % all.size()].tag.value;
  }
  return current.value;
}

std::vector<SpecialNeed> special_needs_of(const Situation& now) {
  const auto& needs = now.form.welcome.person.special_needs;
  return {needs.begin(), needs.end()};
}

WelcomeAct command_act(Command command) {
  WelcomeAct act;
  act.what = What::command;
  act.command = std::move(command);
  return act;
}

/// With what it says while the answer is awaited, and why it cannot be done without a link.
void set_busy(const Situation& now, std::string busy, ui::StaffButton& button) {
  if (now.desk.busy_shown) button.busy = std::move(busy);
  if (now.desk.connected) return;
  button.enabled = false;
  button.reason = now.in(tr("no link"));
}

WelcomeButton make_primary(const Situation& now, std::string id, std::string label,
                           std::string icon, WelcomeAct act) {
  WelcomeButton button = welcome_button(std::move(id), std::move(label), std::move(icon),
                                        enter_key(now.in), ui::Key::enter, std::move(act));
  button.button.kind = ui::StaffButtonKind::primary;
  set_busy(now, now.in(tr("Sending …")), button.button);
  return button;
}

WelcomeButton make_other(const Situation& now, std::string id, std::string label, std::string icon,
                         const std::string& key, WelcomeAct act) {
  WelcomeButton button =
      welcome_button(std::move(id), std::move(label), std::move(icon), key, key, std::move(act));
  set_busy(now, now.in(tr("Sending …")), button.button);
  return button;
}

// --- what is asked of everybody
void add_need_option(const Situation& now, SpecialNeed need, const std::string& key,
                     WelcomePersonView& view) {
  WelcomeOption option;
  option.id = "for-them/" + std::string(word(need));
  option.icon = icon_of(need);
  option.label = word_of(now.in, need);
  option.key = key;
  option.ticks = true;
  option.on = now.form.welcome.person.special_needs.contains(need);
  option.act.what = What::special_need;
  option.act.need = need;
  view.options.push_back(std::move(option));
}

void add_options(const Situation& now, bool may_add, WelcomePersonView& view) {
  const Texts& in = now.in;
  view.options_title = in(tr("For them"));
  view.options_note = in(tr("optional"));
  WelcomeOption language;
  language.id = "for-them/language";
  language.icon = "globe";
  language.label = in(tr("Language"));
  language.value = language_name(now.site, in, language_of(now));
  language.key = "1";
  language.act.what = What::language;
  language.act.id = next_language(now);
  view.options.push_back(std::move(language));
  add_need_option(now, SpecialNeed::step_free, "2", view);
  add_need_option(now, SpecialNeed::cannot_hear, "3", view);
  add_need_option(now, SpecialNeed::more_time, "4", view);
  if (!may_add) return;
  WelcomeOption another;
  another.id = "for-them/another";
  another.icon = "plus";
  another.label = in(tr("Another need"));
  another.key = "5";
  another.act.what = What::another_need;
  view.options.push_back(std::move(another));
  WelcomeOption priority;
  priority.id = "for-them/priority";
  priority.icon = "arrow-up";
  priority.label = in(tr("Priority"));
  priority.key = "6";
  priority.ticks = true;
  priority.on = now.form.welcome.person.priority == Priority::priority;
  priority.act.what = What::priority;
  view.options.push_back(std::move(priority));
}

// --- services
void add_wait_facts(const Situation& now, const ServiceId& service, WelcomePersonView& view) {
  if (now.input.waits == nullptr) return;
  const ServiceWait* told = find_wait(*now.input.waits, service);
  if (told == nullptr) return;
  const bool first = now.form.welcome.person.priority == Priority::priority;
  const Wait& wait = first ? told->priority_wait : told->wait;
  ui::StaffFact fact;
  fact.caption = now.in(tr("Wait"));
  fact.value = now.in.wait(wait, Length::brief);
  if (!first) {
    fact.text = now.in(tr_plural("{n} before them", "{n} before them in all"), told->before);
  }
  view.facts.push_back(std::move(fact));
  const Service* info = find_service(now.site.lobby, service);
  if (info == nullptr || wait.status != WaitStatus::known) return;
  ui::StaffFact promise;
  promise.caption = now.in(tr("Promise"));
  promise.value = now.in.minutes(info->promised_wait, Length::brief);
  const bool kept = wait.p90_s <= info->promised_wait.count();
  promise.has_mark = true;
  promise.mark = {kept ? ui::Mark::on_time : ui::Mark::at_risk,
                  kept ? now.in(tr("On time")) : now.in(tr("At risk")), ui::type::desk_caption};
  view.facts.push_back(std::move(promise));
}

IssueTicket issue_command(const Situation& now, const ServiceId& service) {
  IssueTicket issue;
  issue.services = now.form.welcome.person.needs;
  issue.services.push_back(service);
  issue.channel = Channel::welcome_desk;
  issue.language = language_of(now);
  issue.special_needs = special_needs_of(now);
  issue.priority = now.form.welcome.person.priority;
  return issue;
}

WelcomeButton answer_button(const Situation& now, const ServiceId& service, bool primary) {
  WelcomeAct act = command_act(RecordAnswer{{}, service, Outcome::resolved, {}, {}});
  return primary ? make_primary(now, "answered", now.in(tr("Answered here")), "check", act)
                 : make_other(now, "answered", now.in(tr("Answered here")), "check",
                              now.keys.answered, act);
}

WelcomeButton refer_button(const Situation& now, const ServiceInfo& info, bool primary) {
  WelcomeAct act = command_act(RecordAnswer{{}, info.id, Outcome::referred, {}, info.department});
  return primary ? make_primary(now, "refer", now.in(tr("Refer")), "way", act)
                 : make_other(now, "refer", now.in(tr("Refer")), "way", now.keys.refer, act);
}

WelcomeButton ticket_button(const Situation& now, const ServiceId& service, bool primary) {
  const VisitId visit = now.form.welcome.person.add_to;
  const Visit* present = visit.value == 0 ? nullptr : find_visit(now.state, visit);
  WelcomeAct act = present == nullptr ? command_act(issue_command(now, service))
                                      : command_act(AddNeed{visit, service});
  std::string label = present == nullptr
                          ? now.in(tr("Issue ticket"))
                          : now.in(tr("Add to {ticket}"), {{"ticket", present->ticket}});
  return primary ? make_primary(now, "issue", std::move(label), "ticket", act)
                 : make_other(now, "issue", std::move(label), "ticket", "T", act);
}

void show_contact(const Situation& now, const ServiceInfo& info, WelcomePersonView& view) {
  const DepartmentInfo* department = find_department_info(now.site, info.department);
  view.lines_title = now.in(tr("Refer to"));
  if (department != nullptr) view.lines.push_back({"people", now.in.of_site(department->name), {}});
  const Contact& contact = info.referral;
  const std::string place = now.in.of_site(contact.place);
  if (!place.empty()) {
    view.lines.push_back({"pin", place, now.in.of_site(contact.directions)});
  }
  if (!contact.phone.empty()) view.lines.push_back({"phone", contact.phone, {}});
}

/// What the triage says is done first; without one, what the service is.
HelpKind kind_now(const Situation& now, const Found& taken) {
  if (taken.article == nullptr) return taken.kind;
  const Triage triage = triage_now(now, *taken.article);
  if (!triage.end) return taken.kind;
  switch (triage.end->end) {
    case knowledge::TriageEnd::ticket:
      return taken.kind == HelpKind::refer ? HelpKind::refer : HelpKind::ticket;
    case knowledge::TriageEnd::answer:
      return HelpKind::answer;
    case knowledge::TriageEnd::refer:
      return HelpKind::refer;
    case knowledge::TriageEnd::article:
      break;
  }
  return taken.kind;
}

void show_needs(const Situation& now, WelcomePersonView& view) {
  const auto& needs = now.form.welcome.person.needs;
  if (needs.empty()) return;
  view.lines_title = now.in(tr("Also for"));
  for (const ServiceId& need : needs) {
    view.lines.push_back({"check", service_name(now.site, now.in, need), {}});
  }
}

void show_service(const Situation& now, const Found& taken, WelcomePersonView& view) {
  const ServiceInfo& info = *taken.service;
  const HelpKind kind = kind_now(now, taken);
  view.icon = icon_of(kind);
  view.title = now.in.of_site(info.name);
  if (kind == HelpKind::ticket) {
    view.head = now.in(tr("Ticket for this person"));
    add_wait_facts(now, info.id, view);
    show_needs(now, view);
    add_options(now, now.form.welcome.person.add_to.value == 0, view);
    view.primary = ticket_button(now, info.id, true);
    view.others = {answer_button(now, info.id, false), refer_button(now, info, false)};
    return;
  }
  const bool answers = kind == HelpKind::answer;
  view.head = answers ? now.in(tr("Answer it here")) : now.in(tr("Refer this person"));
  if (!answers) show_contact(now, info, view);
  view.primary = answers ? answer_button(now, info.id, true) : refer_button(now, info, true);
  view.others = {answers ? refer_button(now, info, false) : answer_button(now, info.id, false)};
  if (!answers) {
    PrintOrder order;
    order.language = language_of(now);
    order.special_needs = special_needs_of(now);
    order.referral = info.id;
    add_print(now, order, now.in(tr("Print where to go")), view);
  }
  if (taken.kind == HelpKind::ticket) view.others.push_back(ticket_button(now, info.id, false));
}

/// An article about the desk's work at large is recorded for the first service that it names.
void show_article(const Situation& now, const Found& taken, WelcomePersonView& view) {
  view.icon = "info";
  view.head = now.in(tr("Answer it here"));
  view.title = taken.article->title;
  for (const ServiceId& id : taken.article->services) {
    const ServiceInfo* info = find_service_info(now.site, id);
    if (info == nullptr) continue;
    view.primary = answer_button(now, id, true);
    view.others = {refer_button(now, *info, false)};
    return;
  }
  view.text = now.in(tr("It is about no service: nothing is counted."));
}

// --- visits
/// The same ticket; of what it is for, what is still to do.
PrintOrder paper_of(const Visit& visit) {
  PrintOrder order;
  order.language = visit.language;
  order.special_needs = visit.special_needs;
  order.ticket.emplace();
  order.ticket->ticket = visit.ticket;
  order.ticket->token = visit.token;
  order.ticket->promise = visit.promise;
  for (const Need& need : visit.needs) {
    if (need.state != NeedState::done) order.ticket->services.push_back(need.service);
  }
  return order;
}

void show_visit(const Situation& now, const Found& taken, WelcomePersonView& view) {
  const Texts& in = now.in;
  const Visit& visit = *taken.visit;
  view.icon = "ticket";
  view.head = taken.row.end;
  view.title = visit.ticket;
  view.number = true;
  ui::StaffFact waited;
  waited.caption = in(tr("Here since"));
  waited.value = in.time_24(visit.arrived_at);
  view.facts.push_back(std::move(waited));
  ui::StaffFact told;
  told.caption = in(tr("Was told"));
  told.value = in.wait(visit.promise, Length::brief);
  view.facts.push_back(std::move(told));
  view.lines_title =
      in(tr_plural("{n} need", "{n} needs"), static_cast<std::int64_t>(visit.needs.size()));
  for (const Need& need : visit.needs) {
    view.lines.push_back({need.state == NeedState::done ? "check" : "ring",
                          service_name(now.site, in, need.service),
                          {}});
  }
  if (taken.gone) {
    view.primary = make_primary(now, "here-after-all", in(tr("Here after all")), "user",
                                command_act(BringBack{visit.id}));
    return;
  }
  WelcomeAct add;
  add.what = What::another_need;
  view.others.push_back(
      make_other(now, "add-need", in(tr("Add a need")), "plus", now.keys.add_need, add));
  add_print(now, paper_of(visit), now.in(tr("Print the ticket")), view);
  const NeedState stage = stage_of(visit);
  if (stage == NeedState::parked) {
    view.primary = make_primary(now, "resume", in(tr("Wait again now")), "play",
                                command_act(Resume{visit.id}));
  }
  if (stage != NeedState::serving) {
    view.others.push_back(make_other(now, "leaves", in(tr("Gives up")), "exit", now.keys.leaves,
                                     command_act(Leave{visit.id})));
  }
}

// --- the way
void show_way(const Situation& now, const Found& taken, WelcomePersonView& view) {
  const KioskInfo* from = desk_place(now.site);
  if (from == nullptr) return;
  const bool step_free = now.form.welcome.person.special_needs.contains(SpecialNeed::step_free);
  const auto preference =
      step_free ? wayfinding::Preference::step_free : wayfinding::Preference::shortest;
  view.icon = "way";
  view.head = now.in(tr("The way for this person"));
  view.title = taken.row.label;
  view.text = taken.row.text;
  const auto way =
      find_way(now.in, now.site, *from, *taken.way, preference, conditions_at(now.site, now.now));
  if (!way) return;
  for (const std::string& note : way->notes) view.lines.push_back({"warn", note, {}});
  for (const WayStep& step : way->steps) view.lines.push_back({step.icon, step.title, step.help});
  view.qr_url = way_url_of(now.site, from->id, *taken.way, preference);
  if (!view.qr_url.empty()) view.qr_text = now.in(tr("The way, on their phone"));
  add_need_option(now, SpecialNeed::step_free, "2", view);
  PrintOrder order;
  order.language = language_of(now);
  order.special_needs = special_needs_of(now);
  order.way = *taken.way;
  add_print(now, order, now.in(tr("Print the way")), view);
}

// --- appointments
void show_appointment(const Situation& now, WelcomePersonView& view) {
  const Texts& in = now.in;
  const protocol::FoundAppointment& found = *now.form.welcome.appointment;
  view.icon = "calendar";
  view.head = in(tr("Appointment"));
  view.title = in.time_24(found.at);
  view.number = true;
  for (const ServiceId& service : found.services) {
    view.lines.push_back({"ring", service_name(now.site, in, service), {}});
  }
  if (found.why_not) {
    const Sentence why =
        refusal_words(in, Refusal{*found.why_not, "", ""}, {now.site, &now.state, {}, {}, {}, {}});
    view.text = why.lead + " " + why.text;
    return;
  }
  add_options(now, false, view);
  CheckIn command;
  command.code = now.form.welcome.code;
  command.channel = Channel::welcome_desk;
  command.language = language_of(now);
  command.special_needs = special_needs_of(now);
  view.primary =
      make_primary(now, "check-in-now", in(tr("Check in")), "check", command_act(command));
}

// --- what was done last
void show_issued(const Situation& now, WelcomePersonView& view) {
  const WelcomeForm::Issued& issued = *now.form.welcome.issued;
  view.icon = "check";
  view.head = now.in(tr("Issued"));
  view.title = issued.ticket;
  view.number = true;
  ui::StaffFact told;
  told.caption = now.in(tr("Wait"));
  told.value = now.in.wait(issued.promise, Length::brief);
  view.facts.push_back(std::move(told));
  if (!issued.token.value.empty()) {
    view.qr_url = status_url_of(now.site, issued.token);
    view.qr_text = now.in(tr("Let them scan it: they follow their place by phone."));
  }
  add_print(now, issued.paper, now.in(tr("Print the ticket")), view);
}

}  // namespace

WelcomePersonView build_person(const Situation& now, const Found* taken) {
  WelcomePersonView view;
  const WelcomeForm& form = now.form.welcome;
  if (form.appointment) {
    show_appointment(now, view);
  } else if (taken != nullptr && taken->visit != nullptr) {
    show_visit(now, *taken, view);
  } else if (taken != nullptr && taken->way) {
    show_way(now, *taken, view);
  } else if (taken != nullptr && taken->service != nullptr) {
    show_service(now, *taken, view);
  } else if (taken != nullptr) {
    show_article(now, *taken, view);
  } else if (form.issued) {
    show_issued(now, view);
  } else if (!form.said.empty()) {
    view.icon = "check";
    view.head = now.in(tr("Recorded"));
    view.title = form.said;
  } else {
    view.icon = "user";
    view.head = now.in(tr("Nobody yet"));
    view.text = now.in(tr("Type, press Enter, and press Enter again: the ticket is issued."));
  }
  const std::string printer = printer_words(now);
  if (!printer.empty()) view.lines.push_back({"warn", printer, {}});
  return view;
}

}  // namespace foyer::counter_client

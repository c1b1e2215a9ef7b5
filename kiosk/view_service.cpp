// A service, "For you" and the ticket.
#include <algorithm>
#include <utility>

#include "kiosk/view_parts.h"

namespace foyer::kiosk::parts {
namespace {

Title title_of(const ViewContext& context, const ServiceInfo& service) {
  const JobInfo& job = job_info(context.site, service.job);
  return {job_icon(job.job), context.in.of_site(job.name), true, context.in.of_site(service.name),
          context.in.of_site(service.description)};
}

std::vector<ui::Fact> service_facts(const ViewContext& context, const ServiceInfo& service,
                                    const ServiceNow& now) {
  const Texts& in = context.in;
  std::vector<ui::Fact> facts;
  if (now.joining) {
    const Wait& wait = now.joining->wait;
    facts.push_back({has_two_ends(wait) ? in(tr_context("kiosk", "Wait now, about"))
                                        : in(tr_context("kiosk", "Wait now")),
                     in.wait(wait)});
    facts.push_back({in(tr_context("kiosk", "Before you")), people(in, now.joining->before)});
  } else if (now.availability == Availability::after_closing) {
    facts.push_back(
        {in(tr_context("kiosk", "Wait now")), in(tr_context("kiosk", "Not before closing"))});
  } else if (now.availability == Availability::no_counter) {
    facts.push_back(
        {in(tr_context("kiosk", "Wait now")), in(tr_context("kiosk", "No counter is open"))});
  } else if (now.availability == Availability::closed) {
    const std::string opening = next_opening_words(context);
    facts.push_back({in(tr_context("kiosk", "Closed now")),
                     opening.empty()
                         ? in(tr_context("kiosk", "Please ask at the welcome desk"))
                         : in(tr_context("kiosk", "opens {time}"), {{"time", opening}})});
  }
  if (const Service* queued = find_service(context.site.lobby, service.id)) {
    facts.push_back({in(tr_context("kiosk", "Our promise")),
                     in.promise(queued->standard_share_bp, queued->promised_wait)});
  }
  return facts;
}

bool is_brought(const Form& form, const Brought& brought) {
  return std::find(form.brought.begin(), form.brought.end(), brought) != form.brought.end();
}

}  // namespace

void add_checklist(const ViewContext& context, const Form& form, const ServiceInfo& service,
                   Items& items) {
  const Texts& in = context.in;
  if (service.bring.empty()) return;
  const auto is_listed = [&items](const std::string& end_of_id) {
    return std::any_of(items.begin(), items.end(), [&end_of_id](const Item& item) {
      const Check* check = std::get_if<Check>(&item);
      return check != nullptr && check->row.id.ends_with(end_of_id);
    });
  };
  bool first = true;
  for (const BringInfo& bring : service.bring) {
    // Another service on the page needs it as well.
    if (is_listed("/" + bring.item.value)) continue;
    if (first) items.push_back(Heading{in(tr_context("kiosk", "What to bring")), {}, true});
    const Brought brought{service.id, bring.item};
    ui::CheckRow row{.id = "bring/" + service.id.value + "/" + bring.item.value,
                     .title = in.of_site(bring.name)};
    row.text = in.of_site(bring.help);
    row.on = is_brought(form, brought);
    row.first = std::exchange(first, false);
    items.push_back(Check{row, TickBrought{brought}});
  }
}

namespace {

void add_online(const ViewContext& context, const ServiceInfo& service, Items& items) {
  if (!service.online) return;
  const Texts& in = context.in;
  std::string text = in.of_site(service.online->text);
  if (!text.empty()) text += "\n";
  text += in(tr_context("kiosk", "Point your phone’s camera at the square."));
  items.push_back(QrCard{service.online->url, in(tr_context("kiosk", "Or do it from home")), text});
}

/// Where to go and whom to call.
void add_referral(const ViewContext& context, const ServiceInfo& service, Items& items) {
  const Texts& in = context.in;
  const Contact& contact = service.referral;
  const DepartmentInfo* department = find_department_info(context.site, service.department);
  const std::string who = department == nullptr ? std::string() : in.of_site(department->name);
  if (!contact.place.empty() || !contact.directions.empty()) {
    items.push_back(Heading{in(tr_context("kiosk", "Where to go")), {}, true});
    const std::string title = contact.place.empty() ? who : in.of_site(contact.place);
    items.push_back(InfoCard{"pin", title, in.of_site(contact.directions)});
  }
  if (auto link = way_link(context, contact, service.department)) {
    items.push_back(Links{{*std::move(link)}});
  }
  if (!contact.phone.empty()) {
    items.push_back(Heading{in(tr_context("kiosk", "Whom to call")), {}, true});
    items.push_back(InfoCard{"phone", contact.phone, who});
  }
  if (contact.place.empty() && contact.directions.empty() && contact.phone.empty()) {
    items.push_back(
        Note{"info", in(tr_context("kiosk",
                                   "Please ask at the welcome desk: a person shows you the "
                                   "way."))});
  }
}

void add_other_needs(const ViewContext& context, const Form& form, const ServiceInfo& shown,
                     Items& items) {
  bool first = true;
  for (const ServiceId& id : form.needs) {
    const ServiceInfo* service = find_service_info(context.site, id);
    if (service == nullptr || id == shown.id) continue;
    if (first)
      items.push_back(Heading{context.in(tr_context("kiosk", "On the same ticket")), {}, false});
    ui::CheckRow row{.id = "need/" + id.value, .title = context.in.of_site(service->name)};
    row.on = !is_off_today(context.site, context.lobby, id);
    row.text = row.on ? context.in(tr_context("kiosk", "Touch to take it off"))
                      : off_today_words(context.in);
    row.first = std::exchange(first, false);
    items.push_back(Check{row, TakeOff{id}});
  }
}

std::string easier_words(const Texts& in, const Form& form) {
  const auto chosen = static_cast<std::int64_t>(form.special_needs.size()) +
                      (form.clerk_language.value.empty() ? 0 : 1);
  if (chosen == 0) return in(tr_context("kiosk", "Access, language"));
  return in(tr_plural_context("kiosk", "{n} wish chosen", "{n} wishes chosen"), chosen);
}

Links more_links(const ViewContext& context, const Form& form) {
  const Texts& in = context.in;
  Links links;
  const auto needs = services_for_ticket(context, form).size();
  if (needs < static_cast<std::size_t>(context.site.lobby.rules.needs_max)) {
    links.links.push_back({{.id = "add-another",
                            .icon = "plus",
                            .title = in(tr_context("kiosk", "Anything else?")),
                            .text = in(tr_context("kiosk", "Another service"))},
                           AddAnother{}});
  }
  links.links.push_back({{.id = "for-you",
                          .icon = "stepfree",
                          .title = in(tr_context("kiosk", "Make it easier")),
                          .text = easier_words(in, form)},
                         OpenForYou{}});
  return links;
}

void add_ticket_problem(const ViewContext& context, const Form& form, Items& items) {
  const Texts& in = context.in;
  if (form.problem) {
    items.push_back(Notice{"warn", words_of_refusal(in, *form.problem)});
  } else if (context.busy == Busy::long_wait) {
    items.push_back(
        Notice{"warn", in(tr_context("kiosk",
                                     "This takes long. We are still trying; the welcome desk "
                                     "can help you as well."))});
  } else if (!context.lobby.connected && context.busy == Busy::no && !can_go_alone(context, form)) {
    items.push_back(
        Notice{"warn", in(tr_context("kiosk",
                                     "We cannot issue tickets right now. Please go to the "
                                     "welcome desk."))});
  }
}

void ticketed_service(const ViewContext& context, const Form& form, const ServiceInfo& service,
                      const ServiceNow& now, KioskView& view) {
  const Texts& in = context.in;
  Body& body = view.body;
  add_ticket_problem(context, form, body.start);
  body.start.push_back(FactsStrip{service_facts(context, service, now)});
  if (now.availability == Availability::alone) {
    body.start.push_back(Note{"info", waits_not_known(in)});
  }
  if (now.availability == Availability::no_counter) {
    body.start.push_back(
        Note{"info", in(tr_context("kiosk",
                                   "No counter is open for this right now. You can take a ticket: "
                                   "you are called when one opens."))});
  }
  if (now.availability == Availability::after_closing) {
    body.start.push_back(Note{
        "info", in(tr_context("kiosk",
                              "So many are waiting that we will probably not get to you before we "
                              "close. You can take a ticket all the same."))});
  }
  add_checklist(context, form, service, body.end);
  if (!service.bring.empty()) {
    body.end.push_back(Note{
        "info", in(tr_context("kiosk",
                              "Something missing? Take a ticket all the same: we will see what "
                              "can be done today."))});
  }
  // What is on the ticket already comes before how it would do without one.
  add_other_needs(context, form, service, body.tail);
  add_online(context, service, body.tail);
  const Links links = more_links(context, form);
  if (auto link = article_link(context, service)) {
    body.foot.push_back(Links{{*std::move(link)}});
    // Nobody turns a page for "Anything else?" because there is something to read as well.
    body.foot_short.push_back(links);
    body.foot_stays = true;
  }
  body.foot.push_back(links);
  body.foot_in_actions = true;
  view.actions = {back_action(in), start_over_action(in), ticket_action(context, form)};
}

void referred_service(const ViewContext& context, const Form& form, const ServiceInfo& service,
                      const ServiceNow& now, KioskView& view) {
  const Texts& in = context.in;
  Body& body = view.body;
  if (now.availability == Availability::not_here_yet) {
    body.start.push_back(Note{
        "info", in(tr_context("kiosk", "There are no tickets for this at the service desk yet."))});
  }
  add_referral(context, service, body.start);
  add_checklist(context, form, service, body.end);
  if (auto link = article_link(context, service)) body.end.push_back(Links{{*std::move(link)}});
  add_online(context, service, body.end);
  add_other_needs(context, form, service, body.end);
  view.actions = {back_action(in), start_over_action(in)};
  view.actions.push_back(services_for_ticket(context, form).empty() ? search_action(in)
                                                                    : ticket_action(context, form));
}

/// What to do instead: another day, by phone, or online; and what to bring then.
void service_off_today(const ViewContext& context, const Form& form, const ServiceInfo& service,
                       KioskView& view) {
  const Texts& in = context.in;
  Body& body = view.body;
  body.start.push_back(
      Notice{"warn", in(tr_context("kiosk",
                                   "We do not offer this any more today. Please come on another "
                                   "day, or ask at the welcome desk."))});
  const DepartmentInfo* department = find_department_info(context.site, service.department);
  if (department != nullptr && !department->contact.phone.empty()) {
    body.start.push_back(Heading{in(tr_context("kiosk", "Whom to call")), {}, true});
    body.start.push_back(
        InfoCard{"phone", department->contact.phone, in.of_site(department->name)});
  }
  add_online(context, service, body.end);
  add_checklist(context, form, service, body.end);
  if (auto link = article_link(context, service)) body.end.push_back(Links{{*std::move(link)}});
  add_other_needs(context, form, service, body.end);
  view.actions = {back_action(in), start_over_action(in)};
  view.actions.push_back(services_for_ticket(context, form).empty() ? search_action(in)
                                                                    : ticket_action(context, form));
}

OptionItem option(const Form& form, SpecialNeed need, std::string icon, std::string title,
                  std::string text) {
  ui::OptionCard card{.id = "need/" + std::string(word(need)), .icon = std::move(icon)};
  card.title = std::move(title);
  card.text = std::move(text);
  card.on = std::find(form.special_needs.begin(), form.special_needs.end(), need) !=
            form.special_needs.end();
  return {card, TickNeed{need}};
}

/// As the server forecasts it now; before it has, as it was promised with the ticket.
void add_wait(const ViewContext& context, const IssuedTicket& issued, TicketCard& card) {
  const VisitWait* told = wait_of_visit(context.lobby, issued.visit);
  const TicketCard now = told == nullptr ? wait_card(context.in, issued.promise, issued.before)
                                         : wait_card(context.in, told->wait, told->before);
  card.facts = now.facts;
  card.honest = now.honest;
}

TicketCard card_of(const ViewContext& context, const IssuedTicket& issued) {
  const Texts& in = context.in;
  TicketCard card;
  card.caption = in(tr_context("kiosk", "Your number"));
  card.number = issued.ticket;
  const ServiceInfo* service =
      issued.services.empty() ? nullptr : find_service_info(context.site, issued.services.front());
  if (service != nullptr) card.name = in.of_site(service->name);
  if (issued.services.size() > 1) {
    const auto more = static_cast<std::int64_t>(issued.services.size()) - 1;
    card.name = in(tr_plural_context("kiosk", "{service}, and {n} more", "{service}, and {n} more"),
                   more, {{"service", card.name}});
  }
  add_wait(context, issued, card);
  return card;
}

const CounterInfo* counter_that_calls(const ViewContext& context, const IssuedTicket& issued) {
  if (!context.lobby.connected || context.lobby.state == nullptr) return nullptr;
  const Visit* visit = find_visit(*context.lobby.state, issued.visit);
  if (visit == nullptr || visit->ticket != issued.ticket) return nullptr;
  if (stage_of(*visit) != NeedState::called) return nullptr;
  return find_counter_info(context.site, visit->counter);
}

/// To the counter as soon as somebody calls; until then to the seats.
std::optional<LinkItem> way_of_ticket(const ViewContext& context, const IssuedTicket& issued) {
  const Texts& in = context.in;
  if (const CounterInfo* counter = counter_that_calls(context, issued)) {
    return way_link(
        context, {{}, counter->id},
        in(tr_context("way", "The way to counter {counter}"), {{"counter", counter->label}}));
  }
  const KioskInfo* kiosk = kiosk_of(context);
  if (kiosk == nullptr) return std::nullopt;
  const PlaceInfo* seats = nearest_place(context.site, *kiosk, wayfinding::PlaceKind::waiting,
                                         wayfinding::Preference::shortest,
                                         conditions_at(context.site, context.lobby.at));
  if (seats == nullptr) return std::nullopt;
  return way_link(context, {seats->id, {}}, in(tr_context("way", "The way to the seats")));
}

/// "Go to counter 5": as soon as somebody calls it, while it is still on the screen.
std::optional<Notice> call_of(const ViewContext& context, const IssuedTicket& issued) {
  const CounterInfo* counter = counter_that_calls(context, issued);
  if (counter == nullptr) return std::nullopt;
  return Notice{"bell",
                context.in(tr_context("kiosk", "It is your turn: please go to counter {counter}"),
                           {{"counter", counter->label}})};
}

}  // namespace

TicketCard wait_card(const Texts& in, const Wait& wait, std::optional<int> before) {
  WaitTold told = wait_told(in, wait, before);
  TicketCard card;
  for (WaitTold::Fact& fact : told.facts) {
    card.facts.push_back({std::move(fact.caption), std::move(fact.value)});
  }
  card.honest = std::move(told.honest);
  return card;
}

InfoCard waiting_card(const Texts& in, const std::vector<SpecialNeed>& special_needs,
                      const std::string& ticket) {
  WaitingPlace place = waiting_place(in, special_needs, ticket);
  return {std::move(place.icon), std::move(place.title), std::move(place.text)};
}

void service(const ViewContext& context, const Form& form, KioskView& view) {
  const ServiceInfo* service = find_service_info(context.site, form.place.service);
  if (service == nullptr) return home(context, form, view);
  const Title title = title_of(context, *service);
  view.spoken_title = title.title;
  view.body.start.push_back(title);
  view.body.start_share = 0.6F;
  add_notices_of(context, service->id, view.body.start);
  const ServiceNow now = service_now(context.site, context.lobby, *service);
  if (now.availability == Availability::referral ||
      now.availability == Availability::not_here_yet) {
    return referred_service(context, form, *service, now, view);
  }
  if (now.availability == Availability::off_today) {
    return service_off_today(context, form, *service, view);
  }
  ticketed_service(context, form, *service, now, view);
}

void for_you(const ViewContext& context, const Form& form, KioskView& view) {
  const Texts& in = context.in;
  const ServiceInfo* service = find_service_info(context.site, form.place.service);
  view.spoken_title = in(tr_context("kiosk", "What would make it easier?"));
  view.body.head.push_back(Title{
      "bill", service == nullptr ? std::string() : in.of_site(service->name), false,
      view.spoken_title,
      in(tr_context("kiosk", "Choose any, or none. Only the staff who serve you see this."))});
  add_ticket_problem(context, form, view.body.head);
  if (context.site.languages.size() > 1) {
    view.body.start.push_back(Heading{in(tr_context("kiosk", "Speak with me in")), {}, false});
    const LanguageTag spoken =
        form.clerk_language.value.empty() ? form.language : form.clerk_language;
    view.body.start.push_back(language_chips(context, spoken, "speak/"));
  }
  view.body.end.push_back(Heading{in(tr_context("kiosk", "About me")), {}, false});
  Options options;
  options.options = {
      option(form, SpecialNeed::step_free, "stepfree",
             in(tr_context("kiosk", "I need a step-free way")),
             in(tr_context("kiosk", "By elevator, and to a counter that you can sit at"))),
      option(form, SpecialNeed::more_time, "hourglass", in(tr_context("kiosk", "I need more time")),
             in(tr_context("kiosk", "On the way to the counter, and when you are there"))),
      option(form, SpecialNeed::cannot_hear, "ear-off",
             in(tr_context("kiosk", "I can’t hear the call")),
             in(tr_context("kiosk", "A clerk comes to you when it is your turn"))),
      option(form, SpecialNeed::cannot_see, "eye-off",
             in(tr_context("kiosk", "I can’t see the screen")),
             in(tr_context("kiosk", "Stay here: a clerk comes and takes you along")))};
  view.body.end.push_back(options);
  view.body.start_share = 0.35F;
  view.actions = {back_action(in), start_over_action(in), ticket_action(context, form)};
}

void ticket(const ViewContext& context, const Form& form, KioskView& view) {
  const Texts& in = context.in;
  if (!form.ticket) return home(context, form, view);
  const IssuedTicket& issued = *form.ticket;
  view.spoken_title =
      in(tr_context("kiosk", "Your number is {ticket}"), {{"ticket", issued.ticket}});
  const std::optional<Notice> call = call_of(context, issued);
  if (call) view.body.start.push_back(*call);
  view.body.start.push_back(card_of(context, issued));
  // With what is to be said of paper the code is smaller, so that both stand beside the number.
  const std::size_t before = view.body.start.size();
  add_ticket_paper(context, view.body.start);
  const bool large_code = view.body.start.size() == before;
  if (!issued.token.value.empty()) {
    view.body.end.push_back(QrCard{
        status_url_of(context.site, issued.token), in(tr_context("kiosk", "Follow by phone")),
        in(tr_context("kiosk",
                      "Your place and your wait. No app, no name. Point your "
                      "phone’s camera at the square.")),
        large_code});
  }
  if (!call) view.body.end.push_back(waiting_card(in, form.special_needs, issued.ticket));
  if (auto link = way_of_ticket(context, issued)) {
    view.body.end.push_back(Links{{*std::move(link)}});
  }
  ui::Button keep{.id = "keep", .label = in(tr_context("kiosk", "Keep it open")), .icon = "clock"};
  view.actions.push_back({keep, KeepOpen{}});
  add_print_again(context, view);
  ui::Button done{.id = "done", .label = in(tr_context("kiosk", "Done")), .icon = "check"};
  done.kind = ui::ButtonKind::primary;
  done.shortcuts = {ui::Key::escape, ui::Key::home};
  view.actions.push_back({done, StartOver{}});
}

}  // namespace foyer::kiosk::parts

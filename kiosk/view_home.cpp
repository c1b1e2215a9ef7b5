// Home, search and the list of a job.
#include <algorithm>
#include <utility>

#include "kiosk/keyboard.h"
#include "kiosk/view_parts.h"

namespace foyer::kiosk::parts {
namespace {

std::string department_name(const ViewContext& context, const ServiceInfo& service) {
  const DepartmentInfo* department = find_department_info(context.site, service.department);
  return department == nullptr ? std::string() : context.in.of_site(department->name);
}

/// Where to go, or that a call is the way; nothing where neither is known.
void say_where(const ViewContext& context, const ServiceInfo& service, ui::ServiceRow& row) {
  const Texts& in = context.in;
  const std::string department = department_name(context, service);
  row.text = department.empty() ? in(tr_context("kiosk", "Another office helps you directly"))
                                : in(tr_context("kiosk", "{department} helps you directly"),
                                     {{"department", department}});
  if (!service.referral.place.empty()) {
    row.wait = in.of_site(service.referral.place);
    row.wait_note = in(tr_context("kiosk", "where to go"));
    row.wait_width = 264;  // names of places are longer than waits
  } else if (!service.referral.phone.empty()) {
    row.wait = in(tr_context("kiosk", "By phone"));
  }
}

Question question_of(const ViewContext& context, const Form& form) {
  const Texts& in = context.in;
  if (!form.needs.empty()) return {in(tr_context("kiosk", "Anything else today?")), {}};
  const std::string today = in(tr_context("kiosk", "What would you like to do today?"));
  switch (front_of(context)) {
    case Front::open:
      break;
    case Front::alone:
      return {today, waits_not_known(in)};
    case Front::no_link:
      return {in(tr_context("kiosk", "We cannot issue tickets right now")),
              in(tr_context(
                  "kiosk",
                  "Please go to the welcome desk. You can still look up here what to bring."))};
    case Front::closed:
      return {in(tr_context("kiosk", "We are closed now")),
              in(tr_context(
                  "kiosk", "You can still look up what to bring and what can be done from home."))};
  }
  return {today, {}};
}

/// What is on the ticket so far; a tick can be taken off.
void add_needs(const ViewContext& context, const Form& form, Items& items) {
  if (form.needs.empty()) return;
  items.push_back(Heading{context.in(tr_context("kiosk", "On your ticket")), {}, false});
  bool first = true;
  for (const ServiceId& id : form.needs) {
    const ServiceInfo* service = find_service_info(context.site, id);
    if (service == nullptr) continue;
    ui::CheckRow row{.id = "need/" + id.value, .title = context.in.of_site(service->name)};
    row.on = !is_off_today(context.site, context.lobby, id);
    row.text = row.on ? context.in(tr_context("kiosk", "Touch to take it off"))
                      : off_today_words(context.in);
    row.first = std::exchange(first, false);
    items.push_back(Check{row, TakeOff{id}});
  }
}

Tiles job_tiles(const ViewContext& context) {
  Tiles tiles;
  for (const Job job : context.site.job_order) {
    const JobInfo& info = job_info(context.site, job);
    tiles.tiles.push_back({{.id = "job/" + std::string(word(job)),
                            .icon = job_icon(job),
                            .title = context.in.of_site(info.name),
                            .text = context.in.of_site(info.line)},
                           OpenJob{job}});
  }
  return tiles;
}

/// The chosen language, the first ones, and a chip that shows all: where there is no room for each.
Chips few_languages(const ViewContext& context, const LanguageTag& chosen) {
  constexpr std::size_t most = 4;
  Chips all = language_chips(context, chosen, "language/");
  if (all.chips.size() <= most + 1) return all;
  const auto is_chosen = std::find_if(all.chips.begin(), all.chips.end(),
                                      [](const ChipItem& item) { return item.chip.chosen; });
  if (is_chosen - all.chips.begin() >= static_cast<std::ptrdiff_t>(most)) {
    std::iter_swap(all.chips.begin() + most - 1, is_chosen);
  }
  all.chips.resize(most);
  ui::Chip more{.id = "languages", .label = context.in(tr_context("kiosk", "More"))};
  more.icon = "globe";
  more.spoken = more.label + ". " + context.in(tr_context("kiosk", "More languages"));
  all.chips.push_back({std::move(more), OpenSheet{Sheet::languages}});
  return all;
}

void add_rows(const ViewContext& context, const std::vector<const ServiceInfo*>& services,
              std::string heading, std::string end, Items& items) {
  if (services.empty()) return;
  items.push_back(Heading{std::move(heading), std::move(end), false});
  for (const ServiceInfo* service : services) {
    items.push_back(service_row(context, *service, "service/"));
  }
}

}  // namespace

bool at_the_desk(const ViewContext& context, const ServiceInfo& service) {
  const Availability now = service_now(context.site, context.lobby, service).availability;
  return now == Availability::now || now == Availability::alone || now == Availability::closed ||
         now == Availability::no_link;
}

Row service_row(const ViewContext& context, const ServiceInfo& service,
                std::string_view id_prefix) {
  const Texts& in = context.in;
  ui::ServiceRow row;
  row.id = std::string(id_prefix) + service.id.value;
  row.name = in.of_site(service.name);
  row.kind = ui::ServiceRow::Kind::later;
  const ServiceNow now = service_now(context.site, context.lobby, service);
  switch (now.availability) {
    case Availability::now:
      row.kind = ui::ServiceRow::Kind::rest;
      row.text = in.of_site(service.description);
      if (now.joining) row.wait = in.wait(now.joining->wait, Length::brief);
      break;
    case Availability::alone:
    case Availability::no_link:
      row.kind = ui::ServiceRow::Kind::rest;
      row.text = in.of_site(service.description);
      break;
    case Availability::no_counter:
      row.text = in(tr_context("kiosk", "No counter is open for this right now"));
      break;
    case Availability::after_closing:
      row.text = in(tr_context("kiosk", "Probably not before closing time today"));
      break;
    case Availability::off_today:
      row.text = off_today_words(in);
      break;
    case Availability::closed: {
      const std::string opening = next_opening_words(context);
      row.text = opening.empty() ? in(tr_context("kiosk", "Closed now"))
                                 : in(tr_context("kiosk", "Opens {time}"), {{"time", opening}});
      break;
    }
    case Availability::not_here_yet:
    case Availability::referral:
      say_where(context, service, row);
      break;
  }
  return {row, OpenService{service.id}};
}

void home(const ViewContext& context, const Form& form, KioskView& view) {
  const Texts& in = context.in;
  const Question question = question_of(context, form);
  view.spoken_title = question.text;
  view.header.facts = lobby_facts(context, form);
  view.body.start_share = 0.403F;
  const auto notice = form.needs.empty() ? notice_bar(context) : std::nullopt;
  // In low reach what is touched stands below what is read.
  if (notice && !form.access.low_reach) view.body.start.push_back(*notice);
  view.body.start.push_back(question);
  if (notice && form.access.low_reach) view.body.start.push_back(*notice);
  view.body.start.push_back(
      SearchDoor{in(tr_context("kiosk", "Search: “fence”, “dog tag”, “bingo”")),
                 in(tr_context("kiosk", "Search for a service"))});
  add_needs(context, form, view.body.start);
  view.body.end.push_back(job_tiles(context));
  Links doors;
  // Who cannot check in here goes to the welcome desk, as the page says.
  if (context.site.appointments && form.needs.empty() && front_of(context) != Front::no_link) {
    doors.links.push_back({{.id = "check-in",
                            .icon = "calendar",
                            .title = in(tr_context("kiosk", "I have an appointment")),
                            .text = {}},
                           OpenCheckIn{}});
  }
  if (auto link = find_link(context)) doors.links.push_back(*std::move(link));
  if (auto link = hours_link(context, form)) doors.links.push_back(*std::move(link));
  if (!doors.links.empty()) view.body.tail.push_back(std::move(doors));
  if (!form.needs.empty()) {
    view.actions = {back_action(in), start_over_action(in)};
    if (!services_for_ticket(context, form).empty()) {
      view.actions.push_back(ticket_action(context, form));
    }
  } else if (context.site.languages.size() > 1) {
    view.body.foot.push_back(language_chips(context, form.language, "language/"));
    view.body.foot_short.push_back(few_languages(context, form.language));
  }
}

void services(const ViewContext& context, const Form& form, KioskView& view) {
  const Texts& in = context.in;
  const JobInfo& job = job_info(context.site, form.place.job);
  view.spoken_title = in.of_site(job.question);
  view.body.head.push_back(
      Title{job_icon(job.job), in.of_site(job.name), true, in.of_site(job.question), {}});
  std::vector<const ServiceInfo*> desk;
  std::vector<const ServiceInfo*> elsewhere;
  for (const ServiceInfo& service : context.site.services) {
    if (service.job != form.place.job) continue;
    (at_the_desk(context, service) ? desk : elsewhere).push_back(&service);
  }
  const bool waits = context.lobby.connected && office_open(context.lobby);
  add_rows(context, desk, in(tr_context("kiosk", "At the service desk")),
           waits ? in(tr_context("kiosk", "Wait now")) : std::string(), view.body.start);
  add_rows(context, elsewhere, in(tr_context("kiosk", "Later, or in another office")), {},
           view.body.end);
  view.actions = {back_action(in), start_over_action(in), search_action(in)};
}

void search(const ViewContext& context, const Form& form, KioskView& view) {
  const Texts& in = context.in;
  view.spoken_title = in(tr_context("kiosk", "Search for a service"));
  SearchView search;
  search.label = in(tr_context("kiosk", "Search for a service"));
  search.hint = in(tr_context("kiosk", "Type any word"));
  search.clear_word = in(tr_context("kiosk", "Clear"));
  if (form.keyboard_shown) search.keyboard = build_keyboard(in, form.key_layer);
  view.search = search;

  const std::vector<ServiceId> found =
      context.indexes.services(form.language).find(form.query.text);
  if (!found.empty()) {
    const auto count = static_cast<std::int64_t>(found.size());
    view.body.start.push_back(Heading{
        in(tr_plural_context("kiosk", "{n} service", "{n} services"), count),
        context.lobby.connected ? in(tr_context("kiosk", "Wait now")) : std::string(), false});
  } else if (!form.query.text.empty()) {
    view.body.start.push_back(Note{
        "info", in(tr_context("kiosk",
                              "We found nothing for that. Try another word, or ask at the welcome "
                              "desk."))});
  } else {
    view.body.start.push_back(Note{
        "search",
        in(tr_context("kiosk", "Use your own words: “fence”, “dog tag”, “pay tax”, “bingo”."))});
  }
  for (const ServiceId& id : found) {
    const ServiceInfo* service = find_service_info(context.site, id);
    if (service == nullptr) continue;
    Row row = service_row(context, *service, "found/");
    // Large letters and the keys leave room for the names alone; the rest stands one touch further.
    const bool little_room =
        form.keyboard_shown && (form.text_percent >= 150 || form.access.low_reach);
    if (little_room || form.text_percent >= 200) {
      row.row.text.clear();
      row.row.wait_note.clear();
    }
    if (id == found.front()) {
      row.row.kind = ui::ServiceRow::Kind::best;
    }
    view.body.start.push_back(row);
  }
  view.actions = {back_action(in), start_over_action(in)};
  if (!form.keyboard_shown) {
    view.actions.push_back(
        {{.id = "keyboard", .label = in(tr_context("kiosk", "Show the keyboard")), .icon = "text"},
         ShowKeyboard{true}});
  }
}

}  // namespace foyer::kiosk::parts

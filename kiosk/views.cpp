#include "kiosk/views.h"

#include <algorithm>

#include "kiosk/view_access.h"
#include "kiosk/view_parts.h"
#include "site/calendar.h"

namespace foyer::kiosk {
namespace parts {

std::string job_icon(Job job) {
  switch (job) {
    case Job::inquiry:
      return "ask";
    case Job::payment:
      return "pay";
    case Job::approval:
      return "apply";
    case Job::use:
      return "book";
  }
  return "info";
}

std::string next_opening_words(const ViewContext& context) {
  const auto opening = next_opening(context.site.hours, context.lobby.at);
  // The calendar says open and the server does not: there is no time that we could promise.
  if (!opening || *opening <= context.lobby.at) return {};
  const bool today = business_date(context.site.hours, *opening) ==
                     business_date(context.site.hours, context.lobby.at);
  if (today) return context.in.time_of_day(*opening);
  return context.in(
      tr_context("kiosk", "{date}, {time}"),
      {{"date", context.in.date(*opening)}, {"time", context.in.time_of_day(*opening)}});
}

namespace {

ui::Fact opening_fact(const ViewContext& context) {
  const Texts& in = context.in;
  if (office_open(context.lobby)) {
    const std::string until = in.time_of_day(context.lobby.state->day->closes_at);
    return {in(tr_context("kiosk", "Open now")),
            in(tr_context("kiosk", "until {time}"), {{"time", until}}), ui::Fact::Dot::good};
  }
  const std::string opening = next_opening_words(context);
  if (opening.empty())
    return {in(tr_context("kiosk", "The office is")), in(tr_context("kiosk", "closed")),
            ui::Fact::Dot::soft};
  return {in(tr_context("kiosk", "Closed now")),
          in(tr_context("kiosk", "opens {time}"), {{"time", opening}}), ui::Fact::Dot::soft};
}

/// Of the whole lobby; nothing for the moment until the server has told it.
std::optional<ui::Fact> wait_fact(const ViewContext& context) {
  const Texts& in = context.in;
  if (context.lobby.waits == nullptr) return std::nullopt;
  const std::string now = in(tr_context("kiosk", "Wait now"));
  if (const auto wait = wait_of_lobby(context.site, context.lobby)) {
    return ui::Fact{has_two_ends(*wait) ? in(tr_context("kiosk", "Wait now, about")) : now,
                    in.wait(*wait)};
  }
  const auto& services = context.lobby.waits->services;
  const bool any_open = std::any_of(services.begin(), services.end(), [](const ServiceWait& told) {
    return told.wait.status == WaitStatus::after_closing;
  });
  return ui::Fact{now, any_open ? in(tr_context("kiosk", "Not before closing"))
                                : in(tr_context("kiosk", "No counter is open"))};
}

}  // namespace

std::vector<ui::Fact> lobby_facts(const ViewContext& context, const Form& form) {
  const Texts& in = context.in;
  std::vector<ui::Fact> facts;
  const bool knows = context.lobby.connected && context.lobby.state != nullptr;
  if (!knows) return facts;
  facts.push_back(opening_fact(context));
  if (hours_by_fact(context, form)) {
    facts.back().id = "hours";
    facts.back().spoken = in(tr_context("kiosk", "Opening hours"));
  }
  if (!office_open(context.lobby)) return facts;
  const std::optional<ui::Fact> wait = wait_fact(context);
  const std::string waiting = people(in, people_waiting(*context.lobby.state));
  if (wait && form.text_percent >= 130) {
    facts.push_back(
        {in(tr_context("kiosk", "Wait now · {people}"), {{"people", waiting}}), wait->value});
    return facts;
  }
  if (wait) facts.push_back(*wait);
  facts.push_back({in(tr_context("kiosk", "Waiting")), waiting});
  return facts;
}

Action back_action(const Texts& in) {
  ui::Button button{.id = "back", .label = in(tr_context("kiosk", "Back")), .icon = "arrow-left"};
  button.flip = ui::Flip::with_page;
  button.shortcuts = {ui::Key::escape, ui::Key::backspace};
  return {button, GoBack{}};
}

Action start_over_action(const Texts& in) {
  ui::Button button{
      .id = "start-over", .label = in(tr_context("kiosk", "Start over")), .icon = "home"};
  button.shortcuts = {ui::Key::home};
  return {button, StartOver{}};
}

Action search_action(const Texts& in) {
  return {{.id = "search", .label = in(tr_context("kiosk", "Search")), .icon = "search"},
          OpenSearch{}};
}

bool can_go_alone(const ViewContext& context, const Form& form) {
  const std::vector<ServiceId> services = services_for_ticket(context, form);
  return !services.empty() && issues_alone(context.site, context.lobby, services.front());
}

std::string waits_not_known(const Texts& in) {
  return in(tr_context("kiosk", "Waits are not known right now: the connection is lost."));
}

std::string off_today_words(const Texts& in) {
  return in(tr_context("kiosk", "Not offered any more today"));
}

Action ticket_action(const ViewContext& context, const Form& form) {
  const Texts& in = context.in;
  ui::Button button{
      .id = "get-ticket", .label = in(tr_context("kiosk", "Get my ticket")), .icon = "ticket"};
  button.kind = ui::ButtonKind::primary;
  if (context.busy == Busy::no && services_for_ticket(context, form).empty()) {
    button.disabled_reason = off_today_words(in);
  } else if (can_go_alone(context, form)) {
    // Nothing speaks against it.
  } else if (!context.lobby.connected && context.busy == Busy::no) {
    button.disabled_reason = in(tr_context("kiosk", "No tickets right now"));
  } else if (context.lobby.connected && !office_open(context.lobby)) {
    const std::string opening = next_opening_words(context);
    button.disabled_reason =
        opening.empty() ? in(tr_context("kiosk", "Closed now"))
                        : in(tr_context("kiosk", "Closed until {time}"), {{"time", opening}});
  }
  if (context.busy == Busy::sent) button.busy = button.label;
  if (context.busy == Busy::one_moment) button.busy = in(tr_context("kiosk", "One moment …"));
  if (context.busy == Busy::long_wait) button.busy = in(tr_context("kiosk", "Still trying …"));
  return {button, GetTicket{}};
}

Chips language_chips(const ViewContext& context, const LanguageTag& chosen,
                     std::string_view id_prefix) {
  Chips chips;
  const bool of_screen = id_prefix == "language/";
  for (const LanguageInfo& language : context.site.languages) {
    ui::Chip chip{.id = std::string(id_prefix) + language.tag.value, .label = language.own_name};
    chip.language = language.tag.value;
    chip.chosen = language.tag == chosen;
    chip.spoken = language.own_name;
    Intent intent =
        of_screen ? Intent(ChooseLanguage{language.tag}) : Intent(SpeakWithMe{language.tag});
    chips.chips.push_back({std::move(chip), std::move(intent)});
  }
  return chips;
}

}  // namespace parts

namespace {

HeaderView header_of(const ViewContext& context) {
  HeaderView header;
  header.name = context.in.of_site(context.site.brand.name);
  header.short_name = context.in.of_site(context.site.brand.short_name);
  if (knows_time(context.lobby)) {
    header.date = context.in.date(context.lobby.at);
    header.time = context.in.time_of_day(context.lobby.at);
  }
  header.logo = context.site.brand.logo;
  return header;
}

SheetView language_sheet(const ViewContext& context, const Form& form) {
  SheetView sheet;
  sheet.title = context.in(tr_context("kiosk", "Language"));
  sheet.chips = parts::language_chips(context, form.language, "language/").chips;
  for (ChipItem& item : sheet.chips) item.chip.id = "sheet/" + item.chip.id;
  ui::Button close{
      .id = "sheet/close", .label = context.in(tr_context("kiosk", "Close")), .icon = "close"};
  close.shortcuts = {ui::Key::escape};
  sheet.actions.push_back({close, OpenSheet{Sheet::none}});
  return sheet;
}

std::string clears_in(const Texts& in, int seconds) {
  return in(tr_plural_context("kiosk", "This screen clears in {n} second",
                              "This screen clears in {n} seconds"),
            seconds);
}

SheetView idle_sheet(const ViewContext& context, const Form& form) {
  const Texts& in = context.in;
  SheetView sheet;
  sheet.title = in(tr_context("kiosk", "Are you still here?"));
  sheet.time = TimeLine{clears_in(in, context.time_left->seconds), context.time_left->share};
  sheet.actions.push_back(
      {{.id = "sheet/clear", .label = in(tr_context("kiosk", "Start over")), .icon = "home"},
       StartOver{}});
  if (!form.access.more_time) {
    sheet.actions.push_back(
        {{.id = "sheet/time", .label = in(tr_context("kiosk", "More time")), .icon = "hourglass"},
         ChangeAccess{AccessChange::more_time}});
  }
  ui::Button keep{
      .id = "sheet/keep", .label = in(tr_context("kiosk", "Keep it open")), .icon = "clock"};
  keep.kind = ui::ButtonKind::primary;
  keep.shortcuts = {ui::Key::escape};
  sheet.actions.push_back({keep, KeepOpen{}});
  return sheet;
}

void build_page(const ViewContext& context, const Form& form, KioskView& view) {
  switch (form.place.page) {
    case Page::home:
      return parts::home(context, form, view);
    case Page::search:
      return parts::search(context, form, view);
    case Page::services:
      return parts::services(context, form, view);
    case Page::service:
      return parts::service(context, form, view);
    case Page::article:
      return parts::article(context, form, view);
    case Page::for_you:
      return parts::for_you(context, form, view);
    case Page::ticket:
      return parts::ticket(context, form, view);
    case Page::find:
      return parts::find(context, form, view);
    case Page::way:
      return parts::way(context, form, view);
    case Page::check_in:
      return parts::check_in(context, form, view);
    case Page::appointment:
      return parts::appointment(context, form, view);
    case Page::hours:
      return parts::hours(context, form, view);
    case Page::notices:
      return parts::notices(context, form, view);
    case Page::pin:
      return parts::pin(context, form, view);
    case Page::supervisor:
      return parts::supervisor(context, form, view);
  }
}

}  // namespace

std::string words_of_refusal(const Texts& in, RefusalCode code) {
  // Most reasons cannot come to a kiosk; whatever it is, there is a way on.
  if (code == RefusalCode::office_closed || code == RefusalCode::day_not_open) {
    return in(tr_context("kiosk", "The office has just closed. No more tickets are given today."));
  }
  if (code == RefusalCode::lobby_full || code == RefusalCode::numbers_exhausted) {
    return in(tr_context("kiosk", "The waiting room is full. Please ask at the welcome desk."));
  }
  if (code == RefusalCode::service_off || code == RefusalCode::service_is_referral ||
      code == RefusalCode::unknown_service) {
    return in(tr_context(
        "kiosk",
        "There are no tickets for this service any more. Please ask at the welcome desk."));
  }
  if (code == RefusalCode::too_many_needs) {
    return in(tr_context("kiosk",
                         "That is too much for one ticket. Please take one of the services off."));
  }
  if (code == RefusalCode::throttled) {
    return in(tr_context("kiosk", "There is a lot going on. Please try again in a moment."));
  }
  return in(tr_context("kiosk", "We could not get you a ticket. Please go to the welcome desk."));
}

std::vector<ServiceId> services_for_ticket(const ViewContext& context, const Form& form) {
  std::vector<ServiceId> services = form.needs;
  const ServiceInfo* shown = find_service_info(context.site, form.place.service);
  // Who chose it before it was switched off still gets a ticket for the rest.
  std::erase_if(services,
                [&](const ServiceId& id) { return is_off_today(context.site, context.lobby, id); });
  if (shown == nullptr || form.place.page == Page::home || form.place.page == Page::search ||
      form.place.page == Page::services) {
    return services;
  }
  const bool queued = shown->on && shown->centralization != Centralization::none &&
                      find_service(context.site.lobby, shown->id) != nullptr &&
                      !is_off_today(context.site, context.lobby, shown->id);
  const bool known = std::find(services.begin(), services.end(), shown->id) != services.end();
  if (queued && !known) services.push_back(shown->id);
  return services;
}

KioskView build_kiosk_view(const ViewContext& context, const Form& form) {
  KioskView view;
  view.header = header_of(context);
  view.access = parts::access_items(context, form);
  view.more_word = context.in(tr_context("kiosk", "More"));
  view.back_up_word = context.in(tr_context("kiosk", "Back up"));
  build_page(context, form, view);
  if (context.time_left && form.place.page == Page::ticket) {
    view.body.pinned.push_back(
        TimeLine{clears_in(context.in, context.time_left->seconds), context.time_left->share});
    const auto warned_s = static_cast<int>(context.site.privacy.screen_clears.count());
    if (context.time_left->seconds <= warned_s) view.urgent = clears_in(context.in, warned_s);
  } else if (context.time_left) {
    view.sheet = idle_sheet(context, form);
  }
  if (!view.sheet && form.sheet == Sheet::languages) view.sheet = language_sheet(context, form);
  if (!view.sheet && form.sheet == Sheet::listen) view.sheet = parts::listen_sheet(context, form);
  if (form.access.low_reach) {
    view.reach_from = parts::reach_of(context);
    view.reach_note =
        context.in(tr_context("kiosk", "All buttons are now in the lower part of the screen."));
  }
  return view;
}

}  // namespace foyer::kiosk

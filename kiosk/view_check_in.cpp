// "I have an appointment": the code, and what it stands for.
#include <algorithm>

#include "kiosk/keyboard.h"
#include "kiosk/view_parts.h"
#include "site/calendar.h"

namespace foyer::kiosk::parts {
namespace {

/// Why there is nothing to check in for, and what to do now.
std::string words_of_lookup(const ViewContext& context, RefusalCode code) {
  const Texts& in = context.in;
  if (code == RefusalCode::unknown_appointment) {
    return in(tr_context("kiosk",
                         "We found no appointment with this code. Please check it, or go to the "
                         "welcome desk."));
  }
  if (code == RefusalCode::throttled) {
    return in(tr_context("kiosk", "There is a lot going on. Please try again in a moment."));
  }
  return in(tr_context("kiosk", "We could not look that up. Please go to the welcome desk."));
}

std::string day_words(const ViewContext& context, Instant at) {
  return context.in(tr_context("kiosk", "{date}, {time}"),
                    {{"date", context.in.date(at)}, {"time", context.in.time_of_day(at)}});
}

/// Why nobody can check in for it now; empty if they can.
std::string why_not(const ViewContext& context, const protocol::FoundAppointment& found) {
  const Texts& in = context.in;
  if (!found.why_not) {
    const bool off = std::any_of(
        found.services.begin(), found.services.end(),
        [&](const ServiceId& id) { return is_off_today(context.site, context.lobby, id); });
    return off ? words_of_refusal(in, RefusalCode::service_off) : std::string();
  }
  if (*found.why_not == RefusalCode::checked_in_already) {
    return in(tr_context("kiosk",
                         "Somebody has checked in with this code already. Please go to the welcome "
                         "desk if that was not you."));
  }
  if (*found.why_not == RefusalCode::appointment_other_day) {
    return in(tr_context("kiosk", "This appointment is not today: it is on {date}."),
              {{"date", day_words(context, found.at)}});
  }
  if (*found.why_not == RefusalCode::too_soon) {
    const Instant from = found.at - context.site.lobby.rules.appointment_early_max;
    return in(tr_context("kiosk", "You are early. You can check in from {time} on."),
              {{"time", in.time_of_day(from)}});
  }
  return in(tr_context("kiosk", "This appointment was cancelled. Please go to the welcome desk."));
}

void add_services(const ViewContext& context, const protocol::FoundAppointment& found,
                  Items& items) {
  for (const ServiceId& id : found.services) {
    const ServiceInfo* service = find_service_info(context.site, id);
    if (service == nullptr) continue;
    items.push_back(InfoCard{job_icon(service->job), context.in.of_site(service->name),
                             context.in.of_site(service->description)});
  }
}

/// Both early and late are told what it means for them.
std::string when_called(const ViewContext& context, const protocol::FoundAppointment& found) {
  const Texts& in = context.in;
  const Rules& rules = context.site.lobby.rules;
  if (context.lobby.at > found.at + rules.appointment_late_max) {
    return in(tr_context("kiosk",
                         "You are late for your appointment. You get a ticket and wait in the "
                         "line, as short as we can make it."));
  }
  return in(tr_context("kiosk", "We call you about {time}."),
            {{"time", in.time_of_day(std::max(found.at, context.lobby.at))}});
}

Action check_in_action(const ViewContext& context) {
  const Texts& in = context.in;
  ui::Button button{
      .id = "check-in", .label = in(tr_context("kiosk", "Check in")), .icon = "check"};
  button.kind = ui::ButtonKind::primary;
  if (!context.lobby.connected && context.busy == Busy::no) {
    button.disabled_reason = in(tr_context("kiosk", "Not right now"));
  }
  if (context.busy == Busy::sent) button.busy = button.label;
  if (context.busy == Busy::one_moment) button.busy = in(tr_context("kiosk", "One moment …"));
  if (context.busy == Busy::long_wait) button.busy = in(tr_context("kiosk", "Still trying …"));
  return {button, CheckInNow{}};
}

}  // namespace

void check_in(const ViewContext& context, const Form& form, KioskView& view) {
  const Texts& in = context.in;
  view.spoken_title = in(tr_context("kiosk", "Your appointment"));
  SearchView search;
  search.label = in(tr_context("kiosk", "The code of your appointment"));
  search.hint = in(tr_context("kiosk", "Your code, like K7M2QP"));
  search.clear_word = in(tr_context("kiosk", "Clear"));
  search.icon = "calendar";
  search.on_enter = FindAppointment{};
  if (form.keyboard_shown) search.keyboard = build_code_keyboard(in);
  view.search = search;
  if (form.problem) {
    view.body.start.push_back(Notice{"warn", words_of_lookup(context, *form.problem)});
  } else if (!context.lobby.connected) {
    view.body.start.push_back(
        Notice{"warn", in(tr_context("kiosk",
                                     "Appointments cannot be looked up right now. Please go to the "
                                     "welcome desk."))});
  }
  view.body.start.push_back(Note{
      "info", in(tr_context("kiosk",
                            "Type the code that you got with your appointment, or hold its square "
                            "in front of the scanner."))});
  ui::Button find{
      .id = "find-appointment", .label = in(tr_context("kiosk", "Find it")), .icon = "search"};
  find.kind = ui::ButtonKind::primary;
  if (context.busy == Busy::sent) find.busy = find.label;
  if (context.busy == Busy::one_moment) find.busy = in(tr_context("kiosk", "One moment …"));
  if (context.busy == Busy::long_wait) find.busy = in(tr_context("kiosk", "Still trying …"));
  view.actions = {back_action(in), start_over_action(in), {find, FindAppointment{}}};
}

void appointment(const ViewContext& context, const Form& form, KioskView& view) {
  const Texts& in = context.in;
  if (!form.appointment) return check_in(context, form, view);
  const protocol::FoundAppointment& found = form.appointment->appointment;
  view.spoken_title = in(tr_context("kiosk", "Your appointment"));
  const bool today = business_date(context.site.hours, found.at) ==
                     business_date(context.site.hours, context.lobby.at);
  view.body.start.push_back(Title{"calendar",
                                  view.spoken_title,
                                  true,
                                  today ? in.time_of_day(found.at) : day_words(context, found.at),
                                  {}});
  const std::string objection = why_not(context, found);
  if (form.problem) {
    view.body.start.push_back(Notice{"warn", words_of_refusal(in, *form.problem)});
  } else if (!objection.empty()) {
    view.body.start.push_back(Notice{"warn", objection});
  } else {
    view.body.start.push_back(Note{"clock", when_called(context, found)});
  }
  add_services(context, found, view.body.start);
  for (const ServiceId& id : found.services) {
    const ServiceInfo* service = find_service_info(context.site, id);
    if (service != nullptr) add_checklist(context, form, *service, view.body.end);
  }
  view.body.start_share = 0.5F;
  view.actions = {back_action(in), start_over_action(in)};
  if (objection.empty()) view.actions.push_back(check_in_action(context));
}

}  // namespace foyer::kiosk::parts

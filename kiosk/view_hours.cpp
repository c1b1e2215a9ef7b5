// "Opening hours", and whether the office is open at all.
#include "kiosk/view_parts.h"
#include "site/calendar.h"
#include "site/hours_words.h"

namespace foyer::kiosk::parts {
namespace {

constexpr int days_shown = 7;
constexpr std::size_t holidays_shown = 3;

std::string now_words(const ViewContext& context) {
  const Texts& in = context.in;
  const Front front = front_of(context);
  if (front == Front::open) {
    const std::string until = in.time_of_day(context.lobby.state->day->closes_at);
    return in(tr_context("kiosk", "Open now until {time}"), {{"time", until}});
  }
  const std::string opening = next_opening_words(context);
  if (front != Front::closed) return {};
  return opening.empty() ? in(tr_context("kiosk", "Closed now"))
                         : in(tr_context("kiosk", "Closed until {time}"), {{"time", opening}});
}

void add_days(const ViewContext& context, Items& items) {
  const Texts& in = context.in;
  items.push_back(Heading{in(tr_context("kiosk", "The next seven days")), {}, true});
  const BusinessDate today = business_date(context.site.hours, context.lobby.at);
  const auto days = words_of_days(context.site.hours, in, today, days_shown);
  for (std::size_t i = 0; i < days.size(); ++i) {
    DayLine line{days[i].date, {}, days[i].hours};
    line.today = line.first = i == 0;
    if (line.today) line.text = in(tr_context("kiosk", "Today"));
    items.push_back(std::move(line));
  }
}

void add_holidays(const ViewContext& context, Items& items) {
  const Texts& in = context.in;
  const Hours& hours = context.site.hours;
  const auto coming = holidays_from(hours, business_date(hours, context.lobby.at), holidays_shown);
  if (coming.empty()) return;
  items.push_back(Heading{in(tr_context("kiosk", "Holidays")), {}, true});
  for (const Holiday* holiday : coming) {
    DayLine line;
    line.name = in.of_site(holiday->name);
    line.text = in.date_full(instant_of(hours, holiday->date, 12 * 60));
    line.hours = words_of_times(hours, in, holiday->date);
    line.first = holiday == coming.front();
    items.push_back(std::move(line));
  }
}

}  // namespace

Front front_of(const ViewContext& context) {
  const Lobby& lobby = context.lobby;
  if (issues_alone(lobby)) return Front::alone;
  if (lobby.connected && lobby.state != nullptr) {
    return office_open(lobby) ? Front::open : Front::closed;
  }
  const bool closed = knows_time(lobby) && !is_open(context.site.hours, lobby.at);
  return closed ? Front::closed : Front::no_link;
}

bool hours_by_fact(const ViewContext& context, const Form& form) {
  const bool knows = context.lobby.connected && context.lobby.state != nullptr;
  return knows && !form.access.low_reach && form.needs.empty();
}

std::optional<LinkItem> hours_link(const ViewContext& context, const Form& form) {
  if (!knows_time(context.lobby) || hours_by_fact(context, form) || !form.needs.empty()) {
    return std::nullopt;
  }
  return LinkItem{{.id = "hours",
                   .icon = "clock",
                   .title = context.in(tr_context("kiosk", "Opening hours")),
                   .text = {}},
                  OpenHours{}};
}

void hours(const ViewContext& context, const Form&, KioskView& view) {
  const Texts& in = context.in;
  view.spoken_title = in(tr_context("kiosk", "Opening hours"));
  view.body.head.push_back(Title{"clock", in.of_site(context.site.brand.short_name), true,
                                 view.spoken_title, now_words(context)});
  if (knows_time(context.lobby)) {
    add_days(context, view.body.start);
    add_holidays(context, view.body.end);
  }
  view.actions = {back_action(in), start_over_action(in)};
}

}  // namespace foyer::kiosk::parts

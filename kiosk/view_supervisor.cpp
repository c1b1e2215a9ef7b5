// The PIN and the page behind it, for staff at the kiosk itself.
#include <algorithm>

#include "kiosk/view_parts.h"

namespace foyer::kiosk::parts {
namespace {

InfoCard fact(std::string icon, std::string title, std::string text) {
  return {std::move(icon), std::move(title), std::move(text)};
}

std::string link_words(const ViewContext& context) {
  const Texts& in = context.in;
  if (context.lobby.connected) return in(tr_context("kiosk", "Connected to the queue server"));
  return context.lobby.state == nullptr
             ? in(tr_context("kiosk", "The queue server was not heard since the start"))
             : in(tr_context("kiosk", "The connection to the queue server is lost"));
}

/// Which language the home screen begins with.
void add_first_language(const ViewContext& context, Items& items) {
  if (context.site.languages.size() < 2) return;
  const Settings& settings = context.machine->settings;
  const LanguageTag first = settings.first_language.value.empty()
                                ? context.site.languages.front().tag
                                : settings.first_language;
  items.push_back(Heading{context.in(tr_context("kiosk", "The home screen begins in")), {}, false});
  Chips chips;
  for (const LanguageInfo& language : context.site.languages) {
    ui::Chip chip{.id = "first/" + language.tag.value, .label = language.own_name};
    chip.language = language.tag.value;
    chip.chosen = language.tag == first;
    chip.spoken = language.own_name;
    chips.chips.push_back({std::move(chip), SetFirstLanguage{language.tag}});
  }
  items.push_back(chips);
}

Check service_check(const ViewContext& context) {
  const Texts& in = context.in;
  ui::CheckRow row{
      .id = "out-of-service",
      .title = in(tr_context("kiosk", "Out of service")),
      .text = in(tr_context("kiosk", "The screen sends everybody to the welcome desk"))};
  row.on = context.machine->settings.out_of_service;
  row.first = true;
  return {row, SetOutOfService{!row.on}};
}

}  // namespace

void pin(const ViewContext& context, const Form& form, KioskView& view) {
  const Texts& in = context.in;
  view.spoken_title = in(tr_context("kiosk", "For staff: your PIN"));
  view.body.start.push_back(
      Title{"user", in(tr_context("kiosk", "For staff")), true, view.spoken_title, {}});
  PinView pin;
  pin.label = view.spoken_title;
  pin.delete_word = in(tr_context("kiosk", "Delete"));
  const std::int64_t wait_ms = context.machine == nullptr ? 0 : context.machine->pin_wait_ms;
  if (wait_ms > 0) {
    pin.problem = in(tr_context("kiosk", "Too many wrong PINs. Please wait {time}."),
                     {{"time", in.minutes(std::chrono::ceil<Seconds>(Milliseconds(wait_ms)))}});
  } else if (form.pin_wrong) {
    pin.problem = in(tr_context("kiosk", "That PIN is wrong. Please try again."));
  }
  view.pin = pin;
  ui::Button open{.id = "pin/open", .label = in(tr_context("kiosk", "Open")), .icon = "check"};
  open.kind = ui::ButtonKind::primary;
  view.actions = {back_action(in), start_over_action(in), {open, TryPin{}}};
}

void supervisor(const ViewContext& context, const Form& form, KioskView& view) {
  const Texts& in = context.in;
  if (context.machine == nullptr) return home(context, form, view);
  const Machine& machine = *context.machine;
  view.spoken_title = in(tr_context("kiosk", "This kiosk"));
  view.body.head.push_back(
      Title{"user", in(tr_context("kiosk", "For staff")), true, view.spoken_title, {}});
  view.body.start.push_back(fact("info", machine.device,
                                 in(tr_context("kiosk", "Foyer {version}, screen {screen}"),
                                    {{"version", machine.version}, {"screen", machine.screen}})));
  view.body.start.push_back(
      fact(context.lobby.connected ? "link" : "warn", link_words(context),
           in(tr_plural_context("kiosk", "{n} person is waiting", "{n} people are waiting"),
              context.lobby.state == nullptr ? 0 : people_waiting(*context.lobby.state))));
  if (auto printer = printer_card(context)) view.body.start.push_back(*std::move(printer));
  view.body.start.push_back(service_check(context));
  Links links;
  if (machine.prints) {
    links.links.push_back({{.id = "print-test",
                            .icon = "printer",
                            .title = in(tr_context("kiosk", "Print a test page")),
                            .text = {}},
                           PrintTestPage{}});
  }
  links.links.push_back({{.id = "restart",
                          .icon = "undo",
                          .title = in(tr_context("kiosk", "Start the kiosk anew")),
                          .text = {}},
                         Restart{}});
  view.body.end.push_back(links);
  add_first_language(context, view.body.end);
  ui::Button done{.id = "done", .label = in(tr_context("kiosk", "Done")), .icon = "check"};
  done.kind = ui::ButtonKind::primary;
  done.shortcuts = {ui::Key::escape};
  view.actions = {{done, StartOver{}}};
}

}  // namespace foyer::kiosk::parts

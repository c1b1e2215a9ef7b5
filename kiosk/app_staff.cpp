// What App does for staff: the supervisor's corner, settings, out of service, what is wrong here.
#include <algorithm>

#include "kiosk/app.h"
#include "kiosk/device_problems.h"

namespace foyer::kiosk {

LanguageTag App::first_language() const {
  const LanguageTag& set = options_.machine.settings.first_language;
  const auto& languages = site_.languages;
  const bool known = std::any_of(languages.begin(), languages.end(),
                                 [&](const LanguageInfo& info) { return info.tag == set; });
  if (known) return set;
  return languages.empty() ? LanguageTag{"en"} : languages.front().tag;
}

bool App::out_of_service() const {
  const bool for_staff = form_.place.page == Page::pin || form_.place.page == Page::supervisor;
  return options_.machine.settings.out_of_service && !for_staff;
}

void App::keep_up_problems(const Lobby& lobby) {
  const bool day = lobby.state != nullptr && lobby.state->day;
  problems_ = problems_of({.printer = paperwork_.problems(),
                           .out_of_service = options_.machine.settings.out_of_service,
                           .ticket_refused = day && issuing_.refused_on(lobby.state->day->date)});
}

void App::set(const Settings& settings) {
  options_.machine.settings = settings;
  if (options_.keep) options_.keep(settings);
}

void App::open_pin_if_asked(const ui::FrameContext& frame) {
  const bool key = std::any_of(frame.input->keys.begin(), frame.input->keys.end(),
                               [](const ui::KeyPress& press) { return press.key == ui::Key::f12; });
  const bool held = corner_.held(frame);
  if (!gate_.exists() || (!held && !key) || form_.place.page == Page::pin) return;
  // Nothing of the person before is kept but how the screen looks.
  const Form before = form_;
  start_over();
  form_.language = before.language;
  form_.text_percent = before.text_percent;
  form_.scheme = before.scheme;
  go({Page::pin, {}, {}});
}

void App::try_pin(std::int64_t now_ms) {
  const PinGate::Answer answer = gate_.answer(form_.pin.text, now_ms);
  form_.pin.clear();
  form_.pin_wrong = answer == PinGate::Answer::wrong;
  if (answer != PinGate::Answer::open) return;
  form_.history.clear();
  form_.place = {Page::supervisor, {}, {}};
}

}  // namespace foyer::kiosk

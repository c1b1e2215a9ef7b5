// What App does before anybody asks for it. The first touch on a language would otherwise wait for
// its fonts, a tenth of a second and more; another text size would wait for every word of the page.
#include "kiosk/app.h"
#include "kiosk/screens.h"

namespace foyer::kiosk {
namespace {

constexpr std::int64_t between_steps_ms = 100;  // whoever touches meanwhile waits for one step
constexpr std::int64_t longest_step_ms = 100;

/// Within the time in which a page that has just come takes no touch (ui::deaf_ms), after what
/// moves in it has come to rest.
constexpr std::int64_t rehearse_after_ms = ui::page_ms + 30;

}  // namespace

bool App::is_warm() const {
  return !options_.warm_up || warm_languages_ == site_.languages.size();
}

void App::make_ready(ui::Ui& ui, const ui::FrameContext& frame, const Lobby& lobby,
                     const ViewContext& context) {
  // A page that has just come takes no touch: nobody waits for what is done then.
  const bool alone = is_fresh(form_, first_language()) && !issuing_.waits();
  if (!is_warm() && (alone || frame.state->deaf(frame.now_ms + longest_step_ms))) {
    warm_up(frame, lobby);
    ui.wake_at(warm_at_ms_);
  }
  rehearse(frame, context);
  if (rehearse_at_ms_ != 0) ui.wake_at(rehearse_at_ms_);
}

void App::warm_up(const ui::FrameContext& frame, const Lobby& lobby) {
  if (is_warm()) return;
  if (warm_at_ms_ == 0) warm_at_ms_ = frame.now_ms + between_steps_ms;
  if (frame.now_ms < warm_at_ms_) return;
  warm_at_ms_ = frame.now_ms + between_steps_ms;
  lay_out_home(frame, lobby, site_.languages[warm_languages_++].tag);
}

void App::lay_out_home(const ui::FrameContext& frame, const Lobby& lobby,
                       const LanguageTag& language) {
  const Texts in = translations_.in(language);
  Form form;
  form.language = language;
  const ViewContext context{site_,    in,           indexes_,          lobby,
                            Busy::no, std::nullopt, &options_.machine, &plans_};
  const KioskView view = build_kiosk_view(context, form);
  const ui::Rehearsal unseen(frame);
  ui::Look look = look_for(frame);
  look.language = language.value;
  ui::Ui ui(unseen.frame(), look);
  static_cast<void>(draw_kiosk(ui, view, form));
}

void App::rehearse(const ui::FrameContext& frame, const ViewContext& context) {
  const Rehearsed now{shown_, form_.language, form_.text_percent, form_.scheme};
  if (rehearsed_ != now) {
    rehearsed_ = now;
    rehearse_at_ms_ = frame.now_ms + rehearse_after_ms;
  }
  // The plan of a way is painted on a thread of its own, and not for one that nobody asked for.
  if (rehearse_at_ms_ == 0 || frame.now_ms < rehearse_at_ms_) return;
  rehearse_at_ms_ = 0;
  if (form_.place.page == Page::way) return;
  Form next = form_;
  next.text_percent = next_text_percent(form_.text_percent);
  const KioskView view = build_kiosk_view(context, next);
  ui::FrameContext measured = frame;
  measured.painter = nullptr;
  const ui::Rehearsal unseen(measured);
  const ui::Look look = look_for(frame, next);
  ui::Ui ui(unseen.frame(), look);
  static_cast<void>(draw_kiosk(ui, view, next));
}

}  // namespace foyer::kiosk

// What App does before anybody comes: the first touch on a language would otherwise wait for its
// fonts and for the index of its words, a tenth of a second and more.
#include "kiosk/app.h"
#include "kiosk/screens.h"

namespace foyer::kiosk {
namespace {

constexpr std::int64_t between_steps_ms = 100;  // whoever touches meanwhile waits for one step
enum class Step { services, places, screen };
constexpr std::size_t steps = 3;

}  // namespace

bool App::is_warm() const {
  return !options_.warm_up || warm_steps_ == site_.languages.size() * steps;
}

void App::warm_up(const ui::FrameContext& frame, const Lobby& lobby) {
  if (is_warm()) return;
  if (warm_at_ms_ == 0) warm_at_ms_ = frame.now_ms + between_steps_ms;
  if (frame.now_ms < warm_at_ms_) return;
  warm_at_ms_ = frame.now_ms + between_steps_ms;
  const LanguageTag& language = site_.languages[warm_steps_ / steps].tag;
  const auto step = static_cast<Step>(warm_steps_ % steps);
  ++warm_steps_;
  if (step == Step::services) static_cast<void>(index(language));
  if (step == Step::places) static_cast<void>(places(language));
  if (step == Step::screen) lay_out_home(frame, lobby, language);
}

void App::lay_out_home(const ui::FrameContext& frame, const Lobby& lobby,
                       const LanguageTag& language) {
  const Texts in = translations_.in(language);
  Form form;
  form.language = language;
  const ViewContext context{site_,    in,           index(language),   lobby,
                            Busy::no, std::nullopt, &options_.machine, &places(language),
                            &plans_};
  const KioskView view = build_kiosk_view(context, form);
  // Measured like any frame, and shown to nobody.
  ui::UiState state;
  ui::AuditRecord record;
  std::int64_t next_ms = 0;
  const ui::Input nothing;
  ui::FrameContext unseen = frame;
  unseen.input = &nothing;
  unseen.state = &state;
  unseen.record = &record;
  unseen.next_ms = &next_ms;
  unseen.painter = nullptr;
  ui::Look look = look_for(frame);
  look.language = language.value;
  ui::Ui ui(unseen, look);
  static_cast<void>(draw_kiosk(ui, view, form));
}

}  // namespace foyer::kiosk

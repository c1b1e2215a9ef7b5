#include "display/app.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "display/layout.h"
#include "display/screens.h"

namespace foyer::display {
namespace {

constexpr int arrival_ms = 200;
/// The first frame of an arrival is drawn as if it had begun a frame ago: what arrives is seen in
/// the very frame in which it became known.
constexpr int head_start_ms = 16;
std::string names_of(const std::vector<DisplayInfo>& displays) {
  std::string names;
  for (const DisplayInfo& display : displays) {
    names += (names.empty() ? "" : ", ") + display.id.value;
  }
  return names.empty() ? "none" : names;
}

}  // namespace

ui::Theme theme_of(const SiteFiles& site, ui::Scheme scheme) {
  if (scheme == ui::Scheme::high_contrast) return ui::high_contrast_theme();
  ui::Brand brand;
  brand.accent = ui::parse_color(site.brand.accent);
  return ui::branded(ui::light_theme(), brand);
}

App::App(const SiteFiles& site, const Translations& translations, const DisplayInfo& display,
         Settings settings, std::function<void()> chime)
    : site_(site),
      translations_(translations),
      display_(display),
      settings_(settings),
      chime_(std::move(chime)),
      theme_(theme_of(site, settings.scheme)) {}

void App::take_calls(const State& state, Instant now, std::int64_t now_ms) {
  if (!calls_.update(state.recent_calls, now, now_ms)) return;
  if (!settings_.reduce_motion) {
    arriving_ = ui::Transition(now_ms - head_start_ms, arrival_ms + head_start_ms);
  }
  chime_();
}

void App::wake_when_due(ui::Ui& ui, Instant now, Milliseconds silent) const {
  ui.wake_at(ui.now_ms() + changes_after(now, silent).count());
  if (const auto next = calls_.next_ms()) ui.wake_at(std::max(*next, ui.now_ms()));
  if (arriving_.running(ui.now_ms())) ui.animate();
}

void App::frame(const ui::FrameContext& context, const Heard& heard) {
  const Instant now = clock_.now(heard.now);
  const Milliseconds silent = clock_.silence(heard.silent, context.now_ms);
  if (heard.state != nullptr) take_calls(*heard.state, now, context.now_ms);
  LobbyView view = build_lobby_view({.site = site_,
                                     .translations = translations_,
                                     .display = display_,
                                     .state = heard.state,
                                     .waits = heard.waits,
                                     .calls = calls_,
                                     .now = now,
                                     .silent = silent});
  view.arrival = arriving_.at(context.now_ms);
  newest_ticket_ = view.newest ? view.newest->ticket : std::string();
  const ui::Look look{.theme = theme_,
                      .metrics = lobby_metrics(context.window),
                      .language = view.base_language,
                      .reduce_motion = settings_.reduce_motion};
  ui::Ui ui(context, look);
  draw_lobby(ui, view);
  wake_when_due(ui, now, silent);
}

const DisplayInfo& choose_display(const SiteFiles& site, const DeviceId& wanted,
                                  const DeviceId& device) {
  const DisplayInfo* found = find_display(site, wanted.empty() ? device : wanted);
  if (found == nullptr && wanted.empty() && site.displays.size() == 1) {
    found = &site.displays.front();
  }
  if (found != nullptr) return *found;
  const std::string name = wanted.empty() ? device.value : wanted.value;
  throw std::runtime_error(
      "the site has no display \"" + name +
      "\"; its arrows would point the wrong way. Give --display with one of: " +
      names_of(site.displays));
}

}  // namespace foyer::display

#include "display/manager_app.h"

#include <stdexcept>

#include "display/manager_layout.h"
#include "display/manager_screen.h"

namespace foyer::display {

// Pages turn with the languages of the lobby display, which changes_after() waits for.
static_assert(page_turn == language_turn);

ManagerApp::ManagerApp(const SiteFiles& site, const Translations& translations,
                       ManagerSettings settings)
    : site_(site),
      translations_(translations),
      settings_(std::move(settings)),
      theme_(theme_of(site, settings_.scheme)) {}

void ManagerApp::frame(const ui::FrameContext& context, const Heard& heard) {
  const Instant now = clock_.now(heard.now);
  const Milliseconds silent = clock_.silence(heard.silent, context.now_ms);
  const ManagerView view = build_manager_view({.site = site_,
                                               .translations = translations_,
                                               .language = settings_.language,
                                               .state = heard.state,
                                               .waits = heard.waits,
                                               .advised = heard.advised,
                                               .devices = heard.devices,
                                               .now = now,
                                               .silent = silent});
  const ui::Look look{.theme = theme_,
                      .metrics = manager_metrics(context.window, settings_.text_percent),
                      .language = view.language};
  ui::Ui ui(context, look);
  draw_manager_board(ui, view);
  // The pages' turn, the clock's minutes and the stages of a lost link all fall on it.
  ui.wake_at(ui.now_ms() + changes_after(now, silent).count());
}

LanguageTag choose_language(const SiteFiles& site, const std::string& wanted) {
  if (wanted.empty()) return site.languages.front().tag;
  std::string known;
  for (const LanguageInfo& language : site.languages) {
    if (!language.staff) continue;
    if (language.tag.value == wanted) return language.tag;
    known += (known.empty() ? "" : ", ") + language.tag.value;
  }
  throw std::runtime_error("staff of the site do not read the language \"" + wanted +
                           "\". Give --language with one of: " + known);
}

}  // namespace foyer::display

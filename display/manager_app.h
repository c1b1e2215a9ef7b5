// The manager's board between its edges: takes what the link knows and draws. Knows no window and
// no socket, so that tests run it as it is.
#pragma once

#include "display/app.h"
#include "display/heard_clock.h"
#include "display/manager_view.h"

namespace foyer::display {

struct ManagerSettings {
  LanguageTag language;    ///< One of the site's.
  int text_percent = 100;  ///< 100 to 200.
  ui::Scheme scheme = ui::Scheme::light;
};

class ManagerApp {
 public:
  /// `site` and `translations` must outlive it.
  ManagerApp(const SiteFiles& site, const Translations& translations, ManagerSettings settings);

  /// One frame: draws, and asks for the next one when something changes by itself.
  void frame(const ui::FrameContext& context, const Heard& heard);

 private:
  const SiteFiles& site_;
  const Translations& translations_;
  const ManagerSettings settings_;
  const ui::Theme theme_;
  HeardClock clock_;
};

/// The language of the board: `wanted`, or the site's first where that is empty. Throws
/// std::runtime_error that names those of the site.
[[nodiscard]] LanguageTag choose_language(const SiteFiles& site, const std::string& wanted);

}  // namespace foyer::display

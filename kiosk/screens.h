// Draws a kiosk screen from its view and says what was asked for. No clock, no input or output, no
// decisions: what is typed and which part of a long page is shown is kept in the form, everything
// else comes back as intents.
#pragma once

#include "kiosk/form.h"
#include "kiosk/views.h"
#include "ui/controls.h"

namespace foyer::kiosk {

/// `progress` 0..1 of the page's arrival: it slides in and fades in.
[[nodiscard]] Intents draw_kiosk(ui::Ui& ui, const KioskView& view, Form& form, float progress = 1);

/// Control that takes the focus first on a page; empty: none.
[[nodiscard]] std::string first_focus(Page page);

}  // namespace foyer::kiosk

// Draws a CounterView and says what the clerk wants. No clock, no I/O, no decisions; what is only
// about this screen (what is typed, which panel is open) is written into the form.
#pragma once

#include "counter-client/form.h"
#include "counter-client/intents.h"
#include "counter-client/view.h"
#include "ui/controls.h"

namespace foyer::counter_client {

/// The whole window.
CounterIntents draw_counter(ui::Ui& ui, const CounterView& view, CounterForm& form);

/// Whether a window of this size shows the bar.
[[nodiscard]] bool is_bar(const ui::Size& window);
/// Of the bar, in pixels, on a machine whose whole window has this size.
[[nodiscard]] ui::Size bar_size(const ScreenChoice& choice, const ui::Size& whole);

/// Theme and sizes of what the clerk chose, with the site's accent.
[[nodiscard]] ui::Look look_of(const ScreenChoice& choice, ui::Size window, const Brand& brand);

}  // namespace foyer::counter_client

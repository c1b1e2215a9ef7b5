// Inside kiosk/: the parts of a screen around its items.
#pragma once

#include "kiosk/screens.h"
#include "ui/layout.h"

namespace foyer::kiosk {

/// Space at the sides, in real pixels.
[[nodiscard]] float margin_of(ui::Ui& ui);

/// From the top of `rest`.
void draw_header(ui::Ui& ui, ui::Rect& rest, const HeaderView& header, Intents& intents);
/// Whether the header has room for the facts of the home page.
[[nodiscard]] bool facts_in_header(ui::Ui& ui, const HeaderView& header);
/// From the bottom of `rest`.
void draw_access(ui::Ui& ui, ui::Rect& rest, const std::vector<AccessItem>& items,
                 Intents& intents);
/// Back and Start over as wide as they need to be, the last one takes the rest.
[[nodiscard]] float actions_height(ui::Ui& ui, float width, const std::vector<Action>& actions);
void draw_actions(ui::Ui& ui, const ui::Rect& rect, const std::vector<Action>& actions,
                  Intents& intents);
/// Items between header and action bar, in parts where they are too many.
void draw_body(ui::Ui& ui, const ui::Rect& area, const Body& body, const KioskView& view,
               const Form& form, Intents& intents);
/// Field, results and the keys on the screen.
void draw_search(ui::Ui& ui, const ui::Rect& area, const KioskView& view, Form& form,
                 Intents& intents);
/// The PIN and its keys.
void draw_pin(ui::Ui& ui, const ui::Rect& area, const KioskView& view, Form& form,
              Intents& intents);
/// `reach_y`: nothing above it is to be touched; 0: everything may be.
void draw_sheet(ui::Ui& ui, const SheetView& sheet, float reach_y, Intents& intents);

/// Low reach: the height in pixels from which on everything is in reach; 0: everything is.
[[nodiscard]] float reach_y(ui::Ui& ui, const KioskView& view);
/// Says at the top that all buttons are below, and how many results there are (takes that out of
/// `view`); gives back what is left for the rest.
ui::Rect draw_reach_note(ui::Ui& ui, const ui::Rect& area, float from, KioskView& view);
/// The body with all that can be touched below `from`, and above it what is only to be read.
void draw_low(ui::Ui& ui, const ui::Rect& area, float from, const Body& body, const KioskView& view,
              const Form& form, Intents& intents);

}  // namespace foyer::kiosk

// Inside kiosk/: the parts of a screen around its items.
#pragma once

#include "kiosk/flow.h"
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
/// Cards under neighbouring rows first, then everything in order.
void draw_part(ui::Ui& ui, const Part& part);

/// The two buttons that turn the parts of a long page over.
struct Turner {
  ui::Button back_up;
  ui::Button more;
};
[[nodiscard]] Turner turner_of(const KioskView& view);
/// Side by side in this width.
[[nodiscard]] float turner_height(ui::Ui& ui, float width, const Turner& turner);
/// Of one of them.
[[nodiscard]] float turner_width(ui::Ui& ui, const Turner& turner);
/// Where they stand: under the parts, or beside them on a low screen with large letters, where
/// height is dear; never out of reach.
[[nodiscard]] ui::Rect cut_turner(ui::Ui& ui, ui::Rect& rest, const KioskView& view,
                                  const Turner& turner);
/// `part` counts from 0.
void draw_turner(ui::Ui& ui, const ui::Rect& rect, const Turner& turner, int part, int parts,
                 Intents& intents);

/// Field, results and the keys on the screen. `taken`: so much at the bottom of the column of
/// results is not theirs.
void draw_search(ui::Ui& ui, const ui::Rect& area, const KioskView& view, Form& form,
                 Intents& intents, float taken = 0);
/// How wide the keys are on a wide screen.
[[nodiscard]] float keys_width(ui::Ui& ui, float area_w);
/// The space between them and the results.
[[nodiscard]] float keys_gap(ui::Ui& ui);
/// How high they must be at least for fingers.
[[nodiscard]] float keys_height_min(ui::Ui& ui, const KeyboardView& keyboard);
/// The PIN and its keys.
void draw_pin(ui::Ui& ui, const ui::Rect& area, const KioskView& view, Form& form,
              Intents& intents);
/// `reach_y`: nothing above it is to be touched; 0: everything may be.
void draw_sheet(ui::Ui& ui, const SheetView& sheet, float reach_y, Intents& intents);

/// Low reach: the height in pixels from which on everything is in reach; 0: everything is.
[[nodiscard]] float reach_y(ui::Ui& ui, const KioskView& view);
/// For a page with keys: what is only to be read goes above `from` (out of `view`), which moves
/// down for it on a wide screen; gives back what is left for the rest.
[[nodiscard]] ui::Rect draw_reach_note(ui::Ui& ui, const ui::Rect& area, float from,
                                       KioskView& view);
/// The body with all that can be touched below `from`, and above it what is only to be read.
void draw_low(ui::Ui& ui, const ui::Rect& area, float from, const Body& body, const KioskView& view,
              const Form& form, Intents& intents);

}  // namespace foyer::kiosk

// The two buttons that turn the parts of a long page over.
#include <algorithm>

#include "kiosk/draw_items.h"
#include "kiosk/screen_parts.h"

namespace foyer::kiosk {
namespace {

using ui::Rect;

/// One button, in a column of them.
float button_height_of(ui::Ui& ui, float width, const Turner& turner) {
  return std::max(ui::button_height(ui, width, turner.back_up),
                  ui::button_height(ui, width, turner.more));
}

/// Side by side; in a high box one at its top and one at its bottom.
std::vector<Rect> turner_cells(ui::Ui& ui, const Rect& rect, const Turner& turner) {
  if (rect.h <= rect.w && rect.w > turner_width(ui, turner)) {
    return ui::columns(rect, 2, ui.px(24));
  }
  const float h = button_height_of(ui, rect.w, turner);
  return {{rect.x, rect.y, rect.w, h}, {rect.x, rect.bottom() - h, rect.w, h}};
}

}  // namespace

Turner turner_of(const KioskView& view) {
  Turner turner;
  turner.back_up = {.id = "back-up", .label = view.back_up_word, .icon = "arrow-up"};
  turner.more = {.id = "more", .label = view.more_word, .icon = "arrow-down"};
  turner.back_up.size = turner.more.size = {32, 40};
  turner.back_up.shortcuts = {ui::Key::page_up};
  turner.more.shortcuts = {ui::Key::page_down};
  return turner;
}

float turner_height(ui::Ui& ui, float width, const Turner& turner) {
  return button_height_of(ui, (width - ui.px(24)) / 2, turner);
}

float turner_width(ui::Ui& ui, const Turner& turner) {
  return std::max(
      {ui.px(280), ui::button_width(ui, turner.back_up), ui::button_width(ui, turner.more)});
}

Rect cut_turner(ui::Ui& ui, Rect& rest, const KioskView& view, const Turner& turner) {
  if (landscape(ui) && large_text(ui) && rest.w >= ui.px(1400)) {
    const float width = turner_width(ui, turner);
    const float top = std::max(rest.y, reach_y(ui, view));
    const bool both = rest.bottom() - top >= 2 * button_height_of(ui, width, turner) + ui.px(16);
    if (both) {
      Rect beside = ui::cut_end(rest, width, ui.px(48));
      beside.h = beside.bottom() - top;
      beside.y = top;
      return beside;
    }
  }
  return ui::cut_bottom(rest, turner_height(ui, rest.w, turner), ui.px(24));
}

void draw_turner(ui::Ui& ui, const Rect& rect, const Turner& turner, int part, int parts,
                 Intents& intents) {
  const std::vector<Rect> cells = turner_cells(ui, rect, turner);
  if (part > 0 && ui::button(ui, cells[0], turner.back_up).pressed) {
    intents.push_back(ShowPart{part - 1});
  }
  if (part + 1 < parts && ui::button(ui, cells[1], turner.more).pressed) {
    intents.push_back(ShowPart{part + 1});
  }
}

}  // namespace foyer::kiosk

// What lies over the page: the languages, and the warning before the screen clears.
#include <algorithm>
#include <cmath>

#include "kiosk/draw_items.h"
#include "kiosk/screen_parts.h"

namespace foyer::kiosk {
namespace {

using ui::Rect;

void veil(ui::Ui& ui) {
  ui::Color color = ui.theme().high_contrast() ? ui.theme().paper : ui.theme().ink;
  color.a = ui.theme().high_contrast() ? 255 : 150;
  ui.canvas.fill(ui.canvas.bounds(), color);
}

Blocks sheet_blocks(ui::Ui& ui, const SheetView& sheet, Items& items, float width,
                    Intents& intents) {
  items.push_back(Title{{}, {}, false, sheet.title, sheet.text});
  if (sheet.time) items.push_back(*sheet.time);
  const bool symbols = std::any_of(sheet.chips.begin(), sheet.chips.end(),
                                   [](const ChipItem& item) { return !item.chip.icon.empty(); });
  if (!sheet.chips.empty()) items.push_back(Chips{sheet.chips, symbols});
  return blocks_of(ui, items, width, intents);
}

}  // namespace

void draw_sheet(ui::Ui& ui, const SheetView& sheet, float reach_y, Intents& intents) {
  const ui::Canvas::Layer layer(ui.canvas, ui::LayerKind::modal);
  veil(ui);
  const float pad = ui.px(48);
  const float margin = margin_of(ui);
  const Rect bounds = ui.canvas.bounds();
  // Large letters need fewer lines on a wide sheet.
  const float width = std::min(bounds.w - margin, ui.px(large_text(ui) ? 1760 : 1200));
  const float inner = width - 2 * pad;
  Items items;
  items.reserve(3);
  const Blocks blocks = sheet_blocks(ui, sheet, items, inner, intents);
  const float actions_h = actions_height(ui, inner, sheet.actions);
  const float height = 2 * pad + height_of(blocks) + ui.px(48) + actions_h;
  Rect card = ui::centered(bounds, {width, height});
  if (reach_y > 0) card.y = std::max(0.0F, bounds.bottom() - margin / 2 - height);
  ui.canvas.box(card, {.fill = ui.theme().card,
                       .edge = ui.theme().high_contrast() ? ui.theme().ink : ui.theme().line,
                       .edge_px = ui.px(ui.theme().border_chosen),
                       .radius = ui.px(ui.theme().radius)});
  const ui::Canvas::Container inside(ui.canvas, card, "sheet");
  Rect rest = card.inset(pad);
  const Rect actions = ui::cut_bottom(rest, actions_h);
  for (const Placed& placed : stacked(blocks, rest)) placed.block->draw(placed.rect);
  draw_actions(ui, actions, sheet.actions, intents);
}

}  // namespace foyer::kiosk

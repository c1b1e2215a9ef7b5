// The supervisor's PIN: a field that shows dots, and the ten figures.
#include <algorithm>
#include <cmath>

#include "kiosk/draw_items.h"
#include "kiosk/screen_parts.h"
#include "kiosk/supervisor.h"

namespace foyer::kiosk {
namespace {

using ui::Rect;

void typed(ui::Ui& ui, Form& form) {
  form.pin_wrong = false;
  if (!ui.state().focus_shown) ui.state().focus_on("pin");
}

bool draw_pin_field(ui::Ui& ui, const Rect& rect, const PinView& pin, Form& form) {
  ui::TextFieldOptions field{.id = "pin", .rect = rect, .spoken = pin.label};
  field.size = {56, 64};
  field.radius = ui.theme().radius;
  field.edge_px = 4;
  field.strong_edge = true;
  field.padding = 32;
  field.characters_max = pin_digits_most;
  field.masked = true;
  field.digits_only = true;
  const ui::TextFieldResult result = ui.text_field(form.pin, field);
  if (result.changed) form.pin_wrong = false;
  return result.entered;
}

void draw_figure(ui::Ui& ui, const Rect& rect, const std::string& figure, Form& form) {
  const ui::ScreenKey key{.id = "pin/" + figure, .label = figure, .icon = {}, .spoken = figure};
  if (!ui::screen_key(ui, rect, key).pressed) return;
  form.pin.insert(figure, pin_digits_most);
  typed(ui, form);
}

/// As on a telephone, in every language: 1 2 3 / 4 5 6 / 7 8 9 / . 0 Delete.
void draw_figures(ui::Ui& ui, const Rect& area, const PinView& pin, Form& form) {
  const bool rtl = ui.canvas.direction() == ui::Direction::right_to_left;
  const float gap = ui.px(16);
  const float key_h = std::min(ui.px(136), std::floor((area.h - 3 * gap) / 4));
  for (int row = 0; row < 4; ++row) {
    const Rect line{area.x, area.y + static_cast<float>(row) * (key_h + gap), area.w, key_h};
    std::vector<Rect> cells = ui::columns(line, 3, gap);
    if (rtl) std::reverse(cells.begin(), cells.end());
    if (row < 3) {
      for (std::size_t k = 0; k < 3; ++k) {
        draw_figure(ui, cells[k], std::to_string(row * 3 + static_cast<int>(k) + 1), form);
      }
      continue;
    }
    draw_figure(ui, cells[1], "0", form);
    const ui::ScreenKey remove{.id = "pin/delete",
                               .label = pin.delete_word,
                               .icon = "backspace",
                               .spoken = pin.delete_word};
    if (ui::screen_key(ui, cells[2], remove).pressed) {
      form.pin.backspace();
      typed(ui, form);
    }
  }
}

}  // namespace

void draw_pin(ui::Ui& ui, const Rect& area, const KioskView& view, Form& form, Intents& intents) {
  const PinView& pin = *view.pin;
  const bool wide = landscape(ui);
  Items items = view.body.start;
  if (!pin.problem.empty()) items.push_back(Notice{"warn", pin.problem});
  const ui::TextStyle style = ui.canvas.style({56, 64}, ui::Weight::regular);
  const float field_h = std::max(ui.px(120), ui.canvas.measure("8", style).height + ui.px(40));
  const float keys_w = std::min(wide ? area.w / 2 : area.w, ui.px(640));
  const float words_w = wide ? area.w - keys_w - ui.px(64) : area.w;
  const Blocks blocks = blocks_of(ui, items, words_w, intents);
  const float words_h = height_of(blocks);
  Rect rest = area;
  if (wide) {
    draw_figures(ui, ui::cut_end(rest, keys_w, ui.px(64)), pin, form);
  } else {
    // What the words leave, but never so little that a finger cannot hit them.
    const float left = area.h - words_h - field_h - ui.px(64);
    const float keys_h = std::clamp(left, ui.px(4 * 88 + 3 * 16), ui.px(4 * 136 + 3 * 16));
    const Rect keys = ui::cut_bottom(rest, keys_h, ui.px(16));
    draw_figures(ui, ui::centered(keys, {keys_w, keys_h}), pin, form);
  }
  const Rect head = ui::cut_top(rest, words_h, ui.px(24));
  for (const Placed& placed : stacked(blocks, head)) placed.block->draw(placed.rect);
  if (draw_pin_field(ui, ui::cut_top(rest, field_h), pin, form)) intents.push_back(TryPin{});
}

}  // namespace foyer::kiosk

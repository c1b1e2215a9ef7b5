// The search: field, results, and the keys on the screen.
#include <algorithm>
#include <cmath>

#include "kiosk/draw_items.h"
#include "kiosk/screen_parts.h"

namespace foyer::kiosk {
namespace {

using ui::Rect;

void typed(ui::Ui& ui, Form& form) {
  form.part = 0;
  // Letters from a keyboard of the kiosk go on into the field.
  if (!ui.state().focus_shown) ui.state().focus_on("query");
}

float clear_width(ui::Ui& ui, const SearchView& search) {
  const ui::TextStyle style = ui.canvas.style({28, 36}, ui::Weight::bold);
  return std::ceil(ui.canvas.measure(search.clear_word, style).width) + 2 +
         ui.px(28 + 32 + 14 + 28);
}

void draw_clear(ui::Ui& ui, const Rect& cell, const SearchView& search, Form& form) {
  const ui::ControlBox box(ui, {.id = "clear",
                                .rect = cell,
                                .spoken = search.clear_word,
                                .radius = ui.px(ui.theme().radius)});
  ui.canvas.box(cell, ui::control_box(ui, box.result, false, ui.theme().radius));
  Rect rest = cell.inset({ui.px(28), 0, ui.px(20), 0});
  ui.canvas.icon(ui::cut_start(rest, ui.px(32), ui.px(14)), "close", ui.theme().ink);
  ui::TextStyle style = ui.canvas.style({28, 36}, ui::Weight::bold);
  style.valign = ui::VAlign::middle;
  style.lines_max = 1;
  ui.canvas.text(rest, search.clear_word, style);
  if (box.result.pressed) {
    form.query.clear();
    typed(ui, form);
  }
}

constexpr float clear_field_min = 400;

/// True: Enter was pressed in it.
bool draw_field(ui::Ui& ui, const Rect& rect, const SearchView& search, Form& form) {
  Rect rest = rect;
  Rect clear;
  const bool has_text = !form.query.text.empty();
  // Where the code has no room beside it, Delete serves as well.
  const float clear_w = clear_width(ui, search);
  const bool clears = has_text && rest.w - clear_w - ui.px(16) >= ui.px(clear_field_min);
  if (clears) clear = ui::cut_end(rest, clear_w, ui.px(16));
  ui::TextFieldOptions field{.id = "query", .rect = rest, .spoken = search.label};
  field.hint = search.hint;
  field.icon = search.icon;
  field.size = {36, 48};
  field.radius = ui.theme().radius;
  field.edge_px = 4;
  field.strong_edge = true;
  field.padding = 32;
  field.characters_max = 60;
  const ui::TextFieldResult result = ui.text_field(form.query, field);
  if (result.changed) form.part = 0;
  if (clears) draw_clear(ui, clear, search, form);
  return result.entered;
}

// --- keys

struct KeyGrid {
  float key_w = 0;
  float key_h = 0;
  float gap = 0;
  Rect panel;
};

constexpr int keys_across = 10;

/// Over the first and under the last row: keys of 20 mm go before room around them.
float panel_padding(ui::Ui& ui, const Rect& panel, const KeyboardView& keyboard) {
  const auto rows = static_cast<float>(keyboard.rows.size() + 1);
  const float spare = panel.h - rows * ui.px(88) - (rows - 1) * ui.px(8);
  return std::clamp(std::floor(spare / 2), ui.px(4), ui.px(24));
}

KeyGrid key_grid(ui::Ui& ui, const Rect& panel, const KeyboardView& keyboard) {
  KeyGrid grid;
  grid.gap = ui.px(8);
  grid.panel = panel;
  const float margin = ui.px(24);
  grid.key_w = std::floor((panel.w - 2 * margin - 9 * grid.gap) / keys_across);
  const auto rows = static_cast<float>(keyboard.rows.size() + 1);
  const float padding = panel_padding(ui, panel, keyboard);
  grid.key_h = std::floor((panel.h - 2 * padding - (rows - 1) * grid.gap) / rows);
  return grid;
}

float keyboard_height(ui::Ui& ui, const KeyboardView& keyboard, float key_design) {
  const auto rows = static_cast<float>(keyboard.rows.size() + 1);
  return rows * ui.px(key_design) + (rows - 1) * ui.px(8) + 2 * ui.px(24);
}

/// 88 px are still 20 mm.
constexpr float key_least = 88;

/// Large letters need the room for the results.
float key_design(ui::Ui& ui) {
  return ui.canvas.look().metrics.text_percent >= 150 ? key_least : 104;
}

/// Letters stand where they stand on real keyboards: the panel is never mirrored.
Rect key_rect(ui::Ui& ui, const KeyGrid& grid, std::size_t row, float first, float keys) {
  const float margin = (grid.panel.w - keys_across * grid.key_w - 9 * grid.gap) / 2;
  const float y = grid.panel.y + (grid.key_h + grid.gap) * static_cast<float>(row);
  const float wide = keys * grid.key_w + (keys - 1) * grid.gap;
  const float from_left = std::round(margin + first * (grid.key_w + grid.gap));
  const bool rtl = ui.canvas.direction() == ui::Direction::right_to_left;
  return {rtl ? grid.panel.x + grid.panel.w - from_left - wide : grid.panel.x + from_left, y, wide,
          grid.key_h};
}

bool word_key(ui::Ui& ui, const Rect& rect, std::string id, const std::string& label,
              std::string icon) {
  ui::ScreenKey key{.id = std::move(id), .label = label, .icon = {}, .spoken = label};
  key.word = true;
  // The icon where the word has no room: at large text sizes.
  const ui::TextStyle style = ui.canvas.style(ui::type::body, ui::Weight::bold);
  const ui::TextSize size = ui.canvas.measure(label, style);
  const bool fits = size.width <= rect.w - ui.px(16) && size.ink.h <= rect.h - ui.px(8);
  if (!fits) key.icon = std::move(icon);
  return ui::screen_key(ui, rect, key).pressed;
}

void draw_layer_key(ui::Ui& ui, const Rect& rect, const LayerKey& key, Form& form) {
  if (word_key(ui, rect, key.id, key.label, {})) form.key_layer = key.layer;
}

void draw_key(ui::Ui& ui, const Rect& rect, const KeyView& view, Form& form) {
  ui::ScreenKey key{
      .id = "key/" + view.text, .label = view.label, .icon = {}, .spoken = view.label};
  // Single letters stand upright, as on every Urdu keyboard: Nastaliq is for words.
  if (ui.canvas.look().language == "ur") key.language = "fa";
  if (!ui::screen_key(ui, rect, key).pressed) return;
  type_key(form.query, view.text, 60);
  // As on a telephone: the second layer is for one letter.
  if (form.key_layer == KeyLayer::more) form.key_layer = KeyLayer::letters;
  typed(ui, form);
}

/// The last row shares its line with Delete at its end, two keys wide, and with the key of the
/// second layer at its start.
void draw_letters(ui::Ui& ui, const KeyGrid& grid, const KeyboardView& keyboard, Form& form) {
  const std::size_t last = keyboard.rows.size() - 1;
  for (std::size_t row = 0; row < keyboard.rows.size(); ++row) {
    const std::vector<KeyView>& keys = keyboard.rows[row];
    const float before = row == last && keyboard.more ? 2 : 0;
    const float after = row == last ? 2 : 0;
    float at = (keys_across - static_cast<float>(keys.size()) - before - after) / 2;
    if (before > 0) {
      draw_layer_key(ui, key_rect(ui, grid, row, at, before), *keyboard.more, form);
      at += before;
    }
    for (const KeyView& key : keys) {
      draw_key(ui, key_rect(ui, grid, row, at, 1), key, form);
      at += 1;
    }
    if (after > 0 && word_key(ui, key_rect(ui, grid, row, at, after), "key/delete",
                              keyboard.delete_word, "backspace")) {
      form.query.backspace();
      typed(ui, form);
    }
  }
}

/// 123, abc, space, hide.
void draw_lowest_row(ui::Ui& ui, const KeyGrid& grid, const KeyboardView& keyboard, Form& form,
                     Intents& intents) {
  const std::size_t row = keyboard.rows.size();
  float at = 0;
  for (const LayerKey& key : keyboard.layers) {
    draw_layer_key(ui, key_rect(ui, grid, row, at, 2), key, form);
    at += 2;
  }
  if (word_key(ui, key_rect(ui, grid, row, at, 8 - at), "key/space", keyboard.space_word, {})) {
    form.query.insert(" ", 60);
    typed(ui, form);
  }
  if (word_key(ui, key_rect(ui, grid, row, 8, 2), "key/hide", keyboard.hide_word,
               "keyboard-hide")) {
    intents.push_back(ShowKeyboard{false});
  }
}

void draw_keyboard(ui::Ui& ui, const Rect& panel, const KeyboardView& keyboard, Form& form,
                   Intents& intents) {
  ui.canvas.fill(panel, ui.theme().room);
  KeyGrid grid = key_grid(ui, panel, keyboard);
  const float padding = panel_padding(ui, panel, keyboard);
  grid.panel = panel.inset({0, padding, 0, padding});
  draw_letters(ui, grid, keyboard, form);
  draw_lowest_row(ui, grid, keyboard, form, intents);
}

/// Whether the highest of the results fits over the keys that turn them over.
bool have_room(ui::Ui& ui, const Rect& rest, const KioskView& view, Intents& intents) {
  const Blocks blocks = blocks_of(ui, view.body.start, rest.w, intents);
  float highest = 0;
  for (const Block& block : blocks) highest = std::max(highest, block.height);
  return highest + ui.px(24) + actions_height(ui, rest.w, view.actions) <= rest.h;
}

/// Very large letters on a low screen, or low reach: the results wait behind one button, for which
/// the keys go. Where not even that has room, the key that hides the keys leads there as well.
void draw_way_to_results(ui::Ui& ui, Rect rest, const SearchView& search, Intents& intents) {
  ui::Button show{.id = "show-results", .label = search.label, .icon = "search"};
  show.kind = ui::ButtonKind::primary;
  const float height = ui::button_height(ui, rest.w, show);
  if (height > rest.h) return;
  const Rect place = ui::cut_top(rest, height);
  if (ui::button(ui, place, show).pressed) intents.push_back(ShowKeyboard{false});
}

/// The best result, for Enter in the field.
const Row* first_row(const Body& body) {
  for (const Item& item : body.start) {
    if (const Row* row = std::get_if<Row>(&item)) return row;
  }
  return nullptr;
}

}  // namespace

float keys_width(ui::Ui& ui, float area_w) {
  return std::min(ui.px(1032), area_w * 0.56F);
}

float keys_gap(ui::Ui& ui) {
  return ui.px(40);
}

float keys_height_min(ui::Ui& ui, const KeyboardView& keyboard) {
  const auto rows = static_cast<float>(keyboard.rows.size() + 1);
  return rows * ui.px(key_least) + (rows - 1) * ui.px(8) + 2 * ui.px(4);
}

void draw_search(ui::Ui& ui, const Rect& area, const KioskView& view, Form& form, Intents& intents,
                 float taken) {
  const SearchView& search = *view.search;
  const ui::TextStyle style = ui.canvas.style({36, 48}, ui::Weight::regular);
  // As high as the language's own letters need it.
  const float letters_h =
      std::max(ui.canvas.measure("Ég", style).height, ui.canvas.measure(search.hint, style).height);
  const float field_h = std::max(ui.px(120), letters_h + ui.px(40));
  Rect rest = area;
  Rect panel;
  if (search.keyboard && landscape(ui)) {
    // Keys at the end, as large as in portrait; field and results beside them.
    panel = ui::cut_end(rest, keys_width(ui, area.w), keys_gap(ui));
    const float high = std::min(area.h, keyboard_height(ui, *search.keyboard, key_design(ui)));
    panel.x += margin_of(ui);
    panel = {panel.x, area.bottom() - high, panel.w, high};
  } else if (search.keyboard) {
    const float most = keyboard_height(ui, *search.keyboard, key_design(ui));
    const float left = area.h - field_h - ui.px(8 + 24);
    const float high = std::clamp(left, keys_height_min(ui, *search.keyboard), most);
    panel = ui::cut_bottom(rest, high, ui.px(24));
    panel = {0, panel.y, ui.canvas.size().w, panel.h};
  }
  ui::cut_bottom(rest, taken);
  const Rect field = ui::cut_top(rest, field_h, ui.px(32)).moved(0, ui.px(8));
  const bool entered = draw_field(ui, field, search, form);
  if ((landscape(ui) || view.reach_from) && search.keyboard && !form.query.text.empty() &&
      !view.body.start.empty() && !have_room(ui, rest, view, intents)) {
    draw_way_to_results(ui, rest, search, intents);
  } else {
    draw_body(ui, rest, view.body, view, form, intents);
  }
  if (search.keyboard) draw_keyboard(ui, panel, *search.keyboard, form, intents);
  if (!entered) return;
  const Row* best = first_row(view.body);
  if (search.on_enter) {
    intents.push_back(*search.on_enter);
  } else if (best != nullptr) {
    intents.push_back(best->intent);
  }
}

}  // namespace foyer::kiosk

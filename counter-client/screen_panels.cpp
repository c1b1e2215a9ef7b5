// The panels that take the place of the middle and the line.
#include <algorithm>
#include <cmath>

#include "counter-client/screen_parts.h"

namespace foyer::counter_client {
namespace {

using ui::Rect;
using ui::Weight;
namespace type = ui::type;

void draw_head(Drawing& d, Rect& rest) {
  const PanelView& panel = *d.view.panel;
  const ui::Theme& t = d.ui.theme();
  const ui::TextStyle title = words(d.ui, type::desk_title, Weight::bold, t.ink);
  const ui::TextStyle text = words(d.ui, type::desk_body, Weight::regular, t.ink_soft);
  d.ui.canvas.text(ui::cut_top(rest, height_of(d.ui, panel.title, title, rest.w), d.ui.px(8)),
                   panel.title, title);
  if (!panel.text.empty()) {
    d.ui.canvas.text(ui::cut_top(rest, height_of(d.ui, panel.text, text, rest.w), d.ui.px(16)),
                     panel.text, text);
  }
}

/// Which of several needs: one part each, one under the other.
void draw_needs(Drawing& d, Rect& rest) {
  const PanelView& panel = *d.view.panel;
  if (panel.needs.empty()) return;
  const ui::Theme& t = d.ui.theme();
  ui::section_title(d.ui, ui::cut_top(rest, d.ui.canvas.grown(24), d.ui.px(4)), "",
                    panel.needs_title, t.ink_soft);
  for (std::size_t i = 0; i < panel.needs.size(); ++i) {
    const ui::TextStyle style =
        words(d.ui, type::desk_body, i == panel.need_at ? Weight::bold : Weight::regular, t.ink,
              ui::VAlign::middle);
    const float room = rest.w - d.ui.px(12 + 20 + 8 + 12);
    const Rect row = ui::cut_top(
        rest,
        std::max(d.ui.canvas.grown(36), height_of(d.ui, panel.needs[i], style, room) + d.ui.px(8)),
        d.ui.px(4));
    const ui::ControlBox box(d.ui, {.id = "panel-need/" + std::to_string(i),
                                    .rect = row,
                                    .spoken = panel.needs[i],
                                    .radius = d.ui.px(t.radius_small)});
    const bool on = i == panel.need_at || box.result.held;
    d.ui.canvas.box(row, {.fill = on ? t.accent_soft : t.card,
                          .edge = on ? t.accent : t.edge,
                          .edge_px = d.ui.px(on ? 2 : t.desk_border),
                          .radius = d.ui.px(t.radius_small)});
    Rect inner = row.inset({d.ui.px(12), 0, d.ui.px(12), 0});
    d.ui.canvas.icon(ui::cut_start(inner, d.ui.px(20), d.ui.px(8)), on ? "check" : "ring",
                     on ? t.accent : t.ink_soft);
    d.ui.canvas.text(inner, panel.needs[i], style);
    if (box.result.pressed) {
      d.form.panel_need = panel.need_ids[i];
      d.form.panel_at = 0;
    }
  }
  ui::cut_top(rest, d.ui.px(8));
}

void draw_search(Drawing& d, Rect& rest) {
  const PanelView& panel = *d.view.panel;
  if (!panel.searchable) return;
  ui::TextFieldOptions field;
  field.id = "panel-search";
  field.rect = ui::cut_top(rest, d.ui.canvas.grown(48), d.ui.px(12));
  field.spoken = panel.search_label;
  field.hint = panel.search_label;
  field.icon = "search";
  field.size = type::desk_body;
  // A proposal is a sentence or two: 250 letters of any script fit into what the server takes.
  field.characters_max = panel.kind == Panel::remark ? 250 : 60;
  if (d.ui.text_field(d.form.search, field).changed) d.form.panel_at = 0;
}

// --- rows
struct RowLook {
  ui::TextStyle label, text, end;
  float end_w = 0;
  float label_h = 0;
  float text_h = 0;
  float height = 0;
};

RowLook row_look(Drawing& d, const PanelRow& row, float width) {
  const ui::Theme& t = d.ui.theme();
  RowLook look;
  look.label = words(d.ui, type::desk_body, Weight::bold, t.ink);
  look.text = words(d.ui, type::desk_caption, Weight::regular, t.ink_soft);
  look.end = words(d.ui, type::desk_caption, Weight::regular, t.ink_soft, ui::VAlign::middle,
                   ui::Align::end);
  look.end_w = std::min(width_of(d.ui, row.end, look.end), width * 0.4F);
  float room = width - d.ui.px(12 + 20 + 12 + 12);
  if (look.end_w > 0) room -= look.end_w + d.ui.px(12);
  if (!row.key.empty()) room -= ui::key_cap_width(d.ui, {row.key, false}) + d.ui.px(8);
  look.label_h = height_of(d.ui, row.label, look.label, room);
  look.text_h = height_of(d.ui, row.text, look.text, room);
  const float end_h = height_of(d.ui, row.end, look.end, look.end_w);
  look.height =
      std::max(d.ui.canvas.grown(48), std::max(look.label_h + look.text_h, end_h) + d.ui.px(14));
  return look;
}

void draw_row(Drawing& d, const Rect& rect, std::size_t index, const RowLook& look) {
  const PanelView& panel = *d.view.panel;
  const PanelRow& row = panel.rows[index];
  const ui::Theme& t = d.ui.theme();
  std::vector<ui::Shortcut> keys;
  if (!row.key.empty()) keys.emplace_back(row.key);
  const ui::ControlBox box(d.ui, {.id = row.id,
                                  .rect = rect,
                                  .spoken = row.label + ". " + row.text + " " + row.end,
                                  .radius = d.ui.px(t.radius_small),
                                  .shortcuts = keys,
                                  .focusable = false});
  const bool on = index == panel.chosen || box.result.held;
  if (on) {
    d.ui.canvas.box(rect, {.fill = t.accent_soft,
                           .edge = t.accent,
                           .edge_px = d.ui.px(2),
                           .radius = d.ui.px(t.radius_small)});
  } else {
    hairline(d.ui, rect, rect.bottom() - d.ui.px(1));
    if (box.result.hovered) d.ui.canvas.edge(rect, t.edge, d.ui.px(1), d.ui.px(t.radius_small));
  }
  Rect rest = rect.inset({d.ui.px(12), 0, d.ui.px(12), 0});
  d.ui.canvas.icon(ui::cut_start(rest, d.ui.px(20), d.ui.px(12)), row.icon,
                   on ? t.accent : t.ink_soft);
  if (!row.key.empty()) {
    const ui::KeyCap cap{row.key, false};
    ui::key_cap(d.ui, ui::cut_end(rest, ui::key_cap_width(d.ui, cap), d.ui.px(8)), cap, t.ink);
  }
  if (look.end_w > 0) {
    d.ui.canvas.text(ui::cut_end(rest, look.end_w, d.ui.px(12)), row.end, look.end);
  }
  rest = ui::centered(rest, {rest.w, look.label_h + look.text_h});
  d.ui.canvas.text(ui::cut_top(rest, look.label_h), row.label, look.label);
  if (look.text_h > 0) d.ui.canvas.text(rest, row.text, look.text);
  if (box.result.pressed) d.form.panel_at = index;
}

/// The rows around the chosen one, as many as fit.
void draw_rows(Drawing& d, Rect rest) {
  const PanelView& panel = *d.view.panel;
  const ui::Theme& t = d.ui.theme();
  if (panel.rows.empty()) {
    if (!panel.empty.empty()) {
      const Rect box = ui::cut_top(rest, ui::tip_height(d.ui, rest.w, panel.empty));
      ui::tip(d.ui, box, "info", panel.empty);
    }
    return;
  }
  Rect foot = ui::cut_bottom(rest, d.ui.canvas.grown(28), d.ui.px(8));
  const int step = arrow_keys(d, ui::cut_end(foot, arrow_keys_width(d.ui, panel.choose_hint)),
                              panel.choose_hint);
  if (step != 0) {
    const auto count = static_cast<int>(panel.rows.size());
    d.form.panel_at =
        static_cast<std::size_t>(std::clamp(static_cast<int>(panel.chosen) + step, 0, count - 1));
  }
  std::vector<RowLook> looks;
  for (const PanelRow& row : panel.rows) looks.push_back(row_look(d, row, rest.w));
  // From the chosen one upwards until it would be pushed out: it is always seen.
  std::size_t first = panel.chosen;
  float used = looks[first].height;
  while (first > 0 && used + looks[first - 1].height <= rest.h * 0.7F) {
    used += looks[--first].height;
  }
  for (std::size_t i = first; i < looks.size() && looks[i].height <= rest.h; ++i) {
    draw_row(d, ui::cut_top(rest, looks[i].height), i, looks[i]);
  }
  const ui::TextStyle soft =
      words(d.ui, type::desk_caption, Weight::regular, t.ink_soft, ui::VAlign::middle);
  const std::string place =
      std::to_string(panel.chosen + 1) + " / " + std::to_string(panel.rows.size());
  if (width_of(d.ui, place, soft) <= foot.w) d.ui.canvas.text(foot, place, soft);
}

// --- keys
std::vector<Item> key_items(Drawing& d, const PanelView::KeyGroup& group, float width) {
  const ui::Theme& t = d.ui.theme();
  std::vector<Item> items;
  items.push_back({0, d.ui.canvas.grown(28),
                   [&d, &group, &t](const Rect& rect) {
                     ui::section_title(d.ui, rect, "", group.title, t.ink_soft);
                   },
                   true});
  const float cap_w = d.ui.canvas.grown(76);
  const ui::TextStyle style =
      words(d.ui, type::desk_body, Weight::regular, t.ink, ui::VAlign::middle);
  for (const KeyLine& line : group.keys) {
    const float height = std::max(d.ui.canvas.grown(32),
                                  height_of(d.ui, line.words, style, width - cap_w) + d.ui.px(6));
    items.push_back(
        {0, height,
         [&d, &line, &t, style, cap_w](const Rect& rect) {
           Rect rest = rect;
           const Rect cell = ui::cut_start(rest, cap_w);
           const float wide = std::min(cap_w, ui::key_cap_width(d.ui, {line.key, false}));
           ui::key_cap(d.ui, {cell.x, cell.y, wide, cell.h}, {line.key, false}, t.ink);
           d.ui.canvas.text(rest, line.words, style);
         },
         false});
  }
  return items;
}

/// Groups side by side in as many columns as the width takes, filled from the top; what does not
/// fit is on the next page.
void draw_keys(Drawing& d, Rect rest) {
  const PanelView& panel = *d.view.panel;
  const float least = d.ui.canvas.grown(300);
  const int count = std::clamp(static_cast<int>(rest.w / least), 1, 3);
  Rect foot = ui::cut_bottom(rest, d.ui.canvas.grown(28), d.ui.px(8));
  const auto cells = ui::columns(rest, count, d.ui.px(24));
  std::size_t cell = 0;
  std::size_t& first = d.form.knowledge_first;
  if (first >= panel.keys.size()) first = 0;
  std::size_t group = first;
  Rect column = cells[0];
  for (; group < panel.keys.size(); ++group) {
    const std::vector<Item> items = key_items(d, panel.keys[group], column.w);
    const float height = height_of(items);
    if (height > column.h && group > first) {
      if (++cell >= cells.size()) break;
      column = cells[cell];
    }
    draw_items(ui::cut_top(column, height, d.ui.px(16)), items, 0);
  }
  if (group >= panel.keys.size() && first == 0) return;
  ActionView more;
  more.button.id = "more-keys";
  more.button.label = d.view.more_hint;
  more.button.key = d.view.knowledge_key;
  more.button.shortcuts = {d.view.knowledge_key};
  if (quiet_action(d, ui::cut_end(foot, quiet_action_width(d.ui, more)), more)) {
    first = group < panel.keys.size() ? group : 0;
  }
}

// --- screen
void choose_look(Drawing& d, std::size_t row, std::size_t part) {
  constexpr int percents[] = {100, 125, 150};
  ScreenChoice& screen = d.form.screen;
  if (row == 0) screen.language = d.view.panel->languages[part].language;
  if (row == 1) screen.text_percent = percents[std::min<std::size_t>(part, 2)];
  if (row == 2) screen.high_contrast = part == 1;
}

void draw_choices(Drawing& d, Rect rest) {
  const PanelView& panel = *d.view.panel;
  ui::cut_top(rest, d.ui.px(8));
  for (std::size_t i = 0; i < panel.choices.size(); ++i) {
    const PanelView::ChoiceRow& row = panel.choices[i];
    ui::section_title(d.ui, ui::cut_top(rest, d.ui.canvas.grown(24), d.ui.px(4)), "", row.title,
                      d.ui.theme().ink_soft);
    const Rect parts = ui::cut_top(rest, d.ui.canvas.grown(48), d.ui.px(20));
    if (const auto pressed = ui::choices(d.ui, parts, row.parts, row.chosen)) {
      choose_look(d, i, *pressed);
    }
  }
}

/// Of panels that have no big button in the first column: their own way back, and their own button.
void draw_own_keys(Drawing& d, Rect& rest) {
  const PanelView& panel = *d.view.panel;
  const ui::StaffButton& back = panel.back.button;
  const float high =
      ui::staff_button_height(d.ui, panel.confirm ? panel.confirm->button : panel.back.button);
  Rect row = ui::cut_bottom(rest, high, d.ui.px(32));
  const float wide = std::max(ui::staff_button_width(d.ui, back), d.ui.px(160));
  const Rect at = ui::cut_start(row, wide, d.ui.px(16));
  action_button(d, ui::centered(at, {at.w, ui::staff_button_height(d.ui, back)}), panel.back);
  if (panel.confirm) action_button(d, row, *panel.confirm);
}

}  // namespace

void draw_panel(Drawing& d, const Rect& rect) {
  const PanelView& panel = *d.view.panel;
  const float side = d.ui.px(32);
  Rect rest = rect.inset({side, d.ui.px(24), side, d.ui.px(24)});
  draw_head(d, rest);
  if (panel.kind == Panel::keys || panel.kind == Panel::screen || panel.alone)
    draw_own_keys(d, rest);
  draw_doors(d, rest);
  if (panel.kind == Panel::keys) return draw_keys(d, rest);
  if (panel.kind == Panel::screen) return draw_choices(d, rest);
  if (panel.kind == Panel::note) return draw_note_panel(d, rest);
  draw_needs(d, rest);
  draw_search(d, rest);
  draw_rows(d, rest);
}

}  // namespace foyer::counter_client

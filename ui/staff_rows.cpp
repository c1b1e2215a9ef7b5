// Rows and strips of the staff programs: facts, the line, needs, tips, choices.
#include <algorithm>
#include <cmath>

#include "ui/parts.h"
#include "ui/staff_components.h"

namespace foyer::ui {

// ---- facts
namespace {

float fact_start(Ui& ui, std::size_t i) {
  return i == 0 ? 0 : ui.px(16);
}

TextStyle fact_caption(Ui& ui) {
  return faces(ui, type::desk_caption, Weight::regular, ui.theme().ink_soft);
}
TextStyle fact_value(Ui& ui) {
  return faces(ui, type::desk_body, Weight::bold, ui.theme().ink);
}
TextStyle fact_text(Ui& ui) {
  return faces(ui, type::desk_caption, Weight::regular, ui.theme().ink_soft);
}
float value_icon(Ui& ui, const StaffFact& f) {
  return f.value_icon.empty() ? 0 : ui.px(20 + 8);
}

float fact_height(Ui& ui, float room, const StaffFact& f) {
  const float third = f.has_mark ? std::ceil(state_mark_size(ui, f.mark, room).height)
                                 : height_of(ui, f.text, fact_text(ui), room);
  return height_of(ui, f.caption, fact_caption(ui), room) +
         height_of(ui, f.value, fact_value(ui), room - value_icon(ui, f)) + third;
}

}  // namespace

float staff_facts_height(Ui& ui, float width, const std::vector<StaffFact>& list) {
  if (list.empty()) return 0;
  const std::vector<Rect> cells = columns({0, 0, width, 0}, static_cast<int>(list.size()), 0);
  float high = 0;
  for (std::size_t i = 0; i < list.size(); ++i) {
    const float room = cells[i].w - fact_start(ui, i) - ui.px(8);
    high = std::max(high, fact_height(ui, room, list[i]));
  }
  return high + ui.px(24);
}

void staff_facts(Ui& ui, const Rect& rect, const std::vector<StaffFact>& list) {
  const Theme& t = ui.theme();
  const float hair = ui.px(t.desk_border);
  ui.canvas.hline(rect.x, rect.y, rect.w, t.line, hair);
  ui.canvas.hline(rect.x, rect.bottom() - hair, rect.w, t.line, hair);
  if (list.empty()) return;
  const std::vector<Rect> cells = columns(rect, static_cast<int>(list.size()), 0);
  for (std::size_t i = 0; i < list.size(); ++i) {
    const StaffFact& f = list[i];
    const Rect& cell = cells[i];
    if (i > 0) ui.canvas.vline(cell.x, cell.y, cell.h, t.line, hair);
    const float x = cell.x + fact_start(ui, i);
    const float room = cell.w - fact_start(ui, i) - ui.px(8);
    float y = cell.y + ui.px(12);
    const float h1 = height_of(ui, f.caption, fact_caption(ui), room);
    ui.canvas.text({x, y, room, h1}, f.caption, fact_caption(ui));
    y += h1;
    const float icon = value_icon(ui, f);
    const float h2 = height_of(ui, f.value, fact_value(ui), room - icon);
    if (icon > 0) ui.canvas.icon({x, y, ui.px(20), std::min(h2, ui.px(24))}, f.value_icon, t.ink);
    ui.canvas.text({x + icon, y, room - icon, h2}, f.value, fact_value(ui));
    y += h2;
    if (f.has_mark) {
      state_mark(ui, {x, y, room, std::ceil(state_mark_size(ui, f.mark, room).height)}, f.mark);
    } else {
      ui.canvas.text({x, y, room, height_of(ui, f.text, fact_text(ui), room)}, f.text,
                     fact_text(ui));
    }
  }
}

// ---- line row
float line_row_height(Ui& ui) {
  return ui.px(12) + line_of(ui, type::desk_body) + line_of(ui, type::desk_caption);
}

ControlResult line_row(Ui& ui, const Rect& rect, const LineRow& row) {
  const Theme& t = ui.theme();
  const float out = ui.px(16);  // the ring and the fill stand out over the column's text edge
  const Rect body = rect.inset({-out, 0, -out, 0});
  const ControlBox box(
      ui,
      {.id = row.id,
       .rect = body,
       .spoken = row.spoken.empty()
                     ? joined(row.ticket, joined(row.service, joined(row.minutes, row.mark.words)))
                     : row.spoken,
       .enabled = row.selectable,
       .radius = ui.px(t.radius_small)});
  if (row.chosen || box.result.held) {
    ui.canvas.box(body, {.fill = t.accent_soft,
                         .edge = t.high_contrast() ? t.accent : transparent,
                         .edge_px = t.high_contrast() ? ui.px(2) : 0,
                         .radius = ui.px(t.radius_small)});
  } else if (box.result.focus_shown) {
    ui.canvas.fill(body, t.card, ui.px(t.radius_small));
  } else {
    ui.canvas.hline(rect.x, rect.bottom() - ui.px(1), rect.w, t.line, ui.px(t.desk_border));
    if (box.result.hovered) {
      ui.canvas.edge(body, t.edge, ui.px(t.desk_border), ui.px(t.radius_small));
    }
  }
  const Color ink = row.dimmed ? t.ink_soft : t.ink;
  const TextStyle bold = faces(ui, type::desk_body, Weight::bold, ink, VAlign::middle);
  TextStyle plain = faces(ui, type::desk_body, Weight::regular, ink, VAlign::middle);
  TextStyle minutes = plain;
  minutes.align = Align::end;
  minutes.tabular = true;
  plain.lines_max = 1;
  plain.may_cut = true;
  const float first = line_of(ui, type::desk_body);
  const float second = line_of(ui, type::desk_caption);
  Rect rest{rect.x, std::round(rect.y + (rect.h - first - second) / 2), rect.w, first};
  const float ticket_w = std::max(ui.grown(64), width_of(ui, row.ticket, bold) + 1);
  ui.canvas.text(cut_start(rest, ticket_w, ui.px(8)), row.ticket, bold);
  const float x = rest.x;
  ui.canvas.text(cut_end(rest, width_of(ui, row.minutes, minutes) + 1, ui.px(8)), row.minutes,
                 minutes);
  ui.canvas.text(rest, row.service, plain);
  state_mark(ui, {x, rest.y + first, rect.end() - x, second}, row.mark);
  return box.result;
}

// ---- need row
namespace {

struct NeedLook {
  TextStyle name;
  TextStyle text;
  TextStyle minutes;
  float end_w = 0;
  float room = 0;
};

NeedLook need_look(Ui& ui, float width, const NeedRow& row) {
  const Theme& t = ui.theme();
  const Color ink = row.enabled ? t.ink : t.ink_soft;
  NeedLook l{faces(ui, type::desk_body, Weight::bold, ink),
             faces(ui, type::desk_caption, Weight::regular, t.ink_soft),
             faces(ui, type::desk_body, Weight::regular, t.ink_soft, VAlign::middle, Align::end)};
  l.end_w = width_of(ui, row.minutes, l.minutes);
  if (!row.key.empty()) l.end_w += ui.px(8) + key_cap_width(ui, {row.key, false});
  l.room = width - ui.px(24 + 16 + 16) - l.end_w;
  return l;
}

}  // namespace

float need_row_height(Ui& ui, float width, const NeedRow& row) {
  const NeedLook l = need_look(ui, width, row);
  return std::max(ui.px(64), height_of(ui, row.name, l.name, l.room) +
                                 height_of(ui, row.text, l.text, l.room) + ui.px(16));
}

ControlResult need_row(Ui& ui, const Rect& rect, const NeedRow& row) {
  const Theme& t = ui.theme();
  const Rect body = rect.inset({-ui.px(16), 0, -ui.px(16), 0});
  std::vector<Shortcut> keys;
  if (!row.key.empty()) keys.emplace_back(row.key);
  const ControlBox box(ui, {.id = row.id,
                            .rect = body,
                            .spoken = joined(row.name, joined(row.text, row.minutes)),
                            .enabled = row.enabled,
                            .radius = ui.px(t.radius_small),
                            .shortcuts = keys,
                            .ticks = true,
                            .on = row.ticked});
  if (row.current || box.result.held) {
    ui.canvas.box(body, {.fill = t.accent_soft,
                         .edge = t.high_contrast() ? t.accent : transparent,
                         .edge_px = t.high_contrast() ? ui.px(2) : 0,
                         .radius = ui.px(t.radius_small)});
  } else if (box.result.hovered) {
    ui.canvas.edge(body, t.edge, ui.px(t.desk_border), ui.px(t.radius_small));
  }
  const NeedLook l = need_look(ui, rect.w, row);
  Rect rest = rect;
  const Rect tick = cut_start(rest, ui.px(24), ui.px(16));
  tick_box(ui, centered(tick, {ui.px(24), ui.px(24)}), row.ticked);
  Rect end = cut_end(rest, l.end_w, ui.px(16));
  if (!row.key.empty()) {
    const KeyCap cap{row.key, false};
    const Rect cap_rect = cut_end(end, key_cap_width(ui, cap), ui.px(8));
    if (row.enabled) key_cap(ui, cap_rect, cap, t.ink);
  }
  ui.canvas.text(end.inset({-1, 0, 0, 0}), row.minutes, l.minutes);
  two_lines(ui, rest, {row.name, l.name, row.text, l.text});
  return box.result;
}

// ---- section title, tip, check item
void section_title(Ui& ui, const Rect& rect, std::string_view icon, std::string_view text,
                   Color color) {
  Rect rest = rect;
  if (!icon.empty()) ui.canvas.icon(cut_start(rest, ui.px(20), ui.px(8)), icon, color);
  ui.canvas.text(rest, text, faces(ui, {14, 24}, Weight::bold, color, VAlign::middle));
}

float tip_height(Ui& ui, float width, std::string_view text) {
  const TextStyle s = faces(ui, type::desk_caption, Weight::regular, ui.theme().ink);
  return std::max(ui.px(44), height_of(ui, text, s, width - ui.px(15 + 20 + 12 + 15)) + ui.px(24));
}

void tip(Ui& ui, const Rect& rect, std::string_view icon, std::string_view text,
         std::size_t bold_bytes) {
  const Theme& t = ui.theme();
  ui.canvas.box(rect, {.fill = t.card,
                       .edge = t.high_contrast() ? t.edge : t.line,
                       .edge_px = ui.px(t.desk_border),
                       .radius = ui.px(t.radius_small)});
  const Canvas::Container inside(ui.canvas, rect, "tip");
  Rect rest = rect.inset({ui.px(15), ui.px(12), ui.px(15), ui.px(11)});
  const Rect at = cut_start(rest, ui.px(20), ui.px(12));
  ui.canvas.icon({at.x, at.y, ui.px(20), ui.px(20)}, icon, t.ink);
  TextStyle s = faces(ui, type::desk_caption, Weight::regular, t.ink);
  s.bold_bytes = bold_bytes;
  ui.canvas.text(rest, text, s);
}

namespace {

TextStyle item_style(Ui& ui) {
  return faces(ui, type::desk_body, Weight::regular, ui.theme().ink, VAlign::middle);
}

}  // namespace

float check_item_height(Ui& ui, float width, const CheckItem& item) {
  return std::max(ui.px(32),
                  height_of(ui, item.label, item_style(ui), width - ui.px(20 + 12)) + ui.px(8));
}

ControlResult check_item(Ui& ui, const Rect& rect, const CheckItem& item) {
  const ControlBox box(ui, {.id = item.id,
                            .rect = rect,
                            .spoken = item.label,
                            .radius = ui.px(4),
                            .ticks = true,
                            .on = item.on});
  if (box.result.held) ui.canvas.fill(rect, ui.theme().accent_soft, ui.px(4));
  Rect rest = rect;
  const Rect tick = cut_start(rest, ui.px(20), ui.px(12));
  tick_box(ui, centered(tick, {ui.px(20), ui.px(20)}), item.on);
  ui.canvas.text(rest, item.label, item_style(ui));
  return box.result;
}

// ---- choices
namespace {

// `hit` is the cell without the edge that it shares with its neighbour.
ControlResult choice(Ui& ui, const Rect& hit, const Rect& cell, const Choice& c, bool on,
                     Corners corners) {
  const Theme& t = ui.theme();
  const ControlBox box(ui, {.id = c.id,
                            .rect = hit,
                            .spoken = c.label,
                            .radius = ui.px(t.radius_small),
                            .shortcuts = c.shortcuts,
                            .on = on});
  const bool strong = on || box.result.held;
  ui.canvas.box(cell, {.fill = strong ? t.accent_soft : t.card,
                       .edge = strong               ? t.accent
                               : box.result.hovered ? t.ink
                                                    : t.edge,
                       .edge_px = ui.px(strong ? 2 : t.desk_border),
                       .radius = ui.px(t.radius_small),
                       .rounded = corners});
  const std::string icon = on ? "check" : c.icon;
  const TextStyle style = faces(ui, type::desk_body, Weight::bold, t.ink, VAlign::middle);
  Rect rest = cell.inset({ui.px(12), 0, ui.px(10), 0});
  if (!icon.empty()) {
    ui.canvas.icon(cut_start(rest, ui.px(20), ui.px(8)), icon, on ? t.accent : t.ink);
  }
  if (!c.key.empty()) {
    const KeyCap cap{c.key, false};
    key_cap(ui, cut_end(rest, key_cap_width(ui, cap), ui.px(6)), cap, t.ink);
  }
  ui.canvas.text(rest, c.label, style);
  return box.result;
}

}  // namespace

std::optional<std::size_t> choices(Ui& ui, const Rect& rect, const std::vector<Choice>& parts,
                                   std::optional<std::size_t> chosen) {
  std::optional<std::size_t> out;
  if (parts.empty()) return out;
  const float shared = ui.px(ui.theme().desk_border);
  const std::vector<Rect> hits = columns(rect, static_cast<int>(parts.size()), 0);
  std::vector<Rect> cells = hits;
  for (std::size_t i = 1; i < cells.size(); ++i) {
    cells[i].x -= shared;
    cells[i].w += shared;
  }
  const auto corners = [&](std::size_t i) {
    const bool first = i == 0;
    const bool last = i + 1 == parts.size();
    return Corners{first, last, last, first};
  };
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (choice(ui, hits[i], cells[i], parts[i], chosen == i, corners(i)).pressed) out = i;
  }
  if (chosen && *chosen < parts.size()) {
    // Once more on top, because the neighbour has drawn over the shared edge.
    ui.canvas.box(cells[*chosen], {.edge = ui.theme().accent,
                                   .edge_px = ui.px(2),
                                   .radius = ui.px(ui.theme().radius_small),
                                   .rounded = corners(*chosen)});
  }
  return out;
}

}  // namespace foyer::ui

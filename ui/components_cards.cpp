// What a page offers to choose from: tiles, link cards, service rows.
#include <algorithm>
#include <cmath>

#include "ui/components.h"
#include "ui/parts.h"

namespace foyer::ui {

// ---- tile
namespace {

Color text_on(Ui& ui, const ControlResult& r, Color rest) {
  return r.held ? ui.theme().ink : rest;
}

struct TileLook {
  TextStyle title;
  TextStyle text;
};

TileLook tile_look(Ui& ui) {
  return {faces(ui, type::tile, Weight::bold, ui.theme().on_accent),
          faces(ui, {28, 40}, Weight::regular, ui.theme().on_accent_soft)};
}

// In a row: what icon and arrow leave. The arrow goes before a word is torn.
float tile_row_arrow(Ui& ui, float width, const Tile& tile, const TileLook& look) {
  const float arrow = ui.px(48 + 24);
  const float room = width - ui.px(28 + 72 + 32) - ui.px(36) - arrow;
  return ui.canvas.measure(tile.title, look.title, std::max(1.0F, room)).broken ? 0 : arrow;
}

/// What stands around the words of a tile, in px of the design.
struct TileRoom {
  float edge;   ///< Over the icon and under the words.
  float icon;   ///< Its side.
  float under;  ///< From icon to title.
  float lines;  ///< From title to text.

  [[nodiscard]] float around() const { return 2 * edge + icon + under + lines; }
};

/// share 0: as low as a tile gets; 1: as the design has it.
TileRoom room_around(float share) {
  return {24 + 8 * share, 56 + 16 * share, 16 + 16 * share, 4 + 4 * share};
}

float tile_words(Ui& ui, float width, const Tile& tile, const TileLook& look) {
  const float room = width - ui.px(64);
  return height_of(ui, tile.title, look.title, room) + height_of(ui, tile.text, look.text, room);
}

}  // namespace

float tile_height(Ui& ui, float width, const Tile& tile, TileShape shape) {
  const TileLook look = tile_look(ui);
  if (shape == TileShape::row) {
    const float room =
        width - ui.px(28 + 72 + 32) - ui.px(36) - tile_row_arrow(ui, width, tile, look);
    return std::max(ui.px(152), height_of(ui, tile.title, look.title, room) +
                                    height_of(ui, tile.text, look.text, room) + ui.px(40));
  }
  return tile_words(ui, width, tile, look) + room_around(0).around() * ui.px(1);
}

float tile_growth(Ui& ui) {
  return (room_around(1).around() - room_around(0).around()) * ui.px(1);
}

ControlResult tile(Ui& ui, const Rect& rect, const Tile& tile, TileShape shape, float spacing) {
  const Theme& t = ui.theme();
  const ControlBox box(ui, {.id = tile.id,
                            .rect = rect,
                            .spoken = joined(tile.title, tile.text),
                            .radius = ui.px(t.radius)});
  BoxStyle style = control_box(ui, box.result, false, t.radius);
  TileLook look = tile_look(ui);
  if (!box.result.held) {
    style.fill = t.accent;
    style.edge = box.result.hovered ? t.ink : t.accent;
  }
  look.title.color = text_on(ui, box.result, t.on_accent);
  look.text.color = text_on(ui, box.result, t.on_accent_soft);
  const Color ink = look.title.color;
  ui.canvas.box(rect, style);
  const IconStyle flips{.flip = Flip::with_page};
  if (shape == TileShape::row) {
    Rect rest = rect.inset({ui.px(28), 0, ui.px(36), 0});
    ui.canvas.icon(cut_start(rest, ui.px(72), ui.px(32)), tile.icon, ink);
    if (tile_row_arrow(ui, rect.w, tile, look) > 0) {
      ui.canvas.icon(cut_end(rest, ui.px(48), ui.px(24)), "arrow-right", ink, flips);
    }
    two_lines(ui, rest, {tile.title, look.title, tile.text, look.text});
    return box.result;
  }
  const TileRoom around = room_around(std::clamp(spacing, 0.0F, 1.0F));
  const Rect in = rect.inset({ui.px(32), ui.px(around.edge), ui.px(32), ui.px(around.edge)});
  const float icon = ui.px(around.icon);
  ui.canvas.icon({in.x - ui.px(6), in.y, icon, icon}, tile.icon, ink);
  ui.canvas.icon({rect.end() - ui.px(28 + 48), in.y + std::round((icon - ui.px(48)) / 2), ui.px(48),
                  ui.px(48)},
                 "arrow-right", ink, flips);
  const float title_y = in.y + icon + ui.px(around.under);
  const float title_h = height_of(ui, tile.title, look.title, in.w);
  ui.canvas.text({in.x, title_y, in.w, title_h}, tile.title, look.title);
  const float text_y = title_y + title_h + ui.px(around.lines);
  ui.canvas.text({in.x, text_y, in.w, rect.bottom() - text_y}, tile.text, look.text);
  return box.result;
}

// ---- link card
namespace {

struct LinkLook {
  TextStyle title;
  TextStyle text;
  float icon;
  float room;
};

LinkLook link_look(Ui& ui, float width, const LinkCard& card) {
  const float icon = card.icon.empty() ? 0 : ui.px(56);
  const float room = width - ui.px(64) - (icon > 0 ? icon + ui.px(24) : 0) - ui.px(40 + 24);
  return {faces(ui, {34, 40}, Weight::bold, ui.theme().ink),
          faces(ui, type::help, Weight::regular, ui.theme().ink_soft), icon, room};
}

}  // namespace

float link_card_height(Ui& ui, float width, const LinkCard& card) {
  const LinkLook look = link_look(ui, width, card);
  const bool low = card.low || ui.canvas.size().w > ui.canvas.size().h;
  return std::max(ui.px(low ? 104 : 128), height_of(ui, card.title, look.title, look.room) +
                                              height_of(ui, card.text, look.text, look.room) +
                                              ui.px(32));
}

ControlResult link_card(Ui& ui, const Rect& rect, const LinkCard& card) {
  const Theme& t = ui.theme();
  const ControlBox box(ui, {.id = card.id,
                            .rect = rect,
                            .spoken = joined(card.title, card.text),
                            .radius = ui.px(t.radius)});
  ui.canvas.box(rect, control_box(ui, box.result, false, t.radius));
  const LinkLook look = link_look(ui, rect.w, card);
  Rect rest = rect.inset({ui.px(32), 0, ui.px(32), 0});
  if (look.icon > 0) ui.canvas.icon(cut_start(rest, look.icon, ui.px(24)), card.icon, t.accent);
  ui.canvas.icon(cut_end(rest, ui.px(40), ui.px(24)), "chevron", t.ink, {.flip = Flip::with_page});
  two_lines(ui, rest, {card.title, look.title, card.text, look.text});
  return box.result;
}

// ---- service row
namespace {

struct ServiceLook {
  TextStyle name;
  TextStyle text;
  TextStyle wait;
  TextStyle note;
  float wait_w = 0;  // 0: no wait, or it stands under the words
  float room = 0;
  bool under = false;
};

ServiceLook service_look(Ui& ui, float width, const ServiceRow& row) {
  const Theme& t = ui.theme();
  ServiceLook l{faces(ui, type::name, Weight::bold, t.ink),
                faces(ui, type::help, Weight::regular, t.ink_soft),
                faces(ui, type::name, Weight::bold, t.ink, VAlign::top, Align::end),
                faces(ui, type::help, Weight::regular, t.ink_soft, VAlign::top, Align::end)};
  const bool has_wait = !row.wait.empty() || !row.wait_note.empty();
  const float full = width - ui.px(32 + 24) - ui.px(40 + 16);
  const float wait_w = ui.grown(row.wait_width);
  const float beside = full - wait_w - ui.px(24);
  // Large type leaves no room for two columns: then the wait is one more line.
  l.under = has_wait && (ui.canvas.look().metrics.text_percent > 150 ||
                         ui.canvas.measure(row.name, l.name, std::max(1.0F, beside)).broken ||
                         ui.canvas.measure(row.wait, l.wait, wait_w).broken);
  l.wait_w = has_wait && !l.under ? wait_w : 0;
  l.room = has_wait && !l.under ? beside : full;
  if (l.under) l.wait.align = l.note.align = Align::start;
  return l;
}

}  // namespace

float service_row_height(Ui& ui, float width, const ServiceRow& row) {
  const ServiceLook l = service_look(ui, width, row);
  const float words =
      height_of(ui, row.name, l.name, l.room) + height_of(ui, row.text, l.text, l.room);
  const float wait_room = l.under ? l.room : l.wait_w;
  const float wait =
      height_of(ui, row.wait, l.wait, wait_room) + height_of(ui, row.wait_note, l.note, wait_room);
  return std::max(ui.px(120), (l.under ? words + wait : std::max(words, wait)) + ui.px(32));
}

ControlResult service_row(Ui& ui, const Rect& rect, const ServiceRow& row) {
  const Theme& t = ui.theme();
  const ControlBox box(
      ui, {.id = row.id,
           .rect = rect,
           .spoken = joined(joined(row.name, row.text), joined(row.wait, row.wait_note)),
           .radius = ui.px(t.radius)});
  BoxStyle style = control_box(ui, box.result, row.kind == ServiceRow::Kind::best, t.radius);
  if (row.kind == ServiceRow::Kind::later && !box.result.held) style.fill = t.paper;
  ui.canvas.box(rect, style);
  const ServiceLook l = service_look(ui, rect.w, row);
  Rect rest = rect.inset({ui.px(32), 0, ui.px(24), 0});
  ui.canvas.icon(cut_end(rest, ui.px(40), ui.px(16)), "chevron", t.ink_soft,
                 {.flip = Flip::with_page});
  if (l.wait_w > 0) {
    const Rect wait = cut_end(rest, l.wait_w, ui.px(24));
    two_lines(ui, wait, {row.wait, l.wait, row.wait_note, l.note});
  }
  if (l.under) {
    const float wait =
        height_of(ui, row.wait, l.wait, l.room) + height_of(ui, row.wait_note, l.note, l.room);
    rest = rest.inset({0, ui.px(16), 0, ui.px(16)});
    two_lines(ui, cut_bottom(rest, wait), {row.wait, l.wait, row.wait_note, l.note});
  }
  two_lines(ui, rest, {row.name, l.name, row.text, l.text});
  return box.result;
}

}  // namespace foyer::ui

// Counters as tiles, groups of services as a table.
#include <algorithm>
#include <cmath>

#include "display/manager_parts.h"
#include "display/parts.h"

namespace foyer::display {
namespace {

using ui::Align;
using ui::Canvas;
using ui::Rect;
using ui::TextStyle;
using ui::VAlign;
using ui::Weight;

using Is = CounterTile::Is;

/// Texts on a tile: amber is for called alone, brown for what takes too long.
ui::Color tile_ink(const Board& board, const CounterTile& tile) {
  const ui::Theme& theme = board.ui.theme();
  if (board.view.stale) return theme.ink_soft;
  if (tile.is == Is::calling) return theme.on_call;
  if (tile.over) return theme.warn;
  return tile.is == Is::closed || tile.is == Is::on_break ? theme.ink_soft : theme.ink;
}

void draw_tile_box(const Board& board, const Rect& box, const CounterTile& tile) {
  Canvas& c = board.ui.canvas;
  const ui::Theme& theme = board.ui.theme();
  const float radius = c.px(theme.radius_small);
  const bool calling = tile.is == Is::calling && !board.view.stale;
  if (tile.advised) {
    c.fill(box, theme.accent_soft, radius);
    c.dashed_edge(box, theme.accent, c.px(3), radius, c.px(10));
  } else {
    c.box(box, {calling ? theme.call : theme.card, calling ? theme.ink : theme.line,
                c.px(theme.high_contrast() ? 2 : 1), radius});
  }
}

void draw_tile_head(const Board& board, Rect line, const CounterTile& tile, ui::Color ink) {
  Canvas& c = board.ui.canvas;
  TextStyle number =
      c.style(ui::type::board_title, Weight::bold,
              tile.is == Is::calling && !board.view.stale ? ink : claim_color(board));
  number.tracking = -0.02F;
  number.valign = VAlign::middle;
  number = fitted(c, tile.label, number, line.w * 0.5F);
  const float number_w = c.measure(tile.label, number).width + 1;
  c.text(ui::cut_start(line, number_w, c.px(12)), tile.label, number);
  if (tile.clerk.empty()) return;
  const bool calling = tile.is == Is::calling && !board.view.stale;
  TextStyle clerk =
      c.style(ui::type::board_body, Weight::regular, calling ? ink : board.ui.theme().ink_soft);
  clerk.align = Align::end;
  clerk.valign = VAlign::middle;
  clerk.lines_max = 1;
  // A long name may end in an ellipsis: the counter's number says where.
  clerk.may_cut = true;
  c.text(line, tile.clerk, clerk);
}

void draw_tile(const Board& board, const Rect& box, const CounterTile& tile) {
  Canvas& c = board.ui.canvas;
  draw_tile_box(board, box, tile);
  const Canvas::Container inside(c, box, "counter " + tile.label);
  Rect rest = box.inset({c.px(tile_padding), c.px(8), c.px(tile_padding), c.px(14)});
  if (tile.bar) {
    const Rect bar = ui::cut_bottom(rest, c.px(8), c.px(12));
    ui::clock_bar(board.ui, bar, *tile.bar);
  }
  const ui::Color ink = tile_ink(board, tile);
  const float head_h = line_height(c, ui::type::board_title);
  draw_tile_head(board, ui::cut_top(rest, head_h), tile, ink);
  Rect state = ui::cut_top(rest, line_height(c, ui::type::board_body), c.px(4));
  const bool busy = tile.is == Is::serving || tile.is == Is::calling;
  TextStyle words = c.style(ui::type::board_body, busy ? Weight::bold : Weight::regular, ink);
  words.valign = VAlign::middle;
  const float icon = words.px;
  c.icon(ui::cut_start(state, icon, c.px(8)), tile.icon, ink);
  c.text(state, tile.words, fitted(c, tile.words, words, state.w, 0.6F));
  TextStyle since = c.style(ui::type::board_caption, Weight::regular, ink);
  since = fitted(c, tile.since, since, rest.w, 0.6F);
  if (!tile.since.empty()) {
    c.text(ui::cut_top(rest, line_height(c, ui::type::board_caption), c.px(4)), tile.since, since);
  }
  if (!board.at.tile_names) return;
  const bool calling = tile.is == Is::calling && !board.view.stale;
  c.text(
      rest, tile.name,
      c.style(ui::type::board_caption, Weight::regular, calling ? ink : board.ui.theme().ink_soft));
}

// --- groups ------------------------------------------------------------------------------------

/// Icon and number where there are some, a quiet 0 where there are none.
void draw_count(const Board& board, Rect cell, ui::Mark mark, int count) {
  Canvas& c = board.ui.canvas;
  const std::string number = std::to_string(count);
  if (count > 0 && !board.view.stale) {
    const Rect line = centered(cell, {cell.w, line_height(c, ui::type::board_body)});
    Rect rest = line;
    draw_mark(board, ui::cut_end(rest, mark_width(c, number)), {mark, number});
    return;
  }
  TextStyle style = c.style(ui::type::board_body, Weight::regular, board.ui.theme().ink_soft);
  style.align = Align::end;
  style.valign = VAlign::middle;
  c.text(cell, number, style);
}

struct Cells {
  Rect name;
  Rect waiting;
  Rect longest;
  Rect joining;
  Rect at_risk;
  Rect late;
};

Cells cells_of(const Board& board, Rect row) {
  const GroupColumns& at = board.at.columns;
  Cells cells;
  ui::cut_start(row, at.letter);
  cells.late = ui::cut_end(row, at.late, at.gap);
  cells.at_risk = ui::cut_end(row, at.at_risk, at.gap);
  cells.joining = ui::cut_end(row, at.joining, at.gap);
  cells.longest = ui::cut_end(row, at.longest, at.gap);
  cells.waiting = ui::cut_end(row, at.waiting, at.gap);
  cells.name = row;
  return cells;
}

void draw_heads(const Board& board, const Rect& row) {
  Canvas& c = board.ui.canvas;
  const GroupHeads& heads = board.view.heads;
  TextStyle style = c.style(ui::type::board_caption, Weight::regular, board.ui.theme().ink_soft);
  style.align = Align::end;
  style.valign = VAlign::middle;
  if (board.at.columns.stacked) {
    c.text(row, heads.joining, style);
    return;
  }
  const Cells cells = cells_of(board, row);
  c.text(cells.waiting, heads.waiting, style);
  c.text(cells.longest, heads.longest, style);
  c.text(cells.joining, heads.joining, style);
  c.text(cells.at_risk, heads.at_risk, style);
  c.text(cells.late, heads.late, style);
}

void draw_letter(const Board& board, Rect row, const GroupRow& group) {
  Canvas& c = board.ui.canvas;
  TextStyle style = c.style(ui::type::board_body, Weight::bold);
  style.valign = VAlign::middle;
  c.text(ui::cut_start(row, board.at.columns.letter), group.letter, style);
}

void draw_table_row(const Board& board, const Rect& row, const GroupRow& group) {
  Canvas& c = board.ui.canvas;
  const Cells cells = cells_of(board, row);
  draw_letter(board, row, group);
  TextStyle style = c.style(ui::type::board_body, Weight::regular, claim_color(board));
  style.valign = VAlign::middle;
  TextStyle name = style;
  name.color = board.ui.theme().ink;
  c.text(cells.name, group.name, name);
  style.align = Align::end;
  c.text(cells.waiting, group.waiting, style);
  c.text(cells.longest, group.longest, style);
  TextStyle joining = style;
  joining.weight = Weight::bold;
  c.text(cells.joining, group.joining, joining);
  draw_count(board, cells.at_risk, ui::Mark::at_risk, group.at_risk);
  draw_count(board, cells.late, ui::Mark::late, group.late);
}

void draw_stacked_row(const Board& board, const Rect& row, const GroupRow& group) {
  Canvas& c = board.ui.canvas;
  const ui::Theme& theme = board.ui.theme();
  Rect rest = row.inset({0, c.px(10), 0, c.px(8)});
  const TextStyle name = c.style(ui::type::board_body);
  TextStyle joining = c.style(ui::type::board_body, Weight::bold, claim_color(board));
  joining.align = Align::end;
  const float joining_w = c.measure(group.joining, joining).width + 1;
  Rect letter = rest;
  c.text(ui::cut_start(letter, board.at.columns.letter), group.letter,
         c.style(ui::type::board_body, Weight::bold));
  ui::cut_start(rest, board.at.columns.letter);
  const float room = rest.w - joining_w - board.at.columns.gap;
  Rect line = ui::cut_top(rest, c.measure(group.name, name, room).height);
  c.text(ui::cut_end(line, joining_w, board.at.columns.gap), group.joining, joining);
  c.text(line, group.name, name);
  const ui::Color color = group.late > 0      ? theme.bad
                          : group.at_risk > 0 ? theme.warn
                                              : theme.ink_soft;
  c.text(
      rest, group.summary,
      c.style(ui::type::board_caption, Weight::regular, board.view.stale ? theme.ink_soft : color));
}

}  // namespace

void draw_part_head(const Board& board, Rect& rest, const Piece& piece, const std::string& title,
                    const std::string& note) {
  Canvas& c = board.ui.canvas;
  const ui::Theme& theme = board.ui.theme();
  c.hline(rest.x, rest.y, rest.w, theme.ink, c.px(2));
  Rect line = ui::cut_top(rest, part_head_height(c)).inset({0, c.px(12), 0, c.px(4)});
  TextStyle soft = c.style(ui::type::board_body, Weight::regular, theme.ink_soft);
  if (piece.pages > 1) {
    const std::string page = std::to_string(piece.page + 1) + " / " + std::to_string(piece.pages);
    const float page_w = c.measure(page, soft).width + 1;
    c.text(ui::cut_end(line, page_w, c.px(24)), page, soft);
  }
  TextStyle bold = c.style(ui::type::board_body, Weight::bold);
  bold = fitted(c, title, bold, line.w);
  const float title_w = c.measure(title, bold).width + 1;
  c.text(ui::cut_start(line, title_w, c.px(16)), title, bold);
  if (!note.empty()) c.text(line, note, fitted(c, note, soft, line.w));
}

void draw_counters(const Board& board, const Piece& piece) {
  Canvas& c = board.ui.canvas;
  Rect rest = piece.rect;
  draw_part_head(board, rest, piece, board.view.counters_title, board.view.counters_note);
  ui::cut_top(rest, c.px(8));
  const auto per_row = static_cast<std::size_t>(board.at.tile_columns);
  const std::size_t first = piece.first * per_row;
  const std::size_t last = std::min(board.view.counters.size(), first + piece.count * per_row);
  const float gap = c.px(tile_gap);
  const auto cells =
      ui::grid(rest, static_cast<int>(last - first), board.at.tile_columns, piece.row_h - gap, gap);
  for (std::size_t i = first; i < last; ++i) {
    draw_tile(board, cells[i - first], board.view.counters[i]);
  }
}

void draw_groups(const Board& board, const Piece& piece) {
  Canvas& c = board.ui.canvas;
  Rect rest = piece.rect;
  draw_part_head(board, rest, piece, board.view.groups_title, {});
  draw_heads(board, ui::cut_top(rest, line_height(c, ui::type::board_caption), c.px(8)));
  for (std::size_t i = piece.first; i < piece.first + piece.count; ++i) {
    const Rect row = ui::cut_top(rest, piece.row_h);
    c.hline(row.x, row.y, row.w, board.ui.theme().line, c.px(1));
    if (board.at.columns.stacked) {
      draw_stacked_row(board, row, board.view.groups[i]);
    } else {
      draw_table_row(board, row, board.view.groups[i]);
    }
  }
}

}  // namespace foyer::display

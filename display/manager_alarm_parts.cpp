// Alarms as a list with signs, and how many there are, in the bar.
#include <cmath>

#include "display/manager_parts.h"

namespace foyer::display {
namespace {

using ui::Canvas;
using ui::Rect;
using ui::TextStyle;
using ui::VAlign;
using ui::Weight;

/// The gravest is on top.
ui::Mark gravest(const Board& board) {
  return board.view.alarms.front().title.mark;
}

}  // namespace

float alarm_icon_width(const Canvas& canvas) {
  return std::ceil(canvas.style(ui::type::board_body).px * 1.25F) + canvas.px(8);
}

void draw_alarms(const Board& board, const Piece& piece) {
  Canvas& c = board.ui.canvas;
  Rect rest = piece.rect;
  draw_part_head(board, rest, piece, board.view.alarms_title, {});
  const TextStyle text = c.style(ui::type::board_caption, Weight::regular, claim_color(board));
  for (std::size_t i = piece.first; i < piece.first + piece.count; ++i) {
    const Alarm& alarm = board.view.alarms[i];
    const Rect row = ui::cut_top(rest, piece.row_h);
    if (i > piece.first) c.hline(row.x, row.y, row.w, board.ui.theme().line, c.px(1));
    Rect lines = row.inset({0, c.px(alarm_padding), 0, 0});
    const TextStyle title = c.style(ui::type::board_body, Weight::bold);
    const float room = row.w - alarm_icon_width(c);
    const float title_h = c.measure(alarm.title.words, title, room).height;
    draw_mark(board, ui::cut_top(lines, title_h), alarm.title);
    ui::cut_start(lines, alarm_icon_width(c));
    c.text(lines, alarm.text, text);
  }
}

void draw_alarm_count(const Board& board, Rect& rest) {
  if (board.view.alarms.empty()) return;
  Canvas& c = board.ui.canvas;
  const ui::Theme& theme = board.ui.theme();
  const ui::Mark mark = gravest(board);
  const bool act = mark == ui::Mark::late;
  const float words_w = mark_width(c, board.view.alarms_count);
  const float height = line_height(c, ui::type::board_body) + c.px(12);
  const Rect column = ui::cut_end(rest, words_w + c.px(32), c.px(32));
  const Rect box{column.x, std::round(column.center().y - height / 2), column.w, height};
  c.box(box, {act ? theme.bad_soft : theme.warn_soft,
              theme.high_contrast() ? ui::mark_color(theme, mark) : theme.line,
              theme.high_contrast() ? c.px(2) : 0, height / 2});
  draw_mark(board, box.inset({c.px(16), c.px(6), c.px(16), c.px(6)}),
            {mark, board.view.alarms_count});
}

}  // namespace foyer::display

// Bar, notice, best action, figures.
#include "display/manager_parts.h"

#include <algorithm>
#include <cmath>

#include "display/parts.h"

namespace foyer::display {
namespace {

using ui::Align;
using ui::Canvas;
using ui::Rect;
using ui::TextStyle;
using ui::VAlign;
using ui::Weight;

/// "Connected" with its sign, where the name leaves room for it.
void draw_link(const Board& board, Rect& rest, float name_w) {
  Canvas& c = board.ui.canvas;
  const std::string& link = board.view.link;
  if (link.empty()) return;
  TextStyle style = c.style(ui::type::board_body, Weight::regular, board.ui.theme().ink_soft);
  style.valign = VAlign::middle;
  const float icon = style.px * 1.2F;
  const float words_w = c.measure(link, style).width + 1;
  if (name_w + icon + words_w + c.px(48) > rest.w) return;
  c.text(ui::cut_end(rest, words_w, c.px(8)), link, style);
  c.icon(ui::cut_end(rest, icon, c.px(32)), "link", board.ui.theme().ink_soft);
}

TextStyle best_style(const Board& board, ui::TypeSize size, Weight weight) {
  const ui::Theme& theme = board.ui.theme();
  return board.ui.canvas.style(size, weight, board.view.best.to_do ? theme.on_accent : theme.ink);
}

void draw_figure(const Board& board, const Rect& box, const Figure& figure) {
  Canvas& c = board.ui.canvas;
  c.hline(box.x, box.y, box.w, board.ui.theme().ink, c.px(2));
  Rect rest = box.inset({0, c.px(12), 0, 0});
  const TextStyle title = c.style(ui::type::board_body, Weight::bold);
  const float title_h = c.measure(figure.title, title, rest.w).height;
  c.text(ui::cut_top(rest, title_h, c.px(8)), figure.title, title);
  TextStyle value = c.style(ui::type::board_figure, Weight::bold, claim_color(board));
  value.tracking = -0.03F;
  const Rect line = ui::cut_top(rest, value.line_height, c.px(8));
  const float baseline = std::round(line.center().y + capital_em * value.px / 2);
  hung_text(c, {line.x, baseline}, figure.value, value);
  const float value_w = c.measure(figure.value, value).width;
  c.text_at({line.x + value_w + c.px(8), baseline}, figure.unit,
            c.style(ui::type::board_title, Weight::regular, claim_color(board)));
  if (figure.mark) {
    draw_mark(board, rest, *figure.mark);
    return;
  }
  c.text(rest, figure.note,
         c.style(ui::type::board_body, Weight::regular, board.ui.theme().ink_soft));
}

}  // namespace

ui::Color claim_color(const Board& board) {
  return board.view.stale ? board.ui.theme().ink_soft : board.ui.theme().ink;
}

float mark_width(const Canvas& canvas, const std::string& words) {
  const TextStyle style = canvas.style(ui::type::board_body, Weight::bold);
  return std::ceil(style.px * 1.25F) + canvas.px(8) +
         std::ceil(canvas.measure(words, style).width) + 1;
}

void draw_mark(const Board& board, Rect rect, const ui::StateMark& mark) {
  Canvas& c = board.ui.canvas;
  const ui::Color color =
      board.view.stale ? board.ui.theme().ink_soft : ui::mark_color(board.ui.theme(), mark.mark);
  const TextStyle style = c.style(ui::type::board_body, Weight::bold, color);
  Rect icon = ui::cut_start(rect, std::ceil(style.px * 1.25F), c.px(8));
  icon.h = style.line_height;
  if (!board.view.stale) c.icon(icon, ui::mark_icon(mark.mark), color);
  c.text(rect, mark.words, style);
}

void draw_board_bar(const Board& board) {
  Canvas& c = board.ui.canvas;
  const ui::Theme& theme = board.ui.theme();
  const Rect bar = board.at.bar;
  c.fill(bar, theme.card);
  c.hline(bar.x, bar.bottom() - c.px(1), bar.w, theme.line, c.px(1));
  Rect rest = bar.inset({c.px(board_margin), 0, c.px(board_margin), 0});
  TextStyle clock = c.style(ui::type::board_title, Weight::bold);
  clock.valign = VAlign::middle;
  clock.tabular = true;
  c.text(ui::cut_end(rest, c.measure(board.view.clock, clock).width + 1, c.px(32)),
         board.view.clock, clock);
  c.image(ui::cut_start(rest, c.grown(48), c.px(16)), board.view.logo);
  draw_alarm_count(board, rest);
  TextStyle name = c.style(ui::type::board_lead, Weight::bold);
  name.valign = VAlign::middle;
  const bool fits = c.measure(board.view.name, name).width + 1 <= rest.w;
  const std::string& words = fits ? board.view.name : board.view.short_name;
  draw_link(board, rest, c.measure(words, name).width);
  c.text(rest, words, fitted(c, words, name, rest.w));
}

void draw_board_notice(const Board& board) {
  if (board.view.notice_lead.empty()) return;
  Canvas& c = board.ui.canvas;
  const ui::Theme& theme = board.ui.theme();
  c.fill(board.at.notice, theme.ink);
  Rect rest = board.at.notice.inset(ui::Insets::of(c.px(board_margin), c.px(12)));
  c.icon(ui::cut_start(rest, c.px(32), c.px(16)), "late", theme.card);
  TextStyle style = c.style(ui::type::board_lead, Weight::regular, theme.card);
  style.valign = VAlign::middle;
  style.bold_bytes = board.view.notice_lead.size();
  c.text(rest, board.view.notice_lead + " " + board.view.notice, style);
}

void draw_best_action(const Board& board) {
  Canvas& c = board.ui.canvas;
  const ui::Theme& theme = board.ui.theme();
  const BestAction& best = board.view.best;
  const Rect box = board.at.best;
  if (best.to_do) {
    c.fill(box, theme.accent, c.px(theme.radius));
  } else {
    c.box(box, {theme.card, theme.line, c.px(theme.border), c.px(theme.radius)});
  }
  const Canvas::Container inside(c, box, "best action");
  Rect rest = box.inset(ui::Insets::of(c.px(best_padding), c.px(24)));
  TextStyle title = best_style(board, ui::type::board_caption, Weight::regular);
  title.color = best.to_do ? theme.on_accent_soft : theme.ink_soft;
  c.text(ui::cut_top(rest, title.line_height, c.px(8)), best.title, title);
  const TextStyle headline = best_style(board, best_headline, Weight::bold);
  const float headline_h = c.measure(best.headline, headline, rest.w).height;
  Rect lines = ui::cut_top(rest, headline_h, c.px(8));
  lines.w = balanced_width(c, best.headline, headline, lines.w);
  c.text(lines, best.headline, headline);
  const TextStyle sentence = best_style(board, best_sentence(c), Weight::regular);
  for (const std::string& words : best.sentences) {
    const float h = c.measure(words, sentence, rest.w).height;
    c.text(ui::cut_top(rest, h, c.px(8)), words, sentence);
  }
}

void draw_figures(const Board& board, const Piece& piece) {
  Canvas& c = board.ui.canvas;
  const int columns = board.at.figure_columns;
  const auto& figures = board.view.figures;
  const auto per_row = static_cast<std::size_t>(columns);
  const std::size_t first = piece.first * per_row;
  const std::size_t last = std::min(figures.size(), first + piece.count * per_row);
  const auto cells = ui::grid(piece.rect, static_cast<int>(last - first), columns, piece.row_h, 0);
  const auto spaced = ui::columns(piece.rect, columns, c.px(board_gutter));
  for (std::size_t i = first; i < last; ++i) {
    Rect cell = cells[i - first];
    cell.x = spaced[(i - first) % per_row].x;
    cell.w = spaced[(i - first) % per_row].w;
    draw_figure(board, cell, figures[i]);
  }
}

void draw_explained(const Board& board) {
  if (board.at.explained.empty()) return;
  Canvas& c = board.ui.canvas;
  c.text(board.at.explained, board.view.explained,
         c.style(ui::type::board_caption, Weight::regular, board.ui.theme().ink_soft));
}

}  // namespace foyer::display

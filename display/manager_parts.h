// Inside display/: the parts of the manager's board, each drawn into its place.
#pragma once

#include "display/manager_layout.h"
#include "display/manager_view.h"
#include "ui/controls.h"

namespace foyer::display {

/// What the parts draw with.
struct Board {
  ui::Ui& ui;
  const ManagerView& view;
  const ManagerLayout& at;
};

void draw_board_bar(const Board& board);
void draw_board_notice(const Board& board);
void draw_best_action(const Board& board);
void draw_figures(const Board& board, const Piece& piece);
void draw_counters(const Board& board, const Piece& piece);
void draw_groups(const Board& board, const Piece& piece);
void draw_alarms(const Board& board, const Piece& piece);
/// At the end of what is left of the bar; nothing where nothing is wrong.
void draw_alarm_count(const Board& board, ui::Rect& rest);
void draw_explained(const Board& board);

/// The rule over a part, its title, a note behind it, and which page this is where there are more.
void draw_part_head(const Board& board, ui::Rect& rest, const Piece& piece,
                    const std::string& title, const std::string& note);
/// The sign of a state and its words in bold, in a line of body size; soft and without the sign
/// where it claims nothing any more.
[[nodiscard]] float mark_width(const ui::Canvas& canvas, const std::string& words);
void draw_mark(const Board& board, ui::Rect rect, const ui::StateMark& mark);
/// Of figures and words that claim to be true now: ink, unless they are too old.
[[nodiscard]] ui::Color claim_color(const Board& board);

}  // namespace foyer::display

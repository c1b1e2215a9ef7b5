#include "display/manager_screen.h"

#include "display/manager_parts.h"

namespace foyer::display {

void draw_manager_board(ui::Ui& ui, const ManagerView& view) {
  const ManagerLayout at = manager_layout(ui, view);
  const Board board{ui, view, at};
  ui.canvas.clear(ui.theme().paper);
  draw_board_bar(board);
  draw_board_notice(board);
  draw_best_action(board);
  for (const Piece& piece : at.pieces) {
    switch (piece.part) {
      case Part::figures:
        draw_figures(board, piece);
        break;
      case Part::counters:
        draw_counters(board, piece);
        break;
      case Part::groups:
        draw_groups(board, piece);
        break;
      case Part::alarms:
        draw_alarms(board, piece);
        break;
    }
  }
  draw_explained(board);
}

}  // namespace foyer::display

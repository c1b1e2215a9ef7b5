#include "display/screens.h"

#include "display/parts.h"

namespace foyer::display {

void draw_lobby(ui::Ui& ui, const LobbyView& view) {
  const LobbyLayout at = lobby_layout(ui.canvas.size(), ui.canvas.look().metrics, view);
  const Drawing drawing{ui, view, at};
  ui.canvas.clear(ui.theme().paper);
  draw_header(drawing);
  switch (view.page) {
    case Page::calls:
      draw_band(drawing);
      break;
    case Page::idle:
    case Page::closed:
      draw_welcome(drawing);
      break;
  }
  if (view.page == Page::closed) {
    draw_days(drawing);
  } else if (view.last.empty()) {
    draw_steps(drawing);
  } else {
    draw_last_calls(drawing);
  }
  draw_waits(drawing);
  draw_notice(drawing);
}

}  // namespace foyer::display

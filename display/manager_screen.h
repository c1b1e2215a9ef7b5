// Draws the manager's board. Nobody touches it, so there are no intents: one function from the view
// to the page. No clock, no decisions about the lobby; only where things stand and how large.
#pragma once

#include "display/manager_view.h"
#include "ui/controls.h"

namespace foyer::display {

void draw_manager_board(ui::Ui& ui, const ManagerView& view);

}  // namespace foyer::display

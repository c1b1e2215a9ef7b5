// Draws a lobby display. Nobody touches it, so there are no intents: one function from the view to
// the page. No clock, no decisions about the lobby; only where things stand and how large.
#pragma once

#include "display/views.h"
#include "ui/controls.h"

namespace foyer::display {

void draw_lobby(ui::Ui& ui, const LobbyView& view);

}  // namespace foyer::display

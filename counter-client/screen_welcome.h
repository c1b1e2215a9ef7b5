// What the parts of the welcome desk's page share; private to them.
#pragma once

#include "counter-client/screen_parts.h"

namespace foyer::counter_client {

/// Does it, in the form or by an intent.
void perform(Drawing& d, const WelcomeAct& act);
void welcome_button(Drawing& d, const ui::Rect& rect, const WelcomeButton& button);
void draw_person(Drawing& d, const ui::Rect& rect);

}  // namespace foyer::counter_client

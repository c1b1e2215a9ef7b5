// What a supervisor sees beside the rows of a panel: ways to other panels; and what stands over
// every page: a call for help, whether the customer is still here, and that this is a lobby to
// practise in.
#include <algorithm>

#include "counter-client/screen_parts.h"

namespace foyer::counter_client {

using ui::Rect;

namespace {

/// Words over the whole width, with what can be done about it at their end.
void draw_band(Drawing& d, Rect& rest, const ui::Banner& words, const ActionView& action,
               ui::Color fill, ui::Color edge) {
  const float wide = ui::staff_button_width(d.ui, action.button);
  const float button_h = ui::staff_button_height(d.ui, action.button);
  const float text_w = rest.w - wide - d.ui.px(24);
  const float high = std::max(ui::banner_height(d.ui, text_w, words), button_h + d.ui.px(8));
  Rect row = ui::cut_top(rest, high);
  d.ui.canvas.fill(row, fill);
  d.ui.canvas.hline(row.x, row.bottom() - d.ui.px(2), row.w, edge, d.ui.px(2));
  ui::banner(d.ui, ui::cut_start(row, text_w), words);
  action_button(d, ui::centered(ui::cut_start(row, wide), {wide, button_h}), action);
}

}  // namespace

void draw_doors(Drawing& d, Rect& rest) {
  const auto& doors = d.view.panel->doors;
  if (doors.empty()) return;
  const float gap = d.ui.px(12);
  const float high = d.ui.canvas.grown(32);
  Rect line = ui::cut_top(rest, high, d.ui.px(4));
  bool first = true;
  for (const ActionView& door : doors) {
    const float wide = quiet_action_width(d.ui, door);
    if (!first && wide > line.w) line = ui::cut_top(rest, high, d.ui.px(4));
    first = false;
    quiet_action(d, ui::cut_start(line, wide, gap), door);
  }
  ui::cut_top(rest, d.ui.px(8));
}

void draw_training(Drawing& d, Rect& rest) {
  if (d.view.training.empty()) return;
  const ui::Theme& t = d.ui.theme();
  const Rect band = ui::cut_top(rest, d.ui.canvas.grown(32));
  d.ui.canvas.fill(band, t.warn_soft);
  hairline(d.ui, band, band.bottom() - d.ui.px(t.desk_border));
  d.ui.canvas.text(band.inset({d.ui.px(32), 0, d.ui.px(32), 0}), d.view.training,
                   words(d.ui, ui::type::desk_body, ui::Weight::bold, t.ink, ui::VAlign::middle,
                         ui::Align::center));
}

void draw_alarm(Drawing& d, Rect& rest) {
  if (!d.view.alarm) return;
  const ui::Theme& t = d.ui.theme();
  draw_band(d, rest, d.view.alarm->banner, d.view.alarm->clear, t.bad_soft, t.bad);
}

void draw_forgotten(Drawing& d, Rect& rest) {
  if (!d.view.forgotten) return;
  const ui::Theme& t = d.ui.theme();
  draw_band(d, rest, d.view.forgotten->banner, d.view.forgotten->still_here, t.warn_soft, t.warn);
}

}  // namespace foyer::counter_client

// The lift of levels, the steps, and the switch between ways.
#include <algorithm>
#include <cmath>

#include "kiosk/draw_items.h"
#include "kiosk/draw_plan.h"
#include "ui/qr.h"

namespace foyer::kiosk {
namespace {

using ui::Point;
using ui::Rect;
using ui::Weight;

constexpr float lift_head = 80;  // symbols and names of the elevators
constexpr float lift_row = 88;   // a level's button, 20 mm at the least
constexpr float lift_gap = 8;
constexpr std::size_t shafts_max = 2;

std::size_t shown_shafts(const Lift& lift) {
  std::size_t used = 0;
  for (const LiftShaft& shaft : lift.shafts) used += shaft.trips.empty() ? 0 : 1;
  return std::min(lift.shafts.size(), std::max(used, shafts_max));
}

/// The middle of a shaft: the shafts share the end half of the buttons.
float shaft_x(ui::Ui& ui, const Rect& rect, std::size_t shaft, std::size_t count) {
  const float first = rect.x + ui.px(104);
  const float room = rect.end() - ui.px(8) - first;
  return std::round(first + room * (static_cast<float>(shaft) + 0.5F) / static_cast<float>(count));
}

void draw_level(ui::Ui& ui, const Rect& row, const LiftLevel& level, Intents& intents) {
  const ui::Theme& theme = ui.theme();
  const ui::ControlBox box(ui, {.id = level.id,
                                .rect = row,
                                .spoken = level.spoken,
                                .radius = ui.px(theme.radius_small),
                                .on = level.shown});
  ui.canvas.box(row, ui::control_box(ui, box.result, level.shown, theme.radius_small));
  ui::TextStyle style = ui.canvas.style({38, 44}, Weight::bold);
  style.px = ui.px(38);
  style.line_height = ui.px(44);
  style.align = ui::Align::center;
  style.valign = ui::VAlign::middle;
  style.lines_max = 1;
  ui.canvas.text({row.x + ui.px(8), row.y, ui.px(60), row.h}, level.sign, style);
  if (level.goal) {
    const float side = ui.px(34);
    ui.canvas.icon({row.x + ui.px(70), row.y + (row.h - side) / 2, side, side}, "pin",
                   theme.accent);
  }
  if (box.result.pressed) intents.push_back(level.intent);
}

void draw_shaft_head(ui::Ui& ui, const Rect& rect, const LiftShaft& shaft, float x, float room) {
  const bool used = !shaft.trips.empty();
  const ui::Color color = used ? ui.theme().accent : ui.theme().ink_soft;
  const float side = ui.px(36);
  ui.canvas.icon({x - side / 2, rect.y, side, side}, shaft.icon, color);
  ui::TextStyle style =
      ui.canvas.style(ui::type::caption, used ? Weight::bold : Weight::regular, ui.theme().ink);
  style.px = ui.px(24);
  style.line_height = ui.px(32);
  style.align = ui::Align::center;
  style.lines_max = 1;
  // The step says its name in full; here it is only where there is room.
  if (ui.canvas.measure(shaft.label, style).width > room) return;
  ui.canvas.text({x - room / 2, rect.y + side + ui.px(4), room, ui.px(36)}, shaft.label, style);
}

void draw_shaft(ui::Ui& ui, const std::vector<Rect>& rows, const LiftShaft& shaft, float x,
                bool trip_shown) {
  const ui::Theme& theme = ui.theme();
  const auto y = [&](std::size_t row) { return std::round(rows[row].y + rows[row].h / 2); };
  if (shaft.stops.size() > 1) {
    ui.canvas.fill({x - ui.px(3), y(shaft.stops.front()), ui.px(6),
                    y(shaft.stops.back()) - y(shaft.stops.front())},
                   theme.edge);
  }
  for (const auto& [from, to] : shaft.trips) {
    if (!trip_shown) continue;
    const float top = std::min(y(from), y(to));
    ui.canvas.fill({x - ui.px(7), top, ui.px(14), std::max(y(from), y(to)) - top}, theme.accent);
  }
  for (const std::size_t stop : shaft.stops) {
    ui.canvas.circle({x, y(stop)}, ui.px(13), theme.card, theme.edge, ui.px(4));
  }
  for (const auto& [from, to] : shaft.trips) {
    ui.canvas.circle({x, y(from)}, ui.px(15), theme.call, theme.ink, ui.px(5));
    ui.canvas.circle({x, y(to)}, ui.px(15), theme.accent);
  }
}

}  // namespace

float lift_height(ui::Ui& ui, const Lift& lift) {
  const auto count = static_cast<float>(lift.levels.size());
  return ui.px(lift_head) + count * ui.px(lift_row) + (count - 1) * ui.px(lift_gap);
}

void draw_lift(ui::Ui& ui, const Rect& rect, const Plan& plan, Intents& intents) {
  const Lift& lift = plan.lift;
  Rect rest = rect;
  const Rect head = ui::cut_top(rest, ui.px(lift_head));
  const auto count = static_cast<float>(lift.levels.size());
  const float gap = ui.px(lift_gap);
  const float high = std::floor((rest.h - (count - 1) * gap) / count);
  std::vector<Rect> rows;
  ui::Stack stack(rest, gap);
  for (const LiftLevel& level : lift.levels) {
    rows.push_back(stack.next(high));
    draw_level(ui, rows.back(), level, intents);
  }
  const std::size_t shafts = shown_shafts(lift);
  if (shafts == 0) return;
  const float room = (rect.end() - ui.px(8) - rect.x - ui.px(104)) / static_cast<float>(shafts);
  for (std::size_t i = 0; i < shafts; ++i) {
    const float x = shaft_x(ui, rect, i, shafts);
    draw_shaft_head(ui, head, lift.shafts[i], x, room + ui.px(24));
    draw_shaft(ui, rows, lift.shafts[i], x, plan.progress >= 1);
  }
}

// --- the switch

Block switch_block(ui::Ui& ui, const Switch& item, float width, Intents& intents) {
  Block block{ui.px(24), ui::segmented_height(ui, width, item.segments), false, false, 0, {}};
  block.draw = [&ui, &item, &intents](const Rect& r) {
    if (const auto pressed = ui::segmented(ui, r, item.segments, item.chosen)) {
      intents.push_back(item.intents[*pressed]);
    }
  };
  return block;
}

// --- the steps

namespace {

struct StepLook {
  ui::TextStyle title;
  ui::TextStyle help;
  float number = 0;
  float icon = 0;
  float gap = 0;
  float pad = 0;
  float least = 0;
};

StepLook step_look(ui::Ui& ui, std::size_t count) {
  const bool tight = landscape(ui) || count > 4;
  StepLook look;
  look.title = ui.canvas.style(tight ? ui::TypeSize{30, 38} : ui::type::name, Weight::bold);
  look.help = ui.canvas.style({26, 32}, Weight::regular, ui.theme().ink_soft);
  look.number = ui.px(tight ? 48 : 56);
  look.icon = ui.px(tight ? 40 : 48);
  look.gap = ui.px(16);
  look.pad = ui.px(24);
  look.least = ui.px(tight ? 84 : 120);
  return look;
}

float step_text_width(const StepLook& look, float width) {
  return width - 2 * look.pad - look.number - look.icon - 2 * look.gap;
}

float step_height(ui::Ui& ui, const StepRow& row, const StepLook& look, float width) {
  const float room = step_text_width(look, width);
  const float text =
      text_height(ui, row.title, look.title, room) + text_height(ui, row.help, look.help, room);
  return std::max(look.least, text + ui.px(20));
}

void draw_step(ui::Ui& ui, const Rect& r, const StepRow& row, const StepLook& look, bool first) {
  const ui::Theme& theme = ui.theme();
  if (!first) ui.canvas.hline(r.x, r.y, r.w, theme.line, ui.px(theme.hair));
  Rect rest = r.inset({look.pad, 0, look.pad, 0});
  const Rect number = ui::cut_start(rest, look.number, look.gap);
  const Point middle{number.x + number.w / 2, number.y + number.h / 2};
  // Steps on another level than the one that is shown are outlined.
  if (row.elsewhere) {
    ui.canvas.circle(middle, look.number / 2, theme.card, theme.accent, ui.px(4));
  } else {
    ui.canvas.circle(middle, look.number / 2, theme.accent);
  }
  ui::TextStyle figure =
      ui.canvas.style(ui::type::help, Weight::bold, row.elsewhere ? theme.accent : theme.on_accent);
  figure.px = ui.px(28);
  figure.line_height = ui.px(36);
  figure.align = ui::Align::center;
  figure.valign = ui::VAlign::middle;
  figure.lines_max = 1;
  ui.canvas.text(number, row.number, figure);
  // Left and right are those of the building, in every language.
  ui.canvas.icon(ui::cut_start(rest, look.icon, look.gap), row.icon, theme.ink);
  const float h1 = text_height(ui, row.title, look.title, rest.w);
  const float h2 = text_height(ui, row.help, look.help, rest.w);
  const float y = std::round(r.y + (r.h - h1 - h2) / 2);
  ui.canvas.text({rest.x, y, rest.w, h1}, row.title, look.title);
  if (h2 > 0) ui.canvas.text({rest.x, y + h1, rest.w, h2}, row.help, look.help);
}

Block step_block(ui::Ui& ui, const StepRow& row, const StepLook& look, float width, bool first) {
  Block block{first ? ui.px(24) : 0, step_height(ui, row, look, width), false, true, 0, {}};
  block.draw = [&ui, &row, look, first](const Rect& r) { draw_step(ui, r, row, look, first); };
  return block;
}

constexpr float code_card = 264;  // beside the steps

void draw_code(ui::Ui& ui, const Rect& r, const Steps& steps) {
  ui::card(ui, r);
  const ui::Canvas::Container inside(ui.canvas, r, "qr");
  const ui::QrCode code = ui::encode_qr(steps.url);
  const float room = ui.px(code_card - 24);
  const int module = std::max(2, static_cast<int>(room / static_cast<float>(code.outer())));
  const float side = static_cast<float>(module * code.outer());
  ui::TextStyle title = ui.canvas.style({28, 36}, Weight::bold);
  ui::TextStyle text = ui.canvas.style({26, 32}, Weight::regular, ui.theme().ink_soft);
  title.align = text.align = ui::Align::center;
  const float inner = r.w - ui.px(24);
  const float h1 = text_height(ui, steps.url_title, title, inner);
  const float h2 = text_height(ui, steps.url_text, text, inner);
  const float y = std::round(r.y + (r.h - side - h1 - h2) / 2);
  ui.canvas.qr({std::round(r.x + (r.w - side) / 2), y}, code, module);
  ui.canvas.text({r.x + ui.px(12), y + side, inner, h1}, steps.url_title, title);
  ui.canvas.text({r.x + ui.px(12), y + side + h1, inner, h2}, steps.url_text, text);
}

/// Steps and code side by side, as one block.
Block steps_with_code(ui::Ui& ui, const Steps& steps, const StepLook& look, float width) {
  const float code_w = ui.px(code_card);
  const float gap = ui.px(24);
  const float steps_w = width - code_w - gap;
  std::vector<float> heights;
  float all = 0;
  for (const StepRow& row : steps.rows) {
    heights.push_back(step_height(ui, row, look, steps_w));
    all += heights.back();
  }
  Block block{gap, std::max(all, ui.px(340)), false, false, 0, {}};
  block.draw = [&ui, &steps, look, heights, code_w, gap](const Rect& r) {
    Rect rest = r;
    const Rect code = ui::cut_end(rest, code_w, gap);
    ui::card(ui, rest);
    float y = rest.y;
    for (std::size_t i = 0; i < steps.rows.size(); ++i) {
      draw_step(ui, {rest.x, y, rest.w, heights[i]}, steps.rows[i], look, i == 0);
      y += heights[i];
    }
    draw_code(ui, code, steps);
  };
  return block;
}

}  // namespace

Blocks steps_blocks(ui::Ui& ui, const Steps& steps, float width) {
  const StepLook look = step_look(ui, steps.rows.size());
  Blocks blocks;
  const bool beside = !steps.url.empty() && !large_text(ui) && width >= ui.px(900);
  if (beside) {
    blocks.push_back(steps_with_code(ui, steps, look, width));
    return blocks;
  }
  for (std::size_t i = 0; i < steps.rows.size(); ++i) {
    blocks.push_back(step_block(ui, steps.rows[i], look, width, i == 0));
  }
  if (steps.url.empty()) return blocks;
  Block code{ui.px(24), ui.px(360), false, false, 0, {}};
  if (large_text(ui)) code.height = ui.px(480);
  code.draw = [&ui, &steps](const Rect& r) { draw_code(ui, r, steps); };
  blocks.push_back(std::move(code));
  return blocks;
}

}  // namespace foyer::kiosk

// The lift of levels, the steps, and the switch between ways.
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <memory>

#include "kiosk/draw_items.h"
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

/// Of a tall building so many levels are shown in any case; more where there is room.
constexpr std::size_t levels_upright = 4;
constexpr std::size_t levels_wide = 3;

std::size_t rows_least(ui::Ui& ui) {
  return landscape(ui) ? levels_wide : levels_upright;
}

std::size_t rows_that_fit(ui::Ui& ui, float height) {
  const float room = height - ui.px(lift_head) + ui.px(lift_gap);
  return static_cast<std::size_t>(std::max(1.0F, room / (ui.px(lift_row) + ui.px(lift_gap))));
}

/// How much a level is needed: where the way begins, ends and changes, what is shown.
int need_of(const Lift& lift, std::size_t level) {
  const LiftLevel& one = lift.levels[level];
  int need = one.shown || one.start || one.goal ? 1000 : 0;
  for (const LiftShaft& shaft : lift.shafts) {
    for (const auto& [from, to] : shaft.trips) {
      if (from == level || to == level) need = 1000;
    }
  }
  // The nearer to one of those, the better.
  int near = 100;
  for (std::size_t i = 0; i < lift.levels.size(); ++i) {
    const LiftLevel& other = lift.levels[i];
    if (!other.shown && !other.start && !other.goal) continue;
    near = std::min(near, std::abs(static_cast<int>(i) - static_cast<int>(level)));
  }
  return need + 100 - near;
}

/// A lift with no more levels than have room.
Lift shortened(const Lift& lift, std::size_t most) {
  std::vector<std::size_t> kept(lift.levels.size());
  for (std::size_t i = 0; i < kept.size(); ++i) kept[i] = i;
  std::stable_sort(kept.begin(), kept.end(), [&](std::size_t a, std::size_t b) {
    return need_of(lift, a) > need_of(lift, b);
  });
  const auto needed = static_cast<std::size_t>(std::count_if(
      kept.begin(), kept.end(), [&](std::size_t level) { return need_of(lift, level) >= 1000; }));
  kept.resize(std::min(kept.size(), std::max(most, needed)));
  std::sort(kept.begin(), kept.end());
  const auto row_of = [&](std::size_t level) -> std::optional<std::size_t> {
    const auto it = std::find(kept.begin(), kept.end(), level);
    if (it == kept.end()) return std::nullopt;
    return static_cast<std::size_t>(it - kept.begin());
  };
  Lift shorter;
  for (const std::size_t level : kept) shorter.levels.push_back(lift.levels[level]);
  for (const LiftShaft& shaft : lift.shafts) {
    LiftShaft one{shaft.icon, shaft.label, {}, {}};
    for (const std::size_t stop : shaft.stops) {
      if (const auto row = row_of(stop)) one.stops.push_back(*row);
    }
    for (const auto& [from, to] : shaft.trips) one.trips.emplace_back(*row_of(from), *row_of(to));
    if (!one.stops.empty()) shorter.shafts.push_back(std::move(one));
  }
  return shorter;
}

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
  const auto count = static_cast<float>(shortened(lift, rows_least(ui)).levels.size());
  return ui.px(lift_head) + count * ui.px(lift_row) + (count - 1) * ui.px(lift_gap);
}

void draw_lift(ui::Ui& ui, const Rect& rect, const Plan& plan, Intents& intents) {
  const Lift lift = shortened(plan.lift, rows_that_fit(ui, rect.h));
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
    draw_shaft_head(ui, head, lift.shafts[i], x, room);
    draw_shaft(ui, rows, lift.shafts[i], x, plan.progress >= 1);
  }
}

// --- the switch

namespace {

ui::Chip chip_of(const Switch& item, std::size_t i) {
  const ui::Segment& segment = item.segments[i];
  ui::Chip chip{.id = segment.id, .label = segment.label};
  chip.icon = segment.icon;
  chip.chosen = i == item.chosen;
  return chip;
}

/// One under the other, for letters so large that a word has no room beside the others.
Block stacked_switch(ui::Ui& ui, const Switch& item, float width, Intents& intents) {
  const float gap = ui.px(8);
  std::vector<float> heights;
  Block block{ui.px(24), 0, false, false, 0, {}};
  for (std::size_t i = 0; i < item.segments.size(); ++i) {
    heights.push_back(ui::chip_height(ui, width, chip_of(item, i)));
    block.height += heights.back() + (i > 0 ? gap : 0);
  }
  block.draw = [&ui, &item, &intents, heights, gap](const Rect& r) {
    ui::Stack stack(r, gap);
    for (std::size_t i = 0; i < heights.size(); ++i) {
      if (ui::chip(ui, stack.next(heights[i]), chip_of(item, i)).pressed) {
        intents.push_back(item.intents[i]);
      }
    }
  };
  return block;
}

bool words_fit(ui::Ui& ui, const Switch& item, float width) {
  const float room = width / static_cast<float>(item.segments.size()) - ui.px(32 + 56);
  const ui::TextStyle style = ui.canvas.style(ui::type::body, Weight::bold);
  return std::none_of(item.segments.begin(), item.segments.end(), [&](const ui::Segment& segment) {
    return ui.canvas.measure(segment.label, style, std::max(1.0F, room)).broken;
  });
}

}  // namespace

Block switch_block(ui::Ui& ui, const Switch& item, float width, Intents& intents) {
  if (!words_fit(ui, item, width)) return stacked_switch(ui, item, width, intents);
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
  const bool tight = landscape(ui) || count > 3;
  StepLook look;
  look.title = ui.canvas.style(tight ? ui::TypeSize{30, 38} : ui::type::name, Weight::bold);
  look.help = ui.canvas.style({26, 32}, Weight::regular, ui.theme().ink_soft);
  look.number = ui.px(tight ? 48 : 56);
  look.icon = ui.px(tight ? 40 : 48);
  look.gap = ui.px(16);
  look.pad = ui.px(24);
  look.least = ui.px(landscape(ui) ? 76 : tight ? 84 : 120);
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
  ui.canvas.circle(middle, look.number / 2, theme.accent);
  ui::TextStyle figure = ui.canvas.style(ui::type::help, Weight::bold, theme.on_accent);
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

/// The last row: where the way goes on.
float next_height(ui::Ui& ui, const Steps& steps, const StepLook& look, float width) {
  if (!steps.next) return 0;
  const float room = width - 2 * look.pad - look.number - 2 * look.gap - ui.px(40);
  return std::max(ui.px(100), text_height(ui, steps.next_title, look.title, room) +
                                  text_height(ui, steps.next_text, look.help, room) + ui.px(24));
}

void draw_next(ui::Ui& ui, const Rect& r, const Steps& steps, const StepLook& look,
               Intents& intents) {
  const ui::Theme& theme = ui.theme();
  const Rect cell = r.inset({ui.px(8), ui.px(4), ui.px(8), ui.px(8)});
  const ui::ControlBox box(ui, {.id = "next-level",
                                .rect = cell,
                                .spoken = steps.next_title + ". " + steps.next_text,
                                .radius = ui.px(theme.radius_small)});
  ui.canvas.box(cell, ui::control_box(ui, box.result, false, theme.radius_small));
  Rect rest = cell.inset({look.pad - ui.px(8), 0, look.pad - ui.px(8), 0});
  ui.canvas.icon(ui::cut_start(rest, look.number, look.gap), "route", theme.accent);
  ui.canvas.icon(ui::cut_end(rest, ui.px(40), look.gap), "chevron", theme.ink,
                 {.flip = ui::Flip::with_page});
  const float h1 = text_height(ui, steps.next_title, look.title, rest.w);
  const float h2 = text_height(ui, steps.next_text, look.help, rest.w);
  const float y = std::round(rest.y + (rest.h - h1 - h2) / 2);
  ui.canvas.text({rest.x, y, rest.w, h1}, steps.next_title, look.title);
  ui.canvas.text({rest.x, y + h1, rest.w, h2}, steps.next_text, look.help);
  if (box.result.pressed) intents.push_back(*steps.next);
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
Block steps_with_code(ui::Ui& ui, const Steps& steps, const StepLook& look, float width,
                      Intents& intents) {
  const float code_w = ui.px(code_card);
  const float gap = ui.px(24);
  const float steps_w = width - code_w - gap;
  std::vector<float> heights;
  float all = 0;
  for (const StepRow& row : steps.rows) {
    heights.push_back(step_height(ui, row, look, steps_w));
    all += heights.back();
  }
  const float next = next_height(ui, steps, look, steps_w);
  Block block{gap, std::max(all + next, ui.px(340)), false, false, 0, {}};
  block.draw = [&ui, &steps, &intents, look, heights, next, code_w, gap](const Rect& r) {
    Rect rest = r;
    const Rect code = ui::cut_end(rest, code_w, gap);
    ui::card(ui, rest);
    float y = rest.y;
    for (std::size_t i = 0; i < steps.rows.size(); ++i) {
      draw_step(ui, {rest.x, y, rest.w, heights[i]}, steps.rows[i], look, i == 0);
      y += heights[i];
    }
    if (steps.next)
      draw_next(ui, {rest.x, rest.bottom() - next, rest.w, next}, steps, look, intents);
    draw_code(ui, code, steps);
  };
  return block;
}

}  // namespace

Blocks steps_blocks(ui::Ui& ui, const Steps& steps, float width, Intents& intents) {
  const StepLook look = step_look(ui, steps.rows.size());
  Blocks blocks;
  // In landscape the rows must be able to go on in another column.
  const bool beside = !steps.url.empty() && !large_text(ui) && !landscape(ui);
  if (beside) {
    blocks.push_back(steps_with_code(ui, steps, look, width, intents));
    return blocks;
  }
  for (std::size_t i = 0; i < steps.rows.size(); ++i) {
    blocks.push_back(step_block(ui, steps.rows[i], look, width, i == 0));
  }
  if (steps.next) {
    Block next{0, next_height(ui, steps, look, width), false, true, 0, {}};
    next.draw = [&ui, &steps, &intents, look](const Rect& r) {
      draw_next(ui, r, steps, look, intents);
    };
    blocks.push_back(std::move(next));
  }
  if (steps.url.empty()) return blocks;
  const auto card = std::make_shared<QrCard>(QrCard{steps.url, steps.url_title, steps.url_text});
  Block code = qr_block(ui, *card, width);
  code.draw = [card, draw = std::move(code.draw)](const Rect& r) { draw(r); };
  blocks.push_back(std::move(code));
  return blocks;
}

}  // namespace foyer::kiosk

#include "ui/components.h"

#include <algorithm>
#include <cmath>

#include "ui/parts.h"

namespace foyer::ui {
BoxStyle control_box(Ui& ui, const ControlResult& r, bool chosen, float radius_design) {
  const Theme& t = ui.theme();
  BoxStyle s{
      .fill = t.card, .edge = t.edge, .edge_px = ui.px(t.border), .radius = ui.px(radius_design)};
  if (chosen || r.held) {
    s.fill = t.accent_soft;
    // A finger is answered also on what is chosen already.
    s.edge = chosen && r.held ? t.ink : t.accent;
    s.edge_px = ui.px(t.border_chosen);
  } else if (r.hovered) {
    s.edge = t.ink;
  }
  return s;
}

// ---- button
namespace {

struct ButtonLook {
  TextStyle style;
  std::string words;
  float icon = 0;
  float gap = 0;
  float padding = 0;
};

ButtonLook button_look(Ui& ui, const Button& b) {
  const bool primary = b.kind == ButtonKind::primary;
  TypeSize size = b.size;
  if (size.px == 0) size = primary ? type::lead : TypeSize{34, 40};
  ButtonLook look;
  look.style = faces(ui, size, Weight::bold, ui.theme().ink, VAlign::middle);
  look.words = !b.busy.empty() ? b.busy : b.disabled_reason.empty() ? b.label : b.disabled_reason;
  look.icon = b.icon.empty() || !b.busy.empty() ? 0 : ui.px(48);
  look.gap = look.icon > 0 ? ui.px(20) : 0;
  look.padding = ui.px(24);
  return look;
}

}  // namespace

float button_height(Ui& ui, float width, const Button& b) {
  const ButtonLook look = button_look(ui, b);
  const float room = width - 2 * look.padding - look.icon - look.gap;
  const float least = ui.px(b.size.px > 0 && b.size.px < 34 ? 104 : 120);
  return std::max(least, height_of(ui, look.words, look.style, room) + ui.px(24));
}

float button_width(Ui& ui, const Button& b) {
  const ButtonLook look = button_look(ui, b);
  return std::ceil(ui.canvas.measure(look.words, look.style).width) + 2 * look.padding + look.icon +
         look.gap + 2;
}

bool button_holds(Ui& ui, float width, const Button& b) {
  const ButtonLook look = button_look(ui, b);
  const float room = std::max(1.0F, width - 2 * look.padding - look.icon - look.gap);
  return !ui.canvas.measure(look.words, look.style, room).broken;
}

ControlResult button(Ui& ui, const Rect& rect, const Button& b) {
  const Theme& t = ui.theme();
  const bool enabled = b.disabled_reason.empty() && b.busy.empty();
  ButtonLook look = button_look(ui, b);
  const ControlBox box(ui, {.id = b.id,
                            .rect = rect,
                            .spoken = enabled && !b.spoken.empty() ? b.spoken : look.words,
                            .enabled = enabled,
                            .radius = ui.px(t.radius),
                            .shortcuts = b.shortcuts});
  ControlResult shown = box.result;
  shown.held = shown.held || !b.busy.empty();
  BoxStyle style = control_box(ui, shown, false, t.radius);
  if (!b.disabled_reason.empty()) {
    style.fill = t.paper;
    style.edge = t.high_contrast() ? transparent : t.line;
    look.style.color = t.ink_soft;
  } else if (b.kind == ButtonKind::primary && !shown.held) {
    style.fill = t.accent;
    style.edge = shown.hovered ? t.ink : t.accent;
    look.style.color = t.on_accent;
  }
  ui.canvas.box(rect, style);
  // Icon and words stand in the middle together.
  const float room = rect.w - 2 * look.padding - look.icon - look.gap;
  const TextSize words = ui.canvas.measure(look.words, look.style, std::max(1.0F, room));
  const float wide = std::min(room, std::ceil(words.width) + 1);
  const float x = rect.x + std::round((rect.w - look.icon - look.gap - wide) / 2);
  if (look.icon > 0) {
    ui.canvas.icon({x, rect.y, look.icon, rect.h}, b.icon, look.style.color, {.flip = b.flip});
  }
  look.style.align = Align::center;
  ui.canvas.text({x + look.icon + look.gap, rect.y, wide, rect.h}, look.words, look.style);
  return box.result;
}

// ---- chip
namespace {

TextStyle chip_style(Ui& ui, const Chip& c) {
  const bool nastaliq = (c.language.empty() ? ui.canvas.look().language : c.language) == "ur";
  TextStyle s =
      faces(ui, nastaliq ? TypeSize{34, 44} : type::body, c.chosen ? Weight::bold : Weight::regular,
            ui.theme().ink, nastaliq ? VAlign::ink_middle : VAlign::middle);
  s.language = c.language;
  return s;
}

}  // namespace

float chip_height(Ui& ui, float width, const Chip& c) {
  const float icon = c.chosen || !c.icon.empty() ? ui.px(42) : 0;
  return std::max(ui.px(96),
                  height_of(ui, c.label, chip_style(ui, c), width - ui.px(16) - icon) + ui.px(8));
}

bool chip_holds(Ui& ui, float width, const Chip& c) {
  const float icon = c.chosen || !c.icon.empty() ? ui.px(42) : 0;
  const float room = std::max(1.0F, width - ui.px(16) - icon);
  return !ui.canvas.measure(c.label, chip_style(ui, c), room).broken;
}

ControlResult chip(Ui& ui, const Rect& rect, const Chip& c) {
  const Theme& t = ui.theme();
  const ControlBox box(ui, {.id = c.id,
                            .rect = rect,
                            .spoken = c.spoken.empty() ? c.label : c.spoken,
                            .radius = ui.px(t.radius_small),
                            .on = c.chosen,
                            .language = c.language});
  ui.canvas.box(rect, control_box(ui, box.result, c.chosen, t.radius_small));
  TextStyle style = chip_style(ui, c);
  const std::string icon = c.chosen ? "check" : c.icon;
  const float icon_w = icon.empty() ? 0 : ui.px(32);
  const float gap = icon.empty() ? 0 : ui.px(10);
  const float room = rect.w - ui.px(16) - icon_w - gap;
  // The tick takes room from the one long word of a language's name.
  const TextSize name = ui.canvas.measure(c.label, style, std::max(1.0F, room));
  if (name.broken) {
    const float whole = ui.canvas.measure(c.label, style).width;
    style.px = std::floor(style.px * std::max(0.8F, room / (whole + 1)));
  }
  const float wide =
      std::min(room, std::ceil(ui.canvas.measure(c.label, style, std::max(1.0F, room)).width) + 1);
  const float x = rect.x + std::round((rect.w - icon_w - gap - wide) / 2);
  if (!icon.empty()) ui.canvas.icon({x, rect.y, icon_w, rect.h}, icon, t.accent);
  style.align = Align::center;
  ui.canvas.text({x + icon_w + gap, rect.y, wide, rect.h}, c.label, style);
  return box.result;
}

// ---- tick box, check row, option card
void tick_box(Ui& ui, const Rect& rect, bool on) {
  const Theme& t = ui.theme();
  const float design = rect.h / ui.canvas.look().metrics.scale;
  ui.canvas.box(rect, {.fill = on ? t.accent : t.card,
                       .edge = on ? t.accent : t.edge,
                       .edge_px = ui.px(design > 40 ? 3 : 2),
                       .radius = ui.px(design > 40 ? t.radius_small : 4)});
  if (!on) return;
  const float side = std::round(rect.h * (design > 40 ? 0.71F : 0.84F));
  ui.canvas.icon(centered(rect, {side, side}), "check", t.on_accent, {.stroke = 5});
}

namespace {

struct RowLook {
  TextStyle title;
  TextStyle text;
  float room;
};

RowLook check_look(Ui& ui, float width) {
  return {faces(ui, {32, 40}, Weight::bold, ui.theme().ink),
          faces(ui, type::help, Weight::regular, ui.theme().ink_soft), width - ui.px(64 + 56 + 24)};
}

RowLook option_look(Ui& ui, float width) {
  return {faces(ui, {34, 40}, Weight::bold, ui.theme().ink),
          faces(ui, type::help, Weight::regular, ui.theme().ink_soft), width - ui.px(32 + 24)};
}

}  // namespace

float check_row_height(Ui& ui, float width, const CheckRow& row) {
  const RowLook l = check_look(ui, width);
  return std::max(ui.px(112), height_of(ui, row.title, l.title, l.room) +
                                  height_of(ui, row.text, l.text, l.room) + ui.px(32));
}

ControlResult check_row(Ui& ui, const Rect& rect, const CheckRow& row) {
  const Theme& t = ui.theme();
  const ControlBox box(ui, {.id = row.id,
                            .rect = rect,
                            .spoken = joined(row.title, row.text),
                            .radius = ui.px(t.radius),
                            .ticks = true,
                            .on = row.on});
  if (box.result.held) {
    ui.canvas.fill(rect.inset(ui.px(t.hair)), t.accent_soft, ui.px(t.radius - t.hair));
  }
  if (!row.first) {
    ui.canvas.hline(rect.x + ui.px(t.hair), rect.y, rect.w - 2 * ui.px(t.hair), t.line,
                    ui.px(t.hair));
  }
  const RowLook l = check_look(ui, rect.w);
  Rect rest = rect.inset({ui.px(32), 0, ui.px(32), 0});
  const Rect tick = cut_start(rest, ui.px(56), ui.px(24));
  tick_box(ui, centered(tick, {ui.px(56), ui.px(56)}), row.on);
  two_lines(ui, rest, {row.title, l.title, row.text, l.text});
  return box.result;
}

float option_card_height(Ui& ui, float width, const OptionCard& card) {
  const RowLook l = option_look(ui, width);
  return std::max(ui.px(240), ui.px(24 + 56 + 20 + 4 + 24) +
                                  height_of(ui, card.title, l.title, l.room) +
                                  height_of(ui, card.text, l.text, l.room));
}

ControlResult option_card(Ui& ui, const Rect& rect, const OptionCard& card) {
  const Theme& t = ui.theme();
  const ControlBox box(ui, {.id = card.id,
                            .rect = rect,
                            .spoken = joined(card.title, card.text),
                            .radius = ui.px(t.radius),
                            .ticks = true,
                            .on = card.on});
  ui.canvas.box(rect, control_box(ui, box.result, card.on, t.radius));
  const RowLook l = option_look(ui, rect.w);
  const float y = rect.y + ui.px(24);
  ui.canvas.icon({rect.x + ui.px(28), y, ui.px(56), ui.px(56)}, card.icon, t.accent);
  tick_box(ui, {rect.end() - ui.px(24 + 56), y, ui.px(56), ui.px(56)}, card.on);
  const float title_y = y + ui.px(56 + 20);
  const float title_h = height_of(ui, card.title, l.title, l.room);
  const float x = rect.x + ui.px(32);
  ui.canvas.text({x, title_y, l.room, title_h}, card.title, l.title);
  const float text_y = title_y + title_h + ui.px(4);
  ui.canvas.text({x, text_y, l.room, rect.bottom() - text_y}, card.text, l.text);
  return box.result;
}

void card(Ui& ui, const Rect& rect) {
  const Theme& t = ui.theme();
  ui.canvas.box(
      rect, {.fill = t.card, .edge = t.line, .edge_px = ui.px(t.hair), .radius = ui.px(t.radius)});
}

}  // namespace foyer::ui

// The notice bar and the lines of the page of opening hours.
#include <algorithm>
#include <cmath>

#include "kiosk/draw_items.h"

namespace foyer::kiosk {
namespace {

using ui::Rect;
using ui::Weight;

constexpr float bar_pad = 32;
constexpr float icon_side = 56;
constexpr float icon_gap = 24;

ui::TextStyle notice_text(ui::Ui& ui, const NoticeText& notice) {
  const ui::Theme& theme = ui.theme();
  ui::TextStyle style = notice.important ? ui.canvas.style({32, 40}, Weight::bold, theme.on_call)
                                         : ui.canvas.style({30, 40}, Weight::regular, theme.ink);
  style.valign = ui::VAlign::middle;
  return style;
}

ui::TextStyle count_text(ui::Ui& ui, const NoticeText& notice) {
  const ui::Theme& theme = ui.theme();
  ui::TextStyle style =
      ui.canvas.style({26, 32}, Weight::regular, notice.important ? theme.on_call : theme.ink_soft);
  style.valign = ui::VAlign::middle;
  style.lines_max = 1;
  return style;
}

/// The count and the chevron at the end; 0 for a bar that leads nowhere.
float end_width(ui::Ui& ui, const NoticeBar& bar) {
  if (bar.count.empty()) return 0;
  const float count = ui.canvas.measure(bar.count, count_text(ui, bar.notices[bar.shown])).width;
  return std::ceil(count) + 2 + ui.px(16 + 40 + 16);
}

float bar_height(ui::Ui& ui, float width, const NoticeBar& bar) {
  const float room = width - ui.px(2 * bar_pad + icon_side + icon_gap) - end_width(ui, bar);
  float high = ui.px(104);
  for (const NoticeText& notice : bar.notices) {
    high = std::max(high, text_height(ui, notice.text, notice_text(ui, notice), room) + ui.px(32));
  }
  return high;
}

ui::BoxStyle bar_box(ui::Ui& ui, const NoticeText& notice) {
  const ui::Theme& theme = ui.theme();
  if (!notice.important) {
    return {.fill = theme.card,
            .edge = theme.line,
            .edge_px = ui.px(theme.hair),
            .radius = ui.px(theme.radius)};
  }
  return {.fill = theme.call,
          .edge = theme.high_contrast() ? theme.call : theme.ink,
          .edge_px = ui.px(3),
          .radius = ui.px(theme.radius)};
}

void draw_words(ui::Ui& ui, const Rect& rect, const NoticeBar& bar, bool held) {
  const ui::Theme& theme = ui.theme();
  const NoticeText& notice = bar.notices[bar.shown];
  const bool bright = notice.important && !held;
  const ui::Color soft = bright ? theme.on_call : theme.accent;
  Rect rest = rect.inset({ui.px(bar_pad), 0, ui.px(bar_pad), 0});
  ui.canvas.icon(ui::cut_start(rest, ui.px(icon_side), ui.px(icon_gap)),
                 notice.important ? "warn" : "info", soft);
  if (!bar.count.empty()) {
    Rect end = ui::cut_end(rest, end_width(ui, bar) - ui.px(16), ui.px(16));
    ui.canvas.icon(ui::cut_end(end, ui.px(40), ui.px(16)), "chevron",
                   bright ? theme.on_call : theme.ink, {.flip = ui::Flip::with_page});
    ui::TextStyle count = count_text(ui, notice);
    if (held) count.color = theme.ink;
    ui.canvas.text(end, bar.count, count);
  }
  ui::TextStyle words = notice_text(ui, notice);
  if (held) words.color = theme.ink;
  ui.canvas.text(rest, notice.text, words);
}

void draw_bar(ui::Ui& ui, const Rect& rect, const NoticeBar& bar, Intents& intents) {
  const NoticeText& notice = bar.notices[bar.shown];
  if (bar.count.empty()) {
    ui.canvas.box(rect, bar_box(ui, notice));
    const ui::Canvas::Container inside(ui.canvas, rect, "notice");
    return draw_words(ui, rect, bar, false);
  }
  const ui::ControlBox box(
      ui,
      {.id = "notices", .rect = rect, .spoken = bar.spoken, .radius = ui.px(ui.theme().radius)});
  const bool held = box.result.held;
  ui.canvas.box(rect, held || !notice.important
                          ? ui::control_box(ui, box.result, false, ui.theme().radius)
                          : bar_box(ui, notice));
  draw_words(ui, rect, bar, held);
  if (box.result.pressed) intents.push_back(OpenNotices{});
}

constexpr float line_pad = 32;

struct LineLook {
  ui::TextStyle name;
  ui::TextStyle text;
  ui::TextStyle hours;
};

LineLook line_look(ui::Ui& ui, const DayLine& line) {
  const Weight weight = line.today ? Weight::bold : Weight::regular;
  return {ui.canvas.style({34, 44}, weight),
          ui.canvas.style({28, 36}, Weight::regular, ui.theme().ink_soft),
          ui.canvas.style({34, 44}, weight)};
}

struct LineSizes {
  bool beside = false;  ///< The hours have room beside the day; otherwise they stand under it.
  float hours_w = 0;
  float name_h = 0;
  float text_h = 0;
  float hours_h = 0;
};

LineSizes line_sizes(ui::Ui& ui, const DayLine& line, float width) {
  const LineLook look = line_look(ui, line);
  const float room = width - 2 * ui.px(line_pad);
  const float gap = ui.px(32);
  LineSizes sizes;
  sizes.hours_w = std::ceil(ui.canvas.measure(line.hours, look.hours).width) + 2;
  const float name_w = std::max(ui.canvas.measure(line.name, look.name).width,
                                ui.canvas.measure(line.text, look.text).width);
  sizes.beside = name_w + gap + sizes.hours_w <= room;
  const float name_room = sizes.beside ? room - gap - sizes.hours_w : room;
  sizes.name_h = text_height(ui, line.name, look.name, name_room);
  sizes.text_h = text_height(ui, line.text, look.text, name_room);
  sizes.hours_h = text_height(ui, line.hours, look.hours, sizes.beside ? sizes.hours_w : room);
  return sizes;
}

void draw_line(ui::Ui& ui, const Rect& rect, const DayLine& line) {
  const ui::Theme& theme = ui.theme();
  if (!line.first) ui.canvas.hline(rect.x, rect.y, rect.w, theme.line, ui.px(theme.hair));
  if (line.today) {
    const Rect mark{rect.x + ui.px(12), rect.y + ui.px(16), ui.px(8), rect.h - ui.px(32)};
    ui.canvas.fill(mark, theme.accent, ui.px(4));
  }
  const LineLook look = line_look(ui, line);
  const LineSizes sizes = line_sizes(ui, line, rect.w);
  const Rect inner = rect.inset({ui.px(line_pad), 0, ui.px(line_pad), 0});
  const float stacked = sizes.name_h + sizes.text_h + (sizes.beside ? 0 : sizes.hours_h);
  float y = std::round(rect.y + (rect.h - stacked) / 2);
  const float name_w = sizes.beside ? inner.w - sizes.hours_w - ui.px(32) : inner.w;
  ui.canvas.text({inner.x, y, name_w, sizes.name_h}, line.name, look.name);
  y += sizes.name_h;
  ui.canvas.text({inner.x, y, name_w, sizes.text_h}, line.text, look.text);
  y += sizes.text_h;
  if (!sizes.beside) {
    ui.canvas.text({inner.x, y, inner.w, sizes.hours_h}, line.hours, look.hours);
    return;
  }
  ui::TextStyle hours = look.hours;
  hours.align = ui::Align::end;
  const float at = std::round(rect.y + (rect.h - sizes.hours_h) / 2);
  ui.canvas.text({inner.end() - sizes.hours_w, at, sizes.hours_w, sizes.hours_h}, line.hours,
                 hours);
}

}  // namespace

Block notice_block(ui::Ui& ui, const NoticeBar& bar, float width, Intents& intents) {
  Block block{ui.px(24), bar_height(ui, width, bar), false, false, 0, {}};
  block.draw = [&ui, &bar, &intents](const Rect& r) { draw_bar(ui, r, bar, intents); };
  return block;
}

Block day_block(ui::Ui& ui, const DayLine& line, float width) {
  const LineSizes sizes = line_sizes(ui, line, width);
  const float stacked = sizes.name_h + sizes.text_h + (sizes.beside ? 0 : sizes.hours_h);
  Block block{
      line.first ? ui.px(20) : 0,
      std::max({ui.px(landscape(ui) ? 64 : 80), stacked + ui.px(24), sizes.hours_h + ui.px(24)}),
      false,
      true,
      0,
      {}};
  block.draw = [&ui, &line](const Rect& r) { draw_line(ui, r, line); };
  return block;
}

}  // namespace foyer::kiosk

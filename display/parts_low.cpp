#include <algorithm>
#include <cmath>

#include "display/parts.h"

namespace foyer::display {
namespace {

using ui::Align;
using ui::Canvas;
using ui::Rect;
using ui::TextStyle;
using ui::TypeSize;
using ui::VAlign;
using ui::Weight;

TextStyle worded(const Drawing& drawing, TypeSize size, Weight weight = Weight::regular) {
  TextStyle style = drawing.ui.canvas.style(size, weight);
  style.language = letters_of(drawing.view.language);
  return style;
}

void draw_call_row(const Drawing& drawing, const Rect& row, const CallView& call) {
  Canvas& c = drawing.ui.canvas;
  const ui::Color ink = drawing.ui.theme().ink;
  TextStyle figure = c.style(ui::type::lobby_last, Weight::bold);
  figure.tracking = -0.02F;
  const float capital = capital_em * figure.px;
  const float baseline = std::round(row.center().y + capital / 2);
  const float arrow_x = row.x + row.w * 0.45F;
  const float arrow_side = c.px(88);
  const float ticket_w = arrow_x - arrow_side / 2 - c.px(24) - row.x;
  hung_text(c, {row.x, baseline}, call.ticket, fitted(c, call.ticket, figure, ticket_w));
  if (call.arrow_eighth) {
    arrow(c, {arrow_x, baseline - capital / 2}, arrow_side, *call.arrow_eighth, ink);
  }
  figure.align = Align::end;
  const float counter_w = c.px(160);
  const TextStyle counter = fitted(c, call.counter, figure, counter_w);
  const float taken = std::max(c.px(96), c.measure(call.counter, counter).width);
  hung_text(c, {row.end(), baseline}, call.counter, counter);
  TextStyle word = worded(drawing, ui::type::lobby_word);
  word.align = Align::end;
  const float word_end = row.end() - taken - c.px(24);
  const Word& said = call.words.front();
  word = fitted(c, said.text, word, word_end - arrow_x - arrow_side / 2 - c.px(24));
  c.text_at({word_end, baseline}, said.text, word);
}

/// Over a row that is not the first.
void draw_separator(const Drawing& drawing, const Rect& row) {
  Canvas& c = drawing.ui.canvas;
  c.hline(row.x, row.y - c.px(1), row.w, drawing.ui.theme().line, c.px(2));
}

void draw_step(const Drawing& drawing, const Rect& row, const Step& step) {
  Canvas& c = drawing.ui.canvas;
  Rect rest = row;
  const Rect icon = ui::cut_start(rest, c.px(88), c.px(40));
  c.icon(centered(icon, {icon.w, icon.w}), step.icon, drawing.ui.theme().accent);
  const TextStyle title = fitted(c, step.title, worded(drawing, {52, 64}, Weight::bold), rest.w);
  TextStyle text = worded(drawing, {38, 48});
  text.color = drawing.ui.theme().ink_soft;
  const float title_h = c.measure(step.title, title, rest.w).height;
  float text_h = c.measure(step.text, text, rest.w).height;
  if (title_h + text_h > row.h) {
    text = fitted(c, step.text, text, rest.w);
    text_h = c.measure(step.text, text, rest.w).height;
  }
  const float top = row.y + (row.h - title_h - text_h) / 2;
  c.text({rest.x, top, rest.w, title_h}, step.title, title);
  c.text({rest.x, top + title_h, rest.w, text_h}, step.text, text);
}

float letter_side(Canvas& c, float row_h) {
  return std::min(c.px(48), row_h - c.px(4));
}

TextStyle wait_words(const Drawing& drawing, const WaitRow& wait, float row_w) {
  TextStyle words = worded(drawing, ui::type::lobby_group);
  words.color = drawing.ui.theme().ink_soft;
  words.align = Align::end;
  words.valign = VAlign::middle;
  return fitted(drawing.ui.canvas, wait.words, words, row_w * 0.5F);
}

float wait_width(const Drawing& drawing, const WaitRow& wait, float row_w) {
  Canvas& c = drawing.ui.canvas;
  if (wait.figure.empty()) {
    return c.measure(wait.words, wait_words(drawing, wait, row_w)).width + 1;
  }
  return c.measure(wait.figure, worded(drawing, ui::type::lobby_wait, Weight::bold)).width +
         c.measure(wait.unit, worded(drawing, ui::type::lobby_group)).width + 1;
}

void draw_wait(const Drawing& drawing, const Rect& box, const WaitRow& wait, float row_w) {
  Canvas& c = drawing.ui.canvas;
  if (wait.figure.empty()) {
    c.text(box, wait.words, wait_words(drawing, wait, row_w));
    return;
  }
  TextStyle figure = worded(drawing, ui::type::lobby_wait, Weight::bold);
  figure.align = Align::end;
  TextStyle unit = worded(drawing, ui::type::lobby_group);
  unit.align = Align::end;
  const float baseline = std::round(box.center().y + capital_em * figure.px / 2);
  // The page goes from left to right whatever stands on it; the unit follows its figure.
  const bool leftwards = ui::direction_of(drawing.view.language) == ui::Direction::right_to_left;
  const float first_w = leftwards ? c.text_at({box.end(), baseline}, wait.figure, figure).width
                                  : c.text_at({box.end(), baseline}, wait.unit, unit).width;
  const ui::Point rest{box.end() - first_w, baseline};
  c.text_at(rest, leftwards ? wait.unit : wait.figure, leftwards ? unit : figure);
}

/// One size for the names of all groups: on one line where that is not too small, else on two.
TextStyle group_name_style(const Drawing& drawing, const Rect& row) {
  Canvas& c = drawing.ui.canvas;
  const TextStyle usual = worded(drawing, ui::type::lobby_group);
  TextStyle style = usual;
  for (const WaitRow& wait : drawing.view.waits) {
    const float left = row.w - letter_side(c, row.h) - c.px(48) - wait_width(drawing, wait, row.w);
    const TextStyle fits = fitted(c, wait.name, usual, left, 0.4F);
    if (fits.px < style.px) style = fits;
  }
  if (style.px < usual.px * 0.78F && row.h >= c.px(60)) style = worded(drawing, {27, 31});
  style.valign = VAlign::middle;
  return style;
}

void draw_wait_row(const Drawing& drawing, const Rect& row, const WaitRow& wait,
                   const TextStyle& name) {
  Canvas& c = drawing.ui.canvas;
  const ui::Theme& theme = drawing.ui.theme();
  Rect rest = row;
  const float side = letter_side(c, row.h);
  const Rect letter = centered(ui::cut_start(rest, side, c.px(24)), {side, side});
  c.edge(letter, theme.ink, c.px(2), c.px(theme.radius_small));
  TextStyle style = c.style({32, 36}, Weight::bold);
  style.align = Align::center;
  style.valign = VAlign::ink_middle;
  c.text(letter, wait.letter, style);
  const Rect end = ui::cut_end(rest, wait_width(drawing, wait, row.w), c.px(24));
  draw_wait(drawing, end, wait, row.w);
  c.text(rest, wait.name, name);
}

void draw_waits_title(const Drawing& drawing, Rect line) {
  Canvas& c = drawing.ui.canvas;
  const ui::Color soft = drawing.ui.theme().ink_soft;
  c.icon(ui::cut_end(line, c.px(36), c.px(16)), "clock", soft);
  TextStyle title = worded(drawing, {32, 48});
  title.color = soft;
  title.valign = VAlign::middle;
  c.text(line, drawing.view.waits_title, fitted(c, drawing.view.waits_title, title, line.w));
}

/// One size for all days, so that the widest date and its hours stand on one line.
TypeSize day_size(const Drawing& drawing, const std::vector<DayWords>& days, float width) {
  Canvas& c = drawing.ui.canvas;
  const TypeSize largest{52, 64};
  const TextStyle bold = worded(drawing, largest, Weight::bold);
  float widest = 1;
  for (const DayWords& day : days) {
    widest = std::max(widest, c.measure(day.date, bold).width + c.measure(day.hours, bold).width);
  }
  const float share = std::min(1.0F, width / widest);
  return {std::floor(largest.px * share), std::floor(largest.line * share)};
}

/// On one line where that is large enough, else on as many as fit.
TextStyle notice_style(const Drawing& drawing, const Rect& box, const std::string& words) {
  Canvas& c = drawing.ui.canvas;
  TextStyle style = worded(drawing, ui::type::lobby_text);
  style.color = drawing.ui.theme().card;
  style.valign = VAlign::middle;
  style.bold_bytes = drawing.view.notice->lead.size();
  const TextStyle one_line = fitted(c, words, style, box.w, 0.85F);
  if (c.measure(words, one_line).width <= box.w) return one_line;
  for (const TypeSize size : {TypeSize{40, 48}, TypeSize{36, 44}, TypeSize{32, 40}}) {
    style.px = c.style(size).px;
    style.line_height = c.style(size).line_height;
    if (c.measure(words, style, box.w).height <= box.h) break;
  }
  return style;
}

}  // namespace

void draw_last_calls(const Drawing& drawing) {
  Canvas& c = drawing.ui.canvas;
  const auto& calls = drawing.view.last;
  auto rows = ui::rows(drawing.at.list, static_cast<int>(drawing.at.list_rows), 0);
  // While calls move down, the one that leaves is still seen on its way out.
  if (drawing.view.arrival < 1) rows.push_back(rows.back().moved(0, rows.back().h));
  const Canvas::Clip clip(c, drawing.at.list.inset({-c.px(8), 0, -c.px(8), 0}));
  for (std::size_t i = 0; i < std::min(rows.size(), calls.size()); ++i) {
    const float shift = i < drawing.view.moved ? drawing.view.arrival - 1 : 0;
    const Canvas::Motion motion(c, {0, std::round(shift * rows[i].h)}, 1);
    if (i > 0) draw_separator(drawing, rows[i]);
    draw_call_row(drawing, rows[i], calls[i]);
  }
}

void draw_steps(const Drawing& drawing) {
  const auto& steps = drawing.view.steps;
  const auto rows = ui::rows(drawing.at.list, static_cast<int>(steps.size()), 0);
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (i > 0) draw_separator(drawing, rows[i]);
    draw_step(drawing, rows[i], steps[i]);
  }
}

void draw_days(const Drawing& drawing) {
  Canvas& c = drawing.ui.canvas;
  const Rect box = drawing.at.low.inset(ui::Insets::of(drawing.at.margin, c.px(16)));
  std::vector<DayWords> days = drawing.view.days;
  const auto fit = static_cast<std::size_t>(std::max(1.0F, std::floor(box.h / c.px(100))));
  days.resize(std::min(days.size(), fit));
  const TypeSize size = day_size(drawing, days, box.w - c.px(48));
  const float row_h = std::min(box.h / static_cast<float>(days.size()), c.px(152));
  const auto rows = ui::grid(box, static_cast<int>(days.size()), 1, row_h, 0);
  for (std::size_t i = 0; i < days.size(); ++i) {
    TextStyle date = worded(drawing, size, i == 0 ? Weight::bold : Weight::regular);
    date.valign = VAlign::middle;
    Rect rest = rows[i];
    const float date_w = c.measure(days[i].date, date).width + 1;
    c.text(ui::cut_start(rest, date_w, c.px(48)), days[i].date, date);
    TextStyle hours = worded(drawing, size, days[i].closed ? Weight::regular : Weight::bold);
    if (days[i].closed) hours.color = drawing.ui.theme().ink_soft;
    hours.align = Align::end;
    hours.valign = VAlign::middle;
    c.text(rest, days[i].hours, hours);
    if (i > 0) draw_separator(drawing, rows[i]);
  }
}

void draw_waits(const Drawing& drawing) {
  Canvas& c = drawing.ui.canvas;
  const auto& waits = drawing.view.waits;
  if (waits.empty()) return;
  Rect box = drawing.at.waits;
  const ui::Theme& theme = drawing.ui.theme();
  if (drawing.at.portrait) {
    c.hline(box.x, box.y, box.w, theme.ink, c.px(2));
    ui::cut_top(box, c.px(8));
  } else {
    const Rect& low = drawing.at.low;
    c.vline(drawing.at.column - c.px(32), low.y, low.h, theme.line, c.px(2));
  }
  draw_waits_title(drawing, ui::cut_top(box, c.px(48)));
  const auto fit = static_cast<std::size_t>(std::max(1.0F, std::floor(box.h / c.px(48))));
  const std::size_t shown = std::min(fit, waits.size());
  const std::size_t pages = (waits.size() + shown - 1) / shown;
  const std::size_t first = drawing.view.waits_page % pages * shown;
  const float row_h = std::min(std::floor(box.h / static_cast<float>(shown)), c.px(104));
  const TextStyle name = group_name_style(drawing, {box.x, box.y, box.w, row_h - c.px(2)});
  for (std::size_t i = 0; i < shown && first + i < waits.size(); ++i) {
    const Rect row = ui::cut_top(box, row_h);
    c.hline(row.x, row.y, row.w, theme.line, c.px(2));
    draw_wait_row(drawing, row.inset({0, c.px(2), 0, 0}), waits[first + i], name);
  }
}

void draw_notice(const Drawing& drawing) {
  if (!drawing.view.notice) return;
  Canvas& c = drawing.ui.canvas;
  const ui::Theme& theme = drawing.ui.theme();
  const Rect bar = drawing.at.notice;
  c.fill(bar, theme.ink);
  const Canvas::Container inside(c, bar, "notice");
  Rect rest = bar.inset(ui::Insets::of(drawing.at.margin, c.px(8)));
  c.icon(ui::cut_start(rest, c.px(drawing.at.portrait ? 56 : 48), c.px(24)),
         drawing.view.notice->icon, theme.card);
  const Notice& notice = *drawing.view.notice;
  const std::string words = notice.lead.empty() ? notice.text : notice.lead + " " + notice.text;
  const TextStyle style = notice_style(drawing, rest, words);
  rest.w = balanced_width(c, words, style, rest.w);
  c.text(rest, words, style);
}

}  // namespace foyer::display

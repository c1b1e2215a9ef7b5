#include <algorithm>
#include <cmath>

#include "display/parts.h"

namespace foyer::display {
namespace {

using ui::Align;
using ui::Canvas;
using ui::Direction;
using ui::Point;
using ui::Rect;
using ui::TextStyle;
using ui::TypeSize;
using ui::VAlign;
using ui::Weight;

constexpr TypeSize counter_portrait{320, 320};
constexpr TypeSize headline_sizes[] = {{120, 132}, {104, 116}, {88, 100}, {72, 84}, {56, 68}};
constexpr TypeSize subline_size{52, 68};

/// What a part of the band draws with: its texts are the ink of the band.
struct Band {
  Canvas& canvas;
  const LobbyLayout& at;
  Rect rect;
  const CallView& call;
  ui::Color ink;
};

float capital_of(const TextStyle& style) {
  return capital_em * style.px;
}

/// The words for "counter" beside or under each other, from `start` on this baseline; the second
/// language smaller.
void draw_words(const Band& band, Point start, float width, bool beside, float px) {
  Canvas& c = band.canvas;
  Point at = start;
  for (std::size_t i = 0; i < band.call.words.size(); ++i) {
    const Word& word = band.call.words[i];
    const TypeSize size = i == 0 ? TypeSize{px, px + 8} : TypeSize{px * 0.8F, px};
    TextStyle style = c.style(size, i == 0 ? Weight::bold : Weight::regular, band.ink);
    style.language = letters_of(word.language);
    const float share = beside && band.call.words.size() > 1 ? width / 2 - c.px(20) : width;
    style = fitted(c, word.text, style, share);
    const float w = c.text_at(at, word.text, style).width;
    if (beside) {
      at.x += w + c.px(40);
    } else {
      at.y += c.px(px) * 1.1F;
    }
  }
}

void draw_counter(const Band& band, float start, float end, float baseline, TypeSize size,
                  float arrow_px) {
  Canvas& c = band.canvas;
  TextStyle style = c.style(size, Weight::bold, band.ink);
  style.tracking = -0.03F;
  const float arrow_side = c.px(arrow_px);
  const float gap = c.px(40);
  const bool pointed = band.call.arrow_eighth.has_value();
  const float width = end - start - (pointed ? arrow_side + gap : 0);
  style = fitted(c, band.call.counter, style, width);
  hung_text(c, {start, baseline}, band.call.counter, style);
  if (!pointed) return;
  const float middle = baseline - capital_em * c.px(size.px) / 2;
  arrow(c, {end - arrow_side / 2, middle}, arrow_side, *band.call.arrow_eighth, band.ink);
}

TextStyle number_style(Canvas& c, const std::string& ticket, ui::Color ink, float width) {
  TextStyle style = c.style(ui::type::lobby_number, Weight::bold, ink);
  style.tracking = -0.03F;
  return fitted(c, ticket, style, width);
}

void draw_call_landscape(const Band& band) {
  Canvas& c = band.canvas;
  const Rect& r = band.rect;
  const float capital = capital_em * c.px(ui::type::lobby_number.px);
  const float baseline = r.y + (r.h + capital) / 2;
  const float width = band.at.column - c.px(64) - band.at.margin;
  hung_text(c, {r.x + band.at.margin, baseline}, band.call.ticket,
            number_style(c, band.call.ticket, band.ink, width));
  const float start = r.x + band.at.column;
  const float end = r.end() - band.at.margin;
  const float word_px = ui::type::lobby_word.px;
  draw_words(band, {start, baseline - capital + capital_em * c.px(word_px)}, end - start, true,
             word_px);
  draw_counter(band, start, end, baseline, ui::type::lobby_counter, 264);
}

void draw_call_portrait(const Band& band) {
  Canvas& c = band.canvas;
  Rect r = band.rect.inset({band.at.margin, 0, band.at.margin, 0});
  const Rect above = ui::cut_top(r, c.px(400));
  const TextStyle number = number_style(c, band.call.ticket, band.ink, above.w);
  hung_text(c, {above.x, above.y + c.px(4) + (above.h + capital_of(number)) / 2}, band.call.ticket,
            number);
  c.hline(r.x, r.y, r.w, band.ink, c.px(4));
  const float middle = r.center().y;
  const float words_w = c.px(360);
  const float words_y = middle + (band.call.words.size() > 1 ? -c.px(4) : c.px(28));
  draw_words(band, {r.x, words_y}, words_w, false, 80);
  const float capital = capital_em * c.px(counter_portrait.px);
  const float arrow_px = 272;
  draw_counter(band, r.x + words_w + c.px(40), r.end(), middle + capital / 2, counter_portrait,
               arrow_px);
}

/// The band as a whole, moved down by `shift` of its height: edges, fill, call.
void draw_call(const Drawing& drawing, const CallView& call, float shift) {
  Canvas& c = drawing.ui.canvas;
  const ui::Theme& theme = drawing.ui.theme();
  const bool stale = drawing.view.stale;
  const Rect rect = drawing.at.band;
  const Canvas::Motion motion(c, {0, std::round(shift * rect.h)}, 1);
  const float edge = c.px(4);
  c.fill(rect, stale ? theme.card : theme.call);
  c.hline(rect.x, rect.y, rect.w, theme.ink, edge);
  c.hline(rect.x, rect.bottom() - edge, rect.w, theme.ink, edge);
  const Canvas::Container inside(c, rect, "band");
  const Band band{c, drawing.at, rect, call, stale ? theme.ink : theme.on_call};
  if (drawing.at.portrait) {
    draw_call_portrait(band);
  } else {
    draw_call_landscape(band);
  }
}

void draw_clock(const Drawing& drawing, const Rect& box, TypeSize size) {
  Canvas& c = drawing.ui.canvas;
  TextStyle figure = c.style(size, Weight::bold);
  figure.align = Align::end;
  figure.language = letters_of(drawing.view.language);
  figure.tabular = true;
  TextStyle half = c.style(ui::type::lobby_text, Weight::bold);
  half.align = Align::end;
  half.language = letters_of(drawing.view.language);
  const float baseline = box.center().y + capital_of(figure) / 2;
  float end = box.end();
  if (!drawing.view.clock_half.empty()) {
    end -= c.text_at({end, baseline}, drawing.view.clock_half, half).width;
  }
  c.text_at({end, baseline}, drawing.view.clock, figure);
}

float clock_width(const Drawing& drawing, TypeSize size) {
  Canvas& c = drawing.ui.canvas;
  return c.measure(drawing.view.clock, c.style(size, Weight::bold)).width +
         c.measure(drawing.view.clock_half, c.style(ui::type::lobby_text, Weight::bold)).width;
}

/// The largest headline that leaves room for the line below it; whole words only.
TypeSize headline_size(const Drawing& drawing, const Rect& box, float below) {
  Canvas& c = drawing.ui.canvas;
  for (const TypeSize size : headline_sizes) {
    TextStyle style = c.style(size, Weight::bold);
    style.language = letters_of(drawing.view.language);
    const ui::TextSize measured = c.measure(drawing.view.headline, style, box.w);
    if (!measured.broken && measured.height + below <= box.h) return size;
  }
  return std::end(headline_sizes)[-1];
}

void draw_headline(const Drawing& drawing, const Rect& box) {
  Canvas& c = drawing.ui.canvas;
  const LobbyView& view = drawing.view;
  TextStyle line = c.style(subline_size, Weight::regular);
  line.language = letters_of(view.language);
  const float line_h = view.subline.empty() ? 0 : c.measure(view.subline, line, box.w).height;
  const float gap = view.subline.empty() ? 0 : c.px(20);
  TextStyle head = c.style(headline_size(drawing, box, line_h + gap), Weight::bold);
  head.language = letters_of(view.language);
  const float head_h = c.measure(view.headline, head, box.w).height;
  const float top = box.y + (box.h - head_h - gap - line_h) / 2;
  const float head_w = balanced_width(c, view.headline, head, box.w);
  c.text({box.x, top, head_w, head_h}, view.headline, head);
  c.text({box.x, top + head_h + gap, box.w, line_h}, view.subline, line);
}

}  // namespace

std::string letters_of(const std::string& language) {
  return language == "ur" ? "fa" : language;
}

TextStyle fitted(Canvas& canvas, std::string_view text, TextStyle style, float width, float share) {
  const float wanted = canvas.measure(text, style).width;
  if (wanted <= width || wanted <= 0) return style;
  const float by = std::max(share, width / wanted);
  style.px = std::floor(style.px * by);
  style.line_height = std::floor(style.line_height * by);
  return style;
}

float balanced_width(Canvas& canvas, std::string_view text, const TextStyle& style, float width) {
  const int lines = canvas.measure(text, style, width).lines;
  if (lines <= 1) return width;
  float narrow = width / 2;
  float wide = width;
  while (wide - narrow > 8) {
    const float middle = std::round((narrow + wide) / 2);
    const ui::TextSize size = canvas.measure(text, style, middle);
    const bool same = size.lines == lines && !size.broken && size.width <= middle;
    (same ? wide : narrow) = middle;
  }
  return wide;
}

void hung_text(Canvas& canvas, Point baseline, std::string_view text, const TextStyle& style) {
  const ui::TextSize size = canvas.measure(text, style);
  const bool mirrored = canvas.direction() == Direction::right_to_left;
  const float before = mirrored ? size.width - size.ink.end() : size.ink.x;
  const float after = size.width - size.ink.w - before;
  const float shift = style.align == Align::end ? after : -before;
  canvas.text_at({baseline.x + shift, baseline.y}, text, style);
}

void arrow(Canvas& canvas, Point center, float side, int eighth, ui::Color color) {
  ui::IconStyle style;
  style.eighth_turns = eighth;
  canvas.icon({center.x - side / 2, center.y - side / 2, side, side}, "bigarrow", color, style);
}

void draw_header(const Drawing& drawing) {
  Canvas& c = drawing.ui.canvas;
  const LobbyView& view = drawing.view;
  const bool portrait = drawing.at.portrait;
  Rect rest = drawing.at.header.inset({drawing.at.margin, 0, drawing.at.margin, 0});
  const TypeSize clock = portrait ? ui::type::display : ui::type::lobby_word;
  draw_clock(drawing, rest, clock);
  ui::cut_end(rest, clock_width(drawing, clock), c.px(48));
  c.image(ui::cut_start(rest, c.px(portrait ? 80 : 64), c.px(24)), view.logo);
  TextStyle name = c.style(portrait ? TypeSize{36, 44} : TypeSize{40, 48}, Weight::bold);
  name.valign = VAlign::middle;
  name.language = letters_of(view.language);
  if (!portrait) {
    TextStyle date = c.style({40, 48}, Weight::regular, drawing.ui.theme().ink_soft);
    date.valign = VAlign::middle;
    date.language = letters_of(view.language);
    const float date_w = c.measure(view.date, date).width + 1;
    c.text(ui::cut_end(rest, date_w, c.px(32)), view.date, date);
    name = fitted(c, view.name, name, rest.w);
  } else {
    // The name keeps to two short lines, so that the clock stays alone at its side.
    rest.w = balanced_width(c, view.name, name, std::min(rest.w, c.px(400)));
  }
  c.text(rest, view.name, name);
}

void draw_band(const Drawing& drawing) {
  Canvas& c = drawing.ui.canvas;
  const LobbyView& view = drawing.view;
  const float arrival = view.arrival;
  if (arrival >= 1) {
    draw_call(drawing, *view.newest, 0);
    return;
  }
  // The new call slides down over what stood there: the call that is now first below, or the same
  // one in a recall; before the first call, nothing.
  const Canvas::Clip clip(c, drawing.at.band);
  if (view.last.empty()) {
    c.fill(drawing.at.band, drawing.ui.theme().accent_soft);
  } else if (view.moved == 0) {
    draw_call(drawing, *view.newest, 0);
  } else {
    draw_call(drawing, view.last.front(), 0);
  }
  draw_call(drawing, *view.newest, arrival - 1);
}

void draw_welcome(const Drawing& drawing) {
  Canvas& c = drawing.ui.canvas;
  const ui::Theme& theme = drawing.ui.theme();
  const Rect rect = drawing.at.band;
  c.fill(rect, theme.accent_soft);
  c.hline(rect.x, rect.y, rect.w, theme.accent, c.px(4));
  c.hline(rect.x, rect.bottom() - c.px(4), rect.w, theme.accent, c.px(4));
  const Canvas::Container inside(c, rect, "welcome");
  Rect box = rect.inset(ui::Insets::of(drawing.at.margin, c.px(32)));
  const std::string_view icon = drawing.view.page == Page::closed ? "clock" : "bell";
  if (drawing.at.portrait) {
    Rect line = ui::cut_top(box, c.px(160), c.px(24));
    c.icon(ui::cut_start(line, c.px(160)), icon, theme.accent);
  } else {
    c.icon(ui::cut_end(box, c.px(224), c.px(64)), icon, theme.accent);
  }
  draw_headline(drawing, box);
}

}  // namespace foyer::display

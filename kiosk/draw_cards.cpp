// Facts, QR and information cards, the ticket and the line of the time that is left.
#include <algorithm>
#include <cmath>

#include "kiosk/draw_items.h"
#include "ui/qr.h"

namespace foyer::kiosk {
namespace {

using ui::Rect;
using ui::Weight;

constexpr float fact_pad = 24;      // on both sides of the line between two facts
constexpr float fact_chevron = 40;  // after the value of one that leads on

struct FactLook {
  ui::TextStyle caption;
  ui::TextStyle value;
  float dot = 0;
};

FactLook fact_look(ui::Ui& ui, const ui::Fact& fact, FactSize size) {
  const ui::Theme& theme = ui.theme();
  const bool good = fact.dot == ui::Fact::Dot::good;
  if (size == FactSize::large) {
    return {ui.canvas.style({30, 40}, Weight::regular, theme.ink_soft),
            ui.canvas.style({46, 56}, Weight::bold), 0};
  }
  return {ui.canvas.style({26, 32}, good ? Weight::bold : Weight::regular,
                          good ? theme.good : theme.ink_soft),
          ui.canvas.style({34, 48}, Weight::bold), fact.dot == ui::Fact::Dot::none ? 0 : ui.px(28)};
}

float fact_width(ui::Ui& ui, const ui::Fact& fact, FactSize size) {
  const FactLook look = fact_look(ui, fact, size);
  const float chevron = fact.id.empty() ? 0 : ui.px(fact_chevron);
  return std::ceil(std::max(look.dot + ui.canvas.measure(fact.caption, look.caption).width,
                            ui.canvas.measure(fact.value, look.value).width + chevron)) +
         2;
}

float fact_height(ui::Ui& ui, const ui::Fact& fact, float width, FactSize size) {
  const FactLook look = fact_look(ui, fact, size);
  const float chevron = fact.id.empty() ? 0 : ui.px(fact_chevron);
  return text_height(ui, fact.caption, look.caption, width - look.dot) +
         text_height(ui, fact.value, look.value, width - chevron);
}

void draw_fact_words(ui::Ui& ui, const ui::Fact& fact, const Rect& cell, FactSize size) {
  const FactLook look = fact_look(ui, fact, size);
  const float chevron = fact.id.empty() ? 0 : ui.px(fact_chevron);
  const float h1 = text_height(ui, fact.caption, look.caption, cell.w - look.dot);
  const float h2 = text_height(ui, fact.value, look.value, cell.w - chevron);
  const float y = std::round(cell.y + (cell.h - h1 - h2) / 2);
  if (look.dot > 0) {
    const ui::Color color = fact.dot == ui::Fact::Dot::good ? ui.theme().good : ui.theme().ink_soft;
    const float line = std::min(h1, ui.canvas.measure(fact.caption, look.caption).height);
    ui.canvas.circle({cell.x + ui.px(8), y + line / 2}, ui.px(8), color);
  }
  ui.canvas.text({cell.x + look.dot, y, cell.w - look.dot, h1}, fact.caption, look.caption);
  ui.canvas.text({cell.x, y + h1, cell.w - chevron, h2}, fact.value, look.value);
  if (chevron == 0) return;
  const float wide = std::min(cell.w - chevron, ui.canvas.measure(fact.value, look.value).width);
  const float side = ui.px(32);
  ui.canvas.icon({cell.x + wide + chevron - side, y + h1 + (h2 - side) / 2, side, side}, "chevron",
                 ui.theme().ink, {.flip = ui::Flip::with_page});
}

/// True: it has an id and was pressed. Its words stand where those of its neighbours do; what is
/// touched is a little wider.
bool draw_fact(ui::Ui& ui, const ui::Fact& fact, const Rect& cell, FactSize size) {
  if (fact.id.empty()) {
    draw_fact_words(ui, fact, cell, size);
    return false;
  }
  const float pad = ui.px(8);
  const Rect hit{cell.x - pad, cell.y + ui.px(4), cell.w + 2 * pad, cell.h - ui.px(8)};
  const ui::ControlBox box(ui, {.id = fact.id,
                                .rect = hit,
                                .spoken = fact.caption + " " + fact.value + ". " + fact.spoken,
                                .radius = ui.px(ui.theme().radius_small)});
  if (box.result.held) ui.canvas.fill(hit, ui.theme().accent_soft, ui.px(ui.theme().radius_small));
  draw_fact_words(ui, fact, cell, size);
  return box.result.pressed;
}

/// What is left over is shared out, so that the strip fills the page.
bool draw_row(ui::Ui& ui, const Rect& rect, const std::vector<ui::Fact>& facts, float spare,
              FactSize size) {
  const float pad = ui.px(fact_pad);
  float x = rect.x;
  bool pressed = false;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    if (i > 0) {
      ui.canvas.vline(x, rect.y + ui.px(16), rect.h - ui.px(32), ui.theme().line,
                      ui.px(ui.theme().hair));
      x += pad;
    }
    const float w = fact_width(ui, facts[i], size);
    pressed |= draw_fact(ui, facts[i], {x, rect.y, w, rect.h}, size);
    x = std::round(x + w + pad + spare);
  }
  return pressed;
}

struct CardText {
  ui::TextStyle title;
  ui::TextStyle text;
};

CardText card_text(ui::Ui& ui) {
  return {ui.canvas.style({34, 40}, Weight::bold),
          ui.canvas.style({28, 40}, Weight::regular, ui.theme().ink_soft)};
}

void draw_card_text(ui::Ui& ui, const Rect& rect, std::string_view title, std::string_view text) {
  const CardText look = card_text(ui);
  const float h1 = text_height(ui, title, look.title, rect.w);
  const float h2 = text_height(ui, text, look.text, rect.w);
  const float gap = h2 > 0 ? ui.px(8) : 0;
  const float y = std::round(rect.y + std::max(0.0F, (rect.h - h1 - gap - h2) / 2));
  ui.canvas.text({rect.x, y, rect.w, h1}, title, look.title);
  if (h2 > 0) ui.canvas.text({rect.x, y + h1 + gap, rect.w, h2}, text, look.text);
}

float card_text_height(ui::Ui& ui, float width, std::string_view title, std::string_view text) {
  const CardText look = card_text(ui);
  return text_height(ui, title, look.title, width) +
         (text.empty() ? 0 : ui.px(8) + text_height(ui, text, look.text, width));
}

}  // namespace

float facts_row_width(ui::Ui& ui, const std::vector<ui::Fact>& facts, FactSize size) {
  float width = 0;
  for (const ui::Fact& fact : facts) width += fact_width(ui, fact, size);
  if (facts.size() > 1) width += static_cast<float>(facts.size() - 1) * 2 * ui.px(fact_pad);
  return width;
}

std::vector<std::vector<ui::Fact>> fact_rows(ui::Ui& ui, float width,
                                             const std::vector<ui::Fact>& facts) {
  std::vector<std::vector<ui::Fact>> rows;
  for (const ui::Fact& fact : facts) {
    if (!rows.empty()) {
      std::vector<ui::Fact> longer = rows.back();
      longer.push_back(fact);
      if (facts_row_width(ui, longer) <= width) {
        rows.back() = std::move(longer);
        continue;
      }
    }
    rows.push_back({fact});
  }
  return rows;
}

bool facts_row(ui::Ui& ui, const Rect& rect, const std::vector<ui::Fact>& facts) {
  return draw_row(ui, rect, facts, 0, FactSize::small);
}

float facts_strip_height(ui::Ui& ui, float width, const std::vector<ui::Fact>& facts,
                         FactSize size) {
  if (facts_row_width(ui, facts, size) <= width) {
    float high = 0;
    for (const ui::Fact& fact : facts) high = std::max(high, fact_height(ui, fact, width, size));
    return std::max(ui.px(112), high + ui.px(24));
  }
  float high = 0;
  for (const ui::Fact& fact : facts) high += fact_height(ui, fact, width, size) + ui.px(24);
  return high;
}

bool facts_strip(ui::Ui& ui, const Rect& rect, const std::vector<ui::Fact>& facts, StripLines lines,
                 FactSize size) {
  const float hair = ui.px(ui.theme().hair);
  ui.canvas.hline(rect.x, rect.y, rect.w, ui.theme().line, hair);
  if (lines == StripLines::both) {
    ui.canvas.hline(rect.x, rect.bottom() - hair, rect.w, ui.theme().line, hair);
  }
  const float wide = facts_row_width(ui, facts, size);
  if (wide <= rect.w) {
    const float spare = std::min(ui.px(72), (rect.w - wide) / static_cast<float>(facts.size()));
    return draw_row(ui, rect, facts, spare, size);
  }
  float y = rect.y;
  bool pressed = false;
  for (const ui::Fact& fact : facts) {
    if (y > rect.y) ui.canvas.hline(rect.x, y, rect.w, ui.theme().line, hair);
    const float h = fact_height(ui, fact, rect.w, size) + ui.px(24);
    pressed |= draw_fact(ui, fact, {rect.x, y, rect.w, h}, size);
    y += h;
  }
  return pressed;
}

Block qr_block(ui::Ui& ui, const QrCard& card, float width) {
  const ui::QrCode code = ui::encode_qr(card.url);
  const float pad = ui.px(landscape(ui) ? 16 : 24);
  const bool large = card.large && !landscape(ui) && !large_text(ui);
  const float module = std::max(2.0F, ui.px(large ? 9 : 6));
  const float side = module * static_cast<float>(code.outer());
  const float gap = ui.px(24);
  const float room = width - 2 * pad - side - gap - ui.px(8);
  // Beside the square there must be place for a long word, and the words must not run far below it;
  // otherwise they stand under it.
  const float whole = width - 2 * pad - ui.px(16);
  const float under_h = card_text_height(ui, whole, card.title, card.text);
  const bool beside = room >= ui.canvas.look().metrics.type(28) * 9 &&
                      card_text_height(ui, room, card.title, card.text) <= side + gap + under_h;
  const float text_w = beside ? room : whole;
  const float text_h = beside ? card_text_height(ui, room, card.title, card.text) : under_h;
  Block block{ui.px(32), 0, false, false, 0, {}};
  block.height = 2 * pad + (beside ? std::max(side, text_h) : side + gap + text_h);
  block.draw = [&ui, &card, code, pad, module, side, gap, beside, text_w](const Rect& r) {
    ui::card(ui, r);
    const ui::Canvas::Container inside(ui.canvas, r, "qr");
    Rect rest = r.inset(pad);
    if (beside) {
      const Rect at = ui::cut_start(rest, side, gap);
      const float y = std::round(at.y + (at.h - side) / 2);
      ui.canvas.qr({at.x, y}, code, static_cast<int>(module));
    } else {
      const Rect at = ui::cut_top(rest, side, gap);
      ui.canvas.qr({at.x, at.y}, code, static_cast<int>(module));
      rest.x += ui.px(8);
    }
    draw_card_text(ui, {rest.x, rest.y, text_w, rest.h}, card.title, card.text);
  };
  return block;
}

namespace {

/// The square with its title, and what is said of it: on one card, and each on a part of its own
/// where a part has no room for both.
Blocks split_qr(ui::Ui& ui, const QrCard& card, float width) {
  const ui::QrCode code = ui::encode_qr(card.url);
  const float pad = ui.px(24);
  const float module = std::max(2.0F, ui.px(6));
  const float side = module * static_cast<float>(code.outer());
  const float words_w = width - 2 * pad;
  Block square{ui.px(32), 0, false, true, 0, {}};
  square.height = 2 * pad + side + card_text_height(ui, words_w, card.title, {}) + ui.px(24);
  square.draw = [&ui, &card, code, pad, module, side](const Rect& r) {
    Rect rest = r.inset(pad);
    const Rect at = ui::cut_top(rest, side, ui.px(24));
    ui.canvas.qr({at.x, at.y}, code, static_cast<int>(module));
    draw_card_text(ui, rest, card.title, {});
  };
  Block words{0, 0, false, true, 0, {}};
  words.height = card_text_height(ui, words_w, {}, card.text) + 2 * pad;
  words.draw = [&ui, &card, pad](const Rect& r) {
    draw_card_text(ui, r.inset(pad), {}, card.text);
  };
  return {std::move(square), std::move(words)};
}

}  // namespace

Blocks qr_blocks(ui::Ui& ui, const QrCard& card, float width) {
  Block whole = qr_block(ui, card, width);
  const bool high = large_text(ui) && whole.height > ui.canvas.size().h * 0.4F;
  if (high && !card.text.empty()) return split_qr(ui, card, width);
  return {std::move(whole)};
}

Block info_block(ui::Ui& ui, const InfoCard& card, float width) {
  const float pad = ui.px(32);
  const float icon = ui.px(56);
  const float gap = ui.px(24);
  const float room = width - 2 * pad - icon - gap;
  Block block{ui.px(20), 0, false, false, 0, {}};
  block.height = std::max(ui.px(120), card_text_height(ui, room, card.title, card.text) + 2 * gap);
  block.draw = [&ui, &card, pad, icon, gap](const Rect& r) {
    ui::card(ui, r);
    const ui::Canvas::Container inside(ui.canvas, r, "info");
    Rect rest = r.inset({pad, gap, pad, gap});
    ui.canvas.icon(ui::cut_start(rest, icon, gap), card.icon, ui.theme().accent);
    draw_card_text(ui, rest, card.title, card.text);
  };
  return block;
}

Block time_block(ui::Ui& ui, const TimeLine& line, float width) {
  const ui::TextStyle style = ui.canvas.style(ui::type::body, Weight::regular);
  const float words = std::ceil(ui.canvas.measure(line.text, style).width) + 2;
  const float gap = ui.px(32);
  const bool beside = words + gap + ui.px(160) <= width;
  const float bar = ui.px(16);
  Block block{ui.px(32), 0, false, false, 0, {}};
  const float text_h = text_height(ui, line.text, style, beside ? words : width);
  block.height = beside ? std::max(text_h, bar) : text_h + ui.px(16) + bar;
  block.draw = [&ui, &line, style, words, gap, beside, bar, text_h](const Rect& r) {
    ui.canvas.text({r.x, r.y, beside ? words : r.w, text_h}, line.text, style);
    if (beside) {
      // The bar begins at one place whatever the figure, so that it does not tremble.
      const float x = r.x + words + gap;
      const float y = std::round(r.y + (r.h - bar) / 2);
      ui::time_bar(ui, {x, y, r.end() - x, bar}, line.share);
    } else {
      ui::time_bar(ui, {r.x, r.bottom() - bar, r.w, bar}, line.share);
    }
  };
  return block;
}

namespace {

ui::TextStyle number_style(ui::Ui& ui, float px) {
  ui::TextStyle number;
  number.px = px;
  number.weight = Weight::bold;
  number.color = ui.theme().on_accent;
  number.valign = ui::VAlign::ink_middle;
  number.lines_max = 1;
  number.tabular = true;
  return number;
}

Block number_block(ui::Ui& ui, const TicketCard& card, float width) {
  const bool wide = landscape(ui);
  // The number never grows with the text size: it is as large as the screen lets it be.
  const float most = ui.px(wide ? 264 : 352);
  const float needs = ui.canvas.measure(card.number, number_style(ui, most)).width;
  const float px = std::floor(most * std::min(1.0F, (width - ui.px(96)) / needs));
  const ui::TextStyle caption =
      ui.canvas.style({38, 48}, Weight::regular, ui.theme().on_accent_soft);
  const float top = ui.px(wide ? 24 : 32);
  const float caption_h = std::ceil(ui.canvas.measure(card.caption, caption).height);
  Block block{ui.px(24), 0, true, false, 0, {}};
  block.height = top + caption_h + std::round(px * (wide ? 0.96F : 1.04F));
  block.draw = [&ui, &card, caption, caption_h, top, px](const Rect& r) {
    ui::BoxStyle box{.fill = ui.theme().accent, .radius = ui.px(ui.theme().radius)};
    box.rounded = {true, true, false, false};
    ui.canvas.box(r, box);
    const ui::Canvas::Container inside(ui.canvas, r, "ticket");
    const float pad = ui.px(48);
    ui.canvas.text({r.x + pad, r.y + top, r.w - 2 * pad, caption_h}, card.caption, caption);
    const float y = r.y + top + caption_h;
    ui.canvas.text({r.x + pad - ui.px(8), y, r.w - 2 * pad + ui.px(16), r.bottom() - y},
                   card.number, number_style(ui, px));
  };
  return block;
}

/// The facts by themselves: very large letters on a low screen have no room for all of the ticket.
Block facts_block(ui::Ui& ui, const TicketCard& card, float width) {
  Block block{
      ui.px(16), facts_strip_height(ui, width, card.facts, FactSize::large), false, false, 0, {}};
  block.draw = [&ui, &card](const Rect& r) {
    facts_strip(ui, r, card.facts, StripLines::above, FactSize::large);
  };
  return block;
}

Block ticket_facts_block(ui::Ui& ui, const TicketCard& card, float width, bool with_facts) {
  const float pad = ui.px(48);
  const float room = width - 2 * pad;
  const ui::TextStyle name = ui.canvas.style({36, 48}, Weight::bold);
  const ui::TextStyle honest = ui.canvas.style({34, 44}, Weight::regular);
  const float name_h = text_height(ui, card.name, name, room);
  const bool facts_here = with_facts && !card.facts.empty();
  const float rest_h = facts_here ? facts_strip_height(ui, room, card.facts, FactSize::large)
                                  : text_height(ui, card.honest, honest, room);
  Block block{0, 0, false, false, 0, {}};
  block.height = ui.px(28) + name_h + ui.px(20) + rest_h + ui.px(facts_here ? 16 : 52);
  block.draw = [&ui, &card, name, honest, name_h, rest_h, pad, facts_here](const Rect& r) {
    const ui::Theme& theme = ui.theme();
    ui::BoxStyle box{.fill = theme.card, .edge = theme.line, .edge_px = ui.px(theme.hair)};
    box.radius = ui.px(theme.radius);
    box.rounded = {false, false, true, true};
    ui.canvas.box(r, box);
    // Two notches, as where a paper ticket is torn off.
    ui.canvas.circle({r.x, r.y}, ui.px(20), theme.paper);
    ui.canvas.circle({r.end(), r.y}, ui.px(20), theme.paper);
    const ui::Canvas::Container inside(ui.canvas, r, "ticket facts");
    Rect rest = r.inset({pad, ui.px(28), pad, 0});
    ui.canvas.text(ui::cut_top(rest, name_h, ui.px(20)), card.name, name);
    const Rect below = ui::cut_top(rest, rest_h);
    if (!facts_here && rest_h > 0) {
      ui.canvas.hline(below.x, below.y, below.w, theme.line, ui.px(theme.hair));
      ui.canvas.text({below.x, below.y + ui.px(20), below.w, below.h}, card.honest, honest);
    } else if (facts_here) {
      facts_strip(ui, below, card.facts, StripLines::above, FactSize::large);
    }
  };
  return block;
}

}  // namespace

Blocks ticket_blocks(ui::Ui& ui, const TicketCard& card, float width) {
  Blocks blocks;
  blocks.push_back(number_block(ui, card, width));
  const bool apart =
      landscape(ui) && ui.canvas.look().metrics.text_percent >= 175 && !card.facts.empty();
  blocks.push_back(ticket_facts_block(ui, card, width, !apart));
  if (apart) blocks.push_back(facts_block(ui, card, width));
  return blocks;
}

}  // namespace foyer::kiosk

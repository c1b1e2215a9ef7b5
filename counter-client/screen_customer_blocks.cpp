// What is known of the customer, as blocks that give way where there is little room: facts, needs,
// what was asked for, and why this visit is next.
#include <algorithm>
#include <cmath>

#include "counter-client/screen_parts.h"

namespace foyer::counter_client {
namespace {

using ui::Rect;
using ui::Weight;
namespace type = ui::type;

void draw_plain_row(Drawing& d, const Rect& rect, const EndsRow& row) {
  const ui::Theme& t = d.ui.theme();
  const ui::Color ink = row.soft ? t.ink_soft : t.ink;
  const ui::TextStyle end =
      words(d.ui, type::desk_body, Weight::regular, t.ink_soft, ui::VAlign::middle, ui::Align::end);
  Rect rest = rect;
  const float wide = width_of(d.ui, row.end, end);
  if (wide > 0) d.ui.canvas.text(ui::cut_end(rest, wide, d.ui.px(12)), row.end, end);
  ui::TextStyle style = words(d.ui, type::desk_body, Weight::bold, ink, ui::VAlign::middle);
  d.ui.canvas.text(rest, row.start, style);
  hairline(d.ui, rect, rect.bottom() - d.ui.px(1));
}

float plain_row_height(Drawing& d, const EndsRow& row, float width) {
  const ui::TextStyle style = words(d.ui, type::desk_body, Weight::bold, {});
  const float end = width_of(d.ui, row.end, style) + d.ui.px(12);
  return std::max(d.ui.canvas.grown(40),
                  height_of(d.ui, row.start, style, width - end) + d.ui.px(12));
}

/// The outcomes so far, in `finishing`: number, name with what belongs to it, outcome.
struct OutcomeLook {
  ui::TextStyle name, text;
  float end_w = 0, name_h = 0, text_h = 0;
};

OutcomeLook outcome_look(Drawing& d, const EndsRow& row, float width) {
  const ui::Theme& t = d.ui.theme();
  OutcomeLook look{words(d.ui, type::desk_body, Weight::bold, t.ink),
                   words(d.ui, type::desk_caption, Weight::regular, t.ink_soft)};
  const std::optional<ui::StateMark>& mark = row.mark;
  if (mark) look.end_w = std::ceil(ui::state_mark_size(d.ui, *mark).width) + 2;
  const float room = width - d.ui.canvas.grown(24) - d.ui.px(12 + 12) - look.end_w;
  look.name_h = height_of(d.ui, row.start, look.name, room);
  look.text_h = height_of(d.ui, row.text, look.text, room);
  return look;
}

float outcome_height(Drawing& d, const EndsRow& row, float width) {
  const OutcomeLook look = outcome_look(d, row, width);
  return std::max(d.ui.canvas.grown(56), look.name_h + look.text_h + d.ui.px(14));
}

void draw_outcome_row(Drawing& d, const Rect& rect, const EndsRow& row) {
  const ui::Theme& t = d.ui.theme();
  if (row.mine) {
    d.ui.canvas.box(rect.inset({-d.ui.px(16), 0, -d.ui.px(16), 0}),
                    {.fill = t.accent_soft,
                     .edge = t.high_contrast() ? t.accent : ui::transparent,
                     .edge_px = t.high_contrast() ? d.ui.px(2) : 0,
                     .radius = d.ui.px(t.radius_small)});
  }
  const OutcomeLook look = outcome_look(d, row, rect.w);
  Rect rest = rect;
  d.ui.canvas.text(ui::cut_start(rest, d.ui.canvas.grown(24), d.ui.px(12)), row.icon,
                   words(d.ui, type::desk_lead, Weight::bold, t.ink_soft, ui::VAlign::middle));
  if (row.mark) ui::state_mark(d.ui, ui::cut_end(rest, look.end_w, d.ui.px(12)), *row.mark);
  rest = ui::centered(rest, {rest.w, look.name_h + look.text_h});
  d.ui.canvas.text(ui::cut_top(rest, look.name_h), row.start, look.name);
  if (look.text_h > 0) d.ui.canvas.text(rest, row.text, look.text);
}

/// As many of the rows as fit, and how many more there are.
Block rows_block(Drawing& d, float width) {
  const CustomerView& c = d.view.customer;
  const bool outcomes = d.view.page == Page::finishing;
  Block block;
  block.rank = 1;
  const auto height = [&d, outcomes, width](const EndsRow& row) {
    return outcomes ? outcome_height(d, row, width) : plain_row_height(d, row, width);
  };
  std::size_t current = 0;
  for (std::size_t i = 0; i < c.plain.size(); ++i) current = c.plain[i].mine ? i : current;
  for (std::size_t count = c.plain.size(); count > 0; --count) {
    const std::size_t first = std::min(current, c.plain.size() - count);
    float all = 0;
    for (std::size_t i = first; i < first + count; ++i) all += height(c.plain[i]);
    block.forms.push_back({all, [&d, &c, first, count, height, outcomes](const Rect& rect) {
                             float y = rect.y;
                             if (!outcomes) hairline(d.ui, rect, y);
                             for (std::size_t i = first; i < first + count; ++i) {
                               const Rect row{rect.x, y, rect.w, height(c.plain[i])};
                               outcomes ? draw_outcome_row(d, row, c.plain[i])
                                        : draw_plain_row(d, row, c.plain[i]);
                               y += row.h;
                             }
                           }});
  }
  return block;
}

void toggle_tick(Drawing& d, NeedId need) {
  NeedDraft& draft = d.form.drafts[need];
  draft.ticked = !draft.ticked;
  d.form.knowledge_need = NeedId{};
  d.form.knowledge_first = 0;
}

/// Needs with boxes and keys; where there is little room without their second line, then only those
/// around the current one. The keys of those that are not drawn go on.
void draw_needs(Drawing& d, const Rect& rect, bool roomy, std::size_t first, std::size_t count) {
  const CustomerView& c = d.view.customer;
  float y = rect.y;
  for (std::size_t i = 0; i < c.needs.size(); ++i) {
    const NeedView& need = c.needs[i];
    if (i < first || i >= first + count) {
      if (need.row.enabled && !need.row.key.empty() && d.ui.shortcut(need.row.key)) {
        toggle_tick(d, need.id);
      }
      continue;
    }
    ui::NeedRow row = need.row;
    float height = ui::need_row_height(d.ui, rect.w, row);
    if (!roomy) {
      row.text.clear();
      height = std::max(d.ui.canvas.grown(40), height - d.ui.px(64) + d.ui.canvas.grown(24));
      const ui::TextStyle style = words(d.ui, type::desk_body, Weight::bold, {});
      const float room = rect.w - d.ui.px(24 + 16 + 16 + 40) - d.ui.canvas.grown(64);
      height = std::max(d.ui.canvas.grown(40), height_of(d.ui, row.name, style, room) + d.ui.px(8));
    }
    if (ui::need_row(d.ui, {rect.x, y, rect.w, height}, row).pressed) toggle_tick(d, need.id);
    y += height;
  }
}

float needs_height(Drawing& d, float width, bool roomy, std::size_t first, std::size_t count) {
  const CustomerView& c = d.view.customer;
  float all = 0;
  for (std::size_t i = first; i < first + count; ++i) {
    if (roomy) {
      all += ui::need_row_height(d.ui, width, c.needs[i].row);
    } else {
      const ui::TextStyle style = words(d.ui, type::desk_body, Weight::bold, {});
      const float room = width - d.ui.px(24 + 16 + 16 + 40) - d.ui.canvas.grown(64);
      all += std::max(d.ui.canvas.grown(40),
                      height_of(d.ui, c.needs[i].row.name, style, room) + d.ui.px(8));
    }
  }
  return all;
}

Block needs_block(Drawing& d, float width) {
  const CustomerView& c = d.view.customer;
  Block block;
  block.gap = d.ui.px(4);
  block.rank = 2;
  const std::size_t all = c.needs.size();
  block.forms.push_back({needs_height(d, width, true, 0, all),
                         [&d, all](const Rect& rect) { draw_needs(d, rect, true, 0, all); }});
  std::size_t current = 0;
  for (std::size_t i = 0; i < all; ++i) {
    if (c.needs[i].row.current) current = i;
  }
  for (std::size_t count = all; count > 0; --count) {
    const std::size_t first = std::min(current, all - count);
    block.forms.push_back(
        {needs_height(d, width, false, first, count),
         [&d, first, count](const Rect& rect) { draw_needs(d, rect, false, first, count); }});
  }
  return block;
}

Block title_block(Drawing& d) {
  const CustomerView& c = d.view.customer;
  Block block;
  block.gap = d.ui.px(12);
  block.forms.push_back(
      {d.ui.canvas.grown(24), [&d, &c](const Rect& rect) {
         Rect rest = rect;
         if (c.add_need) {
           quiet_action(d, ui::cut_end(rest, quiet_action_width(d.ui, *c.add_need)), *c.add_need);
         }
         ui::section_title(d.ui, rest, "", c.needs_title, d.ui.theme().ink_soft);
       }});
  return block;
}

Block facts_block(Drawing& d, float width) {
  const CustomerView& c = d.view.customer;
  const ui::TextStyle folded =
      words(d.ui, type::desk_caption, Weight::regular, d.ui.theme().ink_soft);
  Block block;
  block.gap = d.ui.px(12);
  block.rank = 4;
  block.may_vanish = true;
  block.forms.push_back({ui::staff_facts_height(d.ui, width, c.facts),
                         [&d, &c](const Rect& rect) { ui::staff_facts(d.ui, rect, c.facts); }});
  // Under the amber head it stands at once below the edge: its space is its own.
  const float above = d.ui.px(8);
  block.forms.push_back({above + height_of(d.ui, c.facts_folded, folded, width),
                         [&d, &c, folded, above](const Rect& rect) {
                           d.ui.canvas.text(rect.inset({0, above, 0, 0}), c.facts_folded, folded);
                         }});
  return block;
}

// --- asked for, and why
Block asked_block(Drawing& d, float width) {
  const CustomerView& c = d.view.customer;
  const float line = d.ui.canvas.grown(24);
  const ui::TextStyle style =
      words(d.ui, type::desk_body, Weight::regular, d.ui.theme().ink, ui::VAlign::middle);
  std::vector<Rect> places;
  float x = 0;
  float y = 0;
  for (const EndsRow& row : c.asked) {
    const float wide = d.ui.px(20 + 8) + width_of(d.ui, row.text, style);
    if (x > 0 && x + wide > width) {
      x = 0;
      y += line + d.ui.px(4);
    }
    places.push_back({x, y, wide, line});
    x += wide + d.ui.px(24);
  }
  Block block;
  block.may_vanish = true;
  block.gap = d.ui.px(16);
  block.forms.push_back({y + line, [&d, &c, places, style](const Rect& rect) {
                           for (std::size_t i = 0; i < places.size(); ++i) {
                             Rect at = places[i].moved(rect.x, rect.y);
                             d.ui.canvas.icon(ui::cut_start(at, d.ui.px(20), d.ui.px(8)),
                                              c.asked[i].icon, d.ui.theme().ink);
                             d.ui.canvas.text(at, c.asked[i].text, style);
                           }
                         }});
  return block;
}

ui::TextStyle why_style(Drawing& d, const Sentence& sentence) {
  ui::TextStyle style = words(d.ui, type::desk_body, Weight::regular, d.ui.theme().ink);
  style.bold_bytes = sentence.lead.size();
  return style;
}

Block why_block(Drawing& d, float width) {
  const CustomerView& c = d.view.customer;
  const float number = d.ui.canvas.grown(20) + d.ui.px(12);
  Block block;
  block.gap = d.ui.px(24);
  block.rank = 5;
  const auto height = [&d, width, number](const Sentence& s) {
    return height_of(d.ui, s.lead + " " + s.text, why_style(d, s), width - number) + d.ui.px(8);
  };
  for (std::size_t count = c.why.size(); count > 0; --count) {
    float all = d.ui.canvas.grown(24);
    for (std::size_t i = 0; i < count; ++i) all += height(c.why[i]);
    block.forms.push_back(
        {all, [&d, &c, count, height, number](const Rect& rect) {
           Rect rest = rect;
           ui::section_title(d.ui, ui::cut_top(rest, d.ui.canvas.grown(24)), "", c.why_title,
                             d.ui.theme().ink_soft);
           for (std::size_t i = 0; i < count; ++i) {
             Rect row = ui::cut_top(rest, height(c.why[i])).inset({0, d.ui.px(4), 0, d.ui.px(4)});
             d.ui.canvas.text(ui::cut_start(row, number), std::to_string(i + 1),
                              words(d.ui, type::desk_body, Weight::bold, d.ui.theme().accent));
             d.ui.canvas.text(row, c.why[i].lead + " " + c.why[i].text, why_style(d, c.why[i]));
           }
         }});
  }
  block.forms.push_back({});
  return block;
}

}  // namespace

std::vector<Block> body_blocks(Drawing& d, float width) {
  const CustomerView& c = d.view.customer;
  std::vector<Block> blocks;
  if (!c.facts.empty()) blocks.push_back(facts_block(d, width));
  if (!c.needs_title.empty()) blocks.push_back(title_block(d));
  if (!c.needs.empty()) blocks.push_back(needs_block(d, width));
  if (!c.plain.empty()) {
    blocks.push_back(rows_block(d, width));
    if (c.needs_title.empty()) blocks.back().gap = d.ui.px(16);
  }
  if (c.note) blocks.push_back(note_block(d, width));
  if (!c.asked.empty()) blocks.push_back(asked_block(d, width));
  if (!c.why.empty()) blocks.push_back(why_block(d, width));
  return blocks;
}

}  // namespace foyer::counter_client

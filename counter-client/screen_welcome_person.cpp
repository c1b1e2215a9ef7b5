// The welcome desk's column about the person, and the questions of a triage in the middle column.
#include <algorithm>
#include <cmath>
#include <optional>

#include "counter-client/screen_welcome.h"

namespace foyer::counter_client {
namespace {

using ui::Rect;
using ui::Weight;
namespace type = ui::type;

Block text_block(Drawing& d, float gap, const std::string& text, const ui::TextStyle& style,
                 float width) {
  Block block;
  block.gap = gap;
  block.forms.push_back({height_of(d.ui, text, style, width), [&d, &text, style](const Rect& rect) {
                           d.ui.canvas.text(rect, text, style);
                         }});
  return block;
}

void draw_option(Drawing& d, const Rect& rect, const WelcomeOption& option) {
  const ui::Theme& t = d.ui.theme();
  const ui::ControlBox box(
      d.ui, {.id = option.id,
             .rect = rect,
             .spoken = option.value.empty() ? option.label : option.label + ": " + option.value,
             .radius = d.ui.px(t.radius_small),
             .shortcuts = {option.key},
             .ticks = option.ticks,
             .on = option.on});
  if (box.result.held) d.ui.canvas.fill(rect, t.accent_soft, d.ui.px(t.radius_small));
  hairline(d.ui, rect, rect.bottom() - d.ui.px(1));
  if (box.result.hovered) d.ui.canvas.edge(rect, t.edge, d.ui.px(1), d.ui.px(t.radius_small));
  Rect rest = rect.inset({d.ui.px(4), 0, d.ui.px(4), 0});
  d.ui.canvas.icon(ui::cut_start(rest, d.ui.px(20), d.ui.px(12)), option.icon, t.ink);
  const ui::KeyCap cap{option.key, false};
  ui::key_cap(d.ui, ui::cut_end(rest, ui::key_cap_width(d.ui, cap), d.ui.px(12)), cap, t.ink);
  if (option.ticks) {
    const Rect cell = ui::cut_end(rest, d.ui.px(20), d.ui.px(8));
    const Rect square = ui::centered(cell, {d.ui.px(20), d.ui.px(20)});
    d.ui.canvas.box(square, {.fill = option.on ? t.accent : t.card,
                             .edge = option.on ? t.accent : t.edge,
                             .edge_px = d.ui.px(2),
                             .radius = d.ui.px(4)});
    if (option.on) d.ui.canvas.icon(square.inset(d.ui.px(2)), "check", t.card);
  } else if (!option.value.empty()) {
    const ui::TextStyle bold =
        words(d.ui, type::desk_body, Weight::bold, t.ink, ui::VAlign::middle, ui::Align::end);
    d.ui.canvas.text(
        ui::cut_end(rest, std::min(width_of(d.ui, option.value, bold), rest.w * 0.6F), d.ui.px(8)),
        option.value, bold);
  }
  d.ui.canvas.text(rest, option.label,
                   words(d.ui, type::desk_body, Weight::regular, t.ink, ui::VAlign::middle));
  if (box.result.pressed) perform(d, option.act);
}

Block options_block(Drawing& d, float width) {
  const WelcomePersonView& v = d.view.welcome->person;
  const ui::TextStyle style = words(d.ui, type::desk_body, Weight::regular, {});
  // A long word makes its row higher, not the others.
  std::vector<float> rows;
  float sum = 0;
  const float room = width - d.ui.px(4 + 20 + 12 + 12 + 8 + 20 + 8) - d.ui.canvas.grown(24);
  for (const WelcomeOption& option : v.options) {
    rows.push_back(
        height_of(d.ui, option.label, style, option.ticks || option.value.empty() ? room : width));
    sum += rows.back();
  }
  Block block;
  block.gap = d.ui.px(16);
  for (const float padding : {20.0F, 8.0F, 2.0F}) {
    const float pad = d.ui.px(padding);
    const float title = d.ui.canvas.grown(24);
    block.forms.push_back(
        {title + sum + pad * static_cast<float>(rows.size()),
         [&d, &v, rows, pad, title](const Rect& rect) {
           Rect rest = rect;
           Rect head = ui::cut_top(rest, title);
           const ui::Theme& t = d.ui.theme();
           const ui::TextStyle soft = words(d.ui, type::desk_caption, Weight::regular, t.ink_soft,
                                            ui::VAlign::middle, ui::Align::end);
           d.ui.canvas.text(ui::cut_end(head, width_of(d.ui, v.options_note, soft)), v.options_note,
                            soft);
           d.ui.canvas.text(
               head, v.options_title,
               words(d.ui, type::desk_caption, Weight::bold, t.ink_soft, ui::VAlign::middle));
           for (std::size_t i = 0; i < rows.size(); ++i) {
             draw_option(d, ui::cut_top(rest, rows[i] + pad), v.options[i]);
           }
         }});
  }
  return block;
}

float line_height(Drawing& d, const WelcomeLine& line, float width) {
  const ui::TextStyle text = words(d.ui, type::desk_body, Weight::regular, {});
  const ui::TextStyle help = words(d.ui, type::desk_caption, Weight::regular, {});
  const float room = width - d.ui.px(20 + 12);
  return height_of(d.ui, line.text, text, room) + height_of(d.ui, line.help, help, room);
}

void draw_person_line(Drawing& d, const Rect& rect, const WelcomeLine& line) {
  const ui::Theme& t = d.ui.theme();
  Rect rest = rect;
  const ui::TextStyle text = words(d.ui, type::desk_body, Weight::regular, t.ink);
  const Rect cell = ui::cut_start(rest, d.ui.px(20), d.ui.px(12));
  const float first = line_of(d.ui, type::desk_body);
  d.ui.canvas.icon(ui::centered({cell.x, cell.y, cell.w, first}, {cell.w, cell.w}), line.icon,
                   t.accent);
  d.ui.canvas.text(ui::cut_top(rest, height_of(d.ui, line.text, text, rest.w)), line.text, text);
  if (!line.help.empty()) {
    d.ui.canvas.text(rest, line.help, words(d.ui, type::desk_caption, Weight::regular, t.ink_soft));
  }
}

void add_lines(Drawing& d, float width, std::vector<Block>& blocks) {
  const WelcomePersonView& v = d.view.welcome->person;
  if (!v.lines_title.empty()) {
    blocks.push_back(
        text_block(d, d.ui.px(16), v.lines_title,
                   words(d.ui, type::desk_caption, Weight::bold, d.ui.theme().ink_soft), width));
  }
  for (const WelcomeLine& line : v.lines) {
    Block block;
    block.gap = d.ui.px(8);
    block.rank = 1;
    block.may_vanish = true;
    block.forms.push_back({line_height(d, line, width),
                           [&d, &line](const Rect& rect) { draw_person_line(d, rect, line); }});
    blocks.push_back(std::move(block));
  }
}

void add_qr(Drawing& d, float width, std::vector<Block>& blocks) {
  const WelcomePersonView& v = d.view.welcome->person;
  if (v.qr_url.empty()) return;
  const ui::QrCode code = ui::encode_qr(v.qr_url);
  const float most = std::min(width, d.ui.canvas.grown(232));
  const float module = std::max(3.0F, std::floor(most / static_cast<float>(code.outer())));
  const float side = module * static_cast<float>(code.outer());
  Block block;
  block.gap = d.ui.px(16);
  block.forms.push_back({side, [&d, code, module](const Rect& rect) {
                           d.ui.canvas.qr({rect.x, rect.y}, code, static_cast<int>(module));
                         }});
  blocks.push_back(std::move(block));
  blocks.push_back(text_block(d, d.ui.px(8), v.qr_text,
                              words(d.ui, type::desk_body, Weight::regular, d.ui.theme().ink),
                              width));
}

std::vector<Block> person_blocks(Drawing& d, float width) {
  const WelcomePersonView& v = d.view.welcome->person;
  const ui::Theme& t = d.ui.theme();
  std::vector<Block> blocks;
  Block head;
  head.forms.push_back(
      {std::max(d.ui.canvas.grown(24),
                height_of(d.ui, v.head, words(d.ui, type::desk_caption, Weight::bold, {}),
                          width - d.ui.px(32))),
       [&d, &v, &t](const Rect& rect) {
         ui::section_title(d.ui, rect, v.icon, v.head, t.accent);
       }});
  blocks.push_back(std::move(head));
  if (!v.title.empty()) {
    const ui::TypeSize size = v.number ? type::desk_figure : type::desk_title;
    blocks.push_back(
        text_block(d, d.ui.px(8), v.title, words(d.ui, size, Weight::bold, t.ink), width));
    const ui::TextStyle small = words(d.ui, type::desk_lead, Weight::bold, t.ink);
    blocks.back().forms.push_back(
        {height_of(d.ui, v.title, small, width),
         [&d, &v, small](const Rect& rect) { d.ui.canvas.text(rect, v.title, small); }});
  }
  if (!v.text.empty()) {
    blocks.push_back(text_block(d, d.ui.px(8), v.text,
                                words(d.ui, type::desk_body, Weight::regular, t.ink_soft), width));
  }
  if (!v.facts.empty()) {
    Block facts;
    facts.gap = d.ui.px(12);
    facts.rank = 2;
    facts.may_vanish = true;
    facts.forms.push_back({ui::staff_facts_height(d.ui, width, v.facts),
                           [&d, &v](const Rect& rect) { ui::staff_facts(d.ui, rect, v.facts); }});
    blocks.push_back(std::move(facts));
  }
  add_qr(d, width, blocks);
  add_lines(d, width, blocks);
  if (!v.options.empty()) blocks.push_back(options_block(d, width));
  return blocks;
}

float reason_of(Drawing& d, const WelcomeButton& button) {
  ActionView like;
  like.button = button.button;
  return reason_height(d.ui, like);
}

/// The buttons at the bottom; what is left for the rest. Side by side where there is little height.
void draw_buttons(Drawing& d, Rect& rest) {
  const WelcomePersonView& v = d.view.welcome->person;
  std::vector<ActionView> others;
  for (const WelcomeButton& other : v.others) {
    others.emplace_back();
    others.back().button = other.button;
  }
  if (rest.h < d.ui.canvas.grown(640)) {
    const ButtonRows rows = lay_buttons(d.ui, others, rest.w);
    float under = 0;
    for (const WelcomeButton& other : v.others) under = std::max(under, reason_of(d, other));
    const Rect at = ui::cut_bottom(rest, rows.height + under, d.ui.px(8));
    for (std::size_t i = 0; i < v.others.size(); ++i) {
      const Rect& r = rows.rects[i];
      welcome_button(d, {at.x + r.x, at.y + r.y, r.w, r.h}, v.others[i]);
    }
  } else {
    for (auto other = v.others.rbegin(); other != v.others.rend(); ++other) {
      const float under = reason_of(d, *other);
      const float high = ui::staff_button_height(d.ui, other->button);
      Rect at = ui::cut_bottom(rest, high + under, d.ui.px(8));
      at.h -= under;
      welcome_button(d, at, *other);
    }
  }
  if (!v.primary) return;
  const float under = reason_of(d, *v.primary);
  const float high = ui::staff_button_height(d.ui, v.primary->button);
  Rect at = ui::cut_bottom(rest, high + under, d.ui.px(8));
  at.h -= under;
  welcome_button(d, at, *v.primary);
}

// --- triage
float branch_height(Drawing& d, const TriageRow::Branch& branch, float width) {
  const ui::TextStyle style = words(d.ui, type::desk_body, Weight::regular, {});
  return std::max(d.ui.canvas.grown(32),
                  height_of(d.ui, branch.to, style, width - d.ui.canvas.grown(120)) + d.ui.px(6));
}

void draw_branch(Drawing& d, const Rect& rect, const TriageRow::Branch& branch, bool asked) {
  const ui::Theme& t = d.ui.theme();
  const Weight weight = asked ? Weight::bold : Weight::regular;
  const ui::Color ink = asked || branch.given ? t.ink : t.ink_soft;
  std::optional<ui::ControlBox> box;
  if (asked) {
    box.emplace(d.ui, ui::Control{.id = "triage/" + branch.key,
                                  .rect = rect,
                                  .spoken = branch.word + ". " + branch.to,
                                  .radius = d.ui.px(4),
                                  .shortcuts = {branch.key}});
    if (box->result.held) d.ui.canvas.fill(rect, t.accent_soft, d.ui.px(4));
    if (box->result.hovered) d.ui.canvas.edge(rect, t.edge, d.ui.px(1), d.ui.px(4));
    if (box->result.pressed) perform(d, branch.act);
  }
  Rect rest = rect;
  const Rect word = ui::cut_start(rest, d.ui.canvas.grown(40), d.ui.px(8));
  const Rect key = ui::cut_start(rest, d.ui.canvas.grown(28), d.ui.px(12));
  d.ui.canvas.text(word, branch.word,
                   words(d.ui, type::desk_body, weight, ink, ui::VAlign::middle));
  if (asked) {
    ui::key_cap(d.ui, ui::centered(key, {key.w, d.ui.canvas.grown(24)}), {branch.key, false},
                t.ink);
  } else if (branch.given) {
    d.ui.canvas.icon(ui::centered(key, {d.ui.px(16), d.ui.px(16)}), "check", t.accent);
  }
  if (branch.to.empty()) return;
  d.ui.canvas.icon(ui::cut_start(rest, d.ui.px(18), d.ui.px(8)), branch.icon,
                   asked ? t.accent : t.ink_soft);
  d.ui.canvas.text(
      rest, branch.to,
      words(d.ui, type::desk_body, weight, asked ? t.accent : ink, ui::VAlign::middle));
}

Item question_item(Drawing& d, const TriageRow& row, float width) {
  const bool asked = row.state == TriageRow::State::asked;
  const ui::Color ink =
      row.state == TriageRow::State::coming ? d.ui.theme().ink_soft : d.ui.theme().ink;
  const ui::TextStyle style =
      words(d.ui, type::desk_body, asked ? Weight::bold : Weight::regular, ink);
  const float inner = width - d.ui.px(20);
  const float question = height_of(d.ui, row.question, style, inner);
  const bool both = asked;
  const bool yes = both || !row.yes.to.empty() || row.yes.given;
  const bool no = both || !row.no.to.empty() || row.no.given;
  const float yes_h = yes ? branch_height(d, row.yes, inner) : 0;
  const float no_h = no ? branch_height(d, row.no, inner) : 0;
  return {d.ui.px(10), question + yes_h + no_h + d.ui.px(4),
          [&d, &row, style, question, yes_h, no_h, asked](const Rect& rect) {
            const ui::Theme& t = d.ui.theme();
            Rect rest = rect;
            const Rect lead = ui::cut_start(rest, d.ui.px(12), d.ui.px(8));
            const float line = line_of(d.ui, type::desk_body);
            d.ui.canvas.icon(ui::centered({lead.x, lead.y, lead.w, line}, {lead.w, lead.w}),
                             asked ? "dot" : "ring", asked ? t.accent : t.ink_soft);
            d.ui.canvas.text(ui::cut_top(rest, question, d.ui.px(4)), row.question, style);
            if (yes_h > 0) draw_branch(d, ui::cut_top(rest, yes_h), row.yes, asked);
            if (no_h > 0) draw_branch(d, ui::cut_top(rest, no_h), row.no, asked);
          },
          false};
}

}  // namespace

void add_triage_items(Drawing& d, float width, std::vector<Item>& items) {
  if (!d.view.welcome || d.view.welcome->triage.empty()) return;
  const std::string& title = d.view.welcome->triage_title;
  const ui::TextStyle style = words(d.ui, type::desk_caption, Weight::bold, d.ui.theme().ink_soft);
  items.push_back({d.ui.px(16), height_of(d.ui, title, style, width),
                   [&d, &title, style](const Rect& rect) { d.ui.canvas.text(rect, title, style); },
                   true});
  for (const TriageRow& row : d.view.welcome->triage) items.push_back(question_item(d, row, width));
}

void draw_person(Drawing& d, const Rect& rect) {
  Rect rest = rect.inset({d.ui.px(24), d.ui.px(24), d.ui.px(24), d.ui.px(20)});
  draw_buttons(d, rest);
  draw_blocks(rest, person_blocks(d, rest.w));
}

}  // namespace foyer::counter_client

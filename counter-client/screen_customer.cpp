// The first column: the customer now, and what can be done.
#include <algorithm>
#include <cmath>

#include "counter-client/screen_parts.h"

namespace foyer::counter_client {
namespace {

using ui::Rect;
using ui::Weight;
namespace type = ui::type;

constexpr float padding = 32;

struct Tints {
  ui::Color state, soft, ink;
};

Tints tints(const Drawing& d) {
  const ui::Theme& t = d.ui.theme();
  if (d.view.customer.amber) return {t.on_call, t.on_call, t.on_call};
  return {t.accent, t.ink_soft, t.ink};
}

// --- head: state, ticket, figure, clock
void draw_state(Drawing& d, const Rect& rect) {
  const CustomerView& c = d.view.customer;
  const Tints tint = tints(d);
  ui::TextStyle end = words(d.ui, type::desk_caption, Weight::regular, tint.soft,
                            ui::VAlign::middle, ui::Align::end);
  Rect rest = rect;
  const float wide = width_of(d.ui, c.state_end, end);
  const float needed =
      width_of(d.ui, c.state, words(d.ui, {14, 24}, Weight::bold, tint.state)) + d.ui.px(44);
  if (wide > 0 && wide + needed <= rect.w) {
    d.ui.canvas.text(ui::cut_end(rest, wide, d.ui.px(16)), c.state_end, end);
  }
  ui::section_title(d.ui, rest, c.icon, c.state, tint.state);
}

struct Figure {
  ui::TextStyle style;
  float width = 0;
  float height = 0;
  float note_height = 0;
};

Figure figure_of(Drawing& d) {
  const CustomerView& c = d.view.customer;
  const Tints tint = tints(d);
  Figure f;
  const ui::TypeSize size = c.figure_small ? type::desk_title : type::desk_figure;
  f.style = words(d.ui, size, Weight::bold, tint.ink, ui::VAlign::top, ui::Align::end);
  f.style.tabular = true;
  f.width = width_of(d.ui, c.figure, f.style);
  f.height = c.figure.empty() ? 0 : line_of(d.ui, size);
  if (c.figure_mark) {
    const ui::TextSize mark = ui::state_mark_size(d.ui, *c.figure_mark);
    f.width = std::max(f.width, std::ceil(mark.width) + 2);
    f.note_height = std::ceil(mark.height);
  } else if (!c.figure_note.empty()) {
    const ui::TextStyle note = words(d.ui, type::desk_body, Weight::regular, tint.soft);
    f.width = std::max(f.width, width_of(d.ui, c.figure_note, note));
    f.note_height = line_of(d.ui, type::desk_body);
  }
  return f;
}

void draw_figure(Drawing& d, const Rect& rect, const Figure& f) {
  const CustomerView& c = d.view.customer;
  Rect rest = rect;
  if (f.height > 0) d.ui.canvas.text(ui::cut_top(rest, f.height), c.figure, f.style);
  if (c.figure_mark) {
    const float wide = std::ceil(ui::state_mark_size(d.ui, *c.figure_mark).width) + 1;
    ui::state_mark(d.ui, {rest.end() - wide, rest.y, wide, f.note_height}, *c.figure_mark);
  } else if (!c.figure_note.empty()) {
    d.ui.canvas.text({rest.x, rest.y, rest.w, f.note_height}, c.figure_note,
                     words(d.ui, type::desk_body, Weight::regular, tints(d).soft, ui::VAlign::top,
                           ui::Align::end));
  }
}

Block::Form ticket_form(Drawing& d, ui::TypeSize size) {
  const CustomerView& c = d.view.customer;
  ui::TextStyle style = words(d.ui, size, Weight::bold, tints(d).ink, ui::VAlign::ink_middle);
  style.tracking = -0.03F;
  const Figure figure = figure_of(d);
  const float ticket_h = line_of(d.ui, size);
  const float height = std::max(ticket_h, figure.height + figure.note_height);
  return {height, [&d, &c, style, figure, height](const Rect& rect) {
            Rect rest = rect;
            const float wide = width_of(d.ui, c.ticket, style);
            const float at = figure.height + figure.note_height;
            if (wide + figure.width + d.ui.px(16) <= rect.w) {
              const Rect end = ui::cut_end(rest, figure.width, d.ui.px(16));
              draw_figure(d, {end.x, end.y + std::floor((height - at) / 2), end.w, at}, figure);
            }
            // Hung a little outwards, so that the letter stands on the column's edge.
            const float hung = std::round(style.px * 0.04F);
            d.ui.canvas.text({rest.x - hung, rest.y, rest.w + hung, height}, c.ticket, style);
          }};
}

Block::Form title_form(Drawing& d, float width) {
  const CustomerView& c = d.view.customer;
  const ui::TextStyle title = words(d.ui, type::desk_title, Weight::bold, tints(d).ink);
  const ui::TextStyle text = words(d.ui, type::desk_body, Weight::regular, tints(d).soft);
  const Figure figure = figure_of(d);
  const float room = width - (figure.width > 0 ? figure.width + d.ui.px(16) : 0);
  const float title_h = height_of(d.ui, c.title, title, room);
  const float text_h = height_of(d.ui, c.text, text, width);
  return {std::max(title_h, figure.height) + d.ui.px(8) + text_h,
          [&d, &c, title, text, figure, room, title_h, text_h](const Rect& rect) {
            const float first = std::max(title_h, figure.height);
            d.ui.canvas.text({rect.x, rect.y, room, title_h}, c.title, title);
            if (figure.width > 0) {
              draw_figure(d, {rect.end() - figure.width, rect.y, figure.width, first}, figure);
            }
            d.ui.canvas.text({rect.x, rect.y + first + d.ui.px(8), rect.w, text_h}, c.text, text);
          }};
}

void draw_clock_words(Drawing& d, const Rect& rect, const ClockView& clock) {
  const ui::TextStyle style = words(d.ui, type::desk_caption, Weight::regular, tints(d).soft);
  ui::TextStyle end = style;
  end.align = ui::Align::end;
  const float start_w = width_of(d.ui, clock.start, style);
  const float mark_w = width_of(d.ui, clock.mark, style);
  const float end_w = width_of(d.ui, clock.end, style);
  const float gap = d.ui.px(12);
  d.ui.canvas.text({rect.x, rect.y, start_w, rect.h}, clock.start, style);
  d.ui.canvas.text({rect.end() - end_w, rect.y, end_w, rect.h}, clock.end, end);
  if (clock.mark.empty()) return;
  const float least = rect.x + start_w + gap;
  const float most = rect.end() - end_w - gap - mark_w;
  if (least > most) return;
  const float x = std::clamp(rect.x + clock.mark_at * rect.w - mark_w / 2, least, most);
  d.ui.canvas.text({x, rect.y, mark_w, rect.h}, clock.mark, style);
}

Block clock_block(Drawing& d) {
  const ClockView& clock = *d.view.customer.clock;
  const float bar = d.ui.px(16);
  const float line = line_of(d.ui, type::desk_caption);
  Block block;
  block.gap = d.ui.px(16);
  block.rank = 3;
  block.may_vanish = true;
  block.forms.push_back({bar + d.ui.px(4) + line, [&d, &clock, bar, line](const Rect& rect) {
                           ui::clock_bar(d.ui, {rect.x, rect.y, rect.w, bar}, clock.bar);
                           draw_clock_words(d, {rect.x, rect.bottom() - line, rect.w, line}, clock);
                         }});
  block.forms.push_back(
      {bar, [&d, &clock](const Rect& rect) { ui::clock_bar(d.ui, rect, clock.bar); }});
  return block;
}

// --- the column
Block simple_block(float gap, Block::Form form) {
  Block block;
  block.gap = gap;
  block.forms.push_back(std::move(form));
  return block;
}

std::vector<Block> head_blocks(Drawing& d, float width) {
  const CustomerView& c = d.view.customer;
  std::vector<Block> blocks;
  const float beside = figure_of(d).width + d.ui.px(16);
  const auto ticket_width = [&](ui::TypeSize size) {
    return width_of(d.ui, c.ticket, words(d.ui, size, Weight::bold, {}));
  };
  const bool wide = ticket_width(type::desk_ticket) + beside <= width;
  blocks.push_back(
      simple_block(0, {d.ui.canvas.grown(24), [&d](const Rect& rect) { draw_state(d, rect); }}));
  if (c.ticket.empty()) {
    blocks.push_back(simple_block(d.ui.px(16), title_form(d, width)));
  } else {
    Block ticket =
        simple_block(d.ui.px(8), ticket_form(d, wide ? type::desk_ticket : type::desk_figure));
    ticket.forms.push_back(ticket_form(d, type::desk_figure));
    ticket.rank = 3;
    blocks.push_back(std::move(ticket));
  }
  if (c.clock) blocks.push_back(clock_block(d));
  return blocks;
}

float full_height(const std::vector<Block>& blocks, std::size_t form) {
  float sum = 0;
  for (const Block& block : blocks) {
    sum += block.gap + block.forms[std::min(form, block.forms.size() - 1)].height;
  }
  return sum;
}

/// The notice stands over the actions, in their column, where the clerk looks.
void draw_notice(Drawing& d, Rect& rest) {
  if (!d.view.notice) return;
  const float side = d.ui.px(padding);
  const float width = rest.w - 2 * side;
  const float height = ui::banner_height(d.ui, width, *d.view.notice);
  const Rect box = ui::cut_bottom(rest, height + d.ui.px(12)).inset({side, 0, side, d.ui.px(12)});
  ui::banner(d.ui, box, *d.view.notice);
}

void draw_actions(Drawing& d, Rect& rest) {
  const CustomerView& c = d.view.customer;
  if (c.primary.button.id.empty()) return;
  const float side = d.ui.px(padding);
  const float width = rest.w - 2 * side;
  ui::StaffButton primary = c.primary.button;
  // Call next is lower where the window is low.
  if (primary.kind == ui::StaffButtonKind::huge && rest.h < d.ui.canvas.grown(760)) {
    primary.kind = ui::StaffButtonKind::primary;
  }
  const ButtonRows others = lay_buttons(d.ui, c.others, width);
  const float primary_h =
      std::max(ui::staff_button_height(d.ui, primary),
               primary.kind != c.primary.button.kind ? d.ui.canvas.grown(80) : 0.0F);
  // A reason stands between the buttons; where there may be one, its place is kept.
  const bool keeps = c.primary.action == Action::call_next ||
                     c.primary.action == Action::close_visit || c.primary.action == Action::open;
  const float reason = d.ui.px(8) + line_of(d.ui, type::desk_caption);
  const float gap = keeps || reason_height(d.ui, c.primary) > 0 ? reason : d.ui.px(16);
  const float under = std::max(d.ui.px(24), d.ui.px(8) + line_of(d.ui, type::desk_caption));
  const float height = d.ui.px(24) + primary_h + gap + others.height + under;
  const Rect area = ui::cut_bottom(rest, height);
  hairline(d.ui, area, area.y);
  const Rect at{area.x + side, area.y + d.ui.px(24), width, primary_h};
  if (ui::staff_button_width(d.ui, primary) > width) primary.label = c.primary.short_label;
  ActionView view = c.primary;
  view.button = primary;
  action_button(d, at, view);
  for (std::size_t i = 0; i < c.others.size(); ++i) {
    action_button(d, others.rects[i].moved(at.x, at.bottom() + gap), c.others[i]);
  }
}

/// What stands above the actions: the head, and everything known of the customer.
void draw_content(Drawing& d, const Rect& rest) {
  const ui::Theme& t = d.ui.theme();
  const float side = d.ui.px(padding);
  const float top = d.ui.px(24);
  Rect content = rest.inset({side, top, side, d.ui.px(8)});
  std::vector<Block> head = head_blocks(d, content.w);
  std::vector<Block> body = body_blocks(d, content.w);
  if (!d.view.customer.amber) {
    std::move(body.begin(), body.end(), std::back_inserter(head));
    draw_blocks(content, head);
    return;
  }
  // The amber head is high where the rest has room, low where it has not.
  const float least = full_height(body, 1);
  const bool low = full_height(head, 0) + top + least > content.h;
  const float head_h = full_height(head, low ? 1 : 0);
  const Rect amber{rest.x, rest.y, rest.w, top + head_h + d.ui.px(low ? 12 : 24)};
  d.ui.canvas.fill(amber, t.call);
  d.ui.canvas.hline(amber.x, amber.bottom() - d.ui.px(2), amber.w, t.ink, d.ui.px(2));
  draw_blocks({content.x, content.y, content.w, head_h}, head);
  if (!body.empty()) body.front().gap = 0;
  const float y = amber.bottom();
  draw_blocks({content.x, y, content.w, content.bottom() - y}, body);
}

}  // namespace

void draw_customer(Drawing& d, const Rect& rect) {
  d.ui.canvas.fill(rect, d.ui.theme().card);
  Rect rest = rect;
  draw_actions(d, rest);
  const float edge = rest.bottom();
  draw_notice(d, rest);
  draw_content(d, rest);
  // Also where there is no room for its line.
  const std::optional<NoteView>& note = d.view.customer.note;
  if (note && note->write && d.ui.shortcut(note->write->button.key)) act(d, *note->write);
  if (!d.view.customer.toast) return;
  const float height = d.ui.canvas.grown(48);
  const Rect at{rect.x + d.ui.px(padding), edge - height - d.ui.px(8),
                rect.w - 2 * d.ui.px(padding), height};
  if (ui::toast(d.ui, at, *d.view.customer.toast).pressed) {
    const bool nobody = d.view.customer.undo.value != 0;
    act(d, {ui::StaffButton{}, nobody ? Action::undo : Action::take_back, {}});
  }
}

}  // namespace foyer::counter_client

// The window as a small bar beside other programs: who is here, for how long, who is next, and the
// big button. Everything else is done by its key, as on the whole page, and opens the whole page
// where it has something to choose.
#include <algorithm>
#include <cmath>

#include "counter-client/screen_parts.h"

namespace foyer::counter_client {
namespace {

using ui::Rect;
using ui::Weight;
namespace type = ui::type;

/// Of the design, at 100 % text.
constexpr float bar_width = 1080;
constexpr float bar_height = 96;
constexpr float button_height = 56;
constexpr float title_width = 184;
constexpr float clock_least = 144;
constexpr float clock_width = 200;
constexpr float message_width = 260;

/// A part of the bar, as wide as its words.
struct Segment {
  float width = 0;
  std::function<void(const Rect&)> draw;
  bool amber = false;
  bool grows = false;  ///< Takes what is left.
};

/// One line, or as many as its width needs.
struct Line {
  std::string text;
  ui::TextStyle style;
  bool wraps = false;
};

Segment lines_segment(Drawing& d, std::vector<Line> lines, float width) {
  return {width, [&d, lines = std::move(lines)](const Rect& rect) {
            std::vector<float> heights;
            float sum = 0;
            for (const Line& line : lines) {
              heights.push_back(height_of(d.ui, line.text, line.style, line.wraps ? rect.w : 0));
              sum += heights.back();
            }
            float y = rect.y + std::floor((rect.h - sum) / 2);
            for (std::size_t i = 0; i < lines.size(); ++i) {
              d.ui.canvas.text({rect.x, y, rect.w, heights[i]}, lines[i].text, lines[i].style);
              y += heights[i];
            }
          }};
}

/// Before a call the ticket is not here yet: it is the next one.
bool is_here(const Drawing& d) {
  return d.view.page == Page::called || d.view.page == Page::serving;
}

/// The ticket, or that nobody is here; under it the counter, or that it is the next one.
Segment who_segment(Drawing& d) {
  const CustomerView& c = d.view.customer;
  const ui::Theme& t = d.ui.theme();
  const ui::Color ink = c.amber ? t.on_call : t.ink;
  const bool coming = !c.ticket.empty() && !is_here(d);
  const std::string& under = !d.view.training.empty() ? d.view.training
                             : coming                 ? d.view.bar_window.next
                                                      : d.view.bar.counter;
  const ui::TextStyle small =
      words(d.ui, type::desk_caption, Weight::regular, c.amber ? t.on_call : t.ink_soft);
  std::vector<Line> lines;
  float wide = width_of(d.ui, under, small);
  if (!c.ticket.empty()) {
    ui::TextStyle big = words(d.ui, type::desk_figure, Weight::bold, ink);
    big.tracking = -0.03F;
    lines.push_back({c.ticket, big});
    wide = std::max(wide, width_of(d.ui, c.ticket, big));
  } else {
    const ui::TextStyle title = words(d.ui, type::desk_lead, Weight::bold, ink);
    const float most = d.ui.canvas.grown(title_width);
    wide = std::max(wide, std::min(most, width_of(d.ui, c.title, title)));
    lines.push_back({c.title, title, true});
  }
  lines.push_back({under, small});
  Segment segment = lines_segment(d, std::move(lines), wide);
  segment.amber = c.amber;
  return segment;
}

/// How long, of how long.
Segment clock_segment(Drawing& d) {
  const CustomerView& c = d.view.customer;
  const ui::Theme& t = d.ui.theme();
  ui::TextStyle figure =
      words(d.ui, type::desk_lead, Weight::bold, c.amber ? t.on_call : t.ink, ui::VAlign::middle);
  figure.tabular = true;
  const ui::TextStyle note =
      words(d.ui, type::desk_caption, Weight::regular, c.amber ? t.on_call : t.ink_soft,
            ui::VAlign::middle, ui::Align::end);
  const float figure_w = width_of(d.ui, c.figure, figure);
  const float both = figure_w + d.ui.px(16) + width_of(d.ui, c.figure_note, note);
  // "of about 32 min for 3 needs" is left to the whole page.
  const bool noted = !c.figure_note.empty() && both <= d.ui.canvas.grown(clock_width);
  const float wide =
      std::max(c.clock ? d.ui.canvas.grown(clock_least) : 0.0F, noted ? both : figure_w);
  return {wide,
          [&d, &c, figure, note, noted](const Rect& rect) {
            const float line = line_of(d.ui, type::desk_lead);
            const float under = c.clock ? d.ui.px(16) : 0;
            Rect row{rect.x, rect.y + std::floor((rect.h - line - under) / 2), rect.w, line};
            const Rect bar{rect.x, row.bottom() + d.ui.px(8), rect.w, d.ui.px(8)};
            d.ui.canvas.text(ui::cut_start(row, width_of(d.ui, c.figure, figure), d.ui.px(16)),
                             c.figure, figure);
            if (noted) d.ui.canvas.text(row, c.figure_note, note);
            if (c.clock) ui::clock_bar(d.ui, bar, c.clock->bar);
          },
          c.amber};
}

/// Two lines and a mark under them.
Segment marked_segment(Drawing& d, const std::string& caption, const std::string& lead,
                       const ui::StateMark& mark) {
  const ui::TextStyle small =
      words(d.ui, type::desk_caption, Weight::regular, d.ui.theme().ink_soft);
  const ui::TextStyle bold = words(d.ui, type::desk_lead, Weight::bold, d.ui.theme().ink);
  const ui::TextSize size = ui::state_mark_size(d.ui, mark);
  const float wide = std::max({width_of(d.ui, caption, small), width_of(d.ui, lead, bold),
                               std::ceil(size.width) + d.ui.px(4)});
  return {wide, [&d, caption, lead, mark, small, bold, size](const Rect& rect) {
            const float first = caption.empty() ? 0 : line_of(d.ui, type::desk_caption);
            const float second = line_of(d.ui, type::desk_lead);
            const float third = std::ceil(size.height);
            Rect rest{rect.x, rect.y + std::floor((rect.h - first - second - third) / 2), rect.w,
                      first + second + third};
            if (first > 0) d.ui.canvas.text(ui::cut_top(rest, first), caption, small);
            d.ui.canvas.text(ui::cut_top(rest, second), lead, bold);
            ui::state_mark(d.ui, rest, mark);
          }};
}

void add_line(Drawing& d, std::vector<Segment>& segments) {
  const LineView& line = d.view.line;
  if (!line.next) {
    if (line.empty_lead.empty()) return;
    const ui::TextStyle style = words(d.ui, type::desk_body, Weight::regular, d.ui.theme().ink);
    const float wide =
        std::min(d.ui.canvas.grown(title_width), width_of(d.ui, line.empty_lead, style));
    segments.push_back(lines_segment(d, {{line.empty_lead, style, true}}, wide));
    return;
  }
  // Before a call the first part of the bar has it.
  if (is_here(d) || d.view.customer.ticket.empty()) {
    segments.push_back(
        marked_segment(d, d.view.bar_window.next, line.next->ticket, line.next->mark));
  }
  if (!line.counts.empty()) {
    segments.push_back(marked_segment(d, {}, line.title, line.counts.front()));
  }
}

/// What must be said in place of the line: a key that waits for its second press, a link that is
/// lost.
std::optional<Line> urgent(Drawing& d) {
  for (const ActionView& other : d.view.customer.others) {
    if (other.action == Action::no_show && d.form.no_show_armed) {
      return Line{other.button.label, words(d.ui, type::desk_lead, Weight::bold, d.ui.theme().ink),
                  true};
    }
  }
  if (!d.view.link) return std::nullopt;
  return Line{d.view.link->lead,
              words(d.ui, type::desk_body, Weight::bold,
                    d.view.bar.linked ? d.ui.theme().ink : d.ui.theme().bad),
              true};
}

Segment toast_segment(Drawing& d) {
  Segment segment;
  segment.width = d.ui.canvas.grown(message_width);
  segment.grows = true;
  segment.draw = [&d](const Rect& rect) {
    const Rect at = ui::centered(rect, {rect.w, d.ui.canvas.grown(48)});
    if (!ui::toast(d.ui, at, *d.view.customer.toast).pressed) return;
    const bool nobody = d.view.customer.undo.value != 0;
    act(d, {ui::StaffButton{}, nobody ? Action::undo : Action::take_back, {}});
  };
  return segment;
}

std::vector<Segment> segments_of(Drawing& d) {
  std::vector<Segment> segments{who_segment(d)};
  if (d.view.customer.toast) {
    segments.push_back(toast_segment(d));
  } else if (auto line = urgent(d)) {
    segments.push_back(lines_segment(d, {std::move(*line)}, d.ui.canvas.grown(message_width)));
    segments.back().grows = true;
  } else {
    if (!d.view.customer.figure.empty()) segments.push_back(clock_segment(d));
    add_line(d, segments);
  }
  return segments;
}

/// The big button and the way to the whole page, at the end; the buttons give way to nothing.
void draw_buttons(Drawing& d, Rect rest) {
  const ActionView& open = d.view.bar_window.open;
  const float high = d.ui.canvas.grown(button_height);
  const Rect at = ui::cut_end(rest, ui::staff_button_width(d.ui, open.button), d.ui.px(8));
  action_button(d, ui::centered(at, {at.w, high}), open);
  ActionView primary = d.view.customer.primary;
  if (primary.button.id.empty()) return;
  primary.button.kind = ui::StaffButtonKind::primary;
  if (ui::staff_button_width(d.ui, primary.button) > rest.w && !primary.short_label.empty()) {
    primary.button.label = primary.short_label;
  }
  Rect box = ui::centered(rest, {rest.w, high});
  if (!primary.button.enabled && !primary.button.reason.empty()) box.y = rest.y + d.ui.px(4);
  action_button(d, box, primary);
}

float buttons_width(Drawing& d) {
  ui::StaffButton primary = d.view.customer.primary.button;
  primary.kind = ui::StaffButtonKind::primary;
  const float wide = primary.id.empty() ? 0 : ui::staff_button_width(d.ui, primary);
  return wide + d.ui.px(8) + ui::staff_button_width(d.ui, d.view.bar_window.open.button);
}

void press_keys_of(Drawing& d, const ActionView& action) {
  if (!action.button.enabled || !action.button.busy.empty()) return;
  for (const ui::Shortcut& shortcut : action.button.shortcuts) {
    if (d.ui.shortcut(shortcut)) return act(d, action);
  }
}

/// The keys of what the bar has no room for.
void hear_keys(Drawing& d) {
  for (const ActionView& action : d.view.customer.others) press_keys_of(d, action);
  for (const ActionView& action : d.view.bar.actions) press_keys_of(d, action);
  if (d.view.customer.add_need) press_keys_of(d, *d.view.customer.add_need);
  const std::optional<NoteView>& note = d.view.customer.note;
  if (note && note->write) press_keys_of(d, *note->write);
}

}  // namespace

bool is_bar(const ui::Size& window) {
  return window.w > 4 * window.h;
}

ui::Size bar_size(const ScreenChoice& choice, const ui::Size& whole) {
  const ui::Metrics metrics = ui::desk_metrics(whole, choice.text_percent);
  const float grown = metrics.scale * static_cast<float>(metrics.text_percent) / 100;
  return {std::min(bar_width * grown, 8192.0F), bar_height * grown};
}

void draw_bar_window(Drawing& d, const Rect& rect) {
  const ui::Theme& t = d.ui.theme();
  d.ui.canvas.fill(rect, t.card);
  const float padding = d.ui.px(16);
  Rect rest = rect.inset({0, d.ui.px(2), padding, d.ui.px(2)});
  std::vector<Segment> segments = segments_of(d);
  const float least = buttons_width(d) + padding;
  const auto needed = [&] {
    float sum = least;
    for (const Segment& segment : segments) sum += segment.width + 2 * padding;
    return sum;
  };
  // The last ones give way first; who is here stays.
  while (segments.size() > 1 && needed() > rest.w) segments.pop_back();
  const float slack = std::max(0.0F, rest.w - needed());
  for (const Segment& segment : segments) {
    const float more = segment.grows ? slack : 0;
    const Rect cell = ui::cut_start(rest, segment.width + more + 2 * padding);
    if (segment.amber) d.ui.canvas.fill({cell.x, rect.y, cell.w, rect.h}, t.call);
    segment.draw(cell.inset({padding, 0, padding, 0}));
    d.ui.canvas.vline(cell.end(), rect.y, rect.h, t.line, d.ui.px(t.desk_border));
  }
  ui::cut_start(rest, padding);
  draw_buttons(d, rest);
  d.ui.canvas.edge(rect, t.edge, d.ui.px(t.desk_border), 0);
  hear_keys(d);
}

}  // namespace foyer::counter_client

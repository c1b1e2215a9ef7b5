// The middle column (the service, or the lobby) and the waiting line.
#include <algorithm>
#include <cmath>

#include "counter-client/screen_parts.h"

namespace foyer::counter_client {
namespace {

using ui::Rect;
using ui::Weight;
namespace type = ui::type;

// --- items of the middle column
Item text_item(Drawing& d, float gap, std::string text, ui::TextStyle style, float width,
               bool heading = false) {
  const float height = height_of(d.ui, text, style, width);
  return {gap, height,
          [&d, text = std::move(text), style](const Rect& rect) {
            d.ui.canvas.text(rect, text, style);
          },
          heading};
}

Item heading_item(Drawing& d, float gap, const std::string& text, float width) {
  return text_item(d, gap, text,
                   words(d.ui, type::desk_caption, Weight::bold, d.ui.theme().ink_soft), width,
                   true);
}

/// Width of the waits at the end of the rows, so that the counts before them stand in a column.
float joins_end(Drawing& d) {
  const ui::TextStyle style = words(d.ui, type::desk_body, Weight::bold, {});
  float wide = 0;
  for (const EndsRow& row : d.view.lobby->joins) {
    wide = std::max(wide, width_of(d.ui, row.end, style));
  }
  return wide;
}

void draw_glance_row(Drawing& d, const Rect& rect, const EndsRow& row, bool counts) {
  const ui::Theme& t = d.ui.theme();
  hairline(d.ui, rect, rect.y);
  Rect rest = rect;
  const ui::Color ink = row.mine ? t.accent : t.ink;
  const Weight weight = row.mine ? Weight::bold : Weight::regular;
  d.ui.canvas.text(ui::cut_start(rest, d.ui.canvas.grown(24), d.ui.px(8)), row.start,
                   words(d.ui, type::desk_body, Weight::bold, t.ink, ui::VAlign::middle));
  const Weight end_weight = counts && !row.soft ? Weight::bold : Weight::regular;
  const ui::TextStyle end =
      words(d.ui, type::desk_body, end_weight, counts && !row.soft ? t.ink : t.ink_soft,
            ui::VAlign::middle, ui::Align::end);
  const float end_w = counts ? joins_end(d) : width_of(d.ui, row.end, end);
  if (end_w > 0) d.ui.canvas.text(ui::cut_end(rest, end_w, d.ui.px(12)), row.end, end);
  if (counts) {
    ui::TextStyle number =
        words(d.ui, type::desk_body, Weight::regular, t.ink, ui::VAlign::middle, ui::Align::end);
    d.ui.canvas.text(ui::cut_end(rest, d.ui.canvas.grown(28), d.ui.px(8)), row.icon, number);
  } else {
    const ui::Color tint = row.soft ? t.ink_soft : ink;
    d.ui.canvas.icon(ui::cut_start(rest, d.ui.px(16), d.ui.px(8)), row.icon, tint);
  }
  ui::TextStyle text = words(d.ui, type::desk_body, weight, row.soft && !counts ? t.ink_soft : ink,
                             ui::VAlign::middle);
  text.lines_max = 1;
  text.may_cut = true;
  d.ui.canvas.text(rest, row.text, text);
}

void draw_figures(Drawing& d, const Rect& rect) {
  const LobbyView& lobby = *d.view.lobby;
  const ui::Theme& t = d.ui.theme();
  const auto cells = ui::columns(rect, static_cast<int>(lobby.figures.size()), d.ui.px(8));
  for (std::size_t i = 0; i < cells.size(); ++i) {
    Rect cell = cells[i];
    d.ui.canvas.text(ui::cut_top(cell, line_of(d.ui, type::desk_figure)), lobby.figures[i].start,
                     words(d.ui, type::desk_figure, Weight::bold, t.ink));
    d.ui.canvas.text(cell, lobby.figures[i].text,
                     words(d.ui, type::desk_caption, Weight::regular, t.ink_soft));
  }
}

void draw_joins_head(Drawing& d, const Rect& rect) {
  const LobbyView& lobby = *d.view.lobby;
  const ui::Theme& t = d.ui.theme();
  const ui::TextStyle soft = words(d.ui, type::desk_caption, Weight::regular, t.ink_soft,
                                   ui::VAlign::middle, ui::Align::end);
  const ui::TextStyle bold =
      words(d.ui, type::desk_caption, Weight::bold, t.ink_soft, ui::VAlign::middle);
  Rect rest = rect;
  const float end = std::max(joins_end(d), width_of(d.ui, lobby.joins_minutes, soft));
  const Rect end_cell = ui::cut_end(rest, end, d.ui.px(12));
  const float used = width_of(d.ui, lobby.joins_title, bold) + d.ui.px(12);
  const bool counts = used + width_of(d.ui, lobby.joins_waiting, soft) <= rest.w;
  if (counts) {
    d.ui.canvas.text(end_cell, lobby.joins_minutes, soft);
    d.ui.canvas.text({rest.x + used, rest.y, rest.w - used, rest.h}, lobby.joins_waiting, soft);
  }
  d.ui.canvas.text(counts ? rest : rect, lobby.joins_title, bold);
}

std::vector<Item> lobby_items(Drawing& d, float width) {
  const LobbyView& lobby = *d.view.lobby;
  const ui::TextStyle caption = words(d.ui, type::desk_caption, Weight::regular, {});
  std::vector<Item> items;
  float words_h = 0;
  for (const EndsRow& figure : lobby.figures) {
    words_h = std::max(words_h, height_of(d.ui, figure.text, caption, width / 3 - d.ui.px(8)));
  }
  items.push_back({0, line_of(d.ui, type::desk_figure) + words_h,
                   [&d](const Rect& rect) { draw_figures(d, rect); }, false});
  items.push_back({d.ui.px(16), d.ui.canvas.grown(28),
                   [&d](const Rect& rect) { draw_joins_head(d, rect); }, true});
  const float row_h = d.ui.canvas.grown(32);
  for (const EndsRow& row : lobby.joins) {
    items.push_back(
        {0, row_h, [&d, &row](const Rect& rect) { draw_glance_row(d, rect, row, true); }, false});
  }
  items.push_back(heading_item(d, d.ui.px(16), lobby.counters_title, width));
  items.back().height += d.ui.px(4);
  for (const EndsRow& row : lobby.counters) {
    items.push_back(
        {0, row_h, [&d, &row](const Rect& rect) { draw_glance_row(d, rect, row, false); }, false});
  }
  return items;
}

ActionView turn_page(const Drawing& d, bool more) {
  ActionView view;
  view.button.id = "middle-next";
  view.button.label = more ? d.view.more_hint : d.view.knowledge->next_hint;
  view.button.key = d.view.knowledge_key;
  view.button.shortcuts = {d.view.knowledge_key};
  return view;
}

void draw_turning(Drawing& d, const Rect& rect, const std::vector<Item>& items) {
  Rect rest = rect;
  const bool fits = height_of(items) <= rect.h;
  const bool next_need = d.view.knowledge && !d.view.knowledge->next_hint.empty();
  const bool remark = d.view.knowledge && d.view.knowledge->remark;
  if (fits && !next_need && !remark) {
    draw_items(rest, items, 0);
    return;
  }
  const float line = d.ui.canvas.grown(28);
  Rect foot = ui::cut_bottom(rest, line, d.ui.px(8));
  if (remark) {
    const ActionView& say = *d.view.knowledge->remark;
    const float wide = quiet_action_width(d.ui, say);
    const float turn = std::max(quiet_action_width(d.ui, turn_page(d, true)),
                                next_need ? quiet_action_width(d.ui, turn_page(d, false)) : 0);
    // Beside the key that turns the page, or above it where they do not fit.
    const bool beside = wide + d.ui.px(12) + turn <= foot.w;
    Rect row = beside ? foot : ui::cut_bottom(rest, line, d.ui.px(4));
    quiet_action(d, ui::cut_start(row, wide), say);
  }
  std::size_t& first = d.form.knowledge_first;
  if (first >= items.size()) first = 0;
  const std::size_t end = draw_items(rest, items, first);
  const bool more = end < items.size();
  if (!more && first == 0 && !next_need) return;
  const ActionView turn = turn_page(d, more || !next_need);
  Rect at = foot;
  at = ui::cut_end(at, quiet_action_width(d.ui, turn));
  if (!quiet_action(d, at, turn)) return;
  first = more ? end : 0;
  if (!more && next_need) d.form.knowledge_need = d.view.knowledge->next;
}

}  // namespace

void draw_middle(Drawing& d, const Rect& rect) {
  const ui::Theme& t = d.ui.theme();
  Rect rest = rect.inset(d.ui.px(24));
  const bool service = d.view.knowledge.has_value();
  if (!service && !d.view.lobby) return;
  Rect title = ui::cut_top(rest, d.ui.canvas.grown(24), d.ui.px(8));
  if (service && d.view.knowledge->back) {
    const ActionView& back = *d.view.knowledge->back;
    quiet_action(d, ui::cut_end(title, quiet_action_width(d.ui, back), d.ui.px(8)), back);
  }
  ui::section_title(d.ui, title, service ? "knowledge" : "eye",
                    service ? d.view.knowledge->title : d.view.lobby->title, t.ink_soft);
  draw_turning(d, rest, service ? knowledge_items(d, rest.w) : lobby_items(d, rest.w));
}

// --- the line
namespace {

void draw_line_head(Drawing& d, Rect& rest) {
  const LineView& line = d.view.line;
  const ui::TextStyle title =
      words(d.ui, type::desk_lead, Weight::bold, d.ui.theme().ink, ui::VAlign::middle);
  Rect row = ui::cut_top(rest, line_of(d.ui, type::desk_lead));
  const float title_w = width_of(d.ui, line.title, title);
  d.ui.canvas.text(ui::cut_start(row, title_w, d.ui.px(12)), line.title, title);
  float marks = 0;
  for (const ui::StateMark& mark : line.counts) {
    marks += std::ceil(ui::state_mark_size(d.ui, mark).width) + 1 + d.ui.px(16);
  }
  const bool beside = marks - d.ui.px(16) <= row.w;
  if (!beside && !line.counts.empty()) {
    row = ui::cut_top(rest, line_of(d.ui, type::desk_caption) + d.ui.px(4));
  }
  for (auto mark = line.counts.rbegin(); mark != line.counts.rend(); ++mark) {
    const float wide = std::ceil(ui::state_mark_size(d.ui, *mark).width) + 1;
    if (wide > row.w) break;
    ui::state_mark(d.ui, ui::cut_end(row, wide, d.ui.px(16)), *mark);
  }
}

struct NextLook {
  ui::TextStyle title, ticket, minutes, service, why;
  std::string service_words, why_words;
  float title_h = 0, ticket_h = 0, service_h = 0, mark_h = 0, why_h = 0;
  [[nodiscard]] float height(ui::Ui& ui) const {
    return ui.px(12) + title_h + ticket_h + service_h + mark_h +
           (why_h > 0 ? why_h + ui.px(24) : 0) + ui.px(16);
  }
};

NextLook next_look(Drawing& d, float width) {
  const NextView& next = *d.view.line.next;
  const ui::Theme& t = d.ui.theme();
  NextLook look;
  look.title = words(d.ui, type::desk_caption, Weight::bold, t.accent, ui::VAlign::middle);
  look.ticket = words(d.ui, type::desk_lead, Weight::bold, t.ink, ui::VAlign::middle);
  look.minutes =
      words(d.ui, type::desk_body, Weight::regular, t.ink, ui::VAlign::middle, ui::Align::end);
  look.service = words(d.ui, type::desk_body, Weight::regular, t.ink);
  look.why = words(d.ui, type::desk_caption, Weight::regular, t.ink);
  look.why.bold_bytes = next.why_lead.size();
  look.service_words = next.more.empty() ? next.service : next.service + " " + next.more;
  if (!next.why.empty()) look.why_words = next.why_lead + " " + next.why;
  look.title_h = d.ui.canvas.grown(24);
  look.ticket_h = line_of(d.ui, type::desk_lead);
  look.service_h = height_of(d.ui, look.service_words, look.service, width);
  look.mark_h = std::ceil(ui::state_mark_size(d.ui, next.mark, width).height);
  look.why_h = height_of(d.ui, look.why_words, look.why, width);
  return look;
}

void draw_next(Drawing& d, Rect& rest, bool with_why) {
  const NextView& next = *d.view.line.next;
  const ui::Theme& t = d.ui.theme();
  NextLook look = next_look(d, rest.w);
  if (!with_why) look.why_h = 0;
  Rect inner = ui::cut_top(rest, look.height(d.ui), d.ui.px(8));
  const Rect card = inner.inset({-d.ui.px(16), 0, -d.ui.px(16), 0});
  d.ui.canvas.box(card, {.fill = t.accent_soft,
                         .edge = t.high_contrast() ? t.accent : ui::transparent,
                         .edge_px = t.high_contrast() ? d.ui.px(2) : 0,
                         .radius = d.ui.px(t.radius_small)});
  const ui::Canvas::Container inside(d.ui.canvas, card, "next");
  ui::cut_top(inner, d.ui.px(12));
  d.ui.canvas.text(ui::cut_top(inner, look.title_h), next.title, look.title);
  Rect row = ui::cut_top(inner, look.ticket_h);
  d.ui.canvas.text(ui::cut_end(row, width_of(d.ui, next.minutes, look.minutes), d.ui.px(8)),
                   next.minutes, look.minutes);
  d.ui.canvas.text(row, next.ticket, look.ticket);
  d.ui.canvas.text(ui::cut_top(inner, look.service_h), look.service_words, look.service);
  ui::state_mark(d.ui, ui::cut_top(inner, look.mark_h), next.mark);
  if (look.why_h <= 0) return;
  ui::cut_top(inner, d.ui.px(24));
  hairline(d.ui, inner, inner.y - d.ui.px(12));
  d.ui.canvas.text(ui::cut_top(inner, look.why_h), look.why_words, look.why);
}

void draw_empty(Drawing& d, Rect& rest) {
  const LineView& line = d.view.line;
  if (line.empty_lead.empty()) return;
  const std::string text = line.empty_lead + " " + line.empty;
  const Rect box = ui::cut_top(rest, ui::tip_height(d.ui, rest.w, text), d.ui.px(8));
  ui::tip(d.ui, box, "kept", text, line.empty_lead.size());
}

void press_row(Drawing& d, const LineRowView& row) {
  if (row.action == Action::call_visit) d.out.command(CallVisit{d.view.counter, row.visit});
  if (row.action == Action::resume) d.out.command(Resume{row.visit});
  if (row.action == Action::none) d.form.line_why_not = row.row.ticket;
}

/// Arrows go on past the last row that is shown: the rows move, the focus stays on the next one.
void follow_focus(Drawing& d, std::size_t shown) {
  const auto& rows = d.view.line.rows;
  std::size_t& first = d.form.line_first;
  const std::string& focus = d.ui.state().focus;
  const bool more = first + shown < rows.size();
  const auto hidden = [&](std::string id, const Rect& at, ui::Key key, const std::string& spoken) {
    return d.ui
        .control({.id = std::move(id),
                  .rect = at,
                  .spoken = spoken,
                  .shortcuts = {key},
                  .focusable = false})
        .pressed;
  };
  const Rect nowhere{0, 0, 0, 0};
  if (more && shown > 0 && focus == rows[first + shown - 1].row.id &&
      hidden("line-down", nowhere, ui::Key::down, d.view.line.more)) {
    ++first;
    d.ui.state().focus_on(rows[first + shown - 1].row.id);
  } else if (first > 0 && focus == rows[first].row.id &&
             hidden("line-up", nowhere, ui::Key::up, d.view.line.more)) {
    --first;
    d.ui.state().focus_on(rows[first].row.id);
  }
}

bool pointer_in(Drawing& d, const Rect& rect) {
  const auto& pointer = d.ui.input().pointer;
  return pointer && rect.contains(d.ui.canvas.to_logical(*pointer));
}

void draw_rows(Drawing& d, const Rect& rest) {
  const auto& rows = d.view.line.rows;
  const float height = ui::line_row_height(d.ui);
  const auto fit = static_cast<std::size_t>(std::max(0.0F, std::floor(rest.h / height)));
  std::size_t& first = d.form.line_first;
  const std::size_t last_first = rows.size() > fit ? rows.size() - fit : 0;
  if (pointer_in(d, rest)) {
    if (d.ui.input().wheel < 0) ++first;
    if (d.ui.input().wheel > 0 && first > 0) --first;
  }
  first = std::min(first, last_first);
  const std::size_t shown = std::min(fit, rows.size() - first);
  follow_focus(d, shown);
  const float mark_room = rest.w - d.ui.canvas.grown(64) - d.ui.px(16);
  for (std::size_t i = 0; i < shown; ++i) {
    LineRowView row = rows[first + i];
    if (!row.short_words.empty() && mark_room < ui::state_mark_size(d.ui, row.row.mark).width) {
      row.row.mark.words = row.short_words;
    }
    const Rect at{rest.x, rest.y + static_cast<float>(i) * height, rest.w, height};
    if (ui::line_row(d.ui, at, row.row).pressed) press_row(d, row);
  }
}

}  // namespace

void draw_line(Drawing& d, const Rect& rect) {
  const LineView& line = d.view.line;
  const ui::Theme& t = d.ui.theme();
  Rect rest = rect.inset(d.ui.px(24));
  draw_line_head(d, rest);
  ui::cut_top(rest, d.ui.px(16));
  ActionView go;
  go.action = Action::call_another;
  go.button.id = "go-to-line";
  go.button.label = line.go_to;
  go.button.key = line.key;
  // While idle the button "Call another" has the key.
  if (d.view.page != Page::idle || d.view.panel) go.button.shortcuts = {line.key};
  Rect foot = ui::cut_bottom(rest, d.ui.canvas.grown(28), d.ui.px(8));
  if (!line.rows.empty()) quiet_action(d, ui::cut_end(foot, quiet_action_width(d.ui, go)), go);
  const ui::TextStyle soft =
      words(d.ui, type::desk_caption, Weight::regular, t.ink_soft, ui::VAlign::middle);
  if (width_of(d.ui, line.footer, soft) <= foot.w) d.ui.canvas.text(foot, line.footer, soft);
  if (line.next) {
    // Three rows at least stay beside the reasons.
    const bool with_why =
        next_look(d, rest.w).height(d.ui) + 3 * ui::line_row_height(d.ui) <= rest.h;
    draw_next(d, rest, with_why);
  } else {
    draw_empty(d, rest);
  }
  draw_rows(d, rest);
}

}  // namespace foyer::counter_client

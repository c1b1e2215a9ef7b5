#include "counter-client/screen_parts.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace foyer::counter_client {

using ui::Rect;

ui::TextStyle words(ui::Ui& ui, ui::TypeSize size, ui::Weight weight, ui::Color color,
                    ui::VAlign valign, ui::Align align) {
  ui::TextStyle style = ui.canvas.style(size, weight, color);
  style.valign = valign;
  style.align = align;
  return style;
}

float width_of(ui::Ui& ui, std::string_view text, const ui::TextStyle& style) {
  return text.empty() ? 0 : std::ceil(ui.canvas.measure(text, style).width) + 1;
}

float height_of(ui::Ui& ui, std::string_view text, const ui::TextStyle& style, float width) {
  return text.empty() ? 0 : std::ceil(ui.canvas.measure(text, style, width).height);
}

float line_of(ui::Ui& ui, ui::TypeSize size) {
  return std::ceil(ui.canvas.style(size).line_height);
}

void hairline(ui::Ui& ui, const Rect& rect, float y) {
  ui.canvas.hline(rect.x, y, rect.w, ui.theme().line, ui.px(ui.theme().desk_border));
}

// --- actions
namespace {

void open_panel(Drawing& d, Panel panel) {
  CounterForm& form = d.form;
  form.panel = form.panel == panel ? Panel::none : panel;
  form.panel_at = 0;
  form.search.clear();
  form.end_armed = false;
  d.ui.state().focus_on(form.panel == Panel::none ? std::string() : "panel-search");
}

/// On a row of the line: who goes first, for that one.
void open_supervise(Drawing& d) {
  std::string ticket;
  for (const LineRowView& row : d.view.line.rows) {
    if (row.row.id == d.ui.state().focus) ticket = row.row.ticket;
  }
  open_panel(d, ticket.empty() || d.view.panel ? Panel::supervise : Panel::supervise_people);
  if (d.form.panel == Panel::supervise_people) d.form.search.insert(ticket);
}

void go_back(Drawing& d) {
  const Panel parent = parent_of(d.form.panel);
  if (parent == Panel::none) {
    d.form.panel = Panel::none;
    d.form.panel_at = 0;
    d.form.end_armed = false;
  } else {
    open_panel(d, parent);
  }
}

/// Of a supervisor's panels. False: the row is of another one.
bool confirm_supervise(Drawing& d, const PanelRow& row) {
  CounterForm& form = d.form;
  if (row.leads) {
    form.supervised_counter = row.leads->counter;
    form.supervised_service = row.leads->service;
    open_panel(d, row.leads->panel);
  } else if (row.action == Action::more_audit) {
    d.out.intent = WantMoreAudit{};
  } else if (row.action == Action::supervise || row.action == Action::clear_alarm) {
    const bool first = row.twice && !form.end_armed;
    form.end_armed = first;
    if (!first) d.out.command(row.command);
  } else {
    return false;
  }
  return true;
}

NeedId first_without_outcome(const CounterForm& form, const CustomerView& customer) {
  NeedId first;
  for (const NeedView& need : customer.needs) {
    if (!need.row.enabled) continue;
    if (first.value == 0) first = need.id;
    const auto draft = form.drafts.find(need.id);
    if (draft == form.drafts.end() || !draft->second.outcome) return need.id;
  }
  return first;
}

/// What was ticked while serving is taken as resolved; one key changes it.
void begin_finish(Drawing& d) {
  CounterForm& form = d.form;
  for (auto& [need, draft] : form.drafts) {
    if (draft.ticked && !draft.outcome) draft.outcome = Outcome::resolved;
  }
  form.finishing = true;
  form.panel = Panel::none;
  form.finish_need = first_without_outcome(form, d.view.customer);
  form.delivered_at = 0;
}

/// The row chosen in the panel; in `finishing` a department is kept until the visit is closed.
bool confirm(Drawing& d) {
  if (!d.view.panel || d.view.panel->rows.empty()) return false;
  const PanelRow& row = d.view.panel->rows[d.view.panel->chosen];
  if (confirm_supervise(d, row)) return true;
  if (!row.opens.empty()) {
    d.form.follow_up = row.opens;
    d.form.panel = Panel::follow_up;
    d.form.panel_at = 0;
    return true;
  }
  if (row.action == Action::send_remark) {
    if (row.remark) d.out.intent = WantRemark{*row.remark};
  } else if (row.action == Action::open_article) {
    d.form.open_article = row.article;
    d.form.knowledge_first = 0;
    d.form.side = SideColumn::knowledge;
    d.form.panel = Panel::none;
  } else if (d.view.page == Page::finishing) {
    if (const auto* refer = std::get_if<Refer>(&row.command)) {
      d.form.drafts[refer->need].department = refer->department;
    }
    d.form.panel = Panel::none;
  } else {
    d.out.command(row.command);
  }
  return true;
}

void act_on_visit(Drawing& d, Action action) {
  const CounterId& counter = d.view.counter;
  const VisitId visit = d.view.customer.visit;
  if (action == Action::recall) d.out.command(Recall{counter, visit});
  if (action == Action::take_back) d.out.command(TakeBack{counter, visit});
  if (action == Action::start) d.out.command(Serve{counter, visit});
  if (action == Action::still_here) d.out.command(ConfirmServing{counter, visit});
  if (action == Action::finish) begin_finish(d);
  if (action == Action::close_visit) d.out.intent = WantClose{visit};
  if (action == Action::no_show && d.form.no_show_armed) {
    d.out.command(NoShow{counter, visit});
  } else {
    d.form.no_show_armed = action == Action::no_show;
  }
}

void act_at_desk(Drawing& d, Action action) {
  const CounterId& counter = d.view.counter;
  if (action == Action::sign_in) d.out.intent = WantSignIn{};
  if (action == Action::sign_on) d.out.intent = WantSignOn{};
  if (action == Action::cancel_sign_on) d.out.intent = WantCancelSignOn{};
  if (action == Action::sign_out) d.out.intent = WantSignOut{};
  if (action == Action::other_counter) d.out.intent = WantOtherCounter{};
  if (action == Action::open) d.out.command(OpenCounter{counter});
  if (action == Action::close_counter) d.out.command(CloseCounter{counter});
  if (action == Action::call_next) d.out.command(CallNext{counter});
  if (action == Action::call_another && !d.view.line.rows.empty()) {
    d.form.side = SideColumn::line;
    d.form.line_first = 0;
    d.ui.state().focus_on(d.view.line.rows.front().row.id);
    d.ui.state().focus_shown = true;
  }
}

}  // namespace

void act(Drawing& d, const ActionView& view) {
  const bool confirms = view.button.id == "confirm";
  if (confirms && confirm(d)) return;
  switch (view.action) {
    case Action::none:
    case Action::resume:
    case Action::call_visit:
    case Action::bring_back:
    case Action::alarm:
      return;
    case Action::recall:
    case Action::take_back:
    case Action::start:
    case Action::still_here:
    case Action::no_show:
    case Action::finish:
    case Action::close_visit:
      return act_on_visit(d, view.action);
    case Action::sign_in:
    case Action::sign_on:
    case Action::cancel_sign_on:
    case Action::sign_out:
    case Action::other_counter:
    case Action::open:
    case Action::close_counter:
    case Action::call_next:
    case Action::call_another:
      return act_at_desk(d, view.action);
    case Action::undo:
      return d.out.command(Undo{d.view.counter, d.view.customer.undo});
    case Action::quick:
      return open_panel(d, Panel::quick);
    case Action::back_again:
      return open_panel(d, Panel::back_again);
    case Action::pause:
      return open_panel(d, Panel::pause);
    case Action::park:
      return open_panel(d, Panel::park);
    case Action::transfer:
      return open_panel(d, Panel::transfer);
    case Action::refer:
      d.form.panel_need = d.view.page == Page::finishing ? d.form.finish_need : NeedId{};
      return open_panel(d, Panel::refer);
    case Action::add_need:
      return open_panel(d, Panel::add_need);
    case Action::note:
      open_panel(d, Panel::note);
      d.form.note.clear();
      d.form.note.insert(d.view.customer.note ? d.view.customer.note->text : std::string(),
                         note_characters_max);
      return d.ui.state().focus_on(d.form.panel == Panel::none ? "" : "panel-note");
    case Action::keep_note:
      d.form.panel = Panel::none;
      d.out.intent = WantNote{d.view.customer.visit};
      return;
    case Action::show_keys:
      return open_panel(d, Panel::keys);
    case Action::show_screen:
      return open_panel(d, Panel::screen);
    case Action::show_bar:
      d.form.screen.bar = !d.form.screen.bar;
      return;
    case Action::search:
      return open_panel(d, Panel::search);
    case Action::remark:
      return open_panel(d, Panel::remark);
    case Action::open_article:
    case Action::send_remark:
      return;
    case Action::close_article:
      d.form.open_article = {};
      d.form.knowledge_first = 0;
      d.form.side = SideColumn::by_state;
      return;
    case Action::show_follow_ups:
      return open_panel(d, Panel::follow_ups);
    case Action::show_follow_up:
    case Action::advance_follow_up:
    case Action::supervise_open:
    case Action::supervise:
    case Action::more_audit:
      return;  // By their rows alone.
    case Action::show_supervise:
      return open_supervise(d);
    case Action::show_services:
      return open_panel(d, Panel::supervise_services);
    case Action::show_people:
      return open_panel(d, Panel::supervise_people);
    case Action::show_notices:
      return open_panel(d, Panel::supervise_notices);
    case Action::show_audit:
      return open_panel(d, Panel::supervise_audit);
    case Action::show_end:
      return open_panel(d, Panel::supervise_end);
    case Action::clear_alarm:
      if (d.view.alarm) d.out.command(d.view.alarm->seen_to);
      return;
    case Action::back:
      if (d.view.panel) {
        go_back(d);
      } else {
        d.form.finishing = false;
      }
      return;
  }
}

void action_button(Drawing& d, const Rect& rect, const ActionView& view) {
  if (ui::staff_button(d.ui, rect, view.button).pressed) act(d, view);
}

float quiet_action_width(ui::Ui& ui, const ActionView& view) {
  const ui::TextStyle style = words(ui, ui::type::desk_caption, ui::Weight::regular, {});
  return width_of(ui, view.button.label, style) + ui.px(8) +
         ui::key_cap_width(ui, {view.button.key, false}) + ui.px(8);
}

bool quiet_action(Drawing& d, const Rect& rect, const ActionView& view) {
  ui::Ui& ui = d.ui;
  const ui::Theme& t = ui.theme();
  const ui::ControlBox box(ui, {.id = view.button.id,
                                .rect = rect,
                                .spoken = view.button.label,
                                .enabled = view.button.enabled,
                                .radius = ui.px(4),
                                .shortcuts = view.button.shortcuts});
  if (box.result.held) ui.canvas.fill(rect, t.accent_soft, ui.px(4));
  Rect rest = rect.inset({ui.px(4), 0, ui.px(4), 0});
  const ui::Color ink = box.result.hovered ? t.ink : t.ink_soft;
  const ui::KeyCap cap{view.button.key, false};
  ui::key_cap(ui, ui::cut_end(rest, ui::key_cap_width(ui, cap), ui.px(8)), cap, ink);
  ui.canvas.text(rest, view.button.label,
                 words(ui, ui::type::desk_caption, ui::Weight::regular, ink, ui::VAlign::middle,
                       ui::Align::end));
  if (box.result.pressed) act(d, view);
  return box.result.pressed;
}

float reason_height(ui::Ui& ui, const ActionView& view) {
  if (view.button.enabled || view.button.reason.empty()) return 0;
  return ui.px(4) + line_of(ui, ui::type::desk_caption);
}

ButtonRows lay_buttons(ui::Ui& ui, const std::vector<ActionView>& actions, float width) {
  ButtonRows out;
  const float gap = ui.px(8);
  std::size_t from = 0;
  while (from < actions.size()) {
    std::vector<float> wide;
    float sum = 0;
    float reason = 0;
    for (std::size_t i = from; i < actions.size(); ++i) {
      const ui::TextStyle under = words(ui, ui::type::desk_caption, ui::Weight::regular, {});
      const ui::StaffButton& button = actions[i].button;
      const float w = std::max(ui::staff_button_width(ui, button),
                               button.enabled ? 0.0F : width_of(ui, button.reason, under));
      if (!wide.empty() && sum + gap + w > width) break;
      sum += (wide.empty() ? 0 : gap) + w;
      wide.push_back(w);
      if (from > 0 || i + 1 < actions.size())
        reason = std::max(reason, reason_height(ui, actions[i]));
    }
    const float extra = std::max(0.0F, width - sum) / static_cast<float>(wide.size());
    const float high = ui::staff_button_height(ui, actions[from].button);
    float x = 0;
    for (float w : wide) {
      out.rects.push_back(
          {std::floor(x), out.height, std::floor(std::min(w, width) + extra), high});
      x += w + extra + gap;
    }
    from += wide.size();
    out.height += high + (from < actions.size() ? gap + reason : 0);
  }
  return out;
}

float arrow_keys_width(ui::Ui& ui, const std::string& hint) {
  return width_of(ui, hint, words(ui, ui::type::desk_caption, ui::Weight::regular, {})) +
         2 * (ui.px(8) + ui.canvas.grown(28));
}

int arrow_keys(Drawing& d, const Rect& rect, const std::string& hint) {
  ui::Ui& ui = d.ui;
  const ui::Theme& t = ui.theme();
  Rect rest = rect;
  int step = 0;
  const auto key = [&](const char* id, const char* sign, ui::Key pressed, int by) {
    const Rect at = ui::centered(ui::cut_end(rest, ui.canvas.grown(28), ui.px(8)),
                                 {ui.canvas.grown(28), ui.canvas.grown(28)});
    const ui::ControlBox box(ui, {.id = id,
                                  .rect = at,
                                  .spoken = hint + " " + sign,
                                  .radius = ui.px(4),
                                  .shortcuts = {pressed},
                                  .focusable = false});
    if (box.result.held) ui.canvas.fill(at, t.accent_soft, ui.px(4));
    ui::key_cap(ui, at, {sign, false}, t.ink_soft);
    if (box.result.pressed) step = by;
  };
  key("choose-down", "↓", ui::Key::down, 1);
  key("choose-up", "↑", ui::Key::up, -1);
  ui.canvas.text(rest, hint,
                 words(ui, ui::type::desk_caption, ui::Weight::regular, t.ink_soft,
                       ui::VAlign::middle, ui::Align::end));
  return step;
}

// --- columns
void draw_blocks(const Rect& rect, const std::vector<Block>& given) {
  std::vector<Block> blocks = given;
  std::vector<std::size_t> form(blocks.size(), 0);
  const auto total = [&] {
    float sum = 0;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      const float height = blocks[i].forms[form[i]].height;
      if (height > 0) sum += blocks[i].gap + height;
    }
    return sum;
  };
  std::vector<std::size_t> order(blocks.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return blocks[a].rank > blocks[b].rank; });
  for (std::size_t i : order) {
    while (total() > rect.h && form[i] + 1 < blocks[i].forms.size()) ++form[i];
  }
  for (std::size_t i : order) {
    if (blocks[i].may_vanish && total() > rect.h) blocks[i].forms[form[i]] = {};
  }
  float y = rect.y;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const Block::Form& shown = blocks[i].forms[form[i]];
    if (shown.height <= 0 || !shown.draw) continue;
    y += blocks[i].gap;
    shown.draw({rect.x, y, rect.w, shown.height});
    y += shown.height;
  }
}

float height_of(const std::vector<Item>& items) {
  float sum = 0;
  for (const Item& item : items) sum += item.gap + item.height;
  return sum;
}

std::size_t draw_items(const Rect& rect, const std::vector<Item>& items, std::size_t first) {
  std::size_t end = first;
  float y = rect.y;
  for (; end < items.size(); ++end) {
    const float gap = end == first ? 0 : items[end].gap;
    if (y + gap + items[end].height > rect.bottom() && end > first) break;
    y += gap + items[end].height;
  }
  // A heading goes to the next page together with what it is the heading of.
  while (end < items.size() && end > first + 1 && items[end - 1].heading) --end;
  y = rect.y;
  for (std::size_t i = first; i < end; ++i) {
    y += i == first ? 0 : items[i].gap;
    items[i].draw({rect.x, y, rect.w, items[i].height});
    y += items[i].height;
  }
  return end;
}

}  // namespace foyer::counter_client

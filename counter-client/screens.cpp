#include "counter-client/screens.h"

#include <algorithm>
#include <cmath>

#include "counter-client/screen_parts.h"

namespace foyer::counter_client {
namespace {

using ui::Rect;
using ui::Weight;
namespace type = ui::type;

/// Where the columns stand. Below this width (of 100 % text) the middle and the line share one.
constexpr float three_columns_least = 1100;

struct Columns {
  Rect first, middle, line;
  bool shared = false;  ///< middle == line.
};

Columns lay_columns(ui::Ui& ui, const Rect& rect) {
  Columns c;
  Rect rest = rect;
  const float text = static_cast<float>(ui.canvas.look().metrics.text_percent) / 100;
  if (rect.w < ui.px(three_columns_least) * text) {
    c.first = ui::cut_start(rest, std::floor(rect.w * 0.56F));
    c.middle = c.line = rest;
    c.shared = true;
    return c;
  }
  c.first = ui::cut_start(rest, std::min(ui.px(720), std::floor(rect.w * 0.45F)));
  const bool wide = rect.w > ui.px(1600);
  c.middle = ui::cut_start(rest, std::floor(rest.w * (wide ? 0.5F : 0.525F)));
  c.line = rest;
  return c;
}

void draw_link(Drawing& d, Rect& rest) {
  const TopBarView& bar = d.view.bar;
  const ui::Theme& t = d.ui.theme();
  ui::TextStyle clock =
      words(d.ui, type::desk_lead, Weight::bold, t.ink, ui::VAlign::middle, ui::Align::end);
  clock.tabular = true;
  d.ui.canvas.text(ui::cut_end(rest, width_of(d.ui, bar.clock, clock), d.ui.px(16)), bar.clock,
                   clock);
  const ui::Color ink = bar.linked ? t.ink_soft : t.bad;
  const ui::TextStyle link = words(
      d.ui, type::desk_body, bar.linked ? Weight::regular : Weight::bold, ink, ui::VAlign::middle);
  Rect at = ui::cut_end(rest, width_of(d.ui, bar.link, link) + d.ui.px(28), d.ui.px(16));
  d.ui.canvas.icon(ui::cut_start(at, d.ui.px(20), d.ui.px(8)), bar.linked ? "link" : "late", ink);
  d.ui.canvas.text(at, bar.link, link);
}

void draw_bar_actions(Drawing& d, Rect& rest) {
  for (auto action = d.view.bar.actions.rbegin(); action != d.view.bar.actions.rend(); ++action) {
    ui::StaffButton button = action->button;
    float wide = ui::staff_button_width(d.ui, button);
    // Where the bar is narrow the icon goes, then the word is enough.
    if (wide > rest.w * 0.4F) {
      button.icon.clear();
      wide = ui::staff_button_width(d.ui, button);
    }
    const float high = std::min(rest.h - d.ui.px(8), ui::staff_button_height(d.ui, button));
    const Rect cell = ui::cut_end(rest, wide, d.ui.px(4));
    if (ui::staff_button(d.ui, ui::centered(cell, {wide, high}), button).pressed) act(d, *action);
  }
}

void draw_who(Drawing& d, Rect rest) {
  const TopBarView& bar = d.view.bar;
  const ui::Theme& t = d.ui.theme();
  const ui::TextStyle lead = words(d.ui, type::desk_lead, Weight::bold, t.ink, ui::VAlign::middle);
  const ui::TextStyle body =
      words(d.ui, type::desk_body, Weight::regular, t.ink, ui::VAlign::middle);
  ui::TextStyle soft = body;
  soft.color = t.ink_soft;
  const auto put = [&](const std::string& text, const ui::TextStyle& style) {
    const float wide = width_of(d.ui, text, style);
    if (wide > 0 && wide <= rest.w) {
      d.ui.canvas.text(ui::cut_start(rest, wide, d.ui.px(16)), text, style);
    }
  };
  put(bar.counter, lead);
  put(bar.clerk, body);
  if (bar.state) {
    const float wide = ui::pill_width(d.ui, *bar.state);
    if (wide <= rest.w) ui::pill(d.ui, ui::cut_start(rest, wide, d.ui.px(16)), *bar.state);
  }
  if (bar.serves.empty() || width_of(d.ui, bar.serves, soft) + d.ui.px(17) > rest.w) return;
  const Rect rule = ui::cut_start(rest, d.ui.px(1), d.ui.px(16));
  d.ui.canvas.vline(rule.x, rule.y + rule.h / 2 - d.ui.px(12), d.ui.px(24), t.line, d.ui.px(1));
  put(bar.serves, soft);
}

void draw_side(Drawing& d, const Columns& c) {
  const ui::Theme& t = d.ui.theme();
  d.ui.canvas.vline(c.middle.x, c.middle.y, c.middle.h, t.line, d.ui.px(t.desk_border));
  const Rect both{c.middle.x, c.middle.y, c.line.end() - c.middle.x, c.middle.h};
  if (d.view.panel) return draw_panel(d, both);
  if (d.view.page == Page::finishing) return draw_finish(d, both);
  if (!c.shared) {
    d.ui.canvas.vline(c.line.x, c.line.y, c.line.h, t.line, d.ui.px(t.desk_border));
    draw_middle(d, c.middle);
    return draw_line(d, c.line);
  }
  // One column for both: what the state needs most, and the other by its key.
  const bool knows = d.view.knowledge.has_value();
  if (d.ui.shortcut(d.view.knowledge_key)) d.form.side = SideColumn::knowledge;
  const bool middle =
      d.form.side == SideColumn::knowledge || (d.form.side == SideColumn::by_state && knows);
  if (middle && d.ui.shortcut(d.view.line.key)) d.form.side = SideColumn::line;
  middle ? draw_middle(d, c.middle) : draw_line(d, c.line);
}

void draw_work(Drawing& d, const Rect& rect) {
  const Columns c = lay_columns(d.ui, rect);
  draw_customer(d, c.first);
  draw_side(d, c);
}

/// Asks for help without a sign on the screen: whoever stands there must not see it. Twice, so that
/// it does not happen by itself.
void hear_alarm(Drawing& d) {
  if (!d.ui.shortcut(ui::Key::f9) || !d.view.call_for_help) return;
  if (d.form.alarm_armed) d.out.command(*d.view.call_for_help);
  d.form.alarm_armed = !d.form.alarm_armed;
}

/// Panels over a page that has no columns.
bool draw_panel_alone(Drawing& d, const Rect& rect) {
  if (!d.view.panel || at_counter(d.view.page)) return false;
  const float wide = std::min(rect.w, d.ui.px(1000));
  draw_panel(d, {rect.x + std::floor((rect.w - wide) / 2), rect.y, wide, rect.h});
  return true;
}

void draw_whole(Drawing& d, Rect rest) {
  const CounterView& view = d.view;
  draw_training(d, rest);
  draw_top_bar(d, ui::cut_top(rest, d.ui.canvas.grown(56)));
  if (view.link) {
    const float height = ui::banner_height(d.ui, rest.w, *view.link);
    ui::banner(d.ui, ui::cut_top(rest, height), *view.link);
  }
  draw_alarm(d, rest);
  draw_forgotten(d, rest);
  if (!draw_panel_alone(d, rest)) {
    if (view.page == Page::connecting) draw_connecting(d, rest);
    if (view.page == Page::sign_in) draw_sign_in(d, rest);
    if (view.page == Page::confirm) draw_confirm(d, rest);
    if (view.page == Page::choose_counter) draw_choose(d, rest);
    if (at_counter(view.page)) draw_work(d, rest);
    if (view.page == Page::welcome) draw_welcome(d, rest);
  }
  if (at_counter(view.page) && d.ui.shortcut(ui::Key::f12)) act(d, view.bar_window.open);
}

void dismiss(Drawing& d) {
  CounterForm& form = d.form;
  form.alarm_armed = false;
  form.no_show_armed = false;
  form.end_armed = false;
  form.line_why_not.clear();
  form.side = SideColumn::by_state;
  form.open_article = {};
  if (d.view.page == Page::welcome && !d.view.panel) next_person(form.welcome);
  if (!d.out.intent) d.out.intent = WantDismiss{};
}

}  // namespace

void draw_top_bar(Drawing& d, const Rect& rect) {
  const ui::Theme& t = d.ui.theme();
  d.ui.canvas.fill(rect, t.card);
  hairline(d.ui, rect, rect.bottom() - d.ui.px(t.desk_border));
  Rect rest = rect.inset({d.ui.px(32), 0, d.ui.px(24), d.ui.px(1)});
  draw_link(d, rest);
  draw_bar_actions(d, rest);
  draw_who(d, rest);
}

CounterIntents draw_counter(ui::Ui& ui, const CounterView& view, CounterForm& form) {
  Drawing d{ui, view, form, {}};
  ui.canvas.clear(ui.theme().paper);
  if (view.bar_window.wanted && is_bar(ui.canvas.size())) {
    draw_bar_window(d, ui.canvas.bounds());
  } else {
    draw_whole(d, ui.canvas.bounds());
  }
  hear_alarm(d);
  if (ui.shortcut(ui::Key::escape)) dismiss(d);
  return std::move(d.out);
}

ui::Look look_of(const ScreenChoice& choice, ui::Size window, const Brand& brand) {
  ui::Look look;
  ui::Brand colors;
  colors.accent = ui::parse_color(brand.accent);
  look.theme =
      choice.high_contrast ? ui::high_contrast_theme() : ui::branded(ui::light_theme(), colors);
  look.metrics = ui::desk_metrics(window, choice.text_percent);
  look.language = choice.language;
  look.ring = ui::RingStyle::staff;
  return look;
}

}  // namespace foyer::counter_client

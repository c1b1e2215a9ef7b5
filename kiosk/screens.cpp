#include "kiosk/screens.h"

#include <algorithm>
#include <cmath>

#include "kiosk/draw_items.h"
#include "kiosk/screen_parts.h"
#include "ui/motion.h"

namespace foyer::kiosk {

using ui::Rect;

float margin_of(ui::Ui& ui) {
  return ui.px(64);
}

std::string first_focus(Page page) {
  if (page == Page::pin) return "pin";
  if (page == Page::check_in) return "query";
  return page == Page::search ? "query" : std::string();
}

namespace {

struct HeaderLook {
  ui::TextStyle name;
  ui::TextStyle date;
  ui::TextStyle time;
};

HeaderLook header_look(ui::Ui& ui) {
  HeaderLook look{ui.canvas.style(ui::type::body, ui::Weight::bold),
                  ui.canvas.style(ui::type::body, ui::Weight::regular, ui.theme().ink_soft),
                  ui.canvas.style({38, 48}, ui::Weight::bold)};
  look.name.valign = look.date.valign = look.time.valign = ui::VAlign::middle;
  look.date.lines_max = look.time.lines_max = 1;
  look.time.tabular = true;
  return look;
}

float header_height(ui::Ui& ui) {
  return ui.px(landscape(ui) ? 112 : 120);
}

float mark_width(ui::Ui& ui, const HeaderView& header) {
  return header.logo.empty() ? 0 : ui.px(64 + 24);
}

/// The name in full, in two lines, or short; whatever has room.
void draw_name(ui::Ui& ui, const Rect& rect, const HeaderView& header, const HeaderLook& look) {
  const bool full = text_height(ui, header.name, look.name, rect.w) <= rect.h &&
                    !ui.canvas.measure(header.name, look.name, rect.w).broken;
  if (full) {
    ui.canvas.text(rect, header.name, look.name);
  } else if (ui.canvas.measure(header.short_name, look.name).width <= rect.w) {
    ui.canvas.text(rect, header.short_name, look.name);
  }
}

ui::Fact clock_fact(const HeaderView& header) {
  return {header.date, header.time};
}

}  // namespace

bool facts_in_header(ui::Ui& ui, const HeaderView& header) {
  if (!landscape(ui) || header.facts.empty()) return false;
  std::vector<ui::Fact> all = header.facts;
  all.push_back(clock_fact(header));
  const HeaderLook look = header_look(ui);
  const float name = mark_width(ui, header) + ui.canvas.measure(header.name, look.name).width;
  const float room = ui.canvas.size().w - 2 * margin_of(ui) - name - ui.px(96);
  return facts_row_width(ui, all) <= room &&
         facts_strip_height(ui, room, all) <= header_height(ui) + ui.px(8);
}

void draw_header(ui::Ui& ui, Rect& rest, const HeaderView& header, Intents& intents) {
  const HeaderLook look = header_look(ui);
  Rect bar = ui::cut_top(rest, header_height(ui)).inset({margin_of(ui), 0, margin_of(ui), 0});
  if (!header.logo.empty()) {
    const Rect mark = ui::cut_start(bar, ui.px(64), ui.px(24));
    ui.canvas.image(ui::centered(mark, {ui.px(64), ui.px(64)}), header.logo);
  }
  if (facts_in_header(ui, header)) {
    std::vector<ui::Fact> all = header.facts;
    all.push_back(clock_fact(header));
    const Rect facts = ui::cut_end(bar, facts_row_width(ui, all), ui.px(32));
    ui.canvas.vline(facts.x - ui.px(32), facts.y + ui.px(20), facts.h - ui.px(40), ui.theme().line,
                    ui.px(ui.theme().hair));
    if (facts_row(ui, facts, all)) intents.push_back(OpenHours{});
    return draw_name(ui, bar, header, look);
  }
  const float time_w = std::ceil(ui.canvas.measure(header.time, look.time).width) + 2;
  ui.canvas.text(ui::cut_end(bar, time_w, ui.px(24)), header.time, look.time);
  const float date_w = std::ceil(ui.canvas.measure(header.date, look.date).width) + 2;
  // The name comes first: the date goes where both have no room in one line each.
  const float short_w = ui.canvas.measure(header.short_name, look.name).width;
  const float name_w = large_text(ui) ? short_w : ui.canvas.measure(header.name, look.name).width;
  if (bar.w - date_w - ui.px(24) >= name_w) {
    ui.canvas.text(ui::cut_end(bar, date_w, ui.px(24)), header.date, look.date);
  }
  draw_name(ui, bar, header, look);
}

void draw_access(ui::Ui& ui, Rect& rest, const std::vector<AccessItem>& items, Intents& intents) {
  std::vector<ui::AccessCell> cells;
  for (const AccessItem& item : items) cells.push_back(item.cell);
  const float height = ui::access_bar_height(ui, rest.w, cells);
  if (auto pressed = ui::access_bar(ui, ui::cut_bottom(rest, height), cells)) {
    intents.push_back(items[*pressed].intent);
  }
}

namespace {

struct ActionRow {
  std::vector<std::size_t> which;
  std::vector<float> widths;
  float gap = 0;
};

float natural_width(ui::Ui& ui, const Action& action, std::size_t at, std::size_t count) {
  const float needs = ui::button_width(ui, action.button);
  if (at + 1 == count) return needs;
  if (count == 2) return std::max(needs, ui.px(320));
  return std::max(needs, ui.px(at == 0 ? 208 : at == 1 ? 272 : 0));
}

/// Large letters: whether two buttons have room in one row where the words of the second take two
/// lines, and that is lower than two rows.
bool second_wraps(ui::Ui& ui, float second_w, const ui::Button& second) {
  return large_text(ui) && second_w > 0 && ui::button_holds(ui, second_w, second) &&
         ui::button_height(ui, second_w, second) < 2 * ui.px(120);
}

/// One row where the words fit beside each other, otherwise the last (the primary) under the rest,
/// otherwise each by itself.
std::vector<ActionRow> action_rows(ui::Ui& ui, float width, const std::vector<Action>& actions) {
  const std::size_t count = actions.size();
  std::vector<float> needs;
  for (std::size_t i = 0; i < count; ++i) {
    needs.push_back(natural_width(ui, actions[i], i, count));
  }
  // A little closer rather than in two rows.
  float gap = ui.px(24);
  const auto fits = [&](std::size_t first, std::size_t last) {
    float sum = 0;
    for (std::size_t i = first; i < last; ++i) sum += needs[i] + (i > first ? gap : 0);
    return sum <= width;
  };
  std::vector<ActionRow> rows;
  const auto add = [&](std::size_t first, std::size_t last) {
    ActionRow row;
    row.gap = gap;
    for (std::size_t i = first; i < last; ++i) {
      row.which.push_back(i);
      row.widths.push_back(i + 1 == last ? -1 : needs[i]);
    }
    rows.push_back(std::move(row));
  };
  if (!fits(0, count)) gap = ui.px(12);
  if (fits(0, count)) {
    add(0, count);
  } else if (count > 2 && fits(0, count - 1)) {
    add(0, count - 1);
    add(count - 1, count);
  } else if (count == 3 && second_wraps(ui, width - needs[0] - gap, actions[1].button)) {
    add(0, 2);
    add(2, 3);
  } else {
    for (std::size_t i = 0; i < count; ++i) add(i, i + 1);
  }
  return rows;
}

float row_height(ui::Ui& ui, float width, const ActionRow& row,
                 const std::vector<Action>& actions) {
  const std::vector<Rect> cells = ui::columns({0, 0, width, 0}, row.widths, row.gap);
  float height = 0;
  for (std::size_t i = 0; i < row.which.size(); ++i) {
    height = std::max(height, ui::button_height(ui, cells[i].w, actions[row.which[i]].button));
  }
  return height;
}

}  // namespace

float actions_height(ui::Ui& ui, float width, const std::vector<Action>& actions) {
  float height = 0;
  for (const ActionRow& row : action_rows(ui, width, actions)) {
    height += (height > 0 ? ui.px(16) : 0) + row_height(ui, width, row, actions);
  }
  return height;
}

void draw_actions(ui::Ui& ui, const Rect& rect, const std::vector<Action>& actions,
                  Intents& intents) {
  ui::Stack stack(rect, ui.px(16));
  for (const ActionRow& row : action_rows(ui, rect.w, actions)) {
    const Rect line = stack.next(row_height(ui, rect.w, row, actions));
    const std::vector<Rect> cells = ui::columns(line, row.widths, row.gap);
    for (std::size_t i = 0; i < row.which.size(); ++i) {
      const Action& action = actions[row.which[i]];
      if (ui::button(ui, cells[i], action.button).pressed) intents.push_back(action.intent);
    }
  }
}

namespace {

/// The action bar of a wide screen has room for what stands over it in portrait. True: it has, and
/// `actions` has them now.
bool take_links(ui::Ui& ui, float width, const Body& body, std::vector<Action>& actions) {
  if (!landscape(ui) || !body.foot_in_actions || actions.empty()) return false;
  std::vector<Action> all = actions;
  for (const Item& item : body.foot) {
    const Links* links = std::get_if<Links>(&item);
    if (links == nullptr) return false;
    for (const LinkItem& link : links->links) {
      ui::Button button{.id = link.card.id, .label = link.card.title, .icon = link.card.icon};
      button.spoken = link.card.title + ". " + link.card.text;
      all.insert(all.end() - 1, {button, link.intent});
    }
  }
  if (action_rows(ui, width, all).size() > 1) return false;
  actions = std::move(all);
  return true;
}

/// Whether the action bar stands beside the keys, so that all rows of them are in reach.
bool actions_beside_keys(ui::Ui& ui, const KioskView& view) {
  return view.reach_from && view.search && view.search->keyboard && landscape(ui);
}

float gap_over_actions(ui::Ui& ui, const KioskView& view) {
  if (view.search || (view.reach_from && large_text(ui))) return ui.px(16);
  return ui.px(landscape(ui) ? 24 : 40);
}

/// Keeps the place of the action bar free; `actions` gets it.
void cut_actions(ui::Ui& ui, Rect& rest, const KioskView& view, const std::vector<Action>& buttons,
                 Rect& actions) {
  if (buttons.empty()) return;
  if (actions_beside_keys(ui, view)) {
    const float width = rest.w - keys_width(ui, rest.w) - keys_gap(ui);
    const float height = actions_height(ui, width, buttons);
    actions = {rest.x, rest.bottom() - height, width, height};
  } else {
    actions = ui::cut_bottom(rest, actions_height(ui, rest.w, buttons), gap_over_actions(ui, view));
  }
}

/// In low reach, from this height on.
void draw_lowered(ui::Ui& ui, const Rect& rest, float from, const Body& body, const KioskView& view,
                  Form& form, float taken, Intents& intents) {
  if (view.search && !view.search->keyboard) {
    // The field goes with its keys, both come back by a button: all room is for the results.
    Body results = body;
    if (!form.query.text.empty()) {
      results.head.insert(results.head.begin(),
                          Title{view.search->icon, view.search->label, true, form.query.text, {}});
    }
    return draw_low(ui, rest, from, results, view, form, intents);
  }
  if (!view.search && !view.pin) return draw_low(ui, rest, from, body, view, form, intents);
  KioskView lowered = view;
  const Rect lower = draw_reach_note(ui, rest, from, lowered);
  if (view.search) return draw_search(ui, lower, lowered, form, intents, taken);
  draw_pin(ui, lower, lowered, form, intents);
}

}  // namespace

Intents draw_kiosk(ui::Ui& ui, const KioskView& view, Form& form, float progress) {
  Intents intents;
  ui.canvas.clear(ui.theme().paper);
  Rect rest = ui.canvas.bounds();
  draw_header(ui, rest, view.header, intents);
  Rect bottom = rest;
  // Reading and Tab order is page, actions, access bar; the bars' heights are needed first.
  std::vector<ui::AccessCell> cells;
  for (const AccessItem& item : view.access) cells.push_back(item.cell);
  ui::cut_bottom(rest, ui::access_bar_height(ui, rest.w, cells),
                 ui.px(view.actions.empty() ? 32 : 16));
  rest = rest.inset({margin_of(ui), 0, margin_of(ui), 0});
  // The home page begins with its facts, in landscape with its question.
  if (!view.search)
    rest = rest.inset({0, ui.px(view.actions.empty() && !landscape(ui) ? 0 : 16), 0, 0});
  std::vector<Action> buttons = view.actions;
  Body body = view.body;
  if (take_links(ui, rest.w, body, buttons)) body.foot.clear();
  Rect actions;
  cut_actions(ui, rest, view, buttons, actions);
  {
    const ui::Canvas::Motion motion(ui.canvas, {(1 - progress) * ui.px(ui::page_slide_px), 0},
                                    progress);
    const float from = reach_y(ui, view);
    const float taken = actions_beside_keys(ui, view) ? actions.h + ui.px(16) : 0;
    if (from > rest.y) {
      draw_lowered(ui, rest, from, body, view, form, taken, intents);
    } else if (view.search) {
      draw_search(ui, rest, view, form, intents, taken);
    } else if (view.pin) {
      draw_pin(ui, rest, view, form, intents);
    } else {
      draw_body(ui, rest, body, view, form, intents);
    }
  }
  if (!buttons.empty()) draw_actions(ui, actions, buttons, intents);
  draw_access(ui, bottom, view.access, intents);
  if (view.sheet) draw_sheet(ui, *view.sheet, reach_y(ui, view), intents);
  return intents;
}

}  // namespace foyer::kiosk

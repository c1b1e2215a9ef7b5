// How each need ended. The keys act on the current need; arrows choose it, the mouse too.
#include <algorithm>
#include <cmath>

#include "counter-client/screen_parts.h"

namespace foyer::counter_client {
namespace {

using ui::Rect;
using ui::Weight;
namespace type = ui::type;

constexpr int count_max = 99;

Outcome outcome_at(std::size_t index) {
  constexpr Outcome order[] = {Outcome::resolved, Outcome::follow_up, Outcome::referred,
                               Outcome::incomplete};
  return order[std::min<std::size_t>(index, 3)];
}

/// The next need that has no outcome yet, after this one and round.
NeedId next_lacking(const Drawing& d, NeedId after) {
  const auto& needs = d.view.finish.needs;
  for (std::size_t step = 1; step < needs.size(); ++step) {
    const FinishNeedView& need = needs[(d.view.finish.current + step) % needs.size()];
    if (!need.chosen) return need.id;
  }
  return after;
}

void choose_outcome(Drawing& d, const FinishNeedView& need, std::size_t index) {
  NeedDraft& draft = d.form.drafts[need.id];
  draft.outcome = outcome_at(index);
  if (*draft.outcome != Outcome::incomplete) draft.missing.clear();
  if (*draft.outcome != Outcome::resolved) draft.delivered.clear();
  d.form.finish_need = need.id;
  d.form.delivered_at = 0;
  // Nothing more belongs to it: on to the next need.
  const bool asks = *draft.outcome == Outcome::incomplete || *draft.outcome == Outcome::referred ||
                    (*draft.outcome == Outcome::resolved && need.hands_out);
  if (!asks) d.form.finish_need = next_lacking(d, need.id);
}

// --- outcomes, in one row or in two
bool in_one_row(Drawing& d, const FinishNeedView& need, float width) {
  const float part = width / static_cast<float>(need.outcomes.size());
  const ui::TextStyle style = words(d.ui, type::desk_body, Weight::bold, {});
  return std::all_of(need.outcomes.begin(), need.outcomes.end(), [&](const ui::Choice& choice) {
    return width_of(d.ui, choice.label, style) + d.ui.px(12 + 20 + 8 + 10 + 6) +
               ui::key_cap_width(d.ui, {choice.key, false}) <=
           part;
  });
}

void draw_outcomes(Drawing& d, const Rect& rect, const FinishNeedView& need, bool one_row) {
  if (one_row) {
    if (const auto pressed = ui::choices(d.ui, rect, need.outcomes, need.chosen)) {
      choose_outcome(d, need, *pressed);
    }
    return;
  }
  const std::size_t half = need.outcomes.size() / 2;
  const auto rows = ui::rows(rect, 2, d.ui.px(8));
  for (std::size_t row = 0; row < 2; ++row) {
    const auto from = need.outcomes.begin() + static_cast<std::ptrdiff_t>(row * half);
    const std::vector<ui::Choice> parts(from, from + static_cast<std::ptrdiff_t>(half));
    std::optional<std::size_t> chosen;
    if (need.chosen && *need.chosen / half == row) chosen = *need.chosen % half;
    if (const auto pressed = ui::choices(d.ui, rows[row], parts, chosen)) {
      choose_outcome(d, need, row * half + *pressed);
    }
  }
}

// --- what was missing
std::vector<Rect> lay_chips(Drawing& d, const FinishNeedView& need, float width) {
  const ui::TextStyle style = words(d.ui, type::desk_body, Weight::bold, {});
  const float gap = d.ui.px(8);
  std::vector<Rect> rects;
  float x = 0;
  float y = 0;
  float row_h = 0;
  for (const ChipView& chip : need.missing) {
    const float around =
        d.ui.px(14 + 12 + 16 + 8) +
        (chip.key.empty() ? 0 : d.ui.px(8) + ui::key_cap_width(d.ui, {chip.key, false}));
    const float wide = std::min(width, width_of(d.ui, chip.label, style) + around);
    if (x > 0 && x + wide > width) {
      x = 0;
      y += row_h + gap;
      row_h = 0;
    }
    const float high = std::max(d.ui.canvas.grown(40),
                                height_of(d.ui, chip.label, style, wide - around) + d.ui.px(12));
    rects.push_back({x, y, wide, high});
    row_h = std::max(row_h, high);
    x += wide + gap;
  }
  return rects;
}

float bottom_of(const std::vector<Rect>& rects) {
  float bottom = 0;
  for (const Rect& rect : rects) bottom = std::max(bottom, rect.bottom());
  return bottom;
}

void draw_chip(Drawing& d, const Rect& rect, const FinishNeedView& need, const ChipView& chip) {
  const ui::Theme& t = d.ui.theme();
  const float radius = std::min(rect.h / 2, d.ui.px(20));
  std::vector<ui::Shortcut> keys;
  if (need.current && !chip.key.empty()) keys.emplace_back(chip.key);
  const ui::ControlBox box(d.ui, {.id = "missing/" + need.number + "/" + chip.id,
                                  .rect = rect,
                                  .spoken = chip.label,
                                  .radius = radius,
                                  .shortcuts = keys});
  const bool on = chip.on || box.result.held;
  d.ui.canvas.box(rect, {.fill = on ? t.accent_soft : t.card,
                         .edge = on                   ? t.accent
                                 : box.result.hovered ? t.ink
                                                      : t.edge,
                         .edge_px = d.ui.px(on ? 2 : t.desk_border),
                         .radius = radius});
  Rect rest = rect.inset({d.ui.px(14), 0, d.ui.px(12), 0});
  if (!chip.key.empty()) {
    const ui::KeyCap cap{chip.key, false};
    ui::key_cap(d.ui, ui::cut_end(rest, ui::key_cap_width(d.ui, cap), d.ui.px(8)), cap, t.ink);
  }
  const Rect icon = ui::cut_start(rest, d.ui.px(16), d.ui.px(8));
  d.ui.canvas.icon(icon, chip.on ? "check" : "doc", chip.on ? t.accent : t.ink_soft);
  d.ui.canvas.text(rest, chip.label,
                   words(d.ui, type::desk_body, chip.on ? Weight::bold : Weight::regular, t.ink,
                         ui::VAlign::middle));
  if (!box.result.pressed) return;
  auto& missing = d.form.drafts[need.id].missing;
  if (!missing.insert(ItemId{chip.id}).second) missing.erase(ItemId{chip.id});
  d.form.finish_need = need.id;
}

// --- what was handed out
void change_count(Drawing& d, const FinishNeedView& need, const ItemView& item, int by) {
  auto& delivered = d.form.drafts[need.id].delivered;
  const int count = std::clamp(item.count + by, 0, count_max);
  if (count == 0) {
    delivered.erase(item.item);
  } else {
    delivered[item.item] = count;
  }
  d.form.finish_need = need.id;
}

/// One of − and +: an icon in a box of its own, with the key of the same sign.
bool step_button(Drawing& d, const Rect& rect, const std::string& id, const std::string& spoken,
                 const std::string& icon, const std::vector<ui::Shortcut>& keys) {
  const ui::Theme& t = d.ui.theme();
  const ui::ControlBox box(
      d.ui, {.id = id, .rect = rect, .spoken = spoken, .radius = d.ui.px(8), .shortcuts = keys});
  if (box.result.held) d.ui.canvas.fill(rect, t.accent_soft, d.ui.px(8));
  d.ui.canvas.icon(ui::centered(rect, {d.ui.px(20), d.ui.px(20)}), icon, t.ink);
  return box.result.pressed;
}

void draw_item(Drawing& d, const Rect& rect, const FinishNeedView& need, const ItemView& item) {
  const ui::Theme& t = d.ui.theme();
  const bool keyed = need.current && item.current;
  const std::string id = need.number + "/" + item.item.value;
  Rect rest = rect;
  Rect stepper = ui::cut_end(rest, d.ui.canvas.grown(112), d.ui.px(12));
  stepper = ui::centered(stepper, {stepper.w, d.ui.canvas.grown(40)});
  d.ui.canvas.edge(stepper, keyed ? t.accent : t.edge, d.ui.px(keyed ? 2 : t.desk_border),
                   d.ui.px(t.radius_small));
  std::vector<ui::Shortcut> less;
  std::vector<ui::Shortcut> more;
  if (keyed) {
    less = {"-", "−"};
    more = {"+", "="};
  }
  const float side = d.ui.canvas.grown(40);
  Rect inner = stepper;
  if (step_button(d, ui::cut_start(inner, side).inset(d.ui.px(2)), "less/" + id, item.less, "minus",
                  less)) {
    change_count(d, need, item, -1);
  }
  if (step_button(d, ui::cut_end(inner, side).inset(d.ui.px(2)), "more/" + id, item.more, "plus",
                  more)) {
    change_count(d, need, item, 1);
  }
  ui::TextStyle number =
      words(d.ui, type::desk_body, Weight::bold, t.ink, ui::VAlign::middle, ui::Align::center);
  d.ui.canvas.text(inner, std::to_string(item.count), number);
  if (!item.key.empty()) {
    const ui::KeyCap cap{item.key, false};
    ui::key_cap(d.ui, ui::cut_start(rest, ui::key_cap_width(d.ui, cap), d.ui.px(8)), cap,
                t.ink_soft);
    if (need.current && d.ui.shortcut(item.key)) {
      d.form.delivered_at = static_cast<std::size_t>(&item - need.delivered.data());
    }
  }
  d.ui.canvas.text(rest, item.name,
                   words(d.ui, type::desk_body, item.count > 0 ? Weight::bold : Weight::regular,
                         t.ink, ui::VAlign::middle));
}

// --- one need
struct NeedLayout {
  float head = 0;
  bool one_row = true;
  float outcomes = 0;
  float caption = 0;
  std::vector<Rect> chips;
  float items = 0;
  float facts = 0;
  float department = 0;
  [[nodiscard]] float detail(ui::Ui& ui) const {
    float sum = 0;
    if (caption > 0) sum += ui.px(12) + caption;
    if (!chips.empty()) sum += ui.px(8) + bottom_of(chips);
    if (items > 0) sum += ui.px(4) + items;
    if (facts > 0) sum += ui.px(12) + facts;
    if (department > 0) sum += ui.px(8) + department;
    return sum;
  }
  [[nodiscard]] float height(ui::Ui& ui, bool open) const {
    return ui.px(16) + head + (open ? ui.px(12) + outcomes + detail(ui) : 0) + ui.px(16);
  }
};

ui::TextStyle name_style(Drawing& d) {
  return words(d.ui, type::desk_lead, Weight::bold, d.ui.theme().ink, ui::VAlign::middle);
}

NeedLayout lay_need(Drawing& d, const FinishNeedView& need, float width) {
  NeedLayout l;
  l.head = height_of(d.ui, need.name, name_style(d), width - d.ui.canvas.grown(32));
  l.one_row = in_one_row(d, need, width);
  l.outcomes = d.ui.canvas.grown(48) * (l.one_row ? 1 : 2) + (l.one_row ? 0 : d.ui.px(8));
  const ui::TextStyle caption = words(d.ui, type::desk_caption, Weight::regular, {});
  const std::string& title = need.missing_title.empty() ? need.delivered_title : need.missing_title;
  l.caption = height_of(d.ui, title, caption, width);
  l.chips = lay_chips(d, need, width);
  l.items = static_cast<float>(need.delivered.size()) * d.ui.canvas.grown(48);
  if (!need.facts.empty()) l.facts = ui::staff_facts_height(d.ui, width, need.facts);
  if (need.department) l.department = d.ui.canvas.grown(28);
  return l;
}

void draw_detail(Drawing& d, Rect rest, const FinishNeedView& need, const NeedLayout& l) {
  if (l.caption > 0) {
    ui::cut_top(rest, d.ui.px(12));
    d.ui.canvas.text(ui::cut_top(rest, l.caption),
                     need.missing_title.empty() ? need.delivered_title : need.missing_title,
                     words(d.ui, type::desk_caption, Weight::regular, d.ui.theme().ink_soft));
  }
  if (!l.chips.empty()) {
    ui::cut_top(rest, d.ui.px(8));
    for (std::size_t i = 0; i < l.chips.size(); ++i) {
      draw_chip(d, l.chips[i].moved(rest.x, rest.y), need, need.missing[i]);
    }
    ui::cut_top(rest, bottom_of(l.chips));
  }
  if (l.items > 0) ui::cut_top(rest, d.ui.px(4));
  for (const ItemView& item : need.delivered) {
    draw_item(d, ui::cut_top(rest, d.ui.canvas.grown(48)), need, item);
  }
  if (l.facts > 0) {
    ui::cut_top(rest, d.ui.px(12));
    ui::staff_facts(d.ui, ui::cut_top(rest, l.facts), need.facts);
  }
  if (need.department) {
    ui::cut_top(rest, d.ui.px(8));
    Rect row = ui::cut_top(rest, l.department);
    const Rect at = ui::cut_end(row, quiet_action_width(d.ui, *need.department));
    if (quiet_action(d, at, *need.department)) {
      d.form.finish_need = need.id;
      d.form.panel_need = need.id;
    }
  }
}

void draw_need(Drawing& d, const Rect& rect, const FinishNeedView& need, const NeedLayout& l,
               bool open) {
  const ui::Theme& t = d.ui.theme();
  const bool several = d.view.finish.needs.size() > 1;
  const bool marked = need.current && several;
  d.ui.canvas.box(rect, {.fill = t.card,
                         .edge = marked ? t.accent : t.line,
                         .edge_px = d.ui.px(marked ? 2 : t.desk_border),
                         .radius = d.ui.px(t.radius_small)});
  const ui::Canvas::Container inside(d.ui.canvas, rect, "need " + need.number);
  Rect rest = rect.inset(d.ui.px(16));
  Rect head = ui::cut_top(rest, l.head, d.ui.px(12));
  if (!open) {
    const ui::ControlResult result = d.ui.control({.id = "finish-need/" + need.number,
                                                   .rect = rect,
                                                   .spoken = need.name,
                                                   .radius = d.ui.px(t.radius_small)});
    if (result.pressed) d.form.finish_need = need.id;
  }
  d.ui.canvas.text(ui::cut_start(head, d.ui.canvas.grown(24), d.ui.px(8)), need.number,
                   words(d.ui, type::desk_lead, Weight::bold, t.ink_soft, ui::VAlign::middle));
  const ui::TextStyle kind = words(d.ui, type::desk_caption, Weight::regular, t.ink_soft,
                                   ui::VAlign::middle, ui::Align::end);
  const float name_w = width_of(d.ui, need.name, name_style(d));
  const float kind_w = width_of(d.ui, need.kind, kind);
  if (open && name_w + kind_w + d.ui.px(16) <= head.w) {
    d.ui.canvas.text(ui::cut_end(head, kind_w, d.ui.px(16)), need.kind, kind);
  }
  d.ui.canvas.text(head, need.name, name_style(d));
  if (!open) return;
  draw_outcomes(d, ui::cut_top(rest, l.outcomes), need, l.one_row);
  draw_detail(d, rest, need, l);
}

// --- the whole
void choose_need(Drawing& d, int by) {
  const auto& needs = d.view.finish.needs;
  const auto count = static_cast<int>(needs.size());
  const int at = (static_cast<int>(d.view.finish.current) + by + count) % count;
  d.form.finish_need = needs[static_cast<std::size_t>(at)].id;
  d.form.delivered_at = 0;
}

void draw_title(Drawing& d, Rect& rest) {
  const FinishView& finish = d.view.finish;
  const ui::Theme& t = d.ui.theme();
  const ui::TextStyle title =
      words(d.ui, type::desk_title, Weight::bold, t.ink, ui::VAlign::middle);
  const float caps = finish.choose_hint.empty() ? 0 : arrow_keys_width(d.ui, finish.choose_hint);
  const float title_w = width_of(d.ui, finish.title, title);
  const bool beside = title_w + caps + d.ui.px(16) <= rest.w;
  const float height = height_of(d.ui, finish.title, title, rest.w);
  Rect row = ui::cut_top(rest, height, d.ui.px(8));
  if (caps > 0) {
    if (!beside) {
      d.ui.canvas.text(row, finish.title, title);
      row = ui::cut_top(rest, d.ui.canvas.grown(24), d.ui.px(8));
    }
    const int step = arrow_keys(d, ui::cut_end(row, caps, d.ui.px(16)), finish.choose_hint);
    if (step != 0) choose_need(d, step);
    if (!beside) return;
  }
  d.ui.canvas.text(row, finish.title, title);
}

/// Where there is room for it beside the needs.
void draw_note(Drawing& d, Rect& rest, float needed) {
  const std::string& text = d.view.finish.note;
  const ui::TextStyle style =
      words(d.ui, type::desk_caption, Weight::regular, d.ui.theme().ink_soft);
  const float height = height_of(d.ui, text, style, rest.w);
  if (needed + height + d.ui.px(12) > rest.h) return;
  d.ui.canvas.text(ui::cut_bottom(rest, height, d.ui.px(12)), text, style);
}

}  // namespace

void draw_finish(Drawing& d, const Rect& rect) {
  const FinishView& finish = d.view.finish;
  if (finish.needs.empty()) return;
  Rect rest = rect.inset({d.ui.px(32), d.ui.px(24), d.ui.px(32), d.ui.px(24)});
  draw_title(d, rest);
  ui::cut_top(rest, d.ui.px(8));
  std::vector<NeedLayout> layouts;
  float all = 0;
  const float gap = d.ui.px(12);
  for (const FinishNeedView& need : finish.needs) {
    layouts.push_back(lay_need(d, need, rest.w - d.ui.px(32)));
    all += layouts.back().height(d.ui, true) + gap;
  }
  draw_note(d, rest, all - gap);
  // Where not all can be open at once, the current one is; the others show their names.
  const bool all_open = all - gap <= rest.h;
  std::size_t first = 0;
  const auto height_from = [&](std::size_t from) {
    float sum = -gap;
    for (std::size_t i = from; i < layouts.size(); ++i) {
      sum += layouts[i].height(d.ui, all_open || i == finish.current) + gap;
    }
    return sum;
  };
  while (first < finish.current && height_from(first) > rest.h) ++first;
  for (std::size_t i = first; i < layouts.size(); ++i) {
    const bool open = all_open || i == finish.current;
    const float height = layouts[i].height(d.ui, open);
    if (i > finish.current && height > rest.h) break;
    draw_need(d, ui::cut_top(rest, height, gap), finish.needs[i], layouts[i], open);
  }
}

}  // namespace foyer::counter_client

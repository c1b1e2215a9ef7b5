// Low reach: what can be touched stands in the lower part of the screen, what is only to be read
// above it.
#include <algorithm>
#include <cmath>
#include <type_traits>

#include "kiosk/draw_items.h"
#include "kiosk/screen_parts.h"

namespace foyer::kiosk {
namespace {

using ui::Rect;

/// Whether it is only to be read.
bool is_passive(const Item& item) {
  if (const auto* bar = std::get_if<NoticeBar>(&item)) return bar->count.empty();
  return std::visit(
      [](const auto& part) {
        using T = std::decay_t<decltype(part)>;
        return std::is_same_v<T, Title> || std::is_same_v<T, Question> ||
               std::is_same_v<T, Heading> || std::is_same_v<T, FactsStrip> ||
               std::is_same_v<T, Note> || std::is_same_v<T, Notice> || std::is_same_v<T, QrCard> ||
               std::is_same_v<T, InfoCard> || std::is_same_v<T, TicketCard> ||
               std::is_same_v<T, TimeLine> || std::is_same_v<T, DayLine>;
      },
      item);
}

bool is_heading(const Item& item) {
  return std::holds_alternative<Heading>(item);
}

bool all_passive(const Body& body) {
  for (const Items* items : {&body.head, &body.start, &body.end, &body.tail, &body.foot}) {
    if (!std::all_of(items->begin(), items->end(), is_passive)) return false;
  }
  return true;
}

/// Takes what is only to be read off the front of `items`, but no heading from its list.
Items take_passive(Items& items) {
  auto last = std::find_if_not(items.begin(), items.end(), is_passive);
  while (last != items.begin() && is_heading(*(last - 1))) --last;
  Items taken(items.begin(), last);
  items.erase(items.begin(), last);
  return taken;
}

/// As much of `items` as is no higher than this; the rest stays.
Items take_fitting(ui::Ui& ui, Items& items, float width, float height, Intents& intents) {
  Items taken;
  while (!items.empty()) {
    Items more = taken;
    more.push_back(items.front());
    if (height_of(blocks_of(ui, more, width, intents)) > height) break;
    taken = std::move(more);
    items.erase(items.begin());
  }
  while (!taken.empty() && is_heading(taken.back())) {
    items.insert(items.begin(), taken.back());
    taken.pop_back();
  }
  return taken;
}

void draw_passive(ui::Ui& ui, const Rect& rect, const Items& items, Intents& intents) {
  const Blocks blocks = blocks_of(ui, items, rect.w, intents);
  for (const Placed& placed : stacked(blocks, rect)) placed.block->draw(placed.rect);
}

Items with_note(Items items, const KioskView& view) {
  items.push_back(Note{"lower", view.reach_note});
  return items;
}

}  // namespace

float reach_y(ui::Ui& ui, const KioskView& view) {
  return view.reach_from ? std::ceil(*view.reach_from * ui.canvas.size().h) : 0;
}

Rect draw_reach_note(ui::Ui& ui, const Rect& area, float from, KioskView& view) {
  Rect upper = area;
  upper.h = std::max(0.0F, from - area.y);
  Intents none;
  Items note = with_note({}, view);
  Items& results = view.body.start;
  if (!results.empty() && is_heading(results.front())) {
    // Room is dear between the field and the keys.
    note.push_back(Heading{std::get<Heading>(results.front()).text, {}, false});
    results.erase(results.begin());
  }
  if (height_of(blocks_of(ui, note, upper.w, none)) <= upper.h) draw_passive(ui, upper, note, none);
  return {area.x, from, area.w, std::max(0.0F, area.bottom() - from)};
}

void draw_low(ui::Ui& ui, const Rect& area, float from, const Body& body, const KioskView& view,
              const Form& form, Intents& intents) {
  if (all_passive(body)) return draw_body(ui, area, body, view, form, intents);
  KioskView below = view;
  below.header.facts.clear();
  Body rest = body;
  Rect upper = area;
  upper.h = std::max(0.0F, from - ui.px(24) - area.y);

  // At the top how things are, and that the buttons are below.
  Items first;
  if (!view.header.facts.empty() && !facts_in_header(ui, view.header)) {
    first.push_back(FactsStrip{view.header.facts});
  }
  first = with_note(std::move(first), view);
  const Items top = take_fitting(ui, first, upper.w, upper.h, intents);
  const float top_h = height_of(blocks_of(ui, top, upper.w, intents));
  draw_passive(ui, ui::cut_top(upper, top_h, ui.px(24)), top, intents);

  // Over the buttons what the page is about.
  Items about = take_passive(rest.head);
  if (rest.head.empty()) {
    for (Item& item : take_passive(rest.start)) about.push_back(std::move(item));
  }
  const Items shown = take_fitting(ui, about, upper.w, upper.h, intents);
  const float shown_h = height_of(blocks_of(ui, shown, upper.w, intents));
  draw_passive(ui, ui::cut_bottom(upper, shown_h), shown, intents);

  // What found no room goes on below.
  Items left = std::move(first);
  for (Item& item : about) left.push_back(std::move(item));
  rest.start.insert(rest.start.begin(), left.begin(), left.end());
  const Rect lower{area.x, from, area.w, std::max(0.0F, area.bottom() - from)};
  draw_body(ui, lower, rest, below, form, intents);
}

}  // namespace foyer::kiosk

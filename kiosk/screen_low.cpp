// Low reach: what can be touched stands in the lower part of the screen, what is only to be read
// above it.
#include <algorithm>
#include <cmath>
#include <iterator>

#include "kiosk/draw_items.h"
#include "kiosk/screen_parts.h"

namespace foyer::kiosk {
namespace {

using ui::Rect;

bool is_heading(const Item& item) {
  const Prose* prose = std::get_if<Prose>(&item);
  if (prose != nullptr) {
    return prose->kind == Prose::Kind::heading || prose->kind == Prose::Kind::question;
  }
  return std::holds_alternative<Heading>(item);
}

bool all_passive(const Body& body) {
  for (const Items* items : {&body.head, &body.start, &body.end, &body.tail, &body.foot}) {
    if (!std::all_of(items->begin(), items->end(), is_only_read)) return false;
  }
  return true;
}

/// Takes what is only to be read off the front of `items`, but no heading from its list.
Items take_passive(Items& items) {
  auto last = std::find_if_not(items.begin(), items.end(), is_only_read);
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

void append(Items& all, Items more) {
  std::move(more.begin(), more.end(), std::back_inserter(all));
}

/// How things are, and that the buttons are below.
Items top_items(ui::Ui& ui, const KioskView& view) {
  Items top;
  if (!view.header.facts.empty() && !facts_in_header(ui, view.header)) {
    top.push_back(FactsStrip{view.header.facts});
  }
  top.push_back(Note{"lower", view.reach_note});
  return top;
}

/// A wide screen with letters of usual size: in the columns that it has without low reach.
void draw_low_columns(ui::Ui& ui, const Rect& area, float from, const Body& body,
                      const KioskView& view, const Form& form, Intents& intents) {
  KioskView below = view;
  below.header.facts.clear();
  Body rest = body;
  Rect upper = area;
  upper.h = std::max(0.0F, from - ui.px(24) - area.y);
  Items top = top_items(ui, view);
  const Items first = take_fitting(ui, top, upper.w, upper.h, intents);
  const float first_h = height_of(blocks_of(ui, first, upper.w, intents));
  draw_passive(ui, ui::cut_top(upper, first_h, ui.px(24)), first, intents);

  // Over the buttons what the page is about.
  Items about = take_passive(rest.head);
  if (rest.head.empty()) append(about, take_passive(rest.start));
  const Items shown = take_fitting(ui, about, upper.w, upper.h, intents);
  const float shown_h = height_of(blocks_of(ui, shown, upper.w, intents));
  draw_passive(ui, ui::cut_bottom(upper, shown_h), shown, intents);

  // What found no room goes on below.
  append(top, std::move(about));
  rest.start.insert(rest.start.begin(), top.begin(), top.end());
  const Rect lower{area.x, from, area.w, std::max(0.0F, area.bottom() - from)};
  draw_body(ui, lower, rest, below, form, intents);
}

/// The sentence that explains a button; the page behind it says the same. False: there is none.
bool shorten(Item& item) {
  bool had = false;
  const auto clear = [&](std::string& text) {
    had = had || !text.empty();
    text.clear();
  };
  if (Row* row = std::get_if<Row>(&item)) {
    clear(row->row.text);
    clear(row->row.wait_note);
  } else if (Tiles* tiles = std::get_if<Tiles>(&item)) {
    for (TileItem& tile : tiles->tiles) clear(tile.tile.text);
  } else if (Links* links = std::get_if<Links>(&item)) {
    for (LinkItem& link : links->links) clear(link.card.text);
  } else if (Options* options = std::get_if<Options>(&item)) {
    for (OptionItem& option : options->options) clear(option.card.text);
  }
  return had;
}

/// Buttons that are higher than the reach of a hand leaves room for say what they do and no more.
void shorten_high(ui::Ui& ui, Items& items, float width, float height, Intents& intents) {
  for (Item& item : items) {
    if (is_only_read(item)) continue;
    const Items one{item};
    const Blocks blocks = blocks_of(ui, one, width, intents);
    const bool high = std::any_of(blocks.begin(), blocks.end(),
                                  [&](const Block& block) { return block.height > height; });
    if (high) shorten(item);
  }
}

/// The items of a page in one column.
struct LowItems {
  Items top;
  Items head;  ///< Is there on every part.
  Items rest;
};

LowItems low_items(ui::Ui& ui, const Rect& area, float from, const Body& body,
                   const KioskView& view, Intents& intents) {
  LowItems items{top_items(ui, view), {}, body.head};
  Items head = take_passive(items.rest);
  const float head_h = height_of(blocks_of(ui, head, area.w, intents));
  Items& place = head_h + ui.px(32) <= from - area.y ? items.head : items.rest;
  place.insert(place.begin(), head.begin(), head.end());
  for (const Items* more : {&body.start, &body.end, &body.tail, &body.foot}) {
    append(items.rest, *more);
  }
  return items;
}

LowBlocks low_blocks(ui::Ui& ui, const LowItems& items, float width, Intents& intents) {
  LowBlocks blocks{blocks_of(ui, items.top, width, intents),
                   blocks_of(ui, items.head, width, intents),
                   blocks_of(ui, items.rest, width, intents)};
  for (Blocks* some : {&blocks.head, &blocks.rest}) {
    if (!some->empty()) some->front().gap = std::max(some->front().gap, ui.px(24));
  }
  return blocks;
}

void draw_low_column(ui::Ui& ui, const Rect& whole_area, float from, const Body& body,
                     const KioskView& view, const Form& form, Intents& intents) {
  Rect area = whole_area;
  const Blocks pinned = blocks_of(ui, body.pinned, area.w, intents);
  Rect pins;
  if (!pinned.empty()) pins = ui::cut_bottom(area, height_of(pinned), ui.px(24));
  LowItems items = low_items(ui, area, from, body, view, intents);
  LowBlocks blocks = low_blocks(ui, items, area.w, intents);
  std::vector<Part> parts = flowed_low(blocks, area, from);
  if (parts.size() > 1 && !body.foot_short.empty() && !body.foot_stays) {
    Body shorter = body;
    shorter.foot = body.foot_short;
    shorter.foot_short.clear();
    return draw_low_column(ui, whole_area, from, shorter, view, form, intents);
  }
  draw_part(ui, stacked(pinned, pins));
  const Placed* last = parts.front().empty() ? nullptr : &parts.front().back();
  if (parts.size() == 1 && (last == nullptr || last->rect.bottom() <= area.bottom())) {
    if (last != nullptr) grow(blocks.rest, area.bottom() - last->rect.bottom());
    return draw_part(ui, flowed_low(blocks, area, from).front());
  }
  const Turner turner = turner_of(view);
  const Rect bar = cut_turner(ui, area, view, turner);
  shorten_high(ui, items.rest, area.w, area.bottom() - std::max(from, area.y), intents);
  blocks = low_blocks(ui, items, area.w, intents);
  parts = flowed_low(blocks, area, from);
  const int count = static_cast<int>(parts.size());
  const int part = std::clamp(form.part, 0, count - 1);
  draw_part(ui, parts[static_cast<std::size_t>(part)]);
  draw_turner(ui, bar, turner, part, count, intents);
}

}  // namespace

float reach_y(ui::Ui& ui, const KioskView& view) {
  return view.reach_from ? std::ceil(*view.reach_from * ui.canvas.size().h) : 0;
}

Rect draw_reach_note(ui::Ui& ui, const Rect& area, float from, KioskView& view) {
  Intents none;
  // Room is dear between the field and the keys.
  Items& results = view.body.start;
  Items about = take_passive(results);
  const Heading* heading = results.empty() ? nullptr : std::get_if<Heading>(&results.front());
  if (heading != nullptr) {
    about.push_back(Heading{heading->text, {}, false});
    results.erase(results.begin());
  }
  float room = from - area.y;
  if (landscape(ui) && view.search && view.search->keyboard) {
    room = std::max(room, area.h - keys_height_min(ui, *view.search->keyboard) - ui.px(16));
  }
  Items all{Note{"lower", view.reach_note}};
  append(all, about);
  // What the page says goes before what is said of the buttons.
  for (const Items* words : {&all, &about}) {
    const float height = height_of(blocks_of(ui, *words, area.w, none));
    if (height > room) continue;
    draw_passive(ui, area, *words, none);
    const float top = std::max(from, area.y + (height > 0 ? height + ui.px(16) : 0));
    return {area.x, top, area.w, std::max(0.0F, area.bottom() - top)};
  }
  results.insert(results.begin(), about.begin(), about.end());
  return {area.x, from, area.w, std::max(0.0F, area.bottom() - from)};
}

void draw_low(ui::Ui& ui, const Rect& area, float from, const Body& body, const KioskView& view,
              const Form& form, Intents& intents) {
  if (all_passive(body)) return draw_body(ui, area, body, view, form, intents);
  if (landscape(ui) && !large_text(ui)) {
    return draw_low_columns(ui, area, from, body, view, form, intents);
  }
  draw_low_column(ui, area, from, body, view, form, intents);
}

}  // namespace foyer::kiosk

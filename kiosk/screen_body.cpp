// The items of a page in one column or two, and in parts.
#include <algorithm>
#include <cmath>

#include "kiosk/draw_items.h"
#include "kiosk/screen_parts.h"

namespace foyer::kiosk {

using ui::Rect;

void draw_part(ui::Ui& ui, const Part& part) {
  for (std::size_t i = 0; i < part.size(); ++i) {
    if (!part[i].block->carded) continue;
    Rect card = part[i].rect;
    while (i + 1 < part.size() && part[i + 1].block->carded && part[i + 1].rect.x == card.x &&
           part[i + 1].rect.y <= card.bottom() + 1) {
      card = ui::united(card, part[++i].rect);
    }
    ui::card(ui, card);
  }
  for (const Placed& placed : part) placed.block->draw(placed.rect);
}

namespace {

float with_gap(float height, float gap) {
  return height > 0 ? height + gap : 0;
}

void append(Items& all, const Items& more) {
  all.insert(all.end(), more.begin(), more.end());
}

/// One column: everything under each other, the foot at the bottom. False: there is no room.
bool draw_column(ui::Ui& ui, const Rect& area, const Body& body, Intents& intents) {
  Items items = body.head;
  for (const Items* more : {&body.start, &body.end, &body.tail}) append(items, *more);
  Blocks blocks = blocks_of(ui, items, area.w, intents);
  const Blocks foot = blocks_of(ui, body.foot, area.w, intents);
  const float foot_h = height_of(foot);
  const float spare = area.h - with_gap(height_of(blocks), ui.px(24)) - foot_h;
  if (spare < 0) return false;
  grow(blocks, spare);
  draw_part(ui, stacked(blocks, area));
  Rect rest = area;
  draw_part(ui, stacked(foot, ui::cut_bottom(rest, foot_h)));
  return true;
}

/// Two columns side by side, head and foot over both. False: there is no room.
bool draw_columns(ui::Ui& ui, const Rect& area, const Body& body, Intents& intents) {
  if ((body.start.empty() && body.tail.empty()) || body.end.empty()) return false;
  const float gap = ui.px(64);
  const float start_w = std::round((area.w - gap) * body.start_share);
  const float end_w = area.w - gap - start_w;
  Items start_items = body.start;
  append(start_items, body.tail);
  const Blocks head = blocks_of(ui, body.head, area.w, intents);
  const Blocks start = blocks_of(ui, start_items, start_w, intents);
  Blocks end = blocks_of(ui, body.end, end_w, intents);
  const Blocks foot = blocks_of(ui, body.foot, area.w, intents);
  const float head_h = with_gap(height_of(head), ui.px(32));
  const float foot_h = with_gap(height_of(foot), ui.px(24));
  const float middle_h = area.h - head_h - foot_h;
  if (height_of(start) > middle_h || height_of(end) > middle_h) return false;
  grow(end, middle_h - height_of(end));
  Rect rest = area;
  draw_part(ui, stacked(head, ui::cut_top(rest, head_h)));
  const Rect below = ui::cut_bottom(rest, height_of(foot));
  draw_part(ui, stacked(start, ui::cut_start(rest, start_w, gap)));
  draw_part(ui, stacked(end, rest));
  draw_part(ui, stacked(foot, below));
  return true;
}

std::vector<Rect> newspaper_columns(ui::Ui& ui, const Rect& area) {
  // Large letters need the whole width, or every word would have a line of its own.
  const bool wide = area.w >= ui.px(1400) && ui.canvas.look().metrics.text_percent < 150;
  if (!wide) return {area};
  return ui::columns(area, 2, ui.px(48));
}

/// The title, on every part where it is short, so that nobody wonders where they are. In landscape
/// the turner stands beside it: height is dear there.
struct PartHead {
  Blocks blocks;
  float height = 0;
  float width = 0;
  bool kept = false;
  Rect turner;  ///< Empty: it stands at the bottom.
};

PartHead part_head(ui::Ui& ui, const Rect& area, const Body& body, const KioskView& view,
                   const Turner& turner, Intents& intents) {
  PartHead head;
  head.width = area.w;
  // In low reach it stays at the bottom.
  if (landscape(ui) && area.w >= ui.px(1400) && !view.reach_from) {
    const float each = turner_width(ui, turner);
    const float both = 2 * each + ui.px(24);
    head.width -= both + ui.px(48);
    head.turner = {area.end() - both, area.y, both, turner_height(ui, both, turner)};
  }
  head.blocks = blocks_of(ui, body.head, head.width, intents);
  head.height = std::max(height_of(head.blocks), head.turner.h);
  const float most = area.h * (landscape(ui) ? 0.42F : 0.2F);
  head.kept = !body.head.empty() && head.height <= most;
  if (!head.kept) head.turner = {};
  return head;
}

/// Whether the highest of the items has room under a head that is on every part.
bool fit_under(ui::Ui& ui, const Rect& area, const PartHead& head, const Items& items,
               const Turner& turner, Intents& intents) {
  float room = area.h - head.height - ui.px(32);
  if (head.turner.empty()) room -= turner_height(ui, area.w, turner) + ui.px(24);
  const Blocks blocks = blocks_of(ui, items, newspaper_columns(ui, area).front().w, intents);
  return std::all_of(blocks.begin(), blocks.end(),
                     [&](const Block& block) { return block.height <= room; });
}

void draw_parts(ui::Ui& ui, const Rect& area, const Body& body, const KioskView& view,
                const Form& form, Intents& intents) {
  const Turner turner = turner_of(view);
  PartHead head = part_head(ui, area, body, view, turner, intents);
  Items listed;
  for (const Items* more : {&body.start, &body.end, &body.tail, &body.foot}) append(listed, *more);
  if (head.kept && !fit_under(ui, area, head, listed, turner, intents)) {
    head.kept = false;
    head.turner = {};
  }
  Rect rest = area;
  Items items;
  if (head.kept) {
    Rect top = ui::cut_top(rest, head.height, ui.px(32));
    top.w = head.width;
    draw_part(ui, stacked(head.blocks, top));
  } else {
    items = body.head;
  }
  append(items, listed);
  std::vector<Rect> columns = newspaper_columns(ui, rest);
  Blocks blocks = blocks_of(ui, items, columns.front().w, intents);
  std::vector<Part> parts = flowed(blocks, columns);
  if (parts.size() == 1) return draw_part(ui, parts.front());
  Rect bar = head.turner;
  if (bar.empty()) bar = cut_turner(ui, rest, view, turner);
  columns = newspaper_columns(ui, rest);
  blocks = blocks_of(ui, items, columns.front().w, intents);
  parts = flowed(blocks, columns);
  const int count = static_cast<int>(parts.size());
  const int part = std::clamp(form.part, 0, count - 1);
  draw_part(ui, parts[static_cast<std::size_t>(part)]);
  draw_turner(ui, bar, turner, part, count, intents);
}

}  // namespace

void draw_body(ui::Ui& ui, const Rect& whole_area, const Body& body, const KioskView& view,
               const Form& form, Intents& intents) {
  Body with_facts = body;
  if (!view.header.facts.empty() && !facts_in_header(ui, view.header)) {
    with_facts.head.insert(with_facts.head.begin(), FactsStrip{view.header.facts, OpenHours{}});
  }
  Rect area = whole_area;
  const Blocks pinned = blocks_of(ui, body.pinned, area.w, intents);
  if (!pinned.empty()) {
    draw_part(ui, stacked(pinned, ui::cut_bottom(area, height_of(pinned), ui.px(24))));
  }
  const auto drawn_whole = [&] {
    return landscape(ui) ? draw_columns(ui, area, with_facts, intents)
                         : draw_column(ui, area, with_facts, intents);
  };
  if (drawn_whole()) return;
  if (body.foot_stays && body.foot.size() > body.foot_short.size()) {
    // Below every part; what else is in the foot is turned to.
    const Blocks stays = blocks_of(ui, body.foot_short, area.w, intents);
    // Large text leaves no room for that: there it is turned to as well.
    if (height_of(stays) <= area.h / 5) {
      draw_part(ui, stacked(stays, ui::cut_bottom(area, height_of(stays), ui.px(24))));
      with_facts.foot.resize(body.foot.size() - body.foot_short.size());
    }
  } else if (!body.foot_short.empty()) {
    with_facts.foot = body.foot_short;
    if (drawn_whole()) return;
    // The access bar leads there, too.
    with_facts.foot.clear();
    if (drawn_whole()) return;
    with_facts.foot = body.foot;
  }
  draw_parts(ui, area, with_facts, view, form, intents);
}

}  // namespace foyer::kiosk

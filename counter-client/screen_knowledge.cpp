// An article in the middle column, as rows that are turned like pages.
#include <cmath>

#include "counter-client/screen_parts.h"

namespace foyer::counter_client {
namespace {

using ui::Rect;
using ui::Weight;
namespace type = ui::type;

Item text_item(Drawing& d, float gap, const std::string& text, const ui::TextStyle& style,
               float width, bool heading = false) {
  return {gap, height_of(d.ui, text, style, width),
          [&d, &text, style](const Rect& rect) { d.ui.canvas.text(rect, text, style); }, heading};
}

Item heading_item(Drawing& d, const std::string& text, float width) {
  return text_item(d, d.ui.px(16), text,
                   words(d.ui, type::desk_caption, Weight::bold, d.ui.theme().ink_soft), width,
                   true);
}

/// Room before the text of a step or a point.
float indent_of(Drawing& d) {
  return d.ui.canvas.grown(20) + d.ui.px(12);
}

Item numbered_item(Drawing& d, const KnowledgeLine& line, const ui::TextStyle& style, float width) {
  const float indent = indent_of(d);
  const float height = height_of(d.ui, line.text, style, width - indent);
  return {d.ui.px(6), height,
          [&d, &line, style, indent](const Rect& rect) {
            Rect rest = rect;
            const Rect lead = ui::cut_start(rest, indent - d.ui.px(12), d.ui.px(12));
            const bool step = line.kind == knowledge::BlockKind::step;
            d.ui.canvas.text(lead, step ? line.number : std::string("•"),
                             words(d.ui, type::desk_body, Weight::bold, d.ui.theme().accent,
                                   ui::VAlign::top, ui::Align::end));
            d.ui.canvas.text(rest, line.text, style);
          },
          false};
}

/// A box, and the step with its number behind it.
Item step_item(Drawing& d, const KnowledgeLine& line, float width) {
  const KnowledgeView& k = *d.view.knowledge;
  ui::CheckItem row;
  row.id = "step/" + std::to_string(k.need.value) + "/" + line.number;
  row.label = line.number + ". " + line.text;
  row.on = line.done;
  return {d.ui.px(2), ui::check_item_height(d.ui, width, row),
          [&d, &k, row, step = *line.step](const Rect& rect) {
            if (!ui::check_item(d.ui, rect, row).pressed) return;
            auto& steps = d.form.ticked[k.need].steps;
            if (!steps.insert(step).second) steps.erase(step);
          },
          false};
}

void add_line(Drawing& d, const KnowledgeLine& line, float width, std::vector<Item>& items) {
  ui::TextStyle style = words(d.ui, type::desk_body, Weight::regular, d.ui.theme().ink);
  style.bold_bytes = line.bold_bytes;
  switch (line.kind) {
    case knowledge::BlockKind::paragraph:
      items.push_back(text_item(d, d.ui.px(4), line.text, style, width));
      return;
    case knowledge::BlockKind::point:
    case knowledge::BlockKind::step:
      items.push_back(line.step ? step_item(d, line, width) : numbered_item(d, line, style, width));
      return;
    case knowledge::BlockKind::question:
      items.push_back(text_item(d, d.ui.px(10), line.text, style, width, true));
      return;
  }
}

void add_bring(Drawing& d, float width, std::vector<Item>& items) {
  const KnowledgeView& k = *d.view.knowledge;
  if (!k.bring.empty()) items.push_back(heading_item(d, k.bring_title, width));
  const ui::TextStyle help =
      words(d.ui, type::desk_caption, Weight::regular, d.ui.theme().ink_soft);
  const float indent = d.ui.px(20 + 12);
  for (std::size_t i = 0; i < k.bring.size(); ++i) {
    const ui::CheckItem& row = k.bring[i];
    const ItemId& brought = k.bring_items[i];
    const std::string& text = k.bring_help[i];
    const float box = ui::check_item_height(d.ui, width, row);
    const float under = height_of(d.ui, text, help, width - indent);
    items.push_back({d.ui.px(2), box + under,
                     [&d, &k, &row, &brought, &text, help, indent, box](const Rect& rect) {
                       Rect rest = rect;
                       if (ui::check_item(d.ui, ui::cut_top(rest, box), row).pressed) {
                         auto& items_ticked = d.form.ticked[k.need].brought;
                         if (!items_ticked.insert(brought).second) items_ticked.erase(brought);
                       }
                       if (rest.h > 0) {
                         d.ui.canvas.text(rest.inset({indent, 0, 0, 0}), text, help);
                       }
                     },
                     false});
  }
  if (k.bring_note.empty()) return;
  items.push_back({d.ui.px(8), ui::tip_height(d.ui, width, k.bring_note),
                   [&d, &k](const Rect& rect) { ui::tip(d.ui, rect, "info", k.bring_note); },
                   false});
}

void add_review(Drawing& d, float width, std::vector<Item>& items) {
  const KnowledgeView& k = *d.view.knowledge;
  if (k.review) {
    items.push_back({d.ui.px(4), std::ceil(ui::state_mark_size(d.ui, *k.review, width).height),
                     [&d, &k](const Rect& rect) { ui::state_mark(d.ui, rect, *k.review); }, true});
  } else if (!k.reviewed.empty()) {
    items.push_back(text_item(
        d, d.ui.px(2), k.reviewed,
        words(d.ui, type::desk_caption, Weight::regular, d.ui.theme().ink_soft), width, true));
  }
}

}  // namespace

std::vector<Item> knowledge_items(Drawing& d, float width) {
  const KnowledgeView& k = *d.view.knowledge;
  std::vector<Item> items;
  items.push_back(text_item(
      d, 0, k.heading, words(d.ui, type::desk_lead, Weight::bold, d.ui.theme().ink), width, true));
  add_review(d, width, items);
  for (const KnowledgeLine& line : k.summary) add_line(d, line, width, items);
  if (items.size() > 1) items[1].gap = std::max(items[1].gap, d.ui.px(4));
  add_triage_items(d, width, items);
  add_bring(d, width, items);
  for (const KnowledgeView::Section& section : k.sections) {
    items.push_back(heading_item(d, section.title, width));
    for (const KnowledgeLine& line : section.lines) add_line(d, line, width, items);
  }
  return items;
}

}  // namespace foyer::counter_client

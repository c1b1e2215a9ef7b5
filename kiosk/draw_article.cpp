// What an article says: headings, paragraphs, lists and questions, in the article's own language,
// which need not be the page's.
#include <algorithm>
#include <cmath>

#include "kiosk/draw_items.h"

namespace foyer::kiosk {
namespace {

using ui::Rect;
using ui::Weight;

constexpr float mark_room = 48;           // for the number of a step or the dot of a point
constexpr float block_share_max = 0.25F;  // of the screen's height: a part of a page has so much

struct ProseLook {
  ui::TextStyle words;
  float gap = 0;        ///< Before it.
  float inset = 0;      ///< What a number or a dot takes.
  bool turned = false;  ///< Its words run against the page's direction.
};

ProseLook prose_look(ui::Ui& ui, const Prose& prose) {
  ProseLook look;
  switch (prose.kind) {
    case Prose::Kind::heading:
      look.words = ui.canvas.style({36, 48}, Weight::bold);
      look.gap = ui.px(40);
      break;
    case Prose::Kind::question:
      look.words = ui.canvas.style({32, 44}, Weight::bold);
      look.gap = ui.px(24);
      break;
    case Prose::Kind::paragraph:
      look.words = ui.canvas.style({32, 44}, Weight::regular);
      look.gap = ui.px(12);
      break;
    case Prose::Kind::point:
    case Prose::Kind::step:
      look.words = ui.canvas.style({32, 44}, Weight::regular);
      look.gap = ui.px(16);
      look.inset = ui.canvas.grown(mark_room);
      break;
  }
  look.words.language = prose.language;
  look.words.bold_bytes = prose.bold_bytes;
  look.turned = ui::direction_of(prose.language) != ui.canvas.direction();
  if (look.turned) look.words.align = ui::Align::end;
  return look;
}

/// Behind the end of a sentence that is nearest to the middle of the text; 0: there is none.
std::size_t middle_break(std::string_view text) {
  const auto distance = [&](std::size_t at) {
    return std::max(2 * at, text.size()) - std::min(2 * at, text.size());
  };
  std::size_t best = 0;
  for (std::size_t i = 1; i + 1 < text.size(); ++i) {
    const bool ends =
        text[i] == ' ' && std::string_view(".?!:;").find(text[i - 1]) != std::string_view::npos;
    if (ends && (best == 0 || distance(i + 1) < distance(best))) best = i + 1;
  }
  return best;
}

void draw_mark(ui::Ui& ui, const Rect& room, const Prose& prose, const ProseLook& look) {
  if (prose.kind == Prose::Kind::point) {
    const float radius = ui.canvas.grown(5);
    const float middle = ui.canvas.measure("x", look.words).height / 2;
    const float x = look.turned ? room.end() - 2 * radius : room.x + 2 * radius;
    ui.canvas.circle({x, room.y + middle}, radius, ui.theme().accent);
    return;
  }
  ui::TextStyle number = ui.canvas.style({32, 44}, Weight::bold, ui.theme().accent);
  number.language = look.words.language;
  number.align = look.words.align;
  number.lines_max = 1;
  ui.canvas.text(room, prose.number, number);
}

void draw_prose(ui::Ui& ui, const Rect& rect, const Prose& prose) {
  const ProseLook look = prose_look(ui, prose);
  Rect words = rect;
  const bool marked = prose.kind == Prose::Kind::point || !prose.number.empty();
  if (look.inset > 0) {
    const Rect room =
        look.turned ? ui::cut_end(words, look.inset) : ui::cut_start(words, look.inset);
    if (marked) draw_mark(ui, room, prose, look);
  }
  ui.canvas.text(words, prose.text, look.words);
}

/// One block; or two, each cut again, of a text that is too high for a part of a page.
void add_blocks(ui::Ui& ui, const Prose& prose, float width, Blocks& blocks) {
  const ProseLook look = prose_look(ui, prose);
  const float height = text_height(ui, prose.text, look.words, width - look.inset);
  const std::size_t cut = middle_break(prose.text);
  if (height > ui.canvas.size().h * block_share_max && cut > 0) {
    Prose first = prose;
    first.text.resize(cut - 1);
    first.bold_bytes = std::min(prose.bold_bytes, first.text.size());
    add_blocks(ui, first, width, blocks);
    Prose second = prose;
    second.text.erase(0, cut);
    second.number.clear();
    second.bold_bytes = prose.bold_bytes > cut ? prose.bold_bytes - cut : 0;
    const std::size_t at = blocks.size();
    add_blocks(ui, second, width, blocks);
    blocks[at].gap = 0;
    return;
  }
  Block block{look.gap, height, false, false, 0, {}};
  block.with_next = prose.kind == Prose::Kind::heading || prose.kind == Prose::Kind::question;
  block.draw = [&ui, prose](const Rect& r) { draw_prose(ui, r, prose); };
  blocks.push_back(std::move(block));
}

}  // namespace

Blocks prose_blocks(ui::Ui& ui, const Prose& prose, float width) {
  Blocks blocks;
  add_blocks(ui, prose, width, blocks);
  return blocks;
}

}  // namespace foyer::kiosk

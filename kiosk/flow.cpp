#include "kiosk/flow.h"

#include <algorithm>
#include <cmath>

namespace foyer::kiosk {
namespace {

/// What must stand together from `first` on: headings with the block after them.
float height_of_chain(const Blocks& blocks, std::size_t first) {
  float height = blocks[first].height;
  for (std::size_t i = first; blocks[i].with_next && i + 1 < blocks.size(); ++i) {
    height += blocks[i + 1].gap + blocks[i + 1].height;
  }
  return height;
}

}  // namespace

float height_of(const Blocks& blocks) {
  float height = 0;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    height += (i == 0 ? 0 : blocks[i].gap) + blocks[i].height;
  }
  return height;
}

void grow(Blocks& blocks, float spare) {
  const auto growing = static_cast<float>(std::count_if(
      blocks.begin(), blocks.end(), [](const Block& block) { return block.grows > 0; }));
  if (growing == 0 || spare <= 0) return;
  for (Block& block : blocks) {
    block.height += std::floor(std::min(block.grows, spare / growing));
  }
}

Part stacked(const Blocks& blocks, const ui::Rect& box) {
  Part part;
  float y = box.y;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (i > 0) y += blocks[i].gap;
    part.push_back({&blocks[i], {box.x, y, box.w, blocks[i].height}});
    y += blocks[i].height;
  }
  return part;
}

std::vector<Part> flowed(const Blocks& blocks, const std::vector<ui::Rect>& columns) {
  std::vector<Part> parts(1);
  std::size_t column = 0;
  float y = columns.front().y;
  bool first = true;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const Block& block = blocks[i];
    const float gap = first ? 0 : block.gap;
    if (!first && y + gap + height_of_chain(blocks, i) > columns[column].bottom()) {
      column = (column + 1) % columns.size();
      if (column == 0) parts.emplace_back();
      y = columns[column].y;
      first = true;
    }
    if (!first) y += gap;
    parts.back().push_back({&block, {columns[column].x, y, columns[column].w, block.height}});
    y += block.height;
    first = false;
  }
  return parts;
}

namespace {

/// One part of a page in low reach while it is filled.
class LowPart {
 public:
  LowPart(const ui::Rect& area, float from) : area_(area), from_(from), y_(area.y) {}

  /// Whether blocks[i], and what it must stand together with, ends in the area.
  [[nodiscard]] bool has_room(const Blocks& blocks, std::size_t i) const {
    float y = top_of(blocks[i], y_);
    float bottom = y + blocks[i].height;
    for (; blocks[i].with_next && i + 1 < blocks.size(); ++i) {
      y = top_of(blocks[i + 1], bottom);
      bottom = y + blocks[i + 1].height;
    }
    return bottom <= area_.bottom();
  }

  void add(const Block& block) {
    const float y = top_of(block, y_);
    const float jump = y - y_ - (part.empty() ? 0 : block.gap);
    if (block.touch && !touched_) {
      // What was read before it comes down to it.
      for (std::size_t i = fixed_; i < part.size(); ++i) part[i].rect.y += jump;
    }
    touched_ = touched_ || block.touch;
    part.push_back({&block, {area_.x, y, area_.w, block.height}});
    y_ = y + block.height;
  }

  /// What is there now stays where it is.
  void fix() { fixed_ = part.size(); }

  Part part;

 private:
  [[nodiscard]] float top_of(const Block& block, float above) const {
    const float y = above + (part.empty() ? 0 : block.gap);
    return block.touch ? std::max(y, from_) : y;
  }

  ui::Rect area_;
  float from_;
  float y_;
  std::size_t fixed_ = 0;
  bool touched_ = false;
};

}  // namespace

std::vector<Part> flowed_low(const LowBlocks& blocks, const ui::Rect& area, float from) {
  std::vector<Part> parts;
  LowPart now(area, from);
  for (const Block& block : blocks.top) now.add(block);
  now.fix();
  bool bare = true;  // Nothing of the rest is on it.
  const auto add_head = [&] {
    for (const Block& block : blocks.head) now.add(block);
  };
  add_head();
  for (std::size_t i = 0; i < blocks.rest.size(); ++i) {
    if (!now.has_room(blocks.rest, i) && !(bare && now.part.empty())) {
      // The head alone is no part of its own; the top is, for it comes once.
      if (!bare || parts.empty()) parts.push_back(std::move(now.part));
      now = LowPart(area, from);
      add_head();
      bare = true;
      if (!now.has_room(blocks.rest, i)) now = LowPart(area, from);
    }
    now.add(blocks.rest[i]);
    bare = false;
  }
  parts.push_back(std::move(now.part));
  return parts;
}

}  // namespace foyer::kiosk

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

}  // namespace foyer::kiosk

// How blocks of known heights are put one under the other, in one column or in several like a
// newspaper, and in parts where a screen is too small for all of them. Pure: draws nothing.
#pragma once

#include <functional>
#include <vector>

#include "ui/layout.h"

namespace foyer::kiosk {

struct Block {
  float gap = 0;  ///< Before it, unless it is the first of its column. Real pixels, as height.
  float height = 0;
  bool with_next = false;  ///< A heading: never the last of a column.
  bool carded = false;     ///< Neighbours with this flag stand on one card.
  float grows = 0;         ///< May be so much higher where there is room.
  std::function<void(const ui::Rect&)> draw;
  bool touch = false;  ///< Something in it can be touched.
};
using Blocks = std::vector<Block>;

struct Placed {
  const Block* block = nullptr;
  ui::Rect rect;
};
using Part = std::vector<Placed>;

/// Height of all blocks in one column.
[[nodiscard]] float height_of(const Blocks& blocks);
/// Gives `spare` pixels to the blocks that may grow, each no more than it may, all alike.
void grow(Blocks& blocks, float spare);
/// One under the other from the top of `box`, which may be too low for them.
[[nodiscard]] Part stacked(const Blocks& blocks, const ui::Rect& box);
/// Fills the columns of one part after the other. At least one part; a block that is higher than a
/// column stands alone in one. `blocks` must outlive the result.
[[nodiscard]] std::vector<Part> flowed(const Blocks& blocks, const std::vector<ui::Rect>& columns);

/// Of a page in low reach.
struct LowBlocks {
  Blocks top;   ///< At the top of the first part, whatever comes below.
  Blocks head;  ///< On every part that has room for it.
  Blocks rest;
};

/// One column from the top of `area` in parts, in which nothing that can be touched begins above
/// `from`. What is read before it stands right over it. At least one part; a block that is too
/// high for the area stands alone. `blocks` must outlive the result.
[[nodiscard]] std::vector<Part> flowed_low(const LowBlocks& blocks, const ui::Rect& area,
                                           float from);

}  // namespace foyer::kiosk

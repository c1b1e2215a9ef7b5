// Inside ui/: round shapes as masks. SDL's software renderer puts the corners of triangles on whole
// pixels, which makes round corners and thin edges rough; a mask on whole pixels is exact and the
// same with every renderer.
#pragma once

#include "ui/text.h"

namespace foyer::ui {

/// A disc of `radius` in the middle of 2 · half × 2 · half pixels. radius <= half.
[[nodiscard]] Mask disc_mask(int half, float radius);
/// A ring that touches the sides of 2 · half × 2 · half pixels, `width` wide inwards.
[[nodiscard]] Mask ring_mask(int half, float width);
/// A line with round ends from (0, 0) to (dx, dy); the mask's offset places it.
[[nodiscard]] Mask line_mask(float dx, float dy, float width);
struct DashedShape {
  int width;
  int height;
  float line;
  float radius;
  float dash;
};
/// The edge of a rounded box inside width × height, in dashes.
[[nodiscard]] Mask dashed_mask(const DashedShape& shape);

}  // namespace foyer::ui

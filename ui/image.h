// Pictures in their own colours (the brand's mark). SVG only. Parts of an SVG with
// class="accent" / class="on-accent" and fill or stroke "currentColor" take the theme's colours.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "ui/theme.h"

namespace foyer::ui {

/// Straight (not premultiplied) RGBA, 4 bytes a pixel, row by row without gaps.
struct Pixels {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> rgba;
  /// Opaque black outside.
  [[nodiscard]] Color at(int x, int y) const;
};

/// Draws an SVG into width × height, its aspect kept. Throws std::runtime_error with the path.
[[nodiscard]] Pixels render_svg(const std::filesystem::path& file, int width, int height,
                                const Theme& theme);
/// Writes through a temporary name, so that a reader never sees half a picture.
/// Throws std::runtime_error with the path.
void write_png(const Pixels& pixels, const std::filesystem::path& file);

}  // namespace foyer::ui

#include "printing/raster.h"

#include <cmath>
#include <cstddef>

#include "engine/assert.h"

namespace foyer::printing {

Raster::Raster(int width) : width_(width) {
  FOYER_ASSERT(width > 0);
  FOYER_ASSERT(width % 8 == 0);
}

bool Raster::black(int x, int y) const {
  if (x < 0 || y < 0 || x >= width_ || y >= height_) return false;
  const auto at = static_cast<std::size_t>(y) * static_cast<std::size_t>(row_bytes()) +
                  static_cast<std::size_t>(x / 8);
  return (bytes_[at] >> (7 - x % 8) & 1) != 0;
}

void Raster::grow(int height) {
  if (height <= height_) return;
  height_ = height;
  bytes_.resize(static_cast<std::size_t>(height) * static_cast<std::size_t>(row_bytes()));
}

void Raster::set(int x, int y, bool black) {
  if (x < 0 || y < 0 || x >= width_) {
    ++lost_;
    return;
  }
  grow(y + 1);
  const auto at = static_cast<std::size_t>(y) * static_cast<std::size_t>(row_bytes()) +
                  static_cast<std::size_t>(x / 8);
  const auto bit = static_cast<std::uint8_t>(1U << (7 - x % 8));
  bytes_[at] = static_cast<std::uint8_t>(black ? bytes_[at] | bit : bytes_[at] & ~bit);
}

void Raster::fill(int x, int y, int width, int height, bool black) {
  for (int row = y; row < y + height; ++row) {
    for (int column = x; column < x + width; ++column) set(column, row, black);
  }
}

void Raster::stamp(const ui::Mask& mask, int x, int y, bool black) {
  constexpr int half = 128;
  const int left = x + static_cast<int>(std::lround(mask.offset.x));
  const int top = y + static_cast<int>(std::lround(mask.offset.y));
  std::size_t i = 0;
  for (int row = 0; row < mask.height; ++row) {
    for (int column = 0; column < mask.width; ++column, ++i) {
      if (mask.alpha[i] >= half) set(left + column, top + row, black);
    }
  }
}

void Raster::stamp(const ui::Pixels& pixels, int x, int y) {
  for (int row = 0; row < pixels.height; ++row) {
    for (int column = 0; column < pixels.width; ++column) {
      const ui::Color c = pixels.at(column, row);
      // Rec. 601 luma, over white.
      const int luma = (299 * c.r + 587 * c.g + 114 * c.b) / 1000;
      if ((255 - luma) * c.a >= 128 * 255) set(x + column, y + row, true);
    }
  }
}

ui::Pixels to_pixels(const Raster& raster) {
  ui::Pixels pixels{raster.width(), raster.height(), {}};
  pixels.rgba.reserve(static_cast<std::size_t>(raster.width()) *
                      static_cast<std::size_t>(raster.height()) * 4);
  for (int y = 0; y < raster.height(); ++y) {
    for (int x = 0; x < raster.width(); ++x) {
      const std::uint8_t tone = raster.black(x, y) ? 0 : 255;
      pixels.rgba.insert(pixels.rgba.end(), {tone, tone, tone, 255});
    }
  }
  return pixels;
}

}  // namespace foyer::printing

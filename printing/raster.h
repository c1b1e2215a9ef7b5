// A picture of black dots on white, as a thermal printer has them: no grey. Grows downwards.
#pragma once

#include <cstdint>
#include <vector>

#include "ui/image.h"
#include "ui/layout.h"
#include "ui/text.h"

namespace foyer::printing {

class Raster {
 public:
  /// `width` is a multiple of 8 and over 0: rows are whole bytes.
  explicit Raster(int width);

  [[nodiscard]] int width() const { return width_; }
  [[nodiscard]] int height() const { return height_; }
  [[nodiscard]] int row_bytes() const { return width_ / 8; }
  /// Rows one after the other, the leftmost dot in the highest bit, 1 is black.
  [[nodiscard]] const std::vector<std::uint8_t>& bytes() const { return bytes_; }
  /// White outside.
  [[nodiscard]] bool black(int x, int y) const;
  /// Dots that were to be set beside the paper; tests hold it at 0.
  [[nodiscard]] int lost() const { return lost_; }

  /// Makes it at least so high, with white.
  void grow(int height);
  void set(int x, int y, bool black);
  void fill(int x, int y, int width, int height, bool black = true);
  /// Coverage of a half and more becomes black (or white, on a band).
  void stamp(const ui::Mask& mask, int x, int y, bool black = true);
  /// What is dark in it becomes black.
  void stamp(const ui::Pixels& pixels, int x, int y);

  friend bool operator==(const Raster&, const Raster&) = default;

 private:
  int width_ = 0;
  int height_ = 0;
  int lost_ = 0;
  std::vector<std::uint8_t> bytes_;
};

/// As a picture, for tests and for printers that take pictures.
[[nodiscard]] ui::Pixels to_pixels(const Raster& raster);

}  // namespace foyer::printing

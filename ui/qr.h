// QR codes. Always black on white with a quiet zone of 4 modules, never mirrored, never tinted.
#pragma once

#include <string_view>
#include <vector>

namespace foyer::ui {

struct QrCode {
  static constexpr int quiet = 4;  // modules of white on each side
  int size = 0;                    // modules on a side, without the quiet zone
  std::vector<bool> dark;          // row by row, size * size
  [[nodiscard]] bool at(int x, int y) const;
  /// Modules on a side with the quiet zone.
  [[nodiscard]] int outer() const { return size + 2 * quiet; }
};

/// Error correction level M. Throws std::runtime_error when the text is too long (about 2,300
/// bytes). Empty text is our bug.
[[nodiscard]] QrCode encode_qr(std::string_view text);

}  // namespace foyer::ui

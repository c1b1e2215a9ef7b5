#include "ui/qr.h"

#include <qrencode.h>

#include <memory>
#include <stdexcept>
#include <string>

#include "engine/assert.h"

namespace foyer::ui {

bool QrCode::at(int x, int y) const {
  FOYER_ASSERT(x >= 0 && x < size && y >= 0 && y < size);
  return dark.at(static_cast<std::size_t>(y) * static_cast<std::size_t>(size) +
                 static_cast<std::size_t>(x));
}

QrCode encode_qr(std::string_view text) {
  FOYER_ASSERT(!text.empty());
  const std::string bytes(text);
  const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
      QRcode_encodeString8bit(bytes.c_str(), 0, QR_ECLEVEL_M), &QRcode_free);
  if (!code) throw std::runtime_error("a QR code cannot hold this text");
  QrCode out;
  out.size = code->width;
  const auto count = static_cast<std::size_t>(code->width) * static_cast<std::size_t>(code->width);
  for (std::size_t i = 0; i < count; ++i) out.dark.push_back((code->data[i] & 1) != 0);
  return out;
}

}  // namespace foyer::ui

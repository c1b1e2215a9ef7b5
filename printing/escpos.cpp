#include "printing/escpos.h"

#include <algorithm>

#include "engine/assert.h"

namespace foyer::printing {
namespace {

constexpr std::uint8_t esc = 0x1B;
constexpr std::uint8_t gs = 0x1D;
constexpr std::uint8_t dle = 0x10;
constexpr std::uint8_t eot = 0x04;

void append(Bytes& bytes, std::initializer_list<int> more) {
  for (const int byte : more) bytes.push_back(static_cast<std::uint8_t>(byte));
}

}  // namespace

Bytes encode_escpos(const Raster& raster) {
  const int row_bytes = raster.row_bytes();
  Bytes bytes;
  bytes.reserve(raster.bytes().size() + 64);
  append(bytes, {esc, '@'});
  for (int top = 0; top < raster.height(); top += band_rows) {
    const int rows = std::min(band_rows, raster.height() - top);
    append(bytes, {gs, 'v', '0', 0, row_bytes & 0xFF, row_bytes >> 8, rows & 0xFF, rows >> 8});
    const auto from = raster.bytes().begin() + static_cast<std::ptrdiff_t>(top) * row_bytes;
    bytes.insert(bytes.end(), from, from + static_cast<std::ptrdiff_t>(rows) * row_bytes);
  }
  append(bytes, {esc, 'd', 4});
  append(bytes, {gs, 'V', 66, 0});
  return bytes;
}

Bytes ask_status(int n) {
  FOYER_ASSERT(n >= 1);
  FOYER_ASSERT(n <= 4);
  return {dle, eot, static_cast<std::uint8_t>(n)};
}

Bytes ask_when_done() {
  return {gs, 'r', 1};
}

bool is_status(std::uint8_t byte) {
  return (byte & 0x93) == 0x12;
}

bool is_done(std::uint8_t byte) {
  return (byte & 0x90) == 0;
}

std::vector<PrinterProblem> problems_in_status(int n, std::uint8_t byte) {
  const auto has = [byte](int bits) { return (byte & bits) != 0; };
  std::vector<PrinterProblem> problems;
  if (n == 1 && has(0x08)) problems.push_back(PrinterProblem::printer_offline);
  if (n == 2) {
    if (has(0x20)) problems.push_back(PrinterProblem::paper_out);
    if (has(0x04)) problems.push_back(PrinterProblem::cover_open);
    if (has(0x40)) problems.push_back(PrinterProblem::printer_failed);
  }
  if (n == 3 && has(0x6C)) problems.push_back(PrinterProblem::printer_failed);
  if (n == 4) {
    if (has(0x60)) problems.push_back(PrinterProblem::paper_out);
    if (has(0x0C)) problems.push_back(PrinterProblem::paper_low);
  }
  return problems;
}

}  // namespace foyer::printing

// ESC/POS, the language of receipt printers, as little of it as prints a picture on all of them:
//   ESC @            start anew
//   GS v 0 0 w h …   a band of dots, at most 128 rows (cheap printers hold no more)
//   ESC d 4          feed four lines, past the knife
//   GS V 66 0        cut
// No code pages, no fonts of the printer: any script prints. Source: Epson's ESC/POS command
// reference; the same commands are in the manuals of Star (ESC/POS mode), Bixolon and Citizen.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/words.h"
#include "printing/raster.h"

namespace foyer::printing {

using Bytes = std::vector<std::uint8_t>;

/// What is wrong with a printer, the most telling first. With low paper it still prints.
FOYER_WORDS(PrinterProblem, paper_out, cover_open, printer_failed, printer_offline, paper_low)

inline constexpr int band_rows = 128;

/// Everything a printer needs to print and cut it.
[[nodiscard]] Bytes encode_escpos(const Raster& raster);

/// DLE EOT n: answered at once with one byte, whatever the printer is doing. n: 1 printer, 2 why it
/// is offline, 3 error, 4 paper.
[[nodiscard]] Bytes ask_status(int n);
/// GS r 1: answered when everything before it has been printed.
[[nodiscard]] Bytes ask_when_done();

/// Whether a byte can be an answer to DLE EOT: bits 1 and 4 are 1, bits 0 and 7 are 0.
[[nodiscard]] bool is_status(std::uint8_t byte);
/// Whether it can be the answer to GS r: bits 4 and 7 are 0.
[[nodiscard]] bool is_done(std::uint8_t byte);
/// What the answer to DLE EOT n says.
[[nodiscard]] std::vector<PrinterProblem> problems_in_status(int n, std::uint8_t byte);

}  // namespace foyer::printing

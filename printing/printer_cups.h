// Inside kiosk/: a queue of CUPS. Without ?raw it gets a picture (PNG) and its driver prints it;
// with ?raw it gets ESC/POS and passes it on as it is. The server is that of CUPS's own
// configuration (client.conf, CUPS_SERVER), usually the machine itself.
#pragma once

#include <memory>

#include "printing/printer.h"

namespace foyer::printing {

[[nodiscard]] std::unique_ptr<Printer> make_cups_printer(const PrinterAddress& address,
                                                         const Interrupt& interrupt,
                                                         const PrinterTimes& times);

/// What CUPS's printer-state-reasons say, as "media-empty-error", "cover-open".
[[nodiscard]] std::vector<PrinterProblem> problems_in_reasons(
    const std::vector<std::string>& reasons);

}  // namespace foyer::printing

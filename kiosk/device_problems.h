// What staff should see to at this kiosk, in the words in which the server is told. Pure.
#pragma once

#include <vector>

#include "printing/escpos.h"
#include "protocol/message.h"

namespace foyer::kiosk {

struct KioskState {
  std::vector<printing::PrinterProblem> printer;  ///< Empty also where there is no printer.
  bool out_of_service = false;                    ///< Switched off in the supervisor's corner.
  /// A ticket of today that this kiosk issued alone was refused when it was handed in: somebody
  /// holds a number that nobody will call.
  bool ticket_refused = false;
};

/// Each once, the worst first; empty: all is well.
[[nodiscard]] std::vector<protocol::DeviceProblem> problems_of(const KioskState& state);

}  // namespace foyer::kiosk

#include "kiosk/device_problems.h"

#include <algorithm>

namespace foyer::kiosk {
namespace {

using protocol::DeviceProblem;

DeviceProblem told_of(printing::PrinterProblem problem) {
  switch (problem) {
    case printing::PrinterProblem::paper_out:
      return DeviceProblem::paper_out;
    case printing::PrinterProblem::cover_open:
      return DeviceProblem::cover_open;
    case printing::PrinterProblem::printer_failed:
      return DeviceProblem::printer_failed;
    case printing::PrinterProblem::printer_offline:
      return DeviceProblem::printer_offline;
    case printing::PrinterProblem::paper_low:
      return DeviceProblem::paper_low;
  }
  return DeviceProblem::printer_failed;
}

}  // namespace

std::vector<DeviceProblem> problems_of(const KioskState& state) {
  std::vector<DeviceProblem> problems;
  if (state.out_of_service) problems.push_back(DeviceProblem::out_of_service);
  if (state.ticket_refused) problems.push_back(DeviceProblem::ticket_refused);
  for (const printing::PrinterProblem problem : state.printer) problems.push_back(told_of(problem));
  std::sort(problems.begin(), problems.end());
  problems.erase(std::unique(problems.begin(), problems.end()), problems.end());
  return problems;
}

}  // namespace foyer::kiosk

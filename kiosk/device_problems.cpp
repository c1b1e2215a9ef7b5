#include "kiosk/device_problems.h"

#include <algorithm>

namespace foyer::kiosk {
namespace {

using protocol::DeviceProblem;

DeviceProblem told_of(PrinterProblem problem) {
  switch (problem) {
    case PrinterProblem::paper_out:
      return DeviceProblem::paper_out;
    case PrinterProblem::cover_open:
      return DeviceProblem::cover_open;
    case PrinterProblem::printer_failed:
      return DeviceProblem::printer_failed;
    case PrinterProblem::printer_offline:
      return DeviceProblem::printer_offline;
    case PrinterProblem::paper_low:
      return DeviceProblem::paper_low;
  }
  return DeviceProblem::printer_failed;
}

}  // namespace

std::vector<DeviceProblem> problems_of(const KioskState& state) {
  std::vector<DeviceProblem> problems;
  if (state.out_of_service) problems.push_back(DeviceProblem::out_of_service);
  if (state.ticket_refused) problems.push_back(DeviceProblem::ticket_refused);
  for (const PrinterProblem problem : state.printer) problems.push_back(told_of(problem));
  std::sort(problems.begin(), problems.end());
  problems.erase(std::unique(problems.begin(), problems.end()), problems.end());
  return problems;
}

}  // namespace foyer::kiosk

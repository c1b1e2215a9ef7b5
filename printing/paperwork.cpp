#include "printing/paperwork.h"

#include <utility>

namespace foyer::printing {

PaperDesk desk_of(Printing& printing, std::string address) {
  return {.printer = std::move(address),
          .print = [&printing](
                       std::string job,
                       Paper paper) { return printing.print(std::move(job), std::move(paper)); },
          .reports = [&printing] { return printing.reports(); },
          .problems = [&printing] { return printing.problems(); }};
}

void Paperwork::print(const Paper& paper) {
  if (!has_printer()) return;
  paper_ = paper;
  print_again();
}

void Paperwork::print_again() {
  if (!has_printer() || paper_.parts.empty() || state_ == PaperState::printing) return;
  ++job_;
  state_ = desk_.print(std::to_string(job_), paper_) ? PaperState::printing : PaperState::failed;
}

void Paperwork::forget() {
  ++job_;
  paper_ = {};
  state_ = PaperState::none;
}

bool Paperwork::keep_up() {
  if (!has_printer()) return false;
  bool came_out = false;
  for (const PrintReport& report : desk_.reports()) {
    if (report.job != std::to_string(job_) || state_ != PaperState::printing) continue;
    switch (report.outcome) {
      case PrintOutcome::printed:
        state_ = PaperState::printed;
        came_out = true;
        break;
      case PrintOutcome::failed:
        state_ = PaperState::failed;
        break;
      case PrintOutcome::unknown:
        state_ = PaperState::unknown;
        break;
    }
  }
  problems_ = desk_.problems();
  return came_out;
}

}  // namespace foyer::printing

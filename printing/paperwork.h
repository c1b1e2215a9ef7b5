// What is printed for the person in front of a machine, and how far that is. The printer itself is
// reached through a few functions, so that tests need neither a printer nor a thread.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "printing/paper.h"
#include "printing/printing.h"

namespace foyer::printing {

/// The way to the printer: Printing's functions. All empty where there is none.
struct PaperDesk {
  std::string printer;  ///< Its address, for staff.
  std::function<bool(std::string job, Paper paper)> print;
  std::function<std::vector<PrintReport>()> reports;
  std::function<std::vector<PrinterProblem>()> problems;
};

/// Its functions; it must outlive them.
[[nodiscard]] PaperDesk desk_of(Printing& printing, std::string address);

class Paperwork {
 public:
  explicit Paperwork(PaperDesk desk) : desk_(std::move(desk)) {}

  [[nodiscard]] bool has_printer() const { return static_cast<bool>(desk_.print); }
  [[nodiscard]] const std::string& printer() const { return desk_.printer; }

  /// In place of what was printed before; does nothing without a printer.
  void print(const Paper& paper);
  /// The same once more, because it did not come out well.
  void print_again();
  /// The person has gone; what is being printed comes out all the same.
  void forget();

  /// Picks up what the printer reports. True once, when the paper of this person has come out.
  bool keep_up();

  [[nodiscard]] PaperState state() const { return state_; }
  [[nodiscard]] const std::vector<PrinterProblem>& problems() const { return problems_; }

 private:
  PaperDesk desk_;
  Paper paper_;
  int job_ = 0;  ///< Counts; reports of earlier ones are nobody's any more.
  PaperState state_ = PaperState::none;
  std::vector<PrinterProblem> problems_;
};

}  // namespace foyer::printing

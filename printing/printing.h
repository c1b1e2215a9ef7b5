// The printer's own thread: takes papers, lays them out, prints them one after the other, and says
// what came of each. The window is never kept waiting: print() returns at once, reports are picked
// up in a frame. In between it looks after the printer, so that staff hear of an empty one before
// somebody wants a ticket.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "printing/paper.h"
#include "printing/printer.h"
#include "site/site_files.h"

namespace foyer::printing {

struct PrintReport {
  std::string job;
  PrintOutcome outcome = PrintOutcome::failed;
  std::optional<PrinterProblem> problem;
  std::string reason;  ///< English, for the log.
};

struct PrintingOptions {
  PaperWidth width = PaperWidth::mm_80;
  std::chrono::milliseconds look_every{20'000};  ///< At an idle printer.
  /// Languages whose fonts are loaded before the first ticket.
  std::vector<LanguageTag> languages;
};

class Printing {
 public:
  /// Papers that may wait; more are refused, for nobody waits so long for one.
  static constexpr std::size_t waiting_max = 8;

  /// `make` is called on the thread, and may return a printer of tests. `wake` is called there
  /// whenever there is something new to pick up; it must be safe from another thread.
  using Make = std::function<std::unique_ptr<Printer>(const Interrupt&)>;
  Printing(Make make, PrintingOptions options, std::function<void()> wake);
  /// Interrupts what is being printed; that and what waits gets no report.
  ~Printing();
  Printing(const Printing&) = delete;
  Printing& operator=(const Printing&) = delete;

  /// False: too many wait, and this one will not be printed.
  bool print(std::string job, Paper paper);
  /// What has finished since the last call, in its order.
  [[nodiscard]] std::vector<PrintReport> reports();
  /// What is wrong with the printer, as far as is known, the most telling first.
  [[nodiscard]] std::vector<PrinterProblem> problems() const;

  /// Of the last paper that came out: from print() to the printer's first and last byte.
  struct Times {
    std::chrono::microseconds first_byte{};
    std::chrono::microseconds last_byte{};
  };
  [[nodiscard]] Times last_times() const;

 private:
  struct Worker;
  std::unique_ptr<Worker> worker_;
};

/// As a command line says it: the address of printer.h, and how wide the paper is (58 or 80 mm).
/// Null for "none". Throws std::runtime_error that names what is wrong.
[[nodiscard]] std::unique_ptr<Printing> open_printing(std::string_view address, int paper_mm,
                                                      const SiteFiles& site,
                                                      std::function<void()> wake);

}  // namespace foyer::printing

#include "printing/printer.h"

#include <algorithm>

#include "printing/printer_cups.h"
#include "printing/printer_line.h"

namespace foyer::printing {
namespace {

using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

/// Nothing comes out of a printer with this; with the others it still prints.
bool stops(PrinterProblem problem) {
  return problem != PrinterProblem::paper_low;
}

std::optional<PrinterProblem> what_stops(const std::vector<PrinterProblem>& problems) {
  const auto found = std::find_if(problems.begin(), problems.end(), stops);
  return found == problems.end() ? std::nullopt : std::optional(*found);
}

/// Anything that takes ESC/POS as bytes.
class EscPosPrinter : public Printer {
 public:
  EscPosPrinter(PrinterAddress address, const Interrupt& interrupt, const PrinterTimes& times)
      : address_(std::move(address)), interrupt_(interrupt), times_(times) {}

  PrintResult print(const Raster& raster) override {
    PrintResult result;
    std::optional<Line> line;
    try {
      line.emplace(address_, interrupt_, times_);
      line->forget_input();
      if (const auto problem = what_stops(ask(*line))) {
        result.problem = problem;
        result.reason = "the printer says " + std::string(word(*problem));
        return result;
      }
      line->start_counting();
      // A picture that was cut off swallows what follows: it is filled up first. Zeros are nothing
      // to a printer that waits for no picture.
      if (cut_off_) line->write(Bytes(static_cast<std::size_t>(raster.row_bytes() * band_rows)));
      line->write(encode_escpos(raster));
      line->drain();
      cut_off_ = false;
      const SteadyTime first = line->first_byte();
      const SteadyTime last = line->last_byte();
      result = confirm(*line);
      result.first_byte = first;
      result.last_byte = last;
    } catch (const LineError& error) {
      const bool begun = line && line->taken() > 0;
      cut_off_ = cut_off_ || begun;
      result = {begun ? PrintOutcome::unknown : PrintOutcome::failed,
                line ? why_it_stopped(*line) : PrinterProblem::printer_offline,
                error.what(),
                {},
                {}};
    }
    return result;
  }

  std::vector<PrinterProblem> problems() override {
    try {
      Line line(address_, interrupt_, times_);
      line.forget_input();
      const bool talked = talks_ == Talks::yes;
      if (talks_ == Talks::no) talks_ = Talks::not_known;  // It may have been off.
      std::vector<PrinterProblem> problems = ask(line);
      if (talked && !answered_) return {PrinterProblem::printer_offline};
      return problems;
    } catch (const LineError&) {
      return {PrinterProblem::printer_offline};
    }
  }

 private:
  std::optional<std::uint8_t> status(Line& line, int n) {
    line.write(ask_status(n));
    const auto end = Clock::now() + times_.answer;
    while (Clock::now() < end) {
      const auto byte = line.read(std::chrono::ceil<milliseconds>(end - Clock::now()));
      if (byte && is_status(*byte)) return byte;
      done_ = done_ || (byte && is_done(*byte));
    }
    return std::nullopt;
  }

  /// Everything that the printer and the port's driver tell. A printer that has not answered once
  /// is not asked before each ticket: that would only make people wait.
  std::vector<PrinterProblem> ask(Line& line) {
    answered_ = false;
    std::vector<PrinterProblem> problems = line.problems_of_port();
    if (!line.two_way() || talks_ == Talks::no) return problems;
    for (const int n : {1, 2, 3, 4}) {
      const auto byte = status(line, n);
      if (!byte) break;
      answered_ = true;
      for (const PrinterProblem problem : problems_in_status(n, *byte)) {
        problems.push_back(problem);
      }
    }
    if (answered_) talks_ = Talks::yes;
    if (!answered_ && talks_ == Talks::not_known) talks_ = Talks::no;
    std::sort(problems.begin(), problems.end());
    problems.erase(std::unique(problems.begin(), problems.end()), problems.end());
    return problems;
  }

  /// Whether it has come out, of a printer that tells.
  PrintResult confirm(Line& line) {
    PrintResult result{PrintOutcome::printed, std::nullopt, {}, {}, {}};
    if (!answered_) return result;
    done_ = false;
    line.forget_input();
    line.write(ask_when_done());
    const auto end = Clock::now() + times_.done;
    while (Clock::now() < end) {
      const auto byte = line.read(times_.look);
      if (done_ || (byte && is_done(*byte))) return result;
      const auto problem = what_stops(ask(line));
      if (problem) {
        // What it still holds may come out when somebody puts paper in.
        result.outcome = PrintOutcome::unknown;
        result.problem = problem;
        result.reason = "the printer stopped: " + std::string(word(*problem));
        return result;
      }
      if (!answered_) break;
    }
    // It is well and has taken everything: it does not know GS r.
    if (answered_) return result;
    result.outcome = PrintOutcome::unknown;
    result.problem = PrinterProblem::printer_offline;
    result.reason = "the printer does not answer any more";
    return result;
  }

  std::optional<PrinterProblem> why_it_stopped(Line& line) {
    try {
      const auto problem = what_stops(ask(line));
      return problem ? problem : PrinterProblem::printer_failed;
    } catch (const LineError&) {
      return PrinterProblem::printer_offline;
    }
  }

  PrinterAddress address_;
  const Interrupt& interrupt_;
  PrinterTimes times_;
  enum class Talks { not_known, yes, no } talks_ = Talks::not_known;
  bool answered_ = false;  ///< The last time that it was asked.
  bool done_ = false;      ///< The answer to GS r came while something else was asked.
  bool cut_off_ = false;   ///< The last picture did not arrive whole.
};

}  // namespace

std::unique_ptr<Printer> make_printer(const PrinterAddress& address, const Interrupt& interrupt,
                                      const PrinterTimes& times) {
  switch (address.kind) {
    case PrinterAddress::Kind::none:
      return nullptr;
    case PrinterAddress::Kind::cups:
      return make_cups_printer(address, interrupt, times);
    case PrinterAddress::Kind::file:
    case PrinterAddress::Kind::serial:
    case PrinterAddress::Kind::tcp:
      break;
  }
  return std::make_unique<EscPosPrinter>(address, interrupt, times);
}

}  // namespace foyer::printing

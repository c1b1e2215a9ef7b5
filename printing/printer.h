// Printers behind one small interface. A printer is used by one thread (Printing's worker), may be
// slow, may hang: every call ends by itself within PrinterTimes, or at once when it is interrupted.
//
// What an outcome means:
//   printed  the printer said so; or, where it cannot talk, it took every byte
//   failed   nothing came out, and nothing will: the same ticket may be printed again
//   unknown  some of it was taken and then something went wrong: perhaps there is paper, perhaps
//            there is half of it. Never repeated by itself; people are asked.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "printing/escpos.h"
#include "printing/raster.h"

namespace foyer::printing {

using SteadyTime = std::chrono::steady_clock::time_point;

/// Ends every wait of a printer at once, from another thread. Stays set.
class Interrupt {
 public:
  Interrupt();
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;
  void set();
  [[nodiscard]] bool is_set() const;
  [[nodiscard]] int fd() const { return fd_; }  ///< Can be read from once it is set.

 private:
  int fd_ = -1;
};

enum class PrintOutcome { printed, failed, unknown };

struct PrintResult {
  PrintOutcome outcome = PrintOutcome::failed;
  std::optional<PrinterProblem> problem;  ///< Where it is known what stood in the way.
  std::string reason;                     ///< English, for the log; empty when it was printed.
  SteadyTime first_byte{};                ///< When the printer had taken the first byte,
  SteadyTime last_byte{};                 ///< and the last one. For measuring.
};

class Printer {
 public:
  virtual ~Printer() = default;
  /// Does not throw for anything that a printer or a line does.
  virtual PrintResult print(const Raster& raster) = 0;
  /// Asks it how it is, worst first. Empty: well, or it does not tell.
  virtual std::vector<PrinterProblem> problems() = 0;
};

/// Where and how; from a command line.
struct PrinterAddress {
  enum class Kind { none, file, serial, tcp, cups } kind = Kind::none;
  enum class Flow { hardware, software, none } flow = Flow::hardware;
  std::string path;  ///< Of a device, a file or a named pipe; the queue's name.
  int baud = 115200;
  std::string host;  ///< Without brackets.
  int port = 9100;
  bool raw = false;  ///< A queue without a driver of its own: it gets ESC/POS.
  friend bool operator==(const PrinterAddress&, const PrinterAddress&) = default;
};

/// none | file:PATH | serial:PATH[?baud=N&flow=hardware|software|none] | tcp:HOST[:PORT] |
/// cups:QUEUE[?raw]. Throws std::runtime_error that names what is wrong.
[[nodiscard]] PrinterAddress parse_printer(std::string_view text);
/// As people write it: "tcp:10.0.0.7:9100". Without what is as usual.
[[nodiscard]] std::string to_text(const PrinterAddress& address);

struct PrinterTimes {
  std::chrono::milliseconds connect{3'000};
  std::chrono::milliseconds answer{300};   ///< DLE EOT is answered within a few ms by those who do.
  std::chrono::milliseconds stall{5'000};  ///< So long it may take no byte.
  /// Beyond what the line needs. A ticket of 250 mm at the 100 mm/s of slow printers takes 2.5 s.
  std::chrono::milliseconds done{10'000};
  std::chrono::milliseconds look{1'000};  ///< Between two looks at whether it is still well.
  std::chrono::milliseconds job{30'000};  ///< A CUPS queue, which may have other work before.
};

/// Null for Kind::none. `interrupt` must outlive it. Opens nothing yet.
[[nodiscard]] std::unique_ptr<Printer> make_printer(const PrinterAddress& address,
                                                    const Interrupt& interrupt,
                                                    const PrinterTimes& times = {});

}  // namespace foyer::printing

// Inside kiosk/: the line to a printer that takes bytes: a device file, a serial port, a socket, a
// plain file. Never blocks longer than it is told to.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>

#include "printing/printer.h"

namespace foyer::printing {

/// The line cannot be opened, or broke.
struct LineError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class Line {
 public:
  /// Of kind file, serial or tcp. Throws LineError in plain words.
  Line(const PrinterAddress& address, const Interrupt& interrupt, const PrinterTimes& times);
  ~Line();
  Line(const Line&) = delete;
  Line& operator=(const Line&) = delete;

  /// Writes all of it and counts in taken(). Throws LineError when the line breaks, is interrupted,
  /// or takes no byte for PrinterTimes::stall.
  void write(std::span<const std::uint8_t> bytes);
  /// Until what was written has left this machine. Throws as write does.
  void drain();
  /// Nothing: no byte came within `wait`. Throws LineError when the other side has closed.
  std::optional<std::uint8_t> read(std::chrono::milliseconds wait);
  /// Throws away what was sent unasked.
  void forget_input();

  /// Whether something can come back on it at all.
  [[nodiscard]] bool two_way() const { return two_way_; }
  /// What the kernel's driver knows of a USB printer that does not talk; nothing where it is none.
  [[nodiscard]] std::vector<PrinterProblem> problems_of_port() const;
  void start_counting() { taken_ = 0; }
  [[nodiscard]] std::size_t taken() const { return taken_; }
  [[nodiscard]] SteadyTime first_byte() const { return first_byte_; }
  [[nodiscard]] SteadyTime last_byte() const { return last_byte_; }

 private:
  void open_file(const PrinterAddress& address);
  void set_serial(const PrinterAddress& address);
  void connect_to(const PrinterAddress& address);
  bool try_connect(const void* address_info);
  /// Waits for `events` of poll(2); false: not within `wait`. Throws LineError if interrupted.
  bool ready(short events, std::chrono::milliseconds wait) const;
  /// Bytes that are still in the kernel; 0 where it cannot say.
  [[nodiscard]] int in_kernel() const;

  const Interrupt& interrupt_;
  PrinterTimes times_;
  std::string name_;
  int fd_ = -1;
  enum class Kind { file, device, serial, socket } kind_ = Kind::file;
  bool two_way_ = false;
  std::size_t taken_ = 0;
  SteadyTime first_byte_{};
  SteadyTime last_byte_{};
};

}  // namespace foyer::printing

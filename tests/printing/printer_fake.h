// A receipt printer on a real socket of this machine: reads ESC/POS as such a printer does, answers
// what it is asked, and fails in the ways in which printers fail.
#pragma once

#include <array>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace foyer::test {

struct FakeManner {
  bool answers = true;                                            ///< DLE EOT.
  bool tells_done = true;                                         ///< GS r.
  std::array<std::uint8_t, 5> status{0, 0x12, 0x12, 0x12, 0x12};  ///< To DLE EOT 1..4.
  std::optional<std::size_t> hangs_after{};                       ///< Reads no byte more, once.
  std::optional<std::size_t> closes_after{};                      ///< Breaks the connection, once.
  std::optional<std::size_t> paper_ends_after{};                  ///< Stops printing and says so.
};

/// What came out of it, and what it was given.
struct FakePaper {
  int width = 0;  ///< dots
  std::vector<std::uint8_t> rows;
  int cuts = 0;
  int feeds = 0;
  int resets = 0;
  std::string strange;  ///< Commands that it does not know, in hexadecimal.
};

class FakePrinter {
 public:
  explicit FakePrinter(FakeManner manner = {});
  ~FakePrinter();
  FakePrinter(const FakePrinter&) = delete;
  FakePrinter& operator=(const FakePrinter&) = delete;

  [[nodiscard]] int port() const { return port_; }
  /// "tcp:127.0.0.1:PORT"
  [[nodiscard]] std::string address() const;
  void behave(const FakeManner& manner);

  /// Everything since the start.
  [[nodiscard]] FakePaper paper() const;
  [[nodiscard]] int connections() const;
  /// Until so many bytes of pictures have come; false after ten seconds.
  bool wait_for_picture_bytes(std::size_t count);

 private:
  enum class State { text, esc, gs, dle, eot, feed, cut, cut_more, done, header, picture };

  void serve();
  void talk_to(int fd);
  /// False: it wants to break the connection.
  bool take(std::uint8_t byte, int fd);
  void take_command(std::uint8_t byte, int fd);
  void reply(int fd, std::uint8_t byte) const;

  int listener_ = -1;
  int stop_ = -1;  // eventfd
  int port_ = 0;

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  FakeManner manner_;                // by mutex_
  FakePaper paper_;                  // by mutex_
  std::size_t bytes_ = 0;            // by mutex_; of all
  std::size_t picture_bytes_ = 0;    // by mutex_
  int connections_ = 0;              // by mutex_
  State state_ = State::text;        // of the thread; lives on when a connection ends
  std::vector<std::uint8_t> words_;  // of the thread: parameters of the command so far
  std::size_t picture_left_ = 0;     // of the thread

  std::thread thread_;  // last: it uses everything above
};

}  // namespace foyer::test

// Printers, well and ill: a real socket, a pseudo-terminal, a plain file. No test waits for a time
// to pass but for what the printer does; the spans below end the waits that must end by themselves.
#include <doctest/doctest.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <unistd.h>

#include <fstream>

#include "printing/printer.h"
#include "printing/printer_cups.h"
#include "tests/printing/printer_fake.h"
#include "tests/printing/printer_process.h"

using namespace foyer;
using namespace foyer::test;
using namespace foyer::printing;

namespace {

using std::chrono::milliseconds;

/// Every third dot black, a row with a border now and then: more than two bands.
Raster pattern(int rows = 300) {
  Raster raster(576);
  raster.grow(rows);
  for (int y = 0; y < rows; ++y) {
    for (int x = 0; x < 576; ++x) raster.set(x, y, (x + y) % 3 == 0 || y % 50 == 0);
  }
  return raster;
}

PrinterTimes quick() {
  PrinterTimes times;
  times.connect = times.answer = milliseconds(1000);
  times.stall = times.done = milliseconds(400);
  times.look = milliseconds(100);
  return times;
}

struct Bench {
  Interrupt interrupt;
  std::unique_ptr<Printer> printer;
  explicit Bench(const std::string& address, const PrinterTimes& times = quick())
      : printer(make_printer(parse_printer(address), interrupt, times)) {}
};

std::string why_not(const std::string& address) {
  try {
    static_cast<void>(parse_printer(address));
    return "it is taken";
  } catch (const std::runtime_error& error) {
    return error.what();
  }
}

bool says(const std::string& text, const std::string& part) {
  CAPTURE(text);
  return text.find(part) != std::string::npos;
}

std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string text_of(const Bytes& bytes) {
  return {bytes.begin(), bytes.end()};
}

/// The printer's side of a pseudo-terminal.
struct Terminal {
  int fd = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
  std::string path;
  Terminal() {
    REQUIRE(fd >= 0);
    REQUIRE(grantpt(fd) == 0);
    REQUIRE(unlockpt(fd) == 0);
    path = ptsname(fd);
  }
  ~Terminal() { close(fd); }
  /// Reads until so many bytes are there.
  std::string read_bytes(std::size_t count) const {
    std::string text;
    while (text.size() < count) {
      char part[4096];
      pollfd wait{fd, POLLIN, 0};
      if (poll(&wait, 1, 10'000) <= 0) break;
      const ssize_t got = read(fd, part, sizeof part);
      if (got <= 0) continue;  // nobody has it open yet
      text.append(part, static_cast<std::size_t>(got));
    }
    return text;
  }
};

}  // namespace

TEST_CASE("printer: the command line's addresses") {
  using Kind = PrinterAddress::Kind;
  CHECK(parse_printer("none").kind == Kind::none);
  CHECK(parse_printer("file:/dev/usb/lp0").path == "/dev/usb/lp0");
  const PrinterAddress serial = parse_printer("serial:/dev/ttyS0?baud=9600&flow=software");
  CHECK(serial.kind == Kind::serial);
  CHECK(serial.path == "/dev/ttyS0");
  CHECK(serial.baud == 9600);
  CHECK(serial.flow == PrinterAddress::Flow::software);
  CHECK(parse_printer("serial:/dev/ttyS0").baud == 115200);
  CHECK(parse_printer("tcp:printer.city.example").port == 9100);
  CHECK(parse_printer("tcp:10.0.0.7:9101").port == 9101);
  CHECK(parse_printer("tcp:[fe80::1]:9101").host == "fe80::1");
  CHECK(to_text(parse_printer("tcp:[fe80::1]")) == "tcp:[fe80::1]:9100");
  CHECK(parse_printer("cups:Receipts?raw").raw);
  CHECK_FALSE(parse_printer("cups:Receipts").raw);
}

TEST_CASE("printer: an address that is wrong says what is wrong") {
  CHECK(says(why_not("lp0"), "it does not say what kind it is"));
  CHECK(says(why_not("usb:0"), "there is no kind \"usb\""));
  CHECK(says(why_not("file:"), "the path is missing"));
  CHECK(says(why_not("tcp:"), "the host is missing"));
  CHECK(says(why_not("tcp:host:99999"), "the port is \"99999\""));
  CHECK(says(why_not("tcp:[fe80::1"), "the ] after the address is missing"));
  CHECK(says(why_not("serial:/dev/ttyS0?baud=fast"), "baud is \"fast\""));
  CHECK(says(why_not("serial:/dev/ttyS0?flow=none&stop=2"), "\"stop\" is not known"));
  CHECK(says(why_not("serial:/dev/ttyS0?flow=odd"), "flow is \"odd\""));
  CHECK(says(why_not("cups:"), "the queue's name is missing"));
  CHECK(says(why_not("cups:q?draft"), "\"draft\" is not known"));
}

TEST_CASE("printer: what the status bytes say") {
  using P = PrinterProblem;
  CHECK(problems_in_status(1, 0x12).empty());
  CHECK(problems_in_status(1, 0x1A) == std::vector{P::printer_offline});
  CHECK(problems_in_status(2, 0x16) == std::vector{P::cover_open});
  CHECK(problems_in_status(2, 0x32) == std::vector{P::paper_out});
  CHECK(problems_in_status(3, 0x1A) == std::vector{P::printer_failed});
  CHECK(problems_in_status(4, 0x1E) == std::vector{P::paper_low});
  CHECK(problems_in_status(4, 0x72) == std::vector{P::paper_out});
  CHECK(is_status(0x12));
  CHECK_FALSE(is_status(0x00));
  CHECK(is_done(0x00));
  CHECK_FALSE(is_done(0x12));
}

TEST_CASE("printer: a queue's reasons are the same problems") {
  using P = PrinterProblem;
  CHECK(problems_in_reasons({"none"}).empty());
  CHECK(problems_in_reasons({"media-empty-error", "media-low-report"}) ==
        std::vector{P::paper_out});
  CHECK(problems_in_reasons({"cover-open", "offline-report"}) == std::vector{P::cover_open});
  CHECK(problems_in_reasons({"paused", "connecting-to-device"}) == std::vector{P::printer_offline});
  CHECK(problems_in_reasons({"media-low-warning"}) == std::vector{P::paper_low});
}

TEST_CASE("escpos: bands of 128 rows between a reset and a cut and nothing else") {
  const Raster raster = pattern(300);
  const Bytes bytes = encode_escpos(raster);
  CHECK(bytes.size() == 2 + 3 * 8 + 300 * 72 + 3 + 4);
  CHECK(text_of(bytes).substr(0, 10) == std::string("\x1B@\x1Dv0\0\x48\0\x80\0", 10));
  CHECK(text_of(bytes).substr(bytes.size() - 7) == std::string("\x1B\x64\x04\x1DVB\0", 7));
  CHECK(text_of(bytes).substr(2 + 2 * (8 + 128 * 72), 8) == std::string("\x1Dv0\0\x48\0\x2C\0", 8));
}

TEST_CASE("printer: over the network the same dots come out and it says so") {
  FakePrinter fake;
  Bench bench(fake.address());
  const Raster raster = pattern();
  const PrintResult result = bench.printer->print(raster);
  CAPTURE(result.reason);
  CHECK(result.outcome == PrintOutcome::printed);
  CHECK(result.first_byte <= result.last_byte);
  const FakePaper paper = fake.paper();
  CHECK(paper.width == raster.width());
  CHECK(paper.rows == raster.bytes());
  CHECK(paper.cuts == 1);
  CHECK(paper.feeds == 4);
  CHECK(paper.resets == 1);
  CHECK(paper.strange.empty());
  CHECK(bench.printer->problems().empty());
}

TEST_CASE("printer: without paper nothing is sent to it") {
  FakeManner manner;
  manner.status[2] = 0x32;
  manner.status[4] = 0x72;
  FakePrinter fake(manner);
  Bench bench(fake.address());
  const PrintResult result = bench.printer->print(pattern());
  CHECK(result.outcome == PrintOutcome::failed);
  CHECK(result.problem == PrinterProblem::paper_out);
  CHECK(fake.paper().rows.empty());
  CHECK(bench.printer->problems() == std::vector{PrinterProblem::paper_out});
  fake.behave({});
  CHECK(bench.printer->print(pattern()).outcome == PrintOutcome::printed);
}

TEST_CASE("printer: an open cover is told and offline is not told beside it") {
  FakeManner manner;
  manner.status[1] = 0x1A;
  manner.status[2] = 0x16;
  FakePrinter fake(manner);
  Bench bench(fake.address());
  CHECK(bench.printer->print(pattern()).problem == PrinterProblem::cover_open);
}

TEST_CASE("printer: low paper is told and it prints") {
  FakeManner manner;
  manner.status[4] = 0x1E;
  FakePrinter fake(manner);
  Bench bench(fake.address());
  CHECK(bench.printer->problems() == std::vector{PrinterProblem::paper_low});
  CHECK(bench.printer->print(pattern()).outcome == PrintOutcome::printed);
}

TEST_CASE("printer: one that never answers is taken at its word that it took everything") {
  FakeManner manner;
  manner.answers = manner.tells_done = false;
  FakePrinter fake(manner);
  PrinterTimes times = quick();
  times.answer = milliseconds(50);
  Bench bench(fake.address(), times);
  const Raster raster = pattern();
  const PrintResult result = bench.printer->print(raster);
  CAPTURE(result.reason);
  CHECK(result.outcome == PrintOutcome::printed);
  REQUIRE(fake.wait_for_picture_bytes(raster.bytes().size()));
  CHECK(fake.paper().strange.empty());
}

TEST_CASE("printer: one that does not say when it is done is asked how it is") {
  FakeManner manner;
  manner.tells_done = false;
  FakePrinter fake(manner);
  Bench bench(fake.address());
  CHECK(bench.printer->print(pattern()).outcome == PrintOutcome::printed);
}

TEST_CASE("printer: a line that breaks half-way is unknown and the next ticket comes out whole") {
  FakeManner manner;
  manner.closes_after = 9000;
  FakePrinter fake(manner);
  Bench bench(fake.address());
  const Raster raster = pattern(2000);
  const PrintResult result = bench.printer->print(raster);
  CAPTURE(result.reason);
  CHECK(result.outcome == PrintOutcome::unknown);
  const std::size_t before = fake.paper().rows.size();
  CHECK(before > 0);
  const PrintResult again = bench.printer->print(pattern());
  CAPTURE(again.reason);
  CHECK(again.outcome == PrintOutcome::printed);
  const FakePaper paper = fake.paper();
  CHECK(paper.strange.empty());
  CHECK(paper.cuts == 1);
  // The rest of the picture that was cut off, in white, then the new one as it is.
  const std::size_t size = pattern().bytes().size();
  REQUIRE(paper.rows.size() > size);
  CHECK(std::vector(paper.rows.end() - static_cast<std::ptrdiff_t>(size), paper.rows.end()) ==
        pattern().bytes());
}

TEST_CASE("printer: one that hangs is given up and the outcome is unknown") {
  FakeManner manner;
  manner.hangs_after = 5000;
  FakePrinter fake(manner);
  Bench bench(fake.address());
  const PrintResult result = bench.printer->print(pattern(6000));
  CAPTURE(result.reason);
  CHECK(result.outcome == PrintOutcome::unknown);
}

TEST_CASE("printer: paper that ends in the middle is unknown and says why") {
  FakeManner manner;
  manner.paper_ends_after = 10'000;
  FakePrinter fake(manner);
  Bench bench(fake.address());
  const PrintResult result = bench.printer->print(pattern());
  CHECK(result.outcome == PrintOutcome::unknown);
  CHECK(result.problem == PrinterProblem::paper_out);
}

TEST_CASE("printer: nobody there is a failure that may be repeated") {
  std::string address;
  {
    const FakePrinter gone;
    address = gone.address();
  }
  Bench bench(address);
  const PrintResult result = bench.printer->print(pattern());
  CHECK(result.outcome == PrintOutcome::failed);
  CHECK(result.problem == PrinterProblem::printer_offline);
  CHECK(says(result.reason, address));
  CHECK(bench.printer->problems() == std::vector{PrinterProblem::printer_offline});
}

TEST_CASE("printer: an interrupt ends a print that hangs at once") {
  FakeManner manner;
  manner.hangs_after = 5000;
  FakePrinter fake(manner);
  PrinterTimes times = quick();
  times.stall = times.done = std::chrono::minutes(5);
  Bench bench(fake.address(), times);
  std::thread stops([&] {
    fake.wait_for_picture_bytes(1000);
    bench.interrupt.set();
  });
  const PrintResult result = bench.printer->print(pattern(6000));
  stops.join();
  CHECK(result.outcome == PrintOutcome::unknown);
  CHECK(says(result.reason, "interrupted"));
}

TEST_CASE("printer: a plain file gets the bytes as they are") {
  const TempFile file(".bin");
  Bench bench("file:" + file.path().string());
  CHECK(bench.printer->problems().empty());
  CHECK(bench.printer->print(pattern()).outcome == PrintOutcome::printed);
  CHECK(bytes_of(file.path()) == text_of(encode_escpos(pattern())));
}

TEST_CASE("printer: a device that is not there is named") {
  Bench bench("file:/dev/usb/no-such-printer");
  const PrintResult result = bench.printer->print(pattern());
  CHECK(result.outcome == PrintOutcome::failed);
  CHECK(result.problem == PrinterProblem::printer_offline);
  CHECK(says(result.reason, "/dev/usb/no-such-printer: No such file or directory"));
}

TEST_CASE("printer: a serial port gets every byte unchanged") {
  const Terminal terminal;
  PrinterTimes times = quick();
  times.answer = milliseconds(50);  // This one does not talk.
  Bench bench("serial:" + terminal.path + "?baud=115200&flow=none", times);
  const Bytes bytes = encode_escpos(pattern());
  std::string got;
  std::thread printer([&] { got = terminal.read_bytes(3 + bytes.size()); });
  const PrintResult result = bench.printer->print(pattern());
  printer.join();
  CAPTURE(result.reason);
  CHECK(result.outcome == PrintOutcome::printed);
  CHECK(got == text_of(ask_status(1)) + text_of(bytes));
}

TEST_CASE("printer: a serial port that takes nothing is given up") {
  const Terminal terminal;
  PrinterTimes times = quick();
  times.answer = milliseconds(50);
  Bench bench("serial:" + terminal.path + "?flow=none", times);
  const PrintResult result = bench.printer->print(pattern(3000));
  CHECK(result.outcome == PrintOutcome::unknown);
  CHECK(says(result.reason, "it takes no more"));
}

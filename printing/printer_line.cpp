#include "printing/printer_line.h"

#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include <linux/sockios.h>

namespace foyer::printing {
namespace {

using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

// linux/lp.h has it, but not in every set of kernel headers.
constexpr unsigned long lp_get_status = 0x060B;
constexpr int lp_paper_out = 0x20;
constexpr int lp_selected = 0x10;
constexpr int lp_no_error = 0x08;

std::string error_words(int error) {
  return std::strerror(error);
}

speed_t speed_of(int baud) {
  switch (baud) {
    case 9600:
      return B9600;
    case 19200:
      return B19200;
    case 38400:
      return B38400;
    case 57600:
      return B57600;
    case 230400:
      return B230400;
    default:
      return B115200;
  }
}

milliseconds left_until(Clock::time_point end) {
  return std::max(milliseconds(0),
                  std::chrono::duration_cast<milliseconds>(end - Clock::now() + milliseconds(1)));
}

}  // namespace

Interrupt::Interrupt() : fd_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  if (fd_ < 0) throw std::runtime_error("cannot make an eventfd: " + error_words(errno));
}
Interrupt::~Interrupt() {
  close(fd_);
}
void Interrupt::set() {
  const std::uint64_t one = 1;
  // It can only fail where it is set already.
  [[maybe_unused]] const auto written = ::write(fd_, &one, sizeof one);
}
bool Interrupt::is_set() const {
  pollfd wait{fd_, POLLIN, 0};
  return poll(&wait, 1, 0) > 0;
}

Line::Line(const PrinterAddress& address, const Interrupt& interrupt, const PrinterTimes& times)
    : interrupt_(interrupt), times_(times), name_(to_text(address)) {
  try {
    if (address.kind == PrinterAddress::Kind::tcp) {
      connect_to(address);
    } else {
      open_file(address);
    }
  } catch (...) {
    if (fd_ >= 0) close(fd_);
    throw;
  }
}

Line::~Line() {
  close(fd_);
}

void Line::open_file(const PrinterAddress& address) {
  struct stat about {};
  if (stat(address.path.c_str(), &about) != 0) {
    throw LineError("cannot open " + address.path + ": " + error_words(errno));
  }
  constexpr int always = O_NONBLOCK | O_NOCTTY | O_CLOEXEC | O_APPEND;
  if (S_ISCHR(about.st_mode)) {
    kind_ = address.kind == PrinterAddress::Kind::serial ? Kind::serial : Kind::device;
    fd_ = open(address.path.c_str(), O_RDWR | always);
    two_way_ = fd_ >= 0;
  }
  if (fd_ < 0) fd_ = open(address.path.c_str(), O_WRONLY | always);
  if (fd_ < 0) throw LineError("cannot open " + address.path + ": " + error_words(errno));
  if (kind_ == Kind::serial) set_serial(address);
  if (kind_ == Kind::device && isatty(fd_) != 0) set_serial(address);
}

void Line::set_serial(const PrinterAddress& address) {
  termios settings{};
  if (tcgetattr(fd_, &settings) != 0) {
    throw LineError(address.path + " is no serial port: " + error_words(errno));
  }
  cfmakeraw(&settings);
  settings.c_cflag |= CLOCAL | CREAD;
  settings.c_cflag &= ~static_cast<tcflag_t>(CRTSCTS);
  settings.c_iflag &= ~static_cast<tcflag_t>(IXON | IXOFF);
  if (address.flow == PrinterAddress::Flow::hardware) settings.c_cflag |= CRTSCTS;
  if (address.flow == PrinterAddress::Flow::software) settings.c_iflag |= IXON;
  cfsetispeed(&settings, speed_of(address.baud));
  cfsetospeed(&settings, speed_of(address.baud));
  if (tcsetattr(fd_, TCSANOW, &settings) != 0) {
    throw LineError("cannot set " + address.path + ": " + error_words(errno));
  }
  kind_ = Kind::serial;
}

void Line::connect_to(const PrinterAddress& address) {
  kind_ = Kind::socket;
  two_way_ = true;
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  const int error =
      getaddrinfo(address.host.c_str(), std::to_string(address.port).c_str(), &hints, &found);
  if (error != 0) {
    throw LineError("cannot find the printer " + address.host + ": " + gai_strerror(error));
  }
  const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> list(found, &freeaddrinfo);
  for (const addrinfo* one = found; one != nullptr; one = one->ai_next) {
    if (try_connect(one)) return;
  }
  throw LineError("cannot reach the printer " + name_ + ": " + error_words(errno));
}

bool Line::try_connect(const void* address_info) {
  const auto& one = *static_cast<const addrinfo*>(address_info);
  fd_ = socket(one.ai_family, one.ai_socktype | SOCK_NONBLOCK | SOCK_CLOEXEC, one.ai_protocol);
  if (fd_ < 0) return false;
  int error = 0;
  if (::connect(fd_, one.ai_addr, one.ai_addrlen) != 0) {
    error = errno;
    if (error == EINPROGRESS) {
      socklen_t size = sizeof error;
      if (!ready(POLLOUT, times_.connect)) {
        error = ETIMEDOUT;
      } else if (getsockopt(fd_, SOL_SOCKET, SO_ERROR, &error, &size) != 0) {
        error = errno;
      }
    }
  }
  if (error == 0) {
    const int on = 1;
    setsockopt(fd_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return true;
  }
  close(std::exchange(fd_, -1));
  errno = error;
  return false;
}

bool Line::ready(short events, milliseconds wait) const {
  const auto end = Clock::now() + wait;
  for (;;) {
    pollfd fds[2] = {{fd_, events, 0}, {interrupt_.fd(), POLLIN, 0}};
    const int count = poll(fds, 2, static_cast<int>(left_until(end).count()));
    if (count < 0 && errno != EINTR) throw LineError(name_ + ": " + error_words(errno));
    if (fds[1].revents != 0) throw LineError(name_ + ": interrupted");
    // A broken line is ready too: the call that follows says what is wrong with it.
    if (count > 0 && fds[0].revents != 0) return true;
    if (Clock::now() >= end) return false;
  }
}

void Line::write(std::span<const std::uint8_t> bytes) {
  // A device file may swallow much at once and then be deaf for long: in small steps we can stop.
  constexpr std::size_t step = 4096;
  while (!bytes.empty()) {
    if (!ready(POLLOUT, times_.stall)) throw LineError(name_ + ": it takes no more");
    const std::size_t size = std::min(step, bytes.size());
    const ssize_t count = kind_ == Kind::socket ? send(fd_, bytes.data(), size, MSG_NOSIGNAL)
                                                : ::write(fd_, bytes.data(), size);
    if (count < 0) {
      if (errno == EAGAIN || errno == EINTR) continue;
      throw LineError(name_ + ": " + error_words(errno));
    }
    last_byte_ = Clock::now();
    if (taken_ == 0 && count > 0) first_byte_ = last_byte_;
    taken_ += static_cast<std::size_t>(count);
    bytes = bytes.subspan(static_cast<std::size_t>(count));
  }
}

int Line::in_kernel() const {
  int count = 0;
  if (kind_ == Kind::socket) return ioctl(fd_, SIOCOUTQ, &count) == 0 ? count : 0;
  if (kind_ == Kind::serial) return ioctl(fd_, TIOCOUTQ, &count) == 0 ? count : 0;
  return 0;
}

void Line::drain() {
  constexpr milliseconds look_every{5};
  auto end = Clock::now() + times_.stall;
  int before = in_kernel();
  while (before > 0) {
    // Nothing tells when the kernel has sent it; a line that breaks meanwhile is seen here.
    pollfd fds[2] = {{fd_, 0, 0}, {interrupt_.fd(), POLLIN, 0}};
    poll(fds, 2, static_cast<int>(look_every.count()));
    if (fds[1].revents != 0) throw LineError(name_ + ": interrupted");
    if ((fds[0].revents & POLLERR) != 0) throw LineError(name_ + ": the line broke");
    const int now = in_kernel();
    if (now < before) end = Clock::now() + times_.stall;
    before = now;
    if (before > 0 && Clock::now() >= end) throw LineError(name_ + ": it takes no more");
  }
}

std::optional<std::uint8_t> Line::read(milliseconds wait) {
  if (!two_way_) return std::nullopt;
  const auto end = Clock::now() + wait;
  for (;;) {
    if (!ready(POLLIN, left_until(end))) return std::nullopt;
    std::uint8_t byte = 0;
    const ssize_t count = ::read(fd_, &byte, 1);
    if (count == 1) return byte;
    if (count == 0) {
      if (kind_ != Kind::device) throw LineError(name_ + ": the printer has hung up");
      // A USB printer that has nothing to say may read as an empty file, again and again.
      constexpr milliseconds look_every{10};
      if (left_until(end) <= look_every) return std::nullopt;
      pollfd stop{interrupt_.fd(), POLLIN, 0};
      if (poll(&stop, 1, static_cast<int>(look_every.count())) > 0) {
        throw LineError(name_ + ": interrupted");
      }
      continue;
    }
    if (errno != EAGAIN && errno != EINTR) throw LineError(name_ + ": " + error_words(errno));
    if (Clock::now() >= end) return std::nullopt;
  }
}

void Line::forget_input() {
  if (!two_way_) return;
  while (read(milliseconds(0))) {
  }
}

std::vector<PrinterProblem> Line::problems_of_port() const {
  int status = 0;
  if (kind_ != Kind::device || ioctl(fd_, lp_get_status, &status) != 0) return {};
  if ((status & lp_paper_out) != 0) return {PrinterProblem::paper_out};
  if ((status & lp_selected) == 0) return {PrinterProblem::printer_offline};
  if ((status & lp_no_error) == 0) return {PrinterProblem::printer_failed};
  return {};
}

}  // namespace foyer::printing

#include "tests/printing/printer_fake.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <stdexcept>

namespace foyer::test {
namespace {

/// False: it is to stop.
bool readable(int fd, int stop) {
  pollfd fds[2] = {{fd, POLLIN, 0}, {stop, POLLIN, 0}};
  poll(fds, 2, -1);
  return fds[1].revents == 0;
}

std::string hex(std::uint8_t byte) {
  constexpr const char* digits = "0123456789abcdef";
  return {digits[byte >> 4], digits[byte & 15]};
}

}  // namespace

FakePrinter::FakePrinter(FakeManner manner)
    : listener_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)),
      stop_(eventfd(0, EFD_CLOEXEC)),
      manner_(manner) {
  // Little room, as in a printer: what it does not read must not vanish in this machine.
  const int room = 2048;
  setsockopt(listener_, SOL_SOCKET, SO_RCVBUF, &room, sizeof room);
  sockaddr_in at{};
  at.sin_family = AF_INET;
  at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof at;
  if (bind(listener_, reinterpret_cast<sockaddr*>(&at), sizeof at) != 0 ||
      listen(listener_, 4) != 0 ||
      getsockname(listener_, reinterpret_cast<sockaddr*>(&at), &size) != 0) {
    throw std::runtime_error("the printer of the test cannot listen");
  }
  port_ = ntohs(at.sin_port);
  thread_ = std::thread([this] { serve(); });
}

FakePrinter::~FakePrinter() {
  const std::uint64_t one = 1;
  [[maybe_unused]] const auto written = write(stop_, &one, sizeof one);
  thread_.join();
  close(listener_);
  close(stop_);
}

std::string FakePrinter::address() const {
  return "tcp:127.0.0.1:" + std::to_string(port_);
}

void FakePrinter::behave(const FakeManner& manner) {
  const std::lock_guard lock(mutex_);
  manner_ = manner;
}

FakePaper FakePrinter::paper() const {
  const std::lock_guard lock(mutex_);
  return paper_;
}

int FakePrinter::connections() const {
  const std::lock_guard lock(mutex_);
  return connections_;
}

bool FakePrinter::wait_for_picture_bytes(std::size_t count) {
  std::unique_lock lock(mutex_);
  return changed_.wait_for(lock, std::chrono::seconds(10), [&] { return picture_bytes_ >= count; });
}

void FakePrinter::serve() {
  while (readable(listener_, stop_)) {
    const int fd = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (fd < 0) continue;
    {
      const std::lock_guard lock(mutex_);
      ++connections_;
      bytes_ = 0;
    }
    talk_to(fd);
    close(fd);
  }
}

void FakePrinter::talk_to(int fd) {
  for (;;) {
    {
      std::unique_lock lock(mutex_);
      if (manner_.hangs_after && bytes_ >= *manner_.hangs_after) {
        manner_.hangs_after.reset();
        lock.unlock();
        // Deaf until the other side gives up.
        pollfd fds[2] = {{fd, POLLRDHUP, 0}, {stop_, POLLIN, 0}};
        poll(fds, 2, -1);
        return;
      }
    }
    if (!readable(fd, stop_)) return;
    std::uint8_t part[256];
    const ssize_t count = read(fd, part, sizeof part);
    if (count <= 0) return;
    for (ssize_t i = 0; i < count; ++i) {
      if (take(part[i], fd)) continue;
      // As if the cable had been pulled.
      const linger at_once{1, 0};
      setsockopt(fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
      return;
    }
    changed_.notify_all();
  }
}

void FakePrinter::reply(int fd, std::uint8_t byte) const {
  [[maybe_unused]] const auto sent = send(fd, &byte, 1, MSG_NOSIGNAL);
}

bool FakePrinter::take(std::uint8_t byte, int fd) {
  const std::lock_guard lock(mutex_);
  ++bytes_;
  if (manner_.closes_after && bytes_ > *manner_.closes_after) {
    manner_.closes_after.reset();
    return false;
  }
  if (state_ != State::picture) {
    take_command(byte, fd);
    return true;
  }
  ++picture_bytes_;
  const bool no_paper = manner_.paper_ends_after && picture_bytes_ > *manner_.paper_ends_after;
  if (no_paper) manner_.status[2] = manner_.status[4] = 0x72;
  if (!no_paper) paper_.rows.push_back(byte);
  if (--picture_left_ == 0) state_ = State::text;
  return true;
}

void FakePrinter::take_command(std::uint8_t byte, int fd) {
  words_.push_back(byte);
  const auto ends = [&] {
    words_.clear();
    state_ = State::text;
  };
  switch (state_) {
    case State::text:
      words_.clear();
      if (byte == 0x1B) {
        state_ = State::esc;
      } else if (byte == 0x1D) {
        state_ = State::gs;
      } else if (byte == 0x10) {
        state_ = State::dle;
      } else if (byte != 0) {
        paper_.strange += hex(byte);
      }
      break;
    case State::esc:
      if (byte == '@') {
        ++paper_.resets;
        ends();
      } else if (byte == 'd') {
        state_ = State::feed;
      } else {
        paper_.strange += "1b" + hex(byte);
        ends();
      }
      break;
    case State::feed:
      paper_.feeds += byte;
      ends();
      break;
    case State::gs:
      words_.clear();
      state_ = byte == 'v'   ? State::header
               : byte == 'V' ? State::cut
               : byte == 'r' ? State::done
                             : State::text;
      if (state_ == State::text) paper_.strange += "1d" + hex(byte);
      break;
    case State::cut:
      state_ = State::cut_more;
      break;
    case State::cut_more:
      ++paper_.cuts;
      ends();
      break;
    case State::done: {
      const bool stopped = (manner_.status[2] & 0x20) != 0;
      if (manner_.tells_done && !stopped) reply(fd, 0);
      ends();
      break;
    }
    case State::dle:
      state_ = byte == 0x04 ? State::eot : State::text;
      break;
    case State::eot:
      if (manner_.answers && byte >= 1 && byte <= 4) reply(fd, manner_.status[byte]);
      ends();
      break;
    case State::header:
      if (words_.size() < 6) break;  // '0' m xL xH yL yH
      paper_.width = (words_[2] | words_[3] << 8) * 8;
      picture_left_ = static_cast<std::size_t>(words_[2] | words_[3] << 8) *
                      static_cast<std::size_t>(words_[4] | words_[5] << 8);
      words_.clear();
      state_ = picture_left_ == 0 ? State::text : State::picture;
      break;
    case State::picture:
      break;
  }
}

}  // namespace foyer::test

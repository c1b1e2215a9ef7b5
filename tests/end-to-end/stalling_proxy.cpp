#include "tests/end-to-end/stalling_proxy.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/eventfd.h>
#include <sys/poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <list>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <vector>

namespace foyer::test {
namespace {

constexpr std::size_t chunk = 64 * 1024;

int checked(int result, const char* what) {
  if (result < 0) throw std::runtime_error(std::string("proxy: ") + what);
  return result;
}

sockaddr_in address(int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

/// One way of one connection: what was read and is not yet written.
struct Flow {
  int from = -1;
  int to = -1;
  std::vector<char> held;

  /// False when it is over.
  bool move() {
    if (held.empty()) {
      held.resize(chunk);
      const ssize_t got = ::read(from, held.data(), held.size());
      held.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
      if (got == 0 || (got < 0 && errno != EAGAIN)) return false;
    }
    if (held.empty()) return true;
    const ssize_t put = ::send(to, held.data(), held.size(), MSG_NOSIGNAL);
    if (put < 0) return errno == EAGAIN;
    held.erase(held.begin(), held.begin() + put);
    return true;
  }
};

struct Connection {
  Flow up;
  Flow down;
  void close() const {
    ::close(up.from);
    ::close(up.to);
  }
};

}  // namespace

class StallingProxy::Pump {
 public:
  explicit Pump(const std::string& target)
      : target_port_(std::stoi(target.substr(target.rfind(':') + 1))),
        wake_(checked(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC), "eventfd")),
        listener_(
            checked(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0), "socket")) {
    sockaddr_in own = address(0);
    auto* raw = reinterpret_cast<sockaddr*>(&own);
    socklen_t size = sizeof own;
    checked(::bind(listener_, raw, size), "bind");
    checked(::listen(listener_, 16), "listen");
    checked(::getsockname(listener_, raw, &size), "getsockname");
    endpoint_ = "tcp://127.0.0.1:" + std::to_string(ntohs(own.sin_port));
    thread_ = std::thread([this] { run(); });
  }

  ~Pump() {
    stop_ = true;
    poke();
    thread_.join();
    for (const Connection& connection : connections_) connection.close();
    ::close(listener_);
    ::close(wake_);
  }
  Pump(const Pump&) = delete;
  Pump& operator=(const Pump&) = delete;

  [[nodiscard]] const std::string& endpoint() const { return endpoint_; }

  void set(Wire to_server, Wire to_client) {
    to_server_ = to_server;
    to_client_ = to_client;
    poke();
  }

 private:
  void poke() const {
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = ::write(wake_, &one, sizeof one);
  }

  [[nodiscard]] bool is_cut() const { return to_server_ == Wire::cut || to_client_ == Wire::cut; }

  void run() {
    while (!stop_) {
      wait();
      std::uint64_t count = 0;
      [[maybe_unused]] const auto read = ::read(wake_, &count, sizeof count);
      accept_all();
      connections_.remove_if([this](Connection& connection) {
        const bool over = is_cut() || !carry(connection);
        if (over) connection.close();
        return over;
      });
    }
  }

  void wait() {
    std::vector<pollfd> items{{wake_, POLLIN, 0}, {listener_, POLLIN, 0}};
    for (const Connection& connection : connections_) {
      if (to_server_ == Wire::open) items.push_back(item_of(connection.up));
      if (to_client_ == Wire::open) items.push_back(item_of(connection.down));
    }
    ::poll(items.data(), items.size(), -1);
  }

  static pollfd item_of(const Flow& flow) {
    if (flow.held.empty()) return {flow.from, POLLIN, 0};
    return {flow.to, POLLOUT, 0};
  }

  bool carry(Connection& connection) const {
    if (to_server_ == Wire::open && !connection.up.move()) return false;
    return to_client_ != Wire::open || connection.down.move();
  }

  void accept_all() {
    while (true) {
      const int client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
      if (client < 0) return;
      const int server = is_cut() ? -1 : connect_on();
      if (server < 0) {
        ::close(client);
        continue;
      }
      connections_.push_back({{client, server, {}}, {server, client, {}}});
    }
  }

  [[nodiscard]] int connect_on() const {
    const int server = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in to = address(target_port_);
    if (::connect(server, reinterpret_cast<const sockaddr*>(&to), sizeof to) != 0) {
      ::close(server);
      return -1;
    }
    ::fcntl(server, F_SETFL, O_NONBLOCK);
    return server;
  }

  const int target_port_;
  const int wake_;
  const int listener_;
  std::string endpoint_;
  std::atomic<bool> stop_ = false;
  std::atomic<Wire> to_server_ = Wire::open;
  std::atomic<Wire> to_client_ = Wire::open;
  std::list<Connection> connections_;  // The thread's own, until it has ended.
  std::thread thread_;
};

StallingProxy::StallingProxy(const std::string& target) : pump_(std::make_unique<Pump>(target)) {}
StallingProxy::~StallingProxy() = default;

const std::string& StallingProxy::endpoint() const {
  return pump_->endpoint();
}

void StallingProxy::set(Wire to_server, Wire to_client) {
  pump_->set(to_server, to_client);
}

}  // namespace foyer::test

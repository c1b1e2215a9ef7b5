#include "link/client.h"

#include <sys/eventfd.h>
#include <sys/random.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <deque>
#include <mutex>
#include <system_error>
#include <thread>
#include <zmq.hpp>

#include "link/follower.h"
#include "link/outstanding.h"
#include "protocol/access.h"

namespace foyer::link {
namespace {

using Steady = std::chrono::steady_clock;
using Asker = Outstanding::Asker;

constexpr std::size_t updates_max = 50000;

/// 128 bits as 22 of [A-Za-z0-9_-].
std::string random_name() {
  constexpr std::string_view signs =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
  std::array<unsigned char, 22> bytes{};
  if (::getrandom(bytes.data(), bytes.size(), 0) != static_cast<::ssize_t>(bytes.size())) {
    throw std::system_error(errno, std::generic_category(), "getrandom");
  }
  std::string name;
  for (unsigned char byte : bytes) name += signs[byte % signs.size()];
  return name;
}

/// Counted in fixed width behind one random name: ids that follow each other stand beside each
/// other in the server's table of requests, which keeps its commits small.
std::string counted_id(const std::string& name, std::uint64_t count) {
  std::array<char, 16> digits{};
  std::snprintf(digits.data(), digits.size(), "%08llx", static_cast<unsigned long long>(count));
  return name + "." + digits.data();
}

}  // namespace

class Client::Thread {
 public:
  Thread(Options options, std::function<void()> on_update)
      : options_(std::move(options)),
        on_update_(std::move(on_update)),
        name_(random_name()),
        wake_fd_(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)),
        outstanding_(options_.retry_first, options_.retry_most) {
    if (wake_fd_ < 0) throw std::system_error(errno, std::generic_category(), "eventfd");
    connect();
    thread_ = std::thread([this] { run(); });
  }

  ~Thread() {
    stop_.store(true);
    wake();
    thread_.join();
    ::close(wake_fd_);
  }
  Thread(const Thread&) = delete;
  Thread& operator=(const Thread&) = delete;

  // --- from the program's thread ---

  std::string fresh_id() { return counted_id(name_, ++count_); }

  void send(protocol::Request request) {
    bool refused = false;
    {
      const std::lock_guard lock(mutex_);
      refused = open_requests_ >= options_.outstanding_max;
      if (refused) {
        protocol::Answer answer;
        answer.id = std::move(request.id);
        answer.refusal = Refusal{RefusalCode::throttled, "too many requests without an answer", ""};
        updates_.emplace_back(Answered{std::move(answer)});
      } else {
        ++open_requests_;
        outbox_.push_back(std::move(request));
      }
    }
    if (refused)
      on_update_();
    else
      wake();
  }

  void give_up(const std::string& id) {
    {
      const std::lock_guard lock(mutex_);
      given_up_.push_back(id);
    }
    wake();
  }

  std::vector<Update> poll() {
    std::vector<Update> updates;
    bool overflowed = false;
    {
      const std::lock_guard lock(mutex_);
      updates.swap(updates_);
      overflowed = overflowed_;
    }
    if (overflowed) wake();
    return updates;
  }

 private:
  void wake() {
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = ::write(wake_fd_, &one, sizeof one);
  }

  zmq::socket_t make_socket(zmq::socket_type type, const std::string& endpoint) {
    zmq::socket_t socket(context_, type);
    const DeviceFile& device = options_.device;
    socket.set(zmq::sockopt::curve_serverkey, device.server_public_key);
    socket.set(zmq::sockopt::curve_publickey, device.keys.public_key);
    socket.set(zmq::sockopt::curve_secretkey, device.keys.secret_key);
    socket.set(zmq::sockopt::linger, 0);
    socket.set(zmq::sockopt::reconnect_ivl, 50);
    socket.set(zmq::sockopt::reconnect_ivl_max, 1000);
    socket.set(zmq::sockopt::handshake_ivl, 5000);
    socket.set(zmq::sockopt::maxmsgsize,
               static_cast<std::int64_t>(protocol::message_bytes_max + 1024));
    socket.set(zmq::sockopt::rcvhwm, 10000);
    if (type == zmq::socket_type::dealer) {
      // Nothing is queued for a server that is not there: this thread keeps it and sends it again.
      // Never on the SUB socket: libzmq 4.3 aborts where a connection that is `immediate` ends
      // between two frames of a message (fq.cpp, !_more).
      socket.set(zmq::sockopt::immediate, true);
      watch(socket);
    } else {
      socket.set(zmq::sockopt::subscribe, protocol::topic_heartbeat);
      if (options_.follow) {
        socket.set(zmq::sockopt::subscribe, protocol::topic_event);
        socket.set(zmq::sockopt::subscribe, protocol::topic_waits);
        if (protocol::is_advised(device.role)) {
          socket.set(zmq::sockopt::subscribe, protocol::topic_advice);
          socket.set(zmq::sockopt::subscribe, protocol::topic_devices);
        }
      }
    }
    socket.connect(endpoint);
    return socket;
  }

  /// Tells when the encrypted connection stands, so that what is outstanding goes at once.
  void watch(zmq::socket_t& socket) {
    const std::string address = "inproc://link-monitor-" + std::to_string(++monitors_);
    if (zmq_socket_monitor(socket.handle(), address.c_str(), ZMQ_EVENT_HANDSHAKE_SUCCEEDED) != 0) {
      throw zmq::error_t();
    }
    monitor_ = zmq::socket_t(context_, zmq::socket_type::pair);
    monitor_.set(zmq::sockopt::linger, 0);
    monitor_.connect(address);
  }

  void connect() {
    connect_requests();
    events_ = make_socket(zmq::socket_type::sub, options_.device.event_endpoint);
    connected_at_ = Steady::now();
  }

  void connect_requests() {
    requests_ = make_socket(zmq::socket_type::dealer, options_.device.request_endpoint);
    answered_at_ = Steady::now();
    outstanding_.send_all_again();
  }

  void run() {
    while (!stop_.load()) {
      wait();
      take_orders();
      take_connections();
      take_answers();
      take_published();
      check_link();
      ask_for_follower();
      outstanding_.send_due(requests_);
      deliver();
    }
    // In this thread, before the context: a socket belongs to one thread.
    requests_.close();
    events_.close();
    monitor_.close();
  }

  void wait() {
    auto until = (connected_ ? heard_at_ : connected_at_) + options_.lost_after;
    until = std::min(until, outstanding_.next_at());
    const auto rest = std::chrono::ceil<Milliseconds>(until - Steady::now());
    std::array<zmq_pollitem_t, 4> items{{{requests_.handle(), 0, ZMQ_POLLIN, 0},
                                         {events_.handle(), 0, ZMQ_POLLIN, 0},
                                         {monitor_.handle(), 0, ZMQ_POLLIN, 0},
                                         {nullptr, wake_fd_, ZMQ_POLLIN, 0}}};
    zmq_poll(items.data(), static_cast<int>(items.size()),
             static_cast<long>(std::max(rest, Milliseconds(0)).count()));
    std::uint64_t count = 0;
    [[maybe_unused]] const auto read = ::read(wake_fd_, &count, sizeof count);
  }

  void take_orders() {
    std::deque<protocol::Request> orders;
    std::vector<std::string> given_up;
    bool overflowed = false;
    {
      const std::lock_guard lock(mutex_);
      orders.swap(outbox_);
      given_up.swap(given_up_);
      // What was dropped is made good once somebody reads again.
      if (updates_.empty()) overflowed = std::exchange(overflowed_, false);
    }
    if (overflowed) follower_.start_again();
    for (const protocol::Request& request : orders) {
      const bool is_new = outstanding_.add(request, Asker::program);
      // The same id twice at once is one request.
      if (!is_new) forget_open(1);
    }
    for (const std::string& id : given_up) forget_open(outstanding_.give_up(id));
  }

  void forget_open(std::size_t count) {
    const std::lock_guard lock(mutex_);
    open_requests_ -= std::min(open_requests_, count);
  }

  void take_connections() {
    zmq::message_t frame;
    bool any = false;
    while (monitor_.recv(frame, zmq::recv_flags::dontwait)) any = true;
    if (any) outstanding_.send_all_again();
  }

  void take_answers() {
    zmq::message_t frame;
    while (requests_.recv(frame, zmq::recv_flags::dontwait)) {
      answered_at_ = Steady::now();
      const std::string_view text = frame.to_string_view();
      auto answer = protocol::read_answer(text);
      if (!answer) {
        // Not ours to understand (a newer server): the request ends with that as its answer.
        protocol::Answer unreadable;
        unreadable.id = protocol::request_id_of(text);
        unreadable.refusal = std::move(answer.error());
        answer = std::move(unreadable);
      }
      take_answer(std::move(*answer));
    }
  }

  void take_answer(protocol::Answer answer) {
    const std::optional<Asker> asker = outstanding_.take(answer);
    if (!asker) return;
    if (*asker == Asker::follower) {
      follower_.on_answer(std::move(answer), fresh_);
    } else {
      forget_open(1);
      fresh_.emplace_back(Answered{std::move(answer)});
    }
  }

  void take_published() {
    zmq::message_t topic;
    zmq::message_t body;
    while (events_.recv(topic, zmq::recv_flags::dontwait)) {
      if (!topic.more() || !events_.recv(body)) continue;
      take_published(topic.to_string_view(), body.to_string_view());
    }
  }

  void take_published(std::string_view topic, std::string_view text) {
    if (topic == protocol::topic_event) {
      if (auto event = protocol::read_event(text)) follower_.on_event(std::move(*event), fresh_);
    } else if (topic == protocol::topic_waits) {
      if (auto waits = protocol::read_waits(text)) {
        fresh_.emplace_back(WaitsArrived{std::move(*waits)});
      }
    } else if (topic == protocol::topic_advice) {
      if (auto advised = protocol::read_advice(text)) {
        fresh_.emplace_back(AdviceArrived{std::move(*advised)});
      }
    } else if (topic == protocol::topic_devices) {
      if (auto report = protocol::read_devices(text)) {
        fresh_.emplace_back(DevicesArrived{std::move(*report)});
      }
    } else if (topic == protocol::topic_heartbeat) {
      const auto heartbeat = protocol::read_heartbeat(text);
      if (!heartbeat) return;
      heard_at_ = Steady::now();
      if (!connected_) {
        connected_ = true;
        fresh_.emplace_back(LinkChanged{true});
      }
      follower_.on_heartbeat(heartbeat->seq);
      fresh_.emplace_back(HeartbeatArrived{*heartbeat});
    }
  }

  void check_link() {
    const auto now = Steady::now();
    if (connected_ && now - heard_at_ >= options_.lost_after) {
      connected_ = false;
      fresh_.emplace_back(LinkChanged{false});
      connected_at_ = now - options_.lost_after;
    }
    // ZeroMQ reconnects by itself after most failures, but not after a handshake that was refused
    // or broken off, and a connection may be dead without a sign: new sockets are sure.
    if (!connected_ && now - connected_at_ >= options_.lost_after) connect();
    // Events may come while the other connection is dead.
    if (now - silent_since() >= 2 * options_.lost_after) connect_requests();
  }

  /// Since when requests wait for an answer without any answer coming; now if none waits.
  [[nodiscard]] Steady::time_point silent_since() const {
    return std::max(outstanding_.oldest(), answered_at_);
  }

  void ask_for_follower() {
    if (!options_.follow || !connected_) return;
    const auto question = follower_.next_question();
    if (!question) return;
    outstanding_.add({counted_id(name_ + ".f", ++questions_), *question}, Asker::follower);
  }

  void deliver() {
    if (fresh_.empty()) return;
    {
      const std::lock_guard lock(mutex_);
      for (Update& update : fresh_) push(std::move(update));
    }
    fresh_.clear();
    on_update_();
  }

  /// With mutex_ held.
  void push(Update update) {
    const bool beat = std::holds_alternative<HeartbeatArrived>(update);
    if (beat && !updates_.empty() && std::holds_alternative<HeartbeatArrived>(updates_.back())) {
      updates_.back() = std::move(update);
      return;
    }
    const bool of_caller =
        std::holds_alternative<Answered>(update) || std::holds_alternative<LinkChanged>(update);
    if (overflowed_ && !of_caller) return;
    if (updates_.size() >= updates_max && !of_caller) {
      // Nobody reads: keep the answers only; the lobby starts again from a snapshot.
      overflowed_ = true;
      std::erase_if(updates_, [](const Update& u) {
        return !std::holds_alternative<Answered>(u) && !std::holds_alternative<LinkChanged>(u);
      });
      return;
    }
    updates_.push_back(std::move(update));
  }

  const Options options_;
  const std::function<void()> on_update_;
  const std::string name_;
  std::atomic<std::uint64_t> count_ = 0;
  const int wake_fd_;
  std::atomic<bool> stop_ = false;

  std::mutex mutex_;
  std::deque<protocol::Request> outbox_;  // Guarded by mutex_, as all up to open_requests_.
  std::vector<std::string> given_up_;
  std::vector<Update> updates_;
  bool overflowed_ = false;
  std::size_t open_requests_ = 0;

  // The link's thread only.
  zmq::context_t context_;
  zmq::socket_t requests_;
  zmq::socket_t events_;
  zmq::socket_t monitor_;
  Outstanding outstanding_;
  Follower follower_;
  std::vector<Update> fresh_;
  int monitors_ = 0;
  std::uint64_t questions_ = 0;
  bool connected_ = false;
  Steady::time_point heard_at_{};
  Steady::time_point connected_at_{};
  Steady::time_point answered_at_{};  ///< Last answer, or since when the socket is there.

  std::thread thread_;
};

Client::Client(Options options, std::function<void()> on_update)
    : thread_(std::make_unique<Thread>(std::move(options), std::move(on_update))) {}

Client::~Client() = default;

std::string Client::send(Command command) {
  std::string id = thread_->fresh_id();
  thread_->send({id, std::move(command)});
  return id;
}

std::string Client::send(protocol::Query query) {
  std::string id = thread_->fresh_id();
  thread_->send({id, std::move(query)});
  return id;
}

void Client::send(protocol::Request request) {
  thread_->send(std::move(request));
}

void Client::give_up(const std::string& request_id) {
  thread_->give_up(request_id);
}

std::vector<Update> Client::poll() {
  return thread_->poll();
}

}  // namespace foyer::link

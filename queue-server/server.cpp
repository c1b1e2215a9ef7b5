#include "queue-server/server.h"

#include <spdlog/spdlog.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <optional>
#include <system_error>
#include <zmq.hpp>

#include "link/secret.h"
#include "protocol/message.h"
#include "queue-server/appointments.h"
#include "queue-server/forecast_worker.h"
#include "queue-server/reception.h"
#include "queue-server/remarks.h"
#include "queue-server/zap.h"

namespace foyer::server {
namespace {

using Steady = std::chrono::steady_clock;

constexpr int requests_per_batch_max = 512;
constexpr std::size_t bytes_per_batch_max = 2 * 1024 * 1024;
// Beyond protocol::request_bytes_max a request is refused by name; beyond this its connection is
// cut.
constexpr std::int64_t request_bytes_cut = 64 * 1024;
constexpr int subscriptions_per_turn_max = 64;
constexpr auto complain_again_after = std::chrono::seconds(10);
constexpr auto devices_told_every = std::chrono::seconds(10);
constexpr auto bind_again_after = std::chrono::milliseconds(20);

/// What wakes the loop from other threads and from signal handlers.
class WakeUp {
 public:
  WakeUp() : fd_(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {
    if (fd_ < 0) throw std::system_error(errno, std::generic_category(), "eventfd");
  }
  ~WakeUp() { ::close(fd_); }
  WakeUp(const WakeUp&) = delete;
  WakeUp& operator=(const WakeUp&) = delete;

  void set() noexcept {
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = ::write(fd_, &one, sizeof one);
  }
  void clear() noexcept {
    std::uint64_t count = 0;
    [[maybe_unused]] const auto read = ::read(fd_, &count, sizeof count);
  }
  [[nodiscard]] int fd() const { return fd_; }

 private:
  int fd_;
};

void secure(zmq::socket_t& socket, const link::KeyPair& keys) {
  socket.set(zmq::sockopt::curve_server, true);
  socket.set(zmq::sockopt::curve_secretkey, keys.secret_key);
  socket.set(zmq::sockopt::zap_domain, zap_domain);
  socket.set(zmq::sockopt::linger, 200);
  socket.set(zmq::sockopt::handshake_ivl, 5000);
  // A peer that reads no more is cut, and what waits for it is freed.
  socket.set(zmq::sockopt::heartbeat_ivl, 5000);
  socket.set(zmq::sockopt::heartbeat_timeout, 15000);
}

std::string bind(zmq::socket_t& socket, const std::string& endpoint) {
  try {
    socket.bind(endpoint);
  } catch (const zmq::error_t& e) {
    throw std::runtime_error("cannot listen at " + endpoint + ": " + e.what());
  }
  return socket.get(zmq::sockopt::last_endpoint);
}

}  // namespace

class Server::Loop {
 public:
  Loop(const Site& site, Journal& journal, ServerOptions options)
      : site_(site),
        options_(std::move(options)),
        lobby_(site, journal, options_.clock, link::random_token),
        access_(options_.access_file, site, options_.rate) {
    if (!options_.appointments_file.empty()) {
      appointments_.emplace(options_.appointments_file, storage::OpenMode::read_write);
    }
    if (!options_.private_file.empty()) {
      private_store_.emplace(options_.private_file, options_.private_kept_for);
    }
    lobby_.use_closings(options_.days.closings);
    if (!options_.remarks_file.empty()) {
      remarks_.emplace(options_.remarks_file, storage::OpenMode::read_write);
    }
    lobby_.recover();
    zap_.emplace(context_, options_.access_file);
    requests_ = make_request_socket();
    events_ = make_event_socket();
    request_endpoint_ = bind(requests_, options_.request_endpoint);
    event_endpoint_ = bind(events_, options_.event_endpoint);
    reception_.emplace(
        site_, lobby_, access_,
        [this](std::string_view code) {
          return appointments_ ? appointments_->find(code) : std::nullopt;
        },
        [this](const protocol::Query& remark, const Remarker& by) {
          return take_remark(remark, by);
        },
        [this] { wake_up_.set(); },
        [this](const ReturnAddress& to, std::string_view text) { send_answer(to, text); },
        DeviceWatch(options_.kiosk_tickets, options_.device_silent_after),
        private_store_ ? &*private_store_ : nullptr,
        options_.sign_on ? std::optional(Reception::Accounts{*options_.sign_on, options_.clock})
                         : std::nullopt);
    if (options_.training) reception_->mark_training();
    forecasts_.emplace(site_, journal.reader(),
                       ForecastWorker::Position{lobby_.day_start(), lobby_.seq()}, options_.clock,
                       [this] { wake_up_.set(); });
  }

  ~Loop() {
    // The workers wake the loop: they end first.
    forecasts_.reset();
    reception_.reset();
  }
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  void run() {
    while (!stop_.load()) {
      see_to_time();
      publish_new();
      wait();
      if (stop_.load()) break;
      wake_up_.clear();
      reception_->collect();
      take_forecast();
      take_subscriptions();
      refresh_access();
      take_requests();
    }
  }

  void stop() noexcept {
    stop_.store(true);
    wake_up_.set();
  }

  [[nodiscard]] const std::string& request_endpoint() const { return request_endpoint_; }
  [[nodiscard]] const std::string& event_endpoint() const { return event_endpoint_; }

 private:
  zmq::socket_t make_request_socket() {
    zmq::socket_t socket(context_, zmq::socket_type::router);
    secure(socket, options_.keys);
    socket.set(zmq::sockopt::maxmsgsize, request_bytes_cut);
    socket.set(zmq::sockopt::rcvhwm, 1000);
    socket.set(zmq::sockopt::sndhwm, 2000);
    return socket;
  }

  zmq::socket_t make_event_socket() {
    zmq::socket_t socket(context_, zmq::socket_type::xpub);
    secure(socket, options_.keys);
    socket.set(zmq::sockopt::maxmsgsize, std::int64_t{1024});
    // Beyond this a subscriber loses events and asks for them again.
    socket.set(zmq::sockopt::sndhwm, 10000);
    // Also who subscribes to what others have already: it gets the last waits at once.
    socket.set(zmq::sockopt::xpub_verbose, true);
    return socket;
  }

  void wait() {
    std::array<zmq_pollitem_t, 3> items{{{requests_.handle(), 0, ZMQ_POLLIN, 0},
                                         {nullptr, wake_up_.fd(), ZMQ_POLLIN, 0},
                                         {events_.handle(), 0, ZMQ_POLLIN, 0}}};
    const int count = events_ ? 3 : 2;
    // zmq_poll itself: a signal that interrupts it is no error here.
    zmq_poll(items.data(), count, static_cast<long>(time_to_wait().count()));
  }

  Milliseconds time_to_wait() {
    auto rest = std::chrono::ceil<Milliseconds>(heartbeat_due_ - Steady::now());
    if (lobby_.available()) {
      const auto deadline = next_deadline(lobby_.state());
      if (deadline && Steady::now() >= tick_again_) rest = std::min(rest, *deadline - lobby_.now());
    }
    if (!events_) rest = std::min<Milliseconds>(rest, bind_again_after);
    return std::max(rest, Milliseconds(0));
  }

  /// Takes what is there, up to one batch, and settles it.
  void take_requests() {
    std::size_t bytes = 0;
    int count = 0;
    for (; count < requests_per_batch_max && bytes < bytes_per_batch_max; ++count) {
      zmq::message_t identity;
      if (!requests_.recv(identity, zmq::recv_flags::dontwait)) break;
      bytes += take_request(identity);
    }
    if (count > 0) reception_->settle();
  }

  std::size_t take_request(const zmq::message_t& identity) {
    ReturnAddress address{identity.to_string(), false};
    zmq::message_t text;
    zmq::message_t further;
    int frames = 0;
    bool more = identity.more();
    while (more) {
      zmq::message_t& frame = frames == 0 ? text : further;
      frame.rebuild();
      if (!requests_.recv(frame)) return 0;
      more = frame.more();
      const bool delimits = frames == 0 && more && frame.size() == 0 && !address.has_delimiter;
      if (delimits)
        address.has_delimiter = true;
      else
        ++frames;
    }
    const char* key = zmq_msg_gets(text.handle(), "User-Id");
    // A request is one frame; of several, none is looked at.
    const std::string_view request = frames == 1 ? text.to_string_view() : std::string_view();
    reception_->take(std::move(address), key == nullptr ? "" : key, request);
    return text.size();
  }

  std::optional<Refusal> take_remark(const protocol::Query& remark, const Remarker& by) {
    if (!remarks_) return Refusal{RefusalCode::unavailable, "no remarks are kept here", ""};
    if (auto objection = objection_to(remark, options_.articles)) return objection;
    if (const auto* vote = std::get_if<protocol::VoteArticle>(&remark)) {
      remarks_->vote(*vote, by);
      return std::nullopt;
    }
    return remarks_->propose(std::get<protocol::ProposeArticle>(remark), by);
  }

  void send_answer(const ReturnAddress& to, std::string_view text) {
    // A client that is gone, or reads no more, loses its answer; it asks again.
    if (!requests_.send(zmq::buffer(to.identity),
                        zmq::send_flags::sndmore | zmq::send_flags::dontwait)) {
      return;
    }
    if (to.has_delimiter) requests_.send(zmq::message_t(), zmq::send_flags::sndmore);
    requests_.send(zmq::buffer(text), zmq::send_flags::dontwait);
  }

  void publish(std::string_view topic, std::string_view text) {
    if (!events_) return;
    events_.send(zmq::buffer(topic), zmq::send_flags::sndmore);
    events_.send(zmq::buffer(text), zmq::send_flags::dontwait);
  }

  /// To everybody who follows, and to the forecaster.
  void publish_new() {
    std::vector<Event> events;
    lobby_.publish_new([&](std::string_view text, Event event) {
      publish(protocol::topic_event, text);
      events.push_back(std::move(event));
    });
    forecasts_->observe(std::move(events));
  }

  void take_forecast() {
    auto told = forecasts_->collect();
    if (!told) return;
    lobby_.use_waits(told->waits);
    renew(protocol::topic_waits, waits_text_, std::move(told->text));
    renew(protocol::topic_advice, advice_text_, std::move(told->advice));
  }

  /// Publishes what is new, and keeps it for who comes later.
  void renew(std::string_view topic, std::string& kept, std::string text) {
    if (text.empty()) return;
    kept = std::move(text);
    publish(topic, kept);
  }

  void take_subscriptions() {
    if (!events_) return;
    for (int i = 0; i < subscriptions_per_turn_max; ++i) {
      zmq::message_t message;
      if (!events_.recv(message, zmq::recv_flags::dontwait)) break;
      if (message.size() > 0 && *message.data<char>() == 1) newcomer_ = true;
    }
  }

  void refresh_access() {
    try {
      if (!access_.refresh()) return;
    } catch (const std::runtime_error& e) {
      if (Steady::now() >= complain_again_) {
        spdlog::error("devices and clerks cannot be read: {}", e.what());
        complain_again_ = Steady::now() + complain_again_after;
      }
      return;
    }
    reception_->forget_revoked_devices();
    // ZeroMQ cannot cut one subscriber: all are cut, and those that are still enrolled come back.
    spdlog::info("a device was revoked; subscribers reconnect");
    events_.close();
    events_ = zmq::socket_t();
  }

  void bind_events_again() {
    zmq::socket_t socket = make_event_socket();
    try {
      socket.bind(event_endpoint_);
      events_ = std::move(socket);
    } catch (const zmq::error_t& e) {
      // The old socket's port is set free by ZeroMQ's own thread, a moment later.
      if (e.num() != EADDRINUSE)
        spdlog::error("cannot listen at {}: {}", event_endpoint_, e.what());
    }
  }

  void see_to_time() {
    if (!events_) bind_events_again();
    const auto steady_now = Steady::now();
    const bool second = steady_now >= heartbeat_due_;
    if (second) {
      refresh_access();
      report_trouble();
      if (lobby_.available()) keep_day();
      reception_->see_to_sign_ons();
      if (steady_now >= forget_again_) forget_private();
      heartbeat_due_ = steady_now + options_.heartbeat_every;
    }
    if (lobby_.available() && steady_now >= tick_again_) tick();
    // Events go out before the heartbeat that names their seq.
    publish_new();
    if (second || newcomer_) {
      publish(protocol::topic_heartbeat, protocol::write_heartbeat({lobby_.seq(), lobby_.now()}));
    }
    if (newcomer_ && !waits_text_.empty()) publish(protocol::topic_waits, waits_text_);
    if (newcomer_ && !advice_text_.empty()) publish(protocol::topic_advice, advice_text_);
    if (second || newcomer_) publish_devices(steady_now);
    newcomer_ = false;
  }

  /// What has been kept long enough is gone within the hour.
  void forget_private() {
    forget_again_ = Steady::now() + std::chrono::hours(1);
    if (!private_store_) return;
    try {
      const int count = private_store_->forget_old(lobby_.now());
      if (count > 0) spdlog::info("{} private records were kept long enough: deleted", count);
    } catch (const std::runtime_error& e) {
      spdlog::error("old private records cannot be deleted: {}", e.what());
    }
  }

  /// When something changed, for who is new, and often enough to be believed.
  void publish_devices(Steady::time_point now) {
    protocol::DeviceReport report{lobby_.now(), reception_->device_troubles()};
    const bool changed = report.devices != devices_told_;
    if (!changed && !newcomer_ && now < devices_again_) return;
    publish(protocol::topic_devices, protocol::write_devices(report));
    devices_told_ = std::move(report.devices);
    devices_again_ = now + devices_told_every;
  }

  void tick() {
    const auto deadline = next_deadline(lobby_.state());
    if (!deadline || *deadline > lobby_.now()) return;
    // Where a tick is refused, the same deadline would come at once again and again.
    if (!lobby_.apply_own(Tick{})) tick_again_ = Steady::now() + options_.heartbeat_every;
  }

  void keep_day() {
    const std::optional<Day>& open = lobby_.state().day;
    if (open && options_.days.is_over(*open, lobby_.now())) {
      spdlog::info("closing the day {}", open->date.value);
      lobby_.apply_own(CloseDay{});
    }
    if (!lobby_.available() || lobby_.state().day) return;
    if (const auto day = options_.days.next(lobby_.now(), lobby_.last_day())) {
      spdlog::info("opening the day {}", day->date.value);
      lobby_.apply_own(*day);
    }
  }

  void report_trouble() {
    const bool available = lobby_.ensure_available();
    if (available == was_available_) return;
    was_available_ = available;
    if (available)
      spdlog::info("the journal can be written again");
    else
      spdlog::error("the journal fails: {}", lobby_.trouble());
  }

  const Site& site_;
  const ServerOptions options_;
  Lobby lobby_;
  std::optional<AppointmentStore> appointments_;
  std::optional<PrivateStore> private_store_;
  Steady::time_point forget_again_ = Steady::now();
  std::optional<RemarkStore> remarks_;
  Access access_;
  WakeUp wake_up_;
  std::atomic<bool> stop_ = false;
  zmq::context_t context_;
  std::optional<ZapHandler> zap_;
  zmq::socket_t requests_;
  zmq::socket_t events_;
  std::string request_endpoint_;
  std::string event_endpoint_;
  std::optional<Reception> reception_;
  std::optional<ForecastWorker> forecasts_;

  Steady::time_point heartbeat_due_ = Steady::now();
  Steady::time_point tick_again_{};
  Steady::time_point complain_again_{};
  std::string waits_text_;
  std::string advice_text_;
  std::vector<protocol::DeviceTrouble> devices_told_;
  Steady::time_point devices_again_{};
  bool newcomer_ = false;
  bool was_available_ = true;
};

Server::Server(const Site& site, Journal& journal, ServerOptions options)
    : loop_(std::make_unique<Loop>(site, journal, std::move(options))) {}

Server::~Server() = default;

const std::string& Server::request_endpoint() const {
  return loop_->request_endpoint();
}
const std::string& Server::event_endpoint() const {
  return loop_->event_endpoint();
}
void Server::run() {
  loop_->run();
}
void Server::stop() noexcept {
  loop_->stop();
}

}  // namespace foyer::server

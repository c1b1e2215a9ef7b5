#include "queue-server/zap.h"

#include <spdlog/spdlog.h>

#include <array>
#include <chrono>
#include <thread>
#include <vector>
#include <zmq.hpp>

#include "queue-server/access_store.h"

namespace foyer::server {
namespace {

constexpr std::size_t key_bytes = 32;
constexpr std::size_t question_frames =
    7;  // Version, id, domain, address, identity, mechanism, key.

std::string z85(const zmq::message_t& key) {
  std::array<char, key_bytes * 5 / 4 + 1> text{};
  zmq_z85_encode(text.data(), key.data<std::uint8_t>(), key_bytes);
  return text.data();
}

}  // namespace

class ZapHandler::Thread {
 public:
  Thread(zmq::context_t& context, const std::filesystem::path& access_file)
      : context_(context),
        store_(access_file, OpenMode::read_only),
        socket_(context, zmq::socket_type::rep) {
    socket_.bind("inproc://zeromq.zap.01");
    // The socket moves to the thread once, with the thread's start as the barrier.
    thread_ = std::thread([this] { run(); });
  }
  ~Thread() {
    context_.shutdown();
    if (thread_.joinable()) thread_.join();
  }
  Thread(const Thread&) = delete;
  Thread& operator=(const Thread&) = delete;

 private:
  void run() {
    while (true) {
      try {
        if (!answer_one()) return;
      } catch (const zmq::error_t& e) {
        if (e.num() != ETERM) spdlog::error("sign-in of devices: {}", e.what());
        socket_.close();
        return;
      }
    }
  }

  bool answer_one() {
    std::vector<zmq::message_t> frames;
    do {
      frames.emplace_back();
      if (!socket_.recv(frames.back())) return true;
    } while (frames.back().more());
    std::string key;
    const bool admitted = admits(frames, key);
    const std::string id = frames.size() > 1 ? frames[1].to_string() : "";
    socket_.send(zmq::str_buffer("1.0"), zmq::send_flags::sndmore);
    socket_.send(zmq::buffer(id), zmq::send_flags::sndmore);
    // 400 tells the device that it is not wanted; 300 that it may try again.
    socket_.send(zmq::buffer(std::string_view(admitted  ? "200"
                                              : failed_ ? "300"
                                                        : "400")),
                 zmq::send_flags::sndmore);
    socket_.send(zmq::buffer(std::string_view(admitted ? "OK" : "not enrolled")),
                 zmq::send_flags::sndmore);
    socket_.send(zmq::buffer(admitted ? key : std::string()), zmq::send_flags::sndmore);
    socket_.send(zmq::message_t(), zmq::send_flags::none);
    return true;
  }

  bool admits(const std::vector<zmq::message_t>& frames, std::string& key) {
    failed_ = false;
    if (frames.size() != question_frames || frames[5].to_string_view() != "CURVE" ||
        frames[6].size() != key_bytes) {
      return false;
    }
    key = z85(frames[6]);
    try {
      if (store_.is_enrolled(key)) return true;
      warn_of(frames[3].to_string_view());
    } catch (const SqliteError& e) {
      failed_ = true;
      spdlog::error("devices cannot be looked up: {}", e.what());
    }
    return false;
  }

  /// Once a second at most: whoever is shut out may knock for ever.
  void warn_of(std::string_view address) {
    const auto now = std::chrono::steady_clock::now();
    if (now < warn_again_) return;
    warn_again_ = now + std::chrono::seconds(1);
    spdlog::warn("refused a device whose key is not enrolled, from {}", address);
  }

  zmq::context_t& context_;
  AccessStore store_;
  std::chrono::steady_clock::time_point warn_again_{};
  zmq::socket_t socket_;
  bool failed_ = false;
  std::thread thread_;
};

ZapHandler::ZapHandler(zmq::context_t& context, const std::filesystem::path& access_file)
    : thread_(std::make_unique<Thread>(context, access_file)) {}

ZapHandler::~ZapHandler() = default;

}  // namespace foyer::server

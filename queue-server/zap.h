// The door of the sockets: ZeroMQ asks here, on a thread of its own, whether a CURVE key may
// connect (ZAP, RFC 27). Only enrolled keys may; the key becomes the connection's User-Id, so that
// the loop knows each message's device from the encryption and never from the message.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

namespace zmq {
class context_t;
}

namespace foyer::server {

class ZapHandler {
 public:
  /// Must stand before the sockets of `context` are bound. Reads `access_file` at each question, so
  /// that a device is let in as soon as it is enrolled. Throws where the file cannot be read.
  ZapHandler(zmq::context_t& context, const std::filesystem::path& access_file);
  /// Shuts the context down, which is what ends the thread: destroy it after the sockets.
  ~ZapHandler();
  ZapHandler(const ZapHandler&) = delete;
  ZapHandler& operator=(const ZapHandler&) = delete;

 private:
  class Thread;
  std::unique_ptr<Thread> thread_;
};

/// The ZAP domain of the server's sockets.
inline constexpr const char* zap_domain = "foyer";

}  // namespace foyer::server

// A client of the protocol with nothing in between: one DEALER socket, text out, text in. The
// programs use link::Client; what that adds is measured beside it.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "link/device_file.h"
#include "protocol/message.h"

namespace zmq {
class context_t;
class socket_t;
}  // namespace zmq

namespace foyer::bench {

class Caller {
 public:
  Caller(zmq::context_t& context, const link::DeviceFile& device);
  ~Caller();
  Caller(Caller&&) noexcept;
  Caller& operator=(Caller&&) = delete;

  /// Sends without waiting; the id is fresh.
  void send(const Command& command) { send_body(command); }
  void send(const protocol::Query& query) { send_body(query); }

  /// The next answer. Throws std::runtime_error after 30 s without one.
  protocol::Answer receive();
  /// The next answer's text if one is there.
  std::optional<std::string_view> try_receive();

  /// Sends and receives; throws std::runtime_error where it is refused.
  protocol::Answer ask(const Command& command);
  protocol::Answer ask(const protocol::Query& query);

  [[nodiscard]] void* handle();

 private:
  void send_body(std::variant<Command, protocol::Query> body);

  struct Socket;
  std::unique_ptr<Socket> socket_;
};

/// Sockets of the bench: short ways back to a server that was restarted.
void connect_to_server(zmq::socket_t& socket, const link::DeviceFile& device);

}  // namespace foyer::bench

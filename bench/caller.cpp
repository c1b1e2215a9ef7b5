#include "bench/caller.h"

#include <fmt/format.h>
#include <unistd.h>

#include <stdexcept>
#include <zmq.hpp>

namespace foyer::bench {
namespace {

constexpr int answer_most_ms = 30'000;

/// Told apart from the run before against the same journal.
std::string fresh_prefix() {
  static int callers = 0;
  return fmt::format("b{}.{}", ::getpid(), ++callers);
}

}  // namespace

struct Caller::Socket {
  zmq::socket_t socket;
  zmq::message_t received;
  std::string prefix;
  std::uint64_t count = 0;
};

void connect_to_server(zmq::socket_t& socket, const link::DeviceFile& device) {
  socket.set(zmq::sockopt::curve_serverkey, device.server_public_key);
  socket.set(zmq::sockopt::curve_publickey, device.keys.public_key);
  socket.set(zmq::sockopt::curve_secretkey, device.keys.secret_key);
  socket.set(zmq::sockopt::linger, 0);
  socket.set(zmq::sockopt::reconnect_ivl, 1);
  socket.set(zmq::sockopt::rcvtimeo, answer_most_ms);
  socket.connect(device.request_endpoint);
}

Caller::Caller(zmq::context_t& context, const link::DeviceFile& device)
    : socket_(std::make_unique<Socket>(
          Socket{zmq::socket_t(context, zmq::socket_type::dealer), {}, fresh_prefix(), 0})) {
  connect_to_server(socket_->socket, device);
}

Caller::~Caller() = default;
Caller::Caller(Caller&&) noexcept = default;

void* Caller::handle() {
  return socket_->socket.handle();
}

void Caller::send_body(std::variant<Command, protocol::Query> body) {
  protocol::Request request{fmt::format("{}.{:08x}", socket_->prefix, ++socket_->count),
                            std::move(body)};
  const std::string text = protocol::write_request(request);
  socket_->socket.send(zmq::buffer(text));
}

protocol::Answer Caller::receive() {
  if (!socket_->socket.recv(socket_->received)) throw std::runtime_error("the server is silent");
  auto answer = protocol::read_answer(socket_->received.to_string_view());
  if (!answer) throw std::runtime_error("an answer that cannot be read: " + answer.error().text);
  return std::move(*answer);
}

std::optional<std::string_view> Caller::try_receive() {
  if (!socket_->socket.recv(socket_->received, zmq::recv_flags::dontwait)) return std::nullopt;
  return socket_->received.to_string_view();
}

protocol::Answer Caller::ask(const Command& command) {
  send(command);
  protocol::Answer answer = receive();
  if (answer.refusal) {
    throw std::runtime_error(std::string(name_of(command)) + ": " + answer.refusal->text);
  }
  return answer;
}

protocol::Answer Caller::ask(const protocol::Query& query) {
  send(query);
  protocol::Answer answer = receive();
  if (answer.refusal) throw std::runtime_error("a query was refused: " + answer.refusal->text);
  return answer;
}

}  // namespace foyer::bench

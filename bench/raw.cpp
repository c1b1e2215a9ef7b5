#include "bench/raw.h"

#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>
#include <zmq.hpp>

#include "queue-server/sqlite_journal.h"

namespace foyer::bench {
namespace {

[[noreturn]] void echo(const std::string& secret_key, const std::string& answer, int told) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  zmq::context_t context;
  zmq::socket_t socket(context, zmq::socket_type::router);
  socket.set(zmq::sockopt::curve_server, true);
  socket.set(zmq::sockopt::curve_secretkey, secret_key);
  socket.bind("tcp://127.0.0.1:*");
  const std::string endpoint = socket.get(zmq::sockopt::last_endpoint);
  if (::write(told, endpoint.data(), endpoint.size()) < 0) ::_exit(1);
  ::close(told);
  while (true) {
    zmq::message_t identity;
    zmq::message_t text;
    if (!socket.recv(identity) || !socket.recv(text)) continue;
    socket.send(identity, zmq::send_flags::sndmore);
    socket.send(zmq::buffer(answer));
  }
}

std::filesystem::path make_journal(const std::filesystem::path& folder) {
  const std::filesystem::path file = folder / "raw.sqlite";
  const server::SqliteJournal journal(file, server::OpenMode::read_write);
  return file;
}

}  // namespace

RawEcho::RawEcho(std::string answer) {
  const link::KeyPair server = link::make_key_pair();
  device_.keys = link::make_key_pair();
  device_.server_public_key = server.public_key;
  std::array<int, 2> ends{};
  if (::pipe(ends.data()) != 0) throw std::system_error(errno, std::generic_category(), "pipe");
  child_ = ::fork();
  if (child_ < 0) throw std::system_error(errno, std::generic_category(), "fork");
  if (child_ == 0) {
    ::close(ends[0]);
    echo(server.secret_key, answer, ends[1]);
  }
  ::close(ends[1]);
  std::array<char, 128> endpoint{};
  const ssize_t length = ::read(ends[0], endpoint.data(), endpoint.size());
  ::close(ends[0]);
  if (length > 0) {
    device_.request_endpoint.assign(endpoint.data(), static_cast<std::size_t>(length));
  }
}

RawEcho::~RawEcho() {
  ::kill(child_, SIGKILL);
  ::waitpid(child_, nullptr, 0);
}

RawCommit::RawCommit(const std::filesystem::path& folder)
    : db_(make_journal(folder), server::OpenMode::read_write),
      begin_(db_, "BEGIN IMMEDIATE"),
      insert_event_(db_,
                    "INSERT INTO event (seq, at_ms, device, clerk, request_id, kind, body) "
                    "VALUES (?, 1764172800000, 'bench-1', 'clerk-1', ?, 'ticket_issued', ?)"),
      insert_request_(db_, "INSERT INTO request VALUES ('bench-1', ?, ?, ?, 1234567890123456789)"),
      commit_(db_, "COMMIT") {}

void RawCommit::commit(const std::string& request_id, const std::string& body) {
  ++seq_;
  begin_.run();
  insert_event_.bind(1, seq_).bind(2, request_id).bind(3, body).run();
  insert_request_.bind(1, request_id).bind(2, seq_).bind(3, seq_).run();
  commit_.run();
}

}  // namespace foyer::bench

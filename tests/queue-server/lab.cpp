#include "tests/queue-server/lab.h"

#include <doctest/doctest.h>
#include <spdlog/spdlog.h>
#include <stdlib.h>

#include <cstdio>

#include "link/secret.h"
#include "queue-server/access_store.h"
#include "queue-server/enroll.h"

namespace foyer::test {

void no_log() {
  spdlog::set_level(spdlog::level::off);
}

TempFolder::TempFolder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "foyer-test-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
  path_ = pattern;
}

TempFolder::~TempFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

void FaultyJournal::append(std::span<const server::Line> lines,
                           std::span<const server::AppliedRequest> requests) {
  ++appends_;
  const bool fails = left_ > 0 && --left_ == 0;
  if (fails && when_ == When::before_write) throw server::JournalFailure("the disk is full");
  journal_.append(lines, requests);
  if (fails) throw server::JournalFailure("the disk's answer is lost");
}

std::function<std::string()> counted_tokens() {
  return [count = 0]() mutable {
    char token[33];
    std::snprintf(token, sizeof token, "%032x", ++count);
    return std::string(token);
  };
}

OpenDay open_day(Instant from) {
  return {{"2026-11-26"}, from, from + std::chrono::hours(8), from + std::chrono::hours(12)};
}

server::DayPlan day_at_once() {
  return {[](const Day& open, Instant now) { return open.ends_at <= now; },
          [](Instant now, const std::optional<Day>&) { return open_day(now); },
          {}};
}

Instant system_now() {
  return std::chrono::time_point_cast<Milliseconds>(std::chrono::system_clock::now());
}

IssueTicket issue(std::string service) {
  IssueTicket command;
  command.services = {{std::move(service)}};
  command.language = {"en"};
  return command;
}

Lab::Lab(Options options)
    : folder_{temp_.path() / "data"}, site_(std::move(options.site)), options_(options) {
  no_log();
  server::init_data_folder(folder_);
  keys_ = server::read_server_key(folder_);
  start();
}

Lab::~Lab() {
  stop();
}

void Lab::start() {
  journal_ =
      std::make_unique<server::SqliteJournal>(folder_.journal(), server::OpenMode::read_write);
  server::ServerOptions options;
  options.request_endpoint = endpoints_.request;
  options.event_endpoint = endpoints_.event;
  options.keys = keys_;
  options.access_file = folder_.access();
  options.appointments_file = folder_.appointments();
  options.private_file = folder_.private_records();
  options.remarks_file = folder_.remarks();
  options.articles = {"fence-permit", "triage"};
  options.days = day_at_once();
  options.rate = options_.rate;
  options.clock = options_.clock;
  options.heartbeat_every = options_.heartbeat_every;
  options.kiosk_tickets = options_.kiosk_tickets;
  options.training = options_.training;
  options.device_silent_after = options_.device_silent_after;
  server_ = std::make_unique<server::Server>(site_, *journal_, std::move(options));
  endpoints_ = {server_->request_endpoint(), server_->event_endpoint()};
  thread_ = std::thread([this] { server_->run(); });
}

void Lab::stop() {
  if (!server_) return;
  server_->stop();
  thread_.join();
  server_.reset();
  journal_.reset();
}

link::DeviceFile Lab::enroll(const std::string& name, Role role) {
  return server::enroll_device(folder_, {name}, role, endpoints_, system_now());
}

void Lab::revoke(const std::string& name) {
  server::AccessStore store(folder_.access(), server::OpenMode::read_write);
  REQUIRE(store.revoke({name}, system_now()));
}

void Lab::add_clerk(const std::string& id, const std::string& secret,
                    const std::vector<Right>& rights) {
  server::AccessStore store(folder_.access(), server::OpenMode::read_write);
  store.add_clerk({{id}, id, true, {}, {Role::counter}, false}, link::hash_secret(secret));
  if (!rights.empty()) store.set_rights({id}, rights);
}

State Lab::replayed() {
  server::SqliteJournal journal(folder_.journal(), server::OpenMode::read_only);
  server::Lobby lobby(site_, journal, system_now, counted_tokens());
  lobby.recover();
  return lobby.state();
}

PlainClient::PlainClient(const link::DeviceFile& device)
    : socket_(context_, zmq::socket_type::dealer) {
  socket_.set(zmq::sockopt::linger, 0);
  if (!device.server_public_key.empty()) {
    socket_.set(zmq::sockopt::curve_serverkey, device.server_public_key);
    socket_.set(zmq::sockopt::curve_publickey, device.keys.public_key);
    socket_.set(zmq::sockopt::curve_secretkey, device.keys.secret_key);
  }
  socket_.connect(device.request_endpoint);
}

void PlainClient::send_text(std::string_view text) {
  socket_.send(zmq::buffer(text), zmq::send_flags::dontwait);
}

std::optional<std::string> PlainClient::receive(Milliseconds wait) {
  socket_.set(zmq::sockopt::rcvtimeo, static_cast<int>(wait.count()));
  zmq::message_t answer;
  if (!socket_.recv(answer)) return std::nullopt;
  return answer.to_string();
}

std::optional<std::string> PlainClient::ask_text(std::string_view text, Milliseconds wait) {
  send_text(text);
  return receive(wait);
}

protocol::Answer PlainClient::ask(const protocol::Request& request) {
  const auto text = ask_text(protocol::write_request(request));
  REQUIRE(text.has_value());
  auto answer = protocol::read_answer(*text);
  REQUIRE_MESSAGE(answer.has_value(), *text);
  REQUIRE(answer->id == request.id);
  return std::move(*answer);
}

protocol::Answer PlainClient::ask(std::string id, Command command) {
  return ask(protocol::Request{std::move(id), std::move(command)});
}

protocol::Answer PlainClient::ask(std::string id, protocol::Query query) {
  return ask(protocol::Request{std::move(id), std::move(query)});
}

std::string code_of(const protocol::Answer& answer) {
  return answer.refusal ? std::string(word(answer.refusal->code)) : "ok";
}

State without_tokens(State state) {
  for (auto& [id, visit] : state.visits) visit.token = Token{};
  for (auto& [reference, follow_up] : state.follow_ups) follow_up.token = Token{};
  return state;
}

}  // namespace foyer::test

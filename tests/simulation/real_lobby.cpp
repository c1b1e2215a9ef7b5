#include "tests/simulation/real_lobby.h"

#include <unistd.h>

#include "queue-server/access_store.h"
#include "queue-server/secret.h"

namespace foyer {
namespace {

std::filesystem::path new_folder() {
  std::string name = (std::filesystem::temp_directory_path() / "foyer-lobby-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
  return name;
}

Instant system_now() {
  return std::chrono::time_point_cast<Milliseconds>(std::chrono::system_clock::now());
}

}  // namespace

RealLobby::RealLobby(const SiteFiles& site) : folder_{new_folder()} {
  server::init_data_folder(folder_);
  journal_ =
      std::make_unique<server::SqliteJournal>(folder_.journal(), server::OpenMode::read_write);
  server::ServerOptions options;
  options.request_endpoint = "tcp://127.0.0.1:*";
  options.event_endpoint = "tcp://127.0.0.1:*";
  options.keys = server::read_server_key(folder_);
  options.access_file = folder_.access();
  options.days = server::days_without_end(site.hours);
  options.clock = system_now;
  server_ = std::make_unique<server::Server>(site.lobby, *journal_, std::move(options));
  thread_ = std::thread([this] { server_->run(); });
}

RealLobby::~RealLobby() {
  stop();
  server_.reset();
  journal_.reset();
  std::error_code ignored;
  std::filesystem::remove_all(folder_.path, ignored);
}

void RealLobby::stop() {
  if (!thread_.joinable()) return;
  server_->stop();
  thread_.join();
}

link::DeviceFile RealLobby::enroll(const std::string& name, Role role) {
  link::DeviceFile device;
  device.device.value = name;
  device.role = role;
  device.keys = link::make_key_pair();
  device.server_public_key = server::read_server_key(folder_).public_key;
  device.request_endpoint = server_->request_endpoint();
  device.event_endpoint = server_->event_endpoint();
  server::AccessStore store(folder_.access(), server::OpenMode::read_write);
  store.enroll({device.device, role, device.keys.public_key, system_now(), std::nullopt});
  return device;
}

void RealLobby::add_clerk(const std::string& id, const std::string& secret) {
  server::AccessStore store(folder_.access(), server::OpenMode::read_write);
  store.add_clerk({{id}, id, true, {}, {Role::counter}, false}, server::hash_secret(secret));
}

std::vector<server::StoredEvent> RealLobby::journal() {
  stop();
  std::vector<server::StoredEvent> all;
  while (true) {
    auto more = journal_->read(static_cast<std::int64_t>(all.size()), 1000);
    if (more.empty()) return all;
    for (server::StoredEvent& event : more) all.push_back(std::move(event));
  }
}

}  // namespace foyer

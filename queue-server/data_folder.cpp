#include "queue-server/data_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <toml++/toml.h>
#include <fstream>
#include <stdexcept>

#include "link/private_file.h"
#include "queue-server/access_store.h"

namespace foyer::server {
namespace {

std::string text_of(const toml::table& table, std::string_view key,
                    const std::filesystem::path& file) {
  const auto value = table[key].value<std::string>();
  if (!value) throw std::runtime_error(file.string() + ": " + std::string(key) + " is missing");
  return *value;
}

toml::table parse(const std::filesystem::path& file) {
  try {
    return toml::parse_file(file.string());
  } catch (const toml::parse_error& e) {
    throw std::runtime_error(file.string() + ":" + std::to_string(e.source().begin.line) + ": " +
                             std::string(e.description()));
  }
}

}  // namespace

FolderLock::FolderLock(const DataFolder& folder) {
  const std::filesystem::path file = folder.path / "lock";
  fd_ = ::open(file.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600);
  if (fd_ < 0) throw FolderInUse(file.string() + " cannot be written");
  if (::flock(fd_, LOCK_EX | LOCK_NB) != 0) {
    ::close(fd_);
    throw FolderInUse("another queue server has the data folder " + folder.path.string());
  }
}

FolderLock::~FolderLock() {
  ::close(fd_);
}

bool init_data_folder(const DataFolder& folder) {
  std::filesystem::create_directories(folder.path);
  std::filesystem::permissions(folder.path, std::filesystem::perms::owner_all);
  const AccessStore access(folder.access(), OpenMode::read_write);
  if (std::filesystem::exists(folder.server_key())) return false;
  const link::KeyPair keys = link::make_key_pair();
  link::write_private_file(folder.server_key(),
                           "# The queue server's own key. Devices know it by its public half.\n"
                           "public_key = '" +
                               keys.public_key + "'\nsecret_key = '" + keys.secret_key + "'\n");
  return true;
}

void keep_kind(const DataFolder& folder, LobbyKind kind) {
  const bool marked = std::filesystem::exists(folder.training());
  const std::string name = folder.path.string();
  if (kind == LobbyKind::real) {
    if (!marked) return;
    throw FolderInUse(name + " is of a lobby to practise in: start it with --training");
  }
  if (marked) return;
  if (std::filesystem::exists(folder.journal())) {
    throw FolderInUse(name + " is of a real lobby: practise in another folder");
  }
  std::ofstream mark(folder.training());
  mark << "This is the folder of a lobby to practise in.\n";
  if (!mark.flush()) throw FolderInUse(folder.training().string() + " cannot be written");
}

link::KeyPair read_server_key(const DataFolder& folder) {
  const std::filesystem::path file = folder.server_key();
  if (!std::filesystem::exists(file)) {
    throw std::runtime_error(file.string() + " is missing; make it with: foyer keys init --data " +
                             folder.path.string());
  }
  link::require_private_file(file);
  const toml::table table = parse(file);
  return {text_of(table, "public_key", file), text_of(table, "secret_key", file)};
}

void write_endpoints(const DataFolder& folder, const Endpoints& endpoints) {
  link::write_private_file(folder.endpoints(),
                           "# Where the queue server listens; made by it.\n"
                           "request_endpoint = '" +
                               endpoints.request + "'\nevent_endpoint = '" + endpoints.event +
                               "'\n");
}

std::optional<Endpoints> read_endpoints(const DataFolder& folder) {
  const std::filesystem::path file = folder.endpoints();
  if (!std::filesystem::exists(file)) return std::nullopt;
  const toml::table table = parse(file);
  return Endpoints{text_of(table, "request_endpoint", file),
                   text_of(table, "event_endpoint", file)};
}

}  // namespace foyer::server

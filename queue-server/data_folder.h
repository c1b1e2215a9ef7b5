// Where a queue server keeps what is its own: journal.sqlite, access.sqlite,
// appointments.sqlite, private.sqlite, remarks.sqlite, server.key, endpoints.toml, logs. One server
// at a time holds it.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "link/device_file.h"

namespace foyer::server {

struct DataFolder {
  std::filesystem::path path;

  [[nodiscard]] std::filesystem::path journal() const { return path / "journal.sqlite"; }
  [[nodiscard]] std::filesystem::path access() const { return path / "access.sqlite"; }
  [[nodiscard]] std::filesystem::path appointments() const { return path / "appointments.sqlite"; }
  [[nodiscard]] std::filesystem::path private_records() const { return path / "private.sqlite"; }
  [[nodiscard]] std::filesystem::path followers() const { return path / "followers.sqlite"; }
  [[nodiscard]] std::filesystem::path remarks() const { return path / "remarks.sqlite"; }
  [[nodiscard]] std::filesystem::path server_key() const { return path / "server.key"; }
  [[nodiscard]] std::filesystem::path endpoints() const { return path / "endpoints.toml"; }
  /// Written by an administrator (docs/SIGN-ON.md); without it clerks sign in with their PIN alone.
  [[nodiscard]] std::filesystem::path sign_on() const { return path / "sign-on.toml"; }
  /// There exactly in a folder of a lobby to practise in.
  [[nodiscard]] std::filesystem::path training() const { return path / "training"; }
  [[nodiscard]] std::filesystem::path log() const { return path / "logs" / "queue-server.log"; }
};

/// Another server has the folder, it is of another kind, or it cannot be used.
class FolderInUse : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Held from constructor to destructor; also a killed program lets go of it. Throws FolderInUse.
class FolderLock {
 public:
  explicit FolderLock(const DataFolder& folder);
  ~FolderLock();
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;

 private:
  int fd_ = -1;
};

/// Makes the folder, the server's key and the empty access tables; what is there stays. True if the
/// key is new. Throws std::runtime_error.
bool init_data_folder(const DataFolder& folder);

/// Throws std::runtime_error with what to do where it is missing or wrong.
[[nodiscard]] link::KeyPair read_server_key(const DataFolder& folder);

enum class LobbyKind { real, training };

/// A folder is of a real lobby, or of one to practise in, from its first start on: so nobody
/// practises in what really happened, and nobody serves in what is thrown away. Throws FolderInUse
/// where it is of the other kind.
void keep_kind(const DataFolder& folder, LobbyKind kind);

struct Endpoints {
  std::string request;
  std::string event;
};

/// In one step, so that a reader sees the old ones or the new ones.
void write_endpoints(const DataFolder& folder, const Endpoints& endpoints);
/// Nothing while no server has ever run here.
[[nodiscard]] std::optional<Endpoints> read_endpoints(const DataFolder& folder);

}  // namespace foyer::server

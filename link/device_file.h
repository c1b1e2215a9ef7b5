// The file that makes a machine a device of the lobby: its name, its role, its key pair, and where
// and who the server is. `foyer keys enroll` writes it; whoever has it is that device, so it is
// readable by its owner only, and a program refuses one that is not.
#pragma once

#include <filesystem>
#include <string>

#include "engine/ids.h"
#include "engine/words.h"

namespace foyer::link {

/// A CURVE key pair, each 40 characters of Z85.
struct KeyPair {
  std::string public_key;
  std::string secret_key;
};

/// From the system's random generator (through libzmq).
KeyPair make_key_pair();

struct DeviceFile {
  DeviceId device;
  Role role{};
  KeyPair keys;
  std::string server_public_key;
  std::string request_endpoint;  ///< "tcp://127.0.0.1:5570"
  std::string event_endpoint;    ///< "tcp://127.0.0.1:5571"
};

/// TOML with the members' names as keys. Throws std::runtime_error with file, line, key and reason;
/// also where others may read the file.
DeviceFile read_device_file(const std::filesystem::path& file);

/// Mode 0600 from the first byte, in one step (temporary file and rename). Throws
/// std::runtime_error.
void write_device_file(const std::filesystem::path& file, const DeviceFile& device);

}  // namespace foyer::link

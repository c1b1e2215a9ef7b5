// Makes a machine a device of the lobby: for `foyer keys enroll`, and for tests and benchmarks that
// need one.
#pragma once

#include "link/device_file.h"
#include "queue-server/data_folder.h"

namespace foyer::server {

/// Makes a key pair, enrols its public half, and gives what stands in the device's file. Throws
/// AccessError where the name is taken, std::runtime_error where the server has no key yet.
[[nodiscard]] link::DeviceFile enroll_device(const DataFolder& folder, const DeviceId& name,
                                             Role role, const Endpoints& endpoints, Instant now);

}  // namespace foyer::server

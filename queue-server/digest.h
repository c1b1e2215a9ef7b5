// A fingerprint of a command, kept with its request id: the same id with another command is a
// client's mistake and must not get the first one's answer. Made from the members' values, so that
// the order of keys on the wire does not matter; stable over versions of the program, because it
// is kept on disk.
#pragma once

#include <cstdint>

#include "engine/command.h"

namespace foyer::server {

/// FNV-1a, 64 bits, over the command's name and its members in the order of protocol/fields.h;
/// members that are left out when empty do not count when empty.
[[nodiscard]] std::int64_t digest_of(const Command& command);

/// The same over any text.
[[nodiscard]] std::int64_t digest_of(std::string_view text);

}  // namespace foyer::server

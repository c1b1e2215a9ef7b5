// Which role may ask for what. Least rights: what is not listed is refused.
#pragma once

#include "engine/words.h"
#include "protocol/message.h"

namespace foyer::protocol {

/// Whether a device of `role` may send this request at all. Whether the clerk may act at that very
/// counter is the engine's check.
[[nodiscard]] bool may(Role role, const Request& request);

/// Whether a device of `role` is told what the manager is advised to do.
[[nodiscard]] bool is_advised(Role role);

}  // namespace foyer::protocol

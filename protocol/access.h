// Which role may ask for what. Least rights: what is not listed is refused.
#pragma once

#include <optional>

#include "engine/result.h"
#include "engine/site.h"
#include "engine/words.h"
#include "protocol/message.h"

namespace foyer::protocol {

/// Whether a device of `role` may send this request at all. Whether the clerk may act at that very
/// counter is the engine's check.
[[nodiscard]] bool may(Role role, const Request& request);

/// Who sends a command.
struct Sender {
  Role role{};
  bool signed_in = false;          ///< A clerk, at this device.
  std::vector<Right> rights = {};  ///< Of that clerk.
};

/// What speaks against a command that the sender's role may send, by its members: the channel of
/// another role, priority at a kiosk whose site does not allow it, giving up a visit without its
/// token (not_allowed, with the member), acting for a visitor with nobody signed in at the counter
/// (not_signed_in), or a supervisor's command without that right (not_allowed), to which at a
/// counter close_day belongs. Nothing: it may be decided. A command that was applied before is
/// answered all the same: the clerk may have gone since.
[[nodiscard]] std::optional<Refusal> objection_to(const Command& command, const Sender& sender,
                                                  const Rules& rules);

/// What speaks against a query about private records: the sender's role may ask, but nobody is
/// signed in at the counter (not_signed_in). Nothing: it may be answered.
[[nodiscard]] std::optional<Refusal> objection_to_private(const Sender& sender);

/// What speaks against a look back at who did what: the sender's role may ask, but it is a
/// supervisor's to do (not_signed_in, not_allowed). Nothing: it may be answered.
[[nodiscard]] std::optional<Refusal> objection_to_audit(const Sender& sender);

/// Whether a device of `role` is told what the manager is advised to do.
[[nodiscard]] bool is_advised(Role role);

}  // namespace foyer::protocol

// What the clerk wants, as a screen says it. Intents about a visit carry its id, so that a screen
// that is a moment old never acts on somebody else. Local matters (what is typed, which panel is
// open) are written into the form by the screen itself.
#pragma once

#include <optional>
#include <string>
#include <variant>

#include "counter-client/form.h"
#include "counter-client/welcome_form.h"
#include "engine/command.h"
#include "protocol/message.h"

namespace foyer::counter_client {

struct WantSignIn {};
/// With the city's account: a code, to be confirmed on a phone.
struct WantSignOn {};
struct WantCancelSignOn {};
struct WantSignOut {};
/// Only which counter the clerk stands at; it opens by open_counter.
struct WantCounter {
  CounterId counter;
};
struct WantOtherCounter {};

/// A command as it stands; its visit id is that of the view.
struct WantCommand {
  Command command;
};
/// Close the visit with what the form says of every need.
struct WantClose {
  VisitId visit;
};

/// A vote on the article that is open, or a proposal for it.
struct WantRemark {
  protocol::Query remark;
};

/// What happened before what is shown of it.
struct WantMoreAudit {};

/// The note of this visit is what the form says now.
struct WantNote {
  VisitId visit;
};

/// What a code of an appointment stands for.
struct WantAppointment {
  std::string code;
};

/// A paper for the one at the welcome desk.
struct WantPrint {
  PrintOrder paper;
};

/// The notice was read.
struct WantDismiss {};

using Intent = std::variant<WantSignIn, WantSignOn, WantCancelSignOn, WantSignOut, WantCounter,
                            WantOtherCounter, WantCommand, WantClose, WantNote, WantRemark,
                            WantMoreAudit, WantAppointment, WantPrint, WantDismiss>;

/// At most one a frame: people press one thing at a time.
struct CounterIntents {
  std::optional<Intent> intent;
  void command(Command command) { intent = WantCommand{std::move(command)}; }
};

}  // namespace foyer::counter_client

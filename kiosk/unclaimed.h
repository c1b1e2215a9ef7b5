// Tickets that nobody took: the person had gone before the server's answer came. The kiosk asks on
// until it knows, and gives such a ticket back, so that nobody is called who is not there. What it
// does not know any more after a new start is called once, and is a no-show.
#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "protocol/message.h"

namespace foyer::kiosk {

class Unclaimed {
 public:
  /// `send` returns the request's id.
  explicit Unclaimed(std::function<std::string(Command)> send) : send_(std::move(send)) {}

  /// Nobody waits for the answer to this issue_ticket any more.
  void leave_behind(std::string request_id) { asked_.insert(std::move(request_id)); }

  /// Whether this answers what was left behind, or a ticket that was given back; then nobody else
  /// needs it. Gives back the ticket that it brings. `now`: the server's time.
  bool answered(const protocol::Answer& answer, Instant now);

  /// Gives back what the server could not take a while ago. For every frame.
  void try_again(Instant now);

 private:
  struct GivenBack {
    std::string request_id;
    Leave command;
    std::optional<Instant> again_at;  ///< Refused for now; then it is asked anew.
  };

  std::function<std::string(Command)> send_;
  std::set<std::string> asked_;  ///< Request ids of issue_ticket.
  std::vector<GivenBack> given_back_;
};

}  // namespace foyer::kiosk

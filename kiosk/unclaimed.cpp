#include "kiosk/unclaimed.h"

#include <algorithm>

namespace foyer::kiosk {
namespace {

constexpr Seconds rest{10};

/// Any other refusal says that the visit is over, or that somebody is served with the ticket.
bool is_not_now(const protocol::Answer& answer) {
  return answer.refusal && (answer.refusal->code == RefusalCode::unavailable ||
                            answer.refusal->code == RefusalCode::throttled);
}

}  // namespace

bool Unclaimed::answered(const protocol::Answer& answer, Instant now) {
  if (asked_.erase(answer.id) == 1) {
    for (const Event& event : answer.events) {
      const auto* issued = std::get_if<TicketIssued>(&event.body);
      if (issued == nullptr) continue;
      const Leave leave{issued->visit, issued->token};
      given_back_.push_back({send_(leave), leave, std::nullopt});
    }
    return true;
  }
  const auto asked = [&answer](const GivenBack& ticket) { return ticket.request_id == answer.id; };
  const auto ticket = std::find_if(given_back_.begin(), given_back_.end(), asked);
  if (ticket == given_back_.end()) return false;
  if (is_not_now(answer)) {
    ticket->again_at = now + rest;
  } else {
    given_back_.erase(ticket);
  }
  return true;
}

void Unclaimed::try_again(Instant now) {
  for (GivenBack& ticket : given_back_) {
    if (!ticket.again_at || now < *ticket.again_at) continue;
    ticket.again_at.reset();
    ticket.request_id = send_(ticket.command);
  }
}

}  // namespace foyer::kiosk

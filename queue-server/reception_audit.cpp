// What the reception tells a supervisor of the day: who did what when.
#include <map>

#include "engine/why.h"
#include "protocol/access.h"
#include "queue-server/reception.h"

namespace foyer::server {

/// With the numbers by which people know the visits; what residents told is in no event.
void Reception::answer_audit(const Waiting& waiting, const protocol::ReadAudit& query) {
  const Guest& guest = *waiting.guest;
  const protocol::Sender sender{guest.device.role, !guest.actor.clerk.empty(), guest.rights};
  if (auto refused = protocol::objection_to_audit(sender)) {
    return refuse_request(waiting.address, waiting.request.id, std::move(*refused));
  }
  auto events = lobby_.events_before(query.before_seq, query.limit);
  if (!events) {
    return refuse_request(waiting.address, waiting.request.id, std::move(events.error()));
  }
  protocol::Answer found;
  found.id = waiting.request.id;
  found.events = std::move(*events);
  std::map<VisitId, std::string> tickets;
  for (const Event& event : found.events) {
    if (const auto visit = visit_of(event.body)) tickets[*visit] = lobby_.ticket_of(*visit);
  }
  found.tickets.emplace();
  for (auto& [visit, ticket] : tickets) {
    if (!ticket.empty()) found.tickets->push_back({visit, std::move(ticket)});
  }
  answer(waiting.address, std::move(found));
}

}  // namespace foyer::server

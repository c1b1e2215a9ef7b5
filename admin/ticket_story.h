// The story of a ticket out of a journal: finds the day on which it was issued, and reads that day.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/why.h"
#include "queue-server/journal.h"

namespace foyer::admin {

/// One ticket number given out once.
struct IssuedTicket {
  BusinessDate date;
  std::int64_t day_start = 0;  ///< The seq of its day_opened.
  VisitId visit;
};

/// Every time that the ticket was issued, in the order of the journal; of `date` only where it is
/// not empty. Reads the whole journal. Throws JournalFailure, JournalDamaged.
[[nodiscard]] std::vector<IssuedTicket> find_tickets(server::Journal& journal,
                                                     std::string_view ticket,
                                                     const BusinessDate& date);

/// The last one of `date`, or of all days where `date` is empty. Throws CommandError where there is
/// none, and says on which days there was one; and as find_tickets.
[[nodiscard]] TicketStory story_of_ticket(server::Journal& journal, std::string_view ticket,
                                          const BusinessDate& date);

}  // namespace foyer::admin

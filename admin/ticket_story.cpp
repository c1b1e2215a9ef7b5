#include "admin/ticket_story.h"

#include <algorithm>
#include <functional>

#include "admin/commands.h"
#include "queue-server/throwing_asserts.h"

namespace foyer::admin {
namespace {

constexpr std::size_t chunk = 2000;
constexpr std::size_t days_named_max = 5;

/// Hands over the events after seq `after`, until `take` says false.
void read_events(server::Journal& journal, std::int64_t after,
                 const std::function<bool(const Event&)>& take) {
  while (true) {
    const std::vector<server::StoredEvent> events = journal.read(after, chunk);
    for (const server::StoredEvent& stored : events) {
      if (!take(stored.event)) return;
    }
    if (events.size() < chunk) return;
    after = events.back().event.seq;
  }
}

/// Those after `after`, which is the seq before a day_opened.
std::vector<IssuedTicket> find_after(server::Journal& journal, std::int64_t after,
                                     std::string_view ticket, const BusinessDate& date) {
  std::vector<IssuedTicket> found;
  IssuedTicket today;
  read_events(journal, after, [&](const Event& event) {
    if (const auto* opened = std::get_if<DayOpened>(&event.body)) {
      today.date = opened->date;
      today.day_start = event.seq;
    }
    const auto* issued = std::get_if<TicketIssued>(&event.body);
    if (issued != nullptr && issued->ticket == ticket &&
        (date.value.empty() || date == today.date)) {
      today.visit = issued->visit;
      found.push_back(today);
    }
    return true;
  });
  return found;
}

/// "2026-11-24, 2026-11-25": the last ones.
std::string days_of(const std::vector<IssuedTicket>& tickets) {
  std::vector<std::string> days;
  for (const IssuedTicket& ticket : tickets) days.push_back(ticket.date.value);
  days.erase(std::unique(days.begin(), days.end()), days.end());
  std::string text = days.size() > days_named_max ? "…" : "";
  for (std::size_t i = days.size() - std::min(days.size(), days_named_max); i < days.size(); ++i) {
    text += (text.empty() ? "" : ", ") + days[i];
  }
  return text;
}

[[noreturn]] void not_found(server::Journal& journal, std::string_view ticket,
                            const BusinessDate& date) {
  const std::string name(ticket);
  if (date.value.empty()) throw CommandError("there is no ticket " + name + " in the journal");
  const std::vector<IssuedTicket> others = find_tickets(journal, ticket, {});
  throw CommandError(
      "there is no ticket " + name + " on " + date.value +
      (others.empty() ? ", nor on any other day" : "; there is on " + days_of(others)));
}

}  // namespace

std::vector<IssuedTicket> find_tickets(server::Journal& journal, std::string_view ticket,
                                       const BusinessDate& date) {
  return find_after(journal, 0, ticket, date);
}

TicketStory story_of_ticket(server::Journal& journal, std::string_view ticket,
                            const BusinessDate& date) {
  // Mostly it is asked of today; a year of days takes seconds to read.
  const std::int64_t last_day = journal.last_day_start();
  std::vector<IssuedTicket> found;
  if (last_day > 0) found = find_after(journal, last_day - 1, ticket, date);
  if (found.empty()) found = find_tickets(journal, ticket, date);
  if (found.empty()) not_found(journal, ticket, date);

  const IssuedTicket& issued = found.back();
  std::vector<Event> day;
  read_events(journal, issued.day_start - 1, [&](const Event& event) {
    if (event.seq != issued.day_start && std::holds_alternative<DayOpened>(event.body)) {
      return false;
    }
    day.push_back(event);
    return true;
  });
  const server::ThrowingAsserts guard;
  try {
    return tell_story(day, issued.visit);
  } catch (const std::logic_error& e) {
    throw server::JournalDamaged(issued.day_start,
                                 std::string("something on this day cannot have happened; ask "
                                             "foyer journal verify: ") +
                                     e.what());
  }
}

}  // namespace foyer::admin

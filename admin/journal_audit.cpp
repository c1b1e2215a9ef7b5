// foyer journal audit: who did what when on one day, one line each, with the number of the ticket.
#include <CLI/App.hpp>
#include <iomanip>
#include <iostream>
#include <map>
#include <memory>
#include <optional>

#include "admin/commands.h"
#include "admin/parts.h"
#include "admin/why_text.h"
#include "engine/why.h"
#include "protocol/message.h"
#include "queue-server/data_folder.h"
#include "queue-server/sqlite_journal.h"
#include "site/calendar.h"

namespace foyer::admin {
namespace {

constexpr std::size_t chunk = 2000;

struct AuditOptions {
  server::DataFolder folder;
  std::filesystem::path site;
  std::string date;
  std::string clerk;
  bool machines = false;
};

/// The seq of the first day_opened of that date; of the last day where `date` is empty. Throws
/// CommandError where there is none.
std::int64_t day_of(server::Journal& journal, const std::string& date) {
  if (date.empty()) {
    const std::int64_t last = journal.last_day_start();
    if (last == 0) throw CommandError("no day was ever open");
    return last;
  }
  std::int64_t seq = journal.first_day_start(1, Instant{});
  while (seq != 0) {
    const auto events = journal.read(seq - 1, 1);
    if (std::get<DayOpened>(events.front().event.body).date.value == date) return seq;
    seq = journal.first_day_start(seq + 1, Instant{});
  }
  throw CommandError("no day " + date + " is in the journal");
}

void print(const Event& event, const std::string& ticket, const Naming& naming) {
  const std::string& clerk = event.actor.clerk.value;
  std::cout << std::left << std::setw(10) << naming.clock(event.at) << std::setw(16)
            << (clerk.empty() ? "-" : clerk) << std::setw(16) << event.actor.device.value
            << std::setw(7) << (ticket.empty() ? "-" : ticket) << std::setw(20)
            << kind_of(event.body) << protocol::write_event_body(protocol::redacted(event).body)
            << std::right << '\n';
}

ExitCode audit(const AuditOptions& options) {
  require_date(options.date);
  require_journal(options.folder);
  std::optional<SiteFiles> site;
  if (!options.site.empty()) site = load_site(options.site);
  const Naming naming(site ? &*site : nullptr);
  server::SqliteJournal journal(options.folder.journal(), server::OpenMode::read_only);
  const std::int64_t start = day_of(journal, options.date);
  std::map<VisitId, std::string> tickets;
  std::int64_t after = start - 1;
  while (true) {
    const std::vector<server::StoredEvent> events = journal.read(after, chunk);
    for (const auto& [event, request] : events) {
      const bool next_day = std::holds_alternative<DayOpened>(event.body) && event.seq != start;
      if (next_day) return ExitCode::ok;
      if (const auto* issued = std::get_if<TicketIssued>(&event.body)) {
        tickets[issued->visit] = issued->ticket;
      }
      const ClerkId& clerk = event.actor.clerk;
      const bool wanted =
          options.clerk.empty() ? options.machines || !clerk.empty() : clerk.value == options.clerk;
      const auto visit = visit_of(event.body);
      if (wanted) print(event, visit ? tickets[*visit] : std::string(), naming);
    }
    if (events.size() < chunk) return ExitCode::ok;
    after = events.back().event.seq;
  }
}

}  // namespace

void add_journal_audit(CLI::App& journal, Chosen& chosen) {
  const auto options = std::make_shared<AuditOptions>();
  CLI::App* command = journal.add_subcommand("audit", "Who did what when, on one day");
  command->footer(
      "\nExamples:\n  foyer journal audit --data run/data --site assets/sites/clarington\n"
      "  foyer journal audit --data run/data --date 2026-11-26 --clerk asha\n"
      "Also while the server runs. Visits' tokens are left out; without the site times are UTC.");
  add_data_option(*command, options->folder.path);
  command->add_option("--site", options->site, "The site's files, for local time");
  command->add_option("--date", options->date, "The day, like 2026-11-26; else the last one");
  command->add_option("--clerk", options->clerk, "Only what this clerk did");
  command->add_flag("--machines", options->machines,
                    "Also what kiosks and the server did with no clerk");
  command->callback([&chosen, options] { chosen = [options] { return audit(*options); }; });
}

}  // namespace foyer::admin

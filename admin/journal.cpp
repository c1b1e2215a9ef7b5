// foyer journal: what happened, for people; and whether it can have happened.
#include <CLI/App.hpp>
#include <iomanip>
#include <iostream>
#include <memory>
#include <set>

#include "admin/commands.h"
#include "admin/parts.h"
#include "protocol/message.h"
#include "queue-server/data_folder.h"
#include "queue-server/sqlite_journal.h"
#include "queue-server/verify.h"

namespace foyer::admin {
namespace {

constexpr std::size_t chunk = 2000;

struct JournalOptions {
  server::DataFolder folder;
  std::int64_t from = 1;
  std::string ticket;
  bool json = false;
};

/// The visit that an event is about; nothing for those about the day or a counter.
std::optional<VisitId> visit_of(const EventBody& body) {
  return std::visit(
      [](const auto& e) -> std::optional<VisitId> {
        if constexpr (requires { e.visit; })
          return e.visit;
        else
          return std::nullopt;
      },
      body);
}

/// Whether an event is about a visit that had this ticket; on several days, several had it.
class TicketFilter {
 public:
  explicit TicketFilter(std::string ticket) : ticket_(std::move(ticket)) {}
  bool passes(const Event& event) {
    if (ticket_.empty()) return true;
    const auto visit = visit_of(event.body);
    const auto* issued = std::get_if<TicketIssued>(&event.body);
    if (issued != nullptr && issued->ticket == ticket_) visits_.insert(issued->visit);
    return visit && visits_.contains(*visit);
  }

 private:
  std::string ticket_;
  std::set<VisitId> visits_;
};

void print(const Event& event) {
  std::cout << std::setw(8) << event.seq << "  " << utc_text(event.at) << "  " << std::left
            << std::setw(16) << event.actor.device.value << std::setw(12)
            << (event.actor.clerk.empty() ? "-" : event.actor.clerk.value) << std::setw(18)
            << kind_of(event.body) << protocol::write_event_body(event.body) << std::right << '\n';
}

ExitCode show(const JournalOptions& options) {
  server::SqliteJournal journal(options.folder.journal(), server::OpenMode::read_only);
  TicketFilter filter(options.ticket);
  // A ticket's visit may have been issued before --from: its first event must be seen.
  std::int64_t after = options.ticket.empty() ? std::max<std::int64_t>(options.from - 1, 0) : 0;
  while (true) {
    const std::vector<server::StoredEvent> events = journal.read(after, chunk);
    for (const server::StoredEvent& stored : events) {
      if (!filter.passes(stored.event) || stored.event.seq < options.from) continue;
      // Whoever has a visit's token can end it: it is nobody's business here.
      const Event event = protocol::redacted(stored.event);
      if (options.json)
        std::cout << protocol::write_event(event) << '\n';
      else
        print(event);
    }
    if (events.size() < chunk) return ExitCode::ok;
    after = events.back().event.seq;
  }
}

ExitCode verify(const JournalOptions& options) {
  server::SqliteJournal journal(options.folder.journal(), server::OpenMode::read_only);
  const server::JournalReport report = server::verify(journal);
  const std::vector<std::string> file_faults = journal.check_file();
  for (const std::string& fault : file_faults) std::cout << "file: " << fault << '\n';
  for (const auto& [seq, reason] : report.faults) {
    std::cout << "seq " << seq << ": " << reason << '\n';
  }
  std::cout << report.events << " events on " << report.days << " days, " << report.tickets
            << " tickets: ";
  if (report.faults.empty() && file_faults.empty()) {
    std::cout << "all is well\n";
    return ExitCode::ok;
  }
  std::cout << report.faults.size() + file_faults.size() << " faults\n";
  return ExitCode::bad_data;
}

}  // namespace

void add_journal(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<JournalOptions>();
  CLI::App* journal = app.add_subcommand("journal", "What happened in the lobby");
  journal->require_subcommand(1);

  CLI::App* show_command = journal->add_subcommand("show", "The events, one a line");
  show_command->footer(
      "\nExamples:\n  foyer journal show --data run/data --ticket B042\n"
      "  foyer journal show --data run/data --from 1200 --json | tail -20\n"
      "Also while the server runs. Visits' tokens are left out.");
  add_data_option(*show_command, options->folder.path);
  show_command->add_option("--from", options->from, "The first seq to show")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  show_command->add_option("--ticket", options->ticket, "Only what happened to this ticket");
  show_command->add_flag("--json", options->json, "As on the link, one JSON text a line");
  show_command->callback([&chosen, options] { chosen = [options] { return show(*options); }; });

  CLI::App* verify_command =
      journal->add_subcommand("verify", "Play every day again and say what cannot have happened");
  add_data_option(*verify_command, options->folder.path);
  verify_command->callback([&chosen, options] { chosen = [options] { return verify(*options); }; });
}

}  // namespace foyer::admin

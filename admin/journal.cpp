// foyer journal: what happened, for people; and whether it can have happened.
#include <CLI/App.hpp>
#include <cctype>
#include <iomanip>
#include <iostream>
#include <memory>
#include <set>

#include "admin/commands.h"
#include "admin/parts.h"
#include "admin/ticket_story.h"
#include "admin/why_text.h"
#include "protocol/message.h"
#include "queue-server/data_folder.h"
#include "queue-server/sqlite_journal.h"
#include "queue-server/verify.h"
#include "site/calendar.h"

namespace foyer::admin {
namespace {

constexpr std::size_t chunk = 2000;

struct JournalOptions {
  server::DataFolder folder;
  std::int64_t from = 1;
  std::string ticket;
  std::filesystem::path site;
  std::string date;
  bool json = false;
};

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

/// "a12" is A012 as people say it.
std::string ticket_of(const std::string& text) {
  const bool letter = !text.empty() && std::isalpha(static_cast<unsigned char>(text.front())) != 0;
  const std::string number = letter ? text.substr(1) : "";
  if (number.empty() || number.size() > 3 ||
      number.find_first_not_of("0123456789") != std::string::npos) {
    throw CommandError("\"" + text + "\" is no ticket like A007");
  }
  const char upper = static_cast<char>(std::toupper(static_cast<unsigned char>(text.front())));
  return upper + std::string(3 - number.size(), '0') + number;
}

ExitCode why(const JournalOptions& options) {
  const std::string ticket = ticket_of(options.ticket);
  require_date(options.date);
  require_journal(options.folder);
  std::optional<SiteFiles> site;
  if (!options.site.empty()) site = load_site(options.site);
  const Naming naming(site ? &*site : nullptr);
  server::SqliteJournal journal(options.folder.journal(), server::OpenMode::read_only);
  const TicketStory story = story_of_ticket(journal, ticket, {options.date});
  if (options.json) {
    std::cout << why_json(story, naming) << '\n';
  } else {
    std::cout << why_text(story, naming);
  }
  return ExitCode::ok;
}

void add_why(CLI::App& journal, Chosen& chosen, const std::shared_ptr<JournalOptions>& options) {
  CLI::App* command = journal.add_subcommand(
      "why", "Why a ticket was called when it was, and who was called before it");
  command->footer(
      "\nExamples:\n  foyer journal why A012 --data run/data --site assets/sites/clarington\n"
      "  foyer journal why A012 --data run/data --date 2026-11-26 --json\n"
      "Also while the server runs. What it says comes from the journal alone; the site gives "
      "names\n"
      "and local time, without it ids and UTC.");
  command->add_option("ticket", options->ticket, "The ticket: A012, or a12")->required();
  add_data_option(*command, options->folder.path);
  command->add_option("--site", options->site, "The site's files, for names and local time");
  command->add_option("--date", options->date,
                      "The day, like 2026-11-26; else the last one with that ticket");
  command->add_flag("--json", options->json, "As one JSON object, with every time and reason");
  command->callback([&chosen, options] { chosen = [options] { return why(*options); }; });
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

  add_why(*journal, chosen, options);
  add_journal_audit(*journal, chosen);

  CLI::App* verify_command =
      journal->add_subcommand("verify", "Play every day again and say what cannot have happened");
  add_data_option(*verify_command, options->folder.path);
  verify_command->callback([&chosen, options] { chosen = [options] { return verify(*options); }; });
}

}  // namespace foyer::admin

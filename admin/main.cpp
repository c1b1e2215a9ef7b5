// foyer: the administrator's command line. Wiring only: the list of sub-commands and the exit
// codes.
#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <iostream>

#include "admin/commands.h"
#include "queue-server/access_store.h"
#include "queue-server/journal.h"
#include "site/site_files.h"

namespace {

using foyer::admin::Chosen;
using foyer::admin::ExitCode;

constexpr const char* examples = R"(
First steps:
  foyer keys init --data run/data
  foyer keys enroll kiosk-1 --role kiosk --data run/data --out run/kiosk-1.device
  foyer clerk add ann --name Ann --skills all --data run/data
  foyer-queue-server --data run/data --site assets/sites/clarington
  foyer journal show --data run/data --ticket A001

Every sub-command has its own --help.
Exit codes: 0 done, 1 failure, 2 wrong command line, 3 mistakes in a site's files, 4 the data
folder is damaged or not made yet.)";

/// One line each; a new sub-command is its own file and a line here.
constexpr void (*sub_commands[])(CLI::App&, Chosen&) = {
    foyer::admin::add_keys,      foyer::admin::add_clerk,    foyer::admin::add_journal,
    foyer::admin::add_site,      foyer::admin::add_promises, foyer::admin::add_protocol,
    foyer::admin::add_simulate,  foyer::admin::add_bench,    foyer::admin::add_forecast,
    foyer::admin::add_staffing,  foyer::admin::add_kiosk,    foyer::admin::add_appointments,
    foyer::admin::add_knowledge, foyer::admin::add_sign_on,  foyer::admin::add_follow_ups,
    foyer::admin::add_webhooks,  foyer::admin::add_lobby,    foyer::admin::add_notices,
};

int fail(ExitCode code, const std::exception& e) {
  std::cerr << "foyer: " << e.what() << '\n';
  return static_cast<int>(code);
}

int run(const Chosen& chosen) {
  try {
    return static_cast<int>(chosen());
  } catch (const foyer::SiteMistakes& e) {
    return fail(ExitCode::bad_site, e);
  } catch (const foyer::server::JournalDamaged& e) {
    return fail(ExitCode::bad_data, e);
  } catch (const foyer::server::SqliteError& e) {
    return fail(ExitCode::bad_data, e);
  } catch (const std::exception& e) {
    return fail(ExitCode::failure, e);
  }
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Looks after a lobby: keys, clerks, the journal, a site's files.", "foyer");
  app.set_version_flag("--version", FOYER_VERSION);
  app.footer(examples);
  app.require_subcommand(1);
  Chosen chosen;
  for (const auto add : sub_commands) add(app, chosen);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    return app.exit(e) == 0 ? 0 : static_cast<int>(ExitCode::usage);
  }
  return run(chosen);
}

// The sub-commands of `foyer`, the administrator's command line. One file each; main.cpp lists
// them. A sub-command adds itself to the application and, where it was chosen, is what runs.
#pragma once

#include <functional>
#include <stdexcept>

namespace CLI {
class App;
}

namespace foyer::admin {

/// 2 is the wrong command line; 3 mistakes in a site's files; 4 a damaged or missing data folder.
enum class ExitCode { ok = 0, failure = 1, usage = 2, bad_site = 3, bad_data = 4 };

/// What was chosen on the command line; set by a sub-command's callback, run by main.
using Chosen = std::function<ExitCode()>;

/// A message for the person at the keyboard; exit code 1.
class CommandError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

void add_keys(CLI::App& app, Chosen& chosen);
void add_clerk(CLI::App& app, Chosen& chosen);
void add_appointments(CLI::App& app, Chosen& chosen);
void add_kiosk(CLI::App& app, Chosen& chosen);
void add_journal(CLI::App& app, Chosen& chosen);
/// Of `foyer journal`.
void add_journal_audit(CLI::App& journal, Chosen& chosen);
void add_lobby(CLI::App& app, Chosen& chosen);
void add_notices(CLI::App& app, Chosen& chosen);
void add_knowledge(CLI::App& app, Chosen& chosen);
void add_sign_on(CLI::App& app, Chosen& chosen);
void add_site(CLI::App& app, Chosen& chosen);
void add_promises(CLI::App& app, Chosen& chosen);
void add_protocol(CLI::App& app, Chosen& chosen);
void add_simulate(CLI::App& app, Chosen& chosen);
void add_bench(CLI::App& app, Chosen& chosen);
void add_staffing(CLI::App& app, Chosen& chosen);
void add_forecast(CLI::App& app, Chosen& chosen);
void add_follow_ups(CLI::App& app, Chosen& chosen);
void add_webhooks(CLI::App& app, Chosen& chosen);

}  // namespace foyer::admin

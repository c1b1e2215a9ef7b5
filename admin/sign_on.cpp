// foyer sign-on check: whether the city's provider of accounts and sign-on.toml fit together.
#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <atomic>
#include <filesystem>
#include <iostream>
#include <memory>

#include "admin/commands.h"
#include "admin/parts.h"
#include "queue-server/access_store.h"
#include "queue-server/data_folder.h"
#include "sign-on/provider.h"
#include "sign-on/settings.h"
#include "site/site_files.h"

namespace foyer::admin {
namespace {

struct SignOnOptions {
  server::DataFolder folder;
  std::filesystem::path site;
};

/// Who is named in the file and has no record here.
void check_clerks(const sign_on::Settings& settings, const server::DataFolder& folder,
                  sign_on::Provider::Findings& found) {
  server::AccessStore store(folder.access(), server::OpenMode::read_only);
  const std::vector<server::Clerk> clerks = store.clerks();
  for (const auto& [who, id] : settings.clerks) {
    bool known = false;
    for (const server::Clerk& clerk : clerks) known = known || (clerk.id == id && !clerk.disabled);
    if (known) continue;
    found.warnings.push_back("clerks: there is no clerk " + id.value +
                             "; add one with: foyer clerk add " + id.value);
  }
}

ExitCode check(const SignOnOptions& options) {
  const std::filesystem::path file = options.folder.sign_on();
  if (!std::filesystem::exists(file)) {
    throw CommandError(file.string() + " is not there: clerks sign in with their PIN alone");
  }
  const sign_on::Settings settings = sign_on::read_settings(file);
  const std::atomic<bool> never = false;
  sign_on::Provider provider(settings, system_now, never);
  sign_on::Provider::Findings found = provider.check();
  if (!options.site.empty()) {
    for (std::string& one : sign_on::unknown_to_site(settings, load_site(options.site).lobby)) {
      found.faults.push_back(std::move(one));
    }
  }
  check_clerks(settings, options.folder, found);
  for (const std::string& line : found.good) std::cout << "good     " << line << '\n';
  for (const std::string& line : found.warnings) std::cout << "warning  " << line << '\n';
  for (const std::string& line : found.faults) std::cout << "wrong    " << line << '\n';
  return found.faults.empty() ? ExitCode::ok : ExitCode::failure;
}

}  // namespace

void add_sign_on(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<SignOnOptions>();
  CLI::App* sign_on = app.add_subcommand("sign-on", "Signing in with the city's accounts");
  sign_on->require_subcommand(1);
  CLI::App* check_it = sign_on->add_subcommand(
      "check", "Ask the provider of DATA/sign-on.toml, and say what is wrong");
  check_it->footer(
      "\nFetches what the provider tells of itself, its keys, and a code that nobody confirms.\n"
      "Exit codes: 0 clerks can sign in, 1 something is wrong, 3 mistakes in sign-on.toml.\n"
      "\nExample:\n  foyer sign-on check --data /var/lib/foyer --site assets/sites/clarington");
  add_data_option(*check_it, options->folder.path);
  check_it->add_option("--site", options->site, "Also whether its skills are those of the file")
      ->check(CLI::ExistingDirectory);
  check_it->callback([options, &chosen] { chosen = [options] { return check(*options); }; });
}

}  // namespace foyer::admin

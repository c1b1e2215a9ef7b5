// foyer kiosk set-pin: the PIN of the supervisor's corner.
#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <filesystem>
#include <iostream>
#include <memory>

#include "admin/commands.h"
#include "admin/parts.h"
#include "link/private_file.h"
#include "link/secret.h"

namespace foyer::admin {
namespace {

struct KioskOptions {
  std::filesystem::path file;
  bool from_standard_input = false;
};

bool is_figures(std::string_view pin) {
  return std::all_of(pin.begin(), pin.end(), [](char c) { return c >= '0' && c <= '9'; });
}

ExitCode set_pin(const KioskOptions& options) {
  const std::string pin =
      read_secret(options.from_standard_input ? SecretFrom::standard_input : SecretFrom::terminal);
  // The kiosk has keys for figures alone.
  if (!is_figures(pin) || pin.size() > 12) {
    throw CommandError("the PIN of a kiosk is 4 to 12 figures");
  }
  link::write_private_file(options.file, link::hash_secret(pin) + "\n");
  std::cout << "Wrote " << options.file.string() << "; start the kiosk with --pin-file "
            << options.file.string() << ".\n";
  return ExitCode::ok;
}

}  // namespace

void add_kiosk(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<KioskOptions>();
  CLI::App* kiosk = app.add_subcommand("kiosk", "What a kiosk needs on its own machine");
  kiosk->require_subcommand(1);
  CLI::App* pin = kiosk->add_subcommand("set-pin", "Set the PIN of the supervisor's corner");
  pin->footer(
      "\nWhoever holds the top left corner of the kiosk's screen for 4 seconds, or presses F12, is "
      "asked for it.\n\nExample:\n  foyer kiosk set-pin --file /var/lib/foyer/kiosk.pin");
  pin->add_option("--file", options->file, "Where its hash is written, readable by you alone")
      ->required();
  pin->add_flag("--pin-from-stdin", options->from_standard_input,
                "Read the PIN from standard input instead of asking for it");
  pin->callback([options, &chosen] { chosen = [options] { return set_pin(*options); }; });
}

}  // namespace foyer::admin

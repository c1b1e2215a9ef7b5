// foyer keys: the server's key, and the devices that may connect.
#include <CLI/App.hpp>
#include <iomanip>
#include <iostream>
#include <memory>

#include "admin/commands.h"
#include "admin/parts.h"
#include "link/device_file.h"
#include "queue-server/access_store.h"
#include "queue-server/data_folder.h"
#include "queue-server/enroll.h"
#include "queue-server/lobby.h"

namespace foyer::admin {
namespace {

struct KeysOptions {
  server::DataFolder folder;
  std::string name;
  std::string role;
  std::filesystem::path out;
  std::string request_endpoint;
  std::string event_endpoint;
};

constexpr const char* default_request_endpoint = "tcp://127.0.0.1:5570";
constexpr const char* default_event_endpoint = "tcp://127.0.0.1:5571";

ExitCode init(const KeysOptions& options) {
  const bool made = server::init_data_folder(options.folder);
  std::cout << (made ? "Made the server's key and an empty data folder in "
                     : "The data folder was there already: ")
            << options.folder.path.string() << '\n'
            << "Public key: " << server::read_server_key(options.folder).public_key << '\n';
  return ExitCode::ok;
}

/// The device file's endpoints: those asked for, else where the server listened last, else the
/// default ports of this machine.
server::Endpoints endpoints_for(const KeysOptions& options) {
  server::Endpoints endpoints =
      server::read_endpoints(options.folder)
          .value_or(server::Endpoints{default_request_endpoint, default_event_endpoint});
  if (!options.request_endpoint.empty()) endpoints.request = options.request_endpoint;
  if (!options.event_endpoint.empty()) endpoints.event = options.event_endpoint;
  return endpoints;
}

ExitCode enroll(const KeysOptions& options) {
  require_name(options.name, "a device");
  if (options.name == server::own_device) {
    throw CommandError("the name " + options.name + " is the server's own");
  }
  const server::Endpoints endpoints = endpoints_for(options);
  // Enrolled first: a device file whose key is not known would be a puzzle, a key without its file
  // is only unused.
  const link::DeviceFile device = server::enroll_device(
      options.folder, {options.name}, *from_word<Role>(options.role), endpoints, system_now());
  try {
    link::write_device_file(options.out, device);
  } catch (...) {
    server::AccessStore store(options.folder.access(), server::OpenMode::read_write);
    store.revoke(device.device, system_now());
    throw;
  }
  std::cout << "Enrolled " << options.name << " as " << options.role << ". Its device file is "
            << options.out.string() << " (" << endpoints.request << ", " << endpoints.event
            << ").\n";
  return ExitCode::ok;
}

ExitCode list(const KeysOptions& options) {
  server::AccessStore store(options.folder.access(), server::OpenMode::read_only);
  std::cout << std::left << std::setw(24) << "device" << std::setw(10) << "role" << std::setw(22)
            << "enrolled" << std::setw(22) << "revoked"
            << "public key\n";
  for (const server::Device& device : store.devices()) {
    std::cout << std::setw(24) << device.name.value << std::setw(10) << word(device.role)
              << std::setw(22) << utc_text(device.enrolled_at) << std::setw(22)
              << (device.revoked_at ? utc_text(*device.revoked_at) : "-") << device.public_key
              << '\n';
  }
  return ExitCode::ok;
}

ExitCode revoke(const KeysOptions& options) {
  server::AccessStore store(options.folder.access(), server::OpenMode::read_write);
  if (!store.revoke({options.name}, system_now())) {
    throw CommandError("no device " + options.name + " is enrolled");
  }
  std::cout << "Revoked " << options.name << ": it is refused from now on.\n";
  return ExitCode::ok;
}

}  // namespace

void add_keys(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<KeysOptions>();
  CLI::App* keys = app.add_subcommand("keys", "The server's key, and the devices that may connect");
  keys->require_subcommand(1);

  CLI::App* init_command = keys->add_subcommand("init", "Make a data folder and the server's key");
  add_data_option(*init_command, options->folder.path);
  init_command->callback([&chosen, options] { chosen = [options] { return init(*options); }; });

  CLI::App* enroll_command = keys->add_subcommand(
      "enroll", "Make a key for a device, enrol it, and write its device file");
  enroll_command->footer(
      "\nExample:\n  foyer keys enroll kiosk-1 --role kiosk --data run/data --out kiosk-1.device\n"
      "Copy the file to the device over a safe way: whoever has it is that device.");
  enroll_command->add_option("name", options->name, "Of the device: a to z, 0 to 9, '-'")
      ->required();
  enroll_command->add_option("--role", options->role, "What the device is")
      ->required()
      ->check(CLI::IsMember(words<Role>()));
  enroll_command->add_option("--out", options->out, "The device file to write")->required();
  enroll_command->add_option("--request-endpoint", options->request_endpoint,
                             "Where the device finds the server, e.g. tcp://10.0.0.5:5570");
  enroll_command->add_option("--event-endpoint", options->event_endpoint,
                             "And its events, e.g. tcp://10.0.0.5:5571");
  add_data_option(*enroll_command, options->folder.path);
  enroll_command->callback([&chosen, options] { chosen = [options] { return enroll(*options); }; });

  CLI::App* list_command = keys->add_subcommand("list", "All devices, also revoked ones");
  add_data_option(*list_command, options->folder.path);
  list_command->callback([&chosen, options] { chosen = [options] { return list(*options); }; });

  CLI::App* revoke_command =
      keys->add_subcommand("revoke", "Shut a device out, at once, also while it is connected");
  revoke_command->add_option("name", options->name, "Of the device")->required();
  add_data_option(*revoke_command, options->folder.path);
  revoke_command->callback([&chosen, options] { chosen = [options] { return revoke(*options); }; });
}

}  // namespace foyer::admin

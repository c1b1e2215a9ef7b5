// foyer protocol: the published JSON Schemas, made from the lists that the programs read by.
#include <CLI/App.hpp>
#include <fstream>
#include <iostream>
#include <memory>

#include "admin/commands.h"
#include "protocol/message.h"

namespace foyer::admin {
namespace {

ExitCode write_schemas(const std::filesystem::path& out) {
  std::filesystem::create_directories(out);
  const std::vector<protocol::SchemaFile> schemas = protocol::schemas();
  for (const protocol::SchemaFile& schema : schemas) {
    std::ofstream file(out / schema.file, std::ios::binary | std::ios::trunc);
    file << schema.text;
    if (!schema.text.ends_with('\n')) file << '\n';
    file.close();
    if (!file) throw CommandError("cannot write " + (out / schema.file).string());
  }
  std::cout << schemas.size() << " schemas in " << out.string() << '\n';
  return ExitCode::ok;
}

}  // namespace

void add_protocol(CLI::App& app, Chosen& chosen) {
  auto out = std::make_shared<std::filesystem::path>();
  CLI::App* protocol = app.add_subcommand("protocol", "The messages of the link");
  protocol->require_subcommand(1);
  CLI::App* schemas_command =
      protocol->add_subcommand("schemas", "Write the JSON Schema of every message");
  schemas_command->footer("\nExample:\n  foyer protocol schemas --out docs/schemas");
  schemas_command->add_option("--out", *out, "Folder to write to")->required();
  schemas_command->callback([&chosen, out] { chosen = [out] { return write_schemas(*out); }; });
}

}  // namespace foyer::admin

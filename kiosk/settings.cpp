#include "kiosk/settings.h"

#include <spdlog/spdlog.h>
#include <toml++/toml.h>

#include <sstream>

#include "link/private_file.h"

namespace foyer::kiosk {

Settings read_settings(const std::filesystem::path& file) {
  Settings settings;
  if (file.empty() || !std::filesystem::exists(file)) return settings;
  try {
    const toml::table table = toml::parse_file(file.string());
    settings.first_language.value = table["first_language"].value_or(std::string());
    settings.out_of_service = table["out_of_service"].value_or(false);
  } catch (const toml::parse_error& error) {
    spdlog::warn("{}:{}: {}; the kiosk starts with the site's own settings", file.string(),
                 error.source().begin.line, error.description());
  }
  return settings;
}

void write_settings(const std::filesystem::path& file, const Settings& settings) {
  toml::table table;
  table.insert("first_language", settings.first_language.value);
  table.insert("out_of_service", settings.out_of_service);
  std::ostringstream text;
  text << "# What a supervisor has set at this kiosk.\n" << table << '\n';
  link::write_private_file(file, text.str());
}

}  // namespace foyer::kiosk

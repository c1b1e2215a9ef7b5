// What a supervisor has set at this kiosk, kept over restarts in a file of a few lines that a
// person can read.
#pragma once

#include <filesystem>

#include "engine/ids.h"

namespace foyer::kiosk {

struct Settings {
  LanguageTag first_language;  ///< Of the home screen; empty: the site's first.
  bool out_of_service = false;
  friend bool operator==(const Settings&, const Settings&) = default;
};

/// The defaults where there is no file, or none that can be understood: a kiosk starts all the
/// same, and says so in the log.
[[nodiscard]] Settings read_settings(const std::filesystem::path& file);

/// Whole or not at all, also if the power goes. Throws std::runtime_error if it cannot be written.
void write_settings(const std::filesystem::path& file, const Settings& settings);

}  // namespace foyer::kiosk

// The shifts of a day, from a file that a manager writes: which counter, from when to when, with
// which breaks. docs/STAFFING.md has an example.
#pragma once

#include <filesystem>
#include <vector>

#include "engine/staffing.h"
#include "site/site_files.h"

namespace foyer::admin {

/// Throws SiteMistakes with all that is wrong in the file.
[[nodiscard]] std::vector<Shift> read_shifts(const std::filesystem::path& file, const Site& site);

}  // namespace foyer::admin

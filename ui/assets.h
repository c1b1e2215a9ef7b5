// Where the program's files are: $FOYER_ASSETS, else ../share/foyer beside the program, else the
// source tree it was built from.
#pragma once

#include <filesystem>
#include <string>

namespace foyer::ui {

/// The folder with fonts/, icons/, sites/. Throws std::runtime_error that names the places it
/// looked in when there is none.
[[nodiscard]] std::filesystem::path asset_folder();
/// A whole file. Throws std::runtime_error with the path when it cannot be read.
[[nodiscard]] std::string read_file(const std::filesystem::path& path);

}  // namespace foyer::ui

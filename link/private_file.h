// Files that hold secrets: written whole or not at all, and never readable by others.
#pragma once

#include <filesystem>
#include <string_view>

namespace foyer::link {

/// Mode 0600 from the first byte; a temporary file beside it, synced, then renamed, so that a crash
/// leaves the old file or the new one. Throws std::runtime_error.
void write_private_file(const std::filesystem::path& file, std::string_view text);

/// Throws std::runtime_error where group or others may read the file, or it is not there.
void require_private_file(const std::filesystem::path& file);

}  // namespace foyer::link

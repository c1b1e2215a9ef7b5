// Language, text size and contrast of this machine, kept over restarts. Nothing else is kept: where
// the clerk was, the server knows.
#pragma once

#include <filesystem>

#include "counter-client/form.h"

namespace foyer::counter_client {

/// The last choice; the defaults where there is none, or where the file cannot be understood.
[[nodiscard]] ScreenChoice read_preferences(const std::filesystem::path& file);

/// Whether it could be written: a read-only machine works without.
bool write_preferences(const std::filesystem::path& file, const ScreenChoice& choice);

}  // namespace foyer::counter_client

// What is on the screen as a list that a program or a person can read: for end-to-end tests, which
// must know where to tap, and for support ("what do you see?").
#pragma once

#include <filesystem>
#include <string>

#include "ui/audit.h"

namespace foyer::ui {

/// One control or text a line, in reading order, parted by tabs: role (text, button, field, check),
/// id (`-` for a text), `enabled` or `disabled`, x, y, width, height in the window's pixels, what
/// speech would say, and what is seen besides: `on` (ticked, chosen), `focus`, `on focus`, or
/// nothing.
[[nodiscard]] std::string screen_list(const AuditRecord& record);

/// Replaces the file in one step. Throws std::runtime_error.
void write_screen_list(const AuditRecord& record, const std::filesystem::path& file);

}  // namespace foyer::ui

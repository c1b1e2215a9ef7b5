// Small parts that several sub-commands share.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "engine/ids.h"
#include "engine/words.h"
#include "queue-server/data_folder.h"

namespace CLI {
class App;
}

namespace foyer::admin {

/// Throws CommandError where that folder has no journal to read.
void require_journal(const server::DataFolder& folder);
/// Throws CommandError unless `date` is empty or a date like 2026-11-26.
void require_date(const std::string& date);

/// Adds --data, required.
void add_data_option(CLI::App& app, std::filesystem::path& data);

[[nodiscard]] Instant system_now();

/// "2026-11-26T14:03:12Z".
[[nodiscard]] std::string utc_text(Instant at);

/// Throws CommandError unless it is 1 to 64 of [a-z0-9-]. `of`: "a device".
void require_name(std::string_view name, std::string_view of);

/// Every word of an enum, for a check of the command line.
template <class E>
std::vector<std::string> words() {
  return {word_table<E>.begin(), word_table<E>.end()};
}

/// Reads a secret: from standard input (one line), or typed twice at the terminal without echo.
/// Throws CommandError where it is too short or too long, or the two differ.
enum class SecretFrom { standard_input, terminal };
[[nodiscard]] std::string read_secret(SecretFrom from);

}  // namespace foyer::admin

// Opening one of our SQLite files: made where it is missing, recognized where it is there.
#pragma once

#include <cstdint>
#include <filesystem>
#include <stdexcept>
#include <string_view>

#include "storage/sqlite.h"

namespace foyer::storage {

/// What a file holds. `application_id` is SQLite's, by which a file is told from the others: one of
/// its own for each kind.
struct FileKind {
  std::int64_t application_id = 0;
  std::int64_t version = 1;  ///< Of the schema, the newest that this program knows.
  const char* schema = "";
  std::string_view holds;  ///< "appointments", as errors say it.
};

/// The file is another one, or of a newer program; what() names it.
class WrongFile : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Makes the file, with mode 0600 and the schema, where it is missing or empty (read_write); also
/// when two processes do so at once. A file of an older version is opened as it is. Throws
/// WrongFile, SqliteError.
[[nodiscard]] Database open_file(const std::filesystem::path& file, OpenMode mode,
                                 const FileKind& kind);

}  // namespace foyer::storage

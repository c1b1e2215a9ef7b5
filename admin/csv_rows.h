// Files of comma-separated values (RFC 4180, through libcsv), row by row, each with its line, so
// that a mistake can be told where it is. A row is one line; quoted fields may have commas in them.
#pragma once

#include <cstddef>
#include <functional>
#include <istream>
#include <stdexcept>
#include <string>
#include <vector>

namespace foyer::admin {

/// What is wrong in a file: "FILE:LINE: where: what".
class CsvError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct CsvRow {
  std::size_t line = 0;  ///< From 1; the header is a row like others. Empty lines are none.
  std::vector<std::string> fields;
};

/// Throws CsvError; `name` is what it calls the file.
void for_each_row(std::istream& stream, const std::string& name,
                  const std::function<void(const CsvRow&)>& take);

/// "log.csv:12: wait: is empty".
[[nodiscard]] std::string csv_mistake(const std::string& name, std::size_t line,
                                      std::string_view where, std::string_view what);

}  // namespace foyer::admin

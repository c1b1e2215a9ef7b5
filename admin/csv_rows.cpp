#include "admin/csv_rows.h"

#include <csv.h>

#include <new>

namespace foyer::admin {
namespace {

constexpr std::size_t line_length_max = 4096;

/// libcsv's parser, fed a line at a time.
class Parser {
 public:
  explicit Parser(const std::string& name) : name_(name) {
    constexpr unsigned char options = CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL;
    if (csv_init(&parser_, options) != 0) throw std::bad_alloc();
  }
  ~Parser() { csv_free(&parser_); }
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;

  /// One line of the file with its end. The row is empty where nothing stands in it.
  const CsvRow& take(const std::string& text) {
    ++row_.line;
    row_.fields.clear();
    if (text.find_first_not_of(" \t\n") == std::string::npos) return row_;
    is_over_ = false;
    if (text.size() > line_length_max) fail("is too long");
    if (csv_parse(&parser_, text.data(), text.size(), &Parser::on_field, &Parser::on_line, this) !=
        text.size()) {
      fail(csv_strerror(csv_error(&parser_)));
    }
    if (!is_over_) fail("a quotation mark is not closed");
    return row_;
  }

 private:
  static void on_field(void* text, std::size_t length, void* parser) {
    auto* self = static_cast<Parser*>(parser);
    self->row_.fields.emplace_back(static_cast<const char*>(text), length);
  }
  static void on_line(int, void* parser) { static_cast<Parser*>(parser)->is_over_ = true; }

  [[noreturn]] void fail(std::string_view what) const {
    throw CsvError(csv_mistake(name_, row_.line, "line", what));
  }

  const std::string& name_;
  csv_parser parser_{};
  CsvRow row_;
  bool is_over_ = true;
};

}  // namespace

std::string csv_mistake(const std::string& name, std::size_t line, std::string_view where,
                        std::string_view what) {
  return name + ":" + std::to_string(line) + ": " + std::string(where) + ": " + std::string(what);
}

void for_each_row(std::istream& stream, const std::string& name,
                  const std::function<void(const CsvRow&)>& take) {
  Parser parser(name);
  std::string line;
  while (std::getline(stream, line)) {
    // The parser drops what is not ended, and ends lines at \r as well.
    if (!line.empty() && line.back() == '\r') line.pop_back();
    const CsvRow& row = parser.take(line + "\n");
    if (!row.fields.empty()) take(row);
  }
  if (stream.bad()) throw CsvError("cannot read " + name);
}

}  // namespace foyer::admin

#include "site/po_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "site/subprocess.h"

namespace foyer {

namespace {

std::string unquoted(std::string_view line) {
  const std::size_t open = line.find('"');
  const std::size_t close = line.rfind('"');
  std::string text;
  if (open == std::string_view::npos || close <= open) return text;
  for (std::size_t i = open + 1; i < close; ++i) {
    if (line[i] != '\\' || i + 1 == close) {
      text += line[i];
      continue;
    }
    ++i;
    text += line[i] == 'n' ? '\n' : line[i] == 't' ? '\t' : line[i];
  }
  return text;
}

/// Gathers lines into entries; an entry ends where the next one begins.
class PoReader {
 public:
  void line(std::string_view text, int number) {
    if (text.starts_with("#,")) {
      begin_if_complete();
      entry_.unreviewed = text.find("fuzzy") != std::string_view::npos;
    } else if (text.starts_with("#") || text.empty()) {
      begin_if_complete();
    } else if (text.starts_with("msgctxt")) {
      begin_if_complete();
      target_ = &entry_.context;
    } else if (text.starts_with("msgid_plural")) {
      target_ = &entry_.plural;
    } else if (text.starts_with("msgid")) {
      begin_if_complete();
      entry_.line = number;
      target_ = &entry_.english;
    } else if (text.starts_with("msgstr")) {
      target_ = &entry_.translations.emplace_back();
    }
    if (target_ != nullptr && !text.starts_with("#")) *target_ += unquoted(text);
  }

  std::vector<PoEntry> finish() {
    begin_if_complete();
    return std::move(entries_);
  }

 private:
  void begin_if_complete() {
    if (entry_.translations.empty()) return;
    if (!entry_.english.empty()) entries_.push_back(std::move(entry_));
    entry_ = {};
    target_ = nullptr;
  }

  std::vector<PoEntry> entries_;
  PoEntry entry_;
  std::string* target_ = nullptr;
};

}  // namespace

std::vector<PoEntry> read_po(std::string_view text) {
  PoReader reader;
  int number = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    reader.line(text.substr(0, end), ++number);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return reader.finish();
}

std::vector<PoEntry> read_po_file(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) throw std::runtime_error(file.string() + ": cannot be read");
  std::ostringstream text;
  text << stream.rdbuf();
  return read_po(text.str());
}

std::vector<char> compile_po(const std::filesystem::path& file) {
  const SubprocessResult result =
      run_subprocess({"msgfmt", "--check", "--use-fuzzy", "--output-file=-", "--", file.string()});
  if (result.status != 0) {
    throw std::runtime_error(
        fmt::format("{}: msgfmt refuses it:\n{}", file.string(), result.error));
  }
  return {result.output.begin(), result.output.end()};
}

std::set<std::string> placeholders_of(std::string_view text) {
  std::set<std::string> names;
  for (std::size_t open = text.find('{'); open != std::string_view::npos;
       open = text.find('{', open + 1)) {
    const std::size_t close = text.find('}', open);
    if (close == std::string_view::npos) break;
    names.emplace(text.substr(open + 1, close - open - 1));
  }
  return names;
}

std::string fault_of(const PoEntry& entry) {
  const auto empty = [](const std::string& text) { return text.empty(); };
  if (entry.translations.empty() ||
      std::any_of(entry.translations.begin(), entry.translations.end(), empty)) {
    return "has no translation";
  }
  if (entry.context.starts_with("format")) return "";
  std::set<std::string> wanted = placeholders_of(entry.english);
  const bool plural = !entry.plural.empty();
  if (plural) wanted.merge(placeholders_of(entry.plural));
  for (const std::string& translation : entry.translations) {
    std::set<std::string> found = placeholders_of(translation);
    if (plural && wanted.contains("n")) found.insert("n");
    if (found != wanted) {
      return fmt::format("has the placeholders {{{}}}, its translation {{{}}}",
                         fmt::join(wanted, "} {"), fmt::join(found, "} {"));
    }
  }
  return "";
}

std::string po_quoted(std::string_view text) {
  std::string quoted = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + '"';
}

}  // namespace foyer

#include <fmt/format.h>

#include <map>

#include "site/po_file.h"
#include "site/reading.h"

namespace foyer::site_reading {

namespace {

void check_catalogue(Reading& reading, const std::vector<SiteText>& texts, const std::string& tag) {
  const std::string file = "translations/" + tag + ".po";
  std::map<std::string, PoEntry> entries;
  try {
    [[maybe_unused]] const auto compiled = compile_po(reading.dir / file);
    for (PoEntry& entry : read_po_file(reading.dir / file)) {
      entries.emplace(entry.english, std::move(entry));
    }
  } catch (const std::runtime_error& error) {
    reading.mistakes.push_back({file, 0, "", error.what()});
    return;
  }
  for (const SiteText& text : texts) {
    const auto entry = entries.find(text.text);
    if (entry == entries.end()) {
      reading.mistakes.push_back({text.file, text.line, po_quoted(text.text),
                                  fmt::format("has no translation in {}", file)});
      continue;
    }
    const std::string fault = fault_of(entry->second);
    if (!fault.empty()) {
      reading.mistakes.push_back({file, entry->second.line, po_quoted(text.text), fault});
    }
    entries.erase(entry);
  }
  for (const auto& [english, entry] : entries) {
    reading.mistakes.push_back(
        {file, entry.line, po_quoted(english), "is no text of the site: it has changed or gone"});
  }
}

}  // namespace

void check_translations(Reading& reading, const SiteFiles& site) {
  const std::vector<SiteText> texts = each_once(reading.texts);
  for (const LanguageInfo& language : site.languages) {
    if (language.tag.value == "en") continue;
    if (!std::filesystem::exists(reading.dir / "translations" / (language.tag.value + ".po"))) {
      reading.mistakes.push_back({"translations/" + language.tag.value + ".po", 0, "",
                                  "the file is missing or cannot be read"});
      continue;
    }
    check_catalogue(reading, texts, language.tag.value);
  }
}

std::vector<ReviewState> count_reviews(const std::filesystem::path& dir, const SiteFiles& site) {
  std::vector<ReviewState> states;
  for (const LanguageInfo& language : site.languages) {
    if (language.tag.value == "en") continue;
    ReviewState& state = states.emplace_back(ReviewState{language.tag, 0, 0});
    const std::filesystem::path file = dir / "translations" / (language.tag.value + ".po");
    if (!std::filesystem::is_regular_file(file)) continue;
    for (const PoEntry& entry : read_po_file(file)) {
      if (!fault_of(entry).empty()) continue;
      ++state.texts;
      if (entry.unreviewed) ++state.unreviewed;
    }
  }
  return states;
}

std::vector<SiteText> each_once(const std::vector<SiteText>& texts) {
  std::vector<SiteText> result;
  std::set<std::string> seen;
  for (const SiteText& text : texts) {
    if (seen.insert(text.text).second) result.push_back(text);
  }
  return result;
}

}  // namespace foyer::site_reading

namespace foyer {

std::string template_of(const std::vector<SiteText>& texts) {
  std::string result =
      "msgid \"\"\nmsgstr \"\"\n"
      "\"Content-Type: text/plain; charset=UTF-8\\n\"\n"
      "\"Content-Transfer-Encoding: 8bit\\n\"\n";
  for (const SiteText& text : texts) {
    result += fmt::format("\n#: {}:{}\nmsgid {}\nmsgstr \"\"\n", text.file, text.line,
                          po_quoted(text.text));
  }
  return result;
}

}  // namespace foyer

// The texts in all rooms' sources against the programs' catalogues. What fails here is mended with
// scripts/translations.sh and a translator.
#include <doctest/doctest.h>

#include <filesystem>
#include <map>
#include <utility>

#include "site/po_file.h"
#include "site/subprocess.h"

namespace foyer {

namespace {

using Key = std::pair<std::string, std::string>;

Key key_of(const PoEntry& entry) {
  return {entry.context, entry.english};
}

const std::vector<PoEntry>& texts_in_sources() {
  static const std::vector<PoEntry> texts = [] {
    const SubprocessResult result =
        run_subprocess({FOYER_SOURCE_DIR "/scripts/translations.sh", "--template"});
    REQUIRE_MESSAGE(result.status == 0, result.error);
    return read_po(result.output);
  }();
  return texts;
}

/// What is wrong with a catalogue, one a line.
std::string faults_of(const std::filesystem::path& file) {
  std::string faults;
  std::map<Key, PoEntry> entries;
  for (PoEntry& entry : read_po_file(file)) entries.emplace(key_of(entry), std::move(entry));
  for (const PoEntry& text : texts_in_sources()) {
    const auto entry = entries.find(key_of(text));
    const std::string fault = entry == entries.end() || entry->second.plural != text.plural
                                  ? "is not in the catalogue"
                                  : fault_of(entry->second);
    if (!fault.empty()) faults += po_quoted(text.english) + " " + fault + "\n";
    if (entry != entries.end()) entries.erase(entry);
  }
  for (const auto& [key, entry] : entries) {
    faults += po_quoted(entry.english) + " is in no source any more\n";
  }
  return faults;
}

}  // namespace

TEST_CASE("sources: xgettext finds the texts of this room") {
  bool found = false;
  for (const PoEntry& entry : texts_in_sources()) {
    found = found || (entry.english == "{n} minute" && entry.plural == "{n} minutes");
  }
  CHECK(found);
}

TEST_CASE("sources: every text has a translation in every catalogue") {
  std::size_t count = 0;
  for (const auto& file :
       std::filesystem::directory_iterator(FOYER_SOURCE_DIR "/assets/translations")) {
    if (file.path().extension() != ".po") continue;
    ++count;
    CAPTURE(file.path().filename().string());
    CHECK_NOTHROW((void)compile_po(file.path()));
    CHECK(faults_of(file.path()) == "");
  }
  CHECK(count >= 1);
}

}  // namespace foyer

// The texts in all rooms' sources against the programs' catalogues. What fails here is mended with
// scripts/translations.sh and a translator.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "site/po_file.h"
#include "site/subprocess.h"

namespace foyer {

namespace {

using Key = std::pair<std::string, std::string>;

Key key_of(const PoEntry& entry) {
  return {entry.context, entry.english};
}

/// `half`: residents or staff.
std::vector<PoEntry> texts_in_sources(const std::string& half) {
  const SubprocessResult result =
      run_subprocess({FOYER_SOURCE_DIR "/scripts/translations.sh", "--template", half});
  REQUIRE_MESSAGE(result.status == 0, result.error);
  return read_po(result.output);
}

/// What is wrong with a catalogue, one a line.
std::string faults_of(const std::filesystem::path& file, const std::vector<PoEntry>& texts) {
  std::string faults;
  std::map<Key, PoEntry> entries;
  for (PoEntry& entry : read_po_file(file)) entries.emplace(key_of(entry), std::move(entry));
  for (const PoEntry& text : texts) {
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

/// Checks every catalogue in a folder; returns how many there are.
std::size_t check_catalogues(const std::filesystem::path& folder, const std::string& half) {
  const std::vector<PoEntry> texts = texts_in_sources(half);
  std::size_t count = 0;
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    if (file.path().extension() != ".po") continue;
    ++count;
    CAPTURE(file.path().string());
    CHECK_NOTHROW((void)compile_po(file.path()));
    CHECK(faults_of(file.path(), texts) == "");
  }
  return count;
}

bool has(const std::vector<PoEntry>& texts, std::string_view english) {
  return std::any_of(texts.begin(), texts.end(),
                     [&](const PoEntry& entry) { return entry.english == english; });
}

}  // namespace

TEST_CASE("sources: what residents see and what staff see are two catalogues") {
  const std::vector<PoEntry> residents = texts_in_sources("residents");
  const std::vector<PoEntry> staff = texts_in_sources("staff");
  CHECK(has(residents, "{n} minute"));
  CHECK(has(residents, "What would you like to do today?"));
  CHECK(has(staff, "Language"));
  for (const PoEntry& entry : staff) {
    CAPTURE(entry.english);
    CHECK(std::none_of(residents.begin(), residents.end(),
                       [&](const PoEntry& other) { return key_of(other) == key_of(entry); }));
  }
}

TEST_CASE("sources: every text for residents has a translation in every language") {
  CHECK(check_catalogues(FOYER_SOURCE_DIR "/assets/translations", "residents") >= 1);
}

TEST_CASE("sources: every text for staff has a translation in every language that staff read") {
  CHECK(check_catalogues(FOYER_SOURCE_DIR "/assets/translations/staff", "staff") >= 1);
}

}  // namespace foyer

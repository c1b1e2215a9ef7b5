// search/LANG.toml: what residents may type, one file a language, so that whoever writes the words
// of a language has them in one place. English, and a word or two, may stand at the service itself.
#include <fmt/format.h>

#include <algorithm>

#include "site/reading.h"

namespace foyer::site_reading {

namespace {

constexpr std::size_t phrases_max = 30;

bool has_language(const SiteFiles& site, const std::string& tag) {
  return std::any_of(site.languages.begin(), site.languages.end(),
                     [&](const LanguageInfo& language) { return language.tag.value == tag; });
}

/// `infos`: the services or places, `key`: where they may have words themselves.
template <class Info>
void read_phrases(Table& table, const Declared& declared, std::string_view key,
                  std::vector<Info>& infos, const std::string& tag) {
  for (const std::string& id : table.keys()) {
    std::vector<std::string> phrases = table.texts(id, Presence::required, phrases_max);
    const auto info = std::find_if(infos.begin(), infos.end(),
                                   [&](const Info& one) { return one.id.value == id; });
    if (info == infos.end()) {
      std::vector<std::string_view> all;
      for (const auto& [known, where] : declared.where) all.push_back(known);
      table.mistake(id, fmt::format("no {} \"{}\"; {}", declared.kind, id,
                                    choices(declared.kind + "s", all, id)));
    } else if (info->search.contains(tag)) {
      table.mistake(id, fmt::format("the {} has {}.{} already, at {}", declared.kind, key, tag,
                                    declared.where.at(id)));
    } else {
      info->search.emplace(tag, std::move(phrases));
    }
  }
}

}  // namespace

void read_search_words(Reading& reading, Catalogue& in) {
  const std::filesystem::path folder = reading.dir / "search";
  if (!std::filesystem::is_directory(folder)) return;
  std::vector<std::string> tags;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".toml") tags.push_back(entry.path().stem().string());
  }
  std::sort(tags.begin(), tags.end());
  for (const std::string& tag : tags) {
    const std::string name = "search/" + tag + ".toml";
    if (!has_language(in.site, tag)) {
      reading.mistakes.push_back(
          {name, 0, "", fmt::format("the site has no language \"{}\"", tag)});
      continue;
    }
    read_file(reading, name, [&](Table& file) {
      file.table("services", Presence::required, [&](Table& table) {
        read_phrases(table, in.services, "search", in.site.services, tag);
      });
      file.table("places", Presence::optional, [&](Table& table) {
        std::vector<PlaceInfo> none;
        auto& places = in.site.building ? in.site.building->places : none;
        read_phrases(table, in.places, "names", places, tag);
      });
    });
  }
}

}  // namespace foyer::site_reading

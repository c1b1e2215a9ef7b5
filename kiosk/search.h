// Search over a site's services: any words, in the language of the screen or in English, with or
// without accents, with typing errors. Pure; the index is built once per language.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "site/site_files.h"
#include "site/translations.h"

namespace foyer::kiosk {

/// Lower case without accents: "Déclaration" becomes "declaration". Invalid UTF-8 gives nothing.
[[nodiscard]] std::string fold(std::string_view text);
/// The folded words of a text; what is no letter and no figure separates.
[[nodiscard]] std::vector<std::string> words_in(std::string_view text);

/// How well somebody who typed `typed` means `word`, both folded: 0 not at all, 100 the same.
/// A beginning counts, so does an error or two (Damerau and Levenshtein's distance) in a long word.
[[nodiscard]] int likeness(std::string_view typed, std::string_view word);

class SearchIndex {
 public:
  /// `texts` is the language of the screen. Both may go afterwards.
  SearchIndex(const SiteFiles& site, const Texts& texts);

  /// The services that fit, best first; ties in the order of the site. Empty for an empty query.
  [[nodiscard]] std::vector<ServiceId> find(std::string_view query) const;

 private:
  struct Word {
    std::string text;
    int weight = 0;
  };
  struct Entry {
    ServiceId service;
    std::vector<Word> words;
  };
  static int score(const Entry& entry, const std::vector<std::string>& asked);
  static void add(Entry& entry, std::string_view text, int weight);
  std::vector<Entry> entries_;
};

}  // namespace foyer::kiosk

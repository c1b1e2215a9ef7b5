// Search over a site's services: any words, in the language of the screen or in English, with or
// without accents, with typing errors. Pure; the index is built once per language.
#pragma once

#include <string_view>
#include <vector>

#include "kiosk/word_index.h"
#include "site/site_files.h"
#include "site/translations.h"

namespace foyer::kiosk {

class SearchIndex {
 public:
  /// `texts` is the language of the screen. Both may go afterwards.
  SearchIndex(const SiteFiles& site, const Texts& texts);

  /// The services that fit, best first; ties in the order of the site. Empty for an empty query.
  [[nodiscard]] std::vector<ServiceId> find(std::string_view query) const;

 private:
  WordIndex words_;
  std::vector<ServiceId> services_;  ///< As the things of words_.
};

}  // namespace foyer::kiosk

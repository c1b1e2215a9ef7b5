// Search over the places of a building: by their names, by the words that people use for them, and
// by what is done there, so that "bingo" finds the department that licenses it. Pure.
#pragma once

#include <string_view>
#include <vector>

#include "kiosk/word_index.h"
#include "site/site_files.h"
#include "site/translations.h"

namespace foyer::kiosk {

class PlaceIndex {
 public:
  /// `texts` is the language of the screen. Both may go afterwards. Of a site without a building
  /// everything finds nothing.
  PlaceIndex(const SiteFiles& site, const Texts& texts);

  /// The places that fit, best first. Empty for an empty query.
  [[nodiscard]] std::vector<PlaceId> find(std::string_view query) const;

 private:
  WordIndex words_;
  std::vector<PlaceId> places_;  ///< As the things of words_.
};

}  // namespace foyer::kiosk

// How the files of a site are read, part by part; for the room site/ alone.
#pragma once

#include <string>
#include <vector>

#include "site/site_files.h"
#include "site/toml_reader.h"

namespace foyer::site_reading {

/// What grows while the files are read: each part may refer to what was declared before it.
struct Catalogue {
  SiteFiles site;
  std::string desk_skill;
  int desk_skill_line = 0;
  Declared skills{"skill", {}};
  Declared departments{"department", {}};
  Declared groups{"group", {}};
  Declared items{"item", {}};
  Declared touchpoints{"touchpoint", {}};
  Declared services{"service", {}};
  Declared counters{"counter", {}};
  /// Kiosks and displays: both are devices, so their ids differ.
  Declared devices{"device", {}};
};

/// All files but the translations. Mistakes are in `reading`, sorted; with any, the result is for
/// finding more of them, not for use.
SiteFiles read_site(Reading& reading);

/// departments.toml, groups.toml, items.toml, touchpoints.toml, services/*.toml
void read_catalogue(Reading& reading, Catalogue& in);

/// search/*.toml, after the catalogue.
void read_search_words(Reading& reading, Catalogue& in);

/// lobby.toml
void read_lobby(Reading& reading, Catalogue& in);

/// translations/LANG.po against the texts in `reading`.
void check_translations(Reading& reading, const SiteFiles& site);

/// See review_of_site.
std::vector<ReviewState> count_reviews(const std::filesystem::path& dir, const SiteFiles& site);

/// The first of each text, in order.
std::vector<SiteText> each_once(const std::vector<SiteText>& texts);

}  // namespace foyer::site_reading

// How the files of a site are read, part by part; for the room site/ alone.
#pragma once

#include <string>
#include <vector>

#include "site/site_files.h"
#include "site/toml_reader.h"

namespace foyer::site_reading {

/// A place that was named before the building was read.
struct PlaceReference {
  PlaceId place;
  std::string file;
  int line = 0;
  std::string key;
};

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
  Declared levels{"level", {}};
  Declared nodes{"node", {}};
  Declared passages{"passage", {}};
  Declared places{"place", {}};
  std::vector<PlaceReference> place_references;
  std::vector<int> passage_lines;  ///< Where each stands in building.toml.
  bool building_sound = false;     ///< Every reference in it is good: it can be checked as a whole.
};

/// All files but the translations. Mistakes are in `reading`, sorted; with any, the result is for
/// finding more of them, not for use.
SiteFiles read_site(Reading& reading);

/// departments.toml, groups.toml, items.toml, touchpoints.toml, services/*.toml
void read_catalogue(Reading& reading, Catalogue& in);

/// building.toml, after the departments; a site may have none.
void read_building(Reading& reading, Catalogue& in);
/// `level` and `node` of something that stands at a point; nothing where there is no building.
std::optional<wayfinding::Spot> read_spot(Table& table, const Catalogue& in, PlanPoint at);
/// The building as a whole, and what names its places; after the lobby.
void check_building(Reading& reading, const Catalogue& in);

/// search/*.toml, after the catalogue and the building.
void read_search_words(Reading& reading, Catalogue& in);

/// notices.toml, after hours and services; a site may have none.
void read_notices(Reading& reading, Catalogue& in);

/// lobby.toml
void read_lobby(Reading& reading, Catalogue& in);

/// translations/LANG.po against the texts in `reading`.
void check_translations(Reading& reading, const SiteFiles& site);

/// See review_of_site.
std::vector<ReviewState> count_reviews(const std::filesystem::path& dir, const SiteFiles& site);

/// The first of each text, in order.
std::vector<SiteText> each_once(const std::vector<SiteText>& texts);

}  // namespace foyer::site_reading

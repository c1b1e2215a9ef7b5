// The two sites of the project, read once.
#pragma once

#include <string>

#include "knowledge/library.h"

namespace foyer::test {

struct KnownSite {
  explicit KnownSite(const std::string& name);
  SiteFiles site;
  Translations translations;
  knowledge::Library library;
};

/// Its files alone, whatever its articles say.
const SiteFiles& clarington_files();
const KnownSite& clarington();
const KnownSite& city_hall();

}  // namespace foyer::test

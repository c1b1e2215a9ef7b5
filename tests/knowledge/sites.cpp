#include "tests/knowledge/sites.h"

namespace foyer::test {
namespace {

const std::string assets = std::string(FOYER_SOURCE_DIR) + "/assets";

}  // namespace

KnownSite::KnownSite(const std::string& name)
    : site(load_site(assets + "/sites/" + name)),
      translations(assets, site),
      library(knowledge::Library::of_site(site, &translations, knowledge::Audience::staff)) {}

const SiteFiles& clarington_files() {
  static const SiteFiles files = load_site(assets + "/sites/clarington");
  return files;
}

const KnownSite& clarington() {
  static const KnownSite known("clarington");
  return known;
}

const KnownSite& city_hall() {
  static const KnownSite known("city-hall");
  return known;
}

}  // namespace foyer::test

// The buildings of the sites in assets/sites: every place and counter is reached from every kiosk,
// without steps too, by every preference.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "site/calendar.h"
#include "site/way_words.h"

using namespace foyer;
using wayfinding::Preference;

namespace {

const std::filesystem::path assets = std::filesystem::path(FOYER_SOURCE_DIR) / "assets";

std::vector<SiteFiles> sites_with_buildings() {
  std::vector<SiteFiles> sites;
  for (const auto& entry : std::filesystem::directory_iterator(assets / "sites")) {
    if (!entry.is_directory()) continue;
    SiteFiles site = load_site(entry.path());
    if (site.building) sites.push_back(std::move(site));
  }
  return sites;
}

/// Places that a building has no way to without steps, and why: each is a fact of that building.
const std::map<std::string, std::string> exceptions = {
    {"city-hall/clock-room", "The clock room: only steps lead up to it."}};

}  // namespace

TEST_CASE(
    "sites: every place is reached from every kiosk; without steps where the building allows") {
  int ways = 0;
  for (const SiteFiles& site : sites_with_buildings()) {
    CAPTURE(site.lobby.id.value);
    const wayfinding::Building& graph = site.building->graph;
    for (const KioskInfo& kiosk : site.kiosks) {
      CAPTURE(kiosk.id.value);
      REQUIRE(kiosk.spot);
      for (const wayfinding::Place& place : graph.places) {
        CAPTURE(place.id.value);
        const bool excepted = exceptions.contains(site.lobby.id.value + "/" + place.id.value);
        CHECK(place.step_free == !excepted);
        for (const Preference preference :
             {Preference::shortest, Preference::step_free, Preference::fewest_turns}) {
          if (preference == Preference::step_free && excepted) continue;
          const auto route = wayfinding::find_route(graph, *kiosk.spot, place.spot, preference, {});
          REQUIRE(route);
          CHECK(route->time_ms < 15 * 60 * 1000);
          const auto told = wayfinding::directions(graph, *route, kiosk.facing_degrees, place.id);
          REQUIRE_FALSE(told.empty());
          CHECK(told.back().action == wayfinding::Action::arrive);
          CHECK(told.size() <= 18);  // from the parking level with a change of elevators
          ++ways;
        }
      }
    }
  }
  CHECK(ways > 300);
}

TEST_CASE("sites: every counter is reached from every kiosk without steps") {
  for (const SiteFiles& site : sites_with_buildings()) {
    for (const KioskInfo& kiosk : site.kiosks) {
      for (const CounterInfo& counter : site.counters) {
        CAPTURE(counter.id.value);
        REQUIRE(counter.spot);
        const auto route = wayfinding::find_route(site.building->graph, *kiosk.spot, *counter.spot,
                                                  Preference::step_free, {});
        CHECK(route.has_value());
      }
    }
  }
}

TEST_CASE("sites: what is referred to has a place on the map") {
  for (const SiteFiles& site : sites_with_buildings()) {
    for (const ServiceInfo& service : site.services) {
      if (service.centralization != Centralization::none) continue;
      CAPTURE(service.id.value);
      // Somewhere to go, or somebody to call.
      const bool place = place_of(site, service.referral, service.department) != nullptr;
      CHECK((place || !service.referral.phone.empty()));
    }
  }
}

TEST_CASE("sites: every word of every way is there in every language of the site") {
  for (const SiteFiles& site : sites_with_buildings()) {
    const Translations translations(assets, site);
    for (const LanguageTag& language : translations.languages()) {
      const Texts in = translations.in(language);
      for (const PlaceInfo& place : site.building->places) {
        CAPTURE(language.value);
        CAPTURE(place.id.value);
        const auto way =
            find_way(in, site, site.kiosks.front(), {place.id, {}}, Preference::step_free, {});
        REQUIRE(way);
        for (const WayStep& step : way->steps) {
          CHECK_FALSE(step.title.empty());
          CHECK_FALSE(step.icon.empty());
          // A placeholder that nothing was put into.
          CHECK(step.title.find('{') == std::string::npos);
          CHECK(step.help.find('{') == std::string::npos);
        }
      }
    }
  }
}

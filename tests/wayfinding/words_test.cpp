// Ways of the city hall in words, and what is said when something is closed.
#include <doctest/doctest.h>

#include <algorithm>

#include "site/calendar.h"
#include "site/way_words.h"

using namespace foyer;
using wayfinding::Conditions;
using wayfinding::Preference;

namespace {

const std::filesystem::path assets = std::filesystem::path(FOYER_SOURCE_DIR) / "assets";

const SiteFiles& city_hall() {
  static const SiteFiles site = load_site(assets / "sites" / "city-hall");
  return site;
}

Texts texts(const std::string& language) {
  static const Translations all(assets, city_hall());
  return all.in({language});
}

Way way(const std::string& kiosk, const std::string& place, Preference preference,
        const Conditions& now = {}, const std::string& language = "en") {
  auto found = find_way(texts(language), city_hall(), *find_kiosk(city_hall(), {kiosk}),
                        {{place}, {}}, preference, now);
  REQUIRE(found);
  return *std::move(found);
}

/// One step a line: title, then " / " and the help.
std::string told(const Way& way) {
  std::string all;
  for (const WayStep& step : way.steps) {
    all += step.title + (step.help.empty() ? "" : " / " + step.help) + "\n";
  }
  return all;
}

std::string id_of(const std::string& name) {
  for (const PlaceInfo& place : city_hall().building->places) {
    if (place.name == name) return place.id.value;
  }
  FAIL("no place " << name);
  return {};
}

}  // namespace

TEST_CASE("words: to Planning on level 4 by the tower elevators and not by the nearer ones") {
  const Way there = way("kiosk-main", id_of("Planning and Building"), Preference::shortest);
  CHECK(there.where == "Level 4, door 401");
  CHECK(told(there) ==
        "Turn around / About 5 m\n"
        "Turn right at the main entrance / Past the information desk, about 25 m\n"
        "Turn left / To the tower elevators, about 25 m\n"
        "Take the tower elevators to level 4 / Not the façade elevators: they do not stop at level "
        "4\n"
        "Walk straight ahead / About 5 m\n"
        "Turn right / About 10 m\n"
        "Turn left / About 5 m\n"
        "In front of you: door 401 / Planning and Building\n");
}

TEST_CASE("words: the same in French") {
  const Way there =
      way("kiosk-main", id_of("Planning and Building"), Preference::shortest, {}, "fr");
  CHECK(there.steps[0].title == "Faites demi-tour");
  CHECK(there.steps[0].help == "Environ 5 m");
  CHECK(there.steps[2].title == "Tournez à gauche");
  CHECK(there.steps[3].title == "Prenez les ascenseurs de la tour jusqu’au niveau 4");
  CHECK(there.steps[3].help == "Pas les ascenseurs de la façade : ils n’arrêtent pas au niveau 4");
}

TEST_CASE("words: closed tower elevators are no step-free way to level 4 and it says so") {
  const Conditions now{.minute_of_day = 600, .closed = {PassageId{"tower-elevators"}}};
  const Way there = way("kiosk-main", id_of("Planning and Building"), Preference::step_free, now);
  REQUIRE(there.notes.size() >= 2);
  CHECK(there.notes[0] ==
        "There is no way without steps right now. Please ask at the welcome desk.");
  CHECK(there.notes[1] == "Closed now: Tower elevators");
  // The stairs are told instead, and are not called step-free.
  REQUIRE(there.route);
  CHECK_FALSE(there.route->step_free);
  CHECK(told(there).find("stairs") != std::string::npos);
}

TEST_CASE("words: with the elevators running nothing is to be said first") {
  const Way there = way("kiosk-main", id_of("Planning and Building"), Preference::step_free);
  CHECK(there.notes.empty());
  REQUIRE(there.route);
  CHECK(there.route->step_free);
}

TEST_CASE("words: a counter is a goal as well") {
  const SiteFiles& site = city_hall();
  const auto there = find_way(texts("en"), site, *find_kiosk(site, {"kiosk-main"}),
                              {{}, site.counters.front().id}, Preference::shortest, {});
  REQUIRE(there);
  CHECK(there->name == "Counter " + site.counters.front().label);
  CHECK(there->steps.back().title.find("Counter") != std::string::npos);
}

TEST_CASE("words: no building or no kiosk in it or no such place is no way") {
  const SiteFiles& site = city_hall();
  const KioskInfo& kiosk = *find_kiosk(site, {"kiosk-main"});
  CHECK_FALSE(find_way(texts("en"), site, kiosk, {{"nowhere"}, {}}, Preference::shortest, {}));
  KioskInfo elsewhere = kiosk;
  elsewhere.spot.reset();
  CHECK_FALSE(find_way(texts("en"), site, elsewhere, {site.building->places.front().id, {}},
                       Preference::shortest, {}));
  const SiteFiles small = load_site(std::filesystem::path(FOYER_SOURCE_DIR) / "tests/site/small");
  CHECK_FALSE(
      find_way(texts("en"), small, small.kiosks.front(), {{"wc"}, {}}, Preference::shortest, {}));
}

TEST_CASE("words: the address for a phone names kiosk and goal and way") {
  SiteFiles site = city_hall();
  site.way_url = "https://city.example/way?from={from}&to={to}&by={options}";
  CHECK(way_url_of(site, {"kiosk-main"}, {{"revenue"}, {}}, Preference::step_free) ==
        "https://city.example/way?from=kiosk-main&to=revenue&by=step_free");
  CHECK(way_url_of(site, {"kiosk-main"}, {{}, {"counter-1"}}, Preference::shortest) ==
        "https://city.example/way?from=kiosk-main&to=counter-1&by=shortest");
  site.way_url.clear();
  CHECK(way_url_of(site, {"kiosk-main"}, {{"revenue"}, {}}, Preference::shortest).empty());
}

TEST_CASE("words: who is referred to Compliance and Licensing finds it on the map") {
  const SiteFiles& site = city_hall();
  const auto licensing =
      std::find_if(site.services.begin(), site.services.end(), [](const ServiceInfo& service) {
        const auto words = service.search.find("en");
        return words != service.search.end() &&
               std::count(words->second.begin(), words->second.end(), "bingo") > 0;
      });
  REQUIRE(licensing != site.services.end());
  const PlaceInfo* place = place_of(site, licensing->referral, licensing->department);
  REQUIRE(place != nullptr);
  CHECK(place->name == "Compliance and Licensing");
}

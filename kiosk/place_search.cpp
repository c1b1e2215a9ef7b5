#include "kiosk/place_search.h"

#include <algorithm>
#include <string>

namespace foyer::kiosk {
namespace {

constexpr int weight_name = 10;
constexpr int weight_search_word = 9;
constexpr int weight_department = 6;
constexpr int weight_service = 4;
constexpr std::size_t results_max = 16;

}  // namespace

PlaceIndex::PlaceIndex(const SiteFiles& site, const Texts& texts) {
  if (!site.building) return;
  const auto add = [&](std::size_t thing, const std::string& english, int weight) {
    words_.add(thing, english, weight);
    const std::string shown = texts.of_site(english);
    if (shown != english) words_.add(thing, shown, weight);
  };
  const auto add_phrases = [&](std::size_t thing, const auto& search, int weight) {
    for (const auto& [language, phrases] : search) {
      if (language != "en" && language != texts.tag().value) continue;
      for (const std::string& phrase : phrases) words_.add(thing, phrase, weight);
    }
  };
  for (const PlaceInfo& place : site.building->places) {
    const std::size_t thing = places_.size();
    places_.push_back(place.id);
    add(thing, place.name, weight_name);
    if (!place.door.empty()) words_.add(thing, place.door, weight_name);
    add_phrases(thing, place.search, weight_search_word);
    if (const DepartmentInfo* department = find_department_info(site, place.department)) {
      add(thing, department->name, weight_department);
    }
  }
  for (const ServiceInfo& service : site.services) {
    const PlaceInfo* place = place_of(site, service.referral, service.department);
    if (place == nullptr) continue;
    const auto thing = static_cast<std::size_t>(place - site.building->places.data());
    add(thing, service.name, weight_service);
    add_phrases(thing, service.search, weight_service);
  }
  words_.seal();
}

std::vector<PlaceId> PlaceIndex::find(std::string_view query) const {
  std::vector<PlaceId> found;
  for (const std::size_t thing : words_.find(query, results_max)) {
    found.push_back(places_[thing]);
  }
  return found;
}

}  // namespace foyer::kiosk

#include "kiosk/search.h"

namespace foyer::kiosk {
namespace {

constexpr int weight_name = 10;
constexpr int weight_search_word = 9;
constexpr int weight_description = 4;
constexpr int weight_department = 2;
constexpr std::size_t results_max = 24;

}  // namespace

SearchIndex::SearchIndex(const SiteFiles& site, const Texts& texts) {
  for (const ServiceInfo& service : site.services) {
    const std::size_t thing = services_.size();
    services_.push_back(service.id);
    // English stands on signs and letters of the city: its words are known to everybody.
    const auto add = [&](const std::string& english, int weight) {
      words_.add(thing, english, weight);
      const std::string shown = texts.of_site(english);
      if (shown != english) words_.add(thing, shown, weight);
    };
    add(service.name, weight_name);
    add(service.description, weight_description);
    for (const auto& [language, phrases] : service.search) {
      if (language != "en" && language != texts.tag().value) continue;
      for (const std::string& phrase : phrases) words_.add(thing, phrase, weight_search_word);
    }
    if (const DepartmentInfo* department = find_department_info(site, service.department)) {
      add(department->name, weight_department);
    }
  }
  words_.seal();
}

std::vector<ServiceId> SearchIndex::find(std::string_view query) const {
  std::vector<ServiceId> found;
  for (const std::size_t thing : words_.find(query, results_max)) {
    found.push_back(services_[thing]);
  }
  return found;
}

}  // namespace foyer::kiosk

#include "kiosk/indexes.h"

#include <pthread.h>
#include <sched.h>

#include <algorithm>
#include <stdexcept>

namespace foyer::kiosk {

Indexes::Indexes(const SiteFiles& site, const Translations& translations, Ahead ahead)
    : site_(site), translations_(translations), made_(site.languages.size()) {
  if (ahead == Ahead::yes) worker_ = std::thread([this] { work(); });
}

Indexes::~Indexes() {
  stop_ = true;
  if (worker_.joinable()) worker_.join();
}

const SearchIndex& Indexes::services(const LanguageTag& language) {
  OfLanguage& one = of(language);
  std::call_once(one.services_once,
                 [&] { one.services.emplace(site_, translations_.in(language)); });
  return one.services.value();
}

const PlaceIndex& Indexes::places(const LanguageTag& language) {
  OfLanguage& one = of(language);
  std::call_once(one.places_once, [&] { one.places.emplace(site_, translations_.in(language)); });
  return one.places.value();
}

Indexes::OfLanguage& Indexes::of(const LanguageTag& language) {
  const auto at = std::find_if(site_.languages.begin(), site_.languages.end(),
                               [&](const auto& one) { return one.tag == language; });
  if (at == site_.languages.end()) {
    throw std::logic_error("no language of this site: " + language.value);
  }
  return made_[static_cast<std::size_t>(at - site_.languages.begin())];
}

void Indexes::work() {
  // Only when nothing else has something to do. Refused: it goes on as it is.
  const sched_param none{};
  static_cast<void>(pthread_setschedparam(pthread_self(), SCHED_IDLE, &none));
  for (const auto& language : site_.languages) {
    if (stop_) return;
    static_cast<void>(services(language.tag));
    if (stop_) return;
    static_cast<void>(places(language.tag));
  }
}

}  // namespace foyer::kiosk

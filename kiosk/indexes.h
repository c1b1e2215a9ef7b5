// The word indexes of a site, one of services and one of places for each of its languages. Making
// one takes up to 140 ms, which no frame has: a thread of its own makes them ahead of the first
// search, the first language first. Who asks for one that is not there yet waits for that one.
#pragma once

#include <atomic>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "kiosk/place_search.h"
#include "kiosk/search.h"
#include "site/site_files.h"
#include "site/translations.h"

namespace foyer::kiosk {

class Indexes {
 public:
  enum class Ahead { no, yes };

  /// Site and translations must outlive it. `Ahead::no`: each is made when it is asked for.
  Indexes(const SiteFiles& site, const Translations& translations, Ahead ahead);
  ~Indexes();
  Indexes(const Indexes&) = delete;
  Indexes& operator=(const Indexes&) = delete;

  /// `language` must be one of the site's (std::logic_error otherwise). From any thread.
  [[nodiscard]] const SearchIndex& services(const LanguageTag& language);
  [[nodiscard]] const PlaceIndex& places(const LanguageTag& language);

 private:
  struct OfLanguage {
    std::once_flag services_once;
    std::optional<SearchIndex> services;
    std::once_flag places_once;
    std::optional<PlaceIndex> places;
  };
  OfLanguage& of(const LanguageTag& language);
  void work();

  const SiteFiles& site_;
  const Translations& translations_;
  std::vector<OfLanguage> made_;  ///< In the order of the site's languages.
  std::atomic<bool> stop_{false};
  std::thread worker_;  ///< Last: it uses everything above.
};

}  // namespace foyer::kiosk

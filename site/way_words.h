// The way from a kiosk to a place or a counter, in words: one sentence for each thing to do, in the
// language of the screen. Kiosks and tickets show the same. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "site/site_files.h"
#include "site/translations.h"
#include "wayfinding/directions.h"
#include "wayfinding/route.h"

namespace foyer {

/// Where somebody wants to go.
struct Destination {
  PlaceId place;      ///< Empty: a counter.
  CounterId counter;  ///< Empty: a place.
  friend bool operator==(const Destination&, const Destination&) = default;
};

struct WayStep {
  wayfinding::Action action{};
  std::optional<Direction> direction;
  wayfinding::LevelIndex level = 0;
  std::string icon;   ///< Of assets/icons.
  std::string title;  ///< "Turn left at the café"
  std::string help;  ///< "Walk past the library to the tower elevators, about 40 m."; may be empty.
};

struct Way {
  Destination to;
  std::string name;   ///< "Compliance and Licensing", "Counter 5"
  std::string where;  ///< "Level 3, door 302"
  wayfinding::Preference preference{};
  std::optional<wayfinding::Route> route;  ///< What the steps tell; nothing: there is no way now.
  /// One for each step.
  std::vector<wayfinding::Maneuver> maneuvers;
  std::vector<WayStep> steps;
  /// What must be said first: no way without steps, what is closed, when the place opens. In the
  /// order of their weight; mostly none.
  std::vector<std::string> notes;
};

/// The way as it is asked for. Where there is none without steps, the steps tell the way with them,
/// and the first note says so. Nothing if the site has no building, no such destination, or the
/// kiosk has no place in it.
[[nodiscard]] std::optional<Way> find_way(const Texts& in, const SiteFiles& site,
                                          const KioskInfo& from, const Destination& to,
                                          wayfinding::Preference preference,
                                          const wayfinding::Conditions& now);

/// "Level 3, door 302"; empty for an unknown destination.
[[nodiscard]] std::string where_words(const Texts& in, const SiteFiles& site,
                                      const Destination& to);
[[nodiscard]] std::string name_of(const Texts& in, const SiteFiles& site, const Destination& to);

/// "about 3 minutes"; of a route.
[[nodiscard]] std::string time_words(const Texts& in, const wayfinding::Route& route);

/// The place of a kind that is nearest to a kiosk; null if there is none, or no building.
const PlaceInfo* nearest_place(const SiteFiles& site, const KioskInfo& from,
                               wayfinding::PlaceKind kind, wayfinding::Preference preference,
                               const wayfinding::Conditions& now);

/// What is open at an instant, by the clock of the site.
[[nodiscard]] wayfinding::Conditions conditions_at(const SiteFiles& site, Instant at);

/// way_url for a phone; empty where the site has none.
[[nodiscard]] std::string way_url_of(const SiteFiles& site, const DeviceId& from,
                                     const Destination& to, wayfinding::Preference preference);

}  // namespace foyer

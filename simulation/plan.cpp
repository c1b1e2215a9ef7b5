#include "simulation/plan.h"

#include <algorithm>

namespace foyer::simulation {
namespace {

Milliseconds from_s(double seconds) {
  return Milliseconds(static_cast<std::int64_t>(seconds * 1000.0));
}

std::vector<Milliseconds> arrival_times(const Profile& profile, Random& random) {
  std::vector<Milliseconds> times;
  for (const ArrivalRate& rate : profile.arrivals) {
    if (rate.per_hour <= 0) continue;
    const double mean_s = 3600.0 / rate.per_hour;
    // A Poisson process has no memory: it may begin anew with every entry.
    Milliseconds at = rate.span.begin + from_s(random.exponential(mean_s));
    while (at < rate.span.end) {
      times.push_back(at);
      at += from_s(random.exponential(mean_s));
    }
  }
  return times;
}

double handle_factor(const Profile& profile, const ServiceId& id) {
  const auto& services = profile.services;
  const auto found = std::find_if(services.begin(), services.end(),
                                  [&](const ServiceShare& entry) { return entry.service == id; });
  return found == services.end() ? 1.0 : found->handle_factor;
}

std::vector<ServiceId> draw_services(const Profile& profile, Random& random) {
  std::vector<double> weights;
  for (const ServiceShare& entry : profile.services) weights.push_back(entry.weight);
  const std::size_t first = random.weighted(weights);
  std::vector<ServiceId> services{profile.services[first].service};
  weights[first] = 0;
  if (weights.size() == 1) return services;
  // Drawn also where it is not wanted, so that what is drawn later does not depend on it.
  const std::size_t second = random.weighted(weights);
  if (random.chance(profile.residents.two_needs)) {
    services.push_back(profile.services[second].service);
  }
  return services;
}

LanguageTag draw_language(const Residents& residents, Random& random) {
  std::vector<double> weights;
  for (const LanguageShare& entry : residents.languages) weights.push_back(entry.share);
  return residents.languages[random.weighted(weights)].language;
}

std::vector<SpecialNeed> draw_special_needs(const Residents& residents, Random& random) {
  std::vector<SpecialNeed> needs;
  for (std::size_t i = 0; i < residents.special_needs.size(); ++i) {
    if (random.chance(residents.special_needs[i])) needs.push_back(static_cast<SpecialNeed>(i));
  }
  return needs;
}

/// Appointments are every quarter of an hour; people come up to a quarter early, some a little
/// late.
void keep_appointment(const Profile& profile, Arrival& arrival, Random& random) {
  constexpr Milliseconds every = std::chrono::minutes(15);
  const Milliseconds since_opening = arrival.at - profile.day.begin;
  arrival.appointment_at = profile.day.begin + since_opening / every * every + every / 2;
  const Milliseconds early = from_s(random.log_normal(8 * 60.0, 0.6)) - std::chrono::minutes(2);
  arrival.at = std::clamp(*arrival.appointment_at - early, profile.day.begin,
                          profile.day.end - std::chrono::minutes(1));
}

/// The streams of the arrival with this number: one for the person, one for each need.
constexpr std::uint64_t streams_per_arrival = 4;

Arrival draw_arrival(const Profile& profile, const Site& site, Milliseconds at, std::uint64_t seed,
                     std::uint64_t number) {
  const Residents& residents = profile.residents;
  std::uint64_t stream = number * streams_per_arrival;
  Random random(seed, stream);
  Arrival arrival;
  arrival.at = at;
  for (const ServiceId& service : draw_services(profile, random)) {
    Random of_need(seed, ++stream);
    arrival.needs.push_back(plan_need(profile, site, service, of_need));
  }
  arrival.language = draw_language(residents, random);
  arrival.special_needs = draw_special_needs(residents, random);
  arrival.priority = random.chance(residents.priority) ? Priority::priority : Priority::normal;
  arrival.patience = draw(residents.patience, random);
  arrival.walk = draw(residents.walk, random);
  arrival.tells_leaving = random.chance(residents.tells_leaving);
  arrival.hears_call = !random.chance(residents.no_show);
  if (random.chance(residents.appointments)) keep_appointment(profile, arrival, random);
  return arrival;
}

}  // namespace

Milliseconds draw(const Duration& duration, Random& random) {
  const double mean_s = static_cast<double>(duration.mean.count()) / 1000.0;
  return mean_s <= 0 ? Milliseconds{} : from_s(random.log_normal(mean_s, duration.spread));
}

PlannedNeed plan_need(const Profile& profile, const Site& site, const ServiceId& id,
                      Random& random) {
  const Service* service = find_service(site, id);
  const Milliseconds expected = service == nullptr ? Seconds(300) : service->expected_handle;
  const double mean_s = handle_factor(profile, id) * static_cast<double>(expected.count()) / 1000.0;
  PlannedNeed need;
  need.service = id;
  need.handle = from_s(random.log_normal(mean_s, profile.clerks.handle_spread));
  need.ending = static_cast<Ending>(random.weighted(profile.endings));
  return need;
}

std::vector<Arrival> plan_day(const Profile& profile, const Site& site, std::uint64_t seed) {
  Random times(seed);
  std::vector<Arrival> arrivals;
  std::uint64_t number = 0;
  for (const Milliseconds at : arrival_times(profile, times)) {
    arrivals.push_back(draw_arrival(profile, site, at, seed, ++number));
  }
  std::stable_sort(arrivals.begin(), arrivals.end(),
                   [](const Arrival& a, const Arrival& b) { return a.at < b.at; });
  return arrivals;
}

}  // namespace foyer::simulation

#include <fmt/format.h>

#include <algorithm>

#include "simulation/profile.h"
#include "site/toml_reader.h"

namespace foyer::simulation {
namespace {

using site_reading::Presence;
using site_reading::Table;

constexpr std::int64_t day_s = 24 * 3600;

double share(Table& table, std::string_view key) {
  return table.decimal(key, 0, 1);
}

Span read_span(Table& table, std::string_view key) {
  const auto opening = table.opening(key, Presence::required);
  if (!opening) return {};
  return {std::chrono::minutes(opening->opens_minute),
          std::chrono::minutes(opening->closes_minute)};
}

Duration read_duration(Table& file, std::string_view key) {
  Duration duration;
  file.table(key, Presence::required, [&](Table& table) {
    duration.mean = table.duration("mean", {0, day_s});
    duration.spread = table.decimal("spread", 0, 5);
  });
  return duration;
}

void read_arrivals(Table& file, Profile& profile) {
  file.tables("arrivals", {1, 100}, [&](Table& table) {
    const ArrivalRate rate{read_span(table, "hours"), table.decimal("per_hour", 0, 100'000)};
    const Milliseconds after =
        profile.arrivals.empty() ? profile.day.begin : profile.arrivals.back().span.end;
    if (rate.span.begin < after || rate.span.end > profile.day.end) {
      table.mistake("hours", "must follow the entry before and lie within the day");
    }
    profile.arrivals.push_back(rate);
  });
}

void read_services(Table& file, const SiteFiles& site, Profile& profile) {
  file.tables("service", {1, 300}, [&](Table& table) {
    ServiceShare entry;
    entry.service.value = table.text("id", Presence::required, name_length_max);
    entry.weight = table.decimal("weight", 0.001, 1'000'000);
    if (table.has("handle_factor")) entry.handle_factor = table.decimal("handle_factor", 0.01, 100);
    const Service* service = find_service(site.lobby, entry.service);
    if (service == nullptr) {
      table.mistake("id", fmt::format("the site has no service \"{}\"", entry.service.value));
    } else if (service->centralization == Centralization::none || !service->on) {
      table.mistake("id", "nobody gets a ticket for this service");
    }
    const auto same = [&](const ServiceShare& other) { return other.service == entry.service; };
    if (std::any_of(profile.services.begin(), profile.services.end(), same)) {
      table.mistake("id", "is there twice");
    }
    profile.services.push_back(std::move(entry));
  });
}

/// A table of shares whose keys are the words of `E`; what is not named is 0.
template <class E>
std::array<double, word_count<E>()> read_shares(Table& file, std::string_view key) {
  std::array<double, word_count<E>()> shares{};
  file.table(key, Presence::required, [&](Table& table) {
    for (const std::string& name : table.keys()) {
      const auto value = from_word<E>(name);
      if (!value) {
        table.mistake(name, "is none of the words possible here");
        continue;
      }
      shares[static_cast<std::size_t>(*value)] = share(table, name);
    }
  });
  return shares;
}

void read_languages(Table& file, const SiteFiles& site, Residents& residents) {
  file.table("languages", Presence::required, [&](Table& table) {
    for (const std::string& tag : table.keys()) {
      const auto& known = site.lobby.languages;
      if (std::find(known.begin(), known.end(), LanguageTag{tag}) == known.end()) {
        table.mistake(tag, "is no language of the site");
      }
      residents.languages.push_back({{tag}, share(table, tag)});
    }
  });
  const auto some = [](const LanguageShare& entry) { return entry.share > 0; };
  if (std::none_of(residents.languages.begin(), residents.languages.end(), some)) {
    file.mistake("languages", "must give one language a share at least");
  }
}

void read_residents(Table& file, const SiteFiles& site, Residents& residents) {
  residents.two_needs = share(file, "two_needs");
  residents.priority = share(file, "priority");
  residents.no_show = share(file, "no_show");
  residents.tells_leaving = share(file, "tells_leaving");
  residents.patience = read_duration(file, "patience");
  residents.walk = read_duration(file, "walk");
  read_languages(file, site, residents);
  residents.special_needs = read_shares<SpecialNeed>(file, "special_needs");
}

void read_clerks(Table& file, Clerks& clerks) {
  clerks.reaction = read_duration(file, "reaction");
  clerks.between = read_duration(file, "between");
  clerks.handle_spread = file.decimal("handle_spread", 0, 5);
  clerks.mistaken_call = share(file, "mistaken_call");
  clerks.recall_after = file.duration("recall_after", {1, 3600});
  clerks.no_show_after = file.duration("no_show_after", {1, 3600});
  clerks.park_for = file.duration("park_for", {1, 3600});
  file.tables("break", {0, 20}, [&](Table& table) {
    clerks.breaks.push_back({read_span(table, "hours"), table.word<BreakReason>("reason")});
  });
}

void read(Table& file, const SiteFiles& site, Profile& profile) {
  profile.name = file.text("name", Presence::required);
  profile.day = read_span(file, "day");
  profile.overtime = file.duration("overtime", {0, day_s});
  read_arrivals(file, profile);
  read_services(file, site, profile);
  file.table("residents", Presence::required,
             [&](Table& table) { read_residents(table, site, profile.residents); });
  file.table("clerks", Presence::required,
             [&](Table& table) { read_clerks(table, profile.clerks); });
  profile.endings = read_shares<Ending>(file, "endings");
  const auto& endings = profile.endings;
  if (std::none_of(endings.begin(), endings.end(), [](double weight) { return weight > 0; })) {
    file.mistake("endings", "must give one ending a share at least");
  }
}

}  // namespace

Profile read_profile(const std::filesystem::path& file, const SiteFiles& site) {
  site_reading::Reading reading{.dir = file.parent_path(), .mistakes = {}, .texts = {}};
  Profile profile;
  site_reading::read_file(reading, file.filename().string(),
                          [&](Table& table) { read(table, site, profile); });
  if (!reading.mistakes.empty()) {
    std::sort(reading.mistakes.begin(), reading.mistakes.end());
    throw SiteMistakes(std::move(reading.mistakes));
  }
  return profile;
}

}  // namespace foyer::simulation

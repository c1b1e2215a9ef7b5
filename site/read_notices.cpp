// notices.toml, and which of its notices are shown when.
#include <fmt/format.h>

#include <algorithm>

#include "site/notices.h"
#include "site/reading.h"

namespace foyer {

namespace site_reading {
namespace {

constexpr std::size_t text_bytes_max = 160;  // two lines of a kiosk's notice bar
constexpr std::int64_t notices_max = 50;

void read_where(Table& table, NoticeInfo& info) {
  if (!table.has("where")) return;
  info.where.clear();
  for (const std::string& text : table.texts("where", Presence::optional, 2)) {
    if (const auto place = from_word<NoticePlace>(text)) {
      info.where.push_back(*place);
    } else {
      table.mistake("where", fmt::format("\"{}\" is none of kiosk, display", text));
    }
  }
  if (info.where.empty()) {
    table.mistake("where", "says nowhere; leave it out for kiosk and display");
  }
}

void read_notice(Table& table, Catalogue& in, Declared& declared) {
  NoticeInfo info;
  info.id = {table.id(declared)};
  info.text = table.shown("text", Presence::required, text_bytes_max);
  info.severity = table.word<NoticeSeverity>("severity", info.severity);
  read_where(table, info);
  for (std::string& id : table.references("services", in.services, Presence::optional)) {
    info.services.push_back({std::move(id)});
  }
  const Hours& hours = in.site.hours;
  info.from = table.local_time("from", hours, Table::DayEdge::begin);
  info.until = table.local_time("until", hours, Table::DayEdge::end);
  if (info.from && info.until && *info.until <= *info.from) {
    table.mistake("until", "is not after from: the notice would never be shown");
  }
  info.prepared = table.flag("prepared", false);
  if (info.prepared && (info.from || info.until)) {
    table.mistake("prepared", "has no from and until: a supervisor switches it on, for one day");
  }
  in.site.lobby.notices.push_back({info.id, info.prepared});
  in.site.notices.push_back(std::move(info));
}

}  // namespace

void read_notices(Reading& reading, Catalogue& in) {
  if (!std::filesystem::exists(reading.dir / "notices.toml")) return;
  read_file(reading, "notices.toml", [&](Table& file) {
    Declared declared{"notice", {}};
    file.tables("notice", {0, notices_max},
                [&](Table& table) { read_notice(table, in, declared); });
  });
}

}  // namespace site_reading

namespace {

bool is_shown(const NoticeInfo& notice, NoticePlace place, Instant at, const State* state) {
  const bool here =
      std::find(notice.where.begin(), notice.where.end(), place) != notice.where.end();
  const bool on = state == nullptr
                      ? !notice.prepared
                      : is_switched_on(*state, SiteNotice{notice.id, notice.prepared}, at);
  return here && on && (!notice.from || *notice.from <= at) &&
         (!notice.until || at < *notice.until);
}

}  // namespace

std::vector<const NoticeInfo*> notices_at(const SiteFiles& site, NoticePlace place, Instant at,
                                          const State* state) {
  std::vector<const NoticeInfo*> shown;
  for (const NoticeInfo& notice : site.notices) {
    if (is_shown(notice, place, at, state)) shown.push_back(&notice);
  }
  std::stable_partition(shown.begin(), shown.end(), [](const NoticeInfo* notice) {
    return notice->severity == NoticeSeverity::important;
  });
  return shown;
}

std::vector<const NoticeInfo*> notices_of(const SiteFiles& site, NoticePlace place, Instant at,
                                          const State* state, const ServiceId& service) {
  std::vector<const NoticeInfo*> shown = notices_at(site, place, at, state);
  std::erase_if(shown, [&](const NoticeInfo* notice) {
    const auto& services = notice->services;
    return std::find(services.begin(), services.end(), service) == services.end();
  });
  return shown;
}

std::optional<std::size_t> just_switched_on(const std::vector<const NoticeInfo*>& shown, Instant at,
                                            const State* state, Milliseconds first_for) {
  if (state == nullptr) return std::nullopt;
  std::optional<std::size_t> newest;
  Instant newest_since = at - first_for;
  for (std::size_t i = 0; i < shown.size(); ++i) {
    const auto found = state->notices.find(shown[i]->id);
    if (found == state->notices.end() || found->second.since <= newest_since) continue;
    newest = i;
    newest_since = found->second.since;
  }
  return newest;
}

}  // namespace foyer

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

bool is_shown(const NoticeInfo& notice, NoticePlace place, Instant at) {
  const bool here =
      std::find(notice.where.begin(), notice.where.end(), place) != notice.where.end();
  return here && (!notice.from || *notice.from <= at) && (!notice.until || at < *notice.until);
}

}  // namespace

std::vector<const NoticeInfo*> notices_at(const SiteFiles& site, NoticePlace place, Instant at) {
  std::vector<const NoticeInfo*> shown;
  for (const NoticeInfo& notice : site.notices) {
    if (is_shown(notice, place, at)) shown.push_back(&notice);
  }
  std::stable_partition(shown.begin(), shown.end(), [](const NoticeInfo* notice) {
    return notice->severity == NoticeSeverity::important;
  });
  return shown;
}

std::vector<const NoticeInfo*> notices_of(const SiteFiles& site, NoticePlace place, Instant at,
                                          const ServiceId& service) {
  std::vector<const NoticeInfo*> shown = notices_at(site, place, at);
  std::erase_if(shown, [&](const NoticeInfo* notice) {
    const auto& services = notice->services;
    return std::find(services.begin(), services.end(), service) == services.end();
  });
  return shown;
}

}  // namespace foyer

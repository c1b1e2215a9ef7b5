// A supervisor's panel of notices: what the city says to everybody, shown or not shown for today.
// The words are those of the site's files, in every language of its residents; nothing is typed.
#include "counter-client/view_panel_parts.h"
#include "counter-client/view_supervise.h"

namespace foyer::counter_client {
namespace {

/// Since when, or until when, or why not.
std::string state_of(const Situation& now, const NoticeInfo& notice, bool on) {
  const auto switched = now.state.notices.find(notice.id);
  if (!on) {
    return notice.prepared ? now.in(tr("Not shown")) : now.in(tr("Not shown any more today"));
  }
  if (notice.prepared && switched != now.state.notices.end()) {
    return now.in(tr("Shown since {time}, until the day ends"),
                  {{"time", now.in.time_24(switched->second.since)}});
  }
  if (notice.from && *notice.from > now.now) {
    return now.in(tr("Shown from {date} on"), {{"date", now.in.date(*notice.from)}});
  }
  if (!notice.until) return now.in(tr("Shown"));
  // What ends at midnight is last shown on the day before.
  return now.in(tr("Shown until {date}"), {{"date", now.in.date(*notice.until - Milliseconds{1})}});
}

/// Nothing where it is shown everywhere.
std::string places_of(const Situation& now, const NoticeInfo& notice) {
  if (notice.where.size() != 1) return {};
  return notice.where.front() == NoticePlace::kiosk ? now.in(tr("kiosks only"))
                                                    : now.in(tr("displays only"));
}

PanelRow notice_row(const Situation& now, const NoticeInfo& notice) {
  const bool on = is_switched_on(now.state, SiteNotice{notice.id, notice.prepared}, now.now);
  PanelRow row;
  row.action = Action::supervise;
  row.label = now.in.of_site(notice.text);
  row.text = state_of(now, notice, on);
  row.end = places_of(now, notice);
  row.icon = on ? "megaphone" : "ring";
  row.confirm = on ? now.in(tr("Show it no more today")) : now.in(tr("Show it from now on"));
  row.command = SwitchNotice{notice.id, on ? Switch::off : Switch::on};
  return row;
}

}  // namespace

void build_notices(const Situation& now, PanelView& panel) {
  panel.title = now.in(tr("Notices"));
  panel.text = now.in(tr("What you change holds for today."));
  panel.empty = now.in(tr("Nothing is prepared for this lobby: see notices.toml."));
  if (!now.state.day) {
    panel.empty = now.in(tr("No day is open."));
    return;
  }
  for (const NoticeInfo& notice : now.site.notices) {
    if (notice.until && *notice.until <= now.now) continue;
    add_row(panel, notice_row(now, notice));
  }
}

}  // namespace foyer::counter_client

// Calls for help, as a supervisor sees them: the oldest over every page, and those of welcome desks
// among the counters.
#include "counter-client/view_panel_parts.h"
#include "counter-client/view_supervise.h"

namespace foyer::counter_client {
namespace {

struct CallForHelp {
  Instant since;
  ClerkId clerk;
  ClearAlarm seen_to;
};

/// Of every place but the clerk's own; the oldest first.
std::vector<CallForHelp> calls_for_help(const Situation& now) {
  std::vector<CallForHelp> calls;
  for (const auto& [id, counter] : now.state.counters) {
    if (!counter.alarm_since || id == now.desk.counter) continue;
    calls.push_back({*counter.alarm_since, counter.clerk, ClearAlarm{id, {}}});
  }
  for (const auto& [device, call] : now.state.desk_alarms) {
    if (device == now.desk.device) continue;
    calls.push_back({call.since, call.clerk, ClearAlarm{{}, device}});
  }
  std::stable_sort(calls.begin(), calls.end(),
                   [](const CallForHelp& a, const CallForHelp& b) { return a.since < b.since; });
  return calls;
}

std::string who_asks(const Situation& now, const ClearAlarm& seen_to) {
  if (seen_to.counter.empty()) return now.in(tr("The welcome desk asks for help."));
  return now.in(tr("Counter {counter} asks for help."),
                {{"counter", counter_label(now.site, seen_to.counter)}});
}

}  // namespace

std::optional<AlarmView> build_alarm(const Situation& now) {
  if (!may_supervise(now.desk)) return std::nullopt;
  const std::vector<CallForHelp> calls = calls_for_help(now);
  if (calls.empty()) return std::nullopt;
  const CallForHelp& oldest = calls.front();
  AlarmView alarm;
  alarm.seen_to = oldest.seen_to;
  alarm.banner.icon = "late";
  alarm.banner.kind = ui::BannerKind::bad;
  alarm.banner.full_width = true;
  alarm.banner.lead = who_asks(now, oldest.seen_to);
  const std::string time = now.in.time_24(oldest.since);
  alarm.banner.text = oldest.clerk.empty()
                          ? now.in(tr("Since {time}."), {{"time", time}})
                          : now.in(tr("{clerk}, since {time}."),
                                   {{"clerk", clerk_name(oldest.clerk)}, {"time", time}});
  const auto others = static_cast<std::int64_t>(calls.size()) - 1;
  if (others > 0) {
    alarm.banner.text += " " + now.in(tr_plural("{n} more asks too.", "{n} more ask too."), others);
  }
  alarm.clear.action = Action::clear_alarm;
  alarm.clear.button.id = "clear-alarm";
  alarm.clear.button.label = now.in(tr("Seen to"));
  alarm.clear.button.icon = "check";
  alarm.clear.button.key = "F11";
  alarm.clear.button.shortcuts = {ui::Key::f11};
  alarm.clear.button.enabled = now.desk.connected;
  return alarm;
}

void add_desk_calls(const Situation& now, PanelView& panel) {
  for (const CallForHelp& call : calls_for_help(now)) {
    if (!call.seen_to.counter.empty()) continue;
    PanelRow row;
    row.action = Action::clear_alarm;
    row.label = now.in(tr("Welcome desk: {clerk}"), {{"clerk", clerk_name(call.clerk)}});
    row.end = now.in(tr("asks for help since {time}"), {{"time", now.in.time_24(call.since)}});
    row.icon = "late";
    row.confirm = now.in(tr("Somebody has seen to it"));
    row.command = call.seen_to;
    add_row(panel, std::move(row));
  }
}

}  // namespace foyer::counter_client

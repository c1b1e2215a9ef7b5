// What staff should see to at kiosks and displays, in words: where, what is wrong, what to do.
#include <algorithm>

#include "display/manager_view_parts.h"

namespace foyer::display {
namespace {

using protocol::DeviceProblem;
using protocol::KnownProblem;

/// An older time is not of today, and would be taken for one of today.
constexpr std::chrono::hours time_alone_for{12};

/// "Kiosk, Main entrance"; a device that the site's files do not know by its name.
std::string device_name(const ManagerNow& lobby, const Texts& in, const DeviceId& device) {
  if (const KioskInfo* kiosk = find_kiosk(lobby.site, device)) {
    return in(tr_context("alarm", "Kiosk, {place}"), {{"place", in.of_site(kiosk->name)}});
  }
  for (const DisplayInfo& display : lobby.site.displays) {
    if (display.id.value != device.value) continue;
    return in(tr_context("alarm", "Display, {place}"), {{"place", in.of_site(display.name)}});
  }
  return device.value;
}

std::string problem_words(const Texts& in, DeviceProblem problem) {
  switch (problem) {
    case DeviceProblem::silent:
      return in(tr_context("alarm", "not heard from"));
    case DeviceProblem::out_of_service:
      return in(tr_context("alarm", "out of service"));
    case DeviceProblem::printer_offline:
      return in(tr_context("alarm", "the printer does not answer"));
    case DeviceProblem::printer_failed:
      return in(tr_context("alarm", "the printer has failed"));
    case DeviceProblem::paper_out:
      return in(tr_context("alarm", "no paper"));
    case DeviceProblem::cover_open:
      return in(tr_context("alarm", "the printer is open"));
    case DeviceProblem::ticket_refused:
      return in(tr_context("alarm", "a ticket is not in the line"));
    case DeviceProblem::paper_low:
      return in(tr_context("alarm", "little paper left"));
    case DeviceProblem::flood:
      return in(tr_context("alarm", "too many tickets at once"));
  }
  return {};
}

std::string what_to_do(const Texts& in, DeviceProblem problem) {
  switch (problem) {
    case DeviceProblem::silent:
      return in(tr_context("alarm", "See if it is on and its network cable is in."));
    case DeviceProblem::out_of_service:
      return in(tr_context("alarm", "Staff switched it off on its own screen."));
    case DeviceProblem::printer_offline:
      return in(tr_context("alarm", "See if the printer is on and its cable is in."));
    case DeviceProblem::printer_failed:
      return in(tr_context("alarm", "Switch the printer off and on, or have it repaired."));
    case DeviceProblem::paper_out:
      return in(tr_context("alarm", "Put in a new roll of paper."));
    case DeviceProblem::cover_open:
      return in(tr_context("alarm", "Close the printer’s cover."));
    case DeviceProblem::ticket_refused:
      return in(tr_context("alarm", "Ask whose number is not called, and give a new ticket."));
    case DeviceProblem::paper_low:
      return in(tr_context("alarm", "Have a new roll of paper ready."));
    case DeviceProblem::flood:
      return in(tr_context("alarm", "See who or what is pressing on the screen."));
  }
  return {};
}

/// Late: people are not served there as they should be. At risk: it can wait a little.
ui::Mark mark_of(DeviceProblem problem) {
  switch (problem) {
    case DeviceProblem::silent:
    case DeviceProblem::printer_offline:
    case DeviceProblem::printer_failed:
    case DeviceProblem::paper_out:
    case DeviceProblem::cover_open:
    case DeviceProblem::ticket_refused:
      return ui::Mark::late;
    case DeviceProblem::out_of_service:
    case DeviceProblem::paper_low:
    case DeviceProblem::flood:
      return ui::Mark::at_risk;
  }
  return ui::Mark::late;
}

Alarm alarm_of(const ManagerNow& lobby, const Texts& in, const DeviceId& device,
               const KnownProblem& known) {
  Alarm alarm;
  alarm.title = {mark_of(known.problem), in(tr_context("alarm", "{device}: {problem}"),
                                            {{"device", device_name(lobby, in, device)},
                                             {"problem", problem_words(in, known.problem)}})};
  alarm.text = what_to_do(in, known.problem);
  if (lobby.now - known.since < time_alone_for) {
    alarm.text = in(tr_context("alarm", "Since {time}. {what_to_do}"),
                    {{"time", in.time_24(known.since)}, {"what_to_do", alarm.text}});
  }
  return alarm;
}

/// One for all of them, by the one that should have been done first: who does the work looks at the
/// list itself. It can wait a little, people wait at counters.
std::optional<Alarm> alarm_of_follow_ups(const ManagerNow& lobby, const Texts& in) {
  if (lobby.state == nullptr) return std::nullopt;
  const FollowUp* oldest = nullptr;
  std::int64_t count = 0;
  for (const auto& [reference, follow_up] : lobby.state->follow_ups) {
    if (!is_overdue(follow_up, lobby.now)) continue;
    ++count;
    if (oldest == nullptr || follow_up.due_at < oldest->due_at) oldest = &follow_up;
  }
  if (oldest == nullptr) return std::nullopt;
  const DepartmentInfo* department = find_department_info(lobby.site, oldest->department);
  Alarm alarm;
  alarm.title = {ui::Mark::at_risk, in(tr_plural_context("alarm", "{n} follow-up is overdue",
                                                         "{n} follow-ups are overdue"),
                                       count)};
  alarm.text = in(tr_context("alarm", "{reference} was due {date}. {department}"),
                  {{"reference", oldest->reference},
                   {"date", in.date(oldest->due_at)},
                   {"department", department == nullptr ? oldest->department.value
                                                        : in.of_site(department->name)}});
  return alarm;
}

/// A clerk's silent call comes before everything else.
void add_calls_for_help(const ManagerNow& lobby, const Texts& in, ManagerView& view) {
  if (lobby.state == nullptr) return;
  for (const auto& [id, counter] : lobby.state->counters) {
    if (!counter.alarm_since) continue;
    const CounterInfo* info = find_counter_info(lobby.site, id);
    Alarm alarm;
    alarm.title = {ui::Mark::late, in(tr_context("alarm", "Counter {counter} asks for help"),
                                      {{"counter", info == nullptr ? id.value : info->label}})};
    alarm.text =
        in(tr_context("alarm", "Since {time}. {what_to_do}"),
           {{"time", in.time_24(*counter.alarm_since)},
            {"what_to_do", in(tr_context("alarm", "Go there now, and say nothing of it."))}});
    view.alarms.push_back(std::move(alarm));
  }
}

/// The welcome desk is no counter, and a lobby may have more than one.
void add_calls_of_desks(const ManagerNow& lobby, const Texts& in, ManagerView& view) {
  if (lobby.state == nullptr) return;
  for (const auto& [device, call] : lobby.state->desk_alarms) {
    Alarm alarm;
    alarm.title = {ui::Mark::late, in(tr_context("alarm", "The welcome desk asks for help"))};
    alarm.text =
        in(tr_context("alarm", "Since {time}. {what_to_do}"),
           {{"time", in.time_24(call.since)},
            {"what_to_do", in(tr_context("alarm", "Go there now, and say nothing of it."))}});
    view.alarms.push_back(std::move(alarm));
  }
}

struct Found {
  DeviceId device;
  KnownProblem known;
};

}  // namespace

void add_alarms(const ManagerNow& lobby, const Texts& in, ManagerView& view) {
  if (lobby.silent >= stale_after) return;
  add_calls_for_help(lobby, in, view);
  add_calls_of_desks(lobby, in, view);
  std::vector<Found> found;
  if (lobby.devices != nullptr) {
    for (const protocol::DeviceTrouble& trouble : lobby.devices->devices) {
      for (const KnownProblem& known : trouble.problems) found.push_back({trouble.device, known});
    }
  }
  // What needs an act comes first, and a newer one before an older one.
  std::stable_sort(found.begin(), found.end(), [](const Found& a, const Found& b) {
    const bool a_acts = mark_of(a.known.problem) == ui::Mark::late;
    const bool b_acts = mark_of(b.known.problem) == ui::Mark::late;
    return a_acts != b_acts ? a_acts : a.known.since > b.known.since;
  });
  for (const Found& one : found) {
    view.alarms.push_back(alarm_of(lobby, in, one.device, one.known));
  }
  if (auto overdue = alarm_of_follow_ups(lobby, in)) view.alarms.push_back(std::move(*overdue));
  if (view.alarms.empty()) return;
  view.alarms_title = in(tr_context("alarm", "Alarms"));
  view.alarms_count = in(tr_plural_context("alarm", "{n} alarm", "{n} alarms"),
                         static_cast<std::int64_t>(view.alarms.size()));
}

}  // namespace foyer::display

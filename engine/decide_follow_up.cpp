// What goes on after the visit: opening a follow-up when a need ends so, and moving it on.
#include "engine/decide_follow_up.h"

#include <algorithm>

namespace foyer::detail {
namespace {

Result<const FollowUp*> known(const Situation& now, const std::string& reference) {
  const auto found = now.state.follow_ups.find(reference);
  if (found == now.state.follow_ups.end()) {
    return refuse(RefusalCode::unknown_follow_up, "no open follow-up has this reference",
                  "reference");
  }
  return &found->second;
}

/// What a resident can ask by afterwards. Unique because visit ids go on over the days.
std::string reference_for(VisitId visit, NeedId need) {
  return "F" + std::to_string(visit.value) + "-" + std::to_string(need.value);
}

/// The end of the last of so many open days after today; where the calendar is not known, as many
/// times 24 hours.
Instant due_after(const Context& context, int days) {
  const std::vector<Instant>* closings = context.coming_closings;
  const auto last = static_cast<std::size_t>(days);
  if (closings != nullptr && last >= 1 && closings->size() >= last) return (*closings)[last - 1];
  return context.now + std::chrono::hours(24) * days;
}

}  // namespace

FollowUpOpened open_follow_up(const Situation& now, VisitId visit, const Need& need) {
  FollowUpOpened opened;
  opened.reference = reference_for(visit, need.id);
  opened.visit = visit;
  opened.service = need.service;
  int days = now.site.rules.follow_up_days;
  if (const Service* service = find_service(now.site, need.service)) {
    opened.department = service->department;
    if (service->follow_up_days > 0) days = service->follow_up_days;
  }
  opened.due_at = due_after(now.context, days);
  return opened;
}

Result<Events> decide(const Situation& now, const AdvanceFollowUp& command) {
  auto follow_up = known(now, command.reference);
  if (!follow_up) return tl::unexpected(follow_up.error());
  if (command.status == FollowUpStatus::opened) {
    return refuse(RefusalCode::malformed, "a follow-up is opened once, by a visit", "status");
  }
  if (command.status == (*follow_up)->status) {
    return refuse(RefusalCode::follow_up_unchanged,
                  command.reference + " is " + std::string(word(command.status)) + " already",
                  "status");
  }
  return Events{FollowUpAdvanced{command.reference, command.status}};
}

Result<Events> decide(const Situation& now, const AssignFollowUp& command) {
  auto follow_up = known(now, command.reference);
  if (!follow_up) return tl::unexpected(follow_up.error());
  const std::vector<DepartmentId>& departments = now.site.departments;
  if (!command.department.empty() &&
      std::find(departments.begin(), departments.end(), command.department) == departments.end()) {
    return refuse(RefusalCode::unknown_department, "no department " + command.department.value,
                  "department");
  }
  if (command.department.empty() && command.clerk.empty()) {
    return refuse(RefusalCode::malformed, "name a department, a clerk, or both", "department");
  }
  FollowUpAssigned assigned{command.reference, command.department, command.clerk};
  if (assigned.department.empty()) assigned.department = (*follow_up)->department;
  if (assigned.department == (*follow_up)->department && assigned.clerk == (*follow_up)->clerk) {
    return refuse(RefusalCode::follow_up_unchanged, command.reference + " is theirs already");
  }
  return Events{std::move(assigned)};
}

}  // namespace foyer::detail

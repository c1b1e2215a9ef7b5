// What goes on after visits, as the clerk works on it: the list of hers, and the steps of one.
#include <tuple>

#include "counter-client/view_parts.h"

namespace foyer::counter_client {
namespace {

/// Hers by name; or nobody's in particular, of a department whose specialists' skill she has here.
bool is_mine(const Situation& now, const FollowUp& follow_up) {
  if (!is_open(follow_up.status)) return false;
  if (!follow_up.clerk.empty()) return follow_up.clerk == now.desk.clerk;
  if (now.counter == nullptr) return false;
  const DepartmentInfo* department = find_department_info(now.site, follow_up.department);
  if (department != nullptr && !department->skill.empty()) {
    return has_skill(now.counter->skills, department->skill);
  }
  const Service* service = find_service(now.site.lobby, follow_up.service);
  return service != nullptr && has_skill(now.counter->skills, service->skill);
}

std::string due_words(const Situation& now, const FollowUp& follow_up) {
  const Fill date = {{"date", now.in.date(follow_up.due_at)}};
  return is_overdue(follow_up, now.now) ? now.in(tr("overdue since {date}"), date)
                                        : now.in(tr("due {date}"), date);
}

std::string whose(const Situation& now, const FollowUp& follow_up) {
  if (follow_up.clerk == now.desk.clerk) return now.in(tr_context("follow-up", "yours"));
  const DepartmentInfo* department = find_department_info(now.site, follow_up.department);
  return department == nullptr ? follow_up.department.value : now.in.of_site(department->name);
}

void add_row(PanelView& panel, PanelRow row) {
  row.id = "row/" + std::to_string(panel.rows.size());
  if (panel.rows.size() < 9) row.key = std::to_string(panel.rows.size() + 1);
  panel.rows.push_back(std::move(row));
}

/// "Not begun Thu 26 Nov · In progress Fri 27 Nov, Ben". No full stops: some languages have them in
/// their dates.
std::string history_of(const Situation& now, const FollowUp& follow_up) {
  std::string text =
      word_of(now.in, FollowUpStatus::opened) + " " + now.in.date(follow_up.opened_at);
  for (const Milestone& milestone : follow_up.milestones) {
    text += " · " + word_of(now.in, milestone.status) + " " + now.in.date(milestone.at);
    if (!milestone.clerk.empty()) text += ", " + clerk_name(milestone.clerk);
  }
  return text;
}

}  // namespace

std::vector<const FollowUp*> my_follow_ups(const Situation& now) {
  std::vector<const FollowUp*> mine;
  for (const auto& [reference, follow_up] : now.state.follow_ups) {
    if (is_mine(now, follow_up)) mine.push_back(&follow_up);
  }
  std::sort(mine.begin(), mine.end(), [](const FollowUp* a, const FollowUp* b) {
    return std::tie(a->due_at, a->reference) < std::tie(b->due_at, b->reference);
  });
  return mine;
}

void build_follow_ups(const Situation& now, PanelView& panel) {
  panel.title = now.in(tr("What goes on after the visit"));
  panel.text = now.in(tr("Yours and your departments’. What is due first stands first."));
  panel.empty = now.in(tr("Nothing goes on that you could do here."));
  for (const FollowUp* follow_up : my_follow_ups(now)) {
    PanelRow row;
    row.action = Action::show_follow_up;
    row.opens = follow_up->reference;
    row.label = follow_up->reference + " · " + service_name(now.site, now.in, follow_up->service);
    row.text = word_of(now.in, follow_up->status) + " · " + whose(now, *follow_up);
    row.end = due_words(now, *follow_up);
    row.icon = is_overdue(*follow_up, now.now) ? "late" : "doc";
    row.confirm = now.in(tr("Open {reference}"), {{"reference", follow_up->reference}});
    add_row(panel, std::move(row));
  }
}

void build_follow_up(const Situation& now, PanelView& panel) {
  const auto found = now.state.follow_ups.find(now.form.follow_up);
  if (found == now.state.follow_ups.end()) {
    panel.title = now.form.follow_up;
    panel.empty = now.in(tr("This one has ended."));
    return;
  }
  const FollowUp& follow_up = found->second;
  panel.title = follow_up.reference + " · " + service_name(now.site, now.in, follow_up.service);
  panel.text = due_words(now, follow_up) + " · " + history_of(now, follow_up);
  const auto add = [&](std::string label, const char* icon, Command command) {
    PanelRow row;
    row.action = Action::advance_follow_up;
    row.label = label;
    row.confirm = std::move(label);
    row.icon = icon;
    row.command = std::move(command);
    add_row(panel, std::move(row));
  };
  if (follow_up.clerk != now.desk.clerk) {
    add(now.in(tr_context("follow-up", "I do it")), "user",
        AssignFollowUp{follow_up.reference, {}, now.desk.clerk});
  }
  for (std::size_t i = 1; i < word_count<FollowUpStatus>(); ++i) {
    const auto status = static_cast<FollowUpStatus>(i);
    if (status == follow_up.status) continue;
    add(word_of(now.in, status), is_open(status) ? "doc" : "check",
        AdvanceFollowUp{follow_up.reference, status});
  }
}

}  // namespace foyer::counter_client

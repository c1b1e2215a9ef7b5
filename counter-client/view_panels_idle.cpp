// Panels while nobody is at the counter: a quick service without a ticket, and who is here after
// all.
#include "counter-client/search.h"
#include "counter-client/view_panel_parts.h"

namespace foyer::counter_client {

void add_row(PanelView& panel, PanelRow row) {
  row.id = "row/" + std::to_string(panel.rows.size());
  panel.rows.push_back(std::move(row));
}

bool wanted(const Situation& now, const std::string& words) {
  return matches(now.form.search.text, words);
}

std::string search_words(const Situation& now, const ServiceInfo& info) {
  std::string all;
  for (const auto& [language, words] : info.search) {
    if (language != "en" && language != now.in.tag().value) continue;
    for (const std::string& word : words) all += word + " ";
  }
  return all;
}

std::optional<PanelRow> service_panel_row(const Situation& now, const ServiceInfo& info,
                                          std::string icon) {
  const DepartmentInfo* department = find_department_info(now.site, info.department);
  PanelRow row;
  row.label = now.in.of_site(info.name);
  row.text = department == nullptr ? std::string() : now.in.of_site(department->name);
  row.icon = std::move(icon);
  if (!wanted(now, row.label + " " + row.text + " " + search_words(now, info))) return std::nullopt;
  return row;
}

void build_quick(const Situation& now, PanelView& panel) {
  panel.title = now.in(tr("Helped without a ticket"));
  panel.text = now.in(tr("It is counted as answered on the spot, and nobody waits for it."));
  panel.search_label = now.in(tr("Search services"));
  for (const ServiceInfo& info : now.site.services) {
    auto row = service_panel_row(now, info, "check");
    if (!row) continue;
    row->action = Action::quick;
    row->confirm = now.in(tr("Record: {service}"), {{"service", row->label}});
    row->command = RecordAnswer{now.desk.counter, info.id, Outcome::resolved, {}, {}};
    add_row(panel, std::move(*row));
  }
}

void build_return(const Situation& now, PanelView& panel) {
  panel.title = now.in(tr("Who is here after all?"));
  panel.text = now.in(tr("They wait again in their old place."));
  panel.empty = now.in(tr("Nobody has left, or missed a call, in the last hour."));
  for (const Gone& gone : now.state.gone) {
    if (now.now > gone.at + now.site.lobby.rules.bring_back_within) continue;
    PanelRow row;
    row.action = Action::bring_back;
    row.label = gone.visit.ticket;
    row.text = service_name(now.site, now.in, gone.visit.needs.front().service);
    row.end = gone.visit.first_called_at
                  ? now.in(tr("did not come, {time}"), {{"time", now.in.time_24(gone.at)}})
                  : now.in(tr("left, {time}"), {{"time", now.in.time_24(gone.at)}});
    row.icon = "user";
    if (panel.rows.size() < 9) row.key = std::to_string(panel.rows.size() + 1);
    row.confirm = now.in(tr("{ticket} waits again"), {{"ticket", row.label}});
    row.command = BringBack{gone.visit.id};
    add_row(panel, std::move(row));
  }
}

}  // namespace foyer::counter_client

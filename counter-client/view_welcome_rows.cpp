// What the welcome desk finds for the words that are typed: services and articles, visits, places.
#include "counter-client/search.h"
#include "counter-client/view_panel_parts.h"
#include "counter-client/view_welcome_parts.h"

namespace foyer::counter_client {
namespace {

constexpr std::size_t rows_max = 40;

bool is_queued(const ServiceInfo& info) {
  return info.on && info.centralization != Centralization::none;
}

bool is_typed(const Situation& now, const std::string& words) {
  return matches(now.form.welcome.words.text, words);
}

std::string department_name(const Situation& now, const DepartmentId& id) {
  const DepartmentInfo* info = find_department_info(now.site, id);
  return info == nullptr ? std::string() : now.in.of_site(info->name);
}

std::string wait_words(const Situation& now, const ServiceId& service) {
  if (now.input.waits == nullptr) return {};
  const ServiceWait* wait = find_wait(*now.input.waits, service);
  return wait == nullptr ? std::string() : now.in.wait(wait->wait, Length::brief);
}

Found service_found(const Situation& now, const ServiceInfo& info) {
  Found found;
  found.service = &info;
  if (now.input.library != nullptr) {
    found.article = now.input.library->about(info.id, now.in.tag());
  }
  found.kind = kind_of(now, info);
  WelcomeRow& row = found.row;
  row.id = "service/" + info.id.value;
  row.icon = icon_of(found.kind);
  row.label = now.in.of_site(info.name);
  row.text = department_name(now, info.department);
  if (found.kind == HelpKind::ticket) {
    row.end = now.in(tr("Ticket"));
    row.end_text = wait_words(now, info.id);
  } else {
    row.end = now.in(tr("Refer"));
    row.end_text =
        is_queued(info) ? now.in(tr("not offered today")) : now.in.of_site(info.referral.place);
  }
  return found;
}

Found article_found(const Situation& now, const knowledge::Article& article) {
  Found found;
  found.article = &article;
  found.kind = HelpKind::answer;
  found.row.id = "article/" + article.id.value;
  found.row.icon = icon_of(found.kind);
  found.row.label = article.title;
  found.row.text = department_name(now, article.owner);
  found.row.end = now.in(tr("Answer"));
  return found;
}

bool is_there(const std::vector<Found>& all, const std::string& id) {
  return std::any_of(all.begin(), all.end(), [&](const Found& one) { return one.row.id == id; });
}

void add(std::vector<Found>& all, Found found) {
  if (all.size() < rows_max && !is_there(all, found.row.id)) all.push_back(std::move(found));
}

/// Articles come in the order of the search; one that is called after a service is that service.
std::vector<Found> find_services(const Situation& now) {
  std::vector<Found> all;
  const WelcomeForm& form = now.form.welcome;
  if (form.words.text.empty() && !form.all) return all;
  if (!form.words.text.empty() && now.input.found != nullptr) {
    for (const knowledge::Article* article : *now.input.found) {
      const ServiceInfo* info = find_service_info(now.site, ServiceId{article->id.value});
      add(all, info != nullptr ? service_found(now, *info) : article_found(now, *article));
    }
  }
  for (const ServiceInfo& info : now.site.services) {
    const std::string words = now.in.of_site(info.name) + " " +
                              department_name(now, info.department) + " " + search_words(now, info);
    if (is_typed(now, words)) add(all, service_found(now, info));
  }
  return all;
}

std::string stage_words(const Situation& now, const Visit& visit) {
  const Texts& in = now.in;
  switch (stage_of(visit)) {
    case NeedState::waiting:
      return in(tr_context("stage of a visit", "Waiting"));
    case NeedState::called:
      return in(tr_context("stage of a visit", "Called"));
    case NeedState::serving:
      return in(tr_context("stage of a visit", "At a counter"));
    case NeedState::parked:
      return in(tr_context("stage of a visit", "Parked"));
    case NeedState::done:
      break;
  }
  return in(tr_context("stage of a visit", "Done"));
}

void add_visit(const Situation& now, const Visit& visit, bool gone, std::vector<Found>& all) {
  if (!is_typed(now, visit.ticket)) return;
  Found found;
  found.visit = &visit;
  found.gone = gone;
  WelcomeRow& row = found.row;
  row.id = "visit/" + std::to_string(visit.id.value);
  row.icon = gone ? "closed" : "ticket";
  row.label = visit.ticket;
  row.text = service_name(now.site, now.in, main_need(visit).service);
  row.end = gone ? (visit.first_called_at ? now.in(tr_context("stage of a visit", "Did not come"))
                                          : now.in(tr_context("stage of a visit", "Left")))
                 : stage_words(now, visit);
  row.end_text = now.in(tr("since {time}"), {{"time", now.in.time_24(visit.arrived_at)}});
  add(all, std::move(found));
}

/// Who came last stands first: that is who comes back to the desk.
std::vector<Found> find_visits(const Situation& now) {
  std::vector<Found> all;
  const auto& visits = now.state.visits;
  for (auto entry = visits.rbegin(); entry != visits.rend(); ++entry) {
    add_visit(now, entry->second, false, all);
  }
  for (const Gone& gone : now.state.gone) {
    if (now.now <= gone.at + now.site.lobby.rules.bring_back_within) {
      add_visit(now, gone.visit, true, all);
    }
  }
  return all;
}

void add_way(const Situation& now, Destination to, std::vector<Found>& all) {
  Found found;
  WelcomeRow& row = found.row;
  row.id = to.place.empty() ? "counter/" + to.counter.value : "place/" + to.place.value;
  row.icon = "way";
  row.label = name_of(now.in, now.site, to);
  row.text = where_words(now.in, now.site, to);
  if (!is_typed(now, row.label + " " + row.text)) return;
  found.way = std::move(to);
  add(all, std::move(found));
}

std::vector<Found> find_ways(const Situation& now) {
  std::vector<Found> all;
  if (!now.site.building) return all;
  for (const PlaceInfo& place : now.site.building->places) add_way(now, {place.id, {}}, all);
  for (const CounterInfo& counter : now.site.counters) {
    if (counter.spot) add_way(now, {{}, counter.id}, all);
  }
  return all;
}

}  // namespace

HelpKind kind_of(const Situation& now, const ServiceInfo& info) {
  const Service* service = find_service(now.site.lobby, info.id);
  const bool offered = service != nullptr && is_offered(now.state, *service);
  return is_queued(info) && offered ? HelpKind::ticket : HelpKind::refer;
}

std::string icon_of(HelpKind kind) {
  if (kind == HelpKind::ticket) return "ticket";
  return kind == HelpKind::answer ? "info" : "way";
}

std::vector<Found> find_rows(const Situation& now) {
  switch (now.form.welcome.task) {
    case WelcomeTask::services:
      return find_services(now);
    case WelcomeTask::visits:
      return find_visits(now);
    case WelcomeTask::way:
      return find_ways(now);
    case WelcomeTask::check_in:
      break;
  }
  return {};
}

}  // namespace foyer::counter_client

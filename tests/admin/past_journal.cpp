#include "tests/admin/past_journal.h"

#include <functional>

#include "protocol/message.h"
#include "queue-server/sqlite_journal.h"
#include "simulation/plan.h"
#include "site/calendar.h"

namespace foyer::test {
namespace {

/// Moves an event that was played on another day, among other visits.
class Moved {
 public:
  Moved(Milliseconds by, std::int64_t visits) : by_(by), visits_(visits) {}

  void operator()(DayOpened& e) const {
    move(e.opens_at);
    move(e.closes_at);
    move(e.ends_at);
    e.next_visit.value += visits_;
  }
  void operator()(TicketIssued& e) const {
    e.visit.value += visits_;
    for (NewNeed& need : e.needs) move(need);
  }
  void operator()(NeedAdded& e) const {
    e.visit.value += visits_;
    move(e.need);
  }
  void operator()(VisitCalled& e) const {
    e.visit.value += visits_;
    if (e.runner_up) e.runner_up->value += visits_;
    move(e.expires_at);
  }
  template <class E>
  void operator()(E& e) const {
    if constexpr (requires { e.visit; }) e.visit.value += visits_;
    if constexpr (requires { e.expires_at; }) move(e.expires_at);
    if constexpr (requires { e.until; }) move(e.until);
  }

 private:
  void move(Instant& at) const { at += by_; }
  void move(NewNeed& need) const {
    move(need.due_at);
    if (need.place_at != Instant{}) move(need.place_at);
  }

  Milliseconds by_;
  std::int64_t visits_;
};

}  // namespace

PastJournal::PastJournal(const std::filesystem::path& folder, const SiteFiles& site)
    : folder_(folder), site_(site) {
  std::filesystem::create_directories(folder);
}

void PastJournal::add_day(const BusinessDate& date, const simulation::Profile& profile,
                          double busyness, const std::vector<simulation::Worker>& workers) {
  simulation::Profile busy = profile;
  for (simulation::ArrivalRate& rate : busy.arrivals) rate.per_hour *= busyness;
  simulation::EngineDayPlan plan;
  plan.hours = profile.day;
  plan.overtime = std::chrono::minutes(45);
  const std::uint64_t seed = std::hash<std::string>{}(date.value) % 1'000'000;
  plan.arrivals = simulation::plan_day(busy, site_.lobby, seed);
  plan.workers = workers;
  plan.between = Seconds(36);

  std::vector<Event> events;
  simulation::EngineDayHooks hooks;
  hooks.on_event = [&events](const Event& event) { events.push_back(event); };
  const Waits nothing_told;
  hooks.waits = &nothing_told;
  const auto fates = simulation::play_day(site_.lobby, plan, hooks);

  const Instant midnight = instant_of(site_.hours, date, 0);
  const Milliseconds by = midnight - (events.front().at - plan.hours.begin);
  std::vector<std::string> bodies;
  std::vector<server::Line> lines;
  bodies.reserve(events.size());
  for (Event& event : events) {
    std::visit(Moved(by, visits_), event.body);
    if (auto* opened = std::get_if<DayOpened>(&event.body)) opened->date = date;
    if (auto* closed = std::get_if<DayClosed>(&event.body)) closed->date = date;
    bodies.push_back(protocol::write_event_body(event.body));
    server::Line line;
    line.seq = ++seq_;
    line.at = event.at + by;
    line.device = "counter-1";
    line.kind = kind_of(event.body);
    line.body = bodies.back();
    lines.push_back(line);
  }
  visits_ += static_cast<std::int64_t>(fates.size());
  server::SqliteJournal journal(folder_ / "journal.sqlite", server::OpenMode::read_write);
  journal.append(lines, {});
}

simulation::Worker worker_at(const SiteFiles& site, const std::string& counter) {
  return {CounterId{counter}, find_counter(site.lobby, CounterId{counter})->skills, {}, {}};
}

std::vector<BusinessDate> working_days(const SiteFiles& site, const std::string& from, int count) {
  std::vector<BusinessDate> days;
  for (BusinessDate date{from}; static_cast<int>(days.size()) < count; date = next_date(date)) {
    if (business_day(site.hours, date)) days.push_back(date);
  }
  return days;
}

}  // namespace foyer::test

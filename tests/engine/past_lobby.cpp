#include "tests/engine/past_lobby.h"

#include <stdexcept>

#include "engine/engine.h"

namespace foyer::test {
namespace {

constexpr Instant first_monday{std::chrono::sys_days(std::chrono::year(2026) / 9 / 7)};

}  // namespace

LocalMoment utc_clock(Instant at) {
  const auto day = std::chrono::floor<std::chrono::days>(at);
  const auto minute = std::chrono::duration_cast<std::chrono::minutes>(at - day).count();
  // The epoch was a Thursday.
  const auto weekday = (day.time_since_epoch().count() + 3) % 7;
  return {static_cast<int>(weekday), static_cast<int>(minute)};
}

PastLobby::PastLobby(const Site& site) : site_(site), midnight_(first_monday) {}

void PastLobby::add(double minute, EventBody body) {
  Event event;
  event.seq = static_cast<std::int64_t>(events_.size()) + 1;
  event.at = midnight_ + Milliseconds(static_cast<std::int64_t>(minute * 60'000));
  event.body = std::move(body);
  evolve(state_, event);
  events_.push_back(std::move(event));
}

void PastLobby::open_day(int day) {
  midnight_ = first_monday + std::chrono::days(day);
  const auto date = std::chrono::year_month_day(std::chrono::floor<std::chrono::days>(midnight_));
  const auto two = [](unsigned number) {
    return (number < 10 ? "0" : "") + std::to_string(number);
  };
  const std::string text = std::to_string(static_cast<int>(date.year())) + "-" +
                           two(static_cast<unsigned>(date.month())) + "-" +
                           two(static_cast<unsigned>(date.day()));
  add(0, DayOpened{BusinessDate{text}, midnight_ + std::chrono::hours(8),
                   midnight_ + std::chrono::hours(16), midnight_ + std::chrono::hours(24),
                   VisitId{next_visit_}});
}

void PastLobby::close_day() {
  const State now = state_;
  for (const auto& [id, visit] : now.visits) {
    for (const Need& need : visit.needs) {
      if (need.state == NeedState::done) continue;
      NeedFinished finished;
      finished.visit = id;
      finished.need = need.id;
      finished.counter = visit.counter;
      finished.outcome = Outcome::closed_out;
      add(24 * 60, finished);
    }
  }
  for (const auto& [id, counter] : now.counters) {
    if (counter.state != CounterState::closed) add(24 * 60, CounterClosed{id});
  }
  add(24 * 60, DayClosed{now.day->date});
}

void PastLobby::open_counter(double minute, const std::string& counter) {
  CounterOpened opened;
  opened.counter = CounterId{counter};
  opened.clerk = ClerkId{"clerk-of-" + counter};
  opened.skills = find_counter(site_, opened.counter)->skills;
  add(minute, opened);
}

VisitId PastLobby::issue(double minute, const std::vector<std::string>& services) {
  TicketIssued issued;
  issued.visit = VisitId{next_visit_++};
  issued.ticket = "A001";
  issued.language = LanguageTag{"en"};
  for (const std::string& name : services) {
    const Service* service = find_service(site_, ServiceId{name});
    if (service == nullptr) throw std::invalid_argument("no service " + name);
    NewNeed need;
    need.need = NeedId{static_cast<std::int64_t>(issued.needs.size()) + 1};
    need.service = service->id;
    need.skill = service->skill;
    need.due_at = midnight_ + Milliseconds(static_cast<std::int64_t>(minute * 60'000)) +
                  service->promised_wait;
    issued.needs.push_back(need);
  }
  add(minute, issued);
  return issued.visit;
}

void PastLobby::call(double minute, VisitId visit, const std::string& counter) {
  VisitCalled called;
  called.visit = visit;
  called.counter = CounterId{counter};
  const Counter* at = find_counter(state_, called.counter);
  for (const Need& need : find_visit(state_, visit)->needs) {
    if (need.state == NeedState::waiting && has_skill(at->skills, need.skill))
      called.needs.push_back(need.id);
  }
  add(minute, called);
}

void PastLobby::take_back(double minute, VisitId visit, const std::string& counter) {
  add(minute, CallTakenBack{visit, CounterId{counter}});
}

void PastLobby::finish(double minute, VisitId visit, const std::string& counter) {
  const Visit before = *find_visit(state_, visit);
  if (stage_of(before) == NeedState::called) add(minute, ServingStarted{visit, CounterId{counter}});
  for (const Need& need : before.needs) {
    if (need.state != NeedState::called && need.state != NeedState::serving) continue;
    NeedFinished finished;
    finished.visit = visit;
    finished.need = need.id;
    finished.counter = CounterId{counter};
    finished.outcome = Outcome::resolved;
    add(minute, finished);
  }
}

void PastLobby::no_show(double minute, VisitId visit, const std::string& counter) {
  add(minute, VisitNoShow{visit, CounterId{counter}, Cause::clerk});
}

void PastLobby::leave(double minute, VisitId visit) {
  add(minute, VisitLeft{visit});
}

void PastLobby::transfer(double minute, VisitId visit, const std::string& counter,
                         const std::string& skill) {
  const Visit* before = find_visit(state_, visit);
  NeedTransferred transferred;
  transferred.visit = visit;
  transferred.need = before->needs.front().id;
  transferred.counter = CounterId{counter};
  transferred.transfer = TransferKind::specialist;
  transferred.service = before->needs.front().service;
  transferred.skill = SkillId{skill};
  add(minute, transferred);
}

void PastLobby::serve(double minute, const std::string& service, const std::string& counter,
                      double handle_min) {
  const VisitId visit = issue(minute, {service});
  call(minute, visit, counter);
  finish(minute + handle_min, visit, counter);
}

DemandHistory learnt(const Site& site, const std::vector<Event>& events) {
  DemandHistory history(site, utc_clock);
  for (const Event& event : events) history.observe(event);
  return history;
}

}  // namespace foyer::test

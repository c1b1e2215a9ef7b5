#include "engine/promises.h"

#include <algorithm>
#include <chrono>

#include "engine/engine.h"

namespace foyer {
namespace {

/// The visit that an event may end; no id for any other.
VisitId visit_ended_by(const EventBody& body) {
  if (const auto* left = std::get_if<VisitLeft>(&body)) return left->visit;
  if (const auto* missed = std::get_if<VisitNoShow>(&body)) return missed->visit;
  const auto* finished = std::get_if<NeedFinished>(&body);
  return finished == nullptr ? VisitId{} : finished->visit;
}

bool is_closed_out(const EventBody& body) {
  const auto* finished = std::get_if<NeedFinished>(&body);
  return finished != nullptr && finished->outcome == Outcome::closed_out;
}

std::int64_t whole_seconds(Milliseconds span) {
  return std::chrono::round<Seconds>(span).count();
}

PromiseFigures figures_of(const Visit& visit) {
  PromiseFigures figures;
  figures.visits = 1;
  if (!visit.first_called_at) {
    figures.left = 1;
    return figures;
  }
  const Milliseconds wait = std::max(*visit.first_called_at - visit.waits_from, Milliseconds{0});
  figures.called = 1;
  figures.in_time = *visit.first_called_at <= visit.needs.front().due_at ? 1 : 0;
  figures.wait_s = whole_seconds(wait);
  if (visit.promise.status != WaitStatus::known) return figures;
  figures.told = 1;
  figures.within_p50 = wait <= Seconds(visit.promise.p50_s) ? 1 : 0;
  figures.within_p90 = wait <= Seconds(visit.promise.p90_s) ? 1 : 0;
  figures.told_p50_s = visit.promise.p50_s;
  figures.told_wait_s = figures.wait_s;
  figures.absolute_error_s = std::abs(figures.wait_s - visit.promise.p50_s);
  return figures;
}

}  // namespace

PromiseFigures& PromiseFigures::operator+=(const PromiseFigures& other) {
  visits += other.visits;
  left += other.left;
  called += other.called;
  in_time += other.in_time;
  told += other.told;
  within_p50 += other.within_p50;
  within_p90 += other.within_p90;
  wait_s += other.wait_s;
  told_p50_s += other.told_p50_s;
  told_wait_s += other.told_wait_s;
  absolute_error_s += other.absolute_error_s;
  return *this;
}

PromiseFigures& PromiseFigures::operator-=(const PromiseFigures& other) {
  visits -= other.visits;
  left -= other.left;
  called -= other.called;
  in_time -= other.in_time;
  told -= other.told;
  within_p50 -= other.within_p50;
  within_p90 -= other.within_p90;
  wait_s -= other.wait_s;
  told_p50_s -= other.told_p50_s;
  told_wait_s -= other.told_wait_s;
  absolute_error_s -= other.absolute_error_s;
  return *this;
}

void PromiseTally::take_out(const Visit& visit) {
  by_service_[visit.needs.front().service] -= figures_of(visit);
}

/// A visit that had ended is there again: it counts when it ends.
void PromiseTally::observe_return(const EventBody& body) {
  if (const auto* undone = std::get_if<Undone>(&body)) {
    const Counter* counter = find_counter(state_, undone->counter);
    const bool ended = find_visit(state_, undone->visit) == nullptr;
    if (ended && counter != nullptr && counter->last_done) take_out(counter->last_done->visit);
  }
  if (const auto* back = std::get_if<VisitBroughtBack>(&body)) {
    for (const Gone& gone : state_.gone) {
      if (gone.visit.id == back->visit) take_out(gone.visit);
    }
  }
}

void PromiseTally::observe(const Event& event) {
  observe_return(event.body);
  const Visit* visit = find_visit(state_, visit_ended_by(event.body));
  if (visit == nullptr) {
    evolve(state_, event);
    return;
  }
  const Visit before = *visit;
  evolve(state_, event);
  // A visit that was never called and that the day's end closes says nothing about waits that a
  // city could have kept: it may have walked out without a word.
  const bool over = find_visit(state_, before.id) == nullptr;
  if (over && !is_closed_out(event.body)) {
    by_service_[before.needs.front().service] += figures_of(before);
  }
}

PromiseFigures PromiseTally::all() const {
  PromiseFigures all;
  for (const auto& [service, figures] : by_service_) all += figures;
  return all;
}

}  // namespace foyer

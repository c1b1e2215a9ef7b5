// The waiting list: who, for what, how long, and whether the promise holds.
#include "counter-client/view_parts.h"
#include "engine/choose.h"

namespace foyer::counter_client {
namespace {

Milliseconds promised_for(const Visit& visit) {
  return due_of(visit) - visit.arrived_at;
}

/// Rounded up, so that there is always at least a minute left, or a minute too late.
std::string span_minutes(const Texts& in, Milliseconds span) {
  return in.minutes(std::max(Seconds{1}, std::chrono::ceil<Seconds>(span)), Length::brief);
}

bool can_be_called_here(const Situation& now, const Visit& visit) {
  return now.counter != nullptr &&
         !servable_needs(now.site.lobby, now.state, visit, *now.counter).empty();
}

/// Labels of the counters that could take this visit: "6", "1, 3".
std::string counters_for(const Situation& now, const Visit& visit) {
  std::string labels;
  for (const CounterInfo& info : now.site.counters) {
    const Counter* counter = find_counter(now.state, info.id);
    const CounterPlace* place = find_counter(now.site.lobby, info.id);
    const bool able = std::any_of(visit.needs.begin(), visit.needs.end(), [&](const Need& need) {
      if (need.state != NeedState::waiting || place == nullptr) return false;
      if (!need.only_counter.empty() && need.only_counter != info.id) return false;
      if (!need.only_clerk.empty()) return counter != nullptr && counter->clerk == need.only_clerk;
      return has_skill(place->skills, need.skill);
    });
    if (!able) continue;
    if (!labels.empty()) labels += ", ";
    labels += info.label;
  }
  return labels;
}

ui::StateMark not_for_here(const Situation& now, const Visit& visit) {
  const std::string labels = counters_for(now, visit);
  if (labels.empty()) return {ui::Mark::off, now.in(tr("No counter is open for this"))};
  if (labels.find(',') != std::string::npos) {
    return {ui::Mark::off, now.in(tr("Counters {counters} only"), {{"counters", labels}})};
  }
  return {ui::Mark::off, now.in(tr("Counter {counter} only"), {{"counter", labels}})};
}

std::string service_words(const Situation& now, const Visit& visit) {
  return service_name(now.site, now.in, main_need(visit).service);
}

/// "10:45–10:52", or one time.
std::string times_of(const Situation& now, const ExpectedCall& call) {
  const std::string from = now.in.time_24(call.p50);
  const std::string to = now.in.time_24(std::chrono::ceil<std::chrono::minutes>(call.p90));
  return from == to ? from : from + "–" + to;
}

/// Whoever is next may be called by everybody.
bool may_call(const Situation& now, const Visit& visit) {
  const auto& rights = now.desk.rights;
  if (std::binary_search(rights.begin(), rights.end(), Right::call_out_of_order)) return true;
  const auto next = choose(now.site.lobby, now.state, *now.counter, now.now);
  return next && next->visit == visit.id;
}

LineRowView waiting_row(const Situation& now, const Visit& visit, bool idle) {
  LineRowView row;
  row.visit = visit.id;
  row.row.id = "line/" + std::to_string(visit.id.value);
  row.row.ticket = visit.ticket;
  row.row.service = service_words(now, visit);
  row.row.minutes = passed_minutes(now.in, now.now - visit.arrived_at);
  const bool mine = can_be_called_here(now, visit);
  row.row.mark =
      mine || now.counter == nullptr ? promise_state(now, visit).mark : not_for_here(now, visit);
  if (mine || now.counter == nullptr) {
    if (const auto call = expected_call(now, visit)) {
      row.short_words = row.row.mark.words;
      const std::string times = times_of(now, *call);
      row.row.mark.words += " · " + times;
      row.spoken_call = now.in(tr("Call expected: {times}"), {{"times", times}});
    }
  }
  row.row.dimmed = !mine || !now.desk.connected;
  if (!mine) {
    row.why_not = now.counter == nullptr ? now.in(tr("Open the counter first."))
                                         : not_for_here(now, visit).words + ".";
  } else if (!now.desk.connected) {
    row.why_not = now.in(tr("Calling waits for the link."));
  } else if (!may_call(now, visit)) {
    row.why_not = now.in(tr("You call in order: the big button calls who is next."));
  } else if (!idle) {
    row.why_not = now.in(tr("Finish with the visit at your counter first."));
  } else {
    row.action = Action::call_visit;
  }
  return row;
}

LineRowView parked_row(const Situation& now, const Visit& visit) {
  LineRowView row;
  row.visit = visit.id;
  row.action = now.desk.connected ? Action::resume : Action::none;
  row.why_not = now.in(tr("Calling waits for the link."));
  row.row.id = "line/" + std::to_string(visit.id.value);
  row.row.ticket = visit.ticket;
  row.row.service = service_words(now, visit);
  row.row.minutes = now.in(tr_context("state of a visit", "parked"));
  const std::string back = now.in.time_24(*visit.parked_until);
  row.row.mark = {ui::Mark::off, now.in(tr("Back at {time}, or press Enter"), {{"time", back}})};
  row.short_words = now.in(tr("Back at {time}"), {{"time", back}});
  row.row.dimmed = true;
  return row;
}

std::string spoken_row(const LineRowView& row) {
  const bool called = !row.spoken_call.empty();
  return row.row.ticket + ", " + row.row.service + ", " + row.row.minutes + ", " +
         (called ? row.short_words + ". " + row.spoken_call : row.row.mark.words);
}

/// By due time, ties by id: the order in which they would be called.
std::vector<const Visit*> in_order(const Situation& now, NeedState stage) {
  std::vector<const Visit*> visits;
  for (const auto& [id, visit] : now.state.visits) {
    if (visit.counter.empty() && stage_of(visit) == stage) visits.push_back(&visit);
  }
  std::sort(visits.begin(), visits.end(), [](const Visit* a, const Visit* b) {
    return std::pair(due_of(*a), a->id) < std::pair(due_of(*b), b->id);
  });
  return visits;
}

std::vector<ui::StateMark> build_counts(const Situation& now,
                                        const std::vector<const Visit*>& waiting) {
  int late = 0;
  int at_risk = 0;
  for (const Visit* visit : waiting) {
    const PromiseState state = promise_state(now, *visit);
    late += state.late ? 1 : 0;
    at_risk += state.at_risk ? 1 : 0;
  }
  std::vector<ui::StateMark> counts;
  if (late > 0) {
    counts.push_back({ui::Mark::late, now.in(tr_plural("{n} late", "{n} late"), late)});
  }
  if (at_risk > 0) {
    counts.push_back({ui::Mark::at_risk, now.in(tr_plural("{n} at risk", "{n} at risk"), at_risk)});
  }
  if (counts.empty() && !waiting.empty()) {
    counts.push_back({ui::Mark::on_time, now.in(tr("none at risk"))});
  }
  return counts;
}

std::string join(const std::vector<Sentence>& sentences) {
  std::string all;
  for (const Sentence& sentence : sentences) {
    if (!all.empty()) all += ' ';
    all += sentence.text;
  }
  return all;
}

NextView build_next(const Situation& now, const Visit& visit, Page page) {
  NextView next;
  next.title = now.in(tr("Next at this counter"));
  next.ticket = visit.ticket;
  next.minutes = passed_minutes(now.in, now.now - visit.arrived_at);
  next.service = service_words(now, visit);
  const auto more = static_cast<std::int64_t>(open_needs(visit)) - 1;
  if (more > 0) next.more = now.in(tr_plural("and {n} more", "and {n} more"), more);
  next.mark = promise_state(now, visit).mark;
  // While idle the reasons stand in full beside the ticket.
  if (page != Page::idle) {
    next.why_lead = now.in(tr("Why:"));
    next.why = join(build_why(now));
  }
  return next;
}

}  // namespace

Instant due_of(const Visit& visit) {
  std::optional<Instant> due;
  for (const Need& need : visit.needs) {
    if (need.state == NeedState::done) continue;
    if (!due || need.due_at < *due) due = need.due_at;
  }
  return due.value_or(visit.arrived_at);
}

std::size_t open_needs(const Visit& visit) {
  return static_cast<std::size_t>(
      std::count_if(visit.needs.begin(), visit.needs.end(),
                    [](const Need& need) { return need.state != NeedState::done; }));
}

const Need& main_need(const Visit& visit) {
  const Need* first = nullptr;
  for (const Need& need : visit.needs) {
    if (need.state == NeedState::done) continue;
    if (first == nullptr || need.due_at < first->due_at) first = &need;
  }
  return first == nullptr ? visit.needs.front() : *first;
}

std::optional<ExpectedCall> expected_call(const Situation& now, const Visit& visit) {
  const VisitWait* told =
      now.input.waits == nullptr ? nullptr : find_wait(*now.input.waits, visit.id);
  const Wait& wait = told == nullptr ? visit.promise : told->wait;
  if (wait.status != WaitStatus::known) return std::nullopt;
  // The promise was for the first call.
  if (told == nullptr && visit.calls > 0) return std::nullopt;
  const Instant from = told == nullptr ? visit.arrived_at : now.input.waits->at;
  return ExpectedCall{std::max(now.now, from + Seconds(wait.p50_s)),
                      std::max(now.now, from + Seconds(wait.p90_s))};
}

PromiseState promise_state(const Situation& now, const Visit& visit) {
  const Instant due = due_of(visit);
  const Milliseconds left = due - now.now;
  if (left < Milliseconds{0}) {
    return {{ui::Mark::late, now.in(tr("Late by {time}"), {{"time", span_minutes(now.in, -left)}})},
            true,
            false};
  }
  const auto call = expected_call(now, visit);
  const bool missed = call && call->p50 > due;
  const std::string minutes = span_minutes(now.in, left);
  if (missed || left * 4 < promised_for(visit)) {
    return {
        {ui::Mark::at_risk, now.in(tr("At risk, {time} left"), {{"time", minutes}})}, false, true};
  }
  return {
      {ui::Mark::on_time, now.in(tr("On time, {time} left"), {{"time", minutes}})}, false, false};
}

ui::StateMark kept_state(const Situation& now, const Visit& visit) {
  // What the ticket was issued for. A need that was added at the counter is due as if it had been
  // asked for on arrival, but nobody waited for it.
  const Instant due = visit.needs.front().due_at;
  const Instant called = visit.first_called_at.value_or(now.now);
  if (called <= due) return {ui::Mark::kept, now.in(tr("Promise kept"))};
  return {ui::Mark::late,
          now.in(tr("Late by {time}"), {{"time", span_minutes(now.in, called - due)}})};
}

LineView build_line(const Situation& now, Page page) {
  LineView line;
  const std::vector<const Visit*> waiting = in_order(now, NeedState::waiting);
  const std::vector<const Visit*> parked = in_order(now, NeedState::parked);
  line.title =
      now.in(tr_plural("{n} waiting", "{n} waiting"), static_cast<std::int64_t>(waiting.size()));
  line.counts = build_counts(now, waiting);
  line.go_to = now.in(tr("Go to list"));
  line.key = now.keys.line;
  std::optional<Choice> choice;
  if (now.counter != nullptr) {
    choice = choose(now.site.lobby, now.state, *now.counter, now.now);
    if (choice) line.next = build_next(now, *find_visit(now.state, choice->visit), page);
  }
  std::vector<LineRowView> others;
  for (const Visit* visit : waiting) {
    if (choice && visit->id == choice->visit) continue;
    LineRowView row = waiting_row(now, *visit, page == Page::idle);
    const bool mine = can_be_called_here(now, *visit) || now.counter == nullptr;
    (mine ? line.rows : others).push_back(std::move(row));
  }
  const auto elsewhere = static_cast<std::int64_t>(others.size());
  for (const Visit* visit : parked) line.rows.push_back(parked_row(now, *visit));
  std::move(others.begin(), others.end(), std::back_inserter(line.rows));
  for (LineRowView& row : line.rows) {
    // Every row can be chosen: one that cannot be called says why not.
    row.row.spoken = spoken_row(row);
  }
  if (!line.next && now.counter != nullptr) {
    line.empty_lead = now.in(tr("Nobody waits for you."));
    line.empty =
        elsewhere > 0
            ? now.in(tr_plural("{n} waits for other counters. Who comes next appears here.",
                               "{n} wait for other counters. Who comes next appears here."),
                     elsewhere)
            : now.in(tr("Who comes next appears here."));
  }
  if (elsewhere > 0) {
    line.footer = now.in(tr_plural("{n} for other counters", "{n} for other counters"), elsewhere);
  }
  return line;
}

}  // namespace foyer::counter_client

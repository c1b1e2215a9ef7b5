#include "queue-server/verify.h"

#include <algorithm>
#include <set>

#include "engine/engine.h"
#include "queue-server/throwing_asserts.h"

namespace foyer::server {
namespace {

constexpr std::size_t chunk = 2000;

bool stands_at_counter(NeedState state) {
  return state == NeedState::called || state == NeedState::serving;
}

void check_visit(const State& state, const Visit& visit, std::vector<std::string>& broken) {
  const std::string who = "visit " + std::to_string(visit.id.value);
  bool open = false;
  bool at_counter = false;
  for (const Need& need : visit.needs) {
    open = open || need.state != NeedState::done;
    at_counter = at_counter || stands_at_counter(need.state);
    if ((need.state == NeedState::done) != need.outcome.has_value()) {
      broken.push_back(who + ": a need has an outcome and is not done, or the reverse");
    }
  }
  if (!open) broken.push_back(who + " is present with nothing left to do");
  if (at_counter == visit.counter.empty()) {
    broken.push_back(who + ": at a counter without being called, or the reverse");
  }
  if (visit.counter.empty()) return;
  const Counter* counter = find_counter(state, visit.counter);
  if (counter == nullptr || counter->visit != visit.id) {
    broken.push_back(who + " is at counter " + visit.counter.value + ", which has another");
  }
}

void check_counter(const State& state, const Counter& counter, std::vector<std::string>& broken) {
  if (!counter.visit) return;
  const Visit* visit = find_visit(state, *counter.visit);
  if (visit == nullptr || visit->counter != counter.id) {
    broken.push_back("counter " + counter.id.value + " has visit " +
                     std::to_string(counter.visit->value) + ", which is not there");
  }
  if (counter.state == CounterState::closed) {
    broken.push_back("counter " + counter.id.value + " is closed with somebody there");
  }
}

/// Walks a journal once.
class Verifier {
 public:
  void take(const StoredEvent& stored) {
    const Event& event = stored.event;
    seq_ = event.seq;
    if (event.at < last_at_) fault("is earlier than the event before");
    last_at_ = event.at;
    check_request(stored);
    if (const auto* opened = std::get_if<DayOpened>(&event.body)) {
      ++report_.days;
      check_numbers(*opened);
      check_follow_ups(*opened);
    }
    if (std::holds_alternative<TicketIssued>(event.body)) ++report_.tickets;
    evolve(state_, event);
    ++report_.events;
    for (std::string& reason : broken_invariants(state_)) fault(std::move(reason));
  }

  void fault(std::string reason) { report_.faults.push_back({seq_, std::move(reason)}); }
  void fault(std::int64_t seq, std::string reason) {
    seq_ = seq;
    fault(std::move(reason));
  }
  [[nodiscard]] bool is_full() const { return report_.faults.size() >= faults_max; }
  [[nodiscard]] std::int64_t seq() const { return seq_; }
  JournalReport report() && { return std::move(report_); }

 private:
  /// The events of one request stand together: an id that comes back was applied twice.
  void check_request(const StoredEvent& stored) {
    std::string key;
    if (!stored.request_id.empty()) {
      key = stored.event.actor.device.value + " " + stored.request_id;
      if (key != last_request_ && !requests_.insert(key).second) {
        fault("request " + stored.request_id + " was applied before");
      }
    }
    last_request_ = std::move(key);
  }

  /// A date that is opened again goes on with its ticket numbers; older journals do not say so.
  void check_numbers(const DayOpened& opened) {
    if (opened.last_number.empty()) return;
    if (opened.date != state_.closed_date || opened.last_number != state_.last_number) {
      fault("goes on with ticket numbers which " + opened.date.value + " had not come to");
    }
  }

  /// Whatever goes on is carried over, and nothing else.
  void check_follow_ups(const DayOpened& opened) {
    std::vector<FollowUp> open;
    for (const auto& [reference, follow_up] : state_.follow_ups) {
      if (is_open(follow_up.status)) open.push_back(follow_up);
    }
    if (open != opened.follow_ups) fault("goes on with other follow-ups than there were");
  }

  State state_;
  JournalReport report_;
  std::int64_t seq_ = 0;
  Instant last_at_{};
  std::string last_request_;
  std::set<std::string> requests_;
};

}  // namespace

std::vector<std::string> broken_invariants(const State& state) {
  std::vector<std::string> broken;
  std::set<std::string> tickets;
  for (const auto& [id, visit] : state.visits) {
    check_visit(state, visit, broken);
    if (!tickets.insert(visit.ticket).second) {
      broken.push_back("two present visits have the ticket " + visit.ticket);
    }
  }
  for (const auto& [id, counter] : state.counters) check_counter(state, counter, broken);
  return broken;
}

JournalReport verify(Journal& journal) {
  const ThrowingAsserts guard;
  Verifier verifier;
  try {
    while (!verifier.is_full()) {
      const std::vector<StoredEvent> events = journal.read(verifier.seq(), chunk);
      for (const StoredEvent& stored : events) verifier.take(stored);
      if (events.size() < chunk) break;
    }
  } catch (const JournalDamaged& e) {
    verifier.fault(e.seq(), e.what());
  } catch (const std::logic_error& e) {
    verifier.fault(std::string("cannot have happened: ") + e.what());
  }
  return std::move(verifier).report();
}

}  // namespace foyer::server

#include "tests/engine/invariants.h"

#include <algorithm>
#include <set>

#include "engine/leases.h"

namespace foyer::test {
namespace {

class Inspection {
 public:
  Inspection(const Site& site, const State& state) : site_(site), state_(state) {}

  std::vector<std::string> result() {
    for (const auto& [id, visit] : state_.visits) {
      who_ = visit.ticket + ": ";
      inspect_identity(id, visit);
      inspect_needs(visit);
      inspect_times(visit);
      inspect_place(visit);
    }
    for (const auto& [id, counter] : state_.counters) {
      who_ = "counter " + id.value + ": ";
      inspect_counter(id, counter);
    }
    for (const auto& [reference, follow_up] : state_.follow_ups) {
      who_ = "follow-up " + reference + ": ";
      inspect_follow_up(reference, follow_up);
    }
    inspect_leases();
    inspect_gone();
    who_.clear();
    inspect_whole();
    return std::move(broken_);
  }

 private:
  void inspect_follow_up(const std::string& reference, const FollowUp& follow_up) {
    must(follow_up.reference == reference, "is kept under its reference");
    must(VisitId{0} < follow_up.visit && follow_up.visit < state_.next_visit, "is of a visit");
    must(!follow_up.token.value.empty(), "has the token of its visit");
    must(follow_up.opened_at < follow_up.due_at, "is due after it was opened");
    const auto& milestones = follow_up.milestones;
    must(milestones.size() <= milestones_max, "has not more milestones than it may");
    must(milestones.empty() == (follow_up.status == FollowUpStatus::opened), "has its milestones");
    must(milestones.empty() || milestones.back().status == follow_up.status,
         "is where its last milestone is");
    must(std::is_sorted(milestones.begin(), milestones.end(),
                        [](const Milestone& a, const Milestone& b) { return a.at < b.at; }),
         "has milestones in order");
  }

  void must(bool holds, const char* what) {
    if (!holds) broken_.push_back(who_ + what);
  }

  void inspect_identity(VisitId id, const Visit& visit) {
    must(visit.id == id, "is kept under its id");
    must(VisitId{0} < id && id < state_.next_visit, "has an id that was given out");
    must(visit.ticket.size() == 4, "has a ticket of four signs");
    must(tickets_.insert(visit.ticket).second, "has a ticket of its own");
    must(tokens_.insert(visit.token).second, "has a token of its own");
    must(state_.last_number.count(visit.ticket.front()) == 1 || lender_of(visit.ticket) != nullptr,
         "has a letter that was used");
    if (const Lease* lender = lender_of(visit.ticket)) {
      must(contains(lender->used, visit.ticket), "has a number that its kiosk handed in");
    }
  }

  static bool contains(const std::vector<NumberBlock>& blocks, const std::string& ticket) {
    return std::any_of(blocks.begin(), blocks.end(),
                       [&ticket](const NumberBlock& block) { return holds(block, ticket); });
  }

  /// Who has this number on lease; null for one that was given in order.
  const Lease* lender_of(const std::string& ticket) const {
    for (const auto& [device, lease] : state_.leases) {
      if (holds(lease, ticket)) return &lease;
    }
    return nullptr;
  }

  void inspect_leases() {
    for (const auto& [device, lease] : state_.leases) {
      who_ = "lease of " + device.value + ": ";
      must(lease.id == device, "is kept under its device");
      for (const NumberBlock& block : lease.blocks) {
        const char letter = block.first.front();
        must(block.last.front() == letter && block.first <= block.last, "has blocks in order");
        const auto last = state_.last_number.find(letter);
        must(last == state_.last_number.end() || last->second < number_of(block.first),
             "is above the numbers that are given in order");
        for (int n = number_of(block.first); n <= number_of(block.last); ++n) {
          must(leased_.insert(ticket_of(letter, n)).second, "has numbers that nobody else has");
        }
      }
      for (const NumberBlock& run : lease.used) {
        for (int n = number_of(run.first); n <= number_of(run.last); ++n) {
          const std::string ticket = ticket_of(run.first.front(), n);
          must(holds(lease, ticket), "hands in what it has");
          must(used_.insert(ticket).second, "hands in each number once");
        }
      }
    }
  }

  void inspect_gone() {
    who_ = "gone: ";
    std::set<VisitId> seen;
    must(state_.gone.size() <= gone_max, "are bounded");
    for (const Gone& gone : state_.gone) {
      must(find_visit(state_, gone.visit.id) == nullptr, "are not present");
      must(seen.insert(gone.visit.id).second, "are there once");
      must(gone.visit.counter.empty() && !gone.visit.called_at, "are at no counter");
      must(stage_of(gone.visit) == NeedState::waiting, "would wait again");
    }
    must(std::is_sorted(state_.switched_off.begin(), state_.switched_off.end()),
         "services that are off are sorted");
  }

  void inspect_needs(const Visit& visit) {
    must(!visit.needs.empty() &&
             visit.needs.size() <= static_cast<std::size_t>(site_.rules.needs_max),
         "has a bounded number of needs");
    std::int64_t next = 1;
    for (const Need& need : visit.needs) {
      must(need.id.value == next++, "has needs numbered in order");
      must(need.outcome.has_value() == (need.state == NeedState::done),
           "has an outcome exactly for the needs that are done");
      must(!need.skill.empty(), "has a skill for every need");
    }
    must(stage_of(visit) != NeedState::done, "has an open need while present");
  }

  void inspect_times(const Visit& visit) {
    const NeedState stage = stage_of(visit);
    const bool called = stage == NeedState::called;
    const bool serving = stage == NeedState::serving;
    must(visit.called_at.has_value() == (called || serving), "has called_at while called, served");
    must(visit.last_summoned_at.has_value() == (called || serving), "has last_summoned_at too");
    must(visit.call_expires_at.has_value() == called, "has call_expires_at while called");
    must(visit.serving_since.has_value() == serving, "has serving_since while served");
    must(visit.parked_until.has_value() == (stage == NeedState::parked), "has parked_until");
    must(visit.first_called_at.has_value() == (visit.calls > 0), "counts its calls");
    must(visit.recalls == 0 || visit.called_at, "has recalls of the present call only");
    must(visit.recalls <= site_.rules.recalls_max, "has a bounded number of recalls");
    must(visit.arrived_at <= state_.last_at, "has arrived");
    if (visit.called_at) {
      must(visit.first_called_at <= visit.called_at, "is called first, then again");
      must(visit.called_at <= visit.last_summoned_at, "is called, then recalled");
      must(*visit.last_summoned_at <= state_.last_at, "was summoned in the past");
    }
    for (const Need& need : visit.needs) {
      if (stage == NeedState::parked) {
        must(need.state == NeedState::parked || need.state == NeedState::done,
             "is parked with all of its open needs");
      }
      must(!(serving && need.state == NeedState::called), "is served or called, not both");
    }
  }

  void inspect_place(const Visit& visit) {
    const NeedState stage = stage_of(visit);
    const bool at_counter = stage == NeedState::called || stage == NeedState::serving;
    must(visit.counter.empty() != at_counter, "is at a counter while called or served");
    if (visit.counter.empty()) return;
    const Counter* counter = find_counter(state_, visit.counter);
    must(counter != nullptr && counter->visit == visit.id, "is at a counter which knows it");
    if (counter == nullptr) return;
    for (const Need& need : visit.needs) {
      if (need.state != NeedState::called && need.state != NeedState::serving) continue;
      must(has_skill(counter->skills, need.skill), "is where its need can be served");
      must(need.only_counter.empty() || need.only_counter == counter->id, "is at its counter");
      must(need.only_clerk.empty() || need.only_clerk == counter->clerk, "is with its clerk");
    }
  }

  void inspect_counter(const CounterId& id, const Counter& counter) {
    const bool closed = counter.state == CounterState::closed;
    must(counter.id == id, "is kept under its id");
    must(find_counter(site_, id) != nullptr, "is one of the site's");
    must(counter.clerk.empty() == closed, "has a clerk while not closed");
    must(counter.skills.empty() == closed, "has skills while not closed");
    must(std::is_sorted(counter.skills.begin(), counter.skills.end()), "has sorted skills");
    must(!counter.visit || counter.state == CounterState::open, "has a visit only while open");
    must(counter.since <= state_.last_at && counter.idle_since <= state_.last_at, "had a past");
    if (!closed) must(clerks_.insert(counter.clerk).second, "has a clerk who is nowhere else");
    if (!counter.visit) return;
    must(visits_at_counters_.insert(*counter.visit).second, "has a visit that is nowhere else");
    const Visit* visit = find_visit(state_, *counter.visit);
    must(visit != nullptr && visit->counter == id, "has a visit which is here");
  }

  void inspect_whole() {
    must(state_.follow_ups.size() <= static_cast<std::size_t>(site_.rules.follow_ups_max),
         "the follow-ups are as many as may be");
    // Who has a ticket of a kiosk that was alone is let in, however many there are.
    must(state_.visits.size() <= static_cast<std::size_t>(site_.rules.present_max) + used_.size(),
         "too many");
    must(static_cast<std::size_t>(state_.totals.issued - state_.totals.departed) ==
             state_.visits.size(),
         "issued = present + departed");
    must(state_.recent_calls.size() <= recent_calls_max, "recent calls are bounded");
    std::set<VisitId> shown;
    for (std::size_t i = 0; i < state_.recent_calls.size(); ++i) {
      const RecentCall& call = state_.recent_calls[i];
      must(shown.insert(call.visit).second, "a visit is among the recent calls once");
      must(i == 0 || call.called_at <= state_.recent_calls[i - 1].called_at, "newest call first");
    }
    for (const auto& [letter, number] : state_.last_number) {
      must('A' <= letter && letter <= 'Z' && 1 <= number && number <= 999, "ticket numbers");
    }
    must(!state_.day || state_.closed_date.value.empty(), "an open day is not closed");
    if (state_.day) return;
    must(state_.visits.empty() && state_.recent_calls.empty(), "no day and nobody here");
    for (const auto& [id, counter] : state_.counters) {
      must(counter.state == CounterState::closed, "no day and no counter open");
    }
  }

  const Site& site_;
  const State& state_;
  std::string who_;
  std::vector<std::string> broken_;
  std::set<std::string> tickets_;
  std::set<Token> tokens_;
  std::set<std::string> leased_;
  std::set<std::string> used_;
  std::set<ClerkId> clerks_;
  std::set<VisitId> visits_at_counters_;
};

}  // namespace

std::vector<std::string> broken_invariants(const Site& site, const State& state) {
  return Inspection(site, state).result();
}

}  // namespace foyer::test

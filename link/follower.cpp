#include "link/follower.h"

#include <utility>

namespace foyer::link {

void Follower::drain(std::vector<Update>& out) {
  ahead_.erase(ahead_.begin(), ahead_.upper_bound(seq_));
  while (!ahead_.empty() && ahead_.begin()->first == seq_ + 1) {
    ++seq_;
    out.emplace_back(EventArrived{std::move(ahead_.begin()->second)});
    ahead_.erase(ahead_.begin());
  }
  if (!ahead_.empty()) behind_ = true;
}

void Follower::on_event(Event event, std::vector<Update>& out) {
  if (has_snapshot_ && event.seq <= seq_) return;
  const std::int64_t seq = event.seq;
  ahead_.emplace(seq, std::move(event));
  // What falls out is asked for again as a gap.
  if (ahead_.size() > ahead_max) ahead_.erase(ahead_.begin());
  if (has_snapshot_) drain(out);
}

void Follower::on_answer(protocol::Answer answer, std::vector<Update>& out) {
  asked_ = false;
  if (answer.refusal) {
    if (answer.refusal->code == RefusalCode::seq_unknown)
      start_again();
    else
      behind_ = false;  // Cannot now: the next heartbeat asks again.
    return;
  }
  if (answer.snapshot) {
    has_snapshot_ = true;
    seq_ = answer.snapshot->seq;
    behind_ = false;
    out.emplace_back(SnapshotArrived{std::move(*answer.snapshot)});
  } else {
    behind_ = false;
    for (Event& event : answer.events) {
      if (has_snapshot_ && event.seq == seq_ + 1) {
        ++seq_;
        out.emplace_back(EventArrived{std::move(event)});
      }
    }
  }
  drain(out);
  if (answer.seq > seq_) behind_ = true;
}

void Follower::on_heartbeat(std::int64_t seq) {
  // Fewer events than here: perhaps this heartbeat is older than the last answer, perhaps the
  // server has another journal now. Its answer tells.
  if (!has_snapshot_ || seq != seq_) behind_ = true;
}

void Follower::start_again() {
  has_snapshot_ = false;
  behind_ = true;
  seq_ = 0;
}

std::optional<protocol::Query> Follower::next_question() {
  if (!behind_ || asked_) return std::nullopt;
  asked_ = true;
  if (!has_snapshot_) return protocol::GetSnapshot{};
  return protocol::GetEvents{seq_};
}

}  // namespace foyer::link

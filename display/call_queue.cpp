#include "display/call_queue.h"

#include <algorithm>

namespace foyer::display {
namespace {

auto of_visit(VisitId visit) {
  return [visit](const RecentCall& call) { return call.visit == visit; };
}

template <class Calls>
auto find_call(Calls& calls, VisitId visit) {
  return std::find_if(calls.begin(), calls.end(), of_visit(visit));
}

}  // namespace

bool CallQueue::update(const std::deque<RecentCall>& recent, Instant server_now,
                       std::int64_t now_ms) {
  forget_taken_back(recent);
  for (auto call = recent.rbegin(); call != recent.rend(); ++call) note(*call, server_now);
  filled_ = true;
  return let_arrive(now_ms);
}

void CallQueue::forget_taken_back(const std::deque<RecentCall>& recent) {
  const auto gone = [&](const RecentCall& call) {
    return find_call(recent, call.visit) == recent.end();
  };
  if (!shown_.empty() && gone(shown_.front())) arrival_.reset();
  std::erase_if(shown_, gone);
  std::erase_if(waiting_, gone);
}

void CallQueue::note(const RecentCall& call, Instant server_now) {
  const auto seen = find_call(shown_, call.visit);
  if (seen != shown_.end() && seen->called_at == call.called_at) return;
  const auto waits = find_call(waiting_, call.visit);
  if (waits != waiting_.end()) {
    *waits = call;
  } else if (!filled_ || server_now - call.called_at > old_after) {
    show_at_once(call);
  } else {
    waiting_.push_back(call);
  }
}

void CallQueue::show_at_once(const RecentCall& call) {
  std::erase_if(shown_, of_visit(call.visit));
  const auto place = std::find_if(shown_.begin(), shown_.end(), [&](const RecentCall& other) {
    return other.called_at <= call.called_at;
  });
  if (place == shown_.begin()) arrival_.reset();
  shown_.insert(place, call);
}

bool CallQueue::let_arrive(std::int64_t now_ms) {
  const auto due = next_ms();
  if (!due || now_ms < *due) return false;
  const RecentCall call = waiting_.front();
  waiting_.pop_front();
  const auto old_place = find_call(shown_, call.visit);
  arrival_ = Arrival{now_ms, static_cast<std::size_t>(old_place - shown_.begin())};
  if (old_place != shown_.end()) shown_.erase(old_place);
  shown_.insert(shown_.begin(), call);
  return true;
}

std::optional<std::int64_t> CallQueue::next_ms() const {
  if (waiting_.empty()) return std::nullopt;
  return arrival_ ? arrival_->at_ms + newest_for_ms : 0;
}

}  // namespace foyer::display

#include "link/outstanding.h"

#include <algorithm>
#include <zmq.hpp>

namespace foyer::link {

Outstanding::Outstanding(Milliseconds retry_first, Milliseconds retry_most)
    : retry_first_(retry_first), retry_most_(retry_most), jitter_(std::random_device{}()) {}

bool Outstanding::add(const protocol::Request& request, Asker asker) {
  const auto* query = std::get_if<protocol::Query>(&request.body);
  const bool is_sign_in = query != nullptr && std::holds_alternative<protocol::SignIn>(*query);
  const auto now = Steady::now();
  return requests_
      .try_emplace(request.id, Request{protocol::write_request(request), now, now, retry_first_,
                                       asker, is_sign_in})
      .second;
}

std::optional<Outstanding::Asker> Outstanding::take(const protocol::Answer& answer) {
  const auto found = requests_.find(answer.id);
  if (found == requests_.end() || ask_later(found->second, answer)) return std::nullopt;
  const Asker asker = found->second.asker;
  requests_.erase(found);
  return asker;
}

/// Not a sign-in, whose person is told to wait.
bool Outstanding::ask_later(Request& request, const protocol::Answer& answer) {
  if (request.is_sign_in || !answer.refusal || !answer.refusal->retry_after) return false;
  if (answer.refusal->code != RefusalCode::throttled) return false;
  request.again_at = Steady::now() + *answer.refusal->retry_after;
  request.asked_at = request.again_at;  // Until then silence is no sign of a dead connection.
  return true;
}

void Outstanding::send_all_again() {
  for (auto& [id, request] : requests_) request.again_at = Steady::now();
}

void Outstanding::send_due(zmq::socket_t& socket) {
  const auto now = Steady::now();
  for (auto& [id, request] : requests_) {
    if (request.again_at > now) continue;
    const bool sent = socket.send(zmq::buffer(request.text), zmq::send_flags::dontwait).has_value();
    request.again_at = now + with_jitter(request.delay);
    if (sent) request.delay = std::min(request.delay * 2, retry_most_);
  }
}

Outstanding::Steady::time_point Outstanding::next_at() const {
  auto next = Steady::time_point::max();
  for (const auto& [id, request] : requests_) next = std::min(next, request.again_at);
  return next;
}

Outstanding::Steady::time_point Outstanding::oldest() const {
  auto since = Steady::now();
  for (const auto& [id, request] : requests_) since = std::min(since, request.asked_at);
  return since;
}

/// Between three quarters and five quarters, so that clients do not ask in step.
Milliseconds Outstanding::with_jitter(Milliseconds delay) {
  std::uniform_int_distribution<std::int64_t> spread(delay.count() * 3 / 4, delay.count() * 5 / 4);
  return Milliseconds(spread(jitter_));
}

}  // namespace foyer::link

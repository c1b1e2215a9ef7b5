#include "simulation/post.h"

#include <utility>

namespace foyer::simulation {

Post::Post(link::Options options, std::function<void()> wake)
    : client_(std::move(options), std::move(wake)) {}

void Post::send(Command command, Then then) {
  waiting_.emplace(client_.send(std::move(command)), std::move(then));
}

void Post::send(protocol::Query query, Then then) {
  waiting_.emplace(client_.send(std::move(query)), std::move(then));
}

std::vector<link::Update> Post::receive() {
  std::vector<link::Update> others;
  for (link::Update& update : client_.poll()) {
    if (auto* answered = std::get_if<link::Answered>(&update)) {
      arrived_.push_back(std::move(answered->answer));
      continue;
    }
    if (const auto* changed = std::get_if<link::LinkChanged>(&update)) {
      connected_ = changed->connected;
    }
    others.push_back(std::move(update));
  }
  return others;
}

void Post::deliver(std::int64_t seq) {
  // A continuation may send again; what it sends is answered in a later round.
  std::vector<protocol::Answer> due;
  std::vector<protocol::Answer> later;
  for (protocol::Answer& answer : arrived_) {
    (answer.seq <= seq ? due : later).push_back(std::move(answer));
  }
  arrived_ = std::move(later);
  for (const protocol::Answer& answer : due) {
    auto node = waiting_.extract(answer.id);
    if (!node.empty()) node.mapped()(answer);
  }
}

}  // namespace foyer::simulation

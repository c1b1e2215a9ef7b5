// One device's link, with answers that find whoever asked. Answers wait until the replica of the
// simulation has the events that they speak of, so that everybody acts on what has happened.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "link/client.h"

namespace foyer::simulation {

class Post {
 public:
  using Then = std::function<void(const protocol::Answer&)>;

  /// `wake` is called from the link's thread.
  Post(link::Options options, std::function<void()> wake);

  void send(Command command, Then then);
  void send(protocol::Query query, Then then);

  /// What arrived for the replica, in order; answers are kept for deliver().
  std::vector<link::Update> receive();
  /// Hands over the answers of the time up to event `seq`.
  void deliver(std::int64_t seq);

  /// Requests without an answer so far.
  [[nodiscard]] std::size_t outstanding() const { return waiting_.size(); }
  [[nodiscard]] bool connected() const { return connected_; }

 private:
  std::map<std::string, Then> waiting_;  ///< By request id.
  std::vector<protocol::Answer> arrived_;
  bool connected_ = false;
  link::Client client_;
};

}  // namespace foyer::simulation

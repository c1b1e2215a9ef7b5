// Requests that have no answer yet: each is sent again, ever less often, until its answer is there.
// Of the link's thread only. Private to link/.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <random>
#include <string>

#include "engine/ids.h"
#include "protocol/message.h"

namespace zmq {
class socket_t;
}

namespace foyer::link {

class Outstanding {
 public:
  using Steady = std::chrono::steady_clock;
  /// Whose request it is: the program's, or one of the thread's own for its follower.
  enum class Asker { program, follower };

  /// Sent again after `retry_first`, then after twice as long each time, at most `retry_most`.
  Outstanding(Milliseconds retry_first, Milliseconds retry_most);

  /// To be sent at once. False: one with this id is outstanding already, and is the same.
  bool add(const protocol::Request& request, Asker asker);
  /// How many have gone by it: 0 or 1.
  std::size_t give_up(const std::string& id) { return requests_.erase(id); }
  /// Whose request this answers, which ends it. Nothing: nobody waits for it, or the server said
  /// that the request came too soon after others: then it is asked again when the server says.
  [[nodiscard]] std::optional<Asker> take(const protocol::Answer& answer);

  /// The connection is a new one: what was sent on the old one may be lost.
  void send_all_again();
  void send_due(zmq::socket_t& socket);
  /// When something is to be sent; never, where nothing is outstanding.
  [[nodiscard]] Steady::time_point next_at() const;
  /// Since when the oldest one waits; now where none does.
  [[nodiscard]] Steady::time_point oldest() const;

 private:
  struct Request {
    std::string text;
    Steady::time_point asked_at;
    Steady::time_point again_at;
    Milliseconds delay;
    Asker asker{};
    bool is_sign_in = false;
  };
  static bool ask_later(Request& request, const protocol::Answer& answer);
  Milliseconds with_jitter(Milliseconds delay);

  std::map<std::string, Request> requests_;  ///< By id.
  Milliseconds retry_first_;
  Milliseconds retry_most_;
  std::minstd_rand jitter_;
};

}  // namespace foyer::link

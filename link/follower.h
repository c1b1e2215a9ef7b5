// Puts what arrives about the lobby in order: a snapshot, then every event once, in order, without
// a gap. Pure: says what to ask for, and never asks itself. Private to link/.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "link/client.h"

namespace foyer::link {

class Follower {
 public:
  /// A published event. What may be handed on is appended to `out`.
  void on_event(Event event, std::vector<Update>& out);
  /// The answer to what next_question() asked for.
  void on_answer(protocol::Answer answer, std::vector<Update>& out);
  /// The server has everything up to `seq`.
  void on_heartbeat(std::int64_t seq);
  /// Forgets the lobby; a new snapshot is needed.
  void start_again();

  [[nodiscard]] std::optional<protocol::Query> next_question();

 private:
  void drain(std::vector<Update>& out);

  static constexpr std::size_t ahead_max = 4096;

  bool has_snapshot_ = false;
  std::int64_t seq_ = 0;
  bool behind_ = true;  ///< Something is missing: ask.
  bool asked_ = false;
  std::map<std::int64_t, Event> ahead_;  ///< Came before what goes before them.
};

}  // namespace foyer::link

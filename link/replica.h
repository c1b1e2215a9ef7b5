// The lobby as a client sees it: the server's State by the server's own code, how old it is, and
// what time it is there. Pure: fed with what link::Client hands over; no sockets, no clock.
#pragma once

#include <optional>

#include "engine/state.h"
#include "link/client.h"

namespace foyer::link {

/// So long waits are believed without new ones; they come every ten seconds.
inline constexpr Milliseconds waits_hold{120'000};

class Replica {
 public:
  /// Takes over what concerns the lobby. `local_now` is the client's own steady or system time in
  /// any fixed scale; it serves to tell ages and to go on with the server's clock between
  /// heartbeats.
  void apply(const Update& update, Instant local_now);

  [[nodiscard]] bool has_state() const { return state_.has_value(); }
  /// Only where has_state().
  [[nodiscard]] const State& state() const { return *state_; }
  /// What the forecaster said last. Null before the first time, and where it is older than
  /// waits_hold at `now` (the server's time, as now() gives it): then nobody knows.
  [[nodiscard]] const Waits* waits(Instant now) const;
  /// What the manager is advised, or why nothing is; believed as long as waits. Null also where the
  /// device's role is not told.
  [[nodiscard]] const Advised* advised(Instant now) const;
  /// What is wrong with devices; as advised.
  [[nodiscard]] const protocol::DeviceReport* devices(Instant now) const;
  [[nodiscard]] std::int64_t seq() const { return seq_; }
  [[nodiscard]] bool connected() const { return connected_; }
  /// The server's time, estimated: that of the last message, and what went by since.
  [[nodiscard]] Instant now(Instant local_now) const;
  /// How long ago the server was last heard. Very large before the first time.
  [[nodiscard]] Milliseconds silent_for(Instant local_now) const;

 private:
  std::optional<State> state_;
  std::optional<Waits> waits_;
  std::optional<Advised> advised_;
  std::optional<protocol::DeviceReport> devices_;
  std::int64_t seq_ = 0;
  bool connected_ = false;
  std::optional<Instant> heard_local_;  ///< When the server was last heard, by the client's clock.
  Instant heard_server_{};              ///< The server's time then.
};

}  // namespace foyer::link

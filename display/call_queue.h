// Which calls a lobby display shows, and when a new one may arrive: a call stays the newest for
// six seconds, so that several calls at once are each seen and heard; one that was taken back is
// gone at once. Fed with the calls of the lobby's state. Knows no clock, no window, no language.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

#include "engine/state.h"

namespace foyer::display {

inline constexpr std::int64_t newest_for_ms = 6000;
/// A call that is older than this when it becomes known (start, link found again) is simply there:
/// its chime would send nobody.
inline constexpr Milliseconds old_after{30'000};

/// A call arriving as the newest.
struct Arrival {
  std::int64_t at_ms = 0;
  /// So many of the calls below it move down by one place: all of them for a new call, those above
  /// its old place for a recall, none for a recall of the newest.
  std::size_t moved = 0;
};

class CallQueue {
 public:
  /// Takes over the lobby's calls (newest first, as State::recent_calls). True when a call has
  /// arrived as the newest: time for the chime. `server_now` tells how old calls are; `now_ms` is
  /// the frame's steady time.
  bool update(const std::deque<RecentCall>& recent, Instant server_now, std::int64_t now_ms);

  /// Newest first; at most recent_calls_max.
  [[nodiscard]] const std::vector<RecentCall>& shown() const { return shown_; }
  /// Of the newest one; nothing if it was simply there.
  [[nodiscard]] const std::optional<Arrival>& arrival() const { return arrival_; }
  /// When the next call that waits to be shown arrives; nothing if none waits.
  [[nodiscard]] std::optional<std::int64_t> next_ms() const;

 private:
  void forget_taken_back(const std::deque<RecentCall>& recent);
  void note(const RecentCall& call, Instant server_now);
  void show_at_once(const RecentCall& call);
  bool let_arrive(std::int64_t now_ms);

  bool filled_ = false;             // the first fill is no arrival
  std::vector<RecentCall> shown_;   // newest first
  std::deque<RecentCall> waiting_;  // in the order of their calls; one per visit
  std::optional<Arrival> arrival_;  // of shown_.front()
};

}  // namespace foyer::display

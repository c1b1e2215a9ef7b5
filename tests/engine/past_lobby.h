// Past days as a journal tells them, made event by event: who came at which minute for what, how
// long the counter had them, who left. For tests of what is learnt from history.
#pragma once

#include <string>
#include <vector>

#include "engine/demand.h"
#include "engine/event.h"

namespace foyer::test {

/// A clock without a time zone: the minute and the weekday of UTC.
LocalMoment utc_clock(Instant at);

class PastLobby {
 public:
  explicit PastLobby(const Site& site);

  /// The n-th day after Monday 2026-09-07, open from 8:00 to 16:00.
  void open_day(int day);
  void close_day();
  /// All skills of the place.
  void open_counter(double minute, const std::string& counter);
  /// Minutes of the day; the visit's number.
  VisitId issue(double minute, const std::vector<std::string>& services);
  void call(double minute, VisitId visit, const std::string& counter);
  void take_back(double minute, VisitId visit, const std::string& counter);
  void finish(double minute, VisitId visit, const std::string& counter);
  void no_show(double minute, VisitId visit, const std::string& counter);
  void leave(double minute, VisitId visit);
  void transfer(double minute, VisitId visit, const std::string& counter, const std::string& skill);

  /// A visit that is called at once and handled for so many minutes.
  void serve(double minute, const std::string& service, const std::string& counter,
             double handle_min);

  [[nodiscard]] const std::vector<Event>& events() const { return events_; }
  [[nodiscard]] const State& state() const { return state_; }

 private:
  void add(double minute, EventBody body);

  const Site& site_;
  State state_;
  std::vector<Event> events_;
  Instant midnight_;
  std::int64_t next_visit_ = 1;
};

/// What a history makes of these events.
DemandHistory learnt(const Site& site, const std::vector<Event>& events);

}  // namespace foyer::test

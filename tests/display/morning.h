// A morning in the lobby of Clarington for the display's tests: the real site, the real engine, and
// a clock that the test sets.
#pragma once

#include <string>
#include <string_view>

#include "display/app.h"
#include "engine/engine.h"
#include "site/calendar.h"
#include "site/site_files.h"
#include "site/translations.h"

namespace foyer::test {

/// Read once for all tests.
const SiteFiles& clarington();
const Translations& clarington_texts();
const DisplayInfo& over_the_seats();

/// A time of day on Thursday, 26 November 2026, in Clarington.
Instant at(std::string_view clock);

class Morning {
 public:
  /// The day is open from 8:30 to 16:30; counters 1 to 5 are closed.
  Morning();

  /// Throws std::runtime_error with the refusal's text: a test's day goes as it is written.
  void does(std::string_view clock, const Command& command);

  void opens(std::string_view clock, const std::string& counter);
  /// Takes a ticket, calls it to this counter out of turn, and gives the visit.
  VisitId called(std::string_view clock, const std::string& counter,
                 const std::string& service = "pay-property-tax",
                 const std::string& language = "en");
  void recalled(std::string_view clock, const std::string& counter, VisitId visit);
  void taken_back(std::string_view clock, const std::string& counter, VisitId visit);
  /// Serves and finishes whoever was called here.
  void leaves(std::string_view clock, const std::string& counter, VisitId visit);

  [[nodiscard]] const State& state() const { return state_; }
  /// As the server publishes them.
  [[nodiscard]] Waits waits(Instant now) const;

 private:
  Site lobby_;  ///< Clarington's, with every skill at every counter: a test calls where it likes.
  State state_;
  std::int64_t seq_ = 0;
};

/// Tickets of the calls, newest first: "A002 A001".
std::string tickets(const std::vector<RecentCall>& calls);

/// The view of a lobby at this time with what is shown at once.
display::LobbyView view_at(const Morning& morning, Instant now, Milliseconds silent = {});

}  // namespace foyer::test

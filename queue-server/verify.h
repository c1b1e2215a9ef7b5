// Reads a whole journal as if every day were played again, and says what in it cannot have
// happened. For `foyer journal verify` and for tests.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/state.h"
#include "queue-server/journal.h"

namespace foyer::server {

struct JournalFault {
  std::int64_t seq = 0;
  std::string reason;
};

struct JournalReport {
  std::int64_t events = 0;
  int days = 0;
  int tickets = 0;
  std::vector<JournalFault> faults;  ///< At most faults_max; reading ends with the first one that
                                     ///< leaves no state to go on from.
};

inline constexpr std::size_t faults_max = 100;

/// Checks each line, that time never goes back, that every event can follow the ones before, that
/// every request's events stand together, and the lobby's invariants after each event.
[[nodiscard]] JournalReport verify(Journal& journal);

/// What is wrong with a state: a visit at two counters, a counter without its visit, two present
/// visits with one ticket, somebody present with nothing left to do. Empty: all is well.
[[nodiscard]] std::vector<std::string> broken_invariants(const State& state);

}  // namespace foyer::server

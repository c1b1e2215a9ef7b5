// Which follow-ups were handed to the city's own system, and what that says of them. In the file of
// the followers (follower_store.h).
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/event.h"
#include "engine/words.h"
#include "storage/sqlite.h"

namespace foyer::followers {

/// unsent: the other side cannot have it. sending: it may have it. token: it has it, and will tell
/// its id. known: its id is known. over: it ended; nothing is asked any more.
FOYER_WORDS(RequestStage, unsent, sending, token, known, over)

struct ServiceRequest {
  std::string reference;  ///< Of the follow-up.
  VisitId visit;
  ServiceId service;
  Instant opened_at;
  Instant due_at;
  RequestStage stage{};
  std::string id;        ///< Theirs; empty unless known, or over.
  std::string token;     ///< Theirs, until the id is known.
  int failures = 0;      ///< In a row.
  Instant next_at;       ///< Not before.
  std::string wanted;    ///< The status that the queue server is to be told; empty: none yet.
  int wanted_count = 0;  ///< How many were wanted so far,
  int told_count = 0;    ///< and which of them it was told.
};

/// Used by one thread. Throws SqliteError, StoreError.
class ServiceRequests {
 public:
  explicit ServiceRequests(const std::filesystem::path& file);

  /// What was added before stays as it is.
  void add(const FollowUpOpened& opened, Instant at);
  /// The follow-up ended here, or was taken up again.
  void set_over(const std::string& reference, bool over);

  /// Those that are not over and due, by when they were opened.
  [[nodiscard]] std::vector<ServiceRequest> due(Instant now);
  /// When the next one is due; nothing: none is open.
  [[nodiscard]] std::optional<Instant> next_at();

  /// Everything of it but reference, visit, service and times of the follow-up.
  void write(const ServiceRequest& request);

 private:
  storage::Database db_;
};

}  // namespace foyer::followers

// The journal: every event, in order, for ever. What is acknowledged is in it. The interface is
// small so that a shared database can take SQLite's place; docs/JOURNAL.md has columns and
// guarantees. It must never hold personal data or free text in events.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "engine/event.h"

namespace foyer::server {

/// The environment said no (disk full, locked, input/output): nothing was appended, as far as one
/// can tell. Read the journal again before going on.
class JournalFailure : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// What stands in the journal cannot be right. `seq` is where.
class JournalDamaged : public std::runtime_error {
 public:
  JournalDamaged(std::int64_t seq, const std::string& reason)
      : std::runtime_error("journal, seq " + std::to_string(seq) + ": " + reason), seq_(seq) {}
  [[nodiscard]] std::int64_t seq() const { return seq_; }

 private:
  std::int64_t seq_;
};

/// A line to append, in the words of the table. The views must live until append returns.
struct Line {
  std::int64_t seq = 0;
  Instant at;
  std::string_view device;
  std::string_view clerk;       ///< Empty: nobody was signed in.
  std::string_view request_id;  ///< Empty: the server itself did it (a deadline, the day).
  std::string_view kind;
  std::string_view body;  ///< JSON, as protocol::write_event_body makes it.
};

/// A request of a device: unique for ever.
struct RequestKey {
  std::string_view device;
  std::string_view id;
};

/// What one request did: the events first_seq to last_seq. `digest` tells the command apart from
/// another one under the same id (see digest.h).
struct Applied {
  std::int64_t first_seq = 0;
  std::int64_t last_seq = 0;
  std::int64_t digest = 0;
  friend bool operator==(const Applied&, const Applied&) = default;
};

struct AppliedRequest {
  RequestKey key;
  Applied applied;
};

/// A line as read and checked.
struct StoredEvent {
  Event event;
  std::string request_id;
};

/// Used by one thread at a time. Everything may throw JournalFailure, reading JournalDamaged too.
class Journal {
 public:
  virtual ~Journal() = default;

  /// All of it or nothing, on disk when it returns. Lines continue the last seq without a gap.
  /// A request that was applied before makes all of it fail, whatever the caller believes.
  virtual void append(std::span<const Line> lines, std::span<const AppliedRequest> requests) = 0;

  /// What these requests did, in their order; nothing where they are new. Looks at all days.
  [[nodiscard]] virtual std::vector<std::optional<Applied>> applied(
      std::span<const RequestKey> keys) = 0;

  /// Events with seq > after, in order, at most `limit`. A gap or a line that cannot be read is
  /// JournalDamaged.
  [[nodiscard]] virtual std::vector<StoredEvent> read(std::int64_t after, std::size_t limit) = 0;

  /// 0 while it is empty.
  [[nodiscard]] virtual std::int64_t last_seq() = 0;

  /// The seq of the last day_opened; 0 if there is none.
  [[nodiscard]] virtual std::int64_t last_day_start() = 0;

  /// The seq of the first day_opened with this seq or a later one, at `since` or later; 0 if there
  /// is none.
  [[nodiscard]] virtual std::int64_t first_day_start(std::int64_t from_seq, Instant since) = 0;

  /// The same journal for another thread, which may only read.
  [[nodiscard]] virtual std::unique_ptr<Journal> reader() const = 0;
};

}  // namespace foyer::server

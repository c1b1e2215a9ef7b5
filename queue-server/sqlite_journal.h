// The journal in one SQLite file: WAL, synchronous FULL, STRICT tables that a person can read with
// the sqlite3 shell. docs/JOURNAL.md has the columns.
#pragma once

#include <filesystem>

#include "queue-server/journal.h"
#include "queue-server/sqlite.h"

namespace foyer::server {

class SqliteJournal : public Journal {
 public:
  /// Opens or creates (read_write). Throws JournalFailure; JournalDamaged with seq 0 where the file
  /// is no journal, or one of a newer program.
  SqliteJournal(const std::filesystem::path& file, OpenMode mode);

  void append(std::span<const Line> lines, std::span<const AppliedRequest> requests) override;
  [[nodiscard]] std::vector<std::optional<Applied>> applied(
      std::span<const RequestKey> keys) override;
  [[nodiscard]] std::vector<StoredEvent> read(std::int64_t after, std::size_t limit) override;
  [[nodiscard]] std::int64_t last_seq() override;
  [[nodiscard]] std::int64_t last_day_start() override;
  [[nodiscard]] std::int64_t first_day_start(std::int64_t from_seq, Instant since) override;
  [[nodiscard]] std::unique_ptr<Journal> reader() const override;

  /// SQLite's own check of the file, then of the request table against the events; one line per
  /// fault, at most a hundred.
  [[nodiscard]] std::vector<std::string> check_file();
  /// Bounds the file to so many pages from now on, so that a test can see a full disk.
  void limit_pages(std::int64_t pages);

 private:
  std::filesystem::path file_;
  Database db_;
  Statement insert_event_;
  Statement insert_request_;
  Statement find_request_;
  Statement read_events_;
  Statement last_seq_;
  Statement last_day_;
  Statement first_day_;
};

}  // namespace foyer::server

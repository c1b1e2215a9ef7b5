#include "followers/follower_store.h"

namespace foyer::followers {
namespace {

constexpr std::size_t trouble_bytes_max = 300;

constexpr const char* schema = R"sql(
CREATE TABLE follower (
  name TEXT PRIMARY KEY,
  cursor INTEGER NOT NULL CHECK (cursor >= 0),
  delivered INTEGER NOT NULL DEFAULT 0,
  paused INTEGER NOT NULL DEFAULT 0 CHECK (paused IN (0, 1)),
  failures INTEGER NOT NULL DEFAULT 0,
  retry_at_ms INTEGER,
  last_success_at_ms INTEGER,
  last_trouble TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE service_request (
  reference TEXT PRIMARY KEY,
  visit INTEGER NOT NULL,
  service TEXT NOT NULL,
  opened_at_ms INTEGER NOT NULL,
  due_at_ms INTEGER NOT NULL,
  stage TEXT NOT NULL CHECK (stage IN ('unsent', 'sending', 'token', 'known', 'over')),
  service_request_id TEXT NOT NULL DEFAULT '',
  token TEXT NOT NULL DEFAULT '',
  failures INTEGER NOT NULL DEFAULT 0,
  next_at_ms INTEGER NOT NULL DEFAULT 0,
  last_trouble TEXT NOT NULL DEFAULT '',
  wanted TEXT NOT NULL DEFAULT '',
  wanted_count INTEGER NOT NULL DEFAULT 0,
  told_count INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX service_request_next ON service_request (next_at_ms) WHERE stage <> 'over';
)sql";

std::optional<Instant> instant_at(const storage::Statement& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  return from_ms(row.number(column));
}

constexpr std::string_view columns =
    "SELECT name, cursor, delivered, paused, failures, retry_at_ms, last_success_at_ms, "
    "last_trouble FROM follower";

Progress progress_of(const storage::Statement& row) {
  Progress progress;
  progress.name = row.text(0);
  progress.cursor = row.number(1);
  progress.delivered = row.number(2);
  progress.paused = row.number(3) != 0;
  progress.failures = static_cast<int>(row.number(4));
  progress.retry_at = instant_at(row, 5);
  progress.last_success_at = instant_at(row, 6);
  progress.last_trouble = row.text(7);
  return progress;
}

}  // namespace

storage::Database open_follower_file(const std::filesystem::path& file, storage::OpenMode mode) {
  return storage::open_file(file, mode,
                            {.application_id = 0x464F5946,  // "FOYF"
                             .schema = schema,
                             .holds = "followers"});
}

FollowerStore::FollowerStore(const std::filesystem::path& file, storage::OpenMode mode)
    : db_(open_follower_file(file, mode)) {}

std::vector<Progress> FollowerStore::all() {
  storage::Statement rows(db_, std::string(columns) + " ORDER BY name");
  std::vector<Progress> found;
  while (rows.step()) found.push_back(progress_of(rows));
  return found;
}

std::optional<Progress> FollowerStore::find(std::string_view name) {
  storage::Statement row(db_, std::string(columns) + " WHERE name = ?");
  row.bind(1, name);
  if (!row.step()) return std::nullopt;
  return progress_of(row);
}

void FollowerStore::add(std::string_view name, std::int64_t cursor) {
  storage::Statement(db_, "INSERT OR IGNORE INTO follower (name, cursor) VALUES (?, ?)")
      .bind(1, name)
      .bind(2, cursor)
      .run();
}

void FollowerStore::advance(std::string_view name, std::int64_t seq, int delivered, Instant at) {
  storage::Statement write(
      db_,
      "UPDATE follower SET cursor = max(cursor, ?2), delivered = delivered + ?3, failures = "
      "iif(?3 > 0, 0, failures), retry_at_ms = iif(?3 > 0, NULL, retry_at_ms), "
      "last_success_at_ms = iif(?3 > 0, ?4, last_success_at_ms), last_trouble = iif(?3 > 0, '', "
      "last_trouble) WHERE name = ?1");
  write.bind(1, name).bind(2, seq).bind(3, static_cast<std::int64_t>(delivered));
  write.bind(4, to_ms(at)).run();
}

void FollowerStore::failed(std::string_view name, std::string_view trouble, Instant retry_at) {
  storage::Statement write(db_,
                           "UPDATE follower SET failures = failures + 1, last_trouble = ?2, "
                           "retry_at_ms = ?3 WHERE name = ?1");
  write.bind(1, name).bind(2, trouble.substr(0, trouble_bytes_max)).bind(3, to_ms(retry_at)).run();
}

bool FollowerStore::pause(std::string_view name, bool paused) {
  if (!find(name)) return false;
  storage::Statement write(db_,
                           "UPDATE follower SET paused = ?2, retry_at_ms = NULL WHERE name = ?1");
  write.bind(1, name).bind(2, std::int64_t{paused ? 1 : 0}).run();
  return true;
}

bool FollowerStore::skip(std::string_view name, std::int64_t seq) {
  const auto known = find(name);
  if (!known || known->cursor + 1 > seq) return false;
  storage::Statement write(db_,
                           "UPDATE follower SET cursor = ?2, failures = 0, retry_at_ms = NULL, "
                           "last_trouble = '' WHERE name = ?1 AND cursor < ?2");
  write.bind(1, name).bind(2, seq).run();
  return true;
}

}  // namespace foyer::followers

#include "queue-server/sqlite_journal.h"

#include <sqlite3.h>

#include "protocol/message.h"

namespace foyer::server {
namespace {

constexpr std::int64_t schema_version = 1;
// "FOYJ", so that `file` and a careful program can tell the journal from other databases.
constexpr std::int64_t application_id = 0x464F594A;

constexpr const char* schema = R"sql(
CREATE TABLE event (
  seq INTEGER PRIMARY KEY CHECK (seq > 0),
  at_ms INTEGER NOT NULL,
  device TEXT NOT NULL,
  clerk TEXT,
  request_id TEXT,
  kind TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT;
CREATE INDEX event_day ON event (seq) WHERE kind = 'day_opened';
CREATE TABLE request (
  device TEXT NOT NULL,
  request_id TEXT NOT NULL,
  first_seq INTEGER NOT NULL,
  last_seq INTEGER NOT NULL CHECK (last_seq >= first_seq),
  digest INTEGER NOT NULL,
  PRIMARY KEY (device, request_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE private (
  visit INTEGER PRIMARY KEY,
  name TEXT,
  phone TEXT,
  note TEXT,
  delete_after_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX private_deletion ON private (delete_after_ms);
)sql";

Database open(const std::filesystem::path& file, OpenMode mode) {
  try {
    Database db(file, mode);
    const std::int64_t version = db.number("PRAGMA user_version");
    if (version > schema_version) {
      throw JournalDamaged(0, file.string() + " is of a newer program (schema version " +
                                  std::to_string(version) + ")");
    }
    if (version == 0) {
      if (mode == OpenMode::read_only || db.number("SELECT count(*) FROM sqlite_schema") != 0) {
        throw JournalDamaged(0, file.string() + " is not a journal");
      }
      Transaction transaction(db);
      db.run(schema);
      db.run(("PRAGMA user_version=" + std::to_string(schema_version)).c_str());
      db.run(("PRAGMA application_id=" + std::to_string(application_id)).c_str());
      transaction.commit();
    } else if (db.number("PRAGMA application_id") != application_id) {
      throw JournalDamaged(0, file.string() + " is not a journal");
    }
    // A checkpoint costs two more syncs: rarer ones keep the slowest commits rare.
    if (mode == OpenMode::read_write) db.run("PRAGMA wal_autocheckpoint=4000");
    db.run("PRAGMA journal_size_limit=67108864; PRAGMA cache_size=-16384");
    return db;
  } catch (const SqliteError& e) {
    if ((e.code() & 0xFF) == SQLITE_CORRUPT || (e.code() & 0xFF) == SQLITE_NOTADB) {
      throw JournalDamaged(0, e.what());
    }
    throw JournalFailure(e.what());
  }
}

/// Runs `work`, with SQLite's failures in the journal's own words.
template <class Work>
auto guarded(Work&& work) {
  try {
    return work();
  } catch (const SqliteError& e) {
    if ((e.code() & 0xFF) == SQLITE_CORRUPT) throw JournalDamaged(0, e.what());
    throw JournalFailure(e.what());
  }
}

StoredEvent stored_event(const Statement& row) {
  StoredEvent stored;
  Event& event = stored.event;
  event.seq = row.number(0);
  event.at = from_ms(row.number(1));
  event.actor.device.value = row.text(2);
  event.actor.clerk.value = row.text(3);
  stored.request_id = row.text(4);
  auto body = protocol::read_event_body(row.text(5), row.text(6));
  if (!body) {
    const Refusal& refusal = body.error();
    throw JournalDamaged(event.seq, std::string(row.text(5)) + ": " + refusal.text +
                                        (refusal.field.empty() ? "" : " (" + refusal.field + ")"));
  }
  event.body = std::move(*body);
  return stored;
}

}  // namespace

SqliteJournal::SqliteJournal(const std::filesystem::path& file, OpenMode mode)
    : file_(file),
      db_(open(file, mode)),
      insert_event_(db_,
                    "INSERT INTO event (seq, at_ms, device, clerk, request_id, kind, body) "
                    "VALUES (?, ?, ?, ?, ?, ?, ?)"),
      insert_request_(db_,
                      "INSERT INTO request (device, request_id, first_seq, last_seq, digest) "
                      "VALUES (?, ?, ?, ?, ?)"),
      find_request_(db_,
                    "SELECT first_seq, last_seq, digest FROM request "
                    "WHERE device = ? AND request_id = ?"),
      read_events_(db_,
                   "SELECT seq, at_ms, device, clerk, request_id, kind, body FROM event "
                   "WHERE seq > ? ORDER BY seq LIMIT ?"),
      last_seq_(db_, "SELECT max(seq) FROM event"),
      last_day_(db_, "SELECT seq FROM event WHERE kind = 'day_opened' ORDER BY seq DESC LIMIT 1"),
      first_day_(db_,
                 "SELECT seq FROM event WHERE kind = 'day_opened' AND seq >= ? AND at_ms >= ? "
                 "ORDER BY seq LIMIT 1") {}

void SqliteJournal::append(std::span<const Line> lines, std::span<const AppliedRequest> requests) {
  guarded([&] {
    Transaction transaction(db_);
    std::int64_t last = last_seq();
    for (const Line& line : lines) {
      if (line.seq != ++last)
        throw JournalFailure("append: seq " + std::to_string(line.seq) + " does not follow " +
                             std::to_string(last - 1));
      insert_event_.bind(1, line.seq).bind(2, to_ms(line.at)).bind(3, line.device);
      if (line.clerk.empty())
        insert_event_.bind_null(4);
      else
        insert_event_.bind(4, line.clerk);
      if (line.request_id.empty())
        insert_event_.bind_null(5);
      else
        insert_event_.bind(5, line.request_id);
      insert_event_.bind(6, line.kind).bind(7, line.body).run();
    }
    for (const auto& [key, applied] : requests) {
      insert_request_.bind(1, key.device).bind(2, key.id);
      insert_request_.bind(3, applied.first_seq).bind(4, applied.last_seq);
      insert_request_.bind(5, applied.digest).run();
    }
    transaction.commit();
  });
}

std::vector<std::optional<Applied>> SqliteJournal::applied(std::span<const RequestKey> keys) {
  return guarded([&] {
    std::vector<std::optional<Applied>> found(keys.size());
    // One read transaction for all: each look-up by itself would take and leave the file's locks.
    db_.run("BEGIN");
    try {
      for (std::size_t i = 0; i < keys.size(); ++i) {
        find_request_.bind(1, keys[i].device).bind(2, keys[i].id);
        const ResetAtEnd reset(find_request_);
        if (!find_request_.step()) continue;
        found[i] =
            Applied{find_request_.number(0), find_request_.number(1), find_request_.number(2)};
      }
    } catch (...) {
      sqlite3_exec(db_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
      throw;
    }
    db_.run("COMMIT");
    return found;
  });
}

std::vector<StoredEvent> SqliteJournal::read(std::int64_t after, std::size_t limit) {
  return guarded([&] {
    std::vector<StoredEvent> events;
    read_events_.bind(1, after).bind(2, static_cast<std::int64_t>(limit));
    const ResetAtEnd reset(read_events_);
    while (read_events_.step()) {
      const std::int64_t expected = after + static_cast<std::int64_t>(events.size()) + 1;
      if (read_events_.number(0) != expected) {
        throw JournalDamaged(
            expected, "is missing; the next line is " + std::to_string(read_events_.number(0)));
      }
      events.push_back(stored_event(read_events_));
    }
    return events;
  });
}

std::int64_t SqliteJournal::last_seq() {
  return guarded([&] {
    const ResetAtEnd reset(last_seq_);
    return last_seq_.step() ? last_seq_.number(0) : 0;
  });
}

std::int64_t SqliteJournal::last_day_start() {
  return guarded([&] {
    const ResetAtEnd reset(last_day_);
    return last_day_.step() ? last_day_.number(0) : 0;
  });
}

std::int64_t SqliteJournal::first_day_start(std::int64_t from_seq, Instant since) {
  return guarded([&] {
    first_day_.bind(1, from_seq).bind(2, to_ms(since));
    const ResetAtEnd reset(first_day_);
    return first_day_.step() ? first_day_.number(0) : 0;
  });
}

std::unique_ptr<Journal> SqliteJournal::reader() const {
  return std::make_unique<SqliteJournal>(file_, OpenMode::read_only);
}

std::vector<std::string> SqliteJournal::check_file() {
  return guarded([&] {
    std::vector<std::string> faults;
    Statement integrity(db_, "PRAGMA integrity_check(100)");
    while (integrity.step()) {
      if (integrity.text(0) != "ok") faults.emplace_back(integrity.text(0));
    }
    // Every event of a request is covered by exactly its own row in `request`, and the other way.
    Statement orphans(db_,
                      "SELECT e.seq FROM event e WHERE e.request_id IS NOT NULL AND NOT EXISTS "
                      "(SELECT 1 FROM request r WHERE r.device = e.device AND r.request_id = "
                      "e.request_id AND e.seq BETWEEN r.first_seq AND r.last_seq) LIMIT 100");
    while (orphans.step()) {
      faults.push_back("seq " + std::to_string(orphans.number(0)) +
                       ": its request is not in the table of requests");
    }
    Statement strays(db_,
                     "SELECT r.first_seq FROM request r WHERE EXISTS (SELECT 1 FROM event e WHERE "
                     "e.seq BETWEEN r.first_seq AND r.last_seq AND (e.device <> r.device OR "
                     "e.request_id IS NOT r.request_id)) OR NOT EXISTS "
                     "(SELECT 1 FROM event e WHERE e.seq = r.last_seq) LIMIT 100");
    while (strays.step()) {
      faults.push_back("seq " + std::to_string(strays.number(0)) +
                       ": the table of requests names events that are another's");
    }
    return faults;
  });
}

void SqliteJournal::limit_pages(std::int64_t pages) {
  guarded([&] { db_.run(("PRAGMA max_page_count=" + std::to_string(pages)).c_str()); });
}

}  // namespace foyer::server

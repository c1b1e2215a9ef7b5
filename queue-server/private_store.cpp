#include "queue-server/private_store.h"

namespace foyer::server {
namespace {

constexpr const char* schema = R"sql(
CREATE TABLE private (
  visit INTEGER PRIMARY KEY,
  note TEXT NOT NULL,
  phone TEXT NOT NULL,
  email TEXT NOT NULL,
  consented_at_ms INTEGER,
  delete_after_ms INTEGER NOT NULL,
  CHECK (consented_at_ms IS NOT NULL OR (phone = '' AND email = ''))
) STRICT;
CREATE INDEX private_deletion ON private (delete_after_ms);
)sql";

// A table of its own: files that were made before there were comments get it, too.
constexpr const char* comments = R"sql(
CREATE TABLE IF NOT EXISTS comment (
  visit INTEGER PRIMARY KEY,
  comment TEXT NOT NULL,
  delete_after_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS comment_deletion ON comment (delete_after_ms);
)sql";

constexpr storage::FileKind private_file{.application_id = 0x464F5956,  // "FOYV"
                                         .schema = schema,
                                         .holds = "private records"};

storage::Database open(const std::filesystem::path& file) {
  storage::Database db = storage::open_file(file, storage::OpenMode::read_write, private_file);
  // What is deleted or replaced is overwritten with zeros.
  if (db.number("PRAGMA secure_delete=ON") != 1) {
    throw std::runtime_error(file.string() + ": this SQLite cannot overwrite what it deletes");
  }
  db.run(comments);
  return db;
}

/// How many rows were to be deleted by now.
int delete_old(storage::Database& db, const char* sql, Instant now) {
  storage::Statement rows(db, sql);
  rows.bind(1, to_ms(now));
  int count = 0;
  while (rows.step()) ++count;
  return count;
}

}  // namespace

PrivateStore::PrivateStore(const std::filesystem::path& file, std::chrono::days kept_for)
    : db_(open(file)), kept_for_(kept_for) {
  wipe_log();
}

/// The write-ahead log has older versions of the pages: it is emptied.
void PrivateStore::wipe_log() {
  storage::Statement checkpoint(db_, "PRAGMA wal_checkpoint(TRUNCATE)");
  checkpoint.step();
}

PrivateRecord PrivateStore::find(VisitId visit) {
  storage::Statement row(db_,
                         "SELECT note, phone, email, consented_at_ms FROM private WHERE visit = ?");
  row.bind(1, visit.value);
  PrivateRecord record;
  storage::Statement said(db_, "SELECT comment FROM comment WHERE visit = ?");
  said.bind(1, visit.value);
  if (said.step()) record.comment = said.text(0);
  if (!row.step()) return record;
  record.note = row.text(0);
  record.phone = row.text(1);
  record.email = row.text(2);
  if (!row.is_null(3)) record.consented_at = from_ms(row.number(3));
  return record;
}

void PrivateStore::write(VisitId visit, const PrivateRecord& record, Instant now) {
  if (record.note.empty() && !record.consented_at) {
    storage::Statement(db_, "DELETE FROM private WHERE visit = ?").bind(1, visit.value).run();
  } else {
    storage::Statement row(
        db_,
        "INSERT OR REPLACE INTO private (visit, note, phone, email, consented_at_ms, "
        "delete_after_ms) VALUES (?, ?, ?, ?, ?, ?)");
    row.bind(1, visit.value).bind(2, record.note).bind(3, record.phone).bind(4, record.email);
    if (record.consented_at) {
      row.bind(5, to_ms(*record.consented_at));
    } else {
      row.bind_null(5);
    }
    row.bind(6, to_ms(now + kept_for_)).run();
  }
  wipe_log();
}

void PrivateStore::set_note(VisitId visit, std::string_view note, Instant now) {
  PrivateRecord record = find(visit);
  record.note = note;
  write(visit, record, now);
}

void PrivateStore::set_contact(VisitId visit, std::string_view phone, std::string_view email,
                               Instant now) {
  PrivateRecord record = find(visit);
  record.phone = phone;
  record.email = email;
  record.consented_at = now;
  write(visit, record, now);
}

void PrivateStore::forget_contact(VisitId visit, Instant now) {
  PrivateRecord record = find(visit);
  record.phone.clear();
  record.email.clear();
  record.consented_at.reset();
  write(visit, record, now);
}

void PrivateStore::set_comment(VisitId visit, std::string_view comment, Instant now) {
  if (comment.empty()) {
    storage::Statement(db_, "DELETE FROM comment WHERE visit = ?").bind(1, visit.value).run();
  } else {
    storage::Statement row(
        db_, "INSERT OR REPLACE INTO comment (visit, comment, delete_after_ms) VALUES (?, ?, ?)");
    row.bind(1, visit.value).bind(2, comment).bind(3, to_ms(now + kept_for_)).run();
  }
  wipe_log();
}

int PrivateStore::forget_old(Instant now) {
  const int count =
      delete_old(db_, "DELETE FROM private WHERE delete_after_ms <= ? RETURNING visit", now) +
      delete_old(db_, "DELETE FROM comment WHERE delete_after_ms <= ? RETURNING visit", now);
  if (count > 0) wipe_log();
  return count;
}

}  // namespace foyer::server

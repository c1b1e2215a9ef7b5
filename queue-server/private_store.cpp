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

constexpr storage::FileKind private_file{.application_id = 0x464F5956,  // "FOYV"
                                         .schema = schema,
                                         .holds = "private records"};

storage::Database open(const std::filesystem::path& file) {
  storage::Database db = storage::open_file(file, storage::OpenMode::read_write, private_file);
  // What is deleted or replaced is overwritten with zeros.
  if (db.number("PRAGMA secure_delete=ON") != 1) {
    throw std::runtime_error(file.string() + ": this SQLite cannot overwrite what it deletes");
  }
  return db;
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
  if (!row.step()) return record;
  record.note = row.text(0);
  record.phone = row.text(1);
  record.email = row.text(2);
  if (!row.is_null(3)) record.consented_at = from_ms(row.number(3));
  return record;
}

void PrivateStore::write(VisitId visit, const PrivateRecord& record, Instant now) {
  if (record == PrivateRecord{}) {
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

int PrivateStore::forget_old(Instant now) {
  storage::Statement rows(db_, "DELETE FROM private WHERE delete_after_ms <= ? RETURNING visit");
  rows.bind(1, to_ms(now));
  int count = 0;
  while (rows.step()) ++count;
  rows.reset();
  if (count > 0) wipe_log();
  return count;
}

}  // namespace foyer::server

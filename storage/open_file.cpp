#include "storage/open_file.h"

#include <string>

namespace foyer::storage {
namespace {

bool is_empty(Database& db) {
  return db.number("PRAGMA user_version") == 0 &&
         db.number("SELECT count(*) FROM sqlite_schema") == 0;
}

void make(Database& db, const FileKind& kind) {
  Transaction transaction(db);
  // Another process may have been faster.
  if (!is_empty(db)) return;
  db.run(kind.schema);
  db.run(("PRAGMA user_version=" + std::to_string(kind.version)).c_str());
  db.run(("PRAGMA application_id=" + std::to_string(kind.application_id)).c_str());
  transaction.commit();
}

}  // namespace

Database open_file(const std::filesystem::path& file, OpenMode mode, const FileKind& kind) {
  Database db(file, mode);
  if (mode == OpenMode::read_write && is_empty(db)) make(db, kind);
  if (db.number("PRAGMA application_id") != kind.application_id) {
    throw WrongFile(file.string() + " holds no " + std::string(kind.holds));
  }
  if (db.number("PRAGMA user_version") > kind.version) {
    throw WrongFile(file.string() + " is of a newer program");
  }
  return db;
}

}  // namespace foyer::storage

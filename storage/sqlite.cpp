#include "storage/sqlite.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cstdlib>
#include <string>
#include <utility>

namespace foyer::storage {
namespace {

constexpr int busy_wait_ms = 2000;
constexpr int retry_ms = 5;

[[noreturn]] void fail(sqlite3* db, int code, std::string_view doing) {
  std::string what(doing);
  what += ": ";
  what += db != nullptr ? sqlite3_errmsg(db) : sqlite3_errstr(code);
  throw SqliteError(code, what);
}

/// What is stored is worth something to a thief (tokens, hashes of PINs):
/// nobody else may read them, from their first byte on. SQLite gives its -wal and -shm the same
/// mode. Made under another name: closing a file takes SQLite's locks on it away from the whole
/// process, so one that may be open elsewhere in it is never opened beside SQLite.
void create_private(const std::filesystem::path& file) {
  std::error_code unknown;
  if (std::filesystem::exists(file, unknown)) return;
  std::string fresh = file.string() + ".XXXXXX";
  const int fd = ::mkostemp(fresh.data(), O_CLOEXEC);  // For its owner alone.
  if (fd < 0) return;
  ::close(fd);
  // Fails where another one was faster: then that one is there.
  static_cast<void>(::link(fresh.c_str(), file.c_str()));
  static_cast<void>(::unlink(fresh.c_str()));
}

}  // namespace

bool SqliteError::is_damage() const {
  const int primary = code_ & 0xFF;
  return primary == SQLITE_CORRUPT || primary == SQLITE_NOTADB || primary == SQLITE_ERROR;
}

Database::Database(const std::filesystem::path& file, OpenMode mode) {
  if (mode == OpenMode::read_write && file != ":memory:") create_private(file);
  const int flags = mode == OpenMode::read_only ? SQLITE_OPEN_READONLY
                                                : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  const int code = sqlite3_open_v2(file.c_str(), &db_,
                                   flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
  if (code != SQLITE_OK) {
    const std::string what = file.string() + ": " + sqlite3_errstr(code);
    sqlite3_close(std::exchange(db_, nullptr));
    throw SqliteError(code, what);
  }
  try {
    sqlite3_busy_timeout(db_, busy_wait_ms);
    if (mode == OpenMode::read_write) write_ahead();
    run("PRAGMA foreign_keys=ON; PRAGMA trusted_schema=OFF");
  } catch (const SqliteError& e) {
    sqlite3_close(std::exchange(db_, nullptr));
    throw SqliteError(e.code(), file.string() + ": " + e.what());
  }
}

/// Turning a new file's log on asks for a lock that SQLite does not wait for, however long it is
/// told to: two that make one file at the same moment would fail.
void Database::write_ahead() {
  const char* const on = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL";
  for (int waited_ms = 0; waited_ms < busy_wait_ms; waited_ms += sqlite3_sleep(retry_ms)) {
    const int code = sqlite3_exec(db_, on, nullptr, nullptr, nullptr);
    if (code == SQLITE_OK) return;
    if ((code & 0xFF) != SQLITE_BUSY) fail(db_, code, on);
  }
  run(on);
}

Database::~Database() {
  sqlite3_close(db_);
}

Database::Database(Database&& other) noexcept : db_(std::exchange(other.db_, nullptr)) {}

Database& Database::operator=(Database&& other) noexcept {
  std::swap(db_, other.db_);
  return *this;
}

void Database::run(const char* sql) {
  const int code = sqlite3_exec(db_, sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) fail(db_, code, sql);
}

std::int64_t Database::number(const char* sql) {
  Statement statement(*this, sql);
  return statement.step() ? statement.number(0) : 0;
}

bool Database::in_transaction() const {
  return sqlite3_get_autocommit(db_) == 0;
}

Statement::Statement(const Database& db, std::string_view sql) {
  const int code = sqlite3_prepare_v3(db.handle(), sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &statement_, nullptr);
  if (code != SQLITE_OK) fail(db.handle(), code, sql);
}

Statement::~Statement() {
  sqlite3_finalize(statement_);
}

Statement::Statement(Statement&& other) noexcept
    : statement_(std::exchange(other.statement_, nullptr)) {}

Statement& Statement::operator=(Statement&& other) noexcept {
  std::swap(statement_, other.statement_);
  return *this;
}

Statement& Statement::bind(int place, std::int64_t value) {
  const int code = sqlite3_bind_int64(statement_, place, value);
  if (code != SQLITE_OK) fail(sqlite3_db_handle(statement_), code, "bind");
  return *this;
}

Statement& Statement::bind(int place, std::string_view text) {
  // A null pointer would bind NULL; an empty text is not NULL.
  const int code = sqlite3_bind_text64(statement_, place, text.empty() ? "" : text.data(),
                                       text.size(), SQLITE_STATIC, SQLITE_UTF8);
  if (code != SQLITE_OK) fail(sqlite3_db_handle(statement_), code, "bind");
  return *this;
}

Statement& Statement::bind_null(int place) {
  const int code = sqlite3_bind_null(statement_, place);
  if (code != SQLITE_OK) fail(sqlite3_db_handle(statement_), code, "bind");
  return *this;
}

bool Statement::step() {
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  const std::string sql = sqlite3_sql(statement_);
  sqlite3* db = sqlite3_db_handle(statement_);
  const std::string message = sqlite3_errmsg(db);
  sqlite3_reset(statement_);
  throw SqliteError(code, sql + ": " + message);
}

void Statement::run() {
  step();
  reset();
}

void Statement::reset() {
  sqlite3_reset(statement_);
}

std::int64_t Statement::number(int column) const {
  return sqlite3_column_int64(statement_, column);
}

std::string_view Statement::text(int column) const {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
  if (text == nullptr) return {};
  return {text, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

bool Statement::is_null(int column) const {
  return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

Transaction::Transaction(Database& db) : db_(db) {
  db_.run("BEGIN IMMEDIATE");
}

Transaction::~Transaction() {
  if (!open_ || !db_.in_transaction()) return;
  // SQLite has rolled back by itself where this fails; the failure that led here is on its way.
  sqlite3_exec(db_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void Transaction::commit() {
  db_.run("COMMIT");
  open_ = false;
}

}  // namespace foyer::storage

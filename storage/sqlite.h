// A thin, owning shell around SQLite, for the server's files and the kiosk's: a database, a
// prepared statement, a transaction. What SQLite cannot do is a SqliteError; nothing here retries.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace foyer::storage {

/// `code` is SQLite's own (SQLITE_FULL, SQLITE_CORRUPT …).
class SqliteError : public std::runtime_error {
 public:
  SqliteError(int code, const std::string& what) : std::runtime_error(what), code_(code) {}
  [[nodiscard]] int code() const { return code_; }
  /// The file is no database, or a damaged one, or has other tables than were expected.
  [[nodiscard]] bool is_damage() const;

 private:
  int code_;
};

enum class OpenMode { read_write, read_only };

/// One connection, used by one thread at a time.
class Database {
 public:
  /// Creates the file with mode 0600 where it is missing (read_write). WAL, synchronous FULL,
  /// foreign keys, waits up to two seconds for another process. Throws SqliteError.
  Database(const std::filesystem::path& file, OpenMode mode);
  ~Database();
  Database(Database&& other) noexcept;
  Database& operator=(Database&& other) noexcept;

  /// Runs statements that give no rows.
  void run(const char* sql);
  [[nodiscard]] std::int64_t number(const char* sql);
  [[nodiscard]] sqlite3* handle() const { return db_; }
  /// Whether a transaction is open.
  [[nodiscard]] bool in_transaction() const;

 private:
  void write_ahead();
  sqlite3* db_ = nullptr;
};

/// A prepared statement: bind, step until false, reset. Texts are not copied: they must live until
/// the statement is reset.
class Statement {
 public:
  Statement(const Database& db, std::string_view sql);
  ~Statement();
  Statement(Statement&& other) noexcept;
  Statement& operator=(Statement&& other) noexcept;

  Statement& bind(int place, std::int64_t value);
  Statement& bind(int place, std::string_view text);
  Statement& bind_null(int place);
  /// True while there is a row.
  bool step();
  /// Steps a statement that gives no row, and resets it.
  void run();
  void reset();

  [[nodiscard]] std::int64_t number(int column) const;
  /// Valid until the next step. Empty for NULL.
  [[nodiscard]] std::string_view text(int column) const;
  [[nodiscard]] bool is_null(int column) const;

 private:
  sqlite3_stmt* statement_ = nullptr;
};

/// Resets a statement at the end of a scope, also when reading it throws.
class ResetAtEnd {
 public:
  explicit ResetAtEnd(Statement& statement) : statement_(statement) {}
  ~ResetAtEnd() { statement_.reset(); }
  ResetAtEnd(const ResetAtEnd&) = delete;
  ResetAtEnd& operator=(const ResetAtEnd&) = delete;

 private:
  Statement& statement_;
};

/// BEGIN IMMEDIATE until commit(); rolled back otherwise.
class Transaction {
 public:
  explicit Transaction(Database& db);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void commit();

 private:
  Database& db_;
  bool open_ = true;
};

}  // namespace foyer::storage

#include "queue-server/access_store.h"

#include <sqlite3.h>

#include <algorithm>

namespace foyer::server {
namespace {

constexpr std::int64_t schema_version = 4;
/// From this one on it is known what clerks speak.
constexpr std::int64_t version_of_languages = 2;
/// From this one on clerks may have signed in with the city's account.
constexpr std::int64_t version_of_sign_on = 3;
/// From this one on it is known what else clerks may do. Before it everybody called out of order.
constexpr std::int64_t version_of_rights = 4;
constexpr const char* rights_before = "'call_out_of_order'";

constexpr const char* schema = R"sql(
CREATE TABLE device (
  public_key TEXT PRIMARY KEY CHECK (length(public_key) = 40),
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  enrolled_at_ms INTEGER NOT NULL,
  revoked_at_ms INTEGER
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX device_name ON device (name) WHERE revoked_at_ms IS NULL;
CREATE TABLE clerk (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  secret_hash TEXT NOT NULL,
  skills TEXT NOT NULL,
  roles TEXT NOT NULL,
  disabled INTEGER NOT NULL DEFAULT 0 CHECK (disabled IN (0, 1)),
  languages TEXT NOT NULL DEFAULT '',
  rights TEXT NOT NULL DEFAULT 'call_out_of_order'
) STRICT, WITHOUT ROWID;
CREATE TABLE session (
  device TEXT PRIMARY KEY,
  clerk TEXT NOT NULL REFERENCES clerk (id),
  signed_in_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE failure (
  subject TEXT PRIMARY KEY,
  count INTEGER NOT NULL,
  last_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
)sql";

// However a session ends, and whichever program ends it, the provider is to hear of it.
constexpr const char* sign_on_schema = R"sql(
CREATE TABLE sign_on (
  device TEXT PRIMARY KEY,
  subject TEXT NOT NULL,
  refresh_token TEXT NOT NULL,
  skills TEXT,
  ends_at_ms INTEGER NOT NULL,
  renew_at_ms INTEGER NOT NULL,
  ending INTEGER NOT NULL DEFAULT 0 CHECK (ending IN (0, 1))
) STRICT, WITHOUT ROWID;
CREATE TABLE sign_on_pending (
  device TEXT PRIMARY KEY,
  request_id TEXT NOT NULL,
  device_code TEXT NOT NULL,
  user_code TEXT NOT NULL,
  verification_uri TEXT NOT NULL,
  verification_uri_complete TEXT NOT NULL,
  expires_at_ms INTEGER NOT NULL,
  interval_s INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE revocation (
  refresh_token TEXT PRIMARY KEY,
  since_ms INTEGER NOT NULL DEFAULT (CAST(strftime('%s', 'now') AS INTEGER) * 1000)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER session_ended AFTER DELETE ON session BEGIN
  INSERT OR IGNORE INTO revocation (refresh_token)
    SELECT refresh_token FROM sign_on WHERE device = OLD.device AND refresh_token <> '';
  DELETE FROM sign_on WHERE device = OLD.device;
END;
)sql";

void set_version(Database& db) {
  db.run(("PRAGMA user_version=" + std::to_string(schema_version)).c_str());
}

/// What an older program made gets what it lacks.
void bring_up_to_date(Database& db) {
  Transaction transaction(db);
  // Another process may have been faster.
  if (db.number("PRAGMA user_version") < version_of_languages) {
    db.run("ALTER TABLE clerk ADD COLUMN languages TEXT NOT NULL DEFAULT ''");
  }
  if (db.number("PRAGMA user_version") < version_of_rights) {
    const std::string column = "rights TEXT NOT NULL DEFAULT " + std::string(rights_before);
    db.run(("ALTER TABLE clerk ADD COLUMN " + column).c_str());
  }
  if (db.number("PRAGMA user_version") < version_of_sign_on) db.run(sign_on_schema);
  set_version(db);
  transaction.commit();
}

Database open(const std::filesystem::path& file, OpenMode mode) {
  static const std::string whole = std::string(schema) + sign_on_schema;
  Database db = storage::open_file(file, mode,
                                   {.application_id = 0x464F5941,  // "FOYA"
                                    .version = schema_version,
                                    .schema = whole.c_str(),
                                    .holds = "devices and clerks"});
  const bool old = db.number("PRAGMA user_version") < schema_version;
  if (old && mode == OpenMode::read_write) bring_up_to_date(db);
  return db;
}

template <class Range, class Text>
std::string joined(const Range& range, Text text_of) {
  std::string text;
  for (const auto& element : range) {
    if (!text.empty()) text += ',';
    text += text_of(element);
  }
  return text;
}

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    parts.emplace_back(text.substr(0, comma));
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return parts;
}

Clerk clerk_of(const Statement& row) {
  Clerk clerk;
  clerk.id.value = row.text(0);
  clerk.name = row.text(1);
  clerk.all_skills = row.text(2) == "all";
  if (!clerk.all_skills) {
    for (std::string& skill : split(row.text(2))) clerk.skills.push_back({std::move(skill)});
    std::sort(clerk.skills.begin(), clerk.skills.end());
  }
  for (const std::string& text : split(row.text(3))) {
    if (const auto role = from_word<Role>(text)) clerk.roles.push_back(*role);
  }
  clerk.disabled = row.number(4) != 0;
  for (std::string& tag : split(row.text(5))) clerk.languages.push_back({std::move(tag)});
  clerk.rights.clear();
  for (const std::string& text : split(row.text(6))) {
    if (const auto right = from_word<Right>(text)) clerk.rights.push_back(*right);
  }
  std::sort(clerk.rights.begin(), clerk.rights.end());
  return clerk;
}

std::string text_of(const std::vector<LanguageTag>& languages) {
  return joined(languages, [](const LanguageTag& tag) { return tag.value; });
}

std::string text_of(const std::vector<Right>& rights) {
  return joined(rights, [](Right right) { return word(right); });
}

/// 1 where the last statement changed something.
bool changed(const Database& db) {
  return sqlite3_changes(db.handle()) > 0;
}

}  // namespace

AccessStore::AccessStore(const std::filesystem::path& file, OpenMode mode)
    : db_(open(file, mode)),
      data_version_(db_, "PRAGMA data_version"),
      find_key_(db_, "SELECT 1 FROM device WHERE public_key = ? AND revoked_at_ms IS NULL") {}

void AccessStore::enroll(const Device& device) {
  Transaction transaction(db_);
  Statement taken(db_,
                  "SELECT name FROM device WHERE public_key = ?1 OR "
                  "(name = ?2 AND revoked_at_ms IS NULL)");
  taken.bind(1, device.public_key).bind(2, device.name.value);
  if (taken.step()) {
    throw AccessError("the name " + device.name.value +
                      " or its key is enrolled already; revoke it first: foyer keys revoke " +
                      std::string(taken.text(0)));
  }
  taken.reset();
  Statement insert(db_,
                   "INSERT INTO device (public_key, name, role, enrolled_at_ms) "
                   "VALUES (?, ?, ?, ?)");
  insert.bind(1, device.public_key).bind(2, device.name.value);
  insert.bind(3, word(device.role)).bind(4, to_ms(device.enrolled_at)).run();
  transaction.commit();
}

bool AccessStore::revoke(const DeviceId& name, Instant at) {
  Transaction transaction(db_);
  Statement update(db_,
                   "UPDATE device SET revoked_at_ms = ? WHERE name = ? AND revoked_at_ms IS NULL");
  update.bind(1, to_ms(at)).bind(2, name.value).run();
  const bool found = changed(db_);
  Statement session(db_, "DELETE FROM session WHERE device = ?");
  session.bind(1, name.value).run();
  transaction.commit();
  return found;
}

std::vector<Device> AccessStore::devices() {
  std::vector<Device> devices;
  Statement rows(db_,
                 "SELECT name, role, public_key, enrolled_at_ms, revoked_at_ms FROM device "
                 "ORDER BY enrolled_at_ms, name");
  while (rows.step()) {
    const auto role = from_word<Role>(rows.text(1));
    if (!role) throw AccessError("unknown role: " + std::string(rows.text(1)));
    Device device{{std::string(rows.text(0))},
                  *role,
                  std::string(rows.text(2)),
                  from_ms(rows.number(3)),
                  std::nullopt};
    if (!rows.is_null(4)) device.revoked_at = from_ms(rows.number(4));
    devices.push_back(std::move(device));
  }
  return devices;
}

bool AccessStore::is_enrolled(std::string_view public_key) {
  const ResetAtEnd reset(find_key_);
  return find_key_.bind(1, public_key).step();
}

void AccessStore::add_clerk(const Clerk& clerk, std::string_view secret_hash) {
  Transaction transaction(db_);
  Statement taken(db_, "SELECT 1 FROM clerk WHERE id = ?");
  taken.bind(1, clerk.id.value);
  if (taken.step()) throw AccessError("the clerk " + clerk.id.value + " is there already");
  taken.reset();
  const std::string skills =
      clerk.all_skills ? "all"
                       : joined(clerk.skills, [](const SkillId& skill) { return skill.value; });
  const std::string roles = joined(clerk.roles, [](Role role) { return word(role); });
  Statement insert(db_,
                   "INSERT INTO clerk (id, name, secret_hash, skills, roles, languages, rights) "
                   "VALUES (?, ?, ?, ?, ?, ?, ?)");
  insert.bind(1, clerk.id.value).bind(2, clerk.name).bind(3, secret_hash);
  const std::string languages = text_of(clerk.languages);
  const std::string rights = text_of(clerk.rights);
  insert.bind(4, skills).bind(5, roles).bind(6, languages).bind(7, rights).run();
  transaction.commit();
}

bool AccessStore::disable_clerk(const ClerkId& clerk) {
  Transaction transaction(db_);
  Statement update(db_, "UPDATE clerk SET disabled = 1 WHERE id = ?");
  update.bind(1, clerk.value).run();
  const bool found = changed(db_);
  Statement session(db_, "DELETE FROM session WHERE clerk = ?");
  session.bind(1, clerk.value).run();
  transaction.commit();
  return found;
}

bool AccessStore::set_secret(const ClerkId& clerk, std::string_view secret_hash) {
  Transaction transaction(db_);
  Statement update(db_, "UPDATE clerk SET secret_hash = ?, disabled = 0 WHERE id = ?");
  update.bind(1, secret_hash).bind(2, clerk.value).run();
  const bool found = changed(db_);
  Statement session(db_, "DELETE FROM session WHERE clerk = ?");
  session.bind(1, clerk.value).run();
  Statement failures(db_,
                     "DELETE FROM failure WHERE substr(subject, 1, length(?1) + 1) = ?1 || '@'");
  failures.bind(1, clerk.value).run();
  transaction.commit();
  return found;
}

bool AccessStore::set_languages(const ClerkId& clerk, const std::vector<LanguageTag>& languages) {
  const std::string text = text_of(languages);
  Statement update(db_, "UPDATE clerk SET languages = ? WHERE id = ?");
  update.bind(1, text).bind(2, clerk.value).run();
  return changed(db_);
}

bool AccessStore::set_rights(const ClerkId& clerk, const std::vector<Right>& rights) {
  const std::string text = text_of(rights);
  Statement update(db_, "UPDATE clerk SET rights = ? WHERE id = ?");
  update.bind(1, text).bind(2, clerk.value).run();
  return changed(db_);
}

std::vector<Clerk> AccessStore::clerks() {
  std::vector<Clerk> clerks;
  // Who may only read finds an older file as it was.
  const std::int64_t version = db_.number("PRAGMA user_version");
  const std::string languages = version >= version_of_languages ? "languages" : "''";
  const std::string rights = version >= version_of_rights ? "rights" : rights_before;
  Statement rows(db_, "SELECT id, name, skills, roles, disabled, " + languages + ", " + rights +
                          " FROM clerk ORDER BY id");
  while (rows.step()) clerks.push_back(clerk_of(rows));
  return clerks;
}

std::optional<std::string> AccessStore::secret_hash_of(const ClerkId& clerk) {
  Statement row(db_, "SELECT secret_hash FROM clerk WHERE id = ? AND disabled = 0");
  row.bind(1, clerk.value);
  if (!row.step()) return std::nullopt;
  return std::string(row.text(0));
}

std::vector<SignedIn> AccessStore::sessions() {
  std::vector<SignedIn> sessions;
  Statement rows(db_, "SELECT device, clerk, signed_in_at_ms FROM session ORDER BY device");
  while (rows.step()) {
    sessions.push_back(
        {{std::string(rows.text(0))}, {std::string(rows.text(1))}, from_ms(rows.number(2))});
  }
  return sessions;
}

void AccessStore::end_session(const DeviceId& device) {
  Statement remove(db_, "DELETE FROM session WHERE device = ?");
  remove.bind(1, device.value).run();
}

Failures AccessStore::failures_of(std::string_view subject) {
  Statement row(db_, "SELECT count, last_at_ms FROM failure WHERE subject = ?");
  row.bind(1, subject);
  if (!row.step()) return {};
  return {static_cast<int>(std::min<std::int64_t>(row.number(0), 1000)), from_ms(row.number(1))};
}

void AccessStore::add_failure(std::string_view subject, Instant at, Instant forget_before) {
  Transaction transaction(db_);
  Statement forget(db_, "DELETE FROM failure WHERE last_at_ms < ?");
  forget.bind(1, to_ms(forget_before)).run();
  Statement add(db_,
                "INSERT INTO failure (subject, count, last_at_ms) VALUES (?1, 1, ?2) "
                "ON CONFLICT (subject) DO UPDATE SET count = count + 1, last_at_ms = ?2");
  add.bind(1, subject).bind(2, to_ms(at)).run();
  transaction.commit();
}

void AccessStore::forget_failures(std::string_view subject) {
  Statement remove(db_, "DELETE FROM failure WHERE subject = ?");
  remove.bind(1, subject).run();
}

std::int64_t AccessStore::foreign_changes() {
  const ResetAtEnd reset(data_version_);
  return data_version_.step() ? data_version_.number(0) : 0;
}

}  // namespace foyer::server

#include "kiosk/store.h"

#include <spdlog/spdlog.h>

#include <sstream>
#include <stdexcept>
#include <utility>

#include "engine/leases.h"
#include "storage/open_file.h"

namespace foyer::kiosk {
namespace {

using storage::Database;
using storage::ResetAtEnd;
using storage::Statement;
using storage::Transaction;

constexpr const char* schema = R"(
  CREATE TABLE lease (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    date TEXT NOT NULL,
    opens_at_ms INTEGER NOT NULL,
    expires_at_ms INTEGER NOT NULL
  ) STRICT;
  -- next_number goes up to one more than the last.
  CREATE TABLE block (
    letter TEXT NOT NULL,
    next_number INTEGER NOT NULL,
    last_number INTEGER NOT NULL,
    PRIMARY KEY (letter, last_number)
  ) STRICT;
  CREATE TABLE request (
    place INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    purpose TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    text TEXT NOT NULL
  ) STRICT;
  -- hand_in: the request that hands it in, of a ticket issued alone. refused: why it is not wanted.
  CREATE TABLE ticket (
    place INTEGER PRIMARY KEY AUTOINCREMENT,
    number TEXT NOT NULL,
    date TEXT NOT NULL,
    token TEXT NOT NULL,
    visit INTEGER NOT NULL,
    services TEXT NOT NULL,
    language TEXT NOT NULL,
    status TEXT NOT NULL,
    p50_s INTEGER NOT NULL,
    p90_s INTEGER NOT NULL,
    issued_at_ms INTEGER NOT NULL,
    finished INTEGER NOT NULL DEFAULT 0,
    hand_in TEXT UNIQUE,
    handed_in INTEGER NOT NULL DEFAULT 0,
    refused TEXT,
    UNIQUE (number, date, token)
  ) STRICT;
)";

constexpr storage::FileKind kiosk_file{.application_id = 0x464F594B,  // "FOYK"
                                       .schema = schema,
                                       .holds = "tickets of a kiosk"};

/// What is in the file cannot have been written by this program.
class Damaged : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

std::string joined(const std::vector<ServiceId>& services) {
  std::string text;
  for (const ServiceId& service : services) text += (text.empty() ? "" : " ") + service.value;
  return text;
}

std::vector<ServiceId> split(const std::string& text) {
  std::vector<ServiceId> services;
  std::istringstream words(text);
  for (std::string word; words >> word;) services.push_back(ServiceId{word});
  return services;
}

/// "B042" of a letter and a number, as SQLite keeps them apart.
std::string letter_text(char letter) {
  return std::string(1, letter);
}

}  // namespace

class Store::Parts {
 public:
  Parts(const std::filesystem::path& file, std::function<void(bool)> at_write)
      : db(storage::open_file(file, storage::OpenMode::read_write, kiosk_file)),
        at_write_(std::move(at_write)) {
    check(file);
  }

  /// Everything that `change` does is written, or nothing of it.
  template <class Change>
  void write(Change change) {
    if (at_write_) at_write_(false);
    Transaction transaction(db);
    change();
    transaction.commit();
    if (at_write_) at_write_(true);
  }

  /// One statement; texts must outlive it.
  template <class... Values>
  void run(std::string_view sql, const Values&... values) {
    Statement statement(db, sql);
    int place = 0;
    (statement.bind(++place, values), ...);
    statement.run();
  }

  mutable Database db;

 private:
  void check(const std::filesystem::path& file) {
    Statement quick(db, "PRAGMA quick_check(1)");
    if (!quick.step() || quick.text(0) != "ok") {
      throw Damaged(file.string() + " is damaged");
    }
  }

  std::function<void(bool)> at_write_;
};

Store::Store(const std::filesystem::path& file, std::function<void(bool)> at_write)
    : parts_(std::make_unique<Parts>(file, std::move(at_write))) {}
Store::~Store() = default;
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;

namespace {

/// The file under a name that is free, with what SQLite has beside it.
std::filesystem::path move_aside(const std::filesystem::path& file) {
  std::filesystem::path aside;
  for (int i = 1;; ++i) {
    aside = file;
    aside += ".damaged-" + std::to_string(i);
    if (!std::filesystem::exists(aside)) break;
  }
  std::filesystem::rename(file, aside);
  for (const char* end : {"-wal", "-shm"}) {
    std::filesystem::path from = file;
    std::filesystem::path to = aside;
    std::error_code none_there;
    std::filesystem::rename(from += end, to += end, none_there);
  }
  return aside;
}

}  // namespace

std::unique_ptr<Store> Store::open(const std::filesystem::path& file) {
  try {
    std::string damage;
    try {
      auto store = std::make_unique<Store>(file);
      // Reads all that will be read, so that what is wrong shows now.
      static_cast<void>(store->outstanding());
      static_cast<void>(store->held());
      static_cast<void>(store->counts());
      return store;
    } catch (const storage::SqliteError& error) {
      if (!error.is_damage()) throw;
      damage = error.what();
    } catch (const Damaged& error) {
      damage = error.what();
    }
    spdlog::error("{}: {}; it is now {}, and the kiosk begins with an empty one", file.string(),
                  damage, move_aside(file).string());
    return std::make_unique<Store>(file);
  } catch (const std::exception& error) {
    spdlog::error(
        "nothing can be kept on the disk, so no tickets are issued while the server cannot be "
        "reached: {}",
        error.what());
    return nullptr;
  }
}

// --- requests

std::vector<Outstanding> Store::outstanding() const {
  std::vector<Outstanding> requests;
  Statement rows(parts_->db, "SELECT purpose, text FROM request ORDER BY place");
  while (rows.step()) {
    const auto purpose = from_word<Purpose>(rows.text(0));
    auto request = protocol::read_request(rows.text(1));
    if (!purpose || !request) {
      throw storage::SqliteError(
          11, "a request that was kept cannot be read: " + std::string(rows.text(1)));
    }
    requests.push_back({*purpose, std::move(*request)});
  }
  return requests;
}

void Store::remember(const Outstanding& request, Instant at) {
  const std::string text = protocol::write_request(request.request);
  parts_->write([&] {
    parts_->run("INSERT INTO request (id, purpose, at_ms, text) VALUES (?, ?, ?, ?)",
                request.request.id, word(request.purpose), to_ms(at), text);
  });
}

void Store::forget(const std::string& request_id) {
  parts_->write([&] { parts_->run("DELETE FROM request WHERE id = ?", request_id); });
}

void Store::make_unclaimed(const std::string& request_id) {
  parts_->write(
      [&] { parts_->run("UPDATE request SET purpose = 'unclaimed' WHERE id = ?", request_id); });
}

void Store::give_back(const std::string& request_id, const protocol::Request& leave, Instant at) {
  const std::string text = protocol::write_request(leave);
  parts_->write([&] {
    parts_->run("DELETE FROM request WHERE id = ?", request_id);
    parts_->run("INSERT INTO request (id, purpose, at_ms, text) VALUES (?, 'leave', ?, ?)",
                leave.id, to_ms(at), text);
  });
}

// --- tickets

namespace {

/// `hand_in`: empty for a ticket of the server.
void insert_ticket(const Database& db, const KeptTicket& ticket, std::string_view hand_in) {
  const std::string services = joined(ticket.services);
  Statement insert(db,
                   "INSERT INTO ticket (number, date, token, visit, services, language, status, "
                   "p50_s, p90_s, issued_at_ms, hand_in) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  insert.bind(1, ticket.number).bind(2, ticket.date.value).bind(3, ticket.token.value);
  insert.bind(4, ticket.visit.value).bind(5, services).bind(6, ticket.language.value);
  insert.bind(7, word(ticket.promise.status));
  insert.bind(8, std::int64_t{ticket.promise.p50_s}).bind(9, std::int64_t{ticket.promise.p90_s});
  insert.bind(10, to_ms(ticket.issued_at));
  if (hand_in.empty()) {
    insert.bind_null(11);
  } else {
    insert.bind(11, hand_in);
  }
  insert.run();
}

}  // namespace

void Store::keep(const std::string& request_id, const KeptTicket& ticket) {
  parts_->write([&] {
    insert_ticket(parts_->db, ticket, {});
    parts_->run("DELETE FROM request WHERE id = ?", request_id);
  });
}

void Store::issue_alone(const KeptTicket& ticket, const protocol::Request& hand_in,
                        const std::string& ask) {
  const std::string letter = letter_text(ticket.number.front());
  const std::int64_t number = number_of(ticket.number);
  const std::string text = protocol::write_request(hand_in);
  parts_->write([&] {
    parts_->run(
        "UPDATE block SET next_number = ?2 + 1 WHERE letter = ?1 AND next_number = ?2 AND "
        "?2 <= last_number",
        letter, number);
    if (parts_->db.number("SELECT changes()") != 1) {
      throw std::logic_error(ticket.number + " is not the next number of this kiosk");
    }
    insert_ticket(parts_->db, ticket, hand_in.id);
    parts_->run("INSERT INTO request (id, purpose, at_ms, text) VALUES (?, 'hand_in', ?, ?)",
                hand_in.id, to_ms(ticket.issued_at), text);
    if (!ask.empty()) {
      parts_->run("UPDATE request SET purpose = 'unclaimed' WHERE id = ?", ask);
    }
  });
}

void Store::handed_in(const std::string& request_id, VisitId visit) {
  parts_->write([&] {
    parts_->run("UPDATE ticket SET handed_in = 1, visit = ?2 WHERE hand_in = ?1", request_id,
                visit.value);
    parts_->run("DELETE FROM request WHERE id = ?", request_id);
  });
}

void Store::hand_in_refused(const std::string& request_id, RefusalCode code) {
  parts_->write([&] {
    parts_->run("UPDATE ticket SET refused = ?2 WHERE hand_in = ?1", request_id, word(code));
    parts_->run("DELETE FROM request WHERE id = ?", request_id);
  });
}

std::optional<BusinessDate> Store::last_refused() const {
  Statement row(parts_->db,
                "SELECT date FROM ticket WHERE refused IS NOT NULL ORDER BY date DESC LIMIT 1");
  if (!row.step()) return std::nullopt;
  return BusinessDate{std::string(row.text(0))};
}

std::optional<KeptTicket> Store::unfinished(Instant since) const {
  Statement last(parts_->db,
                 "SELECT number, date, token, visit, services, language, status, p50_s, p90_s, "
                 "issued_at_ms, finished FROM ticket ORDER BY place DESC LIMIT 1");
  if (!last.step() || last.number(10) != 0) return std::nullopt;
  KeptTicket ticket;
  ticket.number = last.text(0);
  ticket.date.value = last.text(1);
  ticket.token.value = last.text(2);
  ticket.visit.value = last.number(3);
  ticket.services = split(std::string(last.text(4)));
  ticket.language.value = last.text(5);
  ticket.promise.status = from_word<WaitStatus>(last.text(6)).value_or(WaitStatus::not_told);
  ticket.promise.p50_s = static_cast<int>(last.number(7));
  ticket.promise.p90_s = static_cast<int>(last.number(8));
  ticket.issued_at = from_ms(last.number(9));
  if (ticket.issued_at < since) return std::nullopt;
  return ticket;
}

void Store::finish(const KeptTicket& ticket) {
  parts_->write([&] {
    parts_->run("UPDATE ticket SET finished = 1 WHERE number = ? AND date = ? AND token = ?",
                ticket.number, ticket.date.value, ticket.token.value);
  });
}

void Store::delete_before(Instant at) {
  parts_->write([&] {
    parts_->run(
        "DELETE FROM ticket WHERE issued_at_ms < ? AND (hand_in IS NULL OR handed_in = 1 OR "
        "refused IS NOT NULL)",
        to_ms(at));
  });
}

StoreCounts Store::counts() const {
  StoreCounts counts;
  Statement row(parts_->db,
                "SELECT count(*), count(hand_in), total(handed_in), count(refused) FROM ticket");
  if (!row.step()) return counts;
  counts.tickets = static_cast<int>(row.number(0));
  counts.alone = static_cast<int>(row.number(1));
  counts.handed_in = static_cast<int>(row.number(2));
  counts.refused = static_cast<int>(row.number(3));
  return counts;
}

// --- numbers

std::optional<HeldNumbers> Store::held() const {
  Statement lease(parts_->db, "SELECT date, opens_at_ms, expires_at_ms FROM lease");
  if (!lease.step()) return std::nullopt;
  HeldNumbers held;
  held.date.value = lease.text(0);
  held.opens_at = from_ms(lease.number(1));
  held.expires_at = from_ms(lease.number(2));
  Statement blocks(parts_->db,
                   "SELECT letter, sum(last_number - next_number + 1) FROM block "
                   "WHERE next_number <= last_number GROUP BY letter");
  while (blocks.step()) {
    held.left[blocks.text(0).front()] = static_cast<int>(blocks.number(1));
  }
  return held;
}

std::optional<std::string> Store::next_number(char letter) const {
  const std::string text = letter_text(letter);
  // Of the block that was leased first: kiosks' blocks come from the top downwards.
  Statement block(parts_->db,
                  "SELECT next_number FROM block WHERE letter = ? AND next_number <= last_number "
                  "ORDER BY last_number DESC LIMIT 1");
  block.bind(1, text);
  if (!block.step()) return std::nullopt;
  return ticket_of(letter, static_cast<int>(block.number(0)));
}

void Store::hold(const std::string& request_id, const NumbersLeased& leased) {
  const std::optional<HeldNumbers> before = held();
  // An answer that was on its way for days: those numbers have expired, and newer ones are here.
  if (before && before->date > leased.date) return forget(request_id);
  parts_->write([&] {
    parts_->run("DELETE FROM block WHERE (SELECT date FROM lease) <> ?", leased.date.value);
    parts_->run(
        "INSERT INTO lease (only, date, opens_at_ms, expires_at_ms) VALUES (1, ?1, ?2, ?3) "
        "ON CONFLICT (only) DO UPDATE SET date = ?1, opens_at_ms = ?2, expires_at_ms = ?3",
        leased.date.value, to_ms(leased.opens_at), to_ms(leased.expires_at));
    for (const NumberBlock& block : leased.blocks) {
      const std::string letter = letter_text(block.first.front());
      parts_->run("INSERT INTO block (letter, next_number, last_number) VALUES (?, ?, ?)", letter,
                  std::int64_t{number_of(block.first)}, std::int64_t{number_of(block.last)});
    }
    parts_->run("DELETE FROM request WHERE id = ?", request_id);
  });
}

}  // namespace foyer::kiosk

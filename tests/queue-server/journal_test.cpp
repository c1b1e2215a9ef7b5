#include <doctest/doctest.h>

#include "queue-server/sqlite_journal.h"
#include "queue-server/verify.h"
#include "tests/engine/town.h"
#include "tests/queue-server/lab.h"

namespace foyer::test {
namespace {

using server::Applied;
using server::AppliedRequest;
using server::JournalDamaged;
using server::JournalFailure;
using server::Line;
using server::OpenMode;
using server::SqliteJournal;

constexpr const char* closed_c1 = R"({"counter":"c1"})";

Line line(std::int64_t seq, std::string_view request_id) {
  return {seq, morning, "kiosk-1", "", request_id, "counter_closed", closed_c1};
}

void append(server::Journal& journal, std::vector<Line> lines,
            std::vector<AppliedRequest> requests = {}) {
  journal.append(lines, requests);
}

std::optional<Applied> applied(server::Journal& journal, std::string_view id) {
  const server::RequestKey key{"kiosk-1", id};
  return journal.applied({&key, 1}).front();
}

struct JournalFile {
  TempFolder folder;
  std::filesystem::path path = folder.path() / "journal.sqlite";
  SqliteJournal journal{path, OpenMode::read_write};

  /// As somebody with the sqlite3 shell would.
  void tamper(const char* sql) { server::Database(path, OpenMode::read_write).run(sql); }
};

}  // namespace

TEST_CASE("journal: what was appended is read back in order also by the next program") {
  JournalFile file;
  CHECK(file.journal.last_seq() == 0);
  append(file.journal, {line(1, "a"), line(2, "a"), line(3, "")}, {{{"kiosk-1", "a"}, {1, 2, 77}}});
  SqliteJournal again(file.path, OpenMode::read_only);
  CHECK(again.last_seq() == 3);
  const auto events = again.read(1, 10);
  REQUIRE(events.size() == 2);
  CHECK(events[0].event.seq == 2);
  CHECK(events[0].event.at == morning);
  CHECK(events[0].event.actor == Actor{{"kiosk-1"}, {}});
  CHECK(events[0].event.body == EventBody{CounterClosed{{"c1"}}});
  CHECK(events[0].request_id == "a");
  CHECK(events[1].request_id.empty());
  CHECK(applied(again, "a") == Applied{1, 2, 77});
  CHECK_FALSE(applied(again, "b").has_value());
}

TEST_CASE("journal: a request is applied once and all of a second time is undone") {
  JournalFile file;
  append(file.journal, {line(1, "a")}, {{{"kiosk-1", "a"}, {1, 1, 1}}});
  CHECK_THROWS_AS(append(file.journal, {line(2, "b"), line(3, "a")},
                         {{{"kiosk-1", "b"}, {2, 2, 1}}, {{"kiosk-1", "a"}, {3, 3, 1}}}),
                  JournalFailure);
  CHECK(file.journal.last_seq() == 1);
  CHECK_FALSE(applied(file.journal, "b").has_value());
  append(file.journal, {line(2, "b")}, {{{"kiosk-1", "b"}, {2, 2, 1}}});
  CHECK(file.journal.last_seq() == 2);
}

TEST_CASE("journal: seq goes on without a gap or not at all") {
  JournalFile file;
  CHECK_THROWS_AS(append(file.journal, {line(2, "")}), JournalFailure);
  append(file.journal, {line(1, "")});
  CHECK_THROWS_AS(append(file.journal, {line(1, "")}), JournalFailure);
  CHECK_THROWS_AS(append(file.journal, {line(2, ""), line(4, "")}), JournalFailure);
  CHECK(file.journal.last_seq() == 1);
}

TEST_CASE("journal: the last day's start is found") {
  JournalFile file;
  CHECK(file.journal.last_day_start() == 0);
  Line day = line(1, "");
  day.kind = "day_opened";
  append(file.journal, {day, line(2, "")});
  day.seq = 3;
  append(file.journal, {day, line(4, "")});
  CHECK(file.journal.last_day_start() == 3);
}

TEST_CASE("journal: days are found by seq and time and read by another connection meanwhile") {
  JournalFile file;
  CHECK(file.journal.first_day_start(1, from_ms(0)) == 0);
  Line day = line(1, "");
  day.kind = "day_opened";
  append(file.journal, {day, line(2, "")});
  day.seq = 3;
  day.at = morning + Seconds(1);
  append(file.journal, {day, line(4, "")});
  const auto reader = file.journal.reader();
  CHECK(reader->first_day_start(1, from_ms(0)) == 1);
  CHECK(reader->first_day_start(2, from_ms(0)) == 3);
  CHECK(reader->first_day_start(1, morning + Seconds(1)) == 3);
  CHECK(reader->first_day_start(4, from_ms(0)) == 0);
  CHECK(reader->first_day_start(1, morning + Seconds(2)) == 0);
  append(file.journal, {line(5, "")});
  CHECK(reader->last_seq() == 5);
  const Line more = line(6, "");
  CHECK_THROWS_AS(reader->append({&more, 1}, {}), JournalFailure);
}

TEST_CASE("journal: damage is named by its seq") {
  JournalFile file;
  append(file.journal, {line(1, ""), line(2, ""), line(3, ""), line(4, "")});
  SUBCASE("a line is missing") {
    file.tamper("DELETE FROM event WHERE seq = 2");
    CHECK_THROWS_WITH_AS(file.journal.read(0, 10), doctest::Contains("seq 2: is missing"),
                         JournalDamaged);
  }
  SUBCASE("a body is no JSON") {
    file.tamper("UPDATE event SET body = '{\"counter\"' WHERE seq = 3");
    CHECK_THROWS_WITH_AS(file.journal.read(0, 10), doctest::Contains("seq 3: counter_closed"),
                         JournalDamaged);
  }
  SUBCASE("a body lacks a member") {
    file.tamper("UPDATE event SET body = '{}' WHERE seq = 3");
    CHECK_THROWS_WITH_AS(file.journal.read(0, 10), doctest::Contains("counter"), JournalDamaged);
  }
  SUBCASE("a kind is unknown") {
    file.tamper("UPDATE event SET kind = 'sun_rose' WHERE seq = 4");
    CHECK_THROWS_WITH_AS(file.journal.read(0, 10), doctest::Contains("seq 4"), JournalDamaged);
  }
}

TEST_CASE("journal: other files and newer ones are refused") {
  const TempFolder folder;
  const auto path = folder.path() / "x.sqlite";
  SUBCASE("another program's database") {
    server::Database(path, OpenMode::read_write).run("CREATE TABLE x (y)");
    CHECK_THROWS_WITH_AS(SqliteJournal(path, OpenMode::read_write),
                         doctest::Contains("is not a journal"), JournalDamaged);
  }
  SUBCASE("a newer schema") {
    { const SqliteJournal journal(path, OpenMode::read_write); }
    server::Database(path, OpenMode::read_write).run("PRAGMA user_version = 99");
    CHECK_THROWS_WITH_AS(SqliteJournal(path, OpenMode::read_write),
                         doctest::Contains("newer program"), JournalDamaged);
  }
  SUBCASE("no database at all") {
    std::filesystem::copy_file(FOYER_SOURCE_DIR "/CMakeLists.txt", path);
    CHECK_THROWS_AS(SqliteJournal(path, OpenMode::read_write), JournalDamaged);
  }
  SUBCASE("nothing to read") {
    CHECK_THROWS_AS(SqliteJournal(path, OpenMode::read_only), JournalFailure);
  }
}

TEST_CASE("journal: a full disk fails the append whole and it goes on when there is room") {
  JournalFile file;
  append(file.journal, {line(1, "a")}, {{{"kiosk-1", "a"}, {1, 1, 1}}});
  file.journal.limit_pages(1);  // SQLite raises it to what the file has: it is full now.
  std::vector<Line> many;
  for (std::int64_t seq = 2; seq < 2000; ++seq) many.push_back(line(seq, ""));
  CHECK_THROWS_WITH_AS(append(file.journal, many), doctest::Contains("full"), JournalFailure);
  CHECK(file.journal.last_seq() == 1);
  CHECK(file.journal.check_file().empty());
  file.journal.limit_pages(100000);
  append(file.journal, many);
  CHECK(file.journal.last_seq() == 1999);
  CHECK(file.journal.read(0, 5000).size() == 1999);
}

TEST_CASE("journal: the check of the file sees requests and events that do not fit") {
  JournalFile file;
  append(file.journal, {line(1, "a"), line(2, "b")},
         {{{"kiosk-1", "a"}, {1, 1, 1}}, {{"kiosk-1", "b"}, {2, 2, 1}}});
  CHECK(file.journal.check_file().empty());
  SUBCASE("a request is not in the table of requests") {
    file.tamper("DELETE FROM request WHERE request_id = 'a'");
    REQUIRE(file.journal.check_file().size() == 1);
    CHECK(file.journal.check_file().front().starts_with("seq 1:"));
  }
  SUBCASE("a request names another's events") {
    file.tamper("UPDATE request SET first_seq = 1 WHERE request_id = 'b'");
    REQUIRE(file.journal.check_file().size() == 1);
  }
}

TEST_CASE("verify: says what cannot have happened and where") {
  JournalFile file;
  const Site site = town();
  server::Lobby lobby(
      site, file.journal, [] { return morning; }, counted_tokens());
  lobby.recover();
  REQUIRE(lobby.apply_own(open_day(morning)));
  CHECK(server::verify(file.journal).faults.empty());
  SUBCASE("an event that cannot follow") {
    Line finished{2, morning, "c", "", "", "serving_started", R"({"visit":7,"counter":"c1"})"};
    append(file.journal, {finished});
    const auto report = server::verify(file.journal);
    REQUIRE(report.faults.size() == 1);
    CHECK(report.faults[0].seq == 2);
    CHECK_THROWS_AS(lobby.recover(), JournalDamaged);
  }
  SUBCASE("time goes back") {
    Line closed = line(2, "");
    closed.kind = "day_closed";
    closed.body = R"({"date":"2026-11-26"})";
    closed.at = morning - Seconds(1);
    append(file.journal, {closed});
    const auto report = server::verify(file.journal);
    REQUIRE(report.faults.size() == 1);
    CHECK(report.faults[0].reason == "is earlier than the event before");
  }
  SUBCASE("a date that is opened again goes on with its ticket numbers") {
    REQUIRE(lobby.apply_own(Command(issue("passport"))));
    REQUIRE(lobby.apply_own(CloseDay{}));
    // Ticket issued, its need closed out, the day closed, and the same date again.
    REQUIRE(lobby.apply_own(open_day(morning)));
    REQUIRE(lobby.seq() == 5);
    const auto opened = std::get<DayOpened>(file.journal.read(4, 1).front().event.body);
    CHECK(opened.last_number == std::map<char, int>{{'A', 1}});
    CHECK(server::verify(file.journal).faults.empty());
    file.tamper(R"(UPDATE event SET body = replace(body, '"A":1', '"A":7') WHERE seq = 5)");
    const auto report = server::verify(file.journal);
    REQUIRE(report.faults.size() == 1);
    CHECK(report.faults[0].seq == 5);
    // A journal from before this was kept is as good as ever.
    file.tamper(
        R"(UPDATE event SET body = replace(body, ',"last_number":{"A":7}', '') WHERE seq = 5)");
    CHECK(server::verify(file.journal).faults.empty());
    lobby.recover();
    CHECK(lobby.state().last_number.empty());
  }
}

}  // namespace foyer::test

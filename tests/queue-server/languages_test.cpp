// What clerks speak: from the administrator's word to the event of an open counter.
#include <doctest/doctest.h>

#include "link/secret.h"
#include "queue-server/access.h"
#include "tests/engine/town.h"
#include "tests/queue-server/lab.h"

namespace foyer::test {
namespace {

using server::AccessStore;
using server::Clerk;
using server::OpenMode;
using Tags = std::vector<LanguageTag>;

const std::string key(40, 'a');

Clerk clerk(const char* id, Tags languages) {
  return {{id}, id, true, {}, {Role::counter}, false, std::move(languages)};
}

/// access.sqlite as the first version of the program made it, with a device, a clerk and a session.
void make_old_file(const std::filesystem::path& file) {
  server::Database db(file, OpenMode::read_write);
  db.run(R"sql(
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
  disabled INTEGER NOT NULL DEFAULT 0 CHECK (disabled IN (0, 1))
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
INSERT INTO device VALUES ('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'desk-1', 'counter', 1, NULL);
INSERT INTO clerk VALUES ('ana', 'Ana', 'hash of ana', 'all', 'counter', 0);
INSERT INTO session VALUES ('desk-1', 'ana', 2);
PRAGMA user_version=1;
PRAGMA application_id=1179605313;
)sql");
}

void wait_for_day(PlainClient& client) {
  for (int i = 0; i < 1000; ++i) {
    if (client.ask("day-" + std::to_string(i), protocol::GetSnapshot{}).snapshot->state.day) return;
  }
  FAIL("no day was opened");
}

}  // namespace

TEST_CASE("languages: are kept with the clerk and changed") {
  const TempFolder folder;
  const auto file = folder.path() / "access.sqlite";
  {
    AccessStore store(file, OpenMode::read_write);
    store.add_clerk(clerk("ana", {{"en"}, {"fr"}}), "hash");
    store.add_clerk(clerk("bob", {}), "hash");
    CHECK(store.set_languages({"bob"}, {{"zh-Hans"}}));
    CHECK_FALSE(store.set_languages({"cem"}, {{"en"}}));
  }
  AccessStore store(file, OpenMode::read_only);
  const std::vector<Clerk> clerks = store.clerks();
  REQUIRE(clerks.size() == 2);
  CHECK(clerks[0].languages == Tags{{"en"}, {"fr"}});
  CHECK(clerks[1].languages == Tags{{"zh-Hans"}});
}

TEST_CASE("languages: an older file is brought up to date and loses nothing") {
  const TempFolder folder;
  const auto file = folder.path() / "access.sqlite";
  make_old_file(file);
  {
    // Who may only read leaves it as it is.
    AccessStore store(file, OpenMode::read_only);
    REQUIRE(store.clerks().size() == 1);
    CHECK(store.clerks().front().languages.empty());
  }
  CHECK(server::Database(file, OpenMode::read_only).number("PRAGMA user_version") == 1);
  {
    AccessStore store(file, OpenMode::read_write);
    CHECK(store.is_enrolled(key));
    CHECK(store.secret_hash_of({"ana"}) == "hash of ana");
    CHECK(store.sessions().size() == 1);
    CHECK(store.clerks().front().languages.empty());
    // Before there were rights everybody called out of order.
    CHECK(store.clerks().front().rights == std::vector<Right>{Right::call_out_of_order});
    CHECK(store.set_rights({"ana"}, {Right::supervise}));
    CHECK(store.clerks().front().rights == std::vector<Right>{Right::supervise});
    CHECK(store.set_languages({"ana"}, {{"fr"}}));
  }
  CHECK(server::Database(file, OpenMode::read_only).number("PRAGMA user_version") == 4);
  AccessStore again(file, OpenMode::read_write);
  CHECK(again.clerks().front().languages == Tags{{"fr"}});
}

TEST_CASE("languages: the server knows those of whoever is signed in that the site has") {
  const TempFolder folder;
  const auto file = folder.path() / "access.sqlite";
  AccessStore store(file, OpenMode::read_write);
  store.enroll({{"desk-1"}, Role::counter, key, morning, std::nullopt});
  store.add_clerk(clerk("ana", {{"de"}, {"fr"}}), "hash");
  store.start_session({{"desk-1"}, {"ana"}, morning});
  const Site site = town();
  server::Access access(file, site, {1000, 1000});
  server::Guest& desk = *access.find(key);
  CHECK(desk.languages == Tags{{"fr"}});
  CHECK(store.set_languages({"ana"}, {{"en"}, {"fr"}}));
  access.refresh();
  CHECK(desk.languages == Tags{{"en"}, {"fr"}});
  access.sign_out(desk);
  CHECK(desk.languages.empty());
}

TEST_CASE("languages: the event of an open counter tells them") {
  Lab lab;
  {
    AccessStore store(lab.folder().access(), OpenMode::read_write);
    store.add_clerk(clerk("ana", {{"en"}, {"fr"}}), link::hash_secret("4711"));
  }
  PlainClient desk(lab.enroll("desk-1", Role::counter));
  wait_for_day(desk);
  REQUIRE(code_of(desk.ask("in", protocol::SignIn{{"ana"}, "4711"})) == "ok");
  const protocol::Answer opened = desk.ask("open", OpenCounter{{"c1"}});
  REQUIRE(code_of(opened) == "ok");
  CHECK(std::get<CounterOpened>(opened.events.front().body).languages == Tags{{"en"}, {"fr"}});
  lab.stop();
  CHECK(lab.replayed().counters.at({"c1"}).languages == Tags{{"en"}, {"fr"}});
}

}  // namespace foyer::test

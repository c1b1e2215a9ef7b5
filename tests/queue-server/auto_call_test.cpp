// A counter that calls by itself, where the disk fails: the ticket and its call are one
// transaction.
#include <doctest/doctest.h>

#include "queue-server/verify.h"
#include "tests/engine/town.h"
#include "tests/queue-server/lab.h"

namespace foyer::test {
namespace {

const Actor kiosk{{"kiosk-1"}, {}};
const Actor desk{{"desk-1"}, {"ana"}};
const Actor manager{{"manager-1"}, {}};

Site eager_town() {
  Site site = town();
  for (CounterPlace& counter : site.counters) counter.auto_call = counter.id.value == "c1";
  return site;
}

server::Decided apply(server::Lobby& lobby, const Actor& actor, const char* id, Command command) {
  const server::Submission submission{&actor, id, &command, skills_of(actor.clerk.value)};
  return lobby.apply({&submission, 1}).front();
}

}  // namespace

TEST_CASE("auto_call: the ticket and its call are on disk together or not at all") {
  for (const auto when : {FaultyJournal::When::before_write, FaultyJournal::When::after_commit}) {
    const bool written = when == FaultyJournal::When::after_commit;
    CAPTURE(written);
    server::SqliteJournal disk(":memory:", server::OpenMode::read_write);
    FaultyJournal journal(disk);
    const Site site = eager_town();
    server::Lobby lobby(
        site, journal, [] { return morning; }, counted_tokens());
    lobby.recover();
    REQUIRE_FALSE(apply(lobby, manager, "day", open_day(morning)).refusal);
    REQUIRE_FALSE(apply(lobby, desk, "open", OpenCounter{{"c1"}}).refusal);

    journal.fail_at(1, when);
    const auto lost = apply(lobby, kiosk, "ticket", issue("dog-licence"));
    REQUIRE(lost.refusal);
    CHECK(lost.refusal->code == RefusalCode::unavailable);
    CHECK(disk.read(0, 100).size() == (written ? 4U : 2U));

    // The same request again: one ticket and one call, whatever was on disk.
    const auto again = apply(lobby, kiosk, "ticket", issue("dog-licence"));
    REQUIRE_FALSE(again.refusal);
    CHECK(again.events.size() == 2);
    const auto events = disk.read(0, 100);
    REQUIRE(events.size() == 4);
    CHECK(kind_of(events[2].event.body) == "ticket_issued");
    CHECK(kind_of(events[3].event.body) == "visit_called");
    CHECK(events[2].request_id == "ticket");
    CHECK(events[3].request_id == "ticket");
    CHECK(events[2].event.at == events[3].event.at);
    CHECK(lobby.state().counters.at({"c1"}).visit == VisitId{1});
    CHECK(server::verify(disk).faults.empty());
  }
}

}  // namespace foyer::test

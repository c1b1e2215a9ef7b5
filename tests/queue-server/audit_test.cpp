// Who did what when, as a supervisor asks for it: bounded, of today, with tickets' numbers, without
// their tokens, and for nobody else.
#include <doctest/doctest.h>

#include <algorithm>

#include "queue-server/access_store.h"
#include "tests/queue-server/lab.h"

namespace foyer::test {
namespace {

using protocol::ReadAudit;

struct Desk {
  Lab lab;
  link::DeviceFile file = lab.enroll("desk-1", Role::counter);
  PlainClient client{file};
  int asked = 0;

  protocol::Answer ask(Command command) {
    return client.ask("c" + std::to_string(++asked), std::move(command));
  }
  protocol::Answer ask(protocol::Query query) {
    return client.ask("q" + std::to_string(++asked), std::move(query));
  }
  void sign_in(const std::string& clerk, std::vector<Right> rights) {
    lab.add_clerk(clerk, "4711");
    {
      server::AccessStore store(lab.folder().access(), server::OpenMode::read_write);
      REQUIRE(store.set_rights({clerk}, rights));
    }
    REQUIRE(ask(protocol::Query(protocol::SignIn{ClerkId{clerk}, "4711"})).ok());
  }
};

}  // namespace

TEST_CASE("audit: a supervisor looks back over today in bounded steps") {
  Desk desk;
  CHECK_EQ(code_of(desk.ask(protocol::Query(ReadAudit{}))), "not_signed_in");
  desk.sign_in("ana", {Right::call_out_of_order});
  CHECK_EQ(code_of(desk.ask(protocol::Query(ReadAudit{}))), "not_allowed");
  REQUIRE(desk.ask(protocol::Query(protocol::SignOut{})).ok());
  desk.sign_in("rose", {Right::supervise});
  REQUIRE(desk.ask(Command(OpenCounter{CounterId{"c2"}})).ok());
  std::string token;
  for (int i = 0; i < 60; ++i) {
    IssueTicket ticket = issue("passport");
    ticket.channel = Channel::welcome_desk;
    const auto issued = desk.ask(Command(ticket));
    REQUIRE(issued.ok());
    token = std::get<TicketIssued>(issued.events.front().body).token.value;
  }
  REQUIRE(desk.ask(Command(SetPriority{VisitId{3}, Priority::priority})).ok());
  REQUIRE(desk.ask(Command(CallNext{CounterId{"c2"}})).ok());

  const auto check = [&](const protocol::Answer& page) {
    REQUIRE(page.ok());
    CHECK_EQ(protocol::write_answer(page).find(token), std::string::npos);
    for (std::size_t i = 1; i < page.events.size(); ++i) {
      CHECK_EQ(page.events[i].seq, page.events[i - 1].seq + 1);
    }
    return page;
  };
  // Also after the server has started anew, when nothing of it is in memory.
  for (const bool again : {false, true}) {
    if (again) {
      desk.lab.stop();
      desk.lab.start();
    }
    const auto newest = check(desk.ask(protocol::Query(ReadAudit{})));
    REQUIRE_EQ(newest.events.size(), 50);
    CHECK_EQ(newest.events.back().seq, newest.seq);
    CHECK(std::holds_alternative<VisitCalled>(newest.events.back().body));
    CHECK_EQ(newest.events.back().actor.clerk.value, "rose");
    REQUIRE(newest.tickets.has_value());
    const VisitId called = std::get<VisitCalled>(newest.events.back().body).visit;
    const auto named = std::find_if(newest.tickets->begin(), newest.tickets->end(),
                                    [&](const auto& known) { return known.visit == called; });
    REQUIRE(named != newest.tickets->end());
    CHECK_EQ(named->ticket, find_visit(desk.lab.replayed(), called)->ticket);
    const auto earlier = check(desk.ask(protocol::Query(ReadAudit{newest.events.front().seq, 50})));
    CHECK_EQ(earlier.events.size(), static_cast<std::size_t>(newest.seq - 50));
    CHECK(std::holds_alternative<DayOpened>(earlier.events.front().body));
    CHECK_EQ(earlier.events.back().seq + 1, newest.events.front().seq);
    CHECK(check(desk.ask(protocol::Query(ReadAudit{1, 50}))).events.empty());
    CHECK_EQ(check(desk.ask(protocol::Query(ReadAudit{newest.seq + 1000, 7}))).events.size(), 7);
  }
}

TEST_CASE("audit: an administrator needs no clerk and a display may not ask") {
  Desk desk;
  PlainClient admin(desk.lab.enroll("office", Role::admin));
  CHECK(admin.ask("a", protocol::Query(ReadAudit{})).ok());
  PlainClient display(desk.lab.enroll("lobby-1", Role::display));
  CHECK_EQ(code_of(display.ask("a", protocol::Query(ReadAudit{}))), "not_allowed");
}

TEST_CASE("the day is ended at a counter by a supervisor alone") {
  Desk desk;
  CHECK_EQ(code_of(desk.ask(Command(CloseDay{}))), "not_signed_in");
  desk.sign_in("ana", {Right::call_out_of_order});
  CHECK_EQ(code_of(desk.ask(Command(CloseDay{}))), "not_allowed");
  REQUIRE(desk.ask(protocol::Query(protocol::SignOut{})).ok());
  desk.sign_in("rose", {Right::supervise});
  const auto ended = desk.ask(Command(CloseDay{}));
  REQUIRE(ended.ok());
  CHECK(std::holds_alternative<DayClosed>(ended.events.back().body));
}

TEST_CASE("training: every session says so and before anybody has signed in") {
  for (const bool training : {false, true}) {
    Lab::Options options;
    options.training = training;
    Lab lab(options);
    PlainClient client(lab.enroll("desk-1", Role::counter));
    const auto answer = client.ask("a", protocol::Query(protocol::GetSession{}));
    REQUIRE(answer.session.has_value());
    CHECK_EQ(answer.session->training, training);
  }
}

TEST_CASE("training: a data folder stays of its kind") {
  using server::keep_kind;
  using server::LobbyKind;
  const TempFolder temp;
  const server::DataFolder practice{temp.path() / "practice"};
  const server::DataFolder real{temp.path() / "real"};
  for (const auto* folder : {&practice, &real}) server::init_data_folder(*folder);
  keep_kind(practice, LobbyKind::training);
  keep_kind(practice, LobbyKind::training);
  CHECK_THROWS_WITH_AS(keep_kind(practice, LobbyKind::real), doctest::Contains("--training"),
                       server::FolderInUse);
  keep_kind(real, LobbyKind::real);
  { server::SqliteJournal journal(real.journal(), server::OpenMode::read_write); }
  CHECK_THROWS_WITH_AS(keep_kind(real, LobbyKind::training), doctest::Contains("a real lobby"),
                       server::FolderInUse);
  keep_kind(real, LobbyKind::real);
}

}  // namespace foyer::test

// foyer journal why: the words, the data, and the command as it is called beside a running server.
#include <doctest/doctest.h>

#include <algorithm>

#include <nlohmann/json.hpp>

#include "admin/commands.h"
#include "admin/ticket_story.h"
#include "admin/why_text.h"
#include "protocol/message.h"
#include "tests/admin/foyer_command.h"
#include "tests/admin/past_journal.h"
#include "tests/engine/lobby.h"
#include "tests/queue-server/lab.h"

namespace foyer::test {
namespace {

using admin::Naming;
using server::OpenMode;
using server::SqliteJournal;

const std::string clarington = FOYER_SOURCE_DIR "/assets/sites/clarington";

/// Writes what a lobby did behind what is there, its first day under this date. Every ticket is
/// told the same, as these tests are not about forecasts.
void append(server::Journal& journal, const std::vector<Event>& events,
            const std::string& first_date = "2026-11-26") {
  std::string date = first_date;
  std::int64_t seq = journal.last_seq();
  for (Event event : events) {
    if (auto* opened = std::get_if<DayOpened>(&event.body)) {
      opened->date.value = std::exchange(date, "2026-11-26");
    }
    if (auto* issued = std::get_if<TicketIssued>(&event.body)) {
      issued->promise = {WaitStatus::known, 240, 630};
    }
    const std::string body = protocol::write_event_body(event.body);
    const server::Line line{
        ++seq, event.at, event.actor.device.value, event.actor.clerk.value, "", kind_of(event.body),
        body};
    journal.append({&line, 1}, {});
  }
}

struct JournalOf {
  TempFolder folder;
  SqliteJournal journal{folder.path() / "journal.sqlite", OpenMode::read_write};

  explicit JournalOf(const Lobby& lobby, const std::string& first_date = "2026-11-26") {
    append(journal, lobby.journal(), first_date);
  }
  [[nodiscard]] std::string text(std::string_view ticket, const std::string& date = "") {
    return admin::why_text(admin::story_of_ticket(journal, ticket, {date}), Naming(nullptr));
  }
};

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::string refusal(server::Journal& journal, std::string_view ticket, const std::string& date) {
  try {
    (void)admin::story_of_ticket(journal, ticket, {date});
  } catch (const admin::CommandError& e) {
    return e.what();
  }
  return "";
}

/// A morning with every turn that a ticket can take.
Lobby morning_of_turns() {
  Lobby lobby;
  lobby.plays(R"(
    08:00 open_day
    08:00 open_counter c3 ana speaks en
    08:00 open_counter c1 ida
    08:01 issue building-permit fr -> A001
    08:05 issue property-tax       -> B001
    08:06 issue dog-licence        -> C001
    08:07 issue property-tax       -> B002
    08:07 call_visit c1 A001 -> A001 picked before B001
    08:07:03 take_back c1 A001
    08:12 call_next c3 -> C001 fewest_counters before B001
    08:12:30 recall c3 C001
    08:12:40 no_show c3 C001
    08:13 call_next c1 -> B001 earliest_due before B002
    08:13:30 serve c1 B001
    08:20 finish c1 B001 resolved
    08:20 call_next c1 -> A001 first_come before B002
    08:20:30 serve c1 A001
    08:21 park c1 A001 10
    08:22 issue property-tax -> B003
    08:23 call_next c3 -> B002 first_come before B003
    08:23 serve c3 B002
    08:30 finish c3 B002 resolved
    08:31 tick -> visit_resumed A001
    08:33 call_next c1 -> A001 first_come before B003
    08:33 serve c1 A001
    08:40 transfer c1 A001 specialist
    08:41 leave A001
  )");
  return lobby;
}

}  // namespace

TEST_CASE("journal why: the whole story of a ticket in words") {
  JournalOf of(morning_of_turns());
  CHECK(of.text("A001") == R"(A001 of 2026-11-26; times are UTC

08:01     ticket issued at device for building-permit; language fr
          building-permit: due 08:21, its place in the order 08:01
          told that half wait 4 min at most and nine in ten 10 min 30 s
08:07     called to counter c1 (ida) after 6 min, within the promise
          Why: ida picked it out of order.
          Next: B001 was waiting since 08:05.
08:07:03  the call was taken back: it stood where it had stood before
08:20     called to counter c1 (ida) after 19 min, within the promise
          Why: it was first in the order of arrival (since 08:01), and every promise that could still be kept was safe.
          Next: B002 was behind it: since 08:07.
08:20:30  served at counter c1
08:21     set aside until 08:31; it keeps its place
08:31     back in the line because the time was over
08:33     called to counter c1 (ida) after 32 min
          Why: it was first in the order of arrival (since 08:01), and every promise that could still be kept was safe.
          Next: B003 was behind it: since 08:22.
08:33     served at counter c1
08:40     passed on to building-permit, skill planning; it keeps its place
08:41     left of its own will

Called before A001 although they came later:
08:12     C001 at counter c3: it was nearly first, and no other open counter could serve it; A001 could go to 2 open counters.
08:13     B001 at counter c1: its promise would have been broken first: due 08:15; A001 (waiting since 08:01) would still be in time until 08:21.
          1 while A001 was set aside: B002.
)");
  CHECK(of.text("B001") == R"(B001 of 2026-11-26; times are UTC

08:05     ticket issued at device for property-tax; language en
          property-tax: due 08:15, its place in the order 08:05
          told that half wait 4 min at most and nine in ten 10 min 30 s
08:13     called to counter c1 (ida) after 8 min, within the promise
          Why: its promise would have been broken first: due 08:15.
          Next: B002 (waiting since 08:07) would still be in time until 08:17.
          Though it came later than A001: A001 (waiting since 08:01) would still be in time until 08:21.
08:13:30  served at counter c1
08:20     property-tax ended: resolved

Called before B001 although they came later:
08:12     C001 at counter c3: it was nearly first, and no other open counter could serve it; B001 could go to 2 open counters.
)");
}

TEST_CASE("journal why: the last day that has the ticket or the one that is asked for") {
  Lobby yesterday;
  yesterday.plays(R"(
    08:00 open_day
    08:00 open_counter c2 ana
    08:01 issue passport -> A001
    08:02 issue passport -> A002
    08:03 call_next c2 -> A001
    08:04 close_day
  )");
  Lobby today;
  today.plays(R"(
    08:05 open_day
    08:06 issue property-tax -> B001
    08:06 issue passport -> A001
    08:07 leave A001
  )");
  JournalOf of(yesterday, "2026-11-25");
  append(of.journal, today.journal());
  CHECK(has(of.text("A001"), "A001 of 2026-11-26"));
  CHECK(has(of.text("A001"), "left of its own will"));
  CHECK(has(of.text("A001", "2026-11-25"), "called to counter c2 (ana) after 2 min"));
  CHECK(has(of.text("A002"), "A002 of 2026-11-25"));
  CHECK(has(of.text("A002"), "passport ended: closed_out"));

  CHECK(refusal(of.journal, "C009", "") == "there is no ticket C009 in the journal");
  CHECK(refusal(of.journal, "A002", "2026-11-26") ==
        "there is no ticket A002 on 2026-11-26; there is on 2026-11-25");
  CHECK(refusal(of.journal, "A001", "2026-11-24") ==
        "there is no ticket A001 on 2026-11-24; there is on 2026-11-25, 2026-11-26");
  CHECK(refusal(of.journal, "C009", "2026-11-26") ==
        "there is no ticket C009 on 2026-11-26, nor on any other day");
  SqliteJournal empty(":memory:", OpenMode::read_write);
  CHECK(refusal(empty, "A001", "") == "there is no ticket A001 in the journal");
}

TEST_CASE("journal why: a number that was given out twice on a day is the last one") {
  Lobby lobby;
  lobby.plays("08:00 open_day\n08:01 issue passport -> A001\n08:02 leave A001");
  for (int i = 2; i <= 1000; ++i) {
    REQUIRE(lobby.tries(Lobby::at("08:10"), issue("passport")));
    REQUIRE(lobby.tries(Lobby::at("08:10"), Leave{VisitId{i}}));
  }
  JournalOf of(lobby);
  CHECK(has(of.text("A001"), "08:10     ticket issued"));
}

TEST_CASE("journal why: the same as data") {
  JournalOf of(morning_of_turns());
  const TicketStory story = admin::story_of_ticket(of.journal, "A001", {});
  const auto json = nlohmann::json::parse(admin::why_json(story, Naming(nullptr)));
  CHECK(json["ticket"] == "A001");
  CHECK(json["date"] == "2026-11-26");
  CHECK(json["arrived_at_ms"] == to_ms(Lobby::at("08:01")));
  REQUIRE(json["calls"].size() == story.calls.size());
  CHECK(json["calls"][0]["rule"] == "picked");
  CHECK(json["calls"][1]["rule"] == "first_come");
  CHECK(json["calls"][1]["waited_s"] == 19 * 60);
  CHECK(json["calls"][1]["runner_up"]["ticket"] == "B002");
  CHECK(json["calls"][1]["runner_up"]["reason"] == "earlier_place");
  CHECK(json["events"].size() == story.events.size());
  CHECK(json["overtaken"].size() == story.overtaken.size());
  CHECK(json["overtaken"][0]["called"]["ticket"] == "C001");
  CHECK(json["overtaken"][0]["reason"] == "fewest_counters");
  CHECK(json["overtaken"][1]["reason"] == "due_first");
  // Whoever has a visit's token could end it.
  CHECK_FALSE(has(json.dump(), "token"));
}

TEST_CASE("journal why: a day that cannot have happened is told with its seq") {
  Lobby lobby;
  lobby.plays("08:00 open_day\n08:01 issue passport -> A001");
  std::vector<Event> events = lobby.journal();
  events.push_back(Event{3, Lobby::at("08:02"), {}, CallTakenBack{VisitId{7}, {"c1"}}});
  JournalOf of(Lobby{});
  append(of.journal, events);
  CHECK_THROWS_WITH_AS((void)admin::story_of_ticket(of.journal, "A001", {}),
                       doctest::Contains("journal, seq 1: something on this day cannot have"),
                       server::JournalDamaged);
}

TEST_CASE("journal why: every ticket of a busy day at Clarington has its story") {
  const SiteFiles site = load_site(clarington);
  const TempFolder folder;
  {
    PastJournal past(folder.path(), site);
    const auto profile = simulation::read_profile(clarington + "/profiles/weekday.toml", site);
    past.add_day({"2026-11-24"}, profile, 1.6,
                 {worker_at(site, "counter-1"), worker_at(site, "counter-2")});
  }
  SqliteJournal journal(folder.path() / "journal.sqlite", OpenMode::read_only);
  int tickets = 0;
  int overtaken = 0;
  for (const server::StoredEvent& stored : journal.read(0, 100000)) {
    const auto* issued = std::get_if<TicketIssued>(&stored.event.body);
    if (issued == nullptr) continue;
    const TicketStory story = admin::story_of_ticket(journal, issued->ticket, {});
    const std::string text = admin::why_text(story, Naming(&site));
    ++tickets;
    overtaken += story.overtaken.empty() ? 0 : 1;
    CHECK(has(text, "times are America/Toronto"));
    CHECK(has(text, "Called before") == !story.overtaken.empty());
    CHECK_FALSE(has(text, "counter counter-"));
    const auto data = nlohmann::json::parse(admin::why_json(story, Naming(&site)));
    CHECK(data["calls"].size() == story.calls.size());
  }
  CHECK(tickets > 100);
  CHECK(overtaken > 10);
}

TEST_CASE("journal why: the command beside whoever writes the journal") {
  JournalOf of(morning_of_turns());
  const std::string data = " --data " + of.folder.path().string();
  // The journal is open for writing all the time.
  Said said = foyer_says("journal why a1" + data);
  CHECK(said.exit_code == 0);
  CHECK(said.text == of.text("A001"));
  said = foyer_says("journal why A001 --json" + data + " --site " + clarington);
  CHECK(said.exit_code == 0);
  CHECK(nlohmann::json::parse(said.text)["visit"] == 1);
  said = foyer_says("journal why A001" + data + " --site " + clarington);
  CHECK(has(said.text, "A001 of 2026-11-26; times are America/Toronto"));
  CHECK(has(said.text, "03:01     ticket issued"));

  const auto fails = [](const std::string& arguments, int code, const std::string& reason) {
    const Said told = foyer_says("journal why " + arguments);
    CHECK(told.exit_code == code);
    CHECK_MESSAGE(has(told.text, reason), told.text);
  };
  fails("A999" + data, 1, "there is no ticket A999 in the journal");
  fails("A001 --date 2026-11-27" + data, 1, "no ticket A001 on 2026-11-27; there is on 2026-11-26");
  fails("A001 --date tomorrow" + data, 1, "--date: \"tomorrow\" is no date like 2026-11-26");
  fails("1234" + data, 1, "\"1234\" is no ticket like A007");
  fails("A001 --data /nowhere", 1, "there is no journal in /nowhere");
  fails(data, 2, "ticket is required");
}

TEST_CASE("journal audit: who did what when on one day with the tickets") {
  JournalOf of(morning_of_turns());
  const std::string data = " --data " + of.folder.path().string();
  const Said said = foyer_says("journal audit --machines" + data);
  CHECK(said.exit_code == 0);
  CHECK(said.has("ticket_issued"));
  CHECK_FALSE(said.has("token"));
  std::string clerk;
  std::size_t by_clerks = 0;
  std::size_t by_first = 0;
  for (const server::StoredEvent& stored : of.journal.read(0, 10'000)) {
    const std::string& name = stored.event.actor.clerk.value;
    if (clerk.empty()) clerk = name;
    by_clerks += name.empty() ? 0 : 1;
    by_first += !name.empty() && name == clerk ? 1 : 0;
  }
  REQUIRE(by_first > 0);
  const auto lines = [](const Said& told) {
    CHECK(told.exit_code == 0);
    return static_cast<std::size_t>(std::count(told.text.begin(), told.text.end(), '\n'));
  };
  CHECK(lines(said) == static_cast<std::size_t>(of.journal.last_seq()));
  const Said of_people = foyer_says("journal audit" + data);
  CHECK(lines(of_people) == by_clerks);
  CHECK(of_people.has("visit_called"));
  CHECK(of_people.has("A001"));
  CHECK(lines(foyer_says("journal audit --clerk " + clerk + data)) == by_first);
  CHECK(lines(foyer_says("journal audit --clerk nobody" + data)) == 0);
  CHECK(lines(foyer_says("journal audit --date 2026-11-26" + data)) == by_clerks);
  const Said other = foyer_says("journal audit --date 2026-11-27" + data);
  CHECK(other.exit_code == 1);
  CHECK(other.has("no day 2026-11-27 is in the journal"));
  CHECK(foyer_says("journal audit --date tomorrow" + data).has("is no date like"));
  CHECK(foyer_says("journal audit --data /nowhere").has("there is no journal in /nowhere"));
}

}  // namespace foyer::test

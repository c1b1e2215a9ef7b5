// The welcome desk by keys: whoever stands there is helped with what is typed and Enter.
#include <doctest/doctest.h>

#include <algorithm>

#include "tests/counter-client/scenes.h"

using namespace foyer;
using namespace foyer::test;
using namespace foyer::counter_client;

namespace {

/// asha at the welcome desk; the lobby of 10:41.
struct AtWelcome {
  explicit AtWelcome(bool prints = false) {
    fill_lobby(lobby);
    if (prints) lobby.tray.emplace();
    client.emplace(lobby, ui::Size{1440, 900}, ScreenChoice{}, "welcome");
    client->types("asha");
    client->press("Enter");
    client->types("2468");
    client->press("Enter");
    client->settle();
    lobby.asked.clear();
  }
  void keys(std::initializer_list<std::string_view> all) {
    for (const std::string_view key : all) client->press(key);
    client->settle();
  }
  void types(std::string_view words) {
    client->types(words);
    client->settle();
  }
  [[nodiscard]] WelcomeView welcome() const { return client->view().welcome.value(); }
  [[nodiscard]] const WelcomeForm& form() const { return client->app.form().welcome; }
  /// The one command that was asked for.
  template <class T>
  [[nodiscard]] T only() const {
    REQUIRE(lobby.asked.size() == 1);
    REQUIRE(std::holds_alternative<T>(lobby.asked.front()));
    return std::get<T>(lobby.asked.front());
  }
  Lobby lobby;
  std::optional<Client> client;
};

}  // namespace

TEST_CASE("welcome: a word and two keystrokes give a ticket with its code to scan") {
  AtWelcome desk;
  CHECK(desk.client->page() == Page::welcome);
  desk.types("marriage");
  desk.keys({"Enter", "Enter"});
  const auto issue = desk.only<IssueTicket>();
  CHECK(issue.services == std::vector{ServiceId{"marriage-licence"}});
  CHECK(issue.channel == Channel::welcome_desk);
  REQUIRE(desk.form().issued);
  const Visit& visit = desk.lobby.visit(desk.form().issued->visit);
  const WelcomePersonView person = desk.welcome().person;
  CHECK(person.title == visit.ticket);
  CHECK(person.qr_url == status_url_of(clarington(), visit.token));
  CHECK(desk.welcome().typing);
}

TEST_CASE("welcome: the next person is typed for at once and has nothing of the one before") {
  AtWelcome desk;
  desk.types("marriage");
  desk.keys({"Enter", "2", "4", "6", "Enter"});
  desk.lobby.asked.clear();
  desk.types("property tax");
  desk.keys({"Enter", "Enter"});
  const auto issue = desk.only<IssueTicket>();
  CHECK(issue.special_needs.empty());
  CHECK(issue.priority == Priority::normal);
}

TEST_CASE("welcome: what is asked for them goes into the ticket") {
  AtWelcome desk;
  desk.types("marriage");
  desk.keys({"Enter", "1", "2", "4", "6", "Enter"});
  const auto issue = desk.only<IssueTicket>();
  CHECK(issue.language == clarington().languages[1].tag);
  CHECK(issue.special_needs == std::vector{SpecialNeed::step_free, SpecialNeed::more_time});
  CHECK(issue.priority == Priority::priority);
}

TEST_CASE("welcome: several needs are one ticket") {
  AtWelcome desk;
  desk.types("marriage");
  desk.keys({"Enter", "5"});
  desk.types("property tax");
  desk.keys({"Enter", "Enter"});
  const auto issue = desk.only<IssueTicket>();
  REQUIRE(issue.services.size() == 2);
  CHECK(issue.services.front() == ServiceId{"marriage-licence"});
}

TEST_CASE("welcome: digits and letters are typed until a row is taken") {
  AtWelcome desk;
  desk.types("a5");
  CHECK(desk.form().words.text == "a5");
  CHECK(desk.lobby.asked.empty());
}

TEST_CASE("welcome: an answer on the spot is counted") {
  AtWelcome desk;
  desk.types("marriage");
  desk.keys({"Enter", "A"});
  const auto answer = desk.only<RecordAnswer>();
  CHECK(answer.counter.empty());
  CHECK(answer.outcome == Outcome::resolved);
  CHECK(desk.lobby.state().totals.answered == 1);
  CHECK(desk.form().said == "Answered: Get a marriage licence");
}

TEST_CASE("welcome: what this lobby does not do is referred to its department") {
  AtWelcome desk;
  desk.types("dog tag");
  desk.keys({"Enter"});
  CHECK_FALSE(desk.welcome().person.lines.empty());
  desk.keys({"Enter"});
  const auto answer = desk.only<RecordAnswer>();
  CHECK(answer.outcome == Outcome::referred);
  CHECK(answer.department == find_service_info(clarington(), answer.service)->department);
}

TEST_CASE("welcome: a service that was switched off today is no ticket") {
  AtWelcome desk;
  desk.lobby.rights = {Right::supervise};
  desk.types("marriage");
  desk.lobby.does("10:42", SwitchService{ServiceId{"marriage-licence"}, Switch::off}, "ruth");
  desk.keys({"Enter", "Enter"});
  CHECK(desk.only<RecordAnswer>().outcome == Outcome::referred);
}

TEST_CASE("welcome: a triage asks one question after the other and ends in what to do") {
  AtWelcome desk;
  desk.types("fence");
  desk.keys({"Enter"});
  REQUIRE(desk.welcome().triage.size() == 3);
  CHECK(desk.welcome().triage[0].state == TriageRow::State::asked);
  desk.keys({"N", "N"});
  CHECK(desk.welcome().triage[2].state == TriageRow::State::asked);
  desk.keys({"N", "Enter"});
  CHECK(desk.only<RecordAnswer>().outcome == Outcome::resolved);
}

TEST_CASE("welcome: a triage leads to another article") {
  AtWelcome desk;
  desk.types("fence");
  desk.keys({"Enter", "N", "Y"});
  CHECK(desk.form().taken == "service/pool-permit");
  CHECK(desk.welcome().person.title == "Get a pool enclosure permit");
}

TEST_CASE("welcome: a visit is found by its number and gets a need more") {
  AtWelcome desk;
  const Visit& visit = desk.lobby.state().visits.begin()->second;
  const std::size_t needs = visit.needs.size();
  desk.keys({"F3"});
  desk.types(visit.ticket);
  desk.keys({"Enter", "A"});
  desk.types("rent");
  desk.keys({"Enter", "Enter"});
  CHECK(desk.only<AddNeed>().visit == visit.id);
  CHECK(desk.lobby.visit(visit.id).needs.size() == needs + 1);
}

TEST_CASE("welcome: who gave up and comes back has the old place") {
  AtWelcome desk;
  const Visit waiting = desk.lobby.state().visits.rbegin()->second;
  desk.keys({"F3"});
  desk.types(waiting.ticket);
  desk.keys({"Enter", "G"});
  CHECK(desk.only<Leave>().visit == waiting.id);
  CHECK(desk.form().said == waiting.ticket + " gives up");
  desk.lobby.asked.clear();
  desk.keys({"F3"});
  desk.types(waiting.ticket);
  desk.keys({"Enter", "Enter"});
  CHECK(desk.only<BringBack>().visit == waiting.id);
  CHECK(desk.lobby.visit(waiting.id).arrived_at == waiting.arrived_at);
}

TEST_CASE("welcome: whom a key acts on stays the same while others come and go") {
  AtWelcome desk;
  const VisitId wanted = desk.lobby.state().visits.rbegin()->first;
  desk.keys({"F3", "Enter"});
  desk.lobby.comes("10:42", {"general-question"});
  desk.client->settle();
  desk.keys({"G"});
  CHECK(desk.only<Leave>().visit == wanted);
}

TEST_CASE("welcome: an appointment is looked up by its code and checked in") {
  AtWelcome desk;
  desk.lobby.appointment =
      protocol::FoundAppointment{at("10:45"), {ServiceId{"marriage-licence"}}, std::nullopt};
  desk.keys({"F2"});
  desk.types("AB12CD");
  desk.keys({"Enter"});
  REQUIRE(desk.form().appointment);
  CHECK(desk.welcome().person.title == "10:45");
  desk.keys({"Enter"});
  const auto check_in = desk.only<CheckIn>();
  CHECK(check_in.code == "AB12CD");
  CHECK(check_in.channel == Channel::welcome_desk);
}

TEST_CASE("welcome: without a link nothing is issued and the button says why") {
  AtWelcome desk;
  desk.types("marriage");
  desk.keys({"Enter"});
  desk.lobby.connected = false;
  desk.client->settle();
  REQUIRE(desk.welcome().person.primary);
  CHECK_FALSE(desk.welcome().person.primary->button.enabled);
  desk.keys({"Enter"});
  CHECK(desk.lobby.asked.empty());
}

TEST_CASE("welcome: Escape begins anew") {
  AtWelcome desk;
  desk.types("marriage");
  desk.keys({"Enter", "2", "Esc"});
  CHECK(desk.form().words.text.empty());
  CHECK(desk.form().taken.empty());
  CHECK(desk.form().person.special_needs.empty());
  desk.types("tax");
  CHECK(desk.form().words.text == "tax");
}

TEST_CASE("welcome: after a panel words are typed again") {
  AtWelcome desk;
  desk.keys({"F8", "Esc"});
  CHECK_FALSE(desk.client->view().panel);
  desk.types("tax");
  CHECK(desk.form().words.text == "tax");
}

TEST_CASE("welcome: a supervisor supervises from there too") {
  AtWelcome desk;
  desk.lobby.rights = {Right::call_out_of_order, Right::supervise};
  desk.client->screen.advance(11'000);  // The session is asked for now and then.
  desk.client->settle();
  desk.keys({"F10"});
  REQUIRE(desk.client->view().panel);
  CHECK(desk.client->view().panel->kind == Panel::supervise);
  desk.keys({"Esc"});
  desk.types("tax");
  CHECK(desk.form().words.text == "tax");
}

TEST_CASE("welcome: the silent key asks for help of the desk and nothing of it is on the screen") {
  AtWelcome desk;
  desk.types("marriage");
  desk.keys({"Enter"});
  const std::string taken = desk.form().taken;
  REQUIRE_FALSE(taken.empty());
  desk.keys({"F9"});
  CHECK(desk.lobby.asked.empty());
  desk.keys({"F9"});
  CHECK(desk.only<RaiseAlarm>().counter.empty());
  REQUIRE(desk.lobby.state().desk_alarms.size() == 1);
  CHECK(desk.lobby.state().desk_alarms.begin()->second.clerk == ClerkId{"asha"});
  // What is being said with whoever stands there is still there, and nothing else is.
  CHECK(desk.form().taken == taken);
  CHECK_FALSE(desk.client->shows("for help"));
  // Not a second time before somebody has come.
  desk.keys({"F9", "F9"});
  CHECK(desk.lobby.asked.size() == 1);
}

TEST_CASE("welcome: a supervisor there does not see its own call but those of others") {
  AtWelcome desk;
  desk.lobby.rights = {Right::call_out_of_order, Right::supervise};
  desk.client->screen.advance(11'000);
  desk.client->settle();
  desk.keys({"F9", "F9"});
  CHECK_FALSE(desk.client->shows("asks for help"));
  desk.types("marriage");
  desk.lobby.calls_from("desk-9", "ida");
  desk.client->settle();
  CHECK(desk.client->shows("The welcome desk asks for help."));
  desk.keys({"F11"});
  CHECK_FALSE(desk.client->shows("asks for help"));
  CHECK(desk.form().words.text == "marriage");
}

TEST_CASE("welcome: a ticket is printed when it is there and again the same one") {
  AtWelcome desk(true);
  Tray& tray = *desk.lobby.tray;
  desk.types("marriage");
  desk.keys({"Enter", "1", "2"});
  CHECK(tray.jobs.empty());
  desk.keys({"Enter"});
  const auto issue = desk.only<IssueTicket>();
  const Visit& visit = desk.lobby.visit(desk.form().issued->visit);
  REQUIRE(tray.jobs.size() == 1);
  CHECK(number_on(tray.jobs[0].paper) == visit.ticket);
  CHECK(tray.jobs[0].paper.language == issue.language);
  CHECK(issue.language != LanguageTag{"en"});
  CHECK(desk.client->shows("The paper is being printed."));
  // While it prints the key does nothing more.
  desk.keys({"F7"});
  CHECK(tray.jobs.size() == 1);
  tray.problems = {printing::PrinterProblem::paper_out};
  tray.ends(0, printing::PrintOutcome::failed);
  desk.client->settle();
  CHECK(desk.client->shows("No paper came out."));
  CHECK(desk.client->shows("The printer has no paper."));
  CHECK_FALSE(desk.welcome().person.qr_url.empty());
  tray.problems.clear();
  desk.keys({"F7"});
  REQUIRE(tray.jobs.size() == 2);
  CHECK(number_on(tray.jobs[1].paper) == visit.ticket);
  tray.ends(1, printing::PrintOutcome::printed);
  desk.client->settle();
  CHECK(desk.client->shows("The paper has come out."));
  CHECK_FALSE(desk.client->shows("The printer has no paper."));
  CHECK(desk.lobby.asked.size() == 1);
}

TEST_CASE("welcome: the ticket of a visit that was found is printed and says what is still to do") {
  AtWelcome desk(true);
  const VisitId visit = desk.lobby.comes("10:41", {"marriage-licence"}, "fr");
  desk.client->settle();
  desk.keys({"F3"});
  desk.types(desk.lobby.ticket(visit));
  desk.keys({"Enter", "F7"});
  REQUIRE(desk.lobby.tray->jobs.size() == 1);
  const printing::Paper& paper = desk.lobby.tray->jobs[0].paper;
  CHECK(number_on(paper) == desk.lobby.ticket(visit));
  CHECK(paper.language == LanguageTag{"fr"});
  CHECK(desk.lobby.asked.empty());
}

TEST_CASE("welcome: where somebody is referred to is printed on a key") {
  AtWelcome desk(true);
  desk.types("dog tag");
  desk.keys({"Enter", "F7"});
  REQUIRE(desk.lobby.tray->jobs.size() == 1);
  const printing::Paper& paper = desk.lobby.tray->jobs[0].paper;
  CHECK(number_on(paper).empty());
  const ServiceInfo* service = find_service_info(
      clarington(), ServiceId{desk.welcome().rows[desk.welcome().chosen].id.substr(8)});
  REQUIRE(service != nullptr);
  const auto says = [&](const std::string& text) {
    return std::any_of(paper.parts.begin(), paper.parts.end(), [&](const auto& part) {
      const auto* line = std::get_if<printing::PaperText>(&part);
      return line != nullptr && line->text == text;
    });
  };
  CHECK(says(service->referral.phone));
  CHECK(desk.lobby.asked.empty());
}

TEST_CASE("welcome: without a printer nothing speaks of paper") {
  AtWelcome desk;
  desk.types("marriage");
  desk.keys({"Enter", "Enter"});
  CHECK(desk.client->screen.record().control("print") == nullptr);
}

TEST_CASE("welcome: F1 shows all keys though a question mark is typed") {
  AtWelcome desk;
  desk.keys({"?"});
  CHECK(desk.form().words.text == "?");
  desk.keys({"F1"});
  CHECK(desk.client->app.form().panel == Panel::keys);
}

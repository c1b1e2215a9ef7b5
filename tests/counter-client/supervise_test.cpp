// What a supervisor does, by keyboard alone, against the real engine.
#include <doctest/doctest.h>

#include "tests/counter-client/scenes.h"

using namespace foyer;
using namespace foyer::test;
using namespace foyer::counter_client;

namespace {

const CounterId counter_6{"counter-6"};

struct At {
  Lobby desk;
  std::optional<Client> client;
  explicit At(const std::string& counter = "counter-1",
              std::vector<Right> rights = {Right::call_out_of_order, Right::supervise}) {
    fill_lobby(desk);
    desk.rights = std::move(rights);
    client.emplace(desk, ui::Size{1440, 900}, ScreenChoice{}, counter);
    client->types("asha");
    client->press("Enter");
    client->types("2468");
    client->press("Enter");
    client->settle();
  }
  template <class T>
  const T& last() {
    client->settle();
    REQUIRE_FALSE(desk.asked.empty());
    REQUIRE(std::holds_alternative<T>(desk.asked.back()));
    return std::get<T>(desk.asked.back());
  }
  [[nodiscard]] std::size_t asked() const { return desk.asked.size(); }
  [[nodiscard]] Panel panel() const { return client->app.form().panel; }
};

}  // namespace

TEST_CASE("supervise: who has not the right sees no way to it and no call for help") {
  At a("counter-1", {Right::call_out_of_order});
  CHECK_FALSE(a.client->shows("Supervise"));
  a.client->press("F10");
  CHECK_FALSE(a.client->view().panel.has_value());
  a.desk.does("10:42", RaiseAlarm{counter_6});
  a.client->settle();
  CHECK_FALSE(a.client->shows("asks for help"));
  a.client->press("F11");
  CHECK(a.desk.asked.empty());
}

TEST_CASE("supervise: the right is taken away while the panel is open") {
  At a;
  a.client->press("F10");
  CHECK(a.client->view().panel.has_value());
  a.desk.rights = {Right::call_out_of_order};
  a.client->screen.advance(10'100);
  a.client->settle();
  CHECK_FALSE(a.client->view().panel.has_value());
}

TEST_CASE("supervise: counters with who is there and since when and whom they serve") {
  At a;
  a.desk.does("10:41:30", RaiseAlarm{counter_6});
  a.client->at("10:42");
  a.client->press("F10");
  const CounterView view = a.client->view();
  REQUIRE(view.panel);
  CHECK(view.panel->text == "8 wait, the longest 18 min. 3 counters are open.");
  CHECK(view.panel->rows[5].label == "Counter 6: Ruth");
  CHECK(view.panel->rows[5].text == "Ready · Building permits, Planning and zoning");
  CHECK(view.panel->rows[5].end == "asks for help since 10:41");
  CHECK(view.panel->rows[0].label == "Counter 1");
  CHECK(view.panel->rows[0].text == "Closed");
  CHECK(view.panel->rows[1].label == "Counter 2: Marc");
  CHECK(view.panel->rows[1].end == "since 08:30");
  a.desk.does("10:42", CallNext{CounterId{"counter-2"}});
  const VisitId visit = *find_counter(a.desk.state(), CounterId{"counter-2"})->visit;
  CHECK(a.client->view().panel->rows[1].text ==
        "Calling " + a.desk.ticket(visit) + " · Service desk");
  a.desk.does("10:43", Serve{CounterId{"counter-2"}, visit});
  a.client->at("10:49");
  CHECK(a.client->view().panel->rows[1].text ==
        "Serving " + a.desk.ticket(visit) + ", 6 min · Service desk");
}

TEST_CASE("supervise: skills are taken and given by a digit and the space bar") {
  At a;
  a.client->press("F10");
  a.client->press("6");
  a.client->press("Space");
  CHECK(a.panel() == Panel::supervise_counter);
  CHECK(a.client->shows("Counter 6: Ruth"));
  const auto before = find_counter(a.desk.state(), counter_6)->skills;
  REQUIRE(before.size() == 2);
  a.client->press("2");
  a.client->press("Space");
  CHECK(a.last<SetSkills>().skills.size() == 1);
  CHECK(find_counter(a.desk.state(), counter_6)->skills.size() == 1);
  CHECK(a.panel() == Panel::supervise_counter);
  // The last one stays, and the button says why.
  const std::size_t asked = a.asked();
  a.client->press("1");
  a.client->settle();
  CHECK(a.client->shows("it serves nothing else"));
  a.client->press("Space");
  CHECK(a.asked() == asked);
  a.client->press("2");
  a.client->press("Space");
  a.last<SetSkills>();
  CHECK(find_counter(a.desk.state(), counter_6)->skills == before);
  a.client->press("Esc");
  CHECK(a.panel() == Panel::supervise);
  a.client->press("Esc");
  CHECK(a.panel() == Panel::none);
}

TEST_CASE("supervise: what somebody stands there for cannot be taken and a race is told in words") {
  At a;
  // A specialist's need, at a counter that has other skills beside.
  const Service* wanted = nullptr;
  const CounterPlace* there = nullptr;
  for (const Service& service : clarington().lobby.services) {
    for (const CounterPlace& place : clarington().lobby.counters) {
      if (!service.on || place.skills.size() < 2) continue;
      if (!has_skill(place.skills, service.specialist_skill)) continue;
      wanted = &service;
      there = &place;
    }
  }
  REQUIRE(wanted != nullptr);
  const CounterId counter_2{"counter-2"};
  if (find_counter(a.desk.state(), there->id) == nullptr) {
    a.desk.opens("10:41:09", there->id.value, "ann");
  }
  const VisitId visit = a.desk.comes("10:41:10", {wanted->id.value});
  a.desk.does("10:41:11", CallVisit{counter_2, visit});
  a.desk.does("10:41:12", Serve{counter_2, visit});
  a.desk.does("10:41:13", Transfer{counter_2, visit, NeedId{1}, TransferKind::specialist, ""});
  a.client->press("F10");
  a.client->press(find_counter_info(clarington(), there->id)->label);
  a.client->press("Space");
  const auto rows = a.client->view().panel->rows;
  REQUIRE(rows.size() == there->skills.size() + 2);  // Under them a break, and the end.
  std::size_t at = 0;
  while (has_skill(std::get<SetSkills>(rows[at].command).skills, wanted->specialist_skill)) ++at;
  // This screen does not know yet that somebody is called there for it.
  a.desk.hold_news();
  a.desk.does("10:41:20", CallVisit{there->id, visit});
  a.client->press(std::to_string(at + 1));
  a.client->press("Space");
  a.client->settle();
  CHECK(a.client->shows("Somebody is there for just that."));
  a.desk.release_news();
  a.client->settle();
  CHECK(a.client->view().panel->rows[at].why_not == a.desk.ticket(visit) + " is there for it");
}

TEST_CASE("supervise: a service is offered no more after saying who waits for it") {
  At a;
  const ServiceId service{"rent-hall"};
  a.client->press("F10");
  a.client->press(&Keys::services);
  a.client->types("rent");
  a.client->press("Enter");
  CHECK(a.panel() == Panel::supervise_service);
  CHECK(a.client->shows("1 waits for it and is still served."));
  CHECK(a.asked() == 0);
  a.client->press("Space");
  CHECK(a.last<SwitchService>() == SwitchService{service, Switch::off});
  CHECK_FALSE(is_offered(a.desk.state(), *find_service(clarington().lobby, service)));
  // The same place offers the way back.
  CHECK(a.client->shows("Offer it again"));
  a.client->press("Space");
  CHECK(a.last<SwitchService>().to == Switch::on);
  a.client->press("Esc");
  CHECK(a.panel() == Panel::supervise_services);
  a.client->types("zzz");
  CHECK(a.client->shows("Nothing is called so."));
}

TEST_CASE("supervise: who waits goes first and in the usual order again") {
  At a;
  const VisitId visit{4};
  const std::string ticket = a.desk.ticket(visit);
  a.client->press("F10");
  a.client->press(&Keys::people);
  a.client->types(ticket);
  a.client->press("Enter");
  CHECK(a.last<SetPriority>() == SetPriority{visit, Priority::priority});
  CHECK(a.desk.visit(visit).priority == Priority::priority);
  CHECK(a.panel() == Panel::supervise_people);
  a.client->press("Enter");
  CHECK(a.last<SetPriority>() == SetPriority{visit, Priority::normal});
}

TEST_CASE("supervise: a row of the line leads to its priority") {
  At a;
  a.client->press("Space");
  a.client->press(&Keys::line);
  a.client->press("Down");
  const std::string ticket = a.client->view().line.rows[1].row.ticket;
  a.client->press("F10");
  CHECK(a.panel() == Panel::supervise_people);
  CHECK(a.client->app.form().search.text == ticket);
  a.client->press("Enter");
  CHECK(a.desk.ticket(a.last<SetPriority>().visit) == ticket);
}

TEST_CASE("supervise: the day ends after a second press and not by a double press") {
  At a;
  a.client->press("F10");
  a.client->press(&Keys::end_day);
  CHECK(a.client->shows("9 people are still here, 0 of them at counters."));
  a.client->settle();
  a.client->screen.key(ui::Key::space);
  a.client->screen.frame();
  a.client->screen.frame();
  a.client->screen.key(ui::Key::space);
  a.client->screen.frame();
  CHECK(a.asked() == 0);
  CHECK(a.client->shows("Press Space again"));
  a.client->press("Esc");
  CHECK(a.panel() == Panel::supervise);
  a.client->press(&Keys::end_day);
  CHECK_FALSE(a.client->shows("Press Space again"));
  a.client->press("Space");
  CHECK(a.asked() == 0);
  a.client->press("Space");
  a.last<CloseDay>();
  CHECK_FALSE(a.desk.state().day.has_value());
  CHECK(a.desk.state().visits.empty());
  CHECK(a.panel() == Panel::none);
  a.client->press("F10");
  a.client->press(&Keys::end_day);
  CHECK(a.client->shows("No day is open."));
}

TEST_CASE("supervise: without a counter of her own too") {
  At a("");
  CHECK(a.client->page() == Page::choose_counter);
  a.client->press("F10");
  CHECK(a.client->shows("Counter 2: Marc"));
  a.client->press("6");
  a.client->press("Space");
  a.client->press("1");
  a.client->press("Space");
  a.last<SetSkills>();
  CHECK(a.client->app.desk().counter.empty());
}

TEST_CASE("alarm: another counter's call for help is seen at once and cleared by its key") {
  At a;
  a.client->press("Space");
  a.client->press("Space");
  a.client->press(&Keys::park);
  CHECK(a.panel() == Panel::park);
  a.desk.does("10:42", RaiseAlarm{counter_6});
  a.desk.does("10:43", RaiseAlarm{CounterId{"counter-3"}});
  a.client->settle();
  CHECK(a.client->shows("Counter 6 asks for help."));
  CHECK(a.client->shows("Ruth, since 10:42. 1 more asks too."));
  a.client->press("F11");
  CHECK(a.last<ClearAlarm>().counter == counter_6);
  // What she was doing is still there.
  CHECK(a.panel() == Panel::park);
  CHECK(a.client->shows("Counter 3 asks for help."));
  a.client->press("F11");
  a.client->settle();
  CHECK_FALSE(a.client->shows("asks for help"));
  const std::size_t asked = a.asked();
  a.client->press("F11");
  CHECK(a.asked() == asked);
}

TEST_CASE("alarm: her own is not on the screen that stands before the customer") {
  At a;
  a.client->press("Space");
  a.client->press("F9");
  a.client->press("F9");
  a.last<RaiseAlarm>();
  CHECK_FALSE(a.client->view().alarm.has_value());
  a.client->press("F10");
  a.client->press("1");
  a.client->press("Space");
  CHECK_FALSE(a.client->shows("Asked for help"));
}

TEST_CASE("audit: who did what when with tickets and the earlier ones on demand") {
  At a;
  a.desk.does("10:41:30", SetPriority{VisitId{4}, Priority::priority}, "marc");
  a.desk.does("10:41:40", SwitchService{ServiceId{"rent-hall"}, Switch::off}, "marc");
  for (int i = 0; i < 60; ++i) a.desk.comes("10:41:45", {"general-question"});
  a.client->press("F10");
  a.client->press(&Keys::audit);
  a.client->settle();
  REQUIRE(a.client->app.desk().audit);
  CHECK(a.client->app.desk().audit->events.size() == 50);
  const auto rows = [&] { return a.client->view().panel->rows; };
  CHECK(rows().front().label.ends_with("took a ticket: Ask a general question"));
  a.client->press("Enter");
  a.client->settle();
  CHECK(a.client->app.desk().audit->events.size() > 60);
  CHECK(a.client->app.desk().audit->complete);
  a.client->types("marc");
  CHECK(rows()[0].label == "No more today: Rent a hall or a room");
  CHECK(rows()[0].text == "Marc · desk-1");
  CHECK(rows()[0].end == "10:41");
  CHECK(rows()[1].label == a.desk.ticket(VisitId{4}) + " goes first");
  a.client->settle();
  CHECK(a.client->shows("that is all of today"));
  // Opened again it is asked for anew.
  a.client->press("Esc");
  CHECK_FALSE(a.client->app.desk().audit);
}

TEST_CASE("training: every page says that nothing is real and a real lobby says nothing") {
  for (const Scene& scene : scenes()) {
    if (scene.name != "training-sign-in" && scene.name != "training-serving" &&
        scene.name != "sign-in" && scene.name != "serving") {
      continue;
    }
    CAPTURE(scene.name);
    Stage stage(scene, {1440, 900}, {});
    CHECK(stage.client->shows("Training: nothing here is real.") == scene.training);
  }
}

TEST_CASE(
    "supervise: a counter that a clerk left open is closed and its own screen says who did it") {
  At a;
  a.client->press("F10");
  a.client->press("6");
  a.client->press("Space");
  a.client->press("3");
  CHECK(a.client->shows("Put counter 6 on a break"));
  a.client->press("Space");
  CHECK(a.last<BreakCounter>() == BreakCounter{counter_6, BreakReason::other});
  CHECK(a.panel() == Panel::supervise_counter);
  CHECK(find_counter(a.desk.state(), counter_6)->in_place_of == ClerkId{"ruth"});
  CHECK_FALSE(a.client->shows("Put this counter on a break"));
  a.client->press("3");
  a.client->press("Space");
  CHECK(a.last<CloseCounter>().counter == counter_6);
  CHECK(find_counter(a.desk.state(), counter_6)->state == CounterState::closed);
  CHECK(a.panel() == Panel::supervise_counter);
  CHECK(a.client->shows("It is closed. A clerk opens it."));
  a.client->press("Esc");
  a.client->press(&Keys::audit);
  a.client->settle();
  CHECK(a.client->view().panel->rows[0].label == "Counter 6 of Ruth closed");
  CHECK(a.client->view().panel->rows[1].label ==
        "Counter 6 of Ruth put on a break: Something else");
}

TEST_CASE("supervise: the clerk whose counter was closed is told and opens it again") {
  At a("counter-1", {Right::call_out_of_order});
  a.client->press("Space");
  a.desk.rights = {Right::supervise};
  a.desk.does("10:50", BreakCounter{CounterId{"counter-1"}, BreakReason::other}, "marc");
  a.client->at("10:51");
  CHECK(a.client->page() == Page::on_break);
  CHECK(a.client->shows("A supervisor began this break for you."));
  a.desk.does("10:52", CloseCounter{CounterId{"counter-1"}}, "marc");
  a.client->at("10:53");
  CHECK(a.client->page() == Page::closed);
  CHECK(a.client->shows("A supervisor closed it for you at 10:52."));
  a.client->press("Space");
  a.client->settle();
  CHECK(a.client->page() == Page::idle);
  a.client->press(&Keys::close_counter);
  a.client->settle();
  CHECK(a.client->page() == Page::closed);
  CHECK_FALSE(a.client->shows("A supervisor closed it"));
}

TEST_CASE(
    "supervise: a counter where somebody is stays open and the button says what comes first") {
  At a;
  const CounterId counter_2{"counter-2"};
  a.desk.does("10:42", CallNext{counter_2});
  const VisitId visit = *find_counter(a.desk.state(), counter_2)->visit;
  a.client->press("F10");
  a.client->press("2");
  a.client->press("Space");
  a.client->press("3");
  CHECK(a.client->shows(a.desk.ticket(visit) + " is called there; the call ends by itself"));
  a.desk.does("10:43", Serve{counter_2, visit});
  a.client->settle();
  CHECK(
      a.client->shows(a.desk.ticket(visit) + " is served there; Marc closes or parks that first"));
  const std::size_t asked = a.asked();
  a.client->press("Space");
  a.client->settle();
  CHECK(a.asked() == asked);
  // Her own counter has its own keys.
  a.client->press("Esc");
  a.client->press("Esc");
  a.client->press("Space");
  a.client->press("F10");
  a.client->press("1");
  a.client->press("Space");
  CHECK(a.client->shows("Counter 1: Asha"));
  CHECK_FALSE(a.client->shows("Close this counter"));
}

TEST_CASE("supervise: a prepared notice is shown and taken back by its number") {
  At a;
  a.client->press("F10");
  a.client->press(&Keys::notices);
  CHECK(a.panel() == Panel::supervise_notices);
  const auto row_of = [&](const std::string& words) {
    const auto rows = a.client->view().panel->rows;
    const auto found = std::find_if(rows.begin(), rows.end(), [&](const PanelRow& row) {
      return row.label.find(words) != std::string::npos;
    });
    REQUIRE(found != rows.end());
    return *found;
  };
  CHECK(row_of("systems are slow").text == "Not shown");
  a.client->press(row_of("systems are slow").key);
  a.client->press("Space");
  CHECK(a.last<SwitchNotice>() == SwitchNotice{NoticeId{"slow-today"}, Switch::on});
  CHECK(a.panel() == Panel::supervise_notices);
  CHECK(row_of("systems are slow").text == "Shown since 10:41, until the day ends");
  a.client->press("Space");
  CHECK(a.last<SwitchNotice>().to == Switch::off);
  // One that the city shows by its dates.
  CHECK(row_of("park on the street").text.starts_with("Shown until "));
  a.client->press(row_of("park on the street").key);
  a.client->press("Space");
  CHECK(a.last<SwitchNotice>() == SwitchNotice{NoticeId{"winter-parking"}, Switch::off});
  CHECK(row_of("park on the street").text == "Not shown any more today");
  a.client->press("Esc");
  a.client->press(&Keys::audit);
  a.client->settle();
  CHECK(a.client->view().panel->rows[0].label.starts_with("Notice shown no more: From December 1"));
}

TEST_CASE("alarm: a welcome desk's call is seen by supervisors elsewhere and cleared") {
  At a;
  a.desk.calls_from("desk-9", "ida");
  a.client->settle();
  CHECK(a.client->shows("The welcome desk asks for help."));
  CHECK(a.client->shows("Ida, since 10:41."));
  a.client->press("F10");
  CHECK(a.client->view().panel->rows.back().label == "Welcome desk: Ida");
  a.client->press("F11");
  CHECK(a.last<ClearAlarm>() == ClearAlarm{{}, DeviceId{"desk-9"}});
  CHECK_FALSE(a.client->shows("asks for help"));
}

TEST_CASE("audit: a follow-up's line says how far it is and whose it is now") {
  At a;
  const CounterId counter_2{"counter-2"};
  a.desk.does("10:42", CallNext{counter_2});
  const VisitId visit = *find_counter(a.desk.state(), counter_2)->visit;
  a.desk.does("10:43", Serve{counter_2, visit});
  Finish finish{counter_2, visit, {}};
  for (const Need& need : a.desk.visit(visit).needs) {
    if (need.state == NeedState::serving) {
      finish.results.push_back({need.id, Outcome::follow_up, {}, {}});
    }
  }
  a.desk.does("10:44", finish);
  REQUIRE_FALSE(a.desk.state().follow_ups.empty());
  const std::string reference = a.desk.state().follow_ups.begin()->first;
  a.desk.does("10:45", AdvanceFollowUp{reference, FollowUpStatus::in_progress}, "marc");
  const DepartmentInfo& department = clarington().departments.front();
  a.desk.does("10:46", AssignFollowUp{reference, department.id, ClerkId{"ruth"}}, "marc");
  a.client->at("10:47");
  a.client->press("F10");
  a.client->press(&Keys::audit);
  a.client->settle();
  const auto rows = a.client->view().panel->rows;
  CHECK(rows[0].label == reference + " was passed on to Ruth, " + department.name);
  CHECK(rows[1].label == reference + ": In progress");
}

// What the clerk does, by keyboard alone, against the real engine.
#include <doctest/doctest.h>

#include "counter-client/preferences.h"
#include "tests/counter-client/scenes.h"

using namespace foyer;
using namespace foyer::test;
using namespace foyer::counter_client;

namespace {

struct At {
  Lobby desk;
  std::optional<Client> client;
  explicit At(const std::string& counter = "counter-1") {
    fill_lobby(desk);
    client.emplace(desk, ui::Size{1440, 900}, ScreenChoice{}, counter);
  }
  void sign_in() {
    client->types("asha");
    client->press("Enter");
    client->types("2468");
    client->press("Enter");
  }
  void open() {
    sign_in();
    client->press("Space");
  }
  void serve() {
    open();
    client->press("Space");
    client->press("Space");
  }
  template <class T>
  const T& last() {
    client->settle();
    REQUIRE_FALSE(desk.asked.empty());
    REQUIRE(std::holds_alternative<T>(desk.asked.back()));
    return std::get<T>(desk.asked.back());
  }
  std::size_t asked() const { return desk.asked.size(); }
};

}  // namespace

TEST_CASE("sign-in: a wrong PIN is told in words and the name stays") {
  At a;
  a.client->types("asha");
  a.client->press("Enter");
  a.client->types("1111");
  CHECK_FALSE(a.client->shows("1111"));
  a.client->press("Enter");
  CHECK(a.client->page() == Page::sign_in);
  CHECK(a.client->shows("The name and the PIN do not belong together."));
  CHECK(a.client->app.form().clerk.text == "asha");
  CHECK(a.client->app.form().secret.text.empty());
  a.client->types("2468");
  a.client->press("Enter");
  CHECK(a.client->page() == Page::closed);
}

TEST_CASE("sign-in: throttling says how long to wait") {
  At a;
  a.client->types("throttled");
  a.client->press("Enter");
  a.client->types("2468");
  a.client->press("Enter");
  CHECK(a.client->shows("Wait 30 seconds"));
}

TEST_CASE("sign-in: without a counter of its own the machine asks which one") {
  At a("");
  a.sign_in();
  CHECK(a.client->page() == Page::choose_counter);
  a.client->press("2");
  CHECK(a.client->page() == Page::choose_counter);  // Marc is there.
  a.client->press("1");
  CHECK(a.client->page() == Page::closed);
  CHECK(a.client->app.desk().counter.value == "counter-1");
  a.client->press(&Keys::other_counter);
  CHECK(a.client->page() == Page::choose_counter);
}

TEST_CASE("keyboard alone: call and start and finish with the space bar and one letter a need") {
  At a;
  a.open();
  CHECK(a.client->page() == Page::idle);
  a.client->press("Space");
  CHECK(a.client->page() == Page::called);
  a.client->at("10:42");
  a.client->press("Space");
  CHECK(a.client->page() == Page::serving);
  a.client->at("10:55");
  a.client->press("Space");
  CHECK(a.client->page() == Page::finishing);
  a.client->press("Space");  // Nothing has an outcome yet.
  CHECK(a.client->page() == Page::finishing);
  a.client->press(&Keys::follow_up);
  a.client->press(&Keys::incomplete);
  a.client->press("1");
  a.client->press("Down");
  a.client->press(&Keys::resolved);
  a.client->press("+");
  a.client->press("+");
  a.client->press("-");
  a.client->press("Space");
  const auto& finish = a.last<Finish>();
  REQUIRE(finish.results.size() == 3);
  CHECK(finish.results[0].outcome == Outcome::follow_up);
  CHECK(finish.results[1].outcome == Outcome::incomplete);
  REQUIRE(finish.results[1].missing.size() == 1);
  CHECK(finish.results[2].outcome == Outcome::resolved);
  REQUIRE(finish.results[2].delivered.size() == 1);
  CHECK(finish.results[2].delivered[0].count == 1);
  CHECK(a.client->page() == Page::idle);
  CHECK(a.client->shows("C001 goes on: F2-1."));
  CHECK(a.client->shows("C001 finished 10:55, after 13 min"));
}

TEST_CASE("follow-ups: hers are listed and worked on by keys alone") {
  At a;
  a.serve();
  a.client->press("Space");
  for (int i = 0; i < 3; ++i) a.client->press(&Keys::follow_up);
  a.client->press("Space");
  REQUIRE(a.desk.state().follow_ups.size() == 3);
  const std::string reference = "F2-2";
  for (const char* other : {"F2-1", "F2-3"}) {
    a.desk.does("10:57", AssignFollowUp{other, {}, ClerkId{"marc"}}, "marc");
  }
  a.desk.does("10:58", AssignFollowUp{reference, {}, ClerkId{"asha"}}, "marc");
  a.client->settle();
  CHECK(a.client->shows("Follow-ups: 1"));
  a.client->press(&Keys::follow_ups);
  CHECK(a.client->shows("What goes on after the visit"));
  CHECK(a.client->shows(reference));
  CHECK_FALSE(a.client->shows("F2-1 "));
  a.client->press("Space");
  CHECK(a.client->shows("In progress"));
  a.client->press("2");  // Chosen.
  a.client->press("Space");
  const auto& advance = a.last<AdvanceFollowUp>();
  CHECK(advance.reference == reference);
  CHECK(advance.status == FollowUpStatus::in_progress);
  // Back in the list; Escape leads out of one into it, and out of it.
  CHECK(a.client->app.form().panel == Panel::follow_ups);
  a.client->press("Space");
  CHECK(a.client->app.form().panel == Panel::follow_up);
  a.client->press("Esc");
  CHECK(a.client->app.form().panel == Panel::follow_ups);
  a.client->press("Space");
  a.client->press("4");  // Accepted, waiting, done, cancelled: done is third, cancelled fourth.
  a.client->press("Space");
  CHECK(a.last<AdvanceFollowUp>().status == FollowUpStatus::cancelled);
  CHECK_FALSE(a.client->shows("Follow-ups: 1"));
  CHECK(a.client->shows("Nothing goes on that you could do here."));
}

TEST_CASE("ticked needs are resolved when finishing") {
  At a;
  a.serve();
  for (const char* key : {"1", "2", "3"}) a.client->press(key);
  a.client->press("Space");
  a.client->press("Space");
  const auto& finish = a.last<Finish>();
  for (const NeedResult& result : finish.results) CHECK(result.outcome == Outcome::resolved);
  CHECK(a.client->page() == Page::idle);
}

TEST_CASE("finish: a referred need is passed on first and the rest is closed after it") {
  At a;
  a.serve();
  a.client->press("Space");
  a.client->press(&Keys::referred);
  a.client->press("Down");
  a.client->press(&Keys::resolved);
  a.client->press("Down");
  a.client->press(&Keys::resolved);
  const std::size_t before = a.asked();
  a.client->press("Space");
  a.client->settle();
  REQUIRE(a.asked() == before + 2);
  CHECK(std::holds_alternative<Refer>(a.desk.asked[before]));
  CHECK(a.last<Finish>().results.size() == 2);
  CHECK(a.client->page() == Page::idle);
}

TEST_CASE("finish: another department can be chosen and is kept until the visit is closed") {
  At a;
  a.serve();
  a.client->press("Space");
  a.client->press(&Keys::referred);
  a.client->press(&Keys::department);
  const std::size_t before = a.asked();
  a.client->types("fire");
  a.client->press("Enter");
  CHECK(a.asked() == before);
  CHECK(a.client->page() == Page::finishing);
  const NeedDraft& draft = a.client->app.form().drafts.at(NeedId{1});
  CHECK_FALSE(draft.department.empty());
}

TEST_CASE("a double press and a held key call once") {
  At a;
  a.open();
  a.client->settle();
  a.client->screen.key(ui::Key::space);
  a.client->screen.key(ui::Key::space);
  a.client->screen.key(ui::Key::space, true);
  a.client->screen.frame();
  CHECK(a.asked() == 2);  // open_counter, call_next
  CHECK(a.client->page() == Page::called);
}

TEST_CASE("while the answer is awaited nothing else is asked and the button says so") {
  At a;
  a.open();
  a.client->settle();
  a.desk.answers = false;
  a.client->press("Space");
  const std::size_t before = a.asked();
  a.desk.hold_news();
  a.client->settle();
  CHECK(a.client->view().customer.primary.button.label.size() > 0);
  a.client->press("Space");
  a.client->press(&Keys::pause);
  CHECK(a.asked() == before);
  a.desk.release_news();
  a.desk.answers = true;
  a.client->settle();
  CHECK(a.client->page() == Page::called);
}

TEST_CASE("no-show needs the key twice and any other press takes it back") {
  At a;
  a.open();
  a.client->press("Space");
  a.client->press(&Keys::no_show);
  CHECK(a.client->shows("Press N again"));
  CHECK(a.client->page() == Page::called);
  a.client->press("Esc");
  CHECK_FALSE(a.client->shows("Press N again"));
  a.client->press(&Keys::no_show);
  a.client->press(&Keys::no_show);
  a.last<NoShow>();
  CHECK(a.client->page() == Page::idle);
}

TEST_CASE("a call is taken back within five seconds") {
  At a;
  a.open();
  a.client->press("Space");
  CHECK(a.client->shows("C001 called."));
  a.client->press(&Keys::take_back);
  a.last<TakeBack>();
  CHECK(a.client->page() == Page::idle);
}

TEST_CASE("a close is undone within ten seconds and what was said of the needs is still there") {
  At a;
  a.serve();
  for (const char* key : {"1", "2", "3"}) a.client->press(key);
  a.client->press("Space");
  a.client->press("Space");
  CHECK(a.client->page() == Page::idle);
  CHECK(a.client->shows("C001 closed."));
  a.client->press(&Keys::undo);
  CHECK(a.last<Undo>().visit == VisitId{2});
  CHECK(a.client->page() == Page::serving);
  const CounterView view = a.client->view();
  for (const NeedView& need : view.customer.needs) CHECK(need.row.ticked);
  a.client->press("Space");
  a.client->press("Space");
  CHECK(a.client->page() == Page::idle);
  a.client->at("10:42:11");
  CHECK_FALSE(a.client->shows("C001 closed."));
}

TEST_CASE("helped without a ticket: typed and entered") {
  At a;
  a.open();
  a.client->press(&Keys::quick);
  a.client->types("dog tag");
  a.client->press("Enter");
  const auto& answer = a.last<RecordAnswer>();
  CHECK(answer.counter == CounterId{"counter-1"});
  CHECK(answer.outcome == Outcome::resolved);
  CHECK(answer.service == ServiceId{"dog-tag"});
  CHECK(a.client->page() == Page::idle);
  CHECK_FALSE(a.client->view().panel.has_value());
}

TEST_CASE("here after all: a no-show waits again") {
  At a;
  a.open();
  CHECK_FALSE(a.client->shows("Here after all"));
  a.client->press("Space");
  a.client->press(&Keys::no_show);
  a.client->press(&Keys::no_show);
  a.last<NoShow>();
  a.client->at("10:50");
  CHECK(a.client->shows("Here after all"));
  a.client->press(&Keys::back_again);
  CHECK(a.client->shows("did not come, 10:41"));
  a.client->press("1");
  a.client->press("Space");
  CHECK(a.last<BringBack>().visit == VisitId{2});
  CHECK(find_visit(a.desk.state(), VisitId{2}) != nullptr);
}

TEST_CASE("help is asked for with one key pressed twice and nothing is seen of it") {
  At a;
  a.serve();
  const std::size_t before = a.asked();
  a.client->press("F9");
  CHECK(a.asked() == before);
  a.client->press("F9");
  CHECK(a.last<RaiseAlarm>().counter == CounterId{"counter-1"});
  CHECK(a.client->page() == Page::serving);
  CHECK_FALSE(a.client->view().notice.has_value());
  const std::size_t after = a.asked();
  a.client->press("F9");
  a.client->press("F9");
  CHECK(a.asked() == after);
}

TEST_CASE("who calls in order is told so and calls nobody else") {
  At a;
  a.desk.rights = {};
  a.open();
  a.client->press(&Keys::line);
  a.client->press("Down");
  const std::size_t before = a.asked();
  a.client->press("Enter");
  CHECK(a.asked() == before);
  CHECK(a.client->shows("You call in order"));
}

TEST_CASE("park: minutes by number and back by Enter in the line") {
  At a;
  a.serve();
  a.client->press(&Keys::park);
  a.client->press("2");
  a.client->press("Space");
  CHECK(a.last<Park>().return_after == Seconds{600});
  CHECK(a.client->page() == Page::idle);
  a.client->press(&Keys::line);
  const auto rows = a.client->view().line.rows;
  for (std::size_t i = 0; i < rows.size() && rows[i].row.ticket != "C001"; ++i) {
    a.client->press("Down");
  }
  a.client->press("Enter");
  CHECK(a.last<Resume>().visit == VisitId{2});
}

TEST_CASE("line: another one is called out of order") {
  At a;
  a.open();
  a.client->press(&Keys::line);
  a.client->press("Down");
  a.client->press("Enter");
  CHECK(a.last<CallVisit>().visit == VisitId{4});
  CHECK(a.client->page() == Page::called);
}

TEST_CASE("transfer: by typing a part of the name") {
  At a;
  a.serve();
  a.client->press(&Keys::transfer);
  a.client->types("counter 2");
  a.client->press("Enter");
  const auto& transfer = a.last<Transfer>();
  CHECK(transfer.kind == TransferKind::counter);
  CHECK(transfer.target == "counter-2");
  CHECK(transfer.visit == VisitId{2});
  CHECK(a.client->page() == Page::serving);
}

TEST_CASE("refer: the service's own department is the first") {
  At a;
  a.serve();
  a.client->press(&Keys::refer);
  a.client->press("Enter");
  const auto& refer = a.last<Refer>();
  CHECK(refer.department ==
        find_service(clarington().lobby, ServiceId{"marriage-licence"})->department);
}

TEST_CASE("add a need: joins the visit") {
  At a;
  a.serve();
  a.client->press(&Keys::add_need);
  a.client->types("rent");
  a.client->press("Enter");
  CHECK(a.last<AddNeed>().service.value == "rent-hall");
  CHECK(a.client->view().customer.needs.size() == 4);
}

TEST_CASE("break: a reason by number and open again with the space bar") {
  At a;
  a.open();
  a.client->press(&Keys::pause);
  a.client->press("1");
  a.client->press("Space");
  CHECK(a.last<BreakCounter>().reason == BreakReason::lunch);
  CHECK(a.client->page() == Page::on_break);
  a.client->press("Space");
  CHECK(a.client->page() == Page::idle);
  a.client->press(&Keys::close_counter);
  CHECK(a.client->page() == Page::closed);
  a.client->press(&Keys::sign_out);
  CHECK(a.client->page() == Page::sign_in);
}

TEST_CASE("a refusal says what happened and loses nothing of the form") {
  At a;
  a.serve();
  a.client->press("1");
  a.client->press("Space");
  a.client->press(&Keys::resolved);
  a.client->press("Down");
  a.client->press(&Keys::resolved);
  // The visit ends elsewhere, and this screen does not know yet.
  a.desk.hold_news();
  a.desk.does("10:50", Finish{CounterId{"counter-1"},
                              VisitId{2},
                              {{NeedId{1}, Outcome::resolved, {}, {}},
                               {NeedId{2}, Outcome::resolved, {}, {}},
                               {NeedId{3}, Outcome::resolved, {}, {}}}});
  a.client->press("Space");
  CHECK(a.client->shows("C001 is no longer here."));
  CHECK(a.client->app.form().drafts.size() == 3);
  a.desk.release_news();
  a.client->settle();
  CHECK(a.client->page() == Page::idle);
}

TEST_CASE("a call that runs out is told") {
  At a;
  a.open();
  a.client->press("Space");
  a.client->settle();
  a.desk.does("10:44:10", Tick{});
  a.client->settle();
  CHECK(a.client->page() == Page::idle);
  CHECK(a.client->shows("C001 did not come."));
}

TEST_CASE("after a restart the clerk is where she was") {
  At a;
  a.serve();
  a.client.emplace(a.desk, ui::Size{1440, 900}, ScreenChoice{}, "");
  CHECK(a.client->page() == Page::serving);
  CHECK(a.client->app.desk().counter.value == "counter-1");
  CHECK(a.client->view().customer.ticket == "C001");
}

TEST_CASE("a lost link comes back by itself and asks who is signed in") {
  At a;
  a.open();
  a.desk.connected = false;
  a.desk.silent = Seconds{4};
  a.client->settle();
  CHECK(a.client->shows("No link to the server since"));
  const std::size_t before = a.asked();
  a.client->press("Space");
  CHECK(a.asked() == before);
  a.desk.connected = true;
  a.desk.signed_in = ClerkId{};
  a.client->settle();
  CHECK(a.client->page() == Page::sign_in);
}

TEST_CASE("the screen's look is chosen by keys and kept") {
  At a;
  a.open();
  a.client->press("F8");
  a.client->screen.tap("language/fr");
  a.client->screen.tap("text/125");
  a.client->screen.tap("contrast/high");
  CHECK(a.client->app.screen() == ScreenChoice{"fr", 125, true});
  a.client->press("Esc");
  CHECK(a.client->shows("Appeler le suivant"));
  const auto folder = std::filesystem::temp_directory_path() / "foyer-counter-client-test";
  const auto file = folder / "desk-1.screen";
  CHECK(write_preferences(file, a.client->app.screen()));
  CHECK(read_preferences(file) == a.client->app.screen());
  std::filesystem::remove_all(folder);
  CHECK(read_preferences(file) == ScreenChoice{});
}

TEST_CASE("a machine at a counter that the site does not have is refused with the known ones") {
  Lobby desk;
  CHECK_THROWS_WITH_AS(Client(desk, {1440, 900}, {}, "desk-9"), doctest::Contains("counter-1"),
                       std::runtime_error);
}

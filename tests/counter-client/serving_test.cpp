// While somebody is served: what is done of a need goes along to the next counter, and who seems
// forgotten is asked about.
#include <doctest/doctest.h>

#include <algorithm>

#include "tests/counter-client/scenes.h"

using namespace foyer;
using namespace foyer::test;
using namespace foyer::counter_client;

namespace {

/// Asha serves C001 at counter 1 since 10:41: a marriage licence and two payments.
struct Serving {
  explicit Serving(bool calls = true) {
    fill_lobby(desk);
    client.emplace(desk, ui::Size{1440, 900}, ScreenChoice{}, "counter-1");
    client->types("asha");
    client->press("Enter");
    client->types("2468");
    client->press("Enter");
    client->press("Space");
    if (calls) serve();
  }
  void serve() {
    client->press("Space");
    client->press("Space");
    client->settle();
    REQUIRE(client->page() == Page::serving);
  }
  template <class T>
  [[nodiscard]] std::vector<T> asked() const {
    std::vector<T> all;
    for (const Command& command : desk.asked) {
      if (const auto* of_type = std::get_if<T>(&command)) all.push_back(*of_type);
    }
    return all;
  }
  void tap(const std::string& id) {
    client->screen.tap(id);
    client->settle();
  }
  [[nodiscard]] const Visit* customer() const { return find_ticket(desk.state(), "C001"); }
  [[nodiscard]] const Need& need(std::size_t at) const { return customer()->needs.at(at); }

  /// When it begins to be asked about.
  [[nodiscard]] Instant asks_at() const {
    return forgotten_at(clarington().lobby.rules, *customer()).value();
  }
  void let_pass_until(Instant time) {
    desk.now = time;
    client->settle();
  }
  Lobby desk;
  std::optional<Client> client;
};

const ItemId& first_item(const std::string& service) {
  return find_service(clarington().lobby, ServiceId{service})->bring.front();
}

bool has_ticks(const KnowledgeView& view, const std::set<int>& steps,
               const std::set<ItemId>& items) {
  std::set<int> steps_on;
  for (const KnowledgeView::Section& section : view.sections) {
    for (const KnowledgeLine& line : section.lines) {
      if (line.done) steps_on.insert(static_cast<int>(line.step->value));
    }
  }
  std::set<ItemId> items_on;
  for (std::size_t i = 0; i < view.bring.size(); ++i) {
    if (view.bring[i].on) items_on.insert(view.bring_items[i]);
  }
  return steps_on == steps && items_on == items;
}

}  // namespace

TEST_CASE("forgotten: it is asked from three times the usual on and nothing happens by itself") {
  Serving s;
  s.let_pass_until(s.asks_at());
  CHECK_FALSE(s.client->view().forgotten.has_value());
  const std::size_t before = s.desk.asked.size();
  s.let_pass_until(s.asks_at() + Seconds{1});
  REQUIRE(s.client->view().forgotten.has_value());
  CHECK(s.client->shows("Is C001 still here?"));
  CHECK(s.client->view().forgotten->banner.text.starts_with("Served for "));
  s.let_pass_until(s.asks_at() + std::chrono::hours{1});
  CHECK(s.client->shows("Is C001 still here?"));
  CHECK(s.client->page() == Page::serving);
  CHECK(s.desk.asked.size() == before);
}

TEST_CASE("forgotten: still here by one key and it is asked again after as long") {
  Serving s;
  const Instant first = s.asks_at();
  s.let_pass_until(first + Seconds{60});
  s.client->press("F7");
  s.client->settle();
  REQUIRE(s.asked<ConfirmServing>().size() == 1);
  CHECK(s.asked<ConfirmServing>().front().visit == s.customer()->id);
  CHECK_FALSE(s.client->view().forgotten.has_value());
  CHECK(s.client->page() == Page::serving);
  CHECK(s.asks_at() > first + Seconds{60});
  s.let_pass_until(s.asks_at() + Seconds{1});
  CHECK(s.client->shows("Is C001 still here?"));
  CHECK(s.client->view().forgotten->banner.text.starts_with("You said so "));
}

TEST_CASE("forgotten: the key means nothing while it is not asked") {
  Serving s;
  s.client->press("F7");
  s.client->settle();
  CHECK(s.asked<ConfirmServing>().empty());
}

TEST_CASE("forgotten: answered while something is typed and nothing of it is lost") {
  Serving s;
  s.let_pass_until(s.asks_at() + Seconds{60});
  s.client->press(&Keys::transfer);
  s.client->types("coun");
  s.client->press("F7");
  s.client->settle();
  CHECK(s.asked<ConfirmServing>().size() == 1);
  CHECK_FALSE(s.client->view().forgotten.has_value());
  CHECK(s.client->app.form().panel == Panel::transfer);
  CHECK(s.client->app.form().search.text == "coun");
}

TEST_CASE("forgotten: what is closed without an answer is late and with one it is not") {
  for (const bool answers : {false, true}) {
    CAPTURE(answers);
    Serving s;
    s.let_pass_until(s.asks_at() + Seconds{60});
    if (answers) s.client->press("F7");
    for (const char* key : {"1", "2", "3"}) s.client->press(key);
    s.client->press("Space");
    CHECK(s.client->view().forgotten.has_value() == !answers);
    s.client->press("Space");
    s.client->settle();
    CHECK(s.client->page() == Page::idle);
    CHECK_FALSE(s.client->view().forgotten.has_value());
    std::size_t ended = 0;
    for (const Event& event : s.desk.history()) {
      if (!std::holds_alternative<NeedFinished>(event.body) || event.at < s.desk.now - Seconds{60})
        continue;
      ++ended;
      CHECK(is_closed_late(event.body) == !answers);
    }
    CHECK(ended == 3);
  }
}

TEST_CASE("forgotten: a site that does not ask has no banner") {
  Serving s;
  SiteFiles site = clarington();
  const auto view = [&] {
    return build_view({site, clarington_texts(), clarington_texts().in({"en"}), &s.desk.state(),
                       s.desk.news().waits, s.desk.now, s.client->app.desk(),
                       s.client->app.form()});
  };
  s.desk.now = s.asks_at() + Seconds{1};
  CHECK(view().forgotten.has_value());
  site.lobby.rules.forgotten_after_factor = 0;
  CHECK_FALSE(view().forgotten.has_value());
}

TEST_CASE("forgotten: without a link it is still told and cannot be answered yet") {
  Serving s;
  s.let_pass_until(s.asks_at() + Seconds{60});
  s.desk.connected = false;
  s.client->press("F7");
  s.client->settle();
  CHECK(s.client->shows("Is C001 still here?"));
  CHECK(s.asked<ConfirmServing>().empty());
}

TEST_CASE("steps: what is ticked is told before a transfer and only of the need that goes") {
  Serving s;
  const ItemId item = first_item("marriage-licence");
  s.tap("bring/1/" + item.value);
  s.tap("step/1/1");
  s.tap("step/1/3");
  s.tap("step/1/3");
  s.client->app.form().ticked[NeedId{2}].steps.insert(StepId{1});
  CHECK(s.asked<SetSteps>().empty());
  s.client->press(&Keys::transfer);
  s.client->types("counter 2");
  s.client->press("Enter");
  s.client->settle();
  REQUIRE(s.asked<SetSteps>().size() == 1);
  const SetSteps& set = s.asked<SetSteps>().front();
  CHECK(set.need == NeedId{1});
  CHECK(set.brought == std::vector<ItemId>{item});
  CHECK(set.steps == std::vector<StepId>{StepId{1}});
  CHECK(std::holds_alternative<Transfer>(s.desk.asked.back()));
  CHECK(s.need(0).brought == std::vector<ItemId>{item});
  CHECK(s.need(0).state == NeedState::waiting);
  CHECK(s.client->app.form().panel == Panel::none);
}

TEST_CASE("steps: parking tells those of every need and an untouched visit tells nothing") {
  Serving s;
  s.client->press(&Keys::park);
  s.client->press("1");
  s.client->press("Space");
  s.client->settle();
  CHECK(s.asked<SetSteps>().empty());
  CHECK(s.asked<Park>().size() == 1);
  s.desk.does("10:43", Resume{s.customer()->id});
  s.client->settle();
  s.serve();
  s.client->app.form().ticked[NeedId{1}].steps.insert(StepId{2});
  s.client->app.form().ticked[NeedId{3}].steps.insert(StepId{1});
  s.client->press(&Keys::park);
  s.client->press("1");
  s.client->press("Space");
  s.client->settle();
  CHECK(s.asked<SetSteps>().size() == 2);
  CHECK(s.asked<Park>().size() == 2);
  CHECK(s.need(2).steps == std::vector<StepId>{StepId{1}});
  CHECK(s.client->page() == Page::idle);
}

TEST_CASE("steps: a referral in finishing tells them too and the rest is closed after it") {
  Serving s;
  s.tap("step/1/1");
  s.client->press("Space");
  s.client->press(&Keys::referred);
  s.client->press("Down");
  s.client->press(&Keys::resolved);
  s.client->press("Down");
  s.client->press(&Keys::resolved);
  const std::size_t before = s.desk.asked.size();
  s.client->press("Space");
  s.client->settle();
  // The tick had been told by itself meanwhile.
  CHECK(s.asked<SetSteps>().size() == 1);
  REQUIRE(s.desk.asked.size() == before + 2);
  CHECK(std::holds_alternative<Refer>(s.desk.asked[before]));
  CHECK(std::holds_alternative<Finish>(s.desk.asked[before + 1]));
  CHECK(s.client->page() == Page::idle);
}

TEST_CASE("steps: the next counter sees what was done and says only what is new") {
  Serving s(false);
  const CounterId other{"counter-2"};
  const VisitId id = s.customer()->id;
  const ItemId item = first_item("marriage-licence");
  s.desk.does("10:41:10", CallVisit{other, id});
  s.desk.does("10:41:20", Serve{other, id});
  s.desk.does("10:41:30", SetSteps{other, id, NeedId{1}, {item}, {StepId{1}, StepId{2}}});
  s.desk.does("10:41:40", Park{other, id, Seconds{60}});
  s.desk.does("10:41:50", Resume{id});
  s.client->settle();
  s.client->press("Space");
  s.client->settle();
  REQUIRE(s.client->view().knowledge.has_value());
  CHECK(has_ticks(*s.client->view().knowledge, {1, 2}, {item}));
  s.client->press("Space");
  s.client->settle();
  CHECK(has_ticks(*s.client->view().knowledge, {1, 2}, {item}));
  s.client->press(&Keys::park);
  s.client->press("1");
  s.client->press("Space");
  s.client->settle();
  CHECK(s.asked<SetSteps>().empty());
  s.desk.does("10:43", Resume{id});
  s.client->settle();
  s.serve();
  s.tap("step/1/2");
  s.client->press(&Keys::park);
  s.client->press("1");
  s.client->press("Space");
  s.client->settle();
  REQUIRE(s.asked<SetSteps>().size() == 1);
  CHECK(s.asked<SetSteps>().front().steps == std::vector<StepId>{StepId{1}});
  CHECK(s.asked<SetSteps>().front().brought == std::vector<ItemId>{item});
}

TEST_CASE("steps: a close that is undone has what was ticked") {
  Serving s;
  s.tap("step/1/1");
  for (const char* key : {"1", "2", "3"}) s.client->press(key);
  s.client->press("Space");
  s.client->press("Space");
  s.client->settle();
  CHECK(s.client->page() == Page::idle);
  s.client->press(&Keys::undo);
  s.client->settle();
  REQUIRE(s.client->page() == Page::serving);
  CHECK(has_ticks(*s.client->view().knowledge, {1}, {}));
}

TEST_CASE("steps: what another counter changed meanwhile is not overwritten by what was here") {
  Serving s;
  const VisitId id = s.customer()->id;
  s.tap("step/1/1");
  s.client->press(&Keys::park);
  s.client->press("1");
  s.client->press("Space");
  s.client->settle();
  const CounterId other{"counter-2"};
  s.desk.does("10:43", Resume{id});
  s.desk.does("10:43:10", CallVisit{other, id});
  s.desk.does("10:43:20", Serve{other, id});
  s.desk.does("10:43:30", SetSteps{other, id, NeedId{1}, {}, {StepId{2}}});
  s.desk.does("10:43:40", Park{other, id, Seconds{60}});
  s.desk.does("10:43:50", Resume{id});
  s.client->settle();
  s.serve();
  CHECK(has_ticks(*s.client->view().knowledge, {2}, {}));
}

TEST_CASE("steps: where the server keeps none the hand-off goes on all the same") {
  Serving s;
  s.client->app.form().ticked[NeedId{1}].brought.insert(ItemId{"moon-rock"});
  s.client->press(&Keys::park);
  s.client->press("1");
  s.client->press("Space");
  s.client->settle();
  CHECK(s.asked<SetSteps>().size() == 1);
  CHECK(s.asked<Park>().size() == 1);
  CHECK(s.client->page() == Page::idle);
  CHECK(s.customer()->parked_until.has_value());
}

TEST_CASE("steps: a tick is told a moment later and a client that was killed has it again") {
  Serving s;
  const ItemId item = first_item("marriage-licence");
  s.tap("bring/1/" + item.value);
  s.tap("step/1/1");
  s.client->screen.advance(2'000);
  s.client->settle();
  REQUIRE(s.asked<SetSteps>().size() == 1);
  CHECK(s.need(0).brought == std::vector<ItemId>{item});
  CHECK(s.need(0).steps == std::vector<StepId>{StepId{1}});
  CHECK(s.client->page() == Page::serving);
  // Once is enough.
  s.client->screen.advance(20'000);
  s.client->settle();
  CHECK(s.asked<SetSteps>().size() == 1);
  s.client.reset();
  s.client.emplace(s.desk, ui::Size{1440, 900}, ScreenChoice{}, "counter-1");
  s.client->settle();
  REQUIRE(s.client->page() == Page::serving);
  CHECK(has_ticks(*s.client->view().knowledge, {1}, {item}));
  // What is taken back is told as well.
  s.tap("step/1/1");
  s.client->screen.advance(2'000);
  s.client->settle();
  CHECK(s.asked<SetSteps>().size() == 2);
  CHECK(s.need(0).steps.empty());
}

TEST_CASE("steps: nothing is told while what was done can still be undone") {
  Serving s;
  s.client->press(&Keys::refer);
  s.client->press("Down");
  s.client->press("Enter");
  s.client->settle();
  REQUIRE(s.asked<Refer>().size() == 1);
  const std::size_t before = s.asked<SetSteps>().size();
  s.client->app.form().ticked[NeedId{2}].steps.insert(StepId{1});
  s.client->screen.advance(3'000);
  s.client->settle();
  CHECK(s.asked<SetSteps>().size() == before);
  s.let_pass_until(s.desk.now + Seconds(11));
  s.client->screen.advance(3'000);
  s.client->settle();
  CHECK(s.asked<SetSteps>().size() == before + 1);
}

TEST_CASE("steps: what the server does not take is not asked for again and again") {
  Serving s;
  s.client->app.form().ticked[NeedId{1}].brought.insert(ItemId{"moon-rock"});
  s.client->settle();
  s.client->screen.advance(2'000);
  s.client->settle();
  CHECK(s.asked<SetSteps>().size() == 1);
  s.client->screen.advance(20'000);
  s.client->settle();
  CHECK(s.asked<SetSteps>().size() == 1);
  CHECK(s.client->page() == Page::serving);
  CHECK_FALSE(s.client->view().notice.has_value());
}

TEST_CASE("steps: what is ticked while the first ticks are on their way stays ticked") {
  Serving s;
  s.tap("step/1/1");
  s.desk.hold_news();
  s.client->screen.advance(2'000);
  s.client->settle();
  REQUIRE(s.asked<SetSteps>().size() == 1);
  s.tap("step/1/3");
  s.desk.release_news();
  s.client->settle();
  CHECK(has_ticks(*s.client->view().knowledge, {1, 3}, {}));
  s.client->screen.advance(2'000);
  s.client->settle();
  CHECK(s.need(0).steps == std::vector<StepId>{StepId{1}, StepId{3}});
}

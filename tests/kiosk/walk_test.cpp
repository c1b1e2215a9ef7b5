// The kiosk by keys and ears alone. Every screen is walked to from home with Tab and Enter; there
// every control is reached by Tab and by arrows, and everything that can be read is heard.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <utility>

#include "tests/kiosk/screens_of_kiosk.h"

using namespace foyer;
using namespace foyer::test;

namespace {

std::set<std::string> controls_in_reach(const ui::AuditRecord& record) {
  std::set<std::string> ids;
  for (const ui::SpokenItem& item : record.spoken) {
    if (!item.id.empty() && item.layer >= record.modal_layer) ids.insert(item.id);
  }
  return ids;
}

std::string joined(const std::set<std::string>& ids) {
  std::string out;
  for (const std::string& id : ids) out += id + " ";
  return out;
}

std::string listed(const std::vector<ui::Utterance>& words) {
  std::string out;
  for (const ui::Utterance& utterance : words) out += utterance.text + " | ";
  return out;
}

bool was_heard(const Stand& stand, const std::string& text) {
  return std::any_of(
      stand.heard_words.begin(), stand.heard_words.end(),
      [&](const ui::Utterance& words) { return words.text.find(text) != std::string::npos; });
}

/// Where Tab leads, once around.
std::set<std::string> reached_by_tab(Stand& stand) {
  std::set<std::string> reached;
  const std::size_t most = stand.frames.record().spoken.size() + 2;
  for (std::size_t i = 0; i < most; ++i) {
    stand.frames.key(ui::Key::tab);
    reached.insert(stand.frames.state().focus);
  }
  return reached;
}

/// Where the arrows lead from the first control, in whatever order they are pressed.
std::set<std::string> reached_by_arrows(Stand& stand, std::size_t all) {
  stand.frames.state().focus_on({});
  stand.frames.key(ui::Key::down);
  std::set<std::string> reached{stand.frames.state().focus};
  std::vector<std::string> ahead{stand.frames.state().focus};
  const ui::Key arrows[] = {ui::Key::down, ui::Key::right, ui::Key::up, ui::Key::left};
  while (!ahead.empty() && reached.size() < all) {
    const std::string from = ahead.back();
    ahead.pop_back();
    for (const ui::Key arrow : arrows) {
      stand.frames.state().focus_on(from);
      stand.frames.key(arrow);
      const std::string to = stand.frames.state().focus;
      if (reached.insert(to).second) ahead.push_back(to);
    }
  }
  return reached;
}

/// One screen, or one part of it.
void check_screen(Stand& stand, const std::string& name, bool arrows) {
  const std::set<std::string> controls = controls_in_reach(stand.frames.record());
  // The page as it is now, from its title on.
  stand.heard_words.clear();
  stand.frames.key(ui::Key::f6);
  const std::set<std::string> tabbed = reached_by_tab(stand);
  for (const std::string& id : controls) {
    CHECK_MESSAGE(tabbed.count(id) == 1, name << ": Tab never comes to " << id);
  }
  CHECK_MESSAGE(stand.frames.state().focus_shown, name);
  const ui::AuditRecord& record = stand.frames.record();
  for (const ui::AuditText& text : record.texts) {
    if (!text.spoken || text.layer < record.modal_layer) continue;
    CHECK_MESSAGE(was_heard(stand, text.text),
                  name << ": \"" << text.text << "\" is on the screen and was not heard");
  }
  if (!arrows) return;
  const std::set<std::string> arrowed = reached_by_arrows(stand, controls.size());
  for (const std::string& id : controls) {
    CHECK_MESSAGE(arrowed.count(id) == 1,
                  name << ": no arrow comes to " << id << ", but to " << joined(arrowed));
  }
}

void walk(const ScreenCase& screen, const std::string& language, bool arrows) {
  Stand stand({1080, 1920}, ui::Painting::off,
              screen.options ? screen.options() : kiosk::AppOptions{}, screen.site());
  stand.by_keys = true;
  arrive(stand, screen, {language}, [](Stand& s) {
    s.press(ui::Key::f1);
    REQUIRE(s.form().access.speech.on);
  });
  // A kiosk that rests or is out of service speaks to nobody, and the supervisor's pages are for
  // staff, who come with a PIN and without speech.
  const kiosk::Page page = stand.form().place.page;
  const bool staff = page == kiosk::Page::pin || page == kiosk::Page::supervisor;
  if (!stand.form().access.speech.on || staff) return;
  bool first = true;
  for_each_part(stand, screen.name + " (" + language + ")", [&](const std::string& name) {
    check_screen(stand, name, arrows && std::exchange(first, false));
  });
}

/// Presses a key and says what was heard because of it.
std::string hears(Stand& stand, ui::Key key) {
  stand.heard_words.clear();
  stand.press(key);
  return listed(stand.heard_words);
}

/// Tab until a control is heard whose words begin so.
std::string looks_for(Stand& stand, const std::string& words) {
  for (int i = 0; i < 60; ++i) {
    const std::string heard = hears(stand, ui::Key::tab);
    if (heard.starts_with(words)) return heard;
  }
  FAIL("never heard: " << words);
  return {};
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("walk: every control of every screen is reached by keys and all that is on it is heard") {
  for (const ScreenCase& screen : kiosk_screens()) {
    if (is_wanted_screen(screen.name)) walk(screen, "en", true);
  }
}

TEST_CASE("walk: the same in every language in turn") {
  const std::vector<ScreenCase> screens = kiosk_screens();
  for (std::size_t i = 0; i < screens.size(); ++i) {
    if (!is_wanted_screen(screens[i].name)) continue;
    for (const std::string& language : languages_in_turn(i, 4)) walk(screens[i], language, false);
  }
}

TEST_CASE("walk: a ticket by keys and ears alone") {
  Stand stand;
  stand.server.gets_busy();
  stand.settle();
  CHECK(hears(stand, ui::Key::tab).empty());  // nobody has asked for speech

  const std::string welcome = hears(stand, ui::Key::f1);
  CHECK(welcome.starts_with("Speech is on. | "));
  CHECK(contains(welcome, "Move with the arrow keys and choose with Enter. | "));
  CHECK(contains(welcome, "What would you like to do today? | "));
  CHECK(contains(welcome, "Open now until 4:30 pm. Opening hours"));

  const std::string pay = looks_for(stand, "Pay. ");
  CHECK(contains(pay, " | button | 1 of 4 | "));

  const std::string services = hears(stand, ui::Key::enter);
  CHECK(contains(services, "At the service desk | "));
  CHECK(contains(services, "Pay my property tax. "));

  const std::string tax = looks_for(stand, "Pay my property tax. ");
  CHECK(contains(tax, " | button | "));
  const std::string service = hears(stand, ui::Key::enter);
  CHECK(service.starts_with("Pay my property tax | "));
  CHECK(contains(service, "What to bring | "));
  CHECK(contains(service, " | not ticked | "));
}

TEST_CASE("walk: a box that is ticked says so at once") {
  Stand stand;
  stand.by_keys = true;
  stand.server.gets_busy();
  stand.settle();
  stand.press(ui::Key::f1);
  stand.find("job/payment");
  stand.find("service/pay-property-tax");
  stand.find("for-you");
  looks_for(stand, "I can’t see the screen");
  CHECK(hears(stand, ui::Key::enter) == "ticked | ");
  CHECK(hears(stand, ui::Key::space) == "not ticked | ");
  CHECK(hears(stand, ui::Key::enter) == "ticked | ");
  looks_for(stand, "Get my ticket");
  stand.press(ui::Key::enter);
  stand.heard_words.clear();
  stand.serve();
  const std::string number = stand.form().ticket->ticket;
  const std::string heard = listed(stand.heard_words);
  CHECK(heard.starts_with("Your number is " + number + " | "));
  CHECK(contains(heard, "Before you | "));
  CHECK(contains(heard, "Stay here | A clerk comes and takes you along. | "));
}

TEST_CASE("walk: a sheet takes the focus and gives it back") {
  Stand stand;
  stand.by_keys = true;
  stand.server.gets_busy();
  stand.settle();
  stand.press(ui::Key::f1);
  stand.tap("access/language");
  CHECK(stand.frames.state().focus == "sheet/close");
  stand.press(ui::Key::escape);
  CHECK(stand.form().sheet == kiosk::Sheet::none);
  CHECK(stand.frames.state().focus == "access/language");
  CHECK(stand.frames.state().focus_shown);
}

TEST_CASE("walk: keys of a keypad go back and begin again and speech stays on") {
  Stand stand;
  stand.by_keys = true;
  stand.server.gets_busy();
  stand.settle();
  stand.press(ui::Key::headphones_in);
  CHECK(stand.form().access.speech.on);
  stand.find("job/payment");
  stand.find("service/pay-property-tax");
  stand.press(ui::Key::escape);
  CHECK(stand.form().place.page == kiosk::Page::services);
  stand.press(ui::Key::home);
  CHECK(stand.form().place.page == kiosk::Page::home);
  CHECK(stand.form().access.speech.on);
  stand.press(ui::Key::headphones_out);
  CHECK(stand.form().access == kiosk::Access{});
}

TEST_CASE("walk: typing is heard and so is what it found") {
  Stand stand;
  stand.by_keys = true;
  stand.server.gets_busy();
  stand.settle();
  stand.press(ui::Key::f1);
  stand.find("search");
  stand.frames.type("do");
  stand.settle();
  stand.heard_words.clear();
  stand.frames.type("g");
  stand.settle();
  const std::string heard = listed(stand.heard_words);
  CHECK(heard.starts_with("g | "));
  CHECK(contains(heard, " services | "));
  stand.tap("key/delete");
  CHECK(stand.form().query.text == "do");
}

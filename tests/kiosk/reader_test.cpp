// What is said of a frame: pure, from a record, the focus and the frame before.
#include "kiosk/reader.h"

#include <doctest/doctest.h>

#include "kiosk/access.h"
#include "kiosk/speaking.h"
#include "tests/kiosk/stand.h"

using namespace foyer;
using namespace foyer::kiosk;
using namespace foyer::test;

namespace {

using Kind = ui::SpokenItem::Role;

ui::SpokenItem item(Kind role, std::string id, std::string label) {
  ui::SpokenItem out;
  out.role = role;
  out.id = std::move(id);
  out.label = std::move(label);
  return out;
}

ui::AuditRecord page() {
  ui::AuditRecord record;
  record.spoken = {item(Kind::text, "", "Town"), item(Kind::text, "", "Title"),
                   item(Kind::button, "job/a", "Pay"), item(Kind::button, "job/b", "Apply"),
                   item(Kind::check, "bring/x", "Tax bill")};
  return record;
}

struct Listener {
  Texts in = clarington_texts().in(LanguageTag{"en"});
  Reader reader;
  std::string place = "home";
  std::string focus;
  bool acted = true;
  std::string urgent;

  Words follow(const ui::AuditRecord& record) {
    return reader.follow({in, place, "Title", record, focus, acted, urgent});
  }
  std::string heard(const ui::AuditRecord& record) {
    std::string out;
    for (const ui::Utterance& utterance : follow(record).words) out += utterance.text + ". ";
    return out;
  }
};

}  // namespace

TEST_CASE("reader: a new page is its title and then the rest in reading order") {
  Listener listener;
  CHECK(listener.heard(page()) == "Title. Town. Pay. Apply. Tax bill. not ticked. ");
  CHECK(listener.heard(page()).empty());
}

TEST_CASE("reader: a new focus is label and role and state and place in the list") {
  Listener listener;
  listener.heard(page());
  listener.focus = "job/b";
  CHECK(listener.heard(page()) == "Apply. button. 2 of 2. ");
  listener.focus = "bring/x";
  CHECK(listener.heard(page()) == "Tax bill. check box. not ticked. ");
}

TEST_CASE("reader: a focus that nobody moved does not cut the page") {
  Listener listener;
  CHECK(listener.follow(page()).cuts);
  listener.focus = "job/a";
  listener.acted = false;
  CHECK(!listener.follow(page()).cuts);
  listener.focus = "job/b";
  listener.acted = true;
  CHECK(listener.follow(page()).cuts);
}

TEST_CASE("reader: what is disabled says so and why") {
  Listener listener;
  ui::AuditRecord record = page();
  record.spoken.push_back(item(Kind::button, "get-ticket", "Closed until 8:30 am"));
  record.spoken.back().enabled = false;
  listener.heard(record);
  listener.focus = "get-ticket";
  CHECK(listener.heard(record) == "Closed until 8:30 am. button. not available. ");
}

TEST_CASE("reader: a notice that comes is said and one that was there is not") {
  Listener listener;
  ui::AuditRecord record = page();
  listener.heard(record);
  ui::AuditBox box;
  box.name = "notice";
  record.boxes.push_back(box);
  ui::SpokenItem notice = item(Kind::text, "", "It is your turn");
  notice.parent = 0;
  record.spoken.push_back(notice);
  CHECK(listener.heard(record) == "It is your turn. ");
  CHECK(listener.heard(record).empty());
}

TEST_CASE("reader: a clock that goes on is not said") {
  Listener listener;
  ui::AuditRecord record = page();
  listener.heard(record);
  record.spoken[0].label = "10:43 am";
  CHECK(listener.heard(record).empty());
}

TEST_CASE("reader: what lies under a sheet is not read") {
  Listener listener;
  ui::AuditRecord record = page();
  listener.heard(record);
  record.modal_layer = 1;
  record.spoken.push_back(item(Kind::button, "sheet/keep", "Keep it open"));
  record.spoken.back().layer = 1;
  listener.place = "sheet";
  CHECK(listener.heard(record) == "Title. Keep it open. ");
}

TEST_CASE("reader: a masked field says stars") {
  Listener listener;
  ui::AuditRecord record = page();
  record.spoken.push_back(item(Kind::field, "pin", "PIN"));
  listener.heard(record);
  record.spoken.back().value = "●";
  CHECK(listener.heard(record) == "●. ");
}

TEST_CASE("reader: a label in another language is said in it") {
  Listener listener;
  ui::AuditRecord record = page();
  record.spoken.push_back(item(Kind::button, "language/fr", "Français"));
  record.spoken.back().language = "fr";
  listener.heard(record);
  listener.focus = "language/fr";
  const ui::Utterances words = listener.follow(record).words;
  REQUIRE(!words.empty());
  CHECK(words.front() == ui::Utterance{"Français", "fr"});
  CHECK(words.back().language == "en");
}

TEST_CASE("speech: volume and speed have ends and begin anew with each person") {
  Stand stand;
  stand.settle();
  stand.press(ui::Key::f1);
  for (int i = 0; i < 20; ++i) stand.press(ui::Key::volume_up);
  CHECK(stand.form().access.speech.volume == ui::volume_steps);
  CHECK(stand.heard_words.back().text == "Volume 8 of 8. Speed: Normal.");
  for (int i = 0; i < 20; ++i) stand.press(ui::Key::volume_down);
  CHECK(stand.form().access.speech.volume == 1);
  stand.press(ui::Key::f8);
  // Five times as long, because listening takes longer than reading.
  stand.passes(Seconds(5 * 85 - 1));
  CHECK(stand.form().access.speech.on);
  stand.passes(Seconds(2));
  CHECK(stand.form().access == Access{});
  stand.press(ui::Key::f1);
  CHECK(stand.form().access.speech.volume == ui::volume_normal);
}

TEST_CASE("speech: nothing is said before somebody asks for it") {
  Stand stand;
  stand.server.gets_busy();
  stand.settle();
  stand.tap("job/payment");
  stand.press(ui::Key::down);
  CHECK(stand.heard_words.empty());
}

TEST_CASE("speech: where it may begin with the first key it does") {
  AppOptions options;
  options.speech = SpeechStart::first_key;
  Stand stand({1080, 1920}, ui::Painting::off, options);
  stand.settle();
  stand.tap("job/payment");
  CHECK(!stand.form().access.speech.on);
  stand.press(ui::Key::down);
  CHECK(stand.form().access.speech.on);
  CHECK(!stand.heard_words.empty());
}

TEST_CASE("speech: where it may not be nothing turns it on and nothing offers it") {
  AppOptions options;
  options.speech = SpeechStart::never;
  options.machine.speaks = false;
  Stand stand({1080, 1920}, ui::Painting::off, options);
  stand.settle();
  stand.press(ui::Key::f1);
  stand.press(ui::Key::headphones_in);
  CHECK(!stand.form().access.speech.on);
  CHECK(stand.frames.record().control("access/listen") == nullptr);
}

TEST_CASE("speech: the sheet turns it on and louder and off") {
  Stand stand;
  stand.settle();
  stand.tap("access/listen");
  CHECK(stand.shows("Plug in your headphones."));
  stand.tap("sheet/speech");
  CHECK(stand.form().access.speech.on);
  stand.tap("sheet/louder");
  CHECK(stand.form().access.speech.volume == ui::volume_normal + 1);
  CHECK(stand.shows("Volume 5 of 8."));
  stand.tap("sheet/hold");
  CHECK(stand.form().access.speech.held);
  stand.tap("sheet/speech");
  CHECK(stand.form().access == Access{});
}

TEST_CASE("speech: spells what has the focus") {
  Stand stand;
  stand.by_keys = true;
  stand.server.gets_busy();
  stand.settle();
  stand.press(ui::Key::f1);
  stand.find("job/payment");
  stand.find("service/pay-property-tax");
  stand.walk_to("back");
  stand.press(ui::Key::f4);
  CHECK(stand.heard_words.back().text == "B, a, c, k");
}

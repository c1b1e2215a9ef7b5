// The note that clerks leave for whoever serves the visit next.
#include <doctest/doctest.h>

#include "protocol/message_fields.h"
#include "tests/counter-client/scenes.h"

using namespace foyer;
using namespace foyer::test;
using namespace foyer::counter_client;

namespace {

const std::string written = "Plan is on the phone.";

struct At {
  Lobby desk;
  std::optional<Client> client;
  At() {
    fill_lobby(desk);
    client.emplace(desk);
    client->types("asha");
    client->press("Enter");
    client->types("2468");
    client->press("Enter");
    client->press("Space");
    client->press("Space");
  }
  void serve() {
    client->press("Space");
    client->settle();
  }
  void writes(const std::string& text) {
    client->press(&Keys::note);
    client->settle();
    client->types(text);
    client->press("Enter");
    client->settle();
  }
  VisitId visit() const { return client->view().customer.visit; }
};

}  // namespace

TEST_CASE("note: written by keyboard and kept on the server and in no command") {
  At a;
  CHECK_FALSE(a.client->view().customer.note.has_value());
  a.serve();
  const std::size_t commands = a.desk.asked.size();
  a.writes(written);
  CHECK_EQ(a.desk.notes[a.visit()], written);
  CHECK_EQ(a.desk.asked.size(), commands);
  CHECK(a.client->app.form().panel == Panel::none);
  CHECK(a.client->shows(written));
  CHECK(a.client->shows("Change the note"));
}

TEST_CASE("note: the next counter sees it when it calls") {
  At a;
  a.serve();
  a.writes(written);
  const VisitId visit = a.visit();
  a.desk.does("10:50", Park{CounterId{"counter-1"}, visit, Seconds{300}}, "asha");
  a.client->settle();
  CHECK(a.client->page() == Page::idle);
  CHECK_FALSE(a.client->shows(written));
  a.desk.does("10:51", Resume{visit}, "asha");
  a.desk.does("10:51", CallVisit{CounterId{"counter-1"}, visit}, "asha");
  a.client->settle();
  CHECK(a.client->page() == Page::called);
  a.client->settle();
  CHECK(a.client->shows(written));
}

TEST_CASE("note: escape keeps the one before and an empty one takes it away") {
  At a;
  a.serve();
  a.writes(written);
  a.client->press(&Keys::note);
  a.client->settle();
  a.client->types(" And more.");
  a.client->press("Esc");
  a.client->settle();
  CHECK_EQ(a.desk.notes[a.visit()], written);
  a.client->press(&Keys::note);
  a.client->settle();
  a.client->app.form().note.clear();
  a.client->settle();
  CHECK(a.client->shows("Remove the note"));
  a.client->press("Enter");
  a.client->settle();
  CHECK_EQ(a.desk.notes[a.visit()], "");
  CHECK(a.client->shows("Write a note"));
}

TEST_CASE("note: a lost link keeps it here and says so until it is sent") {
  At a;
  a.serve();
  a.desk.connected = false;
  a.desk.answers = false;
  a.client->settle();
  a.writes(written);
  CHECK(a.client->shows("kept here, sent later"));
  a.desk.connected = true;
  a.desk.answers = true;
  a.client->settle();
  CHECK_FALSE(a.client->shows("kept here, sent later"));
  CHECK(a.client->shows(written));
}

TEST_CASE(
    "note: a refused one is told with its ticket and one that cannot be read is asked again") {
  At a;
  a.desk.keeps_notes = false;
  a.serve();
  a.writes(written);
  CHECK(a.client->shows("The note for " + a.desk.ticket(a.visit()) + " was not kept."));
  CHECK(a.client->app.desk().note.unsent == false);
  a.desk.keeps_notes = true;
  a.desk.notes[a.visit()] = "Of the welcome desk.";
  a.client->screen.advance(11'000);
  a.client->settle();
  CHECK(a.client->shows("Of the welcome desk."));
}

TEST_CASE("note: the longest one is within what the link takes") {
  const std::string sign = "\xf0\x9f\x97\x92";  // four bytes
  std::string most;
  for (std::size_t i = 0; i < note_characters_max; ++i) most += sign;
  CHECK(most.size() <= static_cast<std::size_t>(protocol::note_bounds.most));
  At a;
  a.serve();
  a.client->press(&Keys::note);
  a.client->settle();
  // A frame takes so many characters; a clerk types no faster.
  for (std::size_t i = 0; i < note_characters_max + 5; ++i) a.client->types(sign);
  a.client->settle();
  CHECK_EQ(a.client->app.form().note.characters(), note_characters_max);
  CHECK(a.client->shows("0 characters left"));
}

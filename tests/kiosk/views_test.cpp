// What the screens say, by worked examples.
#include "kiosk/views.h"

#include <doctest/doctest.h>

#include <set>

#include "tests/kiosk/stand.h"

using namespace foyer;
using namespace foyer::kiosk;
using namespace foyer::test;

namespace {

/// A view of a server's lobby for a form.
KioskView view_of(const Server& server, const Form& form, bool connected = true) {
  const Texts in = clarington_texts().in(form.language);
  Indexes indexes(clarington(), clarington_texts(), Indexes::Ahead::no);
  const Waits published = server.waits();
  Lobby lobby{&server.state, &published, connected, server.now};
  return build_kiosk_view({clarington(), in, indexes, lobby, Busy::no, {}}, form);
}

/// The same with these waits, or none.
KioskView view_told(const Server& server, const Form& form, const Waits* waits) {
  const Texts in = clarington_texts().in(form.language);
  Indexes indexes(clarington(), clarington_texts(), Indexes::Ahead::no);
  Lobby lobby{&server.state, waits, true, server.now};
  return build_kiosk_view({clarington(), in, indexes, lobby, Busy::no, {}}, form);
}

/// Everybody who joins is told the same.
Waits waits_of_all(const Wait& wait, int before) {
  Waits waits{at("10:42"), 9, {}, {}};
  for (const Service& service : clarington().lobby.services) {
    waits.services.push_back({service.id, wait, wait, before});
  }
  return waits;
}

Form form_at(Place place, const std::string& language = "en") {
  Form form;
  form.language = LanguageTag{language};
  form.place = std::move(place);
  return form;
}

Place service_page(const std::string& service) {
  return {Page::service, {}, ServiceId{service}};
}

template <class T>
const T* find_item(const Body& body) {
  for (const Items* items : {&body.head, &body.start, &body.end, &body.tail, &body.foot}) {
    for (const Item& item : *items) {
      if (const T* found = std::get_if<T>(&item)) return found;
    }
  }
  return nullptr;
}

const Row* row_of(const Body& body, const std::string& id) {
  for (const Items* items : {&body.start, &body.end}) {
    for (const Item& item : *items) {
      const Row* row = std::get_if<Row>(&item);
      if (row != nullptr && row->row.id == id) return row;
    }
  }
  return nullptr;
}

Server busy_server() {
  Server server;
  server.gets_busy();
  return server;
}

}  // namespace

TEST_CASE("home: open until when; how long the wait is; who waits") {
  const KioskView view = view_of(busy_server(), form_at({}));
  REQUIRE(view.header.facts.size() == 3);
  CHECK(view.header.facts[0].caption == "Open now");
  CHECK(view.header.facts[0].value == "until 4:30 pm");
  CHECK(view.header.facts[1].value.ends_with("minutes"));
  CHECK(view.header.facts[2].value == "3 people");
  CHECK(view.actions.empty());
  CHECK(find_item<Tiles>(view.body)->tiles.size() == 4);
  CHECK(find_item<Question>(view.body)->text == "What would you like to do today?");
}

TEST_CASE("home: with large text the people waiting stand with the wait") {
  Form form = form_at({});
  form.text_percent = 150;
  const KioskView view = view_of(busy_server(), form);
  REQUIRE(view.header.facts.size() == 2);
  CHECK(view.header.facts[1].caption == "Wait now · 3 people");
}

TEST_CASE("home: only what works is shown in the access bar") {
  const KioskView view = view_of(busy_server(), form_at({}));
  REQUIRE(view.access.size() == 6);
  CHECK(view.access[0].cell.state == "English");
  CHECK(view.access[1].cell.state.starts_with("100"));
  CHECK(view.access[2].cell.state == "Normal");
}

TEST_CASE("home: no counter is open is said and nothing is invented") {
  const KioskView view = view_of(Server(), form_at({}));
  CHECK(view.header.facts[1].value == "No counter is open");
  CHECK(view.header.facts[2].value == "nobody");
}

TEST_CASE("home: a closed office says when it opens") {
  const KioskView view = view_of(Server("16:45"), form_at({}));
  CHECK(find_item<Question>(view.body)->text == "We are closed now");
  REQUIRE(view.header.facts.size() == 1);
  CHECK(view.header.facts[0].value == "opens Fri 27 Nov, 8:30 am");
  CHECK(view_of(Server("07:00"), form_at({})).header.facts[0].value == "opens 8:30 am");
}

TEST_CASE("home: a lost link sends people to the welcome desk") {
  const KioskView view = view_of(busy_server(), form_at({}), false);
  CHECK(find_item<Question>(view.body)->text == "We cannot issue tickets right now");
  CHECK(view.header.facts.empty());
}

TEST_CASE("home: while the server has told no waits nothing is made up") {
  const KioskView view = view_told(busy_server(), form_at({}), nullptr);
  REQUIRE(view.header.facts.size() == 2);
  CHECK(view.header.facts[1].caption == "Waiting");
  CHECK(view.header.facts[1].value == "3 people");
}

TEST_CASE("home: not before closing is said where nobody would be served today") {
  const Waits late = waits_of_all({WaitStatus::after_closing, 0, 0}, 90);
  const KioskView view = view_told(busy_server(), form_at({}), &late);
  CHECK(view.header.facts[1].value == "Not before closing");
}

TEST_CASE("services: a wait now or the reason why not") {
  const KioskView pay = view_of(busy_server(), form_at({Page::services, Job::payment, {}}));
  const Row* tax = row_of(pay.body, "service/pay-property-tax");
  REQUIRE(tax != nullptr);
  CHECK(tax->row.kind == ui::ServiceRow::Kind::rest);
  CHECK(tax->row.wait.ends_with("min"));
  const Row* cemetery = row_of(pay.body, "service/pay-cemetery-fee");
  REQUIRE(cemetery != nullptr);
  CHECK(cemetery->row.kind == ui::ServiceRow::Kind::later);
  CHECK(cemetery->row.text == "Clerk’s office helps you directly");
  CHECK(cemetery->row.wait_note == "where to go");

  const KioskView empty = view_of(Server(), form_at({Page::services, Job::payment, {}}));
  CHECK(row_of(empty.body, "service/pay-property-tax")->row.text ==
        "No counter is open for this right now");
  Server off = busy_server();
  off.does(foyer::SwitchService{ServiceId{"pay-property-tax"}, foyer::Switch::off});
  const KioskView less = view_of(off, form_at({Page::services, Job::payment, {}}));
  const Row* off_today = row_of(less.body, "service/pay-property-tax");
  CHECK(off_today->row.text == "Not offered any more today");
  CHECK(off_today->row.kind == ui::ServiceRow::Kind::later);
  const KioskView closed = view_of(Server("16:45"), form_at({Page::services, Job::payment, {}}));
  CHECK(row_of(closed.body, "service/pay-property-tax")->row.text == "Opens Fri 27 Nov, 8:30 am");
}

TEST_CASE("services: every service of the site is in the list of its job") {
  const Server server = busy_server();
  std::set<std::string> shown;
  for (const Job job : clarington().job_order) {
    const KioskView view = view_of(server, form_at({Page::services, job, {}}));
    for (const Items* items : {&view.body.start, &view.body.end}) {
      for (const Item& item : *items) {
        if (const Row* row = std::get_if<Row>(&item)) shown.insert(row->row.id);
      }
    }
  }
  CHECK(shown.size() == clarington().services.size());
}

TEST_CASE("service: the wait; the people before; the promise; the checklist; a ticket") {
  const Waits told = waits_of_all({WaitStatus::known, 600, 1200}, 3);
  const KioskView view = view_told(busy_server(), form_at(service_page("pay-property-tax")), &told);
  const FactsStrip* facts = find_item<FactsStrip>(view.body);
  REQUIRE(facts->facts.size() == 3);
  CHECK(facts->facts[0].caption == "Wait now, about");
  CHECK(facts->facts[0].value == "10 to 20 minutes");
  CHECK(facts->facts[1].caption == "Before you");
  CHECK(facts->facts[1].value == "3 people");
  CHECK(facts->facts[2].value == "9 in 10 within 20 min");
  CHECK(find_item<Check>(view.body)->row.title == "Your tax bill or your roll number");
  CHECK(find_item<QrCard>(view.body)->url.starts_with("https://"));
  CHECK(view.actions.back().button.id == "get-ticket");
  CHECK(view.actions.back().button.disabled_reason.empty());
}

TEST_CASE("service: where no counter is open a ticket can still be had") {
  const KioskView view = view_of(Server(), form_at(service_page("pay-property-tax")));
  CHECK(find_item<FactsStrip>(view.body)->facts[0].value == "No counter is open");
  CHECK(view.actions.back().button.disabled_reason.empty());
}

TEST_CASE("service: not before closing is said before a ticket is taken and it can be had") {
  const Waits late = waits_of_all({WaitStatus::after_closing, 0, 0}, 90);
  const KioskView view = view_told(busy_server(), form_at(service_page("pay-property-tax")), &late);
  CHECK(find_item<FactsStrip>(view.body)->facts[0].value == "Not before closing");
  CHECK(find_item<Note>(view.body)->text ==
        "So many are waiting that we will probably not get to you before we close. You can take a "
        "ticket all the same.");
  CHECK(view.actions.back().button.id == "get-ticket");
  CHECK(view.actions.back().button.disabled_reason.empty());
  const KioskView list =
      view_told(busy_server(), form_at({Page::services, Job::payment, {}}), &late);
  CHECK(row_of(list.body, "service/pay-property-tax")->row.text ==
        "Probably not before closing time today");
}

TEST_CASE("service: while the server has told no wait only the promise stands there") {
  const KioskView view =
      view_told(busy_server(), form_at(service_page("pay-property-tax")), nullptr);
  REQUIRE(find_item<FactsStrip>(view.body)->facts.size() == 1);
  CHECK(find_item<FactsStrip>(view.body)->facts[0].caption == "Our promise");
  CHECK(view.actions.back().button.disabled_reason.empty());
}

TEST_CASE("service: a referral says where to go and whom to call and gives no ticket") {
  for (const char* id : {"go-swimming", "deck-permit"}) {
    const KioskView view = view_of(busy_server(), form_at(service_page(id)));
    CHECK(find_item<InfoCard>(view.body) != nullptr);
    CHECK(view.actions.back().button.id != "get-ticket");
  }
}

TEST_CASE("service: the button says why there is no ticket") {
  const auto words = [](const Server& server, bool connected) {
    return view_of(server, form_at(service_page("pay-property-tax")), connected)
        .actions.back()
        .button.disabled_reason;
  };
  CHECK(words(busy_server(), false) == "No tickets right now");
  CHECK(words(Server("16:45"), true) == "Closed until Fri 27 Nov, 8:30 am");
}

TEST_CASE("refusals: every reason becomes words and a way on in every language") {
  for (const char* language : {"en", "fr"}) {
    const Texts in = clarington_texts().in(LanguageTag{language});
    for (std::size_t i = 0; i < word_count<RefusalCode>(); ++i) {
      const auto code = static_cast<RefusalCode>(i);
      const std::string words = words_of_refusal(in, code);
      CHECK(words.size() > 20);
      CHECK(words.find('_') == std::string::npos);
    }
  }
}

TEST_CASE("ticket: number; range; people before; the address with the token") {
  Form form = form_at({Page::ticket, {}, ServiceId{"pay-property-tax"}});
  form.ticket = IssuedTicket{VisitId{7},
                             "A042",
                             Token{"5eed0fa11c0ffee5eed0fa11c0ffee00"},
                             {ServiceId{"pay-property-tax"}},
                             Wait{WaitStatus::known, 600, 1200},
                             3};
  KioskView view = view_of(busy_server(), form);
  const TicketCard* card = find_item<TicketCard>(view.body);
  CHECK(card->number == "A042");
  CHECK(card->name == "Pay my property tax");
  CHECK(card->facts[0].caption == "Wait about");
  CHECK(card->facts[0].value == "10 to 20 minutes");
  CHECK(card->facts[1].value == "3 people");
  CHECK(find_item<QrCard>(view.body)->url ==
        "https://queue.clarington.example/t/5eed0fa11c0ffee5eed0fa11c0ffee00");

  // What is forecast for the visit itself takes the promise's place.
  Waits now = waits_of_all({WaitStatus::known, 600, 1200}, 3);
  now.visits = {{VisitId{7}, 1, {WaitStatus::known, 300, 540}}};
  view = view_told(busy_server(), form, &now);
  card = find_item<TicketCard>(view.body);
  CHECK(card->facts[0].value == "5 to 10 minutes");
  CHECK(card->facts[1].value == "1 person");
  now.visits.front().wait = {WaitStatus::after_closing, 0, 0};
  view = view_told(busy_server(), form, &now);
  CHECK(find_item<TicketCard>(view.body)->facts.empty());
  CHECK(find_item<TicketCard>(view.body)->honest ==
        "We will probably not get to you before we close. Please ask at the welcome desk what can "
        "be done today.");

  form.ticket->promise = Wait{};
  view = view_of(busy_server(), form);
  CHECK(find_item<TicketCard>(view.body)->facts.empty());
  CHECK(find_item<TicketCard>(view.body)->honest ==
        "No counter is open for this right now. You are called when one opens.");
}

TEST_CASE("French: every screen's words are translated") {
  for (const Page page : {Page::home, Page::search, Page::services, Page::service, Page::for_you}) {
    (void)view_of(busy_server(),
                  form_at({page, Job::payment, ServiceId{"pay-property-tax"}}, "fr"));
  }
  for (const MissingText& text : clarington_texts().missing()) {
    FAIL_CHECK(text.language.value << ": " << text.english);
  }
}

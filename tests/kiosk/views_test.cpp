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
  const SearchIndex index(clarington(), in);
  Lobby lobby{&server.state, nullptr, connected, server.now};
  return build_kiosk_view({clarington(), in, index, lobby, Busy::no, {}}, form);
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
  REQUIRE(view.access.size() == 3);
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
  const KioskView view = view_of(busy_server(), form_at(service_page("pay-property-tax")));
  const FactsStrip* facts = find_item<FactsStrip>(view.body);
  REQUIRE(facts->facts.size() == 3);
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
  CHECK(card->facts[0].value == "10 to 20 minutes");
  CHECK(card->facts[1].value == "3 people");
  CHECK(find_item<QrCard>(view.body)->url ==
        "https://queue.clarington.example/t/5eed0fa11c0ffee5eed0fa11c0ffee00");

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

// What the screens say: worked examples on the morning of Clarington.
#include <doctest/doctest.h>

#include <set>

#include "counter-client/search.h"
#include "tests/counter-client/scenes.h"

using namespace foyer;
using namespace foyer::test;
using namespace foyer::counter_client;

namespace {

struct Morning {
  Morning() {
    fill_lobby(desk);
    desk.opens("10:41", "counter-1", "asha");
    known.session_known = true;
    known.clerk = ClerkId{"asha"};
    known.counter = CounterId{"counter-1"};
    known.connected = known.was_connected = true;
  }
  [[nodiscard]] CounterView view(std::string_view clock, const std::string& language = "en") {
    desk.now = test::at(clock);
    return build_view({clarington(), clarington_texts(), clarington_texts().in({language}),
                       &desk.state(), desk.news().waits, desk.now, known, form});
  }
  Lobby desk;
  counter_client::Desk known;
  CounterForm form;
};

const LineRowView& row_of(const LineView& line, const std::string& ticket) {
  for (const LineRowView& row : line.rows) {
    if (row.row.ticket == ticket) return row;
  }
  throw std::runtime_error("no row " + ticket);
}

}  // namespace

TEST_CASE("idle: shows who is next and why") {
  Morning m;
  const CounterView view = m.view("10:41:38");
  CHECK(view.page == Page::idle);
  CHECK(view.customer.ticket == "C001");
  CHECK(view.customer.figure == "waited 17 min");
  CHECK(view.customer.state == "Ready for 0:38");
  REQUIRE(view.customer.why.size() == 3);
  CHECK(view.customer.why[0].lead == "Promise ends first:");
  CHECK(view.customer.why[0].text ==
        "C001 is due 10:44: arrived 10:24, promised a call within 20 min.");
  CHECK(view.customer.why[1].text == "A002 would be next, due 10:48.");
  CHECK(view.customer.why[2].text == "3 of 3 needs can be served here.");
  CHECK(view.bar.clock == "10:41");
  CHECK(view.bar.serves == "Service desk");
}

TEST_CASE("line: on time and at risk and late are told in words") {
  Morning m;
  CHECK(row_of(m.view("10:41").line, "A002").row.mark.words == "On time, 7 min left · 10:41–10:47");
  CHECK(row_of(m.view("10:41").line, "A002")
            .row.spoken.ends_with("On time, 7 min left. Call expected: 10:41–10:47"));
  const CounterView view = m.view("10:49:30");
  CHECK(row_of(view.line, "A002").row.mark.mark == ui::Mark::late);
  CHECK(row_of(view.line, "A002").row.mark.words == "Late by 2 min · 10:49–10:55");
  CHECK(view.line.counts.front().words == "2 late");
  CHECK(row_of(view.line, "C002").row.minutes == "parked");
  CHECK(row_of(view.line, "C002").row.mark.words == "Back at 10:55, or press Enter");
  CHECK(row_of(view.line, "C002").action == counter_client::Action::resume);
}

TEST_CASE("line: who cannot be served here stands last and says where") {
  Morning m;
  m.desk.opens("10:41", "counter-4", "ann");
  const VisitId visit = m.desk.comes("10:41", {"marriage-licence"});
  m.desk.does("10:42", CallVisit{CounterId{"counter-2"}, visit});
  m.desk.does("10:43", Serve{CounterId{"counter-2"}, visit});
  m.desk.does("10:44",
              Transfer{CounterId{"counter-2"}, visit, NeedId{1}, TransferKind::specialist, ""});
  const CounterView view = m.view("10:45");
  const LineRowView& row = row_of(view.line, m.desk.ticket(visit));
  CHECK(row.row.mark.words == "Counter 4 only");
  CHECK(row.action == counter_client::Action::none);
  CHECK(view.line.rows.back().visit == visit);
  CHECK(view.line.footer == "1 for other counters");
}

TEST_CASE("called: the facts say what was waited and told") {
  Morning m;
  m.desk.does("10:41:30", CallNext{CounterId{"counter-1"}});
  const CounterView view = m.view("10:42:18");
  CHECK(view.page == Page::called);
  CHECK(view.customer.figure == "0:48");
  CHECK(view.customer.facts[0].value == "17 min");
  CHECK(view.customer.facts[0].mark.words == "Promise kept");
  CHECK(view.customer.facts[1].text == "at 10:24");
  CHECK(view.customer.facts[2].value == "French");
  CHECK(view.customer.facts[3].value == "Step-free");
  CHECK(view.customer.facts[3].text == "More time");
}

TEST_CASE("called: recall waits for its time and has a limit") {
  Morning m;
  m.desk.does("10:42", CallNext{CounterId{"counter-1"}});
  const VisitId visit = *find_counter(m.desk.state(), CounterId{"counter-1"})->visit;
  const auto recall = [&](std::string_view clock) {
    return m.view(clock).customer.others.front().button;
  };
  CHECK_FALSE(recall("10:42:29").enabled);
  CHECK(recall("10:42:29").reason == "after 0:30");
  CHECK(recall("10:42:30").enabled);
  for (const char* clock : {"10:42:30", "10:43", "10:43:30"}) {
    m.desk.does(clock, Recall{CounterId{"counter-1"}, visit});
  }
  CHECK_FALSE(recall("10:44:10").enabled);
  CHECK(recall("10:44:10").reason == "3 times already");
  CHECK(m.view("10:44:10").customer.state_end == "10:42, called again 3 times");
}

TEST_CASE("called: a call can be taken back for five seconds") {
  Morning m;
  m.desk.does("10:42", CallNext{CounterId{"counter-1"}});
  REQUIRE(m.view("10:42:01").customer.toast);
  CHECK(m.view("10:42:01").customer.toast->seconds == "4 s");
  CHECK_FALSE(m.view("10:42:05").customer.toast);
}

TEST_CASE("serving: the clock runs against the optimum of all needs served here") {
  Morning m;
  m.desk.does("10:42", CallNext{CounterId{"counter-1"}});
  const VisitId visit = *find_counter(m.desk.state(), CounterId{"counter-1"})->visit;
  m.desk.does("10:43", Serve{CounterId{"counter-1"}, visit});
  const CounterView view = m.view("10:49:12");
  CHECK(view.customer.figure == "6:12");
  CHECK(view.customer.figure_note == "of about 32 min for 3 needs");
  CHECK(view.customer.clock->mark == "Optimum 32:00");
  CHECK(view.customer.clock->end == "42:40");
  CHECK(view.customer.needs[0].row.text == "You begin, Clerk’s office goes on");
  CHECK(view.customer.needs[1].row.text == "Done here in full");
  CHECK(m.view("11:16").customer.figure_mark->words == "1:00 over");
  REQUIRE(view.knowledge);
  CHECK(view.knowledge->heading == "Get a marriage licence");
  CHECK(view.knowledge->bring.size() == 3);
}

TEST_CASE("link lost: says since when and lets only what can wait go on") {
  Morning m;
  m.known.connected = false;
  m.known.last_news = test::at("10:41:30");
  const CounterView view = m.view("10:41:42");
  REQUIRE(view.link);
  CHECK(view.link->lead == "No link to the server since 10:41:30.");
  CHECK_FALSE(view.customer.primary.button.enabled);
  CHECK(view.customer.primary.button.reason == "no link");
  CHECK(view.line.rows.front().action == counter_client::Action::none);
}

TEST_CASE("keys: no letter has two meanings on one page") {
  for (const LanguageInfo& language : clarington().languages) {
    if (!language.staff) continue;
    const Keys k = keys_of(clarington_texts().in(language.tag));
    const std::vector<std::vector<std::string>> pages = {
        {k.line, k.pause, k.close_counter, k.knowledge},
        {k.line, k.sign_out, k.other_counter, k.knowledge},
        {k.line, k.recall, k.no_show, k.park, k.take_back, k.knowledge},
        {k.line, k.park, k.transfer, k.refer, k.add_need, k.knowledge},
        {k.services, k.people, k.audit, k.end_day, k.follow_ups},
        {k.resolved, k.follow_up, k.referred, k.incomplete, k.department}};
    for (const auto& page : pages) {
      CAPTURE(language.tag.value);
      CHECK(std::set<std::string>(page.begin(), page.end()).size() == page.size());
    }
  }
}

TEST_CASE("refusals: every code has words of people and never its own") {
  Morning m;
  for (const LanguageInfo& language : clarington().languages) {
    if (!language.staff) continue;
    for (std::size_t i = 0; i < word_count<RefusalCode>(); ++i) {
      const auto code = static_cast<RefusalCode>(i);
      const std::string name(word(code));
      CAPTURE(name);
      const Sentence words =
          refusal_words(clarington_texts().in(language.tag), Refusal{code, "", ""},
                        {clarington(), &m.desk.state(), VisitId{1}, "B042", "B043", CounterId{}});
      CHECK_FALSE(words.lead.empty());
      CHECK_FALSE(words.text.empty());
      CHECK((words.lead + words.text).find('_') == std::string::npos);
    }
  }
}

TEST_CASE("refusals: throttling names the time to wait") {
  const Texts in = clarington_texts().in({"en"});
  const RefusedAsk ask{clarington(), nullptr, VisitId{}, "", "", CounterId{}};
  const auto words = [&](std::optional<Seconds> after) {
    return refusal_words(in, Refusal{RefusalCode::throttled, "", "", after}, ask).text;
  };
  CHECK(words(Seconds(30)) == "Wait 30 seconds, then try again.");
  CHECK(words(Seconds(300)) == "Wait 5 minutes, then try again.");
  CHECK(words(std::nullopt) == "Wait a moment, then try again.");
}

TEST_CASE("translations: nothing of the counter client is missing in any language") {
  for (const LanguageInfo& language : clarington().languages) {
    if (!language.staff) continue;
    for (const Scene& scene : scenes()) {
      const Stage stage(scene, {1440, 900}, {language.tag.value, 100, false});
    }
  }
  for (const MissingText& text : clarington_texts().missing()) {
    FAIL_CHECK(text.language.value << ": " << text.english);
  }
}

TEST_CASE("search: every word begins a word and accents and capitals do not matter") {
  CHECK(counter_client::matches("mar lic", "Get a marriage licence"));
  CHECK(counter_client::matches("impots", "Payer mes impôts fonciers"));
  CHECK(counter_client::matches("IMPÔTS", "payer mes impôts"));
  CHECK(counter_client::matches("", "anything"));
  CHECK_FALSE(counter_client::matches("riage", "Get a marriage licence"));
  CHECK_FALSE(counter_client::matches("mar dog", "Get a marriage licence"));
}

TEST_CASE("clock: minutes and seconds and hours where there are any") {
  CHECK(running_clock(Seconds{38}) == "0:38");
  CHECK(running_clock(Seconds{372}) == "6:12");
  CHECK(running_clock(Seconds{3723}) == "1:02:03");
  CHECK(running_clock(Seconds{-5}) == "0:00");
}

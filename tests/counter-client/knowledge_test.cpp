// Knowledge beside the customer: which article opens, what it tells, and finding another by keys.
#include <doctest/doctest.h>

#include <algorithm>

#include "tests/counter-client/scenes.h"

using namespace foyer;
using namespace foyer::test;
using namespace foyer::counter_client;

namespace {

std::string all_text(const KnowledgeView& view) {
  std::string text = view.heading + "\n";
  for (const KnowledgeLine& line : view.summary) text += line.text + "\n";
  for (const ui::CheckItem& item : view.bring) text += item.label + "\n";
  text += view.bring_note + "\n";
  for (const KnowledgeView::Section& section : view.sections) {
    text += section.title + "\n";
    for (const KnowledgeLine& line : section.lines) text += line.text + "\n";
  }
  return text;
}

bool tells(const KnowledgeView& view, std::string_view text) {
  return all_text(view).find(text) != std::string::npos;
}

/// Counter 1 with asha signed in and open; nobody called.
struct AtDesk {
  explicit AtDesk(ScreenChoice screen = {}) {
    fill_lobby(lobby);
    client.emplace(lobby, ui::Size{1440, 900}, std::move(screen));
    client->types("asha");
    client->press("Enter");
    client->types("2468");
    client->press("Enter");
    client->press("Space");
    client->settle();
  }
  void call() {
    client->press("Space");
    client->settle();
  }
  /// Types it into the search and lets the found rows be drawn.
  void search(std::string_view words) {
    client->press("/");
    client->types(words);
    client->settle();
  }
  [[nodiscard]] CounterView view() const { return client->view(); }
  Lobby lobby;
  std::optional<Client> client;
};

}  // namespace

TEST_CASE("knowledge: the article of the need opens when its ticket is called") {
  AtDesk desk;
  CHECK_FALSE(desk.view().knowledge);
  desk.call();
  CHECK(desk.view().page == Page::called);
  REQUIRE(desk.view().knowledge);
  const KnowledgeView k = *desk.view().knowledge;
  CHECK(k.heading == "Marriage licence");
  CHECK(k.reviewed == "Reviewed 2026-09-15");
  CHECK_FALSE(k.review);
  CHECK(k.summary.front().text.starts_with("Two people who want to marry in Ontario"));
  CHECK(k.bring.size() == 3);
  CHECK(k.bring_note.starts_with("ID must be valid"));
  const auto steps = std::find_if(k.sections.begin(), k.sections.end(),
                                  [](const auto& section) { return section.title == "Steps"; });
  REQUIRE(steps != k.sections.end());
  CHECK(steps->lines.size() == 4);
  CHECK(steps->lines[3].number == "4");
  CHECK(tells(k, "$150 (sample)"));
  CHECK(tells(k, "How soon before the wedding?"));
  CHECK(tells(k, "Pass on to"));
  CHECK(desk.client->shows("Marriage licence"));
}

TEST_CASE("knowledge: what to bring stands once and is the service's own") {
  AtDesk desk;
  desk.call();
  const KnowledgeView k = *desk.view().knowledge;
  const ServiceInfo& service = *find_service_info(clarington(), ServiceId{"marriage-licence"});
  REQUIRE(k.bring.size() == service.bring.size());
  for (std::size_t i = 0; i < k.bring.size(); ++i) {
    CHECK(k.bring[i].label == service.bring[i].name);
    for (const KnowledgeView::Section& section : k.sections) {
      for (const KnowledgeLine& line : section.lines) CHECK(line.text != service.bring[i].name);
    }
  }
}

TEST_CASE("knowledge: K turns its pages and then the next need's") {
  AtDesk desk;
  desk.call();
  desk.client->at("10:42:48");
  desk.client->press("Space");
  desk.client->settle();
  REQUIRE(desk.view().page == Page::serving);
  std::vector<std::string> headings{desk.view().knowledge->heading};
  for (int i = 0; i < 20 && headings.back() != "Pay a parking ticket"; ++i) {
    desk.client->press(&Keys::knowledge);
    headings.push_back(desk.view().knowledge->heading);
  }
  CHECK(headings.front() == "Marriage licence");
  CHECK(headings.back() == "Pay a parking ticket");
  // The article was longer than a page.
  CHECK(headings.size() > 2);
  CHECK(desk.client->app.form().knowledge_first == 0);
}

TEST_CASE("knowledge: in the clerk's language where it is translated") {
  AtDesk desk({"fr", 100, false});
  desk.call();
  REQUIRE(desk.view().knowledge);
  CHECK(desk.view().knowledge->heading == "Licence de mariage");
}

TEST_CASE("search: an article is found and opened and closed by keys alone") {
  AtDesk desk;
  desk.search("fense");
  REQUIRE(desk.view().panel);
  REQUIRE_FALSE(desk.view().panel->rows.empty());
  CHECK(desk.view().panel->rows.front().label == "Fence permit");
  CHECK(desk.view().customer.primary.button.label == "Read: Fence permit");
  const std::size_t asked = desk.lobby.asked.size();
  desk.client->press("Enter");
  desk.client->settle();
  CHECK_FALSE(desk.view().panel);
  REQUIRE(desk.view().knowledge);
  CHECK(desk.view().knowledge->heading == "Fence permit");
  CHECK(desk.client->shows("Fence permit"));
  // Reading asks the server for nothing, and Space calls the next one as ever.
  CHECK(desk.lobby.asked.size() == asked);
  CHECK(desk.view().customer.primary.action == counter_client::Action::call_next);
  desk.client->press("Esc");
  desk.client->settle();
  CHECK_FALSE(desk.view().knowledge);
  CHECK(desk.view().lobby);
}

TEST_CASE("search: a called ticket brings its own article over the one that was read") {
  AtDesk desk;
  desk.search("bingo");
  desk.client->press("Enter");
  desk.client->settle();
  CHECK(desk.view().knowledge->heading == "Bingo or raffle licence");
  desk.call();
  CHECK(desk.view().knowledge->heading == "Marriage licence");
}

TEST_CASE("search: Esc leaves it and the arrows choose") {
  AtDesk desk;
  desk.search("dog");
  REQUIRE(desk.view().panel->rows.size() > 1);
  desk.client->press("Down");
  CHECK(desk.view().panel->chosen == 1);
  const std::string second = desk.view().panel->rows[1].label;
  desk.client->press("Enter");
  desk.client->settle();
  CHECK(desk.view().knowledge->heading == second);
  desk.search("xyzzyqq");
  CHECK(desk.view().panel->rows.empty());
  CHECK(desk.client->shows("Nothing is called so. Try another word."));
  desk.client->press("Esc");
  desk.client->settle();
  CHECK_FALSE(desk.view().panel);
  CHECK(desk.view().knowledge->heading == second);
}

TEST_CASE("search: before anything is typed it offers what is about the desk at large") {
  AtDesk desk;
  desk.search("");
  std::vector<std::string> titles;
  const CounterView view = desk.view();
  for (const PanelRow& row : view.panel->rows) titles.push_back(row.label);
  CHECK(std::find(titles.begin(), titles.end(), "Triage rules") != titles.end());
  CHECK(std::find(titles.begin(), titles.end(), "Dog tag") == titles.end());
}

TEST_CASE("search: the customer's language finds articles too") {
  AtDesk desk;
  desk.call();  // A customer who speaks French.
  desk.search("cloture");
  REQUIRE_FALSE(desk.view().panel->rows.empty());
  CHECK(desk.view().panel->rows.front().label == "Fence permit");
}

TEST_CASE("remark: a vote by two keys and a proposal by typing it") {
  AtDesk desk;
  desk.call();
  desk.client->press("+");
  desk.client->settle();
  REQUIRE(desk.view().panel);
  CHECK(desk.view().panel->title == "What about “Marriage licence”?");
  desk.client->press("Enter");
  desk.client->settle();
  const protocol::ArticleId marriage{"marriage-licence"};
  const LanguageTag english{"en"};
  REQUIRE(desk.lobby.remarks.size() == 1);
  CHECK(desk.lobby.remarks[0] ==
        protocol::Query{protocol::VoteArticle{marriage, english, protocol::ArticleVote::helped}});
  CHECK_FALSE(desk.view().panel);
  REQUIRE(desk.view().notice);
  CHECK(desk.view().notice->lead == "Noted.");
  desk.client->press("+");
  desk.client->press("Down");
  desk.client->press("Enter");
  desk.client->settle();
  desk.client->press("+");
  desk.client->types("Say how long");
  desk.client->settle();
  CHECK(desk.view().customer.primary.button.label == "Propose this");
  desk.client->press("Enter");
  desk.client->settle();
  REQUIRE(desk.lobby.remarks.size() == 3);
  CHECK(desk.lobby.remarks[1] ==
        protocol::Query{protocol::VoteArticle{marriage, english, protocol::ArticleVote::wrong}});
  CHECK(desk.lobby.remarks[2] ==
        protocol::Query{protocol::ProposeArticle{marriage, english, "Say how long"}});
  // Nothing of it is a command, and the visit is where it was.
  CHECK(desk.view().page == Page::called);
}

TEST_CASE("remark: not without a link and not where there is no article") {
  AtDesk desk;
  desk.client->press("+");
  CHECK_FALSE(desk.view().panel);
  desk.call();
  desk.lobby.connected = false;
  desk.client->settle();
  CHECK_FALSE(desk.view().knowledge->remark);
  desk.client->press("+");
  desk.client->settle();
  CHECK(desk.lobby.remarks.empty());
}

TEST_CASE("knowledge: an article past its review date says so") {
  SiteFiles site = clarington();
  std::vector<knowledge::Article> articles = clarington_library().articles();
  for (knowledge::Article& article : articles) article.reviewed_on = BusinessDate{"2025-10-31"};
  for (knowledge::Article& article : articles) article.review_after_months = 12;
  const knowledge::Library library(site, nullptr, articles, knowledge::Audience::staff);
  Lobby lobby;
  fill_lobby(lobby);
  counter_client::Desk desk;
  CounterForm form;
  desk.session_known = true;
  desk.clerk = ClerkId{"asha"};
  desk.counter = CounterId{"counter-1"};
  form.open_article = knowledge::ArticleId{"fence-permit"};
  const CounterView view =
      build_view({site, clarington_texts(), clarington_texts().in({"en"}), &lobby.state(), nullptr,
                  lobby.now, desk, form, &library, nullptr});
  REQUIRE(view.knowledge);
  REQUIRE(view.knowledge->review);
  CHECK(view.knowledge->review->words ==
        "To be reviewed since 2026-10-31: ask before you rely on it");
  CHECK(view.knowledge->reviewed.empty());
}

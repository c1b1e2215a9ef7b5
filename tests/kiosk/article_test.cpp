// What residents read about a service: the public part of the clerk's article, by touch, by keys
// and by ear, in the language that there is; nothing that is for staff.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "kiosk/views.h"
#include "knowledge/library.h"
#include "tests/kiosk/stand.h"

using namespace foyer;
using namespace foyer::kiosk;
using namespace foyer::test;
using knowledge::Article;
using knowledge::Audience;
using knowledge::Library;

namespace {

const ServiceId fence{"fence-permit"};
const std::string fence_summary =
    "Most fences need no permit. One is needed around a pool, above 2 m, or on a corner lot near "
    "the street (limits: sample).";

KioskView view_of(const Library* library, const Place& place, const std::string& language = "en",
                  Milliseconds later = {}) {
  Server server;
  server.gets_busy();
  Form form;
  form.language = LanguageTag{language};
  form.place = place;
  const Texts in = clarington_texts().in(form.language);
  Indexes indexes(clarington(), clarington_texts(), Indexes::Ahead::no);
  const Lobby lobby{&server.state, nullptr, true, server.now + later};
  ViewContext context{clarington(), in, indexes, lobby, Busy::no, {}};
  context.library = library;
  return build_kiosk_view(context, form);
}

Place article_page(const ServiceId& service) {
  return {Page::article, {}, service};
}

std::vector<const Item*> items_of(const KioskView& view) {
  std::vector<const Item*> all;
  const Body& body = view.body;
  for (const Items* items : {&body.head, &body.start, &body.end, &body.tail, &body.foot}) {
    for (const Item& item : *items) all.push_back(&item);
  }
  return all;
}

/// What of an article stands there, in order.
std::vector<Prose> prose_of(const KioskView& view) {
  std::vector<Prose> prose;
  for (const Item* item : items_of(view)) {
    if (const Prose* one = std::get_if<Prose>(item)) prose.push_back(*one);
  }
  return prose;
}

std::set<std::string> texts_of(const KioskView& view) {
  std::set<std::string> texts;
  for (const Prose& prose : prose_of(view)) texts.insert(prose.text);
  return texts;
}

const LinkItem* link_of(const KioskView& view) {
  for (const Item* item : items_of(view)) {
    const Links* links = std::get_if<Links>(item);
    if (links == nullptr) continue;
    for (const LinkItem& link : links->links) {
      if (link.card.id == "article") return &link;
    }
  }
  return nullptr;
}

bool has_note(const KioskView& view, std::string_view words) {
  const auto items = items_of(view);
  return std::any_of(items.begin(), items.end(), [&](const Item* item) {
    const Note* note = std::get_if<Note>(item);
    return note != nullptr && note->text.find(words) != std::string::npos;
  });
}

Article fence_article() {
  Article article;
  article.id = knowledge::ArticleId{fence.value};
  article.language = LanguageTag{"en"};
  article.reviewed_on = BusinessDate{"2026-11-02"};
  article.summary = {{knowledge::BlockKind::paragraph, 0, {{"About fences.", false, false, ""}}}};
  return article;
}

Library library_of(Article article, Audience reader = Audience::everybody) {
  return {clarington(), nullptr, {std::move(article)}, reader};
}

void to_fence(Stand& stand) {
  stand.server.gets_busy();
  stand.settle();
  stand.find("job/approval");
  stand.find("service/fence-permit");
}

const ui::Utterance* heard(const Stand& stand, const std::string& text) {
  const auto it = std::find_if(
      stand.heard_words.begin(), stand.heard_words.end(),
      [&](const ui::Utterance& words) { return words.text.find(text) != std::string::npos; });
  return it == stand.heard_words.end() ? nullptr : &*it;
}

}  // namespace

TEST_CASE("article: opens from its service by touch and leads back") {
  Stand stand;
  to_fence(stand);
  stand.find("article");
  CHECK(stand.form().place.page == Page::article);
  CHECK(stand.shows(fence_summary));
  CHECK(stand.shows("Who pays for a fence between neighbours?"));
  CHECK_FALSE(stand.shows("scan them"));
  stand.tap("back");
  CHECK(stand.form().place == Place{Page::service, {}, fence});
}

TEST_CASE("article: whoever has read it takes the ticket") {
  Stand stand;
  stand.server.gets_busy();
  stand.settle();
  stand.find("job/payment");
  stand.find("service/pay-property-tax");
  stand.find("article");
  stand.tap("back");
  stand.find("get-ticket");
  stand.serve();
  REQUIRE(stand.form().ticket);
  CHECK(stand.form().ticket->services == std::vector{ServiceId{"pay-property-tax"}});
}

TEST_CASE("article: by keys and ears and each text in its own language") {
  Stand stand;
  stand.by_keys = true;
  stand.server.gets_busy();
  stand.settle();
  stand.press(ui::Key::f1);
  stand.choose("ur", 100, ui::Scheme::light);
  stand.find("job/approval");
  stand.find("service/fence-permit");
  stand.find("article");
  REQUIRE(stand.form().place.page == Page::article);
  const ui::Utterance* summary = heard(stand, fence_summary);
  REQUIRE(summary != nullptr);
  CHECK(summary->language == "en");
  const std::string more =
      clarington_texts().in(LanguageTag{"ur"})(tr_context("kiosk", "More about this"));
  const ui::Utterance* crumb = heard(stand, more);
  REQUIRE(crumb != nullptr);
  CHECK(crumb->language == "ur");
}

TEST_CASE("article: words from left to right stand at the left of a page from right to left") {
  Stand stand;
  to_fence(stand);
  stand.choose("ur", 100, ui::Scheme::light);
  stand.find("article");
  const ui::AuditRecord& record = stand.frames.record();
  REQUIRE(record.mirrored);
  const auto fees = std::find_if(record.texts.begin(), record.texts.end(),
                                 [](const ui::AuditText& text) { return text.text == "Fees"; });
  REQUIRE(fees != record.texts.end());
  // Logical: the end of a mirrored page is its left side.
  CHECK(fees->placed.end() == doctest::Approx(fees->box.end()).epsilon(0.01));
  CHECK(fees->placed.x > fees->box.x + 200);
}

TEST_CASE("article: in the resident's language where there is one and else in the site's first") {
  const auto library = clarington_articles();
  const KioskView french = view_of(library.get(), article_page(fence), "fr");
  REQUIRE_FALSE(prose_of(french).empty());
  for (const Prose& prose : prose_of(french)) CHECK(prose.language == "fr");
  CHECK(texts_of(french).count("Qui paie une clôture entre voisins ?") == 1);
  const KioskView polish = view_of(library.get(), article_page(fence), "pl");
  for (const Prose& prose : prose_of(polish)) CHECK(prose.language == "en");
  CHECK(texts_of(polish).count(fence_summary) == 1);
}

TEST_CASE("article: the link names its headings or the language that it is in") {
  const auto library = clarington_articles();
  const Place service{Page::service, {}, fence};
  CHECK(link_of(view_of(library.get(), service))->card.text == "Fees · Questions");
  CHECK(link_of(view_of(library.get(), service, "pl"))->card.text == "English");
  const Place referred{Page::service, {}, ServiceId{"go-swimming"}};
  CHECK(link_of(view_of(library.get(), referred)) != nullptr);
}

TEST_CASE("article: of every service all that is public is told and nothing that is for staff") {
  // Also where somebody hands the kiosk the clerks' library.
  const Library all = Library::of_site(clarington(), nullptr, Audience::staff);
  for (const std::string language : {"en", "fr"}) {
    for (const ServiceInfo& service : clarington().services) {
      const Article* article = all.about(service.id, LanguageTag{language});
      REQUIRE_MESSAGE(article != nullptr, service.id.value);
      const std::set<std::string> told =
          texts_of(view_of(&all, article_page(service.id), language));
      for (const knowledge::Block& block : article->summary) {
        CHECK_MESSAGE(told.count(plain_text(block)) == 1, article->file);
      }
      for (const knowledge::Section& section : article->sections) {
        const bool open = section.audience == Audience::everybody;
        for (const knowledge::Block& block : section.blocks) {
          CHECK_MESSAGE((told.count(plain_text(block)) == 1) == open,
                        article->file << ": " << plain_text(block));
        }
      }
    }
  }
}

TEST_CASE("article: nothing is shown where there is none or it is for staff") {
  const Place service{Page::service, {}, fence};
  CHECK(link_of(view_of(nullptr, service)) == nullptr);
  Article other = fence_article();
  other.id = knowledge::ArticleId{"deck-permit"};
  const Library none = library_of(std::move(other));
  CHECK(link_of(view_of(&none, service)) == nullptr);
  Article secret = fence_article();
  secret.audience = Audience::staff;
  const Library staff = library_of(std::move(secret), Audience::staff);
  CHECK(link_of(view_of(&staff, service)) == nullptr);
  // The page itself is then the service's.
  const KioskView page = view_of(&staff, article_page(fence));
  CHECK(prose_of(page).empty());
  CHECK(page.actions.back().button.id == "search");
}

TEST_CASE("article: what is past its review says so") {
  const auto library = clarington_articles();
  const std::string words = "We have not checked this text for a while";
  CHECK_FALSE(has_note(view_of(library.get(), article_page(fence)), words));
  const KioskView late = view_of(library.get(), article_page(fence), "en", std::chrono::days(400));
  CHECK(has_note(late, words));
}

TEST_CASE("article: what to bring is the service's own list with the article's notes under it") {
  const auto library = clarington_articles();
  const KioskView view = view_of(library.get(), article_page(ServiceId{"dog-tag"}));
  const auto items = items_of(view);
  const auto last_check = std::find_if(items.rbegin(), items.rend(), [](const Item* item) {
    return std::holds_alternative<Check>(*item);
  });
  REQUIRE(last_check != items.rend());
  const auto checks = std::count_if(items.begin(), items.end(), [](const Item* item) {
    return std::holds_alternative<Check>(*item);
  });
  const ServiceInfo* service = find_service_info(clarington(), ServiceId{"dog-tag"});
  CHECK(static_cast<std::size_t>(checks) == service->bring.size());
  const Prose* note = std::get_if<Prose>(*(last_check.base()));
  REQUIRE(note != nullptr);
  CHECK(note->text.starts_with("A message from the veterinarian"));
}

TEST_CASE("article: links become numbers to read and squares for the phone") {
  Article article = fence_article();
  article.summary = {{knowledge::BlockKind::paragraph,
                      0,
                      {{"Ask the ", false, false, ""},
                       {"fence viewers", false, false, "tel:+1-905-555-0100"},
                       {" or ", false, false, ""},
                       {"905-555-0101", false, false, "tel:+1-905-555-0101"},
                       {"; see ", false, false, ""},
                       {"the act", false, false, "https://example.org/act"},
                       {" and ", false, false, ""},
                       {"decks", false, false, "deck-permit"},
                       {".", false, false, ""}}}};
  const Library library = library_of(std::move(article));
  const KioskView view = view_of(&library, article_page(fence));
  CHECK(texts_of(view).count("Ask the fence viewers (+1-905-555-0100) or 905-555-0101; see the act "
                             "and decks.") == 1);
  const auto items = items_of(view);
  const auto code = std::find_if(items.begin(), items.end(), [](const Item* item) {
    return std::holds_alternative<QrCard>(*item);
  });
  REQUIRE(code != items.end());
  CHECK(std::get<QrCard>(**code).url == "https://example.org/act");
  CHECK(std::get<QrCard>(**code).title == "the act");
}

TEST_CASE("article: a language that has none leads back to the service without a dead end") {
  Article article = fence_article();
  article.language = LanguageTag{"fr"};
  const Library library = library_of(std::move(article));
  CHECK_FALSE(prose_of(view_of(&library, article_page(fence), "fr")).empty());
  const KioskView english = view_of(&library, article_page(fence), "en");
  CHECK(prose_of(english).empty());
  CHECK(english.actions.back().button.id == "search");
}

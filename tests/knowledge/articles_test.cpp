// The articles of the project's own sites, and what is read of one.
#include <doctest/doctest.h>

#include <algorithm>

#include "knowledge/read_articles.h"
#include "tests/knowledge/sites.h"

namespace {

using namespace foyer;
using namespace foyer::knowledge;

const std::string deck = R"(+++
title = "Deck permit"
services = ["deck-permit"]
audience = "public"
language = "en"
owner = "building"
reviewed_on = 2026-08-31
review_after = 6
words = ["porch", "raised deck"]
+++

Needed above *60 cm*, see [fences](fence-permit) and
the **Building Code**.

## What to bring

Drawings on a phone are fine.

## Steps {staff}

1. Check the lot.
2. Take the fee.

## Questions

### May work start?

No.

- Not even the holes.

## Tip {staff}

Ask for the height first.

## Pass on to

Building decides.
)";

Article read(const std::string& name, const std::string& text) {
  const Articles read = read_article(test::clarington_files(), name, text);
  for (const Mistake& mistake : read.mistakes) FAIL(to_text(mistake));
  REQUIRE(read.all.size() == 1);
  return read.all.front();
}

std::vector<std::string> titles_for(const Article& article, Audience reader) {
  std::vector<std::string> titles;
  for (const Section& section : article.sections) {
    if (may_read(reader, section.audience)) titles.push_back(section.title);
  }
  return titles;
}

}  // namespace

TEST_CASE("every service of both sites has an article in English") {
  for (const test::KnownSite* known : {&test::clarington(), &test::city_hall()}) {
    const auto missing = without_article(known->site, known->library.articles());
    for (const ServiceId& service : missing) FAIL_CHECK(service.value);
    for (const ServiceInfo& service : known->site.services) {
      const Article* article = known->library.about(service.id, LanguageTag{"pt"});
      REQUIRE(article != nullptr);
      CHECK(article->language.value == "en");
      CHECK_MESSAGE(article->owner == service.department, article->file);
    }
  }
}

TEST_CASE("every article says what it is and whom to pass it to and answers something") {
  for (const test::KnownSite* known : {&test::clarington(), &test::city_hall()}) {
    for (const Article& article : known->library.articles()) {
      CAPTURE(article.file);
      CHECK(find_section(article, SectionKind::pass_on, Audience::staff) != nullptr);
      CHECK(find_section(article, SectionKind::pass_on, Audience::everybody) == nullptr);
      if (article.services.empty() || article.id.value == "ways-to-pay") continue;
      CHECK(find_section(article, SectionKind::steps, Audience::staff) != nullptr);
      CHECK(find_section(article, SectionKind::questions, Audience::everybody) != nullptr);
      CHECK(article.words.size() >= 3);
    }
  }
}

TEST_CASE("no two services of a site are told in the same words") {
  for (const test::KnownSite* known : {&test::clarington(), &test::city_hall()}) {
    std::vector<std::string> told;
    for (const Article& article : known->library.articles()) {
      const Section* steps = find_section(article, SectionKind::steps, Audience::staff);
      told.push_back(plain_text(article.summary.front()));
      if (steps != nullptr) told.push_back(plain_text(steps->blocks.front()));
    }
    std::sort(told.begin(), told.end());
    for (auto it = std::adjacent_find(told.begin(), told.end()); it != told.end();
         it = std::adjacent_find(it + 1, told.end())) {
      // The same first step may stand in two articles, not in three.
      CHECK_MESSAGE((it + 2 == told.end() || *(it + 2) != *it), *it);
    }
  }
}

TEST_CASE("an article: front matter and sections and blocks") {
  const Article article = read("deck-permit.md", deck);
  CHECK(article.title == "Deck permit");
  CHECK(article.services == std::vector<ServiceId>{ServiceId{"deck-permit"}});
  CHECK(article.owner.value == "building");
  CHECK(article.words == std::vector<std::string>{"porch", "raised deck"});
  REQUIRE(article.summary.size() == 1);
  const std::vector<Span> spans{{"Needed above ", false, false, ""},
                                {"60 cm", false, true, ""},
                                {", see ", false, false, ""},
                                {"fences", false, false, "fence-permit"},
                                {" and the ", false, false, ""},
                                {"Building Code", true, false, ""},
                                {".", false, false, ""}};
  CHECK(article.summary.front().spans == spans);
  REQUIRE(article.sections.size() == 5);
  CHECK(article.sections[1].kind == SectionKind::steps);
  CHECK(article.sections[1].blocks[1].kind == BlockKind::step);
  CHECK(article.sections[1].blocks[1].number == 2);
  const std::vector<Block>& questions = article.sections[2].blocks;
  REQUIRE(questions.size() == 3);
  CHECK(questions[0].kind == BlockKind::question);
  CHECK(plain_text(questions[0]) == "May work start?");
  CHECK(questions[1].kind == BlockKind::paragraph);
  CHECK(questions[2].kind == BlockKind::point);
}

TEST_CASE("an article: residents see only what is public") {
  const Article article = read("deck-permit.md", deck);
  CHECK(titles_for(article, Audience::everybody) ==
        std::vector<std::string>{"What to bring", "Questions"});
  CHECK(titles_for(article, Audience::staff) ==
        std::vector<std::string>{"What to bring", "Steps", "Questions", "Tip", "Pass on to"});
}

TEST_CASE("an article: another language names its sections in braces") {
  std::string text = deck;
  const auto put = [&](const std::string& from, const std::string& to) {
    text.replace(text.find(from), from.size(), to);
  };
  put("language = \"en\"", "language = \"fr\"");
  put("## Steps {staff}", "## Étapes {steps staff}");
  put("## Questions", "## Foire aux questions {questions}");
  const Article article = read("deck-permit.fr.md", text);
  CHECK(article.language.value == "fr");
  CHECK(article.sections[1].kind == SectionKind::steps);
  CHECK(article.sections[1].title == "Étapes");
  CHECK(article.sections[1].audience == Audience::staff);
  CHECK(article.sections[2].kind == SectionKind::questions);
}

TEST_CASE("an article: its review holds for so many months") {
  Article article = read("deck-permit.md", deck);
  CHECK(review_due(article).value == "2027-02-28");
  CHECK_FALSE(is_stale(article, BusinessDate{"2027-02-28"}));
  CHECK(is_stale(article, BusinessDate{"2027-03-01"}));
  article.review_after_months = 12;
  CHECK(review_due(article).value == "2027-08-31");
}

TEST_CASE("library: the article in the reader's language else in English") {
  const Library& library = test::clarington().library;
  const ServiceId fence{"fence-permit"};
  CHECK(library.about(fence, LanguageTag{"fr"})->title == "Permis de clôture");
  CHECK(library.about(fence, LanguageTag{"es"})->title == "Fence permit");
  CHECK(library.about(ServiceId{"no-such"}, LanguageTag{"en"}) == nullptr);
}

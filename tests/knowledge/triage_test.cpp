// The questions of the welcome desk: what they lead to, and what is written wrong in them.
#include <doctest/doctest.h>

#include "knowledge/read_articles.h"
#include "knowledge/triage.h"
#include "tests/knowledge/sites.h"

namespace {

using namespace foyer;
using namespace foyer::knowledge;

/// The list begins at line 14.
std::string article_with(const std::string& questions) {
  return R"(+++
title = "Deck permit"
services = ["deck-permit"]
audience = "public"
language = "en"
owner = "building"
reviewed_on = 2026-08-31
review_after = 6
+++

Needed above 60 cm.

## Ask in this order {triage}

)" + questions +
         "\n";
}

Articles read(const std::string& questions) {
  return read_article(test::clarington_files(), "deck-permit.md", article_with(questions));
}

std::string mistakes_of(const std::string& questions) {
  std::string all;
  for (const Mistake& mistake : read(questions).mistakes) all += to_text(mistake) + "\n";
  return all;
}

bool says(const std::string& questions, const std::string& expected) {
  const std::string said = mistakes_of(questions);
  INFO(said);
  CHECK(said.find("knowledge/deck-permit.md:13") != std::string::npos);
  return said.find(expected) != std::string::npos;
}

}  // namespace

TEST_CASE("triage: questions lead on or to an end") {
  const auto read_one = read(
      "1. Is it a shed? [Shed permit](yes:shed-permit)\n"
      "2. Above 60 cm? [Ticket](yes:ticket) [No permit needed](no:answer)");
  REQUIRE_MESSAGE(read_one.mistakes.empty(), to_text(read_one.mistakes.front()));
  const auto questions = triage_of(read_one.all.front());
  REQUIRE(questions.size() == 2);
  CHECK(questions[0].text == "Is it a shed?");
  REQUIRE(questions[0].yes);
  CHECK(questions[0].yes->end == TriageEnd::article);
  CHECK(questions[0].yes->article == ArticleId{"shed-permit"});
  CHECK(questions[0].yes->words == "Shed permit");
  CHECK_FALSE(questions[0].no);
  CHECK(questions[1].yes->end == TriageEnd::ticket);
  CHECK(questions[1].no->end == TriageEnd::answer);
}

TEST_CASE("triage: it is for staff though the article is not") {
  const auto read_one = read("1. Above 60 cm? [Ticket](yes:ticket) [No permit](no:answer)");
  CHECK(find_section(read_one.all.front(), SectionKind::triage, Audience::everybody) == nullptr);
  CHECK(find_section(read_one.all.front(), SectionKind::triage, Audience::staff) != nullptr);
}

TEST_CASE("triage: what is written wrong is named") {
  CHECK(says("Above 60 cm? [Ticket](yes:ticket) [No](no:answer)", "a numbered list"));
  CHECK(says("1. Above 60 cm? [Ticket](yes:ticket)", "the last question needs"));
  CHECK(says("1. Above? [T](yes:ticket) [A](no:answer)\n2. So? [T](yes:ticket) [A](no:answer)",
             "the next question is never asked"));
  CHECK(says("1. Above? [T](yes:ticket) [T](yes:answer) [A](no:answer)", "at most"));
  CHECK(says("1. [T](yes:ticket) [A](no:answer)", "begins with its words"));
  CHECK(says("1. Above? [T](shed-permit)", "begins with \"yes:\""));
  CHECK(says("1. Above? [T](yes:ticket) or [A](no:answer)", "nothing else is read"));
}

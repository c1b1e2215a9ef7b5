// What a city writes wrong is named with file and line, all at once.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "knowledge/read_articles.h"
#include "tests/knowledge/sites.h"

namespace {

using namespace foyer;
using namespace foyer::knowledge;

/// Lines 1 to 10 are the front matter, the body begins at line 12.
const std::string good = R"(+++
title = "Deck permit"
services = ["deck-permit"]
audience = "public"
language = "en"
owner = "building"
reviewed_on = 2026-08-31
review_after = 6
words = ["porch"]
+++

Needed above 60 cm.

## Steps

1. Check the lot.
)";

std::string with(const std::string& from, const std::string& to) {
  std::string text = good;
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

std::string mistakes_of(const std::string& text, const std::string& name = "deck-permit.md") {
  std::string all;
  for (const Mistake& mistake : read_article(test::clarington_files(), name, text).mistakes) {
    all += to_text(mistake) + "\n";
  }
  return all;
}

void check_says(const std::string& text, const std::string& expected) {
  const std::string said = mistakes_of(text);
  CHECK_MESSAGE(said.find("knowledge/deck-permit.md:" + expected) != std::string::npos, said);
}

}  // namespace

TEST_CASE("mistakes: none in a good article") {
  CHECK(mistakes_of(good).empty());
}

TEST_CASE("mistakes: front matter") {
  check_says("Deck permits\n", "1: must begin with its data between two lines \"+++\"");
  check_says(with("\n+++\n\nNeeded", "\n\nNeeded"), "1: must begin with its data");
  check_says(with("title = \"Deck permit\"\n", ""), "1: title: is missing");
  check_says(with("title = \"Deck permit\"", "title = Deck"), "2: no TOML: ");
  check_says(
      with("\"deck-permit\"]", "\"dek-permit\"]"),
      "3: services: no service \"dek-permit\"; the nearest of 73 services is \"deck-permit\"");
  check_says(with("[\"deck-permit\"]", "[\"shed-permit\"]"),
             "3: services: must name \"deck-permit\"");
  check_says(with("\"public\"", "\"everybody\""), "4: audience: must be \"public\" or \"staff\"");
  check_says(with("\"en\"", "\"fr\""), "5: language: is \"fr\"");
  check_says(with("\"building\"", "\"bilding\""), "6: owner: no department \"bilding\"");
  check_says(with("2026-08-31", "\"31 August\""), "7: reviewed_on: must be a date");
  check_says(with("2026-08-31", "2026-02-30"), "7: ");
  check_says(with("= 6", "= 0"), "8: review_after: must be a whole number from 1 to 60");
  check_says(with("words = [\"porch\"]", "wordz = [\"porch\"]"), "9: wordz: unknown key");
  check_says(with("[\"porch\"]", "[\"porch\", \"porch\"]"),
             "9: words: \"porch\" stands there twice");
}

TEST_CASE("mistakes: the body") {
  check_says(with("Needed above 60 cm.\n", ""), "11: must begin with a summary");
  check_says(with("## Steps", "# Steps"), "14: headings are");
  check_says(with("## Steps", "### Steps"), "14: headings are");
  check_says(with("## Steps", "## Steps {stuff}"), "14: \"stuff\" says nothing in a heading");
  check_says(with("1. Check the lot.", "- Check the lot."), "14: steps are a numbered list");
  check_says(with("1. Check the lot.\n", ""), "14: the section \"Steps\" is empty");
  check_says(with("1. Check", "2. Check"), "16: a numbered list begins with 1");
  check_says(with("1. Check the lot.", "1. Check the lot.\n   - Its zone."),
             "17: an entry of a list has one paragraph");
  check_says(good + "\n## Steps\n\n1. Again.\n", "18: a section \"Steps\" is there already");
  check_says(good + "\n## What to bring\n\n- Photo ID\n",
             "20: what to bring is listed at the service");
  check_says(good + "\n## Questions\n\nNo question.\n",
             "20: a section of questions begins with one");
  check_says(good + "\n## Questions\n\n### One?\n\n### Two?\n\nYes.\n",
             "22: the question before has no answer");
  check_says(good + "\n## Questions\n\n### One?\n", "18: its last question has no answer");
}

TEST_CASE("mistakes: what no screen could draw") {
  check_says(with("Needed", "<b>Needed</b>"), "12: HTML has no place");
  check_says(with("Needed above", "Needed\n![a](b.png) above"), "13: a picture has no place");
  check_says(good + "\n---\n\nMore.\n", "18: a rule has no place");
  check_says(good + "\nMore.\n\n> Said.\n", "20: a quotation has no place");
  check_says(good + "\nMore.\n\n    four blanks\n", "20: is taken for program text");
  check_says(with("60 cm", "[60 cm](http://example.org)"), "12: the link \"http://example.org\"");
  check_says(with("60 cm", "[60 cm](javascript:alert)"), "12: the link");
  check_says(with("60 cm", "60 \xC3 cm"), "12: is not UTF-8");
  check_says(with("60 cm", std::string(1001, 'a')), "12: a paragraph has at most 1,000 bytes");
  CHECK(mistakes_of(std::string(70 * 1024, 'a')) ==
        "knowledge/deck-permit.md: the file is larger than 64 KiB\n");
}

TEST_CASE("mistakes: an article for staff has nothing public") {
  const std::string text = with("audience = \"public\"", "audience = \"staff\"");
  CHECK(mistakes_of(text).empty());
  check_says(text + "\n## Fees {public}\n\nNone.\n", "18: is public in an article for staff");
}

TEST_CASE("mistakes: names of files") {
  CHECK(mistakes_of(good, "Deck.md").find("the file's name must be ID.md") != std::string::npos);
  CHECK(mistakes_of(good, "deck-permit.en.md").find("English articles have no language") !=
        std::string::npos);
  CHECK(mistakes_of(good, "deck-permit.xx.md").find("the site has no language \"xx\"") !=
        std::string::npos);
}

TEST_CASE("mistakes: links and translations are checked over all articles") {
  SiteFiles site = test::clarington_files();
  site.dir = std::filesystem::temp_directory_path() / "foyer-knowledge-mistakes";
  std::filesystem::remove_all(site.dir);
  CHECK(read_articles(site).all.empty());
  std::filesystem::create_directories(site.dir / "knowledge");
  const auto write = [&](const std::string& name, const std::string& text) {
    std::ofstream(site.dir / "knowledge" / name) << text;
  };
  write("deck-permit.md", with("60 cm", "[60 cm](no-such)"));
  write("fence-permit.fr.md", with("[\"deck-permit\"]", "[\"fence-permit\"]"));
  write("notes.txt", "no article");
  const Articles read = read_articles(site);
  std::filesystem::remove_all(site.dir);
  CHECK(read.all.size() == 2);
  REQUIRE(read.mistakes.size() == 3);
  CHECK(to_text(read.mistakes[0]) ==
        "knowledge/deck-permit.md: links to \"no-such\", which no article is called");
  CHECK(to_text(read.mistakes[1]) ==
        "knowledge/fence-permit.fr.md: translates knowledge/fence-permit.md, which is missing");
  CHECK(read.mistakes[2].line == 5);
}

TEST_CASE("mistakes: a library is not made of a site that has some") {
  SiteFiles site = test::clarington_files();
  site.dir = std::filesystem::temp_directory_path() / "foyer-knowledge-broken";
  std::filesystem::create_directories(site.dir / "knowledge");
  std::ofstream(site.dir / "knowledge" / "deck-permit.md") << "nothing";
  CHECK_THROWS_AS(Library::of_site(site, nullptr, Audience::staff), SiteMistakes);
  std::filesystem::remove_all(site.dir);
}

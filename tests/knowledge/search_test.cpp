// What clerks type, and which article comes first: both sites, slips of the finger, other
// languages.
#include <doctest/doctest.h>

#include <algorithm>

#include "knowledge/spelling.h"
#include "tests/knowledge/sites.h"

namespace {

using namespace foyer;
using namespace foyer::knowledge;

std::vector<std::string> found(const test::KnownSite& known, std::string_view query,
                               const std::string& language = "en",
                               std::vector<LanguageTag> also = {}) {
  std::vector<std::string> ids;
  for (const Article* article :
       known.library.search(query, {LanguageTag{language}, std::move(also)}, 8)) {
    ids.push_back(article->id.value);
  }
  return ids;
}

/// `place`: 1 is the first.
void check_found(std::string_view query, const std::string& article, std::size_t place,
                 const std::string& language = "en") {
  for (const test::KnownSite* known : {&test::clarington(), &test::city_hall()}) {
    if (known->library.find(ArticleId{article}, LanguageTag{"en"}) == nullptr) continue;
    const std::vector<std::string> ids = found(*known, query, language);
    const auto end = ids.begin() + static_cast<long>(std::min(place, ids.size()));
    std::string all;
    for (const std::string& id : ids) all += " " + id;
    CHECK_MESSAGE(std::find(ids.begin(), end, article) != end,
                  known->site.lobby.id.value << ": " << query << " ->" << all);
  }
}

}  // namespace

TEST_CASE("search: one word finds what it is about") {
  check_found("fence", "fence-permit", 1);
  check_found("bingo", "lottery-licence", 1);
  check_found("raffle", "lottery-licence", 1);
  check_found("deck", "deck-permit", 1);
  check_found("marriage", "marriage-licence", 1);
  check_found("kennel", "kennel-licence", 1);
  check_found("pothole", "report-street-problem", 1);
  check_found("snow", "ask-snow-clearing", 1);
  check_found("affidavit", "commissioner-of-oaths", 1);
  check_found("triage", "triage", 1);
  check_found("interpreter", "interpreter", 1);
}

TEST_CASE("search: several words in any order") {
  check_found("dog tag", "dog-tag", 1);
  check_found("tag dog", "dog-tag", 1);
  check_found("parking ticket dispute", "pay-parking-ticket", 1);
  check_found("barking dog", "report-animal-problem", 3);
  check_found("pay my property tax", "pay-property-tax", 2);
  check_found("proof of life", "life-certificate", 1);
  check_found("charity gaming", "lottery-licence", 2);
}

TEST_CASE("search: the last word may be begun only") {
  check_found("fen", "fence-permit", 1);
  check_found("dog t", "dog-tag", 2);
  check_found("marriage lic", "marriage-licence", 1);
  check_found("food tr", "food-truck-licence", 1);
}

TEST_CASE("search: slips of the finger are forgiven") {
  check_found("fense", "fence-permit", 2);
  check_found("fenec", "fence-permit", 2);
  check_found("dgo tag", "dog-tag", 8);
  check_found("marrige licence", "marriage-licence", 1);
  check_found("bingoo", "lottery-licence", 2);
  check_found("potohle", "report-street-problem", 1);
  check_found("afidavit", "commissioner-of-oaths", 1);
  check_found("proprety tax", "pay-property-tax", 4);
  check_found("comissioner of oaths", "commissioner-of-oaths", 1);
  check_found("mariage lisence", "marriage-licence", 1);
}

TEST_CASE("search: whole sentences and their apostrophes") {
  check_found("how do I pay a parking ticket", "pay-parking-ticket", 1);
  check_found("my neighbour's fence is too high", "fence-permit", 3);
  check_found("my neighbour’s dog is barking all night", "report-animal-problem", 2);
}

TEST_CASE("search: French with and without accents") {
  check_found("clôture", "fence-permit", 1, "fr");
  check_found("cloture", "fence-permit", 1, "fr");
  check_found("CLÔTURE", "fence-permit", 1, "fr");
  check_found("impôt foncier", "pay-property-tax", 3, "fr");
  check_found("l’impôt foncier", "pay-property-tax", 3, "fr");
  check_found("médaille de chien", "dog-tag", 1, "fr");
  check_found("medaile de chien", "dog-tag", 1, "fr");
  check_found("mariage", "marriage-licence", 2, "fr");
  // English is understood beside it, and the article comes in French.
  check_found("fence", "fence-permit", 1, "fr");
  const auto articles = test::clarington().library.search("fence", {LanguageTag{"fr"}, {}}, 1);
  CHECK(articles.front()->title == "Permis de clôture");
}

TEST_CASE("search: the customer's language finds articles that exist in English only") {
  const auto ids = found(test::clarington(), "impuesto predial", "en", {LanguageTag{"es"}});
  REQUIRE(!ids.empty());
  CHECK(std::find(ids.begin(),
                  ids.begin() + static_cast<long>(std::min<std::size_t>(3, ids.size())),
                  "pay-property-tax") != ids.end());
  // A word of a language that nobody here speaks is not looked up.
  CHECK(found(test::clarington(), "impuesto predial").empty());
}

TEST_CASE("search: residents find nothing that is for staff") {
  const SiteFiles& site = test::clarington_files();
  const Library library = Library::of_site(site, nullptr, Audience::everybody);
  const Library::Asker asker{LanguageTag{"en"}};
  for (const Article& article : library.articles()) {
    CHECK(article.audience == Audience::everybody);
    CHECK(find_section(article, SectionKind::steps, Audience::staff) == nullptr);
  }
  // A word that stands in the desk's own steps only.
  const auto to_staff = test::clarington().library.search("septic", asker, 5);
  REQUIRE(to_staff.size() == 1);
  CHECK(to_staff.front()->id.value == "pool-permit");
  CHECK(library.search("septic", asker, 5).empty());
}

TEST_CASE("search: nothing for nothing and no harm by signs") {
  const test::KnownSite& known = test::clarington();
  for (const char* query : {"", " ", "\"", "*", "AND", "NEAR(", "a OR", "-", "( )", "\xFF\xFE", "%",
                            ";'--", "title:x"}) {
    CAPTURE(query);
    CHECK_NOTHROW(found(known, query));
  }
  CHECK(found(known, "xyzzyqq").empty());
  CHECK(found(known, "").empty());
  CHECK(found(known, "\"fence\" OR (").front() == "fence-permit");
  CHECK_NOTHROW(found(known, std::string(5000, 'f')));
  std::string many;
  for (int i = 0; i < 300; ++i) many += "é ";
  CHECK_NOTHROW(found(known, many));
}

TEST_CASE("slips: counted as fingers make them") {
  using Ending = Vocabulary::Ending;
  CHECK(slips(U"fence", U"fence", 2, Ending::whole) == 0);
  CHECK(slips(U"fense", U"fence", 2, Ending::whole) == 1);
  CHECK(slips(U"fecne", U"fence", 2, Ending::whole) == 1);
  CHECK(slips(U"fnce", U"fence", 2, Ending::whole) == 1);
  CHECK(slips(U"fencee", U"fence", 2, Ending::whole) == 1);
  CHECK(slips(U"fen", U"fence", 2, Ending::whole) == 2);
  CHECK(slips(U"fen", U"fence", 2, Ending::open) == 0);
  CHECK(slips(U"marige", U"marriage", 2, Ending::open) == 2);
  CHECK(slips(U"abc", U"xyz", 2, Ending::whole) == 3);
}

TEST_CASE("vocabulary: the nearest words of a language") {
  Vocabulary words;
  words.add("clef", 2, 1);
  words.add("clerk", 1, 4);
  words.add("fence", 1, 3);
  words.add("pence", 1, 1);
  const auto nearest = [&](std::string_view word, std::uint64_t languages) {
    return words.nearest(word, languages, Vocabulary::Ending::whole, 5);
  };
  CHECK(nearest("fense", 1) == std::vector<std::string>{"fence"});
  CHECK(nearest("hence", 1) == std::vector<std::string>{"fence", "pence"});
  CHECK(nearest("cler", 1) == std::vector<std::string>{"clerk"});
  CHECK(nearest("cler", 2) == std::vector<std::string>{"clef"});
  CHECK(nearest("fnc", 1).empty());
  CHECK(words.documents("fence", 1) == 3);
  CHECK(words.documents("fence", 2) == 0);
  CHECK(words.has_prefix("cle", 2));
  CHECK_FALSE(words.has_prefix("fen", 2));
}

#include "kiosk/search.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>

#include "tests/kiosk/stand.h"

using namespace foyer;
using namespace foyer::kiosk;
using namespace foyer::test;

namespace {

const SearchIndex& index_in(const std::string& language) {
  static std::map<std::string, SearchIndex> made;
  const auto known = made.find(language);
  if (known != made.end()) return known->second;
  return made
      .emplace(language, SearchIndex(clarington(), clarington_texts().in(LanguageTag{language})))
      .first->second;
}

/// Is the service among the first `within` that are found?
bool finds(const std::string& language, const std::string& query, const std::string& service,
           std::size_t within = 3) {
  const std::vector<ServiceId> found = index_in(language).find(query);
  const auto end = found.begin() + static_cast<std::ptrdiff_t>(std::min(within, found.size()));
  return std::find(found.begin(), end, ServiceId{service}) != end;
}

int like(std::string_view typed, std::string_view word) {
  return likeness(IndexWord(std::string(typed)).view(), IndexWord(std::string(word)).view());
}

}  // namespace

TEST_CASE("fold: lower case without accents") {
  CHECK(fold("Déclaration À CÔTÉ") == "declaration a cote");
  CHECK(fold("œuvre") == "oeuvre");
  CHECK(fold("naïve Straße") == "naive strasse");
  CHECK(fold("\xff\xfe").empty());
}

TEST_CASE("fold: one form for letters that people use for one another") {
  CHECK(fold("ŁÓDŹ đường ＡＢＣ") == "lodz duong abc");
  CHECK(fold("كُتُبٌ") == fold("کتب"));
  CHECK(fold("أحمد إلى آية") == fold("احمد الى ایه"));
  CHECK(fold("رخصة") == fold("رخصه"));
  CHECK(fold("مــرحبا") == fold("مرحبا"));
  CHECK(fold("हिन्दी") == fold("हिंदी"));
  CHECK(fold("ज़मीन") == fold("जमीन"));
  CHECK(fold("ਕੁੱਤਾ") == fold("ਕੁਤਾ"));
  CHECK(fold("१२३ ۴۵۶ ٧") == "123 456 7");
  for (const char* text : {"Łódź", "رخصة", "हिन्दी", "ਸ਼ਾਦੀ", "சொத்து", "thuế", "結婚"}) {
    CHECK(fold(fold(text)) == fold(text));
  }
}

TEST_CASE("letters: a consonant with its signs is one") {
  CHECK(letters_of("abc").size() == 3);
  CHECK(letters_of("कुत्ता").size() == 3);
  CHECK(letters_of("கி").size() == 1);
  CHECK(letters_of("கி") != letters_of("கு"));
}

TEST_CASE("romanized: words of other scripts by their sound") {
  CHECK(consonants_of(romanized(fold("جائیداد"))) == consonants_of("jaidad"));
  CHECK(consonants_of(romanized(fold("ٹیکس"))) == consonants_of("tax"));
  CHECK(consonants_of(romanized(fold("शादी"))) == consonants_of("shaadi"));
  CHECK(consonants_of(romanized(fold("ਚਲਾਨ"))) == consonants_of("chalaan"));
  CHECK(pinyin_of("结婚") == std::vector<std::string>{"jie", "hun"});
  CHECK(pinyin_of("地稅") == std::vector<std::string>{"di", "shui"});
}

TEST_CASE("words_in: the Arabic article is left out and Chinese signs stay together") {
  CHECK(words_in("المنزل") == words_in("منزل"));
  CHECK(words_in("交地税 311电话") == std::vector<std::string>{"交地税", "311", "电话"});
}

TEST_CASE("words_in: letters and figures; everything else separates") {
  CHECK(words_in("Pay: dog-tag, l’été 2026!") ==
        std::vector<std::string>{"pay", "dog", "tag", "l", "ete", "2026"});
  CHECK(words_in("  ").empty());
}

TEST_CASE("likeness: the same word is best and then its beginning and then a slip") {
  CHECK(like("fence", "fence") == 100);
  CHECK(like("fen", "fence") == 85);
  CHECK(like("fences", "fence") == 75);
  CHECK(like("fance", "fence") > 0);
  CHECK(like("fecne", "fence") > 0);
  CHECK(like("licnece", "licence") > 0);
  CHECK(like("dog", "dig") == 0);  // too short to guess
  CHECK(like("bingo", "fence") == 0);
  CHECK(like("", "fence") == 0);
}

TEST_CASE("search: the words of the plan lead to their services") {
  CHECK(finds("en", "fence", "fence-permit", 1));
  CHECK(finds("en", "dog tag", "dog-tag", 1));
  CHECK(finds("en", "pay tax", "pay-property-tax"));
  CHECK(finds("en", "bingo", "lottery-licence", 1));
  CHECK(finds("en", "property tax", "pay-property-tax"));
  CHECK(finds("en", "parking ticket", "pay-parking-ticket", 1));
  CHECK(finds("en", "pothole", "report-street-problem", 1));
}

TEST_CASE("search: typing errors and capitals and an unfinished word are forgiven") {
  CHECK(finds("en", "fance", "fence-permit"));
  CHECK(finds("en", "BINGO", "lottery-licence", 1));
  CHECK(finds("en", "mariage", "marriage-licence"));
  CHECK(finds("en", "proprty tax", "pay-property-tax"));
  CHECK(finds("en", "swim", "go-swimming"));
  CHECK(finds("en", "bing", "lottery-licence", 1));
}

TEST_CASE("search: in French with and without accents and with English words too") {
  CHECK(finds("fr", "clôture", "fence-permit", 1));
  CHECK(finds("fr", "cloture", "fence-permit", 1));
  CHECK(finds("fr", "médaille", "dog-tag"));
  CHECK(finds("fr", "medaille chien", "dog-tag", 1));
  CHECK(finds("fr", "impôt foncier", "pay-property-tax", 4));
  CHECK(finds("fr", "mariage", "marriage-licence"));
  CHECK(finds("fr", "fence", "fence-permit"));
}

TEST_CASE("search: every search word of the site finds its service") {
  for (const ServiceInfo& service : clarington().services) {
    for (const auto& [language, phrases] : service.search) {
      for (const std::string& phrase : phrases) {
        INFO(language << " " << phrase << " -> " << service.id.value);
        CHECK(finds(language, phrase, service.id.value, 24));
      }
    }
  }
}

TEST_CASE("search: nothing for nothing and nothing for noise") {
  CHECK(index_in("en").find("").empty());
  CHECK(index_in("en").find("   ").empty());
  CHECK(index_in("en").find("zzzzzz").empty());
  CHECK(index_in("en").find(std::string(500, 'q')).empty());
  CHECK(index_in("en").find("\xc3\x28").empty());
}

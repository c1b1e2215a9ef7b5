#include "kiosk/indexes.h"

#include <doctest/doctest.h>

#include <stdexcept>
#include <thread>

#include "tests/kiosk/stand.h"

using namespace foyer;
using namespace foyer::kiosk;
using namespace foyer::test;

TEST_CASE("indexes: made ahead they find what they find when they are made late") {
  Indexes ahead(clarington(), clarington_texts(), Indexes::Ahead::yes);
  Indexes late(clarington(), clarington_texts(), Indexes::Ahead::no);
  for (const auto& language : clarington().languages) {
    const auto found = late.services(language.tag).find("dog");
    CHECK_FALSE(found.empty());
    CHECK(ahead.services(language.tag).find("dog") == found);
    CHECK(ahead.places(language.tag).find("dog") == late.places(language.tag).find("dog"));
  }
}

TEST_CASE("indexes: one language that several threads ask for is made once") {
  Indexes indexes(clarington(), clarington_texts(), Indexes::Ahead::yes);
  const LanguageTag chinese{"zh-Hans"};
  const SearchIndex* other = nullptr;
  std::thread thread([&] { other = &indexes.services(chinese); });
  const SearchIndex* here = &indexes.services(chinese);
  thread.join();
  CHECK(here == other);
}

TEST_CASE("indexes: a language that the site does not have is a mistake of ours") {
  Indexes indexes(clarington(), clarington_texts(), Indexes::Ahead::no);
  CHECK_THROWS_AS(static_cast<void>(indexes.services(LanguageTag{"xx"})), std::logic_error);
}

TEST_CASE("indexes: who leaves early does not wait for all languages") {
  // Nothing to check but that it ends: under the thread sanitizer also that nothing is raced for.
  const Indexes indexes(clarington(), clarington_texts(), Indexes::Ahead::yes);
}

// Why who is next is next: each rule in a sentence, in English and French.
#include <doctest/doctest.h>

#include <algorithm>

#include "tests/counter-client/scenes.h"

namespace foyer::test {
namespace {

using counter_client::CounterView;
using counter_client::Sentence;

const Scene& scene(std::string_view name) {
  const auto found = std::find_if(scenes().begin(), scenes().end(),
                                  [name](const Scene& one) { return one.name == name; });
  REQUIRE(found != scenes().end());
  return *found;
}

/// "Lead: text", line by line, of a scene.
std::vector<std::string> why_of(std::string_view name, const std::string& language = "en") {
  Stage stage(scene(name), {1440, 900}, {language, 100, false});
  std::vector<std::string> lines;
  for (const Sentence& sentence : stage.client->view().customer.why) {
    lines.push_back(sentence.lead + " " + sentence.text);
  }
  return lines;
}

std::string first_of(std::string_view name, const std::string& language = "en") {
  const auto lines = why_of(name, language);
  REQUIRE_FALSE(lines.empty());
  return lines.front();
}

}  // namespace

TEST_CASE("why: each rule is told in a sentence") {
  CHECK(first_of("idle") ==
        "Promise ends first: C001 is due 10:44: arrived 10:24, promised a call within 20 min.");
  CHECK(first_of("why-head-start") ==
        "In order of arrival: E002 is first, as it takes longer to the counter: arrived 10:41, due "
        "10:56.");
  CHECK(first_of("why-first") == "In order of arrival: E002 is first: arrived 10:41, due 10:56.");
  CHECK(first_of("why-waited-longest") ==
        "Has waited longest: C001 has waited since 10:24. After 60 min nobody is passed over.");
  CHECK(first_of("why-priority") ==
        "In order of arrival: E002 is first with priority: arrived 10:41, due 10:48.");
  CHECK(first_of("why-appointment") ==
        "In order of arrival: E002 is first by its appointment at 10:45, due 10:55.");
  CHECK(first_of("why-same-clerk") ==
        "You served it before: D003 is back. It is nearly first, due 11:01.");
  CHECK(first_of("why-same-language") ==
        "Same language: E003 speaks French, and so do you. It is nearly first, due 10:56.");
  CHECK(first_of("why-sent-here") ==
        "Sent to you: D003 was passed on to this counter. Due 11:01, arrived 10:41.");
}

TEST_CASE("why: the same in French") {
  CHECK(first_of("why-waited-longest", "fr") ==
        "Plus longue attente : C001 attend depuis 10:24. Après 60 min d’attente, plus personne ne "
        "passe devant.");
  CHECK(first_of("why-same-language", "fr") ==
        "Même langue : La langue de E003 est la vôtre : Français. C’est presque son tour, dû à "
        "10:56.");
}

TEST_CASE("why: who comes after and how many needs can be served here") {
  const auto why = why_of("why-same-clerk");
  REQUIRE(why.size() == 3);
  CHECK(why[1] == "Then: E002 would be next, due 10:56.");
  CHECK(why[2] == "At this counter: 2 of 2 needs can be served here.");
}

}  // namespace foyer::test

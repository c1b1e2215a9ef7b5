// The keys on the screen: every layout fits and types what its language needs.
#include "kiosk/keyboard.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "kiosk/folding.h"
#include "kiosk/keyboard_layouts.h"
#include "tests/kiosk/stand.h"

using namespace foyer;
using namespace foyer::kiosk;
using namespace foyer::test;

namespace {

constexpr KeyLayer all_layers[] = {KeyLayer::letters, KeyLayer::more, KeyLayer::latin,
                                   KeyLayer::figures};

KeyboardView keys_in(const std::string& language, KeyLayer layer = KeyLayer::letters) {
  return build_keyboard(clarington_texts().in(LanguageTag{language}), layer);
}

/// Every character of a folded text that some key of the language types.
std::set<std::string> characters_on_keys(const std::string& language) {
  std::set<std::string> known;
  for (const KeyLayer layer : all_layers) {
    for (const auto& row : keys_in(language, layer).rows) {
      for (const KeyView& key : row) {
        // After a consonant a Tamil vowel is its sign.
        ui::TextEdit edit;
        if (language == "ta") edit.insert("க");
        type_key(edit, key.text, 60);
        const std::string folded = fold(key.text + edit.text);
        for (std::size_t at = 0; at < folded.size();) {
          std::size_t next = at + 1;
          while (next < folded.size() && (folded[next] & 0xC0) == 0x80) ++next;
          known.insert(folded.substr(at, next - at));
          at = next;
        }
      }
    }
  }
  return known;
}

std::string typed(std::initializer_list<const char*> keys) {
  ui::TextEdit edit;
  for (const char* key : keys) type_key(edit, key, 60);
  CHECK(edit.caret == edit.text.size());
  return edit.text;
}

}  // namespace

TEST_CASE("keyboard: every row of every language and layer fits and no key is there twice") {
  for (const LanguageInfo& language : clarington().languages) {
    for (const KeyLayer layer : all_layers) {
      const KeyboardView view = keys_in(language.tag.value, layer);
      CAPTURE(language.tag.value);
      CAPTURE(static_cast<int>(layer));
      CHECK(view.rows.size() <= 5);
      std::set<std::string> seen;
      for (const auto& row : view.rows) {
        CHECK(!row.empty());
        CHECK(row.size() <= 10);
        for (const KeyView& key : row) CHECK(seen.insert(key.text).second);
      }
      // Delete is two keys wide, and so is the key of the second layer.
      CHECK(view.rows.back().size() <= (view.more ? 6 : 8));
    }
  }
}

TEST_CASE("keyboard: from every layer a key leads to every other") {
  for (const LanguageInfo& language : clarington().languages) {
    CAPTURE(language.tag.value);
    std::set<KeyLayer> reached{KeyLayer::letters};
    std::vector<KeyLayer> next{KeyLayer::letters};
    while (!next.empty()) {
      const KeyboardView view = keys_in(language.tag.value, next.back());
      next.pop_back();
      std::vector<LayerKey> keys = view.layers;
      if (view.more) keys.push_back(*view.more);
      for (const LayerKey& key : keys) {
        if (reached.insert(key.layer).second) next.push_back(key.layer);
      }
    }
    CHECK(reached.contains(KeyLayer::figures));
    const std::string letter = fold(keys_in(language.tag.value).rows[1].front().text);
    const bool latin = script_of_word(letter) == Script::latin;
    CHECK(reached.contains(KeyLayer::latin) == !latin);
    for (const KeyLayer layer : reached) {
      const auto keys = keys_in(language.tag.value, layer);
      const bool back =
          layer == KeyLayer::letters ||
          std::any_of(keys.layers.begin(), keys.layers.end(),
                      [](const LayerKey& k) { return k.layer == KeyLayer::letters; }) ||
          (keys.more && keys.more->layer == KeyLayer::letters);
      CHECK(back);
    }
  }
}

TEST_CASE("keyboard: every word to search for can be typed in its language") {
  for (const LanguageInfo& language : clarington().languages) {
    const std::set<std::string> keys = characters_on_keys(language.tag.value);
    for (const ServiceInfo& service : clarington().services) {
      const auto phrases = service.search.find(language.tag.value);
      if (phrases == service.search.end()) continue;
      for (const std::string& phrase : phrases->second) {
        for (const std::string& word : words_in(phrase)) {
          // Chinese is typed in pinyin.
          if (script_of_word(word) == Script::han) continue;
          CAPTURE(language.tag.value);
          CAPTURE(word);
          for (std::size_t at = 0; at < word.size();) {
            std::size_t next = at + 1;
            while (next < word.size() && (word[next] & 0xC0) == 0x80) ++next;
            CHECK_MESSAGE(keys.contains(word.substr(at, next - at)), word.substr(at, next - at));
            at = next;
          }
        }
      }
    }
  }
}

TEST_CASE("keyboard: French has its accents and English needs none") {
  CHECK(keys_in("fr").rows.front().front().text == "é");
  CHECK(keys_in("fr").rows.size() == 4);
  CHECK(keys_in("en").rows.size() == 3);
  CHECK(keys_in("en").layers.size() == 1);
}

TEST_CASE("keyboard: a Vietnamese tone goes to the vowel of the word and becomes one letter") {
  CHECK(typed({"t", "h", "u", "ê", "\u0301"}) == "thuế");
  CHECK(typed({"t", "i", "ê", "n", "g", "\u0301"}) == "tiếng");
  CHECK(typed({"à", "\u0301"}) == "á");
  CHECK(typed({"ơ", "\u0323"}) == "ợ");
  CHECK(typed({"\u0301"}).empty());
  CHECK(typed({"đ", "\u0301"}) == "đ");
  CHECK(typed({"a", " ", "\u0301"}) == "a ");
}

TEST_CASE("keyboard: a Tamil vowel after a consonant becomes its sign") {
  CHECK(typed({"வ", "அ", "ர", "இ"}) == "வரி");
  CHECK(typed({"ச", "ஒ", "த", "்", "த", "உ"}) == "சொத்து");
  CHECK(typed({"உ", "ர", "இ", "ம", "ம", "்"}) == "உரிமம்");
}

TEST_CASE("keyboard: other keys type what they show") {
  CHECK(typed({"ش", "ا", "د", "ی"}) == "شادی");
  CHECK(typed({"व", "ि", "व", "ा", "ह"}) == "विवाह");
  CHECK(typed({"क्ष"}) == "क्ष");
}

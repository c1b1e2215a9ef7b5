// Every letter that a language shows has a glyph in the pinned fonts, regular and bold.
#include <doctest/doctest.h>

#include "kiosk/keyboard.h"
#include "site/po_file.h"
#include "tests/kiosk/stand.h"
#include "ui/text.h"

using namespace foyer;
using namespace foyer::test;

namespace {

const std::filesystem::path assets = std::filesystem::path(FOYER_SOURCE_DIR) / "assets";

void add_catalogue(const std::filesystem::path& file, std::vector<std::string>& texts) {
  for (const PoEntry& entry : read_po_file(file)) {
    texts.insert(texts.end(), entry.translations.begin(), entry.translations.end());
  }
}

/// What a screen in this language may show.
std::vector<std::string> texts_in(const LanguageInfo& language) {
  std::vector<std::string> texts{language.own_name};
  if (language.tag.value != "en") {
    const std::string file = "translations/" + language.tag.value + ".po";
    add_catalogue(assets / file, texts);
    add_catalogue(clarington().dir / file, texts);
  }
  const Texts in = clarington_texts().in(language.tag);
  for (int day = 1; day < 29; ++day) {
    const std::string number = (day < 10 ? "0" : "") + std::to_string(day);
    const int month_number = (day - 1) % 12 + 1;
    const std::string month = (month_number < 10 ? "0" : "") + std::to_string(month_number);
    texts.push_back(
        in.date_full(instant_of(clarington().hours, {"2026-" + month + "-" + number}, 600)));
  }
  for (const kiosk::KeyLayer layer : {kiosk::KeyLayer::letters, kiosk::KeyLayer::more}) {
    for (const auto& row : kiosk::build_keyboard(in, layer).rows) {
      for (const auto& key : row) texts.push_back(key.label);
    }
  }
  return texts;
}

}  // namespace

TEST_CASE("fonts: every text of every language has its glyphs in regular and bold") {
  ui::TextEngine engine;
  for (const LanguageInfo& language : clarington().languages) {
    for (const ui::Weight weight : {ui::Weight::regular, ui::Weight::bold}) {
      ui::TextStyle style;
      style.language = language.tag.value;
      style.weight = weight;
      for (const std::string& text : texts_in(language)) {
        CHECK_MESSAGE(engine.unknown_glyphs(text, style) == 0, language.tag.value << ": " << text);
      }
    }
  }
  // A letter of a script that no language of the site has: the count can fail.
  CHECK(engine.unknown_glyphs("\U00010FFE", {}) > 0);
}

#include "ui/text.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace foyer::ui {
namespace {

const std::vector<std::pair<std::string, std::string>>& samples() {
  static const std::vector<std::pair<std::string, std::string>> texts = {
      {"en", "What would you like to do today?"},
      {"fr", "Que souhaitez-vous faire aujourd’hui ?"},
      {"es", "¿Qué desea hacer hoy?"},
      {"pl", "Co chcesz dziś załatwić?"},
      {"vi", "Hôm nay quý vị muốn làm gì?"},
      {"ur", "آج آپ کیا کرنا چاہتے ہیں؟"},
      {"ar", "ماذا تريد أن تفعل اليوم؟"},
      {"pa", "ਤੁਸੀਂ ਅੱਜ ਕੀ ਕਰਨਾ ਚਾਹੁੰਦੇ ਹੋ?"},
      {"hi", "आज आप क्या करना चाहेंगे?"},
      {"ta", "இன்று நீங்கள் என்ன செய்ய விரும்புகிறீர்கள்?"},
      {"zh-Hans", "您今天想办理什么？"},
      {"zh-Hant", "您今天想辦理什麼？"}};
  return texts;
}

TextStyle style_of(const std::string& language, float px = 30, float line = 40) {
  TextStyle style;
  style.px = px;
  style.line_height = line;
  style.language = language;
  return style;
}

int inked(const Mask& mask) {
  return static_cast<int>(
      std::count_if(mask.alpha.begin(), mask.alpha.end(), [](std::uint8_t a) { return a > 64; }));
}

TEST_CASE("text: every language has a size and pixels and wraps without torn words") {
  TextEngine engine;
  for (const auto& [language, text] : samples()) {
    CAPTURE(language);
    const Direction page = direction_of(language);
    const TextSize one = engine.measure(text, style_of(language), 0, page);
    CHECK(one.lines == 1);
    CHECK(one.width > 100);
    CHECK(one.height >= 40);
    CHECK(one.baseline > 15);
    CHECK(one.ink.w > 100);
    const TextSize wrapped = engine.measure(text, style_of(language), one.width * 0.6F, page);
    CHECK(wrapped.lines >= 2);
    CHECK(wrapped.height > one.height);
    CHECK_FALSE(wrapped.broken);
    CHECK_FALSE(wrapped.cut);
    CHECK(inked(engine.render(text, style_of(language), 0, page)) > 500);
  }
}

TEST_CASE("text: no sample falls back to boxes for missing letters") {
  // A missing glyph is drawn as a box with its code: every one of the same size. Two different
  // letters that render equal pixels would be such boxes.
  TextEngine engine;
  const std::vector<std::pair<std::string, std::pair<std::string, std::string>>> letters = {
      {"ur", {"ج", "س"}}, {"pa", {"ਕ", "ਮ"}},        {"hi", {"क", "म"}},
      {"ta", {"க", "ம"}}, {"zh-Hant", {"辦", "麼"}}, {"vi", {"ố", "ậ"}}};
  for (const auto& [language, pair] : letters) {
    CAPTURE(language);
    const Mask a = engine.render(pair.first, style_of(language));
    const Mask b = engine.render(pair.second, style_of(language));
    CHECK(inked(a) > 20);
    CHECK(a.alpha != b.alpha);
  }
}

TEST_CASE("text: Nastaliq takes the height it needs and Latin keeps its line") {
  TextEngine engine;
  const TextSize urdu = engine.measure("آج آپ کیا کرنا چاہتے ہیں؟", style_of("ur", 56, 64), 0,
                                       Direction::right_to_left);
  CHECK(urdu.height >= 110);
  const TextSize digits = engine.measure("10:42", style_of("ur", 30, 40));
  CHECK(digits.height == doctest::Approx(40).epsilon(0.05));
  CHECK(engine.measure("Back", style_of("en")).height == doctest::Approx(40).epsilon(0.02));
}

TEST_CASE("text: a ticket number stays in one piece inside right-to-left text") {
  TextEngine engine;
  for (const std::string language : {"ur", "ar"}) {
    const TextStyle style = style_of(language);
    const std::string before = language == "ur" ? "آپ کا نمبر " : "رقمك هو ";
    const std::string ticket = "B042";
    const std::string text = before + isolate(ticket) + (language == "ur" ? " ہے" : " الآن");
    // The carets between the letters of the number must go from left to right, a letter apart.
    const std::size_t start = before.size() + isolate("").size() / 2;
    float last = engine.caret_x(text, style, start + 1, Direction::right_to_left);
    for (std::size_t i = 2; i < ticket.size(); ++i) {
      const float x = engine.caret_x(text, style, start + i, Direction::right_to_left);
      CAPTURE(i);
      CHECK(x > last + 8);
      CHECK(x < last + 30);
      last = x;
    }
  }
}

TEST_CASE("text: an ellipsis is reported and so is a torn word") {
  TextEngine engine;
  TextStyle style = style_of("en");
  style.lines_max = 1;
  CHECK(engine.measure("Building permit for a deck", style, 150).cut);
  CHECK_FALSE(engine.measure("Deck", style, 150).cut);
  style.lines_max = 0;
  CHECK(engine.measure("Incomprehensibilities", style, 100).broken);
}

TEST_CASE("text: bold is wider and a bold beginning is between") {
  TextEngine engine;
  TextStyle style = style_of("en");
  const float regular = engine.measure("No link to the server", style).width;
  style.bold_bytes = 7;
  const float lead = engine.measure("No link to the server", style).width;
  style.weight = Weight::bold;
  const float bold = engine.measure("No link to the server", style).width;
  CHECK(regular < lead);
  CHECK(lead < bold);
}

TEST_CASE("text: broken UTF-8 is drawn as a replacement and nothing else happens") {
  TextEngine engine;
  CHECK(engine.measure("abc\xFF\xC3", style_of("en")).width > 20);
  CHECK(inked(engine.render("abc\xFF\xC3", style_of("en"))) > 20);
}

TEST_CASE("text: alignment of a paragraph follows the page") {
  TextEngine engine;
  TextStyle style = style_of("en");
  // The short second line: on the left in a left-to-right page, on the right in the other.
  const std::string text = "A long first line and\nno";
  const auto second_line_ink = [&](Direction page) {
    const Mask mask = engine.render(text, style, 400, page);
    const int row = mask.height * 3 / 4;
    int left = mask.width;
    for (int x = 0; x < mask.width; ++x) {
      for (int y = row - 6; y < row + 6; ++y) {
        const auto at = static_cast<std::size_t>(y * mask.width + x);
        if (mask.alpha[at] > 64) left = std::min(left, x);
      }
    }
    return left;
  };
  CHECK(second_line_ink(Direction::left_to_right) < 30);
  CHECK(second_line_ink(Direction::right_to_left) > 150);
}

}  // namespace
}  // namespace foyer::ui

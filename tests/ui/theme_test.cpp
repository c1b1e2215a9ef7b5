#include "ui/theme.h"

#include <doctest/doctest.h>

#include "ui/layout.h"
#include "ui/motion.h"

namespace foyer::ui {
namespace {

void check_all_pairs(const Theme& theme) {
  for (const ColorPair& pair : color_pairs(theme)) {
    CAPTURE(pair.text_token);
    CAPTURE(pair.background_token);
    CHECK(contrast_ratio(pair.text, pair.background) >= pair.ratio_min);
  }
}

TEST_CASE("theme: every pair of both themes reaches WCAG AA") {
  check_all_pairs(light_theme());
  check_all_pairs(high_contrast_theme());
}

TEST_CASE("theme: the ratio is that of WCAG 2.1") {
  CHECK(contrast_ratio(rgb(0x000000), rgb(0xFFFFFF)) == doctest::Approx(21.0));
  CHECK(contrast_ratio(rgb(0xFFFFFF), rgb(0xFFFFFF)) == doctest::Approx(1.0));
  CHECK(contrast_ratio(rgb(0x767676), rgb(0xFFFFFF)) == doctest::Approx(4.54).epsilon(0.002));
  CHECK(contrast_ratio(light_theme().accent, light_theme().on_accent) > 7.5);
}

TEST_CASE("theme: a brand replaces the accent and an illegible one is found") {
  const Theme red = branded(light_theme(), {.accent = rgb(0x8A1538)});
  CHECK(red.accent == rgb(0x8A1538));
  CHECK(red.on_accent == rgb(0xFFFFFF));
  CHECK(illegible_pairs(red).empty());
  const Theme yellow =
      branded(light_theme(), {.accent = rgb(0xFFE14D), .on_accent = rgb(0xFFFFFF)});
  CHECK_FALSE(illegible_pairs(yellow).empty());
  CHECK(branded(high_contrast_theme(), {.accent = rgb(0x8A1538)}).accent == rgb(0xFFD400));
}

TEST_CASE("theme: colours are read and written") {
  CHECK(parse_color("#0B5D66") == rgb(0x0B5D66));
  CHECK(parse_color("0b5d66") == rgb(0x0B5D66));
  CHECK_FALSE(parse_color("#0B5D6").has_value());
  CHECK_FALSE(parse_color("#0B5D6G").has_value());
  CHECK(to_hex(rgb(0x0B5D66)) == "#0B5D66");
}

TEST_CASE("layout: text follows the reader and boxes follow the screen") {
  const Metrics normal = kiosk_metrics({1080, 1920});
  CHECK(normal.px(64) == 64);
  CHECK(normal.type(34) == 34);
  const Metrics large = kiosk_metrics({2160, 3840}, 150);
  CHECK(large.px(64) == 128);
  CHECK(large.type(28) == 84);   // 28 * 1.5 * 2
  CHECK(large.type(56) == 140);  // 56 * 1.25 * 2
  const Metrics largest = kiosk_metrics({1080, 1920}, 200);
  for (float px = 28; px < 60; px += 1) CHECK(largest.type(px) >= 56);
  CHECK(desk_metrics({1440, 900}).scale == 1);
  CHECK(desk_metrics({3840, 2160}).scale == 2);
}

TEST_CASE("layout: columns end on the box and shares are kept") {
  const auto three = columns({10, 0, 100, 20}, 3, 8);
  REQUIRE(three.size() == 3);
  CHECK(three[0].x == 10);
  CHECK(three[2].end() == 110);
  const auto mixed = columns({0, 0, 100, 20}, {-1, 30, -1}, 5);
  CHECK(mixed[0].w == 30);
  CHECK(mixed[1].w == 30);
  CHECK(mixed[2].end() == 100);
  Rect rest{0, 0, 100, 100};
  CHECK(cut_end(rest, 20, 4) == Rect{80, 0, 20, 100});
  CHECK(rest.w == 76);
  CHECK(grid({0, 0, 100, 0}, 5, 3, 10, 2).back().y == 12);
  CHECK(grid_height(5, 3, 10, 2) == 22);
}

TEST_CASE("motion: arrives softly and ends") {
  const Transition t(1000, 200);
  CHECK(t.at(900) == 0);
  CHECK(t.at(1100) > 0.5F);
  CHECK(t.at(1200) == 1);
  CHECK(t.running(1199));
  CHECK_FALSE(t.running(1200));
  CHECK(Transition().at(5) == 1);
}

}  // namespace
}  // namespace foyer::ui

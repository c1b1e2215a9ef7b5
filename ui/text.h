// Text through Pango and Cairo: shaping, right-to-left, Nastaliq, wrapping. Measures without a
// renderer, and renders A8 masks that a renderer tints. One TextEngine per thread; it is not
// locked. Fonts come from Foyer's own fonts.conf, so that a screen looks the same on every machine.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "ui/layout.h"
#include "ui/theme.h"

namespace foyer::ui {

enum class Weight { regular = 400, bold = 700 };
enum class Align { start, center, end };
/// Where a text stands in a higher box. `ink_middle`: the drawn pixels are centred, for big
/// numbers.
enum class VAlign { top, middle, bottom, ink_middle };
enum class Direction { left_to_right, right_to_left };

/// Of a language tag as in BCP 47 ("en", "zh-Hant", "ur"); left to right for unknown ones.
[[nodiscard]] Direction direction_of(std::string_view language);

/// Puts a name, number or ticket between FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE, so that
/// right-to-left text around it does not tear it apart. Wrap every inserted value with it.
[[nodiscard]] std::string isolate(std::string_view value);

struct TextStyle {
  float px = 30;          // type size in real pixels
  float line_height = 0;  // real pixels; 0: the font's own. Tall scripts take what they need
  Weight weight = Weight::regular;
  Color color{};               // does not touch measuring
  Align align = Align::start;  // of the page's direction, also of the lines of a paragraph
  VAlign valign = VAlign::top;
  int lines_max = 0;           // 0: as many as it needs, 1: never wraps
  bool may_cut = false;        // an ellipsis is allowed here; otherwise the audit reports it
  float tracking = 0;          // em; only Latin text obeys
  bool tabular = false;        // figures of one width
  std::string language;        // tag; empty: the page's (Canvas fills it in)
  std::size_t bold_bytes = 0;  // the first n bytes are bold (the bold lead of a sentence)
  bool spoken = true;          // read out with the page; false for decoration
};

/// What a text needs. Height counts drawn pixels that stick out of the lines (Nastaliq).
struct TextSize {
  float width = 0;
  float height = 0;
  float baseline = 0;  // of the first line, from the top
  int lines = 0;
  bool cut = false;     // it did not fit `lines_max` and ends in an ellipsis
  bool broken = false;  // a word was wider than the box and is torn apart
  Rect ink;             // drawn pixels, from the top left (physical)
};

/// Coverage, one byte a pixel, row by row without gaps.
struct Mask {
  int width = 0;
  int height = 0;
  Point offset;  // of the mask's top left from the text's top left
  std::vector<std::uint8_t> alpha;
};

/// Makes Foyer's fonts.conf the one that fontconfig, Pango and librsvg use in this process. Called
/// by TextEngine; call it before any other use of Pango. Any thread, any number of times.
/// Throws std::runtime_error when the file is missing.
void use_foyer_fonts();

class TextEngine {
 public:
  TextEngine();
  ~TextEngine();
  TextEngine(const TextEngine&) = delete;
  TextEngine& operator=(const TextEngine&) = delete;

  /// `wrap_px`: the width for wrapping and for the ellipsis; 0 or less: one line as wide as it is.
  /// `page`: the direction that start and end mean. Cached (bounded); 1 µs for a known one.
  TextSize measure(std::string_view text, const TextStyle& style, float wrap_px = 0,
                   Direction page = Direction::left_to_right);
  /// The pixels. Not cached here: Canvas keeps the texture; a printer needs it once.
  Mask render(std::string_view text, const TextStyle& style, float wrap_px = 0,
              Direction page = Direction::left_to_right);
  /// How many glyphs no font has: they would be drawn as boxes. For tests of languages.
  int unknown_glyphs(std::string_view text, const TextStyle& style);
  /// Where the caret stands before byte `index` of a one-line text, from its left side.
  float caret_x(std::string_view text, const TextStyle& style, std::size_t index,
                Direction page = Direction::left_to_right);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace foyer::ui

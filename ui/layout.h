// Rectangles and the few ways in which screens split them. All coordinates are logical: x grows
// from the start edge (left in English, right in Urdu), y grows downwards, both in real pixels.
// Nothing here knows a renderer, a font or a language; everything is a pure function.
#pragma once

#include <vector>

namespace foyer::ui {

struct Point {
  float x = 0;
  float y = 0;
  bool operator==(const Point&) const = default;
};

struct Size {
  float w = 0;
  float h = 0;
  bool operator==(const Size&) const = default;
};

/// Distances from the four sides of a box. `start` is left in English and right in Urdu.
struct Insets {
  float start = 0;
  float top = 0;
  float end = 0;
  float bottom = 0;
  static constexpr Insets all(float v) { return {v, v, v, v}; }
  static constexpr Insets of(float inline_px, float block_px) {
    return {inline_px, block_px, inline_px, block_px};
  }
};

struct Rect {
  float x = 0;  // distance of the start side from the window's start side
  float y = 0;
  float w = 0;
  float h = 0;

  [[nodiscard]] constexpr float end() const { return x + w; }
  [[nodiscard]] constexpr float bottom() const { return y + h; }
  [[nodiscard]] constexpr Point center() const { return {x + w / 2, y + h / 2}; }
  [[nodiscard]] constexpr bool empty() const { return w <= 0 || h <= 0; }
  [[nodiscard]] constexpr bool contains(Point p) const {
    return p.x >= x && p.x < end() && p.y >= y && p.y < bottom();
  }
  /// Smaller by `by` on every side (larger with a negative value). Never a negative size.
  [[nodiscard]] Rect inset(float by) const;
  [[nodiscard]] Rect inset(Insets by) const;
  [[nodiscard]] constexpr Rect moved(float dx, float dy) const { return {x + dx, y + dy, w, h}; }
  bool operator==(const Rect&) const = default;
};

/// What both cover; empty (w or h = 0) where they do not meet.
[[nodiscard]] Rect intersection(const Rect& a, const Rect& b);
/// The smallest box around both; an empty one does not count.
[[nodiscard]] Rect united(const Rect& a, const Rect& b);
/// A box of this size in the middle of `outer`.
[[nodiscard]] Rect centered(const Rect& outer, Size size);

// Cutting: takes a piece off one side of `rest`, leaves `gap` beside it, and shrinks `rest`. A
// screen is written as a sequence of cuts: header from the top, access bar from the bottom, …
Rect cut_top(Rect& rest, float h, float gap = 0);
Rect cut_bottom(Rect& rest, float h, float gap = 0);
Rect cut_start(Rect& rest, float w, float gap = 0);
Rect cut_end(Rect& rest, float w, float gap = 0);

/// `count` >= 1 equal boxes side by side / one under the other, on whole pixels, in reading order.
[[nodiscard]] std::vector<Rect> columns(const Rect& box, int count, float gap);
[[nodiscard]] std::vector<Rect> rows(const Rect& box, int count, float gap);
/// Boxes of the given widths from the start side; a negative width is a share of what is left
/// (-1 and -2: one third and two thirds).
[[nodiscard]] std::vector<Rect> columns(const Rect& box, const std::vector<float>& widths,
                                        float gap);
/// `count` cells in rows of `per_row`, each `cell_h` high, from the top of `box`; the last row may
/// be shorter. Height in all: grid_height().
[[nodiscard]] std::vector<Rect> grid(const Rect& box, int count, int per_row, float cell_h,
                                     float gap);
[[nodiscard]] float grid_height(int count, int per_row, float cell_h, float gap);

/// A column that is filled from the top, the heights known one by one.
class Stack {
 public:
  explicit Stack(const Rect& box, float gap = 0) : box_(box), y_(box.y), gap_(gap) {}
  /// The next box of this height, the gap before it included unless it is the first.
  Rect next(float h);
  /// Extra space before the next box, in place of the gap.
  void space(float h);
  /// What is left under the last box, gap included.
  [[nodiscard]] Rect rest() const;
  /// Does a box of this height still fit?
  [[nodiscard]] bool fits(float h) const;
  [[nodiscard]] float y() const { return y_; }

 private:
  Rect box_;
  float y_;
  float gap_;
  bool first_ = true;
  bool spaced_ = false;
};

/// How design pixels (those of the mockups) become real ones. Text follows the reader's text size,
/// boxes only the screen. Source: docs of the design, "Grid" and "Text size".
struct Metrics {
  float scale = 1;         // real pixels per design pixel
  int text_percent = 100;  // 100..200, what the reader has chosen
  float px_per_mm = 0;     // of the real screen; 0: its size is not known

  /// A length: rounded to whole pixels, and never 0 for a positive one.
  [[nodiscard]] float px(float design) const;
  /// A type size: up to 30 px times s, above times (1 + (s - 1) / 2), and never smaller than what
  /// 28 px became, so that a heading does not end below its own help text. Whole pixels.
  [[nodiscard]] float type(float design) const;
  /// A line height that belongs to a type size: grows by the same factor.
  [[nodiscard]] float line(float design_type, float design_line) const;
  /// A height that holds text: the design's, grown by the text size (for rows, buttons, tiles).
  /// Use it as a minimum, and measure.
  [[nodiscard]] float grown(float design) const;
};

/// What the smallest target of a kiosk is in the design, and how large it must be for a finger.
inline constexpr float target_design_px = 88;
inline constexpr float target_mm = 20;
/// min(w, h) / 1080, text as chosen. Where the real size of the screen is known (`px_per_mm` > 0)
/// and the design's smallest target would be less than 20 mm there, everything is larger by as
/// much as it takes.
[[nodiscard]] Metrics kiosk_metrics(Size window, int text_percent = 100, float px_per_mm = 0);
/// Lobby display and manager board: min(w, h) / 1080.
[[nodiscard]] Metrics board_metrics(Size window);
/// Staff programs: 1 below 1600 px of height, then in steps of a half (1620: 1.5, 2160: 2).
[[nodiscard]] Metrics desk_metrics(Size window, int text_percent = 100);

}  // namespace foyer::ui

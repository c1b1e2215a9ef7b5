// Inside ui/: what the components share when they set text.
#pragma once

#include <string_view>

#include "ui/controls.h"

namespace foyer::ui {

/// A style with its place in the box.
[[nodiscard]] TextStyle faces(Ui& ui, TypeSize size, Weight weight, Color color,
                              VAlign valign = VAlign::top, Align align = Align::start);
/// Whole pixels that the text needs at this width; 0 for none.
[[nodiscard]] float height_of(Ui& ui, std::string_view text, const TextStyle& style, float width);
/// Whole pixels of one line.
[[nodiscard]] float width_of(Ui& ui, std::string_view text, const TextStyle& style);

/// The height of one line of this size.
[[nodiscard]] float line_of(Ui& ui, TypeSize size);

struct Lines {
  std::string_view first;
  const TextStyle& first_style;
  std::string_view second;  // empty: takes no place
  const TextStyle& second_style;
};
/// One text under the other in the middle of `box`.
void two_lines(Ui& ui, const Rect& box, const Lines& lines);
/// "a. b", or only the one that is there.
[[nodiscard]] std::string joined(std::string_view a, std::string_view b);

}  // namespace foyer::ui

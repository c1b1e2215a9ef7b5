#include "ui/parts.h"

#include <algorithm>
#include <cmath>

namespace foyer::ui {

TextStyle faces(Ui& ui, TypeSize size, Weight weight, Color color, VAlign valign, Align align) {
  TextStyle s = ui.canvas.style(size, weight, color);
  s.valign = valign;
  s.align = align;
  return s;
}

float height_of(Ui& ui, std::string_view text, const TextStyle& style, float width) {
  return text.empty() ? 0 : std::ceil(ui.canvas.measure(text, style, std::max(1.0F, width)).height);
}

float width_of(Ui& ui, std::string_view text, const TextStyle& style) {
  return text.empty() ? 0 : std::ceil(ui.canvas.measure(text, style).width);
}

float line_of(Ui& ui, TypeSize size) {
  // An Urdu letter is as tall as its line; any other page's line is what the design says.
  const bool urdu = ui.canvas.look().language.rfind("ur", 0) == 0;
  return height_of(ui, urdu ? "ن" : "x", ui.canvas.style(size), 1000);
}

void two_lines(Ui& ui, const Rect& box, const Lines& lines) {
  const float h1 = height_of(ui, lines.first, lines.first_style, box.w);
  const float h2 = height_of(ui, lines.second, lines.second_style, box.w);
  const float top = std::round(box.y + (box.h - h1 - h2) / 2);
  ui.canvas.text({box.x, top, box.w, h1}, lines.first, lines.first_style);
  ui.canvas.text({box.x, top + h1, box.w, h2}, lines.second, lines.second_style);
}

std::string joined(std::string_view a, std::string_view b) {
  std::string out(a);
  if (!a.empty() && !b.empty()) out.append(". ");
  return out.append(b);
}

}  // namespace foyer::ui

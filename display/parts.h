// Inside display/: the parts of the page, each drawn into its place.
#pragma once

#include <string>
#include <string_view>

#include "display/layout.h"
#include "display/views.h"
#include "ui/controls.h"

namespace foyer::display {

/// The capitals of Noto Sans, in em.
inline constexpr float capital_em = 0.714F;

/// What the parts draw with.
struct Drawing {
  ui::Ui& ui;
  const LobbyView& view;
  const LobbyLayout& at;
};

/// The language in whose letters a text of this language is drawn. Urdu stands in Naskh, as on
/// signs along a road: Nastaliq is twice as high as the rows of a board that is read from far away.
[[nodiscard]] std::string letters_of(const std::string& language);
/// The style, smaller where the text would be wider than `width`; never below `share` of it.
[[nodiscard]] ui::TextStyle fitted(ui::Canvas& canvas, std::string_view text, ui::TextStyle style,
                                   float width, float share = 0.5F);
/// The narrowest width in which a text that wraps keeps its number of lines: "Your number / will
/// appear here" instead of one word alone below.
[[nodiscard]] float balanced_width(ui::Canvas& canvas, std::string_view text,
                                   const ui::TextStyle& style, float width);
/// A figure whose ink, not its advance, begins (or ends, by style.align) at `baseline.x`.
void hung_text(ui::Canvas& canvas, ui::Point baseline, std::string_view text,
               const ui::TextStyle& style);
/// The arrow in the middle of a box of this side.
void arrow(ui::Canvas& canvas, ui::Point center, float side, int eighth, ui::Color color);

void draw_header(const Drawing& drawing);
void draw_band(const Drawing& drawing);
void draw_welcome(const Drawing& drawing);
void draw_last_calls(const Drawing& drawing);
void draw_steps(const Drawing& drawing);
void draw_days(const Drawing& drawing);
void draw_waits(const Drawing& drawing);
void draw_notice(const Drawing& drawing);

}  // namespace foyer::display

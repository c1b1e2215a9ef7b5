// The look as tokens: colours, edges, radii, in two themes. Screens name a token, never a number;
// a site's brand may replace the accent colours, and a pair of colours that is not legible is
// refused. Source of the ratios: WCAG 2.1, success criterion 1.4.3, "relative luminance".
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace foyer::ui {

struct Color {
  std::uint8_t r = 0;
  std::uint8_t g = 0;
  std::uint8_t b = 0;
  std::uint8_t a = 255;
  bool operator==(const Color&) const = default;
};

/// 0xRRGGBB, opaque.
[[nodiscard]] constexpr Color rgb(std::uint32_t hex) {
  return {static_cast<std::uint8_t>(hex >> 16 & 0xFF), static_cast<std::uint8_t>(hex >> 8 & 0xFF),
          static_cast<std::uint8_t>(hex & 0xFF), 255};
}
inline constexpr Color transparent{0, 0, 0, 0};

/// "#0B5D66" or "0B5D66"; nothing for anything else.
[[nodiscard]] std::optional<Color> parse_color(std::string_view hex);
[[nodiscard]] std::string to_hex(Color color);

/// Contrast ratio of two opaque colours, 1..21.
[[nodiscard]] double contrast_ratio(Color a, Color b);

enum class Scheme { light, high_contrast };

struct Theme {
  Scheme scheme = Scheme::light;

  Color paper;           // the page
  Color card;            // raised surface
  Color ink;             // text
  Color ink_soft;        // secondary text; never on `call`
  Color line;            // hairline: a separator, never the edge of a control
  Color edge;            // edge of a control
  Color accent;          // the one action, links, chosen edge
  Color on_accent;       // text on accent
  Color on_accent_soft;  // secondary text on accent
  Color accent_soft;     // chosen, selected, pressed
  Color call;            // a called ticket, the focus ring, "you are here"; always with an ink edge
  Color on_call;
  Color good, warn, bad;                 // states, as text
  Color good_soft, warn_soft, bad_soft;  // states, as fill
  Color room;                            // rooms on a plan, the panel of on-screen keys

  // Lengths in design pixels: give them to Metrics::px. Kiosk and displays; the desk has its own
  // edges (1 px, in high contrast 2).
  float radius = 20;
  float radius_small = 12;
  float hair = 2;           // hairline
  float border = 2;         // edge of a control
  float border_chosen = 4;  // edge of a chosen one
  float focus = 6;          // the coloured part of the focus ring
  float desk_border = 1;

  [[nodiscard]] bool high_contrast() const { return scheme == Scheme::high_contrast; }
};

[[nodiscard]] const Theme& light_theme();
[[nodiscard]] const Theme& high_contrast_theme();

/// What a site may change of the light theme. The high-contrast theme is never changed.
struct Brand {
  std::optional<Color> accent{};
  std::optional<Color> on_accent{};
  std::optional<Color> on_accent_soft{};
  std::optional<Color> accent_soft{};
};

/// The theme with the brand's colours in it (light only; high contrast comes back as it is).
/// Where only `accent` is given, its companions are derived from it.
[[nodiscard]] Theme branded(const Theme& theme, const Brand& brand);

/// A text colour and a background that the components use together.
struct ColorPair {
  std::string text_token;
  std::string background_token;
  Color text;
  Color background;
  double ratio_min = 4.5;  // 3.0 where it is only used for edges, icons and large text
};

/// Every pair in use in this theme. A pair that is not here may not be used for text.
[[nodiscard]] std::vector<ColorPair> color_pairs(const Theme& theme);
/// The pairs that do not reach their ratio; empty for a legible theme. A site's brand is checked
/// with it.
[[nodiscard]] std::vector<ColorPair> illegible_pairs(const Theme& theme);

/// Type scale of the kiosk at 1080 px: size and Latin line height in design pixels.
struct TypeSize {
  float px;
  float line;
};
namespace type {
inline constexpr TypeSize caption{24, 32};
inline constexpr TypeSize help{28, 36};
inline constexpr TypeSize body{30, 40};
inline constexpr TypeSize name{34, 44};
inline constexpr TypeSize lead{38, 48};
inline constexpr TypeSize tile{46, 56};
inline constexpr TypeSize title{56, 64};
inline constexpr TypeSize display{80, 88};
inline constexpr TypeSize ticket{352, 448};
// Staff programs, at 60 cm.
inline constexpr TypeSize desk_caption{14, 20};
inline constexpr TypeSize desk_body{16, 24};
inline constexpr TypeSize desk_lead{20, 28};
inline constexpr TypeSize desk_title{28, 32};
inline constexpr TypeSize desk_figure{40, 48};
inline constexpr TypeSize desk_ticket{80, 80};
// Manager board, at 1 to 3 m.
inline constexpr TypeSize board_caption{18, 24};
inline constexpr TypeSize board_body{20, 28};
inline constexpr TypeSize board_lead{28, 36};
inline constexpr TypeSize board_title{40, 48};
inline constexpr TypeSize board_figure{96, 96};
// Lobby display, at 10 m.
inline constexpr TypeSize lobby_number{416, 416};
inline constexpr TypeSize lobby_counter{304, 304};
inline constexpr TypeSize lobby_last{128, 144};
inline constexpr TypeSize lobby_word{64, 72};
inline constexpr TypeSize lobby_wait{48, 64};
inline constexpr TypeSize lobby_text{40, 56};
inline constexpr TypeSize lobby_group{36, 48};
}  // namespace type

}  // namespace foyer::ui

#include "ui/theme.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace foyer::ui {
namespace {

Theme make_light() {
  Theme t;
  t.paper = rgb(0xF6F4EE);
  t.card = rgb(0xFFFFFF);
  t.ink = rgb(0x16202E);
  t.ink_soft = rgb(0x4A5566);
  t.line = rgb(0xD8D3C6);
  t.edge = rgb(0x767F8C);
  t.accent = rgb(0x0B5D66);
  t.on_accent = rgb(0xFFFFFF);
  t.on_accent_soft = rgb(0xDCEBEA);
  t.accent_soft = rgb(0xDCEBEA);
  t.call = rgb(0xF2B134);
  t.on_call = rgb(0x16202E);
  t.good = rgb(0x23683A);
  t.warn = rgb(0x8A4B00);
  t.bad = rgb(0xA3241B);
  t.good_soft = rgb(0xE1F0E4);
  t.warn_soft = rgb(0xFBEBD3);
  t.bad_soft = rgb(0xFBE3E0);
  t.room = rgb(0xECE8DD);
  return t;
}

Theme make_high_contrast() {
  Theme t;
  t.scheme = Scheme::high_contrast;
  const Color black = rgb(0x000000);
  const Color white = rgb(0xFFFFFF);
  const Color yellow = rgb(0xFFD400);
  t.paper = t.card = t.room = black;
  t.ink = t.ink_soft = t.line = t.edge = white;
  t.accent = t.call = t.warn = yellow;
  t.on_accent = t.on_accent_soft = t.on_call = black;
  t.accent_soft = rgb(0x332B00);
  t.good = rgb(0x7CFC9A);
  t.bad = rgb(0xFF8A80);
  t.good_soft = t.warn_soft = t.bad_soft = black;
  t.hair = 3;
  t.border = 4;
  t.border_chosen = 6;
  t.focus = 8;
  t.desk_border = 2;
  return t;
}

double channel(std::uint8_t value) {
  const double c = value / 255.0;
  return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

double luminance(Color c) {
  return 0.2126 * channel(c.r) + 0.7152 * channel(c.g) + 0.0722 * channel(c.b);
}

Color mixed(Color a, Color b, double share_of_b) {
  const auto mix = [share_of_b](std::uint8_t x, std::uint8_t y) {
    return static_cast<std::uint8_t>(std::lround(x + (y - x) * share_of_b));
  };
  return {mix(a.r, b.r), mix(a.g, b.g), mix(a.b, b.b), 255};
}

}  // namespace

std::optional<Color> parse_color(std::string_view hex) {
  if (!hex.empty() && hex.front() == '#') hex.remove_prefix(1);
  if (hex.size() != 6) return std::nullopt;
  std::uint32_t value = 0;
  for (const char c : hex) {
    const auto digit = std::string_view("0123456789abcdef").find(static_cast<char>(c | 0x20));
    const bool is_digit = c >= '0' && c <= '9';
    const auto plain = is_digit ? static_cast<std::size_t>(c - '0') : digit;
    if (plain > 15) return std::nullopt;
    value = value * 16 + static_cast<std::uint32_t>(plain);
  }
  return rgb(value);
}

std::string to_hex(Color color) {
  std::array<char, 8> text{};
  std::snprintf(text.data(), text.size(), "#%02X%02X%02X", color.r, color.g, color.b);
  return text.data();
}

double contrast_ratio(Color a, Color b) {
  const double la = luminance(a);
  const double lb = luminance(b);
  return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

const Theme& light_theme() {
  static const Theme theme = make_light();
  return theme;
}

const Theme& high_contrast_theme() {
  static const Theme theme = make_high_contrast();
  return theme;
}

Theme branded(const Theme& theme, const Brand& brand) {
  if (theme.high_contrast()) return theme;
  Theme out = theme;
  const Color white = rgb(0xFFFFFF);
  if (brand.accent) {
    out.accent = *brand.accent;
    out.on_accent = contrast_ratio(white, out.accent) >= 4.5 ? white : out.ink;
    out.accent_soft = mixed(white, out.accent, 0.14);
    out.on_accent_soft = out.on_accent == white ? out.accent_soft : out.ink;
  }
  if (brand.on_accent) out.on_accent = *brand.on_accent;
  if (brand.accent_soft) out.accent_soft = *brand.accent_soft;
  if (brand.on_accent_soft) out.on_accent_soft = *brand.on_accent_soft;
  return out;
}

std::vector<ColorPair> color_pairs(const Theme& t) {
  const double edge_min = 3.0;
  std::vector<ColorPair> pairs = {
      {"on-accent", "accent", t.on_accent, t.accent},
      {"on-accent-soft", "accent", t.on_accent_soft, t.accent},
      {"on-call", "call", t.on_call, t.call},
      {"paper", "ink", t.paper, t.ink},
      {"card", "ink", t.card, t.ink},
      {"good", "good-soft", t.good, t.good_soft},
      {"warn", "warn-soft", t.warn, t.warn_soft},
      {"bad", "bad-soft", t.bad, t.bad_soft},
  };
  const std::array<std::pair<const char*, Color>, 7> surfaces = {{{"paper", t.paper},
                                                                  {"card", t.card},
                                                                  {"accent-soft", t.accent_soft},
                                                                  {"room", t.room},
                                                                  {"good-soft", t.good_soft},
                                                                  {"warn-soft", t.warn_soft},
                                                                  {"bad-soft", t.bad_soft}}};
  for (const auto& [name, surface] : surfaces) {
    pairs.push_back({"ink", name, t.ink, surface});
    pairs.push_back({"ink-soft", name, t.ink_soft, surface});
  }
  for (std::size_t i = 0; i < 3; ++i) {
    const auto& [name, surface] = surfaces.at(i);
    pairs.push_back({"accent", name, t.accent, surface});
    pairs.push_back({"good", name, t.good, surface});
    pairs.push_back({"warn", name, t.warn, surface});
    pairs.push_back({"bad", name, t.bad, surface});
  }
  for (std::size_t i = 0; i < 4; ++i) {
    const auto& [name, surface] = surfaces.at(i);
    pairs.push_back({"edge", name, t.edge, surface, edge_min});
  }
  pairs.push_back(
      {"ink (focus ring)", "call", t.high_contrast() ? t.paper : t.ink, t.call, edge_min});
  return pairs;
}

std::vector<ColorPair> illegible_pairs(const Theme& theme) {
  std::vector<ColorPair> out;
  for (ColorPair& pair : color_pairs(theme)) {
    if (contrast_ratio(pair.text, pair.background) < pair.ratio_min) out.push_back(std::move(pair));
  }
  return out;
}

}  // namespace foyer::ui

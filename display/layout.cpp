#include "display/layout.h"

#include <algorithm>
#include <cmath>

namespace foyer::display {
namespace {

using ui::Rect;

constexpr float row_min = 136;    // a last call
constexpr float wait_row = 64;    // in portrait, where the waits take what they need
constexpr float wait_title = 56;  // its line, and the space above it

std::size_t rows_in(float height, float row) {
  return static_cast<std::size_t>(std::max(1.0F, std::floor((height + 1) / row)));
}

void place_landscape(LobbyLayout& at, const ui::Metrics& m) {
  at.column = std::round(at.low.w * 1088 / 1920);
  at.list = {at.margin, at.low.y, at.column - 2 * at.margin, at.low.h};
  at.waits = {at.column, at.low.y, at.low.end() - at.margin - at.column, at.low.h};
  at.waits = at.waits.inset({0, m.px(16), 0, m.px(8)});
}

void place_portrait(LobbyLayout& at, const ui::Metrics& m, std::size_t waits) {
  Rect rest = at.low.inset({at.margin, m.px(8), at.margin, m.px(16)});
  const float wanted = m.px(wait_title + 8 + wait_row * static_cast<float>(waits));
  const float most = rest.h - m.px(3 * row_min);
  at.waits = ui::cut_bottom(rest, waits == 0 ? 0 : std::min(wanted, most));
  at.list = rest;
}

}  // namespace

ui::Metrics lobby_metrics(ui::Size window) {
  const float long_side = std::max(window.w, window.h);
  const float short_side = std::min(window.w, window.h);
  return {std::min(long_side / 1920, short_side / 1080), 100};
}

LobbyLayout lobby_layout(ui::Size window, const ui::Metrics& m, const LobbyView& view) {
  LobbyLayout at;
  at.portrait = window.h > window.w;
  at.margin = m.px(at.portrait ? 56 : 64);
  Rect rest{0, 0, window.w, window.h};
  at.header = ui::cut_top(rest, m.px(at.portrait ? 128 : 96));
  at.band = ui::cut_top(rest, m.px(at.portrait ? 696 : 416));
  if (view.notice) at.notice = ui::cut_bottom(rest, m.px(at.portrait ? 136 : 120));
  at.low = rest;
  at.column = at.margin;
  if (at.portrait) {
    place_portrait(at, m, view.waits.size());
  } else {
    place_landscape(at, m);
  }
  at.list_rows = rows_in(at.list.h, m.px(row_min));
  return at;
}

}  // namespace foyer::display

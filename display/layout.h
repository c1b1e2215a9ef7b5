// Where the parts of a lobby display stand, computed from the window: header, band, last calls,
// waits, notice. The measures are the design's for 1920×1080 and 1080×1920; other windows scale
// them and give what is left to the lists.
#pragma once

#include <cstddef>

#include "display/views.h"
#include "ui/layout.h"

namespace foyer::display {

struct LobbyLayout {
  bool portrait = false;
  float margin = 0;
  ui::Rect header;
  ui::Rect band;
  ui::Rect low;      ///< Everything between band and notice, margins included.
  ui::Rect list;     ///< Last calls, or the steps.
  ui::Rect waits;    ///< With its title.
  ui::Rect notice;   ///< Empty where there is none.
  float column = 0;  ///< Landscape: where the second column begins, in the band, too.
  std::size_t list_rows = 0;
};

/// Real pixels per design pixel: the smaller of both sides' shares.
[[nodiscard]] ui::Metrics lobby_metrics(ui::Size window);

[[nodiscard]] LobbyLayout lobby_layout(ui::Size window, const ui::Metrics& metrics,
                                       const LobbyView& view);

}  // namespace foyer::display

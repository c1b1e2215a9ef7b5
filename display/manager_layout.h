// Where the parts of the manager's board stand, computed from the window, the text size and what
// there is to show: bar, notice, best action, then figures, counters, groups and alarms in one
// column or two. What does not fit comes on further pages, in turn; the best action stays, and so
// do alarms where there is room.
#pragma once

#include <cstddef>
#include <vector>

#include "display/manager_view.h"
#include "ui/controls.h"
#include "ui/layout.h"

namespace foyer::display {

enum class Part { figures, counters, groups, alarms };

/// A part, or what there is room for of it on this page: `count` rows from `first` on.
struct Piece {
  Part part{};
  ui::Rect rect;
  std::size_t first = 0;
  std::size_t count = 0;
  float row_h = 0;  ///< Of one row, the gap below it included.
  std::size_t page = 0;
  std::size_t pages = 1;  ///< Of its column.
};

/// The columns of the table of groups; widths in real pixels.
struct GroupColumns {
  bool stacked = false;  ///< There is no room for columns: each group has two lines.
  float letter = 0;
  float waiting = 0;
  float longest = 0;
  float joining = 0;
  float at_risk = 0;
  float late = 0;
  float gap = 0;
};

struct ManagerLayout {
  ui::Rect bar;
  ui::Rect notice;  ///< Empty where there is none.
  ui::Rect best;
  std::vector<Piece> pieces;
  ui::Rect explained;  ///< Empty where there is no room.
  int figure_columns = 3;
  int tile_columns = 4;
  bool tile_names = true;  ///< There is room for what each counter is for.
  GroupColumns columns;
};

/// As the lobby's display, with a text size of 100 to 200 per cent.
[[nodiscard]] ui::Metrics manager_metrics(ui::Size window, int text_percent);

[[nodiscard]] ManagerLayout manager_layout(ui::Ui& ui, const ManagerView& view);

// Heights and styles that layout and drawing share.
inline constexpr float board_margin = 48;
inline constexpr float board_gutter = 32;
inline constexpr float tile_gap = 16;
inline constexpr float tile_padding = 16;
inline constexpr float best_padding = 32;
inline constexpr float alarm_padding = 10;  ///< Above each.
inline constexpr ui::TypeSize best_headline{48, 56};

/// Of what the best action brings: where people have chosen larger text, body text is large enough.
[[nodiscard]] ui::TypeSize best_sentence(const ui::Canvas& canvas);
/// What stands before the words of an alarm.
[[nodiscard]] float alarm_icon_width(const ui::Canvas& canvas);
/// Title of a part with the rule above it.
[[nodiscard]] float part_head_height(const ui::Canvas& canvas);
[[nodiscard]] float line_height(const ui::Canvas& canvas, ui::TypeSize size);

}  // namespace foyer::display

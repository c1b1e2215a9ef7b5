#include "display/manager_layout.h"

#include <algorithm>
#include <cmath>

#include "display/layout.h"
#include "display/manager_parts.h"

namespace foyer::display {
namespace {

using ui::Canvas;
using ui::Rect;
using ui::TextStyle;
using ui::Weight;

/// A part before it has a place.
struct Block {
  Part part{};
  float head = 0;
  float row = 0;  ///< The gap below it included.
  std::size_t rows = 0;
  bool grows = false;  ///< Takes up what is left over.
};

/// More come in turn: the lobby itself is what the board is for.
constexpr std::size_t alarm_rows_most = 3;

struct Packed {
  std::vector<Piece> pieces;  ///< Of the page whose turn it is.
  std::size_t pages = 1;
};

float width_of(const Canvas& c, const std::string& text, ui::TypeSize size,
               Weight weight = Weight::regular) {
  return std::ceil(c.measure(text, c.style(size, weight)).width) + 1;
}

// --- heights -----------------------------------------------------------------------------------

float figure_height(const Canvas& c, const Figure& figure, float width, bool& broken) {
  const auto note = c.style(ui::type::board_body, figure.mark ? Weight::bold : Weight::regular);
  const auto title = c.measure(figure.title, c.style(ui::type::board_body, Weight::bold), width);
  const std::string& words = figure.mark ? figure.mark->words : figure.note;
  const float icon = figure.mark ? note.px * 1.25F + c.px(8) : 0;
  const auto text = c.measure(words, note, width - icon);
  const float value = width_of(c, figure.value, ui::type::board_figure, Weight::bold) + c.px(8) +
                      width_of(c, figure.unit, ui::type::board_title);
  broken = broken || title.broken || text.broken || value > width;
  return c.px(12) + title.height + c.px(8) + line_height(c, ui::type::board_figure) + c.px(8) +
         text.height + c.px(4);
}

Block figures_block(const Canvas& c, const ManagerView& view, float width, int& columns) {
  Block block{Part::figures, 0, 0, 1, false};
  for (const int tried : {3, 1}) {
    columns = tried;
    const float gaps = c.px(board_gutter) * static_cast<float>(tried - 1);
    const float cell = (width - gaps) / static_cast<float>(tried);
    bool broken = false;
    float highest = 0;
    for (const Figure& figure : view.figures) {
      highest = std::max(highest, figure_height(c, figure, cell, broken));
    }
    block.row = highest + (tried == 1 ? c.px(tile_gap) : 0);
    block.rows = (view.figures.size() + static_cast<std::size_t>(tried) - 1) /
                 static_cast<std::size_t>(tried);
    if (!broken) break;
  }
  return block;
}

/// The names of the counters stand on their tiles unless not even one row had room then.
Block counters_block(const Canvas& c, const ManagerView& view, const Rect& column,
                     ManagerLayout& at) {
  const float width = column.w;
  int& columns = at.tile_columns;
  const float gap = c.px(tile_gap);
  const float narrowest = std::max(c.px(200), line_height(c, ui::type::board_body) * 6.6F);
  columns = std::max(1, static_cast<int>(std::floor((width + gap) / (narrowest + gap))));
  columns = std::min(columns, std::max(1, static_cast<int>(view.counters.size())));
  const float text = line_height(c, ui::type::board_title) + line_height(c, ui::type::board_body) +
                     line_height(c, ui::type::board_caption);
  // Cells stand on whole pixels.
  const float cell = std::floor((width + gap) / static_cast<float>(columns) - gap) - 1;
  float names = 0;
  for (const CounterTile& tile : view.counters) {
    const TextStyle small = c.style(ui::type::board_caption);
    names = std::max(names, c.measure(tile.name, small, cell - 2 * c.px(tile_padding)).height);
  }
  Block block{Part::counters, part_head_height(c) + c.px(8), 0, 0, true};
  block.row = c.px(8) + text + c.px(4) + c.px(12 + 8 + 14) + gap;
  at.tile_names = block.head + block.row + names - gap <= column.h;
  if (at.tile_names) block.row += names;
  const auto per_row = static_cast<std::size_t>(columns);
  block.rows = (view.counters.size() + per_row - 1) / per_row;
  return block;
}

// --- the table of groups -----------------------------------------------------------------------

GroupColumns group_columns(ui::Ui& ui, const ManagerView& view) {
  const Canvas& c = ui.canvas;
  const auto head = [&c](const std::string& text) {
    return width_of(c, text, ui::type::board_caption);
  };
  GroupColumns at;
  at.gap = c.px(24);
  at.letter = line_height(c, ui::type::board_body) * 1.3F;
  at.waiting = head(view.heads.waiting);
  at.longest = head(view.heads.longest);
  at.joining = head(view.heads.joining);
  at.at_risk = head(view.heads.at_risk);
  at.late = head(view.heads.late);
  for (const GroupRow& row : view.groups) {
    at.waiting = std::max(at.waiting, width_of(c, row.waiting, ui::type::board_body));
    at.longest = std::max(at.longest, width_of(c, row.longest, ui::type::board_body));
    at.joining = std::max(at.joining, width_of(c, row.joining, ui::type::board_body, Weight::bold));
    at.at_risk = std::max(at.at_risk, mark_width(c, std::to_string(row.at_risk)));
    at.late = std::max(at.late, mark_width(c, std::to_string(row.late)));
  }
  return at;
}

/// What the columns leave for the names.
float name_width(const GroupColumns& at, float width) {
  return width - at.letter - at.waiting - at.longest - at.joining - at.at_risk - at.late -
         5 * at.gap;
}

/// The height of the highest row; nothing where a name has no room.
std::optional<float> table_row_height(const Canvas& c, const ManagerView& view,
                                      const GroupColumns& at, float width) {
  const float room = name_width(at, width);
  if (room < c.px(120)) return std::nullopt;
  float highest = 0;
  for (const GroupRow& row : view.groups) {
    const auto size = c.measure(row.name, c.style(ui::type::board_body), room);
    if (size.broken || size.lines > 2) return std::nullopt;
    highest = std::max(highest, size.height);
  }
  return std::max(c.px(44), highest + c.px(16));
}

float stacked_row_height(const Canvas& c, const ManagerView& view, const GroupColumns& at,
                         float width) {
  float highest = 0;
  const TextStyle body = c.style(ui::type::board_body);
  for (const GroupRow& row : view.groups) {
    const float joining = width_of(c, row.joining, ui::type::board_body, Weight::bold);
    const float room = width - at.letter;
    const float name = c.measure(row.name, body, room - joining - at.gap).height;
    const float summary = c.measure(row.summary, c.style(ui::type::board_caption), room).height;
    highest = std::max(highest, name + summary);
  }
  return highest + c.px(20);
}

Block groups_block(ui::Ui& ui, const ManagerView& view, float width, GroupColumns& at) {
  const Canvas& c = ui.canvas;
  at = group_columns(ui, view);
  Block block{Part::groups, part_head_height(c), 0, view.groups.size(), true};
  if (const auto row = table_row_height(c, view, at, width)) {
    block.head += line_height(c, ui::type::board_caption) + c.px(8);
    block.row = *row;
  } else {
    at.stacked = true;
    block.head += line_height(c, ui::type::board_caption) + c.px(8);
    block.row = stacked_row_height(c, view, at, width);
  }
  return block;
}

Block alarms_block(const Canvas& c, const ManagerView& view, float width) {
  const float room = width - alarm_icon_width(c);
  const TextStyle title = c.style(ui::type::board_body, Weight::bold);
  const TextStyle text = c.style(ui::type::board_caption);
  float highest = 0;
  for (const Alarm& alarm : view.alarms) {
    highest = std::max(highest, c.measure(alarm.title.words, title, room).height +
                                    c.measure(alarm.text, text, room).height);
  }
  return {Part::alarms, part_head_height(c), highest + c.px(2 * alarm_padding), view.alarms.size(),
          true};
}

// --- packing -----------------------------------------------------------------------------------

/// Fills pages from the top; a part that goes on has its head again.
std::vector<std::vector<Piece>> paged(const std::vector<Block>& blocks, float height, float gap) {
  std::vector<std::vector<Piece>> pages(1);
  float y = 0;
  for (const Block& block : blocks) {
    std::size_t first = 0;
    while (first < block.rows) {
      const float from = y > 0 ? y + gap : 0;
      const float room = height - from - block.head;
      // The gap below the last row may stick out.
      const auto fit = static_cast<std::size_t>(
          std::max(0.0F, std::floor((room + (block.grows ? gap / 2 : gap)) / block.row)));
      if (fit == 0 && y > 0) {
        pages.emplace_back();
        y = 0;
        continue;
      }
      const std::size_t count = std::min(block.rows - first, std::max<std::size_t>(fit, 1));
      const float h = block.head + block.row * static_cast<float>(count);
      pages.back().push_back({block.part, {0, from, 0, h}, first, count, block.row, 0, 1});
      y = from + h;
      first += count;
    }
  }
  return pages;
}

/// Rows of groups take up what is left, up to four fifths more each.
void stretch(std::vector<Piece>& pieces, float height) {
  if (pieces.empty() || pieces.back().part != Part::groups) return;
  Piece& groups = pieces.back();
  const float left = height - groups.rect.bottom();
  const auto rows = static_cast<float>(groups.count);
  if (left <= 0 || rows <= 0) return;
  const float more = std::floor(std::min(left / rows, groups.row_h * 0.8F));
  groups.row_h += more;
  groups.rect.h += more * rows;
}

Packed packed(const std::vector<Block>& blocks, const Rect& column, float gap, std::size_t turn) {
  auto pages = paged(blocks, column.h, gap);
  Packed out{std::move(pages[turn % pages.size()]), pages.size()};
  stretch(out.pieces, column.h);
  for (Piece& piece : out.pieces) {
    piece.rect.x = column.x;
    piece.rect.y += column.y;
    piece.rect.w = column.w;
    piece.page = turn % pages.size();
    piece.pages = pages.size();
  }
  return out;
}

/// Cuts a place for alarms off the end of the column, as high as it takes no page more of the other
/// parts than the lowest one; what does not fit into it comes in turn. Nothing where even that
/// leaves the others no room.
std::optional<Piece> cut_alarms(const std::vector<Block>& blocks, const Block& alarms, Rect& column,
                                float gap, std::size_t turn) {
  float least = 0;
  for (const Block& block : blocks) least = std::max(least, block.head + block.row);
  const auto height = [&](std::size_t rows) {
    return alarms.head + alarms.row * static_cast<float>(rows);
  };
  const auto left = [&](std::size_t rows) { return column.h - height(rows) - gap; };
  if (left(1) < least) return std::nullopt;
  std::size_t rows = std::min(alarms.rows, alarm_rows_most);
  const std::size_t fewest_pages = paged(blocks, left(1), gap).size();
  while (rows > 1 && (left(rows) < least || paged(blocks, left(rows), gap).size() > fewest_pages)) {
    --rows;
  }
  const std::size_t pages = (alarms.rows + rows - 1) / rows;
  const std::size_t page = turn % pages;
  const std::size_t first = page * rows;
  return Piece{Part::alarms, ui::cut_bottom(column, height(rows), gap),
               first,        std::min(rows, alarms.rows - first),
               alarms.row,   page,
               pages};
}

float best_height(const Canvas& c, const BestAction& best, float width) {
  const float room = width - 2 * c.px(best_padding);
  float h = 2 * c.px(24) + line_height(c, ui::type::board_caption) + c.px(8);
  h += c.measure(best.headline, c.style(best_headline, Weight::bold), room).height;
  for (const std::string& sentence : best.sentences) {
    h += c.px(8) + c.measure(sentence, c.style(best_sentence(c)), room).height;
  }
  return std::max(std::ceil(h), c.px(192));
}

/// Both columns, or the one, below the bar; how many pages they need.
std::size_t place(ui::Ui& ui, const ManagerView& view, Rect body, bool two, ManagerLayout& at) {
  const Canvas& c = ui.canvas;
  const float gap = c.px(board_gutter);
  at.pieces.clear();
  std::vector<Rect> columns{body};
  if (two) columns = ui::columns(body, 2, gap);
  at.best = ui::cut_top(columns.back(), best_height(c, view.best, columns.back().w), gap);
  Block figures;
  if (!view.figures.empty()) {
    figures = figures_block(c, view, columns.front().w, at.figure_columns);
  }
  const Block counters = counters_block(c, view, columns.back(), at);
  const Block groups = groups_block(ui, view, columns.front().w, at.columns);
  std::vector<Block> blocks{figures, groups};
  if (!two) blocks.insert(blocks.begin() + 1, counters);
  std::optional<Piece> alarms;
  if (!view.alarms.empty()) {
    const Block block = alarms_block(c, view, columns.front().w);
    alarms = cut_alarms(blocks, block, columns.front(), gap, view.turn);
    if (!alarms) blocks.insert(blocks.begin(), block);
  }
  const Packed first = packed(blocks, columns.front(), gap, view.turn);
  Packed second;
  if (two) second = packed({counters}, columns.back(), gap, view.turn);
  at.pieces = first.pieces;
  at.pieces.insert(at.pieces.end(), second.pieces.begin(), second.pieces.end());
  if (alarms) at.pieces.push_back(*alarms);
  return std::max(first.pages, second.pages);
}

float notice_height(const Canvas& c, const ManagerView& view, float width) {
  const std::string words = view.notice_lead + " " + view.notice;
  const float room = width - 2 * c.px(board_margin) - c.px(48);
  return c.measure(words, c.style(ui::type::board_lead), room).height + c.px(24);
}

}  // namespace

ui::Metrics manager_metrics(ui::Size window, int text_percent) {
  ui::Metrics metrics = lobby_metrics(window);
  metrics.text_percent = std::clamp(text_percent, 100, 200);
  return metrics;
}

float line_height(const Canvas& canvas, ui::TypeSize size) {
  return canvas.style(size).line_height;
}

ui::TypeSize best_sentence(const Canvas& canvas) {
  constexpr int larger_percent = 130;
  return canvas.look().metrics.text_percent > larger_percent ? ui::type::board_body
                                                             : ui::type::board_lead;
}

float part_head_height(const Canvas& canvas) {
  return canvas.px(12) + line_height(canvas, ui::type::board_body) + canvas.px(4);
}

ManagerLayout manager_layout(ui::Ui& ui, const ManagerView& view) {
  const Canvas& c = ui.canvas;
  ManagerLayout at;
  Rect rest = c.bounds();
  at.bar = ui::cut_top(rest, c.grown(80));
  if (!view.notice_lead.empty()) at.notice = ui::cut_top(rest, notice_height(c, view, rest.w));
  rest = rest.inset(ui::Insets::of(c.px(board_margin), c.px(board_gutter)));
  // Beside each other where the table has its columns in half of the width.
  const bool wide = c.size().w > c.size().h * 1.2F;
  GroupColumns columns = group_columns(ui, view);
  const float half = (rest.w - c.px(board_gutter)) / 2;
  const bool two = wide && table_row_height(c, view, columns, half).has_value();
  const TextStyle small = c.style(ui::type::board_caption);
  Rect body = rest;
  if (!view.groups.empty()) {
    const float explained_h = c.measure(view.explained, small, rest.w).height;
    at.explained = ui::cut_bottom(body, explained_h, c.px(16));
  }
  if (place(ui, view, body, two, at) > 1) {
    at.explained = {};
    place(ui, view, rest, two, at);
  }
  return at;
}

}  // namespace foyer::display

// The styled parts that several kiosk screens share, drawn as in the design. Sizes in the structs
// are design pixels; rectangles are real pixels. Every part with text has a `…_height` that says
// how high it must be for its text at this width (Nastaliq, 200 %): lay out with it, then draw. All
// words come from the caller, already in the page's language.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ui/controls.h"

namespace foyer::ui {

enum class ButtonKind { plain, primary };

struct Button {
  std::string id{};
  std::string label{};
  std::string icon{};    // before the label; empty: none
  Flip flip = Flip::no;  // Flip::with_page for arrows and back
  ButtonKind kind = ButtonKind::plain;
  std::string disabled_reason{};  // not empty: disabled, and these words replace the label
  std::string busy{};             // not empty: already pressed, waits for the answer
  std::string spoken{};           // empty: the label
  std::vector<Shortcut> shortcuts{};
  TypeSize size{0, 0};  // 0: 38/48 primary, 34/40 plain
};
/// 120 high; grows. At most two lines.
[[nodiscard]] float button_height(Ui& ui, float width, const Button& button);
/// The width that keeps the label on one line.
[[nodiscard]] float button_width(Ui& ui, const Button& button);
/// Whether no word is torn apart in it at this width.
[[nodiscard]] bool button_holds(Ui& ui, float width, const Button& button);
ControlResult button(Ui& ui, const Rect& rect, const Button& button);

struct Chip {
  std::string id{};
  std::string label{};
  std::string language{};  // the label's own, for a language chip; empty: the page's
  bool chosen = false;
  std::string icon{};
  std::string spoken{};
};
/// 96 high.
[[nodiscard]] float chip_height(Ui& ui, float width, const Chip& chip);
/// Whether no word is torn apart in it at this width.
[[nodiscard]] bool chip_holds(Ui& ui, float width, const Chip& chip);
ControlResult chip(Ui& ui, const Rect& rect, const Chip& chip);

/// A job on the home screen. Wide and low (a row) when the rect is at least twice as wide as high.
struct Tile {
  std::string id{};
  std::string icon{};
  std::string title{};
  std::string text{};
};
/// As a row 152 high.
enum class TileShape { tile, row };
/// The least; a tile that is higher by tile_growth() has room for all of the design's spacing.
[[nodiscard]] float tile_height(Ui& ui, float width, const Tile& tile, TileShape shape);
[[nodiscard]] float tile_growth(Ui& ui);
/// `spacing`: from 0, the least, to 1, the design's; the same for all tiles of a row.
ControlResult tile(Ui& ui, const Rect& rect, const Tile& tile, TileShape shape, float spacing = 0);

struct LinkCard {
  std::string id{};
  std::string icon{};
  std::string title{};
  std::string text{};  // a second line; may be empty
  bool low = false;    // beside what is more important: no higher than its words need
};
/// 128 high, a low one and on a wide screen 104.
[[nodiscard]] float link_card_height(Ui& ui, float width, const LinkCard& card);
ControlResult link_card(Ui& ui, const Rect& rect, const LinkCard& card);

struct ServiceRow {
  std::string id{};
  std::string name{};
  std::string text{};       // one line of help, or why not now; may be empty
  std::string wait{};       // "5–10 min" at the end; may be empty
  std::string wait_note{};  // under it; may be empty
  enum class Kind { rest, best, later } kind = Kind::rest;  // best match; not now but leads on
  float wait_width = 208;                                   // design pixels
};
/// 120 high.
[[nodiscard]] float service_row_height(Ui& ui, float width, const ServiceRow& row);
ControlResult service_row(Ui& ui, const Rect& rect, const ServiceRow& row);

struct CheckRow {
  std::string id{};
  std::string title{};
  std::string text{};
  bool on = false;
  bool first = false;  // no hairline above it
};
/// 112 high. The card around the rows: card().
[[nodiscard]] float check_row_height(Ui& ui, float width, const CheckRow& row);
ControlResult check_row(Ui& ui, const Rect& rect, const CheckRow& row);

struct OptionCard {
  std::string id{};
  std::string icon{};
  std::string title{};
  std::string text{};
  bool on = false;
};
/// 240 high.
[[nodiscard]] float option_card_height(Ui& ui, float width, const OptionCard& card);
ControlResult option_card(Ui& ui, const Rect& rect, const OptionCard& card);

struct Segment {
  std::string id{};
  std::string label{};
  std::string icon{};
};
/// 96 high.
[[nodiscard]] float segmented_height(Ui& ui, float width, const std::vector<Segment>& segments);
/// Index of the one pressed in this frame.
std::optional<std::size_t> segmented(Ui& ui, const Rect& rect, const std::vector<Segment>& segments,
                                     std::size_t chosen);

struct AccessCell {
  std::string id{};
  std::string icon{};
  std::string label{};
  std::string state{};  // in words: "Off", "150 %"
  bool on = false;
};
/// The bar with its paper and hairline over the whole width; 160 high in one row. Cells stand in
/// one row, in two (3 + 3) where the text is too wide, or side by side with the icon in landscape.
/// From 175 % on there is the icon and the state alone; speech says the label too.
[[nodiscard]] float access_bar_height(Ui& ui, float width, const std::vector<AccessCell>& cells);
/// Index of the one pressed in this frame.
std::optional<std::size_t> access_bar(Ui& ui, const Rect& rect,
                                      const std::vector<AccessCell>& cells);

struct ScreenKey {
  std::string id{};
  std::string label{};  // a letter or a word
  std::string icon{};   // instead of the label
  std::string spoken{};
  bool word = false;       // smaller, bold
  std::string language{};  // of the label's letters; empty: the page's
};
/// An on-screen key; never takes the focus from the field.
ControlResult screen_key(Ui& ui, const Rect& rect, const ScreenKey& key);

struct Fact {
  std::string caption{};
  std::string value{};
  enum class Dot { none, good, soft } dot = Dot::none;  // before the caption, never alone
  std::string id{};      // not empty: it leads on, where what draws it knows where to (kiosk/)
  std::string spoken{};  // of such a one: what it leads to
};
/// The strip between two hairlines; 112 high, equal cells.
[[nodiscard]] float facts_height(Ui& ui, float width, const std::vector<Fact>& facts);
void facts(Ui& ui, const Rect& rect, const std::vector<Fact>& facts);

/// "Do this now": amber with an ink edge, an icon and words; 104 high.
[[nodiscard]] float notice_height(Ui& ui, float width, std::string_view text);
void notice(Ui& ui, const Rect& rect, std::string_view icon, std::string_view text);

/// An icon and a sentence in help size.
[[nodiscard]] float note_height(Ui& ui, float width, std::string_view text);
void note(Ui& ui, const Rect& rect, std::string_view icon, std::string_view text);

/// A raised surface with a hairline.
void card(Ui& ui, const Rect& rect);
/// A tick box of this size, by itself (rows draw it).
void tick_box(Ui& ui, const Rect& rect, bool on);
/// A plain bar, 0..1 filled: time that is left.
void time_bar(Ui& ui, const Rect& rect, float share);

/// Colours of a plain control in its states: rest, chosen, held, or both.
[[nodiscard]] BoxStyle control_box(Ui& ui, const ControlResult& result, bool chosen,
                                   float radius_design);

}  // namespace foyer::ui

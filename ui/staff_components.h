// The styled parts of the staff programs and boards, as in the design. Sizes are those of the desk
// (1 design pixel = 1 pixel at 1440 × 900). See components.h for the rules.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ui/components.h"
#include "ui/controls.h"

namespace foyer::ui {

/// A key as printed on the keyboard, with its edge: "P", "Space", "Esc". Returns its width (real
/// pixels); draws it ending at `end_top.x`. Height 24 design pixels, in the primary 32.
struct KeyCap {
  std::string label{};
  bool large = false;
};
[[nodiscard]] float key_cap_width(Ui& ui, const KeyCap& key);
void key_cap(Ui& ui, const Rect& rect, const KeyCap& key, Color color);

enum class StaffButtonKind { plain, quiet, primary, huge };

struct StaffButton {
  std::string id{};
  std::string label{};
  std::string icon{};
  std::string key{};  // what the cap shows; empty: none
  std::vector<Shortcut> shortcuts{};
  StaffButtonKind kind = StaffButtonKind::plain;
  bool enabled = true;
  std::string reason{};  // under a disabled one, 14 px: "after 0:30"
  std::string busy{};    // sent, not yet answered: "Finishing …"; the keys are deaf
  std::string spoken{};  // empty: label, and the reason
  Flip flip = Flip::no;
};
/// 48, primary 64, huge 112 high; the reason needs 24 more.
[[nodiscard]] float staff_button_height(Ui& ui, const StaffButton& button);
/// The width that shows everything in one line.
[[nodiscard]] float staff_button_width(Ui& ui, const StaffButton& button);
/// `rect` is the button's own box; the reason stands under it.
ControlResult staff_button(Ui& ui, const Rect& rect, const StaffButton& button);

enum class PillKind { good, warn, bad, plain, accent };
struct Pill {
  std::string label{};
  std::string icon{};
  PillKind kind = PillKind::plain;
};
/// 32 high.
[[nodiscard]] float pill_width(Ui& ui, const Pill& pill);
void pill(Ui& ui, const Rect& rect, const Pill& pill);

/// Shape first, then words, then colour.
enum class Mark { on_time, at_risk, late, kept, off, appointment };
struct StateMark {
  Mark mark = Mark::on_time;
  std::string words{};
  TypeSize size = type::desk_caption;
};
[[nodiscard]] TextSize state_mark_size(Ui& ui, const StateMark& mark, float width = 0);
/// Icon, gap of 8, words, in the middle of the rect's height.
TextSize state_mark(Ui& ui, const Rect& rect, const StateMark& mark);
[[nodiscard]] std::string_view mark_icon(Mark mark);
[[nodiscard]] Color mark_color(const Theme& theme, Mark mark);

/// A track 8 high: filled share 0..1, a mark (ink) at 0..1 or none (negative). `over`: bad colour.
struct ClockBar {
  float share = 0;
  float mark = -1;
  enum class Kind { normal, over, low, on_call } kind = Kind::normal;
};
void clock_bar(Ui& ui, const Rect& rect, const ClockBar& bar);

enum class BannerKind { bad, warn, info };
struct Banner {
  std::string icon{};
  std::string lead{};  // bold
  std::string text{};  // behind it
  BannerKind kind = BannerKind::warn;
  bool full_width = false;  // under the top bar: no corners, an edge below; else a rounded card
};
/// 56 high; grows.
[[nodiscard]] float banner_height(Ui& ui, float width, const Banner& banner);
void banner(Ui& ui, const Rect& rect, const Banner& banner);

struct Toast {
  std::string id{};  // of its action
  std::string icon{};
  std::string lead{};     // bold: "B042 closed."
  std::string action{};   // "Undo"
  std::string key{};      // "Z"
  std::string seconds{};  // "9 s"
  std::vector<Shortcut> shortcuts{};
};
/// 48 high. Draws in a layer of its own. Pressed: the action.
ControlResult toast(Ui& ui, const Rect& rect, const Toast& toast);

/// A caption over a value, and a third line; the strip draws hairlines above, below and between.
struct StaffFact {
  std::string caption{};
  std::string value{};
  std::string text{};
  std::string value_icon{};
  bool has_mark = false;
  StateMark mark{};  // in place of the text
};
[[nodiscard]] float staff_facts_height(Ui& ui, float width, const std::vector<StaffFact>& facts);
void staff_facts(Ui& ui, const Rect& rect, const std::vector<StaffFact>& facts);

/// One visit that waits: 56 high.
struct LineRow {
  std::string id{};
  std::string ticket{};
  std::string service{};  // may end in "…"
  std::string minutes{};
  StateMark mark{};
  bool selectable = true;
  bool chosen = false;
  bool dimmed = false;  // not for this counter, or old data
  std::string spoken{};
};
[[nodiscard]] float line_row_height(Ui& ui);
ControlResult line_row(Ui& ui, const Rect& rect, const LineRow& row);

/// A need of the customer: 64 high.
struct NeedRow {
  std::string id{};
  std::string name{};
  std::string text{};
  std::string minutes{};
  std::string key{};  // "1"
  bool current = false;
  bool ticked = false;
  bool enabled = true;
};
[[nodiscard]] float need_row_height(Ui& ui, float width, const NeedRow& row);
ControlResult need_row(Ui& ui, const Rect& rect, const NeedRow& row);

/// A caption line of 24 with an icon: "Serving now", "Needs".
void section_title(Ui& ui, const Rect& rect, std::string_view icon, std::string_view text,
                   Color color);
/// A card with a hairline, an icon and a sentence (14 px).
[[nodiscard]] float tip_height(Ui& ui, float width, std::string_view text);
void tip(Ui& ui, const Rect& rect, std::string_view icon, std::string_view text,
         std::size_t bold_bytes = 0);
/// A desk tick box with a label: 32 high; a control.
struct CheckItem {
  std::string id{};
  std::string label{};
  bool on = false;
};
[[nodiscard]] float check_item_height(Ui& ui, float width, const CheckItem& item);
ControlResult check_item(Ui& ui, const Rect& rect, const CheckItem& item);
/// Equal parts, 48 high, one chosen: accent-soft, 2 px accent inside, a tick in place of the icon.
struct Choice {
  std::string id{};
  std::string label{};
  std::string icon{};
  std::string key{};
  std::vector<Shortcut> shortcuts{};
};
std::optional<std::size_t> choices(Ui& ui, const Rect& rect, const std::vector<Choice>& parts,
                                   std::optional<std::size_t> chosen);

}  // namespace foyer::ui

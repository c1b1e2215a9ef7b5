// A record of everything that one frame drew, and what is wrong with it. Tests lay out every
// screen in every language and expect no findings. Rectangles are logical, as on the Canvas.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "ui/layout.h"
#include "ui/theme.h"

namespace foyer::ui {

inline constexpr int no_parent = -1;

struct AuditText {
  std::string text{};
  Rect box{};     // what the screen gave it
  Rect placed{};  // the lines as measured, in the box
  Rect ink{};     // the drawn pixels
  Rect clip{};
  float px = 0;
  bool bold = false;
  bool cut = false;      // ends in an ellipsis
  bool broken = false;   // a word is torn apart
  bool may_cut = false;  // and that is allowed here
  bool spoken = true;    // false: decoration, or said with something else (the hint of a field)
  Color color{};
  Color background{};  // of the topmost fill under it
  int parent = no_parent;
  int layer = 0;
};

/// A box that its texts and controls must stay in: the window's, a card, a control.
struct AuditBox {
  std::string name{};
  Rect rect{};
  bool control = false;
  bool enabled = true;
  int parent = no_parent;
  int layer = 0;
};

/// In reading order, for speech: controls, and texts that belong to none.
struct SpokenItem {
  enum class Role { text, button, field, check };
  Role role = Role::text;
  std::string id{};  // of the control; empty for a text
  std::string label{};
  bool enabled = true;
  Rect rect{};
  bool on = false;         // ticked (check), chosen (button)
  std::string value{};     // of a field: what is typed; dots where it is masked
  std::string language{};  // of the label; empty: the page's
  int parent = no_parent;  // the box that it stands in
  int layer = 0;
  bool focused = false;  // by the keys, and a ring shows it
};

struct AuditRecord {
  Size window{};
  bool mirrored = false;  // right to left: physical x = window.w - logical x
  int modal_layer = 0;    // what lies below it is out of reach
  std::vector<AuditText> texts;
  std::vector<AuditBox> boxes;
  std::vector<SpokenItem> spoken;

  /// The control with this id, or nullptr.
  [[nodiscard]] const AuditBox* control(std::string_view id) const;
  /// Is this drawn anywhere, as a whole text or as a part of one?
  [[nodiscard]] bool shows(std::string_view text) const;
};

struct AuditRules {
  float target_min_px = 0;     // smallest side of a control; 0: not checked
  bool check_contrast = true;  // 4.5:1, large text (24 px, or 19 px bold) 3:1
  float tolerance_px = 1;
};

struct Finding {
  enum class Kind {
    text_cut,
    word_broken,
    text_outside_window,
    text_outside_box,
    texts_overlap,
    text_under_control,
    controls_overlap,
    control_outside_window,
    control_too_small,
    contrast,
    duplicate_id,
    control_without_label,
  };
  Kind kind;
  std::string what{};  // a sentence for the one who repairs it
};

[[nodiscard]] std::string_view to_string(Finding::Kind kind);
/// In drawing order. Empty: nothing is wrong.
[[nodiscard]] std::vector<Finding> audit(const AuditRecord& record, const AuditRules& rules = {});
/// One finding a line, for a test's message.
[[nodiscard]] std::string describe(const std::vector<Finding>& findings);

}  // namespace foyer::ui

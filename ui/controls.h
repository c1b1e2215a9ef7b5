// The one primitive under everything that can be pressed or typed into, and the state it needs
// between frames. Fingers, mouse and keys have one meaning here: a press acts at finger-up inside,
// Tab and arrows move the focus, Enter and Space act, letters are shortcuts while no text field has
// the focus, a held key does nothing a second time. No clock, no static state.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ui/canvas.h"
#include "ui/input.h"

namespace foyer::ui {

/// A key that does the same as a press. A letter follows what the keyboard prints, not its place.
struct Shortcut {
  Key key = Key::none;
  std::string text{};  // one character, compared without case
  Shortcut() = default;
  Shortcut(Key k) : key(k) {}                                  // NOLINT: meant to be implicit
  Shortcut(std::string_view character) : text(character) {}    // NOLINT
  Shortcut(const char* character) : text(character) {}         // NOLINT
  Shortcut(const std::string& character) : text(character) {}  // NOLINT
  [[nodiscard]] bool empty() const { return key == Key::none && text.empty(); }
};

struct Control {
  std::string id{};  // unique on the page and steady over frames: "pay", "service/12"
  Rect rect{};
  std::string spoken{};  // what speech says; never empty
  bool enabled = true;
  float radius = 0;  // real pixels; the focus ring follows it
  std::vector<Shortcut> shortcuts{};
  bool takes_text = false;   // a text field: letters go into it
  bool focusable = true;     // on-screen keys are not: focus stays in the field
  bool ring_inside = false;  // where there is no room outside (cells edge to edge)
  bool ticks = false;        // a box that can be ticked: speech says whether it is
  bool on = false;           // ticked, or the one that is chosen of several
  std::string language{};    // of `spoken`; empty: the page's
  std::string value{};       // what is typed into a field
};

struct ControlResult {
  bool pressed = false;  // act now; true for one frame
  bool refused = false;  // somebody tried although it is disabled: say why
  bool hovered = false;  // by a mouse
  bool held = false;     // draw it pressed
  bool focused = false;
  bool focus_shown = false;  // by a ring: only after a key was used
};

/// What lives between frames. One per window. Plain data; screens read `focus` and call the
/// functions, the rest belongs to Ui.
struct UiState {
  std::string focus{};       // id of the focused control, empty for none
  bool focus_shown = false;  // a key was used last, not a finger

  /// To call when the page changes: nothing acts for `for_ms`, the focus is dropped, a press that
  /// has begun is forgotten. `first_focus`: the id that takes the focus (shown if keys are in use).
  void page_changed(std::int64_t now_ms, int for_ms = 400, std::string first_focus = {});
  void focus_on(std::string id);
  [[nodiscard]] bool deaf(std::int64_t now_ms) const { return now_ms < deaf_until_ms; }

  std::int64_t deaf_until_ms = 0;
  std::string captured{};     // control that a finger or mouse went down on
  bool capture_dead = false;  // went down while deaf or outside of all controls
  std::string flash{};        // acted by a key: looks pressed for 80 ms
  std::int64_t flash_until_ms = 0;
  struct Known {
    std::string id{};
    Rect rect{};
    bool enabled = true;
    bool takes_text = false;
    bool focusable = true;
    int layer = 0;
    std::vector<Shortcut> shortcuts;
  };
  std::vector<Known> known;  // controls of the last frame, in drawing (= Tab) order
  std::string activated{};   // by a key, for this frame
  int modal_layer = 0;       // of the last frame; what is below it is out of reach
};

/// What the person types. Belongs to the screen's form.
struct TextEdit {
  std::string text{};     // valid UTF-8
  std::size_t caret = 0;  // byte index, on a character's start
  void insert(std::string_view characters, std::size_t characters_max = 200);
  void backspace();
  void erase_after();
  void move(int characters);  // negative: towards the beginning
  void clear();
  [[nodiscard]] std::size_t characters() const;
};

struct TextFieldOptions {
  std::string id{};
  Rect rect{};
  std::string spoken{};  // its label
  std::string hint{};    // shown while empty
  std::string icon{};    // at the start; empty: none
  TypeSize size = type::name;
  std::size_t characters_max = 80;
  bool masked = false;  // PIN: dots, never spoken
  bool digits_only = false;
  bool enabled = true;
  float radius = 12;         // design pixels
  float edge_px = 1;         // design pixels; kiosk 4
  bool strong_edge = false;  // ink instead of edge
  float padding = 12;        // design pixels
  float end_space = 0;       // real pixels kept free at the end (Clear button, key cap)
};

struct TextFieldResult {
  bool changed = false;
  bool entered = false;  // Enter in it
  bool focused = false;
};

/// One frame of one window: the Canvas and the input, and what components are called with.
struct FrameContext {
  Size window{};
  std::int64_t now_ms = 0;  // steady, never goes backwards
  const Input* input = nullptr;
  UiState* state = nullptr;
  TextEngine* text = nullptr;
  Painter* painter = nullptr;
  AuditRecord* record = nullptr;
  std::int64_t* next_ms = nullptr;  // when the next frame is due
};

/// Draws a page before anybody asks for it: its words are measured and its pictures kept, so that
/// it is there at once when it is needed. Nobody sees it, nothing in it can be pressed. Within the
/// frame that it is made of, which must outlive it.
class Rehearsal {
 public:
  explicit Rehearsal(const FrameContext& frame);
  ~Rehearsal();
  Rehearsal(const Rehearsal&) = delete;
  Rehearsal& operator=(const Rehearsal&) = delete;

  [[nodiscard]] const FrameContext& frame() const { return frame_; }

 private:
  FrameContext frame_;
  Input nothing_;
  UiState state_;
  AuditRecord record_;
  std::int64_t next_ms_ = 0;
};

struct FocusRing {
  Rect rect{};  // logical
  float radius = 0;
  bool inside = false;
  RingStyle style = RingStyle::kiosk;
};

class Ui {
 public:
  /// Begins the page: call once per frame, draw everything through it, let it go. `look` must
  /// outlive it. Its destructor draws the focus ring over the page and keeps the Tab order.
  Ui(const FrameContext& frame, const Look& look);
  ~Ui();
  Ui(const Ui&) = delete;
  Ui& operator=(const Ui&) = delete;

  Canvas canvas;

  [[nodiscard]] const Theme& theme() const { return canvas.theme(); }
  [[nodiscard]] float px(float design) const { return canvas.px(design); }
  [[nodiscard]] float grown(float design) const { return canvas.grown(design); }
  [[nodiscard]] std::int64_t now_ms() const { return frame_.now_ms; }
  [[nodiscard]] UiState& state() { return *frame_.state; }
  [[nodiscard]] const Input& input() const { return *frame_.input; }

  /// The next frame is due at this time at the latest (a clock that turns over, a transition that
  /// runs, a message that goes away). Without it the window sleeps until something happens.
  void wake_at(std::int64_t at_ms);
  /// While a transition runs: a frame in 16 ms.
  void animate();

  /// Registers a control and says what happened to it. Draws nothing; see ControlBox.
  ControlResult control(const Control& control);
  /// A text field with its drawing, caret and selection of the focus. Typing goes into `edit`.
  TextFieldResult text_field(TextEdit& edit, const TextFieldOptions& options);

  /// A shortcut of the page that no visible control has (Escape is back, "?" shows the keys).
  /// True once per key press; never for a held key, while deaf, or (letters) while typing.
  [[nodiscard]] bool shortcut(const Shortcut& shortcut);
  /// A text field has the focus.
  [[nodiscard]] bool typing() const;
  /// Something was touched or typed since the last frame: starts idle times again.
  [[nodiscard]] bool active() const;

 private:
  void press_down();
  void route_keys();
  bool route_shortcut(const KeyPress& press);
  void activate(const std::string& id);
  void move_focus(Key key);
  void draw_ring(const FocusRing& ring);
  bool edit_keys(TextEdit& edit, const TextFieldOptions& options, bool& entered);
  void draw_field_text(TextEdit& edit, const TextFieldOptions& options, const Rect& inner,
                       const TextStyle& style, bool focused, const ControlResult& result);

  FrameContext frame_;
  std::vector<UiState::Known> seen_;
  std::vector<FocusRing> rings_;
  std::vector<bool> used_;        // keys of this frame that have done something
  std::optional<Point> pointer_;  // logical
};

/// Opens the control's box for what is drawn in it, so that its texts must stay inside and are not
/// spoken twice. `ControlBox box(ui, control); box.result.pressed …`
class ControlBox {
 public:
  ControlBox(Ui& ui, const Control& control);
  ~ControlBox();
  ControlBox(const ControlBox&) = delete;
  ControlBox& operator=(const ControlBox&) = delete;

  ControlResult result;

 private:
  Ui& ui_;
  int before_;
};

}  // namespace foyer::ui

#include "ui/controls.h"

#include <doctest/doctest.h>

#include <map>
#include <string>
#include <vector>

#include "ui/components.h"
#include "ui/staff_components.h"
#include "ui/window.h"

namespace foyer::ui {
namespace {

// Two rows of two buttons and a text field; counts what was pressed.
struct Page {
  Look look;
  TextEdit edit;
  std::map<std::string, int> pressed;
  std::map<std::string, int> refused;
  int escapes = 0;
  int entered = 0;
  bool with_field = false;
  bool sheet = false;
  std::map<std::string, ControlResult> last;

  void one(Ui& ui, const std::string& id, const Rect& rect, std::vector<Shortcut> keys = {},
           bool enabled = true) {
    const ControlBox box(
        ui,
        {.id = id, .rect = rect, .spoken = id, .enabled = enabled, .shortcuts = std::move(keys)});
    ui.canvas.fill(rect, box.result.held ? ui.theme().accent_soft : ui.theme().card);
    if (box.result.pressed) ++pressed[id];
    if (box.result.refused) ++refused[id];
    last[id] = box.result;
  }

  void draw(const FrameContext& frame) {
    Ui ui(frame, look);
    ui.canvas.clear(ui.theme().paper);
    one(ui, "a", {20, 20, 100, 60}, {"p"});
    one(ui, "b", {140, 20, 100, 60}, {Key::f2});
    one(ui, "c", {20, 100, 100, 60}, {Key::space});
    one(ui, "off", {140, 100, 100, 60}, {"x"}, false);
    if (with_field) {
      const auto result = ui.text_field(
          edit,
          {.id = "field", .rect = {20, 180, 220, 48}, .spoken = "Search", .characters_max = 8});
      if (result.entered) ++entered;
    }
    if (ui.shortcut(Key::escape)) ++escapes;
    if (sheet) {
      const Canvas::Layer layer(ui.canvas, LayerKind::modal);
      one(ui, "ok", {60, 40, 140, 80});
    }
  }

  Offscreen open(Painting painting = Painting::off) {
    return Offscreen(
        {320, 260}, [this](const FrameContext& f) { draw(f); }, painting);
  }
};

TEST_CASE("control: a tap of no length acts once") {
  Page page;
  Offscreen screen = page.open();
  screen.tap(Point{60, 50});
  CHECK(page.pressed["a"] == 1);
  CHECK(page.pressed.size() == 1);
  screen.frame();
  CHECK(page.pressed["a"] == 1);
}

TEST_CASE("control: acts at finger-up inside and not outside") {
  Page page;
  Offscreen screen = page.open();
  screen.finger_down({60, 50});
  CHECK(page.last["a"].held);
  CHECK(page.pressed["a"] == 0);
  screen.finger_move({300, 250});
  CHECK_FALSE(page.last["a"].held);
  screen.finger_up({300, 250});
  CHECK(page.pressed["a"] == 0);
  screen.finger_down({60, 50});
  screen.finger_move({180, 50});
  screen.finger_up({180, 50});
  CHECK(page.pressed["a"] == 0);
  CHECK(page.pressed["b"] == 0);
  screen.finger_down({60, 50});
  screen.finger_up({70, 55});
  CHECK(page.pressed["a"] == 1);
  CHECK_FALSE(page.last["a"].held);
}

TEST_CASE("control: a finger does not hover and a mouse does") {
  Page page;
  Offscreen screen = page.open();
  screen.finger_down({60, 50});
  screen.finger_up({60, 50});
  CHECK_FALSE(page.last["a"].hovered);
  screen.mouse_move({180, 50});
  CHECK(page.last["b"].hovered);
  screen.click({180, 50});
  CHECK(page.pressed["b"] == 1);
}

TEST_CASE("control: a second tap does nothing while the page is deaf") {
  Page page;
  Offscreen screen = page.open();
  screen.tap(Point{60, 50});
  CHECK(page.pressed["a"] == 1);
  screen.state().page_changed(screen.now_ms());
  screen.tap(Point{60, 50});
  screen.key(Key::space);
  screen.type("p");
  CHECK(page.pressed["a"] == 1);
  CHECK(page.pressed["c"] == 0);
  screen.advance(399);
  screen.tap(Point{60, 50});
  CHECK(page.pressed["a"] == 1);
  screen.advance(1);
  screen.tap(Point{60, 50});
  CHECK(page.pressed["a"] == 2);
}

TEST_CASE("control: a press that began before the page changed is forgotten") {
  Page page;
  Offscreen screen = page.open();
  screen.finger_down({60, 50});
  screen.state().page_changed(screen.now_ms(), 0);
  screen.finger_up({60, 50});
  CHECK(page.pressed["a"] == 0);
}

TEST_CASE("control: a disabled one refuses and says so") {
  Page page;
  Offscreen screen = page.open();
  screen.tap("off");
  screen.type("x");
  CHECK(page.pressed["off"] == 0);
  CHECK(page.refused["off"] == 2);
}

TEST_CASE("keys: Tab goes in drawing order and arrows by place") {
  Page page;
  Offscreen screen = page.open();
  CHECK_FALSE(screen.state().focus_shown);
  screen.key(Key::tab);
  CHECK(screen.state().focus == "a");
  CHECK(page.last["a"].focus_shown);
  screen.key(Key::right);
  CHECK(screen.state().focus == "b");
  screen.key(Key::down);
  CHECK(screen.state().focus == "off");
  screen.key(Key::left);
  CHECK(screen.state().focus == "c");
  screen.key(Key::up);
  CHECK(screen.state().focus == "a");
  screen.key(Key::backtab);
  CHECK(screen.state().focus == "off");
  screen.key(Key::tab);
  screen.key(Key::enter);
  CHECK(page.pressed["a"] == 1);
  screen.tap(Point{180, 50});
  CHECK_FALSE(screen.state().focus_shown);
}

TEST_CASE("keys: arrows mean what the eye sees in a right-to-left page") {
  Page page;
  page.look.language = "ur";
  Offscreen screen = page.open();
  screen.key(Key::tab);
  CHECK(screen.state().focus == "a");
  screen.key(Key::left);
  CHECK(screen.state().focus == "b");
  screen.key(Key::right);
  CHECK(screen.state().focus == "a");
  // "a" is drawn on the right now: a finger there presses it.
  screen.tap(Point{320 - 60, 50});
  CHECK(page.pressed["a"] == 1);
}

TEST_CASE("keys: a shortcut acts once however long it is held") {
  Page page;
  Offscreen screen = page.open();
  screen.type("p");
  screen.type("p", true);
  screen.type("P");
  CHECK(page.pressed["a"] == 2);
  screen.key(Key::space);
  screen.key(Key::space, true);
  screen.key(Key::space, true);
  CHECK(page.pressed["c"] == 1);
  screen.key(Key::f2);
  CHECK(page.pressed["b"] == 1);
  screen.key(Key::escape);
  screen.key(Key::escape, true);
  CHECK(page.escapes == 1);
}

TEST_CASE("keys: what a key pressed looks pressed for 80 ms and wakes the window for it") {
  Page page;
  Offscreen screen = page.open();
  screen.type("p");
  CHECK(page.last["a"].held);
  REQUIRE(screen.next_ms().has_value());
  CHECK(*screen.next_ms() == screen.now_ms() + 80);
  screen.advance(80);
  CHECK_FALSE(page.last["a"].held);
  CHECK_FALSE(screen.next_ms().has_value());
}

TEST_CASE("keys: letters go into the field that has the focus and not to shortcuts") {
  Page page;
  page.with_field = true;
  Offscreen screen = page.open();
  screen.type("p");
  CHECK(page.pressed["a"] == 1);
  screen.tap("field");
  screen.type("pêche x");
  CHECK(page.edit.text == "pêche x");
  CHECK(page.pressed["a"] == 1);
  CHECK(page.pressed["c"] == 0);
  screen.key(Key::f2);
  CHECK(page.pressed["b"] == 1);
  screen.key(Key::enter);
  screen.key(Key::enter, true);
  CHECK(page.entered == 1);
  screen.key(Key::escape);
  CHECK(page.escapes == 1);
}

TEST_CASE("text field: whole characters and bounds") {
  Page page;
  page.with_field = true;
  Offscreen screen = page.open();
  screen.tap("field");
  screen.type("żółw中文ab12");
  CHECK(page.edit.text == "żółw中文ab");
  screen.key(Key::backspace);
  screen.key(Key::backspace);
  screen.key(Key::backspace);
  CHECK(page.edit.text == "żółw中");
  screen.key(Key::home);
  screen.key(Key::right);
  screen.key(Key::del);
  CHECK(page.edit.text == "żłw中");
  screen.type("ó");
  CHECK(page.edit.text == "żółw中");
  screen.key(Key::end);
  screen.type("\t\n");
  CHECK(page.edit.text == "żółw中");
}

TEST_CASE("modal layer: takes fingers and keys alone") {
  Page page;
  page.sheet = true;
  Offscreen screen = page.open();
  screen.tap(Point{30, 30});
  screen.type("p");
  screen.key(Key::space);
  CHECK(page.pressed.empty());
  screen.key(Key::tab);
  CHECK(screen.state().focus == "ok");
  screen.key(Key::tab);
  CHECK(screen.state().focus == "ok");
  screen.tap(Point{100, 70});
  CHECK(page.pressed["ok"] == 1);
  CHECK(page.pressed["a"] == 0);
}

TEST_CASE("spoken: controls and texts in reading order and never twice") {
  const Look look;
  Offscreen screen(
      {600, 400},
      [&](const FrameContext& f) {
        Ui ui(f, look);
        ui.canvas.clear(ui.theme().paper);
        ui.canvas.text({20, 20, 500, 60}, "What is it?", ui.canvas.style(type::body));
        button(ui, {20, 100, 300, 120}, {.id = "go", .label = "Go on"});
      },
      Painting::off);
  const auto& spoken = screen.record().spoken;
  REQUIRE(spoken.size() == 2);
  CHECK(spoken[0].label == "What is it?");
  CHECK(spoken[1].label == "Go on");
  CHECK(spoken[1].role == SpokenItem::Role::button);
}

}  // namespace
}  // namespace foyer::ui

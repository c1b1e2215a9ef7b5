// What the screens of the counter client share; private to them.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "counter-client/screens.h"

namespace foyer::counter_client {

/// One frame: where to draw, what, and what comes of it.
struct Drawing {
  ui::Ui& ui;
  const CounterView& view;
  CounterForm& form;
  CounterIntents out;
};

// --- text
ui::TextStyle words(ui::Ui& ui, ui::TypeSize size, ui::Weight weight, ui::Color color,
                    ui::VAlign valign = ui::VAlign::top, ui::Align align = ui::Align::start);
float width_of(ui::Ui& ui, std::string_view text, const ui::TextStyle& style);
float height_of(ui::Ui& ui, std::string_view text, const ui::TextStyle& style, float width);
float line_of(ui::Ui& ui, ui::TypeSize size);

// --- actions
/// What the button asks for, into the form or the intents.
void act(Drawing& d, const ActionView& action);
/// Draws it, and acts when it is pressed.
void action_button(Drawing& d, const ui::Rect& rect, const ActionView& action);
/// Words and a key at the end of a line, without a box: "Add a need [A]". True: it was pressed.
bool quiet_action(Drawing& d, const ui::Rect& rect, const ActionView& action);
float quiet_action_width(ui::Ui& ui, const ActionView& action);

/// Buttons in one row, or in as many as they need, each as wide as its words at least.
struct ButtonRows {
  std::vector<ui::Rect> rects;
  float height = 0;
};
ButtonRows lay_buttons(ui::Ui& ui, const std::vector<ActionView>& actions, float width);
/// Height of the reason under a button that cannot be used now; 0: there is none.
float reason_height(ui::Ui& ui, const ActionView& action);

/// "Choose [↑] [↓]": two keys that can be pressed with the mouse too. -1, 1, or 0.
float arrow_keys_width(ui::Ui& ui, const std::string& hint);
int arrow_keys(Drawing& d, const ui::Rect& rect, const std::string& hint);

// --- columns
/// Something in a column, that may show less of itself where there is no room: forms[0] is the
/// full one. `rank`: the higher, the sooner it gives way.
struct Block {
  struct Form {
    float height = 0;
    std::function<void(const ui::Rect&)> draw;
  };
  float gap = 0;
  int rank = 0;
  bool may_vanish = false;  ///< When even the smallest forms do not fit.
  std::vector<Form> forms;
};
/// From the top of `rect`; what does not fit takes its next smaller form.
void draw_blocks(const ui::Rect& rect, const std::vector<Block>& blocks);

/// Rows that are turned like pages where they do not fit.
struct Item {
  float gap = 0;
  float height = 0;
  std::function<void(const ui::Rect&)> draw;
  bool heading = false;  ///< Never the last one on a page.
};
float height_of(const std::vector<Item>& items);
/// Draws from items[first] as many whole ones as fit; returns the first that did not.
std::size_t draw_items(const ui::Rect& rect, const std::vector<Item>& items, std::size_t first);

/// A row with hairlines above and below it, words at both ends.
void hairline(ui::Ui& ui, const ui::Rect& rect, float y);

// --- pages and panels, each in a file of its own
void draw_top_bar(Drawing& d, const ui::Rect& rect);
/// In place of the whole page, where the window is a bar.
void draw_bar_window(Drawing& d, const ui::Rect& rect);
void draw_customer(Drawing& d, const ui::Rect& rect);
/// What stands under the head of the first column, for its width.
std::vector<Block> body_blocks(Drawing& d, float width);
void draw_middle(Drawing& d, const ui::Rect& rect);
/// The note under what the customer came for.
Block note_block(Drawing& d, float width);
/// The panel in which it is written.
void draw_note_panel(Drawing& d, ui::Rect rest);
/// The article of the middle column for its width.
std::vector<Item> knowledge_items(Drawing& d, float width);
/// The questions of the article, at the welcome desk.
void add_triage_items(Drawing& d, float width, std::vector<Item>& items);
void draw_welcome(Drawing& d, const ui::Rect& rect);
void draw_line(Drawing& d, const ui::Rect& rect);
void draw_finish(Drawing& d, const ui::Rect& rect);
void draw_panel(Drawing& d, const ui::Rect& rect);
/// Ways to other panels, in as many lines as they need; cut off the top.
void draw_doors(Drawing& d, ui::Rect& rest);
/// Says that nothing of this lobby is real, cut off the top.
void draw_training(Drawing& d, ui::Rect& rest);
/// Another counter's call for help, cut off the top.
void draw_alarm(Drawing& d, ui::Rect& rest);
/// Whether the customer is still here, likewise.
void draw_forgotten(Drawing& d, ui::Rect& rest);
void draw_sign_in(Drawing& d, const ui::Rect& rect);
void draw_confirm(Drawing& d, const ui::Rect& rect);
void draw_choose(Drawing& d, const ui::Rect& rect);
void draw_connecting(Drawing& d, const ui::Rect& rect);

}  // namespace foyer::counter_client

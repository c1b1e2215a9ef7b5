// The note: under what the customer came for, and the panel in which it is written.
#include <algorithm>
#include <cmath>

#include "counter-client/screen_parts.h"

namespace foyer::counter_client {
namespace {

using ui::Rect;
using ui::Weight;
namespace type = ui::type;

void draw_title(Drawing& d, const Rect& rect) {
  const NoteView& note = *d.view.customer.note;
  const ui::Theme& t = d.ui.theme();
  Rect rest = rect;
  if (note.write) {
    // Its key is the page's: it works also where this line has no room.
    ActionView write = *note.write;
    write.button.shortcuts.clear();
    quiet_action(d, ui::cut_end(rest, quiet_action_width(d.ui, write), d.ui.px(12)), write);
  }
  const ui::TextStyle state =
      words(d.ui, type::desk_caption, Weight::regular, t.warn, ui::VAlign::middle, ui::Align::end);
  const float wide = width_of(d.ui, note.state, state);
  const ui::TextStyle title = words(d.ui, {14, 24}, Weight::bold, t.ink_soft);
  const float least = d.ui.px(36) + width_of(d.ui, note.title, title);
  if (wide > 0 && wide + least <= rest.w) {
    d.ui.canvas.text(ui::cut_end(rest, wide, d.ui.px(12)), note.state, state);
  }
  ui::section_title(d.ui, rest, "note", note.title, note.text.empty() ? t.ink_soft : t.ink);
}

/// As much of it as the height takes, cut between words.
std::string fitting(Drawing& d, const std::string& text, const ui::TextStyle& style, float width,
                    float height) {
  if (height_of(d.ui, text, style, width) <= height) return text;
  for (std::size_t end = text.rfind(' '); end != std::string::npos && end > 0;
       end = text.rfind(' ', end - 1)) {
    std::string shown = text.substr(0, end) + " …";
    if (height_of(d.ui, shown, style, width) <= height) return shown;
  }
  return {};
}

}  // namespace

Block note_block(Drawing& d, float width) {
  const NoteView& note = *d.view.customer.note;
  const ui::TextStyle style = words(d.ui, type::desk_body, Weight::regular, d.ui.theme().ink);
  const float line = d.ui.canvas.grown(24);
  const float text = height_of(d.ui, note.text, style, width);
  Block block;
  block.gap = d.ui.px(12);
  block.rank = 3;
  block.may_vanish = true;
  const auto draw = [&d, &note, style, line](const Rect& rect) {
    Rect rest = rect;
    draw_title(d, ui::cut_top(rest, line));
    if (rest.h > d.ui.px(4)) {
      ui::cut_top(rest, d.ui.px(4));
      d.ui.canvas.text(rest, note.text, style);
    }
  };
  if (text > 0) block.forms.push_back({line + d.ui.px(4) + text, draw});
  block.forms.push_back({line, draw});
  return block;
}

void draw_note_panel(Drawing& d, Rect rest) {
  const PanelView& panel = *d.view.panel;
  const ui::Theme& t = d.ui.theme();
  ui::TextFieldOptions field;
  field.id = "panel-note";
  field.rect = ui::cut_top(rest, d.ui.canvas.grown(48), d.ui.px(8));
  field.spoken = panel.note_label;
  field.hint = panel.note_label;
  field.icon = "note";
  field.size = type::desk_body;
  field.characters_max = note_characters_max;
  d.ui.text_field(d.form.note, field);
  const ui::TextStyle soft = words(d.ui, type::desk_caption, Weight::regular, t.ink_soft,
                                   ui::VAlign::middle, ui::Align::end);
  d.ui.canvas.text(ui::cut_top(rest, d.ui.canvas.grown(20), d.ui.px(12)), panel.note_left, soft);
  // The whole of it: the field shows one line.
  const ui::TextStyle style = words(d.ui, type::desk_body, Weight::regular, t.ink);
  const std::string shown = fitting(d, d.form.note.text, style, rest.w, rest.h);
  if (shown.empty()) return;
  d.ui.canvas.text(ui::cut_top(rest, height_of(d.ui, shown, style, rest.w)), shown, style);
}

}  // namespace foyer::counter_client

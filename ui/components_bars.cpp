// Bars and strips of the kiosk: segmented control, access bar, on-screen keys, facts, notices.
#include <algorithm>
#include <cmath>

#include "ui/components.h"
#include "ui/parts.h"

namespace foyer::ui {
// ---- segmented
float segmented_height(Ui& ui, float width, const std::vector<Segment>& segments) {
  const float each = width / static_cast<float>(std::max<std::size_t>(1, segments.size()));
  float high = ui.px(96);
  for (const Segment& s : segments) {
    const TextStyle style = faces(ui, type::body, Weight::bold, ui.theme().ink);
    high = std::max(high, height_of(ui, s.label, style, each - ui.px(32 + 56)) + ui.px(24));
  }
  return high;
}

namespace {

// `hit` is the cell without the edge that it shares with its neighbour.
ControlResult segment(Ui& ui, const Rect& hit, const Rect& cell, const Segment& s, bool on,
                      Corners corners) {
  const Theme& t = ui.theme();
  const ControlBox box(
      ui, {.id = s.id, .rect = hit, .spoken = s.label, .radius = ui.px(t.radius_small), .on = on});
  BoxStyle style = control_box(ui, box.result, on, t.radius_small);
  style.rounded = corners;
  ui.canvas.box(cell, style);
  TextStyle words = faces(ui, type::body, on ? Weight::bold : Weight::regular, t.ink,
                          VAlign::middle, Align::center);
  const std::string icon = on ? "check" : s.icon;
  const float icon_w = icon.empty() ? 0 : ui.px(40);
  const float gap = icon.empty() ? 0 : ui.px(16);
  const float room = cell.w - ui.px(32) - icon_w - gap;
  const float wide =
      std::min(room, std::ceil(ui.canvas.measure(s.label, words, std::max(1.0F, room)).width) + 1);
  const float x = cell.x + std::round((cell.w - icon_w - gap - wide) / 2);
  if (!icon.empty()) ui.canvas.icon({x, cell.y, icon_w, cell.h}, icon, on ? t.accent : t.ink);
  ui.canvas.text({x + icon_w + gap, cell.y, wide, cell.h}, s.label, words);
  return box.result;
}

}  // namespace

std::optional<std::size_t> segmented(Ui& ui, const Rect& rect, const std::vector<Segment>& segments,
                                     std::size_t chosen) {
  std::optional<std::size_t> out;
  if (segments.empty()) return out;
  const float shared = ui.px(ui.theme().border);
  const std::vector<Rect> hits = columns(rect, static_cast<int>(segments.size()), 0);
  std::vector<Rect> cells = hits;
  for (std::size_t i = 1; i < cells.size(); ++i) {
    cells[i].x -= shared;  // neighbours share one edge
    cells[i].w += shared;
  }
  // The chosen one is drawn last, so that its whole edge is on top; Tab order stays reading order
  // because the rest of the row keeps its own.
  BoxStyle top;
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const bool first = i == 0;
    const bool last = i + 1 == segments.size();
    const Corners corners{first, last, last, first};
    const ControlResult result = segment(ui, hits[i], cells[i], segments[i], i == chosen, corners);
    if (result.pressed) out = i;
    if (i != chosen) continue;
    top = control_box(ui, result, true, ui.theme().radius_small);
    top.fill = transparent;
    top.rounded = corners;
  }
  if (chosen < segments.size()) ui.canvas.box(cells[chosen], top);
  return out;
}

// ---- access bar
namespace {

/// Icon over the words; icon and words side by side; icon and state alone, for large letters.
enum class AccessShape { stacked, beside, state };

struct AccessLayout {
  int per_row = 5;
  AccessShape shape = AccessShape::stacked;
  float cell_h = 0;
  float margin = 0;
};

TextStyle access_label(Ui& ui) {
  return faces(ui, {26, 32}, Weight::bold, ui.theme().ink, VAlign::top, Align::center);
}
TextStyle access_state(Ui& ui) {
  return faces(ui, type::caption, Weight::regular, ui.theme().ink_soft, VAlign::top, Align::center);
}

float widest(Ui& ui, const std::vector<AccessCell>& cells, AccessShape shape) {
  float wide = 0;
  for (const AccessCell& c : cells) {
    wide = std::max(wide, ui.canvas.measure(c.state, access_state(ui)).width);
    if (shape == AccessShape::state) continue;
    wide = std::max(wide, ui.canvas.measure(c.label, access_label(ui)).width);
  }
  return std::ceil(wide);
}

/// No word of them is torn in this room, though a label may need two lines.
bool words_fit(Ui& ui, const std::vector<AccessCell>& cells, float room) {
  return std::none_of(cells.begin(), cells.end(), [&](const AccessCell& c) {
    return ui.canvas.measure(c.label, access_label(ui), std::max(1.0F, room)).broken ||
           ui.canvas.measure(c.state, access_state(ui), std::max(1.0F, room)).broken;
  });
}

float access_cell_height(Ui& ui, const std::vector<AccessCell>& cells, AccessShape shape,
                         float room) {
  float text_h = 0;
  for (const AccessCell& c : cells) {
    const float label =
        shape == AccessShape::state ? 0 : height_of(ui, c.label, access_label(ui), room);
    text_h = std::max(text_h, label + height_of(ui, c.state, access_state(ui), room));
  }
  if (shape == AccessShape::stacked) return std::max(ui.px(128), text_h + ui.px(44 + 8 + 12));
  return std::max(ui.px(shape == AccessShape::state ? 96 : 88), text_h + ui.px(16));
}

AccessLayout access_layout(Ui& ui, float width, const std::vector<AccessCell>& cells) {
  AccessLayout out;
  const auto count = static_cast<int>(std::max<std::size_t>(1, cells.size()));
  const float gap = ui.px(8);
  const float beside_icon = ui.px(44 + 16 + 24);
  out.margin = ui.px(64);
  const auto each = [&](int per_row) {
    const auto n = static_cast<float>(per_row);
    return (width - 2 * out.margin - gap * (n - 1)) / n;
  };
  const auto needs = [&](AccessShape shape) {
    return widest(ui, cells, shape) + (shape == AccessShape::stacked ? ui.px(12) : beside_icon);
  };
  out.per_row = count;
  const bool wide = width > ui.canvas.size().h;
  if (wide && each(count) >= needs(AccessShape::beside)) {
    out.shape = AccessShape::beside;
  } else if (ui.canvas.look().metrics.text_percent >= 175) {
    // Large letters: what a cell is says its icon, how it is say the words.
    out.shape = AccessShape::state;
    if (each(count) < needs(out.shape)) out.margin = ui.px(24);
    if (each(count) < needs(out.shape)) out.per_row = (count + 1) / 2;
    if (each(out.per_row) < needs(out.shape)) out.per_row = std::max(1, (count + 2) / 3);
  } else {
    if (each(count) < needs(out.shape)) out.margin = ui.px(24);
    // Two lines in one row before two rows.
    if (each(count) < needs(out.shape) && !words_fit(ui, cells, each(count) - ui.px(8))) {
      out.per_row = (count + 1) / 2;
      // Two rows on a low screen: beside their icons the words need less of its height.
      if (wide && each(out.per_row) >= needs(AccessShape::beside)) out.shape = AccessShape::beside;
    }
  }
  const float icon = out.shape == AccessShape::stacked ? ui.px(8) : beside_icon;
  out.cell_h = access_cell_height(ui, cells, out.shape, each(out.per_row) - icon);
  return out;
}

void access_cell(Ui& ui, const Rect& cell, const AccessCell& c, AccessShape shape, bool strong) {
  const Theme& t = ui.theme();
  TextStyle label = access_label(ui);
  TextStyle state = access_state(ui);
  if (strong) state.color = t.ink;
  const float icon = ui.px(44);
  if (shape != AccessShape::stacked) {
    const std::string name = shape == AccessShape::beside ? c.label : std::string();
    label.align = state.align = Align::start;
    const float room = cell.w - ui.px(24) - icon - ui.px(16);
    const float wide = std::min(room, std::ceil(std::max(ui.canvas.measure(name, label).width,
                                                         ui.canvas.measure(c.state, state).width)));
    const float x = cell.x + std::round((cell.w - icon - ui.px(16) - wide) / 2);
    ui.canvas.icon({x, cell.y, icon, cell.h}, c.icon, t.ink);
    const Rect words{x + icon + ui.px(16), cell.y, wide + 1, cell.h};
    const float h1 = height_of(ui, name, label, words.w);
    const float h2 = height_of(ui, c.state, state, words.w);
    const float y = std::round(cell.y + (cell.h - h1 - h2) / 2);
    if (h1 > 0) ui.canvas.text({words.x, y, words.w, h1}, name, label);
    ui.canvas.text({words.x, y + h1, words.w, h2}, c.state, state);
    return;
  }
  const float room = cell.w - ui.px(8);
  const float h1 = height_of(ui, c.label, label, room);
  const float h2 = height_of(ui, c.state, state, room);
  const float gap = ui.px(8);
  // All icons of a row on one line, also where a label needs two.
  const float y = cell.y + ui.px(6);
  const float x = cell.x + ui.px(4);
  ui.canvas.icon({cell.x, y, cell.w, icon}, c.icon, t.ink);
  ui.canvas.text({x, y + icon + gap, room, h1}, c.label, label);
  ui.canvas.text({x, y + icon + gap + h1, room, h2}, c.state, state);
}

}  // namespace

float access_bar_height(Ui& ui, float width, const std::vector<AccessCell>& cells) {
  const AccessLayout l = access_layout(ui, width, cells);
  const int count = static_cast<int>(cells.size());
  return grid_height(count, l.per_row, l.cell_h, ui.px(8)) + ui.px(32);
}

std::optional<std::size_t> access_bar(Ui& ui, const Rect& rect,
                                      const std::vector<AccessCell>& cells) {
  const Theme& t = ui.theme();
  const AccessLayout l = access_layout(ui, rect.w, cells);
  ui.canvas.fill(rect, t.card);
  ui.canvas.hline(rect.x, rect.y, rect.w, t.line, ui.px(t.hair));
  const Rect inner{rect.x + l.margin, rect.y + ui.px(16), rect.w - 2 * l.margin, rect.h};
  const std::vector<Rect> boxes =
      grid(inner, static_cast<int>(cells.size()), l.per_row, l.cell_h, ui.px(8));
  std::optional<std::size_t> out;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const AccessCell& c = cells[i];
    const ControlBox box(ui, {.id = c.id,
                              .rect = boxes[i],
                              .spoken = c.label + ": " + c.state,
                              .radius = ui.px(t.radius_small)});
    const bool strong = c.on || box.result.held;
    if (strong) {
      ui.canvas.box(boxes[i], control_box(ui, box.result, c.on, t.radius_small));
    } else if (box.result.hovered) {
      ui.canvas.edge(boxes[i], t.edge, ui.px(t.border), ui.px(t.radius_small));
    }
    access_cell(ui, boxes[i], c, l.shape, strong);
    if (box.result.pressed) out = i;
  }
  return out;
}

// ---- on-screen key
ControlResult screen_key(Ui& ui, const Rect& rect, const ScreenKey& key) {
  const Theme& t = ui.theme();
  const ControlBox box(ui, {.id = key.id,
                            .rect = rect,
                            .spoken = key.spoken.empty() ? key.label : key.spoken,
                            .radius = ui.px(t.radius_small),
                            .focusable = true});
  ui.canvas.box(rect, control_box(ui, box.result, false, t.radius_small));
  if (!key.icon.empty()) {
    const float side = ui.px(48);
    ui.canvas.icon(centered(rect, {side, side}), key.icon, t.ink);
    return box.result;
  }
  TextStyle s = key.word
                    ? faces(ui, type::body, Weight::bold, t.ink, VAlign::middle, Align::center)
                    : faces(ui, {40, 48}, Weight::regular, t.ink, VAlign::middle, Align::center);
  s.language = key.language;
  // A wide letter or a long word is drawn as large as its key allows.
  const float wide = ui.canvas.measure(key.label, s).width;
  if (wide > rect.w - ui.px(8)) {
    s.px = std::floor(s.px * (rect.w - ui.px(8)) / wide);
  }
  // Lines of Nastaliq are higher than a key: their ink is not.
  if (ui.canvas.measure(key.label, s).height > rect.h) s.valign = VAlign::ink_middle;
  ui.canvas.text(rect, key.label, s);
  return box.result;
}

// ---- facts
namespace {

struct FactLook {
  TextStyle caption;
  TextStyle value;
};

FactLook fact_look(Ui& ui, const Fact& f) {
  const Theme& t = ui.theme();
  FactLook l{faces(ui, {26, 32}, Weight::regular, t.ink_soft),
             faces(ui, {34, 48}, Weight::bold, t.ink)};
  if (f.dot == Fact::Dot::good) {
    l.caption.color = t.good;
    l.caption.weight = Weight::bold;
  }
  return l;
}

float fact_padding(Ui& ui, std::size_t i) {
  return i == 0 ? 0 : ui.px(32);
}
float dot_space(Ui& ui, const Fact& f) {
  return f.dot == Fact::Dot::none ? 0 : ui.px(28);
}

}  // namespace

float facts_height(Ui& ui, float width, const std::vector<Fact>& list) {
  float high = ui.px(112);
  const std::vector<Rect> cells =
      columns({0, 0, width, 0}, static_cast<int>(std::max<std::size_t>(1, list.size())), 0);
  for (std::size_t i = 0; i < list.size(); ++i) {
    const FactLook l = fact_look(ui, list[i]);
    const float room = cells[i].w - fact_padding(ui, i) - ui.px(8);
    high = std::max(high, height_of(ui, list[i].caption, l.caption, room - dot_space(ui, list[i])) +
                              height_of(ui, list[i].value, l.value, room) + ui.px(24));
  }
  return high;
}

void facts(Ui& ui, const Rect& rect, const std::vector<Fact>& list) {
  const Theme& t = ui.theme();
  const float hair = ui.px(t.hair);
  ui.canvas.hline(rect.x, rect.y, rect.w, t.line, hair);
  ui.canvas.hline(rect.x, rect.bottom() - hair, rect.w, t.line, hair);
  if (list.empty()) return;
  const std::vector<Rect> cells = columns(rect, static_cast<int>(list.size()), 0);
  for (std::size_t i = 0; i < list.size(); ++i) {
    const Fact& f = list[i];
    const FactLook l = fact_look(ui, f);
    const Rect& cell = cells[i];
    if (i > 0) {
      ui.canvas.vline(cell.x, cell.y + ui.px(16), cell.h - ui.px(32), t.line, hair);
    }
    const float pad = fact_padding(ui, i);
    const float dot = dot_space(ui, f);
    const float x = cell.x + pad;
    const float room = cell.w - pad - ui.px(8);
    const float h1 = height_of(ui, f.caption, l.caption, room - dot);
    const float h2 = height_of(ui, f.value, l.value, room);
    const float y = std::round(cell.y + (cell.h - h1 - h2) / 2);
    if (dot > 0) {
      const Color color = f.dot == Fact::Dot::good ? t.good : t.ink_soft;
      const float first_line = std::min(h1, ui.canvas.measure(f.caption, l.caption).height);
      ui.canvas.circle({x + ui.px(8), y + first_line / 2}, ui.px(8), color);
    }
    ui.canvas.text({x + dot, y, room - dot, h1}, f.caption, l.caption);
    ui.canvas.text({x, y + h1, room, h2}, f.value, l.value);
  }
}

// ---- notice, note, time
namespace {

TextStyle notice_style(Ui& ui) {
  return faces(ui, {32, 40}, Weight::bold, ui.theme().on_call, VAlign::middle);
}
TextStyle note_style(Ui& ui) {
  return faces(ui, {28, 40}, Weight::regular, ui.theme().ink);
}

}  // namespace

float notice_height(Ui& ui, float width, std::string_view text) {
  return std::max(
      ui.px(104),
      height_of(ui, text, notice_style(ui), width - ui.px(32 + 56 + 24 + 32)) + ui.px(32));
}

void notice(Ui& ui, const Rect& rect, std::string_view icon, std::string_view text) {
  const Theme& t = ui.theme();
  ui.canvas.box(rect, {.fill = t.call,
                       .edge = t.high_contrast() ? t.call : t.ink,
                       .edge_px = ui.px(3),
                       .radius = ui.px(t.radius)});
  const Canvas::Container inside(ui.canvas, rect, "notice");
  Rect rest = rect.inset({ui.px(32), 0, ui.px(32), 0});
  ui.canvas.icon(cut_start(rest, ui.px(56), ui.px(24)), icon, t.on_call);
  ui.canvas.text(rest, text, notice_style(ui));
}

float note_height(Ui& ui, float width, std::string_view text) {
  return std::max(ui.px(48), height_of(ui, text, note_style(ui), width - ui.px(48 + 16)));
}

void note(Ui& ui, const Rect& rect, std::string_view icon, std::string_view text) {
  const TextStyle style = note_style(ui);
  Rect rest = rect;
  const Rect at = cut_start(rest, ui.px(48), ui.px(16));
  const float line = ui.canvas.measure(text, style).height;
  const float top = std::round(std::max(0.0F, (line - ui.px(48)) / 2));
  ui.canvas.icon({at.x, at.y + top, ui.px(48), ui.px(48)}, icon, ui.theme().accent);
  const float lift = std::max(0.0F, std::round((ui.px(48) - line) / 2));
  ui.canvas.text({rest.x, rest.y + lift, rest.w, rest.h}, text, style);
}

void time_bar(Ui& ui, const Rect& rect, float share) {
  const Theme& t = ui.theme();
  const float radius = rect.h / 2;
  if (t.high_contrast()) {
    ui.canvas.box(rect, {.fill = t.paper, .edge = t.line, .edge_px = ui.px(2), .radius = radius});
  } else {
    ui.canvas.fill(rect, t.line, radius);
  }
  const float wide = std::clamp(share, 0.0F, 1.0F) * rect.w;
  if (wide >= 1) ui.canvas.fill({rect.x, rect.y, std::max(wide, rect.h), rect.h}, t.accent, radius);
}

}  // namespace foyer::ui

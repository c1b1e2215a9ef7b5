// Buttons, keys, pills, states and bars of the staff programs.
#include "ui/staff_components.h"

#include <algorithm>
#include <cmath>

#include "ui/parts.h"

namespace foyer::ui {

// ---- key cap
float key_cap_width(Ui& ui, const KeyCap& key) {
  const TypeSize size = key.large ? type::desk_body : type::desk_caption;
  const float words = width_of(ui, key.label, faces(ui, size, Weight::bold, ui.theme().ink));
  const bool wide = key.label.size() > 2;
  const float padding = ui.px(key.large ? 12 : wide ? 8 : 5);
  return std::max(ui.px(key.large ? 32 : 24), words + 2 * padding);
}

void key_cap(Ui& ui, const Rect& rect, const KeyCap& key, Color color) {
  const float high = std::min(rect.h, ui.px(key.large ? 32 : 24));
  const Rect cap = centered(rect, {rect.w, high});
  ui.canvas.edge(cap, color, ui.px(ui.theme().desk_border), ui.px(4));
  TextStyle s = faces(ui, key.large ? type::desk_body : type::desk_caption, Weight::bold, color,
                      VAlign::middle, Align::center);
  s.spoken = false;
  ui.canvas.text(cap, key.label, s);
}

// ---- button
namespace {

struct StaffButtonLook {
  TextStyle style;
  float high = 0;
  float icon = 0;
  float gap = 0;
  float start = 0;
  float end = 0;
  bool large_key = false;
};

StaffButtonLook staff_look(Ui& ui, const StaffButton& b) {
  const Theme& t = ui.theme();
  const bool off = !b.enabled;
  const Weight weight = off ? Weight::regular : Weight::bold;
  StaffButtonLook l;
  switch (b.kind) {
    case StaffButtonKind::plain:
    case StaffButtonKind::quiet:
      l = {faces(ui, type::desk_body, weight, t.ink), 48, 24, 12, 16, 12, false};
      break;
    case StaffButtonKind::primary:
      l = {faces(ui, type::desk_lead, weight, t.on_accent), 64, 24, 16, 24, 20, true};
      break;
    case StaffButtonKind::huge:
      l = {faces(ui, type::desk_figure, weight, t.on_accent), 112, 40, 20, 32, 32, true};
      break;
  }
  l.style.valign = VAlign::middle;
  l.high = ui.grown(l.high);
  l.icon = b.icon.empty() ? 0 : ui.px(l.icon);
  l.gap = ui.px(l.gap);
  l.start = ui.px(l.start);
  l.end = ui.px(l.end);
  return l;
}

bool shows_key(const StaffButton& b) {
  return !b.key.empty() && b.enabled && b.busy.empty();
}

BoxStyle staff_box(Ui& ui, const StaffButton& b, const ControlResult& r) {
  const Theme& t = ui.theme();
  const bool primary = b.kind == StaffButtonKind::primary || b.kind == StaffButtonKind::huge;
  BoxStyle s{.fill = primary ? t.accent : t.card,
             .edge = primary ? t.accent : t.edge,
             .edge_px = ui.px(t.desk_border),
             .radius = ui.px(t.radius_small)};
  if (b.kind == StaffButtonKind::quiet) s.fill = s.edge = transparent;
  if (!b.enabled) {
    s.fill = b.kind == StaffButtonKind::quiet ? transparent : t.paper;
    s.edge = t.high_contrast() || b.kind == StaffButtonKind::quiet ? transparent : t.line;
  } else if (r.held || !b.busy.empty()) {
    s.fill = t.accent_soft;
    s.edge = t.accent;
  } else if (r.hovered) {
    s.edge = t.ink;
  }
  return s;
}

}  // namespace

float staff_button_height(Ui& ui, const StaffButton& b) {
  return staff_look(ui, b).high;
}

float staff_button_width(Ui& ui, const StaffButton& b) {
  const StaffButtonLook l = staff_look(ui, b);
  float wide = l.start + l.end + width_of(ui, b.busy.empty() ? b.label : b.busy, l.style) + 2;
  if (l.icon > 0) wide += l.icon + l.gap;
  if (shows_key(b)) wide += l.gap + key_cap_width(ui, {b.key, l.large_key});
  return wide;
}

ControlResult staff_button(Ui& ui, const Rect& rect, const StaffButton& b) {
  const Theme& t = ui.theme();
  const bool enabled = b.enabled && b.busy.empty();
  ControlResult result;
  {
    const std::string& words = b.busy.empty() ? b.label : b.busy;
    const ControlBox box(ui, {.id = b.id,
                              .rect = rect,
                              .spoken = b.spoken.empty() ? joined(words, b.reason) : b.spoken,
                              .enabled = enabled,
                              .radius = ui.px(t.radius_small),
                              .shortcuts = b.shortcuts});
    result = box.result;
    StaffButtonLook l = staff_look(ui, b);
    const bool held = result.held || !b.busy.empty();
    if (held) l.style.color = t.ink;
    if (!b.enabled) l.style.color = t.ink_soft;
    ui.canvas.box(rect, staff_box(ui, b, result));
    Rect rest = rect.inset({l.start, 0, l.end, 0});
    if (l.icon > 0) {
      ui.canvas.icon(cut_start(rest, l.icon, l.gap), b.icon, l.style.color, {.flip = b.flip});
    }
    if (shows_key(b)) {
      const KeyCap cap{b.key, l.large_key};
      key_cap(ui, cut_end(rest, key_cap_width(ui, cap), ui.px(8)), cap, l.style.color);
    }
    ui.canvas.text(rest, words, l.style);
  }
  if (!b.enabled && !b.reason.empty()) {
    TextStyle s = faces(ui, type::desk_caption, Weight::regular, t.ink_soft);
    s.spoken = false;  // the button says it
    ui.canvas.text({rect.x, rect.bottom() + ui.px(4), rect.w, line_of(ui, type::desk_caption)},
                   b.reason, s);
  }
  return result;
}

// ---- pill
namespace {

struct PillColors {
  Color fill;
  Color text;
  Color edge;
};

PillColors pill_colors(const Theme& t, PillKind kind) {
  switch (kind) {
    case PillKind::good:
      return {t.good_soft, t.good, t.good};
    case PillKind::warn:
      return {t.warn_soft, t.warn, t.warn};
    case PillKind::bad:
      return {t.bad_soft, t.bad, t.bad};
    case PillKind::plain:
      return {transparent, t.ink, t.line};
    case PillKind::accent:
      return {t.accent_soft, t.ink, t.accent};
  }
  return {transparent, t.ink, t.line};
}

TextStyle pill_style(Ui& ui, const Pill& p) {
  const Weight weight = p.kind == PillKind::plain ? Weight::regular : Weight::bold;
  return faces(ui, type::desk_caption, weight, pill_colors(ui.theme(), p.kind).text,
               VAlign::middle);
}

}  // namespace

float pill_width(Ui& ui, const Pill& p) {
  const float icon = p.icon.empty() ? 0 : ui.px(16 + 8);
  return ui.px(24) + icon + width_of(ui, p.label, pill_style(ui, p)) + 1;
}

void pill(Ui& ui, const Rect& rect, const Pill& p) {
  const Theme& t = ui.theme();
  const PillColors colors = pill_colors(t, p.kind);
  const Rect body =
      centered(rect, {rect.w, std::min(rect.h, ui.px(12) + line_of(ui, type::desk_caption))});
  const bool edged = p.kind == PillKind::plain || t.high_contrast();
  ui.canvas.box(body, {.fill = colors.fill,
                       .edge = edged ? colors.edge : transparent,
                       .edge_px = edged ? ui.px(t.desk_border) : 0,
                       .radius = body.h / 2});
  Rect rest = body.inset({ui.px(12), 0, ui.px(12), 0});
  if (!p.icon.empty()) ui.canvas.icon(cut_start(rest, ui.px(16), ui.px(8)), p.icon, colors.text);
  ui.canvas.text(rest, p.label, pill_style(ui, p));
}

// ---- state mark
std::string_view mark_icon(Mark mark) {
  switch (mark) {
    case Mark::on_time:
      return "ring";
    case Mark::at_risk:
      return "warn";
    case Mark::late:
      return "late";
    case Mark::kept:
      return "kept";
    case Mark::off:
      return "closed";
    case Mark::appointment:
      return "calendar";
  }
  return "ring";
}

Color mark_color(const Theme& t, Mark mark) {
  switch (mark) {
    case Mark::at_risk:
      return t.warn;
    case Mark::late:
      return t.bad;
    case Mark::kept:
      return t.good;
    case Mark::on_time:
    case Mark::off:
    case Mark::appointment:
      return t.ink_soft;
  }
  return t.ink_soft;
}

namespace {

float mark_side(Ui& ui, const StateMark& m) {
  return ui.px(m.size.px <= 14 ? 16 : m.size.px * 1.25F);
}
float mark_gap(Ui& ui, const StateMark& m) {
  return ui.px(m.size.px <= 20 ? 8 : m.size.px * 0.4F);
}

TextStyle mark_style(Ui& ui, const StateMark& m) {
  const bool quiet = m.mark == Mark::on_time || m.mark == Mark::off || m.mark == Mark::appointment;
  return faces(ui, m.size, quiet ? Weight::regular : Weight::bold, mark_color(ui.theme(), m.mark),
               VAlign::middle);
}

}  // namespace

TextSize state_mark_size(Ui& ui, const StateMark& m, float width) {
  const float before = mark_side(ui, m) + mark_gap(ui, m);
  TextSize size = ui.canvas.measure(m.words, mark_style(ui, m), width > 0 ? width - before : 0);
  size.width += before;
  size.height = std::max(size.height, mark_side(ui, m));
  return size;
}

TextSize state_mark(Ui& ui, const Rect& rect, const StateMark& m) {
  Rect rest = rect;
  const Rect icon = cut_start(rest, mark_side(ui, m), mark_gap(ui, m));
  ui.canvas.icon(icon, mark_icon(m.mark), mark_color(ui.theme(), m.mark));
  TextSize size = ui.canvas.text(rest, m.words, mark_style(ui, m));
  size.width += rect.w - rest.w;
  return size;
}

// ---- clock bar
void clock_bar(Ui& ui, const Rect& rect, const ClockBar& bar) {
  const Theme& t = ui.theme();
  const bool call = bar.kind == ClockBar::Kind::on_call;
  const Rect track = centered(rect, {rect.w, std::min(rect.h, ui.px(8))});
  const float radius = track.h / 2;
  const bool hollow = call || t.high_contrast();
  ui.canvas.box(track, {.fill = call                ? t.card
                                : t.high_contrast() ? t.paper
                                                    : t.line,
                        .edge = hollow ? (call ? t.on_call : t.line) : transparent,
                        .edge_px = hollow ? ui.px(t.high_contrast() ? 2 : 1) : 0,
                        .radius = radius});
  Color part = t.accent;
  if (bar.kind == ClockBar::Kind::over) part = t.bad;
  if (bar.kind == ClockBar::Kind::low) part = t.warn;
  if (call) part = t.on_call;
  const float wide = std::clamp(bar.share, 0.0F, 1.0F) * track.w;
  if (wide >= 1) {
    ui.canvas.fill({track.x, track.y, std::max(wide, track.h), track.h}, part, radius);
  }
  if (bar.mark < 0) return;
  const float width = ui.px(t.high_contrast() ? 4 : 2);
  const float x = std::round(track.x + std::min(bar.mark, 1.0F) * track.w - width / 2);
  ui.canvas.fill({x, track.y - ui.px(4), width, track.h + ui.px(8)}, call ? t.on_call : t.ink);
}

// ---- banner
namespace {

struct BannerColors {
  Color fill;
  Color edge;
};

BannerColors banner_colors(const Theme& t, BannerKind kind) {
  switch (kind) {
    case BannerKind::bad:
      return {t.bad_soft, t.bad};
    case BannerKind::warn:
      return {t.warn_soft, t.warn};
    case BannerKind::info:
      return {t.card, t.line};
  }
  return {t.card, t.line};
}

TextStyle banner_style(Ui& ui, const Banner& b) {
  TextStyle s = faces(ui, b.full_width ? type::desk_body : type::desk_caption, Weight::regular,
                      ui.theme().ink, VAlign::middle);
  s.bold_bytes = b.lead.size();
  return s;
}

std::string banner_words(const Banner& b) {
  return b.text.empty() ? b.lead : b.lead.empty() ? b.text : b.lead + " " + b.text;
}

float banner_padding(Ui& ui, const Banner& b) {
  return ui.px(b.full_width ? 32 : 16);
}

}  // namespace

float banner_height(Ui& ui, float width, const Banner& b) {
  const float room = width - 2 * banner_padding(ui, b) - ui.px(24 + 12);
  const float words = height_of(ui, banner_words(b), banner_style(ui, b), room);
  return std::max(ui.px(56), words + ui.px(b.full_width ? 24 : 18));
}

void banner(Ui& ui, const Rect& rect, const Banner& b) {
  const Theme& t = ui.theme();
  const BannerColors colors = banner_colors(t, b.kind);
  if (b.full_width) {
    ui.canvas.fill(rect, colors.fill);
    ui.canvas.hline(rect.x, rect.bottom() - ui.px(2), rect.w, colors.edge, ui.px(2));
  } else {
    ui.canvas.box(rect, {.fill = colors.fill,
                         .edge = colors.edge,
                         .edge_px = ui.px(t.desk_border),
                         .radius = ui.px(t.radius_small)});
  }
  const Canvas::Container inside(ui.canvas, rect, "banner");
  const float padding = banner_padding(ui, b);
  Rect rest = rect.inset({padding, 0, padding, 0});
  ui.canvas.icon(cut_start(rest, ui.px(24), ui.px(12)), b.icon,
                 b.kind == BannerKind::info ? t.ink : colors.edge);
  ui.canvas.text(rest, banner_words(b), banner_style(ui, b));
}

// ---- toast
ControlResult toast(Ui& ui, const Rect& rect, const Toast& toast) {
  const Theme& t = ui.theme();
  const Canvas::Layer layer(ui.canvas);
  const ControlBox box(ui, {.id = toast.id,
                            .rect = rect,
                            .spoken = joined(toast.lead, joined(toast.action, toast.seconds)),
                            .radius = ui.px(t.radius_small),
                            .shortcuts = toast.shortcuts});
  const bool held = box.result.held;
  const Color ink = held ? t.ink : t.paper;
  ui.canvas.box(rect, {.fill = held ? t.accent_soft : t.ink,
                       .edge = held ? t.accent : transparent,
                       .edge_px = held ? ui.px(1) : 0,
                       .radius = ui.px(t.radius_small)});
  Rect rest = rect.inset({ui.px(16), 0, ui.px(12), 0});
  ui.canvas.icon(cut_start(rest, ui.px(20), ui.px(12)), toast.icon, ink);
  TextStyle plain = faces(ui, type::desk_body, Weight::regular, ink, VAlign::middle, Align::end);
  plain.tabular = true;
  if (!toast.seconds.empty()) {
    ui.canvas.text(cut_end(rest, width_of(ui, toast.seconds, plain) + 1, ui.px(8)), toast.seconds,
                   plain);
  }
  if (!toast.key.empty()) {
    const KeyCap cap{toast.key, false};
    key_cap(ui, cut_end(rest, key_cap_width(ui, cap), ui.px(12)), cap, ink);
  }
  if (!toast.action.empty()) {
    ui.canvas.text(cut_end(rest, width_of(ui, toast.action, plain) + 1, ui.px(16)), toast.action,
                   plain);
  }
  ui.canvas.text(rest, toast.lead, faces(ui, type::desk_body, Weight::bold, ink, VAlign::middle));
  return box.result;
}

}  // namespace foyer::ui

#include "ui/controls.h"

#include <algorithm>
#include <cmath>

#include "engine/assert.h"
#include "ui/painter.h"

namespace foyer::ui {
namespace {

constexpr int flash_ms = 80;

std::string folded(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

bool matches(const Shortcut& s, const KeyPress& press, bool typing) {
  if (s.empty() || press.control) return false;
  if (s.key != Key::none) {
    const bool types = press.key == Key::space || press.key == Key::backspace ||
                       press.key == Key::home || press.key == Key::end;
    return s.key == press.key && !(typing && types);
  }
  return !typing && folded(s.text) == folded(press.text);
}

bool is_direction(Key key) {
  return key == Key::left || key == Key::right || key == Key::up || key == Key::down;
}

// How far `to` is from `from` in this direction; negative: not in this direction at all.
float travel(const Rect& from, const Rect& to, Key key) {
  const Point a = from.center();
  const Point b = to.center();
  const bool horizontal = key == Key::left || key == Key::right;
  const float sign = key == Key::right || key == Key::down ? 1.0F : -1.0F;
  const float along = sign * (horizontal ? b.x - a.x : b.y - a.y);
  const float edge_gap = horizontal ? (sign > 0 ? to.x - from.end() : from.x - to.end())
                                    : (sign > 0 ? to.y - from.bottom() : from.y - to.bottom());
  // Something beside it that only reaches a little further is not "below".
  if (along <= 0 || edge_gap < -8) return -1;
  const float aside = horizontal ? std::max({0.0F, to.y - from.bottom(), from.y - to.bottom()})
                                 : std::max({0.0F, to.x - from.end(), from.x - to.end()});
  const float shift = horizontal ? std::fabs(b.y - a.y) : std::fabs(b.x - a.x);
  return std::max(0.0F, edge_gap) + 3 * aside + 0.2F * shift;
}

bool reachable(const UiState::Known& k, const UiState& state) {
  return k.layer >= state.modal_layer;
}

const UiState::Known* known(const UiState& state, std::string_view id) {
  for (const UiState::Known& k : state.known) {
    if (k.id == id && reachable(k, state)) return &k;
  }
  return nullptr;
}

}  // namespace

void UiState::page_changed(std::int64_t now_ms, int for_ms, std::string first_focus) {
  deaf_until_ms = now_ms + for_ms;
  focus = std::move(first_focus);
  captured.clear();
  capture_dead = true;
  flash.clear();
  activated.clear();
}

void UiState::focus_on(std::string id) {
  focus = std::move(id);
}

Rehearsal::Rehearsal(const FrameContext& frame) : frame_(frame) {
  frame_.input = &nothing_;
  frame_.state = &state_;
  frame_.record = &record_;
  frame_.next_ms = &next_ms_;
  if (frame_.painter != nullptr) frame_.painter->rehearse(true);
}

Rehearsal::~Rehearsal() {
  if (frame_.painter != nullptr) frame_.painter->rehearse(false);
}

Ui::Ui(const FrameContext& frame, const Look& look)
    : canvas(frame.window, look, *frame.text, frame.painter, *frame.record), frame_(frame) {
  FOYER_ASSERT(frame.input != nullptr && frame.state != nullptr);
  const Input& in = *frame_.input;
  if (in.pointer) pointer_ = canvas.to_logical(*in.pointer);
  used_.assign(in.keys.size(), false);
  UiState& s = *frame_.state;
  s.activated.clear();
  if (s.flash_until_ms <= frame_.now_ms) s.flash.clear();
  if (!s.flash.empty()) wake_at(s.flash_until_ms);
  if (in.went_down) press_down();
  route_keys();
}

void Ui::press_down() {
  UiState& s = *frame_.state;
  s.focus_shown = false;
  s.captured.clear();
  s.capture_dead = s.deaf(frame_.now_ms);
  if (s.capture_dead || !pointer_) return;
  // The topmost one is the one drawn last.
  for (auto k = s.known.rbegin(); k != s.known.rend(); ++k) {
    if (!reachable(*k, s) || !k->rect.contains(*pointer_)) continue;
    s.captured = k->id;
    if (k->focusable) s.focus = k->id;
    return;
  }
  s.capture_dead = true;
}

Ui::~Ui() {
  UiState& s = *frame_.state;
  s.known = std::move(seen_);
  s.modal_layer = canvas.modal_layer();
  if (frame_.input->went_up) {
    s.captured.clear();
    s.capture_dead = false;
  }
  for (const FocusRing& ring : rings_) draw_ring(ring);
}

void Ui::draw_ring(const FocusRing& ring) {
  const Theme& t = theme();
  const auto outline = [&](float gap, float width, Color color) {
    const float out = ring.inside ? -gap : gap + width;
    canvas.edge(ring.rect.inset(-out), color, width, std::max(0.0F, ring.radius + out));
  };
  if (ring.style == RingStyle::staff && !t.high_contrast()) {
    const Color colors[4] = {t.card, t.ink, t.call, t.ink};
    const float widths[4] = {2, 1, 3, 1};
    float gap = 0;
    for (int i = 0; i < 4; ++i) {
      outline(gap, px(widths[i]), colors[i]);
      gap += px(widths[i]);
    }
    return;
  }
  const bool staff = ring.style == RingStyle::staff;
  const float gap = px(staff ? 2 : t.high_contrast() ? 4 : 6);
  const float width = px(staff ? 4 : t.focus);
  outline(0, gap, t.paper);
  outline(gap, width, t.call);
  outline(gap + width, px(staff ? 1 : 3), t.ink);
}

void Ui::wake_at(std::int64_t at_ms) {
  if (frame_.next_ms != nullptr) *frame_.next_ms = std::min(*frame_.next_ms, at_ms);
}

void Ui::animate() {
  wake_at(frame_.now_ms + 16);
}

bool Ui::typing() const {
  const UiState::Known* k = known(*frame_.state, frame_.state->focus);
  return k != nullptr && k->takes_text;
}

bool Ui::active() const {
  const Input& in = *frame_.input;
  return in.went_down || in.went_up || in.down || !in.keys.empty() || in.wheel != 0;
}

void Ui::route_keys() {
  UiState& s = *frame_.state;
  const auto& keys = frame_.input->keys;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const KeyPress& press = keys[i];
    if (route_shortcut(press)) {
      used_[i] = true;
      continue;
    }
    const bool field = typing();
    const bool edits = field && (press.key == Key::left || press.key == Key::right);
    if (press.key == Key::tab || press.key == Key::backtab || (is_direction(press.key) && !edits)) {
      s.focus_shown = true;
      move_focus(press.key);
      used_[i] = true;
    } else if (press.key == Key::enter || (press.key == Key::space && !field)) {
      // Enter belongs to the field that has the focus; the field asks for it itself.
      if (field || press.control) continue;
      s.focus_shown = true;
      if (!press.repeat && known(s, s.focus) != nullptr) {
        activate(s.focus);
        used_[i] = true;
      }
    }
  }
}

bool Ui::route_shortcut(const KeyPress& press) {
  const UiState& s = *frame_.state;
  const bool field = typing();
  for (const UiState::Known& k : s.known) {
    if (!reachable(k, s)) continue;
    for (const Shortcut& shortcut : k.shortcuts) {
      if (!matches(shortcut, press, field)) continue;
      if (!press.repeat) activate(k.id);
      return true;
    }
  }
  return false;
}

void Ui::activate(const std::string& id) {
  UiState& s = *frame_.state;
  if (s.deaf(frame_.now_ms)) return;
  s.activated = id;
  s.flash = id;
  s.flash_until_ms = frame_.now_ms + flash_ms;
  wake_at(s.flash_until_ms);
}

void Ui::move_focus(Key key) {
  UiState& s = *frame_.state;
  std::vector<const UiState::Known*> order;
  for (const UiState::Known& k : s.known) {
    if (k.focusable && reachable(k, s)) order.push_back(&k);
  }
  if (order.empty()) return;
  const auto at = std::find_if(order.begin(), order.end(),
                               [&](const UiState::Known* k) { return k->id == s.focus; });
  if (at == order.end()) {
    s.focus = (key == Key::backtab || key == Key::up ? order.back() : order.front())->id;
    return;
  }
  if (is_direction(key)) {
    // The arrow keys mean what the eye sees, the rectangles are logical.
    if (canvas.direction() == Direction::right_to_left) {
      key = key == Key::left ? Key::right : key == Key::right ? Key::left : key;
    }
    const UiState::Known* best = nullptr;
    float best_way = 0;
    for (const UiState::Known* k : order) {
      const float way = k == *at ? -1 : travel((*at)->rect, k->rect, key);
      if (way >= 0 && (best == nullptr || way < best_way)) {
        best = k;
        best_way = way;
      }
    }
    if (best != nullptr) {
      s.focus = best->id;
      return;
    }
  }
  // Nothing lies there: go on in reading order, so that four arrows reach everything.
  const bool back = key == Key::backtab || key == Key::up || key == Key::left;
  const auto count = static_cast<std::ptrdiff_t>(order.size());
  const std::ptrdiff_t next = (at - order.begin() + (back ? count - 1 : 1)) % count;
  s.focus = order[static_cast<std::size_t>(next)]->id;
}

ControlResult Ui::control(const Control& c) {
  FOYER_ASSERT(!c.id.empty());
  UiState& s = *frame_.state;
  const Input& in = *frame_.input;
  seen_.push_back(
      {c.id, c.rect, c.enabled, c.takes_text, c.focusable, canvas.layer(), c.shortcuts});
  using Role = SpokenItem::Role;
  const Role role = c.takes_text ? Role::field : c.ticks ? Role::check : Role::button;
  canvas.record().spoken.push_back({role, c.id, c.spoken, c.enabled, c.rect, c.on, c.value,
                                    c.language, canvas.parent(), canvas.layer(),
                                    s.focus == c.id && s.focus_shown});
  ControlResult r;
  const bool over = pointer_ && c.rect.contains(*pointer_);
  const bool mine = s.captured == c.id && !s.capture_dead;
  const bool acted = (mine && in.went_up && over && !s.deaf(frame_.now_ms)) || s.activated == c.id;
  r.pressed = acted && c.enabled;
  r.refused = acted && !c.enabled;
  r.hovered =
      over && !in.touch && c.enabled && s.captured.empty() && canvas.layer() >= s.modal_layer;
  r.held = c.enabled && ((mine && in.down && over) || s.flash == c.id);
  r.focused = s.focus == c.id;
  r.focus_shown = r.focused && s.focus_shown;
  if (r.focus_shown) {
    rings_.push_back({c.rect, c.radius, c.ring_inside, canvas.look().ring});
  }
  return r;
}

bool Ui::shortcut(const Shortcut& wanted) {
  if (frame_.state->deaf(frame_.now_ms)) return false;
  const auto& keys = frame_.input->keys;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (used_[i] || keys[i].repeat || !matches(wanted, keys[i], typing())) continue;
    used_[i] = true;
    return true;
  }
  return false;
}

ControlBox::ControlBox(Ui& ui, const Control& control)
    : result(ui.control(control)),
      ui_(ui),
      before_(ui.canvas.open_control(control.rect, control.id, control.enabled)) {}

ControlBox::~ControlBox() {
  ui_.canvas.close_control(before_);
}

}  // namespace foyer::ui

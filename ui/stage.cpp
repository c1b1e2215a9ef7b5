#include "ui/stage.h"

#include <utility>

namespace foyer::ui {
namespace {

// More than a person does before the next frame. What comes beyond is dropped: acted on late it
// would hit a page that nobody had seen when the finger came down.
constexpr std::size_t touches_waiting_max = 32;
constexpr std::size_t keys_waiting_max = 64;  // of a scanner, which types an address at once

}  // namespace

Stage::Stage(SDL_Renderer* renderer)
    : painter(renderer != nullptr ? std::make_unique<Painter>(renderer) : nullptr) {}

void Stage::pointer_move(Point at, bool touch) {
  if (ignoring_) return;
  // Where a finger was on its way is of no use: only where it is.
  if (!queue_.empty() && queue_.back().kind == Step::Kind::move) queue_.pop_back();
  queue_.push_back({Step::Kind::move, at, touch, {}, 0});
}
void Stage::pointer_down(Point at, bool touch) {
  ignoring_ = queue_.size() >= touches_waiting_max;
  if (ignoring_) return;
  queue_.push_back({Step::Kind::down, at, touch, {}, 0});
}
void Stage::pointer_up(Point at, bool touch) {
  // Of a touch whose beginning was dropped nothing is left.
  if (std::exchange(ignoring_, false)) return;
  queue_.push_back({Step::Kind::up, at, touch, {}, 0});
}
void Stage::pointer_gone() {
  if (queue_.empty() || queue_.back().kind != Step::Kind::gone) {
    queue_.push_back({Step::Kind::gone, {}, false, {}, 0});
  }
}
void Stage::press(KeyPress press) {
  if (queue_.size() >= keys_waiting_max) return;
  queue_.push_back({Step::Kind::key, {}, false, std::move(press), 0});
}
void Stage::wheel(float lines) {
  if (queue_.size() >= touches_waiting_max) return;
  queue_.push_back({Step::Kind::wheel, {}, false, {}, lines});
}

Input Stage::take() {
  Input in;
  bool acted = false;
  while (!queue_.empty() && !acted) {
    const Step step = std::move(queue_.front());
    queue_.pop_front();
    switch (step.kind) {
      case Step::Kind::move:
        pointer_ = step.at;
        touch_ = step.touch;
        break;
      case Step::Kind::down:
      case Step::Kind::up:
        pointer_ = step.at;
        touch_ = step.touch;
        down_ = step.kind == Step::Kind::down;
        (down_ ? in.went_down : in.went_up) = true;
        acted = true;
        break;
      case Step::Kind::gone:
        pointer_.reset();
        down_ = false;
        break;
      case Step::Kind::key:
        in.keys.push_back(step.key);
        acted = true;
        break;
      case Step::Kind::wheel:
        in.wheel += step.lines;
        break;
    }
  }
  in.pointer = pointer_;
  in.touch = touch_;
  in.down = down_;
  // A lifted finger is nowhere.
  if (in.went_up && touch_) pointer_.reset();
  return in;
}

void Stage::frame(const Input& input, Size size, std::int64_t now_ms, const DrawFrame& draw) {
  next_ms = never_ms;
  if (painter) painter->begin(size);
  FrameContext context;
  context.window = size;
  context.now_ms = now_ms;
  context.input = &input;
  context.state = &state;
  context.text = &text;
  context.painter = painter.get();
  context.record = &record;
  context.next_ms = &next_ms;
  try {
    draw(context);
  } catch (...) {
    // Dear ImGui asserts on a frame that was begun and not ended.
    if (painter) painter->end();
    throw;
  }
  if (painter) changed_ = painter->end();
}

void Stage::frames(Size size, std::int64_t now_ms, const DrawFrame& draw) {
  do {
    frame(take(), size, now_ms, draw);
  } while (!queue_.empty());
  frame(take(), size, now_ms, draw);
}

bool Stage::paint_if_changed() {
  if (!painter || !changed_) return false;
  painter->paint();
  changed_ = false;
  return true;
}

}  // namespace foyer::ui

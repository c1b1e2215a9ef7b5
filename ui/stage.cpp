#include "ui/stage.h"

namespace foyer::ui {

Stage::Stage(SDL_Renderer* renderer)
    : painter(renderer != nullptr ? std::make_unique<Painter>(renderer) : nullptr) {}

void Stage::pointer_move(Point at, bool touch) {
  queue_.push_back({Step::Kind::move, at, touch, {}, 0});
}
void Stage::pointer_down(Point at, bool touch) {
  queue_.push_back({Step::Kind::down, at, touch, {}, 0});
}
void Stage::pointer_up(Point at, bool touch) {
  queue_.push_back({Step::Kind::up, at, touch, {}, 0});
}
void Stage::pointer_gone() {
  queue_.push_back({Step::Kind::gone, {}, false, {}, 0});
}
void Stage::press(KeyPress press) {
  queue_.push_back({Step::Kind::key, {}, false, std::move(press), 0});
}
void Stage::wheel(float lines) {
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

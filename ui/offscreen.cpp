#include <SDL.h>

#include <stdexcept>

#include "ui/stage.h"
#include "ui/window.h"

namespace foyer::ui {

struct Offscreen::Impl {
  struct SurfaceFree {
    void operator()(SDL_Surface* s) const { SDL_FreeSurface(s); }
  };
  struct RendererFree {
    void operator()(SDL_Renderer* r) const { SDL_DestroyRenderer(r); }
  };

  Size size;
  DrawFrame draw;
  std::int64_t now_ms = 10'000;
  std::unique_ptr<SDL_Surface, SurfaceFree> surface;
  std::unique_ptr<SDL_Renderer, RendererFree> renderer;
  std::unique_ptr<Stage> stage;

  Impl(Size s, DrawFrame d, Painting painting) : size(s), draw(std::move(d)) {
    if (painting == Painting::on) open();
    stage = std::make_unique<Stage>(renderer.get());
  }

  // The software renderer draws on a surface: no window, no video driver, the same pixels.
  void open() {
    surface.reset(SDL_CreateRGBSurfaceWithFormat(
        0, static_cast<int>(size.w), static_cast<int>(size.h), 32, SDL_PIXELFORMAT_ARGB8888));
    if (surface) renderer.reset(SDL_CreateSoftwareRenderer(surface.get()));
    if (!renderer) throw std::runtime_error(std::string("offscreen: ") + SDL_GetError());
  }

  void run() { stage->frames(size, now_ms, draw); }
};

Offscreen::Offscreen(Size size, DrawFrame draw, Painting painting)
    : impl_(new Impl(size, std::move(draw), painting)) {
  frame();
}
Offscreen::~Offscreen() = default;

void Offscreen::frame() {
  impl_->run();
}

void Offscreen::advance(std::int64_t ms) {
  impl_->now_ms += ms;
  frame();
}

void Offscreen::resize(Size size) {
  impl_->size = size;
  if (impl_->renderer) {
    auto kept = std::move(impl_->stage->state);
    // Textures belong to the renderer: they go first.
    impl_->stage.reset();
    impl_->renderer.reset();
    impl_->open();
    impl_->stage = std::make_unique<Stage>(impl_->renderer.get());
    impl_->stage->state = std::move(kept);
  }
  frame();
}

void Offscreen::finger_down(Point at) {
  impl_->stage->pointer_down(at, true);
  frame();
}
void Offscreen::finger_move(Point at) {
  impl_->stage->pointer_move(at, true);
  frame();
}
void Offscreen::finger_up(Point at) {
  impl_->stage->pointer_up(at, true);
  frame();
}
void Offscreen::tap(Point at) {
  impl_->stage->pointer_down(at, true);
  impl_->stage->pointer_up(at, true);
  frame();
}
void Offscreen::mouse_move(Point at) {
  impl_->stage->pointer_move(at, false);
  frame();
}
void Offscreen::click(Point at) {
  impl_->stage->pointer_move(at, false);
  impl_->stage->pointer_down(at, false);
  impl_->stage->pointer_up(at, false);
  frame();
}
void Offscreen::wheel(float lines) {
  impl_->stage->wheel(lines);
  frame();
}
void Offscreen::key(Key key, bool repeat) {
  impl_->stage->press({key, key == Key::space ? " " : "", repeat, false});
  frame();
}

void Offscreen::type(std::string_view text, bool repeat) {
  for (std::size_t at = 0; at < text.size();) {
    std::size_t next = at + 1;
    while (next < text.size() && (static_cast<unsigned char>(text[next]) & 0xC0) == 0x80) ++next;
    const std::string one(text.substr(at, next - at));
    impl_->stage->press({one == " " ? Key::space : Key::none, one, repeat, false});
    at = next;
  }
  frame();
}

void Offscreen::tap(std::string_view control_id) {
  const AuditBox* box = record().control(control_id);
  if (box == nullptr) {
    throw std::runtime_error("there is no control \"" + std::string(control_id) + "\"");
  }
  Point at = box->rect.center();
  // Ids are looked up in the record, which is logical; a finger is physical.
  if (record().mirrored) at.x = impl_->size.w - at.x;
  tap(at);
}

const AuditRecord& Offscreen::record() const {
  return impl_->stage->record;
}
UiState& Offscreen::state() {
  return impl_->stage->state;
}
std::int64_t Offscreen::now_ms() const {
  return impl_->now_ms;
}

std::optional<std::int64_t> Offscreen::next_ms() const {
  if (impl_->stage->next_ms == never_ms) return std::nullopt;
  return impl_->stage->next_ms;
}

Pixels Offscreen::pixels() {
  if (!impl_->stage->painter) throw std::runtime_error("offscreen: painting is off");
  impl_->stage->painter->paint();
  return impl_->stage->painter->read_pixels();
}

void Offscreen::save_png(const std::filesystem::path& file) {
  write_png(pixels(), file);
}

}  // namespace foyer::ui

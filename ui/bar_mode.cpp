#include "ui/bar_mode.h"

#include <algorithm>

namespace foyer::ui {
namespace {

SDL_Rect usable_screen(SDL_Window* window) {
  SDL_Rect screen{0, 0, 1280, 720};
  SDL_GetDisplayUsableBounds(std::max(0, SDL_GetWindowDisplayIndex(window)), &screen);
  return screen;
}

}  // namespace

BarMode::BarMode(SDL_Window* window, const AuditRecord& record)
    : window_(window), record_(record) {}

void BarMode::set(const std::optional<Size>& bar) {
  if (!bar) {
    if (whole_) leave();
  } else if (!whole_ || shown_.w != bar->w || shown_.h != bar->h) {
    enter(*bar);
  }
}

void BarMode::enter(const Size& bar) {
  if (!whole_) {
    const Uint32 flags = SDL_GetWindowFlags(window_);
    Whole whole;
    whole.fullscreen = flags & SDL_WINDOW_FULLSCREEN_DESKTOP;
    whole.maximized = (flags & SDL_WINDOW_MAXIMIZED) != 0;
    whole.bordered = (flags & SDL_WINDOW_BORDERLESS) == 0;
    if (whole.fullscreen != 0) SDL_SetWindowFullscreen(window_, 0);
    if (whole.maximized) SDL_RestoreWindow(window_);
    SDL_GetWindowPosition(window_, &whole.place.x, &whole.place.y);
    SDL_GetWindowSize(window_, &whole.place.w, &whole.place.h);
    whole_ = whole;
  }
  shown_ = bar;
  const SDL_Rect screen = usable_screen(window_);
  const SDL_Point size{std::min(static_cast<int>(bar.w), screen.w), static_cast<int>(bar.h)};
  SDL_SetWindowBordered(window_, SDL_FALSE);
  SDL_SetWindowSize(window_, size.x, size.y);
  const SDL_Point place = place_for(size);
  SDL_SetWindowPosition(window_, place.x, place.y);
  SDL_SetWindowAlwaysOnTop(window_, SDL_TRUE);
  SDL_SetWindowHitTest(window_, &BarMode::hit, this);
}

void BarMode::leave() {
  SDL_Point at{};
  SDL_GetWindowPosition(window_, &at.x, &at.y);
  place_ = at;
  const Whole whole = *whole_;
  whole_.reset();
  SDL_SetWindowHitTest(window_, nullptr, nullptr);
  SDL_SetWindowAlwaysOnTop(window_, SDL_FALSE);
  SDL_SetWindowBordered(window_, whole.bordered ? SDL_TRUE : SDL_FALSE);
  SDL_SetWindowSize(window_, whole.place.w, whole.place.h);
  SDL_SetWindowPosition(window_, whole.place.x, whole.place.y);
  if (whole.maximized) SDL_MaximizeWindow(window_);
  if (whole.fullscreen != 0) SDL_SetWindowFullscreen(window_, whole.fullscreen);
}

/// Where it was, or at the top of the screen; wholly on it.
SDL_Point BarMode::place_for(const SDL_Point& size) const {
  const SDL_Rect screen = usable_screen(window_);
  const SDL_Point wanted = place_.value_or(SDL_Point{screen.x + (screen.w - size.x) / 2, screen.y});
  return {std::clamp(wanted.x, screen.x, screen.x + std::max(0, screen.w - size.x)),
          std::clamp(wanted.y, screen.y, screen.y + std::max(0, screen.h - size.y))};
}

SDL_HitTestResult BarMode::hit(SDL_Window* window, const SDL_Point* at, void* self) {
  const AuditRecord& record = static_cast<const BarMode*>(self)->record_;
  int w = 0;
  int h = 0;
  SDL_GetWindowSize(window, &w, &h);
  if (w <= 0 || h <= 0) return SDL_HITTEST_NORMAL;
  const float x = static_cast<float>(at->x) * record.window.w / static_cast<float>(w);
  const Point point{record.mirrored ? record.window.w - x : x,
                    static_cast<float>(at->y) * record.window.h / static_cast<float>(h)};
  const bool on_control =
      std::any_of(record.boxes.begin(), record.boxes.end(),
                  [&](const AuditBox& box) { return box.control && box.rect.contains(point); });
  return on_control ? SDL_HITTEST_NORMAL : SDL_HITTEST_DRAGGABLE;
}

}  // namespace foyer::ui

// A window as a bar beside other programs: small, without a frame, above all others. Inside ui/.
#pragma once

#include <SDL.h>

#include <optional>

#include "ui/audit.h"
#include "ui/layout.h"

namespace foyer::ui {

/// Of the UI thread. The bar is dragged by whatever of it is no control, and comes back where it
/// was.
class BarMode {
 public:
  /// Both must outlive it; `record` is what the window shows.
  BarMode(SDL_Window* window, const AuditRecord& record);
  BarMode(const BarMode&) = delete;
  BarMode& operator=(const BarMode&) = delete;

  /// A bar of so many points, at most as wide as its screen; nothing: the whole window as it was.
  /// Asked again for what it is already, it does nothing.
  void set(const std::optional<Size>& bar);

 private:
  /// What the window was before.
  struct Whole {
    SDL_Rect place{};
    bool bordered = true;
    bool maximized = false;
    Uint32 fullscreen = 0;
  };
  void enter(const Size& bar);
  void leave();
  [[nodiscard]] SDL_Point place_for(const SDL_Point& size) const;
  static SDL_HitTestResult hit(SDL_Window* window, const SDL_Point* at, void* self);

  SDL_Window* window_;
  const AuditRecord& record_;
  std::optional<Whole> whole_;      ///< Set exactly while it is a bar.
  std::optional<SDL_Point> place_;  ///< Where the bar was put last.
  Size shown_{};
};

}  // namespace foyer::ui

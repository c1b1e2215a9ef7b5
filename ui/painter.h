// Inside ui/: what Canvas draws on. Owns the Dear ImGui context, the SDL renderer's textures and
// their cache. Screens never include this.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "ui/image.h"
#include "ui/layout.h"
#include "ui/text.h"

struct SDL_Renderer;
struct ImDrawList;

namespace foyer::ui {

class IconSet;

/// A texture and its size; `texture` is an SDL_Texture. Belongs to the Painter; good for the frame.
struct Picture {
  void* texture = nullptr;
  int width = 0;
  int height = 0;
  Point offset;
};

class Painter {
 public:
  /// `renderer` must outlive it.
  explicit Painter(SDL_Renderer* renderer);
  ~Painter();
  Painter(const Painter&) = delete;
  Painter& operator=(const Painter&) = delete;

  void begin(Size size);
  [[nodiscard]] ImDrawList& list();
  /// While it is on, what is drawn makes its pictures, which are kept, and is seen by nobody.
  void rehearse(bool on);
  /// Ends the geometry. True when it differs from the last frame that was painted.
  bool end();
  /// Puts the ended frame on the renderer (does not present).
  void paint();
  /// The next end() says "changed" whatever was drawn (window exposed, textures lost).
  void force();
  /// Textures are gone (graphics device reset): makes them anew.
  void forget();
  /// What is on the renderer now.
  [[nodiscard]] Pixels read_pixels();

  /// The picture for this key, made at first use. Not evicted while the frame lasts.
  Picture mask(const std::string& key, const std::function<Mask()>& make);
  Picture pixels(const std::string& key, const std::function<Pixels()>& make);
  [[nodiscard]] IconSet& icons();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace foyer::ui

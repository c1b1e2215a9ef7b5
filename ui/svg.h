// Inside ui/: librsvg and cairo with owners, for icons and images.
#pragma once

#include <cairo.h>

#include <filesystem>
#include <memory>
#include <string>

namespace foyer::ui {

struct CairoSurfaceFree {
  void operator()(cairo_surface_t* s) const { cairo_surface_destroy(s); }
};
using CairoSurface = std::unique_ptr<cairo_surface_t, CairoSurfaceFree>;
struct CairoFree {
  void operator()(cairo_t* c) const { cairo_destroy(c); }
};
using Cairo = std::unique_ptr<cairo_t, CairoFree>;

/// Draws the SVG into width × height at the context's origin, aspect kept.
/// `source` names it in the exception (std::runtime_error). `css` may be empty.
void draw_svg(cairo_t* context, const std::string& svg, const std::string& css,
              const std::string& source, double width, double height);

/// Draws the SVG so that its user units are those of the context.
void draw_svg_in_units(cairo_t* context, const std::string& svg, const std::string& css,
                       const std::string& source);

struct Pixels;
/// Of an ARGB32 surface.
[[nodiscard]] Pixels straight_pixels(cairo_surface_t* surface);

}  // namespace foyer::ui

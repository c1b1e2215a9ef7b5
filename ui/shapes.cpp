#include "ui/shapes.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "ui/svg.h"

namespace foyer::ui {
namespace {

// How much of the pixel at this distance from the middle is inside a circle.
float covered(float radius, float distance) {
  return std::clamp(radius - distance + 0.5F, 0.0F, 1.0F);
}

template <class Coverage>
Mask round_mask(int half, Coverage coverage) {
  Mask mask{2 * half, 2 * half, {}, {}};
  const auto middle = static_cast<float>(half);
  for (int y = 0; y < mask.height; ++y) {
    for (int x = 0; x < mask.width; ++x) {
      const float distance =
          std::hypot(static_cast<float>(x) + 0.5F - middle, static_cast<float>(y) + 0.5F - middle);
      mask.alpha.push_back(static_cast<std::uint8_t>(std::lround(coverage(distance) * 255)));
    }
  }
  return mask;
}

Mask from_surface(cairo_surface_t* surface, Point offset) {
  cairo_surface_flush(surface);
  Mask mask{
      cairo_image_surface_get_width(surface), cairo_image_surface_get_height(surface), offset, {}};
  const unsigned char* data = cairo_image_surface_get_data(surface);
  const int stride = cairo_image_surface_get_stride(surface);
  for (int y = 0; y < mask.height; ++y) {
    mask.alpha.insert(mask.alpha.end(), data + y * stride, data + y * stride + mask.width);
  }
  return mask;
}

}  // namespace

Mask disc_mask(int half, float radius) {
  return round_mask(half, [radius](float distance) { return covered(radius, distance); });
}

Mask ring_mask(int half, float width) {
  const auto outer = static_cast<float>(half);
  return round_mask(half, [outer, width](float distance) {
    return covered(outer, distance) - covered(outer - width, distance);
  });
}

Mask line_mask(float dx, float dy, float width) {
  const float around = std::ceil(width / 2) + 1;
  const float left = std::floor(std::min(0.0F, dx)) - around;
  const float top = std::floor(std::min(0.0F, dy)) - around;
  const int w = static_cast<int>(std::ceil(std::fabs(dx)) + 2 * around + 1);
  const int h = static_cast<int>(std::ceil(std::fabs(dy)) + 2 * around + 1);
  const CairoSurface surface(cairo_image_surface_create(CAIRO_FORMAT_A8, w, h));
  const Cairo context(cairo_create(surface.get()));
  cairo_set_line_width(context.get(), width);
  cairo_set_line_cap(context.get(), CAIRO_LINE_CAP_ROUND);
  cairo_move_to(context.get(), -left, -top);
  cairo_line_to(context.get(), dx - left, dy - top);
  cairo_stroke(context.get());
  return from_surface(surface.get(), {left, top});
}

Mask dashed_mask(const DashedShape& s) {
  const CairoSurface surface(cairo_image_surface_create(CAIRO_FORMAT_A8, s.width, s.height));
  const Cairo owner(cairo_create(surface.get()));
  cairo_t* c = owner.get();
  const double in = s.line / 2.0;
  const double r = std::max(0.0, static_cast<double>(s.radius) - in);
  const double w = s.width - in;
  const double h = s.height - in;
  const double quarter = std::numbers::pi / 2;
  cairo_arc(c, w - r, in + r, r, -quarter, 0);
  cairo_arc(c, w - r, h - r, r, 0, quarter);
  cairo_arc(c, in + r, h - r, r, quarter, 2 * quarter);
  cairo_arc(c, in + r, in + r, r, 2 * quarter, 3 * quarter);
  cairo_close_path(c);
  const std::array<double, 2> dashes = {s.dash, s.dash};
  cairo_set_dash(c, dashes.data(), 2, 0);
  cairo_set_line_width(c, s.line);
  cairo_stroke(c);
  return from_surface(surface.get(), {});
}

}  // namespace foyer::ui

#include "ui/icons.h"

#include <array>
#include <cmath>
#include <cstdio>
#include <map>
#include <stdexcept>

#include "ui/assets.h"
#include "ui/svg.h"

namespace foyer::ui {
namespace {

// Icons of the staff set are drawn in a scaled group, and say so by a halved stroke.
std::string with_stroke(std::string svg, float stroke) {
  static constexpr std::string_view name = "stroke-width=\"";
  const std::size_t at = svg.find(name);
  if (at == std::string::npos || stroke <= 0) return svg;
  const std::size_t from = at + name.size();
  const std::size_t to = svg.find('"', from);
  const float drawn = std::stof(svg.substr(from, to - from));
  // 3.5 is the design's stroke, 1.75 the same in a doubled group; anything else (the big arrow) is
  // a shape of its own and stays.
  if (std::fabs(drawn - 3.5F) > 0.01F && std::fabs(drawn - 1.75F) > 0.01F) return svg;
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "%.2f", static_cast<double>(drawn * stroke / 3.5F));
  return svg.replace(from, to - from, text.data());
}

constexpr double on_corner = 0.84;

Mask coverage(cairo_surface_t* surface, int px) {
  cairo_surface_flush(surface);
  Mask mask{px, px, {}, {}};
  const unsigned char* data = cairo_image_surface_get_data(surface);
  const int stride = cairo_image_surface_get_stride(surface);
  for (int y = 0; y < px; ++y) {
    const auto* row = reinterpret_cast<const std::uint32_t*>(data + y * stride);
    for (int x = 0; x < px; ++x) {
      // White parts of an icon are holes: alpha minus the (premultiplied) brightness.
      mask.alpha.push_back(static_cast<std::uint8_t>((row[x] >> 24) - (row[x] & 0xFF)));
    }
  }
  return mask;
}

}  // namespace

float icon_stroke(float design_px, bool high_contrast) {
  if (design_px <= 17) return 5;
  if (design_px <= 22) return 4;
  if (design_px <= 28) return 3.5F;
  if (design_px <= 36) return 5;
  if (design_px <= 64 || high_contrast) return 3.5F;
  return 2.6F;
}

struct IconSet::Impl {
  std::filesystem::path folder;
  std::map<std::string, std::string, std::less<>> files;

  const std::string& svg(std::string_view name) {
    const auto found = files.find(name);
    if (found != files.end()) return found->second;
    const std::string key(name);
    return files.emplace(key, read_file(folder / (key + ".svg"))).first->second;
  }
};

IconSet::IconSet(std::filesystem::path folder) : impl_(new Impl{std::move(folder), {}}) {}
IconSet::~IconSet() = default;

Mask IconSet::render(std::string_view name, int px, float stroke, bool flipped, int eighth_turns) {
  const CairoSurface surface(cairo_image_surface_create(CAIRO_FORMAT_ARGB32, px, px));
  const Cairo context(cairo_create(surface.get()));
  const double middle = px / 2.0;
  cairo_translate(context.get(), middle, middle);
  cairo_rotate(context.get(), eighth_turns * std::acos(-1.0) / 4);
  // A square on its corner needs more room: smaller, so that the tip of an arrow is not cut off.
  if (eighth_turns % 2 != 0) cairo_scale(context.get(), on_corner, on_corner);
  if (flipped) cairo_scale(context.get(), -1, 1);
  cairo_translate(context.get(), -middle, -middle);
  draw_svg(context.get(), with_stroke(impl_->svg(name), stroke), {}, "icon " + std::string(name),
           px, px);
  return coverage(surface.get(), px);
}

}  // namespace foyer::ui

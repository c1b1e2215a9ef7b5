#include "ui/image.h"

#include <librsvg/rsvg.h>

#include <algorithm>
#include <stdexcept>

#include "engine/assert.h"
#include "ui/assets.h"
#include "ui/svg.h"

namespace foyer::ui {
namespace {

struct ObjectFree {
  void operator()(void* object) const { g_object_unref(object); }
};

std::runtime_error svg_error(const std::string& source, GError* error) {
  std::string why = error != nullptr ? error->message : "not an SVG";
  if (error != nullptr) g_error_free(error);
  return std::runtime_error(source + ": " + why);
}

// Cairo's colours are multiplied with their coverage, SDL's and PNG's are not.
void append_straight(std::vector<std::uint8_t>& out, std::uint32_t argb) {
  const std::uint32_t a = argb >> 24;
  const auto straight = [a](std::uint32_t c) {
    return static_cast<std::uint8_t>(a == 0 ? 0 : std::min(255U, (c * 255 + a / 2) / a));
  };
  out.push_back(straight(argb >> 16 & 0xFF));
  out.push_back(straight(argb >> 8 & 0xFF));
  out.push_back(straight(argb & 0xFF));
  out.push_back(static_cast<std::uint8_t>(a));
}

}  // namespace

namespace {

std::unique_ptr<RsvgHandle, ObjectFree> open_svg(const std::string& svg, const std::string& css,
                                                 const std::string& source) {
  GError* error = nullptr;
  std::unique_ptr<RsvgHandle, ObjectFree> handle(
      rsvg_handle_new_from_data(reinterpret_cast<const guint8*>(svg.data()), svg.size(), &error));
  if (!handle) throw svg_error(source, error);
  if (!css.empty() &&
      !rsvg_handle_set_stylesheet(handle.get(), reinterpret_cast<const guint8*>(css.data()),
                                  css.size(), &error)) {
    throw svg_error(source, error);
  }
  return handle;
}

void render(RsvgHandle* handle, cairo_t* context, const RsvgRectangle& viewport,
            const std::string& source) {
  GError* error = nullptr;
  if (!rsvg_handle_render_document(handle, context, &viewport, &error)) {
    throw svg_error(source, error);
  }
}

}  // namespace

void draw_svg(cairo_t* context, const std::string& svg, const std::string& css,
              const std::string& source, double width, double height) {
  render(open_svg(svg, css, source).get(), context, {0, 0, width, height}, source);
}

void draw_svg_in_units(cairo_t* context, const std::string& svg, const std::string& css,
                       const std::string& source) {
  const auto handle = open_svg(svg, css, source);
  gboolean has_box = FALSE;
  RsvgRectangle box{};
  rsvg_handle_get_intrinsic_dimensions(handle.get(), nullptr, nullptr, nullptr, nullptr, &has_box,
                                       &box);
  if (has_box == FALSE) throw std::runtime_error(source + ": has no viewBox");
  render(handle.get(), context, box, source);
}

Color Pixels::at(int x, int y) const {
  if (x < 0 || y < 0 || x >= width || y >= height) return {0, 0, 0, 255};
  const std::size_t i = 4 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(width) +
                             static_cast<std::size_t>(x));
  return {rgba[i], rgba[i + 1], rgba[i + 2], rgba[i + 3]};
}

Pixels straight_pixels(cairo_surface_t* surface) {
  cairo_surface_flush(surface);
  Pixels out{cairo_image_surface_get_width(surface), cairo_image_surface_get_height(surface), {}};
  const unsigned char* data = cairo_image_surface_get_data(surface);
  const int stride = cairo_image_surface_get_stride(surface);
  for (int y = 0; y < out.height; ++y) {
    const auto* row = reinterpret_cast<const std::uint32_t*>(data + y * stride);
    for (int x = 0; x < out.width; ++x) append_straight(out.rgba, row[x]);
  }
  return out;
}

Pixels render_svg(const std::filesystem::path& file, int width, int height, const Theme& theme) {
  FOYER_ASSERT(width > 0 && height > 0);
  const CairoSurface surface(cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width, height));
  const Cairo context(cairo_create(surface.get()));
  const std::string css = ".accent{color:" + to_hex(theme.accent) +
                          "}.on-accent{color:" + to_hex(theme.on_accent) + "}";
  draw_svg(context.get(), read_file(file), css, file.string(), width, height);
  return straight_pixels(surface.get());
}

void write_png(const Pixels& pixels, const std::filesystem::path& file) {
  const CairoSurface surface(
      cairo_image_surface_create(CAIRO_FORMAT_RGB24, pixels.width, pixels.height));
  unsigned char* data = cairo_image_surface_get_data(surface.get());
  const int stride = cairo_image_surface_get_stride(surface.get());
  for (int y = 0; y < pixels.height; ++y) {
    auto* row = reinterpret_cast<std::uint32_t*>(data + y * stride);
    for (int x = 0; x < pixels.width; ++x) {
      const Color c = pixels.at(x, y);
      row[x] = static_cast<std::uint32_t>(c.r << 16 | c.g << 8 | c.b);
    }
  }
  cairo_surface_mark_dirty(surface.get());
  std::filesystem::path part = file;
  part += ".part";
  const cairo_status_t status = cairo_surface_write_to_png(surface.get(), part.c_str());
  if (status != CAIRO_STATUS_SUCCESS) {
    throw std::runtime_error("cannot write " + file.string() + ": " +
                             cairo_status_to_string(status));
  }
  std::filesystem::rename(part, file);
}

}  // namespace foyer::ui

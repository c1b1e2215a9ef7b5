#include "ui/plan.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <stdexcept>
#include <utility>

#include "engine/assert.h"
#include "ui/assets.h"
#include "ui/svg.h"

namespace foyer::ui {
namespace {

constexpr std::size_t wanted_max = 4;
constexpr std::size_t kept_max = 2;  // 1 to 3 MB each; what is on the screen has a texture besides
constexpr double units_per_m = 10;

double radians(double degrees) {
  return degrees * std::numbers::pi / 180;
}

/// Shapes of a plan by their class; in the light theme they keep the colours of the file.
std::string style_sheet(const Theme& theme) {
  const std::string accent = to_hex(theme.accent);
  if (!theme.high_contrast()) return ".arc,.accent{stroke:" + accent + "}";
  const std::string paper = to_hex(theme.paper);
  const std::string ink = to_hex(theme.ink);
  return ".floor,.hall,.room,.paving,.green,.water,.street,.closed,.car,.fixture,.roof,.void,.bay,"
         ".shaft,.rampfloor{fill:" +
         paper +
         "}.outline,.wall,.room,.thin,.rail,.tread,.closed,.car,.fixture,.void,.voidline,.shaft,"
         ".shaftline,.ramp,.threshold,.benches,.arc,.tree,.water{stroke:" +
         ink + "}.desk,.seat,.trunk{fill:" + ink + "}.gap,.opening{stroke:" + paper + "}";
}

std::string key_of(const std::filesystem::path& svg, const PlanView& view, const Theme& theme) {
  std::string key = "p" + svg.string();
  for (const double value : {view.center.x_m, view.center.y_m, view.px_per_m, view.turn_degrees}) {
    key += "," + std::to_string(value);
  }
  key += "," + std::to_string(view.width) + "x" + std::to_string(view.height);
  return key + to_hex(theme.accent) + to_hex(theme.paper);
}

}  // namespace

Point PlanView::to_picture(PlanPoint at) const {
  const double x_m = at.x_m - center.x_m;
  const double y_m = at.y_m - center.y_m;
  const double c = std::cos(radians(turn_degrees));
  const double s = std::sin(radians(turn_degrees));
  return {static_cast<float>(width / 2.0 + (x_m * c - y_m * s) * px_per_m),
          static_cast<float>(height / 2.0 + (x_m * s + y_m * c) * px_per_m)};
}

Pixels render_plan(const std::filesystem::path& svg, const PlanView& view, const Theme& theme) {
  FOYER_ASSERT(view.width > 0 && view.height > 0);
  const CairoSurface surface(
      cairo_image_surface_create(CAIRO_FORMAT_ARGB32, view.width, view.height));
  const Cairo context(cairo_create(surface.get()));
  cairo_translate(context.get(), view.width / 2.0, view.height / 2.0);
  cairo_rotate(context.get(), radians(view.turn_degrees));
  const double scale = view.px_per_m / units_per_m;
  cairo_scale(context.get(), scale, scale);
  cairo_translate(context.get(), -view.center.x_m * units_per_m, -view.center.y_m * units_per_m);
  draw_svg_in_units(context.get(), read_file(svg), style_sheet(theme), svg.string());
  return straight_pixels(surface.get());
}

PlanPictures::PlanPictures(std::function<void()> wake) : wake_(std::move(wake)) {
  if (wake_) worker_ = std::thread([this] { work(); });
}

PlanPictures::~PlanPictures() {
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  more_.notify_one();
  if (worker_.joinable()) worker_.join();
}

PlanPictures::Found PlanPictures::find(const std::filesystem::path& svg, const PlanView& view,
                                       const Theme& theme) {
  Wanted wanted{key_of(svg, view, theme), svg, view, theme};
  std::unique_lock lock(mutex_);
  const auto known = made_.find(wanted.key);
  if (known != made_.end()) return {wanted.key, known->second};
  if (!wake_) {
    auto pixels = make(wanted);
    keep(wanted.key, pixels);
    return {wanted.key, std::move(pixels)};
  }
  std::string key = wanted.key;
  const bool asked = std::any_of(wanted_.begin(), wanted_.end(),
                                 [&](const Wanted& other) { return other.key == key; });
  if (!asked) {
    wanted_.push_back(std::move(wanted));
    if (wanted_.size() > wanted_max) wanted_.pop_front();
    lock.unlock();
    more_.notify_one();
  }
  return {std::move(key), nullptr};
}

void PlanPictures::work() {
  std::unique_lock lock(mutex_);
  for (;;) {
    more_.wait(lock, [this] { return stop_ || !wanted_.empty(); });
    if (stop_) return;
    // It stays in the list while it is made, so that it is not asked for a second time.
    const Wanted wanted = wanted_.back();
    lock.unlock();
    auto pixels = make(wanted);
    lock.lock();
    keep(wanted.key, std::move(pixels));
    std::erase_if(wanted_, [&](const Wanted& other) { return other.key == wanted.key; });
    lock.unlock();
    wake_();
    lock.lock();
  }
}

std::shared_ptr<const Pixels> PlanPictures::make(const Wanted& wanted) {
  try {
    return std::make_shared<const Pixels>(render_plan(wanted.svg, wanted.view, wanted.theme));
  } catch (const std::runtime_error&) {
    return nullptr;
  }
}

void PlanPictures::keep(const std::string& key, std::shared_ptr<const Pixels> pixels) {
  made_[key] = std::move(pixels);
  order_.push_back(key);
  if (order_.size() <= kept_max) return;
  made_.erase(order_.front());
  order_.pop_front();
}

}  // namespace foyer::ui

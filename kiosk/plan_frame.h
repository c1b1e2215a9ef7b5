// Inside kiosk/: how a plan lies in its frame, and where its labels go. Pure.
#pragma once

#include <vector>

#include "kiosk/way_items.h"
#include "ui/layout.h"

namespace foyer::kiosk {

/// The part of the plan that is shown in a frame of so many pixels: as large as the frame lets the
/// way and what is around it be, and never less than the whole plan would be. `most_px_per_m`
/// bounds it.
[[nodiscard]] ui::PlanView fitted(const Plan& plan, int width, int height, double most_px_per_m);

/// What labels must not cover, and keep clear of each other.
class Clear {
 public:
  explicit Clear(const ui::Rect& bounds) : bounds_(bounds) {}
  /// Takes the rect; it need not be free.
  void take(const ui::Rect& rect) { taken_.push_back(rect); }
  /// A line of some width.
  void take_line(ui::Point a, ui::Point b, float width);
  [[nodiscard]] bool is_free(const ui::Rect& rect) const;
  /// Within the bounds, and takes it if it is free.
  bool try_take(const ui::Rect& rect);

 private:
  ui::Rect bounds_;
  std::vector<ui::Rect> taken_;
};

/// The part of a line from its beginning, by share of its length.
[[nodiscard]] std::vector<ui::Point> beginning_of(const std::vector<ui::Point>& line, float share);

}  // namespace foyer::kiosk

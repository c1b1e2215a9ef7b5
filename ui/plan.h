// Plans of a building: an SVG (1 user unit is 0.1 m) turned, moved and scaled into pixels. Labels
// and routes are drawn over it by the screen, upright, with the same PlanView.
#pragma once

#include <condition_variable>
#include <deque>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "ui/image.h"
#include "ui/layout.h"
#include "ui/theme.h"
#include "wayfinding/plan.h"

namespace foyer::ui {

/// How a plan lies in a picture of so many pixels.
struct PlanView {
  int width = 0;
  int height = 0;
  PlanPoint center;  ///< In the middle of the picture.
  double px_per_m = 1;
  double turn_degrees = 0;  ///< Of the plan, clockwise.

  /// From the picture's top left.
  [[nodiscard]] Point to_picture(PlanPoint at) const;
  friend bool operator==(const PlanView&, const PlanView&) = default;
};

/// Draws the plan; outside of it everything is see-through. In high contrast, shapes with the
/// classes of assets/sites/README.md take the theme's colours.
/// Throws std::runtime_error with the path.
[[nodiscard]] Pixels render_plan(const std::filesystem::path& svg, const PlanView& view,
                                 const Theme& theme);

/// Pictures of plans, made on a thread of its own so that no frame waits for one: 10 to 500 ms.
class PlanPictures {
 public:
  /// `wake` is called from that thread when a picture is there. Without it pictures are made at
  /// once, in find().
  explicit PlanPictures(std::function<void()> wake = {});
  ~PlanPictures();
  PlanPictures(const PlanPictures&) = delete;
  PlanPictures& operator=(const PlanPictures&) = delete;

  struct Found {
    std::string key;                       ///< Of picture and view, for the texture.
    std::shared_ptr<const Pixels> pixels;  ///< Null: it is being made, or cannot be.
  };
  /// The last ones are kept.
  [[nodiscard]] Found find(const std::filesystem::path& svg, const PlanView& view,
                           const Theme& theme);

 private:
  struct Wanted {
    std::string key;
    std::filesystem::path svg;
    PlanView view;
    Theme theme;
  };
  void work();
  /// Null if the file cannot be drawn any more: the route is still shown, on an empty plan.
  static std::shared_ptr<const Pixels> make(const Wanted& wanted);
  void keep(const std::string& key, std::shared_ptr<const Pixels> pixels);

  std::function<void()> wake_;
  std::mutex mutex_;
  std::condition_variable more_;
  std::deque<Wanted> wanted_;  ///< By mutex_. Bounded: the oldest is not looked at any more.
  std::map<std::string, std::shared_ptr<const Pixels>> made_;  ///< By mutex_.
  std::deque<std::string> order_;  ///< By mutex_. Of made_, the oldest first.
  bool stop_ = false;              ///< By mutex_.
  std::thread worker_;             ///< Last: it uses everything above.
};

}  // namespace foyer::ui

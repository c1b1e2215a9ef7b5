// Icons: assets/icons/NAME.svg as an A8 mask, to be tinted. An icon never stands without a word.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "ui/text.h"

namespace foyer::ui {

/// Icons that point along the line of reading and so turn round in right-to-left pages: arrows,
/// chevrons, back. A turn to the left in a description of a way does not: give Flip::no there.
enum class Flip { no, with_page };

struct IconStyle {
  float stroke = 0;  // in units of the 48 grid; 0: chosen by the size (lines of 3 to 4 px)
  Flip flip = Flip::no;
  int eighth_turns = 0;  // clockwise steps of 45°, for arrows to a counter
};

/// The stroke for an icon drawn at `design_px`, so that lines stay equally strong at every size.
[[nodiscard]] float icon_stroke(float design_px, bool high_contrast);

class IconSet {
 public:
  /// `folder`: with NAME.svg files. Files are read when first used.
  explicit IconSet(std::filesystem::path folder);
  ~IconSet();
  IconSet(const IconSet&) = delete;
  IconSet& operator=(const IconSet&) = delete;

  /// A square mask of `px`. An unknown name is our bug: throws std::runtime_error naming it.
  [[nodiscard]] Mask render(std::string_view name, int px, float stroke, bool flipped,
                            int eighth_turns);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace foyer::ui
